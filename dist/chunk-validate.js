import { a as formatProblem, l as exitCodes } from "./chunk-errors.js";
import { t as loadFiles } from "./chunk-load-files.js";
// src/cli/commands/validate.ts
/** `validate FILE...`: every problem of every file, or one line that says how much is fine. Touches no cluster. */
async function validate(line) {
	const suite = await loadFiles(line);
	for (const notice of suite.notices) process.stderr.write(`${formatProblem(notice)}\n`);
	const { scenarios, files } = suite;
	process.stdout.write(`${count(files.length, "file")}, ${count(scenarios.length, "scenario")}: valid\n`);
	return exitCodes.upheld;
}
function count(n, noun) {
	return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
export { validate };
