import { i as InvalidInput, l as messageOf } from "./chunk-errors.js";
import { n as sampleShape, t as eventShapes } from "./chunk-event-shape.js";
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
export { readJournal as t };
