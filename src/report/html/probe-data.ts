import type { ProbeResult } from '../../judge/run-result.ts';
import { parseCondition } from '../../scenario/tolerance.ts';
import { unitOfMetric } from '../../scenario/tolerance-metrics.ts';
import { coarsen, type SampleColumns } from '../column-reduction.ts';
import { shorten, visible } from '../markup.ts';
import type { ProbeData } from './page-data.ts';

/** A probe's samples for the page's script, in at most `maxColumns` columns. */
export function probeData(probe: ProbeResult | undefined, all: SampleColumns, maxColumns: number): ProbeData {
  const columns = coarsen(all, maxColumns);
  const { count, ok, fail, unknown, worstT, why } = columns;
  const reads = columns.minValue.subarray(0, count).some(Number.isFinite);
  const [lows, highs] = reads ? [columns.minValue, columns.maxValue] : [columns.minMs, columns.maxMs];
  const stepT: number[] = [];
  const low: (number | null)[] = [];
  const over: number[] = [];
  const samples: number[] = [];
  const failed: [number, number, number][] = [];
  const silent: [number, number, number][] = [];
  let lastT = 0;
  for (let i = 0; i < count; i++) {
    const total = ok[i]! + fail[i]! + unknown[i]!;
    if (total === 0) continue;
    const column = stepT.length;
    const t = tenths(worstT[i]!);
    stepT.push(t - lastT);
    lastT = t;
    low.push(Number.isFinite(lows[i]!) ? thousandths(lows[i]!) : null);
    over.push(Number.isFinite(lows[i]!) ? thousandths(highs[i]! - lows[i]!) : 0);
    samples.push(total);
    if (fail[i]! > 0) failed.push([column, fail[i]!, why[i]!]);
    if (unknown[i]! > 0) silent.push([column, unknown[i]!, fail[i]! > 0 ? 0 : why[i]!]);
  }
  const unit = reads ? 'number' : 'ms';
  return {
    name: shorten(visible(probe?.name ?? ''), 200),
    unit,
    stepT,
    low,
    ...(over.some(each => each !== 0) && { over }),
    ...(samples.some(each => each !== 1) && { samples }),
    failed,
    unknown: silent,
    whys: columns.whys.map(text => visible(text)),
    limits: limitsOf(probe, unit),
  };
}

function limitsOf(probe: ProbeResult | undefined, unit: ProbeData['unit']): ProbeData['limits'] {
  const limits = (probe?.tolerances ?? []).flatMap(({ expression }) => {
    const condition = parseCondition(expression);
    if (!('metric' in condition) || unitOfMetric[condition.metric] !== unit) return [];
    if (['outage', 'samples', 'rate', 'nodes'].includes(condition.metric)) return [];
    return [{ value: condition.value, text: shorten(visible(expression), 60) }];
  });
  return [...new Map(limits.map(limit => [limit.text, limit])).values()];
}

function tenths(ms: number): number {
  return Math.round(ms * 10);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
