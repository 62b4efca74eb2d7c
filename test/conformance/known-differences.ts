/** A request whose answer differs on purpose, and why. */
export interface KnownDifference {
  /** `group › title`. */
  readonly request: string;
  readonly reason: string;
}

const noAnonymous = 'the embedded cluster asks a token of every client, as a server with --anonymous-auth=false does';
const internalPodSpec =
  'what follows the sentence is a dump of the internal Go struct of the pod spec, which no client reads and the embedded cluster does not have';

/** Everything else that differs is a bug. A request that agrees again has to leave this list: the test says so. */
export const knownDifferences: readonly KnownDifference[] = [
  { request: 'protocol › nobody reads a namespace', reason: noAnonymous },
  { request: 'protocol › nobody reads the version', reason: noAnonymous },
  { request: 'protocol › nobody reads an unknown path', reason: noAnonymous },
  { request: 'immutability › restart policy of a Pod', reason: internalPodSpec },
  { request: 'immutability › environment of a Pod', reason: internalPodSpec },
  { request: 'immutability › template of a Job', reason: internalPodSpec },
  {
    request: 'kubectl-pods › exec of what is not there',
    reason: 'the text is that of the container runtime (containerd and runc), which the embedded cluster does not have',
  },
];

/** API groups and kinds that are absent on purpose are named in `projections.ts`. */
export const reasonFor = (request: string): string | undefined =>
  knownDifferences.find(known => known.request === request)?.reason;
