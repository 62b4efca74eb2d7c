import type { Position } from '../../errors.ts';
import type { EntryPlace } from './expand-nodes.ts';
import type { YamlFile } from './read-yaml.ts';

/** A place in a file, walked along with the values: `scenario.at('steps', 0).position`. */
export interface Cursor {
  readonly value: unknown;
  /** Where the value stands. */
  readonly position: Position;
  /** Where its key stands; the value itself in a list. */
  readonly keyPosition: Position;
  /** The text of the value, and where it ends. */
  readonly source: { readonly text: string; readonly end: Position };
  at(...path: readonly PropertyKey[]): Cursor;
}

/** The cursor of the whole file. A path that leads nowhere stays at the last place that there is. */
export function cursorOf(yaml: YamlFile): Cursor {
  const root = yaml.places.get(yaml.value as object)?.start ?? 0;
  return cursorAt(yaml, yaml.value, { key: root, value: root, end: yaml.text.length });
}

function cursorAt(yaml: YamlFile, value: unknown, offsets: EntryPlace): Cursor {
  return {
    value,
    get position() {
      return yaml.positionAt(offsets.value);
    },
    get keyPosition() {
      return yaml.positionAt(offsets.key);
    },
    get source() {
      return { text: yaml.text.slice(offsets.value, offsets.end), end: yaml.positionAt(offsets.end) };
    },
    at(...path) {
      let here: unknown = value;
      let found = offsets;
      for (const key of path) {
        if (typeof here !== 'object' || here === null) break;
        const entry = yaml.places.get(here)?.entries.get(String(key));
        if (!entry) break;
        here = (here as Record<PropertyKey, unknown>)[key];
        found = entry;
      }
      return cursorAt(yaml, here, found);
    },
  };
}

/** The value at a path, undefined where there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}
