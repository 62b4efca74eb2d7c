import { a as endGroup, c as saveState, d as setSecret, f as startGroup, i as occasions, l as setFailed, m as summary, o as error, p as warning, r as openLog, t as publish, u as setOutput } from "./chunk-publish.js";
import { i as InvalidInput, l as messageOf, o as exitCodeOf, s as formatProblem } from "./chunk-errors.js";
import { t as runGate } from "./chunk-gate.js";
import { t as listenForInterruption } from "./chunk-interruption.js";
import { S as readUndoJournal, g as marks, h as prose, n as outputFolder } from "./chunk-output-folder.js";
import { t as outliveReaders } from "./chunk-output-streams2.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { r as defaultTimeoutMs, t as defaultDeployTimeoutMs } from "./chunk-options.js";
import { s as parseDuration } from "./chunk-share.js";
import { n as printable } from "./chunk-event-line.js";
import { t as require_dist } from "./chunk-dist.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { glob, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { existsSync, readFileSync } from "node:fs";
// src/report/failure-summary.ts
const maxProblems = 50;
/** The job summary of a step that came to no result: what kept it from one. Pure. */
function renderFailure(problems, exitCode) {
	const more = problems.length - maxProblems;
	const lines = [...problems.slice(0, maxProblems).map((problem) => `- ${prose(problem)}`), ...more > 0 ? [`- and ${more} more`] : []];
	return [
		`# ${marks.inconclusive} chaos-gate: inconclusive`,
		`No experiment was judged (exit code ${exitCode}):`,
		`${lines.join("\n")}\n`
	].join("\n\n");
}
// src/action/failure.ts
/**
* Shows what kept the step from a result where people look: an annotation for each problem, outputs, job summary.
* Returns the exit code, which is what makes the step fail.
*/
async function publishFailure(error$1) {
	const problems = error$1 instanceof InvalidInput ? error$1.problems : [{ message: messageOf(error$1) }];
	const code = exitCodeOf(error$1) ?? exitCodes.infrastructure;
	const shown = problems.length > 10 ? problems.slice(0, 9) : problems;
	for (const { message, at } of shown) error(message, at && {
		file: at.file,
		startLine: at.line,
		startColumn: at.column
	});
	if (shown.length < problems.length) error(`${problems.length - shown.length} more problems: the job summary has them`);
	const texts = problems.map(formatProblem);
	setOutput("verdict", "inconclusive");
	setOutput("exit-code", code);
	setOutput("reason", texts.length > 1 ? `${texts[0]} (and ${texts.length - 1} more)` : texts[0]);
	for (const name of [
		"experiments",
		"upheld",
		"refuted",
		"inconclusive"
	]) setOutput(name, 0);
	for (const name of [
		"report",
		"journal",
		"comparison",
		"upload"
	]) setOutput(name, "");
	if (process.env.GITHUB_STEP_SUMMARY) await summary.addRaw(renderFailure(texts, code)).write();
	return code;
}
// src/action/globs.ts
/** Paths that a pattern stands for, sorted; a path without a wildcard stands for itself, so that a typo is named later. */
async function expandGlob(pattern) {
	if (!/[*?[{]/.test(pattern)) return [pattern];
	const paths = [];
	for await (const path of glob(pattern)) paths.push(path);
	return paths.sort();
}
// src/action/inputs.ts
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
		githubToken: text("github-token"),
		leg: legOf(text("leg")),
		baseline: text("baseline")
	};
	if (problems.length > 0) throw new InvalidInput(problems);
	return inputs;
}
/** The matrix as JSON, which is `null` or empty where there is none. */
function legOf(matrix) {
	return matrix === void 0 || ["null", "{}"].includes(matrix) ? void 0 : matrix;
}
// src/action/pod-logs.ts
const maxFiles = 10;
/**
* Shows the last lines of the pods' logs that a run which was not upheld has saved, in a group of their own.
* What pods print is theirs: it is shown while workflow commands are stopped. Without logs, nothing.
*/
async function showPodLogs(log, directory) {
	const files = (await namesIn(directory)).filter((name) => name.endsWith(".log")).sort();
	if (files.length === 0) return;
	log.command(() => startGroup("last lines of the pods’ logs"));
	for (const name of files.slice(0, maxFiles)) {
		const lines = (await readFile(join(directory, name), "utf8")).trimEnd().split("\n");
		process.stdout.write(`${[name, ...lines.slice(-20).map((line) => `  ${printable(line)}`)].join("\n")}\n`);
	}
	if (files.length > maxFiles) process.stdout.write(`${files.length - maxFiles} more are in ${directory}\n`);
	log.command(() => endGroup());
}
async function namesIn(directory) {
	try {
		return await readdir(directory);
	} catch (error) {
		if (error.code === "ENOENT") return [];
		throw error;
	}
}
// src/action/secrets.ts
var import_dist = require_dist();
/** Keys of a kubeconfig whose values open the cluster. */
const secretKeys = /* @__PURE__ */ new Set([
	"token",
	"password",
	"client-key-data",
	"client-certificate-data",
	"certificate-authority-data",
	"access-token",
	"id-token",
	"refresh-token",
	"client-secret"
]);
/** Masking shorter ones would make the log unreadable: the runner replaces every occurrence. */
const leastCharacters = 8;
/** Every secret of a kubeconfig's text, those in base64 also as the lines of what they stand for. Pure. Not a kubeconfig: none. */
function secretsOf(text) {
	const found = /* @__PURE__ */ new Set();
	const visit = (value, key) => {
		if (typeof value === "string" && secretKeys.has(key)) {
			found.add(value);
			if (key.endsWith("-data")) {
				for (const line of Buffer.from(value, "base64").toString().split("\n")) if (!line.startsWith("-----")) found.add(line);
			}
		} else if (typeof value === "object" && value !== null) for (const [name, child] of Object.entries(value)) visit(child, name);
	};
	visit((0, import_dist.parse)(text), "");
	return [...found].filter((secret) => secret.length >= leastCharacters);
}
/** Has the runner hide a kubeconfig's secrets wherever they come up in the log. A file that is not there has none. */
function maskKubeconfig(path) {
	if (existsSync(path)) for (const secret of secretsOf(readFileSync(path, "utf8"))) setSecret(secret);
}
// src/action/main.ts
/** The step itself: the same gate as the command line's, told by inputs, seen as annotations, summary and outputs. */
async function main() {
	try {
		var _usingCtx$1 = _usingCtx();
		const inputs = await readInputs(process.env, expandGlob);
		if (inputs.githubToken) setSecret(inputs.githubToken);
		const { gate } = inputs;
		const folder = outputFolder(gate.out);
		saveState("out", folder.path);
		saveState("since", (/* @__PURE__ */ new Date()).toISOString());
		const log = _usingCtx$1.u(openLog());
		const cancellation = _usingCtx$1.u(listenForInterruption((text) => log.command(() => warning(text))));
		const onEvent = (event) => {
			if (event.type === "cluster-ready") log.command(() => maskKubeconfigs(folder.undo));
			log.onEvent(event);
		};
		const result = await runGate(gate, {
			signal: cancellation.signal,
			onEvent
		});
		hasResult = true;
		if (result.exitCode !== exitCodes.upheld) await showPodLogs(log, folder.logs);
		log[Symbol.dispose]();
		await publish(result, folder, inputs);
		return result.exitCode;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
/** The undo journal names the kubeconfig of every provider's cluster. */
function maskKubeconfigs(undoJournal) {
	for (const line of readUndoJournal(undoJournal)) if (line.type === "cluster") maskKubeconfig(line.identity.kubeconfig);
}
outliveReaders();
let hasResult = false;
try {
	process.exitCode = await main();
} catch (error) {
	if (hasResult) {
		setFailed(messageOf(error));
		process.exitCode = exitCodes.infrastructure;
		setOutput("exit-code", process.exitCode);
	} else process.exitCode = await publishFailure(error);
}
export {};
