import { z } from 'zod';

/** The name of a variable, in `foreach:` and in expressions. */
const variable = /^[A-Za-z_]\w*$/;

const expected = 'a map of lists such as { app: [web, api] }';

/** One scenario for each value; of several variables, one for each combination. */
export const foreachSchema = z
  .record(
    z.string().regex(variable, 'the name of a variable: letters, digits and _'),
    z
      .array(z.union([z.string().min(1), z.number(), z.boolean()], { error: 'text, a number, true or false' }))
      .min(1)
      .describe('Its values.'),
    { error: issue => (issue.code === 'invalid_key' ? 'the name of a variable: letters, digits and _' : expected) },
  )
  .refine(variables => Object.keys(variables).length > 0, expected);

export type Foreach = z.output<typeof foreachSchema>;
