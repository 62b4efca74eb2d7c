import { z } from 'zod';
import type { AlertManagerItem, AlertManagerStep } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { orDefaults } from '../or-defaults.ts';
import { retriesSchema, toRetries } from '../pods/retries.ts';
import { duration, mapLike } from '../values.ts';

const apiUrl = () =>
  z
    .string()
    .refine(
      value => /^https?:\/\/[^/]/.test(value) && URL.canParse(value),
      'the URL of its API, such as http://localhost:9093/api/v2',
    )
    .describe('Of its API, version 2.')
    .meta({ examples: ['http://localhost:9093/api/v2'] });

const itemSchema = exactlyOne(
  z.strictObject({
    mute: orDefaults(
      z.strictObject({
        duration: duration('seconds', 1000).prefault(900).describe('When the silence ends by itself.'),
        autoUnmute: z.boolean().default(true).describe('Remove it after the steps.'),
      }),
    )
      .optional()
      .describe('Silence every alert.'),
    unmute: orDefaults(z.strictObject({})).optional().describe('Remove the silences that this run has made so far.'),
  }),
  ['mute', 'unmute'],
);

/** Silences for the time of an experiment. */
export const alertManagerActionSchema = z
  .strictObject({
    targets: z
      .array(z.strictObject({ url: apiUrl() }, mapLike('{ url: http://localhost:9093/api/v2 }')))
      .describe('The APIs of the Alertmanagers.'),
    actions: z.array(itemSchema).describe('What is done to each, one after another.'),
    proxies: z
      .strictObject(
        {
          http: z.string().default('').describe('For http URLs.'),
          https: z.string().default('').describe('For https URLs.'),
        },
        mapLike('{ http: "" }'),
      )
      .prefault({})
      .describe("Proxies for these requests; empty: none. The environment's are ignored."),
    insecure: z.boolean().default(false).describe('Accept any TLS certificate.'),
    retries: retriesSchema.optional().describe('How often a failed attempt is made again.'),
  })
  .describe('Silence the alerts of Alertmanagers while the steps run.');

export function toAlertManagerStep(parsed: z.output<typeof alertManagerActionSchema>, step: Cursor): AlertManagerStep {
  const inside = step.at('alertManagerAction');
  const { proxies, insecure } = parsed;
  return {
    kind: 'alertManagerAction',
    at: step.position,
    targets: parsed.targets.map(({ url }, index) => ({ at: inside.at('targets', index).position, url })),
    actions: parsed.actions.map((action, index) => toItem(action, inside.at('actions', index))),
    proxies,
    insecure,
    retries: parsed.retries && toRetries(parsed.retries),
  };
}

function toItem({ mute }: z.output<typeof itemSchema>, cursor: Cursor): AlertManagerItem {
  const at = cursor.position;
  return mute ? { kind: 'mute', at, durationMs: mute.duration, autoUnmute: mute.autoUnmute } : { kind: 'unmute', at };
}
