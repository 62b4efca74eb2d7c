import { expect } from '@jest/globals';
import type { ExperimentResult } from '../../src/judge/run-result.ts';
import { type Ended, type Invocation, openFolder, readVerdict, startGate } from '../support/gate.ts';
import { type Behaviour, openOracle } from '../support/oracle.ts';
import { type ScenarioParts, scenarioFile } from '../support/scenario.ts';
import { type AppOptions, testApp } from '../support/test-app.ts';

/** A situation in which green would be a lie: what is different from the healthy control. */
export interface Situation {
  readonly scenario?: ScenarioParts;
  readonly app?: Partial<AppOptions>;
  /** Deployed beside the test app. */
  readonly manifest?: string;
  readonly behave?: (start: number) => Behaviour;
  readonly flags?: readonly string[];
  /** Done to the program while it runs. */
  readonly meanwhile?: (invocation: Invocation, out: string) => Promise<void>;
}

export interface Outcome extends Ended {
  /** Of the only experiment; undefined when the run did not come to one. */
  readonly experiment: ExperimentResult | undefined;
}

/** Runs the real program on the embedded cluster with the test app, from files in a folder of its own. */
export async function runSituation(situation: Situation): Promise<Outcome> {
  const { scenario, app, manifest, behave = () => ({}), flags = [], meanwhile } = situation;
  using folder = openFolder();
  const documents = [
    testApp({ oracle: openOracle(folder.path, behave).path, ...app }),
    ...(manifest ? [manifest] : []),
  ];
  folder.write('app.yml', documents.join('\n---\n'));
  folder.write('scenario.yml', scenarioFile(scenario));
  const out = `${folder.path}/out`;
  await using gate = startGate(['run', 'scenario.yml', '--out', 'out', '--seed', '7', ...flags], { cwd: folder.path });
  await meanwhile?.(gate, out);
  const ended = await gate.ended;
  return { ...ended, experiment: readVerdict(out)?.experiments[0] };
}

/** Asserts the exit code, which is not 0, and that a reason of this code was given. What the run said is in the failure's text. */
export function expectReason(outcome: Outcome, code: number, reason: string): void {
  const found = { code: outcome.code, reasons: outcome.experiment?.reasons.map(each => each.code) ?? [] };
  if (found.code !== code || !found.reasons.includes(reason as never))
    throw new Error(
      `expected exit ${code} with ${reason}, found ${JSON.stringify(found)}\n${outcome.stdout}\n${outcome.stderr}`,
    );
  expect(outcome.code).not.toBe(0);
}
