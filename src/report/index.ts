import { renderBadge } from './badge.ts';
import { renderHtml } from './html/page.ts';
import { renderJunit } from './junit.ts';
import { renderMetrics } from './metrics.ts';
import type { Report } from './report.ts';
import { renderSarif } from './sarif.ts';
import { renderSummary } from './summary.ts';
import { renderTrace } from './trace.ts';
import { verdictJson } from './verdict-json.ts';

/** The visible list of reports: what a run leaves in its output folder, beside the journal that they are all made of. */
export const reports: readonly Report[] = [
  { file: 'verdict.json', render: ({ result }) => verdictJson(result) },
  { file: 'summary.md', render: renderSummary },
  { file: 'report.html', render: renderHtml },
  { file: 'junit.xml', render: renderJunit },
  { file: 'results.sarif', render: renderSarif },
  { file: 'metrics.prom', render: renderMetrics },
  { file: 'trace.json', render: renderTrace },
  { file: 'badge.json', render: renderBadge },
];

export { renderComment } from './comment.ts';
export { formatComparison, summarizeComparison } from './comparison.ts';
export { describeEvent, printable } from './event-line.ts';
export { renderFailure } from './failure-summary.ts';
export { createReportFold, type ReportFold } from './fold.ts';
export type { Report, ReportInput } from './report.ts';
export { type TimelineAnnotation, timelineAnnotations } from './timeline-annotations.ts';
export { verdictJson } from './verdict-json.ts';
export { formatVerdictTable } from './verdict-table.ts';
