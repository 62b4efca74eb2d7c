import { type Imported, scenarioName } from '../imported.ts';
import type { Note } from '../note.ts';
import type { Source } from '../source.ts';
import { importActivity } from './activity.ts';
import { openConfiguration } from './configuration.ts';
import { importProbe } from './probe.ts';

export function isChaosToolkit({ keys }: Source): boolean {
  return keys.includes('method') || keys.includes('steady-state-hypothesis');
}

/** A Chaos Toolkit experiment as one scenario: its hypothesis is the steady state, its method the steps. */
export function importChaosToolkit(experiment: Source): Imported {
  const values = openConfiguration(experiment.get('configuration'));
  const hypothesis = experiment.get('steady-state-hypothesis');
  const title = experiment.get('title').text() ?? '';
  const name = scenarioName(title);
  const renamed = name === title ? [] : [experiment.get('title').remark(`${JSON.stringify(title)}: changed to a name`)];
  const strategy = experiment.get('runtime', 'hypothesis', 'strategy');
  const isAskedMeanwhile = strategy.value === 'continuously' || strategy.value === 'during-method-only';
  const steadyState = hypothesis.get('probes').items.map(probe => importProbe(probe, values, isAskedMeanwhile));
  const steps = experiment.get('method').items.flatMap(activity => importActivity(activity, values));
  // What a run here does anyway.
  if (strategy.value === 'continuously') strategy.text();
  const scenario = {
    name,
    description: experiment.get('description').text(),
    hypothesis: hypothesis.get('title').text(),
    steadyState,
    steps,
  };
  const notes = [...renamed, ...experimentNotes(experiment), ...values.notes(), ...experiment.leftovers()];
  return { scenarios: [{ ...scenario, notes }], notes: [] };
}

function experimentNotes(experiment: Source): Note[] {
  return [
    ...experiment.get('version').leftovers('it is that of the other language'),
    ...experiment.get('tags').leftovers('scenarios have no tags'),
    ...experiment.get('runtime').leftovers('the steady state is sampled in every phase, undo always runs'),
    ...experiment.get('rollbacks').leftovers('each fault has its own undo, which always runs'),
    ...experiment.get('controls').leftovers('there are no controls'),
    ...experiment.get('secrets').leftovers('the run uses its kubeconfig'),
  ];
}
