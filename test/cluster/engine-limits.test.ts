import { expect, test } from '@jest/globals';
import { type EngineConfig, updateArguments } from '../../src/cluster/engine-limits.ts';
import { describeMachineLimits, hasMachineLimits, parseMachineLimits } from '../../src/kubernetes/machine-limits.ts';

const fresh: EngineConfig = { NanoCpus: 0, CpuPeriod: 0, CpuQuota: 0, Memory: 0, MemorySwap: 0 };
const gibibyte = 2 ** 30;
const v1 = (quota: string, memory: string) =>
  [
    `/sys/fs/cgroup/cpu/cpu.cfs_quota_us:${quota}`,
    '/sys/fs/cgroup/cpu/cpu.cfs_period_us:100000',
    `/sys/fs/cgroup/memory/memory.limit_in_bytes:${memory}`,
  ].join('\n');

test.each<[string, string, object | undefined]>([
  ['cgroup v2', '/sys/fs/cgroup/cpu.max:50000 100000\n/sys/fs/cgroup/memory.max:1073741824\n', [0.5, gibibyte]],
  ['cgroup v2, no limits', '/sys/fs/cgroup/cpu.max:max 100000\n/sys/fs/cgroup/memory.max:max\n', [null, null]],
  ['cgroup v1', v1('150000', '536870912'), [1.5, gibibyte / 2]],
  ['cgroup v1, no limits', v1('-1', '9223372036854771712'), [null, null]],
  ['cgroup v1, no limits in pages of 64 KiB', v1('-1', '9223372036854710272'), [null, null]],
  ['no memory controller', '/sys/fs/cgroup/cpu.max:max 100000\n', undefined],
  ['nothing', '', undefined],
])('what a cgroup allows: %s', (_name, printed, expected) => {
  const [processors, memoryBytes] = (expected ?? []) as (number | null)[];
  expect(parseMachineLimits(printed)).toEqual(expected && { processors, memoryBytes });
});

test('what was found is what was asked for: of what was asked for, and as the kernel rounds it', () => {
  const found = { processors: 0.333, memoryBytes: gibibyte };
  expect(hasMachineLimits(found, { processors: 1 / 3 })).toBe(true);
  expect(hasMachineLimits(found, { memoryBytes: gibibyte + 4095 })).toBe(true);
  expect(hasMachineLimits(found, {})).toBe(true);
  expect(hasMachineLimits(found, { processors: 0.34 })).toBe(false);
  expect(hasMachineLimits(found, { processors: null })).toBe(false);
  expect(hasMachineLimits({ processors: null, memoryBytes: null }, { memoryBytes: gibibyte })).toBe(false);
  expect(hasMachineLimits({ processors: null, memoryBytes: null }, { processors: null })).toBe(true);
  expect(describeMachineLimits(found)).toBe('0.333 processors and 1024 MiB');
  expect(describeMachineLimits({ memoryBytes: null })).toBe('all memory');
});

test("the engine's arguments: a quota, memory with the swap left alone, and both taken away again", () => {
  expect(updateArguments({ processors: 0.5, memoryBytes: gibibyte }, fresh)).toEqual([
    ...['--cpu-period', '100000', '--cpu-quota', '50000'],
    ...['--memory', '1073741824', '--memory-swap', '-1'],
  ]);
  const limited = { ...fresh, CpuPeriod: 100_000, CpuQuota: 50_000, Memory: gibibyte, MemorySwap: -1 };
  expect(updateArguments({ processors: null, memoryBytes: null }, limited)).toEqual([
    ...['--cpu-period', '100000', '--cpu-quota', '-1'],
    ...['--memory', '9223372036854771712', '--memory-swap', '-1'],
  ]);
  expect(updateArguments({ memoryBytes: gibibyte }, fresh)).not.toContain('--cpu-quota');
  expect(updateArguments({ processors: 1 }, fresh)).not.toContain('--memory');
});

test('a container that had limits before: its own period, its own way to count processors, as much swap as before', () => {
  const half = gibibyte / 2;
  const withCpus = { ...fresh, NanoCpus: 2e9, Memory: gibibyte, MemorySwap: gibibyte + half };
  expect(updateArguments({ processors: 0.5, memoryBytes: half }, withCpus)).toEqual([
    ...['--cpus', '0.5'],
    ...['--memory', String(half), '--memory-swap', String(gibibyte)],
  ]);
  const withPeriod = { ...fresh, CpuPeriod: 50_000, CpuQuota: 25_000 };
  expect(updateArguments({ processors: 0.25 }, withPeriod)).toEqual(['--cpu-period', '50000', '--cpu-quota', '12500']);
});
