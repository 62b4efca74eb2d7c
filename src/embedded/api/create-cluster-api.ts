import type { Change } from '../store/index.ts';
import type { AnyObject, ClusterApi, ResourceName } from './cluster-api.ts';
import { ApiError } from './cluster-api.ts';
import { createRegistry, type Registry } from './registry/index.ts';
import type { Resource } from './resources/index.ts';
import { parseSelectors } from './selectors/index.ts';

/** The registry as controllers, scheduler and kubelets of the same process use it. */
export function createClusterApi(registry: Registry = createRegistry()): ClusterApi {
  const resourceOf = (name: ResourceName): Resource => {
    const resource = registry.resources.byName(name);
    if (!resource) throw new ApiError(404, 'NotFound', 'the server could not find the requested resource');
    return resource;
  };
  const change = (
    name: ResourceName,
    namespace: string | undefined,
    objectName: string,
    edit: (draft: never) => void,
    subresource?: 'status' | 'finalize',
  ) => {
    const resource = resourceOf(name);
    if (!registry.find(resource, namespace, objectName)) return undefined;
    const edited = (current: AnyObject) => {
      const draft = structuredClone(current);
      edit(draft as never);
      return draft;
    };
    return registry.update(resource, namespace, objectName, edited, { subresource });
  };

  const api = {
    get: (name, namespace, objectName) => registry.find(resourceOf(name), namespace, objectName) as never,
    list(name, options = {}) {
      const resource = resourceOf(name);
      const matches = parseSelectors(resource, options);
      const all = registry.list(resource, options.namespace);
      return (matches ? all.filter(matches) : all) as never;
    },
    create(name, object) {
      return registry.create(resourceOf(name), object.metadata?.namespace, object as AnyObject) as never;
    },
    mutate: (name, namespace, objectName, edit) =>
      change(name, namespace, objectName, edit as never, name === 'namespaces' ? 'finalize' : undefined) as never,
    mutateStatus: (name, namespace, objectName, edit) =>
      change(name, namespace, objectName, edit as never, 'status') as never,
    delete(name, namespace, objectName, options) {
      const resource = resourceOf(name);
      if (!registry.find(resource, namespace, objectName)) return false;
      registry.delete(resource, namespace, objectName, options);
      return true;
    },
    watch(name, listener) {
      const resource = resourceOf(name);
      return watchFromNow(registry, resource, listener as never);
    },
  } satisfies ClusterApi;
  return api;
}

function watchFromNow(registry: Registry, resource: Resource, listener: (event: unknown) => void): () => void {
  const present = registry.list(resource);
  let open = true;
  const pending = present.map(object => ({ type: 'ADDED', object }));
  const deliver = () => {
    const event = pending.shift();
    if (!open || !event) return;
    if (pending.length > 0) queueMicrotask(deliver);
    listener(event);
  };
  if (pending.length > 0) queueMicrotask(deliver);
  const stop = registry.subscribe(resource, ({ type, object }: Change) => {
    if (pending.length > 0) pending.push({ type, object });
    else listener({ type, object });
  });
  return () => {
    open = false;
    stop?.();
  };
}
