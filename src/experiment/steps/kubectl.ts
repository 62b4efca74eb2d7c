import { CommandFailed, InvalidInput } from '../../errors.ts';
import { kubectlApply, runKubectl } from '../../kubernetes/kubectl.ts';
import type { KubectlStep } from '../../scenario/suite.ts';
import { isUnchanged } from '../kubectl/applied-content.ts';
import { lookAt, resolvePayload, type SeenObject } from '../kubectl/payload.ts';
import { listPayloadPods, listTouchedNamespaces } from '../kubectl/payload-targets.ts';
import { undoOfApply } from '../kubectl/payload-undo.ts';
import { done, failed, inconclusive, type StepContext, type StepOutcome } from './step.ts';

/**
 * PowerfulSeal's `kubectl` step: applies or deletes a manifest. What it applies is taken back in the undo phase (`autoDelete`)
 * by entries that are on disk before kubectl starts. The objects, as they are read before and after, say whether it did anything.
 */
export async function runKubectlStep(step: KubectlStep, context: StepContext): Promise<StepOutcome> {
  const { kubernetes, signal } = context;
  let before: SeenObject[];
  try {
    before = await lookAt(await resolvePayload(step.payload, kubernetes, signal), kubernetes, signal);
  } catch (error) {
    if (error instanceof InvalidInput) return failed(`kubectl ${step.action} was not run: ${error.message}`);
    throw error;
  }
  if (step.action === 'delete' && before.every(({ live }) => !live))
    return inconclusive('empty-action', `nothing was deleted: ${listLabels(before)} was not there`, 'failed');
  const { disturbed, removed } = await listPayloadPods(step.action, before, kubernetes, signal);
  context.claimNamespaces(listTouchedNamespaces(before));
  await context.claim(disturbed);
  await context.claim(removed, 'removes');
  const entries = step.action === 'apply' && step.autoDelete ? writeUndo(step, before, context) : [];
  let printed: string;
  try {
    printed = await runAction(step, context);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CommandFailed)) throw error;
    if (typeof error.status === 'number') await forgetUnapplied(entries, before, context);
    return failed(error.message);
  }
  const after = await lookAt(before, kubernetes, signal);
  return (
    judgeChange(step, before, after) ?? done(printed.trim().split('\n').join(', ') || `kubectl ${step.action} done`)
  );
}

/** Returns the ids of the entries. */
function writeUndo(step: KubectlStep, before: readonly SeenObject[], context: StepContext): string[] {
  const { undoJournal, experiment, index } = context;
  return undoOfApply(step, index + 1, before).map(entry => {
    const id = context.nextFaultId();
    undoJournal.write({ type: 'undo', id, experiment, ...entry });
    return id;
  });
}

async function runAction(step: KubectlStep, { kubernetes, signal }: StepContext): Promise<string> {
  const { action, payload, kubectlBinary, proxy } = step;
  const options = { purpose: 'the step kubectl', binary: kubectlBinary, proxy, signal };
  return await (action === 'apply'
    ? kubectlApply(kubernetes, payload, options)
    : runKubectl(kubernetes, ['delete', '-f', '-'], { ...options, input: payload }));
}

/** A kubectl that ended in failure and has changed nothing leaves nothing to undo. */
async function forgetUnapplied(
  entries: readonly string[],
  before: readonly SeenObject[],
  { kubernetes, undoJournal, signal }: StepContext,
): Promise<void> {
  if (entries.length === 0) return;
  const after = await lookAt(before, kubernetes, signal);
  if (!areUnchanged(before, after)) return;
  for (const id of entries) undoJournal.write({ type: 'done', id });
}

/** kubectl says that all went well; undefined: so say the objects. */
function judgeChange(
  { action }: KubectlStep,
  before: readonly SeenObject[],
  after: readonly SeenObject[],
): StepOutcome | undefined {
  const wrong =
    action === 'apply'
      ? after.filter(({ live }) => !live)
      : after.filter(({ live }, index) => live && live.metadata?.uid === before[index]?.live?.metadata?.uid);
  if (wrong.length > 0) {
    const found = action === 'apply' ? 'not there' : 'still there';
    return inconclusive('fault-not-proven', `after kubectl ${action}, ${listLabels(wrong)} is ${found}`);
  }
  if (!areUnchanged(before, after)) return undefined;
  return inconclusive('empty-action', `${listLabels(before)} was so before: kubectl ${action} changed nothing`);
}

function areUnchanged(before: readonly SeenObject[], after: readonly SeenObject[]): boolean {
  return before.every((object, index) => isUnchanged(object, after[index] as SeenObject));
}

function listLabels(objects: readonly SeenObject[]): string {
  return objects.map(({ label }) => label).join(', ');
}
