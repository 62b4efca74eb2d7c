import type { JournalEvent, StepRecord } from '../journal/event.ts';
import { createJudge, type ExperimentRecord } from '../judge/index.ts';
import type { ExperimentResult, RunResult } from '../judge/run-result.ts';
import { outcomeCodes } from '../judge/sample-series.ts';
import { unknownOf, viewBetween } from '../judge/sample-view.ts';
import { spanOf } from '../judge/trial.ts';
import { demandsOf, refutedBesides } from './demands.ts';

/** What a comparison needs of a run: its verdict, and of each scenario the samples under fault, all repetitions together. */
export interface RunFigures {
  readonly result: RunResult;
  readonly scenarios: ReadonlyMap<string, ScenarioFigures>;
}

export interface ScenarioFigures {
  /** One for each repetition. */
  readonly experiments: readonly ExperimentResult[];
  /** What is done to the app, in order. */
  readonly steps: readonly StepRecord[];
  /** What is demanded of the app, as `demandsOf` says it. */
  readonly demands: string;
  /** What refuted a repetition and shows in no number of these. Absent: nothing did. */
  readonly refutedBesides?: string;
  readonly probes: ReadonlyMap<string, ProbeFigures>;
  /** Milliseconds until the steady state was back; Infinity: it never was. Of repetitions that had to recover. */
  readonly recoveriesMs: readonly number[];
}

/** The samples of one probe from the begin of the method to the end of the recovery, in the order of time. */
export interface ProbeFigures {
  readonly kind: string;
  /** The same for probes that ask the same. Absent: the journal is an older one. */
  readonly digest?: string;
  /** 1: ok, 0: failed. */
  readonly outcomes: readonly number[];
  /** Samples that say nothing about the app, as the judge counts them: a short stall of the gate is coarser sampling. */
  readonly unknown: number;
  /** Of successful samples, or of live edges of a mesh. */
  readonly durationsMs: readonly number[];
  /** How many samples have durations: the edges of a mesh are measured together. */
  readonly timed: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };

/** Takes a journal's events one by one. Throws InvalidInput for one that does not fit, and for a journal without a run. */
export function createFiguresFold(): { add(event: JournalEvent): void; figures(): RunFigures } {
  const judge = createJudge();
  return {
    add: judge.add,
    figures() {
      const result = judge.result();
      const byName = new Map<string, Repetition[]>();
      for (const [index, experiment] of result.experiments.entries()) {
        const name = scenarioOf(experiment);
        byName.set(name, [...(byName.get(name) ?? []), { experiment, record: judge.recordOf(index) }]);
      }
      return { result, scenarios: new Map([...byName].map(([name, own]) => [name, gatherScenario(own)])) };
    },
  };
}

/** One repetition; without a record it never began. */
interface Repetition {
  readonly experiment: ExperimentResult;
  readonly record: ExperimentRecord | undefined;
}

function gatherScenario(repetitions: readonly Repetition[]): ScenarioFigures {
  const records = repetitions.flatMap(({ record }) => record ?? []);
  const [first] = records;
  const besides = repetitions.flatMap(({ experiment, record }) =>
    record ? (refutedBesides(experiment, record.started) ?? []) : [],
  );
  return {
    experiments: repetitions.map(({ experiment }) => experiment),
    steps: first?.started.steps ?? [],
    demands: first ? demandsOf(first.started) : '',
    refutedBesides: besides[0],
    probes: gatherProbes(records),
    recoveriesMs: repetitions.flatMap(({ experiment: { recovery } }) =>
      recovery ? [recovery.observedMs ?? Number.POSITIVE_INFINITY] : [],
    ),
  };
}

/** The scenario that an experiment repeats: its name without the number of the repetition. */
function scenarioOf({ name }: ExperimentResult): string {
  return name.replace(/ \(run \d+\)$/, '');
}

function gatherProbes(records: readonly ExperimentRecord[]): ReadonlyMap<string, ProbeFigures> {
  const probes = new Map<string, Mutable<ProbeFigures>>();
  for (const record of records) {
    const method = spanOf(record, 'method');
    if (!method) continue;
    const endT = spanOf(record, 'recovery')?.[1] ?? method[1];
    for (const [index, probe] of record.started.steadyState.entries()) {
      const empty = { kind: probe.kind, digest: probe.digest, outcomes: [], unknown: 0, durationsMs: [], timed: 0 };
      const figures = probes.get(probe.name) ?? empty;
      probes.set(probe.name, figures);
      addSamples(figures, viewBetween(record.series[index]!, method[0], endT, probe.everyMs));
    }
  }
  return probes;
}

function addSamples(
  figures: Mutable<ProbeFigures>,
  { series, from, to, counts }: ReturnType<typeof viewBetween>,
): void {
  const { outcomes, durations, mesh } = series;
  figures.unknown += unknownOf(counts);
  for (let i = from; i < to; i++) {
    const outcome = outcomes[i]!;
    if (outcome > outcomeCodes.fail) continue;
    figures.outcomes.push(outcome === outcomeCodes.ok ? 1 : 0);
    const before = figures.durationsMs.length;
    if (mesh)
      for (let k = 0; k < mesh.edgeCount[i]!; k++) figures.durationsMs.push(mesh.edgeMs[mesh.edgeStart[i]! + k]!);
    else if (outcome === outcomeCodes.ok) figures.durationsMs.push(durations[i]!);
    if (figures.durationsMs.length > before) figures.timed++;
  }
}
