import { H as ApiFailure, R as connect, t as defaultKubeconfig, z as readJson } from "./chunk-existing.js";
import { n as writeNewFile, o as commented, r as renderDraft, s as dismissed, t as refuseExisting } from "./chunk-write-new-file.js";
import { i as InvalidInput } from "./chunk-errors.js";
import { n as formatLabelSelector, t as budgetCovers } from "./chunk-label-selector.js";
import { t as listenForInterruption } from "./chunk-interruption.js";
import { t as loadManifests } from "./chunk-load-manifests.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
// src/init/service-probe.ts
/** What the objects themselves tell of a Service. Pure. */
function probeOfManifests(service, landscape) {
	const { type, clusterIP, selector, ports = [] } = service.spec ?? {};
	if (type === "ExternalName") return {
		kind: "none",
		why: "it only names a host outside"
	};
	if (clusterIP === "None") return {
		kind: "none",
		why: "it is headless and has no address of its own"
	};
	if (Object.keys(selector ?? {}).length === 0) return {
		kind: "none",
		why: "it has no selector, its endpoints are made by hand"
	};
	const tcp = ports.filter(({ protocol }) => protocol === void 0 || protocol === "TCP");
	const [port] = [...tcp.filter(isNamedHttp), ...tcp];
	if (!port) return {
		kind: "none",
		why: "it has no TCP port"
	};
	const containers = containersOf(service, landscape);
	if (containers.length === 0) return {
		kind: "none",
		why: "no workload here has pods that it selects"
	};
	const check = checkOf(containers, port);
	if (check) return {
		kind: "http",
		port: port.port,
		code: 200,
		...check
	};
	const why = isNamedHttp(port) ? "its port is named as HTTP, but nothing says which path answers 200" : "nothing says that it speaks HTTP";
	return {
		kind: "tcp",
		port: port.port,
		why
	};
}
/** Whether name or protocol of a port promise HTTP. */
function isNamedHttp({ name, appProtocol }) {
	if (appProtocol !== void 0) return /^https?$/i.test(appProtocol);
	return /^(https?|web)(-|$)/.test(name ?? "");
}
/** Containers of the pods behind a Service. */
function containersOf(service, { workloads }) {
	const selector = Object.entries(service.spec?.selector ?? {});
	return workloads.filter(({ namespace, template }) => {
		const labels = template.metadata?.labels ?? {};
		return namespace === service.metadata?.namespace && selector.every(([key, value]) => labels[key] === value);
	}).flatMap(({ template }) => template.spec?.containers ?? []);
}
const checks = [
	["readinessProbe", "the path of its readiness probe"],
	["livenessProbe", "the path of its liveness probe"],
	["startupProbe", "the path of its startup probe"]
];
/** The kubelet's own check of the port behind a Service's: somebody wrote down that this path answers. */
function checkOf(containers, port) {
	for (const container of containers) for (const [key, why] of checks) {
		const get = container[key]?.httpGet;
		if (!get || numberOf(get.port, container) !== numberOf(port.targetPort ?? port.port, container)) continue;
		return {
			endpoint: get.path ?? "/",
			https: get.scheme === "HTTPS",
			why
		};
	}
}
function numberOf(port, { ports = [] }) {
	if (typeof port !== "string") return port;
	return ports.find(({ name }) => name === port)?.containerPort ?? (/^\d+$/.test(port) ? Number(port) : void 0);
}
// src/init/ask-service.ts
const askTimeoutMs = 5e3;
/**
* How a Service of a live cluster can be watched: what its objects tell, and what it answers when it is asked through the
* API server, which changes nothing in the cluster. Throws what the signal aborts with.
*/
async function probeOfCluster(connection, service, landscape, signal) {
	const told = probeOfManifests(service, landscape);
	if (told.kind === "none") return told;
	const port = service.spec?.ports?.find((each) => each.port === told.port);
	const check = port && checkOf(containersOf(service, landscape), port);
	const https = check?.https ?? port?.appProtocol === "https";
	const answers = [];
	for (const endpoint of /* @__PURE__ */ new Set(["/", check?.endpoint ?? "/"])) {
		const code = await askPath(connection, service, {
			port: told.port,
			https,
			endpoint
		}, signal);
		if (code !== void 0) answers.push({
			endpoint,
			code
		});
	}
	const best = answers.find(({ code }) => code === 200) ?? answers.find(({ code }) => code < 500);
	if (best) return {
		kind: "http",
		port: told.port,
		https,
		...best,
		why: `it was asked, and answered ${best.code}`
	};
	return told.kind === "http" ? told : {
		...told,
		why: "it was asked, and does not answer as HTTP"
	};
}
/** The status of the app's own answer; undefined when there is none. */
async function askPath(connection, { metadata }, { port, https, endpoint }, signal) {
	const name = `${https ? "https:" : ""}${metadata?.name}:${port}`;
	try {
		const { status, body } = await connection.send({
			path: `/api/v1/namespaces/${encodeURIComponent(metadata?.namespace ?? "")}/services/${encodeURIComponent(name)}/proxy${endpoint}`,
			asking: `Service ${metadata?.namespace}/${metadata?.name}`,
			signal,
			timeoutMs: askTimeoutMs
		});
		return isOfApiServer(body) ? void 0 : status;
	} catch {
		signal.throwIfAborted();
		return;
	}
}
/** The API server's own words: it may not, or nothing behind the Service speaks HTTP. */
function isOfApiServer(body) {
	return /^\s*\{\s*"kind"\s*:\s*"Status"/.test(body);
}
// src/init/find-builds.ts
const ignored = /* @__PURE__ */ new Set([
	"node_modules",
	"vendor",
	"dist",
	"target"
]);
/** Above the manifests: `app/k8s` and `app/deploy/k8s` lie beside the code of `app`. */
const levelsUp = 2;
/**
* Finds the Dockerfiles of the workloads' own images near their manifests: in their folder, the ones above it, and right
* below those; by the name of the Dockerfile's folder, which the image has as well.
*/
async function findBuilds(manifests, { workloads }) {
	const containers = workloads.flatMap(({ template }) => template.spec?.containers ?? []);
	const images = new Set(containers.flatMap(({ image }) => image ?? []));
	const folders = await foldersWithDockerfile(manifests);
	return [...images].sort().flatMap((image) => {
		const build = folders.find((folder) => basename(folder).toLowerCase() === nameOfImage(image));
		return build === void 0 ? [] : [{
			image,
			build
		}];
	});
}
/** `registry.example/team/shop:dev` is `shop`. */
function nameOfImage(image) {
	const [withoutDigest = ""] = image.split("@");
	return withoutDigest.replace(/:[^/]*$/, "").split("/").at(-1) ?? "";
}
async function foldersWithDockerfile(start) {
	const found = [];
	let folder = start;
	for (let level = 0; level <= levelsUp; level++) {
		const below = (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !ignored.has(entry.name)).map(({ name }) => join(folder, name));
		for (const candidate of [folder, ...below.sort()]) if (!found.includes(candidate) && await hasDockerfile(candidate)) found.push(candidate);
		folder = dirname(folder);
	}
	return found;
}
async function hasDockerfile(folder) {
	return (await readdir(folder).catch(() => [])).includes("Dockerfile");
}
// src/init/kill-scenario.ts
/** One pod of a workload is deleted. What has none to spare stands there as a comment, unless nothing has. */
function killScenario(workload, manner) {
	const { replicas, object, tightBudget } = workload;
	const name = manner.nameOf(object.metadata);
	if (tightBudget !== void 0 && replicas > 0) return dismissed(scenario(workload, name, `Nobody notices when one of the pods of ${name} is deleted.`), [`The PodDisruptionBudget ${tightBudget} lets no pod of ${name} go: a run would be refused.`, "Change the budget, or put `overrideBudgets: true` into the blast radius, and take the # away."]);
	if (replicas >= 2) return scenario(workload, name, `Nobody notices when one of the ${replicas} pods of ${name} is deleted.`);
	if (manner.lenient && replicas === 1) return commented(scenario(workload, name, `${name} is back within half a minute when its only pod is deleted.`), [`${name} has one pod: its loss is an outage. So the steady state says \`after\` and asks nothing meanwhile.`, "Give it two replicas, write `tolerance` instead of `after`, and the file asks that nobody notices."]);
	const why = replicas === 0 ? "no pods" : "one pod: whoever needs it notices when that one goes, and this would be refuted";
	return dismissed(scenario(workload, name, `Nobody notices when one of the pods of ${name} is deleted.`), [`${name} has ${why}.`, "Give it two replicas, and take the # away."]);
}
function scenario(workload, name, hypothesis) {
	return {
		name: `One pod of ${name} goes`,
		hypothesis,
		blastRadius: {
			pods: 1,
			namespaces: [workload.namespace]
		},
		steps: [{ podAction: {
			matches: [matchOf(workload)],
			filters: [{ randomSample: { size: 1 } }],
			actions: [{ kill: { method: "delete" } }]
		} }]
	};
}
function matchOf({ kind, namespace, name, object }) {
	if (kind === "Deployment") return { deployment: {
		name,
		namespace
	} };
	return { labels: {
		selector: formatLabelSelector(object.spec?.selector ?? {}),
		namespace
	} };
}
// src/init/manner.ts
function mannerOf({ services, workloads }) {
	const objects = [...services, ...workloads.map(({ object }) => object)];
	const several = new Set(objects.map(({ metadata }) => metadata?.namespace)).size > 1;
	return {
		lenient: workloads.every(({ replicas, tightBudget }) => replicas < 2 || tightBudget !== void 0),
		nameOf: (metadata) => `${several ? `${metadata?.namespace}/` : ""}${metadata?.name}`.slice(0, 60)
	};
}
// src/init/steady-state.ts
/** A request or two may break while a pod goes; more, or for longer, is an outage. */
const answered = {
	success: ">= 95%",
	outage: "<= 2s"
};
/** Fast enough for an outage of a second, slow enough for a busy machine of a build. */
const pace = "200ms";
/** The probe of a Service; a comment that says why, where it cannot be watched. */
function watchService({ metadata }, probe, { lenient, nameOf }) {
	const name = `${nameOf(metadata)} answers`;
	if (probe.kind === "none") return dismissed(void 0, [`Service ${metadata?.namespace}/${metadata?.name} is not watched: ${probe.why}.`]);
	const service = {
		name: metadata?.name ?? "",
		namespace: metadata?.namespace ?? "",
		port: probe.port
	};
	const tolerance = lenient ? { after: answered } : { tolerance: answered };
	if (probe.kind === "tcp") return commented({
		name,
		probeTCP: {
			target: { service },
			every: pace
		},
		...tolerance
	}, [`Only that it takes connections: ${probe.why}. probeHTTP sees more.`]);
	const { endpoint, code, https, why } = probe;
	return commented({
		name,
		probeHTTP: {
			target: { service: {
				...service,
				...https && { protocol: "https" }
			} },
			endpoint,
			...code !== 200 && { code },
			every: pace,
			timeout: "1s",
			...https && { insecure: true }
		},
		...tolerance
	}, [`${why.charAt(0).toUpperCase()}${why.slice(1)}. A page that your users ask for says more.`]);
}
/** All pods of a workload before and after the fault; with it, all but the one that goes. */
function watchReplicas(workload, { lenient, nameOf }) {
	const { kind, namespace, name, replicas, object } = workload;
	const resource = kind === "Deployment" ? "deployments" : "statefulsets";
	const all = { value: `>= ${replicas}` };
	return {
		name: `all pods of ${nameOf(object.metadata)} are ready`,
		probeKubernetes: {
			resource,
			name,
			namespace,
			value: "status.readyReplicas",
			every: "500ms"
		},
		...lenient ? { after: all } : { tolerance: all },
		...replicas >= 2 && { during: { value: `>= ${replicas - 1}` } }
	};
}
// src/init/first-file.ts
/** Lines before the file itself. */
function headOf(from) {
	return [
		`A first scenario file for ${from}, by chaos-gate init. It is yours: change it, it is never written over.`,
		"",
		"  chaos-gate validate FILE   says what is wrong or weak in it, without a cluster",
		"  chaos-gate plan FILE       says which pods a run would hit",
		"  chaos-gate run FILE        does it, and ends with 0 when every hypothesis is upheld"
	];
}
/** A scenario for each workload that can lose a pod, watched by a probe for each Service. Pure; the same input, the same file. */
function draftFirstFile({ landscape, probes, surroundings }) {
	const { services, workloads } = landscape;
	const manner = mannerOf(landscape);
	const unknown = {
		kind: "none",
		why: "nobody looked at it"
	};
	return {
		...surroundings,
		config: commented({
			runStrategy: { runs: 1 },
			seed: 1
		}, ["The same seed chooses the same victims."]),
		defaults: commented({
			steadyState: [...services.map((service) => watchService(service, probes.get(service) ?? unknown, manner)), ...workloads.filter(({ replicas }) => replicas > 0).map((workload) => watchReplicas(workload, manner))],
			baseline: commented({ for: "3s" }, ["Before the fault: what does not hold here is no result of the fault, nothing is injected then."]),
			method: commented({ for: "10s" }, ["With the fault: long enough to see the pod go and its replacement come."]),
			recovery: commented({
				within: manner.lenient ? "30s" : "60s",
				stableFor: "3s"
			}, ["After it: all of it has to hold again within this time."])
		}, ["What every scenario below watches: what the users of the app need, from before the fault until after it."]),
		scenarios: workloads.map((workload) => killScenario(workload, manner))
	};
}
// src/init/budgets.ts
/** The budget, by name, that does not let one pod of a workload go, as long as all pods of the app are ready. */
function findTightBudget({ namespace, template }, budgets, workloads) {
	const tight = budgets.find((budget) => covers(budget, {
		namespace,
		template
	}) && disruptionsAllowed(budget, workloads) < 1);
	return tight && `${namespace}/${tight.metadata?.name}`;
}
/** As the disruption controller counts (kubernetes.io/docs/tasks/run-application/configure-pdb): shares are rounded up. */
function disruptionsAllowed(budget, workloads) {
	const expected = workloads.filter((workload) => covers(budget, workload)).reduce((sum, { replicas }) => sum + replicas, 0);
	const { minAvailable, maxUnavailable } = budget.spec ?? {};
	if (maxUnavailable !== void 0) return countOf(maxUnavailable, expected);
	return minAvailable === void 0 ? 0 : expected - countOf(minAvailable, expected);
}
function countOf(limit, of) {
	if (typeof limit === "number") return limit;
	const share = /^(\d+)%$/.exec(limit)?.[1];
	return share === void 0 ? Number(limit) : Math.ceil(of * Number(share) / 100);
}
function covers({ metadata, spec }, { namespace, template }) {
	return metadata?.namespace === namespace && budgetCovers(spec?.selector, template.metadata?.labels);
}
// src/init/landscape.ts
/** The cluster's own, and what others put there to run it. */
const notTheApp = /* @__PURE__ */ new Set([
	"kube-system",
	"kube-public",
	"kube-node-lease",
	"local-path-storage"
]);
/** Chooses from objects what an app consists of, in a stable order; of two of a name the later one is what is applied. Pure. */
function readLandscape(objects) {
	const placed = objects.map((object) => ({
		...object,
		metadata: {
			...object.metadata,
			namespace: object.metadata?.namespace ?? "default"
		}
	}));
	const named = [...new Map(placed.map((object) => [`${object.kind}/${label(object)}`, object])).values()].filter(({ metadata }) => !notTheApp.has(metadata.namespace) && !metadata.labels?.["chaos-gate.io/part-of"]).sort((a, b) => compare(label(a), label(b)));
	const services = named.filter(({ kind }) => kind === "Service");
	const budgets = named.filter(({ kind }) => kind === "PodDisruptionBudget");
	const workloads = named.filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet").map(toWorkload);
	return {
		services: services.filter(({ metadata }) => !(metadata?.namespace === "default" && metadata.name === "kubernetes")),
		workloads: workloads.map((each) => ({
			...each,
			tightBudget: findTightBudget(each, budgets, workloads)
		}))
	};
}
function toWorkload(object) {
	const workload = object;
	return {
		kind: object.kind,
		namespace: object.metadata?.namespace ?? "",
		name: object.metadata?.name ?? "",
		replicas: workload.spec?.replicas ?? 1,
		template: workload.spec?.template ?? {},
		object: workload
	};
}
function label({ metadata }) {
	return `${metadata?.namespace}/${metadata?.name}`;
}
/** By code point, not by the locale of the machine. */
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
// src/init/list-landscape.ts
const collections = [
	{
		root: "/api/v1",
		resource: "services",
		kind: "Service"
	},
	{
		root: "/apis/apps/v1",
		resource: "deployments",
		kind: "Deployment"
	},
	{
		root: "/apis/apps/v1",
		resource: "statefulsets",
		kind: "StatefulSet"
	},
	{
		root: "/apis/policy/v1",
		resource: "poddisruptionbudgets",
		kind: "PodDisruptionBudget"
	}
];
/**
* Looks at a cluster: everywhere, or where that is not allowed, at the namespace of the context. Budgets that may not be read
* count as none, as they do in a plan. Throws ApiFailure.
*/
async function listLandscape(connection, signal) {
	const own = connection.config.getContextObject(connection.context)?.namespace ?? "default";
	return readLandscape((await Promise.all(collections.map(async ({ root, resource, kind }) => {
		const list = (scope) => readJson(connection, {
			path: `${root}${scope}/${resource}`,
			asking: resource,
			signal
		});
		const { items } = await list("").catch((error) => {
			if (!isForbidden(error)) throw error;
			return list(`/namespaces/${encodeURIComponent(own)}`);
		}).catch((error) => {
			if (kind !== "PodDisruptionBudget" || !isForbidden(error)) throw error;
			return { items: [] };
		});
		return items.map((item) => ({
			...item,
			kind
		}));
	}))).flat());
}
function isForbidden(error) {
	return error instanceof ApiFailure && error.status === 403;
}
// src/cli/commands/init.ts
const defaultFile = "chaos-gate.yml";
/** `init [PATH...]`: a first scenario file for the workloads of manifests, or of a cluster. Looks, changes nothing, overwrites nothing. */
async function init(line) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { operands, outFile: file = defaultFile } = line;
		refuseExisting(file);
		const say = (text) => process.stderr.write(`${text}\n`);
		const interruption = _usingCtx$1.u(listenForInterruption(say));
		const folder = file === "-" ? process.cwd() : dirname(resolve(file));
		const found = operands.length > 0 ? await lookAtManifests(line, folder) : await lookAtCluster(line, interruption.signal);
		const { services, workloads } = found.landscape;
		if (workloads.every(({ replicas }) => replicas === 0)) throw new InvalidInput(`init: found no Deployment or StatefulSet with pods in ${found.from}, expected at least one`);
		if (workloads.filter(({ replicas, tightBudget }) => replicas > 0 && tightBudget === void 0).length === 0) throw new InvalidInput(`init: ${describeBudgets(found)}`);
		await writeNewFile(file, renderDraft(draftFirstFile(found), headOf(found.from)));
		const where = file === "-" ? "" : `: written to ${file}`;
		say(`${count(services.length, "Service")} and ${count(workloads.length, "workload")} of ${found.from}${where}`);
		return exitCodes.upheld;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
/** Why none of the workloads can lose a pod. */
function describeBudgets({ landscape, from }) {
	return `found no Deployment or StatefulSet in ${from} of which a pod may go, expected at least one; the PodDisruptionBudgets ${[...new Set(landscape.workloads.flatMap(({ tightBudget }) => tightBudget ?? []))].join(", ")} let none go`;
}
async function lookAtManifests({ operands, options }, folder) {
	const paths = [...new Set(operands.map((path) => resolve(path)))];
	const landscape = readLandscape((await loadManifests(paths)).map(({ object }) => object));
	const builds = /* @__PURE__ */ new Map();
	for (const path of paths) {
		const start = (await stat(path)).isDirectory() ? path : dirname(path);
		for (const { image, build } of await findBuilds(start, landscape)) builds.set(image, builds.get(image) ?? build);
	}
	const images = [...builds].map(([image, build]) => ({
		image,
		build: pathFrom(folder, build)
	}));
	const app = {
		manifests: paths.map((path) => pathFrom(folder, path)),
		...images.length > 0 && { images }
	};
	const { provider } = options.cluster;
	return {
		landscape,
		probes: new Map(landscape.services.map((service) => [service, probeOfManifests(service, landscape)])),
		surroundings: {
			...provider && { cluster: { provider } },
			app
		},
		from: [...new Set(operands)].join(", ")
	};
}
async function lookAtCluster({ options }, signal) {
	const { kubeconfig, context, provider = "existing" } = options.cluster;
	if (provider !== "existing") throw new InvalidInput(`init: found --cluster ${provider}, expected a folder of manifests, or --cluster existing`);
	const connection = await connect(kubeconfig ?? defaultKubeconfig(), context, { signal });
	const landscape = await listLandscape(connection, signal);
	const probes = /* @__PURE__ */ new Map();
	for (const service of landscape.services) probes.set(service, await probeOfCluster(connection, service, landscape, signal));
	return {
		landscape,
		probes,
		surroundings: { cluster: {
			provider,
			context: connection.context
		} },
		from: `the cluster of context ${connection.context}`
	};
}
function pathFrom(folder, path) {
	return relative(folder, path) || ".";
}
function count(n, noun) {
	return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
export { init };
