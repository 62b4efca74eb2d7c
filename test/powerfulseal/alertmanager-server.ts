import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { InfrastructureFailure } from '../../src/errors.ts';
import { type Listening, serveHttp } from '../probes/servers.ts';

/** A silence as the API shows it. */
export interface Silence {
  readonly id: string;
  readonly comment: string;
  readonly createdBy: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly matchers: readonly { readonly name: string; readonly value: string; readonly isRegex: boolean }[];
  status: { state: 'active' | 'expired' };
}

/** A server that keeps silences as Alertmanager's API v2 does (api/v2/openapi.yaml): a real one on a real port. */
export interface AlertmanagerServer extends AsyncDisposable {
  readonly url: string;
  readonly silences: readonly Silence[];
  readonly requests: readonly string[];
  /** Answers deletions and leaves the silence. */
  keepsSilences: boolean;
  /** So many requests are answered with 500. */
  failures: number;
  /** Goes around every change: one that it does not let through breaks the connection, or, by an InfrastructureFailure, is a 500. */
  around: (perform: () => Promise<void>) => Promise<void>;
}

export async function serveAlertmanager(): Promise<AlertmanagerServer> {
  const silences: Silence[] = [];
  const requests: string[] = [];
  const listening: Listening = await serveHttp(async (request, response) => {
    const { method = '', url = '' } = request;
    requests.push(`${method} ${url}`);
    const body = await readAll(request);
    const answer = (status: number, value?: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(value === undefined ? '' : JSON.stringify(value));
    };
    if (server.failures > 0) {
      server.failures--;
      return answer(500, 'out of order');
    }
    const change = async (perform: () => void) => {
      try {
        await server.around(async () => perform());
        return true;
      } catch (error) {
        if (error instanceof InfrastructureFailure) answer(500, 'out of order');
        else response.destroy();
        return false;
      }
    };
    if (method === 'POST' && url === '/api/v2/silences') {
      const silence = { ...JSON.parse(body), id: randomUUID(), status: { state: 'active' } } as Silence;
      if (!Array.isArray(silence.matchers) || silence.matchers.length === 0) return answer(400, 'no matchers');
      if (!(await change(() => silences.push(silence)))) return;
      return answer(200, { silenceID: silence.id });
    }
    if (method === 'GET' && url === '/api/v2/silences') return answer(200, silences);
    const [, id] = /^\/api\/v2\/silence\/([-0-9a-f]+)$/.exec(url) ?? [];
    const found = silences.find(silence => silence.id === id);
    if (method !== 'DELETE' || !found) return answer(404, 'no such silence');
    const expire = () => {
      if (!server.keepsSilences) found.status = { state: 'expired' };
    };
    if (await change(expire)) answer(200);
  });
  const server: AlertmanagerServer = {
    url: `http://127.0.0.1:${listening.port}/api/v2`,
    silences,
    requests,
    keepsSilences: false,
    failures: 0,
    around: perform => perform(),
    [Symbol.asyncDispose]: () => listening.close(),
  };
  return server;
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
