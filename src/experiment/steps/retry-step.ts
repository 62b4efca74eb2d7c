import type { Retries } from '../../scenario/suite.ts';
import { sleep } from '../clock.ts';
import type { StepContext, StepOutcome } from './step.ts';

/** Makes a step's attempt again until one is done, or its `retries` are used up. */
export async function retryStep(
  retries: Retries | undefined,
  context: StepContext,
  attemptOnce: (attempt: number) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const sleepMs = retries?.sleepMs ?? 0;
  const deadline = context.clock.now() + (retries?.kind === 'retriesTimeout' ? retries.timeoutMs : 0);
  const attempts = retries?.kind === 'retriesCount' ? retries.count : Number.POSITIVE_INFINITY;
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(attempt);
    const again =
      retries &&
      attempt + 1 < attempts &&
      (retries.kind === 'retriesCount' || context.clock.now() + sleepMs < deadline);
    if ((outcome.status === 'done' && !outcome.inconclusive) || !again) return outcome;
    await sleep(sleepMs, context.signal);
  }
}

/** All actions run even if one failed, as in PowerfulSeal; the step is what the worst of them is. */
export function worstOf(outcomes: readonly StepOutcome[]): StepOutcome {
  const worst = outcomes.find(({ status }) => status === 'failed') ?? outcomes.find(({ inconclusive }) => inconclusive);
  return { ...(worst ?? { status: 'done' }), message: outcomes.map(({ message }) => message).join('; ') };
}
