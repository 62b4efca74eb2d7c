/** Goldpinger's answers (API 3.0.0, v3.10.2). What is false, 0 or empty is left out, except `OK` where it is set. */
export interface PingResults {
  readonly boot_time: string;
}

export interface PodResult {
  readonly HostIP: string;
  readonly OK: boolean;
  /** When the ping began. */
  readonly PingTime: string;
  readonly PodIP: string;
  readonly error?: string;
  readonly response?: PingResults;
  readonly 'response-time-ms'?: number;
  /** 200, or 504 for every failure. */
  readonly 'status-code': number;
}

export interface ProbeResult {
  readonly error?: string;
  readonly protocol: string;
  readonly 'response-time-ms'?: number;
}

export interface CheckResults {
  readonly podResults?: Readonly<Record<string, PodResult>>;
  readonly probeResults?: Readonly<Record<string, readonly ProbeResult[]>>;
}

export interface CheckAllPodResult {
  readonly HostIP: string;
  /** The call to /check worked; says nothing of its edges. */
  readonly OK: boolean;
  readonly PodIP: string;
  readonly error?: string;
  readonly response?: CheckResults;
}

export interface CheckAllResults {
  readonly hosts: readonly { readonly hostIP: string; readonly podIP: string; readonly podName: string }[] | null;
  readonly probeResults?: Readonly<Record<string, Readonly<Record<string, readonly ProbeResult[]>>>>;
  readonly responses?: Readonly<Record<string, CheckAllPodResult>>;
}

export interface ClusterHealthResults {
  readonly OK: boolean;
  readonly 'duration-ns': number;
  readonly 'generated-at': string;
  readonly nodesHealthy: readonly string[] | null;
  readonly nodesTotal: number;
  readonly nodesUnhealthy: readonly string[] | null;
}

/** Whole milliseconds; undefined below one, where the field is left out. */
export function wholeMs(durationMs: number): number | undefined {
  return Math.trunc(durationMs) || undefined;
}

/** Keys in order, as Go writes maps; undefined when there are none. */
export function sortedRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> | undefined {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? undefined : Object.fromEntries(sorted);
}
