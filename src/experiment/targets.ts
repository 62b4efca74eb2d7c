import type { V1Pod } from '@kubernetes/client-node';
import { isFault } from '../faults/index.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import { gateLabel } from '../kubernetes/gate-label.ts';
import { listPods } from '../kubernetes/list-pods.ts';
import { applyFilters, literalNamespaces, sealRefusal } from '../scenario/pod-selection.ts';
import type { PodActionStep, PodChoice, PodMatch, Scenario } from '../scenario/suite.ts';
import { createRandom } from './random.ts';

/** Pods that no fault hits unless a match names their namespace literally: without them the cluster itself is the victim. */
export const protectedNamespaces: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

/** What a podAction's matches and filters come to at one moment. */
export interface Selection {
  readonly matched: readonly V1Pod[];
  readonly chosen: readonly V1Pod[];
  /** Why less was found than was meant: a namespace or Deployment that is not there, pods that are protected. */
  readonly remarks: readonly string[];
}

/** Names the stream of random numbers that choose a step's victims: the same at planning and at injection. */
export interface SelectionSeed {
  readonly seed: number;
  readonly scenario: string;
  readonly run: number;
  readonly step: number;
  readonly attempt: number;
  /** Chooses as PowerfulSeal does. */
  readonly legacy?: boolean;
}

/** Matches and filters pods against the live cluster. Throws ApiFailure when the API refuses or does not answer. */
export async function selectTargets(
  step: PodChoice,
  kubernetes: KubernetesAccess,
  seed: SelectionSeed,
  signal: AbortSignal,
): Promise<Selection> {
  const compat = seed.legacy ? 'legacy' : 'strict';
  const now = new Date();
  const found = await listPods(kubernetes, step.matches, signal, compat);
  const remarks = found.flatMap(({ missing }) => (missing ? [missing] : []));
  const matched = new Map<string, V1Pod>();
  const ownWord = createRandom(seed.seed, seed.scenario, seed.run, seed.step, seed.attempt, 'seal');
  let protectedCount = 0;
  for (const { match, pods } of found)
    for (const pod of pods) {
      const refusal = match.kind === 'sealLabels' ? sealRefusal(pod, now, ownWord) : undefined;
      if (isProtected(pod, match)) protectedCount++;
      else if (refusal) remarks.push(`${pod.metadata?.name}: ${refusal}`);
      else matched.set(pod.metadata?.uid ?? '', pod);
    }
  if (protectedCount > 0)
    remarks.push(`${protectedCount} protected pods were left alone: name their namespace to include them`);
  const random = createRandom(seed.seed, seed.scenario, seed.run, seed.step, seed.attempt);
  const { pods, emptiedBy } = applyFilters([...matched.values()], step.filters, { random, now, compat });
  if (emptiedBy)
    remarks.push(
      `the filter ${emptiedBy.filter.kind} (line ${emptiedBy.filter.at.line}) left none of ${emptiedBy.before} pods`,
    );
  return { matched: [...matched.values()], chosen: pods, remarks };
}

function isProtected(pod: V1Pod, match: PodMatch): boolean {
  const namespace = pod.metadata?.namespace ?? '';
  if (pod.metadata?.labels?.[gateLabel]) return true;
  return protectedNamespaces.has(namespace) && !literalNamespaces(match.namespace)?.includes(namespace);
}

/** The steps of a scenario that inject something into pods. */
export function faultSteps(scenario: Scenario): { readonly step: PodActionStep; readonly index: number }[] {
  return scenario.steps.flatMap((step, index) =>
    step.kind === 'podAction' && step.actions.some(action => isFault(action) || action.kind === 'stopHost')
      ? [{ step, index }]
      : [],
  );
}
