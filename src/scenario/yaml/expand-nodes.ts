import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  type Node,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { limits, TooMuch } from './limits.ts';

/** Where the entries of each map and list stand, by the map or list itself; offsets into the text. */
export type Places = WeakMap<object, Place>;
export interface Place {
  readonly start: number;
  readonly entries: Map<string, EntryPlace>;
}
/** Where an entry's key and value begin, and where the value ends; an item of a list is its own key. */
export interface EntryPlace {
  readonly key: number;
  readonly value: number;
  readonly end: number;
}

export interface ExpansionProblem {
  readonly offset: number;
  readonly message: string;
  /** Where the thing was first, when it is there twice. */
  readonly first?: number;
}

/** Values with their places, and what kept some of them from being read. */
export interface Expansion {
  readonly value: unknown;
  readonly places: Places;
  readonly problems: readonly ExpansionProblem[];
}

type PlainMap = Record<string, unknown>;
interface Expanded {
  readonly value: unknown;
  /** How many values it holds, itself included and aliases counted as often as they are used. */
  readonly size: number;
}

/**
 * Turns composed YAML nodes into plain values: aliases share the value of their anchor, merge keys (`<<`) are merged,
 * explicit keys win. Cycles, unknown anchors, duplicate keys and keys that are not text are problems; a bomb throws TooMuch.
 */
export function expandNodes(root: ParsedNode): Expansion {
  const places: Places = new WeakMap();
  const problems: ExpansionProblem[] = [];
  const anchors = new Map<string, Expanded | 'open'>();
  const nothing: Expanded = { value: null, size: 1 };
  let total = 0;

  const problem = (offset: number, message: string, first?: number): Expanded => {
    if (problems.length < limits.problems) problems.push({ offset, message, first });
    return nothing;
  };

  function expand(node: Node | null): Expanded {
    if (!node) return nothing;
    if (isAlias(node)) return follow(node);
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor) anchors.set(anchor, 'open');
    const expanded = isScalar(node)
      ? scalar(node.value, startOf(node))
      : isMap(node)
        ? map(node as YAMLMap<Node, Node | null>)
        : list(node as YAMLSeq<Node>);
    if (anchor) anchors.set(anchor, expanded);
    return expanded;
  }

  function follow(alias: Alias): Expanded {
    const target = anchors.get(alias.source);
    const offset = startOf(alias);
    if (!target)
      return problem(offset, `found the alias *${alias.source}, expected an anchor &${alias.source} above it`);
    if (target === 'open')
      return problem(offset, `found the alias *${alias.source} inside its own anchor, expected no cycle`);
    count(target.size, offset);
    return target;
  }

  function count(size: number, offset: number): void {
    total += size;
    if (total > limits.values)
      throw new TooMuch(`found aliases that expand to more than ${limits.values} values, expected fewer`, offset);
  }

  function scalar(value: unknown, offset: number): Expanded {
    total++;
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return { value, size: 1 };
    return problem(offset, 'found a value with a type of its own, expected text, a number, true or false');
  }

  function list(node: YAMLSeq<Node>): Expanded {
    const value: unknown[] = [];
    const place: Place = { start: startOf(node), entries: new Map() };
    let size = 1;
    total++;
    for (const item of node.items) {
      const offset = item ? startOf(item) : place.start;
      place.entries.set(String(value.length), { key: offset, value: offset, end: item ? endOf(item) : offset });
      const expanded = expand(item);
      value.push(expanded.value);
      size += expanded.size;
    }
    places.set(value, place);
    return { value, size };
  }

  function map(node: YAMLMap<Node, Node | null>): Expanded {
    const value: PlainMap = Object.create(null);
    const place: Place = { start: startOf(node), entries: new Map() };
    const merges: { readonly expanded: Expanded; readonly offset: number }[] = [];
    let size = 1;
    total++;
    for (const pair of node.items) {
      const keyOffset = startOf(pair.key);
      const key = keyOf(pair);
      const expanded = expand(pair.value);
      size += expanded.size;
      if (key === undefined) problem(keyOffset, 'found a list or a map as a key, expected text; put {{ }} in quotes');
      else if (isMergeKey(pair.key)) merges.push({ expanded, offset: keyOffset });
      else if (place.entries.has(key))
        problem(keyOffset, `found a second \`${key}\`, expected every key once`, place.entries.get(key)?.key);
      else {
        place.entries.set(key, placeOf(pair, keyOffset));
        value[key] = expanded.value;
      }
    }
    for (const { expanded, offset } of merges) merge(value, place, expanded.value, offset);
    places.set(value, place);
    return { value, size };
  }

  function merge(into: PlainMap, place: Place, source: unknown, offset: number): void {
    for (const from of Array.isArray(source) ? source : [source]) {
      const origin = isPlainMap(from) ? places.get(from) : undefined;
      if (!isPlainMap(from) || !origin) {
        problem(offset, 'found `<<` with something that is no map, expected a map or a list of maps');
        continue;
      }
      for (const [key, value] of Object.entries(from)) {
        if (place.entries.has(key)) continue;
        place.entries.set(key, origin.entries.get(key) ?? { key: offset, value: offset, end: offset });
        into[key] = value;
      }
    }
  }

  const { value } = expand(root);
  return { value, places, problems };
}

function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMergeKey(key: Node): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function keyOf(pair: Pair<Node, Node | null>): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  return pair.key.value === null ? '' : String(pair.key.value);
}

function placeOf({ value }: Pair<Node, Node | null>, key: number): EntryPlace {
  return value ? { key, value: startOf(value), end: endOf(value) } : { key, value: key, end: key };
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function endOf(node: Node): number {
  return node.range?.[1] ?? 0;
}
