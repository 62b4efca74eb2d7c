import { i as InvalidInput, n as InfrastructureFailure, o as messageOf } from "./chunk-errors.js";
import { i as createReportFold, r as reports } from "./chunk-output-folder.js";
import { _ as _isoDateTime, a as boolean, c as number, i as array, l as object, n as ZodISODateTime, o as int, p as string, r as _enum, s as literal, t as metrics } from "./chunk-suite.js";
import { createReadStream, existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}
// src/journal/event-shape.ts
/** What a journal's line must look like to be believed. Further keys are let pass: a later version may have added them. */
const position = object({
	file: string(),
	line: number(),
	column: number()
});
const t = number();
const index = int().min(0);
const stopped = object({
	code: string(),
	message: string(),
	at: position.optional()
}).optional();
const phase = _enum([
	"baseline",
	"method",
	"undo",
	"recovery"
]);
const names = array(string());
const tolerance = object({
	metric: _enum(metrics),
	operator: _enum([
		">=",
		">",
		"<=",
		"<",
		"=="
	]),
	value: number(),
	unit: _enum([
		"share",
		"ms",
		"number"
	]),
	expression: string(),
	phases: array(_enum([
		"baseline",
		"method",
		"recovery"
	])),
	at: position
});
const probe = object({
	name: string(),
	kind: string(),
	at: position,
	everyMs: number().min(0),
	timeoutMs: number().min(0),
	minSamples: number(),
	tolerances: array(tolerance),
	vantage: string().optional()
});
const target = object({
	kind: string(),
	name: string(),
	namespace: string().optional()
});
/** The visible list of events, less `s`, which has its own reader. */
const eventShapes = {
	"run-started": object({
		t,
		journalVersion: literal(1),
		tool: object({
			name: literal("chaos-gate"),
			version: string()
		}),
		startedAt: datetime({ offset: true }),
		seed: number(),
		compat: _enum(["strict", "legacy"]),
		failOn: _enum(["refuted", "inconclusive"]),
		files: names,
		experiments: array(object({
			name: string(),
			at: position
		}))
	}),
	"cluster-ready": object({
		t,
		provider: _enum([
			"embedded",
			"kind",
			"minikube",
			"existing"
		]),
		name: string(),
		version: string(),
		nodes: names,
		created: boolean()
	}),
	message: object({
		t,
		level: _enum([
			"progress",
			"notice",
			"warning"
		]),
		text: string()
	}),
	"experiment-started": object({
		t,
		experiment: index,
		name: string(),
		at: position,
		hypothesis: string().optional(),
		steadyState: array(probe),
		steps: array(object({
			kind: string(),
			at: position
		})),
		recovery: object({
			withinMs: number(),
			stableForMs: number()
		})
	}),
	"phase-started": object({
		t,
		experiment: index,
		phase
	}),
	"phase-ended": object({
		t,
		experiment: index,
		phase
	}),
	"step-ended": object({
		t,
		startedT: number(),
		experiment: index,
		index,
		kind: string(),
		at: position,
		status: _enum([
			"done",
			"failed",
			"skipped",
			"interrupted"
		]),
		message: string(),
		inconclusive: string().optional()
	}),
	"fault-injected": object({
		t,
		experiment: index,
		step: index,
		id: string(),
		kind: string(),
		targets: array(target),
		receipt: object({
			landed: boolean(),
			evidence: string()
		}),
		needsUndo: boolean()
	}),
	"fault-undone": object({
		t,
		experiment: index,
		id: string(),
		undone: boolean(),
		message: string().optional()
	}),
	residue: object({
		t,
		experiment: index,
		object: string(),
		difference: string()
	}),
	"experiment-ended": object({
		t,
		experiment: index,
		stopped
	}),
	"run-ended": object({
		t,
		stopped
	})
};
const finite = number();
/** The line of a sample that its fast reader leaves to others. */
const sampleShape = object({
	t,
	e: index,
	p: index,
	r: _enum([
		"ok",
		"fail",
		"broken",
		"late",
		"stale"
	]),
	ms: finite,
	why: string().optional(),
	v: finite.optional(),
	mesh: object({
		expected: finite,
		alive: finite,
		nodes: finite,
		ms: array(finite),
		dead: names.optional(),
		excused: finite.optional()
	}).optional()
});
// src/journal/sample-line.ts
const beforeT = "{\"type\":\"s\",\"t\":";
const beforeE = ",\"e\":";
const beforeP = ",\"p\":";
const beforeMs = ",\"ms\":";
const end = ",\"r\":\"ok\"}";
/** Below 2^53 and 10^23 both the digits and the power of ten are exact, so their quotient is the nearest number. */
const maxDigits = 15;
/**
* Reads the line of a successful sample as the engine writes it, without building what JSON.parse builds: a journal
* may have a million of them. undefined for any other line, and for any number that is written in another way; then
* JSON.parse has to tell. What it does read, it reads as JSON.parse does (a property test holds it to that).
*/
function parseSampleLine(line) {
	if (!line.startsWith(beforeT) || !line.endsWith(end)) return void 0;
	const cursor = { at: 16 };
	const t = readNumber(line, cursor);
	if (t === void 0 || !skip(line, cursor, beforeE)) return void 0;
	const e = readNumber(line, cursor);
	if (e === void 0 || !Number.isInteger(e) || !skip(line, cursor, beforeP)) return void 0;
	const p = readNumber(line, cursor);
	if (p === void 0 || !Number.isInteger(p) || !skip(line, cursor, beforeMs)) return void 0;
	const ms = readNumber(line, cursor);
	if (ms === void 0 || cursor.at !== line.length - 10) return void 0;
	return {
		type: "s",
		t,
		e,
		p,
		ms,
		r: "ok"
	};
}
function skip(line, cursor, text) {
	if (!line.startsWith(text, cursor.at)) return false;
	cursor.at += text.length;
	return true;
}
/** Reads digits with at most one decimal point. undefined for a sign, an exponent, a leading zero or too many digits. */
function readNumber(line, cursor) {
	const start = cursor.at;
	let at = start;
	let digits = 0;
	let point = -1;
	for (; at < line.length; at++) {
		const code = line.charCodeAt(at);
		if (code >= 48 && code <= 57) digits = digits * 10 + (code - 48);
		else if (code === 46 && point < 0 && at > start) point = at;
		else break;
	}
	const count = at - start - (point < 0 ? 0 : 1);
	if (count === 0 || count > maxDigits || point === at - 1) return void 0;
	if ((point < 0 ? at : point) - start > 1 && line.charCodeAt(start) === 48) return void 0;
	cursor.at = at;
	return point < 0 ? digits : digits / powersOfTen[at - point - 1];
}
const powersOfTen = Array.from({ length: 16 }, (_, power) => 10 ** power);
// src/journal/parse-line.ts
/**
* Reads one line of a journal. Throws InvalidInput for a line that is not JSON, not an event, or not an event of this
* version; the message says what was found and what was expected, the caller adds where.
*/
function parseJournalLine(line) {
	return parseSampleLine(line) ?? parseAnyLine(line);
}
function parseAnyLine(line) {
	let event;
	try {
		event = JSON.parse(line);
	} catch (error) {
		throw new InvalidInput(`found ${excerpt(line)}, expected one JSON object a line (${messageOf(error)})`);
	}
	if (typeof event !== "object" || event === null || Array.isArray(event)) throw new InvalidInput(`found ${excerpt(line)}, expected an event`);
	const { type, journalVersion: version } = event;
	if (type === "run-started" && typeof version === "number" && version !== 1) throw new InvalidInput(`the journal is of version ${version}, expected 1: read it with the chaos-gate that wrote it, or a newer one`);
	const shape = type === "s" ? sampleShape : Object.hasOwn(eventShapes, String(type)) ? eventShapes[type] : void 0;
	if (!shape) {
		const known = ["s", ...Object.keys(eventShapes)].join(", ");
		throw new InvalidInput(`found an event of type ${excerpt(JSON.stringify(type) ?? "none")}, expected one of ${known}`);
	}
	const { error } = shape.safeParse(event);
	if (!error) return event;
	const issue = error.issues[0];
	throw new InvalidInput(`found an event "${type}" whose ${issue?.path.join(".") || "shape"} is wrong: ${issue?.message}`);
}
function excerpt(text) {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text === "" ? "an empty line" : text;
}
// src/journal/read-journal.ts
/** `file` is what messages call the journal. */
function createJournalReader(file, onEvent) {
	let line = 0;
	let rest = "";
	let lastT = 0;
	const invalid = (message) => new InvalidInput([{
		at: {
			file,
			line,
			column: 1
		},
		message
	}]);
	const hand = (event) => {
		if (line === 1 && event.type !== "run-started") throw invalid(`found an event "${event.type}", expected the journal to begin with "run-started"`);
		lastT = event.t;
		onEvent(event);
	};
	const read = (text) => {
		line++;
		try {
			hand(parseJournalLine(text));
		} catch (error) {
			throw error instanceof InvalidInput && !error.problems[0]?.at ? invalid(error.message) : error;
		}
	};
	return {
		write(text) {
			let start = 0;
			for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
				const part = text.slice(start, end);
				read(rest === "" ? part : rest + part);
				rest = "";
				start = end + 1;
			}
			rest += text.slice(start);
		},
		end() {
			const torn = rest;
			rest = "";
			if (torn !== "") {
				line++;
				const event = parseTorn(torn);
				hand(event ?? {
					type: "message",
					t: lastT,
					level: "warning",
					text: `the journal's last line (${line}) is torn: the process that wrote it was killed`
				});
			}
			if (line === 0) throw new InvalidInput(`${file} is empty, expected the journal of a run`);
		}
	};
}
/** The events of a journal's text that comes in pieces, as a file's stream yields it. */
async function readJournal(file, pieces, onEvent) {
	const reader = createJournalReader(file, onEvent);
	for await (const piece of pieces) reader.write(piece);
	reader.end();
}
function parseTorn(text) {
	try {
		JSON.parse(text);
	} catch {
		return;
	}
	return parseJournalLine(text);
}
// src/reports.ts
/**
* Makes the verdict and every report from a run's journal, and from nothing else.
* Throws InvalidInput for a folder without a readable journal, InfrastructureFailure when a report cannot be written.
*/
async function writeReports(folder) {
	if (!existsSync(folder.journal)) throw new InvalidInput(`${folder.path} holds no journal.ndjson, expected the --out of a run`);
	const fold = createReportFold();
	await readJournal(folder.journal, createReadStream(folder.journal, "utf8"), (event) => fold.add(event));
	const input = fold.input();
	try {
		for (const { file, render } of reports) await writeFile(join(folder.path, file), render(input));
	} catch (error) {
		throw new InfrastructureFailure(`the reports cannot be written: ${messageOf(error)}`, { cause: error });
	}
	return input.result;
}
export { writeReports as t };
