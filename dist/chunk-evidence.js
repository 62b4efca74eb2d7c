import { a as readJson } from "./chunk-command.js";
// src/kubernetes/evidence.ts
/** Log lines kept of each container. */
const tailLines = 200;
/**
* What a cluster says about itself: events in order, every pod with its containers' states, and the last log lines of
* containers that restarted or are not running. Nothing of Secrets or ConfigMaps. Throws ApiFailure.
*/
async function collectEvidence(connection, signal) {
	const [events, pods] = await Promise.all([readJson(connection, {
		path: "/api/v1/events",
		asking: "events",
		signal
	}), readJson(connection, {
		path: "/api/v1/pods",
		asking: "pods",
		signal
	})]);
	const files = [{
		file: "events.txt",
		text: `${events.items.toSorted(byTime).map(describeEvent).join("\n")}\n`
	}, {
		file: "pods.txt",
		text: `${pods.items.map(describePod).join("\n")}\n`
	}];
	for (const pod of pods.items) for (const status of pod.status?.containerStatuses ?? []) {
		if (status.state?.running && status.restartCount === 0 && status.ready) continue;
		for (const previous of status.restartCount > 0 ? [false, true] : [false]) {
			const { namespace = "", name = "" } = pod.metadata ?? {};
			const { body } = await connection.send({
				path: `/api/v1/namespaces/${namespace}/pods/${name}/log`,
				query: {
					container: status.name,
					previous,
					tailLines
				},
				asking: `log of ${namespace}/${name}`,
				signal
			});
			files.push({
				file: `${namespace}_${name}_${status.name}${previous ? ".previous" : ""}.log`,
				text: body
			});
		}
	}
	return files;
}
function byTime(a, b) {
	return String(timeOf(a)).localeCompare(String(timeOf(b)));
}
function timeOf(event) {
	return event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? "";
}
function describeEvent(event) {
	const { kind, namespace, name } = event.involvedObject;
	return `${timeOf(event)} ${event.type} ${event.reason} ${kind} ${namespace ?? ""}/${name} ×${event.count ?? 1}: ${event.message}`;
}
function describePod(pod) {
	const containers = (pod.status?.containerStatuses ?? []).map((status) => {
		const state = status.state?.waiting?.reason ?? status.state?.terminated?.reason ?? "running";
		const last = status.lastState?.terminated;
		const before = last ? `, before: ${last.reason} (${last.exitCode}) at ${last.finishedAt}` : "";
		return `${status.name} ${state}, ready ${status.ready}, ${status.restartCount} restarts${before}`;
	});
	const { namespace, name } = pod.metadata ?? {};
	return `${namespace}/${name} on ${pod.spec?.nodeName ?? "no node"}: ${pod.status?.phase}; ${containers.join("; ")}`;
}
export { collectEvidence as t };
