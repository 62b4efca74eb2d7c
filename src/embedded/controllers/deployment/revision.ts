import type { Deployment, Identified, ReplicaSet } from '../objects.ts';

export const REVISION = 'deployment.kubernetes.io/revision';
export const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';

/** Annotations that belong to the Deployment or the ReplicaSet alone and are not passed on. */
const NOT_PASSED_ON: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
]);

/** 0 for an object without a revision. */
export function revisionOf(object: Identified): number {
  return Number(object.metadata?.annotations?.[REVISION] ?? 0) || 0;
}

/** One above the highest revision of the ReplicaSets that are not the newest. */
export function nextRevision(oldReplicaSets: readonly ReplicaSet[]): number {
  return Math.max(0, ...oldReplicaSets.map(revisionOf)) + 1;
}

/** The Deployment's annotations and the revision on top of the ReplicaSet's own; an earlier revision goes to its history. */
export function revisedAnnotations(
  deployment: Deployment,
  own: Readonly<Record<string, string>> | undefined,
  revision: number,
): Record<string, string> {
  const passedOn = Object.entries(deployment.metadata!.annotations ?? {}).filter(([name]) => !NOT_PASSED_ON.has(name));
  const annotations: Record<string, string> = { ...own, ...Object.fromEntries(passedOn) };
  const earlier = own?.[REVISION];
  if (Number(earlier ?? 0) >= revision) return annotations;
  annotations[REVISION] = String(revision);
  if (earlier !== undefined) {
    const history = own?.[REVISION_HISTORY];
    annotations[REVISION_HISTORY] = history ? `${history},${earlier}` : earlier;
  }
  return annotations;
}
