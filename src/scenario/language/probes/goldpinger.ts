import { z } from 'zod';
import { parseLabelSelector } from '../../pods/label-selector.ts';
import type { GoldpingerProbe } from '../../suite.ts';
import { duration, namespaceName, port } from '../values.ts';

export const goldpingerProbeSchema = z
  .strictObject({
    namespace: namespaceName().default('goldpinger'),
    selector: z
      .string()
      .refine(selector => parseLabelSelector(selector) !== undefined, 'a label selector such as app=goldpinger')
      .default('app=goldpinger')
      .describe("Labels of Goldpinger's pods."),
    port: port().default(8080),
    excuseTargets: z
      .boolean()
      .default(true)
      .describe(
        'In the method, edges of the pods that this experiment hits do not count, nor those of their replacements.',
      ),
    refresh: duration('seconds', 1000)
      .prefault('2s')
      .describe("Goldpinger's REFRESH_INTERVAL: edges older than about twice this are stale."),
    every: duration('milliseconds', 100).prefault('1s').describe('From one look to the next.'),
    timeout: duration('milliseconds', 1).prefault('5s').describe('Deadline of each look.'),
  })
  .describe("Goldpinger's mesh: every pod's view of every other.");

export function toGoldpingerProbe(parsed: z.output<typeof goldpingerProbeSchema>): GoldpingerProbe {
  const { refresh, every, timeout, ...rest } = parsed;
  return { kind: 'probeGoldpinger', ...rest, refreshMs: refresh, everyMs: every, timeoutMs: timeout };
}
