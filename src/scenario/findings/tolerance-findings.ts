import { formatDuration } from '../duration.ts';
import { leastValueOf, neverFails, neverHolds, rangeOf } from '../range-bounds.ts';
import type { Metric, Scenario, SteadyStateProbe, Tolerance } from '../suite.ts';
import { formatValue } from '../tolerance.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { contradictions } from './contradictions.ts';
import { withAtLeast } from './exact-share-fix.ts';
import { type Finding, finding } from './finding.ts';
import { isExcuse, unreachableOutage } from './outage-bounds.ts';

/**
 * Tolerances that say less than they seem to, or ask for what cannot be. `at` is the probe's place in the file; outages
 * are held against the longest that `scenario` may last.
 */
export function toleranceFindings(probe: SteadyStateProbe, at: Cursor, scenario: Scenario): Finding[] {
  const alone = probe.tolerances.map(tolerance => bounds(tolerance, probe, at));
  return [
    ...alone.flat(),
    ...probe.tolerances.flatMap(tolerance => unreachableOutage(tolerance, scenario)),
    ...contradictions(probe.tolerances.filter((_, index) => alone[index]?.length === 0)),
    ...unboundFailures(probe),
  ];
}

function bounds(tolerance: Tolerance, { probe }: SteadyStateProbe, place: Cursor): Finding[] {
  const { metric, operator, value, unit, expression, phases, at } = tolerance;
  const { least, most, why } = whatCanBe(tolerance, probe);
  if (unit === 'share' && operator === '==' && value > 0 && value < 1) {
    const message = `\`${expression}\` is not met by 100% either; \`>=\` may be meant`;
    return [finding('exact-share', at, message, withAtLeast(tolerance, place))];
  }
  // Why there is a most says nothing about the least.
  const atMost = value > least ? why : undefined;
  if (neverFails[operator](value, least, most) && !isExcuse(phases))
    return [finding('tolerance-cannot-fail', at, `\`${expression}\` cannot fail: ${atMost ?? 'it says nothing'}`)];
  if (!neverHolds[operator](value, least, most)) return [];
  const message = `\`${expression}\` cannot hold: ${atMost ?? `no ${metric} is ${operator} ${formatValue(value, unit)}`}`;
  return [finding('tolerance-cannot-hold', at, message)];
}

/** What a metric can be; `why` where the probe itself is the reason. */
function whatCanBe(tolerance: Tolerance, probe: SteadyStateProbe['probe']) {
  const { metric } = tolerance;
  const whole = { ...rangeOf(tolerance, leastValueOf(probe)), why: undefined };
  const perSecond = 1000 / probe.everyMs;
  if (metric === 'rate') return { ...whole, most: perSecond, why: `there are ${perSecond} samples a second at most` };
  if (durations.has(metric) && probe.kind !== 'probeGoldpinger')
    return {
      ...whole,
      most: probe.timeoutMs,
      why: `a sample is ended after its timeout of ${formatDuration(probe.timeoutMs)}`,
    };
  return whole;
}

const durations: ReadonlySet<Metric> = new Set(['p50', 'p90', 'p95', 'p99', 'max', 'mean']);
const failures: ReadonlySet<Metric> = new Set(['success', 'outage', 'rate', 'edges', 'value']);

/** Durations are those of successful samples: alone they say nothing of the failed ones. */
function unboundFailures({ name, at, probe, tolerances }: SteadyStateProbe): Finding[] {
  if (probe.kind === 'probeGoldpinger' || tolerances.some(({ metric }) => failures.has(metric))) return [];
  if (!tolerances.some(({ metric }) => durations.has(metric))) return [];
  const message = `"${name}" bounds durations but no failures: a failed sample has none; \`success: ">= 99%"\` would`;
  return [finding('failures-tolerated', at, message)];
}
