import type { V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../errors.ts';
import { type FaultSpec, faultOf, isFault, type Receipt } from '../../faults/index.ts';
import { openPodView } from '../../kubernetes/pod-view.ts';
import { podState, prefixPattern } from '../../scenario/pod-selection.ts';
import type { PodActionItem, PodActionStep } from '../../scenario/suite.ts';
import { sleep } from '../clock.ts';
import { createRandom } from '../random.ts';
import { type Selection, selectTargets } from '../targets.ts';
import { done, failed, inconclusive, type StepContext, type StepOutcome } from './step.ts';

/**
 * Matches, filters, acts. With `retries` a failed check is tried again on a fresh selection; a fault that was injected
 * is not injected again, so that a retry never hits more than was asked for.
 */
export async function runPodAction(step: PodActionStep, context: StepContext): Promise<StepOutcome> {
  const { retries } = step;
  const sleepMs = retries?.sleepMs ?? 0;
  const deadline = context.clock.now() + (retries?.kind === 'retriesTimeout' ? retries.timeoutMs : 0);
  const attempts = retries?.kind === 'retriesCount' ? retries.count : Number.POSITIVE_INFINITY;
  const injected = new Set<PodActionItem>();
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptPodAction(step, context, attempt, injected);
    const again =
      retries &&
      attempt + 1 < attempts &&
      (retries.kind === 'retriesCount' || context.clock.now() + sleepMs < deadline);
    if ((outcome.status === 'done' && !outcome.inconclusive) || !again) return outcome;
    await sleep(sleepMs, context.signal);
  }
}

async function attemptPodAction(
  step: PodActionStep,
  context: StepContext,
  attempt: number,
  injected: Set<PodActionItem>,
): Promise<StepOutcome> {
  const { seed, run, scenario, index } = context;
  const purpose = { seed, run, scenario: scenario.name, step: index, attempt };
  const selection = await selectTargets(step, context.kubernetes, purpose, context.signal);
  const outcomes: StepOutcome[] = [];
  for (const action of step.actions) {
    if (injected.has(action)) continue;
    const outcome = await act(action, selection, { ...context, attempt });
    if (isFault(action) && !outcome.inconclusive) injected.add(action);
    outcomes.push(outcome);
  }
  // All actions run even if one failed, as in PowerfulSeal; the step is what the worst of them is.
  const worst = outcomes.find(outcome => outcome.status === 'failed') ?? outcomes.find(outcome => outcome.inconclusive);
  return { ...(worst ?? done('')), message: outcomes.map(outcome => outcome.message).join('; ') };
}

async function act(
  action: PodActionItem,
  selection: Selection,
  context: StepContext & { readonly attempt: number },
): Promise<StepOutcome> {
  const { chosen } = selection;
  switch (action.kind) {
    case 'wait':
      await sleep(action.ms, context.signal);
      return done(`waited ${action.ms / 1000} s`);
    case 'checkPodCount':
      return chosen.length === action.count
        ? done(`found ${action.count} pods, as expected`)
        : failed(`found ${chosen.length} pods, expected ${action.count}`);
    case 'checkPodState':
      return checkState(chosen, action.state);
    default:
      return chosen.length === 0 ? inconclusive('no-target', whyEmpty(selection)) : inject(action, chosen, context);
  }
}

function checkState(pods: readonly V1Pod[], expected: string): StepOutcome {
  if (pods.length === 0) return inconclusive('empty-action', `no pod whose state could be ${expected}`);
  const others = pods.filter(pod => !prefixPattern(expected).test(podState(pod)));
  if (others.length === 0) return done(`${pods.length} of ${pods.length} pods are ${expected}`);
  const found = others.map(pod => `${pod.metadata?.name} is ${podState(pod)}`).join(', ');
  return failed(`expected every pod to be ${expected}, found: ${found}`);
}

function whyEmpty({ matched, remarks }: Selection): string {
  return [`nothing was hit: ${matched.length === 0 ? 'no' : matched.length} pods matched`, ...remarks].join('; ');
}

async function inject(
  action: FaultSpec,
  chosen: readonly V1Pod[],
  context: StepContext & { readonly attempt: number },
): Promise<StepOutcome> {
  const random = createRandom(
    context.seed,
    context.scenario.name,
    context.run,
    context.index,
    context.attempt,
    action.kind,
  );
  const probability = action.kind === 'kill' ? action.probability : 1;
  const victims = chosen.filter(() => probability >= 1 || random.next() < probability);
  if (victims.length === 0)
    return inconclusive(
      'no-target',
      `nothing was hit: the probability ${probability} spared all of ${chosen.length} pods`,
    );
  context.claim(victims);

  const namespaces = [...new Set(victims.map(pod => pod.metadata?.namespace ?? ''))];
  const pods = await openPodView(context.kubernetes, namespaces, context.signal);
  const injections = await faultOf(action).inject(action, victims, {
    kubernetes: context.kubernetes,
    pods,
    now: context.clock.now,
    sleep: ms => sleep(ms, context.signal),
    receiptTimeoutMs: context.receiptTimeoutMs,
    signal: context.signal,
  });
  const receipts = injections.map(async ({ target, t, receipt }) => {
    const id = context.nextFaultId();
    const proof = await receipt.catch(error => unproven(error, context.signal));
    context.record({
      type: 'fault-injected',
      t,
      experiment: context.experiment,
      step: context.index,
      id,
      kind: action.kind,
      targets: [target],
      receipt: proof,
      needsUndo: false,
    });
  });
  context.awaitReceipt(
    Promise.all(receipts)
      .finally(() => pods[Symbol.asyncDispose]())
      .then(() => {}),
  );
  return done(`${action.kind}: ${victims.map(pod => pod.metadata?.name).join(', ')}`);
}

/** A second source that cannot be asked (nodes out of reach, say) proves nothing; it does not make the run fail. */
function unproven(error: unknown, signal: AbortSignal): Receipt {
  signal.throwIfAborted();
  if (!(error instanceof InfrastructureFailure)) throw error;
  return { landed: false, evidence: error.message };
}
