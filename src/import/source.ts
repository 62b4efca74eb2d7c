import type { Position } from '../errors.ts';
import { type Cursor, cursorOf } from '../scenario/yaml/cursor.ts';
import type { YamlFile } from '../scenario/yaml/read-yaml.ts';
import { formatPath, leavesOf, type Path, pathKey, unreadParts } from './leaves.ts';
import type { Note } from './note.ts';

/**
 * A value of the file that is imported, with its place. What is read of it counts as carried over; `leftovers` names all
 * the rest, so that a key which nobody knows cannot get lost.
 */
export interface Source {
  readonly at: Position;
  /** The bare value, to look at: that does not count as reading. */
  readonly value: unknown;
  /** The entry of a map or list; one without a value where there is none. */
  get(...path: readonly (string | number)[]): Source;
  /** Keys of a map; none of anything else. */
  readonly keys: readonly string[];
  /** Items of a list; none of anything else. */
  readonly items: readonly Source[];
  /** The value if it is text; a number counts as text. */
  text(): string | undefined;
  /** The value if it is a number, also one in quotes. */
  number(): number | undefined;
  /** The value if it is true or false, also in quotes. */
  flag(): boolean | undefined;
  /** All of it. */
  whole(): unknown;
  /** Notes for everything in it that was not read. */
  leftovers(reason?: string): Note[];
  /** A note on what is carried over, but means another thing. */
  remark(text: string): Note;
}

interface Origin {
  readonly cursor: Cursor;
  readonly read: Set<string>;
  readonly notes: Note[];
}

/** Opens a document: nothing of it is read yet. Every note that is made on it is added to `notes` too. */
export function openSource(yaml: YamlFile, notes: Note[]): Source {
  return sourceAt({ cursor: cursorOf(yaml), read: new Set(), notes }, yaml.value, []);
}

function sourceAt(origin: Origin, value: unknown, path: Path): Source {
  const take = <Value>(found: Value | undefined): Value | undefined => {
    if (found !== undefined) origin.read.add(pathKey(path));
    return found;
  };
  const note = (where: Path, text: string): Note => {
    const made = { at: origin.cursor.at(...where).keyPosition, text: `${formatPath(where)}: ${text}` };
    origin.notes.push(made);
    return made;
  };
  return {
    get at() {
      return origin.cursor.at(...path).keyPosition;
    },
    value,
    get(...further) {
      let here = value;
      for (const key of further) here = entryOf(here, key);
      return sourceAt(origin, here, [...path, ...further]);
    },
    keys: isMap(value) ? Object.keys(value) : [],
    get items() {
      return Array.isArray(value) ? value.map((item, index) => sourceAt(origin, item, [...path, index])) : [];
    },
    text: () => take(typeof value === 'string' || typeof value === 'number' ? String(value) : undefined),
    number: () => take(numberOf(value)),
    flag: () => take(flagOf(value)),
    whole() {
      for (const leaf of leavesOf(value, path)) origin.read.add(pathKey(leaf));
      return value;
    },
    leftovers(reason = 'it has no counterpart here') {
      return unreadParts(origin.read, value, path).map(({ path: where, value: left }) => {
        for (const leaf of leavesOf(left, where)) origin.read.add(pathKey(leaf));
        return note(where, `${JSON.stringify(left)}: not carried over, ${reason}`);
      });
    },
    remark: text => note(path, text),
  };
}

function entryOf(value: unknown, key: string | number): unknown {
  const has = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return has ? (value as Record<string | number, unknown>)[key] : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberOf(value: unknown): number | undefined {
  const isText = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim());
  return typeof value === 'number' || isText ? Number(value) : undefined;
}

function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' || value === 'false' ? value === 'true' : undefined;
}
