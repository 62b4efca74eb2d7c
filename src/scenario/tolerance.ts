import { formatDuration, parseDuration } from './duration.ts';
import { formatShare, parseShare } from './share.ts';
import { type Metric, metrics, type Operator, type Tolerance } from './suite.ts';
import { unitOfMetric } from './tolerance-metrics.ts';

/** A tolerance without its place: `METRIC OP VALUE`. Shares are 0-1, durations milliseconds. */
export type Condition = Pick<Tolerance, 'metric' | 'operator' | 'value' | 'unit'>;

/** What is wrong with a condition: the phrase after "expected", and what was found where it is not the whole. */
export interface ConditionProblem {
  readonly expected: string;
  readonly found?: string;
}

export type ConditionResult = Condition | ConditionProblem;

const operators = ['>=', '<=', '==', '>', '<'] as const satisfies readonly Operator[];

/**
 * Reads a condition.
 *
 *     condition = metric [ operator ] value
 *     metric    = "success" | "p50" | … | "value"
 *     operator  = ">=" | ">" | "<=" | "<" | "=="          absent: "=="
 *     value     = share | duration | number               as the metric's unit has it
 *     share     = number "%" | "0" | "1" | "0." digits
 *     duration  = as in duration.ts; "0" needs no unit
 *     number    = [ "-" ] digits [ "." digits ]
 */
export function parseCondition(text: string): ConditionResult {
  const match = text.length <= 200 ? /^\s*([a-z]\w*)\s*(.*)$/i.exec(text) : null;
  if (!match) return { expected: 'METRIC OP VALUE, such as `success >= 99%` or `p95 <= 300ms`' };
  const [, name = '', rest = ''] = match;
  const metric = metrics.find(known => known === name);
  if (!metric) return { expected: `a metric: ${metrics.join(', ')}`, found: `"${name.slice(0, 40)}"` };
  return parseLimit(metric, rest);
}

/** Reads what follows a metric: `>= 99%`, `<= 300ms`; a value alone means `==`. */
export function parseLimit(metric: Metric, limit: string | number): ConditionResult {
  const text = String(limit).trim();
  const operator = operators.find(candidate => text.startsWith(candidate));
  const valueText = text.slice(operator?.length ?? 0).trim();
  const unit = unitOfMetric[metric];
  const value = parseValue[unit](valueText);
  if (value !== undefined) return { metric, operator: operator ?? '==', value, unit };
  const strange = !operator && /^[^\w-]/.test(valueText);
  return {
    expected: `${valuePhrase[unit]} after ${operator ? `\`${operator}\`` : strange ? operatorPhrase : `\`${metric}\``}`,
  };
}

const operatorPhrase = 'one of >=, >, <=, <, ==';

const parseValue: Record<Tolerance['unit'], (text: string) => number | undefined> = {
  share: parseShare,
  ms: text => (text === '0' ? 0 : parseDuration(text)),
  number: text => (/^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) + 0 : undefined),
};

const valuePhrase: Record<Tolerance['unit'], string> = {
  share: 'a share between 0% and 100% such as 99% or 0.99',
  ms: 'a duration with its unit such as 300ms or 1.5s',
  number: 'a number',
};

/** As the report prints it, and as `parseCondition` reads it back: `success >= 99%`. */
export function formatCondition({ metric, operator, value, unit }: Condition): string {
  return `${metric} ${operator} ${formatValue(value, unit)}`;
}

/** `99%`, `300ms`, `3`. */
export function formatValue(value: number, unit: Tolerance['unit']): string {
  if (unit === 'share') return formatShare(value);
  return unit === 'ms' ? formatDuration(value) : String(value);
}
