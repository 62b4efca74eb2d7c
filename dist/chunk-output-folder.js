import { i as InvalidInput, n as InfrastructureFailure, o as messageOf } from "./chunk-errors.js";
import { dirname, join, resolve } from "node:path";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from "node:fs";
// src/experiment/undo-journal.ts
/** The id that `done` names when the cluster itself is gone. */
const clusterId = "cluster";
function openUndoJournal(file) {
	const lines = existsSync(file) ? [...readUndoJournal(file)] : [];
	let descriptor;
	const write = (line) => {
		try {
			descriptor ??= openToAppend(file);
			writeSync(descriptor, `${JSON.stringify(line)}\n`);
			fsyncSync(descriptor);
		} catch (error) {
			throw new InfrastructureFailure(`the undo journal ${file} cannot be written: ${messageOf(error)}`, { cause: error });
		}
		lines.push(line);
	};
	return {
		write,
		pending: (experiment) => pendingEntries(lines).filter((entry) => experiment === void 0 || entry.experiment === experiment),
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
/** Reads an undo journal. A torn last line is an entry whose fault was never injected: it is left out. */
function readUndoJournal(file) {
	const text = readFileSync(file, "utf8");
	return text.slice(0, text.lastIndexOf("\n") + 1).split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
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
/**
* Makes the folder ready for a new run. Throws InvalidInput where it cannot be written, where an earlier run left
* faults in place, or where a cluster is still kept: their traces must not be overwritten.
*/
function prepareOutputFolder(path) {
	const folder = outputFolder(path);
	if (existsSync(folder.undo)) {
		const pending = pendingEntries(readUndoJournal(folder.undo));
		if (pending.length > 0) throw new InvalidInput(`${folder.path} holds a run that left ${pending.length} faults in place: found ${folder.undo} with entries that are not ticked off, expected another --out, or \`chaos-gate undo ${path}\` first`);
	}
	if (existsSync(folder.clusterState)) throw new InvalidInput(`${folder.path} holds a cluster that was kept: expected another --out, or \`chaos-gate down --out ${path}\` first`);
	try {
		for (const old of [
			folder.journal,
			folder.undo,
			folder.logs,
			folder.cluster
		]) rmSync(old, {
			recursive: true,
			force: true
		});
		makeFolder(folder.path);
		mkdirSync(folder.cluster, { mode: 448 });
	} catch (error) {
		throw new InvalidInput(`the folder ${folder.path} cannot be written: ${messageOf(error)}`);
	}
	return folder;
}
/** Not `recursive`: below a folder such as /proc, which takes no new ones and says ENOENT, Node's own never returns. */
function makeFolder(path) {
	if (existsSync(path)) return;
	const parent = dirname(path);
	if (parent !== path) makeFolder(parent);
	mkdirSync(path);
}
export { readUndoJournal as a, openUndoJournal as i, prepareOutputFolder as n, clusterId as r, outputFolder as t };
