import type { AnyObject } from '../cluster-api.ts';
import type { RegistryContext } from '../registry/index.ts';
import type { Resource } from '../resources/index.ts';
import { forbiddenError, notFoundError } from '../status/index.ts';

/** Nothing is created in a namespace that is not there or is going. */
export function admitNamespace(context: RegistryContext, resource: Resource, object: AnyObject): void {
  if (!resource.namespaced) return;
  const name = object.metadata!.namespace!;
  const namespace = context.store.get('namespaces', undefined, name);
  if (!namespace) throw notFoundError({ group: '', plural: 'namespaces' }, name);
  if (namespace.metadata!.deletionTimestamp === undefined) return;
  throw forbiddenError(
    resource,
    object.metadata!.name ?? '',
    `unable to create new content in namespace ${name} because it is being terminated`,
    [{ reason: 'NamespaceTerminating', message: `namespace ${name} is being terminated`, field: 'metadata.namespace' }],
  );
}
