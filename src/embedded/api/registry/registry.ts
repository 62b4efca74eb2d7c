import { type Change, createStore, type Store } from '../../store/index.ts';
import { createBootObjects } from '../boot-objects.ts';
import type { AnyObject } from '../cluster-api.ts';
import { serveDefinitions } from '../custom-resources/index.ts';
import { createResourceTable, type Resource, type ResourceTable, storageName } from '../resources/index.ts';
import { notFoundError } from '../status/index.ts';
import { createObject } from './create.ts';
import { type Deleted, type DeleteRequest, deleteObject } from './delete.ts';
import { updateObject } from './update.ts';

/** Who writes, as recorded in `metadata.managedFields`. Absent: not recorded (controllers in the same process). */
export interface FieldManager {
  readonly name: string;
  readonly subresource?: string;
}

export interface WriteOptions {
  /** Everything but the write itself. */
  readonly dryRun?: boolean;
  readonly manager?: FieldManager;
}

export interface UpdateOptions extends WriteOptions {
  /** `status`: only the status changes. `finalize`: a namespace's finalizers may change. Absent: all but the status. */
  readonly subresource?: 'status' | 'finalize' | 'scale' | 'binding';
  /** Computes `managedFields` from the object before and after, instead of `manager` (server-side apply). */
  readonly ownership?: (before: AnyObject | undefined, after: AnyObject) => AnyObject[];
}

/** Addresses for Services; the network hands them out. */
export interface ServiceAddresses {
  allocateServiceAddress(wish?: string): string;
  releaseServiceAddress(address: string): void;
}

export interface RegistryContext {
  readonly store: Store;
  readonly resources: ResourceTable;
  readonly addresses: ServiceAddresses | undefined;
  readonly now: () => Date;
}

/**
 * Reads and writes of any resource with everything that a real server does around them: defaults, admission,
 * validation, versions, finalizers. What it returns is frozen; what it is given may be taken over.
 * Every failure is an ApiError in the server's words.
 */
export interface Registry extends RegistryContext {
  find(resource: Resource, namespace: string | undefined, name: string): AnyObject | undefined;
  get(resource: Resource, namespace: string | undefined, name: string): AnyObject;
  list(resource: Resource, namespace?: string): readonly AnyObject[];
  create(resource: Resource, namespace: string | undefined, object: AnyObject, options?: UpdateOptions): AnyObject;
  update(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    change: (current: AnyObject) => AnyObject,
    options?: UpdateOptions,
  ): AnyObject;
  delete(resource: Resource, namespace: string | undefined, name: string, request?: DeleteRequest): Deleted;
  subscribe(resource: Resource, listener: (change: Change) => void, sinceVersion?: number): (() => void) | undefined;
  /** The list as it was at a version; undefined when that is no longer known. */
  listAt(resource: Resource, namespace: string | undefined, version: number): readonly AnyObject[] | undefined;
}

export interface RegistryOptions {
  /** Absent: Services get no cluster address. */
  readonly addresses?: ServiceAddresses;
  readonly now?: () => Date;
  /** Changes kept for watches that resume. */
  readonly historyLimit?: number;
}

/** A new, empty cluster, with what every cluster holds from the start. */
export function createRegistry({ addresses, now = () => new Date(), historyLimit }: RegistryOptions = {}): Registry {
  const context: RegistryContext = {
    store: createStore({ historyLimit }),
    resources: createResourceTable(),
    addresses,
    now,
  };
  const registry = registryOf(context);
  createBootObjects(registry);
  serveDefinitions(registry);
  return registry;
}

function registryOf(context: RegistryContext): Registry {
  const { store } = context;
  const find: Registry['find'] = (resource, namespace, name) =>
    store.get(storageName(resource), resource.namespaced ? namespace : undefined, name);
  const get: Registry['get'] = (resource, namespace, name) => {
    const object = find(resource, namespace, name);
    if (!object) throw notFoundError(resource, name);
    return object;
  };
  return {
    ...context,
    find,
    get,
    list: (resource, namespace) => store.list(storageName(resource), resource.namespaced ? namespace : undefined),
    create: (resource, namespace, object, options = {}) => createObject(context, resource, namespace, object, options),
    update: (resource, namespace, name, change, options = {}) =>
      updateObject(context, resource, get(resource, namespace, name), change, options),
    delete: (resource, namespace, name, request = {}) =>
      deleteObject(context, resource, get(resource, namespace, name), request),
    subscribe: (resource, listener, sinceVersion) => store.subscribe(storageName(resource), listener, sinceVersion),
    listAt: (resource, namespace, version) =>
      store.listAt(storageName(resource), resource.namespaced ? namespace : undefined, version),
  };
}
