import type { AnyObject } from '../cluster-api.ts';
import { type Resource, storageName } from '../resources/index.ts';
import type { RegistryContext } from './registry.ts';
import { releaseService } from './service-address.ts';

/** Deletion began, nothing holds it and its grace is over. */
export function isReadyToVanish(object: AnyObject): boolean {
  const metadata = object.metadata!;
  return (
    metadata.deletionTimestamp !== undefined &&
    (metadata.finalizers ?? []).length === 0 &&
    (metadata.deletionGracePeriodSeconds ?? 0) === 0 &&
    (object.kind !== 'Namespace' || (object.spec?.finalizers ?? []).length === 0)
  );
}

/** Takes an object out of the store and gives back what it held. */
export function vanish(context: RegistryContext, resource: Resource, last: AnyObject): AnyObject {
  const removed = context.store.remove(storageName(resource), last);
  if (resource.kind === 'Service') releaseService(context, removed);
  return removed;
}
