import type { V1Pod } from '@kubernetes/client-node';
import { lastingFaultOf } from '../faults/index.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import { awaitAnswer } from '../kubernetes/await-answer.ts';
import type { LastingStep, Scenario } from '../scenario/suite.ts';
import { takePayloadSnapshot } from './kubectl/payload-snapshot.ts';
import type { FaultPlan } from './plan.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

/** So long a control plane that was a target may be away after the recovery. */
const awayMs = 150_000;

/** A difference between what the cluster was and what it is. */
export interface Difference {
  readonly object: string;
  readonly difference: string;
}

/**
 * Reads how things are before the first fault: the objects of the touched namespaces, the nodes, and what each fault might
 * leave where the API does not show it. What it returns reads all that again and says what differs. Both throw ApiFailure.
 */
export async function rememberState(
  scenario: Scenario,
  plan: Pick<FaultPlan, 'lastingSteps' | 'payloads'>,
  namespaces: readonly string[],
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<() => Promise<Difference[]>> {
  const { objects: applied, meantToStay } = plan.payloads;
  const readObjects = async (): Promise<Snapshot> => {
    const ofPayloads = await takePayloadSnapshot(applied, kubernetes, signal);
    return new Map([...ofPayloads, ...(await takeSnapshot(namespaces, kubernetes, signal))]);
  };
  const readAll = () => Promise.all([readObjects(), readFaultState(scenario, plan, kubernetes, signal)]);
  const [objects, states] = await readAll();
  return async () => {
    const [objectsNow, statesNow] = await awaitAnswer(kubernetes, readAll, awayMs, signal);
    return [...compareSnapshots(objects, objectsNow, meantToStay), ...compareStates(states, statesNow)];
  };
}

async function readFaultState(
  scenario: Scenario,
  plan: Pick<FaultPlan, 'lastingSteps'>,
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<Snapshot> {
  const states = plan.lastingSteps.map(async ({ index, targets }) => {
    const step = scenario.steps[index];
    const fault = step && lastingFaultOf(step);
    return (
      (await fault?.readState?.(step as LastingStep, targets, { kubernetes, signal })) ?? new Map<string, string>()
    );
  });
  return new Map((await Promise.all(states)).flatMap(state => [...state]));
}

/**
 * What differs, less the objects that the scenario's own steps are meant to leave as they made them, and what comes and goes
 * with a namespace of theirs. Pure.
 */
export function compareSnapshots(before: Snapshot, after: Snapshot, meant: ReadonlySet<string>): Difference[] {
  const differences: Difference[] = [];
  const isMeant = (object: string) => {
    const namespace = /^\S+ (.+)\//.exec(object)?.[1];
    const owner = `Namespace ${namespace}`;
    return meant.has(object) || (meant.has(owner) && before.has(owner) !== after.has(owner));
  };
  for (const object of new Set([...before.keys(), ...after.keys()])) {
    if (isMeant(object) || before.get(object) === after.get(object)) continue;
    if (!after.has(object)) differences.push({ object, difference: 'it was there before and is gone' });
    else if (!before.has(object)) differences.push({ object, difference: 'it was not there before' });
    else differences.push({ object, difference: `it was ${before.get(object)}, it is ${after.get(object)}` });
  }
  return differences;
}

/** What was there before and after, and differs: a pod that was replaced took its state along. Pure. */
function compareStates(before: Snapshot, after: Snapshot): Difference[] {
  return [...after].flatMap(([object, now]) => {
    const was = before.get(object);
    return was === undefined || was === now ? [] : [{ object, difference: `it was ${was}, it is ${now}` }];
  });
}

/** Namespaces in which a scenario's faults may leave something. */
export function touchedNamespaces(
  scenario: Scenario,
  { matched, namespaces }: { readonly matched: readonly V1Pod[]; readonly namespaces: readonly string[] },
): string[] {
  const fromPods = matched.map(pod => pod.metadata?.namespace ?? 'default');
  const fromClones = scenario.steps.flatMap(step =>
    step.kind === 'clone' ? [step.source.namespace, ...step.servicesToRetarget.map(({ namespace }) => namespace)] : [],
  );
  return [...new Set([...fromPods, ...namespaces, ...fromClones, ...(scenario.blastRadius?.namespaces ?? [])])].sort();
}
