import type { NodeActionItem, NodeActionStep } from '../../scenario/suite.ts';
import { sleep } from '../clock.ts';
import { selectNodes } from '../node-targets.ts';
import { injectIntoNodes } from './inject-into-nodes.ts';
import { retryStep, worstOf } from './retry-step.ts';
import { done, inconclusive, type StepContext, type StepOutcome } from './step.ts';

/** Matches, filters, acts on nodes; tried again as a podAction is, what was injected is not injected again. */
export async function runNodeAction(step: NodeActionStep, context: StepContext): Promise<StepOutcome> {
  if (step.actions.length === 0) return inconclusive('empty-action', 'there are no actions: nothing was done');
  const injected = new Set<NodeActionItem>();
  const { seed, run, scenario, index, legacy } = context;
  return await retryStep(step.retries, context, async attempt => {
    const purpose = { seed, run, scenario: scenario.name, step: index, attempt, legacy };
    const { matched, chosen, remarks } = await selectNodes(step, context.kubernetes, purpose, context.signal);
    const nothing = [`nothing was hit: ${matched.length === 0 ? 'no' : matched.length} nodes matched`, ...remarks].join(
      '; ',
    );
    // PowerfulSeal does not act on an empty set, nor wait.
    if (legacy && chosen.length === 0) return inconclusive('no-target', nothing);
    const outcomes: StepOutcome[] = [];
    for (const action of step.actions) {
      if (injected.has(action)) continue;
      if (action.kind === 'wait') {
        await sleep(action.ms, context.signal);
        outcomes.push(done(`waited ${action.ms / 1000} s`));
      } else if (chosen.length === 0) {
        outcomes.push(inconclusive('no-target', nothing));
      } else {
        const outcome = await injectIntoNodes(action, chosen, context);
        if (outcome.status === 'done' && !legacy) injected.add(action);
        outcomes.push(outcome);
      }
    }
    return worstOf(outcomes);
  });
}
