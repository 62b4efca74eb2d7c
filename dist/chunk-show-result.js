import { a as verdictJson, d as countVerdicts, f as describeCluster, m as reproduce, p as marks } from "./chunk-output-folder.js";
import { n as printable } from "./chunk-event-line.js";
import { relative } from "node:path";
// src/report/verdict-table.ts
/** The end of a run on a terminal or in a log: every experiment with its verdict and why, then the run's. */
function formatVerdictTable(result, options) {
	const width = Math.max(40, options.width);
	const paint = (verdict, text) => options.color ? `${colors[verdict]}${text}\u001b[0m` : text;
	const lines = result.experiments.flatMap((experiment) => {
		const [head = "", ...rest] = describeExperiment(experiment, width);
		return [paint(experiment.verdict, head), ...rest];
	});
	const verdict = `${marks[result.verdict]} ${result.verdict}`;
	const summary = `${countVerdicts(result.experiments)}; ${describeCluster(result.cluster)}; seed ${result.seed}`;
	const why = (result.verdict === "upheld" || result.reason.includes(result.experiments[0]?.reason ?? "")) && result.experiments.length < 2 ? [] : wrap(oneLine(result.reason), width, "  ");
	return [
		...lines,
		"",
		paint(result.verdict, verdict),
		...why,
		...wrap(oneLine(summary), width, "  ")
	].map(defuse).join("\n");
}
const colors = {
	upheld: "\x1B[32m",
	refuted: "\x1B[31m",
	inconclusive: "\x1B[33m"
};
const maxReasons = 5;
function describeExperiment({ name, verdict, reason, reasons }, width) {
	const head = cut(`${marks[verdict]} ${verdict.padEnd(12)}  ${oneLine(name)}`, width);
	const others = reasons.slice(1, maxReasons).map(({ code, message }) => `${code}: ${message}`);
	const more = reasons.length > maxReasons ? [`and ${reasons.length - maxReasons} more reasons`] : [];
	return [head, ...[
		reason,
		...others,
		...more
	].flatMap((text) => wrap(oneLine(text), width, "    "))];
}
function oneLine(text) {
	return printable(text.replace(/\s+/g, " "));
}
/** Breaks a text at its spaces into lines of at most `width`, each indented; a word that is too long is broken too. */
function wrap(text, width, indent) {
	const room = width - indent.length;
	const lines = [];
	let line = "";
	for (const word of cut(text, 2e3).split(" ")) {
		if (line !== "" && line.length + 1 + word.length > room) {
			lines.push(line);
			line = "";
		}
		line = line === "" ? word : `${line} ${word}`;
		for (; line.length > room; line = line.slice(room)) lines.push(line.slice(0, room));
	}
	return [...lines, line].map((each) => indent + each);
}
function cut(text, length) {
	return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
/** A runner takes a line that begins with `::`, or holds `##[`, for a command. Names must not be able to give one. */
function defuse(line) {
	return line.replace(/^(\s*):(?=:)/, "$1:​").replaceAll("##[", "#​#[");
}
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
	const files = [...new Set(result.experiments.map(({ file }) => file))];
	const unsettled = result.experiments.filter(({ verdict }) => verdict !== "upheld");
	const commands = unsettled.length === 0 ? [reproduce(result, files)] : unsettled.slice(0, maxCommands).map((experiment) => reproduce(result, files, experiment));
	const more = unsettled.length - maxCommands;
	const rest = more > 0 ? [`  (and ${more} more, each with its --scenario)`] : [];
	return [...commands.map((command) => `  ${defuse(printable(command))}`), ...rest];
}
export { showResult as t };
