import type { V1Pod } from '@kubernetes/client-node';
import type { NodeDoor } from '../../../cluster/cluster.ts';
import { runningContainers } from '../../container-process.ts';
import { nameOf } from './disturbance.ts';

/**
 * The name of a pod's network namespace on its node: it lasts as long as the pod's sandbox, whatever becomes of its
 * containers. `missing`: a sentence about why there is none. Throws InfrastructureFailure when the node is out of reach.
 */
export async function findNamespace(
  pod: V1Pod,
  door: Pick<NodeDoor, 'containerState' | 'execute'>,
  signal: AbortSignal,
): Promise<{ readonly name: string } | { readonly missing: string }> {
  const [container] = runningContainers(pod);
  const state = container && (await door.containerState(container, signal));
  if (!container || state?.state !== 'running') return { missing: `pod ${nameOf(pod)} has no running container` };
  const { stdout } = await door.execute(container.node, ['ip', 'netns', 'identify', String(state.pid)], signal);
  const name = stdout.trim().split('\n')[0] ?? '';
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/.test(name)) return { name };
  const missing = `the network of pod ${nameOf(pod)} has no name on node ${container.node}: its container runtime keeps none (containerd does)`;
  return { missing };
}
