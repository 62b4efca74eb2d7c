import { O as clusterId, j as readUndoJournal, k as openUndoJournal, l as providerOf } from "./chunk-output-folder.js";
import { n as undoPending } from "./chunk-undo.js";
import { i as connect } from "./chunk-command.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { existsSync } from "node:fs";
// src/undo-run.ts
/**
* Puts back what a run that ended before its time left in place: the faults that its undo journal has not ticked off,
* last first, then the cluster if the run made it and was not to keep it. Returns whether nothing is left.
* Throws InfrastructureFailure when the cluster does not answer. Safe to run again.
*/
async function undoRun(folder, options) {
	try {
		var _usingCtx$1 = _usingCtx();
		if (!existsSync(folder.undo)) return true;
		const journal = _usingCtx$1.u(openUndoJournal(folder.undo));
		const lines = readUndoJournal(folder.undo);
		const made = lines.find((line) => line.type === "cluster");
		const deleted = lines.some((line) => line.type === "done" && line.id === "cluster");
		const attached = made && !deleted ? await providerOf(made.identity.provider).attach(made.identity, options.signal) : void 0;
		if (made && !deleted && made.identity.created && !made.keep) {
			await attached?.delete();
			journal.write({
				type: "done",
				id: clusterId
			});
			for (const entry of journal.pending()) journal.write({
				type: "done",
				id: entry.id
			});
			options.say(`${made.identity.provider} cluster ${made.identity.name} is ${attached ? "deleted" : "gone"}`);
			return true;
		}
		if (made && !made.identity.created) await attached?.delete();
		if (journal.pending().length === 0) {
			options.say("nothing is left to undo");
			return true;
		}
		const kubeconfig = options.kubeconfig ?? made?.identity.kubeconfig ?? "";
		const context = options.kubeconfig ? options.context : options.context ?? made?.identity.context;
		const connection = await connect(kubeconfig, context, { signal: options.signal });
		const outcomes = await undoPending(journal, {
			...connection,
			...attached && { node: attached.node }
		});
		for (const { entry, undone, message } of outcomes) options.say(`${undone ? "undone" : "not undone"}: ${entry.description}${message ? `: ${message}` : ""}`);
		return outcomes.every(({ undone }) => undone);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
export { undoRun as t };
