import { CommandFailed } from '../../errors.ts';
import { kubectlApply, runKubectl } from '../../kubernetes/kubectl.ts';
import type { KubectlStep } from '../../scenario/suite.ts';
import { done, failed, type StepContext, type StepOutcome } from './step.ts';

/**
 * PowerfulSeal's `kubectl` step: applies or deletes a manifest. What it applied is deleted in the undo phase (`autoDelete`),
 * by an entry that is on disk before kubectl starts, and with the same binary and proxy.
 */
export async function runKubectlStep(step: KubectlStep, context: StepContext): Promise<StepOutcome> {
  const { kubernetes, signal } = context;
  const { action, payload, kubectlBinary, proxy } = step;
  if (action === 'apply' && step.autoDelete)
    context.undoJournal.write({
      type: 'undo',
      id: context.nextFaultId(),
      experiment: context.experiment,
      description: `delete what step ${context.index + 1} applied`,
      operation: { kind: 'kubectl', action: 'delete', payload, kubectlBinary, proxy },
    });
  const options = { purpose: 'the step kubectl', binary: kubectlBinary, proxy, signal };
  try {
    const printed = await (action === 'apply'
      ? kubectlApply(kubernetes, payload, options)
      : runKubectl(kubernetes, ['delete', '-f', '-'], { ...options, input: payload }));
    return done(printed.trim().split('\n').join(', ') || `kubectl ${action} done`);
  } catch (error) {
    if (error instanceof CommandFailed) return failed(error.message);
    throw error;
  }
}
