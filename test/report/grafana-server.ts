import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An annotation as Grafana keeps it. */
export interface KeptAnnotation {
  readonly id: number;
  readonly time: number;
  readonly timeEnd: number;
  readonly tags: readonly string[];
  readonly text: string;
}

/** The part of Grafana's HTTP API that keeps annotations, as its documentation describes it. */
export interface GrafanaServer extends AsyncDisposable {
  readonly url: string;
  readonly kept: KeptAnnotation[];
  readonly requests: string[];
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** https://grafana.com/docs/grafana/latest/developers/http_api/annotations/; `token` may read and, but for `readOnly`, write. */
export async function openGrafana(options: {
  readonly token: string;
  readonly readOnly?: boolean;
}): Promise<GrafanaServer> {
  const kept: KeptAnnotation[] = [];
  const requests: string[] = [];
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(request.url ?? '', 'http://grafana');
    requests.push(`${request.method} ${url.pathname}`);
    if (request.headers.authorization !== `Bearer ${options.token}`)
      return { status: 401, body: { message: 'Invalid API key' } };
    if (url.pathname !== '/api/annotations') return { status: 404, body: { message: 'Not found' } };
    if (request.method === 'GET') {
      const tags = url.searchParams.getAll('tags');
      const limit = Number(url.searchParams.get('limit') ?? 100);
      return { status: 200, body: kept.filter(each => tags.every(tag => each.tags.includes(tag))).slice(0, limit) };
    }
    if (options.readOnly)
      return {
        status: 403,
        body: { accessErrorId: 'ACE1', message: "You'll need additional permissions: annotations:create" },
      };
    if (!request.headers['content-type']?.startsWith('application/json'))
      return { status: 415, body: { message: 'unsupported media type' } };
    const sent = JSON.parse(await text(request)) as Partial<KeptAnnotation>;
    if (typeof sent.text !== 'string' || sent.text === '')
      return { status: 400, body: { message: 'Failed to save annotation', error: 'text field should not be empty' } };
    const times = [sent.time, sent.timeEnd];
    if (!times.every(Number.isInteger)) return { status: 400, body: { message: 'bad request data' } };
    if (!Array.isArray(sent.tags) || sent.tags.some(tag => typeof tag !== 'string' || tag.length > 100))
      return { status: 400, body: { message: 'bad request data' } };
    const id = kept.length + 1;
    kept.push({ id, time: sent.time!, timeEnd: sent.timeEnd!, tags: sent.tags, text: sent.text });
    return { status: 200, body: { message: 'Annotation added', id } };
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      error => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    kept,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
