import { describe, expect, test } from '@jest/globals';
import { usageFiles, usageOf } from '../../src/cluster/container-usage.ts';

const scope = '/kubelet.slice/kubepods-pod0fc9.slice/cri-containerd-5936.scope';

describe('the accounts of a container, by its cgroup', () => {
  test('version 1: a folder for each controller', () => {
    const cgroup = `9:name=systemd:${scope}\n6:freezer:${scope}\n4:memory:${scope}\n2:cpu,cpuacct:${scope}\n`;
    const root = '/sys/fs/cgroup';
    expect(usageFiles(cgroup)).toEqual([
      `${root}/memory${scope}/memory.usage_in_bytes`,
      `${root}/memory${scope}/memory.limit_in_bytes`,
      `${root}/cpu${scope}/cpu.stat`,
      `${root}/cpu${scope}/cpu.cfs_quota_us`,
      `${root}/cpu${scope}/cpu.cfs_period_us`,
      `${root}/cpuacct${scope}/cpuacct.usage`,
    ]);
    const printed = [
      `${root}/memory${scope}/memory.usage_in_bytes:43982848`,
      `${root}/memory${scope}/memory.limit_in_bytes:67108864`,
      `${root}/cpu${scope}/cpu.cfs_quota_us:50000`,
      `${root}/cpu${scope}/cpu.cfs_period_us:100000`,
      `${root}/cpu${scope}/cpu.stat:nr_periods 76`,
      `${root}/cpu${scope}/cpu.stat:nr_throttled 3`,
      `${root}/cpuacct${scope}/cpuacct.usage:1500000000`,
      '/proc/1464/io:wchar: 4096',
    ].join('\n');
    expect(usageOf(printed)).toEqual({
      cpuMs: 1500,
      memoryBytes: 43982848,
      throttledPeriods: 3,
      writtenBytes: 4096,
      memoryLimitBytes: 67108864,
      processorLimit: 0.5,
    });
  });

  test('version 2: one folder', () => {
    expect(usageFiles(`0::${scope}\n`)).toEqual([
      `/sys/fs/cgroup${scope}/cpu.stat`,
      `/sys/fs/cgroup${scope}/cpu.max`,
      `/sys/fs/cgroup${scope}/memory.current`,
      `/sys/fs/cgroup${scope}/memory.max`,
    ]);
    const printed = [
      `/sys/fs/cgroup${scope}/cpu.stat:usage_usec 2500`,
      `/sys/fs/cgroup${scope}/cpu.stat:nr_throttled 0`,
      `/sys/fs/cgroup${scope}/memory.current:1048576`,
      `/sys/fs/cgroup${scope}/cpu.max:20000 100000`,
      `/sys/fs/cgroup${scope}/memory.max:max`,
    ].join('\n');
    expect(usageOf(printed)).toMatchObject({
      cpuMs: 2.5,
      memoryBytes: 1048576,
      throttledPeriods: 0,
      memoryLimitBytes: undefined,
      processorLimit: 0.2,
    });
  });

  test('a container that is gone, or a node that is no such system, has none', () => {
    expect(usageFiles('cat: /proc/1/cgroup: No such file or directory\n')).toEqual([]);
    expect(usageOf('')).toBeUndefined();
    expect(usageOf(`/sys/fs/cgroup${scope}/memory.current:1048576`)).toBeUndefined();
  });
});
