import { Agent, type ClientRequest, get } from 'node:http';

/** How a call to another Goldpinger ended. */
export type CallResult =
  | { readonly ok: true; readonly body: any; readonly durationMs: number }
  | { readonly ok: false; readonly error: string; readonly durationMs: number };

/** Connections are kept, as Goldpinger keeps them: a fault that only stops new connections goes unseen. */
const agent = new Agent({ keepAlive: true });

/** GETs JSON from a peer, within `timeoutMs`. The error is in Go's words. */
export async function callPeer(address: string, port: number, path: string, timeoutMs: number): Promise<CallResult> {
  const startedMs = performance.now();
  const deadline = AbortSignal.timeout(timeoutMs);
  const url = `http://${address}:${port}${path}`;
  try {
    const body = await getJson(url, deadline);
    return { ok: true, body, durationMs: performance.now() - startedMs };
  } catch (error) {
    const why = deadline.aborted
      ? 'context deadline exceeded'
      : inGosWords(error as NodeJS.ErrnoException, address, port);
    return { ok: false, error: `Get "${url}": ${why}`, durationMs: performance.now() - startedMs };
  }
}

async function getJson(url: string, signal: AbortSignal): Promise<unknown> {
  for (;;) {
    let request: ClientRequest | undefined;
    try {
      return await new Promise((resolve, reject) => {
        request = get(url, { agent, signal }, response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString()));
            else reject(new Error(`unexpected status ${response.statusCode}`));
          });
        });
        request.on('error', reject);
      });
    } catch (error) {
      // A kept connection that the peer has closed meanwhile says nothing of the peer: Go tries again on a new one.
      if (!request?.reusedSocket || (error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    }
  }
}

/** A failure of a connection as Go's net package words it. */
export function inGosWords({ code, message }: NodeJS.ErrnoException, address: string, port: number | string): string {
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: `dial tcp ${address}:${port}: connect: connection refused`,
    EHOSTUNREACH: `dial tcp ${address}:${port}: connect: no route to host`,
    ENETUNREACH: `dial tcp ${address}:${port}: connect: network is unreachable`,
    ETIMEDOUT: `dial tcp ${address}:${port}: i/o timeout`,
    ECONNRESET: `read tcp: read: connection reset by peer`,
  };
  return words[code ?? ''] ?? message;
}
