import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printFigure } from './figure.ts';

// What the gate adds to `kind create cluster`, the loading of the image, `kubectl rollout status` and the deletion on three nodes, with the
// image built already (target ≤ 10 s): the time of a run less that of those by hand, less baseline, method and recovery of the experiment.
// By hand is done before and after the run, and the mean of both counts: a machine that others use is not the same twice.
//   node bench/around-kind.ts [--node-image REF]
const { values } = parseArgs({ options: { 'node-image': { type: 'string', default: process.env.NODE_IMAGE } } });
const image = values['node-image'] ? ['--node-image', values['node-image']] : [];
const shop = join(process.cwd(), 'fixtures/apps/shop');
const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-bench-'));

/** What a run said, and when, in ms from its start; the first of each text. */
interface Timeline {
  readonly endedMs: number;
  at(text: string): number;
}

function call(program: string, argv: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(program, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${argv.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

/** A run of the gate with lines of standard error by their time. */
async function runGate(argv: readonly string[]): Promise<Timeline> {
  const started = performance.now();
  const gate = spawn(process.execPath, ['dist/cli.js', ...argv], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: { text: string; ms: number }[] = [];
  gate.stderr.setEncoding('utf8').on('data', (text: string) => said.push({ text, ms: performance.now() - started }));
  const code = await new Promise(resolve => gate.on('close', resolve));
  const all = said.map(({ text }) => text).join('');
  if (code !== 0) throw new Error(`the run ended with ${code}:\n${all}`);
  return {
    endedMs: performance.now() - started,
    at(text) {
      const found = said.find(each => each.text.includes(text));
      if (!found) throw new Error(`the run did not say "${text}":\n${all}`);
      return found.ms;
    },
  };
}

interface ByHand {
  readonly create: number;
  readonly load: number;
  readonly rollout: number;
  readonly remove: number;
}

/** Milliseconds that the parts of the same work take by hand: create, load, roll out, delete. */
function byHand(): ByHand {
  const name = `around-${process.pid}`;
  const kubeconfig = join(folder, 'kubeconfig');
  const config = join(folder, 'kind.json');
  const nodes = ['control-plane', 'worker', 'worker'].map(role => ({ role }));
  writeFileSync(config, JSON.stringify({ kind: 'Cluster', apiVersion: 'kind.x-k8s.io/v1alpha4', nodes }));
  const cluster = ['--name', name];
  try {
    const node = values['node-image'] ? ['--image', values['node-image']] : [];
    const create = call('kind', [
      ...['create', 'cluster', ...cluster, '--config', config, '--kubeconfig', kubeconfig, '--wait', '180s', ...node],
    ]);
    const archive = join(folder, 'shop.tar');
    const load =
      call('docker', ['image', 'save', '--output', archive, 'shop:dev']) +
      call('kind', ['load', 'image-archive', archive, ...cluster]);
    const kubectl = (...argv: string[]) => call('kubectl', ['--kubeconfig', kubeconfig, ...argv]);
    const rollout =
      kubectl('apply', '--filename', join(shop, 'k8s/shop.yaml')) +
      ['store', 'api', 'front'].reduce(
        (sum, each) => sum + kubectl('rollout', 'status', `deployment/${each}`, '--namespace', 'shop'),
        0,
      );
    return { create, load, rollout, remove: call('kind', ['delete', 'cluster', ...cluster]) };
  } catch (error) {
    spawnSync('kind', ['delete', 'cluster', ...cluster]);
    throw error;
  }
}

function meanOf(a: ByHand, b: ByHand, part: keyof ByHand): number {
  return (a[part] + b[part]) / 2;
}

try {
  call('docker', ['build', '--quiet', '--tag', 'shop:dev', shop]);
  const shopAnswers = {
    name: 'shop answers',
    probeHTTP: { target: { service: { name: 'front', namespace: 'shop', port: 80 } }, every: '100ms', timeout: 2000 },
    tolerance: { success: '>= 1%' },
    minSamples: 2,
  };
  const kill = {
    podAction: {
      matches: [{ labels: { selector: 'app=api', namespace: 'shop' } }],
      filters: [{ randomSample: { size: 1 } }],
      actions: [{ kill: {} }],
    },
  };
  const scenario = {
    app: { manifests: [join(shop, 'k8s/shop.yaml')], images: [{ image: 'shop:dev' }] },
    config: { runStrategy: { runs: 1 } },
    scenarios: [
      {
        name: 'one pod',
        baseline: { for: '1s' },
        steadyState: [shopAnswers],
        steps: [kill],
        recovery: { within: '60s', stableFor: '1s' },
      },
    ],
  };
  const file = join(folder, 'scenario.yml');
  writeFileSync(file, JSON.stringify(scenario));
  const out = join(folder, 'out');
  const before = byHand();
  const gate = await runGate([
    ...['run', file, '--cluster', 'kind', '--nodes', '3', '--format', 'plain', '--verbose', '--out', out],
    ...image,
  ]);
  const after = byHand();
  const hand = {
    create: meanOf(before, after, 'create'),
    load: meanOf(before, after, 'load'),
    rollout: meanOf(before, after, 'rollout'),
    remove: meanOf(before, after, 'remove'),
  };
  const journal = readFileSync(join(out, 'journal.ndjson'), 'utf8').trim().split('\n');
  const events = journal.map(line => JSON.parse(line) as { type: string; t: number; phase?: string });
  const timeOf = (type: string, phase?: string) =>
    events.find(event => event.type === type && (phase === undefined || event.phase === phase))?.t ?? Number.NaN;
  const windows = ['baseline', 'method', 'recovery'].reduce(
    (sum, phase) => sum + timeOf('phase-ended', phase) - timeOf('phase-started', phase),
    0,
  );
  const added = gate.endedMs - windows - hand.create - hand.load - hand.rollout - hand.remove;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const print = (name: string, ms: number) => printFigure({ name, measured: seconds(ms) });
  print('by hand: kind create cluster --wait', hand.create);
  print('by hand: docker save, kind load', hand.load);
  print('by hand: kubectl apply, rollout status', hand.rollout);
  print('by hand: kind delete cluster', hand.remove);
  print('the gate: until kind begins', gate.at('Creating cluster'));
  print('the gate: kind create cluster', gate.at('now use your cluster') - gate.at('Creating cluster'));
  print('the gate: load, nodes and DNS ready', gate.at('applying') - gate.at('now use your cluster'));
  print('the gate: apply, rollout', gate.at('app ready') - gate.at('applying'));
  print('the gate: experiment but its windows', timeOf('experiment-ended') - timeOf('experiment-started') - windows);
  print('the gate: delete, reports', gate.endedMs - timeOf('experiment-ended'));
  print('the gate: baseline, method, recovery', windows);
  print('the whole run', gate.endedMs);
  const ratio = added / 10_000;
  printFigure({ name: 'what the gate adds', measured: seconds(added), ratio, target: 1, unit: 'of 10 s' });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
