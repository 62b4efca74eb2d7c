import { a as notice, c as setOutput, d as summary, l as startGroup, n as error, o as saveState, s as setFailed, t as endGroup, u as warning } from "./chunk-core.js";
import { i as InvalidInput, l as exitCodes, o as messageOf } from "./chunk-errors.js";
import { t as runGate } from "./chunk-gate.js";
import { t as listenForInterruption } from "./chunk-interruption.js";
import { t as outputFolder } from "./chunk-output-folder.js";
import { r as defaultTimeoutMs, t as defaultDeployTimeoutMs } from "./chunk-options.js";
import { i as parseDuration } from "./chunk-duration.js";
import { t as describeEvent } from "./chunk-event-line.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { randomUUID } from "node:crypto";
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
// src/action/globs.ts
/** Paths that a pattern stands for, sorted; a path without a wildcard stands for itself, so that a typo is named later. */
async function expandGlob(pattern) {
	if (!/[*?[{]/.test(pattern)) return [pattern];
	const paths = [];
	for await (const path of glob(pattern)) paths.push(path);
	return paths.sort();
}
// src/action/inputs.ts
const occasions = [
	"never",
	"on-failure",
	"always"
];
/**
* Reads the step's inputs as the runner passes them (`INPUT_NAME`, hyphens kept). An empty input is an absent one.
* Throws InvalidInput with every problem at once. `scenarios` are paths or globs, one a line.
*/
async function readInputs(environment, expandGlob) {
	const problems = [];
	const text = (name) => environment[`INPUT_${name.toUpperCase()}`]?.trim() || void 0;
	const lines = (name) => (text(name) ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
	const word = (name, expected, otherwise) => {
		const found = text(name) ?? otherwise;
		if (!expected.includes(found)) problems.push({ message: `input ${name}: found "${found}", expected one of ${expected.join(", ")}` });
		return found;
	};
	const integer = (name, least) => {
		const found = text(name);
		if (found === void 0 || /^\d{1,15}$/.test(found) && Number(found) >= least) return found === void 0 ? void 0 : Number(found);
		problems.push({ message: `input ${name}: found "${found}", expected a whole number from ${least} on` });
	};
	const duration = (name, otherwise) => {
		const found = text(name);
		const ms = found === void 0 ? otherwise : parseDuration(found);
		if (ms === void 0 || ms <= 0) problems.push({ message: `input ${name}: found "${found}", expected a duration such as 90s or 15m` });
		return ms ?? otherwise;
	};
	const files = (await Promise.all(lines("scenarios").map(expandGlob))).flat();
	if (files.length === 0) problems.push({ message: `input scenarios: found "${text("scenarios") ?? ""}", expected paths or globs of scenario files, one a line` });
	const inputs = {
		gate: {
			files,
			cluster: {
				provider: text("cluster") && word("cluster", [
					"embedded",
					"kind",
					"minikube",
					"existing"
				], "embedded") || void 0,
				nodes: integer("nodes", 1),
				nodeImage: text("node-image"),
				kubernetesVersion: text("kubernetes-version"),
				kubeconfig: text("kubeconfig"),
				context: text("context")
			},
			allowContext: text("allow-context"),
			keep: word("keep", ["true", "false"], "false") === "true",
			app: lines("app"),
			images: lines("images"),
			scenarios: lines("scenario"),
			seed: integer("seed", 0),
			compat: word("compat", ["strict", "legacy"], "strict"),
			failOn: word("fail-on", ["refuted", "inconclusive"], "inconclusive"),
			timeoutMs: duration("timeout", defaultTimeoutMs),
			deployTimeoutMs: duration("deploy-timeout", defaultDeployTimeoutMs),
			out: text("out") ?? "chaos-gate-out"
		},
		comment: word("comment", occasions, "never"),
		upload: word("upload", occasions, "never"),
		githubToken: text("github-token")
	};
	if (problems.length > 0) throw new InvalidInput(problems);
	return inputs;
}
// src/action/log.ts
/**
* While it is open, workflow commands are stopped (`::stop-commands::`), so that a name or a log line from
* outside cannot issue one; groups are written by lifting that for a moment.
*/
function openLog() {
	const token = randomUUID();
	const write = (text) => process.stdout.write(`${text}\n`);
	const command = (issue) => {
		write(`::${token}::`);
		issue();
		write(`::stop-commands::${token}`);
	};
	write(`::stop-commands::${token}`);
	let open = true;
	return {
		onEvent(event) {
			if (event.type === "experiment-started") command(() => startGroup(event.name));
			const text = describeEvent(event);
			if (text) write(text);
			if (event.type === "experiment-ended") command(() => endGroup());
		},
		[Symbol.dispose]() {
			if (open) write(`::${token}::`);
			open = false;
		}
	};
}
// src/action/publish.ts
/** The runner shows ten annotations of a kind and drops the rest silently. */
const maxAnnotations = 10;
const summaryFile = "summary.md";
/** Shows a result where people look: outputs, annotations on the lines of the scenario file, job summary, the step's status. */
async function publish(result, folder, gate) {
	const count = (verdict) => result.experiments.filter((experiment) => experiment.verdict === verdict).length;
	setOutput("verdict", result.verdict);
	setOutput("exit-code", result.exitCode);
	setOutput("reason", result.reason);
	setOutput("experiments", result.experiments.length);
	for (const verdict of [
		"upheld",
		"refuted",
		"inconclusive"
	]) setOutput(verdict, count(verdict));
	setOutput("report", join(folder.path, "report.html"));
	setOutput("journal", folder.journal);
	if (gate.keep) setOutput("kubeconfig", join(folder.cluster, "kubeconfig"));
	const reasons = result.experiments.flatMap(({ name, file, line, reasons: found }) => found.map((reason) => ({
		title: name,
		file: reason.file ?? file,
		startLine: reason.line ?? line,
		message: reason.message
	})));
	const shown = reasons.length > maxAnnotations ? reasons.slice(0, 9) : reasons;
	for (const { message, ...place } of shown) error(message, place);
	if (shown.length < reasons.length) error(`${reasons.length - shown.length} more reasons, see the report`);
	await summary.addRaw(await readFile(join(folder.path, summaryFile), "utf8")).write();
	if (result.exitCode === exitCodes.upheld) notice(`${result.verdict}: ${result.reason}`);
	else setFailed(`${result.verdict}: ${result.reason}`);
}
// src/action/main.ts
/** The step itself: the same gate as the command line's, told by inputs, seen as annotations, summary and outputs. */
async function main() {
	try {
		var _usingCtx$1 = _usingCtx();
		const { gate } = await readInputs(process.env, expandGlob);
		const folder = outputFolder(gate.out);
		saveState("out", folder.path);
		const log = _usingCtx$1.u(openLog());
		const cancellation = _usingCtx$1.u(listenForInterruption(warning));
		const result = await runGate(gate, {
			signal: cancellation.signal,
			onEvent: log.onEvent
		});
		log[Symbol.dispose]();
		await publish(result, folder, gate);
		return result.exitCode;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
try {
	process.exitCode = await main();
} catch (error$1) {
	if (error$1 instanceof InvalidInput) for (const { message, at } of error$1.problems.slice(0, 10)) error(message, at && {
		file: at.file,
		startLine: at.line,
		startColumn: at.column
	});
	setFailed(messageOf(error$1));
	const code = error$1.exitCode;
	process.exitCode = typeof code === "number" ? code : exitCodes.infrastructure;
}
export {};
