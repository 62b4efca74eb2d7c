import type { AnyObject } from '../cluster-api.ts';

/** Holds a definition that is deleted until the objects of its kind are gone. */
export const CLEANUP_FINALIZER = 'customresourcecleanup.apiextensions.k8s.io';

/** A definition on its way out. @param time RFC 3339 */
export function markForCleanup(definition: AnyObject, time: string): AnyObject {
  const finalizers = definition.metadata!.finalizers ?? [];
  if (finalizers.includes(CLEANUP_FINALIZER)) return definition;
  const condition = {
    type: 'Terminating',
    status: 'True',
    lastTransitionTime: time,
    reason: 'InstanceDeletionPending',
    message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
  };
  return {
    ...definition,
    metadata: { ...definition.metadata, finalizers: [...finalizers, CLEANUP_FINALIZER] },
    status: { ...definition.status, conditions: [...(definition.status?.conditions ?? []), condition] },
  };
}
