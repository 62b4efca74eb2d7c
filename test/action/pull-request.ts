import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Folder } from '../support/gate.ts';

/** A comment as GitHub keeps it. */
export interface KeptComment {
  readonly id: number;
  body: string;
}

/** The part of GitHub's API that keeps a pull request's comments, on a port of this machine. */
export interface PullRequest extends AsyncDisposable {
  readonly comments: KeptComment[];
  /** Every request: `POST /repos/o/r/issues/7/comments`. */
  readonly requests: string[];
  /** What the runner tells an action of this pull request. */
  readonly environment: NodeJS.ProcessEnv;
}

/** `readOnly`: the token may read only, as a fork's; GitHub then answers 403. */
export async function openPullRequest(
  folder: Folder,
  options: { readonly readOnly?: boolean } = {},
): Promise<PullRequest> {
  const comments: KeptComment[] = [{ id: 1, body: 'Somebody else said something.' }];
  const requests: string[] = [];
  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const path = request.url?.split('?')[0] ?? '';
    requests.push(`${request.method} ${path}`);
    if (request.method === 'GET' && path === '/repos/o/r/issues/7/comments') return [200, comments];
    if (options.readOnly) return [403, { message: 'Resource not accessible by integration' }];
    const { body } = JSON.parse(await text(request)) as { body: string };
    const id = Number(/^\/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(path)?.[1]);
    const known = comments.find(comment => comment.id === id);
    if (request.method === 'PATCH' && known) known.body = body;
    else if (request.method === 'POST' && path === '/repos/o/r/issues/7/comments')
      comments.push({ id: comments.length + 1, body });
    else return [404, { message: 'Not Found' }];
    return [200, { html_url: `https://github.example/o/r/pull/7#${known?.id ?? comments.length}` }];
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ([status, body]) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
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
