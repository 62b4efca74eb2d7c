import { l as messageOf, n as InfrastructureFailure } from "./chunk-errors.js";
import { z as readJson } from "./chunk-existing.js";
import { t as require_dist } from "./chunk-dist.js";
import { F as secretValues, I as redact, L as redactVariable } from "./chunk-output-folder.js";
import { n as listPodsByLabels } from "./chunk-list-pods.js";
// src/kubernetes/describe-objects.ts
var import_dist = require_dist();
/** One line for each event, in the order of time. */
function describeEvents(events) {
	return events.toSorted(byTime).map(describeEvent).join("\n");
}
/** A node with its conditions and taints. */
function describeNode({ metadata, spec, status }) {
	const conditions = (status?.conditions ?? []).map(({ type, status: state, reason, message, lastHeartbeatTime }) => `  ${type} ${state} ${reason ?? ""}: ${message ?? ""} (${String(lastHeartbeatTime ?? "no heartbeat")})`);
	const taints = (spec?.taints ?? []).map(({ key, value, effect }) => `  taint ${key}=${value ?? ""}:${effect}`);
	const cordoned = spec?.unschedulable ? ", cordoned" : "";
	return [
		`${metadata?.name} ${status?.nodeInfo?.kubeletVersion ?? ""}${cordoned}`,
		...conditions,
		...taints
	].join("\n");
}
/** One line: where it runs and how its containers are. */
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
/**
* All of a pod as YAML, but for what nobody reads (managed fields) and what nobody may: the manifest as applied, and the
* values of variables with a telling name. References to Secrets stay references.
*/
function describePodInFull({ metadata = {}, spec, status }) {
	const annotations = Object.entries(metadata.annotations ?? {}).filter(([name]) => name !== "kubectl.kubernetes.io/last-applied-configuration");
	return (0, import_dist.stringify)({
		metadata: {
			...metadata,
			managedFields: void 0,
			annotations: Object.fromEntries(annotations)
		},
		spec: {
			...spec,
			containers: spec?.containers.map(withoutValues),
			initContainers: spec?.initContainers?.map(withoutValues),
			ephemeralContainers: spec?.ephemeralContainers?.map(withoutValues)
		},
		status
	}, folding);
}
/** A secret that is folded over several lines would not be found. */
const folding = { lineWidth: 0 };
function withoutValues(container) {
	const env = container.env?.map((variable) => variable.value === void 0 ? variable : {
		...variable,
		value: redactVariable(variable.name, variable.value)
	});
	return {
		...container,
		env
	};
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
// src/kubernetes/evidence-bundle.ts
const maxFileBytes = 262144;
const maxTotalBytes = 4194304;
/** Less of a file tells nothing. */
const leastBytes = 1024;
function openEvidenceBundle() {
	const files = [];
	const said = [];
	let left = maxTotalBytes;
	return {
		add(name, text) {
			const file = name.replace(/[^\w.-]+/g, "_").slice(-200);
			const bytes = Buffer.from(text === "" || text.endsWith("\n") ? text : `${text}\n`);
			const room = Math.min(maxFileBytes, left);
			if (room < leastBytes) {
				said.push(`${file}: left out, there are ${maxTotalBytes} bytes of evidence already`);
				return;
			}
			const cut = bytes.length > room ? Math.max(bytes.length - room, bytes.indexOf("\n", bytes.length - room) + 1) : 0;
			const kept = bytes.subarray(cut).toString("utf8");
			left -= bytes.length - cut;
			files.push({
				file,
				text: cut > 0 ? `[${cut} bytes before this are left out]\n${kept}` : kept
			});
			said.push(cut > 0 ? `${file}: the last of ${bytes.length} bytes` : `${file}: ${bytes.length} bytes`);
		},
		say: (text) => void said.push(text),
		async attempt(what, otherwise, job) {
			try {
				return await job();
			} catch (error) {
				said.push(`not to be had: ${what}: ${messageOf(error).slice(0, 300)}`);
				return otherwise;
			}
		},
		files: () => [{
			file: "evidence.txt",
			text: `${said.join("\n")}\n`
		}, ...files]
	};
}
// src/kubernetes/evidence.ts
/** Log lines kept of each container. */
const tailLines = 200;
/** Pods in trouble that are looked at closely. */
const maxPods = 40;
const goldpingerTimeoutMs = 3e3;
/**
* What a cluster says about itself: events, nodes, pods; in full the pods that restarted, failed or are not ready, with their
* last log lines; Goldpinger's raw answers. Without secrets: without the values of the Secrets in these pods' namespaces, and
* without what looks like one. Bounded in size. What cannot be had is said in `evidence.txt`, not thrown.
*/
async function collectEvidence(connection, signal, goldpingers = []) {
	const bundle = openEvidenceBundle();
	const get = (path, asking) => readJson(connection, {
		path,
		asking,
		signal
	});
	const pods = await bundle.attempt("pods", [], async () => (await get("/api/v1/pods", "pods")).items);
	const troubled = pods.filter(isInTrouble);
	const secrets = await readSecrets(troubled);
	const add = (file, text) => bundle.add(file, redact(text, secrets));
	async function readSecrets(of) {
		const values = [...new Set(of.map(({ metadata }) => metadata?.namespace ?? ""))].map((namespace) => bundle.attempt(`the Secrets of ${namespace}; only what looks like a secret is redacted`, [], async () => {
			const { items } = await get(`/api/v1/namespaces/${namespace}/secrets`, "secrets");
			return secretValues(items);
		}));
		return (await Promise.all(values)).flat().sort((a, b) => b.length - a.length);
	}
	async function addPod(pod) {
		const { namespace = "", name = "" } = pod.metadata ?? {};
		add(`${namespace}_${name}.yaml`, describePodInFull(pod));
		for (const status of (pod.status?.containerStatuses ?? []).filter(isTroubled)) for (const previous of status.restartCount > 0 ? [false, true] : [false]) {
			const asking = `log of ${namespace}/${name} ${status.name}${previous ? " before its restart" : ""}`;
			const query = {
				container: status.name,
				previous,
				tailLines
			};
			await bundle.attempt(asking, void 0, async () => {
				const text = await read(`/api/v1/namespaces/${namespace}/pods/${name}/log`, asking, { query });
				add(`${namespace}_${name}_${status.name}${previous ? ".previous" : ""}.log`, text);
			});
		}
	}
	async function addGoldpinger({ namespace, selector, port }) {
		for (const { metadata } of await listPodsByLabels(connection, namespace, selector, signal)) {
			const asking = `Goldpinger's answer of ${metadata?.name}`;
			const path = `/api/v1/namespaces/${namespace}/pods/${metadata?.name}:${port}/proxy/check`;
			await bundle.attempt(asking, void 0, async () => {
				add(`goldpinger_${metadata?.name}.json`, await read(path, asking, { timeoutMs: goldpingerTimeoutMs }));
			});
		}
	}
	async function read(path, asking, more) {
		const { status, body } = await connection.send({
			path,
			asking,
			signal,
			...more
		});
		if (status !== 200) throw new InfrastructureFailure(`${status} ${redact(body, secrets)}`);
		return body;
	}
	add("pods.txt", pods.map(describePod).join("\n"));
	await bundle.attempt("events", void 0, async () => {
		add("events.txt", describeEvents((await get("/api/v1/events", "events")).items));
	});
	await bundle.attempt("nodes", void 0, async () => {
		add("nodes.txt", (await get("/api/v1/nodes", "nodes")).items.map(describeNode).join("\n"));
	});
	for (const pod of troubled.slice(0, maxPods)) await addPod(pod);
	if (troubled.length > maxPods) bundle.say(`${troubled.length - maxPods} more pods are in trouble: left out`);
	for (const own of goldpingers) await bundle.attempt(`Goldpinger of ${own.namespace}`, void 0, () => addGoldpinger(own));
	return bundle.files();
}
function isInTrouble({ status }) {
	if (status?.phase === "Succeeded") return false;
	return status?.phase !== "Running" || (status.containerStatuses ?? []).some(isTroubled);
}
function isTroubled({ state, restartCount, ready }) {
	return !state?.running || restartCount > 0 || !ready;
}
export { collectEvidence as t };
