import { commented, type Draft, type DraftMap } from '../draft/draft.ts';
import { InvalidInput } from '../errors.ts';
import { type Imported, type ImportedScenario, scenarioName } from './imported.ts';
import { noteLine } from './note.ts';
import type { Source } from './source.ts';

export function isPowerfulSeal({ keys }: Source): boolean {
  return keys.includes('scenarios');
}

/** What a strict judgement needs, and PowerfulSeal does not know. */
const ours = ['hypothesis', 'steadyState', 'blastRadius', 'recovery'];

/**
 * PowerfulSeal 3.3.0: the policy is our language but for what a strict judgement needs, so its steps come over as they are.
 * Throws InvalidInput for a file that is ours already.
 */
export function importPowerfulSeal(policy: Source): Imported {
  for (const scenario of policy.get('scenarios').items)
    for (const key of ours.filter(each => scenario.keys.includes(each))) {
      const message = `found \`${key}\`, which PowerfulSeal does not know: this is a scenario file already, chaos-gate validate checks it`;
      throw new InvalidInput([{ at: scenario.get(key).at, message }]);
    }
  const config = importConfig(policy.get('config'));
  const scenarios = policy.get('scenarios').items.map(importScenario);
  return { config, scenarios, notes: policy.leftovers() };
}

function importConfig(config: Source): DraftMap | undefined {
  const isSet = config.get('runStrategy', 'runs').value !== undefined;
  const rest = config.whole() as DraftMap | undefined;
  if (isSet) return rest;
  const strategy = (rest?.runStrategy ?? {}) as DraftMap;
  return { ...rest, runStrategy: { ...strategy, runs: commented(1, ['PowerfulSeal would run for ever']) } };
}

function importScenario(scenario: Source): ImportedScenario {
  const written = scenario.get('name').text() ?? '';
  const description = scenario.get('description').text();
  const steps = scenario.get('steps').items.map(importStep);
  const name = scenarioName(written);
  const notes = name === written ? [] : [scenario.get('name').remark(`${JSON.stringify(written)}: changed to a name`)];
  return { name, description, steadyState: [], steps, notes: [...notes, ...scenario.leftovers()] };
}

function importStep(step: Source): Draft {
  const notes = step
    .get('podAction', 'actions')
    .items.map(action => action.get('kill', 'force'))
    .filter(({ value }) => value === false)
    .map(force => force.remark('PowerfulSeal ignores it and gives no grace period; here the pod gets its own'));
  return commented(step.whole() as Draft, notes.map(noteLine));
}
