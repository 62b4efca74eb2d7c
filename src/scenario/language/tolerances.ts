import { z } from 'zod';
import { type JudgedPhase, type Metric, metrics, type ProbeSpec, type Tolerance } from '../suite.ts';
import { type Condition, type ConditionProblem, formatCondition, parseCondition, parseLimit } from '../tolerance.ts';
import { metricsOfProbe } from '../tolerance-metrics.ts';
import type { Cursor } from '../yaml/cursor.ts';

const limit = () => z.union([z.string(), z.number()], { error: 'a limit such as ">= 99%" or "<= 300ms"' }).optional();

/** `{ success: ">= 99%" }` or `[ success >= 99% ]`; the values are read by the tolerance grammar. */
export const tolerancesSchema = z.union(
  [
    z.strictObject(
      Object.fromEntries(metrics.map(metric => [metric, limit()])) as Record<Metric, ReturnType<typeof limit>>,
    ),
    z.array(z.string()).min(1),
    z.string(),
  ],
  { error: 'a map such as { success: ">= 99%" } or a list such as [ success >= 99% ]' },
);

export type ParsedTolerances = z.output<typeof tolerancesSchema>;

/** The three places where a steady state says what it tolerates. */
export const tolerancePlaces = ['tolerance', 'during', 'after'] as const;
type TolerancePlace = (typeof tolerancePlaces)[number];
export type TolerancesByPlace = { readonly [place in TolerancePlace]?: ParsedTolerances };

interface Written {
  readonly path: readonly (string | number)[];
  /** Whether the metric is the key there: what is wrong with the metric is wrong with the key. */
  readonly keyed: boolean;
  readonly result: Condition | ConditionProblem;
}

function conditionsOf(parsed: ParsedTolerances): Written[] {
  if (typeof parsed === 'string') return [{ path: [], keyed: false, result: parseCondition(parsed) }];
  if (Array.isArray(parsed))
    return parsed.map((text, index) => ({ path: [index], keyed: false, result: parseCondition(text) }));
  return metrics.flatMap(metric => {
    const text = parsed[metric];
    return text === undefined ? [] : [{ path: [metric], keyed: true, result: parseLimit(metric, text) }];
  });
}

/** What is wrong with the tolerances of a probe, as issues of a schema's refinement. */
export function toleranceIssues(parsed: TolerancesByPlace, kind: ProbeSpec['kind'] | undefined): z.core.$ZodRawIssue[] {
  const issues: z.core.$ZodRawIssue[] = [];
  for (const place of tolerancePlaces) {
    const written = parsed[place];
    if (written === undefined || !tolerancesSchema.safeParse(written).success) continue;
    for (const { path, keyed, result } of conditionsOf(written)) {
      const at = { code: 'custom' as const, input: undefined, path: [place, ...path] };
      if ('expected' in result) issues.push({ ...at, message: result.expected, params: { found: result.found } });
      else if (kind && !metricsOfProbe[kind].includes(result.metric))
        issues.push({
          ...at,
          message: `a metric of ${kind}: ${metricsOfProbe[kind].join(', ')}`,
          params: { found: `\`${result.metric}\``, atKey: keyed },
        });
    }
  }
  return issues;
}

/**
 * The tolerances of a probe with their phases. A bare one holds in baseline, method and recovery; `during` replaces it
 * in the method and `after` in the recovery, metric by metric. Where no bare one stands behind, the override holds
 * in the baseline as well: what is not true before the fault cannot be asked after it.
 */
export function toTolerances(parsed: TolerancesByPlace, at: Cursor): Tolerance[] {
  const written = tolerancePlaces.flatMap(place => {
    const value = parsed[place];
    if (value === undefined) return [];
    return conditionsOf(value).flatMap(({ path, keyed, result }) => {
      const cursor = at.at(place, ...path);
      return 'expected' in result
        ? []
        : [{ place, condition: result, at: keyed ? cursor.keyPosition : cursor.position }];
    });
  });
  const says = (place: TolerancePlace, metric: Metric) =>
    written.some(entry => entry.place === place && entry.condition.metric === metric);
  return written.map(({ place, condition, at: position }) => {
    const { metric } = condition;
    const phases: JudgedPhase[] = [];
    if (place === 'tolerance' || !says('tolerance', metric)) phases.push('baseline');
    if (place === 'during' || (place === 'tolerance' && !says('during', metric))) phases.push('method');
    if (place === 'after' || (place === 'tolerance' && !says('after', metric))) phases.push('recovery');
    return { ...condition, expression: formatCondition(condition), phases, at: position };
  });
}
