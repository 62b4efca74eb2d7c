import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Folder } from '../support/gate.ts';

/** A comment as GitHub keeps it. */
export interface KeptComment {
  readonly id: number;
  body: string;
}

/** What the API does out of the ordinary. */
export interface Trouble {
  /** The token may read only, as a fork's. */
  readonly readOnly?: boolean;
  /** So many requests that change something are refused first, in this way. */
  readonly refusals?: number;
  readonly refusal?: 'secondary rate limit' | 'too many requests' | 'limit used up' | 'bad gateway';
  /** Comments of others that are there already. */
  readonly others?: number;
}

/** The part of GitHub's REST API that keeps a pull request's comments, on a port of this machine. */
export interface PullRequest extends AsyncDisposable {
  readonly comments: KeptComment[];
  /** Every request: `POST /repos/o/r/issues/7/comments`. */
  readonly requests: string[];
  /** What the runner tells an action of this pull request. */
  readonly environment: NodeJS.ProcessEnv;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const token = 'ghs_0123456789';
const maxBodyCharacters = 65_536;
const documentation_url = 'https://docs.github.com/rest';

/** How GitHub refuses (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api). */
const refusals: Readonly<Record<NonNullable<Trouble['refusal']>, () => Answer>> = {
  'secondary rate limit': () => ({
    status: 403,
    headers: { 'retry-after': '1' },
    body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
  }),
  'too many requests': () => ({ status: 429, headers: { 'retry-after': '1' }, body: { message: 'Too many requests' } }),
  'limit used up': () => ({
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000)) },
    body: { message: 'API rate limit exceeded for installation ID 1.' },
  }),
  'bad gateway': () => ({ status: 502, body: { message: 'Server Error' } }),
};

export async function openPullRequest(folder: Folder, trouble: Trouble = {}): Promise<PullRequest> {
  const comments: KeptComment[] = Array.from({ length: trouble.others ?? 1 }, (_, index) => ({
    id: index + 1,
    body: 'Somebody else said something.',
  }));
  const requests: string[] = [];
  let refused = 0;

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    requests.push(`${request.method} ${url.pathname}`);
    if (request.headers.authorization !== `token ${token}`)
      return { status: 401, body: { message: 'Bad credentials', documentation_url } };
    const changes = request.method !== 'GET';
    if (!changes && url.pathname === '/repos/o/r/issues/7/comments') return listPage(url, comments);
    if (changes && trouble.refusal && refused < (trouble.refusals ?? 1)) {
      refused++;
      return refusals[trouble.refusal]();
    }
    if (changes && trouble.readOnly)
      return { status: 403, body: { message: 'Resource not accessible by integration', documentation_url } };
    const { body } = JSON.parse(await text(request)) as { body: string };
    if (body.length > maxBodyCharacters)
      return { status: 422, body: { message: 'Validation Failed', errors: [{ field: 'body', code: 'too_long' }] } };
    const id = Number(/^\/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1]);
    const known = comments.find(comment => comment.id === id);
    if (request.method === 'PATCH' && known) {
      known.body = body;
      return { status: 200, body: describe(known) };
    }
    if (request.method === 'POST' && url.pathname === '/repos/o/r/issues/7/comments') {
      const written = { id: comments.length + 1, body };
      comments.push(written);
      return { status: 201, body: describe(written) };
    }
    return { status: 404, body: { message: 'Not Found', documentation_url } };
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body, headers }) =>
        response
          .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
          .end(JSON.stringify(body)),
      error => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const event = folder.write('event.json', JSON.stringify({ pull_request: { number: 7 } }));
  return {
    comments,
    requests,
    environment: {
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKFLOW: 'chaos',
      GITHUB_JOB: 'kind',
      GITHUB_ACTION: 'gate',
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** A page of 30 comments, 100 at most, with the way to the next one in its head. */
function listPage(url: URL, comments: readonly KeptComment[]): Answer {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const page = Number(url.searchParams.get('page') ?? 1);
  const end = page * size;
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  return {
    status: 200,
    body: comments.slice(end - size, end).map(describe),
    ...(end < comments.length && { headers: { link: `<${next}>; rel="next"` } }),
  };
}

function describe({ id, body }: KeptComment) {
  return { id, body, html_url: `https://github.example/o/r/pull/7#issuecomment-${id}`, user: { login: 'somebody' } };
}
