import type { ClusterApi, ResourceName, ResourceTypes } from '../api/cluster-api.ts';
import { type Identified, isTerminating, keyOf } from './objects.ts';

/** `before` is absent for an object that is new, `after` for one that is gone. */
export type Change<T> =
  | { readonly before?: T; readonly after: T; readonly latest: T }
  | { readonly before: T; readonly after?: undefined; readonly latest: T };

/** The objects of one resource, kept up to date by a watch, with indexes, so that no reconcile lists everything. */
export interface Informer<T extends Identified> {
  get(namespace: string | undefined, name: string): T | undefined;
  byUid(uid: string): T | undefined;
  list(): readonly T[];
  inNamespace(namespace: string): readonly T[];
  /** Whose controlling owner has this UID. */
  controlledBy(ownerUid: string): readonly T[];
  /** Of the namespace, without a controlling owner. */
  uncontrolled(namespace: string): readonly T[];
  /** A further index: objects by the keys that `keysOf` finds in them. */
  indexBy(keysOf: (object: T) => readonly string[]): (key: string) => readonly T[];
  /** Called after the cache and its indexes know of the change; for every object there is, then for every change. */
  onChange(listener: (change: Change<T>) => void): void;
}

export type InformerOf<R extends ResourceName> = Informer<ResourceTypes[R] & Identified>;

export interface Informers {
  /** One watch a resource, started by the first who asks. */
  <R extends ResourceName>(resource: R): InformerOf<R>;
  stop(): void;
}

export function createInformers(api: ClusterApi): Informers {
  const started = new Map<ResourceName, { readonly informer: unknown; readonly stop: () => void }>();
  const informerOf = <R extends ResourceName>(resource: R): InformerOf<R> => {
    const known = started.get(resource);
    if (known) return known.informer as InformerOf<R>;
    const { informer, apply } = createInformer<ResourceTypes[R] & Identified>();
    const stop = api.watch(resource, ({ type, object }) => apply(type === 'DELETED', object as ResourceTypes[R]));
    started.set(resource, { informer, stop });
    return informer as InformerOf<R>;
  };
  const stop = () => {
    for (const { stop } of started.values()) stop();
  };
  return Object.assign(informerOf, { stop });
}

function createInformer<T extends Identified>() {
  const objects = new Map<string, T>();
  const indexes: { update(before: T | undefined, after: T | undefined): void }[] = [];
  const listeners: ((change: Change<T>) => void)[] = [];

  const indexBy = (keysOf: (object: T) => readonly string[]) => {
    const buckets = new Map<string, Map<string, T>>();
    const update = (before: T | undefined, after: T | undefined) => {
      if (before) {
        for (const key of keysOf(before)) {
          const bucket = buckets.get(key);
          bucket?.delete(keyOf(before));
          if (bucket?.size === 0) buckets.delete(key);
        }
      }
      if (after) {
        for (const key of keysOf(after)) {
          const bucket = buckets.get(key) ?? new Map<string, T>();
          buckets.set(key, bucket.set(keyOf(after), after));
        }
      }
    };
    for (const object of objects.values()) update(undefined, object);
    indexes.push({ update });
    return (key: string): readonly T[] => [...(buckets.get(key)?.values() ?? [])];
  };

  const byUid = indexBy(object => [object.metadata!.uid!]);
  const byNamespace = indexBy(object => [object.metadata!.namespace ?? '']);
  const byController = indexBy(object => [controllerUid(object) ?? `/${object.metadata!.namespace ?? ''}`]);

  const apply = (deleted: boolean, latest: T) => {
    const key = keyOf(latest);
    const before = objects.get(key);
    const after = deleted ? undefined : latest;
    if (after) objects.set(key, after);
    else objects.delete(key);
    for (const index of indexes) index.update(before, after);
    const change = after ? { before, after, latest } : { before: before ?? latest, latest };
    for (const listener of listeners) listener(change);
  };

  const informer: Informer<T> = {
    get: (namespace, name) => objects.get(namespace ? `${namespace}/${name}` : name),
    byUid: uid => byUid(uid)[0],
    list: () => [...objects.values()],
    inNamespace: byNamespace,
    controlledBy: byController,
    uncontrolled: namespace => byController(`/${namespace}`),
    indexBy,
    onChange(listener) {
      listeners.push(listener);
      for (const latest of objects.values()) listener({ after: latest, latest });
    },
  };
  return { informer, apply };
}

function controllerUid(object: Identified): string | undefined {
  return object.metadata?.ownerReferences?.find(owner => owner.controller)?.uid;
}

/** Whether the change is the object's going: deleted, or marked for deletion just now. */
export function isLeaving<T extends Identified>({ before, after }: Change<T>): boolean {
  return after === undefined || (isTerminating(after) && !(before && isTerminating(before)));
}
