import { setTimeout as delay } from 'node:timers/promises';
import type { NodeDoor } from '../../cluster/cluster.ts';
import { InfrastructureFailure } from '../../errors.ts';
import type { StartComponent } from '../operation.ts';

const startTimeoutMs = 60_000;
/** A component of the control plane that starts again, with what it waits for. */
const wellTimeoutMs = 150_000;
const pollMs = 500;

/** Starts a component and waits until it says that it is well. Throws InfrastructureFailure. */
export async function startComponent(operation: StartComponent, door: NodeDoor): Promise<string | undefined> {
  const { node, component } = operation;
  const started = await door.startComponent(operation, AbortSignal.timeout(startTimeoutMs));
  const signal = AbortSignal.timeout(wellTimeoutMs);
  while ((await door.componentHealth(operation, signal)) !== 'well')
    try {
      await delay(pollMs, undefined, { signal });
    } catch (error) {
      throw new InfrastructureFailure(`${component} of ${node} was not well within ${wellTimeoutMs / 1000} s`, {
        cause: error,
      });
    }
  return started === 'running' ? 'it was started before' : undefined;
}
