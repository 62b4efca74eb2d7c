/** A place in the cluster's network from which requests are sent, to see what a fault does to them. */
export interface Sentinel {
  /** For the report: `pod front-1`, `node kind-worker`. */
  readonly place: string;
  /** Sends requests and says what became of each. Throws InfrastructureFailure when it could not send any. */
  send(to: SentinelTarget, burst: SentinelBurst, signal: AbortSignal): Promise<readonly SentinelAttempt[]>;
}

export interface SentinelTarget {
  readonly address: string;
  readonly port: number;
}

export interface SentinelBurst {
  readonly attempts: number;
  /** All at once, or one after another: for time that is measured. */
  readonly together: boolean;
  /** Of those together, some at a time: so many at once would be lost at whoever has to answer. */
  readonly paced?: true | undefined;
  /** The deadline of each. */
  readonly timeoutMs: number;
  /** The least length of each request. */
  readonly bytes?: number;
}

/** What became of one request on a connection of its own. */
export interface SentinelAttempt {
  /**
   * `answered`: whatever the server said. `closed`: in good order, without a word. `silent`: no connection, or no answer,
   * until the deadline.
   */
  readonly outcome: 'answered' | 'closed' | 'reset' | 'silent';
  /** Until the connection was open; absent: it never was. */
  readonly connectMs?: number;
  readonly ms: number;
  readonly sentBytes: number;
  /** Of the answer's head; absent: not known. */
  readonly receivedBytes?: number;
}

/** Somebody was there; a server that does not speak HTTP may close without a word. */
export function wasServed({ outcome }: SentinelAttempt): boolean {
  return outcome === 'answered' || outcome === 'closed';
}

/** The middle of the times that requests took which were served; undefined: none was. */
export function medianMs(attempts: readonly SentinelAttempt[]): number | undefined {
  return medianOf(attempts.filter(wasServed).map(({ ms }) => ms));
}

/** The middle of the times after which connections were open; undefined: none was. */
export function medianConnectMs(attempts: readonly SentinelAttempt[]): number | undefined {
  return medianOf(attempts.flatMap(({ connectMs = [] }) => connectMs));
}

function medianOf(times: number[]): number | undefined {
  return times.sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)];
}

/** Whether every connection was opened, whatever became of it: a server may wait for something else than a request. */
export function allOpened(attempts: readonly SentinelAttempt[]): boolean {
  return attempts.length > 0 && attempts.every(({ connectMs }) => connectMs !== undefined);
}

export function allServed(attempts: readonly SentinelAttempt[]): boolean {
  return attempts.length > 0 && attempts.every(wasServed);
}
