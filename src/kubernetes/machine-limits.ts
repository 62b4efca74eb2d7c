import type { MachineLimits, NodeDoor } from '../cluster/cluster.ts';
import { InfrastructureFailure } from '../errors.ts';

/**
 * Where the cgroup of a node that is a container shows in it: at the root of what is mounted there. Cgroup v2, then v1.
 * Fact: docs.kernel.org/admin-guide/cgroup-v2 (cpu.max, memory.max), sched-bwc, cgroup-v1/memory.
 */
const files = [
  'cpu.max',
  'memory.max',
  'cpu/cpu.cfs_quota_us',
  'cpu/cpu.cfs_period_us',
  'memory/memory.limit_in_bytes',
].map(file => `/sys/fs/cgroup/${file}`);

/** From here on a limit of memory is none: what the kernel shows for it, in pages of any size (cgroup v1). */
const noLimitBytes = 2 ** 62;
/** The kernel counts processor time in microseconds of a period, memory in pages. */
const tolerance = 0.01;

/** Reads on the node itself what the kernel allows its machine. Throws InfrastructureFailure when it does not say. */
export async function readMachineLimits(
  node: string,
  door: Pick<NodeDoor, 'execute'>,
  signal: AbortSignal,
): Promise<Required<MachineLimits>> {
  // grep goes on past files that this kernel has not; what it printed counts.
  const { stdout } = await door.execute(node, ['grep', '-sH', '', ...files], signal);
  const limits = parseMachineLimits(stdout);
  if (!limits) throw new InfrastructureFailure(`the cgroup of ${node} does not say what its machine may use`);
  return limits;
}

/** Reads `FILE:LINE` as grep prints it; undefined for what says nothing of processors and memory. Pure. */
export function parseMachineLimits(printed: string): Required<MachineLimits> | undefined {
  const find = (pattern: RegExp): string | undefined => pattern.exec(printed)?.[1];
  const quota = find(/\/cpu\.(?:cfs_quota_us:|max:)(-?\d+|max)/m);
  const period = find(/\/cpu\.(?:cfs_period_us:|max:\S+ )(\d+)$/m);
  const memory = find(/\/memory\.(?:limit_in_bytes|max):(\d+|max)$/m);
  if (quota === undefined || period === undefined || memory === undefined) return undefined;
  return {
    processors: quota === 'max' || Number(quota) < 0 ? null : Number(quota) / Number(period),
    memoryBytes: memory === 'max' || Number(memory) >= noLimitBytes ? null : Number(memory),
  };
}

/** Whether what was found is what was asked for, of what was asked for. Pure. */
export function hasMachineLimits(found: Required<MachineLimits>, asked: MachineLimits): boolean {
  return (['processors', 'memoryBytes'] as const).every(key => {
    const [is, wanted] = [found[key], asked[key]];
    if (wanted === undefined || is === wanted) return true;
    return is !== null && wanted !== null && Math.abs(is - wanted) <= wanted * tolerance;
  });
}

/** `0.5 processors and 1024 MiB`; of what is named. Pure. */
export function describeMachineLimits({ processors, memoryBytes }: MachineLimits): string {
  const shown = [
    ...(processors === undefined ? [] : [processors === null ? 'all processors' : `${processors} processors`]),
    ...(memoryBytes === undefined
      ? []
      : [memoryBytes === null ? 'all memory' : `${(memoryBytes / 2 ** 20).toFixed(0)} MiB`]),
  ];
  return shown.join(' and ');
}
