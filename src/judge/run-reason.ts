import type { RunEnded, RunStarted } from '../journal/event.ts';
import type { Verdict } from '../verdict.ts';
import { experimentNotRun } from './experiment-result.ts';
import { plural } from './phrases.ts';
import type { ExperimentResult } from './run-result.ts';

/** A result for every experiment that the run announced; what never began was not run, and why. */
export function experimentResults(
  announced: RunStarted['experiments'],
  judged: ReadonlyMap<number, ExperimentResult>,
  ended: RunEnded | undefined,
): ExperimentResult[] {
  const why = ended ? (ended.stopped?.message ?? 'the run ended without it') : 'the journal ends before it';
  return announced.map((experiment, index) => judged.get(index) ?? experimentNotRun(experiment, why));
}

/** The verdicts that make up the run's: a run that was cut short is not upheld, whatever its experiments came to. */
export function verdictsOfRun(experiments: readonly ExperimentResult[], ended: RunEnded | undefined): Verdict[] {
  const whole = ended && !ended.stopped;
  return [...experiments.map(({ verdict }) => verdict), ...(whole ? [] : ['inconclusive' as const])];
}

/** One sentence: what made the run come to its verdict. */
export function reasonOfRun(
  verdict: Verdict,
  experiments: readonly ExperimentResult[],
  ended: RunEnded | undefined,
): string {
  const worst = experiments.filter(experiment => experiment.verdict === verdict);
  if (verdict === 'upheld')
    return experiments.length === 1
      ? `"${experiments[0]!.name}": ${experiments[0]!.reason}`
      : `all ${experiments.length} experiments were upheld`;
  if (verdict === 'inconclusive') {
    if (ended?.stopped) return ended.stopped.message;
    if (!ended) return 'the journal has no end: the run was cut short';
  }
  const [first] = worst;
  if (!first) return 'the run has no experiments';
  const others = worst.length > 1 ? ` (and ${plural(worst.length - 1, 'more experiment')} ${verdict})` : '';
  return `"${first.name}": ${first.reason}${others}`;
}
