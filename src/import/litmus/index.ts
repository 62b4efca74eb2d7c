import { type Draft, dismissed } from '../../draft/draft.ts';
import { type Imported, type ImportedScenario, scenarioName } from '../imported.ts';
import { type Note, noteLine } from '../note.ts';
import type { Source } from '../source.ts';
import { type EngineTarget, importAppInfo, importChoice } from './choice.ts';
import { importProbe } from './probe.ts';

/** A chaos interval shorter than the duration gives many kills; more than this is no test for a build. */
const mostKills = 20;

export function isLitmus(document: Source): boolean {
  return document.get('kind').value === 'ChaosEngine' && document.get('apiVersion').value === 'litmuschaos.io/v1alpha1';
}

/** A Litmus ChaosEngine: each of its pod-delete experiments becomes a scenario. */
export function importLitmus(engine: Source): Imported {
  engine.get('kind').text();
  engine.get('apiVersion').text();
  const name = engine.get('metadata', 'name').text() ?? 'engine';
  const target = importAppInfo(engine);
  const experiments = engine.get('spec', 'experiments').items;
  const scenarios = experiments
    .filter(experiment => experiment.get('name').value === 'pod-delete')
    .map(experiment => importPodDelete(experiment, name, target));
  const others = experiments.flatMap(each =>
    each.leftovers('of the experiments of Litmus only pod-delete is imported'),
  );
  return { scenarios, notes: [...others, ...engineNotes(engine)] };
}

/** Of the engine itself: what it is run by, and what it cleans up. */
function engineNotes(engine: Source): Note[] {
  const spec = engine.get('spec');
  return [
    ...spec.get('chaosServiceAccount').leftovers('a run uses the account of its kubeconfig'),
    ...spec.get('engineState').leftovers('a run begins when it is asked for'),
    ...spec.get('jobCleanUpPolicy').leftovers('a run removes what it made'),
    ...spec.get('annotationCheck').leftovers('the blast radius says what may be hit'),
    ...spec.get('terminationGracePeriodSeconds').leftovers('nothing of Litmus is there to end'),
    ...engine.leftovers(),
  ];
}

function importPodDelete(experiment: Source, engine: string, target: EngineTarget): ImportedScenario {
  experiment.get('name').text();
  const env = environmentOf(experiment.get('spec', 'components', 'env'));
  // Litmus' own defaults.
  const duration = env('TOTAL_CHAOS_DURATION')?.number() ?? 15;
  const interval = env('CHAOS_INTERVAL')?.number() ?? 5;
  const ramp = env('RAMP_TIME')?.number() ?? 0;
  const notes: Note[] = [];
  const kills = Math.max(1, Math.ceil(duration / Math.max(interval, 1)));
  if (kills > mostKills)
    notes.push(experiment.remark(`${kills} kills in ${duration} s: only the first ${mostKills} are here`));
  const { namespace, selector } = target;
  const choice = importChoice(env, target, experiment);
  const step: Draft = {
    podAction: {
      matches: [selector === undefined ? { namespace } : { labels: { selector, namespace } }],
      filters: [...target.filters, ...choice.filters, sampleOf(env, notes)],
      actions: [{ kill: { method: (env('FORCE')?.flag() ?? true) ? 'force' : 'delete' } }],
    },
  };
  const refused = [...target.refused, ...choice.refused];
  const pause: Draft = { wait: { seconds: interval } };
  const ramps: Draft[] = ramp > 0 ? [{ wait: { seconds: ramp } }] : [];
  const killed = Array.from({ length: Math.min(kills, mostKills) }, () => [step, pause]).flat();
  const steadyState = experiment.get('spec', 'probe').items.flatMap(importProbe);
  notes.push(
    ...experiment.get('spec', 'components', 'env').leftovers('it has no counterpart, or its value cannot be read'),
    ...experiment.leftovers(),
  );
  return {
    name: scenarioName(`${engine}: pod-delete`),
    description: `Litmus pod-delete for ${duration} s, a kill each ${interval} s, ramp time ${ramp} s.`,
    steadyState,
    // Without what chooses the pods there is nothing to wait for either.
    steps: refused.length > 0 ? [dismissed(step, refused.map(noteLine))] : [...ramps, ...killed, ...ramps],
    notes,
  };
}

type Environment = (name: string) => Source | undefined;

/** The values of `env` by name; asking for one reads the name. */
function environmentOf(list: Source): Environment {
  return name => {
    const entry = list.items.find(item => item.get('name').value === name);
    entry?.get('name').text();
    return entry?.get('value');
  };
}

/** How many of them a kill takes: one, where Litmus is not told a share. */
function sampleOf(env: Environment, notes: Note[]): Draft {
  const percent = env('PODS_AFFECTED_PERC');
  const share = percent?.number() ?? 0;
  if (percent?.value === '') percent.text();
  const sequence = env('SEQUENCE');
  const said = sequence?.text();
  if (sequence && said !== 'parallel')
    notes.push(sequence.remark(`${JSON.stringify(said)}: the pods of one kill are deleted together`));
  return { randomSample: share > 0 ? { ratio: Math.min(share, 100) / 100 } : { size: 1 } };
}
