import { connect, type Socket } from 'node:net';

/**
 * Source ports by number instead of by the kernel's choice: with an address but no port, bind() searches among all
 * ports that linger in TIME_WAIT, which takes milliseconds each after some 28,000 connections a minute.
 */
const firstPort = 10_000;
const lastPort = 60_999;
const mostAttempts = 10;

let nextPort = firstPort + Math.floor(Math.random() * (lastPort - firstPort));

/** A source port that is probably free. */
export function takeSourcePort(): number {
  nextPort = nextPort >= lastPort ? firstPort : nextPort + 1;
  return nextPort;
}

/**
 * Connects from `source` (the kernel chooses when undefined), from the port `wishedPort` if it is free.
 * Rejects with the system's error; with the signal's reason when it aborts.
 */
export async function connectFrom(
  source: string | undefined,
  host: string,
  port: number,
  options: { wishedPort?: number; signal?: AbortSignal } = {},
): Promise<Socket> {
  let localPort = options.wishedPort ?? takeSourcePort();
  for (let attempt = 1; ; attempt++) {
    try {
      return await connectOnce(
        source === undefined ? {} : { localAddress: source, localPort },
        host,
        port,
        options.signal,
      );
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const sourceTaken = code === 'EADDRINUSE' || code === 'EADDRNOTAVAIL';
      if (!sourceTaken || source === undefined || attempt === mostAttempts) throw error;
      localPort = takeSourcePort();
    }
  }
}

function connectOnce(
  local: { localAddress?: string; localPort?: number },
  host: string,
  port: number,
  signal: AbortSignal | undefined,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const socket = connect({ ...local, host, port, allowHalfOpen: true, noDelay: true });
    const onAbort = (): void => {
      socket.destroy();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('error', error => {
      signal?.removeEventListener('abort', onAbort);
      reject(error);
    });
    socket.once('connect', () => {
      signal?.removeEventListener('abort', onAbort);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}
