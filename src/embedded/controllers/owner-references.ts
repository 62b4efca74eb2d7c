import { ApiError, type ClusterApi, type ResourceName, type ResourceTypes } from '../api/cluster-api.ts';
import type { InformerOf } from './informer.ts';
import { selects } from './label-selector.ts';
import { type Identified, isTerminating, type LabelSelector, type OwnerReference } from './objects.ts';

/** The owner that manages the object, if it has one. */
export function controllerOf(object: Identified): OwnerReference | undefined {
  return object.metadata?.ownerReferences?.find(owner => owner.controller);
}

export function controllerReferenceTo(owner: Identified): OwnerReference {
  return {
    apiVersion: owner.apiVersion!,
    kind: owner.kind!,
    name: owner.metadata!.name!,
    uid: owner.metadata!.uid!,
    controller: true,
    blockOwnerDeletion: true,
  };
}

type Claimable = 'pods' | 'replicasets.apps' | 'controllerrevisions.apps';

/**
 * The objects that an owner controls, after it has adopted what its selector fits and nobody controls, and released
 * what it controls and its selector no longer fits. An owner that is being deleted claims nothing new.
 */
export function claim<R extends Claimable>(
  api: ClusterApi,
  resource: R,
  informer: InformerOf<R>,
  owner: Identified & { readonly spec?: { readonly selector?: LabelSelector } },
  mayAdopt: (object: Identified) => boolean = () => true,
): ResourceTypes[R][] {
  const { uid, namespace } = owner.metadata!;
  const selector = owner.spec?.selector;
  const fits = (object: Identified) => selects(selector, object.metadata?.labels);
  const claimed: Identified[] = [];
  for (const object of informer.controlledBy(uid!)) {
    if (fits(object)) claimed.push(object);
    else if (!isTerminating(owner)) release(api, resource, object, uid!);
  }
  if (!isTerminating(owner)) {
    for (const object of informer.uncontrolled(namespace!)) {
      if (!fits(object) || isTerminating(object) || !mayAdopt(object)) continue;
      const adopted = adopt(api, resource, object, owner);
      if (adopted) claimed.push(adopted);
    }
  }
  return claimed as ResourceTypes[R][];
}

function adopt(api: ClusterApi, resource: ResourceName, object: Identified, owner: Identified): Identified | undefined {
  return api.mutate(resource, object.metadata!.namespace, object.metadata!.name!, draft => {
    if (draft.metadata!.uid !== object.metadata!.uid) {
      throw new ApiError(409, 'Conflict', `${object.metadata!.name} was replaced while it was being adopted`);
    }
    draft.metadata!.ownerReferences = [...(draft.metadata!.ownerReferences ?? []), controllerReferenceTo(owner)];
  });
}

function release(api: ClusterApi, resource: ResourceName, object: Identified, ownerUid: string): void {
  api.mutate(resource, object.metadata!.namespace, object.metadata!.name!, draft => {
    draft.metadata!.ownerReferences = draft.metadata!.ownerReferences?.filter(owner => owner.uid !== ownerUid);
  });
}
