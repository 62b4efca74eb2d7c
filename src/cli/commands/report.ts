import { InvalidInput } from '../../errors.ts';
import { putAnnotations, readGrafana } from '../../grafana.ts';
import { outputFolder } from '../../output-folder.ts';
import { timelineAnnotations } from '../../report/index.ts';
import { readReportInput, writeReports } from '../../reports.ts';
import type { CommandLine } from '../arguments.ts';
import { showResult } from '../show-result.ts';

/**
 * `report DIR`: verdict and reports from `DIR/journal.ndjson` alone, byte for byte what the run wrote; with `--grafana-url`
 * also annotations in a Grafana.
 */
export async function report(line: CommandLine): Promise<number> {
  const [directory] = line.operands;
  if (!directory || line.operands.length > 1)
    throw new InvalidInput(`report: found ${line.operands.length} folders, expected one`);
  const grafana = line.grafanaUrl === undefined ? undefined : readGrafana(line.grafanaUrl, process.env.GRAFANA_TOKEN);
  const folder = outputFolder(directory);
  const result = await writeReports(folder);
  if (grafana) {
    const added = await putAnnotations(grafana, timelineAnnotations(await readReportInput(folder)));
    process.stderr.write(`${added} annotations added to ${grafana.url}\n`);
  }
  showResult(result, folder, line);
  return result.exitCode;
}
