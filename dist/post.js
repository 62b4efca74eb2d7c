import { l as setFailed, n as writeSummary, r as openLog, s as getState } from "./chunk-publish.js";
import { l as messageOf } from "./chunk-errors.js";
import { C as providerOf, S as readUndoJournal, n as outputFolder, x as pendingCluster } from "./chunk-output-folder.js";
import { t as outliveReaders } from "./chunk-output-streams2.js";
import { t as undoRun } from "./chunk-undo-run.js";
import { R as connect } from "./chunk-existing.js";
import { t as collectEvidence } from "./chunk-evidence.js";
import { n as writeReports } from "./chunk-reports.js";
import { t as _usingCtx$1 } from "./chunk-usingCtx.js";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
// src/action/rescue.ts
/** Was this journal begun at that time (RFC 3339) or later? Without a journal, or with one whose first line is torn: no. */
async function hasRunSince(journal, since) {
	if (!existsSync(journal)) return false;
	for await (const line of createInterface({ input: createReadStream(journal, "utf8") })) {
		const startedAt = /"startedAt":"([^"]+)"/.exec(line)?.[1];
		return startedAt !== void 0 && startedAt >= since;
	}
	return false;
}
/**
* After a main program that was killed: saves the logs of the cluster that it left, before that is deleted, and makes the
* reports from its journal. Returns whether there are reports now that were not there before. What cannot be saved is said,
* never thrown: putting back matters more.
*/
async function rescue(folder, options) {
	if (!existsSync(folder.undo)) return false;
	await rescueLogs(folder, options);
	if (existsSync(join(folder.path, "verdict.json")) || !existsSync(folder.journal)) return false;
	try {
		await writeReports(folder);
		return true;
	} catch (error) {
		options.say(`no reports could be made of the run that was killed: ${messageOf(error)}`);
		return false;
	}
}
async function rescueLogs(folder, { signal, say }) {
	const identity = pendingCluster(readUndoJournal(folder.undo));
	if (!identity) return;
	try {
		const cluster = await providerOf(identity.provider).attach(identity, signal);
		if (!cluster) return;
		await mkdir(folder.logs, { recursive: true });
		await cluster.exportLogs(folder.logs, signal);
		if (existsSync(identity.kubeconfig)) {
			const connection = await connect(identity.kubeconfig, identity.context, { signal });
			for (const { file, text } of await collectEvidence(connection, signal)) await writeFile(join(folder.logs, file), text);
		}
		say(`the cluster's logs are in ${folder.logs}`);
	} catch (error) {
		say(`the cluster's logs could not be saved in full: ${messageOf(error)}`);
	}
}
// src/action/post.ts
/** How long saving logs and putting back may take; the runner allows some minutes after a cancel. */
const rescueTimeoutMs = 3e4;
const undoTimeoutMs = 12e4;
/** A main program that was told to end and still undoes. */
const ownerTimeoutMs = 2e4;
/**
* Puts back what main did not come to: faults, then the cluster if the run made it. Before that it saves the logs of a run that was
* killed. Does nothing after an orderly end, and nothing to a run of somebody else that main found in its folder and left alone.
*/
outliveReaders();
try {
	const out = getState("out");
	const folder = outputFolder(out);
	if (out && await hasRunSince(folder.journal, getState("since"))) try {
		var _usingCtx = _usingCtx$1();
		const log = _usingCtx.u(openLog());
		const say = (text) => process.stdout.write(`${text}\n`);
		if (await rescue(folder, {
			signal: AbortSignal.timeout(rescueTimeoutMs),
			say
		})) await writeSummary(folder);
		const clean = await undoRun(folder, {
			signal: AbortSignal.timeout(undoTimeoutMs),
			waitMs: ownerTimeoutMs,
			say
		});
		log[Symbol.dispose]();
		if (!clean) setFailed("something that the run changed could not be put back; the log above says what");
	} catch (_) {
		_usingCtx.e = _;
	} finally {
		_usingCtx.d();
	}
} catch (error) {
	setFailed(`what the run left could not be put back: ${messageOf(error)}`);
}
export {};
