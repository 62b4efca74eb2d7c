import type { Controller } from '../context.ts';
import { isTerminating, type ReplicaSet, splitKey } from '../objects.ts';
import { claim } from '../owner-references.ts';
import { watchOwnership } from '../ownership-watch.ts';
import { recordPause } from './conditions.ts';
import { findReplicaSets, provideNewReplicaSet } from './new-replica-set.ts';
import { recreate } from './recreate.ts';
import { trimHistory } from './revision-history.ts';
import { rollForward } from './rolling-update.ts';
import type { Rollout } from './rollout.ts';
import { isScalingOnly, scaleInProportion } from './scaling.ts';
import { updateProgress, updateStatus } from './status.ts';

/** Brings each Deployment's pods to its template by way of ReplicaSets, a new one for every template. */
export const deploymentController: Controller = context => {
  const deployments = context.informers('deployments.apps');
  const replicaSets = context.informers('replicasets.apps');
  const record = context.recorder('deployment-controller');
  const queue = context.queue('deployment', key => {
    const { namespace, name } = splitKey(key);
    const deployment = deployments.get(namespace, name);
    if (!deployment) return;
    const owned = claim(context.api, 'replicasets.apps', replicaSets, deployment);
    const rollout: Rollout = { context, record, deployment, ...findReplicaSets(deployment, owned) };
    const checkAgainInMs = reconcile(rollout);
    if (checkAgainInMs !== undefined) queue.addAfter(key, checkAgainInMs);
  });
  watchOwnership(deployments, replicaSets, queue);
  // A Recreate waits for pods that have gone, which no ReplicaSet's status tells of.
  context.informers('pods').onChange(({ before, after }) => {
    if (after) return;
    const owner = before.metadata!.ownerReferences?.find(one => one.controller && one.kind === 'ReplicaSet');
    const deployment = deployments.byUid(controllerUid(replicaSets.byUid(owner?.uid ?? '')));
    if (deployment?.spec?.strategy?.type === 'Recreate') {
      queue.add(`${deployment.metadata!.namespace}/${deployment.metadata!.name}`);
    }
  });
};

/** Milliseconds until the progress deadline must be looked at again, if it runs. */
function reconcile(rollout: Rollout): number | undefined {
  if (isTerminating(rollout.deployment)) {
    updateStatus(rollout);
    return undefined;
  }
  recordPause(rollout);
  if (rollout.deployment.spec!.paused || isScalingOnly(rollout)) {
    provideNewReplicaSet(rollout, { create: false });
    scaleInProportion(rollout);
    if (rollout.deployment.spec!.paused) trimHistory(rollout);
    updateStatus(rollout);
    return undefined;
  }
  if (rollout.deployment.spec!.strategy?.type === 'Recreate') recreate(rollout);
  else rollForward(rollout);
  return updateProgress(rollout);
}

function controllerUid(replicaSet: ReplicaSet | undefined): string {
  return replicaSet?.metadata?.ownerReferences?.find(owner => owner.controller)?.uid ?? '';
}
