import { z } from 'zod';
import { exactlyOne } from './exactly-one.ts';
import { duration, mapLike } from './values.ts';

/** A pause, as a step or between the actions of one. */
export const waitSchema = exactlyOne(
  z.strictObject(
    {
      seconds: z.number().min(0).max(604_800).optional().describe("PowerfulSeal's way to say it."),
      for: duration('seconds')
        .optional()
        .describe('How long.')
        .meta({ examples: ['5s'] }),
    },
    mapLike('{ seconds: 5 }'),
  ),
  ['seconds', 'for'],
);

/** Its length in milliseconds. */
export function waitMs(parsed: z.output<typeof waitSchema>): number {
  return parsed.for ?? Math.round((parsed.seconds ?? 0) * 1000);
}
