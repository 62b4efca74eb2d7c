import { z } from 'zod';
import type { DependencyActionStep, DependencyEffect } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { bitRate } from '../bit-rate.ts';
import { exactlyOne } from '../exactly-one.ts';
import { orDefaults } from '../or-defaults.ts';
import { duration, namespaceName, objectName, port, text, wholeNumber } from '../values.ts';

/** Another version with the same HTTP API will do. */
const defaultImage = 'ghcr.io/shopify/toxiproxy:2.5.0';
const sweepStageMs = 10_000;

const after = (description: string) =>
  orDefaults(z.strictObject({ after: duration('milliseconds').default(0).describe(description) })).optional();

const effects = {
  latency: z
    .strictObject({
      latency: duration('milliseconds', 1),
      jitter: duration('milliseconds').default(0).describe('Spread evenly over latency ± jitter.'),
    })
    .refine(({ latency, jitter }) => jitter <= latency, { message: 'a jitter no longer than the latency' })
    .optional()
    .describe('Answers are this late.'),
  sweep: z
    .array(duration('milliseconds'))
    .min(2)
    .max(20)
    .refine(list => new Set(list).size === list.length, { message: 'latencies that differ' })
    .optional()
    .describe('Latencies one after another, each for `duration` (default 10s): for the slope of the amplification.')
    .meta({ examples: [['0ms', '1ms', '10ms', '100ms']] }),
  reset: after('So long after they were opened.').describe('Connections are reset.'),
  timeout: after('Then connections are closed. Default: never.').describe('Nothing is answered any more.'),
  slicer: z
    .strictObject({
      size: wholeNumber().min(1).describe('Bytes of a piece.'),
      delay: duration('milliseconds', 1).describe('Between two pieces.'),
    })
    .optional()
    .describe('Answers come in small pieces.'),
  bandwidth: bitRate().optional().describe('No more bits a second than this, for each connection.'),
};

/** Disturbs what a Service answers. */
export const dependencyActionSchema = exactlyOne(
  z.strictObject({
    service: z
      .strictObject({ name: objectName(), namespace: namespaceName(), port: port().default(80) })
      .describe('The dependency.'),
    ...effects,
    toxicity: z.number().gt(0).max(1).default(1).describe('The share of the connections that it meets.'),
    image: text().default(defaultImage).describe('Of Toxiproxy.'),
    duration: duration('seconds', 1).optional().describe('Taken back when it ends. Default: after the steps.'),
  }),
  Object.keys(effects),
).describe('Disturb what a Service answers, by a proxy put before it: latency, reset, timeout, slicer, bandwidth.');

export function toDependencyActionStep(
  parsed: z.output<typeof dependencyActionSchema>,
  step: Cursor,
): DependencyActionStep {
  return {
    kind: 'dependencyAction',
    at: step.position,
    service: parsed.service,
    effects: toEffects(parsed),
    toxicity: parsed.toxicity,
    image: parsed.image,
    durationMs: parsed.duration ?? (parsed.sweep ? sweepStageMs : undefined),
  };
}

function toEffects(parsed: z.output<typeof dependencyActionSchema>): DependencyEffect[] {
  const { latency, sweep, reset, timeout, slicer, bandwidth } = parsed;
  if (sweep) return sweep.map(delayMs => ({ kind: 'latency', delayMs, jitterMs: 0 }));
  if (latency) return [{ kind: 'latency', delayMs: latency.latency, jitterMs: latency.jitter }];
  if (timeout) return [{ kind: 'timeout', afterMs: timeout.after }];
  if (slicer) return [{ kind: 'slicer', bytes: slicer.size, delayMs: slicer.delay }];
  if (bandwidth !== undefined) return [{ kind: 'bandwidth', bitsPerSecond: bandwidth }];
  return [{ kind: 'reset', afterMs: reset?.after ?? 0 }];
}
