import { i as InvalidInput, n as InfrastructureFailure, o as messageOf, r as Interrupted } from "./chunk-errors.js";
import { O as clusterId, d as applyObjects, k as openUndoJournal, l as providerOf, u as waitForRollout } from "./chunk-output-folder.js";
import { n as findProgram, t as runCommand } from "./chunk-command.js";
import { n as startClock } from "./chunk-clock.js";
import { t as require_dist } from "./chunk-dist.js";
import { i as readServerVersion, r as listNodeNames } from "./chunk-cluster-facts.js";
import { n as formatDuration } from "./chunk-duration.js";
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { readFile, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
// src/experiment/blast-radius.ts
/** A fault would have gone beyond what the scenario allows. Nothing more is injected. */
var BlastRadiusExceeded = class extends Error {
	name = "BlastRadiusExceeded";
	at;
	constructor(message, at) {
		super(message);
		this.at = at;
	}
};
/**
* `matched` is how many pods (and nodes) the scenario's matches find; a share of it is rounded down, so that a limit
* never allows more than was written.
*/
function guardRadius(scenario, matched, matchedNodes = 0) {
	const radius = scenario.blastRadius;
	const allowed = allowedOf(radius?.pods, matched);
	const allowedNodes = allowedOf(radius?.nodes, matchedNodes);
	const hit = /* @__PURE__ */ new Set();
	const hitNodes = /* @__PURE__ */ new Set();
	return {
		get used() {
			return hit.size;
		},
		get usedNodes() {
			return hitNodes.size;
		},
		claimNodes(nodes) {
			const after = /* @__PURE__ */ new Set([...hitNodes, ...nodes]);
			if (allowedNodes !== void 0 && after.size > allowedNodes) throw new BlastRadiusExceeded(`the faults would hit ${after.size} of ${matchedNodes} matched nodes, the blast radius allows ${allowedNodes}`, radius?.at);
			for (const node of after) hitNodes.add(node);
		},
		allowed,
		claim(pods) {
			for (const pod of pods) {
				const { namespace = "", name = "" } = pod.metadata ?? {};
				if (radius?.namespaces && !radius.namespaces.includes(namespace)) throw new BlastRadiusExceeded(`pod ${namespace}/${name} is outside the blast radius: found namespace ${namespace}, expected one of ${radius.namespaces.join(", ")}`, radius.at);
			}
			const after = /* @__PURE__ */ new Set([...hit, ...pods.map((pod) => pod.metadata?.uid ?? "")]);
			if (allowed !== void 0 && after.size > allowed) throw new BlastRadiusExceeded(`the faults would hit ${after.size} of ${matched} matched pods, the blast radius allows ${allowed}`, radius?.at);
			for (const uid of after) hit.add(uid);
		}
	};
}
function allowedOf(limit, matched) {
	if (!limit) return void 0;
	return "count" in limit ? limit.count : Math.floor(matched * limit.share + 1e-9);
}
// src/kubernetes/goldpinger-manifest.ts
const namespace = "goldpinger";
const labels = { app: "goldpinger" };
const metadata = {
	name: "goldpinger",
	namespace
};
const port = 8080;
/** No `v` before the version: tags have none from 3.10.1 on. */
const goldpingerImage = "docker.io/bloomberg/goldpinger:3.10.2";
const fromField = (name, fieldPath) => ({
	name,
	valueFrom: { fieldRef: { fieldPath } }
});
const podSpec = {
	serviceAccountName: "goldpinger",
	terminationGracePeriodSeconds: 2,
	tolerations: [{
		key: "node-role.kubernetes.io/control-plane",
		operator: "Exists",
		effect: "NoSchedule"
	}],
	securityContext: {
		runAsNonRoot: true,
		runAsUser: 1e3,
		fsGroup: 2e3,
		seccompProfile: { type: "RuntimeDefault" }
	},
	containers: [{
		name: "goldpinger",
		image: goldpingerImage,
		imagePullPolicy: "IfNotPresent",
		env: [
			{
				name: "HOST",
				value: "0.0.0.0"
			},
			{
				name: "PORT",
				value: String(port)
			},
			fromField("NAMESPACE", "metadata.namespace"),
			{
				name: "LABEL_SELECTOR",
				value: "app=goldpinger"
			},
			{
				name: "REFRESH_INTERVAL",
				value: "1"
			},
			{
				name: "JITTER_FACTOR",
				value: "0"
			},
			{
				name: "PING_TIMEOUT",
				value: "1s"
			},
			{
				name: "CHECK_TIMEOUT",
				value: "5s"
			},
			{
				name: "CHECK_ALL_TIMEOUT",
				value: "10s"
			},
			fromField("HOSTNAME", "spec.nodeName"),
			fromField("POD_NAME", "metadata.name"),
			fromField("POD_IP", "status.podIP")
		],
		ports: [{
			name: "http",
			containerPort: port
		}],
		readinessProbe: {
			httpGet: {
				path: "/healthz",
				port: "http"
			},
			periodSeconds: 1
		},
		resources: {
			requests: {
				cpu: "1m",
				memory: "40Mi"
			},
			limits: { memory: "160Mi" }
		},
		securityContext: {
			allowPrivilegeEscalation: false,
			readOnlyRootFilesystem: true,
			capabilities: { drop: ["ALL"] }
		}
	}]
};
/**
* What `app.goldpinger: true` deploys, and what the defaults of probeGoldpinger look for: one Goldpinger pod a node, control
* planes included, that pings every second, with the fewest rights it works with. The same as `fixtures/goldpinger/goldpinger.yaml`,
* in the program itself, because the bundle has no fixtures.
*/
const goldpingerManifest = [
	{
		apiVersion: "v1",
		kind: "Namespace",
		metadata: { name: namespace }
	},
	{
		apiVersion: "v1",
		kind: "ServiceAccount",
		metadata
	},
	{
		apiVersion: "rbac.authorization.k8s.io/v1",
		kind: "Role",
		metadata,
		rules: [{
			apiGroups: [""],
			resources: ["pods"],
			verbs: ["list"]
		}]
	},
	{
		apiVersion: "rbac.authorization.k8s.io/v1",
		kind: "RoleBinding",
		metadata,
		roleRef: {
			apiGroup: "rbac.authorization.k8s.io",
			kind: "Role",
			name: "goldpinger"
		},
		subjects: [{
			kind: "ServiceAccount",
			name: "goldpinger",
			namespace
		}]
	},
	{
		apiVersion: "apps/v1",
		kind: "DaemonSet",
		metadata: {
			...metadata,
			labels
		},
		spec: {
			selector: { matchLabels: labels },
			updateStrategy: { type: "RollingUpdate" },
			template: {
				metadata: { labels },
				spec: podSpec
			}
		}
	},
	{
		apiVersion: "v1",
		kind: "Service",
		metadata: {
			...metadata,
			labels
		},
		spec: {
			selector: labels,
			ports: [{
				name: "http",
				port,
				targetPort: "http"
			}]
		}
	}
];
// src/kubernetes/manifest.ts
var import_dist = require_dist();
/**
* Reads the objects of a YAML or JSON text with any number of documents, Lists taken apart, as kubectl reads them
* (YAML 1.1: `defaultMode: 0644` is octal). `file` is for positions. Throws InvalidInput with every problem at once.
*/
function parseManifest(text, file) {
	const lineCounter = new import_dist.LineCounter();
	const documents = (0, import_dist.parseAllDocuments)(text, {
		lineCounter,
		version: "1.1",
		customTags: withoutGuesses,
		prettyErrors: false,
		logLevel: "error"
	});
	const problems = [];
	const objects = [];
	const position = (offset) => {
		const { line, col } = lineCounter.linePos(offset);
		return {
			file,
			line,
			column: col
		};
	};
	for (const document of Array.isArray(documents) ? documents : []) {
		const [firstError] = document.errors;
		const at = position(firstError?.pos[0] ?? document.contents?.range?.[0] ?? document.range[0]);
		if (firstError) {
			problems.push({
				at,
				message: firstError.message.split("\n")[0] ?? "is not YAML"
			});
			continue;
		}
		try {
			collectObjects(document.toJS(), at, objects, problems);
		} catch (error) {
			problems.push({
				at,
				message: messageOf(error)
			});
		}
	}
	if (problems.length > 0) throw new InvalidInput(problems);
	return objects;
}
function collectObjects(value, at, objects, problems) {
	if (value === null || value === void 0) return;
	if (typeof value !== "object" || Array.isArray(value)) {
		const found = Array.isArray(value) ? "a list" : `${typeof value} ${JSON.stringify(value)}`;
		problems.push({
			at,
			message: `found ${found}; expected a Kubernetes object with apiVersion and kind`
		});
		return;
	}
	const object = value;
	for (const key of ["apiVersion", "kind"]) if (typeof object[key] !== "string") {
		problems.push({
			at,
			message: `found an object without ${key}; expected a Kubernetes object`
		});
		return;
	}
	if (object.kind?.endsWith("List") && Array.isArray(object.items)) for (const item of object.items) collectObjects(item, at, objects, problems);
	else if (typeof object.metadata?.name !== "string") problems.push({
		at,
		message: `found a ${object.kind} without metadata.name; expected a name, it is applied by name`
	});
	else objects.push({
		object,
		at
	});
}
/** YAML 1.1 without what kubectl's parser does not do either: dates and numbers to the base 60 stay text. */
function withoutGuesses(tags) {
	return tags.filter((tag) => typeof tag === "string" || !tag.tag.endsWith(":timestamp") && tag.format !== "TIME");
}
// src/kubernetes/load-manifests.ts
const kustomizationNames = [
	"kustomization.yaml",
	"kustomization.yml",
	"Kustomization"
];
const chartName = "Chart.yaml";
/**
* Reads the objects of manifests, folders (their own *.yaml, *.yml and *.json, sorted, as kubectl does), kustomizations
* (rendered by kubectl) and Helm charts (rendered by helm). Throws InvalidInput with every problem of a file and its
* position, InfrastructureFailure when a renderer is missing or fails.
*/
async function loadManifests(paths, signal) {
	const objects = [];
	for (const path of paths) objects.push(...await loadPath(path, signal));
	return objects;
}
async function loadPath(path, signal) {
	const isFolder = await stat(path).then((found) => found.isDirectory(), (error) => {
		throw new InvalidInput(`app: ${path} cannot be read (${error.code})`);
	});
	const name = basename(path);
	if (!isFolder && kustomizationNames.includes(name)) return await renderKustomization(dirname(path), signal);
	if (!isFolder && name === chartName) return await renderChart(dirname(path), signal);
	if (!isFolder) return await loadFile(path);
	const entries = await readdir(path, { withFileTypes: true });
	const has = (wanted) => entries.some((entry) => entry.name === wanted);
	if (kustomizationNames.some(has)) return await renderKustomization(path, signal);
	if (has(chartName)) return await renderChart(path, signal);
	const files = entries.filter(isManifest).map((entry) => join(path, entry.name));
	if (files.length === 0) throw new InvalidInput(`app: ${path} holds no manifests; expected *.yaml, *.yml or *.json in the folder itself`);
	const objects = [];
	for (const file of files.sort()) objects.push(...await loadFile(file));
	return objects;
}
async function loadFile(path) {
	const objects = parseManifest(await readFile(path, "utf8"), path);
	if (objects.length === 0) throw new InvalidInput([{
		at: {
			file: path,
			line: 1,
			column: 1
		},
		message: "holds no object"
	}]);
	return objects;
}
async function renderKustomization(folder, signal) {
	return await render([
		"kubectl",
		"kustomize",
		folder
	], `the kustomization ${folder}`, signal);
}
async function renderChart(folder, signal) {
	return await render([
		"helm",
		"template",
		basename(folder).toLowerCase(),
		folder
	], `the Helm chart ${folder}`, signal);
}
async function render(argv, what, signal) {
	const [program] = argv;
	if (await findProgram(program) === void 0) throw new InfrastructureFailure(`${what} needs ${program} to be rendered, which is not on PATH`);
	const { stdout } = await runCommand(argv, {
		signal,
		timeoutMs: 6e4
	});
	try {
		return parseManifest(stdout, what);
	} catch (error) {
		throw new InfrastructureFailure(`${what}: ${program} rendered something unusable: ${messageOf(error)}`, { cause: error });
	}
}
function isManifest(entry) {
	return !entry.isDirectory() && /\.(ya?ml|json)$/.test(entry.name);
}
// src/kubernetes/deploy.ts
/**
* Applies an app's manifests, and Goldpinger where it is wished for, and waits until all of it is ready.
* Images have to be on the nodes already. Throws InvalidInput for manifests that are no good (with every position),
* InfrastructureFailure for what the cluster refuses or does not get ready.
*/
async function deploy(connection, app, options) {
	const { signal, report } = options;
	const objects = await loadApp(app, signal);
	if (objects.length === 0) return [];
	report(`applying ${objects.length} object${objects.length === 1 ? "" : "s"}`);
	const applied = await applyObjects(connection, objects, signal);
	await waitForRollout(connection, applied, options);
	return applied;
}
/** Everything that an app applies. Touches no cluster, so that mistakes come out before one is made. Throws as `loadManifests`. */
async function loadApp(app, signal) {
	const objects = await loadManifests(app.manifests, signal);
	const at = {
		file: "goldpinger",
		line: 1,
		column: 1
	};
	return app.goldpinger ? [...objects, ...goldpingerManifest.map((object) => ({
		object,
		at
	}))] : objects;
}
// src/lifecycle.ts
/**
* Brings the cluster of a run up. Before anything is made, the undo journal says what will be, so that another process
* can delete it after a crash; disposing deletes it (unless kept, or not ours) and ticks that off.
*/
async function bringUp(run, wish, options) {
	const { folder, undoJournal, signal } = run;
	const cluster = await providerOf(wish.provider ?? "embedded").up({
		wish,
		directory: folder.cluster,
		allowContext: options.allowContext,
		keep: options.keep,
		signal,
		report: (text) => run.say("progress", text),
		willCreate: (identity) => undoJournal.write({
			type: "cluster",
			identity,
			keep: options.keep
		})
	});
	if (options.keep) writeFileSync(folder.clusterState, JSON.stringify(cluster.identity), { mode: 384 });
	return {
		...cluster,
		async [Symbol.asyncDispose]() {
			await cluster[Symbol.asyncDispose]();
			if (!options.keep) undoJournal.write({
				type: "done",
				id: clusterId
			});
		}
	};
}
/** Records what cluster it is. Throws ApiFailure when it does not answer. */
async function introduce(run, cluster, kubernetes) {
	const [version, nodes] = await Promise.all([readServerVersion(kubernetes, run.signal), listNodeNames(kubernetes, run.signal)]);
	const { provider, name, created } = cluster.identity;
	run.record({
		type: "cluster-ready",
		t: run.clock.now(),
		provider,
		name,
		version,
		nodes,
		created
	});
}
/** Loads the app's images onto the nodes, applies its manifests and waits until all of it is ready. */
async function deployApp(run, app, cluster, kubernetes, timeoutMs) {
	const report = (text) => run.say("progress", text);
	const started = run.clock.now();
	if (app.images.length > 0) {
		report(`loading ${app.images.map(({ image }) => image).join(", ")}`);
		await cluster.loadImages(app.images, run.signal);
	}
	if ((await deploy(kubernetes, app, {
		timeoutMs,
		signal: run.signal,
		report
	})).length > 0) report(`app ready after ${((run.clock.now() - started) / 1e3).toFixed(1)} s`);
}
// src/experiment/recorder.ts
/**
* Opens the journal of a new run. Each event is one `write` of one line, so that a process killed at any moment
* leaves whole lines behind, the last one at most torn.
* A journal that cannot be written ends the run: `onFailure` hears of the first failure, later events are dropped.
*/
function openRecorder(file, listeners, onFailure) {
	let descriptor;
	try {
		descriptor = openSync(file, "w", 420);
	} catch (error) {
		throw new InfrastructureFailure(`the journal ${file} cannot be written: ${messageOf(error)}`, { cause: error });
	}
	let failure;
	return {
		record(event) {
			if (descriptor !== void 0 && !failure) try {
				writeWhole(descriptor, `${JSON.stringify(event)}\n`);
			} catch (error) {
				failure = new InfrastructureFailure(`the journal ${file} cannot be written: ${messageOf(error)}`, { cause: error });
				onFailure(failure);
			}
			for (const listener of listeners) listener(event);
		},
		[Symbol.dispose]() {
			if (descriptor !== void 0) closeSync(descriptor);
			descriptor = void 0;
		}
	};
}
/** A full disk may take part of a line before it fails: write the rest, and let the next call throw ENOSPC. */
function writeWhole(descriptor, line) {
	const bytes = Buffer.from(line);
	let written = 0;
	while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
// src/experiment/stall-watch.ts
const beatMs = 10;
const resolutionMs = 50;
/** Longer than any sample may be under way. */
const rememberedMs = 12e4;
/** Starts a heartbeat on the event loop. A gap between two beats is time in which nothing of the gate could run. */
function watchStalls(clock) {
	let lastBeat = clock.now();
	let stalls = [];
	const beat = setInterval(() => {
		const now = clock.now();
		if (now - lastBeat - beatMs > resolutionMs) {
			stalls = stalls.filter((stall) => stall.end > now - rememberedMs);
			stalls.push({
				start: lastBeat + beatMs,
				end: now
			});
		}
		lastBeat = now;
	}, beatMs);
	beat.unref();
	return {
		resolutionMs,
		longestWithin(from, to) {
			const open = {
				start: lastBeat + beatMs,
				end: clock.now()
			};
			let longest = 0;
			for (const { start, end } of [...stalls, open]) if (start < to && end > from && end - start > resolutionMs) longest = Math.max(longest, end - start);
			return longest;
		},
		[Symbol.dispose]: () => clearInterval(beat)
	};
}
// src/run.ts
/** The time that `--timeout` gives to the whole run is over. */
var TimeLimitReached = class extends Error {
	name = "TimeLimitReached";
};
/** Opens the journals and starts the clock. Throws InfrastructureFailure when the journals cannot be written. */
function openRun(folder, options) {
	const stop = new AbortController();
	const onAbort = () => stop.abort(options.signal.reason);
	options.signal.addEventListener("abort", onAbort);
	if (options.signal.aborted) onAbort();
	const limit = setTimeout(() => {
		stop.abort(new TimeLimitReached(`the run's time limit of ${formatDuration(options.timeoutMs)} was reached`));
	}, options.timeoutMs);
	const recorder = openRecorder(folder.journal, [options.onEvent], (failure) => stop.abort(failure));
	const clock = startClock();
	const stalls = watchStalls(clock);
	const undoJournal = openUndoJournal(folder.undo);
	return {
		folder,
		clock,
		stalls,
		undoJournal,
		signal: stop.signal,
		record: recorder.record,
		say: (level, text) => recorder.record({
			type: "message",
			t: clock.now(),
			level,
			text
		}),
		[Symbol.dispose]() {
			options.signal.removeEventListener("abort", onAbort);
			clearTimeout(limit);
			stalls[Symbol.dispose]();
			undoJournal[Symbol.dispose]();
			recorder[Symbol.dispose]();
		}
	};
}
/** Why a run or an experiment ended before its time, for the journal. What is nobody's fault but ours leaves its trace in the logs. */
function describeStop(error, folder) {
	const message = messageOf(error);
	if (error instanceof Interrupted) return {
		code: "interrupted",
		message
	};
	if (error instanceof TimeLimitReached) return {
		code: "not-run",
		message
	};
	if (error instanceof BlastRadiusExceeded) return {
		code: "blast-radius-exceeded",
		message
	};
	if (error instanceof InfrastructureFailure) return {
		code: "infrastructure",
		message
	};
	const trace = join(folder.logs, "chaos-gate-error.txt");
	mkdirSync(folder.logs, { recursive: true });
	writeFileSync(trace, error instanceof Error ? error.stack ?? message : message);
	return {
		code: "infrastructure",
		message: `${message} (this is a bug of chaos-gate; ${trace} has its trace)`
	};
}
export { introduce as a, guardRadius as c, deployApp as i, openRun as n, loadApp as o, bringUp as r, BlastRadiusExceeded as s, describeStop as t };
