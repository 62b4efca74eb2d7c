import type { Controller } from './context.ts';
import { isTerminating, keyOf, type Pod, splitKey } from './objects.ts';

const CLAIM_FINALIZER = 'kubernetes.io/pvc-protection';
const VOLUME_FINALIZER = 'kubernetes.io/pv-protection';

/** Lets a deleted PersistentVolumeClaim go once no pod on a node names it. */
export const claimProtectionController: Controller = context => {
  const claims = context.informers('persistentvolumeclaims');
  const pods = context.informers('pods').indexBy(pod => (pod.spec?.nodeName ? claimsOf(pod) : []));
  const queue = context.queue('claim protection', key => {
    const { namespace, name } = splitKey(key);
    const claim = claims.get(namespace, name);
    if (!claim || !isTerminating(claim) || pods(key).length > 0) return;
    if (!claim.metadata!.finalizers?.includes(CLAIM_FINALIZER)) return;
    context.api.mutate('persistentvolumeclaims', namespace, name, dropFinalizer(CLAIM_FINALIZER));
  });
  claims.onChange(({ after }) => {
    if (after && isTerminating(after)) queue.add(keyOf(after));
  });
  context.informers('pods').onChange(({ before, after }) => {
    if (before && !after) for (const key of claimsOf(before)) queue.add(key);
  });
};

/** Lets a deleted PersistentVolume go once no claim is bound to it. */
export const volumeProtectionController: Controller = context => {
  const volumes = context.informers('persistentvolumes');
  const queue = context.queue('volume protection', name => {
    const volume = volumes.get(undefined, name);
    if (!volume || !isTerminating(volume) || volume.status?.phase === 'Bound') return;
    if (!volume.metadata!.finalizers?.includes(VOLUME_FINALIZER)) return;
    context.api.mutate('persistentvolumes', undefined, name, dropFinalizer(VOLUME_FINALIZER));
  });
  volumes.onChange(({ after }) => {
    if (after && isTerminating(after)) queue.add(after.metadata!.name!);
  });
};

/** `NAMESPACE/NAME` of the claims that a pod names, and of those made for its own volumes. */
function claimsOf({ metadata, spec }: Pod): string[] {
  const names = (spec?.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) =>
    persistentVolumeClaim ? [persistentVolumeClaim.claimName] : ephemeral ? [`${metadata!.name}-${name}`] : [],
  );
  return names.map(name => `${metadata!.namespace}/${name}`);
}

function dropFinalizer(finalizer: string) {
  return ({ metadata }: { metadata?: { finalizers?: string[] } }) => {
    metadata!.finalizers = metadata!.finalizers?.filter(name => name !== finalizer);
  };
}
