import { undoPending } from '../undo/undo-pending.ts';
import type { ExperimentContext } from './context.ts';
import type { LiveExperiment } from './live-experiment.ts';

/** The undo phase of an experiment: undoes what its faults left pending and records what came of each. */
export async function undoFaults(context: ExperimentContext, live: LiveExperiment): Promise<void> {
  const { undoJournal, kubernetes, experiment, clock, signal } = context;
  const target = { ...kubernetes, hurry: signal };
  for (const { entry, undone, message } of await undoPending(undoJournal, target, experiment))
    live.record({ type: 'fault-undone', t: clock.now(), experiment, id: entry.id, undone, message });
}
