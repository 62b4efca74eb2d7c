import type { Comparison, ComparisonVerdict, MetricComparison, ScenarioComparison } from '../compare/comparison.ts';
import { formatMs, formatShare } from '../judge/observed.ts';
import { printable } from './event-line.ts';
import { code, prose, table } from './markdown.ts';
import { shorten } from './markup.ts';

const marks: Readonly<Record<ComparisonVerdict, string>> = { 'not worse': '✔', worse: '✘', 'cannot tell': '?' };
const maxRows = 20;

/** A comparison as `compare` prints it: the worst first, every number with its interval. */
export function formatComparison(comparison: Comparison): string {
  const { verdict, reason, base, head, confidence } = comparison;
  const lines = [
    `earlier: ${base.startedAt}, ${base.verdict}, ${base.cluster}`,
    `later:   ${head.startedAt}, ${head.verdict}, ${head.cluster}`,
    '',
    ...inOrder(comparison).flatMap(scenario => [
      `${marks[scenario.verdict]} ${scenario.verdict.padEnd('cannot tell'.length)}  ${scenario.name}`,
      ...(scenario.why === undefined ? [] : [`    ${scenario.why}`]),
      ...(scenario.base === scenario.head ? [] : [`    verdict: ${verdictsOf(scenario)}`]),
      ...scenario.metrics.map(metric => `    ${marks[metric.verdict]} ${describeMetric(metric)}`),
    ]),
    '',
    `${marks[verdict]} ${verdict}: ${reason}`,
    `  in brackets: intervals with ${formatShare(confidence)} confidence`,
  ];
  return `${lines.map(defuse).join('\n')}\n`;
}

/** A name may be of any length, and must not be able to give a runner a command. */
function defuse(line: string): string {
  return printable(shorten(line, 1000))
    .replace(/^(\s*):(?=:)/, '$1:\u200b')
    .replaceAll('##[', '#\u200b#[');
}

/** The same as a section of a Markdown page, short: only what is not as before has its numbers. */
export function summarizeComparison(comparison: Comparison): string {
  const scenarios = inOrder(comparison);
  const rows = scenarios.slice(0, maxRows).map(scenario => {
    const told = scenario.metrics.filter(({ verdict, decides }) => decides && verdict !== 'not worse');
    const why = scenario.why === undefined ? told.slice(0, 4).map(describeMetric) : [scenario.why];
    return [
      `${marks[scenario.verdict]} ${scenario.verdict}`,
      prose(scenario.name, 120),
      verdictsOf(scenario),
      why.map(each => prose(each, 200)).join('<br>'),
    ];
  });
  const more = scenarios.length > maxRows ? [['', `and ${scenarios.length - maxRows} more`, '', '']] : [];
  return [
    `### ${marks[comparison.verdict]} Against the run of ${prose(comparison.base.startedAt, 40)}: ${comparison.verdict}`,
    prose(comparison.reason, 500),
    table(['', 'Scenario', 'Verdict', 'How much'], [...rows, ...more]),
    `Intervals with ${formatShare(comparison.confidence)} confidence; ${code('chaos-gate compare')} has every number.`,
  ].join('\n\n');
}

const order: Readonly<Record<ComparisonVerdict, number>> = { worse: 0, 'cannot tell': 1, 'not worse': 2 };

function inOrder({ scenarios }: Comparison): ScenarioComparison[] {
  return scenarios.toSorted((a, b) => order[a.verdict] - order[b.verdict]);
}

function verdictsOf({ base, head }: ScenarioComparison): string {
  return base === head ? `${base}` : `${base ?? 'not there'} → ${head ?? 'not there'}`;
}

/** `p95 of "shop answers": 20 ms [18 ms, 22 ms] → 61 ms [55 ms, 66 ms]; a loss up to 10 ms is none`. */
function describeMetric({ metric, probe, unit, base, head, margin, why }: MetricComparison): string {
  const format = (value: number) => {
    if (!Number.isFinite(value)) return '∞';
    return unit === 'share' ? formatShare(value) : formatMs(value);
  };
  const measured = ({ value, low, high }: typeof base) =>
    Number.isNaN(value) ? 'no samples' : `${format(value)} [${format(low)}, ${format(high)}]`;
  const what = probe === undefined ? metric : `${metric} of "${probe}"`;
  const most = unit === 'share' ? `${Math.round(margin * 1e4) / 100} percentage points` : format(margin);
  return `${what}: ${measured(base)} → ${measured(head)}; ${why ?? `a loss up to ${most} is none`}`;
}
