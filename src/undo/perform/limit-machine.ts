import type { NodeDoor } from '../../cluster/cluster.ts';
import { InfrastructureFailure } from '../../errors.ts';
import { describeMachineLimits, hasMachineLimits, readMachineLimits } from '../../kubernetes/machine-limits.ts';
import type { LimitMachine } from '../operation.ts';

/** Gives a machine back what it had, and looks on the node whether the kernel knows. Throws InfrastructureFailure. */
export async function limitMachine(
  { node, limits }: LimitMachine,
  door: NodeDoor,
  signal: AbortSignal,
): Promise<string> {
  await door.limitMachine(node, limits, signal);
  const found = await readMachineLimits(node, door, signal);
  if (!hasMachineLimits(found, limits))
    throw new InfrastructureFailure(
      `${node} was to have ${describeMachineLimits(limits)} again, and its cgroup has ${describeMachineLimits(found)}`,
    );
  return `${node} has ${describeMachineLimits(limits)} again`;
}
