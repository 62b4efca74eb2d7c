import type { ContainerReference, ContainerUsage } from '../../../cluster/cluster.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';

/** Long enough that a scheduler's periods (100 ms) even out. */
const windowMs = 2_000;

/** What a container used from one look at the kernel's accounts to the next. */
export interface UsageGrowth {
  readonly overMs: number;
  /** Processors it kept busy. */
  readonly cpuShare: number;
  /** At the end. */
  readonly memoryBytes: number;
  readonly writtenBytes: number;
  /** Periods in which its limit held it back. */
  readonly throttledPeriods: number;
}

/** undefined: the container ended meanwhile, or the fault was about to be over before the second look. */
export async function measureUsage(
  container: ContainerReference,
  over: AbortSignal | undefined,
  { kubernetes, now, sleep, signal }: LastingFaultContext,
): Promise<UsageGrowth | undefined> {
  const look = async (): Promise<{ t: number; usage: ContainerUsage } | undefined> => {
    const usage = await kubernetes.node.containerUsage(container, signal);
    return usage && { t: now(), usage };
  };
  const first = await look();
  if (!first) return undefined;
  await sleep(windowMs);
  if (over?.aborted) return undefined;
  const last = await look();
  if (!last) return undefined;
  const overMs = last.t - first.t;
  const grown = (of: (usage: ContainerUsage) => number | undefined) => (of(last.usage) ?? 0) - (of(first.usage) ?? 0);
  return {
    overMs,
    cpuShare: grown(usage => usage.cpuMs) / overMs,
    memoryBytes: last.usage.memoryBytes,
    writtenBytes: grown(usage => usage.writtenBytes),
    throttledPeriods: grown(usage => usage.throttledPeriods),
  };
}
