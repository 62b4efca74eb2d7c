import type { AnyObject, DeleteOptions } from '../cluster-api.ts';
import { markForCleanup } from '../custom-resources/cleanup.ts';
import { type Resource, storageName } from '../resources/index.ts';
import { conflict, forbiddenError } from '../status/index.ts';
import type { RegistryContext } from './registry.ts';
import { timestamp } from './timestamp.ts';
import { isReadyToVanish, vanish } from './vanish.ts';

export interface DeleteRequest extends DeleteOptions {
  readonly dryRun?: boolean;
}

export interface Deleted {
  readonly object: AnyObject;
  /** false: it is marked and goes when its grace is over and its finalizers are gone. */
  readonly complete: boolean;
}

/** Their deletion has no grace period, not even of zero. */
const UNTIMED = new Set(['Namespace', 'CustomResourceDefinition']);
const DEFAULT_GRACE_SECONDS = 30;
const PROTECTED_NAMESPACES = ['default', 'kube-system', 'kube-public'];

/** Deletes an object, at once or by marking it (grace of a pod, finalizers, a namespace's content). */
export function deleteObject(
  context: RegistryContext,
  resource: Resource,
  current: AnyObject,
  request: DeleteRequest,
): Deleted {
  checkPreconditions(resource, current, request);
  if (resource.kind === 'Namespace' && PROTECTED_NAMESPACES.includes(current.metadata!.name!))
    throw forbiddenError(resource, current.metadata!.name!, 'this namespace may not be deleted');
  const graceSeconds = resource.kind === 'Pod' ? graceOf(current, request) : 0;
  const isDefinition = resource.kind === 'CustomResourceDefinition';
  const before = isDefinition ? markForCleanup(current, timestamp(context.now())) : current;
  const marked = mark(context, before, graceSeconds, finalizersAfter(before, request.propagationPolicy));
  if (isReadyToVanish(marked))
    return { object: request.dryRun ? current : vanish(context, resource, lastOf(current, marked)), complete: true };
  if (marked === current || marked === before) return { object: current, complete: false };
  return { object: request.dryRun ? marked : context.store.write(storageName(resource), marked), complete: false };
}

/** A pod that was running leaves with the mark of its deletion on it. */
function lastOf(current: AnyObject, marked: AnyObject): AnyObject {
  return current.kind === 'Pod' && current.spec?.nodeName ? marked : current;
}

function checkPreconditions(resource: Resource, current: AnyObject, { preconditions }: DeleteRequest): void {
  const { uid, resourceVersion, name } = current.metadata!;
  const named = { group: resource.group, plural: resource.kind };
  if (preconditions?.uid && preconditions.uid !== uid)
    throw conflict(
      named,
      name!,
      `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  if (preconditions?.resourceVersion && preconditions.resourceVersion !== resourceVersion)
    throw conflict(
      named,
      name!,
      `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
}

/** A pod that no node runs, or that ended, needs no grace (kubernetes, registry/core/pod/strategy.go CheckGracefulDelete). */
function graceOf(pod: AnyObject, request: DeleteRequest): number {
  const asked = request.gracePeriodSeconds ?? pod.spec?.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  const ended = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  const seconds = asked < 0 ? 1 : asked;
  return pod.spec?.nodeName && !ended ? seconds : 0;
}

function finalizersAfter(object: AnyObject, policy: DeleteOptions['propagationPolicy']): readonly string[] {
  const others = (object.metadata!.finalizers ?? []).filter(
    name => policy === undefined || (name !== 'orphan' && name !== 'foregroundDeletion'),
  );
  if (policy === 'Foreground') return [...others, 'foregroundDeletion'];
  if (policy === 'Orphan') return [...others, 'orphan'];
  return others;
}

/** The object with its mark of deletion; the very same object when the mark says nothing new. */
function mark(
  context: RegistryContext,
  current: AnyObject,
  graceSeconds: number,
  finalizers: readonly string[],
): AnyObject {
  const metadata = current.metadata!;
  const remaining = metadata.deletionGracePeriodSeconds;
  const sameFinalizers = JSON.stringify(metadata.finalizers ?? []) === JSON.stringify(finalizers);
  if (metadata.deletionTimestamp !== undefined && graceSeconds >= (remaining ?? 0) && sameFinalizers) return current;
  const first = metadata.deletionTimestamp === undefined;
  const { finalizers: _before, ...rest } = metadata;
  const seconds = first ? graceSeconds : Math.min(graceSeconds, remaining ?? 0);
  const marked: AnyObject = {
    ...current,
    metadata: {
      ...rest,
      ...(finalizers.length > 0 ? { finalizers: [...finalizers] } : {}),
      deletionTimestamp: timestamp(new Date(context.now().getTime() + seconds * 1000)),
      ...(UNTIMED.has(current.kind!) ? {} : { deletionGracePeriodSeconds: seconds }),
      ...(first && metadata.generation && current.kind !== 'CustomResourceDefinition'
        ? { generation: metadata.generation + 1 }
        : {}),
    },
  };
  if (current.kind === 'Namespace') marked.status = { ...current.status, phase: 'Terminating' };
  return marked;
}
