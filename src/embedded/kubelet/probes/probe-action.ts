import type { Container } from '../pod/restart-policy.ts';

export type ProbeSpec = NonNullable<Container['readinessProbe']>;

/** What one attempt of a probe found; `output` is what the Unhealthy event says. */
export type ProbeResult =
  | { readonly outcome: 'success' }
  | { readonly outcome: 'warning'; readonly output: string }
  | { readonly outcome: 'failure'; readonly output: string; readonly notListening?: boolean }
  /** The probe itself could not be made: nothing is said about the container. */
  | { readonly outcome: 'error'; readonly output: string };

/** Connects as a kubelet does, from the node's address. */
export type Connect = (host: string, port: number, signal: AbortSignal) => Promise<import('node:stream').Duplex>;

/** The number of a container's port that a probe names or numbers. */
export function resolvePort(container: Container, port: string | number): number {
  const number = typeof port === 'number' ? port : container.ports?.find(({ name }) => name === port)?.containerPort;
  const resolved = number ?? Number(port);
  if (Number.isInteger(resolved) && resolved > 0 && resolved < 65_536) return resolved;
  throw new Error(`couldn't find port: ${JSON.stringify(port)}`);
}

/** Go's words for a connection that failed. */
export function dialError(error: unknown, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'connect: connection refused',
    ECONNRESET: 'read: connection reset by peer',
    EHOSTUNREACH: 'connect: no route to host',
    ETIMEDOUT: 'i/o timeout',
    ABORT_ERR: 'i/o timeout',
  };
  return `dial tcp ${host}:${port}: ${reasons[code ?? ''] ?? message}`;
}
