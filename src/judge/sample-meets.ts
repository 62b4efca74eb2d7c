import { checkTolerance } from '../scenario/check-tolerance.ts';
import type { Tolerance } from '../scenario/suite.ts';
import { assessTolerance } from './assess-tolerance.ts';
import { outcomeCodes, type SampleSeries } from './sample-series.ts';
import { viewOfSample } from './sample-view.ts';

/**
 * Whether a sample, taken alone, is as the tolerances want it: answered, fast enough, all edges alive. null: it says
 * nothing. Where a sample is not, and the next one is, the steady state may be back.
 */
export function sampleMeets(tolerances: readonly Tolerance[], series: SampleSeries, index: number): boolean | null {
  const outcome = series.outcomes[index]!;
  if (outcome > outcomeCodes.fail) return null;
  if (isExcused(series, index)) return false;
  return tolerances.every(tolerance => meets(tolerance, series, index, outcome === outcomeCodes.ok));
}

function meets(tolerance: Tolerance, series: SampleSeries, index: number, ok: boolean): boolean {
  switch (tolerance.metric) {
    case 'success':
      return checkTolerance(tolerance, ok ? 1 : 0) === true;
    case 'outage':
      return ok || tolerance.operator.startsWith('>');
    case 'samples':
    case 'rate':
    case 'amplification':
      return true;
    case 'edges':
    case 'nodes':
    case 'value':
      return assessTolerance(tolerance, viewOfSample(series, index)).holds !== false;
    default:
      if (series.mesh) return assessTolerance(tolerance, viewOfSample(series, index)).holds !== false;
      return ok && checkTolerance(tolerance, series.durations[index]) === true;
  }
}

/** Part of the mesh was left out of account: whatever the rest does, that is not the whole steady state. */
export function isExcused({ mesh }: SampleSeries, index: number): boolean {
  return mesh !== undefined && mesh.excused[index]! > 0;
}
