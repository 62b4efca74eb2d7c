import { legacyPodState } from '../compat/pod-state.ts';
import {
  applySelectionFilters,
  type Candidates,
  type FilterContext,
  type Filtered as FilteredItems,
} from '../selection-filters.ts';
import type { PodFilter } from '../suite.ts';
import { byNamespaceAndName, type PodRecord, podState } from './pod.ts';

export { type FilterContext, type Random, sampleSize } from '../selection-filters.ts';

export interface Filtered<Pod> {
  readonly pods: Pod[];
  /** The filter that left nothing of the pods that came to it. */
  readonly emptiedBy?: FilteredItems<Pod, 'name' | 'state'>['emptiedBy'];
}

const candidatesBy = (stateOf: (pod: PodRecord) => string): Candidates<PodRecord, 'name' | 'state'> => ({
  order: byNamespaceAndName,
  valuesOf: (pod, property) => [property === 'name' ? (pod.metadata?.name ?? '') : stateOf(pod)],
});
const candidates = { strict: candidatesBy(podState), legacy: candidatesBy(legacyPodState) };

/** What the filters leave, one after another; stops at the first that leaves nothing, and names it. */
export function applyFilters<Pod extends PodRecord>(
  pods: readonly Pod[],
  filters: readonly PodFilter[],
  context: FilterContext,
): Filtered<Pod> {
  const { items, emptiedBy } = applySelectionFilters<Pod, 'name' | 'state'>(
    pods,
    filters,
    candidates[context.compat ?? 'strict'],
    context,
  );
  return { pods: items, ...(emptiedBy && { emptiedBy }) };
}

/** The pods that the filters leave. */
export function filterPods<Pod extends PodRecord>(
  pods: readonly Pod[],
  filters: readonly PodFilter[],
  context: FilterContext,
): Pod[] {
  return applyFilters(pods, filters, context).pods;
}
