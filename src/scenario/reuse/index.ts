/** Reuse without a template language: `defaults:`, `foreach:`, `x-…` keys for anchors, `${{ env.NAME }}`. Pure. */
import type { ExpansionProblem } from '../yaml/expand-nodes.ts';
import type { YamlFile } from '../yaml/read-yaml.ts';
import { isPlainMap } from './defaults.ts';
import { mayHoldExpression } from './expression.ts';
import type { PlainMap } from './foreach.ts';
import type { Environment } from './resolve-text.ts';
import { expandScenarios } from './scenarios.ts';
import { copyContainer, newSubstitutions, type Substitutions, substitute } from './substitute.ts';

export type { Environment } from './resolve-text.ts';

/** A file as the schema reads it: every scenario on its own, every expression replaced. */
export interface Reused {
  readonly yaml: YamlFile;
  readonly problems: readonly ExpansionProblem[];
  readonly texts: Substitutions['texts'];
}

/**
 * Carries out what a file says about its own parts. Positions stay those of the user's text. Bounded: a file that would
 * grow beyond the limits is a problem.
 */
export function applyReuse(yaml: YamlFile, environment: Environment): Reused {
  const into = newSubstitutions();
  if (!isPlainMap(yaml.value) || !needsReuse(yaml.value, yaml.text)) return { yaml, ...into };
  const { scenarios, defaults } = yaml.value;
  const rest = copyContainer(yaml.value, yaml.places, into);
  for (const key of Object.keys(rest)) if (key === 'scenarios' || isAnchorKey(key)) delete rest[key];
  const value = substitute(rest, { environment, foreach: 'elsewhere' }, yaml.places, into) as PlainMap;
  if (scenarios !== undefined)
    value.scenarios = Array.isArray(scenarios)
      ? expandScenarios(scenarios, isPlainMap(defaults) ? defaults : {}, environment, yaml.places, into)
      : scenarios;
  return { yaml: { ...yaml, value }, ...into };
}

/** Keys of the file that hold anchors and nothing else, as Compose files have them. */
function isAnchorKey(key: string): boolean {
  return key.startsWith('x-');
}

function needsReuse(value: PlainMap, text: string): boolean {
  return mayHoldExpression(text) || /\bdefaults\b|\bforeach\b/.test(text) || Object.keys(value).some(isAnchorKey);
}
