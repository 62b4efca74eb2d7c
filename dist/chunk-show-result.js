import { _ as reproduce, c as formatVerdictTable, p as verdictJson, s as defuse } from "./chunk-output-folder.js";
import { n as printable } from "./chunk-event-line.js";
import { relative } from "node:path";
// src/cli/show-result.ts
/**
* The end of a run or a report: the verdict table, the commands that do it again and where the reports are; or
* `verdict.json` and nothing else.
*/
function showResult(result, folder, line) {
	if (line.format === "json") {
		process.stdout.write(verdictJson(result));
		return;
	}
	const { stdout } = process;
	const colour = stdout.isTTY && !process.env.NO_COLOR && line.format !== "plain";
	stdout.write(`\n${formatVerdictTable(result, {
		color: colour,
		width: stdout.columns ?? 100
	})}\n`);
	stdout.write(`again:\n${commandsAgain(result).join("\n")}\n`);
	stdout.write(`reports: ${relative(process.cwd(), folder.path) || "."} (report.html, summary.md, junit.xml, verdict.json, journal.ndjson)\n`);
}
const maxCommands = 5;
/** One command for each experiment that was not upheld; where all were, one for the run. To be pasted: never broken. */
function commandsAgain(result) {
	const unsettled = result.experiments.filter(({ verdict }) => verdict !== "upheld");
	const commands = unsettled.length === 0 ? [reproduce(result)] : unsettled.slice(0, maxCommands).map((experiment) => reproduce(result, experiment));
	const more = unsettled.length - maxCommands;
	const rest = more > 0 ? [`  (and ${more} more, each with its --scenario)`] : [];
	return [...commands.map((command) => `  ${defuse(printable(command))}`), ...rest];
}
export { showResult as t };
