import type { Compat, PropertyFilter, SelectionFilter } from './suite.ts';

/** A source of numbers in [0, 1). */
export interface Random {
  next(): number;
}

export interface FilterContext {
  readonly random: Random;
  /** For dayTime; its local time counts. */
  readonly now: Date;
  /** Default `strict`. `legacy`: as PowerfulSeal chooses. */
  readonly compat?: Compat;
}

/** What the filters have to know of the things they choose from. */
export interface Candidates<Item, Property extends string> {
  /** The order before anything is chosen, because it decides who is hit. */
  readonly order: (a: Item, b: Item) => number;
  /** What a property may be called by; one that matches is enough. */
  readonly valuesOf: (item: Item, property: Property) => readonly string[];
}

export interface Filtered<Item, Property extends string> {
  readonly items: Item[];
  /** The filter that left nothing of what came to it. */
  readonly emptiedBy?: { readonly filter: SelectionFilter<Property>; readonly before: number };
}

/** What the filters leave, one after another; stops at the first that leaves nothing, and names it. */
export function applySelectionFilters<Item, Property extends string>(
  items: readonly Item[],
  filters: readonly SelectionFilter<Property>[],
  candidates: Candidates<Item, Property>,
  context: FilterContext,
): Filtered<Item, Property> {
  let left = [...items].sort(candidates.order);
  for (const filter of filters) {
    const before = left.length;
    if (before === 0) break;
    left = applyFilter(left, filter, candidates, context);
    if (left.length === 0) return { items: left, emptiedBy: { filter, before } };
  }
  return { items: left };
}

/** Whether something has the property that is asked for. */
export function hasProperty<Item, Property extends string>(
  item: Item,
  { name, value, negative }: PropertyFilter<Property>,
  { valuesOf }: Pick<Candidates<Item, Property>, 'valuesOf'>,
): boolean {
  const patterns = [value].flat().map(prefixPattern);
  return valuesOf(item, name).some(actual => patterns.some(pattern => pattern.test(actual))) !== negative;
}

/** A regular expression that has to match at the beginning, ignoring case: PowerfulSeal's `re.match`. */
export function prefixPattern(pattern: string): RegExp {
  return new RegExp(`^(?:${inJavaScript(pattern)})`, 'i');
}

/** Python's spellings of what JavaScript spells otherwise; policies are written for its `re`. */
function inJavaScript(pattern: string): string {
  return pattern
    .replace(/^\(\?i\)/, '')
    .replaceAll('(?P<', '(?<')
    .replaceAll('\\Z', '$');
}

function applyFilter<Item, Property extends string>(
  items: Item[],
  filter: SelectionFilter<Property>,
  candidates: Candidates<Item, Property>,
  { random, now, compat }: FilterContext,
): Item[] {
  switch (filter.kind) {
    case 'property':
      return items.filter(item => hasProperty(item, filter, candidates));
    case 'dayTime':
      return isWithin(filter, now) ? items : [];
    case 'randomSample':
      return sample(items, sampleSize(filter, items.length, compat), candidates.order, random);
    case 'probability':
      return random.next() < filter.probability ? items : [];
  }
}

/**
 * How many a randomSample takes of so many. A ratio is rounded down, but a wish for some is never rounded to none:
 * 0.3 of 3 pods is 1 (PowerfulSeal, and `legacy`: 0). The noise of binary fractions does not cost a pod: 0.29 of 100 is 29.
 */
export function sampleSize(
  filter: { readonly size?: number; readonly ratio?: number },
  available: number,
  compat: Compat = 'strict',
): number {
  if (filter.size !== undefined) return Math.min(filter.size, available);
  const ratio = filter.ratio ?? 0;
  if (compat === 'legacy') return Math.floor(ratio * available);
  if (ratio <= 0 || available === 0) return 0;
  return Math.max(1, Math.floor(ratio * available + 1e-9));
}

/** The first `size` of a Fisher-Yates shuffle, in order. */
function sample<Item>(
  items: readonly Item[],
  size: number,
  order: (a: Item, b: Item) => number,
  random: Random,
): Item[] {
  const shuffled = [...items];
  for (let i = 0; i < size; i++) {
    const j = i + Math.floor(random.next() * (shuffled.length - i));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled.slice(0, size).sort(order);
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function isWithin(filter: Extract<SelectionFilter<string>, { kind: 'dayTime' }>, now: Date): boolean {
  const day = weekdays[now.getDay()]!;
  if (filter.onlyDays.length > 0 && !filter.onlyDays.includes(day)) return false;
  const second = now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds();
  return second >= filter.startSecond && second <= filter.endSecond;
}
