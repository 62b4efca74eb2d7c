import type { V1Pod } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { lastingFaultOf } from '../faults/index.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import { awaitAnswer } from '../kubernetes/await-answer.ts';
import type { LastingStep, Scenario } from '../scenario/suite.ts';
import type { FaultPlan } from './plan.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

/** So long a control plane that was a target may be away after the recovery. */
const awayMs = 60_000;

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
  plan: Pick<FaultPlan, 'lastingSteps'>,
  namespaces: readonly string[],
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<() => Promise<Difference[]>> {
  const readAll = () =>
    Promise.all([takeSnapshot(namespaces, kubernetes, signal), readFaultState(scenario, plan, kubernetes, signal)]);
  const [objects, states] = await readAll();
  return async () => {
    const [objectsNow, statesNow] = await awaitAnswer(readAll, awayMs, signal);
    return [...compareSnapshots(objects, objectsNow, meantToStay(scenario)), ...compareStates(states, statesNow)];
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

/** What differs, less the objects that the scenario's own steps are meant to leave as they made them. Pure. */
export function compareSnapshots(before: Snapshot, after: Snapshot, meant: ReadonlySet<string>): Difference[] {
  const differences: Difference[] = [];
  for (const object of new Set([...before.keys(), ...after.keys()])) {
    if (meant.has(object) || before.get(object) === after.get(object)) continue;
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

/** Objects that a `kubectl` step changes for good, because the user said so: `autoDelete: false`, `action: delete`. */
function meantToStay(scenario: Scenario): ReadonlySet<string> {
  const objects = scenario.steps.flatMap(step =>
    step.kind === 'kubectl' && (step.action === 'delete' || !step.autoDelete) ? parseAllDocuments(step.payload) : [],
  );
  return new Set(
    objects.map(document => {
      const { kind, metadata } = (document.toJS() ?? {}) as {
        kind?: string;
        metadata?: { name?: string; namespace?: string };
      };
      return `${kind} ${metadata?.namespace ?? 'default'}/${metadata?.name}`;
    }),
  );
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
