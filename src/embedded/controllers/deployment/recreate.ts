import { isFinished } from '../pod-state.ts';
import { provideNewReplicaSet } from './new-replica-set.ts';
import { trimHistory } from './revision-history.ts';
import { actualPods, type Rollout, scaleReplicaSet } from './rollout.ts';
import { isComplete } from './status.ts';

/** All old pods go, and only when none of them runs any more the new ones are created. */
export function recreate(rollout: Rollout): void {
  provideNewReplicaSet(rollout, { create: false });
  const active = rollout.oldReplicaSets.filter(old => old.spec!.replicas! > 0);
  for (const old of active) scaleReplicaSet(rollout, old, 0);
  if (active.length > 0 || oldPodsRun(rollout)) return;
  provideNewReplicaSet(rollout, { create: true });
  const replicas = rollout.deployment.spec!.replicas ?? 1;
  if (rollout.newReplicaSet!.spec!.replicas !== replicas) scaleReplicaSet(rollout, rollout.newReplicaSet!, replicas);
  if (isComplete(rollout.deployment)) trimHistory(rollout);
}

function oldPodsRun({ context, oldReplicaSets }: Rollout): boolean {
  if (actualPods(oldReplicaSets) > 0) return true;
  const pods = context.informers('pods');
  return oldReplicaSets.some(old => pods.controlledBy(old.metadata!.uid!).some(pod => !isFinished(pod)));
}
