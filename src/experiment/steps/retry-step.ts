import type { Retries } from '../../scenario/suite.ts';
import { sleep } from '../clock.ts';
import { failed, inconclusive, type StepContext, type StepOutcome } from './step.ts';

/** Between attempts without a pause: what is looked at again should have had the time to change. */
const leastPauseMs = 100;

/**
 * Makes a step's attempt again until one is done, or its `retries` are used up. Legacy as in PowerfulSeal: what was
 * inconclusive counts as done, only pauses count towards `timeout`, and a `count` of 0 is a failure.
 */
export async function retryStep(
  retries: Retries | undefined,
  context: StepContext,
  attemptOnce: (attempt: number) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const { legacy, clock, signal } = context;
  if (retries?.kind === 'retriesCount' && retries.count === 0) {
    const message = '`retries` allow 0 attempts: nothing was done';
    return legacy ? failed(message) : inconclusive('empty-action', message);
  }
  const pauseMs = Math.max(retries?.sleepMs ?? 0, leastPauseMs);
  const deadline = clock.now() + (retries?.kind === 'retriesTimeout' ? retries.timeoutMs : 0);
  const mayRetry = (attempts: number) => {
    if (!retries) return false;
    if (retries.kind === 'retriesCount') return attempts < retries.count;
    return legacy ? attempts * pauseMs < retries.timeoutMs : clock.now() + pauseMs < deadline;
  };
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(attempt);
    const isDone = outcome.status === 'done' && (legacy || !outcome.inconclusive);
    if (isDone || !mayRetry(attempt + 1)) return outcome;
    await sleep(pauseMs, signal);
  }
}

/** All actions run even if one failed, as in PowerfulSeal; the step is what the worst of them is. */
export function worstOf(outcomes: readonly StepOutcome[]): StepOutcome {
  const worst = outcomes.find(({ status }) => status === 'failed') ?? outcomes.find(({ inconclusive }) => inconclusive);
  return { ...(worst ?? { status: 'done' }), message: outcomes.map(({ message }) => message).join('; ') };
}
