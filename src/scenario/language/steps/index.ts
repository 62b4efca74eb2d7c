import { z } from 'zod';
import type { Step } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { kubectlSchema, toKubectlStep } from './kubectl.ts';
import { nodeActionSchema, toNodeActionStep } from './node-action.ts';
import { podActionSchema, toPodActionStep } from './pod-action.ts';
import { probeHttpStepSchema, toProbeHttpStep } from './probe-http.ts';
import { toWaitStep, waitStepSchema } from './wait.ts';

const steps = {
  podAction: podActionSchema.optional(),
  nodeAction: nodeActionSchema.optional(),
  probeHTTP: probeHttpStepSchema.optional(),
  kubectl: kubectlSchema.optional(),
  wait: waitStepSchema.optional(),
};

/** One of `steps:`, a map with the one key that names its kind. */
export const stepSchema = exactlyOne(z.strictObject(steps), Object.keys(steps));

export function toStep(parsed: z.output<typeof stepSchema>, at: Cursor): Step {
  if (parsed.podAction) return toPodActionStep(parsed.podAction, at);
  if (parsed.nodeAction) return toNodeActionStep(parsed.nodeAction, at);
  if (parsed.probeHTTP) return toProbeHttpStep(parsed.probeHTTP, at);
  if (parsed.kubectl) return toKubectlStep(parsed.kubectl, at);
  return toWaitStep(parsed.wait ?? {}, at);
}
