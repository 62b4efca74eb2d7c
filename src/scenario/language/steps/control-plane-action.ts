import { z } from 'zod';
import { type ControlPlaneActionStep, controlPlaneComponents } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { orDefaults } from '../or-defaults.ts';
import { duration } from '../values.ts';

const faults = {
  stop: orDefaults(z.strictObject({}))
    .optional()
    .describe('Stop it: a static pod by its manifest, CoreDNS by its replicas, kube-proxy by its node selector.'),
  slow: z
    .strictObject({ cpu: z.number().min(0.01).max(1).describe('So much of one processor is left to it.') })
    .optional()
    .describe('Slow it down.'),
};

/** Stops or slows a part of the cluster itself. */
export const controlPlaneActionSchema = exactlyOne(
  z.strictObject({
    component: z.enum(controlPlaneComponents),
    ...faults,
    duration: duration('seconds', 1).optional().describe('Undone when it ends. Default: after the steps.'),
  }),
  Object.keys(faults),
).describe('Stop or slow a part of the cluster itself.');

export function toControlPlaneActionStep(
  { component, slow, duration: durationMs }: z.output<typeof controlPlaneActionSchema>,
  step: Cursor,
): ControlPlaneActionStep {
  return {
    kind: 'controlPlaneAction',
    at: step.position,
    component,
    fault: slow ? { kind: 'slow', ...slow } : { kind: 'stop' },
    durationMs,
  };
}
