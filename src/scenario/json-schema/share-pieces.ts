import type { JsonSchema } from './index.ts';
import { mapPieces } from './pieces.ts';

/** Pieces with less text than this are not worth a reference. */
const leastLength = 200;

interface Use {
  count: number;
  /** The key that it belongs to where it is used first. */
  readonly key: string;
}

/** The same schema with pieces that it has several times written once, in `definitions`, under the key they belong to. */
export function sharePieces(schema: JsonSchema): JsonSchema {
  const uses = new Map<string, Use>();
  countPieces(schema, 'scenarios', uses);
  const definitions: Record<string, JsonSchema> = {};
  const names = new Map<string, string>();

  function share(piece: JsonSchema): JsonSchema {
    const text = JSON.stringify(piece);
    const use = uses.get(text);
    if (!use || use.count < 2) return mapPieces(piece, share);
    let name = names.get(text);
    if (name === undefined) {
      name = freeName(use.key, definitions);
      names.set(text, name);
      definitions[name] = {};
      definitions[name] = mapPieces(piece, share);
    }
    return { $ref: `#/definitions/${name}` };
  }

  return { ...mapPieces(schema, share), definitions };
}

function countPieces(schema: JsonSchema, owner: string, uses: Map<string, Use>): void {
  mapPieces(schema, (piece, key = owner) => {
    const text = JSON.stringify(piece);
    const use = uses.get(text);
    if (use) use.count++;
    else {
      if (text.length >= leastLength) uses.set(text, { count: 1, key });
      countPieces(piece, key, uses);
    }
    return piece;
  });
}

function freeName(key: string, taken: Readonly<Record<string, unknown>>): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? key : `${key}${n}`;
    if (!Object.hasOwn(taken, name)) return name;
  }
}
