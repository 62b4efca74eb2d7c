import type { ExperimentContext } from './context.ts';
import type { LiveExperiment } from './live-experiment.ts';

const pollMs = 100;

/** Ends the method early; what is in place is undone, and the recovery is watched as ever. */
class HarmDone extends Error {
  override readonly name = 'HarmDone';
}

/** Carries the method out under a signal that aborts as soon as a `stopWhen` of the steady state is met. */
export async function untilHarm(
  { scenario, experiment, clock, signal }: ExperimentContext,
  live: LiveExperiment,
  method: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  if (scenario.steadyState.every(({ stopWhen }) => !stopWhen)) {
    await method(signal);
    return;
  }
  const stop = new AbortController();
  const startT = clock.now();
  const look = setInterval(() => {
    const met = live.metStopCondition(scenario.steadyState, startT);
    if (!met || stop.signal.aborted) return;
    const { probe, condition, observed } = met;
    live.record({
      type: 'method-stopped',
      t: clock.now(),
      experiment,
      at: condition.at,
      probe: probe.name,
      expression: condition.expression,
      observed,
    });
    stop.abort(new HarmDone(`"${probe.name}" met ${condition.expression}`));
  }, pollMs);
  try {
    await method(AbortSignal.any([signal, stop.signal]));
  } catch (error) {
    if (!(error instanceof HarmDone)) throw error;
  } finally {
    clearInterval(look);
  }
}
