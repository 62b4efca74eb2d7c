import type { ResourceName, ResourceTypes } from '../api/cluster-api.ts';
import { resourceName } from '../api/resources/index.ts';
import { BUILT_IN_RESOURCES } from '../api/resources/resource-list.ts';
import type { Controller, ControllerContext } from './context.ts';
import type { Informer } from './informer.ts';
import { type Identified, isTerminating, type OwnerReference } from './objects.ts';
import { semanticallyEqual } from './semantic-equality.ts';
import type { WorkQueue } from './work-queue.ts';

const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';

interface Node {
  readonly resource: ResourceName;
  readonly object: Identified;
}

/** Everything there is, by UID and by the UIDs of owners. */
interface Graph {
  byUid(uid: string): Node | undefined;
  dependentsOf(uid: string): readonly Node[];
  /** Kinds whose absence means something: an owner of any other kind is taken as there. */
  readonly kinds: ReadonlySet<string>;
}

/**
 * Deletes what has lost its last owner, and carries out the deletions that wait for dependents: `foregroundDeletion`
 * (they go first) and `orphan` (they are let go).
 */
export const garbageCollector: Controller = context => {
  const informers = new Map<ResourceName, Informer<Identified>>();
  const dependents = new Map<ResourceName, (uid: string) => readonly Identified[]>();
  const found = (resource: ResourceName, objects: readonly Identified[]) =>
    objects.map(object => ({ resource, object }));
  const graph: Graph = {
    byUid(uid) {
      for (const [resource, informer] of informers) {
        const object = informer.byUid(uid);
        if (object) return { resource, object };
      }
      return undefined;
    },
    dependentsOf: uid => [...dependents].flatMap(([resource, lookUp]) => found(resource, lookUp(uid))),
    kinds: new Set(BUILT_IN_RESOURCES.map(({ group, kind }) => `${group}/${kind}`)),
  };
  const queue: WorkQueue = context.queue('garbage', uid => {
    const node = graph.byUid(uid);
    if (!node) return;
    if (isTerminating(node.object)) finishDeletion(context, graph, queue, node);
    else collect(context, graph, node);
  });
  for (const resource of collectedResources()) {
    const informer = context.informers(resource) as Informer<Identified>;
    informers.set(resource, informer);
    dependents.set(
      resource,
      informer.indexBy(object => (object.metadata!.ownerReferences ?? []).map(owner => owner.uid)),
    );
    informer.onChange(({ before, after, latest }) => {
      const hasOtherOwners = !semanticallyEqual(before?.metadata?.ownerReferences, after?.metadata?.ownerReferences);
      if (after && (hasOtherOwners || isTerminating(after))) queue.add(after.metadata!.uid!);
      // An owner may have lost its last blocking dependent.
      if (hasOtherOwners) for (const owner of before?.metadata?.ownerReferences ?? []) queue.add(owner.uid);
      const gone = before ?? latest;
      if (after && after.metadata!.uid === gone.metadata!.uid) return;
      for (const { object } of graph.dependentsOf(gone.metadata!.uid!)) queue.add(object.metadata!.uid!);
    });
  }
};

/** Everything but events, which have no owners. */
function collectedResources(): ResourceName[] {
  return BUILT_IN_RESOURCES.filter(({ plural, storedAs }) => !storedAs && plural !== 'events').map(
    resource => resourceName(resource) as ResourceName,
  );
}

/** Deletes the object if none of its owners is left; lets it forget those that are gone if one is. */
function collect({ api }: ControllerContext, graph: Graph, { resource, object }: Node): void {
  const { ownerReferences = [], namespace, name, uid, finalizers = [] } = object.metadata!;
  if (ownerReferences.length === 0) return;
  const states = ownerReferences.map(owner => stateOf(graph, owner, namespace));
  const preconditions = { uid };
  if (states.includes('present')) {
    if (states.every(state => state === 'present')) return;
    const kept = ownerReferences.filter((_, index) => states[index] === 'present').map(owner => owner.uid);
    keepOwners(api, resource, object, kept);
  } else if (states.includes('waiting') && graph.dependentsOf(uid!).length > 0) {
    api.delete(resource, namespace, name!, { propagationPolicy: 'Foreground', preconditions });
  } else {
    const wished = finalizers.includes(ORPHAN)
      ? 'Orphan'
      : finalizers.includes(FOREGROUND)
        ? 'Foreground'
        : 'Background';
    api.delete(resource, namespace, name!, { propagationPolicy: wished, preconditions });
  }
}

function stateOf(graph: Graph, owner: OwnerReference, namespace: string | undefined): 'present' | 'waiting' | 'absent' {
  const group = owner.apiVersion.includes('/') ? owner.apiVersion.split('/')[0] : '';
  if (!graph.kinds.has(`${group}/${owner.kind}`)) return 'present';
  const node = graph.byUid(owner.uid);
  const { metadata } = node?.object ?? {};
  if (!node || metadata!.name !== owner.name || (metadata!.namespace && metadata!.namespace !== namespace))
    return 'absent';
  const isWaiting = isTerminating(node.object) && metadata!.finalizers?.includes(FOREGROUND);
  return isWaiting ? 'waiting' : 'present';
}

function finishDeletion({ api }: ControllerContext, graph: Graph, queue: WorkQueue, { resource, object }: Node): void {
  const { uid, finalizers = [] } = object.metadata!;
  const dependents = graph.dependentsOf(uid!);
  if (finalizers.includes(ORPHAN)) {
    for (const dependent of dependents) {
      const kept = dependent.object
        .metadata!.ownerReferences!.filter(owner => owner.uid !== uid)
        .map(owner => owner.uid);
      keepOwners(api, dependent.resource, dependent.object, kept);
    }
    removeFinalizer(api, resource, object, ORPHAN);
  } else if (finalizers.includes(FOREGROUND)) {
    const isBlocking = ({ object: { metadata } }: Node) =>
      metadata!.ownerReferences!.some(owner => owner.uid === uid && owner.blockOwnerDeletion);
    if (!dependents.some(isBlocking)) removeFinalizer(api, resource, object, FOREGROUND);
    for (const dependent of dependents) {
      if (!isTerminating(dependent.object)) queue.add(dependent.object.metadata!.uid!);
    }
  }
}

function keepOwners(
  api: ControllerContext['api'],
  resource: ResourceName,
  { metadata }: Identified,
  ownerUids: readonly string[],
): void {
  api.mutate(resource, metadata!.namespace, metadata!.name!, (draft: ResourceTypes[ResourceName]) => {
    if (draft.metadata!.uid !== metadata!.uid) return;
    draft.metadata!.ownerReferences = draft.metadata!.ownerReferences?.filter(owner => ownerUids.includes(owner.uid));
  });
}

function removeFinalizer(
  api: ControllerContext['api'],
  resource: ResourceName,
  { metadata }: Identified,
  finalizer: string,
): void {
  api.mutate(resource, metadata!.namespace, metadata!.name!, (draft: ResourceTypes[ResourceName]) => {
    if (draft.metadata!.uid !== metadata!.uid) return;
    draft.metadata!.finalizers = draft.metadata!.finalizers?.filter(one => one !== finalizer);
  });
}
