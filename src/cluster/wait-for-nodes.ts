import type { KubernetesObject, V1Node } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { readJson } from '../kubernetes/connect.ts';
import { waitForRollout } from '../kubernetes/wait-for-rollout.ts';
import { watchObjects } from '../kubernetes/watch-objects.ts';

const dnsPath = '/apis/apps/v1/namespaces/kube-system/deployments/coredns';

/**
 * Waits until as many nodes as wished are Ready, cluster DNS runs and pods can be made in `default` (kind's own --wait looks at
 * control planes only, and succeeds when it runs out of time). Throws InfrastructureFailure naming what is missing.
 */
export async function waitForNodes(
  connection: ApiConnection,
  options: { readonly nodes: number; readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<void> {
  const { nodes, timeoutMs, signal } = options;
  const deadline = performance.now() + timeoutMs;
  const left = (): number => Math.max(1, deadline - performance.now());
  const ready = new Set<string>();
  await watchUntil<V1Node>(connection, '/api/v1/nodes', 'the nodes', left(), signal, (node, gone) => {
    const isReady = node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True');
    if (isReady && !gone) ready.add(node.metadata?.name ?? '');
    else ready.delete(node.metadata?.name ?? '');
    return ready.size >= nodes;
  }).catch(error => {
    throw error instanceof TimedOut
      ? new InfrastructureFailure(`only ${ready.size} of ${nodes} nodes got ready`)
      : error;
  });
  await watchUntil(
    connection,
    '/api/v1/namespaces/default/serviceaccounts',
    'service accounts',
    left(),
    signal,
    account => account.metadata?.name === 'default',
  ).catch(error => {
    throw error instanceof TimedOut ? new InfrastructureFailure('there is no default service account') : error;
  });
  const dns = await readJson<KubernetesObject>(connection, { path: dnsPath, asking: 'Deployment coredns', signal });
  await waitForRollout(connection, [{ ...dns, kind: 'Deployment' }], { timeoutMs: left(), signal });
}

class TimedOut extends Error {}

async function watchUntil<T extends KubernetesObject>(
  connection: ApiConnection,
  path: string,
  asking: string,
  timeoutMs: number,
  signal: AbortSignal,
  holds: (object: T, gone: boolean) => boolean,
): Promise<void> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new TimedOut()), timeoutMs);
  let done = false;
  try {
    await watchObjects<T>(connection, { path, asking }, AbortSignal.any([signal, stop.signal]), event => {
      const objects = event.type === 'listed' ? event.objects : [event.object];
      for (const object of objects) done = holds(object, event.type === 'deleted') || done;
      if (done) stop.abort();
    });
  } finally {
    clearTimeout(timer);
  }
  signal.throwIfAborted();
  if (!done) throw new TimedOut();
}
