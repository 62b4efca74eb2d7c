import { randomUUID } from 'node:crypto';
import { admitCreate } from '../admission/index.ts';
import { trackUpdate } from '../apply/index.ts';
import { type AnyObject, ApiError } from '../cluster-api.ts';
import { applyDefaults } from '../defaults/index.ts';
import { apiVersionOf, type Resource, storageName } from '../resources/index.ts';
import { alreadyExists, badRequest, invalidObject } from '../status/index.ts';
import { validateCreate } from '../validation/index.ts';
import { generateName } from './generate-name.ts';
import { setInitialStatus } from './initial-status.ts';
import { normalForm } from './normal-form.ts';
import type { RegistryContext, UpdateOptions } from './registry.ts';
import { prepareService, releaseService } from './service-address.ts';
import { timestamp } from './timestamp.ts';

/** Creates an object: system fields, defaults, admission, validation, write. */
export function createObject(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  given: AnyObject,
  options: UpdateOptions,
): AnyObject {
  const object = normalForm(resource.model, {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: metadataOfNew(context, resource, namespace, given.metadata ?? {}),
    ...bodyOf(given),
  });
  applyDefaults(resource, object);
  setInitialStatus(resource, object);
  admitCreate(context, resource, object);
  const errors = validateCreate(resource, object);
  if (errors.length > 0) throw invalidObject(resource, object.metadata!.name ?? '', errors);
  const present = context.store.get(storageName(resource), object.metadata!.namespace, object.metadata!.name!);
  if (present) throw alreadyExists(resource, present);
  const owned = options.ownership?.(undefined, object);
  if (owned) object.metadata!.managedFields = owned as never;
  else if (options.manager) trackUpdate(resource, undefined, object, options.manager, timestamp(context.now()));
  const prepared = resource.plural === 'services' ? prepareService(context, object) : object;
  if (!options.dryRun) return context.store.write(storageName(resource), prepared);
  if (resource.plural === 'services') releaseService(context, prepared);
  return prepared;
}

function bodyOf({ kind: _kind, apiVersion: _version, metadata: _metadata, ...body }: AnyObject): AnyObject {
  return structuredClone(body);
}

function metadataOfNew(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  given: NonNullable<AnyObject['metadata']>,
): AnyObject['metadata'] {
  if (given.resourceVersion && given.resourceVersion !== '0')
    throw new ApiError(500, '', 'resourceVersion should not be set on objects to be created');
  if (resource.namespaced && given.namespace && namespace && given.namespace !== namespace)
    throw badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  const {
    resourceVersion: _version,
    deletionTimestamp: _deletion,
    deletionGracePeriodSeconds: _grace,
    selfLink: _link,
    generation,
    namespace: givenNamespace,
    ...kept
  } = structuredClone(given);
  return {
    ...kept,
    name: given.name || (given.generateName ? generateName(given.generateName) : undefined),
    ...(resource.namespaced ? { namespace: namespace ?? givenNamespace } : {}),
    uid: randomUUID(),
    creationTimestamp: timestamp(context.now()),
    ...(resource.countsGenerations ? { generation: 1 } : generation ? { generation } : {}),
  };
}
