import { i as InvalidInput, n as InfrastructureFailure, s as formatProblem } from "./chunk-errors.js";
import { H as ApiFailure, M as listNodes, N as listPodsOnNode, T as resourcePath, W as isNotFound, k as gateLabel, w as findResourceOfKind, x as describeObject, z as readJson } from "./chunk-existing.js";
import { t as require_dist } from "./chunk-dist.js";
import { n as listPodsByLabels } from "./chunk-list-pods.js";
import { a as hasProperty, i as applySelectionFilters } from "./chunk-namespace-pattern.js";
import { t as budgetCovers } from "./chunk-label-selector.js";
import { S as qualifiedWorkloadOf, _ as nodeFaultOf, b as isDrained, d as faultSteps, f as protectedNamespaces, g as isFault, m as createRandom, p as selectTargets, u as guardRadius, v as isLasting, w as sleep, x as listSelectedPods, y as lastingFaultOf } from "./chunk-run.js";
import { n as parseManifest } from "./chunk-load-manifests.js";
import { n as parseSuite } from "./chunk-decode-text.js";
import { t as chooseScenarios } from "./chunk-wishes.js";
// src/kubernetes/pod-changes.ts
function momentOf({ metadata, spec, status }) {
	const containers = status?.containerStatuses ?? [];
	return {
		scheduled: Boolean(spec?.nodeName),
		started: containers.length > 0 && containers.every(({ state }) => state?.running !== void 0),
		ready: status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") ?? false,
		restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
		failed: status?.phase === "Failed",
		terminating: metadata?.deletionTimestamp !== void 0
	};
}
const unborn = {
	scheduled: false,
	started: false,
	ready: false,
	restarts: 0,
	failed: false,
	terminating: false
};
/** What happened between two moments, in the order in which it happens; `before` undefined: the pod is new. Pure. */
function changesBetween(before, after) {
	const was = before ?? unborn;
	const changes = [];
	if (!before) changes.push("created");
	if (after.scheduled && !was.scheduled) changes.push("scheduled");
	if (was.ready && !after.ready) changes.push("not-ready");
	if (after.restarts > was.restarts) changes.push("restarted");
	if (after.started && (!was.started || after.restarts > was.restarts)) changes.push("started");
	if (after.ready && !was.ready) changes.push("ready");
	if (after.failed && !was.failed) changes.push("failed");
	if (after.terminating && !was.terminating) changes.push("terminating");
	return changes;
}
// src/experiment/kubectl/payload.ts
/**
* The objects of a payload. Throws InvalidInput, with every problem, when it holds none, cannot be parsed or names a kind
* that the cluster does not serve; ApiFailure.
*/
async function resolvePayload(payload, connection, signal) {
	const written = parseManifest(payload, "payload");
	if (written.length === 0) throw new InvalidInput("the payload holds no object");
	const objects = [];
	const problems = [];
	for (const each of written) {
		const object = await resolveObject(each, connection, signal);
		if ("message" in object) problems.push(object);
		else objects.push(object);
	}
	if (problems.length > 0) throw new InvalidInput(problems.map(formatProblem).join("; "));
	return objects;
}
async function resolveObject({ object, at }, connection, signal) {
	const { apiVersion = "", kind = "", metadata } = object;
	const { name = "" } = metadata ?? {};
	const resource = await findResourceOfKind(connection, apiVersion, kind, signal);
	if (!resource) return {
		at,
		message: `the cluster does not know the kind ${kind} of ${apiVersion} (${name})`
	};
	const ofContext = connection.config.getContextObject(connection.context)?.namespace;
	const namespace = resource.namespaced ? metadata?.namespace ?? ofContext ?? "default" : void 0;
	const manifest = {
		...object,
		metadata: {
			...metadata,
			namespace
		}
	};
	return {
		manifest,
		label: describeObject(manifest),
		path: resourcePath(resource, namespace, name),
		namespace
	};
}
/** Looks at objects as they are now, each once. Throws ApiFailure. */
async function lookAt(objects, connection, signal) {
	return await Promise.all(objects.map(async ({ manifest, label, path, namespace }) => {
		return {
			manifest,
			label,
			path,
			namespace,
			live: await readJson(connection, {
				path,
				asking: label,
				signal
			}).catch((error) => {
				if (isNotFound(error)) return void 0;
				throw error;
			})
		};
	}));
}
// src/experiment/kubectl/payload-targets.ts
/** Finds the objects of all payloads, and the pods that they are about. One that cannot be used is left out: its step says so. Throws ApiFailure. */
async function findPayloadTargets({ steps }, kubernetes, signal) {
	const objects = [];
	const meantToStay = /* @__PURE__ */ new Set();
	const pods = [];
	for (const step of steps) {
		if (step.kind !== "kubectl") continue;
		const found = await resolvePayload(step.payload, kubernetes, signal).catch((error) => {
			if (error instanceof InvalidInput) return [];
			throw error;
		});
		objects.push(...found);
		if (step.action === "delete" || !step.autoDelete) for (const { label } of found) meantToStay.add(label);
		pods.push(await listPayloadPods(step.action, await lookAt(found, kubernetes, signal), kubernetes, signal));
	}
	return {
		objects,
		meantToStay,
		namespaces: listTouchedNamespaces(objects),
		disturbed: onceEach(pods.flatMap(({ disturbed }) => disturbed)),
		removed: onceEach(pods.flatMap(({ removed }) => removed))
	};
}
/**
* The pods that this done to these objects hits: pods themselves, those of a namespace that is deleted, and those that a
* workload, a Service or a NetworkPolicy selects, as it is or as the payload has it. Throws ApiFailure.
*/
async function listPayloadPods(action, objects, kubernetes, signal) {
	const disturbed = [];
	const removed = [];
	for (const { manifest, namespace, live } of objects) {
		const own = action === "delete" ? removed : disturbed;
		if (manifest.kind === "Pod" && live) own.push(live);
		else if (manifest.kind === "Namespace" && action === "delete" && live) removed.push(...await listPodsByLabels(kubernetes, manifest.metadata?.name ?? "", void 0, signal));
		else if (namespace !== void 0) for (const object of live ? [live, manifest] : [manifest]) disturbed.push(...await listSelectedPods(object, namespace, kubernetes, signal));
	}
	return {
		disturbed: onceEach(disturbed),
		removed: onceEach(removed)
	};
}
function onceEach(pods) {
	return [...new Map(pods.map((pod) => [pod.metadata?.uid, pod])).values()];
}
/** A namespace is touched by what is done in it and by what is done to it. Each once. */
function listTouchedNamespaces(objects) {
	const touched = objects.flatMap(({ namespace, manifest }) => {
		if (namespace !== void 0) return [namespace];
		return manifest.kind === "Namespace" ? [manifest.metadata?.name ?? ""] : [];
	});
	return [...new Set(touched)];
}
/**
* Workloads (`shop/Deployment/web`) at which payloads are aimed: those that they hold, and those of the pods that they
* disturb.
*/
function listTargetedWorkloads({ objects, disturbed, removed }) {
	return [...objects.flatMap(({ namespace, manifest: { kind, metadata } }) => namespace === void 0 ? [] : [`${namespace}/${kind}/${metadata?.name}`]), ...[...disturbed, ...removed].map(qualifiedWorkloadOf)];
}
// src/experiment/lasting-targets.ts
/**
* Where a fault changes something that `blastRadius: { namespaces }` bounds. The control plane is in no namespace of an app: it is
* hit where it is, by the name of its component. Pure.
*/
function boundNamespacesOf({ kind }, { namespaces = [] }) {
	return kind === "controlPlaneAction" ? [] : namespaces;
}
/** What a lasting fault would disturb now: what it says itself, or the pods that its step's matches and filters choose. */
async function affectedBy(step, index, purpose, kubernetes, signal) {
	const fault = lastingFaultOf(step);
	if (fault.affects) return await fault.affects(step, {
		kubernetes,
		signal
	});
	if (!("matches" in step)) return {
		pods: [],
		nodes: []
	};
	const { seed, run, scenario } = purpose;
	const { matched, chosen, remarks } = await selectTargets(step, kubernetes, {
		seed,
		run,
		scenario: scenario.name,
		step: index,
		attempt: 0
	}, signal);
	if (chosen.length > 0) return {
		pods: chosen,
		matched,
		nodes: []
	};
	return {
		pods: [],
		nodes: [],
		empty: [`${matched.length === 0 ? "no" : matched.length} pods matched`, ...remarks].join("; ")
	};
}
// src/experiment/pod-harm.ts
/** What an action does to the pods that it is done to. A pod of `restartPolicy: Never` does not come back from a crash. Pure. */
function harmOfAction({ kind }, pods) {
	if (kind === "kill") return "removes";
	return pods.some(({ spec }) => spec?.restartPolicy === "Never") ? "removes" : "stops";
}
/** What a fault that lasts does to its pods: frozen, or cut off from everybody, they serve nobody. Pure. */
function harmOfStep(step) {
	if (step.kind === "processAction") return step.fault.kind === "pause" ? "stops" : "disturbs";
	if (step.kind !== "networkAction") return "disturbs";
	const { effect, peers, port } = step;
	return (effect.kind === "partition" || effect.kind === "refuse") && peers.kind === "everybody" && port === void 0 ? "stops" : "disturbs";
}
// src/experiment/claim-faults.ts
/** Counts all that a scenario would hit. Throws BlastRadiusExceeded when that is more than it allows. */
function claimFaults({ steps }, found, guard) {
	for (const { index, selection } of found.steps) for (const harm of harmsOf(steps[index], selection.chosen)) guard.claim(selection.chosen, harm);
	for (const { nodes, pods } of found.onNodes) guard.claimNodes(nodes, pods.down, pods.harm);
	for (const { index, targets } of found.lastingSteps) claimLasting(steps[index], targets, guard);
	const { objects, namespaces, disturbed, removed } = found.payloads;
	if (objects.length > 0) guard.claimNamespaces(namespaces);
	guard.claim(disturbed);
	guard.claim(removed, "removes");
	for (const step of steps) if (step.kind === "clone") guard.claimNamespaces(namespacesOfClone(step));
}
function claimLasting(step, targets, guard) {
	guard.claimNamespaces(boundNamespacesOf(step, targets));
	guard.claim(targets.pods, harmOfStep(step));
	guard.claimNodes(targets.nodes.map(({ metadata }) => metadata?.name ?? ""), targets.evicted, "removes");
}
/** What the actions of a podAction do to the pods that it chooses. */
function harmsOf(step, pods) {
	return (step?.kind === "podAction" ? step.actions : []).flatMap((action) => {
		if (action.kind === "stopHost") return ["removes"];
		return isFault(action) ? [harmOfAction(action, pods)] : [];
	});
}
/** Where a clone is made, and the Services that it is put behind. */
function namespacesOfClone({ source, servicesToRetarget }) {
	return [source.namespace, ...servicesToRetarget.map(({ namespace }) => namespace)];
}
// src/experiment/clone/toxiproxy-container.ts
/** The sidecar's name, as PowerfulSeal calls it. */
const toxiproxyName = "chaos-toxiproxy";
/** Where Toxiproxy's API listens in the pod. */
const toxiproxyPort = 8474;
/** Its image starts the server on all addresses; nothing is set up from inside, because the image has no shell. */
function toxiproxyContainer({ image }) {
	return {
		name: toxiproxyName,
		image
	};
}
/** The proxies of a clone: the ones that were asked for, and `auto<port>` for every port of its containers, from 10000 up. */
function proxiesOf(spec, { proxies }) {
	const ports = (spec?.containers ?? []).filter(({ name }) => name !== toxiproxyName).flatMap((container) => container.ports ?? []).filter(({ protocol = "TCP" }) => protocol === "TCP").map(({ containerPort }) => containerPort);
	const taken = /* @__PURE__ */ new Set([...ports, toxiproxyPort]);
	let next = 1e4;
	const automatic = [...new Set(ports)].map((port) => {
		while (taken.has(next)) next++;
		taken.add(next);
		return {
			name: `auto${port}`,
			listen: `0.0.0.0:${next}`,
			upstream: `127.0.0.1:${port}`,
			redirects: {
				port,
				to: next
			}
		};
	});
	return [...proxies, ...automatic];
}
/** The name of the proxy that a toxic means: a number is a container's port. */
function proxyNameOf(targetProxy) {
	return /^\d+$/.test(targetProxy) ? `auto${targetProxy}` : targetProxy;
}
// src/experiment/clone/set-up-toxiproxy.ts
const pollMs = 100;
/**
* Makes the proxies and toxics in one pod by Toxiproxy's HTTP API, through the API server, then sends the connections to
* the containers' ports through them, from the node. Returns what Toxiproxy and the node say of it afterwards.
* Throws InfrastructureFailure.
*/
async function setUpToxiproxy(pod, mutation, kubernetes, options) {
	const { signal } = options;
	const ask = (path, request = {}) => askToxiproxy(kubernetes, pod, path, {
		...request,
		signal
	});
	await awaitToxiproxy(ask, options);
	const proxies = proxiesOf(pod.spec, mutation);
	for (const { name, listen, upstream } of proxies) await ask("/proxies", {
		method: "POST",
		body: {
			name,
			listen,
			upstream,
			enabled: true
		}
	});
	for (const { targetProxy, type, attributes } of mutation.toxics) await ask(`/proxies/${encodeURIComponent(proxyNameOf(targetProxy))}/toxics`, {
		method: "POST",
		body: {
			type,
			stream: "downstream",
			toxicity: 1,
			attributes
		}
	});
	const redirected = await redirect(pod, proxies, kubernetes, signal);
	const state = await ask("/proxies");
	for (const toxic of mutation.toxics) {
		const name = proxyNameOf(toxic.targetProxy);
		if (!state[name]?.enabled || !state[name].toxics.some(({ type }) => type === toxic.type)) throw new InfrastructureFailure(`Toxiproxy in ${pod.metadata?.name} has no ${toxic.type} on ${name}`);
	}
	return `Toxiproxy has ${mutation.toxics.map(({ targetProxy, type }) => `${type} on ${proxyNameOf(targetProxy)}`).join(", ") || "no toxics"}; the node redirects port ${redirected.join(", ") || "none"} through it`;
}
async function askToxiproxy(api, { metadata }, path, request) {
	const { name = "", namespace = "" } = metadata ?? {};
	return await readJson(api, {
		path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}:${toxiproxyPort}/proxy${path}`,
		asking: `Toxiproxy in pod ${namespace}/${name} (${request.method ?? "GET"} ${path})`,
		...request
	});
}
/** A container that runs need not listen yet. */
async function awaitToxiproxy(ask, { timeoutMs, signal }) {
	const deadline = performance.now() + timeoutMs;
	for (;;) try {
		await ask("/proxies");
		return;
	} catch (error) {
		signal.throwIfAborted();
		if (performance.now() >= deadline) throw error;
		await sleep(pollMs, signal);
	}
}
/** In the network of the pod, from its node. Throws InfrastructureFailure. */
async function redirect(pod, proxies, { node: door }, signal) {
	const node = pod.spec?.nodeName ?? "";
	const containerId = pod.status?.containerStatuses?.find(({ name }) => name === "chaos-toxiproxy")?.containerID ?? "";
	const state = await door.containerState({
		node,
		containerId
	}, signal);
	if (state.state !== "running") throw new InfrastructureFailure(`Toxiproxy in ${pod.metadata?.name} does not run`);
	const redirects = proxies.flatMap(({ redirects: each }) => each ?? []);
	for (const { port, to } of redirects) for (const verb of ["-A", "-C"]) {
		const argv = [
			"nsenter",
			"-t",
			String(state.pid),
			"-n",
			...redirectRule(verb, port, to)
		];
		const { status, stderr } = await door.execute(node, argv, signal);
		if (status !== 0) throw new InfrastructureFailure(`iptables on ${node} ended with ${status}: ${stderr.trim()}`);
	}
	return redirects.map(({ port }) => port);
}
/** iptables' arguments for one redirection; `-A` makes it, `-C` looks whether it is there. */
function redirectRule(verb, port, to) {
	return [
		"iptables",
		"-w",
		"-t",
		"nat",
		verb,
		"PREROUTING",
		...[
			"-p",
			"tcp",
			"--dport",
			String(port),
			"-j",
			"REDIRECT",
			"--to-ports",
			String(to)
		]
	];
}
// src/scenario/nodes/node.ts
const zoneLabels = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];
const controlPlaneLabels = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];
/** PowerfulSeal's words: UP while the node is Ready, DOWN when it is not or nobody hears of it, UNKNOWN before it ever said. */
function nodeState(node) {
	const ready = node.status?.conditions?.find(({ type }) => type === "Ready")?.status;
	return ready === void 0 ? "UNKNOWN" : ready === "True" ? "UP" : "DOWN";
}
function isControlPlane(node) {
	return controlPlaneLabels.some((label) => Object.hasOwn(node.metadata?.labels ?? {}, label));
}
/** How nodes are chosen from: sorted by name, by code point; a node has several addresses, and as many groups as labels. */
const nodeCandidates = {
	order: (a, b) => compare(a.metadata?.name, b.metadata?.name),
	valuesOf(node, property) {
		const labels = node.metadata?.labels ?? {};
		switch (property) {
			case "name": return [node.metadata?.name ?? ""];
			case "ip": return (node.status?.addresses ?? []).filter(({ type }) => type.endsWith("IP")).map(({ address }) => address);
			case "group": return Object.values(labels);
			case "az": return zoneLabels.flatMap((label) => labels[label] ?? []).slice(0, 1);
			case "state": return [nodeState(node)];
		}
	}
};
function compare(a = "", b = "") {
	return a < b ? -1 : a > b ? 1 : 0;
}
// src/scenario/nodes/select-nodes.ts
/**
* The union of what the matches find. The only control plane, and nodes on which the gate runs something of its own
* (`own`, by name), are left out unless a match names them literally: without them the experiment loses its own footing.
*/
function matchNodes(nodes, matches, own) {
	const matched = [];
	const refused = [];
	for (const node of [...nodes].sort(nodeCandidates.order)) {
		if (!matches.some((match) => hasProperty(node, match, nodeCandidates))) continue;
		const why = namesLiterally(matches, node) ? void 0 : protection(node, nodes, own);
		if (why === void 0) matched.push(node);
		else refused.push({
			node,
			why
		});
	}
	return {
		matched,
		protected: refused
	};
}
/** What the filters leave of the nodes. */
function filterNodes(nodes, filters, context) {
	return applySelectionFilters(nodes, filters, nodeCandidates, context);
}
/** Why a node is not to be touched; undefined: nothing speaks against it. */
function protection(node, nodes, own) {
	if (isControlPlane(node) && nodes.filter(isControlPlane).length === 1) return "the only control plane";
	return own.has(node.metadata?.name ?? "") ? "objects of the gate's own run there" : void 0;
}
/** Its whole name, not a pattern that happens to fit. */
function namesLiterally(matches, node) {
	return matches.some(({ name, value, negative }) => name === "name" && !negative && [value].flat().includes(node.metadata?.name ?? ""));
}
// src/experiment/node-targets.ts
/** Matches and filters nodes against the live cluster. Throws ApiFailure when the API refuses or does not answer. */
async function selectNodes(step, kubernetes, seed, signal) {
	const [listed, own] = await Promise.all([listNodes(kubernetes, signal), listOwnNodes(kubernetes, signal)]);
	const { matched, protected: refused } = matchNodes([...step.matches, ...step.filters].some((each) => each.kind === "property" && each.name === "state") ? await withMachineStates(listed, kubernetes, signal) : listed, step.matches, own);
	const random = createRandom(seed.seed, seed.scenario, seed.run, seed.step, seed.attempt);
	const { items, emptiedBy } = filterNodes(matched, step.filters, {
		random,
		now: /* @__PURE__ */ new Date(),
		compat: seed.legacy ? "legacy" : "strict"
	});
	const remarks = refused.map(({ node, why }) => leftAlone(node, why));
	if (emptiedBy) remarks.push(`the filter ${emptiedBy.filter.kind} (line ${emptiedBy.filter.at.line}) left none of ${emptiedBy.before} nodes`);
	return {
		matched,
		chosen: items,
		remarks
	};
}
/** The nodes that pods run on, for stopHost; a pod cannot name a node, so the protected ones are always left out. */
async function selectHosts(pods, kubernetes, signal) {
	const [nodes, own] = await Promise.all([listNodes(kubernetes, signal), listOwnNodes(kubernetes, signal)]);
	const names = new Set(pods.map((pod) => pod.spec?.nodeName));
	const hosts = nodes.filter(({ metadata }) => names.has(metadata?.name));
	const refused = hosts.flatMap((node) => {
		const why = protection(node, nodes, own);
		return why === void 0 ? [] : [{
			node,
			why
		}];
	});
	return {
		matched: hosts,
		chosen: hosts.filter((node) => !refused.some((each) => each.node === node)),
		remarks: refused.map(({ node, why }) => leftAlone(node, why))
	};
}
/** Nodes on which something runs that the gate itself put into the cluster. */
async function listOwnNodes(kubernetes, signal) {
	const pods = await listPodsByLabels(kubernetes, "*", gateLabel, signal);
	return new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
}
/** The cluster believes for 40 s and more that a node is up which is not: where the machine can be asked, it knows better. */
async function withMachineStates(nodes, { node: door }, signal) {
	if (door.refusal("stop") !== void 0) return [...nodes];
	return await Promise.all(nodes.map(async (node) => {
		if (await door.machineState(node.metadata?.name ?? "", signal) === "running") return node;
		return {
			...node,
			status: {
				...node.status,
				conditions: [{
					type: "Ready",
					status: "Unknown"
				}]
			}
		};
	}));
}
function leftAlone(node, why) {
	return `${node.metadata?.name} was left alone (${why}): name it to include it`;
}
// src/experiment/node-pods.ts
/** What a fault on nodes does to the pods that run on them. A drain waits for their budgets by itself. Pure. */
function nodePodsOf({ kind }, pods) {
	switch (kind) {
		case "drain": return {
			disturbed: pods,
			down: pods.filter(isDrained),
			harm: "evicts"
		};
		case "stop":
		case "pause": return {
			disturbed: pods,
			down: pods.filter(isDrained),
			harm: "disturbs"
		};
		default: return {
			disturbed: pods,
			down: [],
			harm: "disturbs"
		};
	}
}
/** What each fault on the nodes that steps choose would do. Throws ApiFailure. */
async function findNodePods({ steps }, chosen, api, signal) {
	const found = [];
	for (const { index, selection } of chosen) {
		const nodes = selection.chosen.map(({ metadata }) => metadata?.name ?? "");
		const pods = (await Promise.all(nodes.map((node) => listPodsOnNode(api, node, signal)))).flat();
		for (const action of nodeFaultsOf(steps[index])) found.push({
			nodes,
			pods: nodePodsOf(action, pods)
		});
	}
	return found;
}
/** The faults of a nodeAction, and the one of a podAction that stops the hosts of its pods. */
function nodeFaultsOf(step) {
	if (step?.kind === "nodeAction") return step.actions.filter((action) => action.kind !== "wait");
	return [{ kind: "stop" }];
}
// src/experiment/surroundings.ts
/**
* Reads the namespaces of the targets. Which pods are ready is counted here: the controllers' own counts come later than what
* they count. Throws ApiFailure; budgets that may not be read count as none.
*/
async function readSurroundings(namespaces, api, signal) {
	const workloads = /* @__PURE__ */ new Map();
	const budgets = [];
	const read = async (namespace) => {
		const scope = `namespaces/${encodeURIComponent(namespace)}`;
		const path = `/api/v1/${scope}/pods`;
		const { items } = await readJson(api, {
			path,
			asking: `pods of namespace ${namespace}`,
			signal
		});
		const staying = items.filter(isStaying);
		const readyOf = (pods) => new Set(pods.filter((pod) => momentOf(pod).ready).map(uidOf));
		for (const [key, pods] of Map.groupBy(staying, qualifiedWorkloadOf)) workloads.set(key, {
			pods: pods.length,
			ready: readyOf(pods)
		});
		for (const { metadata, spec, status } of await listBudgets(scope, namespace, api, signal)) {
			const covered = staying.filter((pod) => budgetCovers(spec?.selector, pod.metadata?.labels));
			budgets.push({
				name: `${namespace}/${metadata?.name}`,
				covered: new Set(covered.map(uidOf)),
				healthy: readyOf(covered),
				desired: desiredOf({
					metadata,
					status
				})
			});
		}
	};
	await Promise.all(namespaces.map(read));
	return {
		workloads,
		budgets
	};
}
/** Each once. */
function namespacesOf(pods) {
	return [...new Set(pods.map((pod) => pod.metadata?.namespace ?? ""))];
}
async function listBudgets(scope, namespace, api, signal) {
	const path = `/apis/policy/v1/${scope}/poddisruptionbudgets`;
	const asking = `PodDisruptionBudgets of namespace ${namespace}`;
	try {
		return (await readJson(api, {
			path,
			asking,
			signal
		})).items;
	} catch (error) {
		if (error instanceof ApiFailure && (error.status === 403 || error.status === 404)) return [];
		throw error;
	}
}
function isStaying({ metadata, status }) {
	return !metadata?.deletionTimestamp && status?.phase !== "Succeeded" && status?.phase !== "Failed";
}
/** `SyncFailed`: the controller cannot tell how many pods there should be, and allows no disruption (policy/v1). */
function desiredOf({ metadata, status }) {
	const isStale = (status?.observedGeneration ?? 0) < (metadata?.generation ?? 0);
	const failed = status?.conditions?.some(({ type, reason }) => type === "DisruptionAllowed" && reason === "SyncFailed");
	return isStale || failed ? Number.POSITIVE_INFINITY : status?.desiredHealthy ?? Number.POSITIVE_INFINITY;
}
function uidOf({ metadata }) {
	return metadata?.uid ?? "";
}
// src/experiment/clone/seccomp-refusal.ts
/** A kernel that can answer a system call with an error. */
const actions = "/proc/sys/kernel/seccomp/actions_avail";
/** systemd lists every system call of Linux. */
const listSystemCalls = [
	"systemd-analyze",
	"syscall-filter",
	"@known"
];
/** Why a node cannot carry a seccomp profile, or which of its names are no system calls; undefined: it can. */
async function refuseSeccomp({ syscalls, proof }, node, door, signal) {
	if (!(await door.execute(node, ["cat", actions], signal)).stdout.split(/\s+/).includes("errno")) return `the kernel of ${node} has no seccomp filters`;
	if ((await door.execute(node, [
		"perl",
		"-e",
		"1"
	], signal)).status !== 0) return `${node} has no perl, which writes the profile`;
	const { status, stdout } = await door.execute(node, listSystemCalls, signal);
	if (status !== 0) return proof ? void 0 : `${node} cannot tell whether these are system calls (no systemd-analyze): give a \`proof\``;
	const known = new Set(stdout.split("\n").map((line) => line.trim()));
	const unknown = syscalls.filter((name) => !known.has(name));
	return unknown.length > 0 ? `${unknown.join(", ")}: Linux has no such system call` : void 0;
}
// src/experiment/clone/clone-refusal.ts
const embeddedRuntime = "chaos-gate-embedded://";
/**
* Which mutation of a scenario's clones this cluster cannot carry, and why, before anything is injected; undefined: it
* can do all of them. Throws ApiFailure.
*/
async function cloneRefusal(scenario, kubernetes, signal) {
	const mutations = scenario.steps.flatMap((step) => step.kind === "clone" ? step.mutations : []).filter((mutation) => mutation.kind !== "environment");
	if (mutations.length === 0) return void 0;
	const nodes = await listNodes(kubernetes, signal);
	for (const mutation of mutations) {
		const why = await refuse(mutation, nodes, kubernetes, signal);
		if (why !== void 0) return {
			at: mutation.at,
			message: `clone: ${mutation.kind}: ${why}`
		};
	}
}
async function refuse(mutation, nodes, { node: door }, signal) {
	if (nodes.some(({ status }) => status?.nodeInfo?.containerRuntimeVersion.startsWith(embeddedRuntime))) return refuseEmbedded(mutation);
	const noCommands = door.refusal("execute");
	if (mutation.kind === "seccomp" && noCommands !== void 0) return `the profile has to be on the nodes, and ${noCommands}`;
	if (mutation.kind === "toxiproxy" && noCommands !== void 0) return `connections are redirected from the nodes, and ${noCommands}`;
	if (noCommands !== void 0) return void 0;
	for (const { metadata, spec } of nodes) {
		if (nodes.length > 1 && spec?.taints?.some(({ effect }) => effect === "NoSchedule")) continue;
		const why = await refuseOnNode(mutation, metadata?.name ?? "", door, signal);
		if (why !== void 0) return why;
	}
}
async function refuseOnNode(mutation, node, door, signal) {
	if (mutation.kind === "seccomp") return await refuseSeccomp(mutation, node, door, signal);
	const trial = trialOf(mutation);
	if (trial === void 0) return void 0;
	const { status, stderr } = await door.execute(node, [
		"unshare",
		"-n",
		...trial
	], signal);
	return status === 0 ? void 0 : `the kernel of ${node} cannot do it (${stderr.trim().split("\n")[0]})`;
}
function refuseEmbedded(mutation) {
	const use = "use kind (--cluster kind)";
	if (mutation.kind === "seccomp") return `the containers of the embedded cluster are processes without a runtime that could filter their system calls; ${use}`;
	return `the embedded cluster can neither run ${mutation.image} nor change the network of a pod; ${use}`;
}
/** What shows, in a network of its own, whether the kernel has what the mutation needs. */
function trialOf(mutation) {
	if (mutation.kind === "toxiproxy") return redirectRule("-A", 1, 2);
	return mutation.kind === "tc" && [...mutation.command, ...mutation.args].join(" ").includes("netem") ? [
		"tc",
		"qdisc",
		"add",
		"dev",
		"lo",
		"root",
		"netem",
		"delay",
		"1ms"
	] : void 0;
}
// src/experiment/plan.ts
/**
* Resolves every fault of a scenario against the live cluster, injects nothing.
* Throws BlastRadiusExceeded when the whole of it would go beyond what the scenario allows.
*/
async function planFaults(scenario, kubernetes, seed, signal) {
	const steps = await selectPods(scenario, kubernetes, seed, signal);
	const nodeSteps = await selectMachines(scenario, steps, kubernetes, seed, signal);
	const lasting = await selectLasting(scenario, kubernetes, seed, signal);
	const lastingSteps = lasting.map(({ index, targets }) => ({
		index,
		targets
	}));
	const payloads = await findPayloadTargets(scenario, kubernetes, signal);
	const onNodes = await findNodePods(scenario, nodeSteps, kubernetes, signal);
	const namespacesOfNodes = namespacesOf([...onNodes.flatMap(({ pods }) => pods.disturbed), ...lastingSteps.flatMap(({ targets }) => targets.evicted ?? [])]).filter((namespace) => !protectedNamespaces.has(namespace));
	const found = [
		...steps.flatMap(({ selection }) => selection.matched),
		...lastingSteps.flatMap(({ targets }) => targets.matched ?? targets.pods),
		...payloads.disturbed,
		...payloads.removed
	];
	const matched = [...new Map(found.map((pod) => [pod.metadata?.uid, pod])).values()];
	const matchedNodes = [...nodeSteps.flatMap(({ selection }) => selection.matched), ...lastingSteps.flatMap(({ targets }) => targets.nodes)];
	const scope = {
		matched: matched.length,
		matchedNodes: new Set(matchedNodes.map((node) => node.metadata?.name)).size,
		surroundings: await readSurroundings([.../* @__PURE__ */ new Set([...namespacesOf(matched), ...namespacesOfNodes])], kubernetes, signal),
		legacy: seed.legacy
	};
	const planned = guardRadius(scenario, scope);
	claimFaults(scenario, {
		steps,
		onNodes,
		lastingSteps,
		payloads
	}, planned);
	return {
		steps,
		nodeSteps,
		lastingSteps,
		payloads,
		matched,
		namespaces: [
			...lastingSteps.flatMap(({ targets }) => targets.namespaces ?? []),
			...namespacesOfNodes,
			...payloads.namespaces
		],
		used: planned.used,
		usedNodes: planned.usedNodes,
		unsupported: findUnsupported(scenario, kubernetes) ?? lasting.find(({ unsupported }) => unsupported)?.unsupported ?? await cloneRefusal(scenario, kubernetes, signal),
		guard: guardRadius(scenario, scope)
	};
}
async function selectPods(scenario, kubernetes, seed, signal) {
	const selected = [];
	for (const { step, index } of faultSteps(scenario)) {
		const purpose = {
			...seed,
			scenario: scenario.name,
			step: index,
			attempt: 0
		};
		const selection = await selectTargets(step, kubernetes, purpose, signal);
		selected.push({
			index,
			selection,
			stopsHosts: step.actions.some(({ kind }) => kind === "stopHost")
		});
	}
	return selected;
}
/** The nodes of nodeAction steps, and those that the pods of stopHost run on. */
async function selectMachines(scenario, podSteps, kubernetes, seed, signal) {
	const selected = [];
	for (const { index, selection, stopsHosts } of podSteps) if (stopsHosts) selected.push({
		index,
		selection: await selectHosts(selection.chosen, kubernetes, signal)
	});
	for (const [index, step] of scenario.steps.entries()) {
		if (step.kind !== "nodeAction") continue;
		const purpose = {
			...seed,
			scenario: scenario.name,
			step: index,
			attempt: 0
		};
		selected.push({
			index,
			selection: await selectNodes(step, kubernetes, purpose, signal)
		});
	}
	return selected;
}
async function selectLasting(scenario, kubernetes, seed, signal) {
	const selected = [];
	for (const [index, step] of scenario.steps.entries()) {
		if (!isLasting(step)) continue;
		const targets = await affectedBy(step, index, {
			...seed,
			scenario
		}, kubernetes, signal);
		const refusal = await lastingFaultOf(step)?.refusal(step, targets, {
			kubernetes,
			signal
		});
		const unsupported = refusal === void 0 ? void 0 : {
			at: step.at,
			message: `${step.kind}: ${refusal}`
		};
		selected.push({
			index,
			targets,
			unsupported
		});
	}
	return selected;
}
function findUnsupported(scenario, { node: door }) {
	for (const action of scenario.steps.flatMap((step) => step.kind === "podAction" || step.kind === "nodeAction" ? [...step.actions] : [])) {
		const operation = operationOf(action);
		const why = operation && door.refusal(operation);
		if (why) return {
			at: action.at,
			message: `${action.kind}: ${why}`
		};
	}
}
/** What the node door has to be able to do before anything else is done. */
function operationOf(action) {
	switch (action.kind) {
		case "stopHost": return "stop";
		case "kill":
		case "killContainer":
		case "checkPodCount":
		case "checkPodState":
		case "wait": return;
		default: return nodeFaultOf(action).needs;
	}
}
// src/scenarios-from-cluster.ts
var import_dist = require_dist();
/** What PowerfulSeal's CustomResourceDefinition serves (kubernetes/crd.yml of powerfulseal/powerfulseal). */
const resource = {
	root: "/apis/powerfulseal.io/v1",
	plural: "scenarios"
};
/**
* The scenarios of a suite's files, and where these ask for them those of the cluster after them; of all of them the ones that
* `names` choose. Throws as `readClusterScenarios` and `chooseScenarios` do.
*/
async function gatherScenarios({ config, scenarios }, names, connection, signal) {
	if (!config.scenariosFromCluster) return scenarios;
	const found = await readClusterScenarios(connection, config.scenariosFromCluster, signal);
	return chooseScenarios([...scenarios, ...found], names);
}
/**
* Reads the Scenario objects of a cluster (scenarios.powerfulseal.io), by namespace and name, as if their `spec` stood
* in a file: positions name the object, and count the lines of its spec. Throws InvalidInput with every problem of every
* object, one that would run programs here among them, or when the cluster has no such resource or no such object; ApiFailure.
*/
async function readClusterScenarios(connection, { namespaces }, signal) {
	const found = (await Promise.all((namespaces ?? [void 0]).map((each) => list(connection, each, signal)))).flat();
	const problems = [];
	const scenarios = found.sort(byNamespaceAndName).flatMap(({ metadata: { namespace, name }, spec }) => {
		const parsed = parseSuite((0, import_dist.stringify)({ scenarios: [{
			name,
			...spec
		}] }), `scenarios.powerfulseal.io/${namespace}/${name}`);
		if (!parsed.ok) {
			problems.push(...parsed.problems);
			return [];
		}
		problems.push(...parsed.suiteFile.scenarios.flatMap(findPrograms));
		return parsed.suiteFile.scenarios;
	});
	if (problems.length > 0) throw new InvalidInput(problems);
	if (scenarios.length === 0) throw new InvalidInput(`scenariosFromCluster: found no Scenario object in ${namespaces?.join(", ") ?? "any namespace"}, expected at least one`);
	return scenarios;
}
/** Whoever may write a Scenario object must not get to run programs where the gate runs, and with its environment. */
function findPrograms({ steps, steadyState }) {
	const ofSteps = steps.filter((step) => step.kind === "commandAction" || step.kind === "kubectl" && step.kubectlBinary !== "kubectl");
	const ofProbes = steadyState.filter(({ probe }) => probe.kind === "probeCommand");
	return [...ofSteps.map(({ kind, at }) => ({
		at,
		what: kind === "kubectl" ? "kubectlBinary" : kind
	})), ...ofProbes.map(({ probe, at }) => ({
		at,
		what: probe.kind
	}))].map(({ at, what }) => ({
		at,
		message: `found ${what} in an object of the cluster, expected it in a scenario file: it would run a program on this machine`
	}));
}
async function list(connection, namespace, signal) {
	const scope = namespace === void 0 ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
	try {
		const { items } = await readJson(connection, {
			path: `${resource.root}${scope}/${resource.plural}`,
			asking: `Scenario objects of ${namespace === void 0 ? "all namespaces" : `namespace ${namespace}`}`,
			signal
		});
		return items;
	} catch (error) {
		if (!isNotFound(error)) throw error;
		throw new InvalidInput("scenariosFromCluster: the cluster has no scenarios.powerfulseal.io; apply its CustomResourceDefinition, in `app` for instance");
	}
}
function byNamespaceAndName({ metadata: a }, { metadata: b }) {
	const [one, other] = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`];
	return one < other ? -1 : one > other ? 1 : 0;
}
export { listTouchedNamespaces as _, nodePodsOf as a, changesBetween as b, setUpToxiproxy as c, harmOfAction as d, harmOfStep as f, listTargetedWorkloads as g, listPayloadPods as h, readSurroundings as i, toxiproxyContainer as l, boundNamespacesOf as m, planFaults as n, selectHosts as o, affectedBy as p, namespacesOf as r, selectNodes as s, gatherScenarios as t, namespacesOfClone as u, lookAt as v, momentOf as x, resolvePayload as y };
