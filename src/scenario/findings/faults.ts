import type { NodeActionItem, PodActionItem, Scenario, Step } from '../suite.ts';

/** Actions that disturb nothing; any other is a fault. */
const harmless: ReadonlySet<(PodActionItem | NodeActionItem)['kind']> = new Set([
  'checkPodCount',
  'checkPodState',
  'start',
  'wait',
]);

/** A step whose fault lasts until somebody takes it back. */
export type Lasting = Step & { readonly durationMs?: number };

/** Whether a step's fault lasts until somebody takes it back. */
export function isLasting(step: Step): step is Lasting {
  return 'durationMs' in step;
}

/** Whether a step disturbs something that a steady state could notice. */
export function isFault(step: Step): boolean {
  if (step.kind === 'podAction' || step.kind === 'nodeAction')
    return step.actions.some(({ kind }) => !harmless.has(kind));
  return isLasting(step) || (step.kind === 'clone' && step.servicesToRetarget.length > 0);
}

/** How long the method goes on after a step by what is written, in milliseconds. */
export function pausesAfter({ steps, methodMs }: Scenario, step: Step): number {
  const rest = steps.slice(steps.indexOf(step) + 1);
  return methodMs + rest.reduce((ms, next) => ms + lengthOf(next), 0);
}

function lengthOf(step: Step): number {
  if (step.kind === 'wait') return step.ms;
  if (isLasting(step)) return step.durationMs ?? 0;
  if (step.kind === 'nodeAction')
    return step.actions.reduce((ms, action) => {
      if (action.kind === 'limits') return ms + (action.durationMs ?? 0);
      return ms + (action.kind === 'wait' ? action.ms : 0);
    }, 0);
  const actions = 'actions' in step && Array.isArray(step.actions) ? (step.actions as readonly { ms?: number }[]) : [];
  return actions.reduce((ms, action) => ms + (action.ms ?? 0), 0);
}
