import { InvalidInput } from '../errors.ts';
import type { ClusterReady, JournalEvent, RunEnded, RunStarted } from '../journal/event.ts';
import { combineVerdicts } from '../verdict.ts';
import { addToRecord, type ExperimentRecord, openRecord } from './experiment-record.ts';
import { judgeExperiment } from './experiment-result.ts';
import { isOnlyReported } from './legacy-outcome.ts';
import { exitCodeOfRun } from './run-exit.ts';
import { experimentResults, reasonOfRun, verdictsOfRun } from './run-reason.ts';
import type { RunResult } from './run-result.ts';

/**
 * Reads the events of a journal one by one and comes to the verdict: nothing else goes into it.
 */
export interface Judge {
  /** Throws InvalidInput for an event that does not fit those before it. */
  add(event: JournalEvent): void;
  /** The verdict on what was added so far. Throws InvalidInput when no run was started. */
  result(): RunResult;
  /** What was added of an experiment, for what looks deeper than the verdict; undefined: it never began. */
  recordOf(experiment: number): ExperimentRecord | undefined;
}

export function createJudge(): Judge {
  let run: RunStarted | undefined;
  let cluster: ClusterReady | undefined;
  let ended: RunEnded | undefined;
  let lastT = 0;
  const records = new Map<number, ExperimentRecord>();

  const startedRecord = (experiment: number) => {
    const record = records.get(experiment);
    if (!record) throw new InvalidInput(`the journal does not fit together: experiment ${experiment + 1} never began`);
    return record;
  };
  const started = () => {
    if (!run) throw new InvalidInput('the journal holds no run: found no run-started event');
    return run;
  };
  return {
    recordOf: experiment => records.get(experiment),
    add(event) {
      lastT = Math.max(lastT, event.t);
      if (event.type === 's') addToRecord(startedRecord(event.e), event);
      else if (event.type === 'run-started') run = event;
      else if (event.type === 'experiments-planned') run = { ...started(), experiments: event.experiments };
      else if (event.type === 'cluster-ready') cluster = event;
      else if (event.type === 'run-ended') ended = event;
      else if (event.type === 'experiment-started') records.set(event.experiment, openRecord(event));
      else if (event.type !== 'message') addToRecord(startedRecord(event.experiment), event);
    },
    result() {
      const { tool, startedAt, seed, compat, failOn, files, flags = [], experiments: announced } = started();
      const stops = [ended, ...[...records.values()].map(({ ended: end }) => end)].flatMap(end => end?.stopped ?? []);
      const judged = new Map([...records].map(([index, record]) => [index, judgeExperiment(started(), record)]));
      const experiments = experimentResults(announced, judged, ended);
      const verdict = combineVerdicts(verdictsOfRun(experiments, ended));
      const onlyReported = ended !== undefined && !ended.stopped && isOnlyReported(started(), experiments);
      const residue = experiments.some(({ reasons }) => reasons.some(({ code }) => code === 'residue'));
      return {
        schemaVersion: 1,
        tool,
        verdict,
        exitCode: exitCodeOfRun(stops, { verdict, failOn, residue, onlyReported }),
        reason: `${reasonOfRun(verdict, experiments, ended)}${onlyReported && verdict === 'refuted' ? reportNote : ''}`,
        startedAt,
        durationMs: lastT,
        seed,
        compat,
        files,
        flags,
        cluster: cluster && describeCluster(cluster),
        experiments,
      };
    },
  };
}

const reportNote = " (compat legacy: exitStrategy `report` ends with 0 all the same, as PowerfulSeal's does)";

function describeCluster({ provider, name, version, nodes, created }: ClusterReady): RunResult['cluster'] {
  return { provider, name, version, nodes, created };
}
