import type { V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../errors.ts';
import { type FaultContext, type FaultSpec, faultOf, isFault } from '../../faults/index.ts';
import { openPodView } from '../../kubernetes/pod-view.ts';
import { legacyPodState, podState, prefixPattern } from '../../scenario/pod-selection.ts';
import type { PodActionItem, PodActionStep } from '../../scenario/suite.ts';
import { BlastRadiusExceeded, type Harm } from '../blast-radius.ts';
import { sleep } from '../clock.ts';
import { selectHosts } from '../node-targets.ts';
import { harmOfAction } from '../pod-harm.ts';
import { createRandom } from '../random.ts';
import { namespacesOf } from '../surroundings.ts';
import { type Selection, selectTargets } from '../targets.ts';
import { injectIntoNodes } from './inject-into-nodes.ts';
import { retryStep, worstOf } from './retry-step.ts';
import { done, failed, inconclusive, type StepContext, type StepOutcome } from './step.ts';
import { unproven } from './unproven.ts';

/**
 * Matches, filters, acts. With `retries` a failed check is tried again on a fresh selection; a fault that was injected
 * is not injected again, so that a retry never hits more than was asked for. (PowerfulSeal's retry does all of it again.)
 */
export async function runPodAction(step: PodActionStep, context: StepContext): Promise<StepOutcome> {
  if (step.actions.length === 0) return inconclusive('empty-action', 'there are no actions: nothing was done');
  const injected = new Set<PodActionItem>();
  return await retryStep(step.retries, context, attempt => attemptPodAction(step, context, attempt, injected));
}

async function attemptPodAction(
  step: PodActionStep,
  context: StepContext,
  attempt: number,
  injected: Set<PodActionItem>,
): Promise<StepOutcome> {
  const { seed, run, scenario, index, legacy } = context;
  const purpose = { seed, run, scenario: scenario.name, step: index, attempt, legacy };
  const selection = await selectTargets(step, context.kubernetes, purpose, context.signal);
  // PowerfulSeal neither acts on an empty set nor checks it.
  if (legacy && selection.chosen.length === 0) return inconclusive('no-target', whyEmpty(selection));
  const outcomes: StepOutcome[] = [];
  for (const action of step.actions) {
    if (injected.has(action)) continue;
    const outcome = await act(action, selection, { ...context, attempt });
    const hasInjected = (isFault(action) || action.kind === 'stopHost') && !outcome.inconclusive;
    if (hasInjected && !legacy) injected.add(action);
    outcomes.push(outcome);
  }
  return worstOf(outcomes);
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
      return checkState(chosen, action.state, context.legacy ? legacyPodState : podState);
    case 'stopHost':
      return chosen.length === 0 ? inconclusive('no-target', whyEmpty(selection)) : stopHosts(action, chosen, context);
    default:
      return chosen.length === 0 ? inconclusive('no-target', whyEmpty(selection)) : inject(action, chosen, context);
  }
}

/** Stops the nodes that the chosen pods run on. */
async function stopHosts(
  action: Extract<PodActionItem, { kind: 'stopHost' }>,
  pods: readonly V1Pod[],
  context: StepContext,
): Promise<StepOutcome> {
  const { chosen, remarks } = await selectHosts(pods, context.kubernetes, context.signal);
  if (chosen.length === 0)
    return inconclusive('no-target', [`nothing was hit: no node of ${pods.length} pods`, ...remarks].join('; '));
  await context.claim(pods, 'removes');
  return await injectIntoNodes({ ...action, kind: 'stop', force: true }, chosen, context, action.kind);
}

function checkState(pods: readonly V1Pod[], expected: string, stateOf: (pod: V1Pod) => string): StepOutcome {
  if (pods.length === 0) return inconclusive('empty-action', `no pod whose state could be ${expected}`);
  const others = pods.filter(pod => !prefixPattern(expected).test(stateOf(pod)));
  if (others.length === 0) return done(`${pods.length} of ${pods.length} pods are ${expected}`);
  const found = others.map(pod => `${pod.metadata?.name} is ${stateOf(pod)}`).join(', ');
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
  const harm = harmOfAction(action, victims);
  await context.claim(victims, harm);

  const pods = await openPodView(context.kubernetes, namespacesOf(victims), context.signal);
  const injections = await faultOf(action).inject(action, victims, {
    kubernetes: context.kubernetes,
    pods,
    refusal: openRefusal(victims, harm, context),
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
  const message = `${action.kind}: ${victims.map(pod => pod.metadata?.name).join(', ')}`;
  // What was not even sent is a failed step to PowerfulSeal; strictly, its receipt leaves the experiment inconclusive.
  const unsent = injections.flatMap(({ unsent: why }) => why ?? []);
  return context.legacy && unsent.length > 0 ? failed(`${message}; ${unsent.join('; ')}`) : done(message);
}

/**
 * Asks the blast radius for one victim more, or one in the place of another, together with all that the step hits now. Where
 * nobody says how the cluster is, nothing more is hit either.
 */
function openRefusal(victims: readonly V1Pod[], harm: Harm, context: StepContext): FaultContext['refusal'] {
  const places = new Map(victims.map(pod => [pod.metadata?.uid, pod]));
  return async (victim, first) => {
    places.set(first.metadata?.uid, victim);
    try {
      await context.claimAgain([...places.values()], harm);
      return undefined;
    } catch (error) {
      context.signal.throwIfAborted();
      if (error instanceof BlastRadiusExceeded || error instanceof InfrastructureFailure) return error.message;
      throw error;
    }
  };
}
