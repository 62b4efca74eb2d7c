import type { MachineLimits } from './cluster.ts';

/** What the engine's `inspect` says of a container. Fact: Docker Engine API, HostConfig. 0: never set. */
export interface EngineConfig {
  readonly NanoCpus: number;
  readonly CpuPeriod: number;
  readonly CpuQuota: number;
  readonly Memory: number;
  readonly MemorySwap: number;
}

const defaultPeriodUs = 100_000;
/** No limit, as the kernel counts it (`PAGE_COUNTER_MAX` in pages of 4 KiB): the engine takes 0 for "as it was". */
const noLimitBytes = '9223372036854771712';

/**
 * The arguments of the engine's `update` that give a container these limits. Pure.
 * An engine that was once told `--cpus` takes no quota, and the other way round; and it wants to be told about swap whenever it
 * is told about memory: -1 leaves it alone, else as much swap is left as there was.
 */
export function updateArguments({ processors, memoryBytes }: MachineLimits, config: EngineConfig): string[] {
  return [...processorArguments(processors, config), ...memoryArguments(memoryBytes, config)];
}

function processorArguments(processors: MachineLimits['processors'], config: EngineConfig): string[] {
  if (processors === undefined) return [];
  if (config.NanoCpus > 0 && processors !== null) return ['--cpus', String(processors)];
  const periodUs = config.CpuPeriod || defaultPeriodUs;
  const quotaUs = processors === null ? -1 : Math.round(processors * periodUs);
  return ['--cpu-period', String(periodUs), '--cpu-quota', String(quotaUs)];
}

function memoryArguments(memoryBytes: MachineLimits['memoryBytes'], config: EngineConfig): string[] {
  if (memoryBytes === undefined) return [];
  if (memoryBytes === null) return ['--memory', noLimitBytes, '--memory-swap', '-1'];
  const swap = config.MemorySwap > 0 ? memoryBytes + (config.MemorySwap - config.Memory) : -1;
  return ['--memory', String(memoryBytes), '--memory-swap', String(swap)];
}
