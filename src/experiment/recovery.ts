import { sleep } from './clock.ts';
import type { ExperimentContext } from './context.ts';
import type { LiveExperiment } from './live-experiment.ts';

const pollMs = 50;

/**
 * Waits until the steady state is back for `stableFor`, or until it is certain that it will not be in time.
 * The judge decides both, by the same rules that it applies to the journal afterwards.
 */
export async function awaitRecovery(context: ExperimentContext, live: LiveExperiment): Promise<void> {
  while (!live.recoveryDecided()) await sleep(pollMs, context.signal);
}
