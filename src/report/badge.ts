import type { Verdict } from '../verdict.ts';
import type { ReportInput } from './report.ts';

const colors: Readonly<Record<Verdict, string>> = { upheld: 'brightgreen', refuted: 'red', inconclusive: 'yellow' };

/**
 * `badge.json`: what a shields.io endpoint badge reads (https://shields.io/badges/endpoint-badge). It holds no name and
 * no text from outside.
 */
export function renderBadge({ result }: ReportInput): string {
  const { verdict, experiments } = result;
  const upheld = experiments.filter(experiment => experiment.verdict === 'upheld').length;
  const badge = {
    schemaVersion: 1,
    label: 'chaos',
    message: verdict === 'upheld' ? `upheld (${upheld})` : `${verdict} (${upheld} of ${experiments.length} upheld)`,
    color: colors[verdict],
  };
  return `${JSON.stringify(badge, null, 2)}\n`;
}
