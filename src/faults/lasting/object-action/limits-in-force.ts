import type { V1Pod } from '@kubernetes/client-node';
import type { ContainerUsage } from '../../../cluster/cluster.ts';
import { InfrastructureFailure } from '../../../errors.ts';
import { parseQuantity } from '../../../scenario/quantity.ts';
import type { ObjectChange } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';
import { targetedContainers } from '../targeted-container.ts';

type Limits = Extract<ObjectChange, { kind: 'limits' }>;

const pollMs = 500;
/** A rollout's first new pod: scheduled and started. */
const rolloutMs = 30_000;
/** The kernel counts memory in pages and processor time in steps. */
const tolerance = 0.05;

/**
 * Waits until the cgroup of a container says the new limits. undefined: nobody here can read cgroups (the embedded cluster
 * has none, nodes are out of reach), and the object has to do.
 */
export async function proveLimitsInForce(
  change: Limits,
  listPods: () => Promise<readonly V1Pod[]>,
  over: AbortSignal,
  { kubernetes, now, sleep, receiptTimeoutMs, signal }: LastingFaultContext,
): Promise<Receipt | undefined> {
  const deadline = now() + receiptTimeoutMs + rolloutMs;
  const looked = new Set<string>();
  while (!over.aborted && now() < deadline) {
    for (const { reference, label } of targetedContainers(
      { pods: await listPods(), nodes: [] },
      { name: change.container },
    )) {
      let usage: ContainerUsage | undefined;
      try {
        usage = await kubernetes.node.containerUsage(reference, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof InfrastructureFailure) return undefined;
        throw error;
      }
      if (!usage) continue;
      if (usage.memoryLimitBytes === undefined && usage.processorLimit === undefined) return undefined;
      looked.add(reference.containerId);
      if (hasLimits(usage, change)) return { landed: true, evidence: `the cgroup of ${label} has ${describe(usage)}` };
    }
    await sleep(pollMs);
  }
  return { landed: false, evidence: `none of ${looked.size} containers has the limits in its cgroup` };
}

function hasLimits({ memoryLimitBytes = 0, processorLimit = 0 }: ContainerUsage, { memory, cpu }: Limits): boolean {
  const isNear = (found: number, wanted: string | undefined) => {
    const asked = parseQuantity(wanted ?? '');
    return asked === undefined || Math.abs(found - asked) <= asked * tolerance;
  };
  return isNear(memoryLimitBytes, memory) && isNear(processorLimit, cpu);
}

function describe({ memoryLimitBytes, processorLimit }: ContainerUsage): string {
  const memory = memoryLimitBytes === undefined ? [] : [`${(memoryLimitBytes / 2 ** 20).toFixed(0)} MiB`];
  return [...memory, ...(processorLimit === undefined ? [] : [`${processorLimit} processors`])].join(' and ');
}
