import type { ExperimentContext } from './context.ts';
import type { LiveExperiment } from './live-experiment.ts';
import type { Observation } from './observation.ts';

/** Before anything is injected, a gate that was starved may look again; afterwards there is no second look. */
const attempts = 3;

/** Samples the steady state before the first fault. Returns whether it held. */
export async function holdBaseline(
  { scenario, clock }: ExperimentContext,
  live: LiveExperiment,
  observation: Observation,
  observe: (atLeastMs: number) => Promise<void>,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    await live.inPhase('baseline', () => observe(scenario.baselineMs));
    await observation.drain();
    if (live.baselineMet()) return true;
    if (attempt === attempts || !live.baselineStarved()) return false;
    const text = 'the gate itself was starved in the baseline: it is sampled again';
    live.record({ type: 'message', t: clock.now(), level: 'warning', text });
  }
}
