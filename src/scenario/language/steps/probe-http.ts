import { z } from 'zod';
import type { ProbeHttpStep } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { httpRequest, toHttpProbe } from '../probes/http.ts';
import { duration } from '../values.ts';

/** PowerfulSeal's probe: requests one after another, after the step before has ended. */
export const probeHttpStepSchema = z
  .strictObject({
    ...httpRequest,
    count: z.number().min(1).transform(Math.ceil).default(1).describe('How many requests, one after another.'),
    retries: z
      .number()
      .min(1)
      .transform(Math.ceil)
      .optional()
      .describe('Attempts of each request before the step fails. Default: 3.'),
    delay: duration('milliseconds').prefault(100).describe('Pause between two attempts.'),
  })
  .describe('Send requests, and fail unless each is answered as expected.');

export function toProbeHttpStep(parsed: z.output<typeof probeHttpStepSchema>, step: Cursor): ProbeHttpStep {
  const { count, retries, delay, ...request } = parsed;
  return {
    kind: 'probeHTTP',
    at: step.position,
    probe: toHttpProbe({ ...request, every: delay }),
    count,
    retries,
    delayMs: delay,
  };
}
