import type { AnyObject, ResourceName } from '../api/cluster-api.ts';
import { resourceName } from '../api/resources/index.ts';
import { BUILT_IN_RESOURCES } from '../api/resources/resource-list.ts';
import type { Controller, ControllerContext } from './context.ts';
import { isTerminating, type Namespace } from './objects.ts';
import { semanticallyEqual } from './semantic-equality.ts';
import { timestamp } from './timestamps.ts';

interface Remainder {
  readonly resource: string;
  readonly objects: readonly AnyObject[];
}

/** Empties a namespace that is being deleted, pods first, and lets it go when nothing is left in it. */
export const namespaceController: Controller = context => {
  const namespaces = context.informers('namespaces');
  const queue = context.queue('namespace', name => {
    const namespace = namespaces.get(undefined, name);
    if (!namespace || !isTerminating(namespace)) return;
    const left = deleteContent(context, name);
    updateConditions(context, namespace, left);
    if (left.length === 0) {
      context.api.mutate('namespaces', undefined, name, draft => {
        draft.spec!.finalizers = draft.spec?.finalizers?.filter(finalizer => finalizer !== 'kubernetes');
      });
    }
  });
  namespaces.onChange(({ latest }) => queue.add(latest.metadata!.name!));
  for (const resource of namespacedResources()) {
    context.informers(resource).onChange(({ latest }) => {
      const namespace = namespaces.get(undefined, latest.metadata!.namespace!);
      if (namespace && isTerminating(namespace)) queue.add(namespace.metadata!.name!);
    });
  }
};

/** Deletes all that is not going yet; what is still there afterwards. */
function deleteContent(context: ControllerContext, namespace: string): Remainder[] {
  const pods = deleteAll(context, 'pods', namespace);
  if (pods.objects.length > 0) return [pods];
  const custom = context
    .informers('customresourcedefinitions.apiextensions.k8s.io')
    .list()
    .filter(definition => definition.spec.scope === 'Namespaced')
    .map(definition => `${definition.spec.names.plural}.${definition.spec.group}` as ResourceName);
  return [...namespacedResources(), ...custom]
    .map(resource => deleteAll(context, resource, namespace))
    .filter(({ objects }) => objects.length > 0);
}

function deleteAll({ api }: ControllerContext, resource: ResourceName, namespace: string): Remainder {
  for (const object of api.list(resource, { namespace })) {
    if (!isTerminating(object)) {
      api.delete(resource, namespace, object.metadata!.name!, { propagationPolicy: 'Background' });
    }
  }
  return { resource, objects: api.list(resource, { namespace }) as readonly AnyObject[] };
}

function namespacedResources(): ResourceName[] {
  return BUILT_IN_RESOURCES.filter(resource => resource.namespaced && !resource.storedAs).map(
    resource => resourceName(resource) as ResourceName,
  );
}

function updateConditions({ api, now }: ControllerContext, namespace: Namespace, left: readonly Remainder[]): void {
  const finalizers = new Map<string, number>();
  for (const object of left.flatMap(({ objects }) => objects)) {
    for (const finalizer of object.metadata?.finalizers ?? []) {
      finalizers.set(finalizer, (finalizers.get(finalizer) ?? 0) + 1);
    }
  }
  const remaining = left.map(
    ({ resource, objects }) => `${groupQualified(resource)} has ${objects.length} resource instances`,
  );
  const holding = [...finalizers].map(([name, count]) => `${name} in ${count} resource instances`);
  const wished = [
    condition(
      'NamespaceDeletionDiscoveryFailure',
      false,
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ),
    condition(
      'NamespaceDeletionGroupVersionParsingFailure',
      false,
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    condition(
      'NamespaceDeletionContentFailure',
      false,
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    remaining.length > 0
      ? condition(
          'NamespaceContentRemaining',
          true,
          'SomeResourcesRemain',
          `Some resources are remaining: ${remaining.join(', ')}`,
        )
      : condition('NamespaceContentRemaining', false, 'ContentRemoved', 'All content successfully removed'),
    holding.length > 0
      ? condition(
          'NamespaceFinalizersRemaining',
          true,
          'SomeFinalizersRemain',
          `Some content in the namespace has finalizers remaining: ${holding.join(', ')}`,
        )
      : condition(
          'NamespaceFinalizersRemaining',
          false,
          'ContentHasNoFinalizers',
          'All content-preserving finalizers finished',
        ),
  ];
  const time = timestamp(now());
  const before = namespace.status?.conditions ?? [];
  const conditions = wished.map(wish => {
    const earlier = before.find(one => one.type === wish.type);
    return { ...wish, lastTransitionTime: earlier?.status === wish.status ? earlier.lastTransitionTime : time };
  });
  if (semanticallyEqual(before, conditions)) return;
  api.mutateStatus('namespaces', undefined, namespace.metadata!.name!, draft => {
    draft.status = { ...draft.status, conditions };
  });
}

function condition(type: string, isTrue: boolean, reason: string, message: string) {
  return { type, status: isTrue ? 'True' : 'False', reason, message };
}

/** `pods.` for the core group, `deployments.apps` for others, as Kubernetes prints a GroupResource. */
function groupQualified(resource: string): string {
  return resource.includes('.') ? resource : `${resource}.`;
}
