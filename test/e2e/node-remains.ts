import { expect } from '@jest/globals';
import { gateLabel } from '../../src/kubernetes/gate-label.ts';
import { containersOf, run } from './lab.ts';
import type { RealCluster } from './real-cluster.ts';

/** Asserts by other means than the product's own comparison that a kind cluster is as before any fault. */
export function expectBareNodes(cluster: RealCluster): void {
  const nodes = containersOf(cluster.name);
  const state = run('docker', ['inspect', '--format', '{{.State.Status}}', ...nodes])
    .trim()
    .split('\n');
  expect(state).toEqual(nodes.map(() => 'running'));
  expect(nodes.flatMap(readRemains)).toEqual([]);
  // The control plane alone bears a taint, of its own.
  const columns = 'NAME:.metadata.name,TAINTS:.spec.taints[*].key,CORDONED:.spec.unschedulable';
  const lines = cluster.kubectl('get', 'nodes', '--no-headers', '--output', `custom-columns=${columns}`).trim();
  const rows = lines.split('\n').map(line => line.split(/\s+/));
  expect(rows).toEqual(
    rows.map(([name]) => [
      name,
      name?.endsWith('control-plane') ? 'node-role.kubernetes.io/control-plane' : '<none>',
      '<none>',
    ]),
  );
  const made = ['get', 'all,configmaps,secrets', '--all-namespaces', '--selector', gateLabel, '--output', 'name'];
  expect(cluster.kubectl(...made).trim()).toBe('');
}

/** Units, rules and queues of the gate that a node still has. */
function readRemains(node: string): string[] {
  const inside = (...argv: string[]) =>
    run('docker', ['exec', node, ...argv])
      .split('\n')
      .filter(Boolean);
  const units = inside('systemctl', 'list-units', '--all', '--plain', '--no-legend', 'chaos-gate-*', 'cg-*');
  const files = inside('ls', '/run').filter(name => name.startsWith('chaos-gate') || name.startsWith('cg-'));
  const pods = inside('ls', '/run/netns').flatMap(namespace => {
    const within = (...argv: string[]) => inside('nsenter', `--net=/run/netns/${namespace}`, ...argv);
    const rules = within('iptables-save').filter(line => line.includes('cg-'));
    const queues = within('tc', 'qdisc', 'show').filter(line => !/^qdisc (noqueue|noop) /.test(line));
    return [...rules, ...queues].map(line => `${namespace}: ${line}`);
  });
  return [...units, ...files, ...pods].map(line => `${node}: ${line}`);
}

/** Whether the kernel delays packets by itself, tried in a network namespace that ends with the trial. */
export function kernelHasNetem({ name }: RealCluster): boolean {
  const trial = ['unshare', '--net', 'tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'delay', '1ms'];
  try {
    run('docker', ['exec', `${name}-control-plane`, ...trial]);
    return true;
  } catch {
    return false;
  }
}
