import type { EntryPlace, Places } from '../yaml/expand-nodes.ts';
import { limits } from '../yaml/limits.ts';
import { isPlainMap, withDefaults } from './defaults.ts';
import { countRounds, foreachOf, nameApart, type PlainMap, roundsOf } from './foreach.ts';
import type { Environment } from './resolve-text.ts';
import { copyContainer, type Substitutions, substitute } from './substitute.ts';

/** The scenarios of a file with its defaults, each as often as its `foreach:` says, with their expressions replaced. */
export function expandScenarios(
  written: readonly unknown[],
  defaults: PlainMap,
  environment: Environment,
  places: Places,
  into: Substitutions,
): unknown[] {
  const made: unknown[] = [];
  const entries = new Map<string, EntryPlace>();
  const from = places.get(written);
  const sizes = new Map<object, number>();
  let size = 0;
  for (const [index, item] of written.entries()) {
    const place = from?.entries.get(String(index));
    const scenario = isPlainMap(item) ? withDefaults(item, defaults, places) : item;
    const foreach = isPlainMap(scenario) ? readForeach(scenario, environment, places, into) : undefined;
    size += sizeOf(scenario, sizes) * (foreach ? countRounds(foreach) : 1);
    if (size > limits.values) {
      const message = `found \`defaults\` and \`foreach\` that make more than ${limits.values} values, expected fewer`;
      into.problems.push({ offset: place?.value ?? 0, message });
      made.push(substitute(item, { environment, foreach: 'elsewhere' }, places, into));
      break;
    }
    const copies = isPlainMap(scenario) ? expandScenario(scenario, foreach, environment, places, into) : [scenario];
    for (const copy of copies) {
      if (place) entries.set(String(made.length), place);
      made.push(copy);
    }
  }
  places.set(made, { start: from?.start ?? 0, entries });
  return made;
}

/** The values of a `foreach:` may come from the environment. */
function readForeach(scenario: PlainMap, environment: Environment, places: Places, into: Substitutions) {
  if (!Object.hasOwn(scenario, 'foreach')) return undefined;
  return foreachOf(substitute(scenario.foreach, { environment, foreach: {} }, places, into));
}

function expandScenario(
  scenario: PlainMap,
  foreach: ReturnType<typeof foreachOf>,
  environment: Environment,
  places: Places,
  into: Substitutions,
): unknown[] {
  if (!foreach) {
    // Of a `foreach:` that cannot be read the schema says why; what its variables are worth nobody knows.
    const unknown = Object.hasOwn(scenario, 'foreach');
    return [substitute(scenario, { environment, foreach: unknown ? 'elsewhere' : {} }, places, into)];
  }
  const rounds = roundsOf(foreach);
  const copies = rounds.map(round => {
    const copy = copyContainer(scenario, places, into);
    delete copy.foreach;
    return substitute(copy, { environment, foreach: round }, places, into) as PlainMap;
  });
  nameApart(copies, rounds);
  return copies;
}

/** How many values there are when what is used twice is counted twice. */
function sizeOf(value: unknown, known: Map<object, number>): number {
  if (typeof value !== 'object' || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  const size = Object.values(value).reduce<number>((sum, entry) => sum + sizeOf(entry, known), 1);
  known.set(value, size);
  return size;
}
