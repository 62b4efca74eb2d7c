import { z } from 'zod';
import {
  type JudgedPhase,
  type Metric,
  metrics,
  type ProbeSpec,
  type StopCondition,
  type Tolerance,
} from '../suite.ts';
import { type Condition, type ConditionProblem, formatCondition, parseCondition, parseLimit } from '../tolerance.ts';
import { meaningOfMetric, metricsOfProbe, unitOfMetric } from '../tolerance-metrics.ts';
import type { Cursor } from '../yaml/cursor.ts';

const operator = '^\\s*(?:>=|<=|==|>|<)?\\s*';

/** How a limit of each unit is written; a bare number is a share, or nothing, or a number. */
const limitForms: Readonly<Record<Tolerance['unit'], Record<string, unknown>>> = {
  share: { pattern: `${operator}[\\d.]+\\s*%?\\s*$`, minimum: 0, maximum: 1, examples: ['>= 99%'] },
  ms: { pattern: `${operator}[\\d.hms]+\\s*$`, minimum: 0, maximum: 0, examples: ['<= 300ms'] },
  number: { pattern: `${operator}-?[\\d.]+\\s*$`, examples: ['>= 3'] },
};

const limit = (metric: Metric) =>
  z
    .union([z.string(), z.number()], { error: 'a limit such as ">= 99%" or "<= 300ms"' })
    .meta(limitForms[unitOfMetric[metric]])
    .optional()
    .describe(meaningOfMetric[metric]);

const condition = () => z.string().meta({ pattern: `^\\s*(?:${metrics.join('|')})\\b`, examples: ['success >= 99%'] });

/** `{ success: ">= 99%" }` or `[ success >= 99% ]`; the values are read by the tolerance grammar. */
export const tolerancesSchema = z.union(
  [
    z
      .strictObject(
        Object.fromEntries(metrics.map(metric => [metric, limit(metric)])) as Record<Metric, ReturnType<typeof limit>>,
      )
      .check(({ value, issues }) => {
        if (Object.keys(value).length > 0 || issues.length > 0) return;
        const message = 'a condition such as { success: ">= 99%" }';
        issues.push({ code: 'custom', input: value, message, params: { found: 'an empty map' } });
      })
      .meta({ minProperties: 1 }),
    z.array(condition()).min(1),
    condition(),
  ],
  { error: 'a map such as { success: ">= 99%" } or a list such as [ success >= 99% ]' },
);

export type ParsedTolerances = z.output<typeof tolerancesSchema>;

/** The three places where a steady state says what it tolerates. */
export const tolerancePlaces = ['tolerance', 'during', 'after'] as const;
type TolerancePlace = (typeof tolerancePlaces)[number];
export type TolerancesByPlace = { readonly [place in TolerancePlace | 'stopWhen']?: ParsedTolerances };

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
  for (const place of [...tolerancePlaces, 'stopWhen'] as const) {
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
      else if (result.metric === 'amplification' && place !== 'tolerance' && place !== 'during')
        issues.push({
          ...at,
          message: 'it under `tolerance` or `during`: it is read while a delay lasts, and held in the method alone',
          params: { found: '`amplification`', atKey: keyed },
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
    if (metric === 'amplification')
      return { ...condition, expression: formatCondition(condition), phases: ['method'], at: position };
    const phases: JudgedPhase[] = [];
    if (place === 'tolerance' || !says('tolerance', metric)) phases.push('baseline');
    if (place === 'during' || (place === 'tolerance' && !says('during', metric))) phases.push('method');
    if (place === 'after' || (place === 'tolerance' && !says('after', metric))) phases.push('recovery');
    return { ...condition, expression: formatCondition(condition), phases, at: position };
  });
}

/** The conditions of a `stopWhen`, which hold in no phase: they end one. */
export function toStopConditions(parsed: ParsedTolerances, at: Cursor): StopCondition[] {
  return conditionsOf(parsed).flatMap(({ path, keyed, result }) => {
    if ('expected' in result) return [];
    const cursor = at.at(...path);
    return [{ ...result, expression: formatCondition(result), at: keyed ? cursor.keyPosition : cursor.position }];
  });
}
