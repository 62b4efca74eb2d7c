import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printFigure } from './figure.ts';

// What the gate adds to `kind create cluster` and `kubectl rollout status` on three nodes, with the image built already (target ≤ 10 s):
// the time of a run less that of the two, less the loading of the image, less baseline, method and recovery of the experiment.
// Loading is left out as what a script would do by hand as well; it is printed beside it.
//   node bench/around-kind.ts [--node-image REF]
const { values } = parseArgs({ options: { 'node-image': { type: 'string', default: process.env.NODE_IMAGE } } });
const image = values['node-image'] ? ['--node-image', values['node-image']] : [];
const shop = join(process.cwd(), 'fixtures/apps/shop');
const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-bench-'));
const waitedSeconds = 1;

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

/** Milliseconds that the parts of the same work take by hand: create, load, roll out, delete. */
function byHand(): { create: number; load: number; rollout: number; remove: number } {
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

try {
  call('docker', ['build', '--quiet', '--tag', 'shop:dev', shop]);
  const scenario = {
    app: { manifests: [join(shop, 'k8s/shop.yaml')], images: [{ image: 'shop:dev' }] },
    config: { runStrategy: { runs: 1 } },
    scenarios: [{ name: 'nothing', steps: [{ wait: { seconds: waitedSeconds } }] }],
  };
  const file = join(folder, 'scenario.yml');
  writeFileSync(file, JSON.stringify(scenario));
  const out = join(folder, 'out');
  const hand = byHand();
  const gate = await runGate([
    ...['run', file, '--cluster', 'kind', '--nodes', '3', '--fail-on', 'refuted', '--out', out],
    ...image,
  ]);
  const journal = readFileSync(join(out, 'journal.ndjson'), 'utf8').trim().split('\n');
  const events = journal.map(line => JSON.parse(line) as { type: string; t: number; phase?: string });
  const windows = ['baseline', 'method', 'recovery'].reduce((sum, phase) => {
    const [start, end] = ['phase-started', 'phase-ended'].map(
      type => events.find(event => event.type === type && event.phase === phase)?.t,
    );
    return sum + (start === undefined || end === undefined ? 0 : end - start);
  }, 0);
  const loaded = gate.at('applying') - gate.at('loading');
  const added = gate.endedMs - loaded - windows - hand.create - hand.rollout - hand.remove;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  printFigure({ name: 'kind create cluster --wait, 3 nodes', measured: seconds(hand.create) });
  printFigure({ name: 'kubectl apply and rollout status', measured: seconds(hand.rollout) });
  printFigure({ name: 'loading the image: by hand', measured: seconds(hand.load) });
  printFigure({ name: 'loading the image: the gate', measured: seconds(loaded) });
  printFigure({ name: 'the whole run', measured: seconds(gate.endedMs) });
  printFigure({
    name: 'what the gate adds',
    measured: seconds(added),
    ratio: added / 10_000,
    target: 1,
    unit: 'of 10 s',
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
