import { i as InvalidInput, l as messageOf, n as InfrastructureFailure, s as formatProblem } from "./chunk-errors.js";
import { n as loadApp } from "./chunk-cluster-flags.js";
import { n as parseSuite } from "./chunk-decode-text.js";
import { c as meaningOf, s as finding } from "./chunk-scenario.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { i as withAppFindings, r as readWishes } from "./chunk-wishes.js";
import { t as readStdin } from "./chunk-load-files.js";
import { n as renderSarifLog } from "./chunk-sarif-log.js";
import { t as version } from "./chunk-version.js";
import { randomUUID } from "node:crypto";
import { readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
// src/scenario/findings/fixes.ts
/**
* The text of a file with the fixes of its findings written into it, and nothing else changed. Of fixes that overlap
* the first one counts; the other shows up again in what becomes of the file.
*/
function applyFixes(text, findings) {
	const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
	const offsetOf = ({ line, column }) => (lines[line - 1] ?? text.length) + column - 1;
	const fixable = findings.flatMap((finding) => finding.fix ? [{
		finding,
		fix: finding.fix
	}] : []);
	const unique = [...new Map(fixable.map((each) => [JSON.stringify(each.fix), each])).values()];
	const fixed = [];
	let result = "";
	let at = 0;
	for (const { finding, fix } of unique.sort((a, b) => offsetOf(a.fix.from) - offsetOf(b.fix.from))) {
		const start = offsetOf(fix.from);
		if (start < at) continue;
		result += text.slice(at, start) + fix.text;
		at = offsetOf(fix.to);
		fixed.push(finding);
	}
	return {
		text: result + text.slice(at),
		findings: fixed
	};
}
// src/cli/replace-file.ts
/**
* Gives a file another text: whoever reads it meanwhile sees all of the old or all of the new one; links and modes stay.
* Throws InfrastructureFailure when it cannot be written; then the file is as it was.
*/
async function replaceFile(path, text) {
	const target = await realpath(path);
	const fresh = `${target}.${randomUUID()}.tmp`;
	try {
		const { mode } = await stat(target);
		await writeFile(fresh, text, {
			mode,
			flag: "wx"
		});
		await rename(fresh, target);
	} catch (error) {
		await rm(fresh, { force: true });
		throw new InfrastructureFailure(`${path} could not be written: ${messageOf(error)}`, { cause: error });
	}
}
// src/cli/fix-files.ts
/**
* Writes the fixes of a suite's findings into its files and says on standard error what it changed, a line each.
* Everything else in the files stays as it is. Returns whether there was anything to change.
*/
async function fixFiles({ files, findings }) {
	const fixable = findings.filter(({ fix }) => fix);
	if (fixable.some(({ at }) => at?.file === "-")) throw new InvalidInput("--fix: found `-`, expected files: what comes on standard input cannot be written back");
	for (const file of files) {
		const own = fixable.filter(({ at }) => at?.file === file);
		if (own.length === 0) continue;
		const written = await readFile(file, "utf8");
		const mark = written.startsWith("﻿") ? "﻿" : "";
		const fixed = applyFixes(written.slice(mark.length), own);
		const result = parseSuite(fixed.text, file, process.env);
		if (!result.ok) throw new Error(`a fix would break ${file}: ${result.problems.map(formatProblem).join("; ")}`);
		await replaceFile(file, mark + fixed.text);
		for (const { at, message, code } of fixed.findings) process.stderr.write(`${formatProblem({
			at,
			message: `fixed: ${message} (${code})`
		})}\n`);
	}
	return fixable.length > 0;
}
// src/cli/show-findings.ts
const invalid = "invalid-input";
/** Problems of invalid input, in the form of findings. */
function describeInvalid(problems) {
	return problems.map(({ at, message }) => ({
		code: invalid,
		at,
		severity: "error",
		message
	}));
}
/** For people a line each on standard error and the sum on standard output; for programs the whole on standard output. */
function showFindings(validation, format) {
	if (format === "json") process.stdout.write(asJson(validation));
	else if (format === "sarif") process.stdout.write(asSarif(validation));
	else {
		for (const { at, severity, message, code } of validation.findings) process.stderr.write(`${formatProblem({
			at,
			message: `${severity}: ${message} (${code})`
		})}\n`);
		process.stdout.write(`${summary(validation)}\n`);
	}
}
function summary({ files, scenarios = 0, findings }) {
	const found = [
		"error",
		"warning",
		"note"
	].flatMap((severity) => {
		const { length } = findings.filter((each) => each.severity === severity);
		return length > 0 ? [count(length, severity)] : [];
	});
	return [`${count(files.length, "file")}, ${count(scenarios, "scenario")}: valid`, ...found].join(", ");
}
function count(n, noun) {
	return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
function asJson({ files, findings }) {
	const described = findings.map(({ code, severity, message, at, fix }) => ({
		code,
		severity,
		message,
		...at,
		...fix && { fix: {
			line: fix.from.line,
			column: fix.from.column,
			endLine: fix.to.line,
			endColumn: fix.to.column,
			text: fix.text
		} }
	}));
	return `${JSON.stringify({
		schemaVersion: 1,
		files,
		findings: described
	}, null, 2)}\n`;
}
function asSarif({ files, findings }) {
	const severities = new Map(findings.map(({ code, severity }) => [code, severity]));
	return renderSarifLog({
		tool: {
			name: "chaos-gate",
			version
		},
		rules: [...severities].sort().map(([id, level]) => ({
			id,
			short: `${id[0]?.toUpperCase()}${id.slice(1).replaceAll("-", " ")}`,
			full: id === invalid ? "The file cannot be run as it is." : meaningOf(id),
			help: "docs/scenarios.md has the language; `chaos-gate validate --fix` writes what is certain.",
			level,
			tags: ["resilience", "scenario"]
		})),
		results: findings.map(({ code, severity, message, at, fix }) => ({
			ruleId: code,
			level: severity,
			message,
			at: at ?? {
				file: files[0] ?? "-",
				line: 1
			},
			about: message,
			fix
		}))
	});
}
// src/cli/commands/validate.ts
/**
* `validate FILE...`: every problem of every file, and what is worth saying about those that have none. Touches no
* cluster. Exit 3 for invalid input; whatever the findings, 0.
*/
async function validate(line) {
	const { operands: files, options } = line;
	if (files.length === 0) throw new InvalidInput("validate: found no FILE, expected scenario files, folders, or -");
	const wishes = {
		...options,
		files,
		stdin: await readStdin(files)
	};
	try {
		let suite = await withManifests(await readWishes(wishes));
		if (line.fix && await fixFiles(suite)) suite = await withManifests(await readWishes(wishes));
		showFindings({
			...suite,
			scenarios: suite.scenarios.length
		}, line.format);
		return exitCodes.upheld;
	} catch (error) {
		if (!(error instanceof InvalidInput) || line.format !== "json" && line.format !== "sarif") throw error;
		showFindings({
			files,
			findings: describeInvalid(error.problems)
		}, line.format);
		return error.exitCode;
	}
}
/** What the manifests give away; a renderer that is not here is no mistake of the files. */
async function withManifests(suite) {
	try {
		return withAppFindings(suite, await loadApp(suite.app));
	} catch (error) {
		if (!(error instanceof InfrastructureFailure)) throw error;
		return {
			...suite,
			findings: [...suite.findings, finding("manifests-not-read", void 0, messageOf(error))]
		};
	}
}
export { validate };
