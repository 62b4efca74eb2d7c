import type { PhaseName, Sample } from '../journal/event.ts';
import type { JudgedPhase } from '../scenario/suite.ts';

/** How long a probe's successful samples (or Goldpinger's live edges) took, by phase. */
export interface LatencyDistribution {
  /** How many durations lie in each bin; the same bins in every phase. */
  readonly counts: Readonly<Partial<Record<JudgedPhase, Float64Array>>>;
  /** `phase`: the one in which the sample was scheduled. */
  add(phase: PhaseName | undefined, sample: Pick<Sample, 'r' | 'ms' | 'mesh'>): void;
  /** The phase begins (again): only its last attempt counts, as for the judge. */
  begin(phase: PhaseName): void;
}

const binsPerDoubling = 6;
const leastMs = 0.1;
/** Up to 1,000,000 times the least. */
export const binCount = binsPerDoubling * 20;

/** The shortest duration of a bin, in milliseconds. Bins grow by 12 %, so that milliseconds and minutes fit one picture. */
export function startOfBin(bin: number): number {
  return leastMs * 2 ** (bin / binsPerDoubling);
}

/** Where a duration lies among the bins: 2.5 is the middle of the third one. */
export function positionOf(ms: number): number {
  return ms <= leastMs ? 0 : Math.min(binCount, Math.log2(ms / leastMs) * binsPerDoubling);
}

function binOf(ms: number): number {
  return Math.min(binCount - 1, Math.floor(positionOf(ms) + 1e-9));
}

export function gatherDistribution(): LatencyDistribution {
  const counts: Partial<Record<JudgedPhase, Float64Array>> = {};
  return {
    counts,
    begin(phase) {
      if (phase !== 'undo') counts[phase] = new Float64Array(binCount);
    },
    add(phase, { r, ms, mesh }) {
      const bins = phase === undefined || phase === 'undo' ? undefined : counts[phase];
      if (!bins) return;
      if (mesh) for (const edge of mesh.ms) bins[binOf(edge)]!++;
      else if (r === 'ok') bins[binOf(ms)]!++;
    },
  };
}
