import { afterAll, beforeAll, expect } from '@jest/globals';
import { catalogue } from '../../src/faults/catalogue.ts';
import type { ExperimentResult } from '../../src/judge/run-result.ts';
import { type Folder, openFolder } from '../support/gate.ts';
import { keysOf } from './catalogue-receipts.ts';
import { type FixtureResult, lateNames, listFixtures, readFixture, runFixture } from './fixture-scenarios.ts';
import { labTest, whyNoLab } from './lab.ts';
import { openRealCluster, type RealCluster } from './real-cluster.ts';

/** What has to be the same wherever a scenario runs; names, times and numbers of a cluster are its own. */
function comparable(experiment: ExperimentResult) {
  const { name, line, verdict, reasons, phases, steps, steadyState, faults, recovery, residue } = experiment;
  return {
    name,
    line,
    verdict,
    reasons: [...new Set(reasons.map(({ code }) => code))].sort(),
    phases: phases.map(phase => phase.name),
    steps: steps.map(({ index, kind, line: at, status }) => ({ index, kind, at, status })),
    steadyState: steadyState.map(probe => ({
      name: probe.name,
      kind: probe.kind,
      verdict: probe.verdict,
      tolerances: probe.tolerances.map(({ expression, phase, holds, line: at }) => ({ expression, phase, holds, at })),
    })),
    faults: faults.map(({ step, kind, targets, receipt, undone }) => ({
      step,
      kind,
      // CoreDNS is a Deployment of kube-system on kind, and a part of the control plane's own process on embedded.
      targets: targets.map(({ kind, namespace }) => (kind === 'Object' ? kind : `${kind} in ${namespace}`)),
      landed: receipt.landed,
      undone,
    })),
    recovered: recovery && recovery.observedMs !== null,
    residue: residue.length,
  };
}

/** Why a cluster cannot do what a scenario asks for, as it said itself before anything was injected; undefined: it can. */
function refusalOf({ reasons, faults }: ExperimentResult): string | undefined {
  if (faults.length > 0) return undefined;
  return reasons.find(({ code }) => code === 'fault-unsupported')?.message;
}

const fixtures = listFixtures('*');
/** Scenarios that one of the two cannot do, with what it said. */
const refused: { readonly file: string; readonly name: string; readonly by: string; readonly because: string }[] = [];
let compared = 0;
let folder: Folder;
let cluster: RealCluster;
beforeAll(async () => {
  if (whyNoLab() !== undefined) return;
  folder = openFolder();
  cluster = await openRealCluster(folder, 3);
}, 300_000);
afterAll(async () => {
  if (refused.length > 0) console.table(refused);
  await cluster?.[Symbol.asyncDispose]();
  folder?.[Symbol.dispose]();
}, 60_000);

/** The experiments of a result that its cluster did not refuse; those that it did go on the list. */
function ranIn(file: string, by: string, { experiments }: FixtureResult): readonly ExperimentResult[] {
  return experiments.filter(experiment => {
    const because = refusalOf(experiment);
    if (because !== undefined) refused.push({ file, name: experiment.name, by, because });
    return because === undefined;
  });
}

for (const file of fixtures)
  labTest(`${file}: the same verdict on embedded and on a 3-node kind cluster, field by field`, 1_800_000, async () => {
    const embedded = await runFixture(folder, file, 'embedded');
    const rehearsed = ranIn(file, 'embedded', embedded);
    if (rehearsed.length === 0) return;
    const all = readFixture(file).map(({ name }) => name);
    const names = rehearsed.map(({ name }) => name);
    const kind = await runFixture(folder, file, cluster, names.length < all.length ? names : undefined);
    cluster.kubectl('delete', 'namespace', 'shop', 'goldpinger', 'stand', '--ignore-not-found');
    const real = ranIn(file, 'kind', kind);
    const both = rehearsed.filter(({ name }) => real.some(each => each.name === name));
    compared += both.length;
    expect(real.map(comparable)).toEqual(both.map(comparable));
    if (both.length === all.length && embedded.run && kind.run)
      expect([kind.run.verdict, kind.run.exitCode]).toEqual([embedded.run.verdict, embedded.run.exitCode]);
    for (const { name, verdict, reason } of real) process.stdout.write(`${file}: ${name}: ${verdict}: ${reason}\n`);
  });

/** What one alone can do besides what the catalogue says that the embedded cluster refuses: netem, toxicity, seccomp. */
const oneAlone = [
  lateNames,
  'The API resets one of three connections',
  'The API leaves one of three connections without an answer',
  'A copy of the web server that may not connect to anybody',
];

labTest('every scenario ran on both, but for those that one of them cannot do by its nature', 1_000, async () => {
  expect(compared).toBeGreaterThan(0);
  const surprising = refused.filter(({ file, name, by }) => {
    const scenario = readFixture(file).find(each => each.name === name);
    const refusedThere = by === 'embedded' && scenario && keysOf(scenario).some(isRefusedByEmbedded);
    return !refusedThere && !oneAlone.includes(name);
  });
  expect(surprising).toEqual([]);
});

function isRefusedByEmbedded(key: string): boolean {
  return catalogue.find(entry => entry.key === key)?.refused?.embedded !== undefined;
}
