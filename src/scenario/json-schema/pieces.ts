import type { JsonSchema } from './index.ts';

/** The schema with each schema directly inside of it replaced; `key` is the property that it belongs to, if it is one. */
export function mapPieces(schema: JsonSchema, replace: (piece: JsonSchema, key?: string) => JsonSchema): JsonSchema {
  const each = (piece: JsonSchema) => replace(piece);
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (named.has(keyword)) return [keyword, mapNamed(value as Record<string, JsonSchema>, replace)];
      if (listed.has(keyword) && Array.isArray(value)) return [keyword, (value as JsonSchema[]).map(each)];
      return [keyword, single.has(keyword) && isSchema(value) ? each(value) : value];
    }),
  );
}

const named: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions']);
const listed: ReadonlySet<string> = new Set(['anyOf', 'allOf', 'items']);
const single: ReadonlySet<string> = new Set(['items', 'additionalItems', 'additionalProperties']);

function mapNamed(
  pieces: Readonly<Record<string, JsonSchema>>,
  replace: (piece: JsonSchema, key: string) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(pieces).map(([key, piece]) => [key, replace(piece, key)]));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
