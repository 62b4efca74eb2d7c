import { flagWordPattern } from '../yaml/flag-words.ts';
import type { JsonSchema } from './index.ts';
import { mapPieces } from './pieces.ts';

/** Where it is a value's whole text, an expression stands for a value of any type. */
const expression: JsonSchema = { type: 'string', pattern: '\\$\\{\\{.*\\}\\}' };

/** What stands for true and false in YAML 1.1, which PowerfulSeal reads: text to an editor. */
const flagWord: JsonSchema = { type: 'string', pattern: flagWordPattern };

/** Keywords that describe a value to its reader; the others check it. */
const annotations = ['description', 'default', 'examples'];

/** Keywords that an expression would not pass. */
const checks = ['enum', 'const', 'pattern', 'format', 'maxLength'];

/** A schema that takes `${{ … }}` wherever it takes a number, true or false, or text of a certain form. */
export function allowExpressions(schema: JsonSchema): JsonSchema {
  const inner = mapPieces(schema, allowExpressions);
  if (!isParticular(inner)) return inner;
  const entries = Object.entries(inner);
  return {
    ...Object.fromEntries(entries.filter(([key]) => annotations.includes(key))),
    anyOf: [
      Object.fromEntries(entries.filter(([key]) => !annotations.includes(key))),
      ...(inner.type === 'boolean' ? [flagWord] : []),
      expression,
    ],
  };
}

function isParticular({ type, ...rest }: JsonSchema): boolean {
  const types = [type].flat();
  if (types.some(each => each === 'object' || each === 'array')) return false;
  const scalar = types.some(each => each === 'number' || each === 'integer' || each === 'boolean');
  return (scalar && !types.includes('string')) || checks.some(key => key in rest);
}
