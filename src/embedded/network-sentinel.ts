import type { Duplex } from 'node:stream';

/** What became of one request that a sentinel sent from the address of a pod or a node. */
export interface SentinelAttempt {
  /** `closed`: in good order, without a word. `silent`: no connection, or no answer, until the deadline. */
  readonly outcome: 'answered' | 'closed' | 'reset' | 'silent';
  /** Until the connection was open; absent: it never was. */
  readonly connectMs?: number;
  /** Until the first byte of the answer, or whatever else came of it. */
  readonly ms: number;
  /** The length of the request. */
  readonly sentBytes: number;
}

/**
 * Opens a connection, sends one HTTP request of at least `bytes` and waits for the first byte of the answer, whatever the
 * server speaks. Never throws.
 */
export async function attemptRequest(
  connect: (signal: AbortSignal) => Promise<Duplex>,
  { timeoutMs, bytes }: { readonly timeoutMs: number; readonly bytes: number },
): Promise<SentinelAttempt> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const start = performance.now();
  const elapsed = (): number => performance.now() - start;
  let connectMs: number | undefined;
  const request = requestOf(bytes);
  try {
    const socket = await connect(deadline);
    connectMs = elapsed();
    const outcome = await exchange(socket, request, deadline);
    return { outcome, connectMs, ms: elapsed(), sentBytes: request.length };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const outcome = code === 'ECONNREFUSED' || code === 'ECONNRESET' ? 'reset' : 'silent';
    return { outcome, connectMs, ms: elapsed(), sentBytes: 0 };
  }
}

function requestOf(bytes: number): string {
  const line = 'HEAD / HTTP/1.1\r\nHost: sentinel\r\nUser-Agent: chaos-gate-sentinel\r\nConnection: close\r\n';
  const padding = Math.max(0, bytes - line.length - 'X-Padding: \r\n\r\n'.length);
  return `${line}X-Padding: ${'x'.repeat(padding)}\r\n\r\n`;
}

function exchange(socket: Duplex, request: string, deadline: AbortSignal): Promise<SentinelAttempt['outcome']> {
  return new Promise(resolve => {
    const settle = (outcome: SentinelAttempt['outcome']): void => {
      deadline.removeEventListener('abort', onDeadline);
      resolve(outcome);
      socket.destroy();
    };
    const onDeadline = (): void => settle('silent');
    deadline.addEventListener('abort', onDeadline, { once: true });
    socket.once('data', () => settle('answered'));
    socket.once('end', () => settle('closed'));
    socket.once('error', () => settle('reset'));
    socket.once('close', () => settle('reset'));
    socket.write(request);
  });
}
