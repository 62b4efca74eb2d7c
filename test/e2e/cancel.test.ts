import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { readUndoJournal } from '../../src/experiment/undo-journal.ts';
import { openRunner } from '../action/runner.ts';
import { type Folder, openFolder, runGate, startGate } from '../support/gate.ts';
import { interruptedScenario, shopOfOne } from './interrupted-scenario.ts';
import { expectGone, labTest } from './lab.ts';
import { openRealCluster, type RealCluster } from './real-cluster.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;
type Signal = (typeof signals)[number];
const codes = { SIGINT: 130, SIGTERM: 143, SIGKILL: null } as const;

/** What the run has said on standard error when it is in a phase. */
const phases = {
  deploy: 'of 1 workloads ready',
  baseline: '\n  baseline',
  fault: 'landed',
  undo: '\n  undo',
} as const;

interface Row {
  readonly phase: string;
  readonly signal: Signal;
  readonly exit: number | null;
  readonly endedMs: number;
  readonly undo: string;
  readonly left: string;
}

/** Programs that have this folder in their command line: the run's own, or what it started. */
function processesOf(folder: string): string[] {
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
async function interrupt(
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
async function interruptCreation(folder: Folder, nodeImage: string | undefined, signal: Signal): Promise<Row> {
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
  expectGone(made!.identity.name);
  const left = processesOf(join(folder.path, out));
  return {
    phase: 'cluster creation',
    signal,
    exit: code,
    endedMs,
    undo: `${undone.code} ${undone.stderr.trim()}`,
    left: left.join(' '),
  };
}

function expectClean(rows: readonly Row[]): void {
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

labTest('cancelled while kind makes the cluster: nothing of it is left', 300_000, async ({ nodeImage }) => {
  using folder = openFolder();
  const rows: Row[] = [];
  for (const signal of signals) rows.push(await interruptCreation(folder, nodeImage, signal));
  expectClean(rows);
});

labTest('cancelled in deploy, baseline, fault and undo: nothing but the app is left', 600_000, async () => {
  using folder = openFolder();
  await using cluster = await openRealCluster(folder, 1);
  const rows: Row[] = [];
  for (const phase of Object.keys(phases) as (keyof typeof phases)[]) {
    const ended = await Promise.all(signals.map(signal => interrupt(folder, cluster, phase, signal)));
    rows.push(...ended);
    const namespaces = signals.map(signal => `cancel-${phase}-${signal.toLowerCase()}`);
    cluster.kubectl('delete', 'namespace', ...namespaces, '--wait=false');
  }
  expectClean(rows);
});

labTest(
  'a main program that is killed during a fault: post saves the logs and deletes the cluster',
  400_000,
  async ({ nodeImage }) => {
    using runner = openRunner();
    runner.workspace.write('killed.app.yml', shopOfOne('killed', { ready: true }));
    runner.workspace.write('killed.yml', interruptedScenario('killed', 'fault'));
    await using main = runner.main({
      scenarios: 'killed.yml',
      cluster: 'kind',
      nodes: '1',
      'node-image': nodeImage ?? '',
      images: 'shop:dev',
    });
    await main.said('landed');
    main.child.kill('SIGKILL');
    await main.ended;
    const out = runner.state().out!;
    const made = readUndoJournal(join(out, 'undo.ndjson')).find(line => line.type === 'cluster');
    await using post = runner.post();
    const { code, log } = await post.ended;
    expect({ code, log }).toEqual({ code: 0, log: expect.stringContaining('is deleted') });
    expect(readdirSync(join(out, 'logs'))).toEqual(expect.arrayContaining(['events.txt', 'pods.txt']));
    expect(runner.summary()).toContain('inconclusive');
    expectGone(made!.identity.name);
    expect(processesOf(out)).toEqual([]);
  },
);
