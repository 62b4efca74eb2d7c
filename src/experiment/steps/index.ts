import type { Step } from '../../scenario/suite.ts';
import { runAlertManagerAction } from './alert-manager-action.ts';
import { runClone } from './clone.ts';
import { runKubectlStep } from './kubectl.ts';
import { runLastingFault } from './lasting-fault.ts';
import { runNodeAction } from './node-action.ts';
import { runPodAction } from './pod-action.ts';
import { runProbeHttp } from './probe-http.ts';
import type { StepContext, StepOutcome } from './step.ts';
import { runWait } from './wait.ts';

/** Carries out one step, whatever its kind. Throws when the run stops, or when the cluster or a tool fails. */
export function runStep(step: Step, context: StepContext): Promise<StepOutcome> {
  switch (step.kind) {
    case 'podAction':
      return runPodAction(step, context);
    case 'nodeAction':
      return runNodeAction(step, context);
    case 'kubectl':
      return runKubectlStep(step, context);
    case 'probeHTTP':
      return runProbeHttp(step, context);
    case 'wait':
      return runWait(step, context);
    case 'clone':
      return runClone(step, context);
    case 'alertManagerAction':
      return runAlertManagerAction(step, context);
    default:
      return runLastingFault(step, context);
  }
}
