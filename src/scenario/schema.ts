import { z } from 'zod';
import { fileSchema } from './language/file.ts';

/** The JSON Schema (draft-07) of scenario files, for editors: what may be written, with descriptions and defaults. */
export function scenarioSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(fileSchema, { target: 'draft-7', io: 'input' });
  return {
    $schema,
    title: 'chaos-gate scenarios',
    description: "A superset of PowerfulSeal's policy: a hypothesis, what disturbs it, and what has to hold meanwhile.",
    ...schema,
  };
}
