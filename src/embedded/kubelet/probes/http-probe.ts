import { type IncomingMessage, request } from 'node:http';
import { request as requestTls } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Container } from '../pod/restart-policy.ts';
import { type Connect, dialError, type ProbeResult, type ProbeSpec, resolvePort } from './probe-action.ts';

export type HttpGet = NonNullable<ProbeSpec['httpGet']>;

/** Longer bodies are not read. */
const MAX_BODY_BYTES = 10 * 1024;
const MAX_REDIRECTS = 10;

/** GET as kubelet makes it: any status from 200 to 399 is a success, redirects within the host are followed, certificates are not checked. */
export async function probeHttp(
  action: HttpGet,
  container: Container,
  podIP: string,
  connect: Connect,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const host = action.host || podIP;
  const port = resolvePort(container, action.port as string | number);
  const scheme = (action.scheme ?? 'HTTP').toLowerCase() as 'http' | 'https';
  let url = new URL(action.path || '/', `${scheme}://${host}:${port}`);
  for (let redirects = 0; ; redirects++) {
    let socket: Duplex;
    try {
      socket = await connect(url.hostname, portOf(url), signal);
    } catch (error) {
      const reason = signal.aborted
        ? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
        : dialError(error, url.hostname, portOf(url));
      const notListening = (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
      return { outcome: 'failure', output: `Get "${url}": ${reason}`, notListening };
    }
    try {
      const response = await send(url, action, socket, signal);
      const status = response.statusCode ?? 0;
      if (status < 200 || status >= 400)
        return { outcome: 'failure', output: `HTTP probe failed with statuscode: ${status}` };
      const location = status >= 300 ? response.headers.location : undefined;
      if (status < 300 || location === undefined) return { outcome: 'success' };
      const next = new URL(location, url);
      if (next.hostname !== url.hostname)
        return { outcome: 'warning', output: 'Probe terminated redirects, Response body: ' };
      if (redirects === MAX_REDIRECTS)
        return { outcome: 'failure', output: `Get "${next}": stopped after ${MAX_REDIRECTS} redirects` };
      url = next;
    } catch (error) {
      const reason = signal.aborted
        ? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
        : goReadError(error as NodeJS.ErrnoException);
      return { outcome: 'failure', output: `Get "${url}": ${reason}` };
    } finally {
      socket.destroy();
    }
  }
}

function send(url: URL, action: HttpGet, socket: Duplex, signal: AbortSignal): Promise<IncomingMessage> {
  const headers: Record<string, string> = { 'User-Agent': 'kube-probe/1.34', Accept: '*/*', Connection: 'close' };
  for (const { name, value } of action.httpHeaders ?? []) headers[name] = value;
  return new Promise((resolve, reject) => {
    const options = { headers, signal, rejectUnauthorized: false };
    const outgoing =
      url.protocol === 'https:'
        ? requestTls(url, { ...options, agent: false, socket: socket as Socket } as never)
        : request(url, { ...options, createConnection: () => socket as Socket });
    outgoing.on('error', reject);
    outgoing.on('response', response => {
      let bytes = 0;
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_BODY_BYTES) resolve(response);
      });
      response.on('end', () => resolve(response));
    });
    outgoing.end();
  });
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}

function goReadError({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ECONNRESET' ? 'EOF' : message;
}
