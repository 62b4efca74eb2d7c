import { trackUpdate } from '../apply/index.ts';
import { type AnyObject, ApiError } from '../cluster-api.ts';
import { applyDefaults } from '../defaults/index.ts';
import { TEMPLATE_GENERATION } from '../defaults/workloads.ts';
import { isSameJson } from '../json-equal.ts';
import { apiVersionOf, type Resource, storageName } from '../resources/index.ts';
import { badRequest, conflict, invalid, invalidKind, invalidObject, MODIFIED } from '../status/index.ts';
import { validateUpdate } from '../validation/index.ts';
import { carryOver } from './carry-over.ts';
import { normalForm } from './normal-form.ts';
import type { RegistryContext, UpdateOptions } from './registry.ts';
import { prepareService, releaseService } from './service-address.ts';
import { timestamp } from './timestamp.ts';
import { isReadyToVanish, vanish } from './vanish.ts';

/** These are replaced only by who says which version they replace. */
const CONDITIONAL = new Set(['PodDisruptionBudget', 'Lease']);

/**
 * Replaces an object by what `change` makes of it. Nothing is written when nothing changed.
 * An object under deletion vanishes with its last finalizer.
 */
export function updateObject(
  context: RegistryContext,
  resource: Resource,
  current: AnyObject,
  change: (current: AnyObject) => AnyObject,
  options: UpdateOptions,
): AnyObject {
  const wanted = change(current);
  checkIdentity(resource, current, wanted);
  let next = normalForm(resource.model, {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    ...wanted,
    metadata: metadataAfter(current, wanted),
  });
  next = carryOver(resource, current, next, options.subresource);
  if (options.subresource !== 'status') applyDefaults(resource, next);
  if (resource.kind === 'DaemonSet' && !isSameJson(next.spec?.template, current.spec?.template)) countTemplate(next);
  if (!isSameJson(countedPart(resource, next), countedPart(resource, current)) && resource.countsGenerations)
    next.metadata!.generation = (current.metadata!.generation ?? 0) + 1;
  const errors = validateUpdate(resource, next, current, options.subresource);
  if (errors.length > 0) throw invalidObject(resource, current.metadata!.name!, errors);
  if (resource.plural === 'services' && options.subresource !== 'status')
    next = movedService(context, current, next, options.dryRun ?? false);
  if (options.ownership) next.metadata!.managedFields = options.ownership(current, next) as never;
  else if (options.manager) trackUpdate(resource, current, next, options.manager, timestamp(context.now()));
  if (isSameJson(next, current)) return current;
  if (options.dryRun) return next;
  if (isReadyToVanish(next)) {
    // Watchers see the last that was stored; who let it go sees what he made of it.
    vanish(context, resource, current);
    return next;
  }
  return context.store.write(storageName(resource), next);
}

function countTemplate(daemonSet: AnyObject): void {
  const annotations = { ...daemonSet.metadata!.annotations };
  annotations[TEMPLATE_GENERATION] = String(Number(annotations[TEMPLATE_GENERATION] ?? 0) + 1);
  daemonSet.metadata!.annotations = annotations;
}

function checkIdentity(resource: Resource, current: AnyObject, wanted: AnyObject): void {
  const { name, namespace, uid, resourceVersion } = wanted.metadata ?? {};
  const known = current.metadata!;
  if (name && name !== known.name)
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${known.name})`);
  if (namespace && namespace !== known.namespace && resource.namespaced)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  if (uid && uid !== known.uid)
    throw new ApiError(
      409,
      'Conflict',
      conflict(
        resource,
        known.name!,
        `StorageError: invalid object, Code: 4, Key: /registry/${resource.plural}/${known.namespace ? `${known.namespace}/` : ''}${known.name}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${known.uid}`,
      ).message,
      { name: known.name, kind: resource.plural },
    );
  if (resourceVersion && !/^\d+$/.test(resourceVersion))
    throw new ApiError(500, '', `strconv.ParseUint: parsing ${JSON.stringify(resourceVersion)}: invalid syntax`);
  if (resourceVersion && resourceVersion !== '0' && resourceVersion !== known.resourceVersion)
    throw conflict(resource, known.name!, MODIFIED);
  if (!resourceVersion && (CONDITIONAL.has(resource.kind) || resource.custom))
    throw invalidKind({ group: resource.group, kind: resource.plural }, known.name!, [
      invalid('metadata.resourceVersion', 0, 'must be specified for an update'),
    ]);
}

/** What the client may not change stays: identity, creation, deletion, generation. */
function metadataAfter(current: AnyObject, wanted: AnyObject): AnyObject['metadata'] {
  const known = current.metadata!;
  const kept = {
    name: known.name,
    namespace: known.namespace,
    uid: known.uid,
    resourceVersion: known.resourceVersion,
    creationTimestamp: known.creationTimestamp,
    generation: known.generation,
    deletionTimestamp: known.deletionTimestamp,
    deletionGracePeriodSeconds: known.deletionGracePeriodSeconds,
    generateName: wanted.metadata?.generateName ?? known.generateName,
    managedFields: wanted.metadata?.managedFields ?? known.managedFields,
  };
  return { ...wanted.metadata, selfLink: undefined, ...kept };
}

/**
 * The part whose changes `metadata.generation` counts: the spec, or all but metadata and status where there is none.
 * Binding a pod to its node does not count.
 */
function countedPart(resource: Resource, object: AnyObject): unknown {
  if (resource.kind === 'Pod') return { ...object.spec, nodeName: undefined };
  if (object.spec !== undefined && resource.model !== undefined) return object.spec;
  const { metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}

function movedService(context: RegistryContext, current: AnyObject, next: AnyObject, dryRun: boolean): AnyObject {
  const same =
    next.spec?.clusterIP === current.spec?.clusterIP &&
    next.spec?.type === current.spec?.type &&
    isSameJson(next.spec?.ports, current.spec?.ports);
  if (same || dryRun) return next;
  if (next.spec?.type === 'ExternalName') {
    releaseService(context, current);
    const { clusterIP: _address, clusterIPs: _addresses, ...spec } = next.spec;
    return { ...next, spec };
  }
  releaseService(context, current);
  return prepareService(context, next);
}
