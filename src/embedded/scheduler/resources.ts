import type { Pod, PodSpec } from '../controllers/objects.ts';
import { thousandths } from '../quantity.ts';

/** Amounts by resource name, in thousandths of the resource's unit. */
export type Amounts = ReadonlyMap<string, number>;

type Quantities = Readonly<Record<string, string>> | undefined;
type Container = PodSpec['containers'][number];

/** What the scheduler takes a container without requests to use when it ranks nodes (100m CPU, 200 MB of memory). */
const UNSPECIFIED: Quantities = { cpu: '100m', memory: '209715200' };

/**
 * What a pod asks of its node: its containers and sidecars together, or the most that its init phase needs at once,
 * and the overhead of its runtime.
 */
export function requestsOf({ spec }: Pod, unspecified?: typeof UNSPECIFIED): Amounts {
  const running = sum(spec!.containers.map(container => amounts(container, unspecified)));
  const sidecars = new Map<string, number>();
  const peak = new Map<string, number>();
  for (const container of spec!.initContainers ?? []) {
    const own = amounts(container, unspecified);
    if (container.restartPolicy === 'Always') {
      addTo(sidecars, own);
      raiseTo(peak, sidecars);
    } else {
      raiseTo(peak, sum([own, sidecars]));
    }
  }
  addTo(running, sidecars);
  raiseTo(running, peak);
  for (const [name, amount] of parse(spec!.resources?.requests)) running.set(name, amount);
  addTo(running, parse(spec!.overhead));
  return running;
}

/** As `requestsOf`, but with the ranking's guesses for containers that ask for nothing. */
export function rankedRequestsOf(pod: Pod): Amounts {
  return requestsOf(pod, UNSPECIFIED);
}

export function parse(quantities: Quantities): Map<string, number> {
  return new Map(Object.entries(quantities ?? {}).map(([name, quantity]) => [name, thousandths(quantity)]));
}

function amounts({ resources }: Container, unspecified: Quantities): Map<string, number> {
  return new Map([...parse(unspecified), ...parse(resources?.requests)]);
}

export function sum(parts: readonly Amounts[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const part of parts) addTo(total, part);
  return total;
}

function addTo(total: Map<string, number>, part: Amounts): void {
  for (const [name, amount] of part) total.set(name, (total.get(name) ?? 0) + amount);
}

function raiseTo(total: Map<string, number>, floor: Amounts): void {
  for (const [name, amount] of floor) total.set(name, Math.max(total.get(name) ?? 0, amount));
}
