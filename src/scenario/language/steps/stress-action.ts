import { z } from 'zod';
import type { StressActionStep, StressLoad } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { byteAmount } from '../byte-amount.ts';
import { exactlyOne } from '../exactly-one.ts';
import { podChoice, toPodChoice } from '../pods/choice.ts';
import { duration, text } from '../values.ts';

const where = () =>
  z
    .enum(['beside', 'inside'])
    .default('beside')
    .describe("`beside`: a pod of the gate's on the target's node; `inside`: within the target's own limits.");
const container = () => text().optional().describe("The container's name, for `inside`. Default: the first.");
const bytes = () => byteAmount('1Mi');
const share = (most: number) => z.number().gt(0).max(most);

const loads = {
  cpu: z
    .strictObject({
      workers: z
        .number()
        .gt(0)
        .max(64)
        .default(1)
        .describe('Processors kept busy; a fraction keeps one busy for that share of the time.'),
      where: where(),
      container: container(),
    })
    .optional()
    .describe('Keep processors busy.'),
  memory: exactlyOne(
    z.strictObject({
      bytes: bytes()
        .optional()
        .describe('So much.')
        .meta({ examples: ['64Mi'] }),
      share: share(1).optional().describe("So much of the container's limit is used up, for `inside`."),
      over: z.literal(true).optional().describe('More than the limit: an OOMKilled is expected. For `inside`.'),
      where: where(),
      container: container(),
    }),
    ['bytes', 'share', 'over'],
  )
    .superRefine((memory, context) => {
      if (memory.where === 'inside' || memory.bytes !== undefined) return;
      context.addIssue({ code: 'custom', message: '`inside`, or an amount in `bytes`', path: ['where'] });
    })
    .optional()
    .describe('Use memory up.'),
  disk: z
    .strictObject({
      volume: text().describe('An emptyDir of the pod that has a `sizeLimit`.'),
      share: share(1).default(1).describe('So much of its size limit is used up.'),
    })
    .optional()
    .describe('Fill a volume that has a bound of its own.'),
  io: z
    .strictObject({ file: bytes().prefault('16Mi').describe('The size of the file that is written over and over.') })
    .optional()
    .describe("Write and sync beside the target, in a pod of the gate's on its node."),
};

/** Uses up something that the chosen pods need. */
export const stressActionSchema = exactlyOne(
  z.strictObject({
    ...podChoice,
    ...loads,
    image: text()
      .default('node:24-alpine')
      .describe('Of the pod that makes load beside the target; it has to hold `node`.'),
    duration: duration('seconds', 1).optional().describe('Undone when it ends. Default: after the steps.'),
  }),
  Object.keys(loads),
).describe('Use up something that pods need.');

export function toStressActionStep(parsed: z.output<typeof stressActionSchema>, step: Cursor): StressActionStep {
  return {
    kind: 'stressAction',
    at: step.position,
    ...toPodChoice(parsed, step.at('stressAction')),
    load: toLoad(parsed),
    image: parsed.image,
    durationMs: parsed.duration,
  };
}

function toLoad({ cpu, memory, disk, io }: z.output<typeof stressActionSchema>): StressLoad {
  if (cpu) return { kind: 'cpu', ...cpu };
  if (disk) return { kind: 'disk', ...disk };
  if (io) return { kind: 'io', fileBytes: io.file };
  const { bytes: amount, share: part, where: place = 'beside', container: name } = memory ?? {};
  return {
    kind: 'memory',
    where: place,
    container: name,
    amount: amount !== undefined ? { bytes: amount } : part !== undefined ? { share: part } : { over: true },
  };
}
