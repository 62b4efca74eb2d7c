import type { z } from 'zod';
import type { WaitStep } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { waitMs, waitSchema } from '../wait.ts';

/** A pause between two steps. */
export const waitStepSchema = waitSchema.describe('Wait, while the probes of the steady state keep sampling.');

export function toWaitStep(parsed: z.output<typeof waitSchema>, step: Cursor): WaitStep {
  return { kind: 'wait', at: step.position, ms: waitMs(parsed) };
}
