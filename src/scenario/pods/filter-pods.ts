import type { PodFilter } from '../suite.ts';
import { byNamespaceAndName, type PodRecord, podState, prefixPattern } from './pod.ts';

/** A source of numbers in [0, 1). */
export interface Random {
  next(): number;
}

export interface FilterContext {
  readonly random: Random;
  /** For dayTime; its local time counts. */
  readonly now: Date;
}

export interface Filtered<Pod> {
  readonly pods: Pod[];
  /** The filter that left nothing of the pods that came to it. */
  readonly emptiedBy?: { readonly filter: PodFilter; readonly before: number };
}

/** What the filters leave, one after another; stops at the first that leaves nothing, and names it. */
export function applyFilters<Pod extends PodRecord>(
  pods: readonly Pod[],
  filters: readonly PodFilter[],
  context: FilterContext,
): Filtered<Pod> {
  let left = [...pods].sort(byNamespaceAndName);
  for (const filter of filters) {
    const before = left.length;
    if (before === 0) break;
    left = applyFilter(left, filter, context);
    if (left.length === 0) return { pods: left, emptiedBy: { filter, before } };
  }
  return { pods: left };
}

/** The pods that the filters leave. */
export function filterPods<Pod extends PodRecord>(
  pods: readonly Pod[],
  filters: readonly PodFilter[],
  context: FilterContext,
): Pod[] {
  return applyFilters(pods, filters, context).pods;
}

function applyFilter<Pod extends PodRecord>(pods: Pod[], filter: PodFilter, { random, now }: FilterContext): Pod[] {
  switch (filter.kind) {
    case 'property': {
      const patterns = [filter.value].flat().map(prefixPattern);
      return pods.filter(pod => {
        const actual = filter.name === 'name' ? (pod.metadata?.name ?? '') : podState(pod);
        return patterns.some(pattern => pattern.test(actual)) !== filter.negative;
      });
    }
    case 'dayTime':
      return isWithin(filter, now) ? pods : [];
    case 'randomSample':
      return sample(pods, sampleSize(filter, pods.length), random);
    case 'probability':
      return random.next() < filter.probability ? pods : [];
  }
}

/**
 * How many pods a randomSample takes of so many. A ratio is rounded down, but a wish for some is never rounded to none:
 * 0.3 of 3 pods is 1 (PowerfulSeal: 0). The noise of binary fractions does not cost a pod: 0.29 of 100 is 29.
 */
export function sampleSize(filter: { readonly size?: number; readonly ratio?: number }, available: number): number {
  if (filter.size !== undefined) return Math.min(filter.size, available);
  const ratio = filter.ratio ?? 0;
  if (ratio <= 0 || available === 0) return 0;
  return Math.max(1, Math.floor(ratio * available + 1e-9));
}

/** The first `size` of a Fisher-Yates shuffle, in the order of the pods. */
function sample<Pod extends PodRecord>(pods: readonly Pod[], size: number, random: Random): Pod[] {
  const shuffled = [...pods];
  for (let i = 0; i < size; i++) {
    const j = i + Math.floor(random.next() * (shuffled.length - i));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled.slice(0, size).sort(byNamespaceAndName);
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function isWithin(filter: Extract<PodFilter, { kind: 'dayTime' }>, now: Date): boolean {
  const day = weekdays[now.getDay()]!;
  if (filter.onlyDays.length > 0 && !filter.onlyDays.includes(day)) return false;
  const second = now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds();
  return second >= filter.startSecond && second <= filter.endSecond;
}
