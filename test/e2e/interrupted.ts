import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { readUndoJournal } from '../../src/undo/undo-journal.ts';
import { type Folder, runGate, startGate } from '../support/gate.ts';
import { interruptedScenario, shopOfOne } from './interrupted-scenario.ts';
import { containersOf, kindClusters } from './lab.ts';
import type { RealCluster } from './real-cluster.ts';

export const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;
type Signal = (typeof signals)[number];
const codes = { SIGINT: 130, SIGTERM: 143, SIGKILL: null } as const;

/** What the run has said on standard error when it is in a phase. */
export const phases = {
  deploy: 'of 1 workloads ready',
  baseline: '\n  baseline',
  fault: 'landed',
  undo: '\n  undo',
} as const;

/** One line of the table: what became of a run that was interrupted, and what it left. */
export interface Row {
  readonly phase: string;
  readonly signal: Signal;
  readonly exit: number | null;
  readonly endedMs: number;
  readonly undo: string;
  readonly left: string;
}

/** Programs that have this folder in their command line: the run's own, or what it started. */
export function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(pid => {
      const file = `/proc/${pid}/cmdline`;
      return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ').trim() : '';
    })
    .filter(line => line.includes(folder));
}

/** What a run put into the cluster besides the app, which stays in a cluster that was there before. */
function objectsLeft(cluster: RealCluster, namespace: string): string[] {
  const names = ['get', 'configmaps,services,endpointslices', '--output', 'name'];
  const inNamespace = cluster
    .kubectl(...names, '--namespace', namespace)
    .split('\n')
    .filter(Boolean);
  const own = cluster.kubectl(
    'get',
    'services',
    '--all-namespaces',
    '--selector',
    'chaos-gate.io/part-of',
    '--output',
    'name',
  );
  return [
    ...inNamespace.filter(
      name => !/^(configmap\/kube-root-ca\.crt|service\/web|endpointslice\S*\/web-\w+)$/.test(name),
    ),
    ...own.split('\n').filter(name => name.includes(namespace)),
  ];
}

/** Interrupts a run on a cluster that was there before, and undoes what a killed one left. */
export async function interrupt(
  folder: Folder,
  cluster: RealCluster,
  phase: keyof typeof phases,
  signal: Signal,
): Promise<Row> {
  const namespace = `cancel-${phase}-${signal.toLowerCase()}`;
  folder.write(`${namespace}.app.yml`, shopOfOne(namespace, { ready: phase !== 'deploy' }));
  folder.write(`${namespace}.yml`, interruptedScenario(namespace, phase));
  const existing = ['--cluster', 'existing', '--kubeconfig', cluster.kubeconfig];
  await using gate = startGate(['run', `${namespace}.yml`, ...existing, '--out', namespace], { cwd: folder.path });
  await gate.said(phases[phase]);
  const sent = performance.now();
  gate.child.kill(signal);
  const { code } = await gate.ended;
  const endedMs = Math.round(performance.now() - sent);
  const undone = await runGate(['undo', namespace], { cwd: folder.path });
  const left = [...processesOf(join(folder.path, namespace)), ...objectsLeft(cluster, namespace)];
  return { phase, signal, exit: code, endedMs, undo: `${undone.code} ${undone.stderr.trim()}`, left: left.join(' ') };
}

/** Interrupts a run while kind makes its cluster. */
export async function interruptCreation(folder: Folder, nodeImage: string | undefined, signal: Signal): Promise<Row> {
  const out = `creation-${signal.toLowerCase()}`;
  folder.write(`${out}.app.yml`, shopOfOne(out, { ready: true }));
  folder.write(`${out}.yml`, interruptedScenario(out, 'baseline'));
  const kind = ['--cluster', 'kind', '--nodes', '1', ...(nodeImage ? ['--node-image', nodeImage] : [])];
  await using gate = startGate(['run', `${out}.yml`, ...kind, '--out', out], { cwd: folder.path });
  await gate.said(signal === 'SIGINT' ? 'Starting control-plane' : 'Preparing nodes');
  const sent = performance.now();
  gate.child.kill(signal);
  const { code } = await gate.ended;
  const endedMs = Math.round(performance.now() - sent);
  const undone = await runGate(['undo', out], { cwd: folder.path });
  const made = readUndoJournal(join(folder.path, out, 'undo.ndjson')).find(line => line.type === 'cluster');
  const { name } = made!.identity;
  const clusters = kindClusters().filter(each => each === name);
  const left = [...clusters, ...containersOf(name), ...processesOf(join(folder.path, out))];
  return {
    phase: 'cluster creation',
    signal,
    exit: code,
    endedMs,
    undo: `${undone.code} ${undone.stderr.trim()}`,
    left: left.join(' '),
  };
}

/** Prints the table, and fails when something is left or a run did not end as it should. */
export function expectClean(rows: readonly Row[]): void {
  console.table(rows);
  for (const { phase, signal, exit, undo, left } of rows)
    expect({ phase, signal, exit, undo, left }).toEqual({
      phase,
      signal,
      exit: codes[signal],
      undo: expect.stringMatching(/^0 /),
      left: '',
    });
}
