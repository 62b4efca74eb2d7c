import { C as providerOf, S as readUndoJournal, a as claimUndoJournal, v as clusterId, y as isAnythingLeft } from "./chunk-output-folder.js";
import { B as loadKubeconfig, R as connect } from "./chunk-existing.js";
import { t as outlivesCluster } from "./chunk-operation.js";
import { n as undoPending, t as undoEntry } from "./chunk-undo-pending.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { existsSync } from "node:fs";
// src/undo-run.ts
/**
* Puts back what a run that ended before its time left in place: the faults that its undo journal has not ticked off,
* last first, then the cluster if the run made it and was not to keep it. Returns whether nothing is left.
* Throws InfrastructureFailure when the cluster does not answer, UndoJournalOwned while somebody else undoes or the run goes on.
* Safe to run again.
*/
async function undoRun(folder, options) {
	try {
		var _usingCtx$1 = _usingCtx();
		if (!existsSync(folder.undo)) return true;
		const journal = _usingCtx$1.u(await claimUndoJournal(folder.undo, isAnythingLeft, options.waitMs ?? 0));
		const lines = readUndoJournal(folder.undo);
		const made = lines.find((line) => line.type === "cluster");
		const deleted = lines.some((line) => line.type === "done" && line.id === "cluster");
		if (made?.identity.created && !made.keep && !deleted) {
			const attached = await attach(made, options.signal);
			const clean = await undoOutlivingFaults(journal, made, attached === void 0, options.say);
			await attached?.delete();
			journal.write({
				type: "done",
				id: clusterId
			});
			for (const { id, operation } of journal.pending()) if (!outlivesCluster(operation)) journal.write({
				type: "done",
				id
			});
			options.say(`${made.identity.provider} cluster ${made.identity.name} is ${attached ? "deleted" : "gone"}`);
			return clean;
		}
		await startApiServer(journal, made, options);
		const cluster = options.kubeconfig ? await attachNamed(options.kubeconfig, made, options) : made && !deleted ? await attach(made, options.signal) : void 0;
		const clean = await undoFaults(journal, {
			cluster,
			made,
			isDeleted: deleted && made?.identity.created === true
		}, options);
		if (made) await cluster?.removeOwnObjects(options.signal);
		return clean;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
/** Undoes what was not done to the cluster, last first. Returns whether nothing of that is left. */
async function undoOutlivingFaults(journal, { identity }, clusterIsGone, say) {
	const target = {
		kubeconfig: identity.kubeconfig,
		context: identity.context ?? "",
		clusterIsGone
	};
	let clean = true;
	for (const entry of journal.pending().filter(({ operation }) => outlivesCluster(operation))) {
		const outcome = await undoEntry(entry, journal, target);
		tell(outcome, say);
		clean &&= outcome.undone;
	}
	return clean;
}
async function attach({ identity }, signal) {
	return await providerOf(identity.provider).attach(identity, signal);
}
/**
* An API server that a fault has stopped is started first, by the door alone: nobody gets any further without it. Where no way
* leads there but through the API, its own timer has to start it.
*/
async function startApiServer(journal, made, { kubeconfig, context, say }) {
	const identity = kubeconfig && {
		provider: "existing",
		name: "",
		kubeconfig,
		context,
		created: false
	} || made?.identity;
	const stopped = journal.pending().filter(({ operation }) => operation.kind === "startComponent" && operation.component === "apiserver");
	if (!identity || stopped.length === 0) return;
	const node = providerOf(identity.provider).openDoor?.(identity);
	if (!node) return;
	const target = {
		kubeconfig: identity.kubeconfig,
		context: identity.context ?? "",
		node
	};
	for (const entry of stopped) tell(await undoEntry(entry, journal, target), say);
}
/** The cluster of a kubeconfig, with the doors that lead to its nodes. */
async function attachNamed(kubeconfig, made, options) {
	const context = loadKubeconfig(kubeconfig, options.context).currentContext;
	const identity = {
		provider: "existing",
		name: context,
		kubeconfig,
		context,
		created: false,
		details: made?.identity.details
	};
	return await providerOf("existing").attach(identity, options.signal);
}
async function undoFaults(journal, { cluster, made, isDeleted }, options) {
	if (journal.pending().length === 0) {
		options.say("nothing is left to undo");
		return true;
	}
	const kubeconfig = cluster?.identity.kubeconfig ?? made?.identity.kubeconfig ?? "";
	const context = options.context ?? cluster?.identity.context ?? made?.identity.context;
	const connection = isDeleted && !cluster ? {
		kubeconfig,
		context: context ?? "",
		clusterIsGone: true
	} : await connect(kubeconfig, context, { signal: options.signal });
	const doors = cluster && {
		node: cluster.node,
		vantage: cluster.vantage
	};
	const outcomes = await undoPending(journal, {
		...connection,
		...doors
	});
	for (const outcome of outcomes) tell(outcome, options.say);
	return outcomes.every(({ undone }) => undone);
}
function tell({ entry, undone, message }, say) {
	say(`${undone ? "undone" : "not undone"}: ${entry.description}${message ? `: ${message}` : ""}`);
}
export { undoRun as t };
