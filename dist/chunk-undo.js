import { n as InfrastructureFailure, o as messageOf } from "./chunk-errors.js";
import { n as findProgram, t as runCommand } from "./chunk-command.js";
import { b as readNode, g as isReady, x as setUnschedulable, y as readLeaseRenewal } from "./chunk-output-folder.js";
import { t as sleep } from "./chunk-clock.js";
// src/kubernetes/kubectl.ts
/**
* Runs kubectl against the cluster of a connection, never against the user's own context. Returns its standard output.
* Throws CommandFailed with the pasteable line, InfrastructureFailure when there is no kubectl.
*/
async function runKubectl(connection, argv, options) {
	const { binary = "kubectl", proxy } = options;
	if (await findProgram(binary) === void 0) throw new InfrastructureFailure(`${options.purpose} needs ${binary}, which is not on PATH`);
	const { stdout } = await runCommand([
		binary,
		"--kubeconfig",
		connection.kubeconfig,
		"--context",
		connection.context,
		...argv
	], {
		input: options.input,
		signal: options.signal,
		timeoutMs: options.timeoutMs ?? 6e4,
		environment: proxy ? {
			HTTPS_PROXY: proxy,
			HTTP_PROXY: proxy
		} : {}
	});
	return stdout;
}
/** `kubectl apply -f -` of a manifest. */
async function kubectlApply(connection, manifest, options) {
	return await runKubectl(connection, [
		"apply",
		"-f",
		"-"
	], {
		...options,
		input: manifest
	});
}
/** `kubectl delete -f -` of a manifest; objects that are gone already are no error. */
async function kubectlDelete(connection, manifest, options) {
	return await runKubectl(connection, [
		"delete",
		"--ignore-not-found",
		"-f",
		"-"
	], {
		...options,
		input: manifest
	});
}
// src/experiment/undo-node.ts
/** A machine's boot, its kubelet's start and its first heartbeat; on a busy machine. */
const readyTimeoutMs = 15e4;
const pollMs = 200;
/**
* Puts a node back and waits until the cluster sees it Ready, by a lease that was renewed since: what it said before
* it went says nothing. Returns what was seen. Throws InfrastructureFailure.
*/
async function undoOnNode({ action, node }, kubernetes) {
	const { send, node: door } = kubernetes;
	if (!send || !door) throw new InfrastructureFailure("the cluster that the journal names cannot be reached any more");
	const api = { send };
	const signal = AbortSignal.timeout(readyTimeoutMs);
	if (action === "uncordon") {
		await setUnschedulable(api, node, false, signal);
		return `${node} takes new pods again`;
	}
	const before = await readLeaseRenewal(api, node, signal);
	const wasReady = isReady(await readNode(api, node, signal));
	const began = performance.now();
	if (action === "start") await door.startNode(node, signal);
	else await door.controlService(node, "kubelet", "start", signal);
	const elapsed = () => `${((performance.now() - began) / 1e3).toFixed(1)} s`;
	for (;;) {
		if (await readLeaseRenewal(api, node, signal) !== before && isReady(await readNode(api, node, signal))) return `${node} ${wasReady ? "had not been called NotReady yet" : "was NotReady"}, is Ready ${elapsed()} after its start`;
		try {
			await sleep(pollMs, signal);
		} catch (error) {
			throw new InfrastructureFailure(`${node} was started and is not Ready after ${elapsed()}`, { cause: error });
		}
	}
}
// src/experiment/undo.ts
/** The longest that undoing one fault may take. */
const undoTimeoutMs = 6e4;
/**
* Undoes what is pending, last first, each bounded in time and ticked off when it is done. An entry that fails does
* not keep the ones below it from being undone. Idempotent: what is put back already counts as done.
*/
async function undoPending(journal, kubernetes, experiment) {
	const outcomes = [];
	for (const entry of journal.pending(experiment)) try {
		const message = await perform(entry.operation, kubernetes);
		journal.write({
			type: "done",
			id: entry.id
		});
		outcomes.push({
			entry,
			undone: true,
			message
		});
	} catch (error) {
		outcomes.push({
			entry,
			undone: false,
			message: messageOf(error)
		});
	}
	return outcomes;
}
/** The undo phase of an experiment: undoes what its faults left pending and records what came of each. */
async function undoFaults(context, live) {
	const { undoJournal, kubernetes, experiment, clock } = context;
	for (const { entry, undone, message } of await undoPending(undoJournal, kubernetes, experiment)) live.record({
		type: "fault-undone",
		t: clock.now(),
		experiment,
		id: entry.id,
		undone,
		message
	});
}
/** Returns what was seen of it, if there is something to say. */
async function perform(operation, kubernetes) {
	if (operation.kind === "node") return await undoOnNode(operation, kubernetes);
	const { action, payload, kubectlBinary, proxy } = operation;
	await (action === "delete" ? kubectlDelete : kubectlApply)(kubernetes, payload, {
		purpose: "undo",
		binary: kubectlBinary,
		proxy,
		timeoutMs: undoTimeoutMs
	});
}
export { runKubectl as i, undoPending as n, kubectlApply as r, undoFaults as t };
