import { z } from 'zod';
import type { Step } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { exactlyOne } from '../exactly-one.ts';
import { alertManagerActionSchema, toAlertManagerStep } from './alert-manager-action.ts';
import { cloneSchema, toCloneStep } from './clone.ts';
import { commandActionSchema, toCommandActionStep } from './command-action.ts';
import { controlPlaneActionSchema, toControlPlaneActionStep } from './control-plane-action.ts';
import { dependencyActionSchema, toDependencyActionStep } from './dependency-action.ts';
import { kubectlSchema, toKubectlStep } from './kubectl.ts';
import { networkActionSchema, toNetworkActionStep } from './network-action.ts';
import { nodeActionSchema, toNodeActionStep } from './node-action.ts';
import { objectActionSchema, toObjectActionStep } from './object-action.ts';
import { podActionSchema, toPodActionStep } from './pod-action.ts';
import { probeHttpStepSchema, toProbeHttpStep } from './probe-http.ts';
import { processActionSchema, toProcessActionStep } from './process-action.ts';
import { stressActionSchema, toStressActionStep } from './stress-action.ts';
import { toWaitStep, waitStepSchema } from './wait.ts';

const steps = {
  podAction: podActionSchema.optional(),
  nodeAction: nodeActionSchema.optional(),
  probeHTTP: probeHttpStepSchema.optional(),
  kubectl: kubectlSchema.optional(),
  wait: waitStepSchema.optional(),
  clone: cloneSchema.optional(),
  alertManagerAction: alertManagerActionSchema.optional(),
  objectAction: objectActionSchema.optional(),
  processAction: processActionSchema.optional(),
  stressAction: stressActionSchema.optional(),
  controlPlaneAction: controlPlaneActionSchema.optional(),
  commandAction: commandActionSchema.optional(),
  networkAction: networkActionSchema.optional(),
  dependencyAction: dependencyActionSchema.optional(),
};

/** One of `steps:`, a map with the one key that names its kind. */
export const stepSchema = exactlyOne(z.strictObject(steps), Object.keys(steps));

export function toStep(parsed: z.output<typeof stepSchema>, at: Cursor): Step {
  if (parsed.podAction) return toPodActionStep(parsed.podAction, at);
  if (parsed.nodeAction) return toNodeActionStep(parsed.nodeAction, at);
  if (parsed.probeHTTP) return toProbeHttpStep(parsed.probeHTTP, at);
  if (parsed.kubectl) return toKubectlStep(parsed.kubectl, at);
  if (parsed.clone) return toCloneStep(parsed.clone, at);
  if (parsed.alertManagerAction) return toAlertManagerStep(parsed.alertManagerAction, at);
  if (parsed.objectAction) return toObjectActionStep(parsed.objectAction, at);
  if (parsed.processAction) return toProcessActionStep(parsed.processAction, at);
  if (parsed.stressAction) return toStressActionStep(parsed.stressAction, at);
  if (parsed.controlPlaneAction) return toControlPlaneActionStep(parsed.controlPlaneAction, at);
  if (parsed.commandAction) return toCommandActionStep(parsed.commandAction, at);
  if (parsed.networkAction) return toNetworkActionStep(parsed.networkAction, at);
  if (parsed.dependencyAction) return toDependencyActionStep(parsed.dependencyAction, at);
  return toWaitStep(parsed.wait ?? {}, at);
}
