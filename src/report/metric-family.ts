import { visible } from './markup.ts';

export type Labels = Readonly<Record<string, string>>;

/** One number with what it is of. */
export interface MetricPoint {
  readonly labels: Labels;
  /** NaN: cannot be told. */
  readonly value: number;
}

export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  /** Part of the name then, at its end. */
  readonly unit?: 'seconds' | 'ratio';
  readonly points: readonly MetricPoint[];
}

/**
 * OpenMetrics 1.0 text (https://prometheus.io/docs/specs/om/open_metrics_spec/). Only gauges without timestamps, which mean
 * the same in the older format that the Pushgateway and the node exporter's textfile collector read: to these, UNIT and EOF
 * are comments. A family without points is left out.
 */
export function formatMetrics(families: readonly MetricFamily[]): string {
  const lines = families
    .filter(({ points }) => points.length > 0)
    .flatMap(({ name, help, unit, points }) => [
      `# TYPE ${name} gauge`,
      ...(unit ? [`# UNIT ${name} ${unit}`] : []),
      `# HELP ${name} ${escapeLabel(help)}`,
      ...points.map(({ labels, value }) => `${name}${formatLabels(labels)} ${formatValue(value)}`),
    ]);
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

function formatLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

function escapeLabel(text: string): string {
  return visible(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

/** A family whose points are given in milliseconds; its name ends with the unit. */
export function inSeconds(name: string, help: string, points: readonly MetricPoint[]): MetricFamily {
  const divided = points.map(({ labels, value }) => ({ labels, value: value / 1000 }));
  return { name: `${name}_seconds`, unit: 'seconds', help, points: divided };
}
