import type { V1Pod } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import type { RadiusGuard } from './blast-radius.ts';
import type { ExperimentContext } from './context.ts';
import { openExpiry } from './expiry.ts';
import type { LiveExperiment } from './live-experiment.ts';
import { runStep } from './steps/index.ts';
import type { StepContext, StepOutcome } from './steps/step.ts';
import { namespacesOf, readSurroundings } from './surroundings.ts';

/**
 * Runs the steps in order. The first one that fails, or from which nothing can be concluded, ends the method: the rest
 * is skipped. Then waits for every receipt. `aimAt` hears of pods before they are hit. Throws what ends the run; the step under way is recorded as interrupted.
 */
export async function runMethod(
  context: ExperimentContext,
  live: LiveExperiment,
  guard: RadiusGuard,
  aimAt: (pods: readonly V1Pod[]) => void,
): Promise<void> {
  const { scenario, experiment, clock } = context;
  const receipts: Promise<void>[] = [];
  let faults = 0;
  const beganT = clock.now();
  const expiry = openExpiry(context.undoJournal, context.kubernetes, experiment, ({ entry: { id }, undone, message }) =>
    live.record({ type: 'fault-undone', t: clock.now(), experiment, id, undone, message }),
  );
  /** The live cluster may have changed since the plan. */
  const lookAround = (pods: readonly V1Pod[]) =>
    readSurroundings(namespacesOf(pods), context.kubernetes, context.signal);
  const shared: Omit<StepContext, 'index' | 'methodEndsT'> = {
    ...context,
    record: live.record,
    async claim(pods, harm) {
      if (pods.length === 0) return;
      guard.claim(pods, harm, await lookAround(pods));
      aimAt(pods);
    },
    async claimAgain(pods, harm) {
      guard.claimAgain(pods, harm, await lookAround(pods));
      aimAt(pods);
    },
    async claimNodes(nodes, { disturbed, down, harm }) {
      guard.claimNodes(nodes, down, harm, await lookAround(down));
      aimAt(disturbed);
    },
    claimNamespaces: guard.claimNamespaces,
    awaitReceipt(receipt) {
      receipts.push(receipt);
      // It is awaited below; should a step throw first, its failure is the one to report.
      receipt.catch(() => {});
    },
    expire: expiry.expire,
    nextFaultId: () => `e${experiment}-f${++faults}`,
  };

  let over = false;
  for (const [index, step] of scenario.steps.entries()) {
    const startedT = clock.now();
    const end = (outcome: StepOutcome | { status: 'skipped' | 'interrupted'; message: string }) =>
      live.record({
        type: 'step-ended',
        t: clock.now(),
        startedT,
        experiment,
        index,
        kind: step.kind,
        at: step.at,
        ...outcome,
      });
    if (over) {
      end({ status: 'skipped', message: 'an earlier step ended the method' });
      continue;
    }
    try {
      const pausesMs = scenario.steps
        .slice(index + 1)
        .reduce((ms, next) => ms + (next.kind === 'wait' ? next.ms : 0), 0);
      const methodEndsT = () => Math.max(beganT + scenario.methodMs, clock.now() + pausesMs);
      const outcome = await runStep(step, { ...shared, index, methodEndsT });
      end(outcome);
      over = outcome.status === 'failed' || (outcome.inconclusive !== undefined && !context.legacy);
    } catch (error) {
      end({ status: 'interrupted', message: messageOf(error) });
      throw error;
    }
  }
  await Promise.all(receipts);
}
