import { z } from 'zod';
import type { Retries } from '../../suite.ts';
import { exactlyOne } from '../exactly-one.ts';
import { duration } from '../values.ts';

/** How often a podAction that failed is made again, as a whole: matches, filters and actions. */
export const retriesSchema = exactlyOne(
  z.strictObject({
    retriesCount: z
      .strictObject({
        count: z.number().min(0).transform(Math.ceil).describe('0: not one attempt, so that nothing is shown.'),
        sleep: duration('seconds').prefault(30).describe('Pause between two attempts.'),
      })
      .optional()
      .describe('Attempts, the first one included.'),
    retriesTimeout: z
      .strictObject({
        timeout: duration('seconds').prefault(60).describe('No new attempt begins after this.'),
        sleep: duration('seconds').prefault(30).describe('Pause between two attempts.'),
      })
      .optional()
      .describe('Attempts until the time is over.'),
  }),
  ['retriesCount', 'retriesTimeout'],
);

export function toRetries(parsed: z.output<typeof retriesSchema>): Retries {
  if (parsed.retriesCount)
    return { kind: 'retriesCount', count: parsed.retriesCount.count, sleepMs: parsed.retriesCount.sleep };
  const { timeout, sleep } = parsed.retriesTimeout ?? { timeout: 60_000, sleep: 30_000 };
  return { kind: 'retriesTimeout', timeoutMs: timeout, sleepMs: sleep };
}
