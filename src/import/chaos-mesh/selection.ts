import type { Draft, DraftMap } from '../../draft/draft.ts';
import type { Note } from '../note.ts';
import type { Source } from '../source.ts';

/** Which pods an experiment of Chaos Mesh means, in our terms. */
export interface MeshSelection {
  readonly matches: readonly Draft[];
  /** Absent: all that match. */
  readonly filters?: readonly Draft[];
  /** Selectors that cannot be said here: without them other pods would be hit, so the step must not run. */
  readonly refused: readonly Note[];
  /** What means another thing here. */
  readonly notes: readonly Note[];
}

/** Reads `selector`, `mode` and `value`. Without namespaces Chaos Mesh chooses from that of its own object. */
export function importSelection(spec: Source, own: Source): MeshSelection {
  const selector = spec.get('selector');
  const mode = importMode(spec);
  if (selector.get('pods').keys.length === 1) {
    const named = importNamedPods(selector.get('pods'));
    const overruled = selector.leftovers('`pods` overrules the other selectors');
    return {
      matches: named.matches,
      filters: unlessNone([...named.filters, ...mode.filters]),
      refused: mode.refused,
      notes: [...mode.notes, ...overruled],
    };
  }
  const namespaces = selector.get('namespaces').items.flatMap(item => item.text() ?? []);
  const namespace = namespaces.length > 0 ? namespaces.join(',') : (own.text() ?? 'default');
  const labels = importLabels(selector);
  const properties = [...importPhases(selector), ...importNames(selector)];
  const refused = selector.leftovers('it cannot be said here, and without it other pods would be hit');
  const match: Draft = labels === '' ? { namespace } : { labels: { selector: labels, namespace } };
  return {
    matches: [match],
    filters: unlessNone([...properties, ...mode.filters]),
    refused: [...refused, ...mode.refused],
    notes: mode.notes,
  };
}

function importLabels(selector: Source): string {
  const labels = selector.get('labelSelectors');
  const equal = labels.keys.flatMap(key => {
    const value = labels.get(key).text();
    return value === undefined ? [] : [`${key}=${value}`];
  });
  const expressions = selector.get('expressionSelectors').items.flatMap(importExpression);
  return [...equal, ...expressions].join(',');
}

const setOperators: Readonly<Record<string, string>> = { In: 'in', NotIn: 'notin' };

function importExpression(expression: Source): string[] {
  const key = expression.get('key').value;
  const operator = String(expression.get('operator').value);
  const word = Object.hasOwn(setOperators, operator) ? setOperators[operator] : undefined;
  if (typeof key !== 'string' || (!word && operator !== 'Exists' && operator !== 'DoesNotExist')) return [];
  expression.get('key').text();
  expression.get('operator').text();
  if (!word) return [operator === 'Exists' ? key : `!${key}`];
  const values = expression.get('values').items.flatMap(value => value.text() ?? []);
  return [`${key} ${word} (${values.join(',')})`];
}

function importPhases(selector: Source): Draft[] {
  const phases = selector.get('podPhaseSelectors').items.flatMap(item => item.text() ?? []);
  return phases.length > 0 ? [{ property: { name: 'state', value: phases } }] : [];
}

function importNames(selector: Source): Draft[] {
  const name = selector.get('fieldSelectors', 'metadata.name').text();
  return name === undefined ? [] : [{ property: { name: 'name', value: exactly(name) } }];
}

function importNamedPods(pods: Source): { readonly matches: Draft[]; readonly filters: Draft[] } {
  const names = pods.keys.flatMap(key => pods.get(key).items.flatMap(item => item.text() ?? []));
  return {
    matches: pods.keys.map(namespace => ({ namespace })),
    filters: [{ property: { name: 'name', value: names.map(exactly) } }],
  };
}

/** Our property is a pattern that has to match at the beginning. */
function exactly(name: string): string {
  return `${name.replaceAll('.', '\\.')}$`;
}

function unlessNone(filters: readonly Draft[]): readonly Draft[] | undefined {
  return filters.length > 0 ? filters : undefined;
}

function importMode(spec: Source): Required<Omit<MeshSelection, 'matches'>> {
  const [mode, amount] = [spec.get('mode'), spec.get('value')];
  const sample = sampleOf(String(mode.value), Number(amount.value));
  if (sample === undefined) {
    const why = 'it does not say how many';
    return { filters: [], refused: [...mode.leftovers(why), ...amount.leftovers(why)], notes: [] };
  }
  mode.text();
  if (mode.value !== 'one' && mode.value !== 'all') amount.text();
  const isAtMost = mode.value === 'random-max-percent';
  const notes = isAtMost ? [mode.remark('"random-max-percent": here it is that share in every run')] : [];
  return { filters: sample === 'all' ? [] : [{ randomSample: sample }], refused: [], notes };
}

function sampleOf(mode: string, amount: number): 'all' | DraftMap | undefined {
  if (mode === 'all') return 'all';
  if (mode === 'one') return { size: 1 };
  if (!(amount > 0)) return undefined;
  if (mode === 'fixed') return { size: amount };
  const isShare = mode === 'fixed-percent' || mode === 'random-max-percent';
  return isShare ? { ratio: Math.min(amount, 100) / 100 } : undefined;
}
