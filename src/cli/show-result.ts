import { relative } from 'node:path';
import type { RunResult } from '../judge/run-result.ts';
import type { OutputFolder } from '../output-folder.ts';
import { formatVerdictTable, verdictJson } from '../report/index.ts';
import type { CommandLine } from './arguments.ts';

/** The end of a run or a report: the verdict table and where the reports are, or `verdict.json` and nothing else. */
export function showResult(result: RunResult, folder: OutputFolder, line: CommandLine): void {
  if (line.format === 'json') {
    process.stdout.write(verdictJson(result));
    return;
  }
  const { stdout } = process;
  const colour = stdout.isTTY && !process.env.NO_COLOR && line.format !== 'plain';
  stdout.write(`\n${formatVerdictTable(result, { color: colour, width: stdout.columns ?? 100 })}\n`);
  stdout.write(
    `reports: ${relative(process.cwd(), folder.path) || '.'} (report.html, summary.md, junit.xml, verdict.json, journal.ndjson)\n`,
  );
}
