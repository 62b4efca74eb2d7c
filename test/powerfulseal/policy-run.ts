import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEvent } from '../../src/journal/event.ts';
import type { ExperimentResult, RunResult } from '../../src/judge/run-result.ts';
import { type Ended, type Folder, readVerdict, startGate } from '../support/gate.ts';
import { findKubectlPath } from '../support/kubectl.ts';

/** A run of the real program, and what it left. */
export interface PolicyRun extends Ended {
  readonly result: RunResult | undefined;
  readonly events: readonly JournalEvent[];
  /** Throws for a name that the run does not have, with what the run said. */
  experiment(name: string): ExperimentResult;
}

/** Runs policies that are objects, in `folder`, on the embedded cluster unless the flags name another. */
export async function runPolicy(
  folder: Folder,
  policy: unknown,
  flags: readonly string[] = [],
  out = 'out',
): Promise<PolicyRun> {
  const file = `${out}.yml`;
  folder.write(file, JSON.stringify(policy, null, 1));
  await using gate = startGate(['run', file, '--out', out, '--seed', '7', ...flags], {
    cwd: folder.path,
    environment: { PATH: findKubectlPath() ?? process.env.PATH },
  });
  const ended = await gate.ended;
  return readPolicyRun(ended, join(folder.path, out));
}

/** What a run left in its folder. */
export function readPolicyRun(ended: Ended, out: string): PolicyRun {
  const result = readVerdict(out);
  return {
    ...ended,
    result,
    events: readEvents(join(out, 'journal.ndjson')),
    experiment(name) {
      const found = result?.experiments.find(experiment => experiment.name === name);
      if (!found) throw new Error(`no experiment "${name}" in a run that ended with ${ended.code}: ${ended.stderr}`);
      return found;
    },
  };
}

function readEvents(file: string): JournalEvent[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // A run that was refused has no journal.
  }
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as JournalEvent);
}

/** The names of the experiments in the order in which they began. */
export function orderOf({ events }: PolicyRun): string[] {
  return events.flatMap(event => (event.type === 'experiment-started' ? [event.name] : []));
}

/** What an experiment's verdict rests on, in a word: `upheld`, or the code of its first reason. */
export function outcomeOf({ verdict, reasons }: ExperimentResult): string {
  return verdict === 'upheld' ? 'upheld' : (reasons[0]?.code ?? verdict);
}
