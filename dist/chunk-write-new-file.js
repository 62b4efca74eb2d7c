import { i as InvalidInput, l as messageOf } from "./chunk-errors.js";
import { t as require_dist } from "./chunk-dist.js";
import { writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
// src/draft/draft.ts
var import_dist = require_dist();
/** An entry of a map or list with comment lines before it. */
var Commented = class {
	value;
	lines;
	constructor(value, lines) {
		this.value = value;
		this.lines = lines;
	}
};
/** An entry that is there as a comment only: the lines, then the entry itself commented out (undefined: the lines alone). */
var Dismissed = class {
	value;
	lines;
	constructor(value, lines) {
		this.value = value;
		this.lines = lines;
	}
};
/** The entry itself when there is nothing to say about it. */
function commented(value, lines) {
	return lines.length === 0 ? value : new Commented(value, lines);
}
function dismissed(value, lines) {
	return new Dismissed(value, lines);
}
// src/draft/render.ts
const layout = {
	lineWidth: 0,
	flowCollectionPadding: true
};
/** A map or list that fits into this many characters stands on one line. */
const oneLine = 90;
/** These are always lists of blocks, whatever fits. */
const blocks = /* @__PURE__ */ new Set([
	"scenarios",
	"steadyState",
	"steps",
	"podAction",
	"nodeAction",
	"networkAction",
	"stressAction"
]);
/** A blank line before each of these, to find one's way in a file. */
const spaced = /* @__PURE__ */ new Set([
	"scenarios",
	"steadyState",
	"steps",
	"config",
	"app",
	"cluster",
	"defaults"
]);
/** A scenario file as YAML: the same draft, the same text. `head` are the comment lines at its begin. */
function renderDraft(file, head = []) {
	const document = new import_dist.Document();
	document.contents = toMap(file, true);
	if (head.length > 0) document.commentBefore = commentText(head);
	return document.toString(layout);
}
function toMap(draft, top) {
	const map = new import_dist.YAMLMap();
	let waiting = [];
	for (const [name, entry] of Object.entries(draft)) {
		if (entry === void 0) continue;
		if (entry instanceof Dismissed) {
			waiting.push(...entry.lines, ...commentedOut(entry.value === void 0 ? void 0 : { [name]: entry.value }));
			continue;
		}
		const { value, lines } = open(entry);
		const key = new import_dist.Scalar(name);
		if (waiting.length + lines.length > 0) key.commentBefore = commentText([...waiting, ...lines]);
		key.spaceBefore = map.items.length > 0 && top && spaced.has(name);
		waiting = [];
		map.items.push(new import_dist.Pair(key, toNode(value, blocks.has(name), name)));
	}
	if (waiting.length > 0) map.comment = commentText(waiting);
	return map;
}
function toList(draft, name) {
	const list = new import_dist.YAMLSeq();
	let waiting = [];
	for (const entry of draft) {
		if (entry instanceof Dismissed) {
			waiting.push(...entry.lines, ...commentedOut(entry.value === void 0 ? void 0 : [entry.value]));
			continue;
		}
		const { value, lines } = open(entry);
		const node = toNode(value, blocks.has(name), name);
		if (waiting.length + lines.length > 0) node.commentBefore = commentText([...waiting, ...lines]);
		if (name === "scenarios" && list.items.length > 0) node.spaceBefore = true;
		waiting = [];
		list.items.push(node);
	}
	const gap = name === "scenarios" && list.items.length > 0 ? "\n" : "";
	if (waiting.length > 0) list.comment = gap + commentText(waiting);
	return list;
}
function toNode(value, block, name) {
	if (Array.isArray(value)) {
		const list = toList(value, name);
		list.flow = !block && fitsOneLine(value);
		return list;
	}
	if (typeof value === "object" && value !== null) {
		const map = toMap(value, false);
		map.flow = !block && fitsOneLine(value);
		return map;
	}
	return new import_dist.Scalar(value);
}
function open(entry) {
	if (!(entry instanceof Commented)) return {
		value: entry,
		lines: []
	};
	const inside = open(entry.value);
	return {
		value: inside.value,
		lines: [...entry.lines, ...inside.lines]
	};
}
/** Whether nothing in it needs lines of its own, and all of it is short. */
function fitsOneLine(value) {
	return isPlain(value) && JSON.stringify(value).length <= oneLine;
}
function isPlain(value) {
	if (value instanceof Commented || value instanceof Dismissed) return false;
	if (typeof value === "string") return !value.includes("\n");
	if (typeof value !== "object" || value === null) return true;
	return Object.values(value).every(isPlain);
}
function commentedOut(entry) {
	if (entry === void 0) return [];
	const document = new import_dist.Document();
	document.contents = Array.isArray(entry) ? toList(entry, "steps") : toMap(entry, false);
	return document.toString(layout).trimEnd().split("\n");
}
/** Each line a comment; what would end a comment's line cannot be in it. */
function commentText(lines) {
	return lines.map((line) => ` ${line.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, "�")}`).join("\n");
}
// src/cli/write-new-file.ts
/** Writes a file that must not be there yet; `-` is standard output. Throws InvalidInput, one sentence, instead of overwriting. */
async function writeNewFile(path, text) {
	if (path === "-") {
		process.stdout.write(text);
		return;
	}
	try {
		await writeFile(path, text, { flag: "wx" });
	} catch (error) {
		if (error.code === "EEXIST") throw alreadyThere(path);
		throw new InvalidInput(`${path} cannot be written: ${messageOf(error)}`);
	}
}
/** Says so before any work is done for it. Throws InvalidInput. */
function refuseExisting(path) {
	if (path !== "-" && existsSync(path)) throw alreadyThere(path);
}
function alreadyThere(path) {
	return new InvalidInput(`${path} is there already and is never overwritten: expected another --out-file, or - for standard output`);
}
export { Dismissed as a, Commented as i, writeNewFile as n, commented as o, renderDraft as r, dismissed as s, refuseExisting as t };
