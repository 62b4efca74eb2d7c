import type { ExperimentEnded, RunEnded } from '../journal/event.ts';
import { exitCodeOf, exitCodes, type FailOn, type Verdict } from '../verdict.ts';

type Stop = NonNullable<RunEnded['stopped'] | ExperimentEnded['stopped']>;

/**
 * The exit code of a run: what stopped it comes first (interruption, then infrastructure, then a blast radius that was
 * exceeded, which is invalid input); then residue; then the verdict, unless PowerfulSeal only reports it.
 */
export function exitCodeOfRun(
  stops: readonly Stop[],
  outcome: {
    readonly verdict: Verdict;
    readonly failOn: FailOn;
    readonly residue: boolean;
    readonly onlyReported: boolean;
  },
): number {
  const interruption = stops.map(interruptionCode).find(code => code !== undefined);
  if (interruption !== undefined) return interruption;
  if (stops.some(({ code }) => code === 'infrastructure')) return exitCodes.infrastructure;
  if (stops.some(({ code }) => code === 'blast-radius-exceeded')) return exitCodes.invalidInput;
  if (outcome.onlyReported && !outcome.residue) return exitCodes.upheld;
  return exitCodeOf(outcome.verdict, outcome);
}

function interruptionCode({ code, message }: Stop): number | undefined {
  if (code !== 'interrupted') return undefined;
  if (/SIGTERM|SIGHUP/.test(message)) return exitCodes.interruptedBySigterm;
  return message.includes('SIGINT') ? exitCodes.interruptedBySigint : undefined;
}
