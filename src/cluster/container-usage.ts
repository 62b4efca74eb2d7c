import type { ContainerUsage } from './cluster.ts';

/** Files of a container's cgroup that hold its accounts, from its process's `/proc/PID/cgroup`. Cgroup v1 or v2. Pure. */
export function usageFiles(cgroup: string): string[] {
  return cgroup.split('\n').flatMap(line => {
    const [, controllers, ...rest] = line.split(':');
    const path = rest.join(':');
    if (controllers === undefined || !path.startsWith('/')) return [];
    if (controllers === '')
      return ['cpu.stat', 'cpu.max', 'memory.current', 'memory.max'].map(file => `/sys/fs/cgroup${path}/${file}`);
    return controllers
      .split(',')
      .flatMap(controller => (accounts[controller] ?? []).map(file => `/sys/fs/cgroup/${controller}${path}/${file}`));
  });
}

/** Fact: docs.kernel.org/admin-guide/cgroup-v1 (cpuacct, memory), sched-bwc. */
const accounts: Readonly<Record<string, readonly string[]>> = {
  cpu: ['cpu.stat', 'cpu.cfs_quota_us', 'cpu.cfs_period_us'],
  cpuacct: ['cpuacct.usage'],
  memory: ['memory.usage_in_bytes', 'memory.limit_in_bytes'],
};

/** Reads `FILE:LINE` as grep prints it; undefined when the accounts are gone with the container. Pure. */
export function usageOf(printed: string): ContainerUsage | undefined {
  const find = (pattern: RegExp): number | undefined => {
    const found = pattern.exec(printed)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const cpuNs = find(/\/cpuacct\.usage:(\d+)$/m);
  const cpuUs = find(/\/cpu\.stat:usage_usec (\d+)$/m);
  const memoryBytes = find(/\/memory\.(?:usage_in_bytes|current):(\d+)$/m);
  const cpuMs = cpuUs === undefined ? cpuNs && cpuNs / 1e6 : cpuUs / 1e3;
  if (cpuMs === undefined || memoryBytes === undefined) return undefined;
  const quotaUs = find(/\/cpu\.(?:cfs_quota_us:|max:)(\d+)/m);
  const periodUs = find(/\/cpu\.(?:cfs_period_us:|max:\d+ )(\d+)/m);
  return {
    cpuMs,
    memoryBytes,
    throttledPeriods: find(/\/cpu\.stat:nr_throttled (\d+)$/m),
    writtenBytes: find(/\/io:wchar: (\d+)$/m),
    memoryLimitBytes: find(/\/memory\.(?:limit_in_bytes|max):(\d+)$/m),
    processorLimit: quotaUs && periodUs ? quotaUs / periodUs : undefined,
  };
}
