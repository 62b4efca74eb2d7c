import { i as InvalidInput, l as messageOf, n as InfrastructureFailure, t as CommandFailed } from "./chunk-errors.js";
import { B as loadKubeconfig, M as listNodes, R as connect, S as watchObjects, a as removeTwins, c as runThrough, d as provideImages, f as requireEngine, g as openClusterAddressVantage, h as registerImage, i as openServiceVantage, m as openEmbeddedDoor, n as existing, o as openKindDoor, p as saveImages, s as commandOperations, u as findImageId, v as waitForRollout, z as readJson } from "./chunk-existing.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { a as provideKind, o as nodeImageFor } from "./chunk-permissions.js";
import { n as findProgram, t as runCommand } from "./chunk-command.js";
import { E as boolean, F as record, I as strictObject, K as userProbes, L as string, O as int, T as array, a as readYaml, g as unitOfMetric, k as literal, p as schemaProblems, r as parseCondition, u as expectedPhrase, w as _enum, x as cursorOf } from "./chunk-tolerance.js";
import { A as outcomeCodes, D as unknownOf, E as mostlyUnknown, O as viewBetween, S as fitLine, T as knownOf, _ as sampleMeets, a as plural, b as explainSilence, c as formatShare, d as faultEndOf, f as openRecord, g as recoveryTolerances, h as windowMs$1, i as describeMoment, j as checkTolerance, k as visitOutages, l as formatSpan$1, m as createRecoveryTracker, n as printable, o as formatMs, p as phaseOf, r as describeFault$1, s as formatObserved, u as addToRecord, v as assessTolerance, x as readMetric, y as explainDoubt } from "./chunk-event-line.js";
import { a as markup, n as renderSarifLog, o as shorten, r as fingerprint, s as visible, t as maxResults } from "./chunk-sarif-log.js";
import { n as exitCodeOf, r as exitCodes, t as combineVerdicts } from "./chunk-verdict.js";
import { t as canFail } from "./chunk-range-bounds.js";
import { isUtf8 } from "node:buffer";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { copyFile, mkdir, mkdtemp, open, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, readlinkSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { hostname, tmpdir } from "node:os";
// src/kubernetes/named-secrets.ts
/** Words in the names of what is secret, with the rest of the name. */
const secretWord = /(?:passw(?:or)?d|passphrase|(?<=[_.-])pass(?![a-z])|(?<![a-z])pass(?==)|pwd|secret|token|credentials?|(?:api|access|private|client)[-_]?key)[\w.-]*/gi;
/** The name of a Secret object and the place of a file are no secrets. */
const place = /(?:name|ref|file|path)$/i;
const assignment = /\\{0,3}["']?[ \t]{0,3}(?:=>|:=|[:=])[ \t]{0,3}/y;
/** From a flag to its value: beside it, or the next item of a list, as JSON and as YAML write it. */
const nextArgument = /["']?(?:[ \t]{1,20}|[ \t]{0,20}\r?\n[ \t]{0,200}-[ \t]{1,20})(?!["']?-)|\\{0,3}["'],\s{0,200}(?=\\{0,3}["'](?!-))/y;
/** From a name that is itself a value (`name: DB_PASSWORD`) to the value that goes with it. */
const valueBeside = /\\{0,3}["']?,?\s{0,200}\\{0,3}["']?\bvalue\\{0,3}["']?[ \t]{0,3}:[ \t]{0,3}/y;
const openingQuote = /\\{0,3}["']/y;
const openingList = /\[[ \t]{0,3}(?=["'])/y;
/** Commas and their like are part of a value, unless they end it or begin the next pair. */
const plainValue = /(?:[^\s"'`,;&\\]|\\(?!["'])|[,;&](?![\s"'`)\]}]|[\w.-]{0,64}["']?[ \t]?[=:]|$)){3,4096}/y;
const noSecret = /^(?:true|false|null|none|nil)$/i;
const mostCharacters$1 = 4096;
/**
* A text with `mark` for each value that goes with a telling name: `password: x`, `"token": "x y"`, `--secret x`, the item
* after `--secret` in a list, the `value:` after a `name:`. What was read is not read again, and every look ahead is bounded.
*/
function redactNamedSecrets(text, mark) {
	let result = "";
	let done = 0;
	const words = new RegExp(secretWord);
	for (let found = words.exec(text); found; found = words.exec(text)) {
		const [name] = found;
		const from = place.test(name) ? void 0 : valueStart(text, found.index, words.lastIndex);
		const value = from === void 0 ? void 0 : valueAt(text, from);
		if (!value || isWorkingDirectory(name, text[found.index - 1], text[value.start])) continue;
		result += text.slice(done, value.start) + mark;
		done = value.end;
		words.lastIndex = value.end;
	}
	return result + text.slice(done);
}
/** How many characters of the text's end are a telling name whose value may still come, on a line after it; 0: none. */
function lengthOfOpenName(text) {
	const end = text.slice(-512);
	for (const { 0: name, index } of end.matchAll(secretWord)) if (/^\\{0,3}["']?,?\s*$/.test(end.slice(index + name.length))) return end.length - index;
	return 0;
}
function valueStart(text, nameStart, nameEnd) {
	return endOf(assignment, text, nameEnd) ?? (isFlag(text, nameStart) ? endOf(nextArgument, text, nameEnd) : void 0) ?? endOf(valueBeside, text, nameEnd);
}
/** Does the word that the name is a part of begin with a dash? */
function isFlag(text, nameStart) {
	return /(?<![\w.-])-[\w.-]*$/.test(text.slice(Math.max(0, nameStart - 64), nameStart));
}
/** `PWD=/srv/app` is where a program is; `MYSQL_PWD` is not. */
function isWorkingDirectory(name, before, first) {
	return /^pwd$/i.test(name) && before !== "_" && first === "/";
}
/** What there is to redact of the value that begins here: what is between quotes, in a list, or a word. */
function valueAt(text, from) {
	const list = endOf(openingList, text, from);
	if (list !== void 0) return {
		start: list,
		end: list + indexIn(restOfLine(text, list), "]")
	};
	const quoted = endOf(openingQuote, text, from);
	if (quoted !== void 0) {
		const end = quoted + lengthOfQuoted(restOfLine(text, quoted), text.slice(from, quoted));
		return end > quoted ? {
			start: quoted,
			end
		} : void 0;
	}
	const end = endOf(plainValue, text, from);
	return end === void 0 || noSecret.test(text.slice(from, end)) ? void 0 : {
		start: from,
		end
	};
}
/** How long a text is until its closing quote, which is as its opening one; all of it where there is none. */
function lengthOfQuoted(rest, quote) {
	for (let at = rest.indexOf(quote); at >= 0; at = rest.indexOf(quote, at + 1)) {
		const escapes = /\\*$/.exec(rest.slice(Math.max(0, at - 8), at))?.[0].length ?? 0;
		if (quote.length > 1 ? escapes > 0 : escapes % 2 === 1) continue;
		if (quote === "'" && rest[at + 1] === "'") at++;
		else return at;
	}
	return rest.length;
}
function restOfLine(text, from) {
	return /^[^\r\n]*/.exec(text.slice(from, from + mostCharacters$1))?.[0] ?? "";
}
function indexIn(text, part) {
	const index = text.indexOf(part);
	return index < 0 ? text.length : index;
}
function endOf(sticky, text, at) {
	sticky.lastIndex = at;
	return sticky.test(text) ? sticky.lastIndex : void 0;
}
// src/kubernetes/url-passwords.ts
/** A port with what follows it: no password. */
const port$1 = /\d{1,5}(?:[\s"'`<>/?#,;)\]}]|$)/y;
const mostCharacters = 4096;
/**
* A text with `mark` for each password of a URL: from its first colon to its last `@`, for people write as they are what
* the standard would have encoded (`postgres://shop:p@ss/word@db`). What was looked at is not looked at again.
*/
function redactUrlPasswords(text, mark) {
	const userAndColon = /:\/\/[^\s"'`<>:/@]*:/g;
	let result = "";
	let done = 0;
	while (userAndColon.test(text)) {
		const start = userAndColon.lastIndex;
		port$1.lastIndex = start;
		if (port$1.test(text)) continue;
		const rest = /^[^\s"'`<>]*/.exec(text.slice(start, start + mostCharacters))?.[0] ?? "";
		const at = rest.lastIndexOf("@");
		if (at > 0) {
			result += text.slice(done, start) + mark;
			done = start + at;
		}
		userAndColon.lastIndex = start + rest.length;
	}
	return result + text.slice(done);
}
// src/kubernetes/redaction.ts
const mark = "[redacted]";
/**
* What looks like a secret whoever wrote it. These read what an app printed, of any length: every repetition is bounded, and
* none can begin again within what one before it has read.
* What the last group of a pattern matched is replaced, or all of it where there is none.
*/
const patterns = [
	/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
	/\bauthorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?([^\r\n"']{1,4096})/gi,
	/\bcookie["']?[ \t]{0,3}[:=][ \t]{0,3}["']?([^\r\n"']{1,4096})/gi,
	/\bBearer[ \t]{1,3}([\w.~+/=-]{8,4096})/gi,
	/(?<![\w-])eyJ[\w-]{8,4096}\.[\w-]{8,4096}\.[\w-]{0,4096}/g,
	/\b(?:gh[pousr]_|github_pat_)\w{20,255}|\bAKIA[0-9A-Z]{16}\b|(?<![\w-])xox[abeoprs]-[\w-]{10,255}/g,
	/\b(?:client-certificate|certificate-authority|client-key)-data["']?:[ \t]{0,3}["']?([\w+/=]{8,65536})/g
];
/** Names of environment variables whose values are not for a report, whatever they look like. */
const secretName = /pass|secret|token|key|credential|auth|cookie|session|private|dsn|connection/i;
/**
* The text without secrets: without the known values (`secretValues`), and without what looks like one. Pure.
* An unknown secret that looks like any other word stays: nothing can tell it apart.
*/
function redact(text, known) {
	let redacted = text;
	for (const secret of known) redacted = redacted.replaceAll(secret, mark);
	for (const pattern of patterns) redacted = redacted.replace(pattern, (match, value) => {
		if (typeof value !== "string") return mark;
		const at = match.lastIndexOf(value);
		return match.slice(0, at) + mark + match.slice(at + value.length);
	});
	return redactUrlPasswords(redactNamedSecrets(redacted, mark), mark);
}
/** The value of an environment variable as it may be shown. */
function redactVariable(name, value) {
	return secretName.test(name) ? mark : value;
}
// src/kubernetes/secret-forms.ts
/** Shorter ones are words, and removing them would make a log unreadable. */
const leastCharacters = 6;
/** The values of Secrets in every form in which they are printed, the longest first: one may be a part of another. */
function secretValues(secrets) {
	const values = secrets.flatMap(({ data = {} }) => Object.values(data).flatMap(formsOf));
	return [...new Set(values)].filter((value) => value.length >= leastCharacters).sort((a, b) => b.length - a.length);
}
/** A value as the API has it, in base64, and as programs print it. */
function formsOf(encoded) {
	const bytes = Buffer.from(encoded, "base64");
	if (!isUtf8(bytes) || bytes.includes(0)) return inBase64(bytes);
	const text = bytes.toString("utf8");
	const plain = text.trim();
	const inJson = quoteAsJson(plain);
	return [
		...inBase64(bytes),
		...inBase64(Buffer.from(plain)),
		plain,
		inJson,
		quoteAsJson(inJson),
		plain.replaceAll("'", "''"),
		...inUrl(plain),
		...text.split(/\r?\n/).map((line) => line.trim())
	];
}
/** Padded or not, in either alphabet of RFC 4648. */
function inBase64(bytes) {
	const padded = bytes.toString("base64");
	return [
		padded,
		padded.replace(/=+$/, ""),
		bytes.toString("base64url")
	];
}
function quoteAsJson(text) {
	return JSON.stringify(text).slice(1, -1);
}
/** As in a path, and as in a form, where a blank is a plus sign (url.spec.whatwg.org, application/x-www-form-urlencoded). */
function inUrl(text) {
	const inPath = encodeURIComponent(text);
	const inForm = new URLSearchParams({ v: text }).toString().slice(2);
	const lowerCase = (encoded) => encoded.replace(/%../g, (hex) => hex.toLowerCase());
	return [
		inPath,
		inForm,
		lowerCase(inPath),
		lowerCase(inForm)
	];
}
// src/command/process-identity.ts
function identifyProcess(pid) {
	const startTicks = startTicksOf(pid);
	return {
		pid,
		...startTicks !== void 0 && { startTicks },
		machine: thisMachine()
	};
}
/** Does it still run here? One of another machine or container does not, as far as can be told from here. */
function lives({ pid, startTicks, machine }) {
	if (machine !== thisMachine()) return false;
	return startTicks === void 0 ? signal(pid, 0) : startTicksOf(pid) === startTicks;
}
const graceMs = 2e3;
const endTimeoutMs$1 = 5e3;
const pollMs$1 = 50;
/**
* Ends a process that leads a group, and the group with it, and waits until it is gone. Returns whether it still ran. Without
* `/proc` nobody knows whose number it is by now: nothing is ended. Throws InfrastructureFailure when it does not end.
*/
async function endProcessGroup(leader) {
	if (leader.startTicks === void 0 || !lives(leader)) return false;
	signal(-leader.pid, "SIGTERM");
	const start = performance.now();
	while (lives(leader)) {
		const waitedMs = performance.now() - start;
		if (waitedMs > endTimeoutMs$1) throw new InfrastructureFailure(`process ${leader.pid} does not end`);
		if (waitedMs > graceMs) signal(-leader.pid, "SIGKILL");
		await setTimeout$1(pollMs$1);
	}
	signal(-leader.pid, "SIGKILL");
	return true;
}
/** Says whether anybody was there. */
function signal(pid, name) {
	try {
		return process.kill(pid, name);
	} catch (error) {
		const { code } = error;
		if (code === "EPERM") return true;
		if (code === "ESRCH") return false;
		throw error;
	}
}
function thisMachine() {
	try {
		return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
	} catch {
		return hostname();
	}
}
/** undefined: there is no such process, or it has ended and waits for its parent; or there is no `/proc`. */
function startTicksOf(pid) {
	let stat;
	try {
		stat = readFileSync(`/proc/${pid}/stat`, "latin1");
	} catch {
		return;
	}
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return fields[0] === "Z" || fields[0] === "X" ? void 0 : fields[19];
}
// src/judge/amplification.ts
/** A line that explains less than this share of what the medians differ by: they do not grow with the delay. */
const worstFit = .9;
/** Medians that lie off the line by less than this share of the longest delay are on it, however little they differ. */
const negligible = .05;
/** A sample that failed this close to its deadline was not answered: it would have taken longer than that. */
const deadlineShare = .9;
/**
* The delays of an experiment that landed, by step and length, with a probe's samples that were scheduled while each lasted.
* One that was not undone lasted until `endT`.
*/
function delayStages(faults, undoneT, endT, series, everyMs) {
	const stages = /* @__PURE__ */ new Map();
	for (const { id, t, step, receipt, parameters } of faults) {
		const delayMs = parameters?.delayMs;
		if (!receipt.landed || delayMs === void 0) continue;
		const key = `${step} ${delayMs}`;
		const known = stages.get(key);
		const until = Math.min(undoneT(id) ?? endT, endT);
		const startT = Math.max(t, known?.startT ?? t);
		stages.set(key, {
			delayMs,
			startT,
			endT: Math.min(until, known?.endT ?? until)
		});
	}
	const spans = [...stages.values()].sort((a, b) => a.startT - b.startT);
	return spans.map((span, index) => ({
		delayMs: span.delayMs,
		view: viewBetween(series, span.startT, Math.max(span.startT, span.endT), everyMs),
		overlaps: spans.some((other, i) => i !== index && other.startT < span.endT && span.startT < other.endT)
	}));
}
/** A sentence says why it cannot be told. `assumption`: what the samples under the fault that say nothing are taken for. */
function amplificationOf(baseline, stages, timeoutMs, assumption = "left-out") {
	if (stages.length === 0) return "no delay landed";
	if (stages.some(({ overlaps }) => overlaps)) return "several delays lasted at once";
	const quiet = medianOf(baseline, timeoutMs, "left-out");
	if (!quiet || quiet.atLeast) return "the baseline has no p50";
	const points = [];
	for (const { delayMs, view } of stages) {
		const median = medianOf(view, timeoutMs, assumption);
		if (!median) return `at a delay of ${delayMs} ms half of the samples failed before their deadline, so there is no p50`;
		points.push({
			delayMs,
			...median
		});
	}
	const [only, ...others] = points;
	const atLeast = points.some((point) => point.atLeast);
	const shown = (list) => list.map(({ delayMs, p50Ms }) => ({
		delayMs,
		p50Ms
	}));
	if (only && others.length === 0) {
		if (only.delayMs === 0) return "the only delay was one of 0 ms";
		return {
			value: (only.p50Ms - quiet.p50Ms) / only.delayMs,
			atLeast,
			points: shown([{
				delayMs: 0,
				...quiet
			}, ...points])
		};
	}
	const withQuiet = points.some(({ delayMs }) => delayMs === 0) ? points : [{
		delayMs: 0,
		...quiet
	}, ...points];
	const line = fitLine(withQuiet.map(({ delayMs, p50Ms }) => [delayMs, p50Ms]));
	if (!line) return "every delay had the same length";
	const longestMs = Math.max(...withQuiet.map(({ delayMs }) => delayMs));
	if (line.fit < worstFit && line.largestResidual > negligible * longestMs) return `the p50s do not grow with the delay in a line (R² ${line.fit.toFixed(2)}): ${describePoints(withQuiet)}`;
	return {
		value: line.slope,
		atLeast,
		fit: line.fit,
		points: shown(withQuiet)
	};
}
/** `3 ms at 0 ms, 274 ms at 10 ms`. */
function describePoints(points) {
	return points.map(({ delayMs, p50Ms }) => `${Number(p50Ms.toFixed(1))} ms at ${delayMs} ms`).join(", ");
}
/** `each injected millisecond costs 4.6`, `each injected millisecond costs at least 18`. */
function describeAmplification({ value, atLeast }) {
	return `each injected millisecond costs ${atLeast ? "at least " : ""}${Number(value.toFixed(1))}`;
}
/** The p50 of all samples; one that ran into its deadline took at least that long. undefined: it lies among those that failed otherwise. */
function medianOf(view, timeoutMs, assumption) {
	const { series, from, to, counts } = view;
	let timedOut = 0;
	for (let i = from; i < to; i++) if (series.outcomes[i] === outcomeCodes.fail && series.durations[i] >= deadlineShare * timeoutMs) timedOut++;
	if (timedOut > 0 && 2 * timedOut >= knownOf(counts)) return {
		p50Ms: timeoutMs,
		atLeast: true
	};
	if (2 * counts.fail >= knownOf(counts)) return void 0;
	const p50Ms = readMetric({
		metric: "p50",
		operator: "<=",
		value: 0
	}, view, assumption);
	return p50Ms === null ? void 0 : {
		p50Ms,
		atLeast: false
	};
}
// src/judge/assess-amplification.ts
/** What each injected millisecond cost a probe; undefined where no delay landed or it cannot be told. */
function readAmplification(record, index) {
	const ground = groundOf(record, index);
	if (!ground || ground.stages.length === 0 || explainScarcity$1(ground)) return void 0;
	const found = amplificationOf(ground.baseline, ground.stages, ground.probe.timeoutMs);
	return typeof found === "string" ? void 0 : found;
}
/** Holds a bound of the amplification against the samples that were scheduled while a delay lasted. */
function assessAmplification(record, index, tolerance) {
	const ground = groundOf(record, index);
	if (!ground || ground.stages.length === 0) return {
		holds: null,
		observed: null,
		code: "no-samples",
		because: "no delay landed while the probe sampled"
	};
	const scarce = explainScarcity$1(ground);
	if (scarce) return {
		holds: null,
		observed: null,
		...scarce
	};
	const { baseline, stages, probe } = ground;
	const read = (assumption) => amplificationOf(baseline, stages, probe.timeoutMs, assumption);
	const found = read("left-out");
	if (typeof found === "string") return {
		holds: null,
		observed: null,
		code: "too-few-samples",
		because: found
	};
	const observed = found.value;
	const meets = (value) => checkTolerance(tolerance, value) === true;
	const explanation = `${describeAmplification(found)} (p50 ${describePoints(found.points)})`;
	if (!(!found.atLeast || meets(observed) === tolerance.operator.startsWith(">"))) return {
		holds: null,
		observed,
		code: "too-few-samples",
		because: `half of the samples ran into their deadline of ${probe.timeoutMs} ms: ${explanation}`
	};
	if (!meets(observed)) return {
		holds: false,
		observed,
		explanation
	};
	const unseen = stages.filter(({ view }) => unknownOf(view.counts) > 0);
	const doubtful = [read("failed"), read("fine")].some((other) => typeof other === "string" || !meets(other.value));
	if (unseen[0] && doubtful) return {
		holds: null,
		observed,
		...explainDoubt(unseen[0].view.counts)
	};
	return {
		holds: true,
		observed,
		explanation
	};
}
function groundOf(record, index) {
	const probe = record.started.steadyState[index];
	const series = record.series[index];
	const baseline = phaseOf(record, "baseline");
	if (!probe || !series || !baseline) return void 0;
	const endT = phaseOf(record, "recovery")?.startT ?? record.lastT;
	const undoneT = (id) => {
		const event = record.undone.get(id);
		return event?.undone ? event.t : void 0;
	};
	return {
		probe,
		baseline: viewBetween(series, baseline.startT, baseline.endT, probe.everyMs),
		stages: delayStages(record.faults, undoneT, endT, series, probe.everyMs)
	};
}
/** Fewer samples in the baseline, or while a delay lasted, than the probe needs tell nothing, however good. */
function explainScarcity$1({ probe, baseline, stages }) {
	for (const { delayMs, view } of [{
		delayMs: void 0,
		view: baseline
	}, ...stages]) {
		if (mostlyUnknown(view.counts)) return explainDoubt(view.counts);
		const known = knownOf(view.counts);
		if (known >= probe.minSamples) continue;
		return {
			code: "too-few-samples",
			because: `${known} samples ${delayMs === void 0 ? "in the baseline" : `while the delay of ${delayMs} ms lasted`} are fewer than the ${probe.minSamples} it takes`
		};
	}
}
// src/judge/legacy-outcome.ts
/**
* Whether an experiment comes to what PowerfulSeal makes of it: no step failed. Where the file has a steady state, which
* PowerfulSeal does not know, `compat: legacy` changes nothing in what that takes.
*/
function judgedByStepsAlone({ compat }, { started }) {
	return compat === "legacy" && started.steadyState.length === 0;
}
/**
* Whether PowerfulSeal would end such a run with exit code 0 although scenarios failed: its `report` only logs them.
* What it does not know (a tolerance, residue, a run that was cut short) it does not excuse.
*/
function isOnlyReported(run, experiments) {
	if (run.compat !== "legacy" || (run.exitStrategy ?? "report") !== "report") return false;
	return experiments.filter(({ verdict }) => verdict !== "upheld").every(({ verdict, steadyState, reasons }) => verdict === "refuted" && steadyState.length === 0 && reasons.every(({ code }) => code === "step-failed" || code === "not-run"));
}
// src/judge/reason.ts
const refutedCodes = {
	"tolerance-not-met": true,
	"step-failed": true,
	"not-recovered": true,
	"collateral-damage": true,
	"stop-condition-met": true
};
/** What a reason makes of an experiment. Whatever does not refute it still keeps it from being upheld. */
function verdictOfCode(code) {
	return code in refutedCodes ? "refuted" : "inconclusive";
}
function reasonAt(at, code, message) {
	return at ? {
		code,
		message,
		file: at.file,
		line: at.line,
		column: at.column
	} : {
		code,
		message
	};
}
/** Refutations first; otherwise in the order of the rules, which puts causes before what follows from them. */
function worstFirst(reasons) {
	const isRefuted = ({ code }) => verdictOfCode(code) === "refuted";
	return [...reasons.filter(isRefuted), ...reasons.filter((reason) => !isRefuted(reason))];
}
/** A reason as a sentence that can be pasted: with the place in the user's file where there is one. */
function formatReason({ message, file, line, column }) {
	return file === void 0 ? message : `${message} (${file}:${line}${column === void 0 ? "" : `:${column}`})`;
}
// src/judge/evidence.ts
/** Worst first: one refutation refutes; no reason at all still needs evidence to be upheld. */
function conclude(trial, reasons) {
	const [worst, ...others] = worstFirst(reasons);
	if (worst) return {
		verdict: verdictOfCode(worst.code),
		reasons: [worst, ...others]
	};
	const evidence = findEvidence(trial);
	if (evidence) return {
		verdict: "upheld",
		evidence,
		reasons: []
	};
	const { file, line, column } = trial.record.started.at;
	return {
		verdict: "inconclusive",
		reasons: [{
			code: "no-samples",
			message: "nothing shows that the hypothesis was put to the test: no tolerance was held against samples",
			file,
			line,
			column
		}]
	};
}
function findEvidence({ run, record, assessments }) {
	const done = record.steps.filter(({ status }) => status === "done");
	if (judgedByStepsAlone(run, record)) return {
		kind: "legacy",
		done
	};
	if (record.started.steadyState.length === 0) return isNonEmpty(done) ? {
		kind: "steps",
		done
	} : void 0;
	const held = assessments.filter(({ phase, assessment }) => phase !== "baseline" && assessment.holds === true);
	const effects = [...record.faults.filter(({ receipt }) => receipt.landed), ...done.filter(({ kind }) => run.compat === "legacy" || kind === "kubectl")];
	return isNonEmpty(held) && isNonEmpty(effects) ? {
		kind: "steady-state",
		held,
		effects
	} : void 0;
}
function isNonEmpty(list) {
	return list.length > 0;
}
// src/judge/phase-numbers.ts
/** The numbers of one probe in one phase, from the samples that say something. */
function numbersOf(view) {
	const { counts, series, from, to, startT, endT } = view;
	const read = (metric) => readMetric({
		metric,
		operator: ">=",
		value: 0
	}, view, "left-out");
	const nodes = read("nodes");
	return {
		samples: to - from,
		failed: counts.fail,
		unknown: to - from - knownOf(counts),
		success: read("success"),
		p50Ms: read("p50"),
		p95Ms: read("p95"),
		p99Ms: read("p99"),
		maxMs: read("max"),
		longestOutageMs: roundMs$1(read("outage") ?? 0),
		shortestVisibleOutageMs: roundMs$1(to - from > 1 ? counts.largestGapMs : endT - startT),
		...series.mesh && {
			edges: read("edges"),
			nodes: Number.isFinite(nodes) ? nodes : null
		},
		...series.numbers && { value: rangeOf(series.numbers, view) }
	};
}
function rangeOf(numbers, { from, to }) {
	let min = Number.POSITIVE_INFINITY;
	let max = Number.NEGATIVE_INFINITY;
	for (let i = from; i < to; i++) {
		if (numbers[i] < min) min = numbers[i];
		if (numbers[i] > max) max = numbers[i];
	}
	return min <= max ? {
		min,
		max
	} : null;
}
function roundMs$1(ms) {
	return Math.round(ms * 1e3) / 1e3;
}
// src/judge/residue.ts
/** All that an experiment left: faults that were not undone, and objects that are not as they were before. */
function listResidue(record) {
	const { started, undone } = record;
	const needing = record.faults.filter(({ needsUndo }) => needsUndo);
	const left = record.ended ? needing.filter(({ id }) => !undone.get(id)?.undone) : [];
	const others = [...undone.values()].filter((each) => !each.undone && !needing.some(({ id }) => id === each.id));
	return [
		...left.map((fault) => {
			const why = undone.get(fault.id)?.message ?? "the journal does not say that anybody tried";
			const at = started.steps[fault.step]?.at ?? started.at;
			return {
				...describeNotUndone(describeFault$1(fault), why),
				sentence: `the ${describeFault$1(fault)} was not undone: ${why}`,
				at
			};
		}),
		...others.map(({ id, message = "no cause given" }) => ({
			...describeNotUndone(id, message),
			sentence: `${id} was not undone: ${message}`,
			at: started.at
		})),
		...record.residue.map(({ object, difference }) => ({
			object,
			difference,
			sentence: `${object} is not as it was before: ${difference}`,
			at: started.at
		}))
	];
}
function describeNotUndone(object, why) {
	return {
		object,
		difference: `not undone: ${why}`
	};
}
// src/judge/tolerance-sentence.ts
/** `"shop answers" had success 97.2% in the method, not success >= 99%: 7 of 250 samples failed, the first …` */
function describeUnmet(record, { probe, tolerance, phase, view, assessment }) {
	const found = `${tolerance.metric} ${formatObserved(assessment.observed, tolerance.unit)}`;
	const head = `"${probe.name}" had ${found} in the ${phase}, wanted ${tolerance.expression}`;
	if (assessment.holds === false && assessment.explanation) return `${head}: ${assessment.explanation}`;
	const first = firstUnmet(view, (sample) => sampleMeets([tolerance], view.series, sample) === false);
	const since = first === void 0 ? "" : `, first ${describeMoment(record, view.series.times[first], phase)}`;
	const { fail } = view.counts;
	return `${head}${since}${fail === 0 ? "" : `; ${fail} of ${plural(knownOf(view.counts), "sample")} failed${mostOften(view)}`}`;
}
/** `"shop answers" cannot tell success >= 99% in the method: the gate was starved for 12 of 250 samples` */
function describeUntold({ probe, tolerance, phase, view, assessment }) {
	const because = assessment.holds === null ? assessment.because : "nothing was seen";
	return `"${probe.name}" cannot tell ${tolerance.expression} in the ${phase}: ${because}${mostOften(view, "silent")}`;
}
function firstUnmet(view, isUnmet) {
	for (let i = view.from; i < view.to; i++) if (isUnmet(i)) return i;
}
/** ` (most often: connect ECONNREFUSED)`: what the failed, or the silent, samples say most. */
function mostOften({ series, from, to }, which = "failed") {
	const counts = /* @__PURE__ */ new Map();
	for (let i = from; i < to; i++) {
		const outcome = series.outcomes[i];
		if ((which === "failed" ? outcome === outcomeCodes.fail : outcome > outcomeCodes.fail) && series.whys[i] >= 0) counts.set(series.whys[i], (counts.get(series.whys[i]) ?? 0) + 1);
	}
	const most = [...counts].reduce((a, b) => b[1] > a[1] ? b : a, [-1, 0]);
	return most[1] === 0 ? "" : ` (${counts.size > 1 ? "most often: " : ""}${series.causes.textOf(most[0])})`;
}
// src/judge/rules/baseline-rules.ts
/** The steady state held before anything was injected. */
function baselineHeld(trial) {
	const { record } = trial;
	const { started, ended } = record;
	if (trial.baselineMet) return ended?.stopped?.code === "baseline-not-met" ? [reasonAt(ended.stopped.at ?? started.at, "baseline-not-met", ended.stopped.message)] : [];
	if (!phaseOf(record, "baseline")) return ended?.stopped ? [] : [reasonAt(started.at, "not-run", "the steady state was never sampled before the faults")];
	return trial.assessments.filter(({ phase, assessment }) => phase === "baseline" && assessment.holds !== true).map((found) => {
		const { assessment, tolerance } = found;
		return assessment.holds === null ? reasonAt(tolerance.at, assessment.code, describeUntold(found)) : reasonAt(tolerance.at, "baseline-not-met", `${describeUnmet(record, found)}: nothing was injected`);
	});
}
// src/judge/rules/collateral-rules.ts
/** A readiness probe that fails once on a busy machine is no harm; being out of its Services for so long is. */
const harmfulMs = 3e3;
/**
* Workloads that no fault was aimed at came to no harm once the faults began. One that was unwell before, in the
* baseline, says nothing.
*/
function nobodyElseWasHarmed({ run, record }) {
	if (judgedByStepsAlone(run, record)) return [];
	const { started, podChanges } = record;
	const methodT = phaseOf(record, "method")?.startT;
	if (methodT === void 0 || started.collateral === "ignore") return [];
	const excluded = /* @__PURE__ */ new Set([...podChanges.filter(({ targeted, t }) => targeted || t < methodT).map(workloadOf), ...clonesOf(record)]);
	const harmed = /* @__PURE__ */ new Map();
	for (const change of podChanges) {
		const workload = workloadOf(change);
		const harm = excluded.has(workload) || harmed.has(workload) ? void 0 : describeHarm(change, record);
		if (harm) harmed.set(workload, {
			change,
			harm
		});
	}
	return [...harmed].map(([workload, { change, harm }]) => reasonAt(started.at, "collateral-damage", `${workload} was no target and came to harm: its pod ${change.name} ${harm}, ${formatMs(change.t - methodT)} after the steps began`));
}
/** Pods come and go for good reasons; what does not happen to a healthy one is harm. */
function describeHarm(change, { podChanges, lastT }) {
	if (change.change === "restarted") return "was restarted";
	if (podChanges.some(({ uid, change: what }) => uid === change.uid && what === "terminating")) return void 0;
	if (change.change === "failed") return "failed";
	if (change.change !== "not-ready") return void 0;
	const backT = podChanges.filter(({ uid, t }) => uid === change.uid && t >= change.t).find(({ change: what }) => what === "ready")?.t ?? lastT;
	return backT - change.t >= harmfulMs ? `was not ready for ${formatMs(backT - change.t)}` : void 0;
}
/** What is made to fail is no bystander. */
function clonesOf({ faults }) {
	return faults.filter(({ kind }) => kind === "clone").flatMap(({ targets }) => targets.map(({ namespace = "", name }) => workloadOf({
		namespace,
		workload: `Deployment/${name}`
	})));
}
function workloadOf({ namespace, workload }) {
	return `${workload} of namespace ${namespace}`;
}
/** No `stopWhen` of the steady state was met. */
function noStopConditionWasMet({ record }) {
	return record.stops.map(({ at, probe, expression, observed }) => reasonAt(at, "stop-condition-met", `"${probe}" met its stop condition ${expression} (observed ${observed}): the steps were ended and undone`));
}
// src/judge/rules/completeness-rules.ts
/** The experiment came to its own end. (A baseline that was not met is explained by its own rule.) */
function cameToItsEnd({ record }) {
	const { started, ended, phases } = record;
	if (!ended) {
		const where = phases.at(-1) ? `in its ${phases.at(-1).name}` : "before its first phase";
		return [reasonAt(started.at, "interrupted", `the journal ends in the middle of the experiment, ${where}`)];
	}
	if (!ended.stopped || ended.stopped.code === "baseline-not-met") return [];
	return [reasonAt(ended.stopped.at ?? started.at, ended.stopped.code, ended.stopped.message)];
}
/**
* Somebody looked whether the app came back: a tolerance of some probe holds in the recovery. (How many samples there are is
* a matter of its length.)
*/
function recoveryWasLookedAt({ record: { started, ended } }) {
	const [first] = started.steadyState;
	if (!first || !ended || ended.stopped || started.steadyState.some((probe) => recoveryTolerances(probe).length > 0)) return [];
	return [reasonAt(first.tolerances[0]?.at ?? first.at, "no-samples", "no tolerance holds in the recovery, nobody looked whether the app came back: `tolerance` holds in all phases, `after` in the recovery")];
}
/** Every probe of the steady state was asked for something; what asks for nothing cannot fail. */
function everyProbeWasAsked({ record: { started } }) {
	return started.steadyState.filter(({ tolerances }) => tolerances.length === 0).map(({ name, at }) => reasonAt(at, "no-samples", `"${name}" has no tolerance, its samples were held against nothing`));
}
/** Every phase that has something to judge took place. */
function everyPhaseTookPlace({ record, recovery }) {
	const { started, ended } = record;
	if (!ended || ended.stopped || started.steadyState.length === 0) return [];
	const missing = phaseOf(record, "method") ? [] : ["method"];
	if (started.steadyState.some((probe) => recoveryTolerances(probe).length > 0) && !recovery) missing.push("recovery");
	return missing.map((phase) => reasonAt(started.at, "not-run", `the ${phase} was never watched`));
}
// src/judge/rules/fault-rules.ts
/**
* Every fault was proven to have taken effect by a second source. PowerfulSeal asks for no proof: under `compat: legacy`
* a policy without a steady state is judged by its steps alone.
*/
function everyFaultLanded({ run, record }) {
	if (judgedByStepsAlone(run, record)) return [];
	return record.faults.filter(({ receipt }) => !receipt.landed).map((fault) => {
		return reasonAt(record.started.steps[fault.step]?.at ?? record.started.at, "fault-not-proven", `the ${describeFault$1(fault)} is not proven: ${fault.receipt.evidence}`);
	});
}
/** Steps that neither change nor look at anything of the app. */
const idleSteps = /* @__PURE__ */ new Set(["wait", "alertManagerAction"]);
/**
* Something was put to the test: a fault landed, or kubectl changed something. A policy without a steady state is a
* list of steps and is judged by them; without steps there is nothing to judge.
*/
function somethingWasTested({ run, record }) {
	const { started, ended, faults, steps } = record;
	if (judgedByStepsAlone(run, record)) return [];
	if (started.steps.length === 0) return [reasonAt(started.at, "empty-action", "there are no steps: nothing was put to the test")];
	if (run.compat === "legacy" || !ended || ended.stopped) return [];
	if (started.steadyState.length === 0) return started.steps.every(({ kind }) => idleSteps.has(kind)) ? [reasonAt(started.at, "empty-action", "the steps only wait: nothing was put to the test")] : [];
	const explained = faults.length > 0 || steps.some((step) => step.inconclusive !== void 0 || step.status !== "done");
	const changed = steps.some(({ kind, status }) => kind === "kubectl" && status === "done");
	if (explained || changed) return [];
	return [reasonAt(started.at, "empty-action", "no step injected a fault: the steady state was not put to the test")];
}
/** Every fault that needs it was undone, and the cluster is as it was before. */
function nothingWasLeft({ record }) {
	return listResidue(record).map(({ at, sentence }) => reasonAt(at, "residue", sentence));
}
// src/judge/rules/method-rules.ts
/** The steady state held while the steps ran. */
function tolerancesHeld({ record, assessments }) {
	return assessments.filter(({ phase }) => phase === "method").flatMap((found) => {
		const { tolerance, assessment } = found;
		if (assessment.holds === null) return [reasonAt(tolerance.at, assessment.code, describeUntold(found))];
		return assessment.holds ? [] : [reasonAt(tolerance.at, "tolerance-not-met", describeUnmet(record, found))];
	});
}
/**
* Who counts objects and never saw any has held the steady state against nothing: a selector with a typing error meets
* every upper bound. Unless just that is wanted, that there is none.
*/
function somethingWasCounted({ record: { started, ended, series } }) {
	if (!ended || ended.stopped) return [];
	return started.steadyState.flatMap((probe, index) => {
		const bound = probe.tolerances.find(({ metric }) => metric === "value");
		const sawNone = (series[index]?.numbers?.subarray(0, series[index].length))?.every((count) => count === 0 || Number.isNaN(count));
		if (!probe.countsObjects || !bound || !sawNone || asksForNone(probe)) return [];
		const message = `"${probe.name}" counted objects and never saw one, so ${bound.expression} was held against nothing: does it look for the right ones? (\`value: 0\` says that there are to be none)`;
		return [reasonAt(bound.at, "no-samples", message)];
	});
}
/** Whether a count meets a tolerance only when there is nothing to count. */
function asksForNone({ tolerances }) {
	const isMet = (tolerance, count) => checkTolerance(tolerance, count) === true;
	return tolerances.some((each) => each.metric === "value" && isMet(each, 0) && !isMet(each, 1));
}
// src/judge/assess-phase.ts
/**
* Every tolerance of a probe that is judged in a phase. Fewer samples than the probe needs tell nothing, however good;
* nor do those of a phase of which more than half went unseen, however bad: what starved the gate may have slowed the app.
*/
function assessPhase(probe, phase, view) {
	const scarce = explainScarcity(probe, view);
	return probe.tolerances.filter((tolerance) => tolerance.phases.includes(phase)).map((tolerance) => {
		const assessment = assessTolerance(tolerance, view);
		return {
			probe,
			tolerance,
			phase,
			view,
			assessment: scarce ? {
				...assessment,
				holds: null,
				...scarce
			} : withFailures(assessment, tolerance, probe, view)
		};
	});
}
const quantiles = {
	p50: .5,
	p90: .9,
	p95: .95,
	p99: .99,
	max: 1,
	mean: 1
};
const failureMetrics = /* @__PURE__ */ new Set([
	"success",
	"outage",
	"rate"
]);
/** The quantile that a metric of durations reads: nothing slower is in it; undefined for other metrics. */
function quantileOf(metric) {
	return quantiles[metric];
}
/** Whether some tolerance of a probe says how many samples may fail, or for how long. */
function boundsFailures({ tolerances }) {
	return tolerances.some(({ metric }) => failureMetrics.has(metric));
}
/**
* Durations are those of successful samples. Where nothing else bounds the failures and there are so many that the
* quantile of all requests is a failed one, a fast quantile of the rest would be green for an app that is down.
*/
function withFailures(assessment, tolerance, probe, view) {
	const q = quantileOf(tolerance.metric);
	const { ok, fail } = view.counts;
	if (q === void 0 || fail === 0 || !assessment.holds || view.series.mesh) return assessment;
	if (boundsFailures(probe) || Math.ceil(q * (ok + fail)) <= ok) return assessment;
	const because = `${fail} of ${ok + fail} samples failed and have no duration; bound them, with success >= 99% for instance`;
	return {
		holds: null,
		observed: assessment.observed,
		code: "too-few-samples",
		because
	};
}
function explainScarcity({ minSamples }, { counts }) {
	const known = knownOf(counts);
	if (known === 0) return explainSilence(counts);
	if (mostlyUnknown(counts)) return explainDoubt(counts);
	if (known >= minSamples) return void 0;
	if (known + unknownOf(counts) >= minSamples) return explainDoubt(counts);
	return {
		code: "too-few-samples",
		because: `${known} samples are fewer than the ${minSamples} it takes`
	};
}
// src/judge/unseen-outage.ts
/**
* Leaves a tolerance untold that would not hold, had the probe seen the spans of the method in which its Service had no
* endpoint: what a coarse probe did not see was not fine. One that looks as often as every 250 ms is taken at its word; the
* shortest outage that it can see is in the report.
*/
function doubtUnseen(found, record) {
	const { assessment, view, probe } = found;
	if (assessment.holds !== true) return found;
	const { observed } = assessment;
	const unseen = unseenOutages(record, probe.service, view);
	const lostMs = unseen.reduce((ms, { startT, endT }) => ms + endT - startT, 0);
	const [first] = unseen;
	if (!first || holdsBesides(found, observed, lostMs / (view.endT - view.startT))) return found;
	const service = `Service ${probe.service?.namespace}/${probe.service?.name}`;
	const more = ["", ", and once more"][unseen.length - 1] ?? `, and ${unseen.length - 1} times more`;
	const because = `${service} had no endpoint for ${formatSpan$1(first.endT - first.startT)}, ${describeMoment(record, first.startT, "method")}${more}, and the probe, every ${formatSpan$1(probe.everyMs)}, did not look meanwhile`;
	return {
		...found,
		assessment: {
			holds: null,
			observed,
			code: "too-few-samples",
			because
		}
	};
}
/** Whether a tolerance would hold had a share of all samples failed besides those that were taken. */
function holdsBesides({ tolerance, probe }, observed, share) {
	if (tolerance.metric === "success" || tolerance.metric === "rate") return checkTolerance(tolerance, observed * (1 - share)) === true;
	const q = quantileOf(tolerance.metric);
	return q === void 0 || boundsFailures(probe) || q <= 1 - share;
}
function unseenOutages(record, service, { series, startT, endT }) {
	return spansWithoutEndpoint(record, service).map((span) => ({
		startT: Math.max(span.startT, startT),
		endT: Math.min(span.endT, endT)
	})).filter((span) => span.endT > span.startT && isUnseen(series, span));
}
function spansWithoutEndpoint({ endpointChanges }, service) {
	const spans = [];
	for (const { namespace, service: name, t, left } of endpointChanges) {
		if (namespace !== service?.namespace || name !== service.name || left === void 0) continue;
		const last = spans.at(-1);
		const isOpen = last?.endT === Number.POSITIVE_INFINITY;
		if (left === 0 && !isOpen) spans.push({
			startT: t,
			endT: Number.POSITIVE_INFINITY
		});
		else if (left > 0 && isOpen) last.endT = t;
	}
	return spans;
}
/** No sample that says something was scheduled in it, and the two around it are further apart than is tolerated. */
function isUnseen(series, { startT, endT }) {
	const [beforeT, afterT] = looksAround(series, startT);
	return afterT >= endT && afterT - beforeT > 250;
}
/** When the last sample before a moment was scheduled that says something, and the first one since; infinite: there is none. */
function looksAround(series, t) {
	const says = (i) => series.outcomes[i] <= outcomeCodes.fail;
	let before = series.firstAt(t) - 1;
	while (before >= 0 && !says(before)) before--;
	let after = before + 1;
	while (after < series.length && !says(after)) after++;
	return [before < 0 ? Number.NEGATIVE_INFINITY : series.times[before], after < series.length ? series.times[after] : Number.POSITIVE_INFINITY];
}
// src/judge/rules/observation-rules.ts
/**
* Somebody looked while each fault that was taken back lasted: what it did when nobody looked cannot be told. (One that
* needs no undo is looked for in the recovery.) Where the method is asked nothing that could fail, nobody has to look.
*/
function everyFaultWasWatched({ record }) {
	const { started, ended, series } = record;
	if (!ended || ended.stopped) return [];
	const watchers = started.steadyState.map((probe, index) => ({
		probe,
		series: series[index]
	})).filter(({ probe }) => asks(probe, "method")).sort((a, b) => a.probe.everyMs - b.probe.everyMs);
	const [fastest] = watchers;
	if (!fastest) return [];
	const unwatched = lastingFaults(record).filter((span) => watchers.every((watcher) => isUnseen(watcher.series, span)));
	return [...Map.groupBy(unwatched, ({ fault }) => fault.step)].map(([step, [first, ...others]]) => {
		const { code, because } = explainUnwatched(fastest, first);
		const { fault, startT, endT } = first;
		const span = `from ${formatSpan$1(startT)} to ${formatSpan$1(endT)} of the run`;
		const more = others.length === 0 ? "" : `, nor while ${others.length} more of the step did`;
		const message = `nobody looked while the ${describeFault$1(fault)} lasted, ${span}${more}: ${because}`;
		return reasonAt(started.steps[step]?.at ?? started.at, code, message);
	});
}
/** Faults that landed and were taken back, less those during which a step of the method looked. */
function lastingFaults({ faults, undone, steps }) {
	const looks = steps.filter(({ kind }) => kind === "probeHTTP").map(({ startedT }) => startedT);
	return faults.flatMap((fault) => {
		const end = undone.get(fault.id);
		if (!fault.receipt.landed || !fault.needsUndo || !end?.undone) return [];
		const span = {
			fault,
			startT: fault.t,
			endT: end.t
		};
		return looks.some((t) => t >= span.startT && t < span.endT) ? [] : [span];
	});
}
function explainUnwatched({ probe, series }, { startT, endT }) {
	const { counts } = viewBetween(series, startT, endT, probe.everyMs);
	if (unknownOf(counts) > 0) {
		const { code, because } = explainDoubt(counts);
		return {
			code,
			because: `of "${probe.name}" ${because}`
		};
	}
	const [beforeT, afterT] = looksAround(series, startT);
	const looks = [...Number.isFinite(beforeT) ? [`${formatSpan$1(startT - beforeT)} before it`] : [], ...Number.isFinite(afterT) ? [`${formatSpan$1(afterT - endT)} after it`] : []];
	const when = looks.length === 0 ? "never looked" : `looked ${looks.join(" and ")}`;
	return {
		code: "too-few-samples",
		because: `"${probe.name}", every ${formatSpan$1(probe.everyMs)}, ${when}`
	};
}
/**
* Something that was asked of the method or the recovery could have gone wrong: tolerances that hold whatever the app
* does are no evidence.
*/
function somethingCouldFail({ record: { started, ended } }) {
	if (!ended || ended.stopped || (started.recovery.tolerances ?? []).length > 0) return [];
	const isAsked = (probe) => asks(probe, "method") || asks(probe, "recovery") || probe.stopWhen;
	const tolerances = started.steadyState.flatMap((probe) => probe.tolerances);
	const [first] = tolerances;
	if (!first || started.steadyState.some(isAsked)) return [];
	const message = `nothing could fail: whatever the app does, it meets ${[...new Set(tolerances.map(({ expression }) => expression))].join(", ")}`;
	return [reasonAt(first.at, "no-samples", message)];
}
/** Whether a probe has a tolerance that the app could fail to meet in a phase. */
function asks({ tolerances, leastValue }, phase) {
	return tolerances.some((tolerance) => tolerance.phases.includes(phase) && canFail(tolerance, leastValue));
}
// src/judge/recovery-split.ts
const lost = [
	"not-ready",
	"restarted",
	"terminating",
	"gone",
	"failed"
];
/**
* Takes the recovery apart by what the cluster said of the targeted pods and their replacements, and by what users saw.
* Each fault counts from its own injection; of each stage the worst counts. undefined: no fault on pods landed.
*
*   injected ─▶ notReady ─▶ endpointRemoved ─▶ scheduled ─▶ started ─▶ ready ─▶ endpointAdded ─▶ user ─▶ stable
*/
function splitRecovery(record, recovery) {
	const faults = record.faults.filter(hitsPods);
	const last = faults.toSorted((a, b) => b.t - a.t)[0];
	if (!last) return void 0;
	const splits = faults.map((fault) => stagesOf(fault, record));
	const worst = (stage) => {
		const seen = splits.map((split) => split[stage]).filter((ms) => ms !== null);
		return seen.length === 0 ? null : Math.max(...seen);
	};
	const back = recovery?.recoveredAtT;
	const user = firstSuccess(record);
	return {
		notReady: worst("notReady"),
		endpointRemoved: worst("endpointRemoved"),
		scheduled: worst("scheduled"),
		started: worst("started"),
		ready: worst("ready"),
		endpointAdded: worst("endpointAdded"),
		user: typeof user === "number" ? user : null,
		stable: back === void 0 ? null : round$2(back - last.t)
	};
}
function hitsPods({ receipt, targets }) {
	return receipt.landed && targets.some(({ kind }) => kind === "Pod" || kind === "Container");
}
/** A container's restart keeps its pod; a killed pod's replacement is a new pod of the same workload. */
function stagesOf(fault, { podChanges, endpointChanges }) {
	const victims = new Set(fault.targets.flatMap(({ uid }) => uid ? [uid] : []));
	const after = podChanges.filter(({ t }) => t >= fault.t);
	const workloads = new Set(podChanges.filter(({ uid }) => victims.has(uid)).map(workloadKey));
	const mine = after.filter((change) => workloads.has(workloadKey(change)));
	const born = new Set(mine.filter(({ change }) => change === "created").map(({ uid }) => uid));
	const concerned = (uid) => victims.has(uid) || born.has(uid);
	const since = (found) => found ? round$2(found.t - fault.t) : null;
	const lastOf = (change) => since(mine.findLast((each) => each.change === change && concerned(each.uid)));
	const endpoints = endpointChanges.filter(({ t }) => t >= fault.t);
	return {
		notReady: since(mine.find(({ uid, change }) => victims.has(uid) && lost.includes(change))),
		endpointRemoved: since(endpoints.find(({ uid, change }) => victims.has(uid) && change === "removed")),
		scheduled: lastOf("scheduled"),
		started: lastOf("started"),
		ready: lastOf("ready"),
		endpointAdded: since(endpoints.findLast(({ uid, change }) => concerned(uid) && change === "added"))
	};
}
/**
* Milliseconds from the last injection to the end of the first success behind the last failure, of the probes that ask the
* app what a user would; 0: they saw no failure. Where the last of them never succeeded again: `never`; where none of them
* looked, or those that failed could not look any more: `unseen`.
*/
function firstSuccess({ series, started, faults }) {
	const faultT = Math.max(...faults.filter(hitsPods).map(({ t }) => t));
	const found = series.filter((_, index) => userProbes.has(started.steadyState[index]?.kind ?? "")).map((each) => firstSuccessOf(each, faultT));
	if (found.includes("never")) return "never";
	const seen = found.filter((each) => typeof each === "number");
	return seen.length > 0 && !found.includes("unseen") ? round$2(Math.max(...seen)) : "unseen";
}
function firstSuccessOf({ times, outcomes, durations, length, firstAt }, faultT) {
	const looks = outcomes.subarray(0, length);
	const failedAt = looks.lastIndexOf(outcomeCodes.fail);
	const fromAt = firstAt(faultT);
	const okAt = looks.indexOf(outcomeCodes.ok, Math.max(failedAt, fromAt));
	if (okAt < 0) return failedAt >= fromAt && failedAt === length - 1 ? "never" : "unseen";
	return failedAt < fromAt ? 0 : times[okAt] + durations[okAt] - faultT;
}
function workloadKey({ namespace, workload }) {
	return `${namespace}/${workload}`;
}
function round$2(ms) {
	return Math.round(ms * 10) / 10;
}
// src/judge/rules/recovery-rules.ts
/** The steady state was back in time after the last fault, and stayed. */
function recovered({ record, recovery, assessments }) {
	if (!recovery) return [];
	const { started, ended } = record;
	const { faultEndT, limitMs, endT, recoveredAtT, perhapsAtT, doubt } = recovery;
	const limitT = faultEndT + limitMs;
	const found = assessments.filter(({ phase }) => phase === "recovery");
	if (recoveredAtT !== void 0 && recoveredAtT <= limitT) return found.filter(({ tolerance, assessment }) => tolerance.metric === "samples" && assessment.holds === null).map((scarce) => reasonAt(scarce.tolerance.at, "too-few-samples", describeUntold(scarce)));
	if (perhapsAtT !== void 0 && perhapsAtT <= limitT && doubt) return [reasonAt(doubt.probe.tolerances.find(({ phases }) => phases.includes("recovery"))?.at ?? doubt.probe.at, doubt.code, `"${doubt.probe.name}" cannot tell whether it recovered: ${doubt.because}`)];
	if (recoveredAtT === void 0 && endT < limitT) {
		const because = `the recovery was watched for ${formatMs(endT - faultEndT)} of ${formatMs(limitMs)}`;
		return ended?.stopped ? [] : [reasonAt(started.at, "not-run", because)];
	}
	const blocking = found.find(({ assessment }) => assessment.holds === false) ?? found[0];
	const message = describeNotRecovered(record, recovery, blocking);
	return [reasonAt(blocking?.tolerance.at ?? started.at, "not-recovered", message)];
}
/** Every bounded stage of the recovery was reached in time. */
function stagesWereInTime(trial) {
	const { record, split } = trial;
	const tolerances = record.started.recovery.tolerances ?? [];
	if (tolerances.length > 0 && !split) return [reasonAt(tolerances[0]?.at, "no-samples", "no fault on pods landed: there are no stages of a recovery")];
	return tolerances.flatMap(({ stage, operator, valueMs, expression, at }) => {
		const observedMs = split?.[stage] ?? null;
		if (observedMs === null) return [reasonAt(at, ...describeUnseen(trial, stage, expression))];
		if (checkTolerance({
			operator,
			value: valueMs
		}, observedMs)) return [];
		return [reasonAt(at, "not-recovered", `the recovery reached ${stage} ${formatMs(observedMs)} after the injection, wanted ${expression}`)];
	});
}
/** A pod that was seen to fall and never to rise again has not recovered; where nothing was seen, nothing can be said. */
function describeUnseen({ record, recovery }, stage, expression) {
	if (stage === "stable" && (!recovery || recovery.perhapsAtT !== void 0)) return ["no-samples", `nobody can tell since when it was stable: ${expression} cannot be told`];
	if (stage === "user" && firstSuccess(record) === "unseen") return ["no-samples", `no ${[...userProbes].join(" or ")} saw what became of users: ${expression} cannot be told`];
	const watched = record.podChanges.some(({ targeted }) => targeted);
	if (stage === "user" || stage === "stable" || watched && stage !== "notReady" && stage !== "endpointRemoved") return ["not-recovered", `the recovery never reached ${stage}, wanted ${expression}`];
	return ["no-samples", `${stage} was not seen: ${expression} cannot be told`];
}
function describeNotRecovered(record, { recoveredAtT, faultEndT, limitMs, stableForMs }, blocking) {
	const last = record.faults.filter(({ receipt }) => receipt.landed).sort((a, b) => b.t - a.t)[0];
	const after = last ? `the ${describeFault$1(last)}${last.needsUndo ? " was undone" : ""}` : "the method";
	const wanted = `back for ${formatSpan$1(stableForMs)} within ${formatMs(limitMs)}`;
	if (recoveredAtT !== void 0) return `the steady state was back only ${formatMs(recoveredAtT - faultEndT)} after ${after}, wanted ${wanted}`;
	const { probe, tolerance, assessment } = blocking ?? {};
	return `the steady state was not back after ${after}, wanted ${wanted}${probe && tolerance && assessment?.holds === false ? `: at the end "${probe.name}" had ${tolerance.metric} ${formatObserved(assessment.observed, tolerance.unit)}, wanted ${tolerance.expression}` : ": it never lasted"}`;
}
// src/judge/rules/step-rules.ts
/**
* Every step did what it was asked to do. One that failed refutes; one from which nothing can be concluded leaves the
* experiment inconclusive. PowerfulSeal knows no such thing: under `compat: legacy` only failures count.
*/
function everyStepWorked({ run, record }) {
	return record.steps.flatMap(({ index, kind, at, status, message, inconclusive }) => {
		const text = `step ${index + 1} (${kind}): ${message}`;
		if (inconclusive && run.compat === "strict") return [reasonAt(at, inconclusive, text)];
		return status === "failed" ? [reasonAt(at, "step-failed", text)] : [];
	});
}
/** Every step was run to its end. Those that an earlier one kept from running make one reason. */
function everyStepWasRun({ record }) {
	const { started, ended, steps } = record;
	if (!ended || ended.stopped) return [];
	const recorded = new Set(steps.map(({ index }) => index));
	const cut = steps.filter(({ status }) => status === "interrupted");
	const missed = started.steps.map((step, index) => ({
		...step,
		index
	})).filter(({ index }) => !recorded.has(index) || steps.some((step) => step.index === index && step.status === "skipped"));
	const reasons = cut.map(({ index, kind, at, message }) => reasonAt(at, "interrupted", `step ${index + 1} (${kind}) was interrupted: ${message}`));
	const first = missed[0];
	if (!first) return reasons;
	const why = steps.find(({ index }) => index === first.index)?.message ?? "the journal does not say why";
	return [...reasons, reasonAt(first.at, "not-run", `${plural(missed.length, "step")} not run, from step ${first.index + 1} (${first.kind}) on: ${why}`)];
}
// src/judge/rules/index.ts
/** Judged whatever happened. */
const always = [
	cameToItsEnd,
	baselineHeld,
	nothingWasLeft
];
/** Judged only after a baseline that held: before that nothing is known that could be refuted. */
const afterBaseline = [
	everyStepWorked,
	everyStepWasRun,
	everyFaultLanded,
	somethingWasTested,
	noStopConditionWasMet,
	tolerancesHeld,
	somethingWasCounted,
	everyFaultWasWatched,
	somethingCouldFail,
	nobodyElseWasHarmed,
	recovered,
	stagesWereInTime,
	everyPhaseTookPlace,
	everyProbeWasAsked,
	recoveryWasLookedAt
];
/** Everything that keeps an experiment from being upheld. */
function applyRules(trial) {
	return (trial.baselineMet ? [...always, ...afterBaseline] : always).flatMap((rule) => rule(trial));
}
// src/judge/trial.ts
function assessTrial(run, record) {
	const recovery = assessRecovery(record);
	const assessments = [
		...assessSpan(record, "baseline", spanOf(record, "baseline")),
		...assessSpan(record, "method", spanOf(record, "method")).map((found) => doubtUnseen(found, record)),
		...recovery ? assessRecovered(record, recovery) : []
	];
	const baseline = assessments.filter(({ phase }) => phase === "baseline");
	const sampled = record.started.steadyState.length === 0 || phaseOf(record, "baseline") !== void 0;
	return {
		run,
		record,
		recovery,
		split: splitRecovery(record, recovery),
		assessments,
		baselineMet: sampled && baseline.every(({ assessment }) => assessment.holds)
	};
}
/** Start and end of a phase; undefined when it never began. */
function spanOf(record, name) {
	const phase = phaseOf(record, name);
	return phase && [phase.startT, phase.endT];
}
function assessSpan(record, phase, span) {
	if (!span) return [];
	return record.started.steadyState.flatMap((probe, index) => assessPhase(probe, phase, viewBetween(record.series[index], span[0], span[1], probe.everyMs)).map((found) => found.tolerance.metric === "amplification" ? {
		...found,
		assessment: assessAmplification(record, index, found.tolerance)
	} : found));
}
/** undefined where there is nothing to recover, or observation never came that far. */
function assessRecovery(record) {
	const { started, series } = record;
	const phase = phaseOf(record, "recovery");
	const faultEndT = faultEndOf(record);
	if (!phase || faultEndT === void 0 || started.steadyState.every((probe) => recoveryTolerances(probe).length === 0)) return void 0;
	const tracker = createRecoveryTracker({
		...started,
		series
	});
	tracker.faultEnded(faultEndT);
	tracker.recoveryBegan(phase.startT);
	const endT = Number.isFinite(phase.endT) ? phase.endT : record.lastT;
	return {
		...tracker.finish(endT),
		faultEndT,
		endT,
		limitMs: started.recovery.withinMs,
		stableForMs: windowMs$1(started.steadyState, started.recovery.stableForMs)
	};
}
/** The recovery's tolerances on the window in which the steady state was back, or on the last one that was watched. */
function assessRecovered(record, recovery) {
	const { stableForMs, endT, faultEndT, limitMs, recoveredAtT, perhapsAtT } = recovery;
	const startT = [recoveredAtT, perhapsAtT].find((t) => t !== void 0 && t <= faultEndT + limitMs) ?? recoveredAtT ?? Math.max(faultEndT, endT - stableForMs);
	return record.started.steadyState.flatMap((probe, index) => {
		const series = record.series[index];
		const window = viewBetween(series, startT, startT + stableForMs, probe.everyMs);
		const all = viewBetween(series, faultEndT, endT, probe.everyMs);
		const inWindow = assessPhase({
			...probe,
			minSamples: 0
		}, "recovery", window);
		const counted = assessPhase({
			...probe,
			minSamples: 0
		}, "recovery", all);
		return inWindow.map((found, i) => ({
			...found.tolerance.metric === "samples" ? counted[i] : found,
			probe
		}));
	});
}
// src/judge/experiment-result.ts
/** Judges one experiment and sets out everything that a reader of the verdict may want to know of it. */
function judgeExperiment(run, record) {
	const trial = assessTrial(run, record);
	const conclusion = conclude(trial, applyRules(trial));
	const { started } = record;
	const wallTime = (t) => new Date(Date.parse(run.startedAt) + t).toISOString();
	return {
		name: started.name,
		hypothesis: started.hypothesis,
		file: started.at.file,
		line: started.at.line,
		verdict: conclusion.verdict,
		reason: explain(trial, conclusion),
		reasons: conclusion.reasons,
		phases: record.phases.map(({ name, startT, endT }) => {
			const end = Number.isFinite(endT) ? endT : record.lastT;
			return {
				name,
				startedAt: wallTime(startT),
				durationMs: roundMs(end - startT)
			};
		}),
		steps: record.steps.map(({ index, kind, at, status, message }) => ({
			index,
			kind,
			line: at.line,
			status,
			message
		})),
		steadyState: started.steadyState.map((probe, index) => describeProbe(trial, probe, index)),
		faults: record.faults.map(({ id, step, kind, targets, receipt, needsUndo }) => {
			return {
				step,
				kind,
				targets,
				receipt,
				undone: !needsUndo || record.undone.get(id)?.undone === true
			};
		}),
		recovery: describeRecovery(trial),
		residue: listResidue(record).map(({ object, difference }) => ({
			object,
			difference
		}))
	};
}
/** The result of an experiment that was announced and never began. */
function experimentNotRun(announced, why) {
	const { name, at } = announced;
	const reason = reasonAt(at, "not-run", `not run: ${why}`);
	const nothing = {
		phases: [],
		steps: [],
		steadyState: [],
		faults: [],
		residue: []
	};
	const { file, line } = at;
	return {
		name,
		file,
		line,
		verdict: "inconclusive",
		reason: formatReason(reason),
		reasons: [reason],
		...nothing
	};
}
function explain(trial, conclusion) {
	if (conclusion.verdict !== "upheld") return formatReason(conclusion.reasons[0]);
	return explainEvidence(trial, conclusion.evidence);
}
function explainEvidence(trial, evidence) {
	const cost = trial.record.started.steadyState.flatMap((probe, index) => {
		const found = isTimed(probe) ? readAmplification(trial.record, index) : void 0;
		return found ? [`for "${probe.name}" ${describeAmplification(found)}`] : [];
	});
	return [explainEffects(trial, evidence), ...cost].join("; ");
}
function explainEffects({ recovery }, evidence) {
	if (evidence.kind === "legacy") return "no step failed, which is all that PowerfulSeal asks for";
	if (evidence.kind === "steps") {
		const { length } = evidence.done;
		return `${length === 1 ? "the only step" : `all ${length} steps`} did what was asked`;
	}
	const [first] = evidence.effects;
	const more = evidence.effects.length - 1;
	const effects = `${first.type === "fault-injected" ? `the ${describeFault$1(first)}` : `${first.kind} (step ${first.index + 1})`}${more > 0 ? ` and ${more} more` : ""}`;
	const back = recovery?.recoveredAtT;
	if (recovery === void 0 || back === void 0) return `the steady state held through ${effects}`;
	const limit = `(limit ${formatMs(recovery.limitMs)})`;
	return back === recovery.faultEndT ? `the steady state held through ${effects} and afterwards` : `the steady state held through ${effects} and was back ${formatMs(back - recovery.faultEndT)} after it ${limit}`;
}
function describeProbe(trial, probe, index) {
	const { record } = trial;
	const phases = Object.fromEntries([
		"baseline",
		"method",
		"recovery"
	].flatMap((phase) => {
		const span = spanOf(record, phase);
		return span ? [[phase, numbersOf(viewBetween(record.series[index], span[0], span[1], probe.everyMs))]] : [];
	}));
	const own = trial.assessments.filter((assessed) => assessed.probe === probe);
	return {
		name: probe.name,
		kind: probe.kind,
		verdict: combineVerdicts(own.map(({ phase, assessment }) => {
			if (assessment.holds === null || assessment.holds === false && phase === "baseline") return "inconclusive";
			return assessment.holds ? "upheld" : "refuted";
		})),
		vantage: probe.vantage,
		phases,
		tolerances: own.map(({ tolerance, phase, assessment }) => ({
			expression: tolerance.expression,
			phase,
			observed: formatObserved(assessment.observed, tolerance.unit),
			holds: assessment.holds,
			line: tolerance.at.line
		})),
		amplification: isTimed(probe) ? readAmplification(record, index) : void 0
	};
}
/** Probes whose samples are single requests: a mesh's p50 is over its edges. */
function isTimed({ kind }) {
	return kind === "probeHTTP" || kind === "probeTCP";
}
function describeRecovery({ record, recovery, split }) {
	if (!recovery) return void 0;
	const { recoveredAtT, faultEndT, limitMs } = recovery;
	return {
		observedMs: recoveredAtT === void 0 ? null : roundMs(recoveredAtT - faultEndT),
		limitMs,
		stableForMs: record.started.recovery.stableForMs,
		split
	};
}
function roundMs(ms) {
	return Math.round(ms * 1e3) / 1e3;
}
// src/judge/run-exit.ts
/**
* The exit code of a run: what stopped it comes first (interruption, then infrastructure, then a blast radius that was
* exceeded, which is invalid input); then residue; then the verdict, unless PowerfulSeal only reports it.
*/
function exitCodeOfRun(stops, outcome) {
	const interruption = stops.map(interruptionCode).find((code) => code !== void 0);
	if (interruption !== void 0) return interruption;
	if (stops.some(({ code }) => code === "infrastructure")) return exitCodes.infrastructure;
	if (stops.some(({ code }) => code === "blast-radius-exceeded")) return exitCodes.invalidInput;
	if (outcome.onlyReported && !outcome.residue) return exitCodes.upheld;
	return exitCodeOf(outcome.verdict, outcome);
}
function interruptionCode({ code, message }) {
	if (code !== "interrupted") return void 0;
	if (/SIGTERM|SIGHUP/.test(message)) return exitCodes.interruptedBySigterm;
	return message.includes("SIGINT") ? exitCodes.interruptedBySigint : void 0;
}
// src/judge/run-reason.ts
/** A result for every experiment that the run announced; what never began was not run, and why. */
function experimentResults(announced, judged, ended) {
	const why = ended ? ended.stopped?.message ?? "the run ended without it" : "the journal ends before it";
	return announced.map((experiment, index) => judged.get(index) ?? experimentNotRun(experiment, why));
}
/** The verdicts that make up the run's: a run that was cut short is not upheld, whatever its experiments came to. */
function verdictsOfRun(experiments, ended) {
	const whole = ended && !ended.stopped;
	return [...experiments.map(({ verdict }) => verdict), ...whole ? [] : ["inconclusive"]];
}
/** One sentence: what made the run come to its verdict. */
function reasonOfRun(verdict, experiments, ended) {
	const worst = experiments.filter((experiment) => experiment.verdict === verdict);
	if (verdict === "upheld") return experiments.length === 1 ? `"${experiments[0].name}": ${experiments[0].reason}` : `all ${experiments.length} experiments were upheld`;
	if (verdict === "inconclusive") {
		if (ended?.stopped) return ended.stopped.message;
		if (!ended) return "the journal has no end: the run was cut short";
	}
	const [first] = worst;
	if (!first) return "the run has no experiments";
	const others = worst.length > 1 ? ` (and ${plural(worst.length - 1, "more experiment")} ${verdict})` : "";
	return `"${first.name}": ${first.reason}${others}`;
}
// src/judge/judge.ts
function createJudge() {
	let run;
	let cluster;
	let ended;
	let lastT = 0;
	const records = /* @__PURE__ */ new Map();
	const startedRecord = (experiment) => {
		const record = records.get(experiment);
		if (!record) throw new InvalidInput(`the journal does not fit together: experiment ${experiment + 1} never began`);
		return record;
	};
	const started = () => {
		if (!run) throw new InvalidInput("the journal holds no run: found no run-started event");
		return run;
	};
	return {
		recordOf: (experiment) => records.get(experiment),
		add(event) {
			lastT = Math.max(lastT, event.t);
			if (event.type === "s") addToRecord(startedRecord(event.e), event);
			else if (event.type === "run-started") run = event;
			else if (event.type === "experiments-planned") run = {
				...started(),
				experiments: event.experiments
			};
			else if (event.type === "cluster-ready") cluster = event;
			else if (event.type === "run-ended") ended = event;
			else if (event.type === "experiment-started") records.set(event.experiment, openRecord(event));
			else if (event.type !== "message") addToRecord(startedRecord(event.experiment), event);
		},
		result() {
			const { tool, startedAt, seed, compat, failOn, files, flags = [], experiments: announced } = started();
			const stops = [ended, ...[...records.values()].map(({ ended: end }) => end)].flatMap((end) => end?.stopped ?? []);
			const experiments = experimentResults(announced, new Map([...records].map(([index, record]) => [index, judgeExperiment(started(), record)])), ended);
			const verdict = combineVerdicts(verdictsOfRun(experiments, ended));
			const onlyReported = ended !== void 0 && !ended.stopped && isOnlyReported(started(), experiments);
			return {
				schemaVersion: 1,
				tool,
				verdict,
				exitCode: exitCodeOfRun(stops, {
					verdict,
					failOn,
					residue: experiments.some(({ reasons }) => reasons.some(({ code }) => code === "residue")),
					onlyReported
				}),
				reason: `${reasonOfRun(verdict, experiments, ended)}${onlyReported && verdict === "refuted" ? reportNote : ""}`,
				startedAt,
				durationMs: lastT,
				seed,
				compat,
				files,
				flags,
				cluster: cluster && describeCluster$1(cluster),
				experiments
			};
		}
	};
}
const reportNote = " (compat legacy: exitStrategy `report` ends with 0 all the same, as PowerfulSeal's does)";
function describeCluster$1({ provider, name, version, nodes, created }) {
	return {
		provider,
		name,
		version,
		nodes,
		created
	};
}
// src/judge/stop-condition.ts
/** Harm is what the samples of the last seconds say. */
const windowMs = 3e3;
/**
* The first condition that is met for sure, on at least the probe's least number of samples: where three seconds do not hold
* so many, on the last ones. An outage that has to be longer than that is looked for in so much more. Pure.
*/
function findMetCondition(record, steadyState, fromT, nowT) {
	for (const [index, probe] of steadyState.entries()) {
		const series = record.series[index];
		if (!probe.stopWhen || !series) continue;
		const enoughT = sinceOfLast(probe.minSamples, series, nowT);
		for (const condition of probe.stopWhen) {
			const lastMs = windowMs + (condition.metric === "outage" ? condition.value : 0);
			const startT = Math.max(fromT, Math.min(enoughT, nowT - lastMs));
			const view = viewBetween(series, startT, nowT, probe.probe.everyMs);
			if (knownOf(view.counts) < probe.minSamples) continue;
			const assessment = assessTolerance({
				...condition,
				phases: []
			}, view);
			if (assessment.holds) return {
				probe,
				condition,
				observed: formatObserved(assessment.observed, condition.unit)
			};
		}
	}
}
/** Since when the last `count` samples before `nowT` were scheduled that say something; -Infinity: there are fewer. */
function sinceOfLast(count, { times, outcomes, firstAt }, nowT) {
	let left = count;
	for (let i = firstAt(nowT) - 1; i >= 0; i--) if (outcomes[i] <= outcomeCodes.fail && --left <= 0) return times[i];
	return Number.NEGATIVE_INFINITY;
}
// src/cluster/embedded-process.ts
const readyTimeoutMs$3 = 3e4;
const endTimeoutMs = 1e4;
/**
* Starts the embedded cluster as a process of its own, so that its load never delays the gate's probes.
* Unless detached, its lifeline is standard input: it ends when this process does, however that happens.
* Throws InfrastructureFailure with its last words when it does not get ready.
*/
async function startEmbedded(options) {
	const { directory, name, nodes, zones, detached, logFile, signal } = options;
	const argv = [
		embeddedProgram(),
		"--directory",
		directory,
		"--name",
		name,
		"--nodes",
		String(nodes),
		"--zones",
		zones.join(",")
	];
	signal.throwIfAborted();
	const log = openSync(logFile, "a");
	let child;
	try {
		child = spawn(process.execPath, detached ? [...argv, "--detached"] : argv, {
			detached: true,
			stdio: [
				detached ? "ignore" : "pipe",
				"pipe",
				log
			]
		});
	} finally {
		closeSync(log);
	}
	child.stdin?.on("error", () => {});
	try {
		const ready = await readReadyLine(child, logFile, signal);
		if (detached) {
			child.stdout?.destroy();
			child.unref();
		}
		const end = watchForEnd(child, logFile);
		return {
			pid: ready.pid,
			kubeconfig: ready.kubeconfig,
			...end
		};
	} catch (error) {
		await endChild(child);
		throw error;
	}
}
/** Ends an embedded cluster that another process started; resolves when it is gone. */
async function endProcess$1(pid) {
	if (!sendSignal(pid, "SIGTERM")) return;
	const deadline = performance.now() + endTimeoutMs;
	while (sendSignal(pid, 0)) {
		if (performance.now() > deadline) sendSignal(pid, "SIGKILL");
		await setTimeout$1(50);
	}
}
/** Is there a process of that id? */
function processLives(pid) {
	return sendSignal(pid, 0);
}
async function readReadyLine(child, logFile, signal) {
	const ready = Promise.withResolvers();
	const fail = (what) => {
		const words = lastWords(readFileSync(logFile, "utf8"));
		ready.reject(new InfrastructureFailure(`the embedded cluster ${what}${words ? `: ${words}` : ""} (${logFile})`));
	};
	const onAbort = () => ready.reject(signal.reason);
	const onExit = (code, by) => fail(`ended with ${code ?? by} before it was ready`);
	const onError = (error) => fail(`could not be started (${error.message})`);
	const timer = setTimeout(() => fail(`was not ready within ${readyTimeoutMs$3 / 1e3} s`), readyTimeoutMs$3);
	signal.addEventListener("abort", onAbort, { once: true });
	child.once("exit", onExit);
	child.once("error", onError);
	createInterface(child.stdout).on("line", (line) => {
		if (!line.startsWith("{\"ready\":")) return;
		const said = JSON.parse(line);
		if (said.ready) ready.resolve(said);
		else ready.reject(new InfrastructureFailure(`the embedded cluster did not start: ${said.error}`));
	});
	try {
		return await ready.promise;
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", onAbort);
		child.off("exit", onExit);
		child.off("error", onError);
	}
}
/** Tells an end that nobody asked for from the one that is asked for here. */
function watchForEnd(child, logFile) {
	const gone = new AbortController();
	let isAskedTo = false;
	const onExit = (code, by) => {
		if (isAskedTo && (by === null || child.killed)) return;
		gone.abort(new InfrastructureFailure(describeEnd(child.pid, by ?? code, logFile)));
	};
	child.once("exit", onExit);
	if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
	return {
		gone: gone.signal,
		async end() {
			isAskedTo = true;
			await endChild(child);
		}
	};
}
function describeEnd(pid, how, logFile) {
	const manner = typeof how === "number" ? `ended with exit code ${how}` : `was ended by ${how}`;
	const words = how === "SIGKILL" || !existsSync(logFile) ? "" : lastWords(readFileSync(logFile, "utf8"));
	return `the embedded cluster's process (${pid}) ${manner} while the cluster was in use${words ? `: ${words}` : ""} (${logFile})`;
}
/** The error that a Node program died of, without its stack; else the last line. Pure. */
function lastWords(log) {
	const lines = log.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("at ") && !line.startsWith("Node.js v"));
	return lines.findLast((line) => /^\w*Error\b.*: /.test(line)) ?? lines.at(-1) ?? "";
}
async function endChild(child) {
	if (child.pid === void 0 || child.exitCode !== null || child.signalCode !== null) return;
	const exited = once(child, "exit");
	if (child.stdin) child.stdin.end();
	else child.kill("SIGTERM");
	const timer = setTimeout(() => child.kill("SIGKILL"), endTimeoutMs);
	await exited;
	clearTimeout(timer);
}
function sendSignal(pid, signal) {
	try {
		return process.kill(pid, signal);
	} catch (error) {
		if (error.code === "ESRCH") return false;
		throw error;
	}
}
/** From the sources Node strips the types; in the bundle it is a program beside this chunk. */
function embeddedProgram() {
	const fromSource = import.meta.url.endsWith(".ts");
	return fileURLToPath(new URL(fromSource ? "../embedded/main.ts" : "./embedded.js", import.meta.url));
}
// src/kubernetes/redacted-copy.ts
/** So much is read and redacted at a time: the logs of nodes are of any length. */
const pieceBytes = 524288;
/** A line that is longer than this is cut. */
const mostHeldBytes = 4194304;
/** A private key is not longer. */
const mostKeyBytes = 65536;
/** Copies the files of a folder without secrets (`redact`); links are left out. Throws what reading and writing throw. */
async function copyRedacted(from, to, known) {
	await mkdir(to, { recursive: true });
	for (const entry of await readdir(from, {
		recursive: true,
		withFileTypes: true
	})) try {
		var _usingCtx$3 = _usingCtx();
		if (!entry.isFile()) continue;
		const source = join(entry.parentPath, entry.name);
		const target = join(to, relative(from, source));
		await mkdir(dirname(target), { recursive: true });
		const file = _usingCtx$3.a(await open(target, "w"));
		for await (const piece of redactStream(createReadStream(source, { highWaterMark: pieceBytes }), known)) await file.writeFile(piece);
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		await _usingCtx$3.d();
	}
}
/** Redacts bytes of any number, some at a time, each time whole lines. */
async function* redactStream(stream, known) {
	let held = Buffer.alloc(0);
	for await (const bytes of stream) {
		held = Buffer.concat([held, bytes]);
		const cut = held.length > mostHeldBytes ? held.length : findCut(held);
		if (cut > 0) yield redactBytes(held.subarray(0, cut), known);
		held = held.subarray(cut);
	}
	if (held.length > 0) yield redactBytes(held, known);
}
/** Where a text can be cut without taking a secret apart: after a line, before a key that goes on, before a name without its value. */
function findCut(bytes) {
	const lineStart = (at) => at <= 0 ? 0 : bytes.lastIndexOf("\n", at - 1) + 1;
	const end = lineStart(bytes.length);
	const key = bytes.lastIndexOf("-----BEGIN ", end);
	const cut = key >= 0 && end - key < mostKeyBytes && !bytes.subarray(key, end).includes("-----END ") ? lineStart(key) : end;
	const open = lengthOfOpenName(bytes.toString("latin1", Math.max(0, cut - 512), cut));
	return open === 0 ? cut : lineStart(cut - open);
}
/** What is no UTF-8 is read byte by byte, so that all but the secrets stays as it is. */
function redactBytes(bytes, known) {
	if (isUtf8(bytes)) return Buffer.from(redact(bytes.toString("utf8"), known));
	const asBytes = known.map((secret) => Buffer.from(secret).toString("latin1"));
	return Buffer.from(redact(bytes.toString("latin1"), asBytes), "latin1");
}
// src/cluster/log-export.ts
const secretsTimeoutMs = 3e3;
/**
* Has a provider write its logs into a folder outside of the run's, and copies them below `directory` without secrets:
* nothing that is uploaded ever holds one, however this process ends. What was written is copied also when `write` throws.
*/
async function exportRedacted(directory, options, write) {
	const known = await readSecretValues(options);
	const folder = await mkdtemp(join(tmpdir(), "chaos-gate-logs-"));
	try {
		await write(folder).finally(() => copyRedacted(folder, directory, known));
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/** The values of all Secrets, for pods of all namespaces are in the logs of the nodes. */
async function readSecretValues({ connection, signal, report }) {
	if (!connection) return [];
	try {
		const within = AbortSignal.any([signal, AbortSignal.timeout(secretsTimeoutMs)]);
		const { items } = await readJson(connection, {
			path: "/api/v1/secrets",
			asking: "secrets",
			signal: within
		});
		return secretValues(items);
	} catch (error) {
		report(`from the nodes' logs only what looks like a secret is redacted, the Secrets are not to be had: ${messageOf(error)}`);
		return [];
	}
}
// src/cluster/embedded.ts
/** Enough for a mesh and for faults on one node to leave others. */
const defaultNodes$2 = 3;
const logName = "embedded-cluster.log";
const stateName = "embedded-cluster.json";
/** The Kubernetes that this product brings along: one process, no engine, no root. A rehearsal, and named as such. */
const embedded = {
	name: "embedded",
	async check() {
		if (process.platform !== "linux") throw new InvalidInput(`the embedded cluster needs Linux (its pods have addresses of their own in 127/8), this is ${process.platform}; use kind`);
	},
	async up(options) {
		const { wish, directory, keep, signal, report } = options;
		const name = wish.name ?? "embedded";
		const nodes = wish.nodes ?? defaultNodes$2;
		for (const key of ["nodeImage", "kubernetesVersion"]) if (wish[key] !== void 0) report(`the embedded cluster has no ${key}: ${wish[key]} is for kind and Minikube`);
		await mkdir(directory, { recursive: true });
		const identity = {
			provider: "embedded",
			name,
			kubeconfig: join(directory, "kubeconfig"),
			created: true,
			details: { directory }
		};
		options.willCreate(identity);
		const started = await startEmbedded({
			directory,
			name,
			nodes,
			zones: wish.zones ?? [],
			detached: keep,
			logFile: join(directory, logName),
			signal
		});
		try {
			const state = {
				pid: started.pid,
				kubeconfig: started.kubeconfig
			};
			await writeFile(join(directory, stateName), JSON.stringify(state), { mode: 384 });
			return await openCluster$1({
				...identity,
				kubeconfig: started.kubeconfig
			}, started, {
				keep,
				signal,
				report
			});
		} catch (error) {
			await started.end();
			throw started.gone?.aborted ? started.gone.reason : error;
		}
	},
	openDoor: ({ kubeconfig, context }) => openEmbeddedDoor({ config: loadKubeconfig(kubeconfig, context) }),
	async attach(identity, signal) {
		const stateFile = join(String(identity.details?.directory ?? ""), stateName);
		if (!existsSync(stateFile)) return void 0;
		const { pid, kubeconfig } = JSON.parse(readFileSync(stateFile, "utf8"));
		if (!processLives(pid)) return void 0;
		const attached = {
			pid,
			kubeconfig,
			end: () => endProcess$1(pid)
		};
		try {
			return await openCluster$1({
				...identity,
				kubeconfig
			}, attached, {
				keep: true,
				signal,
				report: () => {}
			});
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof InfrastructureFailure) return void 0;
			throw error;
		}
	}
};
async function openCluster$1(identity, started, { keep, signal, report }) {
	const connection = await connect(identity.kubeconfig, identity.context, { signal });
	const directory = String(identity.details?.directory);
	return {
		identity: {
			...identity,
			details: {
				directory,
				pid: started.pid
			}
		},
		node: openEmbeddedDoor(connection),
		vantage: openClusterAddressVantage(connection, () => processLives(started.pid)),
		gone: started.gone,
		async loadImages(images, abort) {
			if (images.length > 0) report(`loading ${images.map(({ image }) => image).join(", ")}`);
			for (const image of images) await registerImage(connection, image, abort);
		},
		async exportLogs(target, abort) {
			await exportRedacted(target, {
				connection,
				signal: abort,
				report
			}, (folder) => copyFile(join(directory, logName), join(folder, logName)));
		},
		delete: () => started.end(),
		async removeOwnObjects() {},
		async [Symbol.asyncDispose]() {
			if (!keep) await started.end();
		}
	};
}
// src/cluster/kind-cli.ts
const createTimeoutMs = 6e5;
const otherTimeoutMs$1 = 3e5;
/** The command line of the kind at a path. */
function openKindCli(program) {
	const run = async (argv, signal) => {
		const { stdout } = await runCommand([program, ...argv], {
			signal,
			timeoutMs: otherTimeoutMs$1
		});
		return stdout;
	};
	const listMachines = async (name, signal) => splitLines(await run([
		"get",
		"nodes",
		"--name",
		name,
		"--quiet"
	], signal));
	return {
		listMachines,
		async listClusters(signal) {
			return splitLines(await run([
				"get",
				"clusters",
				"--quiet"
			], signal));
		},
		async create({ name, config, kubeconfig, image, signal, onLine }) {
			await runCommand([
				program,
				...[
					"create",
					"cluster",
					"--name",
					name,
					"--config",
					"-",
					"--kubeconfig",
					kubeconfig,
					"--retain"
				],
				...image ? ["--image", image] : []
			], {
				input: config,
				signal,
				timeoutMs: createTimeoutMs,
				onLine,
				graceMs: 5e3
			});
		},
		async delete(name, kubeconfig, signal) {
			await run([
				"delete",
				"cluster",
				"--name",
				name,
				"--kubeconfig",
				kubeconfig
			], signal);
		},
		async listNodes(name, signal) {
			return (await listMachines(name, signal)).filter((machine) => !machine.endsWith("-external-load-balancer"));
		},
		async loadImageArchive(name, archive, nodes, signal) {
			await run([
				"load",
				"image-archive",
				archive,
				"--name",
				name,
				"--nodes",
				nodes.join(",")
			], signal);
		},
		async exportKubeconfig(name, kubeconfig, signal) {
			await run([
				"export",
				"kubeconfig",
				"--name",
				name,
				"--kubeconfig",
				kubeconfig
			], signal);
		},
		async exportLogs(name, directory, signal) {
			await run([
				"export",
				"logs",
				directory,
				"--name",
				name
			], signal);
		}
	};
}
function splitLines(text) {
	return text.split("\n").filter((line) => line.trim() !== "");
}
// src/cluster/image-name.ts
/** The whole name of an image, as a node's runtime keeps it: `shop:dev` is `docker.io/library/shop:dev`. Pure. */
function nameOnNode(image) {
	const [first = "", ...rest] = image.split("/");
	const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
	const path = rest.length === 0 ? `library/${image}` : image;
	const whole = hasRegistry ? image : `docker.io/${path}`;
	return hasTagOrDigest(image) ? whole : `${whole}:latest`;
}
/** Does Kubernetes pull this image whenever a container starts, unless told otherwise (imagePullPolicy defaults to Always)? Pure. */
function isPulledAlways(image) {
	if (image.includes("@")) return false;
	return nameOnNode(image).endsWith(":latest");
}
function hasTagOrDigest(image) {
	return image.includes("@") || image.lastIndexOf(":") > image.lastIndexOf("/");
}
// src/cluster/kind-images.ts
/** Builds or pulls images and saves them in one pass; disposing removes the archive. Throws InfrastructureFailure. */
async function archiveImages(images, signal, report) {
	await provideImages(images, signal, report);
	return await openArchive(images.map(({ image }) => image), signal);
}
/** Loads an archive onto nodes, all at the same time. */
async function loadArchive(cli, cluster, archive, nodes, { signal, report }) {
	report(`loading ${archive.images.join(", ")} onto ${nodes.length} node${nodes.length === 1 ? "" : "s"}`);
	await cli.loadImageArchive(cluster, archive.file, nodes, signal);
}
/** Puts images onto the nodes that do not have them yet: built, saved once, loaded in parallel. Throws InfrastructureFailure. */
async function loadMissingImages(cli, cluster, door, images, options) {
	try {
		var _usingCtx$2 = _usingCtx();
		const { signal, report } = options;
		if (images.length === 0) return;
		await provideImages(images, signal, report);
		const wanting = await findMissing(door, await cli.listNodes(cluster, signal), images, signal);
		if (wanting.images.length === 0) {
			report(`the nodes have ${images.map(({ image }) => image).join(", ")} already`);
			return;
		}
		await loadArchive(cli, cluster, _usingCtx$2.a(await openArchive(wanting.images, signal)), wanting.nodes, options);
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		await _usingCtx$2.d();
	}
}
/** The images that some node lacks by their id, and the nodes that lack one. */
async function findMissing(door, nodes, images, signal) {
	const missing = (await Promise.all(images.map(async ({ image }) => {
		const wanted = await findImageId(image, signal);
		const found = await Promise.all(nodes.map((node) => readImageId(door, node, image, signal)));
		return nodes.filter((_, index) => wanted === void 0 || found[index] !== wanted).map((node) => ({
			image,
			node
		}));
	}))).flat();
	return {
		images: [...new Set(missing.map(({ image }) => image))],
		nodes: [...new Set(missing.map(({ node }) => node))]
	};
}
/** What a node has under that name, as its container runtime's own tool says it. */
async function readImageId(door, node, image, signal) {
	const { status, stdout } = await door.execute(node, [
		"crictl",
		"inspecti",
		nameOnNode(image)
	], signal);
	if (status !== 0) return void 0;
	return JSON.parse(stdout).status?.id;
}
async function openArchive(images, signal) {
	const folder = await mkdtemp(join(tmpdir(), "chaos-gate-images-"));
	const remove = () => rm(folder, {
		recursive: true,
		force: true
	});
	const file = join(folder, "images.tar");
	try {
		await saveImages(images, file, signal);
	} catch (error) {
		await remove();
		throw error;
	}
	return {
		file,
		images,
		[Symbol.asyncDispose]: remove
	};
}
// src/cluster/kind-cluster.ts
/** A kind cluster that is up. Throws InfrastructureFailure when it does not answer, unless it may be remains. */
async function openKindCluster(cli, identity, options) {
	const { name, kubeconfig, created, details } = identity;
	const { keep, report, loaded = [] } = options;
	const door = openKindDoor();
	const connection = await connectTo(identity, options);
	const run = details?.run === void 0 ? void 0 : String(details.run);
	const deleteIt = async () => {
		if (created) await cli.delete(name, kubeconfig);
	};
	return {
		identity,
		node: door,
		vantage: "unreachable" in connection ? noVantage(name, connection.unreachable) : openServiceVantage(connection, run),
		async loadImages(images, signal) {
			const rest = images.filter(({ image }) => !loaded.some((each) => each.image === image));
			await loadMissingImages(cli, name, door, rest, {
				signal,
				report
			});
		},
		async exportLogs(directory, signal) {
			await exportRedacted(directory, {
				connection: "unreachable" in connection ? void 0 : connection,
				signal,
				report
			}, async (folder) => {
				try {
					await cli.exportLogs(name, folder, signal);
				} catch (error) {
					if (!(error instanceof CommandFailed) || (await readdir(folder)).length === 0) throw error;
					report(`not all of the nodes' logs could be read: ${messageOf(error)}`);
				}
			});
		},
		delete: deleteIt,
		async removeOwnObjects(signal) {
			if ("unreachable" in connection) throw new InfrastructureFailure(connection.unreachable);
			await removeTwins(connection, run, signal);
		},
		async [Symbol.asyncDispose]() {
			if (!keep) await deleteIt();
		}
	};
}
async function connectTo({ name, kubeconfig, context }, { signal, remains }) {
	if (remains && !existsSync(kubeconfig)) return { unreachable: `the cluster ${name} has no kubeconfig` };
	try {
		return await connect(kubeconfig, context, { signal });
	} catch (error) {
		signal.throwIfAborted();
		if (!remains) throw error;
		return { unreachable: messageOf(error) };
	}
}
function noVantage(name, why) {
	return { async openService() {
		throw new InfrastructureFailure(`the cluster ${name} cannot be used: ${why}`);
	} };
}
// src/cluster/kind-config.ts
const zoneLabel = "topology.kubernetes.io/zone";
/**
* kind's configuration for a wish: one control plane and the rest workers, or the nodes of the user's own configuration; zones
* dealt out to them in turn, mounts on all of them, ports on the first control plane. Pure.
* Throws InvalidInput with everything in which the two disagree.
*/
function kindConfig(wish, defaultNodes, own) {
	if (own) refuseConflicts(wish, own);
	const { zones = [], extraMounts = [], extraPortMappings = [] } = wish;
	const nodes = own?.config.nodes ?? Array.from({ length: wish.nodes ?? defaultNodes }, (_, index) => ({ role: index === 0 ? "control-plane" : "worker" }));
	const first = nodes.findIndex(({ role }) => role === "control-plane");
	return {
		...own?.config,
		kind: "Cluster",
		apiVersion: "kind.x-k8s.io/v1alpha4",
		nodes: nodes.map((node, index) => {
			const ports = [...node.extraPortMappings ?? [], ...index === first ? extraPortMappings : []];
			const mounts = [...node.extraMounts ?? [], ...extraMounts];
			return {
				...node,
				...zones.length > 0 && { labels: {
					...node.labels,
					[zoneLabel]: zones[index % zones.length]
				} },
				...ports.length > 0 && { extraPortMappings: ports },
				...mounts.length > 0 && { extraMounts: mounts }
			};
		})
	};
}
/** What the user's own configuration and the rest of the wish both decide, and differently. */
function refuseConflicts(wish, { config, root }) {
	const problems = [];
	const conflict = (path, found, expected) => problems.push({
		at: root.at(...path).keyPosition,
		message: `found ${found}, expected ${expected}`
	});
	const { nodes = [], networking, name } = config;
	const image = wish.nodeImage ?? wish.kubernetesVersion;
	if (name !== void 0 && wish.name !== void 0 && name !== wish.name) conflict(["name"], `name ${name}`, `${wish.name}, the cluster's name by file or flag, or none here`);
	if (config.nodes && wish.nodes !== void 0 && nodes.length !== wish.nodes) conflict(["nodes"], `${nodes.length} nodes`, `${wish.nodes}, as nodes says by file or flag, or none here`);
	if (config.nodes && !nodes.some(({ role }) => role === "control-plane")) conflict(["nodes"], "no control-plane", "at least one node of that role");
	if (networking?.disableDefaultCNI) conflict(["networking", "disableDefaultCNI"], "true", "kind's own network: without one no node gets Ready, and nothing is deployed before that");
	for (const [index, node] of nodes.entries()) {
		const zone = node.labels?.[zoneLabel];
		if (node.image !== void 0 && image !== void 0 && node.image !== image) conflict([
			"nodes",
			index,
			"image"
		], `image ${node.image}`, `${image}, as wished for by file or flag, or none here`);
		if (zone !== void 0 && wish.zones) conflict([
			"nodes",
			index,
			"labels",
			zoneLabel
		], `zone ${zone}`, "none here, or no zones in the scenario file");
		const taken = new Set((node.extraMounts ?? []).map(({ containerPath }) => containerPath));
		for (const { containerPath } of wish.extraMounts ?? []) if (taken.has(containerPath)) conflict([
			"nodes",
			index,
			"extraMounts"
		], `a mount at ${containerPath}`, "none, extraMounts has another one");
		const ports = new Set((node.extraPortMappings ?? []).map(({ hostPort }) => hostPort));
		for (const { hostPort } of wish.extraPortMappings ?? []) if (hostPort !== void 0 && ports.has(hostPort)) conflict([
			"nodes",
			index,
			"extraPortMappings"
		], `host port ${hostPort}`, "none, extraPortMappings has it as well");
	}
	if (problems.length > 0) throw new InvalidInput(problems);
}
// src/cluster/kind-config-file.ts
const port = int().min(1).max(65535);
const patches = array(string());
const jsonPatches = array(strictObject({
	group: string(),
	version: string(),
	kind: string(),
	patch: string()
}));
const node = strictObject({
	role: _enum(["control-plane", "worker"]).default("control-plane"),
	image: string().optional(),
	labels: record(string(), string()).optional(),
	extraMounts: array(strictObject({
		hostPath: string(),
		containerPath: string(),
		readOnly: boolean().optional(),
		selinuxRelabel: boolean().optional(),
		propagation: _enum([
			"None",
			"HostToContainer",
			"Bidirectional"
		]).optional()
	})).optional(),
	extraPortMappings: array(strictObject({
		containerPort: port,
		hostPort: int().min(-1).max(65535).optional(),
		listenAddress: string().optional(),
		protocol: _enum([
			"TCP",
			"UDP",
			"SCTP"
		]).optional()
	})).optional(),
	kubeadmConfigPatches: patches.optional(),
	kubeadmConfigPatchesJSON6902: jsonPatches.optional()
});
/** kind's configuration, kind.x-k8s.io/v1alpha4 (kind.sigs.k8s.io/docs/user/configuration; v0.33.0 pkg/apis/config/v1alpha4/types.go). */
const kindConfigSchema = strictObject({
	kind: literal("Cluster"),
	apiVersion: literal("kind.x-k8s.io/v1alpha4"),
	name: string().regex(/^[a-z0-9.-]+$/, "a name of a-z, 0-9, - and .").optional(),
	nodes: array(node).min(1).optional(),
	networking: strictObject({
		ipFamily: _enum([
			"ipv4",
			"ipv6",
			"dual"
		]).optional(),
		apiServerPort: int().min(-1).max(65535).optional(),
		apiServerAddress: string().optional(),
		podSubnet: string().optional(),
		serviceSubnet: string().optional(),
		disableDefaultCNI: boolean().optional(),
		kubeProxyMode: _enum([
			"iptables",
			"ipvs",
			"nftables",
			"none"
		]).optional(),
		dnsSearch: array(string()).optional()
	}).optional(),
	featureGates: record(string(), boolean()).optional(),
	runtimeConfig: record(string(), string()).optional(),
	kubeadmConfigPatches: patches.optional(),
	kubeadmConfigPatchesJSON6902: jsonPatches.optional(),
	containerdConfigPatches: patches.optional(),
	containerdConfigPatchesJSON6902: patches.optional()
});
/** Reads and checks a kind configuration. Throws InvalidInput with every problem of the file at once. */
function readKindConfig(file) {
	let text;
	try {
		text = readFileSync(file, "utf8");
	} catch (error) {
		const why = error.code ?? messageOf(error);
		throw new InvalidInput(`kindConfig: ${file} cannot be read (${why})`);
	}
	const read = readYaml(text, file);
	if (!read.ok) throw new InvalidInput(read.problems);
	const parsed = kindConfigSchema.safeParse(read.yaml.value, { error: expectedPhrase });
	if (!parsed.success) throw new InvalidInput(schemaProblems(read.yaml, parsed.error.issues));
	return {
		config: parsed.data,
		root: cursorOf(read.yaml)
	};
}
// src/cluster/kind-failure.ts
/** Known ways in which `kind create cluster` fails, by what it prints, with the remedy. kind.sigs.k8s.io/docs/user/known-issues. */
const knownFailures = [
	{
		pattern: /too many open files|inotify/i,
		sentence: "the machine has too few inotify watches: raise fs.inotify.max_user_watches to 524288 and fs.inotify.max_user_instances to 512"
	},
	{
		pattern: /port is already allocated|address already in use/i,
		sentence: "a port that the cluster needs is taken by another program"
	},
	{
		pattern: /no space left on device/i,
		sentence: "the disk is full: docker system prune frees space"
	},
	{
		pattern: /toomanyrequests|rate limit/i,
		sentence: "the registry refuses to give the node image for now (rate limit): log in to it, or name an image that is on this machine with --node-image"
	},
	{
		pattern: /failed to pull image|manifest unknown|pull access denied/i,
		sentence: "the node image cannot be pulled: name one that is on this machine or in a registry it reaches with --node-image"
	},
	{
		pattern: /node\(s\) already exist for a cluster/i,
		sentence: "a cluster of that name appeared meanwhile"
	},
	{
		pattern: /failed to get IPv6 address for node|Cannot read IPv6 setup for bridge|ip6tables/i,
		sentence: "IPv6 is not available to containers here: enable it in the kernel and the engine, or use networking.ipFamily ipv4"
	},
	{
		pattern: /non-overlapping|address pools have been fully subnetted/i,
		sentence: "the container engine has no free network for the nodes: docker network prune removes unused ones"
	},
	{
		pattern: /bind source path does not exist|invalid mount config/i,
		sentence: "a folder of extraMounts is not on this machine"
	},
	{
		pattern: /rootless/i,
		sentence: "the container engine is rootless and lacks the cgroup delegation that kind needs (kind.sigs.k8s.io/docs/user/rootless)"
	},
	{
		pattern: /permission denied while trying to connect to the docker/i,
		sentence: "this user may not use the container engine: add it to the group docker, or run as one that may"
	},
	{
		pattern: /Cannot connect to the Docker daemon/i,
		sentence: "the container engine does not answer"
	},
	{
		pattern: /failed to (init|join) node with kubeadm/i,
		sentence: "a node did not come up in the time that kubeadm gives it: the machine has too little memory or CPU, or the node image does not fit this kind; logs/kind has the kubelet's log"
	}
];
/** kind gave a node a fixed time to boot, and it took longer; a second attempt mostly works. */
function isBootFlake(error) {
	return error instanceof CommandFailed && /could not find a (log )?line that matches/i.test(error.stderr);
}
/** A failed creation in one sentence, with the remedy where it is known. */
function explainKindFailure(error) {
	const stderr = error instanceof CommandFailed ? error.stderr : "";
	const known = knownFailures.find(({ pattern }) => pattern.test(stderr));
	const said = /^ERROR: (.*)$/m.exec(stderr)?.[1];
	const why = known ? `${known.sentence}${said ? ` (${said})` : ""}` : said ?? messageOf(error);
	return new InfrastructureFailure(`kind could not create the cluster: ${why}`, { cause: error });
}
// src/cluster/wait-for-nodes.ts
const dnsPath = "/apis/apps/v1/namespaces/kube-system/deployments/coredns";
/**
* Waits until as many nodes as wished are Ready, cluster DNS runs and pods can be made in `default` (kind's own --wait looks at
* control planes only, and succeeds when it runs out of time). Throws InfrastructureFailure naming what is missing.
*/
async function waitForNodes(connection, options) {
	const { nodes, timeoutMs, signal } = options;
	const deadline = performance.now() + timeoutMs;
	const left = () => Math.max(1, deadline - performance.now());
	const ready = /* @__PURE__ */ new Set();
	await watchUntil(connection, "/api/v1/nodes", "the nodes", left(), signal, (node, gone) => {
		if (node.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") && !gone) ready.add(node.metadata?.name ?? "");
		else ready.delete(node.metadata?.name ?? "");
		return ready.size >= nodes;
	}).catch((error) => {
		throw error instanceof TimedOut ? new InfrastructureFailure(`only ${ready.size} of ${nodes} nodes got ready`) : error;
	});
	await watchUntil(connection, "/api/v1/namespaces/default/serviceaccounts", "service accounts", left(), signal, (account) => account.metadata?.name === "default").catch((error) => {
		throw error instanceof TimedOut ? new InfrastructureFailure("there is no default service account") : error;
	});
	const dns = await readJson(connection, {
		path: dnsPath,
		asking: "Deployment coredns",
		signal
	});
	await waitForRollout(connection, [{
		...dns,
		kind: "Deployment"
	}], {
		timeoutMs: left(),
		signal
	});
}
var TimedOut = class extends Error {};
async function watchUntil(connection, path, asking, timeoutMs, signal, holds) {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(new TimedOut()), timeoutMs);
	let done = false;
	try {
		await watchObjects(connection, {
			path,
			asking
		}, AbortSignal.any([signal, stop.signal]), (event) => {
			const objects = event.type === "listed" ? event.objects : [event.object];
			for (const object of objects) done = holds(object, event.type === "deleted") || done;
			if (done) stop.abort();
		});
	} finally {
		clearTimeout(timer);
	}
	signal.throwIfAborted();
	if (!done) throw new TimedOut();
}
// src/cluster/kind-creation.ts
const readyTimeoutMs$2 = 18e4;
const deleteTimeoutMs = 3e4;
const betweenLooksMs$1 = 500;
/** Longer than an engine on a busy machine takes to make a container; short enough for the 7.5 s that a cancelled step has. */
const settleMs = 3e3;
/**
* Makes a cluster, with the app's images: they are saved while kind makes the nodes, and loaded while these get ready.
* Whatever fails ends the rest, and leaves nothing but logs.
*/
async function bringUpKind(cli, identity, config, options) {
	const { images = [], report, keep } = options;
	const failed = new AbortController();
	const signal = AbortSignal.any([options.signal, failed.signal]);
	const archive = images.length === 0 ? void 0 : archiveImages(images, signal, report);
	archive?.catch((error) => failed.abort(error));
	const getReady = async () => {
		await createCluster(cli, identity, config, {
			...options,
			signal
		});
		const connection = await connect(identity.kubeconfig, identity.context, {
			signal,
			timeoutMs: 3e4
		});
		const nodes = config.nodes?.length ?? 1;
		await Promise.all([waitForNodes(connection, {
			nodes,
			timeoutMs: readyTimeoutMs$2,
			signal
		}), load()]);
	};
	const load = async () => {
		if (!archive) return;
		const nodes = await cli.listNodes(identity.name, signal);
		await loadArchive(cli, identity.name, await archive, nodes, {
			signal,
			report
		});
	};
	try {
		const ready = getReady();
		ready.catch((error) => failed.abort(error));
		await Promise.allSettled([ready, archive]);
		await ready;
		return await openKindCluster(cli, identity, {
			keep,
			report,
			signal: options.signal,
			loaded: images
		});
	} catch (error) {
		const why = failed.signal.aborted && !options.signal.aborted ? failed.signal.reason : error;
		await keepLogs(cli, identity, options);
		await deleteRemains(cli, identity, settleMs);
		throw why;
	} finally {
		await (await archive?.catch(() => void 0))?.[Symbol.asyncDispose]();
	}
}
async function createCluster(cli, { name, kubeconfig }, config, { wish, signal, report }) {
	const image = wish.nodeImage ?? (wish.kubernetesVersion ? nodeImageFor(wish.kubernetesVersion) : void 0);
	if (image && !image.includes("@sha256:")) report(`node image ${image} is named by tag, which can change: name it by digest`);
	const create = () => cli.create({
		name,
		config: JSON.stringify(config),
		kubeconfig,
		image,
		signal,
		onLine: report
	});
	try {
		await create();
	} catch (error) {
		signal.throwIfAborted();
		if (!isBootFlake(error)) throw explainKindFailure(error);
		report("a node took too long to boot: once more");
		await cli.delete(name, kubeconfig, signal);
		await create().catch((again) => {
			signal.throwIfAborted();
			throw explainKindFailure(again);
		});
	}
}
/** Deletes until no machine has appeared for `quietMs`: the engine goes on making one for a moment after kind was ended. */
async function deleteRemains(cli, { name, kubeconfig }, quietMs) {
	const giveUpAt = performance.now() + deleteTimeoutMs;
	await cli.delete(name, kubeconfig);
	let lookedSince = performance.now();
	do {
		await setTimeout$1(betweenLooksMs$1);
		if ((await cli.listMachines(name)).length === 0) continue;
		await cli.delete(name, kubeconfig);
		lookedSince = performance.now();
	} while (performance.now() - lookedSince < quietMs && performance.now() < giveUpAt);
}
async function keepLogs(cli, identity, options) {
	if (options.signal.aborted) return;
	const directory = join(options.directory, "logs", "kind");
	try {
		await exportRedacted(directory, options, (folder) => cli.exportLogs(identity.name, folder, options.signal));
		options.report(`the nodes' logs are in ${directory}`);
	} catch (error) {
		options.report(`the nodes' logs could not be exported: ${messageOf(error)}`);
	}
}
// src/cluster/kind-host.ts
/** One line for each IPv6 address of this machine; not there where the kernel has none of it. Linux only. */
const ipv6Addresses = "/proc/net/if_inet6";
/** Says what of this machine kind will mind, and refuses what cannot work, before anything is made. Throws InfrastructureFailure. */
function refuseHost(engine, config, report) {
	const family = config.networking?.ipFamily ?? "ipv4";
	if (family !== "ipv4") {
		if (process.platform === "linux" && !existsSync(ipv6Addresses)) throw new InfrastructureFailure(`kind is to make a cluster of networking.ipFamily ${family}, and this machine's kernel has no IPv6: use ipv4`);
		report(`the cluster's network is ${family}: the container engine has to have IPv6 enabled`);
	}
	if (engine.rootless) report(`${engine.name} is rootless: kind needs cgroup v2 and its delegation for that (kind.sigs.k8s.io/docs/user/rootless)`);
}
// src/cluster/kind-orphan.ts
/**
* Ends a `kind create cluster` that outlived the run which started it, and the engine's clients that it started, so that no
* node appears after the cluster was deleted. Only on Linux, where /proc tells: elsewhere kind ends by itself at its next
* line of output, which nobody reads any more.
*/
async function endOrphanedCreation(name) {
	for (const pid of await findCreations(name)) endProcess(pid);
}
async function findCreations(name) {
	if (process.platform !== "linux") return [];
	const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry)).map(Number);
	return (await Promise.all(pids.map(async (pid) => {
		const line = `${(await readProcess(pid, "cmdline")).replaceAll("\0", " ")} `;
		return (line.includes(`kind create cluster --name ${name} `) || line.includes(`--label io.x-k8s.kind.cluster=${name} `)) && await isOrphan(pid) ? [pid] : [];
	}))).flat();
}
/** A run that still goes on is its kind's parent; a dead one's children are taken over by init, or by whoever reaps here, which is no Node. */
async function isOrphan(pid) {
	const parent = Number(/^PPid:\s+(\d+)$/m.exec(await readProcess(pid, "status"))?.[1] ?? 1);
	if (parent <= 1) return true;
	const [program = ""] = (await readProcess(parent, "cmdline")).split("\0");
	return !/(^|\/)(node[\w.-]*|kind)$/.test(program);
}
async function readProcess(pid, file) {
	try {
		return await readFile(`/proc/${pid}/${file}`, "utf8");
	} catch (error) {
		if ([
			"ENOENT",
			"ESRCH",
			"EACCES",
			"EPERM"
		].includes(error.code ?? "")) return "";
		throw error;
	}
}
function endProcess(pid) {
	try {
		process.kill(pid, "SIGKILL");
	} catch (error) {
		if (error.code !== "ESRCH") throw error;
	}
}
// src/cluster/kind.ts
/** As the embedded cluster: enough for a mesh, and for faults on one node to leave others. */
const defaultNodes$1 = 3;
const readyTimeoutMs$1 = 18e4;
const betweenLooksMs = 500;
/** Kubernetes in containers, by kind's own command line. Deletes only clusters that it created itself. */
const kind = {
	name: "kind",
	async check({ wish }) {
		kindConfig(wish, defaultNodes$1, wish.kindConfig === void 0 ? void 0 : readKindConfig(wish.kindConfig));
	},
	async up(options) {
		const { wish, directory, signal, report } = options;
		const own = wish.kindConfig === void 0 ? void 0 : readKindConfig(wish.kindConfig);
		const config = kindConfig(wish, defaultNodes$1, own);
		refuseHost(await requireEngine(signal), config, report);
		const cli = openKindCli(await provideKind(wish, options));
		const name = wish.name ?? own?.config.name ?? `chaos-gate-${randomBytes(3).toString("hex")}`;
		const reuses = (await cli.listClusters(signal)).includes(name);
		if (reuses) refuseUnlessWished(name, wish.reuse);
		await mkdir(directory, { recursive: true });
		const identity = {
			provider: "kind",
			name,
			kubeconfig: join(directory, "kubeconfig"),
			context: `kind-${name}`,
			created: !reuses,
			details: {
				run: randomBytes(6).toString("hex"),
				...namedIn(wish.kindBinary)
			}
		};
		options.willCreate(identity);
		return reuses ? await reuse(cli, identity, options) : await bringUpKind(cli, identity, config, options);
	},
	openDoor: () => openKindDoor(),
	async attach(identity, signal) {
		const { details = {} } = identity;
		const kindBinary = details.kindUrl === void 0 ? void 0 : {
			url: String(details.kindUrl),
			sha256: String(details.kindSha256)
		};
		const cli = openKindCli(await provideKind({ kindBinary }, {
			signal,
			report: () => {}
		}));
		const unfinished = !existsSync(identity.kubeconfig);
		if (unfinished) await endOrphanedCreation(identity.name);
		if (!await appears(cli, identity.name, unfinished ? 3e3 : 0, signal)) return void 0;
		const cluster = await openKindCluster(cli, identity, {
			keep: true,
			report: () => {},
			signal,
			remains: true
		});
		return unfinished ? {
			...cluster,
			delete: () => deleteRemains(cli, identity, settleMs)
		} : cluster;
	}
};
function refuseUnlessWished(name, wished) {
	if (wished) return;
	throw new InfrastructureFailure(`a kind cluster named ${name} is there already and was not created by this run: choose another name, or say \`reuse: true\` below \`cluster:\` to use it and leave it`);
}
/** A cluster that was there before: used as it is, and left. */
async function reuse(cli, identity, { wish, signal, report }) {
	const nodes = await cli.listNodes(identity.name, signal);
	if (wish.nodes !== void 0 && wish.nodes !== nodes.length) throw new InvalidInput(`cluster ${identity.name} has ${nodes.length} node${nodes.length === 1 ? "" : "s"}, expected ${wish.nodes}: leave \`nodes\` out to use it as it is`);
	report(`using kind cluster ${identity.name}, which was there before`);
	await cli.exportKubeconfig(identity.name, identity.kubeconfig, signal);
	await waitForNodes(await connect(identity.kubeconfig, identity.context, { signal }), {
		nodes: nodes.length,
		timeoutMs: readyTimeoutMs$1,
		signal
	});
	return await openKindCluster(cli, identity, {
		keep: true,
		report,
		signal
	});
}
/** Is the cluster there, or does it come up within that time? */
async function appears(cli, name, withinMs, signal) {
	const deadline = performance.now() + withinMs;
	while (!(await cli.listClusters(signal)).includes(name)) {
		if (performance.now() >= deadline) return false;
		await setTimeout$1(betweenLooksMs, void 0, { signal });
	}
	return true;
}
function namedIn(binary) {
	return binary ? {
		kindUrl: binary.url,
		kindSha256: binary.sha256
	} : {};
}
// src/cluster/minikube-cli.ts
const startTimeoutMs = 9e5;
const otherTimeoutMs = 3e5;
const commandTimeoutMs = 3e4;
/** Finds minikube on PATH; it writes the cluster's access into `kubeconfig`. Throws InfrastructureFailure when it is not there. */
async function openMinikubeCli(kubeconfig) {
	if (await findProgram("minikube") === void 0) throw new InfrastructureFailure("minikube is not on PATH: install it (https://minikube.sigs.k8s.io), or use --cluster embedded");
	const environment = {
		KUBECONFIG: kubeconfig,
		MINIKUBE_IN_STYLE: "false",
		MINIKUBE_WANTUPDATENOTIFICATION: "false"
	};
	const run = async (argv, signal, timeoutMs = otherTimeoutMs) => {
		const { stdout } = await runCommand(["minikube", ...argv], {
			signal,
			timeoutMs,
			environment
		});
		return stdout;
	};
	return {
		async listProfiles(signal) {
			const { valid, invalid } = parseJson(await answerOf(run([
				"profile",
				"list",
				"--output",
				"json"
			], signal)));
			return [...valid ?? [], ...invalid ?? []].map(({ Name }) => Name);
		},
		async start({ profile, nodes, driver, kubernetesVersion, signal }) {
			const argv = [
				"start",
				"--profile",
				profile,
				"--nodes",
				String(nodes),
				"--container-runtime",
				"containerd"
			];
			if (driver) argv.push("--driver", driver);
			if (kubernetesVersion) argv.push("--kubernetes-version", kubernetesVersion);
			argv.push("--keep-context", "--interactive=false", "--wait", "all", "--output", "json");
			try {
				await run(argv, signal, startTimeoutMs);
			} catch (error) {
				throw error instanceof CommandFailed ? explainStartFailure(error) : error;
			}
		},
		async status(profile, node, signal) {
			const parsed = parseJson(await answerOf(run([
				"status",
				"--profile",
				profile,
				"--node",
				node,
				"--output",
				"json"
			], signal)));
			const found = [parsed].flat().find(({ Name }) => Name === node) ?? [parsed].flat()[0];
			if (!found) throw new InfrastructureFailure(`minikube knows no node ${node} of profile ${profile}`);
			return found;
		},
		async stopNode(profile, node, signal) {
			await run([
				"node",
				"stop",
				node,
				"--profile",
				profile
			], signal);
		},
		async startNode(profile, node, signal) {
			await run([
				"node",
				"start",
				node,
				"--profile",
				profile
			], signal);
		},
		async ssh(profile, node, argv, signal) {
			const words = ["sudo", ...argv].map(quote$1);
			const result = await runThrough([
				"minikube",
				"ssh",
				"--profile",
				profile,
				"--node",
				node,
				"--",
				...words
			], {
				signal,
				timeoutMs: commandTimeoutMs
			});
			const told = /exited? (?:with )?status (\d+)/i.exec(result.stderr)?.[1];
			return result.status !== 0 && told !== void 0 ? {
				...result,
				status: Number(told)
			} : result;
		},
		async loadImage(profile, image, signal) {
			await run([
				"image",
				"load",
				image,
				"--profile",
				profile
			], signal);
		},
		async buildImage(profile, image, folder, signal) {
			await run([
				"image",
				"build",
				"--all",
				"--tag",
				image,
				folder,
				"--profile",
				profile
			], signal);
		},
		async writeLogs(profile, file, signal) {
			await run([
				"logs",
				"--profile",
				profile,
				"--file",
				file
			], signal);
		},
		async delete(profile, signal) {
			await run([
				"delete",
				"--profile",
				profile
			], signal);
		}
	};
}
/** What a command printed, also when it ended with another exit code than 0. */
async function answerOf(running) {
	try {
		return await running;
	} catch (error) {
		if (error instanceof CommandFailed && typeof error.status === "number" && error.stdout.trim() !== "") return error.stdout;
		throw error;
	}
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new InfrastructureFailure(`minikube was asked for JSON and answered: ${text.trim().slice(0, 200)}`, { cause: error });
	}
}
/** `start --output json` prints one event a line; of type `….error` is the one that says why, and what to do. */
function explainStartFailure(error) {
	for (const line of error.stdout.split("\n").reverse()) {
		if (!line.includes("io.k8s.sigs.minikube.error")) continue;
		const { data } = parseJson(line);
		if (data?.message) return new InfrastructureFailure(`minikube could not start: ${data.message.trim()}${data.advice ? ` (${data.advice.trim()})` : ""}`, { cause: error });
	}
	return error;
}
/** ssh hands one line to a shell on the node: each word is quoted, so that the program gets it as it is. */
function quote$1(word) {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
// src/cluster/minikube-door.ts
const noPause = "minikube cannot freeze a node (its own pause stops the containers of Kubernetes, not the machine): use stop, or kind";
const refused = {
	pause: noPause,
	limits: "minikube gives its nodes their processors and memory when it makes them, and does not change them: use kind"
};
/** The node door of Minikube: machines by `minikube node`, commands by `minikube ssh`. */
function openMinikubeDoor(cli, profile) {
	const machineState = async (node, abort) => (await cli.status(profile, node, abort)).Host === "Running" ? "running" : "stopped";
	return {
		...commandOperations((node, argv, abort) => cli.ssh(profile, node, argv, abort)),
		refusal: (operation) => refused[operation],
		machineState,
		stopNode: (node, _how, abort) => cli.stopNode(profile, node, abort),
		async pauseNode() {
			throw new InfrastructureFailure(noPause);
		},
		async limitMachine() {
			throw new InfrastructureFailure(refused.limits ?? "");
		},
		async startNode(node, abort) {
			if (await machineState(node, abort) === "stopped") await cli.startNode(profile, node, abort);
		}
	};
}
// src/cluster/minikube.ts
/** As the other providers: enough for a mesh, and for faults on one node to leave others. */
const defaultNodes = 3;
const readyTimeoutMs = 18e4;
/** Kubernetes by minikube's own command line, in a profile and with a kubeconfig of the run's own. */
const minikube = {
	name: "minikube",
	async up(options) {
		const { wish, directory, signal, report } = options;
		const kubeconfig = join(directory, "kubeconfig");
		const cli = await openMinikubeCli(kubeconfig);
		const name = wish.name ?? `chaos-gate-${randomBytes(3).toString("hex")}`;
		if ((await cli.listProfiles(signal)).includes(name)) throw new InvalidInput(`a minikube profile named ${name} is there already and was not created by this run: choose another name, or use it with --cluster existing --context ${name}`);
		if (wish.nodeImage) report(`minikube has no nodeImage: ${wish.nodeImage} is for kind`);
		await mkdir(directory, { recursive: true });
		const identity = {
			provider: "minikube",
			name,
			kubeconfig,
			context: name,
			created: true
		};
		options.willCreate(identity);
		const nodes = wish.nodes ?? defaultNodes;
		try {
			report(`starting minikube profile ${name} with ${nodes} node${nodes === 1 ? "" : "s"}`);
			await cli.start({
				profile: name,
				nodes,
				driver: wish.driver,
				kubernetesVersion: wish.kubernetesVersion,
				signal
			});
			const connection = await connect(kubeconfig, name, {
				signal,
				timeoutMs: 3e4
			});
			await waitForNodes(connection, {
				nodes,
				timeoutMs: readyTimeoutMs,
				signal
			});
			await labelZones(connection, wish.zones ?? [], signal);
			return openCluster(cli, identity, connection, options);
		} catch (error) {
			await cli.delete(name).catch((left) => report(`the minikube profile ${name} could not be deleted: ${messageOf(left)}`));
			throw error;
		}
	},
	async attach(identity, signal) {
		const cli = await openMinikubeCli(identity.kubeconfig);
		if (!(await cli.listProfiles(signal)).includes(identity.name)) return void 0;
		return openCluster(cli, identity, await connect(identity.kubeconfig, identity.context, { signal }), {
			keep: true,
			report: () => {}
		});
	}
};
function openCluster(cli, identity, connection, { keep, report }) {
	const { name } = identity;
	return {
		identity,
		node: openMinikubeDoor(cli, name),
		vantage: openServiceVantage(connection),
		async loadImages(images, signal) {
			for (const { image, build } of images) {
				report(`${build === void 0 ? "loading" : "building"} image ${image} on the nodes`);
				if (build === void 0) await cli.loadImage(name, image, signal);
				else await cli.buildImage(name, image, build, signal);
			}
		},
		async exportLogs(directory, signal) {
			await exportRedacted(directory, {
				connection,
				signal,
				report
			}, (folder) => cli.writeLogs(name, join(folder, "minikube.log"), signal));
		},
		delete: () => cli.delete(name),
		async removeOwnObjects(signal) {
			await removeTwins(connection, void 0, signal);
		},
		async [Symbol.asyncDispose]() {
			if (!keep) await cli.delete(name);
		}
	};
}
/** minikube knows no zones: their label is dealt out to the nodes in turn, by name. */
async function labelZones(connection, zones, signal) {
	if (zones.length === 0) return;
	const names = (await listNodes(connection, signal)).map((node) => node.metadata?.name ?? "").sort();
	for (const [index, node] of names.entries()) await readJson(connection, {
		method: "PATCH",
		path: `/api/v1/nodes/${encodeURIComponent(node)}`,
		contentType: "application/merge-patch+json",
		body: { metadata: { labels: { "topology.kubernetes.io/zone": zones[index % zones.length] } } },
		asking: `the zone of node ${node}`,
		signal
	});
}
// src/cluster/index.ts
/** Every provider there is. */
const providers = [
	embedded,
	kind,
	minikube,
	existing
];
function providerOf(name) {
	return providers.find((provider) => provider.name === name);
}
// src/undo/undo-journal.ts
/** The id that `done` names when the cluster itself is gone. */
const clusterId = "cluster";
/** `owner` is written before the first line: who else wants to undo meanwhile is refused. */
function openUndoJournal(file, owner) {
	const lines = existsSync(file) ? [...readUndoJournal(file)] : [];
	let descriptor;
	const write = (line) => {
		try {
			const added = owner && descriptor === void 0 ? [{
				type: "owner",
				process: owner
			}, line] : [line];
			descriptor ??= openToAppend(file);
			writeSync(descriptor, added.map((each) => `${JSON.stringify(each)}\n`).join(""));
			fsyncSync(descriptor);
		} catch (error) {
			throw new InfrastructureFailure(`the undo journal ${file} cannot be written: ${messageOf(error)}`, { cause: error });
		}
		lines.push(line);
	};
	return {
		write,
		pending: (experiment) => pendingEntries(lines).filter((entry) => experiment === void 0 || entry.experiment === experiment),
		processesOf: (id) => lines.flatMap((line) => line.type === "process" && line.id === id ? [line.process] : []),
		[Symbol.dispose]() {
			if (descriptor !== void 0) closeSync(descriptor);
			descriptor = void 0;
		}
	};
}
/** Takes a torn last line away first: what is appended behind it would be lost with it. */
function openToAppend(file) {
	if (existsSync(file)) truncateSync(file, readFileSync(file).lastIndexOf("\n") + 1);
	return openSync(file, "a", 384);
}
/** Entries without a tick, last first: the order in which they have to be undone. Pure. */
function pendingEntries(lines) {
	const done = new Set(lines.filter((line) => line.type === "done").map((line) => line.id));
	return lines.filter((line) => line.type === "undo" && !done.has(line.id)).reverse();
}
/** The cluster that a run made and has not ticked off: the run goes on, or was killed. A kept one is not pending. Pure. */
function pendingCluster(lines) {
	const made = lines.find((line) => line.type === "cluster");
	const deleted = lines.some((line) => line.type === "done" && line.id === "cluster");
	return made?.identity.created && !made.keep && !deleted ? made.identity : void 0;
}
/** Whether there is something to undo: faults, or a cluster that the run made and was not to keep. */
function isAnythingLeft(lines) {
	return pendingCluster(lines) !== void 0 || pendingEntries(lines).length > 0;
}
/** Reads an undo journal. A torn last line is an entry whose fault was never injected: it is left out. Throws InvalidInput for a line that is none. */
function readUndoJournal(file) {
	const text = readFileSync(file, "utf8");
	return text.slice(0, text.lastIndexOf("\n") + 1).split("\n").flatMap((line, index) => line === "" ? [] : [parseLine(file, line, index + 1)]);
}
function parseLine(file, text, line) {
	try {
		const parsed = JSON.parse(text);
		if ([
			"owner",
			"cluster",
			"undo",
			"process",
			"done"
		].includes(parsed?.type)) return parsed;
	} catch {}
	const message = `found ${text.slice(0, 60)}, expected a line of an undo journal`;
	throw new InvalidInput([{
		at: {
			file,
			line,
			column: 1
		},
		message
	}]);
}
// src/report/badge.ts
const colors$1 = {
	upheld: "brightgreen",
	refuted: "red",
	inconclusive: "yellow"
};
/**
* `badge.json`: what a shields.io endpoint badge reads (https://shields.io/badges/endpoint-badge). It holds no name and
* no text from outside.
*/
function renderBadge({ result }) {
	const { verdict, experiments } = result;
	const upheld = experiments.filter((experiment) => experiment.verdict === "upheld").length;
	const badge = {
		schemaVersion: 1,
		label: "chaos",
		message: verdict === "upheld" ? `upheld (${upheld})` : `${verdict} (${upheld} of ${experiments.length} upheld)`,
		color: colors$1[verdict]
	};
	return `${JSON.stringify(badge, null, 2)}\n`;
}
// src/report/wording.ts
/** A mark that can be told from the others without colour. */
const marks$1 = {
	upheld: "✔",
	refuted: "✘",
	inconclusive: "?"
};
/** Names the provider, so that nobody takes a rehearsal for a run on a real cluster. */
function describeCluster(cluster) {
	if (!cluster) return "no cluster came up";
	const { provider, name, version, nodes, created } = cluster;
	const size = `${nodes.length} node${nodes.length === 1 ? "" : "s"}`;
	if (provider === "embedded") return `embedded cluster (a rehearsal on this machine, no real nodes), ${version}, ${size}`;
	return `${provider === "existing" ? "existing cluster" : `${provider} cluster`} ${name}, ${version}, ${size}${created || provider === "existing" ? "" : ", not created by this run"}`;
}
/** `2 refuted, 1 inconclusive, 3 upheld of 6 experiments`; what there is none of is left out. */
function countVerdicts(experiments) {
	return `${[
		"refuted",
		"inconclusive",
		"upheld"
	].map((verdict) => ({
		verdict,
		count: experiments.filter((experiment) => experiment.verdict === verdict).length
	})).filter(({ count }) => count > 0).map(({ verdict, count }) => `${count} ${verdict}`).join(", ") || "none"} of ${experiments.length} experiment${experiments.length === 1 ? "" : "s"}`;
}
/** The command that does the same again; of one experiment, or of all. Can be pasted into a POSIX shell. */
function reproduce(result, experiment) {
	const scenario = /^(.*) \(run \d+\)$/s.exec(experiment?.name ?? "")?.[1] ?? experiment?.name;
	return [
		...[
			"chaos-gate",
			"run",
			...result.files
		],
		...scenario === void 0 ? [] : chooseScenario(scenario),
		...["--seed", String(result.seed)],
		...result.cluster ? ["--cluster", result.cluster.provider] : [],
		...result.compat === "legacy" ? ["--compat", "legacy"] : [],
		...result.flags.filter((flag) => scenario === void 0 || !flag.startsWith("--scenario="))
	].map(quote).join(" ");
}
/** The flag takes a glob: a name with a star in it is matched by itself as well. One that begins like a flag has to stick to it. */
function chooseScenario(name) {
	return name.startsWith("-") ? [`--scenario=${name}`] : ["--scenario", name];
}
function quote(word) {
	return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
// src/report/happenings.ts
/** So many of each weight: a storm of harmless ones does not push out the warnings. */
const maxOfEach = 200;
/** Gathers them; warnings and harm to pods have room of their own. */
function gatherHappenings() {
	const kept = {
		grave: [],
		mild: []
	};
	let left = 0;
	return {
		get all() {
			return [...kept.grave, ...kept.mild].sort((a, b) => a.t - b.t);
		},
		get left() {
			return left;
		},
		add(t, event) {
			if (event.type !== "pod-changed" && event.type !== "endpoint-changed" && event.type !== "cluster-event") return;
			const room = isGrave(event) ? kept.grave : kept.mild;
			if (room.length < maxOfEach) room.push({
				t,
				event
			});
			else left++;
		}
	};
}
/** Says of something that it went wrong. */
function isGrave(event) {
	if (event.type === "cluster-event") return event.warning;
	if (event.type === "endpoint-changed") return event.change === "removed";
	return [
		"not-ready",
		"restarted",
		"failed",
		"gone"
	].includes(event.change);
}
/** In words: `Pod shop/api-1: not-ready`. */
function describeHappening(event) {
	switch (event.type) {
		case "pod-changed": return `Pod ${event.namespace}/${event.name}: ${event.change}`;
		case "endpoint-changed": return `Service ${event.namespace}/${event.service}: endpoint ${event.name} ${event.change}`;
		case "cluster-event": return `${event.warning ? "Warning: " : ""}${event.object}: ${event.reason}: ${event.message}`;
	}
}
// src/report/html/lanes.ts
/** The visible list of lanes above the probes, from top to bottom. A new one is one line here. */
const lanes = [
	phases$1,
	faults,
	pods,
	clusterEvents,
	recovery,
	recoveryStages
];
/** The lanes of an experiment that have something to show. */
function lanesOf(experiment, digest) {
	return lanes.map((lane) => lane(experiment, digest)).filter(({ marks }) => marks.length > 0);
}
function phases$1(_experiment, digest) {
	return {
		name: "Phases",
		marks: digest.phases.map(({ name, startT, endT }) => {
			return {
				startT,
				endT,
				label: name,
				text: `${name}: ${formatMs(endT - startT)}, from ${formatSpan$1(startT)} to ${formatSpan$1(endT)}`,
				tone: "phase"
			};
		})
	};
}
function faults(_experiment, digest) {
	return {
		name: "Faults",
		marks: digest.faults.map(({ fault, startT, endT }) => {
			const { kind, targets, receipt } = fault;
			const names = targets.map(({ namespace, name }) => namespace ? `${namespace}/${name}` : name).join(", ");
			const until = endT === void 0 ? "" : ` until ${formatSpan$1(endT)}`;
			const state = receipt.landed ? "" : "not proven: ";
			return {
				startT,
				...endT !== void 0 && { endT },
				label: tell$1(kind, 60),
				text: tell$1(`${kind} of ${shorten(names, 300)} at ${formatSpan$1(startT)}${until}: ${state}${receipt.evidence}`),
				tone: "fault",
				through: true
			};
		})
	};
}
function pods(_experiment, { happenings }) {
	return {
		name: "Pods",
		marks: happenings.filter(({ event }) => event.type !== "cluster-event").map(markHappening)
	};
}
function clusterEvents(_experiment, { happenings }) {
	return {
		name: "Events",
		marks: happenings.filter(({ event }) => event.type === "cluster-event").map(markHappening)
	};
}
function markHappening({ t, event }) {
	const isBack = event.type !== "cluster-event" && ["ready", "added"].includes(event.change);
	const tone = isGrave(event) ? "bad" : isBack ? "good" : "plain";
	return {
		startT: t,
		label: "",
		text: tell$1(`${formatSpan$1(t)}: ${describeHappening(event)}`, 300),
		tone
	};
}
/** The stages that the recovery went through, from the injection of the last fault that landed on pods. */
function recoveryStages({ recovery: found }, digest) {
	const landed = digest.faults.filter(({ fault }) => fault.receipt.landed && fault.targets.some(({ kind }) => kind === "Pod" || kind === "Container"));
	const from = Math.max(...landed.map(({ startT }) => startT));
	return {
		name: "Stages",
		marks: (landed.length === 0 ? [] : Object.entries(found?.split ?? {})).flatMap(([stage, ms]) => ms === null ? [] : [{
			startT: from + ms,
			label: "",
			text: `${stage}: ${formatMs(ms)} after the injection`,
			tone: "plain"
		}])
	};
}
/** From the end of the last fault to the steady state, or to the limit that passed without it. */
function recovery(experiment, digest) {
	const { recovery: found } = experiment;
	const start = digest.phases.findLast(({ name }) => name === "recovery");
	if (!found || !start) return {
		name: "Recovery",
		marks: []
	};
	const ends = digest.faults.filter(({ fault }) => fault.receipt.landed).map(({ startT, endT }) => endT ?? startT);
	const startT = ends.length > 0 ? Math.max(...ends) : start.startT;
	const { observedMs, limitMs, stableForMs } = found;
	const limit = `limit ${formatMs(limitMs)}, stable for ${formatMs(stableForMs)}`;
	return {
		name: "Recovery",
		marks: [observedMs === null ? {
			startT,
			endT: digest.endT,
			label: "not seen",
			text: `recovery was not seen (${limit})`,
			tone: "bad"
		} : {
			startT,
			endT: startT + observedMs,
			label: formatMs(observedMs),
			text: `recovered ${formatMs(observedMs)} after the last fault (${limit})`,
			tone: observedMs > limitMs ? "bad" : "good"
		}]
	};
}
function tell$1(text, length = 600) {
	return shorten(visible(text), length);
}
// src/report/mesh-history.ts
/** What an edge is that is not alive. */
const edgeCodes = {
	dead: -1,
	stale: -2,
	unmeasured: -3,
	unseen: -4
};
const codeOfState = {
	x: edgeCodes.dead,
	o: edgeCodes.stale,
	"-": edgeCodes.unmeasured,
	"?": edgeCodes.unseen
};
/** Edges of all frames together: 600 looks at a mesh of eight nodes. */
const maxEdges = 4e4;
/**
* Gathers the frames of one probe. Where they become too many, two neighbours become the worse one of them: the one with
* more dead edges, else the slower one. Samples of older journals name no pods, and make no frame.
*/
function gatherMeshHistory() {
	let frames = [];
	let edges = 0;
	/** How many neighbouring looks one frame stands for, and those of the newest frame so far. */
	let looksOfFrame = 1;
	let looks = 0;
	return {
		get frames() {
			return frames.toSorted((a, b) => a.t - b.t);
		},
		add(t, { mesh }) {
			const frame = mesh && frameOf(t, mesh);
			if (!frame) return;
			if (looks++ % looksOfFrame === 0) {
				frames.push(frame);
				edges += frame.edges.length;
			} else frames.push(worse(frames.pop(), frame));
			if (edges <= maxEdges || frames.length < 4) return;
			frames = pairs(frames);
			looksOfFrame *= 2;
			looks = looksOfFrame * frames.length;
			edges = frames.reduce((sum, each) => sum + each.edges.length, 0);
		}
	};
}
/** undefined where the sample does not say which pods it looked at, or does not fit together. */
function frameOf(t, { ms, pods, on, states }) {
	const size = pods === void 0 ? 0 : pods.length ** 2;
	if (pods === void 0 || size === 0 || on?.length !== pods.length) return void 0;
	if ((states?.length ?? ms.length) !== size) return void 0;
	let next = 0;
	let dead = 0;
	return {
		t,
		pods,
		nodes: on,
		edges: Array.from({ length: size }, (_, index) => {
			const code = codeOfState[states?.[index] ?? "."];
			if (code === edgeCodes.dead) dead++;
			return code ?? ms[next++] ?? edgeCodes.unmeasured;
		}),
		dead
	};
}
function pairs(frames) {
	return Array.from({ length: Math.ceil(frames.length / 2) }, (_, index) => {
		const [a, b] = [frames[2 * index], frames[2 * index + 1]];
		return b === void 0 ? a : worse(a, b);
	});
}
function worse(a, b) {
	return isWorse(b, a) ? b : a;
}
/** More dead edges are worse; where there are as many, a slower one is. */
function isWorse(a, b) {
	return a.dead === b.dead ? slowestOf(a) > slowestOf(b) : a.dead > b.dead;
}
function slowestOf({ edges }) {
	return edges.reduce((slowest, ms) => Math.max(slowest, ms), 0);
}
// src/report/html/mesh-data.ts
/** More places than this are no table that anybody reads. */
const maxPlaces$1 = 60;
/** The meshes of an experiment's probes that journalled them. */
function meshesOf(names, digest) {
	return digest.meshes.flatMap((frames, probe) => {
		return (frames.length === 0 ? void 0 : meshData(names[probe] ?? "", frames, digest.phases)) ?? [];
	});
}
function meshData(probe, frames, phases) {
	const byNode = frames.every(({ nodes }) => nodes.every(Boolean) && new Set(nodes).size === nodes.length);
	const placesOf = ({ nodes, pods }) => byNode ? nodes : pods;
	const names = [...new Set(frames.flatMap(placesOf))].sort();
	if (names.length > maxPlaces$1) return void 0;
	const indexOf = new Map(names.map((name, index) => [name, index]));
	const worst = frames.reduce((found, frame, index) => isWorse(frame, frames[found]) ? index : found, 0);
	return {
		probe: shorten(visible(probe), 200),
		names: names.map((name) => shorten(visible(name), 80)),
		worst,
		frames: frames.map((frame) => ({
			t: Math.round(frame.t),
			phase: phases.findLast(({ startT }) => startT <= frame.t)?.name ?? "before the baseline",
			places: placesOf(frame).map((name) => indexOf.get(name)),
			edges: frame.edges
		}))
	};
}
// src/report/column-reduction.ts
/** Every sample of ten minutes at 50 ms has a column of its own. */
const maxColumns$1 = 16384;
const initialCapacity = 64;
const leastWidthMs = 10;
const maxWhys = 100;
const empty = {
	ok: 0,
	fail: 0,
	unknown: 0,
	minMs: Number.POSITIVE_INFINITY,
	maxMs: Number.NEGATIVE_INFINITY,
	minValue: Number.POSITIVE_INFINITY,
	maxValue: Number.NEGATIVE_INFINITY,
	worstT: 0,
	why: 0
};
const fieldNames = Object.keys(empty);
/**
* Reduces samples to columns without losing the worst one: each keeps its extremes, counts its failures and remembers
* its worst sample. Where the time grows beyond the last column, pairs of columns become one, so memory stays bounded.
*/
function reduceToColumns({ everyMs }) {
	const whys = [""];
	const whyIndex = /* @__PURE__ */ new Map();
	const indexOf = (why) => {
		const text = shorten(why, 200);
		const known = whyIndex.get(text);
		if (known !== void 0) return known;
		if (whys.length === maxWhys) return 0;
		whyIndex.set(text, whys.length);
		return whys.push(text) - 1;
	};
	const columns = {
		...Object.fromEntries(fieldNames.map((name) => [name, filled(initialCapacity, empty[name])])),
		widthMs: Math.max(leastWidthMs, everyMs),
		count: 0,
		whys,
		add(t, { r, ms, mesh, v, why }) {
			while (t >= columns.widthMs * maxColumns$1) halve(columns);
			const i = Math.max(0, Math.floor(t / columns.widthMs));
			if (i >= columns.ok.length) grow(columns, i);
			if (i >= columns.count) columns.count = i + 1;
			const durations = mesh ? mesh.ms : r === "ok" ? [ms] : none;
			if (isWorst(columns, i, r, durations)) {
				columns.worstT[i] = t;
				columns.why[i] = why === void 0 ? 0 : indexOf(why);
			}
			const tally = r === "ok" ? columns.ok : r === "fail" ? columns.fail : columns.unknown;
			tally[i]++;
			for (const duration of durations) {
				if (duration < columns.minMs[i]) columns.minMs[i] = duration;
				if (duration > columns.maxMs[i]) columns.maxMs[i] = duration;
			}
			if (v !== void 0) {
				if (v < columns.minValue[i]) columns.minValue[i] = v;
				if (v > columns.maxValue[i]) columns.maxValue[i] = v;
			}
		}
	};
	return columns;
}
const none = [];
/** The same in at most `maxCount` columns, for a picture of so many pixels. */
function coarsen(columns, maxCount) {
	const copies = Object.fromEntries(fieldNames.map((name) => [name, columns[name].slice(0, columns.count)]));
	const coarse = {
		...columns,
		...copies
	};
	while (coarse.count > maxCount) halve(coarse);
	return coarse;
}
function isWorst({ ok, fail, unknown, maxMs }, i, r, durations) {
	if (fail[i] > 0) return false;
	if (r === "fail") return true;
	if (unknown[i] > 0) return false;
	if (r !== "ok" || ok[i] === 0) return true;
	return durations.some((duration) => duration > maxMs[i]);
}
function halve(columns) {
	const half = Math.ceil(columns.count / 2);
	for (let i = 0; i < half; i++) mergeInto(columns, i, 2 * i, 2 * i + 1);
	for (const name of fieldNames) columns[name].fill(empty[name], half);
	columns.widthMs *= 2;
	columns.count = half;
}
/** Column `to` becomes `a` and `b` together; `b` may lie behind the last one. */
function mergeInto(columns, to, a, b) {
	const { ok, fail, unknown, minMs, maxMs, minValue, maxValue, worstT, why } = columns;
	const has = b < ok.length;
	const worst = has && badness(columns, b) > badness(columns, a) ? b : a;
	worstT[to] = worstT[worst];
	why[to] = why[worst];
	for (const tally of [
		ok,
		fail,
		unknown
	]) tally[to] = tally[a] + (has ? tally[b] : 0);
	for (const least of [minMs, minValue]) least[to] = has ? Math.min(least[a], least[b]) : least[a];
	for (const most of [maxMs, maxValue]) most[to] = has ? Math.max(most[a], most[b]) : most[a];
}
/** Orders columns by their worst sample; one that is not ok is worse than any that is slow. */
function badness({ ok, fail, unknown, maxMs }, i) {
	if (fail[i] > 0) return Number.MAX_VALUE;
	if (unknown[i] > 0) return Number.MAX_VALUE / 2;
	return ok[i] > 0 ? Math.max(0, maxMs[i]) : -1;
}
function grow(columns, index) {
	let capacity = columns.ok.length;
	while (capacity <= index) capacity *= 2;
	for (const name of fieldNames) {
		const larger = filled(capacity, empty[name]);
		larger.set(columns[name]);
		columns[name] = larger;
	}
}
function filled(length, value) {
	return new Float64Array(length).fill(value);
}
// src/report/html/probe-data.ts
/** A probe's samples for the page's script, in at most `maxColumns` columns. */
function probeData(probe, all, maxColumns) {
	const columns = coarsen(all, maxColumns);
	const { count, ok, fail, unknown, worstT, why } = columns;
	const reads = columns.minValue.subarray(0, count).some(Number.isFinite);
	const [lows, highs] = reads ? [columns.minValue, columns.maxValue] : [columns.minMs, columns.maxMs];
	const stepT = [];
	const low = [];
	const over = [];
	const samples = [];
	const failed = [];
	const silent = [];
	let lastT = 0;
	for (let i = 0; i < count; i++) {
		const total = ok[i] + fail[i] + unknown[i];
		if (total === 0) continue;
		const column = stepT.length;
		const t = tenths(worstT[i]);
		stepT.push(t - lastT);
		lastT = t;
		low.push(Number.isFinite(lows[i]) ? thousandths(lows[i]) : null);
		over.push(Number.isFinite(lows[i]) ? thousandths(highs[i] - lows[i]) : 0);
		samples.push(total);
		if (fail[i] > 0) failed.push([
			column,
			fail[i],
			why[i]
		]);
		if (unknown[i] > 0) silent.push([
			column,
			unknown[i],
			fail[i] > 0 ? 0 : why[i]
		]);
	}
	const unit = reads ? "number" : "ms";
	return {
		name: shorten(visible(probe?.name ?? ""), 200),
		unit,
		stepT,
		low,
		...over.some((each) => each !== 0) && { over },
		...samples.some((each) => each !== 1) && { samples },
		failed,
		unknown: silent,
		whys: columns.whys.map((text) => visible(text)),
		limits: limitsOf(probe, unit)
	};
}
function limitsOf(probe, unit) {
	const limits = (probe?.tolerances ?? []).flatMap(({ expression }) => {
		const condition = parseCondition(expression);
		if (!("metric" in condition) || unitOfMetric[condition.metric] !== unit) return [];
		if ([
			"outage",
			"samples",
			"rate",
			"nodes"
		].includes(condition.metric)) return [];
		return [{
			value: condition.value,
			text: shorten(visible(expression), 60)
		}];
	});
	return [...new Map(limits.map((limit) => [limit.text, limit])).values()];
}
function tenths(ms) {
	return Math.round(ms * 10);
}
function thousandths(value) {
	return Math.round(value * 1e3) / 1e3;
}
// \0@oxc-project+runtime@0.158.0/helpers/esm/taggedTemplateLiteral.js
function _taggedTemplateLiteral(e, t) {
	return t || (t = e.slice(0)), Object.freeze(Object.defineProperties(e, { raw: { value: Object.freeze(t) } }));
}
// src/report/html/experiment-data.ts
var _templateObject$1;
/** All that the page's script needs of an experiment, each probe in at most `maxColumns` columns. */
function experimentData(experiment, digest, maxColumns) {
	const { steadyState } = experiment;
	const names = steadyState.map(({ name }) => name);
	return {
		endT: digest.endT,
		lanes: lanesOf(experiment, digest),
		probes: digest.columns.map((columns, index) => probeData(steadyState[index], columns, maxColumns)),
		meshes: meshesOf(names, digest)
	};
}
/** Data that the browser neither runs nor takes for markup: no character of it can end the element. */
function dataScript(data) {
	const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
	return markup(_templateObject$1 || (_templateObject$1 = _taggedTemplateLiteral(["<script type=\"application/json\">", "<\/script>\n"])), { markup: json });
}
/** Columns of all probes of a page together: about half a megabyte. */
const maxColumnsOfPage = 4e4;
/** How many columns each probe of a page may have, so that a page of many experiments stays small. */
function columnsPerProbe(digests) {
	const counts = digests.flatMap((digest) => digest?.columns.map(({ count }) => count) ?? []);
	return counts.reduce((sum, count) => sum + count, 0) <= maxColumnsOfPage ? maxColumnsOfPage : Math.max(64, Math.floor(maxColumnsOfPage / counts.length));
}
// src/report/latency-distribution.ts
const binsPerDoubling = 6;
const leastMs = .1;
/** The shortest duration of a bin, in milliseconds. Bins grow by 12 %, so that milliseconds and minutes fit one picture. */
function startOfBin(bin) {
	return leastMs * 2 ** (bin / binsPerDoubling);
}
/** Where a duration lies among the bins: 2.5 is the middle of the third one. */
function positionOf(ms) {
	return ms <= leastMs ? 0 : Math.min(120, Math.log2(ms / leastMs) * binsPerDoubling);
}
function binOf(ms) {
	return Math.min(119, Math.floor(positionOf(ms) + 1e-9));
}
function gatherDistribution() {
	const counts = {};
	return {
		counts,
		begin(phase) {
			if (phase !== "undo") counts[phase] = /* @__PURE__ */ new Float64Array(120);
		},
		add(phase, { r, ms, mesh }) {
			const bins = phase === void 0 || phase === "undo" ? void 0 : counts[phase];
			if (!bins) return;
			if (mesh) for (const edge of mesh.ms) bins[binOf(edge)]++;
			else if (r === "ok") bins[binOf(ms)]++;
		}
	};
}
// src/report/html/distribution.ts
const width$1 = 1024;
const left = 90;
const rowHeight = 54;
const barHeight = 40;
const bottom$1 = 18;
const phases = [
	"baseline",
	"method",
	"recovery"
];
/**
* How long a probe's answers took in baseline, method and recovery: three rows of bars on one logarithmic axis, each
* row by its own highest bar, with its p50 and p95 as the judge has them. undefined where there are no durations.
*/
function drawDistribution({ name, phases: numbers }, { counts }) {
	const rows = phases.flatMap((phase) => {
		const bins = counts[phase];
		return bins?.some((count) => count > 0) ? [{
			phase,
			bins,
			numbers: numbers[phase]
		}] : [];
	});
	if (rows.length === 0) return void 0;
	const used = rows.flatMap(({ bins }) => [bins.findIndex((count) => count > 0), bins.findLastIndex((count) => count > 0)]);
	const first = Math.max(0, Math.min(...used) - 1);
	const last = Math.min(120, Math.max(...used) + 2);
	const x = (position) => round$1(left + (position - first) / (last - first) * 934);
	const height = rows.length * rowHeight + bottom$1;
	const drawn = rows.map(({ phase, bins, numbers: found }, index) => {
		const floor = (index + 1) * rowHeight;
		const marks = ["p50", "p95"].map((quantile) => {
			const ms = quantile === "p50" ? found?.p50Ms : found?.p95Ms;
			if (typeof ms !== "number") return void 0;
			const at = x(positionOf(ms));
			return markup`<line class="quantile" x1="${at}" x2="${at}" y1="${floor - barHeight - 4}" y2="${floor}"><title>${phase}: ${quantile} ${formatMs(ms)}</title></line>`;
		});
		return markup`<text x="0" y="${floor - 24}">${phase}</text><text x="0" y="${floor - 9}">p95 ${tell(found?.p95Ms)}</text>${drawBars(bins, phase, floor, x)}${marks}<line class="edge" x1="${left}" x2="${width$1}" y1="${floor}" y2="${floor}"/>
`;
	});
	const spoken = rows.map(({ phase, numbers: found }) => `${phase} p50 ${tell(found?.p50Ms)}, p95 ${tell(found?.p95Ms)}`);
	return markup`<figure><figcaption>How long answers of ${shorten(name, 200)} took, by phase (logarithmic; lines: p50, p95)</figcaption>
<svg viewBox="0 0 ${width$1} ${height}" role="img" aria-label="Distribution of latency of ${shorten(name, 200)}: ${spoken.join("; ")}">
${drawn}${drawAxis$1(first, last, x, height)}</svg></figure>
`;
}
function drawBars(bins, phase, floor, x) {
	const most = Math.max(...bins);
	const total = bins.reduce((sum, count) => sum + count, 0);
	return Array.from(bins, (count, bin) => {
		if (count === 0) return void 0;
		const tall = round$1(Math.max(1, count / most * barHeight));
		const wide = round$1(Math.max(1, x(bin + 1) - x(bin) - 1));
		const range = `${formatMs(startOfBin(bin))} to ${formatMs(startOfBin(bin + 1))}`;
		return markup`<rect class="bar" x="${x(bin)}" y="${round$1(floor - tall)}" width="${wide}" height="${tall}"><title>${phase}, ${range}: ${count} of ${total}</title></rect>`;
	});
}
function drawAxis$1(first, last, x, height) {
	return [
		.1,
		.2,
		.5,
		1,
		2,
		5,
		10,
		20,
		50,
		100,
		200,
		500,
		1e3,
		2e3,
		5e3,
		1e4,
		3e4,
		6e4
	].filter((ms) => positionOf(ms) > first && positionOf(ms) < last).map((ms) => markup`<text x="${x(positionOf(ms))}" y="${height - 4}" text-anchor="middle">${formatMs(ms)}</text>
`);
}
function tell(ms) {
	return ms == null ? "none" : formatMs(ms);
}
function round$1(value) {
	return Math.round(value * 10) / 10;
}
// src/report/html/experiment-tables.ts
/** A table that scrolls by itself where the window is narrow. */
function table$1(caption, heads, rows, look = "") {
	return markup`<div class="wide ${look}" tabindex="0" role="group" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div>
`;
}
/** Every tolerance with what was observed. */
function toleranceTable(probes) {
	return table$1("Tolerances", [
		"Probe",
		"Phase",
		"Wanted",
		"Observed",
		"Verdict",
		"Line"
	], probes.flatMap(({ name, tolerances }) => tolerances.map(({ phase, expression, observed, holds, line }) => {
		const [verdict, text] = holds === null ? ["inconclusive", "cannot be told"] : holds ? ["upheld", "holds"] : ["refuted", "does not hold"];
		return markup`<tr><td>${name}</td><td>${phase}</td><td>${expression}</td><td>${observed}</td><td class="${verdict}">${text}</td><td>${line}</td></tr>
`;
	})));
}
/** The numbers of every probe in every phase. */
function numbersTable(probes) {
	return table$1("Numbers", [
		"Probe",
		"Phase",
		"Samples",
		"Failed",
		"Unknown",
		"Success",
		"p50",
		"p95",
		"p99",
		"Max",
		"Longest outage",
		"Shortest visible outage"
	], probes.flatMap(({ name, vantage, phases }) => Object.entries(phases).map(([phase, numbers]) => {
		const cells = numberCells(numbers).map((cell) => markup`<td>${cell}</td>`);
		return markup`<tr><td>${name}${vantage ? markup` <span class="soft">${shorten(vantage)}</span>` : void 0}</td><td>${phase}</td>${cells}</tr>
`;
	})), "figures");
}
function numberCells(numbers) {
	const ms = (value) => value === null ? "none" : formatMs(value);
	return [
		numbers.samples,
		numbers.failed,
		numbers.unknown,
		numbers.success === null ? "none" : formatShare(numbers.success),
		...[
			numbers.p50Ms,
			numbers.p95Ms,
			numbers.p99Ms,
			numbers.maxMs,
			numbers.longestOutageMs,
			numbers.shortestVisibleOutageMs
		].map(ms)
	];
}
/** The steps and what came of them. */
function stepTable(steps) {
	if (steps.length === 0) return void 0;
	return table$1("Steps", [
		"Step",
		"Kind",
		"Line",
		"Status",
		"What happened"
	], steps.map(({ index, kind, line, status, message }) => markup`<tr><td>${index + 1}</td><td>${kind}</td><td>${line}</td><td>${status}</td><td>${shorten(message, 1e3)}</td></tr>
`));
}
/** The faults: whom they hit, what proves it, and whether they were undone. */
function faultTable(faults, digest) {
	if (faults.length === 0) return void 0;
	return table$1("Faults and their receipts", [
		"Fault",
		"Targets",
		"Receipt",
		"Evidence",
		"Undo"
	], faults.map(({ kind, targets, receipt, undone }, index) => {
		const names = targets.map(({ namespace, name, node }) => `${namespace ? `${namespace}/` : ""}${name}${node ? ` on ${node}` : ""}`);
		const undo = digest?.faults[index]?.fault.needsUndo === false ? "nothing to undo" : undone ? "undone" : "not undone";
		return markup`<tr><td>${kind}</td><td>${shorten(names.join(", "), 1e3)}</td><td>${receipt.landed ? "landed" : "not proven"}</td><td>${shorten(receipt.evidence, 1e3)}</td><td>${undo}</td></tr>
`;
	}));
}
/** The stages of the recovery, from the injection on. */
function stageTable(split) {
	if (!split) return void 0;
	return table$1("Recovery by stages", ["Stage", "After the injection"], Object.entries(split).map(([stage, ms]) => markup`<tr><td>${stage}</td><td>${ms === null ? "not seen" : formatMs(ms)}</td></tr>
`));
}
/** What pods, endpoints and the cluster's events told; folded, because it may be long. */
function happeningTable({ happenings, happeningsLeft }) {
	if (happenings.length === 0) return void 0;
	const rows = happenings.map(({ t, event }) => {
		const weight = isGrave(event) ? markup` class="refuted"` : void 0;
		return markup`<tr><td>${formatSpan$1(t)}</td><td${weight}>${shorten(describeHappening(event), 500)}</td></tr>
`;
	});
	const left = happeningsLeft > 0 ? markup`<p>and ${happeningsLeft} more in journal.ndjson</p>` : void 0;
	return markup`<details><summary>What the cluster did (${happenings.length + happeningsLeft})</summary>${table$1("What the cluster did", ["After", "What"], rows)}${left}</details>
`;
}
// src/report/html/mesh-cell.ts
const silences = {
	[edgeCodes.stale]: {
		mark: "old",
		text: "measured too long ago"
	},
	[edgeCodes.unmeasured]: {
		mark: "–",
		text: "not measured"
	},
	[edgeCodes.unseen]: {
		mark: "?",
		text: "its source was not seen"
	}
};
/** An edge of the mesh: milliseconds, a code below 0 (`edgeCodes`), or undefined where nobody was asked. */
function meshCell(edge) {
	if (edge === void 0) return {
		mark: "",
		heat: "silent",
		text: "no pod was asked"
	};
	if (edge === edgeCodes.dead) return {
		mark: "✘",
		heat: "dead",
		text: "not alive"
	};
	const silence = silences[edge];
	if (silence) return {
		...silence,
		heat: "silent"
	};
	const heat = edge < 10 ? "fast" : edge < 50 ? "fair" : edge < 200 ? "slow" : "crawling";
	return {
		mark: `${edge}`,
		heat,
		text: `${edge} ms`
	};
}
/** The edges of one frame, by row and column of all the mesh's places. */
function meshRows({ names, frames }, frame) {
	const { places = [], edges = [] } = frames[frame] ?? {};
	const at = new Map(places.map((place, index) => [place, index]));
	return names.map((_, row) => names.map((_, column) => {
		const [source, target] = [at.get(row), at.get(column)];
		return meshCell(source === void 0 || target === void 0 ? void 0 : edges[source * places.length + target]);
	}));
}
/** One line on a frame: how many edges are alive, and how slow the slowest is. */
function describeFrame({ frames }, frame) {
	const { t = 0, phase = "", edges = [] } = frames[frame] ?? {};
	const alive = edges.filter((edge) => edge >= 0);
	const slowest = alive.length > 0 ? `, slowest ${Math.max(...alive)} ms` : "";
	return `${(t / 1e3).toFixed(1)} s, ${phase}: ${alive.length} of ${edges.length} edges alive${slowest}`;
}
// src/report/html/mesh-table.ts
/**
* Goldpinger's mesh at its worst moment as a heat map that is a table: rows are sources, columns targets. The page's
* script puts a slider above it and moves it through time.
*/
function meshTable(mesh, index) {
	const rows = meshRows(mesh, mesh.worst).map((cells, row) => {
		const columns = cells.map(({ mark, heat, text }, column) => {
			const title = `${mesh.names[row]} to ${mesh.names[column]}: ${text}`;
			return markup`<td class="${heat}" title="${title}">${mark}</td>`;
		});
		return markup`<tr><th scope="row">${mesh.names[row]}</th>${columns}</tr>
`;
	});
	const heads = mesh.names.map((name) => markup`<th scope="col">${name}</th>`);
	return markup`<div class="mesh" data-mesh="${index}"><div class="slider"></div><div class="wide"><table><caption>Mesh of ${mesh.probe}: milliseconds from row to column; ✘ not alive. <span class="frame">${describeFrame(mesh, mesh.worst)}</span></caption>
<thead><tr><th scope="col">from \\ to</th>${heads}</tr></thead><tbody>
${rows}</tbody></table></div></div>
`;
}
// src/report/html/timeline.ts
const width = 1024;
const trackHeight = 20;
const laneHeight = 90;
const stripHeight = 10;
const bottom = 20;
/** A picture for paper and for browsers without script: it need not be finer. */
const maxColumns = 512;
/**
* An experiment on one time axis, as it stands without a script: the lanes, and for each probe the fastest and the
* slowest answer at every moment, and below them what failed (solid) and what says nothing (dashed).
*/
function drawTimeline(experiment, digest) {
	const lanes = lanesOf(experiment, digest);
	const top = lanes.length * trackHeight + 4;
	const height = top + digest.columns.length * laneHeight + bottom;
	const x = (t) => round(Math.max(0, Math.min(t, digest.endT)) / Math.max(1, digest.endT) * width);
	const probes = digest.columns.map((columns, index) => {
		const y = top + index * laneHeight;
		return drawProbe(coarsen(columns, maxColumns), experiment.steadyState[index]?.name ?? "", y, x);
	});
	const through = lanes.flatMap(({ marks }) => marks).filter((mark) => mark.through);
	return markup`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Timeline of ${shorten(experiment.name)}">
${through.map((mark) => drawThrough(mark, top, height - bottom, x))}${lanes.map((lane, index) => drawLane(lane, index * trackHeight, x))}${probes}${drawAxis(digest.endT, x, height)}</svg>
`;
}
function drawLane({ name, marks }, y, x) {
	return marks.map(({ startT, endT, label, text, tone }) => {
		const wide = endT === void 0 ? 0 : round(x(endT) - x(startT));
		const room = wide > label.length * 6 + 8;
		return markup`<g class="mark ${tone}"><title>${name}: ${text}</title>${endT === void 0 ? markup`<path d="M${x(startT)} ${y + 2}l5 8l-5 8l-5 -8z"/>` : markup`<rect x="${x(startT)}" y="${y + 2}" width="${Math.max(1, wide)}" height="${16}"/>`}${room ? markup`<text x="${round(x(startT) + 4)}" y="${y + 14}">${label}</text>` : void 0}</g>
`;
	});
}
/** A mark that explains what the probes saw goes through their pictures. */
function drawThrough({ startT, endT, text }, top, floor, x) {
	const band = endT === void 0 ? void 0 : markup`<rect class="fault" x="${x(startT)}" y="${top}" width="${round(x(endT) - x(startT))}" height="${floor - top}"/>`;
	return markup`<g><title>${text}</title>${band}<line class="fault" x1="${x(startT)}" x2="${x(startT)}" y1="${top}" y2="${floor}"/></g>
`;
}
function drawProbe(columns, name, y, x) {
	const { count, ok, fail, unknown, minMs, maxMs, worstT } = columns;
	const slowest = maxMs.subarray(0, count).reduce((a, b) => Math.max(a, b), 0);
	const floor = y + laneHeight - stripHeight - 8;
	const scale = (ms) => round(floor - ms / Math.max(slowest, 1e-9) * 50);
	const traces = [];
	const failures = [];
	const silences = [];
	let samples = 0;
	let failed = 0;
	for (let i = 0; i < count; i++) {
		const at = x(worstT[i]);
		if (maxMs[i] >= 0) traces.push(`M${at} ${scale(minMs[i])}V${round(Math.min(scale(maxMs[i]), scale(minMs[i]) - 1))}`);
		if (fail[i] > 0) failures.push(`M${at} ${floor + 3}v${stripHeight}`);
		if (unknown[i] > 0) silences.push(`M${at} ${floor + 3}v${stripHeight}`);
		samples += ok[i] + fail[i] + unknown[i];
		failed += fail[i];
	}
	return markup`<g><title>${shorten(name, 200)}: ${samples} samples, ${failed} failed, slowest answer ${formatMs(slowest)}</title>
<line class="edge" x1="0" x2="${width}" y1="${floor}" y2="${floor}"/>
<text x="4" y="${y + 12}">${shorten(name, 100)} (up to ${formatMs(slowest)})</text>
<path class="trace" d="${traces.join("")}"/><path class="silent" d="${silences.join("")}"/><path class="fail" d="${failures.join("")}"/></g>
`;
}
function drawAxis(endT, x, height) {
	const step = [
		100,
		200,
		500,
		1e3,
		2e3,
		5e3,
		1e4,
		3e4,
		6e4,
		12e4,
		3e5,
		6e5,
		18e5,
		36e5
	].find((each) => endT / each <= 12) ?? 72e5;
	return Array.from({ length: Math.floor(endT / step) }, (_, index) => (index + 1) * step).map((t) => markup`<text x="${x(t)}" y="${height - 5}" text-anchor="middle">${formatSpan$1(t)}</text>
`);
}
function round(value) {
	return Math.round(value * 10) / 10;
}
// src/report/html/experiment-section.ts
/**
* Everything about one experiment: verdict, hypothesis, timeline, numbers, receipts, recovery, residue. The pictures stand
* without a script; the page's script replaces them by ones that can be zoomed and asked for exact values.
*/
function experimentSection({ result }, experiment, digest, index, maxColumns) {
	const { name, hypothesis, verdict, file, line, steadyState, steps, faults, recovery, residue } = experiment;
	return markup`<section class="experiment" id="experiment-${index + 1}" aria-labelledby="name-${index + 1}">
<h2 id="name-${index + 1}"><span class="${verdict}">${marks$1[verdict]}</span> ${shorten(name)}</h2>
<p><span class="verdict ${verdict}">${verdict}</span> <span class="soft">${shorten(file)}:${line}</span></p>
${hypothesis ? markup`<blockquote>${shorten(hypothesis, 2e3)}</blockquote>` : void 0}
${why(experiment, result.experiments.length)}
${digest && digest.endT > 0 ? pictures(experiment, digest, maxColumns) : void 0}
${steadyState.length > 0 ? [toleranceTable(steadyState), numbersTable(steadyState)] : void 0}
${stepTable(steps)}${faultTable(faults, digest)}
${recovery ? markup`<p>Recovery: <strong>${recovery.observedMs === null ? "not seen" : formatMs(recovery.observedMs)}</strong> after the last fault (limit ${formatMs(recovery.limitMs)}, stable for ${formatMs(recovery.stableForMs)}).</p>` : void 0}
${stageTable(recovery?.split)}${digest ? happeningTable(digest) : void 0}
${residue.length > 0 ? markup`<h3>Residue</h3><ul>${residue.map((each) => markup`<li><code>${each.object}</code> ${each.difference}</li>`)}</ul>` : markup`<p>Residue: none.</p>`}
<p>Again:</p><pre>${reproduce(result, experiment)}</pre>
</section>
`;
}
/** The reasons; a single one of a single experiment stands at the head of the page already. */
function why({ reason, reasons }, experiments) {
	if (reasons.length > 1) return markup`<ul>${reasons.map((each) => markup`<li><code>${each.code}</code> ${shorten(formatReason(each), 2e3)}</li>`)}</ul>`;
	return experiments > 1 ? markup`<p>${shorten(reason, 2e3)}</p>` : void 0;
}
function pictures(experiment, digest, maxColumns) {
	const data = experimentData(experiment, digest, maxColumns);
	const distributions = experiment.steadyState.map((probe, index) => {
		const distribution = digest.distributions[index];
		return distribution && drawDistribution(probe, distribution);
	});
	return markup`<div class="live"></div><div class="still">${drawTimeline(experiment, digest)}</div>
${data.meshes.map(meshTable)}${distributions}${dataScript(data)}`;
}
// src/report/html/page-assets.ts
const pageScript = "/*! With uPlot.\nThe MIT License (MIT)\n\nCopyright (c) 2022 Leon Sorokin\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files (the \"Software\"), to deal\nin the Software without restriction, including without limitation the rights\nto use, copy, modify, merge, publish, distribute, sublicense, and/or sell\ncopies of the Software, and to permit persons to whom the Software is\nfurnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in\nall copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\nIMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,\nFITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE\nAUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER\nLIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,\nOUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN\nTHE SOFTWARE. */\n(function(){let e={dead:-1,stale:-2,unmeasured:-3,unseen:-4};e.dead,e.stale,e.unmeasured,e.unseen;let t={[e.stale]:{mark:`old`,text:`measured too long ago`},[e.unmeasured]:{mark:`–`,text:`not measured`},[e.unseen]:{mark:`?`,text:`its source was not seen`}};function n(n){if(n===void 0)return{mark:``,heat:`silent`,text:`no pod was asked`};if(n===e.dead)return{mark:`✘`,heat:`dead`,text:`not alive`};let r=t[n];if(r)return{...r,heat:`silent`};let i=n<10?`fast`:n<50?`fair`:n<200?`slow`:`crawling`;return{mark:`${n}`,heat:i,text:`${n} ms`}}function r({names:e,frames:t},r){let{places:i=[],edges:a=[]}=t[r]??{},o=new Map(i.map((e,t)=>[e,t]));return e.map((t,r)=>e.map((e,t)=>{let[s,c]=[o.get(r),o.get(t)];return n(s===void 0||c===void 0?void 0:a[s*i.length+c])}))}function i({frames:e},t){let{t:n=0,phase:r=``,edges:i=[]}=e[t]??{},a=i.filter(e=>e>=0),o=a.length>0?`, slowest ${Math.max(...a)} ms`:``;return`${(n/1e3).toFixed(1)} s, ${r}: ${a.length} of ${i.length} edges alive${o}`}function a(e,t={},...n){let r=document.createElement(e);for(let[e,n]of Object.entries(t))r.setAttribute(e,n);return r.append(...n),r}function o(e,t,n){let o=e.querySelector(`.frame`),s=[...e.querySelectorAll(`tbody tr`)].map(e=>[...e.querySelectorAll(`td`)]),c=a(`input`,{type:`range`,min:`0`,max:String(t.frames.length-1),step:`1`,value:String(t.worst)}),l=a(`span`,{class:`told`}),u=e=>{let n=i(t,e);c.setAttribute(`aria-valuetext`,n),l.textContent=n,o.textContent=n;for(let[n,i]of r(t,e).entries())for(let[e,{mark:r,heat:a,text:o}]of i.entries()){let i=s[n]?.[e];i&&(i.className=a,i.textContent=r,i.title=`${t.names[n]} to ${t.names[e]}: ${o}`)}};c.addEventListener(`input`,()=>{let e=Number(c.value);u(e),n.pointAt(t.frames[e]?.t)}),e.querySelector(`.slider`).append(a(`label`,{},`Moment of ${t.probe} `,c),l),u(t.worst)}function s(e){let t=Math.max(10,e),n=[],[r,i]=[0,t],a,o=()=>{for(let e of n)e()},s=(e,n)=>{let a=Math.min(t,Math.max(10,n-e));r=Math.min(Math.max(0,e),t-a),i=r+a};return{endT:t,from:()=>r,to:()=>i,at:()=>a,listen:e=>void n.push(e),show(e,t){s(e,t),o()},showAll(){s(0,t),o()},zoom(e){let t=a!==void 0&&a>=r&&a<=i?a:(r+i)/2,n=Math.max(10,(i-r)*e),c=(t-r)/(i-r);s(t-c*n,t+(1-c)*n),o()},pointAt(e){if(a=e===void 0?void 0:Math.min(t,Math.max(0,e)),a!==void 0&&(a<r||a>i)){let e=(i-r)/2;s(a-e,a+e)}o()}}}function c({stepT:e,low:t,over:n,samples:r,failed:i,unknown:a,whys:o}){let s=0,c=e=>new Map(e.map(([e,t,n])=>[e,{count:t,why:o[n]??``}]));return{times:e.map(e=>(s+=e,s/10)),low:t,high:t.map((e,t)=>e===null?null:e+(n?.[t]??0)),samples:r??t.map(()=>1),failed:c(i),unknown:c(a)}}function l({times:e},t){let[n,r]=[0,e.length];for(;n<r;){let i=n+r>>1;e[i]<t?n=i+1:r=i}let i=n-1;return n===e.length||i>=0&&t-e[i]<e[n]-t?i:n}function u(e,t,n){let{times:r,low:i,high:a,samples:o,failed:s,unknown:c}=e,[l,u,p]=[i[n]??null,a[n]??null,o[n]??0],m=e=>t===`ms`?d(e):String(e),h=l===null||u===null?[]:[l===u?m(l):`${m(l)} to ${m(u)}`],g=[[`failed`,s],[`unknown`,c]].flatMap(([e,t])=>{let r=t.get(n);if(!r)return[];let i=p>1?`${r.count} of ${p} samples ${e}`:e;return[r.why?`${i}: ${r.why}`:i]}),_=p>1?` (${p} samples)`:``;return`${f(r[n]??0)}${_}: ${[...h,...g].join(`; `)}`}function d(e){return e>=1e3?`${Math.round(e)/1e3} s`:`${Math.round(e*10)/10} ms`}function f(e){return`${(e/1e3).toFixed(e%1e3==0?0:2)} s`}function p(e,t,n){let r=e.marks.map(e=>({mark:e,shape:m(e,t,n)}));if(r.length>12)for(let{shape:e}of r)e.tabIndex=-1;let i=a(`div`,{class:`track`,role:`group`,\"aria-label\":e.name},...r.map(({shape:e})=>e)),o=()=>{let e=t.to()-t.from();for(let{mark:n,shape:a}of r){let r=(n.startT-t.from())/e,o=((n.endT??n.startT)-t.from())/e;if(a.hidden=o<0||r>1,a.style.left=`${Math.max(-.01,r)*100}%`,n.endT===void 0)continue;let s=Math.min(1.01,o)-Math.max(-.01,r);a.style.width=`${s*100}%`,a.textContent=s*i.clientWidth>n.label.length*7+10?n.label:``}};return t.listen(o),new ResizeObserver(o).observe(i),a(`div`,{class:`lane`},a(`span`,{class:`lane-name`},e.name),i)}function m(e,t,n){let r=e.endT===void 0?` moment`:``,i=a(`button`,{type:`button`,class:`mark ${e.tone}${r}`,title:e.text,\"aria-label\":e.text}),o=()=>n(e.text);return i.addEventListener(`mouseenter`,o),i.addEventListener(`focus`,o),i.addEventListener(`click`,()=>{let n=e.endT===void 0?t.endT/40:(e.endT-e.startT)*.05;t.show(e.startT-n,(e.endT??e.startT)+n)}),i}let h=`u-off`,g=`u-label`,_=`width`,v=`height`,y=`bottom`,b=`left`,x=`right`,S=`#000`,C=`#0000`,w=`mousemove`,T=`mousedown`,E=`mouseup`,ee=`mouseenter`,te=`mouseleave`,ne=`dblclick`,re=`change`,ie=`dppxchange`,D=typeof window<`u`,ae=D?document:null,oe=D?window:null,O=D?navigator:null,k,se;function A(){let e=devicePixelRatio;k!=e&&(k=e,se&&ve(re,se,A),se=matchMedia(`(min-resolution: ${k-.001}dppx) and (max-resolution: ${k+.001}dppx)`),_e(re,se,A),oe.dispatchEvent(new CustomEvent(ie)))}function ce(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function le(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function j(e,t,n){e.style[t]=n+`px`}function ue(e,t,n,r){let i=ae.createElement(e);return t!=null&&ce(i,t),n?.insertBefore(i,r),i}function M(e,t){return ue(`div`,e,t)}let N=/* @__PURE__ */ new WeakMap;function de(e,t,n,r,i){let a=`translate(`+t+`px,`+n+`px)`;a!=N.get(e)&&(e.style.transform=a,N.set(e,a),t<0||n<0||t>r||n>i?ce(e,h):le(e,h))}let P=/* @__PURE__ */ new WeakMap;function fe(e,t,n){let r=t+n;r!=P.get(e)&&(P.set(e,r),e.style.background=t,e.style.borderColor=n)}let pe=/* @__PURE__ */ new WeakMap;function me(e,t,n,r){let i=t+``+n;i!=pe.get(e)&&(pe.set(e,i),e.style.height=n+`px`,e.style.width=t+`px`,e.style.marginLeft=r?-t/2+`px`:0,e.style.marginTop=r?-n/2+`px`:0)}let he={passive:!0},ge={...he,capture:!0};function _e(e,t,n,r){t.addEventListener(e,n,r?ge:he)}function ve(e,t,n,r){t.removeEventListener(e,n,he)}D&&A();function ye(e,t,n,r){let i;n||=0,r||=t.length-1;let a=r<=2147483647;for(;r-n>1;)i=a?n+r>>1:z((n+r)/2),t[i]<e?n=i:r=i;return e-t[n]<=t[r]-e?n:r}function be(e){return(t,n,r)=>{let i=-1,a=-1;for(let a=n;a<=r;a++)if(e(t[a])){i=a;break}for(let i=r;i>=n;i--)if(e(t[i])){a=i;break}return[i,a]}}let F=e=>e!=null,xe=e=>e!=null&&e>0,Se=be(F),Ce=be(xe);function we(e,t,n,r=0,i=!1){let a=i?Ce:Se,o=i?xe:F;[t,n]=a(e,t,n);let s=e[t],c=e[t];if(t>-1){if(r==1)s=e[t],c=e[n];else if(r==-1)s=e[n],c=e[t];else for(let r=t;r<=n;r++){let t=e[r];o(t)&&(t<s?s=t:t>c&&(c=t))}}return[s??U,c??-U]}function Te(e,t,n,r){let i=V(e),a=V(t);e==t&&(i==-1?(e*=n,t/=n):(e/=n,t*=n));let o=n==10?Ve:H,s=i==1?z:Le,c=a==1?Le:z,l=s(o(R(e))),u=c(o(R(t))),d=Be(n,l),f=Be(n,u);return n==10&&(l<0&&(d=G(d,-l)),u<0&&(f=G(f,-u))),r||n==2?(e=d*i,t=f*a):(e=rt(e,d),t=nt(t,f)),[e,t]}function Ee(e,t,n,r){let i=Te(e,t,n,r);return e==0&&(i[0]=0),t==0&&(i[1]=0),i}let De=.1,Oe={mode:3,pad:De},I={pad:0,soft:null,mode:0},ke={min:I,max:I};function Ae(e,t,n,r){return mt(n)?Me(e,t,n):(I.pad=n,I.soft=r?0:null,I.mode=r?3:0,Me(e,t,ke))}function L(e,t){return e??t}function je(e,t,n){for(t=L(t,0),n=L(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function Me(e,t,n){let r=n.min,i=n.max,a=L(r.pad,0),o=L(i.pad,0),s=L(r.hard,-U),c=L(i.hard,U),l=L(r.soft,U),u=L(i.soft,-U),d=L(r.mode,0),f=L(i.mode,0),p=t-e,m=Ve(p),h=ze(R(e),R(t)),g=Ve(h),_=R(g-m);(p<1e-24||_>10)&&(p=0,(e==0||t==0)&&(p=1e-24,d==2&&l!=U&&(a=0),f==2&&u!=-U&&(o=0)));let v=p||h||1e3,y=Ve(v),b=Be(10,z(y)),x=G(rt(e-v*(p==0?e==0?.1:1:a),b/10),24),S=e>=l&&(d==1||d==3&&x<=l||d==2&&x>=l)?l:U,C=ze(s,x<S&&e>=S?S:Re(S,x)),w=G(nt(t+v*(p==0?t==0?.1:1:o),b/10),24),T=t<=u&&(f==1||f==3&&w>=u||f==2&&w<=u)?u:-U,E=Re(c,w>T&&t<=T?T:ze(T,w));return C==E&&C==0&&(E=100),[C,E]}let Ne=new Intl.NumberFormat(D?O.language:`en-US`),Pe=e=>Ne.format(e),Fe=Math,Ie=Fe.PI,R=Fe.abs,z=Fe.floor,B=Fe.round,Le=Fe.ceil,Re=Fe.min,ze=Fe.max,Be=Fe.pow,V=Fe.sign,Ve=Fe.log10,H=Fe.log2,He=(e,t=1)=>Fe.sinh(e)*t,Ue=(e,t=1)=>Fe.asinh(e/t),U=1/0;function We(e){return(Ve((e^e>>31)-(e>>31))|0)+1}function Ge(e,t,n){return Re(ze(e,t),n)}function Ke(e){return typeof e==`function`}function W(e){return Ke(e)?e:()=>e}let qe=()=>{},Je=e=>e,Ye=(e,t)=>t,Xe=e=>null,Ze=e=>!0,Qe=(e,t)=>e==t,$e=/\\.\\d*?(?=9{6,}|0{6,})/gm,et=e=>{if(dt(e)||it.has(e))return e;let t=`${e}`,n=t.match($e);if(n==null)return e;let r=n[0].length-1;if(t.indexOf(`e-`)!=-1){let[e,n]=t.split(`e`);return+`${et(e)}e${n}`}return G(e,r)};function tt(e,t){return et(G(et(e/t))*t)}function nt(e,t){return et(Le(et(e/t))*t)}function rt(e,t){return et(z(et(e/t))*t)}function G(e,t=0){if(dt(e))return e;let n=10**t,r=e*n*(1+2**-52);return B(r)/n}let it=/* @__PURE__ */ new Map;function at(e){return((``+e).split(`.`)[1]||``).length}function ot(e,t,n,r){let i=[],a=r.map(at);for(let o=t;o<n;o++){let t=R(o),n=G(Be(e,o),t);for(let s=0;s<r.length;s++){let c=e==10?+`${r[s]}e${o}`:r[s]*n,l=(o>=0?0:t)+(o>=a[s]?0:a[s]),u=e==10?c:G(c,l);i.push(u),it.set(u,l)}}return i}let st={},ct=[],lt=[null,null],ut=Array.isArray,dt=Number.isInteger,ft=e=>e===void 0;function pt(e){return typeof e==`string`}function mt(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function ht(e){return typeof e==`object`&&!!e}let gt=Object.getPrototypeOf(Uint8Array),_t=`__proto__`;function vt(e,t=mt){let n;if(ut(e)){let r=e.find(e=>e!=null);if(ut(r)||t(r)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=vt(e[r],t)}else n=e.slice()}else if(e instanceof gt)n=e.slice();else if(t(e)){n={};for(let r in e)r!=_t&&(n[r]=vt(e[r],t))}else n=e;return n}function K(e){let t=arguments;for(let n=1;n<t.length;n++){let r=t[n];for(let t in r)t!=_t&&(mt(e[t])?K(e[t],vt(r[t])):e[t]=vt(r[t]))}return e}function yt(e,t,n){for(let r=0,i,a=-1;r<t.length;r++){let o=t[r];if(o>a){for(i=o-1;i>=0&&e[i]==null;)e[i--]=null;for(i=o+1;i<n&&e[i]==null;)e[a=i++]=null}}}function bt(e,t){if(Ct(e)){let t=e[0].slice();for(let n=1;n<e.length;n++)t.push(...e[n].slice(1));return wt(t[0])||(t=St(t)),t}let n=/* @__PURE__ */ new Set;for(let t=0;t<e.length;t++){let r=e[t][0],i=r.length;for(let e=0;e<i;e++)n.add(r[e])}let r=[Array.from(n).sort((e,t)=>e-t)],i=r[0].length,a=/* @__PURE__ */ new Map;for(let e=0;e<i;e++)a.set(r[0][e],e);for(let n=0;n<e.length;n++){let o=e[n],s=o[0];for(let e=1;e<o.length;e++){let c=o[e],l=Array(i).fill(void 0),u=t?t[n][e]:1,d=[];for(let e=0;e<c.length;e++){let t=c[e],n=a.get(s[e]);t===null?u!=0&&(l[n]=t,u==2&&d.push(n)):l[n]=t}yt(l,d,i),r.push(l)}}return r}let xt=typeof queueMicrotask>`u`?e=>Promise.resolve().then(e):queueMicrotask;function St(e){let t=e[0],n=t.length,r=Array(n);for(let e=0;e<r.length;e++)r[e]=e;r.sort((e,n)=>t[e]-t[n]);let i=[];for(let t=0;t<e.length;t++){let a=e[t],o=Array(n);for(let e=0;e<n;e++)o[e]=a[r[e]];i.push(o)}return i}function Ct(e){let t=e[0][0],n=t.length;for(let r=1;r<e.length;r++){let i=e[r][0];if(i.length!=n)return!1;if(i!=t){for(let e=0;e<n;e++)if(i[e]!=t[e])return!1}}return!0}function wt(e,t=100){let n=e.length;if(n<=1)return!0;let r=0,i=n-1;for(;r<=i&&e[r]==null;)r++;for(;i>=r&&e[i]==null;)i--;if(i<=r)return!0;let a=ze(1,z((i-r+1)/t));for(let t=e[r],n=r+a;n<=i;n+=a){let r=e[n];if(r!=null){if(r<=t)return!1;t=r}}return!0}let Tt=[`January`,`February`,`March`,`April`,`May`,`June`,`July`,`August`,`September`,`October`,`November`,`December`],Et=[`Sunday`,`Monday`,`Tuesday`,`Wednesday`,`Thursday`,`Friday`,`Saturday`];function Dt(e){return e.slice(0,3)}let Ot=Et.map(Dt),q={MMMM:Tt,MMM:Tt.map(Dt),WWWW:Et,WWW:Ot};function J(e){return(e<10?`0`:``)+e}function kt(e){return(e<10?`00`:e<100?`0`:``)+e}let At={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+``).slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>J(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>J(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>J(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?`PM`:`AM`,aa:e=>e.getHours()>=12?`pm`:`am`,a:e=>e.getHours()>=12?`p`:`a`,mm:e=>J(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>J(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>kt(e.getMilliseconds())};function jt(e,t){t||=q;let n=[],r=/\\{([a-z]+)\\}|[^{]+/gi,i;for(;i=r.exec(e);)n.push(i[0][0]==`{`?At[i[1]]:i[0]);return e=>{let r=``;for(let i=0;i<n.length;i++)r+=typeof n[i]==`string`?n[i]:n[i](e,t);return r}}let Mt=new Intl.DateTimeFormat().resolvedOptions().timeZone;function Nt(e,t){let n;return t==`UTC`||t==`Etc/UTC`?n=/* @__PURE__ */ new Date(+e+e.getTimezoneOffset()*6e4):t==Mt?n=e:(n=new Date(e.toLocaleString(`en-US`,{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}let Pt=e=>e%1==0,Ft=[1,2,2.5,5],It=ot(10,-32,0,Ft),Lt=ot(10,0,32,Ft),Rt=Lt.filter(Pt),zt=It.concat(Lt),Bt=`{YYYY}`,Vt=`\n`+Bt,Ht=`{M}/{D}`,Ut=`\n`+Ht,Wt=Ut+`/{YY}`,Gt=`{aa}`,Kt=`{h}:{mm}`+Gt,qt=`\n`+Kt,Jt=`:{ss}`;function Yt(e){let t=e*1e3,n=t*60,r=n*60,i=r*24,a=i*30,o=i*365,s=(e==1?ot(10,0,3,Ft).filter(Pt):ot(10,-3,0,Ft)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,r,r*2,r*3,r*4,r*6,r*8,r*12,i,i*2,i*3,i*4,i*5,i*6,i*7,i*8,i*9,i*10,i*15,a,a*2,a*3,a*4,a*6,o,o*2,o*5,o*10,o*25,o*50,o*100]),c=[[o,Bt,null,null,null,null,null,null,1],[i*28,`{MMM}`,Vt,null,null,null,null,null,1],[i,Ht,Vt,null,null,null,null,null,1],[r,`{h}`+Gt,Wt,null,Ut,null,null,null,1],[n,Kt,Wt,null,Ut,null,null,null,1],[t,Jt,Wt+` `+Kt,null,Ut+` `+Kt,null,qt,null,1],[e,Jt+`.{fff}`,Wt+` `+Kt,null,Ut+` `+Kt,null,qt,null,1]];function l(t){return(s,c,l,u,d,f)=>{let p=[],m=d>=o,h=d>=a&&d<o,g=t(l),_=G(g*e,3),v=on(g.getFullYear(),m?0:g.getMonth(),h||m?1:g.getDate()),y=G(v*e,3);if(h||m){let n=h?d/a:0,r=m?d/o:0,i=_==y?_:G(on(v.getFullYear()+r,v.getMonth()+n,1)*e,3),s=new Date(B(i/e)),c=s.getFullYear(),l=s.getMonth();for(let a=0;i<=u;a++){let o=on(c+r*a,l+n*a,1),s=o-t(G(o*e,3));i=G((+o+s)*e,3),i<=u&&p.push(i)}}else{let a=d>=i?i:d,o=y+(z(l)-z(_))+nt(_-y,a);p.push(o);let m=t(o),h=m.getHours()+m.getMinutes()/n+m.getSeconds()/r,g=d/r,v=f/s.axes[c]._space;for(;o=G(o+d,e==1?0:3),!(o>u);)if(g>1){let e=z(G(h+g,6))%24,n=t(o).getHours()-e;n>1&&(n=-1),o-=n*r,h=(h+g)%24;let i=p[p.length-1];G((o-i)/d,3)*v>=.7&&p.push(o)}else p.push(o)}return p}}return[s,c,l]}let[Xt,Zt,Qt]=Yt(1),[$t,en,tn]=Yt(.001);ot(2,-53,53,[1]);function nn(e,t){return e.map(e=>e.map((n,r)=>r==0||r==8||n==null?n:t(r==1||e[8]==0?n:e[1]+n)))}function rn(e,t){return(n,r,i,a,o)=>{let s=t.find(e=>o>=e[0])||t[t.length-1],c,l,u,d,f,p;return r.map(t=>{let n=e(t),r=n.getFullYear(),i=n.getMonth(),a=n.getDate(),o=n.getHours(),m=n.getMinutes(),h=n.getSeconds(),g=r!=c&&s[2]||i!=l&&s[3]||a!=u&&s[4]||o!=d&&s[5]||m!=f&&s[6]||h!=p&&s[7]||s[1];return c=r,l=i,u=a,d=o,f=m,p=h,g(n)})}}function an(e,t){let n=jt(t);return(t,r,i,a,o)=>r.map(t=>n(e(t)))}function on(e,t,n){return new Date(e,t,n)}function sn(e,t){return t(e)}function cn(e,t){return(n,r,i,a)=>a==null?`--`:t(e(r))}function ln(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function un(e,t){return e.series[t].fill(e,t)}let dn={show:!0,live:!0,isolate:!1,mount:qe,markers:{show:!0,width:2,stroke:ln,fill:un,dash:`solid`},idx:null,idxs:null,values:[]};function fn(e,t){let n=e.cursor.points,r=M(),i=n.size(e,t);j(r,_,i),j(r,v,i);let a=i/-2;j(r,`marginLeft`,a),j(r,`marginTop`,a);let o=n.width(e,t,i);return o&&j(r,`borderWidth`,o),r}function pn(e,t){let n=e.series[t].points;return n._fill||n._stroke}function mn(e,t){let n=e.series[t].points;return n._stroke||n._fill}function hn(e,t){return e.series[t].points.size}let gn=[0,0];function _n(e,t,n){return gn[0]=t,gn[1]=n,gn}function vn(e,t,n,r=!0){return e=>{e.button!=0||r&&e.target!=t||n(e)}}function yn(e,t,n,r=!0){return e=>{r&&e.target!=t||n(e)}}let bn={show:!0,x:!0,y:!0,lock:!1,move:_n,points:{one:!1,show:fn,size:hn,width:0,stroke:mn,fill:pn},bind:{mousedown:vn,mouseup:vn,click:vn,dblclick:vn,mousemove:yn,mouseleave:yn,mouseenter:yn},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,r,i)=>r-i,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},xn={show:!0,stroke:`rgba(0,0,0,0.07)`,width:2},Sn=K({},xn,{filter:Ye}),Cn=K({},Sn,{size:10}),wn=K({},xn,{show:!1}),Tn=`12px system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, \"Noto Sans\", sans-serif, \"Apple Color Emoji\", \"Segoe UI Emoji\", \"Segoe UI Symbol\", \"Noto Color Emoji\"`,En=`bold `+Tn,Dn=1.5,On={show:!0,scale:`x`,stroke:S,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:En,side:2,grid:Sn,ticks:Cn,border:wn,font:Tn,lineGap:Dn,rotate:0},kn={show:!0,scale:`x`,auto:!1,sorted:1,min:U,max:-1/0,idxs:[]};function An(e,t,n,r,i){return t.map(e=>e==null?``:Pe(e))}function jn(e,t,n,r,i,a,o){let s=[],c=it.get(i)||0;n=o?n:G(nt(n,i),c);for(let e=n;e<=r;e=G(e+i,c))s.push(Object.is(e,-0)?0:e);return s}function Mn(e,t,n,r,i,a,o){let s=[],c=e.scales[e.axes[t].scale].log,l=z((c==10?Ve:H)(n));i=Be(c,l),c==10&&(i=zt[ye(i,zt)]);let u=n,d=i*c;c==10&&(d=zt[ye(d,zt)]);do s.push(u),u+=i,c==10&&!it.has(u)&&(u=G(u,it.get(i))),u>=d&&(i=u,d=i*c,c==10&&(d=zt[ye(d,zt)]));while(u<=r);return s}function Nn(e,t,n,r,i,a,o){let s=e.scales[e.axes[t].scale].asinh,c=r>s?Mn(e,t,ze(s,n),r,i):[s],l=r>=0&&n<=0?[0]:[];return(n<-s?Mn(e,t,ze(s,-r),-n,i):[s]).reverse().map(e=>-e).concat(l,c)}let Pn=/./,Fn=/[12357]/,In=/[125]/,Ln=/1/,Y=(e,t,n,r)=>e.map((e,i)=>t==4&&e==0||i%r==0&&n.test(e.toExponential()[+(e<0)])?e:null);function Rn(e,t,n,r,i){let a=e.axes[n],o=a.scale,s=e.scales[o],c=e.valToPos,l=a._space,u=c(10,o),d=c(9,o)-u>=l?Pn:c(7,o)-u>=l?Fn:c(5,o)-u>=l?In:Ln;if(d==Ln){let e=R(c(1,o)-u);if(e<l)return Y(t.slice().reverse(),s.distr,d,Le(l/e)).reverse()}return Y(t,s.distr,d,1)}function zn(e,t,n,r,i){let a=e.axes[n],o=a.scale,s=a._space,c=e.valToPos,l=R(c(1,o)-c(2,o));return l<s?Y(t.slice().reverse(),3,Pn,Le(s/l)).reverse():t}function Bn(e,t,n,r){return r==null?`--`:t==null?``:Pe(t)}let Vn={show:!0,scale:`y`,stroke:S,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:En,side:3,grid:Sn,ticks:Cn,border:wn,font:Tn,lineGap:Dn,rotate:0};function Hn(e,t){return G((3+(e||1)*2)*t,3)}function Un(e,t){let{scale:n,idxs:r}=e.series[0],i=e._data[0],a=e.valToPos(i[r[0]],n,!0),o=e.valToPos(i[r[1]],n,!0),s=R(o-a)/(e.series[t].points.space*k);return r[1]-r[0]<=s}let Wn={scale:null,auto:!0,sorted:0,min:U,max:-1/0},Gn=(e,t,n,r,i)=>i,Kn={show:!0,auto:!0,sorted:0,gaps:Gn,alpha:1,facets:[K({},Wn,{scale:`x`}),K({},Wn,{scale:`y`})]},qn={scale:`y`,auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Gn,alpha:1,points:{show:Un,filter:null},values:null,min:U,max:-1/0,idxs:[],path:null,clip:null};function Jn(e,t,n,r,i){return n/10}let Yn={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Xn=K({},Yn,{time:!1,ori:1}),Zn={};function Qn(e,t){let n=Zn[e];return n||(n={key:e,plots:[],sub(e){n.plots.push(e)},unsub(e){n.plots=n.plots.filter(t=>t!=e)},pub(e,t,r,i,a,o,s){for(let c=0;c<n.plots.length;c++)n.plots[c]!=t&&n.plots[c].pub(e,t,r,i,a,o,s)}},e!=null&&(Zn[e]=n)),n}function $n(e,t,n){let r=e.mode,i=e.series[t],a=r==2?e._data[t]:e._data,o=e.scales,s=e.bbox,c=a[0],l=r==2?a[1]:a[t],u=r==2?o[i.facets[0].scale]:o[e.series[0].scale],d=r==2?o[i.facets[1].scale]:o[i.scale],f=s.left,p=s.top,m=s.width,h=s.height,g=e.valToPosH,_=e.valToPosV;return u.ori==0?n(i,c,l,u,d,g,_,f,p,m,h,cr,ur,fr,mr,gr):n(i,c,l,u,d,_,g,p,f,h,m,lr,dr,pr,hr,_r)}function er(e,t){let n=0,r=0,i=L(e.bands,ct);for(let e=0;e<i.length;e++){let a=i[e];a.series[0]==t?n=a.dir:a.series[1]==t&&(a.dir==1?r|=1:r|=2)}return[n,r==1?-1:r==2?1:r==3?2:0]}function tr(e,t,n,r,i){let a=e.mode,o=e.series[t],s=a==2?o.facets[1].scale:o.scale,c=e.scales[s];return i==-1?c.min:i==1?c.max:c.distr==3?c.dir==1?c.min:c.max:0}function nr(e,t,n,r,i,a){return $n(e,t,(e,t,o,s,c,l,u,d,f,p,m)=>{let h=e.pxRound,g=s.dir*(s.ori==0?1:-1),_=s.ori==0?ur:dr,v,y;g==1?(v=n,y=r):(v=r,y=n);let b=h(l(t[v],s,p,d)),x=h(u(o[v],c,m,f)),S=h(l(t[y],s,p,d)),C=h(u(a==1?c.max:c.min,c,m,f)),w=new Path2D(i);return _(w,S,C),_(w,b,C),_(w,b,x),w})}function rr(e,t,n,r,i,a){let o=null;if(e.length>0){o=new Path2D;let s=t==0?fr:pr,c=n;for(let t=0;t<e.length;t++){let n=e[t];if(n[1]>n[0]){let e=n[0]-c;e>0&&s(o,c,r,e,r+a),c=n[1]}}let l=n+i-c;l>0&&s(o,c,r-5,l,r+a+10)}return o}function ir(e,t,n){let r=e[e.length-1];r&&r[0]==t?r[1]=n:e.push([t,n])}function ar(e,t,n,r,i,a,o){let s=[],c=e.length;for(let l=i==1?n:r;l>=n&&l<=r;l+=i)if(t[l]===null){let u=l,d=l;if(i==1)for(;++l<=r&&t[l]===null;)d=l;else for(;--l>=n&&t[l]===null;)d=l;let f=a(e[u]),p=d==u?f:a(e[d]),m=u-i;f=o<=0&&m>=0&&m<c?a(e[m]):f;let h=d+i;p=o>=0&&h>=0&&h<c?a(e[h]):p,p>=f&&s.push([f,p])}return s}function or(e){return e==0?Je:e==1?B:t=>tt(t,e)}function sr(e){let t=e==0?cr:lr,n=e==0?(e,t,n,r,i,a)=>{e.arcTo(t,n,r,i,a)}:(e,t,n,r,i,a)=>{e.arcTo(n,t,i,r,a)},r=e==0?(e,t,n,r,i)=>{e.rect(t,n,r,i)}:(e,t,n,r,i)=>{e.rect(n,t,i,r)};return(e,i,a,o,s,c=0,l=0)=>{c==0&&l==0?r(e,i,a,o,s):(c=Re(c,o/2,s/2),l=Re(l,o/2,s/2),t(e,i+c,a),n(e,i+o,a,i+o,a+s,c),n(e,i+o,a+s,i,a+s,l),n(e,i,a+s,i,a,l),n(e,i,a,i+o,a,c),e.closePath())}}let cr=(e,t,n)=>{e.moveTo(t,n)},lr=(e,t,n)=>{e.moveTo(n,t)},ur=(e,t,n)=>{e.lineTo(t,n)},dr=(e,t,n)=>{e.lineTo(n,t)},fr=sr(0),pr=sr(1),mr=(e,t,n,r,i,a)=>{e.arc(t,n,r,i,a)},hr=(e,t,n,r,i,a)=>{e.arc(n,t,r,i,a)},gr=(e,t,n,r,i,a,o)=>{e.bezierCurveTo(t,n,r,i,a,o)},_r=(e,t,n,r,i,a,o)=>{e.bezierCurveTo(n,t,i,r,o,a)};function vr(e){return(e,t,n,r,i)=>$n(e,t,(t,a,o,s,c,l,u,d,f,p,m)=>{let{pxRound:h,points:g}=t,_,v;s.ori==0?(_=cr,v=mr):(_=lr,v=hr);let y=G(g.width*k,3),b=(g.size-g.width)/2*k,x=G(b*2,3),S=new Path2D,C=new Path2D,{left:w,top:T,width:E,height:ee}=e.bbox;fr(C,w-x,T-x,E+x*2,ee+x*2);let te=e=>{if(o[e]!=null){let t=h(l(a[e],s,p,d)),n=h(u(o[e],c,m,f));_(S,t+b,n),v(S,t,n,b,0,Ie*2)}};if(i)i.forEach(te);else for(let e=n;e<=r;e++)te(e);return{stroke:y>0?S:null,fill:S,clip:C,flags:3}})}function yr(e){return(t,n,r,i,a,o)=>{r!=i&&(a!=r&&o!=r&&e(t,n,r),a!=i&&o!=i&&e(t,n,i),e(t,n,o))}}let br=yr(ur),xr=yr(dr);function Sr(e){let t=L(e?.alignGaps,0);return(e,n,r,i)=>$n(e,n,(a,o,s,c,l,u,d,f,p,m,h)=>{[r,i]=Se(s,r,i);let g=a.pxRound,_=e=>g(u(e,c,m,f)),v=e=>g(d(e,l,h,p)),y,b;c.ori==0?(y=ur,b=br):(y=dr,b=xr);let x=c.dir*(c.ori==0?1:-1),S={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:1},C=S.stroke,w=!1;if(i-r>=m*4){let t=t=>e.posToVal(t,c.key,!0),n=null,a=null,l,u,d,f=_(o[x==1?r:i]),p=_(o[r]),m=_(o[i]),h=t(x==1?p+1:m-1);for(let e=x==1?r:i;e>=r&&e<=i;e+=x){let r=o[e],i=(x==1?r<h:r>h)?f:_(r),c=s[e];i==f?c==null?c===null&&(w=!0):(u=c,n==null?(y(C,i,v(u)),l=n=a=u):u<n?n=u:u>a&&(a=u)):(n!=null&&b(C,f,v(n),v(a),v(l),v(u)),c==null?(n=a=null,c===null&&(w=!0)):(u=c,y(C,i,v(u)),n=a=l=u),f=i,h=t(f+x))}n!=null&&n!=a&&d!=f&&b(C,f,v(n),v(a),v(l),v(u))}else for(let e=x==1?r:i;e>=r&&e<=i;e+=x){let t=s[e];t===null?w=!0:t!=null&&y(C,_(o[e]),v(t))}let[T,E]=er(e,n);if(a.fill!=null||T!=0){let t=S.fill=new Path2D(C),s=v(a.fillTo(e,n,a.min,a.max,T)),c=_(o[r]),l=_(o[i]);x==-1&&([l,c]=[c,l]),y(t,l,s),y(t,c,s)}if(!a.spanGaps){let l=[];w&&l.push(...ar(o,s,r,i,x,_,t)),S.gaps=l=a.gaps(e,n,r,i,l),S.clip=rr(l,c.ori,f,p,m,h)}return E!=0&&(S.band=E==2?[nr(e,n,r,i,C,-1),nr(e,n,r,i,C,1)]:nr(e,n,r,i,C,E)),S})}function Cr(e){let t=L(e.align,1),n=L(e.ascDesc,!1),r=L(e.alignGaps,0),i=L(e.extend,!1);return(e,a,o,s)=>$n(e,a,(c,l,u,d,f,p,m,h,g,_,v)=>{[o,s]=Se(u,o,s);let y=c.pxRound,{left:b,width:x}=e.bbox,S=e=>y(p(e,d,_,h)),C=e=>y(m(e,f,v,g)),w=d.ori==0?ur:dr,T={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:1},E=T.stroke,ee=d.dir*(d.ori==0?1:-1),te=C(u[ee==1?o:s]),ne=S(l[ee==1?o:s]),re=ne,ie=ne;i&&t==-1&&(ie=b,w(E,ie,te)),w(E,ne,te);for(let e=ee==1?o:s;e>=o&&e<=s;e+=ee){let n=u[e];if(n==null)continue;let r=S(l[e]),i=C(n);t==1?w(E,r,te):w(E,re,i),w(E,r,i),te=i,re=r}let D=re;i&&t==1&&(D=b+x,w(E,D,te));let[ae,oe]=er(e,a);if(c.fill!=null||ae!=0){let t=T.fill=new Path2D(E),n=C(c.fillTo(e,a,c.min,c.max,ae));w(t,D,n),w(t,ie,n)}if(!c.spanGaps){let i=[];i.push(...ar(l,u,o,s,ee,S,r));let f=c.width*k/2,p=n||t==1?f:-f,m=n||t==-1?-f:f;i.forEach(e=>{e[0]+=p,e[1]+=m}),T.gaps=i=c.gaps(e,a,o,s,i),T.clip=rr(i,d.ori,h,g,_,v)}return oe!=0&&(T.band=oe==2?[nr(e,a,o,s,E,-1),nr(e,a,o,s,E,1)]:nr(e,a,o,s,E,oe)),T})}function wr(e,t,n,r,i,a,o=U){if(e.length>1){let s=null;for(let c=0,l=1/0;c<e.length;c++)if(t[c]!==void 0){if(s!=null){let t=R(e[c]-e[s]);t<l&&(l=t,o=R(n(e[c],r,i,a)-n(e[s],r,i,a)))}s=c}}return o}function Tr(e){e||=st;let t=L(e.size,[.6,U,1]),n=e.align||0,r=e.gap||0,i=e.radius;i=i==null?[0,0]:typeof i==`number`?[i,0]:i;let a=W(i),o=1-t[0],s=L(t[1],U),c=L(t[2],1),l=L(e.disp,st),u=L(e.each,e=>{}),{fill:d,stroke:f}=l;return(e,t,i,p)=>$n(e,t,(m,h,g,_,v,y,b,x,S,C,w)=>{let T=m.pxRound,E=n,ee=r*k,te=s*k,ne=c*k,re,ie;_.ori==0?[re,ie]=a(e,t):[ie,re]=a(e,t);let D=_.dir*(_.ori==0?1:-1),ae=_.ori==0?fr:pr,oe=_.ori==0?u:(e,t,n,r,i,a,o)=>{u(e,t,n,i,r,o,a)},O=L(e.bands,ct).find(e=>e.series[0]==t),se=O==null?0:O.dir,A=m.fillTo(e,t,m.min,m.max,se),ce=T(b(A,v,w,S)),le,j,ue,M=C,N=T(m.width*k),de=!1,P=null,fe=null,pe=null,me=null;d!=null&&(N==0||f!=null)&&(de=!0,P=d.values(e,t,i,p),fe=/* @__PURE__ */ new Map,new Set(P).forEach(e=>{e!=null&&fe.set(e,new Path2D)}),N>0&&(pe=f.values(e,t,i,p),me=/* @__PURE__ */ new Map,new Set(pe).forEach(e=>{e!=null&&me.set(e,new Path2D)})));let{x0:he,size:ge}=l;if(he!=null&&ge!=null){E=1,h=he.values(e,t,i,p),he.unit==2&&(h=h.map(t=>e.posToVal(x+t*C,_.key,!0)));let n=ge.values(e,t,i,p);j=ge.unit==2?n[0]*C:y(n[0],_,C,x)-y(0,_,C,x),M=wr(h,g,y,_,C,x,M),ue=M-j+ee}else M=wr(h,g,y,_,C,x,M),ue=M*o+ee,j=M-ue;ue<1&&(ue=0),N>=j/2&&(N=0),ue<5&&(T=Je);let _e=ue>0,ve=M-ue-(_e?N:0);j=T(Ge(ve,ne,te)),le=(E==0?j/2:E==D?0:j)-E*D*((E==0?ee/2:0)+(_e?N/2:0));let ye={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},be=de?null:new Path2D,F=null;if(O!=null)F=e.data[O.series[1]];else{let{y0:n,y1:r}=l;n!=null&&r!=null&&(g=r.values(e,t,i,p),F=n.values(e,t,i,p))}let xe=re*j,Se=ie*j;for(let n=D==1?i:p;n>=i&&n<=p;n+=D){let r=g[n];if(r==null)continue;if(F!=null){let e=F[n]??0;if(r-e==0)continue;ce=b(e,v,w,S)}let i=y(_.distr!=2||l!=null?h[n]:n,_,C,x),a=b(L(r,A),v,w,S),o=T(i-le),s=T(ze(a,ce)),c=T(Re(a,ce)),u=s-c;if(r!=null){let i=r<0?Se:xe,a=r<0?xe:Se;de?(N>0&&pe[n]!=null&&ae(me.get(pe[n]),o,c+z(N/2),j,ze(0,u-N),i,a),P[n]!=null&&ae(fe.get(P[n]),o,c+z(N/2),j,ze(0,u-N),i,a)):ae(be,o,c+z(N/2),j,ze(0,u-N),i,a),oe(e,t,n,o-N/2,c,j+N,u)}}return N>0?ye.stroke=de?me:be:de||(ye._fill=m.width==0?m._fill:m._stroke??m._fill,ye.width=0),ye.fill=de?fe:be,ye})}function Er(e,t){let n=L(t?.alignGaps,0);return(t,r,i,a)=>$n(t,r,(o,s,c,l,u,d,f,p,m,h,g)=>{[i,a]=Se(c,i,a);let _=o.pxRound,v=e=>_(d(e,l,h,p)),y=e=>_(f(e,u,g,m)),b,x,S;l.ori==0?(b=cr,S=ur,x=gr):(b=lr,S=dr,x=_r);let C=l.dir*(l.ori==0?1:-1),w=v(s[C==1?i:a]),T=w,E=[],ee=[];for(let e=C==1?i:a;e>=i&&e<=a;e+=C)if(c[e]!=null){let t=s[e],n=v(t);E.push(T=n),ee.push(y(c[e]))}let te={stroke:e(E,ee,b,S,x,_),fill:null,clip:null,band:null,gaps:null,flags:1},ne=te.stroke,[re,ie]=er(t,r);if(o.fill!=null||re!=0){let e=te.fill=new Path2D(ne),n=y(o.fillTo(t,r,o.min,o.max,re));S(e,T,n),S(e,w,n)}if(!o.spanGaps){let e=[];e.push(...ar(s,c,i,a,C,v,n)),te.gaps=e=o.gaps(t,r,i,a,e),te.clip=rr(e,l.ori,p,m,h,g)}return ie!=0&&(te.band=ie==2?[nr(t,r,i,a,ne,-1),nr(t,r,i,a,ne,1)]:nr(t,r,i,a,ne,ie)),te})}function Dr(e){return Er(Or,e)}function Or(e,t,n,r,i,a){let o=e.length;if(o<2)return null;let s=new Path2D;if(n(s,e[0],t[0]),o==2)r(s,e[1],t[1]);else{let n=Array(o),r=Array(o-1),a=Array(o-1),c=Array(o-1);for(let n=0;n<o-1;n++)a[n]=t[n+1]-t[n],c[n]=e[n+1]-e[n],r[n]=a[n]/c[n];n[0]=r[0];for(let e=1;e<o-1;e++)r[e]===0||r[e-1]===0||r[e-1]>0!=r[e]>0?n[e]=0:(n[e]=3*(c[e-1]+c[e])/((2*c[e]+c[e-1])/r[e-1]+(c[e]+2*c[e-1])/r[e]),isFinite(n[e])||(n[e]=0));n[o-1]=r[o-2];for(let r=0;r<o-1;r++)i(s,e[r]+c[r]/3,t[r]+n[r]*c[r]/3,e[r+1]-c[r]/3,t[r+1]-n[r+1]*c[r]/3,e[r+1],t[r+1])}return s}let kr=/* @__PURE__ */ new Set;function Ar(){for(let e of kr)e.syncRect(!0)}D&&(_e(`resize`,oe,Ar),_e(`scroll`,oe,Ar,!0),_e(ie,oe,()=>{Kr.pxRatio=k}));let jr=Sr(),Mr=vr();function Nr(e,t,n,r){return(r?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((e,r)=>Fr(e,r,t,n))}function Pr(e,t){return e.map((e,n)=>n==0?{}:K({},t,e))}function Fr(e,t,n,r){return K({},t==0?n:r,e)}function Ir(e,t,n){return t==null?lt:[t,n]}let Lr=Ir;function Rr(e,t,n){return t==null?lt:Ae(t,n,De,!0)}function zr(e,t,n,r){return t==null?lt:Te(t,n,e.scales[r].log,!1)}let Br=zr;function Vr(e,t,n,r){return t==null?lt:Ee(t,n,e.scales[r].log,!1)}let Hr=Vr;function Ur(e,t,n,r,i){let a=ze(We(e),We(t)),o=t-e,s=ye(i/r*o,n);do{let e=n[s],t=r*e/o;if(t>=i&&a+(e<5?it.get(e):0)<=17)return[e,t]}while(++s<n.length);return[0,0]}function Wr(e){let t,n;return e=e.replace(/(\\d+)px/,(e,r)=>(t=B((n=+r)*k))+`px`),[e,t,n]}function Gr(e){e.show&&[e.font,e.labelFont].forEach(e=>{let t=G(e[2]*k,1);e[0]=e[0].replace(/[0-9.]+px/,t+`px`),e[1]=t})}function Kr(e,t,n){let r={mode:L(e.mode,1)},i=r.mode;function a(e,t,n,r){let i=t.valToPct(e);return r+n*(t.dir==-1?1-i:i)}function o(e,t,n,r){let i=t.valToPct(e);return r+n*(t.dir==-1?i:1-i)}function s(e,t,n,r){return t.ori==0?a(e,t,n,r):o(e,t,n,r)}r.valToPosH=a,r.valToPosV=o;let c=!1;r.status=0;let l=r.root=M(`uplot`);if(e.id!=null&&(l.id=e.id),ce(l,e.class),e.title){let t=M(`u-title`,l);t.textContent=e.title}let u=ue(`canvas`),d=r.ctx=u.getContext(`2d`),f=M(`u-wrap`,l);_e(`click`,f,e=>{e.target===m&&(X!=ci||Z!=li)&&pi.click(r,e)},!0);let p=r.under=M(`u-under`,f);f.appendChild(u);let m=r.over=M(`u-over`,f);e=vt(e);let S=+L(e.pxAlign,1),re=or(S);(e.plugins||[]).forEach(t=>{t.opts&&(e=t.opts(r,e)||e)});let D=e.ms||.001,O=r.series=i==1?Nr(e.series||[],kn,qn,!1):Pr(e.series||[null],Kn),se=r.axes=Nr(e.axes||[],On,Vn,!0),A=r.scales={},N=r.bands=e.bands||[];N.forEach(e=>{e.fill=W(e.fill||null),e.dir=L(e.dir,-1)});let P=i==2?O[1].facets[0].scale:O[0].scale,pe={axes:Kr,series:yr},he=(e.drawOrder||[`axes`,`series`]).map(e=>pe[e]);function ge(e){let t=e.distr==3?t=>Ve(t>0?t:e.clamp(r,t,e.min,e.max,e.key)):e.distr==4?t=>Ue(t,e.asinh):e.distr==100?t=>e.fwd(t):e=>e;return n=>{let r=t(n),{_min:i,_max:a}=e,o=a-i;return(r-i)/o}}function be(t){let n=A[t];if(n==null){let r=(e.scales||st)[t]||st;if(r.from!=null){be(r.from);let e=K({},A[r.from],r,{key:t});e.valToPct=ge(e),A[t]=e}else{n=A[t]=K({},t==P?Yn:Xn,r),n.key=t;let e=n.time,a=n.range,o=ut(a);if((t!=P||i==2&&!e)&&(o&&(a[0]==null||a[1]==null)&&(a={min:a[0]==null?Oe:{mode:1,hard:a[0],soft:a[0]},max:a[1]==null?Oe:{mode:1,hard:a[1],soft:a[1]}},o=!1),!o&&mt(a))){let e=a;a=(t,n,r)=>n==null?lt:Ae(n,r,e)}n.range=W(a||(e?Lr:t==P?n.distr==3?Br:n.distr==4?Hr:Ir:n.distr==3?zr:n.distr==4?Vr:Rr)),n.auto=W(!o&&n.auto),n.clamp=W(n.clamp||Jn),n._min=n._max=null,n.valToPct=ge(n)}}}be(`x`),be(`y`),i==1&&O.forEach(e=>{be(e.scale)}),se.forEach(e=>{be(e.scale)});for(let t in e.scales)be(t);let F=A[P],xe=F.distr,Se,Ce;F.ori==0?(ce(l,`u-hz`),Se=a,Ce=o):(ce(l,`u-vt`),Se=o,Ce=a);let I={};for(let e in A){let t=A[e];(t.min!=null||t.max!=null)&&(I[e]={min:t.min,max:t.max},t.min=t.max=null)}let ke=e.tzDate||(e=>new Date(B(e/D))),Me=e.fmtDate||jt,Ne=D==1?Qt(ke):tn(ke),Pe=rn(ke,nn(D==1?Zt:en,Me)),Fe=cn(ke,sn(`{YYYY}-{MM}-{DD} {h}:{mm}{aa}`,Me)),z=[],V=r.legend=K({},dn,e.legend),H=r.cursor=K({},bn,{drag:{y:i==2}},e.cursor),We=V.show,qe=H.show,Je=V.markers;V.idxs=z,Je.width=W(Je.width),Je.dash=W(Je.dash),Je.stroke=W(Je.stroke),Je.fill=W(Je.fill);let $e,et,nt,rt=[],ot=[],dt,gt=!1,_t={};if(V.live){let e=O[1]?O[1].values:null;gt=e!=null,dt=gt?e(r,1,0):{_:0};for(let e in dt)_t[e]=`--`}if(We){if($e=ue(`table`,`u-legend`,l),nt=ue(`tbody`,null,$e),V.mount(r,$e),gt){et=ue(`thead`,null,$e,nt);let e=ue(`tr`,null,et);for(var yt in ue(`th`,null,e),dt)ue(`th`,g,e).textContent=yt}else ce($e,`u-inline`),V.live&&ce($e,`u-live`)}let bt={show:!0},St={show:!1};function Ct(e,t){if(t==0&&(gt||!V.live||i==2))return lt;let n=[],a=ue(`tr`,`u-series`,nt,nt.childNodes[t]);ce(a,e.class),e.show||ce(a,h);let o=ue(`th`,null,a);if(Je.show){let e=M(`u-marker`,o);if(t>0){let n=Je.width(r,t);n&&(e.style.border=n+`px `+Je.dash(r,t)+` `+Je.stroke(r,t)),e.style.background=Je.fill(r,t)}}let s=M(g,o);for(var c in e.label instanceof HTMLElement?s.appendChild(e.label):s.textContent=e.label,t>0&&(Je.show||(s.style.color=e.width>0?Je.stroke(r,t):Je.fill(r,t)),Tt(`click`,o,t=>{if(H._lock)return;pn(t);let n=O.indexOf(e);if((t.ctrlKey||t.metaKey)!=V.isolate){let e=O.some((e,t)=>t>0&&t!=n&&e.show);O.forEach((t,r)=>{r>0&&bi(r,e?r==n?bt:St:bt,!0,$.setSeries)})}else bi(n,{show:!e.show},!0,$.setSeries)},!1),gn&&Tt(ee,o,t=>{H._lock||(pn(t),bi(O.indexOf(e),Oi,!0,$.setSeries))},!1)),dt){let e=ue(`td`,`u-value`,a);e.textContent=`--`,n.push(e)}return[a,n]}let wt=/* @__PURE__ */ new Map;function Tt(e,t,n,i=!0){let a=wt.get(t)||{},o=H.bind[e](r,t,n,i);o&&(_e(e,t,a[e]=o),wt.set(t,a))}function Et(e,t,n){let r=wt.get(t)||{};for(let n in r)(e==null||n==e)&&(ve(n,t,r[n]),delete r[n]);e??wt.delete(t)}let Dt=0,Ot=0,q=0,J=0,kt=0,At=0,Mt=kt,Nt=At,Pt=q,Ft=J,It=0,Lt=0,Bt=0,Vt=0;r.bbox={};let Ht=!1,Ut=!1,Wt=!1,Gt=!1,Kt=!1,qt=!1;function Jt(e,t,n){(n||e!=r.width||t!=r.height)&&Yt(e,t),qr(!1),Wt=!0,Ut=!0,Qr()}function Yt(e,t){r.width=Dt=q=e,r.height=Ot=J=t,kt=At=0,un(),fn();let n=r.bbox;It=n.left=tt(kt*k,.5),Lt=n.top=tt(At*k,.5),Bt=n.width=tt(q*k,.5),Vt=n.height=tt(J*k,.5)}function on(){let e=!1,t=0;for(;!e;){t++;let n=Or(t),i=Ar(t);e=t==3||n&&i,e||(Yt(r.width,r.height),Ut=!0)}}function ln({width:e,height:t}){Jt(e,t)}r.setSize=ln;function un(){let e=!1,t=!1,n=!1,r=!1;se.forEach((i,a)=>{if(i.show&&i._show){let{side:a,_size:o}=i,s=a%2,c=o+(i.label==null?0:i.labelSize);c>0&&(s?(q-=c,a==3?(kt+=c,r=!0):n=!0):(J-=c,a==0?(At+=c,e=!0):t=!0))}}),En[0]=e,En[1]=n,En[2]=t,En[3]=r,q-=In[1]+In[3],kt+=In[3],J-=In[2]+In[0],At+=In[0]}function fn(){let e=kt+q,t=At+J,n=kt,r=At;function i(i,a){switch(i){case 1:return e+=a,e-a;case 2:return t+=a,t-a;case 3:return n-=a,n+a;case 0:return r-=a,r+a}}se.forEach((e,t)=>{if(e.show&&e._show){let t=e.side;e._pos=i(t,e._size),e.label!=null&&(e._lpos=i(t,e.labelSize))}})}if(H.dataIdx==null){let e=H.hover,n=e.skip=new Set(e.skip??[]);n.add(void 0);let r=e.prox=W(e.prox),i=e.bias??=0;H.dataIdx=(e,a,o,s)=>{if(a==0)return o;let c=o,l=r(e,a,o,s)??U,u=l>=0&&l<U,d=F.ori==0?q:J,f=H.left,p=t[0],m=t[a];if(n.has(m[o])){c=null;let e=null,t=null,r;if(i==0||i==-1)for(r=o;e==null&&r-->0;)n.has(m[r])||(e=r);if(i==0||i==1)for(r=o;t==null&&r++<m.length;)n.has(m[r])||(t=r);if(e!=null||t!=null){if(u){let n=e==null?-1/0:Se(p[e],F,d,0),r=t==null?1/0:Se(p[t],F,d,0),i=f-n,a=r-f;i<=a?i<=l&&(c=e):a<=l&&(c=t)}else c=t==null?e:e==null?t:o-e<=t-o?e:t}}else u&&R(f-Se(p[o],F,d,0))>l&&(c=null);return c}}let pn=e=>{H.event=e};H.idxs=z,H._lock=!1;let mn=H.points;mn.show=W(mn.show),mn.size=W(mn.size),mn.stroke=W(mn.stroke),mn.width=W(mn.width),mn.fill=W(mn.fill);let hn=r.focus=K({},e.focus||{alpha:.3},H.focus),gn=hn.prox>=0,_n=gn&&mn.one,vn=[],yn=[],xn=[];function Sn(e,t){let n=mn.show(r,t);if(n instanceof HTMLElement)return ce(n,`u-cursor-pt`),ce(n,e.class),de(n,-10,-10,q,J),m.insertBefore(n,vn[t]),n}function Cn(e,t){if(i==1||t>0){let t=i==1&&A[e.scale].time,n=e.value;e.value=t?pt(n)?cn(ke,sn(n,Me)):n||Fe:n||Bn,e.label=e.label||(t?`Time`:`Value`)}if(_n||t>0){e.width=e.width==null?1:e.width,e.paths=e.paths||jr||Xe,e.fillTo=W(e.fillTo||tr),e.pxAlign=+L(e.pxAlign,S),e.pxRound=or(e.pxAlign),e.stroke=W(e.stroke||null),e.fill=W(e.fill||null),e._stroke=e._fill=e._paths=e._focus=null;let t=Hn(ze(1,e.width),1),n=e.points=K({},{size:t,width:ze(1,t*.2),stroke:e.stroke,space:t*2,paths:Mr,_stroke:null,_fill:null},e.points);n.show=W(n.show),n.filter=W(n.filter),n.fill=W(n.fill),n.stroke=W(n.stroke),n.paths=W(n.paths),n.pxAlign=e.pxAlign}if(We){let n=Ct(e,t);rt.splice(t,0,n[0]),ot.splice(t,0,n[1]),V.values.push(null)}if(qe){z.splice(t,0,null);let n=null;_n?t==0&&(n=Sn(e,t)):t>0&&(n=Sn(e,t)),vn.splice(t,0,n),yn.splice(t,0,0),xn.splice(t,0,0)}ra(`addSeries`,t)}function wn(e,t){t??=O.length,e=i==1?Fr(e,t,kn,qn):Fr(e,t,{},Kn),O.splice(t,0,e),Cn(O[t],t)}r.addSeries=wn;function Tn(e){if(O.splice(e,1),We){V.values.splice(e,1),ot.splice(e,1);let t=rt.splice(e,1)[0];Et(null,t.firstChild),t.remove()}qe&&(z.splice(e,1),vn.splice(e,1)[0].remove(),yn.splice(e,1),xn.splice(e,1)),ra(`delSeries`,e)}r.delSeries=Tn;let En=[!1,!1,!1,!1];function Dn(e,t){if(e._show=e.show,e.show){let n=e.side%2,i=A[e.scale];i??=(e.scale=n?O[1].scale:P,A[e.scale]);let a=i.time;e.size=W(e.size),e.space=W(e.space),e.rotate=W(e.rotate),ut(e.incrs)&&e.incrs.forEach(e=>{!it.has(e)&&it.set(e,at(e))}),e.incrs=W(e.incrs||(i.distr==2?Rt:a?D==1?Xt:$t:zt)),e.splits=W(e.splits||(a&&i.distr==1?Ne:i.distr==3?Mn:i.distr==4?Nn:jn)),e.stroke=W(e.stroke),e.grid.stroke=W(e.grid.stroke),e.ticks.stroke=W(e.ticks.stroke),e.border.stroke=W(e.border.stroke);let o=e.values;e.values=ut(o)&&!ut(o[0])?W(o):a?ut(o)?rn(ke,nn(o,Me)):pt(o)?an(ke,o):o||Pe:o||An,e.filter=W(e.filter||(i.distr>=3&&i.log==10?Rn:i.distr==3&&i.log==2?zn:Ye)),e.font=Wr(e.font),e.labelFont=Wr(e.labelFont),e._size=e.size(r,null,t,0),e._space=e._rotate=e._incrs=e._found=e._splits=e._values=null,e._size>0&&(En[t]=!0,e._el=M(`u-axis`,f))}}function Pn(e,t,n,r){let[i,a,o,s]=n,c=t%2,l=0;return c==0&&(s||a)&&(l=t==0&&!i||t==2&&!o?B(On.size/3):0),c==1&&(i||o)&&(l=t==1&&!a||t==3&&!s?B(Vn.size/2):0),l}let Fn=r.padding=(e.padding||[Pn,Pn,Pn,Pn]).map(e=>W(L(e,Pn))),In=r._padding=Fn.map((e,t)=>e(r,t,En,0)),Ln,Y=null,Un=null,Wn=i==1?O[0].idxs:null,Gn=null,Zn=!1;function $n(e,n){if(t=e??[],r.data=r._data=t,i==2){Ln=0;for(let e=1;e<O.length;e++)Ln+=t[e][0].length}else{t.length==0&&(r.data=r._data=t=[[]]),Gn=t[0],Ln=Gn.length;let e=t;if(xe==2){e=t.slice();let n=e[0]=Array(Ln);for(let e=0;e<Ln;e++)n[e]=e}r._data=t=e}if(qr(!0),ra(`setData`),xe==2&&(Wt=!0),n!==!1){let e=F;e.auto(r,Zn)?er():yi(P,e.min,e.max),Gt||=H.left>=0,qt=!0,Qr()}}r.setData=$n;function er(){Zn=!0;let e,n;i==1&&(Ln>0?(Y=Wn[0]=0,Un=Wn[1]=Ln-1,e=t[0][Y],n=t[0][Un],xe==2?(e=Y,n=Un):e==n&&(xe==3?[e,n]=Te(e,e,F.log,!1):xe==4?[e,n]=Ee(e,e,F.log,!1):F.time?n=e+B(86400/D):[e,n]=Ae(e,n,De,!0))):(Y=Wn[0]=e=null,Un=Wn[1]=n=null)),yi(P,e,n)}let nr,rr,ir,ar,sr,cr,lr,ur,dr,fr;function pr(e,t,n,r,i,a){e??=C,n??=ct,r??=`butt`,i??=C,a??=`round`,e!=nr&&(d.strokeStyle=nr=e),i!=rr&&(d.fillStyle=rr=i),t!=ir&&(d.lineWidth=ir=t),a!=sr&&(d.lineJoin=sr=a),r!=cr&&(d.lineCap=cr=r),n!=ar&&d.setLineDash(ar=n)}function mr(e,t,n,r){t!=rr&&(d.fillStyle=rr=t),e!=lr&&(d.font=lr=e),n!=ur&&(d.textAlign=ur=n),r!=dr&&(d.textBaseline=dr=r)}function hr(e,t,n,i,a=0){if(i.length>0&&e.auto(r,Zn)&&(t==null||t.min==null)){let t=L(Y,0),r=L(Un,i.length-1),o=n.min==null?we(i,t,r,a,e.distr==3):[n.min,n.max];e.min=Re(e.min,n.min=o[0]),e.max=ze(e.max,n.max=o[1])}}let gr={min:null,max:null};function _r(){for(let e in A){let t=A[e];I[e]==null&&(t.min==null||I[P]!=null&&t.auto(r,Zn))&&(I[e]=gr)}for(let e in A){let t=A[e];I[e]==null&&t.from!=null&&I[t.from]!=null&&(I[e]=gr)}I[P]!=null&&qr(!0);let e={};for(let t in I){let n=I[t];if(n!=null){let a=e[t]=vt(A[t],ht);if(n.min!=null)K(a,n);else if(t!=P||i==2){if(Ln==0&&a.from==null){let e=a.range(r,null,null,t);a.min=e[0],a.max=e[1]}else a.min=U,a.max=-1/0}}}if(Ln>0){O.forEach((n,a)=>{if(i==1){let i=n.scale,o=I[i];if(o==null)return;let s=e[i];if(a==0){let e=s.range(r,s.min,s.max,i);s.min=e[0],s.max=e[1],Y=ye(s.min,t[0]),Un=ye(s.max,t[0]),Un-Y>1&&(t[0][Y]<s.min&&Y++,t[0][Un]>s.max&&Un--),n.min=Gn[Y],n.max=Gn[Un]}else n.show&&n.auto&&hr(s,o,n,t[a],n.sorted);n.idxs[0]=Y,n.idxs[1]=Un}else if(a>0&&n.show&&n.auto){let[r,i]=n.facets,o=r.scale,s=i.scale,[c,l]=t[a],u=e[o],d=e[s];u!=null&&hr(u,I[o],r,c,r.sorted),d!=null&&hr(d,I[s],i,l,i.sorted),n.min=i.min,n.max=i.max}});for(let t in e){let n=e[t],i=I[t];if(n.from==null&&(i==null||i.min==null)){let e=n.range(r,n.min==U?null:n.min,n.max==-1/0?null:n.max,t);n.min=e[0],n.max=e[1]}}}for(let t in e){let n=e[t];if(n.from!=null){let i=e[n.from];if(i.min==null)n.min=n.max=null;else{let e=n.range(r,i.min,i.max,t);n.min=e[0],n.max=e[1]}}}let n={},a=!1;for(let t in e){let r=e[t],i=A[t];if(i.min!=r.min||i.max!=r.max){i.min=r.min,i.max=r.max;let e=i.distr;i._min=e==3?Ve(i.min):e==4?Ue(i.min,i.asinh):e==100?i.fwd(i.min):i.min,i._max=e==3?Ve(i.max):e==4?Ue(i.max,i.asinh):e==100?i.fwd(i.max):i.max,n[t]=a=!0}}if(a){O.forEach((e,t)=>{i==2?t>0&&n.y&&(e._paths=null):n[e.scale]&&(e._paths=null)});for(let e in n)Wt=!0,ra(`setScale`,e);qe&&H.left>=0&&(Gt=qt=!0)}for(let e in I)I[e]=null}function vr(e){let t=Ge(Y-1,0,Ln-1),n=Ge(Un+1,0,Ln-1);for(;e[t]==null&&t>0;)t--;for(;e[n]==null&&n<Ln-1;)n++;return[t,n]}function yr(){if(Ln>0){let e=O.some(e=>e._focus)&&fr!=hn.alpha;e&&(d.globalAlpha=fr=hn.alpha),O.forEach((e,n)=>{if(n>0&&e.show&&(br(n,!1),br(n,!0),e._paths==null)){let a=fr;fr!=e.alpha&&(d.globalAlpha=fr=e.alpha);let o=i==2?[0,t[n][0].length-1]:vr(t[n]);e._paths=e.paths(r,n,o[0],o[1]),fr!=a&&(d.globalAlpha=fr=a)}}),O.forEach((e,t)=>{if(t>0&&e.show){let n=fr;fr!=e.alpha&&(d.globalAlpha=fr=e.alpha),e._paths!=null&&xr(t,!1);{let n=e._paths==null?null:e._paths.gaps,i=e.points.show(r,t,Y,Un,n),a=e.points.filter(r,t,i,n);(i||a)&&(e.points._paths=e.points.paths(r,t,Y,Un,a),xr(t,!0))}fr!=n&&(d.globalAlpha=fr=n),ra(`drawSeries`,t)}}),e&&(d.globalAlpha=fr=1)}}function br(e,t){let n=t?O[e].points:O[e];n._stroke=n.stroke(r,e),n._fill=n.fill(r,e)}function xr(e,t){let n=t?O[e].points:O[e],{stroke:r,fill:i,clip:a,flags:o,_stroke:s=n._stroke,_fill:c=n._fill,_width:l=n.width}=n._paths;l=G(l*k,3);let u=null,f=l%2/2;t&&c==null&&(c=l>0?`#fff`:s);let p=n.pxAlign==1&&f>0;if(p&&d.translate(f,f),!t){let e=It-l/2,t=Lt-l/2,n=Bt+l,r=Vt+l;u=new Path2D,u.rect(e,t,n,r)}t?Cr(s,l,n.dash,n.cap,c,r,i,o,a):Sr(e,s,l,n.dash,n.cap,c,r,i,o,u,a),p&&d.translate(-f,-f)}function Sr(e,n,i,a,o,s,c,l,u,d,f){let p=!1;u!=0&&N.forEach((m,h)=>{if(m.series[0]==e){let e=O[m.series[1]],g=t[m.series[1]],_=(e._paths||st).band;ut(_)&&(_=m.dir==1?_[0]:_[1]);let v,y=null;e.show&&_&&je(g,Y,Un)?(y=m.fill(r,h)||s,v=e._paths.clip):_=null,Cr(n,i,a,o,y,c,l,u,d,f,v,_),p=!0}}),p||Cr(n,i,a,o,s,c,l,u,d,f)}function Cr(e,t,n,r,i,a,o,s,c,l,u,f){pr(e,t,n,r,i),(c||l||f)&&(d.save(),c&&d.clip(c),l&&d.clip(l)),f?(s&3)==3?(d.clip(f),u&&d.clip(u),Tr(i,o),wr(e,a,t)):s&2?(Tr(i,o),d.clip(f),wr(e,a,t)):s&1&&(d.save(),d.clip(f),u&&d.clip(u),Tr(i,o),d.restore(),wr(e,a,t)):(Tr(i,o),wr(e,a,t)),(c||l||f)&&d.restore()}function wr(e,t,n){n>0&&(t instanceof Map?t.forEach((e,t)=>{d.strokeStyle=nr=t,d.stroke(e)}):t!=null&&e&&d.stroke(t))}function Tr(e,t){t instanceof Map?t.forEach((e,t)=>{d.fillStyle=rr=t,d.fill(e)}):t!=null&&e&&d.fill(t)}function Er(e,t,n,i){let a=se[e],o;if(i<=0)o=[0,0];else{let s=a._space=a.space(r,e,t,n,i);o=Ur(t,n,a._incrs=a.incrs(r,e,t,n,i,s),i,s)}return a._found=o}function Dr(e,t,n,r,i,a,o,s,c,l){let u=o%2/2;S==1&&d.translate(u,u),pr(s,o,c,l,s),d.beginPath();let f,p,m,h,g=i+(r==0||r==3?-a:a);n==0?(p=i,h=g):(f=i,m=g);for(let r=0;r<e.length;r++)t[r]!=null&&(n==0?f=m=e[r]:p=h=e[r],d.moveTo(f,p),d.lineTo(m,h));d.stroke(),S==1&&d.translate(-u,-u)}function Or(e){let t=!0;return se.forEach((n,i)=>{if(!n.show)return;let a=A[n.scale];if(a.min==null){n._show&&(t=!1,n._show=!1,qr(!1));return}n._show||(t=!1,n._show=!0,qr(!1));let o=n.side,s=o%2,{min:c,max:l}=a,[u,d]=Er(i,c,l,s==0?q:J);if(d==0)return;let f=a.distr==2,p=n._splits=n.splits(r,i,c,l,u,d,f),m=a.distr==2?p.map(e=>Gn[e]):p,h=a.distr==2?Gn[p[1]]-Gn[p[0]]:u,g=n._values=n.values(r,n.filter(r,m,i,d,h),i,d,h);n._rotate=o==2?n.rotate(r,g,i,d):0;let _=n._size;n._size=Le(n.size(r,g,i,e)),_!=null&&n._size!=_&&(t=!1)}),t}function Ar(e){let t=!0;return Fn.forEach((n,i)=>{let a=n(r,i,En,e);a!=In[i]&&(t=!1),In[i]=a}),t}function Kr(){for(let e=0;e<se.length;e++){let t=se[e];if(!t.show||!t._show)continue;let n=t.side,i=n%2,a,o,c=t.stroke(r,e),l=n==0||n==3?-1:1,[u,f]=t._found;if(t.label!=null){let s=t.labelGap*l,p=B((t._lpos+s)*k);mr(t.labelFont[0],c,`center`,n==2?`top`:y),d.save(),i==1?(a=o=0,d.translate(p,B(Lt+Vt/2)),d.rotate((n==3?-Ie:Ie)/2)):(a=B(It+Bt/2),o=p);let m=Ke(t.label)?t.label(r,e,u,f):t.label;d.fillText(m,a,o),d.restore()}if(f==0)continue;let p=A[t.scale],m=i==0?Bt:Vt,h=i==0?It:Lt,g=t._splits,_=p.distr==2?g.map(e=>Gn[e]):g,v=p.distr==2?Gn[g[1]]-Gn[g[0]]:u,S=t.ticks,C=t.border,w=S.show?S.size:0,T=B(w*k),E=B((t.alignTo==2?t._size-w-t.gap:t.gap)*k),ee=t._rotate*-Ie/180,te=re(t._pos*k),ne=te+(T+E)*l;o=i==0?ne:0,a=i==1?ne:0;let ie=t.font[0];mr(ie,c,t.align==1?b:t.align==2?x:ee>0?b:ee<0?x:i==0?`center`:n==3?x:b,ee||i==1?`middle`:n==2?`top`:y);let D=t.font[1]*t.lineGap,ae=g.map(e=>re(s(e,p,m,h))),oe=t._values;for(let e=0;e<oe.length;e++){let t=oe[e];if(t!=null){i==0?a=ae[e]:o=ae[e],t=``+t;let n=t.indexOf(`\n`)==-1?[t]:t.split(/\\n/gm);for(let e=0;e<n.length;e++){let t=n[e];ee?(d.save(),d.translate(a,o+e*D),d.rotate(ee),d.fillText(t,0,0),d.restore()):d.fillText(t,a,o+e*D)}}}S.show&&Dr(ae,S.filter(r,_,e,f,v),i,n,te,T,G(S.width*k,3),S.stroke(r,e),S.dash,S.cap);let O=t.grid;O.show&&Dr(ae,O.filter(r,_,e,f,v),i,i==0?2:1,i==0?Lt:It,i==0?Vt:Bt,G(O.width*k,3),O.stroke(r,e),O.dash,O.cap),C.show&&Dr([te],[1],+(i==0),i==0?1:2,i==1?Lt:It,i==1?Vt:Bt,G(C.width*k,3),C.stroke(r,e),C.dash,C.cap)}ra(`drawAxes`)}function qr(e){O.forEach((t,n)=>{n>0&&(t._paths=null,e&&(i==1?(t.min=null,t.max=null):t.facets.forEach(e=>{e.min=null,e.max=null})))})}let Jr=!1,Yr=!1,Xr=[];function Zr(){Yr=!1;for(let e=0;e<Xr.length;e++)ra(...Xr[e]);Xr.length=0}function Qr(){Jr||=(xt(ei),!0)}function $r(e,t=!1){Jr=!0,Yr=t,e(r),ei(),t&&Xr.length>0&&queueMicrotask(Zr)}r.batch=$r;function ei(){if(Ht&&=(_r(),!1),Wt&&=(on(),!1),Ut){if(j(p,b,kt),j(p,`top`,At),j(p,_,q),j(p,v,J),j(m,b,kt),j(m,`top`,At),j(m,_,q),j(m,v,J),j(f,_,Dt),j(f,v,Ot),u.width=B(Dt*k),u.height=B(Ot*k),se.forEach(({_el:e,_show:t,_size:n,_pos:r,side:i})=>{if(e!=null){if(t){let t=i===3||i===0?n:0,a=i%2==1;j(e,a?`left`:`top`,r-t),j(e,a?`width`:`height`,n),j(e,a?`top`:`left`,a?At:kt),j(e,a?`height`:`width`,a?J:q),le(e,h)}else ce(e,h)}}),nr=rr=ir=sr=cr=lr=ur=dr=ar=null,fr=1,Vi(!0),kt!=Mt||At!=Nt||q!=Pt||J!=Ft){qr(!1);let e=q/Pt,t=J/Ft;if(qe&&!Gt&&H.left>=0){H.left*=e,H.top*=t,ii&&de(ii,B(H.left),0,q,J),ai&&de(ai,0,B(H.top),q,J);for(let n=0;n<vn.length;n++){let r=vn[n];r!=null&&(yn[n]*=e,xn[n]*=t,de(r,Le(yn[n]),Le(xn[n]),q,J))}}if(Q.show&&!Kt&&Q.left>=0&&Q.width>0){Q.left*=e,Q.width*=e,Q.top*=t,Q.height*=t;for(let e in Wi)j(gi,e,Q[e])}Mt=kt,Nt=At,Pt=q,Ft=J}ra(`setSize`),Ut=!1}Dt>0&&Ot>0&&(d.clearRect(0,0,u.width,u.height),ra(`drawClear`),he.forEach(e=>e()),ra(`draw`)),Q.show&&Kt&&(_i(Q),Kt=!1),qe&&Gt&&(zi(null,!0,!1),Gt=!1),V.show&&V.live&&qt&&(Li(),qt=!1),c||(c=!0,r.status=1,ra(`ready`)),Zn=!1,Jr=!1}r.redraw=(e,t)=>{Wt=t||!1,e===!1?Qr():yi(P,F.min,F.max)};function ti(e,n){let i=A[e];if(i.from==null){if(Ln==0){let t=i.range(r,n.min,n.max,e);n.min=t[0],n.max=t[1]}if(n.min>n.max){let e=n.min;n.min=n.max,n.max=e}if(Ln>1&&n.min!=null&&n.max!=null&&n.max-n.min<1e-16)return;e==P&&i.distr==2&&Ln>0&&(n.min=ye(n.min,t[0]),n.max=ye(n.max,t[0]),n.min==n.max&&n.max++),I[e]=n,Ht=!0,Qr()}}r.setScale=ti;let ni,ri,ii,ai,oi,si,ci,li,ui,di,X,Z,fi=!1,pi=H.drag,mi=pi.x,hi=pi.y;qe&&(H.x&&(ni=M(`u-cursor-x`,m)),H.y&&(ri=M(`u-cursor-y`,m)),F.ori==0?(ii=ni,ai=ri):(ii=ri,ai=ni),X=H.left,Z=H.top);let Q=r.select=K({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),gi=Q.show?M(`u-select`,Q.over?m:p):null;function _i(e,t){if(Q.show){for(let t in e)Q[t]=e[t],t in Wi&&j(gi,t,e[t]);t!==!1&&ra(`setSelect`)}}r.setSelect=_i;function vi(e){if(O[e].show)We&&le(rt[e],h);else if(We&&ce(rt[e],h),qe){let t=_n?vn[0]:vn[e];t!=null&&de(t,-10,-10,q,J)}}function yi(e,t,n){ti(e,{min:t,max:n})}function bi(e,t,n,a){t.focus!=null&&ki(e),t.show!=null&&O.forEach((n,r)=>{r>0&&(e==r||e==null)&&(n.show=t.show,vi(r),i==2?(yi(n.facets[0].scale,null,null),yi(n.facets[1].scale,null,null)):yi(n.scale,null,null),Qr())}),n!==!1&&ra(`setSeries`,e,t),a&&sa(`setSeries`,r,e,t)}r.setSeries=bi;function xi(e,t){K(N[e],t)}function Si(e,t){e.fill=W(e.fill||null),e.dir=L(e.dir,-1),t??=N.length,N.splice(t,0,e)}function Ci(e){e==null?N.length=0:N.splice(e,1)}r.addBand=Si,r.setBand=xi,r.delBand=Ci;function wi(e,t){O[e].alpha=t,qe&&vn[e]!=null&&(vn[e].style.opacity=t),We&&rt[e]&&(rt[e].style.opacity=t)}let Ti,Ei,Di,Oi={focus:!0};function ki(e){if(e!=Di){let t=e==null,n=hn.alpha!=1;O.forEach((r,a)=>{if(i==1||a>0){let i=t||a==0||a==e;r._focus=t?null:i,n&&wi(a,i?1:hn.alpha)}}),Di=e,n&&Qr()}}We&&gn&&Tt(te,$e,e=>{H._lock||(pn(e),Di!=null&&bi(null,Oi,!0,$.setSeries))});function Ai(e,t,n){let r=A[t];n&&(e=e/k-(r.ori==1?At:kt));let i=q;r.ori==1&&(i=J,e=i-e),r.dir==-1&&(e=i-e);let a=r._min,o=r._max,s=e/i,c=a+(o-a)*s,l=r.distr;return l==3?Be(10,c):l==4?He(c,r.asinh):l==100?r.bwd(c):c}function ji(e,n){return ye(Ai(e,P,n),t[0],Y,Un)}r.valToIdx=e=>ye(e,t[0]),r.posToIdx=ji,r.posToVal=Ai,r.valToPos=(e,t,n)=>A[t].ori==0?a(e,A[t],n?Bt:q,n?It:0):o(e,A[t],n?Vt:J,n?Lt:0),r.setCursor=(e,t,n)=>{X=e.left,Z=e.top,zi(null,t,n)};function Mi(e,t){j(gi,b,Q.left=e),j(gi,_,Q.width=t)}function Ni(e,t){j(gi,`top`,Q.top=e),j(gi,v,Q.height=t)}let Pi=F.ori==0?Mi:Ni,Fi=F.ori==1?Mi:Ni;function Ii(){if(We&&V.live)for(let e=+(i==2);e<O.length;e++){if(e==0&&gt)continue;let t=V.values[e],n=0;for(let r in t)ot[e][n++].firstChild.nodeValue=t[r]}}function Li(e,t){if(e!=null&&(e.idxs?e.idxs.forEach((e,t)=>{z[t]=e}):ft(e.idx)||z.fill(e.idx),V.idx=z[0]),We&&V.live){for(let e=0;e<O.length;e++)(e>0||i==1&&!gt)&&Ri(e,z[e]);Ii()}qt=!1,t!==!1&&ra(`setLegend`)}r.setLegend=Li;function Ri(e,n){let i=O[e],a=e==0&&xe==2?Gn:t[e],o;gt?o=i.values(r,e,n)??_t:(o=i.value(r,n==null?null:a[n],e,n),o=o==null?_t:{_:o}),V.values[e]=o}function zi(e,n,a){ui=X,di=Z,[X,Z]=H.move(r,X,Z),H.left=X,H.top=Z,qe&&(ii&&de(ii,B(X),0,q,J),ai&&de(ai,0,B(Z),q,J));let o,s=Y>Un;Ti=U,Ei=null;let c=F.ori==0?q:J,l=F.ori==1?q:J;if(X<0||Ln==0||s){o=H.idx=null;for(let e=0;e<O.length;e++){let t=vn[e];t!=null&&de(t,-10,-10,q,J)}gn&&bi(null,Oi,!0,e==null&&$.setSeries),V.live&&(z.fill(o),qt=!0)}else{let e,n,a;i==1&&(e=F.ori==0?X:Z,n=Ai(e,P),o=H.idx=ye(n,t[0],Y,Un),a=Se(t[0][o],F,c,0));let s=-10,u=-10,d=0,f=0,p=!0,m=``,h=``;for(let e=+(i==2);e<O.length;e++){let g=O[e],_=z[e],v=_==null?null:i==1?t[e][_]:t[e][1][_],y=H.dataIdx(r,e,o,n),b=y==null?null:i==1?t[e][y]:t[e][1][y];if(qt=qt||b!=v||y!=_,z[e]=y,e>0&&g.show){let n=y==null?-10:y==o?a:Se(i==1?t[0][y]:t[e][0][y],F,c,0),_=b==null?-10:Ce(b,i==1?A[g.scale]:A[g.facets[1].scale],l,0);if(gn&&b!=null){let t=F.ori==1?X:Z,n=R(hn.dist(r,e,y,_,t));if(n<Ti){let r=hn.bias;if(r!=0){let i=Ai(t,g.scale),a=b>=0?1:-1,o=i>=0?1:-1;o==a&&(o==1?r==1?b>=i:b<=i:r==1?b<=i:b>=i)&&(Ti=n,Ei=e)}else Ti=n,Ei=e}}if(qt||_n){let t,i;F.ori==0?(t=n,i=_):(t=_,i=n);let a,o,c,l,g,v,y=!0,b=mn.bbox;if(b!=null){y=!1;let t=b(r,e);c=t.left,l=t.top,a=t.width,o=t.height}else c=t,l=i,a=o=mn.size(r,e);if(v=mn.fill(r,e),g=mn.stroke(r,e),_n)e==Ei&&Ti<=hn.prox&&(s=c,u=l,d=a,f=o,p=y,m=v,h=g);else{let t=vn[e];t!=null&&(yn[e]=c,xn[e]=l,me(t,a,o,y),fe(t,v,g),de(t,Le(c),Le(l),q,J))}}}}if(_n){let e=hn.prox;if(qt||(Di==null?Ti<=e:Ti>e||Ei!=Di)){let e=vn[0];e!=null&&(yn[0]=s,xn[0]=u,me(e,d,f,p),fe(e,m,h),de(e,Le(s),Le(u),q,J))}}}if(Q.show&&fi){if(e!=null){let[t,n]=$.scales,[r,i]=$.match,[a,o]=e.cursor.sync.scales,s=e.cursor.drag;if(mi=s._x,hi=s._y,mi||hi){let{left:s,top:u,width:d,height:f}=e.select,p=e.scales[a].ori,m=e.posToVal,h,g,_,v,y,b=t!=null&&r(t,a),x=n!=null&&i(n,o);b&&mi?(p==0?(h=s,g=d):(h=u,g=f),_=A[t],v=Se(m(h,a),_,c,0),y=Se(m(h+g,a),_,c,0),Pi(Re(v,y),R(y-v))):Pi(0,c),x&&hi?(p==1?(h=s,g=d):(h=u,g=f),_=A[n],v=Ce(m(h,o),_,l,0),y=Ce(m(h+g,o),_,l,0),Fi(Re(v,y),R(y-v))):Fi(0,l)}else Gi()}else{let e=R(ui-oi),t=R(di-si);if(F.ori==1){let n=e;e=t,t=n}mi=pi.x&&e>=pi.dist,hi=pi.y&&t>=pi.dist;let n=pi.uni;n==null?pi.x&&pi.y&&(mi||hi)&&(mi=hi=!0):mi&&hi&&(mi=e>=n,hi=t>=n,!mi&&!hi&&(t>e?hi=!0:mi=!0));let r,i;mi&&(F.ori==0?(r=ci,i=X):(r=li,i=Z),Pi(Re(r,i),R(i-r)),hi||Fi(0,l)),hi&&(F.ori==1?(r=ci,i=X):(r=li,i=Z),Fi(Re(r,i),R(i-r)),mi||Pi(0,c)),!mi&&!hi&&(Pi(0,0),Fi(0,0))}}if(pi._x=mi,pi._y=hi,e==null){if(a){if(aa!=null){let[e,t]=$.scales;$.values[0]=e==null?null:Ai(F.ori==0?X:Z,e),$.values[1]=t==null?null:Ai(F.ori==1?X:Z,t)}sa(w,r,X,Z,q,J,o)}if(gn){let e=a&&$.setSeries,t=hn.prox;Di==null?Ti<=t&&bi(Ei,Oi,!0,e):Ti>t?bi(null,Oi,!0,e):Ei!=Di&&bi(Ei,Oi,!0,e)}}qt&&(V.idx=o,Li()),n!==!1&&ra(`setCursor`)}let Bi=null;Object.defineProperty(r,\"rect\",{get(){return Bi??Vi(!1),Bi}});function Vi(e=!1){e?Bi=null:(Bi=m.getBoundingClientRect(),ra(`syncRect`,Bi))}function Hi(e,t,n,r,i,a,o){H._lock||fi&&e!=null&&e.movementX==0&&e.movementY==0||(Ui(e,t,n,r,i,a,o,!1,e!=null),e==null?zi(t,!0,!1):zi(null,!0,!0))}function Ui(e,t,n,i,a,o,c,l,u){if(Bi??Vi(!1),pn(e),e!=null)n=e.clientX-Bi.left,i=e.clientY-Bi.top;else{if(n<0||i<0){X=-10,Z=-10;return}let[e,r]=$.scales,c=t.cursor.sync,[l,u]=c.values,[d,f]=c.scales,[p,m]=$.match,h=t.axes[0].side%2==1,g=F.ori==0?q:J,_=F.ori==1?q:J,v=h?o:a,y=h?a:o,b=h?i:n,x=h?n:i;if(n=d==null?b/v*g:p(e,d)?s(l,A[e],g,0):-10,i=f==null?x/y*_:m(r,f)?s(u,A[r],_,0):-10,F.ori==1){let e=n;n=i,i=e}}u&&(t==null||t.cursor.event.type==w)&&((n<=1||n>=q-1)&&(n=tt(n,q)),(i<=1||i>=J-1)&&(i=tt(i,J))),l?(oi=n,si=i,[ci,li]=H.move(r,n,i)):(X=n,Z=i)}let Wi={width:0,height:0,left:0,top:0};function Gi(){_i(Wi,!1)}let Ki,qi,Ji,Yi;function Xi(e,t,n,i,a,o,s){fi=!0,mi=hi=pi._x=pi._y=!1,Ui(e,t,n,i,a,o,s,!0,!1),e!=null&&(Tt(E,ae,Zi,!1),sa(T,r,ci,li,q,J,null));let{left:c,top:l,width:u,height:d}=Q;Ki=c,qi=l,Ji=u,Yi=d}function Zi(e,t,n,i,a,o,s){fi=pi._x=pi._y=!1,Ui(e,t,n,i,a,o,s,!1,!0);let{left:c,top:l,width:u,height:d}=Q,f=u>0||d>0,p=Ki!=c||qi!=l||Ji!=u||Yi!=d;if(f&&p&&_i(Q),pi.setScale&&f&&p){let e=c,t=u,n=l,r=d;if(F.ori==1&&(e=l,t=d,n=c,r=u),mi&&yi(P,Ai(e,P),Ai(e+t,P)),hi)for(let e in A){let t=A[e];e!=P&&t.from==null&&t.min!=U&&yi(e,Ai(n+r,e),Ai(n,e))}Gi()}else H.lock&&(H._lock=!H._lock,zi(t,!0,e!=null));e!=null&&(Et(E,ae),sa(E,r,X,Z,q,J,null))}function Qi(e,t,n,r,i,a,o){if(H._lock)return;pn(e);let s=fi;if(fi){let e=!0,t=!0,n,r;F.ori==0?(n=mi,r=hi):(n=hi,r=mi),n&&r&&(e=X<=10||X>=q-10,t=Z<=10||Z>=J-10),n&&e&&(X=X<ci?0:q),r&&t&&(Z=Z<li?0:J),zi(null,!0,!0),fi=!1}X=-10,Z=-10,z.fill(null),zi(null,!0,!0),s&&(fi=s)}function $i(e,t,n,i,a,o,s){H._lock||(pn(e),er(),Gi(),e!=null&&sa(ne,r,X,Z,q,J,null))}function ea(){se.forEach(Gr),Jt(r.width,r.height,!0)}_e(ie,oe,ea);let ta={};ta.mousedown=Xi,ta.mousemove=Hi,ta.mouseup=Zi,ta.dblclick=$i,ta.setSeries=(e,t,n,i)=>{let a=$.match[2];n=a(r,t,n),n!=-1&&bi(n,i,!0,!1)},qe&&(Tt(T,m,Xi),Tt(w,m,Hi),Tt(ee,m,e=>{pn(e),Vi(!1)}),Tt(te,m,Qi),Tt(ne,m,$i),kr.add(r),r.syncRect=Vi);let na=r.hooks=e.hooks||{};function ra(e,t,n){Yr?Xr.push([e,t,n]):e in na&&na[e].forEach(e=>{e.call(null,r,t,n)})}(e.plugins||[]).forEach(e=>{for(let t in e.hooks)na[t]=(na[t]||[]).concat(e.hooks[t])});let ia=(e,t,n)=>n,$=K({key:null,setSeries:!1,filters:{pub:Ze,sub:Ze},scales:[P,O[1]?O[1].scale:null],match:[Qe,Qe,ia],values:[null,null]},H.sync);$.match.length==2&&$.match.push(ia),H.sync=$;let aa=$.key,oa=Qn(aa);function sa(e,t,n,r,i,a,o){$.filters.pub(e,t,n,r,i,a,o)&&oa.pub(e,t,n,r,i,a,o)}oa.sub(r);function ca(e,t,n,r,i,a,o){$.filters.sub(e,t,n,r,i,a,o)&&ta[e](null,t,n,r,i,a,o)}r.pub=ca;function la(){oa.unsub(r),kr.delete(r),wt.clear(),ve(ie,oe,ea),l.remove(),$e?.remove(),ra(`destroy`)}r.destroy=la;function ua(){ra(`init`,e,t),$n(t||e.data,!1),I[P]?ti(P,I[P]):er(),Kt=Q.show&&(Q.width>0||Q.height>0),Gt=qt=!0,Jt(e.width,e.height)}return O.forEach(Cn),se.forEach(Dn),n?n instanceof HTMLElement?(n.appendChild(l),ua()):n(r,ua):ua(),r}Kr.assign=K,Kr.fmtNum=Pe,Kr.rangeNum=Ae,Kr.rangeLog=Te,Kr.rangeAsinh=Ee,Kr.orient=$n,Kr.pxRatio=k,Kr.join=bt,Kr.fmtDate=jt,Kr.tzDate=Nt,Kr.sync=Qn;{Kr.addGap=ir,Kr.clipGaps=rr;let e=Kr.paths={points:vr};e.linear=Sr,e.stepped=Cr,e.bars=Tr,e.spline=Dr}function qr(e){return getComputedStyle(document.documentElement).getPropertyValue(`--${e}`)}function Jr(e){matchMedia(`(prefers-color-scheme: dark)`).addEventListener(`change`,e)}function Yr(e,{times:t,failed:n,unknown:r}){let{ctx:i,bbox:a}=e,o=devicePixelRatio,s=a.top+a.height+2*o;for(let[c,l]of[[r,qr(`inconclusive`)],[n,qr(`refuted`)]]){i.fillStyle=l;for(let r of c.keys()){let l=e.valToPos(t[r],`x`,!0);if(!(l<a.left||l>a.left+a.width)){if(c===n)i.fillRect(l-o,s,2*o,9*o);else for(let e of[0,5])i.fillRect(l-o,s+e*o,2*o,3*o)}}}}function Xr(e,{limits:t}){let{ctx:n,bbox:r}=e,i=devicePixelRatio;n.save(),n.font=`${11*i}px system-ui, sans-serif`,n.fillStyle=qr(`soft`),n.strokeStyle=qr(`soft`),n.lineWidth=i,n.setLineDash([6*i,4*i]),n.textAlign=`right`;for(let{value:a,text:o}of t){let t=e.valToPos(a,`y`,!0);t<r.top||t>r.top+r.height||(n.beginPath(),n.moveTo(r.left,t),n.lineTo(r.left+r.width,t),n.stroke(),n.fillText(o,r.left+r.width-4*i,t-3*i))}n.restore()}function Zr(e,t){let{ctx:n,bbox:r}=e,i=devicePixelRatio;n.save(),n.beginPath(),n.rect(r.left,r.top,r.width,r.height),n.clip(),n.strokeStyle=qr(`refuted`),n.fillStyle=`${qr(`refuted`)}22`,n.lineWidth=1.5*i,n.setLineDash([4*i,2*i]);for(let{startT:i,endT:a}of t){let t=e.valToPos(i,`x`,!0);a!==void 0&&n.fillRect(t,r.top,e.valToPos(a,`x`,!0)-t,r.height),n.beginPath(),n.moveTo(t,r.top),n.lineTo(t,r.top+r.height),n.stroke()}n.restore()}function Qr(e,t,n,r,i,a){let o=!1,s=new Kr({width:Math.max(200,e.clientWidth),height:120+(a?26:0),legend:{show:!1},padding:[6,8,0,0],scales:{x:{time:!1,range:()=>[i.from(),i.to()]},y:{range:(e,t,n)=>ei(t,n)}},axes:[{...$r(),size:a?26:15,values:(e,t)=>t.map(e=>a?f(e):``)},{...$r(),size:88,values:(e,n)=>n.map(e=>t.unit===`ms`?d(e):String(e))}],series:[{},{stroke:()=>qr(`trace`),width:1.5,points:{size:4}},{stroke:()=>qr(`trace`),width:.5,points:{show:!1}}],bands:[{series:[1,2],fill:()=>`${qr(`trace`)}55`}],cursor:{y:!1,drag:{x:!0,y:!1,setScale:!1},points:{size:7},bind:{dblclick:()=>()=>(i.showAll(),null)}},hooks:{draw:[e=>Yr(e,n),e=>Xr(e,t),e=>Zr(e,r)],setSelect:[e=>{let{left:t,width:n}=e.select;n>3&&i.show(e.posToVal(t,`x`),e.posToVal(t+n,`x`)),e.setSelect({left:0,top:0,width:0,height:0},!1)}],setCursor:[e=>{if(o)return;let{left:t}=e.cursor;o=!0,i.pointAt(t===void 0||t<0?void 0:e.posToVal(t,`x`)),o=!1}]}},[[...n.times],[...n.high],[...n.low]],e);i.listen(()=>{let{min:e,max:t}=s.scales.x;if((e!==i.from()||t!==i.to())&&s.setScale(`x`,{min:i.from(),max:i.to()}),o)return;o=!0;let n=i.at();s.setCursor({left:n===void 0?-10:s.valToPos(n,`x`),top:60},!1),o=!1}),Jr(()=>s.redraw()),new ResizeObserver(()=>{e.clientWidth>0&&e.clientWidth!==s.width&&s.setSize({width:e.clientWidth,height:s.height})}).observe(e)}function $r(){return{stroke:()=>qr(`soft`),grid:{stroke:()=>qr(`line`),width:1},ticks:{show:!1},font:`11px system-ui, sans-serif`}}function ei(e,t){return e===null||t===null?[0,1]:[Math.min(0,e),Math.max(t*1.1,t+.5,1)]}function ti(e,t,n){let r=t.probes.map(e=>({probe:e,columns:c(e)})),i=a(`div`,{class:`readout`}),o=(e,t=!1)=>{i.setAttribute(`aria-live`,t?`polite`:`off`),i.textContent=e},s=e=>{let t=n.at();if(t===void 0)return;let i=r.flatMap(({probe:e,columns:n})=>{let r=l(n,t);return r<0?[]:[`${e.name} at ${u(n,e.unit,r)}`]});o([f(t),...i].join(`\n`),e)},d=a(`div`,{class:`charts`,tabindex:`0`,role:`group`,\"aria-label\":`Timeline. Arrow keys move through time, with Shift faster; n goes to the next failure; plus and minus zoom; 0 shows all. The tables below hold the numbers.`}),m=()=>ii(n,r);e.append(ri(n,m),d,i);for(let e of t.lanes)d.append(p(e,n,o));let h=t.lanes.flatMap(({marks:e})=>e.filter(e=>e.through));for(let[e,{probe:t,columns:i}]of r.entries()){let o=a(`div`,{class:`chart`});d.append(a(`div`,{class:`probe-name`},t.name),o),Qr(o,t,i,h,n,e===r.length-1)}n.listen(()=>s(!1)),d.addEventListener(`keydown`,e=>{if(e.target!==d||e.ctrlKey||e.metaKey||e.altKey)return;let t=ni(n,m,e.shiftKey)[e.key];t&&(e.preventDefault(),t(),s(!0))}),o(`Point at the timeline, or use its keys, for exact values.`)}function ni(e,t,n){let r=(e.to()-e.from())/200*(n?10:1),i=t=>e.pointAt((e.at()??e.from())+t);return{ArrowRight:()=>i(r),ArrowLeft:()=>i(-r),Home:()=>e.pointAt(0),End:()=>e.pointAt(e.endT),\"+\":()=>e.zoom(.5),\"=\":()=>e.zoom(.5),\"-\":()=>e.zoom(2),0:()=>e.showAll(),n:t}}function ri(e,t){let n=(e,t)=>{let n=a(`button`,{type:`button`},e);return n.addEventListener(`click`,t),n};return a(`div`,{class:`buttons`,role:`toolbar`,\"aria-label\":`Timeline`},n(`Zoom in`,()=>e.zoom(.5)),n(`Zoom out`,()=>e.zoom(2)),n(`Whole run`,()=>e.showAll()),n(`Next failure`,t),a(`span`,{class:`soft`},`drag to zoom, double-click for all`))}function ii(e,t){let n=t.flatMap(({columns:e})=>[...e.failed.keys()].map(t=>e.times[t]));n.sort((e,t)=>e-t);let r=n.find(t=>t>(e.at()??-1)+.5)??n[0];r!==void 0&&e.pointAt(r)}function ai(e){let t=e.querySelector(`script[type=\"application/json\"]`),n=e.querySelector(`.live`);if(!t||!n)return;let r=JSON.parse(t.textContent??``),i=s(r.endT);e.classList.add(`drawn`);try{ti(n,r,i);for(let t of e.querySelectorAll(`.mesh`)){let e=r.meshes[Number(t.dataset.mesh)];e&&o(t,e,i)}}catch(t){throw e.classList.remove(`drawn`),t}}let oi=new IntersectionObserver(e=>{for(let{isIntersecting:t,target:n}of e)t&&(oi.unobserve(n),ai(n))},{rootMargin:`800px`});for(let e of document.querySelectorAll(`section.experiment`))oi.observe(e)})();";
const pageScriptHash = "sha256-GpdLmYP8jV3LDeqvXxs+BUUzIRbIRazhew/FzpSvbBk=";
const pageStyle = ".uplot, .uplot *, .uplot *::before, .uplot *::after {box-sizing: border-box;}.uplot {font-family: system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, \"Noto Sans\", sans-serif, \"Apple Color Emoji\", \"Segoe UI Emoji\", \"Segoe UI Symbol\", \"Noto Color Emoji\";line-height: 1.5;width: min-content;}.u-title {text-align: center;font-size: 18px;font-weight: bold;}.u-wrap {position: relative;user-select: none;}.u-over, .u-under {position: absolute;}.u-under {overflow: hidden;}.uplot canvas {display: block;position: relative;width: 100%;height: 100%;}.u-axis {position: absolute;}.u-legend {font-size: 14px;margin: auto;text-align: center;}.u-inline {display: block;}.u-inline * {display: inline-block;}.u-inline tr {margin-right: 16px;}.u-legend th {font-weight: 600;}.u-legend th > * {vertical-align: middle;display: inline-block;}.u-legend .u-marker {width: 1em;height: 1em;margin-right: 4px;background-clip: padding-box !important;}.u-inline.u-live th::after {content: \":\";vertical-align: middle;}.u-inline:not(.u-live) .u-value {display: none;}.u-series > * {padding: 4px;}.u-series th {cursor: pointer;}.u-legend .u-off > * {opacity: 0.3;}.u-select {background: rgba(0,0,0,0.07);position: absolute;pointer-events: none;}.u-cursor-x, .u-cursor-y {position: absolute;left: 0;top: 0;pointer-events: none;will-change: transform;}.u-hz .u-cursor-x, .u-vt .u-cursor-y {height: 100%;border-right: 1px dashed #607D8B;}.u-hz .u-cursor-y, .u-vt .u-cursor-x {width: 100%;border-bottom: 1px dashed #607D8B;}.u-cursor-pt {position: absolute;top: 0;left: 0;border-radius: 50%;border: 0 solid;pointer-events: none;will-change: transform;/*this has to be !important since we set inline \"background\" shorthand */background-clip: padding-box !important;}.u-axis.u-off, .u-select.u-off, .u-cursor-x.u-off, .u-cursor-y.u-off, .u-cursor-pt.u-off {display: none;}\n/* Colours differ in brightness too, for eyes and printers that see no hue; contrast of text at least 4.5:1 in both schemes. */\n:root {\n  color-scheme: light dark;\n  --ink: #1b1f24;\n  --paper: #ffffff;\n  --soft: #57606a;\n  --line: #d0d7de;\n  --band: #f3f5f7;\n  --upheld: #116329;\n  --refuted: #a40e26;\n  --inconclusive: #7a4b00;\n  --trace: #0a5cad;\n  --onMark: #ffffff;\n  --fast: #d8f0de;\n  --fair: #fff3c4;\n  --slow: #ffd8a8;\n  --crawling: #f7b7a3;\n  --onHeat: #1b1f24;\n}\n@media (prefers-color-scheme: dark) {\n  :root {\n    --ink: #e6edf3;\n    --paper: #0d1117;\n    --soft: #9ea7b3;\n    --line: #30363d;\n    --band: #161b22;\n    --upheld: #56d364;\n    --refuted: #ff8182;\n    --inconclusive: #e3b341;\n    --trace: #79c0ff;\n    --onMark: #0d1117;\n    --fast: #12351f;\n    --fair: #3d3413;\n    --slow: #55330c;\n    --crawling: #6b2a1a;\n    --onHeat: #e6edf3;\n  }\n}\n* {\n  box-sizing: border-box;\n}\nbody {\n  font:\n    16px / 1.5 system-ui,\n    sans-serif;\n  color: var(--ink);\n  background: var(--paper);\n  max-width: 72rem;\n  margin: 0 auto;\n  padding: 1rem;\n  overflow-wrap: anywhere;\n}\nh1,\nh2,\nh3 {\n  line-height: 1.25;\n}\na {\n  color: var(--trace);\n}\nsection {\n  border-top: 1px solid var(--line);\n  margin-top: 2rem;\n}\n.wide {\n  overflow-x: auto;\n}\ntable {\n  border-collapse: collapse;\n  width: 100%;\n  margin: 1rem 0;\n}\ncaption {\n  text-align: left;\n  font-weight: 600;\n  padding: 0.25rem 0;\n}\nth,\ntd {\n  text-align: left;\n  vertical-align: top;\n  padding: 0.3rem 0.6rem;\n  border-bottom: 1px solid var(--line);\n  font-variant-numeric: tabular-nums;\n  overflow-wrap: break-word;\n  max-width: 24rem;\n}\n.upheld {\n  color: var(--upheld);\n}\n.refuted {\n  color: var(--refuted);\n}\n.inconclusive {\n  color: var(--inconclusive);\n}\n.verdict {\n  font-weight: 700;\n}\n.soft {\n  color: var(--soft);\n}\nblockquote {\n  margin: 1rem 0;\n  padding: 0.1rem 1rem;\n  border-left: 0.25rem solid var(--line);\n}\npre,\ncode {\n  font:\n    0.9em / 1.4 ui-monospace,\n    monospace;\n}\npre {\n  background: var(--band);\n  padding: 0.75rem;\n  white-space: pre-wrap;\n}\nfigure {\n  margin: 1rem 0;\n}\nfigcaption {\n  font-weight: 600;\n}\nsvg {\n  width: 100%;\n  height: auto;\n  display: block;\n  font:\n    11px system-ui,\n    sans-serif;\n}\nsvg text {\n  fill: var(--soft);\n}\nsvg .edge {\n  stroke: var(--line);\n}\nsvg .bar {\n  fill: var(--trace);\n}\nsvg .quantile {\n  stroke: var(--ink);\n  stroke-width: 1.5;\n}\n.trace {\n  fill: none;\n  stroke: var(--trace);\n  stroke-width: 2;\n  stroke-linecap: round;\n}\n.fail {\n  fill: none;\n  stroke: var(--refuted);\n  stroke-width: 1;\n}\n.silent {\n  fill: none;\n  stroke: var(--inconclusive);\n  stroke-width: 1;\n  stroke-dasharray: 2 1;\n}\nline.fault {\n  stroke: var(--refuted);\n  stroke-width: 1.5;\n  stroke-dasharray: 4 2;\n}\nrect.fault {\n  fill: var(--refuted);\n  fill-opacity: 0.12;\n  stroke: none;\n}\nsvg .mark rect {\n  fill: var(--band);\n  stroke: var(--line);\n}\nsvg .mark text {\n  fill: var(--ink);\n}\nsvg .mark.fault path,\nsvg .mark.bad path {\n  fill: var(--refuted);\n}\nsvg .mark.fault rect,\nsvg .mark.bad rect {\n  fill: var(--paper);\n  stroke: var(--refuted);\n  stroke-width: 1.5;\n}\nsvg .mark.good rect {\n  fill: var(--paper);\n  stroke: var(--upheld);\n  stroke-width: 1.5;\n}\nsvg .mark.plain path {\n  fill: var(--soft);\n}\n\n.live {\n  display: none;\n}\n.drawn .live {\n  display: block;\n}\n.drawn .still {\n  display: none;\n}\nbutton {\n  font: inherit;\n  font-size: 0.85rem;\n  color: var(--ink);\n  background: var(--band);\n  border: 1px solid var(--line);\n  border-radius: 0.25rem;\n  padding: 0.15rem 0.6rem;\n  cursor: pointer;\n}\n:focus-visible {\n  outline: 2px solid var(--trace);\n  outline-offset: 2px;\n}\n.buttons {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.5rem;\n  align-items: center;\n  margin: 0.5rem 0;\n  font-size: 0.85rem;\n}\n.lane {\n  display: flex;\n  margin: 2px 8px 2px 0;\n}\n.lane-name {\n  width: 88px;\n  flex: none;\n  font-size: 0.75rem;\n  line-height: 22px;\n  color: var(--soft);\n  text-align: right;\n  padding-right: 8px;\n}\n.track {\n  position: relative;\n  flex: 1;\n  height: 22px;\n  overflow: hidden;\n}\n.track .mark {\n  position: absolute;\n  top: 1px;\n  height: 20px;\n  padding: 0 4px;\n  font-size: 0.72rem;\n  line-height: 18px;\n  text-align: left;\n  overflow: hidden;\n  white-space: nowrap;\n  border-radius: 2px;\n}\n.track .mark:focus-visible {\n  outline-offset: -2px;\n}\n.track .mark.fault,\n.track .mark.bad {\n  border: 1.5px solid var(--refuted);\n  background: var(--paper);\n}\n.track .mark.good {\n  border: 1.5px solid var(--upheld);\n  background: var(--paper);\n}\n.track .mark.moment {\n  width: 12px;\n  height: 12px;\n  top: 5px;\n  margin-left: -6px;\n  padding: 0;\n  transform: rotate(45deg);\n  border-radius: 0;\n  background: var(--soft);\n}\n.track .mark.moment.fault,\n.track .mark.moment.bad {\n  background: var(--refuted);\n}\n.track .mark.moment.good {\n  background: var(--upheld);\n}\n.probe-name {\n  font-size: 0.8rem;\n  padding-left: 88px;\n}\n.readout {\n  white-space: pre-line;\n  min-height: 4.5em;\n  background: var(--band);\n  padding: 0.4rem 0.75rem;\n  font-size: 0.85rem;\n  font-variant-numeric: tabular-nums;\n}\n.u-hz .u-cursor-x {\n  border-color: var(--ink);\n}\n.u-select {\n  background: var(--trace);\n  opacity: 0.2;\n}\n.mesh table {\n  width: auto;\n}\n.mesh td {\n  text-align: center;\n  color: var(--onHeat);\n  border: 1px solid var(--paper);\n}\n.mesh td.fast {\n  background: var(--fast);\n}\n.mesh td.fair {\n  background: var(--fair);\n}\n.mesh td.slow {\n  background: var(--slow);\n}\n.mesh td.crawling {\n  background: var(--crawling);\n}\n.mesh td.dead {\n  background: var(--refuted);\n  color: var(--onMark);\n  font-weight: 700;\n}\n.mesh td.silent {\n  background: var(--band);\n  color: var(--soft);\n}\n.figures td {\n  white-space: nowrap;\n}\n.figures td:first-child {\n  white-space: normal;\n  min-width: 14rem;\n}\n.slider label {\n  display: block;\n  font-size: 0.85rem;\n}\n.slider input {\n  width: min(36rem, 100%);\n  display: block;\n  accent-color: var(--trace);\n}\n.slider .told {\n  font-size: 0.85rem;\n}\n\n@media print {\n  :root {\n    color-scheme: light;\n    --ink: #1b1f24;\n    --paper: #ffffff;\n    --soft: #57606a;\n    --line: #d0d7de;\n    --band: #f3f5f7;\n    --upheld: #116329;\n    --refuted: #a40e26;\n    --inconclusive: #7a4b00;\n    --trace: #0a5cad;\n    --onMark: #ffffff;\n    --fast: #d8f0de;\n    --fair: #fff3c4;\n    --slow: #ffd8a8;\n    --crawling: #f7b7a3;\n    --onHeat: #1b1f24;\n  }\n  body {\n    max-width: none;\n    padding: 0;\n    font-size: 11pt;\n  }\n  .live,\n  .drawn .live,\n  .slider {\n    display: none;\n  }\n  .still,\n  .drawn .still {\n    display: block;\n  }\n  * {\n    print-color-adjust: exact;\n  }\n  figure,\n  tr,\n  svg,\n  pre {\n    break-inside: avoid;\n  }\n  h2,\n  h3,\n  caption {\n    break-after: avoid;\n  }\n}\n";
const pageStyleHash = "sha256-mEVF1ZD8oCtgFEaKvtywp7rLlE3ZvW7eHAK5hIJydhk=";
// src/report/html/page.ts
var _templateObject;
/** Nothing is loaded, and only the page's own script runs: a page that shows what strangers' names hold must not do more. */
const contentSecurityPolicy = [
	"default-src 'none'",
	`script-src '${pageScriptHash}'`,
	`style-src '${pageStyleHash}'`,
	"base-uri 'none'",
	"form-action 'none'"
].join("; ");
/** `report.html`: one file that needs no network, and says what matters without its script, too. */
function renderHtml(input) {
	const { result, remarks, digests } = input;
	const { verdict, reason, experiments } = result;
	const maxColumns = columnsPerProbe(digests);
	return markup(_templateObject || (_templateObject = _taggedTemplateLiteral([
		"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"",
		"\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
		" - chaos-gate</title>\n<style>",
		"</style>\n</head>\n<body>\n<main>\n<h1><span class=\"",
		"\">",
		"</span> <span role=\"status\" class=\"verdict ",
		"\">",
		"</span></h1>\n<p>",
		"</p>\n<p class=\"soft\">",
		" on: ",
		".</p>\n",
		"\n",
		"\n",
		"\n<section aria-labelledby=\"environment\"><h2 id=\"environment\">Environment</h2>\n<table><tbody>\n",
		"</tbody></table>\n<h2>Again</h2><pre>",
		"</pre></section>\n</main>\n<script>",
		"<\/script>\n</body>\n</html>\n"
	])), contentSecurityPolicy, verdict, { markup: pageStyle }, verdict, marks$1[verdict], verdict, verdict, shorten(reason, 2e3), countVerdicts(experiments), shorten(describeCluster(result.cluster), 500), experiments.length > 1 ? overview$1(input) : void 0, remarks.length > 0 ? markup`<h2>Remarks</h2><ul>${remarks.map((remark) => markup`<li>${shorten(remark, 1e3)}</li>`)}</ul>` : void 0, experiments.map((experiment, index) => experimentSection(input, experiment, digests[index], index, maxColumns)), environment(input).map(([name, value]) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`), reproduce(result), { markup: pageScript }).markup;
}
function overview$1({ result }) {
	return table$1("Experiments", [
		"Verdict",
		"Experiment",
		"Why"
	], result.experiments.map(({ name, verdict, reason }, index) => markup`<tr><td class="verdict ${verdict}">${marks$1[verdict]} ${verdict}</td><td><a href="#experiment-${index + 1}">${shorten(name)}</a></td><td>${shorten(reason, 500)}</td></tr>
`));
}
function environment({ result }) {
	return [
		["Cluster", describeCluster(result.cluster)],
		...result.cluster ? [["Nodes", result.cluster.nodes.join(", ")]] : [],
		["Started", result.startedAt],
		["Duration", formatMs(result.durationMs)],
		["Seed", String(result.seed)],
		["Compat", result.compat],
		["Exit code", String(result.exitCode)],
		["Files", result.files.join(", ")],
		["chaos-gate", result.tool.version]
	];
}
// src/report/cases.ts
/**
* What a reader of test results has to be told: every experiment, and the run itself where it was cut short and none of them
* says so. Such a reader sees nothing but the cases, and would call the run green.
*/
function casesOf(result) {
	const { verdict, experiments, reason, files } = result;
	if (verdict === "upheld" || experiments.some((experiment) => experiment.verdict !== "upheld")) return experiments;
	const file = experiments[0]?.file ?? files[0] ?? "-";
	const run = {
		name: "the run as a whole",
		file,
		line: 1,
		verdict,
		reason,
		reasons: [{
			code: codeOf(result),
			message: reason,
			file,
			line: 1
		}],
		phases: [],
		steps: [],
		steadyState: [],
		faults: [],
		residue: []
	};
	return [...experiments, run];
}
function codeOf({ exitCode }) {
	if (exitCode === exitCodes.infrastructure) return "infrastructure";
	return exitCode >= exitCodes.interruptedBySigint ? "interrupted" : "not-run";
}
// src/report/junit.ts
/**
* `junit.xml`: a suite for each scenario file, a case for each experiment. A refuted hypothesis is a failure; an
* inconclusive one is an error: the test could not tell.
*/
function renderJunit({ result }) {
	const experiments = casesOf(result);
	const byFile = Map.groupBy(experiments, ({ file }) => file);
	return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="chaos-gate" tests="${experiments.length}" failures="${count(experiments, "refuted")}" errors="${count(experiments, "inconclusive")}" time="${seconds(result.durationMs)}">
${[...byFile].map(([file, own]) => suite(result, file, own))}</testsuites>
`.markup;
}
function suite(result, file, experiments) {
	const time = seconds(experiments.reduce((sum, each) => sum + durationOf(each), 0));
	return markup`  <testsuite name="${file}" tests="${experiments.length}" failures="${count(experiments, "refuted")}" errors="${count(experiments, "inconclusive")}" skipped="0" time="${time}" timestamp="${result.startedAt}" file="${file}">
    <properties>
      <property name="cluster" value="${describeCluster(result.cluster)}"/>
      <property name="seed" value="${result.seed}"/>
      <property name="chaos-gate" value="${result.tool.version}"/>
    </properties>
${experiments.map((experiment) => testCase(result, experiment))}  </testsuite>
`;
}
function testCase(result, experiment) {
	const { name, file, line, verdict, reason, reasons, faults, hypothesis } = experiment;
	const all = reasons.map((each) => `${each.code}: ${formatReason(each)}`).join("\n");
	const element = verdict === "refuted" ? "failure" : "error";
	const problem = markup`      <${{ markup: element }} message="${shorten(reason, 1e3)}" type="${reasons[0]?.code ?? verdict}">${all}</${{ markup: element }}>
`;
	const receipts = faults.map(({ kind, receipt }) => `${kind} ${receipt.landed ? "landed" : "not proven"}: ${receipt.evidence}`);
	const notes = [
		hypothesis ?? "",
		`${file}:${line}`,
		`${verdict}: ${reason}`,
		...receipts,
		`again: ${reproduce(result, result.experiments.includes(experiment) ? experiment : void 0)}`
	];
	return markup`    <testcase name="${name}" classname="${file}" time="${seconds(durationOf(experiment))}">
${verdict === "upheld" ? void 0 : problem}      <system-out>${notes.filter(Boolean).join("\n")}</system-out>
    </testcase>
`;
}
function durationOf({ phases }) {
	return phases.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
function count(experiments, verdict) {
	return experiments.filter((experiment) => experiment.verdict === verdict).length;
}
function seconds(ms) {
	return (ms / 1e3).toFixed(3);
}
// src/report/distinct-names.ts
const maxLength = 200;
/** Names that can be shown, and told apart where two are the same or have the same beginning: `web`, `web (2)`. */
function distinctNames(names) {
	const taken = /* @__PURE__ */ new Set();
	return names.map((name) => {
		const plain = shorten(visible(name), maxLength).replace(/\s+/g, " ");
		let distinct = plain;
		for (let n = 2; taken.has(distinct); n++) distinct = `${plain} (${n})`;
		taken.add(distinct);
		return distinct;
	});
}
// src/report/metric-family.ts
/**
* OpenMetrics 1.0 text (https://prometheus.io/docs/specs/om/open_metrics_spec/). Only gauges without timestamps, which mean
* the same in the older format that the Pushgateway and the node exporter's textfile collector read: to these, UNIT and EOF
* are comments. A family without points is left out.
*/
function formatMetrics(families) {
	return `${[...families.filter(({ points }) => points.length > 0).flatMap(({ name, help, unit, points }) => [
		`# TYPE ${name} gauge`,
		...unit ? [`# UNIT ${name} ${unit}`] : [],
		`# HELP ${name} ${escapeLabel(help)}`,
		...points.map(({ labels, value }) => `${name}${formatLabels(labels)} ${formatValue(value)}`)
	]), "# EOF"].join("\n")}\n`;
}
function formatLabels(labels) {
	const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
	return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}
function escapeLabel(text) {
	return visible(text).replaceAll("\\", "\\\\").replaceAll("\"", "\\\"").replaceAll("\n", "\\n");
}
function formatValue(value) {
	if (Number.isNaN(value)) return "NaN";
	return Number.isFinite(value) ? String(value) : value > 0 ? "+Inf" : "-Inf";
}
/** A family whose points are given in milliseconds; its name ends with the unit. */
function inSeconds(name, help, points) {
	const divided = points.map(({ labels, value }) => ({
		labels,
		value: value / 1e3
	}));
	return {
		name: `${name}_seconds`,
		unit: "seconds",
		help,
		points: divided
	};
}
// src/report/probe-metrics.ts
/** The families of what the probes saw, by experiment, probe and phase. `names`: of the experiments, distinct. */
function describeProbes({ experiments }, names) {
	const spans = [];
	const tolerances = [];
	for (const [index, { steadyState }] of experiments.entries()) {
		const probes = distinctNames(steadyState.map(({ name }) => name));
		for (const [i, probe] of steadyState.entries()) {
			const labels = {
				experiment: names[index],
				probe: probes[i]
			};
			for (const [phase, numbers] of Object.entries(probe.phases)) spans.push({
				labels: {
					...labels,
					phase
				},
				numbers
			});
			const expressions = distinctNames(probe.tolerances.map(({ expression, phase }) => `${expression} (${phase})`));
			for (const [k, { phase, holds }] of probe.tolerances.entries()) {
				const value = holds === null ? NaN : Number(holds);
				tolerances.push({
					labels: {
						...labels,
						phase,
						tolerance: expressions[k]
					},
					value
				});
			}
		}
	}
	const of = (read, label) => spans.flatMap(({ labels, numbers }) => Object.entries(read(numbers)).flatMap(([name, value]) => value === null || value === void 0 ? [] : [{
		labels: label ? {
			...labels,
			[label]: name
		} : labels,
		value
	}]));
	return [
		{
			name: "chaos_gate_probe_samples",
			help: "How many samples a probe took; unknown ones say nothing about the app.",
			points: of(({ samples, failed, unknown }) => ({
				ok: samples - failed - unknown,
				failed,
				unknown
			}), "outcome")
		},
		{
			name: "chaos_gate_probe_success_ratio",
			unit: "ratio",
			help: "Share of the samples that say something and were successful.",
			points: of(({ success }) => ({ success }))
		},
		inSeconds("chaos_gate_probe_latency", "Latency of the successful samples.", of(({ p50Ms: p50, p95Ms: p95, p99Ms: p99, maxMs: max }) => ({
			p50,
			p95,
			p99,
			max
		}), "statistic")),
		inSeconds("chaos_gate_probe_longest_outage", "The longest run of failure.", of(({ longestOutageMs }) => ({ longestOutageMs }))),
		inSeconds("chaos_gate_probe_shortest_visible_outage", "An outage shorter than this may have gone unseen.", of(({ shortestVisibleOutageMs }) => ({ shortestVisibleOutageMs }))),
		{
			name: "chaos_gate_probe_edges_ratio",
			unit: "ratio",
			help: "Share of the expected edges of the mesh that were alive.",
			points: of(({ edges }) => ({ edges }))
		},
		{
			name: "chaos_gate_tolerance_holds",
			help: "1: holds, 0: does not, NaN: cannot be told.",
			points: tolerances
		}
	];
}
// src/report/metrics.ts
const verdicts = [
	"upheld",
	"refuted",
	"inconclusive"
];
/** `metrics.prom`: the verdict and its numbers for Prometheus, by push or by the textfile collector. */
function renderMetrics({ result }) {
	const names = distinctNames(result.experiments.map(({ name }) => name));
	return formatMetrics([
		...describeRun(result),
		...describeExperiments(result, names),
		...describeProbes(result, names)
	]);
}
function describeRun(result) {
	const { verdict, exitCode, startedAt, durationMs, seed, compat, cluster, tool } = result;
	return [
		{
			name: "chaos_gate_run",
			help: "What ran, and where; always 1.",
			points: [{
				labels: {
					version: tool.version,
					provider: cluster?.provider ?? "",
					cluster: cluster?.name ?? "",
					kubernetes: cluster?.version ?? "",
					seed: String(seed),
					compat
				},
				value: 1
			}]
		},
		{
			name: "chaos_gate_run_verdict",
			help: "The verdict of the run is 1.",
			points: oneOf(verdict, {})
		},
		{
			name: "chaos_gate_run_exit_code",
			help: "The exit code.",
			points: [{
				labels: {},
				value: exitCode
			}]
		},
		inSeconds("chaos_gate_run_start_time", "When the run began, since 1970.", [{
			labels: {},
			value: Date.parse(startedAt)
		}]),
		inSeconds("chaos_gate_run_duration", "How long the run took.", [{
			labels: {},
			value: durationMs
		}])
	];
}
function describeExperiments({ experiments }, names) {
	const of = (read) => experiments.flatMap((each, index) => read(each, { experiment: names[index] }));
	return [
		{
			name: "chaos_gate_experiment_verdict",
			help: "The verdict of the experiment is 1.",
			points: of((experiment, labels) => oneOf(experiment.verdict, {
				...labels,
				file: experiment.file
			}))
		},
		inSeconds("chaos_gate_phase_duration", "How long a phase took.", of(({ phases }, labels) => {
			return [...new Map(phases.map(({ name, durationMs }) => [name, durationMs]))].map(([phase, value]) => ({
				labels: {
					...labels,
					phase
				},
				value
			}));
		})),
		{
			name: "chaos_gate_faults",
			help: "How many faults were injected, by whether a receipt proves that they took effect.",
			points: of(({ faults }, labels) => [{
				labels: {
					...labels,
					receipt: "landed"
				},
				value: faults.filter(({ receipt }) => receipt.landed).length
			}, {
				labels: {
					...labels,
					receipt: "not proven"
				},
				value: faults.filter(({ receipt }) => !receipt.landed).length
			}])
		},
		inSeconds("chaos_gate_recovery", "From the end of the last fault until the steady state was back; NaN: not seen.", of(({ recovery }, labels) => recovery ? [{
			labels,
			value: recovery.observedMs ?? NaN
		}] : [])),
		inSeconds("chaos_gate_recovery_limit", "How long the recovery may take.", of(({ recovery }, labels) => recovery ? [{
			labels,
			value: recovery.limitMs
		}] : [])),
		{
			name: "chaos_gate_residue",
			help: "How many things were not as before.",
			points: of(({ residue }, labels) => [{
				labels,
				value: residue.length
			}])
		}
	];
}
function oneOf(verdict, labels) {
	return verdicts.map((each) => ({
		labels: {
			...labels,
			verdict: each
		},
		value: Number(each === verdict)
	}));
}
// src/report/sarif.ts
const urgency = {
	refuted: 0,
	inconclusive: 1,
	upheld: 2
};
/** `results.sarif`: every reason as a result on its line, the most urgent first; none only where the run was upheld. */
function renderSarif({ result }) {
	const reasons = casesOf(result).toSorted((a, b) => urgency[a.verdict] - urgency[b.verdict]).flatMap((experiment) => experiment.reasons.map((reason) => ({
		experiment,
		reason
	})));
	const codes = [...new Set(reasons.slice(0, maxResults).map(({ reason }) => reason.code))].sort();
	return renderSarifLog({
		tool: result.tool,
		rules: codes.map(describeRule),
		results: reasons.map(({ experiment: { name, file, line }, reason }) => ({
			ruleId: reason.code,
			level: levelOf(reason.code),
			message: `${name}: ${reason.message}`,
			at: {
				file: reason.file ?? file,
				line: reason.line ?? line,
				column: reason.column
			},
			about: name
		})),
		properties: {
			verdict: result.verdict,
			seed: result.seed,
			cluster: shorten(visible(describeCluster(result.cluster)), 1e3)
		}
	});
}
const helpOf = {
	refuted: "The app did not do what the hypothesis says. report.html shows when, and what the cluster did at that moment.",
	inconclusive: "Nothing can be concluded: what was seen does not show that the hypothesis holds, nor that it does not. The message says what was missing."
};
function describeRule(code) {
	const sentence = code.replaceAll("-", " ");
	const verdict = verdictOfCode(code);
	return {
		id: code,
		short: `${sentence[0]?.toUpperCase()}${sentence.slice(1)}`,
		full: `An experiment is ${verdict}: ${sentence}.`,
		help: helpOf[verdict],
		level: levelOf(code),
		tags: ["resilience", verdict]
	};
}
function levelOf(code) {
	return verdictOfCode(code) === "refuted" ? "error" : "warning";
}
// src/report/markdown.ts
/**
* Text for a Markdown page: no character of it means anything to Markdown, HTML, tables, mentions or automatic links,
* and it stays on one line.
*/
function prose(text, length = 1e3) {
	return verbatim(text, length).replace(/@/g, `@⁠`).replace(/www\./gi, (match) => `${match.slice(0, 3)}&#46;`);
}
/** The same for what stands between `<code>` or `<pre>` tags, where nobody is mentioned: it can be copied as it is. */
function verbatim(text, length = 1e3) {
	return shorten(visible(text), length).replace(/\s+/g, " ").replace(meaningful, (character) => `&#${character.charCodeAt(0)};`);
}
const meaningful = /[&<>`|*_[\]#~\\$]|:(?=[\w+-]+:|\/\/)|^[-+=]|^\d(?=\d*[.)](\s|$))/g;
/** A name, in the type of code. */
function code(text) {
	return `<code>${verbatim(text, 200)}</code>`;
}
/** A table; its cells are Markdown. */
function table(header, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return [
		line(header),
		line(header.map(() => "---")),
		...rows.map(line)
	].join("\n");
}
// src/report/sparkline.ts
const levels = "▁▂▃▄▅▆▇█";
const failed = "✗";
const unknown = "?";
const nothing = " ";
/**
* One probe's samples as a line of text: height is the slowest answer of its span, failures and samples that say
* nothing have marks of their own, and win over any height.
*/
function sparkline({ columns, endT }, probe, length = 60) {
	const { widthMs, count, ok, fail, unknown: silent, maxMs } = columns[probe];
	const slowest = maxMs.subarray(0, count).reduce((a, b) => Math.max(a, b), 0);
	return Array.from({ length }, (_, index) => {
		const from = Math.floor(index * endT / length / widthMs);
		const to = Math.min(count, Math.max(from + 1, Math.floor((index + 1) * endT / length / widthMs)));
		let mark = nothing;
		let height = 0;
		for (let i = from; i < to; i++) {
			if (fail[i] > 0) mark = failed;
			else if (silent[i] > 0 && mark !== failed) mark = unknown;
			else if (ok[i] > 0 && mark === nothing) mark = "ok";
			if (maxMs[i] > height) height = maxMs[i];
		}
		if (mark !== "ok") return mark;
		return levels[Math.min(7, Math.floor(height / Math.max(slowest, 1e-9) * 8))];
	}).join("");
}
const sparklineLegend = `${levels} slowest answer, ${failed} failed, ${unknown} nothing can be said`;
// src/report/summary-mesh.ts
/** A wider table than this is read in report.html. */
const maxPlaces = 16;
/** Goldpinger's meshes at their worst moment: a line for each, and the matrix of one whose edges were not all alive. */
function summarizeMeshes(probes, digest) {
	return meshesOf(probes, digest).flatMap((mesh) => {
		const line = `Mesh of ${prose(mesh.probe, 120)} at its worst: ${describeFrame(mesh, mesh.worst)}.`;
		return isWhole(mesh) || mesh.names.length > maxPlaces ? [line] : [line, matrix(mesh)];
	});
}
function isWhole({ frames, worst }) {
	return frames[worst]?.edges.every((edge) => edge >= 0) ?? true;
}
/** Milliseconds from row to column. */
function matrix(mesh) {
	const names = mesh.names.map((name) => prose(name, 80));
	const rows = meshRows(mesh, mesh.worst).map((cells, row) => [names[row], ...cells.map(({ mark }) => mark)]);
	return table(["ms from ↓ to →", ...names], rows);
}
// src/report/summary-experiment.ts
const maxRows$3 = 100;
/** One experiment's section of the summary. */
function summarizeExperiment({ result }, experiment, digest) {
	const { name, hypothesis, verdict, reasons, reason, steadyState, faults, recovery, residue } = experiment;
	return [
		`## ${marks$1[verdict]} ${prose(name, 200)}`,
		...hypothesis ? [`> ${prose(hypothesis)}`] : [],
		reasons.length === 0 ? `**${verdict}**: ${prose(reason)}` : `**${verdict}**\n${limited(reasons, (each) => `- ${code(each.code)} ${prose(formatReason(each))}`)}`,
		...steadyState.length > 0 ? [table([
			"Probe",
			"Phase",
			"Wanted",
			"Observed",
			""
		], toleranceRows(steadyState))] : [],
		...amplifications(steadyState),
		...digest ? [timeline(steadyState, digest), ...summarizeMeshes(steadyState.map((probe) => probe.name), digest)] : [],
		...faults.length > 0 ? [limited(faults, describeFault)] : [],
		...recovery ? [`Recovery: ${recovery.observedMs === null ? "not seen" : formatMs(recovery.observedMs)} (limit ${formatMs(recovery.limitMs)}, stable for ${formatMs(recovery.stableForMs)}).`] : [],
		...residue.length > 0 ? [`Residue:\n${limited(residue, (each) => `- ${code(each.object)} ${prose(each.difference)}`)}`] : [],
		`<pre>${verbatim(reproduce(result, experiment), 2e3)}</pre>`
	].join("\n\n");
}
function toleranceRows(probes) {
	const rows = probes.flatMap(({ name, tolerances }) => tolerances.map(({ phase, expression, observed, holds, line }) => [
		prose(name, 120),
		phase,
		prose(expression, 120),
		prose(observed, 120),
		holds === null ? "? cannot be told" : holds ? "✔ holds" : `✘ line ${line}`
	]));
	const left = rows.length - maxRows$3;
	return [...rows.slice(0, maxRows$3), ...left > 0 ? [[
		`and ${left} more`,
		"",
		"",
		"",
		""
	]] : []];
}
function amplifications(probes) {
	const found = probes.flatMap(({ name, amplification }) => {
		if (!amplification) return [];
		const fit = amplification.fit === void 0 ? "" : `, R² ${amplification.fit.toFixed(3)}`;
		const points = `p50 ${describePoints(amplification.points)}${fit}`;
		return [`- ${prose(name, 120)}: **${describeAmplification(amplification)}** (${points})`];
	});
	return found.length > 0 ? [`Amplification:\n${found.join("\n")}`] : [];
}
function timeline(probes, digest) {
	return `${digest.phases.map(({ name, startT, endT }) => `${name} ${formatMs(endT - startT)}`).join(" → ")}\n\n<pre>${probes.slice(0, 20).map(({ name }, index) => `${sparkline(digest, index)}  ${verbatim(name, 60)}`).join("\n")}\n${sparklineLegend}</pre>`;
}
function describeFault({ kind, targets, receipt, undone }) {
	const names = targets.slice(0, 10).map((target) => code(target.namespace ? `${target.namespace}/${target.name}` : target.name));
	const more = targets.length > 10 ? ` and ${targets.length - 10} more` : "";
	const state = receipt.landed ? undone ? "landed" : "landed, **not undone**" : "**not proven**";
	return `- ${prose(kind, 60)} of ${names.join(", ")}${more}: ${state}. ${prose(receipt.evidence, 300)}`;
}
function limited(items, render) {
	const more = items.length > maxRows$3 ? [`- and ${items.length - maxRows$3} more`] : [];
	return [...items.slice(0, maxRows$3).map(render), ...more].join("\n");
}
// src/report/summary.ts
/** GitHub drops a summary of more than 1 MiB altogether. */
const maxBytes = 9e5;
/** `summary.md`: the essential first, then each experiment, the worst ones before the others, as far as there is room. */
function renderSummary(input) {
	const { result } = input;
	const head = [
		`# ${marks$1[result.verdict]} chaos-gate: ${result.verdict}`,
		prose(result.reason),
		overview(result.experiments),
		`${countVerdicts(result.experiments)} on: ${prose(describeCluster(result.cluster))}. Seed ${result.seed}.`
	];
	const tail = [
		...input.remarks.length > 0 ? ["## Remarks", input.remarks.map((remark) => `- ${prose(remark, 300)}`).join("\n")] : [],
		"## Again",
		`<pre>${verbatim(reproduce(result), 4e3)}</pre>`,
		`chaos-gate ${prose(result.tool.version, 50)}, started ${result.startedAt}, compat ${result.compat}.`
	];
	const sections = [];
	let left = maxBytes - bytesOf([...head, ...tail]);
	const ordered = result.experiments.map((experiment, index) => ({
		experiment,
		digest: input.digests[index]
	})).sort((a, b) => order$2[a.experiment.verdict] - order$2[b.experiment.verdict]);
	for (const { experiment, digest } of ordered) {
		const section = summarizeExperiment(input, experiment, digest);
		left -= bytesOf([section]);
		if (left < 0) break;
		sections.push(section);
	}
	const missing = ordered.length - sections.length;
	const more = missing > 0 ? [`${missing} more experiments are in report.html: there is no room for them here.`] : [];
	return `${[
		...head,
		...sections,
		...more,
		...tail
	].join("\n\n")}\n`;
}
const order$2 = {
	refuted: 0,
	inconclusive: 1,
	upheld: 2
};
const maxRows$2 = 200;
function overview(experiments) {
	const rows = experiments.slice(0, maxRows$2).map(({ name, verdict, reason }) => [
		`${marks$1[verdict]} ${verdict}`,
		prose(name, 120),
		prose(reason, 300)
	]);
	const more = experiments.length > maxRows$2 ? [[
		"",
		`and ${experiments.length - maxRows$2} more`,
		""
	]] : [];
	return table([
		"Verdict",
		"Experiment",
		"Why"
	], [...rows, ...more]);
}
function bytesOf(parts) {
	return parts.reduce((sum, part) => sum + new TextEncoder().encode(part).length + 2, 0);
}
// src/report/otlp-span.ts
/** Of OTLP's enumerations (opentelemetry/proto/trace/v1/trace.proto): SPAN_KIND_INTERNAL, STATUS_CODE_OK, STATUS_CODE_ERROR. */
const internalKind = 1;
/**
* A span in OTLP/JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): ids in hexadecimal, 64-bit numbers
* as strings, enumerations as numbers.
*/
function formatSpan({ key, parent, name, startT, endT, attributes, status }, traceId, startedMs) {
	const idOf = (of) => fingerprint(traceId, of).slice(0, 16);
	const timeOf = (t) => String(BigInt(startedMs) * 1000000n + BigInt(Math.round(t * 1e6)));
	return {
		traceId,
		spanId: idOf(key),
		...parent !== void 0 && { parentSpanId: idOf(parent) },
		name: shorten(text(name).replace(/\s+/g, " "), 200),
		kind: internalKind,
		startTimeUnixNano: timeOf(startT),
		endTimeUnixNano: timeOf(Math.max(startT, endT)),
		attributes: attributesOf(attributes),
		...status && { status }
	};
}
/** Attributes as OTLP has them; what is undefined is left out. */
function attributesOf(attributes) {
	return Object.entries(attributes).flatMap(([key, value]) => {
		if (value === void 0) return [];
		if (typeof value === "boolean") return [{
			key,
			value: { boolValue: value }
		}];
		if (typeof value === "number") return [{
			key,
			value: { intValue: String(value) }
		}];
		if (typeof value === "string") return [{
			key,
			value: { stringValue: text(value) }
		}];
		return [{
			key,
			value: { arrayValue: { values: value.map((each) => ({ stringValue: text(each) })) } }
		}];
	});
}
/** Trace viewers are web pages: they get text that can be shown, and not endless. */
function text(value) {
	return shorten(visible(value), 1e3);
}
// src/report/run-id.ts
/** 32 hexadecimal digits that name a run: made of what its journal says first and last, so the same each time it is read. */
function runId({ startedAt, durationMs, seed, cluster, experiments }) {
	const names = experiments.map(({ name, file }) => [name, file]);
	return fingerprint(startedAt, String(durationMs), String(seed), cluster?.name ?? "", JSON.stringify(names));
}
// src/report/trace.ts
/**
* `trace.json`: the run, its experiments, their phases, faults and outages as spans, in OTLP/JSON as a collector takes it at
* `/v1/traces`. Ids are made of the journal, so the same run is the same trace.
*/
function renderTrace(input) {
	const { result } = input;
	const traceId = runId(result);
	const wishes = [spanOfRun(result), ...result.experiments.flatMap((experiment, index) => spansOfExperiment(experiment, index, input.digests[index], input.outages[index] ?? []))];
	const startedMs = Date.parse(result.startedAt);
	const trace = { resourceSpans: [{
		resource: { attributes: attributesOf({
			"service.name": "chaos-gate",
			"service.version": result.tool.version,
			"k8s.cluster.name": result.cluster?.name,
			"chaos_gate.cluster.provider": result.cluster?.provider,
			"chaos_gate.seed": String(result.seed)
		}) },
		scopeSpans: [{
			scope: {
				name: "chaos-gate",
				version: result.tool.version
			},
			spans: wishes.map((wish) => formatSpan(wish, traceId, startedMs))
		}]
	}] };
	return `${JSON.stringify(trace, null, 2)}\n`;
}
function spanOfRun({ verdict, reason, exitCode, durationMs }) {
	return {
		key: "run",
		name: "chaos-gate run",
		startT: 0,
		endT: durationMs,
		attributes: {
			"chaos_gate.verdict": verdict,
			"chaos_gate.reason": reason,
			"chaos_gate.exit_code": exitCode
		},
		status: statusOf(verdict, reason)
	};
}
function spansOfExperiment(experiment, index, digest, outages) {
	if (!digest) return [];
	const { name, file, line, hypothesis, verdict, reason, steadyState } = experiment;
	const key = `experiment ${index}`;
	const { startedT, endT, phases, faults } = digest;
	const phaseKey = (at) => `${key} phase ${at}`;
	const methodAt = phases.findLastIndex((phase) => phase.name === "method");
	return [
		{
			key,
			parent: "run",
			name: `experiment: ${name}`,
			startT: startedT,
			endT: startedT + endT,
			attributes: {
				"chaos_gate.verdict": verdict,
				"chaos_gate.reason": reason,
				"chaos_gate.hypothesis": hypothesis,
				"code.file.path": file,
				"code.line.number": line
			},
			status: statusOf(verdict, reason)
		},
		...phases.map((phase, at) => ({
			key: phaseKey(at),
			parent: key,
			name: phase.name,
			startT: startedT + phase.startT,
			endT: startedT + phase.endT,
			attributes: { "chaos_gate.phase": phase.name }
		})),
		...faults.map(({ fault, startT, endT: until = startT }, at) => ({
			key: `${key} fault ${at}`,
			parent: methodAt < 0 ? key : phaseKey(methodAt),
			name: `fault: ${fault.kind}`,
			startT: startedT + startT,
			endT: startedT + until,
			attributes: {
				"chaos_gate.fault.kind": fault.kind,
				"chaos_gate.fault.landed": fault.receipt.landed,
				"chaos_gate.fault.evidence": fault.receipt.evidence,
				"chaos_gate.fault.targets": fault.targets.map(({ kind, namespace, name: target }) => [
					kind,
					namespace,
					target
				].filter(Boolean).join("/"))
			}
		})),
		...outages.map(({ probe, startT, endT: until, failed, why }, at) => ({
			key: `${key} outage ${at}`,
			parent: key,
			name: `outage: ${steadyState[probe]?.name ?? ""}`,
			startT,
			endT: until,
			attributes: {
				"chaos_gate.probe": steadyState[probe]?.name,
				"chaos_gate.failed_samples": failed
			},
			status: {
				code: 2,
				...why !== void 0 && { message: text(why) }
			}
		}))
	];
}
function statusOf(verdict, reason) {
	if (verdict === "inconclusive") return void 0;
	return verdict === "upheld" ? { code: 1 } : {
		code: 2,
		message: text(reason)
	};
}
// src/report/verdict-json.ts
/** `verdict.json`, as the contract has it. */
function verdictJson(result) {
	return `${JSON.stringify(result, null, 2)}\n`;
}
// src/report/comparison.ts
const marks = {
	"not worse": "✔",
	worse: "✘",
	"cannot tell": "?"
};
const maxRows$1 = 20;
/** A comparison as `compare` prints it: the worst first, every number with its interval. */
function formatComparison(comparison) {
	const { verdict, reason, base, head, confidence } = comparison;
	return `${[
		`earlier: ${base.startedAt}, ${base.verdict}, ${base.cluster}`,
		`later:   ${head.startedAt}, ${head.verdict}, ${head.cluster}`,
		"",
		...inOrder(comparison).flatMap((scenario) => [
			`${marks[scenario.verdict]} ${scenario.verdict.padEnd(11)}  ${scenario.name}`,
			...scenario.why === void 0 ? [] : [`    ${scenario.why}`],
			...scenario.base === scenario.head ? [] : [`    verdict: ${verdictsOf(scenario)}`],
			...scenario.metrics.map((metric) => `    ${marks[metric.verdict]} ${describeMetric(metric)}`)
		]),
		"",
		`${marks[verdict]} ${verdict}: ${reason}`,
		`  in brackets: intervals with ${formatShare(confidence)} confidence`
	].map(defuse$1).join("\n")}\n`;
}
/** A name may be of any length, and must not be able to give a runner a command. */
function defuse$1(line) {
	return printable(shorten(line, 1e3)).replace(/^(\s*):(?=:)/, "$1:​").replaceAll("##[", "#​#[");
}
/** The same as a section of a Markdown page, short: only what is not as before has its numbers. */
function summarizeComparison(comparison) {
	const scenarios = inOrder(comparison);
	const rows = scenarios.slice(0, maxRows$1).map((scenario) => {
		const told = scenario.metrics.filter(({ verdict, decides }) => decides && verdict !== "not worse");
		const why = scenario.why === void 0 ? told.slice(0, 4).map(describeMetric) : [scenario.why];
		return [
			`${marks[scenario.verdict]} ${scenario.verdict}`,
			prose(scenario.name, 120),
			verdictsOf(scenario),
			why.map((each) => prose(each, 200)).join("<br>")
		];
	});
	const more = scenarios.length > maxRows$1 ? [[
		"",
		`and ${scenarios.length - maxRows$1} more`,
		"",
		""
	]] : [];
	return [
		`### ${marks[comparison.verdict]} Against the run of ${prose(comparison.base.startedAt, 40)}: ${comparison.verdict}`,
		prose(comparison.reason, 500),
		table([
			"",
			"Scenario",
			"Verdict",
			"How much"
		], [...rows, ...more]),
		`Intervals with ${formatShare(comparison.confidence)} confidence; ${code("chaos-gate compare")} has every number.`
	].join("\n\n");
}
const order$1 = {
	worse: 0,
	"cannot tell": 1,
	"not worse": 2
};
function inOrder({ scenarios }) {
	return scenarios.toSorted((a, b) => order$1[a.verdict] - order$1[b.verdict]);
}
function verdictsOf({ base, head }) {
	return base === head ? `${base}` : `${base ?? "not there"} → ${head ?? "not there"}`;
}
/** `p95 of "shop answers": 20 ms [18 ms, 22 ms] → 61 ms [55 ms, 66 ms]; a loss up to 10 ms is none`. */
function describeMetric({ metric, probe, unit, base, head, margin, why }) {
	const format = (value) => {
		if (!Number.isFinite(value)) return "∞";
		return unit === "share" ? formatShare(value) : formatMs(value);
	};
	const measured = ({ value, low, high }) => Number.isNaN(value) ? "no samples" : `${format(value)} [${format(low)}, ${format(high)}]`;
	const what = probe === void 0 ? metric : `${metric} of "${probe}"`;
	const most = unit === "share" ? `${Math.round(margin * 1e4) / 100} percentage points` : format(margin);
	return `${what}: ${measured(base)} → ${measured(head)}; ${why ?? `a loss up to ${most} is none`}`;
}
// src/report/comment.ts
/** GitHub refuses a comment of more than 65,536 characters; some are for the marker. */
const maxCharacters = 6e4;
const maxRows = 20;
const maxReasons$1 = 3;
const order = {
	refuted: 0,
	inconclusive: 1,
	upheld: 2
};
/**
* The comment on a pull request, short: the verdict, each experiment with its first reasons, the worst ones first, and what
* changed against the base branch. Parts for which there is no room are left out as a whole, so that no table stays open.
*/
function renderComment(result, comparison) {
	const { verdict, reason, experiments, cluster, seed } = result;
	const parts = [
		`## ${marks$1[verdict]} chaos-gate: ${verdict}`,
		prose(reason, 500),
		`${countVerdicts(experiments)} on: ${prose(describeCluster(cluster), 200)}. Seed ${seed}.`,
		summarizeExperiments(experiments),
		...comparison ? [summarizeComparison(comparison)] : [],
		`<details><summary>Again</summary><pre>${verbatim(reproduce(result), 2e3)}</pre></details>`,
		"The summary of the job has the timeline and every number."
	];
	let left = maxCharacters;
	return `${parts.filter((part) => {
		const fits = part.length + 2 <= left;
		if (fits) left -= part.length + 2;
		return fits;
	}).join("\n\n")}\n`;
}
function summarizeExperiments(experiments) {
	const rows = experiments.toSorted((a, b) => order[a.verdict] - order[b.verdict]).slice(0, maxRows).map(({ name, verdict, reason, reasons }) => {
		const why = reasons.slice(0, maxReasons$1).map((each) => `${code(each.code)} ${prose(formatReason(each), 200)}`);
		return [
			`${marks$1[verdict]} ${verdict}`,
			prose(name, 120),
			why.join("<br>") || prose(reason, 200)
		];
	});
	const more = experiments.length > maxRows ? [[
		"",
		`and ${experiments.length - maxRows} more`,
		""
	]] : [];
	return table([
		"Verdict",
		"Experiment",
		"Why"
	], [...rows, ...more]);
}
// src/report/digest.ts
function buildDigest(started) {
	const columns = started.steadyState.map(reduceToColumns);
	const distributions = started.steadyState.map(gatherDistribution);
	const meshes = started.steadyState.map(gatherMeshHistory);
	const happenings = gatherHappenings();
	const phases = [];
	const faults = [];
	let endT = 0;
	return {
		add(event) {
			const t = event.t - started.t;
			endT = Math.max(endT, t);
			switch (event.type) {
				case "s":
					columns[event.p]?.add(t, event);
					distributions[event.p]?.add(phases.findLast(({ startT }) => startT <= t)?.name, event);
					meshes[event.p]?.add(t, event);
					return;
				case "phase-started":
					phases.push({
						name: event.phase,
						startT: t,
						endT: Number.POSITIVE_INFINITY
					});
					for (const distribution of distributions) distribution.begin(event.phase);
					return;
				case "phase-ended": {
					const phase = phases.findLast(({ name }) => name === event.phase);
					if (phase) phase.endT = t;
					return;
				}
				case "fault-injected":
					faults.push({
						fault: event,
						startT: t,
						...event.needsUndo && { endT: Number.POSITIVE_INFINITY }
					});
					return;
				case "fault-undone": {
					const undone = faults.find(({ fault }) => fault.id === event.id);
					if (undone && event.undone) undone.endT = t;
					return;
				}
				default: happenings.add(t, event);
			}
		},
		digest() {
			const cut = (span) => span.endT === void 0 ? span : {
				...span,
				endT: Math.min(span.endT, endT)
			};
			return {
				startedT: started.t,
				endT,
				phases: phases.map(cut),
				faults: faults.map(cut),
				columns,
				distributions,
				happenings: happenings.all,
				happeningsLeft: happenings.left,
				meshes: meshes.map(({ frames }) => frames)
			};
		}
	};
}
// src/report/outages.ts
/** Of each probe: a hostile app may fail with every second sample. */
const maxOutages = 50;
/** The longest outages of every probe of an experiment, in the order of time. */
function outagesOf({ started, series, lastT }) {
	return started.steadyState.flatMap(({ everyMs }, probe) => {
		const samples = series[probe];
		const lastSample = samples.length - 1;
		const openEnd = (samples.outcomes[lastSample] ?? 0) !== outcomeCodes.ok;
		let found = [];
		const keepLongest = () => {
			found = found.sort((a, b) => b.endT - b.startT - (a.endT - a.startT)).slice(0, maxOutages);
		};
		const all = viewBetween(samples, 0, Number.POSITIVE_INFINITY, everyMs);
		visitOutages(all, "left-out", ({ first, failed, startT, endT }) => {
			const cause = samples.whys[first];
			const until = openEnd && endT >= samples.times[lastSample] ? lastT : endT;
			const why = cause >= 0 ? { why: samples.causes.textOf(cause) } : {};
			found.push({
				probe,
				startT,
				endT: until,
				failed,
				...why
			});
			if (found.length >= 100) keepLongest();
		});
		keepLongest();
		return found;
	}).sort((a, b) => a.startT - b.startT || a.probe - b.probe);
}
// src/report/fold.ts
const maxRemarks = 50;
function createReportFold() {
	const judge = createJudge();
	const builders = /* @__PURE__ */ new Map();
	const remarks = [];
	return {
		add(event) {
			judge.add(event);
			if (event.type === "s") builders.get(event.e)?.add(event);
			else if (event.type === "experiment-started") builders.set(event.experiment, buildDigest(event));
			else if (event.type === "message" && event.level !== "progress" && remarks.length < maxRemarks) remarks.push(`${event.level}: ${event.text}`);
			else if ("experiment" in event) builders.get(event.experiment)?.add(event);
		},
		input() {
			const result = judge.result();
			const digests = result.experiments.map((_, index) => builders.get(index)?.digest());
			const outages = result.experiments.map((_, index) => {
				const record = judge.recordOf(index);
				return record ? outagesOf(record) : [];
			});
			return {
				result,
				remarks,
				digests,
				outages
			};
		}
	};
}
// src/report/verdict-table.ts
/** The end of a run on a terminal or in a log: every experiment with its verdict and why, then the run's. */
function formatVerdictTable(result, options) {
	const width = Math.max(40, options.width);
	const paint = (verdict, text) => options.color ? `${colors[verdict]}${text}\u001b[0m` : text;
	const lines = result.experiments.flatMap((experiment) => {
		const [head = "", ...rest] = describeExperiment(experiment, width);
		return [paint(experiment.verdict, head), ...rest];
	});
	const verdict = `${marks$1[result.verdict]} ${result.verdict}`;
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
	const head = cut(`${marks$1[verdict]} ${verdict.padEnd(12)}  ${oneLine(name)}`, width);
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
// src/report/index.ts
/** The visible list of reports: what a run leaves in its output folder, beside the journal that they are all made of. */
const reports = [
	{
		file: "verdict.json",
		render: ({ result }) => verdictJson(result)
	},
	{
		file: "summary.md",
		render: renderSummary
	},
	{
		file: "report.html",
		render: renderHtml
	},
	{
		file: "junit.xml",
		render: renderJunit
	},
	{
		file: "results.sarif",
		render: renderSarif
	},
	{
		file: "metrics.prom",
		render: renderMetrics
	},
	{
		file: "trace.json",
		render: renderTrace
	},
	{
		file: "badge.json",
		render: renderBadge
	}
];
// src/undo/journal-owner.ts
const pollMs = 200;
/** Somebody else writes this undo journal and undoes by it: the run itself, or another undo. Nothing was touched. Exit code 3. */
var UndoJournalOwned = class extends InvalidInput {};
/** The first process, other than this one, that said it owns the journal and still runs on this machine. */
function findOwner(lines) {
	return lines.flatMap((line) => line.type === "owner" ? [line.process] : []).find((each) => isAnother(each) && lives(each));
}
/**
* Opens an undo journal to undo by it, when nobody else does: waits so long for the end of who does. Of two that come at once the
* one whose line is first in the file has it. One that nothing has to be undone by is opened as it is. Throws UndoJournalOwned.
*/
async function claimUndoJournal(file, isNeeded, waitMs) {
	const deadline = performance.now() + waitMs;
	for (;;) {
		const owner = findOwner(readUndoJournal(file));
		if (!owner) break;
		if (performance.now() >= deadline) throw ownedBy(owner, file);
		await setTimeout$1(pollMs);
	}
	if (isNeeded(readUndoJournal(file))) {
		try {
			var _usingCtx$1 = _usingCtx();
			_usingCtx$1.u(openUndoJournal(file)).write({
				type: "owner",
				process: identifyProcess(process.pid)
			});
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			_usingCtx$1.d();
		}
		const lines = readUndoJournal(file);
		const own = lines.findLastIndex((line) => line.type === "owner" && !isAnother(line.process));
		const earlier = findOwner(lines.slice(0, own));
		if (earlier) throw ownedBy(earlier, file);
	}
	return openUndoJournal(file);
}
function isAnother({ pid, startTicks, machine }) {
	const own = identifyProcess(process.pid);
	return pid !== own.pid || startTicks !== own.startTicks || machine !== own.machine;
}
function ownedBy({ pid }, file) {
	return new UndoJournalOwned(`${file} is in use: found process ${pid} alive, the run itself or another undo, expected that it has ended; \`kill -INT ${pid}\` stops it, and it undoes what it did`);
}
// src/output-folder.ts
function outputFolder(path) {
	const root = resolve(path);
	return {
		path: root,
		journal: join(root, "journal.ndjson"),
		undo: join(root, "undo.ndjson"),
		logs: join(root, "logs"),
		cluster: join(root, "cluster"),
		clusterState: join(root, "cluster", "identity.json")
	};
}
/** Asking for a cluster that an earlier run left must not take long. */
const attachTimeoutMs = 1e4;
/**
* Makes the folder ready for a new run. Throws InvalidInput where it cannot be written, where an earlier run left
* faults in place, where a cluster is still kept or in use, or where files are that no run has written: none of it may be overwritten.
*/
async function prepareOutputFolder(path) {
	const folder = outputFolder(path);
	if (existsSync(folder.undo)) {
		const lines = readUndoJournal(folder.undo);
		const owner = findOwner(lines);
		if (owner) throw new InvalidInput(`${folder.path} holds a run that still goes on: found its process ${owner.pid} alive, expected another --out, or its end`);
		const cluster = pendingCluster(lines);
		if (cluster && await providerOf(cluster.provider).attach(cluster, AbortSignal.timeout(attachTimeoutMs))) throw new InvalidInput(`${folder.path} holds a run that still goes on, or was killed: found its ${cluster.provider} cluster ${cluster.name} alive, expected another --out, or \`chaos-gate undo ${path}\` first`);
		const pending = cluster ? [] : pendingEntries(lines);
		if (pending.length > 0) throw new InvalidInput(`${folder.path} holds a run that left ${pending.length} faults in place: found ${folder.undo} with entries that are not ticked off, expected another --out, or \`chaos-gate undo ${path}\` first`);
	}
	if (existsSync(folder.clusterState)) throw new InvalidInput(`${folder.path} holds a cluster that was kept: expected another --out, or \`chaos-gate down --out ${path}\` first`);
	const results = [
		folder.undo,
		folder.logs,
		folder.cluster,
		...reports.map(({ file }) => join(folder.path, file))
	];
	const strange = isOfARun(folder) ? [] : [folder.journal, ...results].filter((path) => existsSync(path));
	if (strange.length > 0) throw new InvalidInput(`${folder.path} is not the folder of a run: found ${strange.map((path) => basename(path)).join(", ")} in it, which would be overwritten; expected a new folder, an empty one, or that of an earlier run`);
	try {
		makeFolder(folder.path);
		writeFileSync(folder.journal, "");
		for (const old of results) rmSync(old, {
			recursive: true,
			force: true
		});
		mkdirSync(folder.cluster, { mode: 448 });
	} catch (error) {
		throw new InvalidInput(`the folder ${folder.path} cannot be written: ${messageOf(error)}`);
	}
	return folder;
}
/** So every event begins. */
const journalStart = "{\"type\":\"";
/** Is there a journal of ours, with events, or still without any? */
function isOfARun({ journal }) {
	let descriptor;
	try {
		descriptor = openSync(journal, "r");
	} catch {
		return false;
	}
	try {
		const start = Buffer.alloc(9);
		return journalStart.startsWith(start.toString("utf8", 0, readSync(descriptor, start)));
	} finally {
		closeSync(descriptor);
	}
}
/** The cluster that was kept for later; undefined: none was. */
function keptCluster({ clusterState }) {
	return existsSync(clusterState) ? JSON.parse(readFileSync(clusterState, "utf8")) : void 0;
}
/** Not `recursive`: below a folder such as /proc, which takes no new ones and says ENOENT, Node's own never returns. */
function makeFolder(path) {
	if (existsSync(path)) return;
	const parent = dirname(path);
	if (parent !== path) makeFolder(parent);
	mkdirSync(path);
}
export { spanOf as A, providerOf as C, createJudge as D, findMetCondition as E, secretValues as F, redact as I, redactVariable as L, verdictOfCode as M, endProcessGroup as N, judgeExperiment as O, identifyProcess as P, readUndoJournal as S, nameOnNode as T, reproduce as _, claimUndoJournal as a, openUndoJournal as b, formatVerdictTable as c, formatComparison as d, summarizeComparison as f, marks$1 as g, prose as h, UndoJournalOwned as i, formatReason as j, assessTrial as k, createReportFold as l, runId as m, outputFolder as n, reports as o, verdictJson as p, prepareOutputFolder as r, defuse as s, keptCluster as t, renderComment as u, clusterId as v, isPulledAlways as w, pendingCluster as x, isAnythingLeft as y };
