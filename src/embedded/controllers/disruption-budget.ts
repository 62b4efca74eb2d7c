import type { Controller, ControllerContext } from './context.ts';
import { selects } from './label-selector.ts';
import { isTerminating, keyOf, type Pod, type PodDisruptionBudget, splitKey } from './objects.ts';
import { controllerOf } from './owner-references.ts';
import { isFinished, isReady } from './pod-state.ts';
import { scaledCount } from './replica-bounds.ts';
import { semanticallyEqual } from './semantic-equality.ts';
import { epochMsOf, timestamp } from './timestamps.ts';

type BudgetStatus = NonNullable<PodDisruptionBudget['status']>;

/** Keeps the status of PodDisruptionBudgets, by which evictions are admitted. */
export const disruptionBudgetController: Controller = context => {
  const budgets = context.informers('poddisruptionbudgets.policy');
  const record = context.recorder('controllermanager');
  const queue = context.queue('disruption budget', key => {
    const { namespace, name } = splitKey(key);
    const budget = budgets.get(namespace, name);
    if (!budget || isTerminating(budget)) return;
    const pods = selectedPods(context, budget);
    if (pods.length === 0) record(budget, 'Normal', 'NoPods', 'No matching pods found');
    const counts = countHealth(context, budget, pods);
    if ('unmanaged' in counts) {
      const message = `Failed to calculate the number of expected pods: ${counts.unmanaged}`;
      record(budget, 'Warning', 'CalculateExpectedPodCountFailed', message);
      write(context, budget, { ...budget.status!, disruptionsAllowed: 0 }, 'SyncFailed', counts.unmanaged);
      return;
    }
    write(
      context,
      budget,
      counts.status,
      counts.status.disruptionsAllowed! > 0 ? 'SufficientPods' : 'InsufficientPods',
      '',
    );
    if (counts.recheckInMs !== undefined) queue.addAfter(key, counts.recheckInMs);
  });
  budgets.onChange(({ latest }) => queue.add(keyOf(latest)));
  context.informers('pods').onChange(({ before, after, latest }) => {
    for (const budget of budgets.inNamespace(latest.metadata!.namespace!)) {
      const isSelected = (pod: Pod | undefined) => pod && selects(budget.spec?.selector, pod.metadata!.labels);
      if (isSelected(before) || isSelected(after)) queue.add(keyOf(budget));
    }
  });
  const queueNamespace = ({ latest }: { readonly latest: { readonly metadata?: { readonly namespace?: string } } }) => {
    for (const budget of budgets.inNamespace(latest.metadata!.namespace!)) queue.add(keyOf(budget));
  };
  for (const resource of ['deployments.apps', 'replicasets.apps', 'statefulsets.apps'] as const) {
    context.informers(resource).onChange(queueNamespace);
  }
};

function selectedPods({ informers }: ControllerContext, { metadata, spec }: PodDisruptionBudget): Pod[] {
  const inNamespace = informers('pods').inNamespace(metadata!.namespace!);
  return inNamespace.filter(pod => selects(spec?.selector, pod.metadata!.labels));
}

function countHealth(
  context: ControllerContext,
  { spec, status, metadata }: PodDisruptionBudget,
  pods: readonly Pod[],
): { readonly status: BudgetStatus; readonly recheckInMs?: number } | { readonly unmanaged: string } {
  const { minAvailable, maxUnavailable } = spec!;
  let expectedPods = pods.length;
  let desiredHealthy = 0;
  if (maxUnavailable !== undefined || typeof minAvailable === 'string') {
    const expected = expectedCount(context, pods);
    if (typeof expected === 'string') return { unmanaged: expected };
    expectedPods = expected;
    desiredHealthy =
      maxUnavailable !== undefined
        ? Math.max(0, expected - scaledCount(maxUnavailable, expected, 'up'))
        : scaledCount(minAvailable, expected, 'up');
  } else if (minAvailable !== undefined) {
    desiredHealthy = minAvailable;
  }
  const { disruptedPods, recheckInMs } = stillDisrupted(context, status?.disruptedPods, pods);
  const currentHealthy = pods.filter(
    pod => !isTerminating(pod) && isReady(pod) && disruptedPods[pod.metadata!.name!] === undefined,
  ).length;
  const surplus = currentHealthy - desiredHealthy;
  const counts: BudgetStatus = {
    ...status,
    currentHealthy,
    desiredHealthy,
    expectedPods,
    disruptionsAllowed: expectedPods > 0 && surplus > 0 ? surplus : 0,
    disruptedPods: Object.keys(disruptedPods).length > 0 ? disruptedPods : undefined,
    observedGeneration: metadata!.generation,
  };
  return { status: counts, recheckInMs };
}

/** Sum of the wished counts of the pods' controllers; a sentence when a pod has none that can be scaled. */
function expectedCount({ informers }: ControllerContext, pods: readonly Pod[]): number | string {
  const scales = new Map<string, number>();
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (!owner) return `found no controllers for pod "${pod.metadata!.name}"`;
    const replicaSet = informers('replicasets.apps').byUid(owner.uid);
    const top = (replicaSet && controllerOf(replicaSet)) ?? owner;
    const scaled =
      informers('deployments.apps').byUid(top.uid) ?? replicaSet ?? informers('statefulsets.apps').byUid(top.uid);
    if (!scaled) return `${owner.apiVersion}/${owner.kind} does not implement the scale subresource`;
    scales.set(scaled.metadata!.uid!, scaled.spec?.replicas ?? 1);
  }
  return [...scales.values()].reduce((sum, replicas) => sum + replicas, 0);
}

/** Evictions admitted whose pods are still there; one that does not take effect in time no longer counts. */
function stillDisrupted(
  { now, timings }: ControllerContext,
  disrupted: BudgetStatus['disruptedPods'],
  pods: readonly Pod[],
): { readonly disruptedPods: Record<string, string>; readonly recheckInMs?: number } {
  const present = new Set(pods.filter(pod => !isTerminating(pod) && !isFinished(pod)).map(pod => pod.metadata!.name!));
  const entries = Object.entries(disrupted ?? {}).map(([name, time]) => [name, String(time)] as const);
  const kept = entries.filter(([name, time]) => present.has(name) && epochMsOf(time) + timings.disruptedPodMs > now());
  const recheckInMs = Math.min(...kept.map(([, time]) => epochMsOf(time) + timings.disruptedPodMs - now()));
  return { disruptedPods: Object.fromEntries(kept), ...(kept.length > 0 && { recheckInMs }) };
}

function write(
  { api, now }: ControllerContext,
  budget: PodDisruptionBudget,
  counts: BudgetStatus,
  reason: 'SufficientPods' | 'InsufficientPods' | 'SyncFailed',
  message: string,
): void {
  const { namespace, name, generation } = budget.metadata!;
  const type = 'DisruptionAllowed';
  const value = reason === 'SufficientPods' ? 'True' : 'False';
  const before = budget.status?.conditions ?? [];
  const earlier = before.find(condition => condition.type === type);
  const lastTransitionTime = earlier?.status === value ? earlier.lastTransitionTime : timestamp(now());
  const condition = { type, status: value, reason, message, observedGeneration: generation, lastTransitionTime };
  const status = { ...counts, conditions: [...before.filter(one => one.type !== type), condition] };
  if (semanticallyEqual(budget.status, status)) return;
  api.mutateStatus('poddisruptionbudgets.policy', namespace, name!, draft => {
    draft.status = status;
  });
}
