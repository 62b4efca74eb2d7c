import { i as InvalidInput, l as messageOf, n as InfrastructureFailure } from "./chunk-errors.js";
import { C as findResourceByName, M as listNodes, l as architecture, r as isEmbedded, w as findResourceOfKind, y as workloadResources } from "./chunk-existing.js";
import { n as findProgram, t as runCommand } from "./chunk-command.js";
import { createHash, randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
// src/cluster/kind-release.ts
/**
* kind v0.33.0. Programs: the `.sha256sum` files beside them on github.com/kubernetes-sigs/kind/releases/tag/v0.33.0, as
* cert-manager/makefile-modules (modules/tools/00_mod.mk, which it checks itself) and several others pin them, all four alike.
* Node images: that release's notes; the default one also in its source, pkg/apis/config/defaults/image.go.
*/
const kindRelease = {
	version: "v0.33.0",
	sha256: {
		"linux-amd64": "aee6151561422756b764a4ae28e7f44cda5af5a9eead3cc9985112b1de8d8e0d",
		"linux-arm64": "20022bee6cfcd5086cb7234d218e3454e6090022f2a8f55d1fa7fcf42c3867a2",
		"darwin-amd64": "5a99f26f57246dc9319dd294803313197a0f34d33c525b3ea8b655db5916ece0",
		"darwin-arm64": "0c8c7dbe5e23594a198b786c4bc13dacc101fa6196b0cb0b23a1ca44e61f4b4f"
	},
	nodeImages: {
		"1.37": "kindest/node:v1.37.0@sha256:a1ed56cfb0e7b93589bdf97c8cd566405a265939e3620fc4f5de89adff580ae5",
		"1.36": "kindest/node:v1.36.4@sha256:099e049362a1526b2db71494e1947aae99bd16290d7c895f2b7ea312e3cbfaed",
		"1.35": "kindest/node:v1.35.8@sha256:07b2536e30b803ed61d1677a79df6115f798ce64c80f9e22f6ed45afd09323c0",
		"1.34": "kindest/node:v1.34.11@sha256:44e222ee2132dab25ff87301682f89eb82c7880ea3a1bf543bfe9708fd08d67d"
	}
};
/** Where a release's program for a platform (`linux-amd64`) is. */
function downloadUrl(version, platform) {
	return `https://github.com/kubernetes-sigs/kind/releases/download/${version}/kind-${platform}`;
}
/** The node image for a version of Kubernetes (`1.34`, `v1.34.11`): by digest where the release has it, else by tag. Pure. */
function nodeImageFor(version) {
	const wanted = version.replace(/^v/, "");
	const pinned = kindRelease.nodeImages[wanted.split(".").slice(0, 2).join(".")];
	const tag = pinned?.split("@")[0]?.split(":v")[1];
	return pinned && (wanted.split(".").length === 2 || wanted === tag) ? pinned : `kindest/node:v${wanted}`;
}
// src/cluster/kind-binary.ts
/** The oldest kind whose command line is used here: `load image-archive` onto named nodes, `--retain`, `get … --quiet`. */
const oldestMinor = 17;
const downloadTimeoutMs = 12e4;
/**
* The path of the kind to use: the one that was named with its hash, else the machine's own when it is not too old, else the
* pinned release, downloaded once. What was downloaded is verified on every use. Throws InfrastructureFailure.
*/
async function provideKind(wish, options) {
	const named = wish.kindBinary ?? namedBinary(process.env);
	if (named) return await fetchVerified(named, options);
	const found = await findProgram("kind");
	if (found !== void 0 && await isRecent(found, options.signal)) return found;
	const pinned = pinnedRelease(`${process.platform}-${architecture()}`);
	const why = found === void 0 ? "kind is not on PATH" : `${found} is older than v0.${oldestMinor}`;
	if (!pinned) throw new InfrastructureFailure(`${why}, and none is pinned for ${process.platform} on ${process.arch}: install it (https://kind.sigs.k8s.io), or name one by CHAOS_GATE_KIND_URL and CHAOS_GATE_KIND_SHA256`);
	try {
		return await fetchVerified(pinned, options);
	} catch (error) {
		options.signal?.throwIfAborted();
		throw new InfrastructureFailure(`${why}, and ${messageOf(error)}; install it (https://kind.sigs.k8s.io), or use --cluster embedded`, { cause: error });
	}
}
/** What the environment names. Throws InvalidInput for a URL without a hash: nothing is run that was not pinned. */
function namedBinary(environment) {
	const { CHAOS_GATE_KIND_URL: url, CHAOS_GATE_KIND_SHA256: sha256 } = environment;
	if (!url && !sha256) return void 0;
	if (!url || !/^https?:\/\//.test(url)) throw new InvalidInput(`CHAOS_GATE_KIND_URL: found "${url ?? ""}", expected the http(s) URL of a kind program`);
	if (!sha256 || !/^[0-9a-f]{64}$/.test(sha256)) throw new InvalidInput(`CHAOS_GATE_KIND_SHA256: found "${sha256 ?? ""}", expected the SHA-256 of ${url}`);
	return {
		url,
		sha256
	};
}
/** The pinned release for a platform (`linux-amd64`); undefined: there is none. Pure. */
function pinnedRelease(platform) {
	const sha256 = kindRelease.sha256[platform];
	return sha256 === void 0 ? void 0 : {
		url: downloadUrl(kindRelease.version, platform),
		sha256
	};
}
async function fetchVerified({ url, sha256 }, { signal, report }) {
	const folder = join(cacheFolder(), "kind", sha256);
	const program = join(folder, "kind");
	if (existsSync(program)) {
		if (hashOf(await readFile(program)) === sha256) return program;
		report(`${program} has been changed since it was downloaded: once more`);
	}
	report(`downloading kind from ${url}`);
	const bytes = await download(url, signal);
	const found = hashOf(bytes);
	if (found !== sha256) throw new InfrastructureFailure(`${url} has the SHA-256 ${found}, expected ${sha256}: it is not used`);
	await mkdir(folder, { recursive: true });
	const part = `${program}.${randomBytes(4).toString("hex")}`;
	try {
		await writeFile(part, bytes);
		await chmod(part, 493);
		await rename(part, program);
	} finally {
		await rm(part, { force: true });
	}
	return program;
}
async function download(url, signal) {
	const deadline = AbortSignal.timeout(downloadTimeoutMs);
	try {
		const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, deadline]) : deadline });
		if (!response.ok) throw new Error(`status ${response.status}`);
		return Buffer.from(await response.arrayBuffer());
	} catch (error) {
		signal?.throwIfAborted();
		const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
		throw new InfrastructureFailure(`${url} cannot be downloaded: ${messageOf(cause)}`, { cause: error });
	}
}
async function isRecent(program, signal) {
	const { stdout } = await runCommand([program, "version"], {
		signal,
		timeoutMs: 2e4
	});
	const [, major = "0", minor = "0"] = /v?(\d+)\.(\d+)/.exec(stdout) ?? [];
	return Number(major) > 0 || Number(minor) >= oldestMinor;
}
/** The runner's cache of tools, kept between steps; else the user's. */
function cacheFolder() {
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
	return join(process.env.RUNNER_TOOL_CACHE || cache, "chaos-gate");
}
function hashOf(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}
// src/cluster/permissions.ts
/** Every run: what the nodes are, what there was before and after, what becomes of pods, and evidence of what went wrong. */
const always = [
	["nodes", "list"],
	[
		"pods",
		"list",
		"watch"
	],
	["pods/log", "get"],
	[
		"events",
		"list",
		"watch"
	],
	["services", "list"],
	["configmaps", "list"],
	[
		"endpointslices.discovery.k8s.io",
		"list",
		"watch"
	],
	["deployments.apps", "list"],
	["statefulsets.apps", "list"],
	["daemonsets.apps", "list"],
	["poddisruptionbudgets.policy", "list"]
];
/** A probe of a Service: its twin, or the API server's proxy where this machine does not reach the nodes. */
const serviceProbe = [[
	"services",
	"get",
	"list",
	"watch",
	"create",
	"patch",
	"delete"
], ["services/proxy", "get"]];
const ofProbe = {
	probeHTTP: serviceProbe,
	probeTCP: serviceProbe,
	probePrometheus: serviceProbe,
	probeGoldpinger: [["pods/proxy", "get"]]
};
const nodeShell = [
	[
		"namespaces",
		"create",
		"patch",
		"delete"
	],
	[
		"pods",
		"create",
		"patch"
	],
	[
		"pods/exec",
		"create",
		"get"
	]
];
const nodeDown = [[
	"nodes",
	"get",
	"watch"
], ["leases.coordination.k8s.io", "get"]];
/** The way to the nodes of an embedded cluster, beside its Kubernetes API. */
const embeddedDoor = [
	"get",
	"post",
	"put",
	"delete"
].map((verb) => ({
	verb,
	path: "/chaos-gate/v1/*"
}));
/** By kind of step, and by action of the steps that have some. What a `kubectl` step does is its author's to allow. */
const ofStep = {
	nodeAction: nodeDown,
	stopHost: nodeDown,
	kill: [[
		"pods",
		"get",
		"delete"
	]],
	cordon: [["nodes", "patch"]],
	drain: [["nodes", "patch"], ["pods/eviction", "create"]],
	clone: [[
		"deployments.apps",
		"get",
		"list",
		"watch",
		"create",
		"delete"
	], [
		"services",
		"get",
		"patch"
	]],
	controlPlaneAction: [[
		"daemonsets.apps",
		"get",
		"patch"
	], [
		"deployments.apps",
		"get",
		"patch"
	]],
	dependencyAction: [
		[
			"pods",
			"get",
			"create",
			"delete"
		],
		[
			"pods/proxy",
			"get",
			"create",
			"delete"
		],
		[
			"services",
			"get",
			"create",
			"patch",
			"delete"
		]
	],
	stressAction: [[
		"pods",
		"get",
		"create",
		"delete"
	]]
};
/**
* What a run of this suite needs on a cluster that was there before, in all namespaces, each once, sorted. Kinds of the app's
* objects and of probes are looked up in the cluster. Throws ApiFailure, InvalidInput for a resource that it does not have.
*/
async function requiredPermissions(suite, objects, connection, signal) {
	const uses = [...always, ...suite.cluster.nodeShell ? nodeShell : []];
	if (suite.config?.scenariosFromCluster) uses.push(["scenarios.powerfulseal.io", "list"]);
	for (const scenario of suite.scenarios) uses.push(...usesOf(scenario));
	for (const resource of observedResources(suite.scenarios)) uses.push([
		qualify(await findResourceByName(connection, resource, signal)),
		"get",
		"list",
		"watch"
	]);
	for (const resource of changedResources(suite.scenarios)) uses.push([
		qualify(await findResourceByName(connection, resource, signal)),
		"get",
		"patch"
	]);
	for (const { apiVersion = "", kind = "" } of distinctKinds(objects)) {
		const resource = await findResourceOfKind(connection, apiVersion, kind, signal);
		const watched = kind in workloadResources ? ["list", "watch"] : [];
		if (resource) uses.push([
			qualify(resource),
			"create",
			"patch",
			...watched
		]);
	}
	const door = isEmbedded(await listNodes(connection, signal)) ? embeddedDoor : [];
	return [...distinct(uses.flatMap(toPermissions)), ...door];
}
/** What a run does without where it may not: the ConfigMap by which somebody stops it. */
const optionalPermissions = toPermissions([
	"configmaps",
	"get",
	"list",
	"watch",
	"create",
	"delete"
]);
function usesOf({ steps, steadyState }) {
	const kinds = steps.flatMap((step) => {
		const actions = "actions" in step ? step.actions : [];
		return [step.kind, ...actions.map(({ kind }) => kind)];
	});
	return [...steadyState.flatMap(({ probe }) => ofProbe[probe.kind] ?? []), ...kinds.flatMap((kind) => ofStep[kind] ?? ofProbe[kind] ?? [])];
}
function observedResources(scenarios) {
	const probes = scenarios.flatMap(({ steadyState }) => steadyState.map(({ probe }) => probe));
	return new Set(probes.flatMap((probe) => probe.kind === "probeKubernetes" ? [probe.resource] : []));
}
function changedResources(scenarios) {
	const steps = scenarios.flatMap((scenario) => scenario.steps);
	return new Set(steps.flatMap((step) => step.kind === "objectAction" ? [step.object.kind] : []));
}
function distinctKinds(objects) {
	return [...new Map(objects.map(({ object }) => [`${object.apiVersion} ${object.kind}`, object])).values()];
}
function qualify({ name, groupVersion }) {
	const group = groupVersion.includes("/") ? groupVersion.split("/")[0] : "";
	return group ? `${name}.${group}` : name;
}
function toPermissions([qualified, ...verbs]) {
	const [whole = "", ...group] = qualified.split(".");
	const [resource = "", subresource] = whole.split("/");
	return verbs.map((verb) => ({
		verb,
		resource,
		...subresource !== void 0 && { subresource },
		...group.length > 0 && { group: group.join(".") }
	}));
}
function distinct(permissions) {
	return [...new Map(permissions.map((each) => [[
		each.group,
		each.resource,
		each.subresource,
		each.verb
	].join(" "), each])).entries()].toSorted(([a], [b]) => a < b ? -1 : 1).map(([, each]) => each);
}
export { provideKind as a, pinnedRelease as i, requiredPermissions as n, nodeImageFor as o, namedBinary as r, optionalPermissions as t };
