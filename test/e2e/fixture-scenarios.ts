import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { ExperimentResult, RunResult } from '../../src/judge/run-result.ts';
import { type Folder, readVerdict, runGate } from '../support/gate.ts';
import { isOverloaded } from './lab.ts';
import type { RealCluster } from './real-cluster.ts';

const scenarios = fileURLToPath(new URL('../../fixtures/scenarios/', import.meta.url));
const attempts = 3;
/** The scenario that real nodes can do by netem alone, which not every kernel has. */
export const lateNames = 'One of two front ends looks up names late';

/** The scenario files below `fixtures/scenarios`, as paths from there; `folders` are globs. */
export function listFixtures(...folders: readonly string[]): string[] {
  return folders.flatMap(folder => globSync(`${folder}/*.yml`, { cwd: scenarios })).sort();
}

/** A scenario as its file has it. */
export interface WrittenScenario {
  readonly name: string;
  readonly steps: readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[];
}

export function readFixture(file: string): readonly WrittenScenario[] {
  return (parse(readFileSync(join(scenarios, file), 'utf8')) as { scenarios: WrittenScenario[] }).scenarios;
}

/**
 * The same file for a cluster that is there already: its images are on the nodes, so none is to be built.
 * Lines stay where they are.
 */
function withoutBuild(file: string): string {
  return readFileSync(join(scenarios, file), 'utf8')
    .replace(/^ {2}images: .*$/m, '  images: []')
    .replaceAll('../../apps', join(scenarios, '../apps'))
    .replace('app/stand.yml', join(scenarios, 'faults/app/stand.yml'));
}

/** What a run made of a file: the last word on each scenario, and the whole run's, where one run told all. */
export interface FixtureResult {
  readonly experiments: readonly ExperimentResult[];
  /** The only run that there was; undefined: some scenarios were run again. */
  readonly run: RunResult | undefined;
}

/**
 * Runs a scenario file on the embedded cluster, or on a real one; scenarios that the machine was too busy to tell about
 * are run again. `only`: names; default all of them. Throws with what the run said when it came to no verdict.
 */
export async function runFixture(
  folder: Folder,
  file: string,
  cluster: RealCluster | 'embedded',
  only?: readonly string[],
): Promise<FixtureResult> {
  const name = basename(file, '.yml');
  const where = cluster === 'embedded' ? 'embedded' : 'kind';
  const argv =
    cluster === 'embedded'
      ? [join(scenarios, file), '--cluster', 'embedded']
      : [`${name}.yml`, '--cluster', 'existing', '--kubeconfig', cluster.kubeconfig];
  if (cluster !== 'embedded') folder.write(`${name}.yml`, withoutBuild(file));
  const environment = cluster === 'embedded' ? {} : { TAINTED_NODE: `${cluster.name}-worker` };
  const told = new Map<string, ExperimentResult>();
  let wanted = only;
  let run: RunResult | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const out = `${where}-${name}-${attempt}`;
    const names = (wanted ?? []).flatMap(each => ['--scenario', each]);
    const { stderr } = await runGate(['run', ...argv, ...names, '--seed', '7', '--timeout', '30m', '--out', out], {
      cwd: folder.path,
      environment,
    });
    run = readVerdict(join(folder.path, out));
    if (!run) throw new Error(`${out} came to no verdict: ${stderr}`);
    for (const experiment of run.experiments) told.set(experiment.name, experiment);
    if (!isOverloaded(run)) return { experiments: [...told.values()], run: attempt === 1 ? run : undefined };
    wanted = run.experiments
      .filter(({ reasons }) => reasons.some(({ code }) => code === 'gate-overloaded'))
      .map(({ name: its }) => its);
    console.log(`${out}: the machine was too busy to tell about ${wanted.join(', ')}`);
  }
  return { experiments: [...told.values()], run: undefined };
}
