import { i as InvalidInput } from "./chunk-errors.js";
import { t as outputFolder } from "./chunk-output-folder.js";
import { t as writeReports } from "./chunk-reports.js";
import { t as showResult } from "./chunk-show-result.js";
// src/cli/commands/report.ts
/** `report DIR`: verdict and reports from `DIR/journal.ndjson` alone, byte for byte what the run wrote. */
async function report(line) {
	const [directory] = line.operands;
	if (!directory || line.operands.length > 1) throw new InvalidInput(`report: found ${line.operands.length} folders, expected one`);
	const result = await writeReports(outputFolder(directory));
	showResult(result, outputFolder(directory), line);
	return result.exitCode;
}
export { report };
