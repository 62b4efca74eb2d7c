/** A request whose answer differs on purpose, and why. */
export interface KnownDifference {
  /** `group › title`. */
  readonly request: string;
  readonly reason: string;
}

/** Everything else that differs is a bug. A request that agrees again has to leave this list: the test says so. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    request: 'kubectl-pods › exec of what is not there',
    reason: 'the text is that of the container runtime (containerd and runc), which the embedded cluster does not have',
  },
];

/** API groups and kinds that are absent on purpose are named in `projections.ts`. */
export const reasonFor = (request: string): string | undefined =>
  knownDifferences.find(known => known.request === request)?.reason;
