import type { V1Lease, V1Node } from '@kubernetes/client-node';
import type { ApiConnection } from './access.ts';
import { isReady } from './nodes.ts';
import { type ObjectEvent, watchObjects } from './watch-objects.ts';

/** A live copy of the nodes and their leases, kept by watch. */
export interface NodeView extends AsyncDisposable {
  node(name: string): V1Node | undefined;
  isReady(name: string): boolean;
  /** Milliseconds since the node's lease was last seen to be renewed; at most since the view was opened. */
  silenceMs(name: string): number;
}

/** Starts watching and resolves when both first lists are in. Throws InfrastructureFailure when the API does not answer. */
export async function openNodeView(connection: ApiConnection, signal: AbortSignal): Promise<NodeView> {
  const stop = new AbortController();
  const abort = AbortSignal.any([signal, stop.signal]);
  const nodes = new Map<string, V1Node>();
  const renewals = new Map<string, { readonly renewTime: string; readonly seenMs: number }>();

  const seeNode = (node: V1Node, gone: boolean) => {
    if (gone) nodes.delete(node.metadata?.name ?? '');
    else nodes.set(node.metadata?.name ?? '', node);
  };
  const seeLease = ({ metadata, spec }: V1Lease) => {
    const [name, renewTime] = [metadata?.name ?? '', String(spec?.renewTime)];
    if (renewals.get(name)?.renewTime !== renewTime) renewals.set(name, { renewTime, seenMs: performance.now() });
  };
  const leases = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';
  const watches = [
    follow<V1Node>(connection, '/api/v1/nodes', 'the nodes', abort, seeNode),
    follow<V1Lease>(connection, leases, "the nodes' leases", abort, seeLease),
  ];
  const openedMs = performance.now();
  const close = async () => {
    stop.abort();
    await Promise.allSettled(watches.map(({ done }) => done));
  };
  try {
    await Promise.all(watches.map(({ listed }) => listed));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    node: name => nodes.get(name),
    isReady: name => isReady(nodes.get(name)),
    silenceMs: name => performance.now() - (renewals.get(name)?.seenMs ?? openedMs),
    [Symbol.asyncDispose]: close,
  };
}

function follow<T extends V1Node | V1Lease>(
  connection: ApiConnection,
  path: string,
  asking: string,
  signal: AbortSignal,
  see: (object: T, gone: boolean) => void,
): { listed: Promise<void>; done: Promise<void> } {
  const listed = Promise.withResolvers<void>();
  const hear = (event: ObjectEvent<T>) => {
    for (const object of event.type === 'listed' ? event.objects : [event.object])
      see(object, event.type === 'deleted');
    listed.resolve();
  };
  const done = watchObjects<T>(connection, { path, asking }, signal, hear).then(
    () => listed.reject(signal.reason),
    error => listed.reject(error),
  );
  return { listed: listed.promise, done };
}
