/** RFC 3339 in whole seconds, as `metav1.Time` is written. `epochMs` in milliseconds. */
export function timestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

/** RFC 3339 with microseconds, as `metav1.MicroTime` is written. `epochMs` in milliseconds. */
export function microTimestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 23)}000Z`;
}

/** Milliseconds since the epoch; 0 for an absent time, as Go's zero time sorts before all others. */
export function epochMsOf(time: string | undefined): number {
  return time === undefined ? 0 : Date.parse(time);
}
