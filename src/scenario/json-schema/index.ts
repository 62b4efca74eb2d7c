import { z } from 'zod';
import { fileSchema } from '../language/file.ts';
import { allowExpressions } from './expressions.ts';
import { explainKeys } from './glossary.ts';
import { sharePieces } from './share-pieces.ts';

/** A JSON Schema, or a part of one. */
export type JsonSchema = { [keyword: string]: unknown };

/**
 * The JSON Schema (draft-07) of scenario files, for editors: what may be written, with descriptions, defaults and
 * examples. Made from the same source that checks the files; sees nothing that depends on other keys or other files.
 */
export function scenarioSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(fileSchema, { target: 'draft-7', io: 'input' }) as JsonSchema;
  return {
    $schema,
    title: 'chaos-gate scenarios',
    description: "A superset of PowerfulSeal's policy: a hypothesis, what disturbs it, and what has to hold meanwhile.",
    ...sharePieces(allowExpressions(explainKeys(schema))),
  };
}
