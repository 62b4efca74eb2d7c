import { isTerminating } from '../objects.ts';
import { revisionOf } from './revision.ts';
import type { Rollout } from './rollout.ts';

/** Deletes the oldest empty ReplicaSets beyond `revisionHistoryLimit`; those that are left are what a rollback can go to. */
export function trimHistory({ context, deployment, oldReplicaSets }: Rollout): void {
  const limit = deployment.spec!.revisionHistoryLimit;
  if (limit === undefined) return;
  const kept = oldReplicaSets.filter(one => !isTerminating(one));
  const surplus = Math.max(0, kept.length - limit);
  const byRevision = kept.sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const { metadata, spec, status } of byRevision.slice(0, surplus)) {
    const isSettled = (metadata!.generation ?? 0) <= (status?.observedGeneration ?? 0);
    if (status?.replicas || spec?.replicas || !isSettled) continue;
    context.api.delete('replicasets.apps', metadata!.namespace, metadata!.name!, {
      propagationPolicy: 'Background',
      preconditions: { uid: metadata!.uid },
    });
  }
}
