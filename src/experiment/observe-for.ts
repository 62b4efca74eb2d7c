import type { ProbeRecord } from '../journal/event.ts';
import { sleep } from './clock.ts';
import type { Observation } from './observation.ts';

/** Samples may settle this much later than their time-out before we stop counting on them. */
const patienceFactor = 3;

/**
 * Lets the probes sample for at least so long, and until each has the samples that its tolerances need -
 * or cannot be expected to get them any more: then the judge will say so.
 */
export async function observeFor(
  observation: Observation,
  probes: readonly ProbeRecord[],
  atLeastMs: number,
  signal: AbortSignal,
): Promise<void> {
  await sleep(atLeastMs, signal);
  const enough = () => probes.every((probe, index) => observation.settled(index) >= probe.minSamples);
  const longestMs = Math.max(0, ...probes.map(probe => probe.minSamples * probe.everyMs + probe.timeoutMs));
  for (let waitedMs = 0; !enough() && waitedMs < longestMs * patienceFactor; waitedMs += pollMs)
    await sleep(pollMs, signal);
}

const pollMs = 20;
