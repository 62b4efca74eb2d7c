import { renderHtml } from './html/page.ts';
import { renderJunit } from './junit.ts';
import type { Report } from './report.ts';
import { renderSarif } from './sarif.ts';
import { renderSummary } from './summary.ts';
import { verdictJson } from './verdict-json.ts';

/** The visible list of reports: what a run leaves in its output folder, beside the journal that they are all made of. */
export const reports: readonly Report[] = [
  { file: 'verdict.json', render: ({ result }) => verdictJson(result) },
  { file: 'summary.md', render: renderSummary },
  { file: 'report.html', render: renderHtml },
  { file: 'junit.xml', render: renderJunit },
  { file: 'results.sarif', render: renderSarif },
];

export { describeEvent, printable } from './event-line.ts';
export { createReportFold, type ReportFold } from './fold.ts';
export type { Report, ReportInput } from './report.ts';
export { verdictJson } from './verdict-json.ts';
export { formatVerdictTable } from './verdict-table.ts';
