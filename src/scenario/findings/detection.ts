import type { ProbeSpec } from '../suite.ts';

/**
 * The shortest outage that a probe is sure to see, in milliseconds: it looks only so often, and Goldpinger's view is only
 * as fresh as its own pings.
 */
export function detectionFloorMs(probe: ProbeSpec): number {
  return probe.kind === 'probeGoldpinger' ? Math.max(probe.everyMs, probe.refreshMs) : probe.everyMs;
}
