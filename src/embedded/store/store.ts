import type { AnyObject } from '../api/cluster-api.ts';
import { deepFreeze } from './freeze.ts';
import { createHistory } from './history.ts';
import { createSubscribers, type Subscribers } from './subscribers.ts';

/** One write. `previous` is what the object was before it (absent for ADDED). */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** `pods`, `deployments.apps`, … */
  readonly resource: string;
  readonly object: AnyObject;
  readonly previous?: AnyObject;
  readonly version: number;
}

/**
 * The cluster's memory, in etcd's place: objects by resource, namespace and name, one version counter for all writes,
 * and the latest changes. It knows nothing of kinds; what it hands out is frozen.
 */
export interface Store {
  /** Version of the latest write; what a list reports as its resourceVersion. */
  readonly version: number;
  get(resource: string, namespace: string | undefined, name: string): AnyObject | undefined;
  /** In the order of their keys: namespace, then name. */
  list(resource: string, namespace?: string): readonly AnyObject[];
  /** Creates or replaces, with the next version as `metadata.resourceVersion`. Takes the object over (freezes it). */
  write(resource: string, object: AnyObject): AnyObject;
  /** Removes the object; watchers see `last` (with the version of the removal) as its last state. */
  remove(resource: string, last: AnyObject): AnyObject;
  /** Every change after `sinceVersion` (default: from now on). undefined when that version is no longer in the history. */
  subscribe(resource: string, listener: (change: Change) => void, sinceVersion?: number): (() => void) | undefined;
  /** The list as it was at a version; undefined when the history does not reach back to it. */
  listAt(resource: string, namespace: string | undefined, version: number): readonly AnyObject[] | undefined;
}

/** Versions before it never were: who asks for one has it from another cluster. */
const FIRST_VERSION = 100;

/** @param historyLimit changes kept for watches that resume; older versions are answered `410 Gone` */
export function createStore({ historyLimit = 10_000 }: { historyLimit?: number } = {}): Store {
  const objects = new Map<string, Map<string, AnyObject>>();
  const ordered = new Map<string, readonly AnyObject[]>();
  const subscribers = new Map<string, Subscribers>();
  const history = createHistory(historyLimit, FIRST_VERSION);
  let version = FIRST_VERSION;

  const record = (change: Change) => {
    history.append(change);
    subscribers.get(change.resource)?.publish(change);
  };
  const inOrder = (resource: string) => {
    const known = ordered.get(resource);
    if (known) return known;
    const list = sorted(objects.get(resource) ?? []);
    ordered.set(resource, list);
    return list;
  };

  return {
    get version() {
      return version;
    },
    get: (resource, namespace, name) => objects.get(resource)?.get(keyOf(namespace, name)),
    list(resource, namespace) {
      const all = inOrder(resource);
      return namespace === undefined ? all : all.filter(object => object.metadata?.namespace === namespace);
    },
    write(resource, object) {
      const key = keyOf(object.metadata?.namespace, object.metadata!.name!);
      const stored = freezeWithVersion(object, ++version);
      const table = objects.get(resource) ?? new Map<string, AnyObject>();
      objects.set(resource, table);
      const previous = table.get(key);
      table.set(key, stored);
      ordered.delete(resource);
      record({ type: previous ? 'MODIFIED' : 'ADDED', resource, object: stored, previous, version });
      return stored;
    },
    remove(resource, last) {
      const key = keyOf(last.metadata?.namespace, last.metadata!.name!);
      const previous = objects.get(resource)?.get(key);
      objects.get(resource)?.delete(key);
      ordered.delete(resource);
      const removed = freezeWithVersion(last, ++version);
      record({ type: 'DELETED', resource, object: removed, previous, version });
      return removed;
    },
    listAt(resource, namespace, at) {
      const later = history.since(at)?.filter(change => change.resource === resource);
      if (!later) return undefined;
      const then = later.length === 0 ? inOrder(resource) : undo(objects.get(resource), later);
      return namespace === undefined ? then : then.filter(object => object.metadata?.namespace === namespace);
    },
    subscribe(resource, listener, sinceVersion = version) {
      const backlog = history.since(sinceVersion)?.filter(change => change.resource === resource);
      if (!backlog) return undefined;
      const group = subscribers.get(resource) ?? createSubscribers();
      subscribers.set(resource, group);
      return group.add(listener, backlog);
    },
  };
}

/** Takes changes back, the latest first. */
function undo(table: ReadonlyMap<string, AnyObject> | undefined, changes: readonly Change[]): readonly AnyObject[] {
  const then = new Map(table);
  for (const { object, previous } of changes.toReversed()) {
    const key = keyOf(object.metadata?.namespace, object.metadata!.name!);
    if (previous) then.set(key, previous);
    else then.delete(key);
  }
  return sorted(then);
}

function sorted(table: Iterable<[string, AnyObject]>): readonly AnyObject[] {
  return [...table].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

/** NUL sorts before every character that a name may hold, so that keys order as (namespace, name). */
function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}\u0000${name}`;
}

function freezeWithVersion(object: AnyObject, version: number): AnyObject {
  return deepFreeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(version) } });
}
