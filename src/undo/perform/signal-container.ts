import type { NodeDoor } from '../../cluster/cluster.ts';
import type { SignalContainer } from '../operation.ts';

/** Signals a container's first process. Throws InfrastructureFailure when the node cannot be reached. */
export async function signalContainer(
  { node, containerId, signal: name }: SignalContainer,
  door: NodeDoor,
  signal: AbortSignal,
): Promise<string | undefined> {
  const sent = await door.signalContainer({ node, containerId }, name, signal);
  return sent === 'gone' ? 'the container is gone' : undefined;
}
