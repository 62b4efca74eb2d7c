import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What a connection attempt got: `silent` is no answer, or none from that host. */
export type ConnectionAnswer = 'connected' | 'refused' | 'silent';

/** Tries one TCP connection, until the signal aborts. */
export async function canConnect(host: string, port: number, signal: AbortSignal): Promise<ConnectionAnswer> {
  if (signal.aborted) return 'silent';
  return await new Promise<ConnectionAnswer>(resolve => {
    const socket = connect({ host, port });
    const settle = (answer: ConnectionAnswer): void => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(answer);
    };
    const onAbort = (): void => settle('silent');
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', () => settle('connected'));
    socket.on('error', error =>
      settle((error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'refused' : 'silent'),
    );
  });
}

/** Waits until a port accepts, at most so long; there is no event for it. Rejects with the signal's reason only. */
export async function awaitConnection(
  host: string,
  port: number,
  limitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const limit = AbortSignal.timeout(limitMs);
  const either = AbortSignal.any([signal, limit]);
  while (!either.aborted) {
    if ((await canConnect(host, port, either)) === 'connected') return true;
    await delay(50, undefined, { signal: either }).catch(() => {
      // The loop's condition sees the abort.
    });
  }
  signal.throwIfAborted();
  return false;
}
