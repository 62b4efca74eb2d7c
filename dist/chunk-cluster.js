import { a as formatProblem, i as InvalidInput, n as InfrastructureFailure, o as messageOf, t as CommandFailed } from "./chunk-errors.js";
import { a as readJson, i as connect$1, l as ApiFailure, n as findProgram, o as loadKubeconfig, s as Watch, t as runCommand, u as isNotFound } from "./chunk-command.js";
import { n as parseLabelSelector, t as labelsMatch } from "./chunk-label-selector.js";
import { connect } from "node:net";
import * as http from "node:http";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import * as https from "node:https";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { homedir, tmpdir } from "node:os";
import { pipeline } from "node:stream/promises";
// src/kubernetes/watch-objects.ts
const firstPauseMs = 100;
const longestPauseMs = 2e3;
const shortWatchMs = 500;
/**
* Lists a collection and then follows it until the signal aborts, when it resolves. A watch that ends goes on from the
* last version seen, or (410, or a broken connection) lists again. Rejects when the API server refuses (4xx other than
* 410 and 429), when the first list fails, or with what the listener threw; an API server that is away later is waited for,
* and `onInterruption` hears of it.
*/
async function watchObjects(connection, target, signal, listener, onInterruption = () => {}) {
	let version;
	let listedOnce = false;
	let pauseMs = firstPauseMs;
	while (!signal.aborted) try {
		if (version === void 0) {
			const list = await listAll(connection, target, signal);
			listener({
				type: "listed",
				objects: list.items
			});
			listedOnce = true;
			version = list.metadata.resourceVersion;
		}
		const began = performance.now();
		version = await followFrom(connection, target, version, signal, listener);
		pauseMs = firstPauseMs;
		if (performance.now() - began < shortWatchMs) await pause(pauseMs, signal);
	} catch (error) {
		if (signal.aborted) return;
		if (!listedOnce || error instanceof ListenerFailed || isRefusal(error)) throw error instanceof ListenerFailed ? error.cause : error;
		onInterruption(`${target.asking}: the watch was interrupted: ${messageOf(error)}`);
		version = void 0;
		await pause(pauseMs, signal);
		pauseMs = Math.min(2 * pauseMs, longestPauseMs);
	}
}
async function pause(ms, signal) {
	await setTimeout$1(ms, void 0, { signal }).catch(() => {});
}
async function listAll(connection, target, signal) {
	return await readJson(connection, {
		path: target.path,
		query: {
			labelSelector: target.labelSelector,
			fieldSelector: target.fieldSelector
		},
		asking: target.asking,
		signal
	});
}
/** Follows one watch to its end and returns the last version seen; undefined asks for a new list. */
async function followFrom(connection, target, from, signal, listener) {
	const ended = Promise.withResolvers();
	let version = from;
	let stopped = false;
	const onEvent = (phase, object) => {
		if (stopped) return;
		if (phase === "ERROR") {
			version = void 0;
			if (object.code === 410) ended.resolve();
			else ended.reject(new ApiFailure(`${target.asking}: ${object.message ?? "error"}`, { status: object.code }));
			return;
		}
		version = object.metadata?.resourceVersion ?? version;
		if (phase === "BOOKMARK") return;
		try {
			listener({
				type: phase.toLowerCase(),
				object
			});
		} catch (error) {
			ended.reject(new ListenerFailed(error));
		}
	};
	const query = {
		resourceVersion: from,
		allowWatchBookmarks: true,
		labelSelector: target.labelSelector,
		fieldSelector: target.fieldSelector
	};
	const onAbort = () => ended.resolve();
	signal.addEventListener("abort", onAbort, { once: true });
	const watching = new Watch(connection.config).watch(target.path, query, onEvent, (error) => {
		const { statusCode, name } = error ?? {};
		if (statusCode === 410) version = void 0;
		if (!error || statusCode === 410 || name === "TimeoutError") ended.resolve();
		else ended.reject(new ApiFailure(`watch ${target.asking}: ${describeFetchError(error)}`, { status: statusCode }));
	});
	try {
		await ended.promise;
		return version;
	} finally {
		stopped = true;
		signal.removeEventListener("abort", onAbort);
		watching.then((controller) => controller.abort(), () => {});
	}
}
/** What the listener threw: a bug of ours, not the API server's failure. */
var ListenerFailed = class extends Error {
	constructor(cause) {
		super(messageOf(cause), { cause });
	}
};
function isRefusal(error) {
	if (!(error instanceof ApiFailure) || error.status === void 0) return false;
	return error.status >= 400 && error.status < 500 && error.status !== 410 && error.status !== 429;
}
/** fetch says `fetch failed` and keeps the reason in its cause. */
function describeFetchError(error) {
	const cause = error instanceof Error ? error.cause : void 0;
	return cause ? `${messageOf(error)} (${messageOf(cause)})` : messageOf(error);
}
// src/kubernetes/label-selector.ts
/**
* A workload's selector as the API's `labelSelector` parameter has it: `app=web,tier in (a,b),!canary`.
* An empty selector gives the empty string, which matches every pod of the namespace, as it does in Kubernetes.
*/
function formatLabelSelector(selector) {
	const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
	const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
		switch (operator) {
			case "In": return `${key} in (${values.join(",")})`;
			case "NotIn": return `${key} notin (${values.join(",")})`;
			case "Exists": return key;
			case "DoesNotExist": return `!${key}`;
			default: throw new Error(`a label selector has the operator "${operator}", which Kubernetes does not know`);
		}
	});
	return [...equal, ...expressions].join(",");
}
// src/kubernetes/read-service.ts
/** A Service, or the port of it that is meant, is not there: a wrong name more often than a broken cluster. */
var ServiceMissing = class extends InfrastructureFailure {};
/** Looks a Service up. Throws ServiceMissing, one sentence, when it or its port is not there; ApiFailure for the rest. */
async function readService(connection, target, signal) {
	const label = `${target.namespace}/${target.name}`;
	let service;
	try {
		service = await readJson(connection, {
			path: `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/services/${encodeURIComponent(target.name)}`,
			asking: `Service ${label}`,
			signal
		});
	} catch (error) {
		if (isNotFound(error)) throw new ServiceMissing(`there is no Service ${label}`, { cause: error });
		throw error;
	}
	const ports = service.spec?.ports ?? [];
	const port = ports.find((candidate) => candidate.port === target.port);
	if (port) return {
		service,
		port
	};
	const there = ports.map((candidate) => candidate.port).join(", ") || "none";
	throw new ServiceMissing(`Service ${label} has no port ${target.port}; its ports: ${there}`);
}
// src/kubernetes/resource-path.ts
/** The path of a collection, or of one object in it. */
function resourcePath(resource, namespace, name) {
	return `${resource.groupVersion.includes("/") ? `/apis/${resource.groupVersion}` : `/api/${resource.groupVersion}`}${resource.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : ""}/${resource.name}${name === void 0 ? "" : `/${encodeURIComponent(name)}`}`;
}
/**
* Finds the resource of an `apiVersion` and `kind`; undefined when the API server does not serve it (yet).
* Throws ApiFailure.
*/
async function findResourceOfKind(connection, groupVersion, kind, signal) {
	const found = (await readResourceList(connection, groupVersion, signal))?.resources.find((candidate) => candidate.kind === kind && !candidate.name.includes("/"));
	return found && {
		groupVersion,
		name: found.name,
		kind,
		namespaced: found.namespaced
	};
}
/**
* Finds a resource as kubectl users name it: `deployments`, `deployment`, `deploy`, `deployments.apps`.
* Throws InvalidInput when the API server serves nothing of that name, ApiFailure when it does not say.
*/
async function findResourceByName(connection, wanted, signal) {
	const [name = "", ...group] = wanted.toLowerCase().split(".");
	for (const groupVersion of await listGroupVersions(connection, group.join("."), signal)) {
		const found = (await readResourceList(connection, groupVersion, signal))?.resources.find((candidate) => !candidate.name.includes("/") && [
			candidate.name,
			candidate.singularName,
			candidate.kind.toLowerCase(),
			...candidate.shortNames ?? []
		].includes(name));
		if (found) return {
			groupVersion,
			name: found.name,
			kind: found.kind,
			namespaced: found.namespaced
		};
	}
	throw new InvalidInput(`the cluster has no resource "${wanted}"; expected one of kubectl api-resources`);
}
/** Preferred versions, the core group first. */
async function listGroupVersions(connection, group, signal) {
	const { groups } = await readJson(connection, {
		path: "/apis",
		asking: "the cluster's API groups",
		signal
	});
	const named = groups.filter((candidate) => group === "" || candidate.name === group).map((candidate) => candidate.preferredVersion.groupVersion);
	return group === "" ? ["v1", ...named] : named;
}
async function readResourceList(connection, groupVersion, signal) {
	try {
		return await readJson(connection, {
			path: groupVersion.includes("/") ? `/apis/${groupVersion}` : `/api/${groupVersion}`,
			asking: `the resources of ${groupVersion}`,
			signal
		});
	} catch (error) {
		if (isNotFound(error)) return void 0;
		throw error;
	}
}
// src/cluster/cluster-address-vantage.ts
/**
* The Service's own cluster address, where this machine can reach it as the pods do (the embedded cluster). The way is
* whole as long as the cluster's process, which is its network, lives.
*/
function openClusterAddressVantage(connection, lives) {
	return { async openService(target, signal) {
		const { service, port } = await readService(connection, target, signal);
		const address = service.spec?.clusterIP;
		if (!address || address === "None") throw new ServiceMissing(`Service ${target.namespace}/${target.name} is headless: it has no address of its own to probe`);
		return {
			host: address,
			port: port.port,
			description: `Service ${target.namespace}/${target.name} through its cluster address`,
			check: async () => lives(),
			async [Symbol.asyncDispose]() {}
		};
	} };
}
// src/cluster/embedded-door.ts
/** Routes that the embedded cluster serves beside the Kubernetes API, under the same certificate and token. */
const root = "/chaos-gate/v1";
/** The node door of the embedded cluster: its kubelets signal their containers' processes. */
function openEmbeddedDoor(connection) {
	return {
		async signalContainer(container, name, signal) {
			const { result } = await readJson(connection, {
				method: "POST",
				path: `${containerPath(container)}/signal`,
				body: { signal: name },
				asking: `${name} to container ${container.containerId} on node ${container.node}`,
				signal
			});
			return result;
		},
		async containerState(container, signal) {
			return await readJson(connection, {
				path: containerPath(container),
				asking: `the process of container ${container.containerId} on node ${container.node}`,
				signal
			});
		}
	};
}
/** Tells the embedded cluster about an image; `build` is the folder of the Dockerfile that it reads. */
async function registerImage(connection, image, signal) {
	await readJson(connection, {
		method: "POST",
		path: `${root}/images`,
		body: image,
		asking: `image ${image.image}`,
		signal,
		timeoutMs: 12e4
	});
}
function containerPath(container) {
	const id = container.containerId.replace(/^[^:]+:\/\//, "");
	return `${root}/nodes/${encodeURIComponent(container.node)}/containers/${encodeURIComponent(id)}`;
}
// src/cluster/embedded-process.ts
const readyTimeoutMs$1 = 3e4;
const endTimeoutMs = 1e4;
/**
* Starts the embedded cluster as a process of its own, so that its load never delays the gate's probes.
* Unless detached, its lifeline is standard input: it ends when this process does, however that happens.
* Throws InfrastructureFailure with its last words when it does not get ready.
*/
async function startEmbedded(options) {
	const { directory, name, nodes, zones, detached, logFile, signal } = options;
	const argv = [
		embeddedProgram(),
		"--directory",
		directory,
		"--name",
		name,
		"--nodes",
		String(nodes),
		"--zones",
		zones.join(",")
	];
	signal.throwIfAborted();
	const log = openSync(logFile, "a");
	let child;
	try {
		child = spawn(process.execPath, detached ? [...argv, "--detached"] : argv, {
			detached: true,
			stdio: [
				detached ? "ignore" : "pipe",
				"pipe",
				log
			]
		});
	} finally {
		closeSync(log);
	}
	child.stdin?.on("error", () => {});
	try {
		const ready = await readReadyLine(child, logFile, signal);
		if (detached) {
			child.stdout?.destroy();
			child.unref();
		}
		return {
			pid: ready.pid,
			kubeconfig: ready.kubeconfig,
			end: () => endChild(child)
		};
	} catch (error) {
		await endChild(child);
		throw error;
	}
}
/** Ends an embedded cluster that another process started; resolves when it is gone. */
async function endProcess(pid) {
	if (!sendSignal(pid, "SIGTERM")) return;
	const deadline = performance.now() + endTimeoutMs;
	while (sendSignal(pid, 0)) {
		if (performance.now() > deadline) sendSignal(pid, "SIGKILL");
		await setTimeout$1(50);
	}
}
/** Is there a process of that id? */
function processLives(pid) {
	return sendSignal(pid, 0);
}
async function readReadyLine(child, logFile, signal) {
	const ready = Promise.withResolvers();
	const fail = (what) => {
		const words = lastWords(readFileSync(logFile, "utf8"));
		ready.reject(new InfrastructureFailure(`the embedded cluster ${what}${words ? `: ${words}` : ""} (${logFile})`));
	};
	const onAbort = () => ready.reject(signal.reason);
	const onExit = (code, by) => fail(`ended with ${code ?? by} before it was ready`);
	const onError = (error) => fail(`could not be started (${error.message})`);
	const timer = setTimeout(() => fail(`was not ready within ${readyTimeoutMs$1 / 1e3} s`), readyTimeoutMs$1);
	signal.addEventListener("abort", onAbort, { once: true });
	child.once("exit", onExit);
	child.once("error", onError);
	createInterface(child.stdout).on("line", (line) => {
		if (line.startsWith("{") && line.includes("\"ready\":true")) ready.resolve(JSON.parse(line));
	});
	try {
		return await ready.promise;
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", onAbort);
		child.off("exit", onExit);
		child.off("error", onError);
	}
}
/** The error that a Node program died of, without its stack; else the last line. Pure. */
function lastWords(log) {
	const lines = log.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("at ") && !line.startsWith("Node.js v"));
	return lines.findLast((line) => /^\w*Error\b.*: /.test(line)) ?? lines.at(-1) ?? "";
}
async function endChild(child) {
	if (child.pid === void 0 || child.exitCode !== null || child.signalCode !== null) return;
	const exited = once(child, "exit");
	if (child.stdin) child.stdin.end();
	else child.kill("SIGTERM");
	const timer = setTimeout(() => child.kill("SIGKILL"), endTimeoutMs);
	await exited;
	clearTimeout(timer);
}
function sendSignal(pid, signal) {
	try {
		return process.kill(pid, signal);
	} catch (error) {
		if (error.code === "ESRCH") return false;
		throw error;
	}
}
/** From the sources Node strips the types; in the bundle it is a program beside this chunk. */
function embeddedProgram() {
	const fromSource = import.meta.url.endsWith(".ts");
	return fileURLToPath(new URL(fromSource ? "../embedded/main.ts" : "./embedded.js", import.meta.url));
}
// src/cluster/embedded.ts
/** Enough for a mesh and for faults on one node to leave others. */
const defaultNodes$1 = 3;
const logName = "embedded-cluster.log";
const stateName = "embedded-cluster.json";
/** The Kubernetes that this product brings along: one process, no engine, no root. A rehearsal, and named as such. */
const embedded = {
	name: "embedded",
	async up(options) {
		const { wish, directory, keep, signal, report } = options;
		if (process.platform !== "linux") throw new InvalidInput(`the embedded cluster needs Linux (its pods have addresses of their own in 127/8), this is ${process.platform}; use kind`);
		const name = wish.name ?? "embedded";
		const nodes = wish.nodes ?? defaultNodes$1;
		for (const key of ["nodeImage", "kubernetesVersion"]) if (wish[key] !== void 0) report(`the embedded cluster has no ${key}: ${wish[key]} is for kind and Minikube`);
		await mkdir(directory, { recursive: true });
		const identity = {
			provider: "embedded",
			name,
			kubeconfig: join(directory, "kubeconfig"),
			created: true,
			details: { directory }
		};
		options.willCreate(identity);
		const started = await startEmbedded({
			directory,
			name,
			nodes,
			zones: wish.zones ?? [],
			detached: keep,
			logFile: join(directory, logName),
			signal
		});
		try {
			const state = {
				pid: started.pid,
				kubeconfig: started.kubeconfig
			};
			await writeFile(join(directory, stateName), JSON.stringify(state), { mode: 384 });
			return await openCluster$2({
				...identity,
				kubeconfig: started.kubeconfig
			}, started, keep, signal);
		} catch (error) {
			await started.end();
			throw error;
		}
	},
	async attach(identity, signal) {
		const stateFile = join(String(identity.details?.directory ?? ""), stateName);
		if (!existsSync(stateFile)) return void 0;
		const { pid, kubeconfig } = JSON.parse(readFileSync(stateFile, "utf8"));
		if (!processLives(pid)) return void 0;
		const attached = {
			pid,
			kubeconfig,
			end: () => endProcess(pid)
		};
		try {
			return await openCluster$2({
				...identity,
				kubeconfig
			}, attached, true, signal);
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof InfrastructureFailure) return void 0;
			throw error;
		}
	}
};
async function openCluster$2(identity, started, keep, signal) {
	const connection = await connect$1(identity.kubeconfig, identity.context, { signal });
	const directory = String(identity.details?.directory);
	return {
		identity: {
			...identity,
			details: {
				directory,
				pid: started.pid
			}
		},
		node: openEmbeddedDoor(connection),
		vantage: openClusterAddressVantage(connection, () => processLives(started.pid)),
		async loadImages(images, abort) {
			for (const image of images) await registerImage(connection, image, abort);
		},
		async exportLogs(target) {
			await mkdir(target, { recursive: true });
			await copyFile(join(directory, logName), join(target, logName));
		},
		delete: () => started.end(),
		async [Symbol.asyncDispose]() {
			if (!keep) await started.end();
		}
	};
}
// src/cluster/container-engine.ts
/** The container engine that kind uses: docker, or what KIND_EXPERIMENTAL_PROVIDER names (their command lines agree). */
function engineName() {
	return process.env.KIND_EXPERIMENTAL_PROVIDER || "docker";
}
/** Throws InfrastructureFailure, one sentence with the remedy, when no engine answers. */
async function requireEngine(signal) {
	const engine = engineName();
	const instead = "start one, or use --cluster embedded";
	if (await findProgram(engine) === void 0) throw new InfrastructureFailure(`kind needs a container engine, and ${engine} is not on PATH: ${instead}`);
	try {
		await runCommand([
			engine,
			"info",
			"--format",
			"{{.ServerVersion}}"
		], {
			signal,
			timeoutMs: 2e4
		});
	} catch (error) {
		signal.throwIfAborted();
		throw new InfrastructureFailure(`kind needs a container engine, and ${engine} does not answer: ${instead}`, { cause: error });
	}
}
/** Builds images that name a folder, pulls what is not on this machine. Throws InfrastructureFailure with the engine's last words. */
async function provideImages(images, signal, report) {
	const engine = engineName();
	for (const { image, build } of images) if (build !== void 0) {
		report(`building image ${image}`);
		await runCommand([
			engine,
			"build",
			"--tag",
			image,
			build
		], { signal });
	} else if (!await hasImage(image, signal)) {
		report(`pulling image ${image}`);
		await runCommand([
			engine,
			"pull",
			image
		], { signal });
	}
}
/** Is the image on this machine? */
async function hasImage(image, signal) {
	try {
		await runCommand([
			engineName(),
			"image",
			"inspect",
			"--format",
			"{{.Id}}",
			image
		], {
			signal,
			timeoutMs: 2e4
		});
		return true;
	} catch (error) {
		if (error instanceof CommandFailed && typeof error.status === "number") return false;
		throw error;
	}
}
/** Saves images into one archive, hands it to `use`, and removes it. */
async function withImageArchive(images, signal, use) {
	const folder = await mkdtemp(join(tmpdir(), "chaos-gate-images-"));
	try {
		const archive = join(folder, "images.tar");
		await runCommand([
			engineName(),
			"image",
			"save",
			"--output",
			archive,
			...images
		], { signal });
		await use(archive);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
// src/cluster/kind-door.ts
const timeoutMs = 15e3;
/** The node door of kind: its nodes are containers, their containerd is reached with `ctr` by the engine's exec. */
function openKindDoor() {
	const ctr = async (node, argv, signal) => {
		const { stdout } = await runCommand([
			engineName(),
			"exec",
			node,
			"ctr",
			"--namespace",
			"k8s.io",
			...argv
		], {
			signal,
			timeoutMs
		});
		return stdout;
	};
	return {
		async signalContainer(container, name, signal) {
			try {
				await ctr(container.node, [
					"tasks",
					"kill",
					"--signal",
					name,
					idOf(container)
				], signal);
				return "sent";
			} catch (error) {
				if (error instanceof CommandFailed && isGone(error.stderr)) return "gone";
				throw error;
			}
		},
		async containerState(container, signal) {
			return findTask(await ctr(container.node, ["tasks", "list"], signal), idOf(container));
		}
	};
}
/** Reads `ctr tasks list`: TASK PID STATUS. Pure. */
function findTask(list, id) {
	for (const line of list.split("\n")) {
		const [task, pid, status] = line.trim().split(/\s+/);
		if (task === id && status !== "STOPPED") return {
			state: "running",
			pid: Number(pid)
		};
	}
	return { state: "ended" };
}
function idOf(container) {
	return container.containerId.replace(/^[^:]+:\/\//, "");
}
/** ctr's words for a container or task that is not there, or whose process has ended. */
function isGone(stderr) {
	return /: not found|process already finished|no running task/i.test(stderr);
}
// src/cluster/service-proxy.ts
/**
* A Service through the API server's service proxy, as a local port: it passes the Service's endpoints but not kube-proxy, adds
* about 14 ms, and goes with the API server. Works wherever the API does.
*/
async function openServiceProxy(connection, target) {
	const label = `${target.namespace}/${target.name}`;
	if (target.protocol === "https") throw new InfrastructureFailure(`Service ${label} speaks https, and this machine reaches no node of the cluster: it can only be probed from where nodes are reachable`);
	const root = `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/services/${encodeURIComponent(target.name)}:${target.port}/proxy`;
	const server = http.createServer((incoming, outgoing) => {
		const gone = new AbortController();
		outgoing.once("close", () => gone.abort());
		forward(connection, root, incoming, outgoing, gone.signal).catch(() => {
			outgoing.destroy();
		});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		host: "127.0.0.1",
		port: server.address().port,
		description: `Service ${label} through the API server's service proxy (endpoints, not kube-proxy)`,
		async check(signal) {
			const { status } = await connection.send({
				path: "/readyz",
				asking: "the API server",
				signal
			});
			return status === 200;
		},
		async [Symbol.asyncDispose]() {
			server.close();
			server.closeAllConnections();
		}
	};
}
/** Hands one request on with the API server's credentials, and its answer back, both as they come. */
async function forward(connection, root, incoming, outgoing, signal) {
	const credentials = {};
	await connection.config.applyToHTTPSOptions(credentials);
	const server = connection.config.getCurrentCluster()?.server ?? "";
	const { host: _host, authorization: _authorization, ...headers } = incoming.headers;
	const request = (server.startsWith("https:") ? https : http).request(`${server}${root}${incoming.url ?? "/"}`, {
		...credentials,
		method: incoming.method,
		headers: {
			...headers,
			...credentials.headers
		},
		signal
	});
	const answer = new Promise((resolve, reject) => {
		request.once("response", resolve);
		request.once("error", reject);
	});
	await Promise.all([pipeline(incoming, request), answer]);
	const { statusCode = 502, headers: answered } = await answer;
	outgoing.writeHead(statusCode, answered);
	await pipeline(await answer, outgoing);
}
// src/cluster/tcp-reach.ts
/** Tries one TCP connection, until the signal aborts. */
async function canConnect(host, port, signal) {
	if (signal.aborted) return "silent";
	return await new Promise((resolve) => {
		const socket = connect({
			host,
			port
		});
		const settle = (answer) => {
			signal.removeEventListener("abort", onAbort);
			socket.destroy();
			resolve(answer);
		};
		const onAbort = () => settle("silent");
		signal.addEventListener("abort", onAbort, { once: true });
		socket.once("connect", () => settle("connected"));
		socket.on("error", (error) => settle(error.code === "ECONNREFUSED" ? "refused" : "silent"));
	});
}
/** Waits until a port accepts, at most so long; there is no event for it. Rejects with the signal's reason only. */
async function awaitConnection(host, port, limitMs, signal) {
	const limit = AbortSignal.timeout(limitMs);
	const either = AbortSignal.any([signal, limit]);
	while (!either.aborted) {
		if (await canConnect(host, port, either) === "connected") return true;
		await setTimeout$1(50, void 0, { signal: either }).catch(() => {});
	}
	signal.throwIfAborted();
	return false;
}
// src/cluster/service-vantage.ts
/** On everything that the gate puts into a cluster for itself. */
const partOfGate = { "chaos-gate.io/part-of": "gate" };
/** kube-proxy has programmed a new Service by then, if it ever does. */
const programmedMs = 3e3;
const reachableMs = 1500;
const kubeletPort = 10250;
/**
* The way to a Service of a real cluster: a twin of it with a NodePort, at a node's own address, which passes kube-proxy as
* users do; where this machine cannot reach the nodes, the API server's service proxy.
*/
function openServiceVantage(connection) {
	return { async openService(target, signal) {
		const found = await readService(connection, target, signal);
		const node = await findReachableNode(connection, signal);
		const hasSelector = Object.keys(found.service.spec?.selector ?? {}).length > 0;
		if (node && hasSelector) return await openTwin(connection, target, found, node, signal);
		return await openServiceProxy(connection, target);
	} };
}
/** Removes the twins that a crashed run left behind in a cluster that outlives it. Returns how many. */
async function removeTwins(connection, signal) {
	const [[key, value]] = Object.entries(partOfGate);
	const { items } = await readJson(connection, {
		path: "/api/v1/services",
		query: { labelSelector: `${key}=${value}` },
		asking: "the gate's own Services",
		signal
	});
	for (const { metadata } of items) await deleteService(connection, metadata?.namespace ?? "", metadata?.name ?? "", signal);
	return items.length;
}
async function openTwin(connection, target, { service, port }, node, signal) {
	const { selector, publishNotReadyAddresses, sessionAffinity, sessionAffinityConfig } = service.spec ?? {};
	const twin = await readJson(connection, {
		method: "POST",
		path: `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/services`,
		asking: `a NodePort twin of Service ${target.namespace}/${target.name}`,
		body: {
			apiVersion: "v1",
			kind: "Service",
			metadata: {
				name: twinName(target),
				labels: partOfGate
			},
			spec: {
				type: "NodePort",
				selector,
				publishNotReadyAddresses,
				sessionAffinity,
				sessionAffinityConfig,
				ports: [{
					port: port.port,
					targetPort: port.targetPort,
					protocol: port.protocol
				}]
			}
		},
		signal
	});
	const name = twin.metadata?.name ?? "";
	const nodePort = twin.spec?.ports?.[0]?.nodePort ?? 0;
	const remove = () => deleteService(connection, target.namespace, name);
	try {
		await awaitConnection(node.address, nodePort, programmedMs, signal);
	} catch (error) {
		await remove();
		throw error;
	}
	return {
		host: node.address,
		port: nodePort,
		description: `NodePort twin of Service ${target.namespace}/${target.name} on node ${node.name}`,
		check: async (abort) => answered(await canConnect(node.address, kubeletPort, abort)),
		[Symbol.asyncDispose]: remove
	};
}
/** A control plane first: it is the last node that a scenario stops. */
async function findReachableNode(connection, signal) {
	const { items } = await readJson(connection, {
		path: "/api/v1/nodes",
		asking: "the nodes' addresses",
		signal
	});
	for (const node of items.toSorted((a, b) => rank$1(a) - rank$1(b))) {
		const address = node.status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
		if (!address) continue;
		const abort = AbortSignal.any([signal, AbortSignal.timeout(reachableMs)]);
		if (answered(await canConnect(address, kubeletPort, abort))) return {
			name: node.metadata?.name ?? "",
			address
		};
		signal.throwIfAborted();
		return;
	}
	throw new InfrastructureFailure("the cluster has no node with an address");
}
function rank$1(node) {
	return "node-role.kubernetes.io/control-plane" in (node.metadata?.labels ?? {}) ? 0 : 1;
}
function answered(answer) {
	return answer !== "silent";
}
function twinName(target) {
	return `chaos-gate-${target.name.slice(0, 40)}-${randomBytes(3).toString("hex")}`;
}
async function deleteService(connection, namespace, name, signal) {
	try {
		await readJson(connection, {
			method: "DELETE",
			path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(name)}`,
			asking: `delete Service ${namespace}/${name}`,
			signal
		});
	} catch (error) {
		if (!isNotFound(error)) throw error;
	}
}
// src/cluster/existing.ts
/** Contexts that tools for clusters on one's own machine make. */
const localContexts = [
	/^kind-/,
	/^minikube$/,
	/^k3d-/,
	/^docker-desktop$/
];
/** A cluster that is there already, by kubeconfig and context. Never taken down; nothing but the app is put into it for good. */
const existing = {
	name: "existing",
	async up(options) {
		const { wish, allowContext, signal } = options;
		const kubeconfig = resolve(wish.kubeconfig ?? defaultKubeconfig());
		const context = loadKubeconfig(kubeconfig, wish.context).currentContext;
		if (allowContext !== context && !localContexts.some((pattern) => pattern.test(context))) throw new InvalidInput(`context "${context}" of ${kubeconfig} may be a cluster that others need: to inject faults there, allow it by --allow-context ${context}`);
		const identity = {
			provider: "existing",
			name: context,
			kubeconfig,
			context,
			created: false
		};
		options.willCreate(identity);
		return await openCluster$1(identity, signal);
	},
	async attach(identity, signal) {
		return await openCluster$1(identity, signal);
	}
};
async function openCluster$1(identity, signal) {
	const connection = await connect$1(identity.kubeconfig, identity.context, { signal });
	return {
		identity,
		node: await chooseDoor(connection, signal),
		vantage: openServiceVantage(connection),
		async loadImages(images) {
			const [built] = images.filter((each) => each.build !== void 0);
			if (built) throw new InvalidInput(`image ${built.image} is to be built, and an existing cluster's nodes cannot be reached with it: push it to a registry that the cluster pulls from`);
		},
		async exportLogs() {},
		async delete() {
			await removeTwins(connection);
		},
		async [Symbol.asyncDispose]() {}
	};
}
/** As kubectl looks for it: the first file of KUBECONFIG, else ~/.kube/config. */
function defaultKubeconfig() {
	const named = (process.env.KUBECONFIG ?? "").split(delimiter).find((path) => path !== "");
	const path = named ?? join(homedir(), ".kube", "config");
	if (!named && !existsSync(path)) throw new InvalidInput(`there is no kubeconfig: name one by --kubeconfig (looked at KUBECONFIG and ${path})`);
	return path;
}
/** The nodes of a kind cluster on this machine's engine are within reach, whoever created it. Of others, none are. */
async function chooseDoor(connection, signal) {
	const name = /^kind-(.+)$/.exec(connection.context)?.[1];
	return name !== void 0 && await isKindOfThisMachine(name, signal) ? openKindDoor() : closedDoor(connection.context);
}
async function isKindOfThisMachine(name, signal) {
	const engine = engineName();
	if (await findProgram(engine) === void 0) return false;
	try {
		const filter = `label=io.x-k8s.kind.cluster=${name}`;
		const { stdout } = await runCommand([
			engine,
			"ps",
			"--quiet",
			"--filter",
			filter
		], {
			signal,
			timeoutMs: 1e4
		});
		return stdout.trim() !== "";
	} catch (error) {
		if (error instanceof CommandFailed) return false;
		throw error;
	}
}
function closedDoor(context) {
	const refuse = async () => {
		throw new InfrastructureFailure(`the nodes of the existing cluster ${context} are out of reach: faults on processes and their proof need kind, Minikube or the embedded cluster`);
	};
	return {
		signalContainer: refuse,
		containerState: refuse
	};
}
// src/cluster/kind-cli.ts
const createTimeoutMs = 6e5;
const otherTimeoutMs = 3e5;
/** Finds kind on PATH. Throws InfrastructureFailure when it is not there. */
async function openKindCli() {
	if (await findProgram("kind") === void 0) throw new InfrastructureFailure("kind is not on PATH: install it (https://kind.sigs.k8s.io), or use --cluster embedded");
	const run = async (argv, signal) => {
		const { stdout } = await runCommand(["kind", ...argv], {
			signal,
			timeoutMs: otherTimeoutMs
		});
		return stdout;
	};
	return {
		async version(signal) {
			const words = (await run(["version"], signal)).split(/\s+/);
			return words[1] ?? words[0] ?? "";
		},
		async listClusters(signal) {
			return splitLines(await run([
				"get",
				"clusters",
				"--quiet"
			], signal));
		},
		async create({ name, config, kubeconfig, image, signal, onLine }) {
			await runCommand([
				"kind",
				...[
					"create",
					"cluster",
					"--name",
					name,
					"--config",
					"-",
					"--kubeconfig",
					kubeconfig,
					"--retain"
				],
				...image ? ["--image", image] : []
			], {
				input: config,
				signal,
				timeoutMs: createTimeoutMs,
				onLine,
				graceMs: 5e3
			});
		},
		async delete(name, kubeconfig, signal) {
			await run([
				"delete",
				"cluster",
				"--name",
				name,
				"--kubeconfig",
				kubeconfig
			], signal);
		},
		async listNodes(name, signal) {
			return splitLines(await run([
				"get",
				"nodes",
				"--name",
				name,
				"--quiet"
			], signal));
		},
		async loadImageArchive(name, archive, signal) {
			await run([
				"load",
				"image-archive",
				archive,
				"--name",
				name
			], signal);
		},
		async exportLogs(name, directory, signal) {
			await run([
				"export",
				"logs",
				directory,
				"--name",
				name
			], signal);
		}
	};
}
function splitLines(text) {
	return text.split("\n").filter((line) => line.trim() !== "");
}
// src/cluster/kind-config.ts
/**
* kind's configuration for a wish: one control plane, the rest workers, zones dealt out to the nodes in turn.
* JSON, which kind reads as the YAML it is. Pure.
*/
function kindConfig(wish, defaultNodes) {
	const { zones = [] } = wish;
	const nodes = Array.from({ length: wish.nodes ?? defaultNodes }, (_, index) => ({
		role: index === 0 ? "control-plane" : "worker",
		...zones.length > 0 && { labels: { "topology.kubernetes.io/zone": zones[index % zones.length] } }
	}));
	return JSON.stringify({
		kind: "Cluster",
		apiVersion: "kind.x-k8s.io/v1alpha4",
		nodes
	});
}
// src/cluster/kind-failure.ts
/** Known ways in which `kind create cluster` fails, by what it prints, with the remedy. kind.sigs.k8s.io/docs/user/known-issues. */
const knownFailures = [
	{
		pattern: /too many open files|inotify/i,
		sentence: "the machine has too few inotify watches: raise fs.inotify.max_user_watches to 524288 and fs.inotify.max_user_instances to 512"
	},
	{
		pattern: /port is already allocated|address already in use/i,
		sentence: "a port that the cluster needs is taken by another program"
	},
	{
		pattern: /no space left on device/i,
		sentence: "the disk is full: docker system prune frees space"
	},
	{
		pattern: /failed to pull image|manifest unknown|pull access denied/i,
		sentence: "the node image cannot be pulled: name one that is on this machine or in a registry it reaches with --node-image"
	},
	{
		pattern: /node\(s\) already exist for a cluster/i,
		sentence: "a cluster of that name appeared meanwhile"
	},
	{
		pattern: /rootless|Running kind with rootless provider requires/i,
		sentence: "the container engine is rootless and lacks the cgroup delegation that kind needs (kind.sigs.k8s.io/docs/user/rootless)"
	},
	{
		pattern: /Cannot connect to the Docker daemon/i,
		sentence: "the container engine does not answer"
	}
];
/** kind gave a node a fixed time to boot, and it took longer; a second attempt mostly works. */
function isBootFlake(error) {
	return error instanceof CommandFailed && /could not find a (log )?line that matches/i.test(error.stderr);
}
/** A failed creation in one sentence, with the remedy where it is known. */
function explainKindFailure(error) {
	const stderr = error instanceof CommandFailed ? error.stderr : "";
	const known = knownFailures.find(({ pattern }) => pattern.test(stderr));
	const said = /^ERROR: (.*)$/m.exec(stderr)?.[1];
	const why = known ? `${known.sentence}${said ? ` (${said})` : ""}` : said ?? messageOf(error);
	return new InfrastructureFailure(`kind could not create the cluster: ${why}`, { cause: error });
}
// src/kubernetes/apply.ts
const fieldManager = "chaos-gate";
/** A definition that was applied a moment ago is served within this time. */
const definitionTimeoutMs = 1e4;
/** What others need comes first; kinds that are not listed come last. */
const order = [
	"Namespace",
	"CustomResourceDefinition",
	"PriorityClass",
	"StorageClass",
	"ResourceQuota",
	"LimitRange",
	"ServiceAccount",
	"ClusterRole",
	"ClusterRoleBinding",
	"Role",
	"RoleBinding",
	"NetworkPolicy",
	"ConfigMap",
	"Secret",
	"PersistentVolume",
	"PersistentVolumeClaim",
	"Service",
	"PodDisruptionBudget",
	"DaemonSet",
	"Deployment",
	"StatefulSet",
	"Pod",
	"Job",
	"CronJob"
];
/**
* Applies objects on the server's side (field manager `chaos-gate`), what others need first, and returns them as they are now.
* Throws InfrastructureFailure with the object's position when the API server refuses one; those before it stay.
*/
async function applyObjects(connection, objects, signal) {
	const patienceMs = objects.some(({ object }) => object.kind === "CustomResourceDefinition") ? definitionTimeoutMs : 0;
	const resources = /* @__PURE__ */ new Map();
	const applied = [];
	for (const each of objects.toSorted((a, b) => rank(a) - rank(b))) try {
		applied.push(await applyObject(connection, each.object, resources, patienceMs, signal));
	} catch (error) {
		signal?.throwIfAborted();
		throw new InfrastructureFailure(formatProblem({
			at: each.at,
			message: messageOf(error)
		}), { cause: error });
	}
	return applied;
}
/** `Deployment shop/web`. */
function describeObject(object) {
	return `${object.kind} ${[object.metadata?.namespace, object.metadata?.name].filter(Boolean).join("/")}`;
}
async function applyObject(connection, object, resources, patienceMs, signal) {
	const { apiVersion = "", kind = "", metadata } = object;
	const key = `${apiVersion} ${kind}`;
	const resource = resources.get(key) ?? await awaitResource(connection, apiVersion, kind, patienceMs, signal);
	resources.set(key, resource);
	const contextNamespace = connection.config.getContextObject(connection.context)?.namespace;
	const namespace = resource.namespaced ? metadata?.namespace ?? contextNamespace ?? "default" : void 0;
	return await readJson(connection, {
		method: "PATCH",
		path: resourcePath(resource, namespace, metadata?.name),
		query: {
			fieldManager,
			force: true
		},
		contentType: "application/apply-patch+yaml",
		body: {
			...object,
			metadata: {
				...metadata,
				namespace
			}
		},
		asking: `apply ${describeObject({
			kind,
			metadata: {
				name: metadata?.name,
				namespace
			}
		})}`,
		signal
	});
}
/** The resource of a kind; for a definition of its own waits until the API server serves it. */
async function awaitResource(connection, apiVersion, kind, patienceMs, signal) {
	const deadline = performance.now() + patienceMs;
	for (;;) {
		const resource = await findResourceOfKind(connection, apiVersion, kind, signal);
		if (resource) return resource;
		if (performance.now() >= deadline) throw new InfrastructureFailure(`the cluster does not know ${kind} of ${apiVersion}`);
		await setTimeout$1(200, void 0, { signal });
	}
}
function rank({ object }) {
	const index = order.indexOf(object.kind ?? "");
	return index === -1 ? order.length : index;
}
// src/kubernetes/own-pods.ts
/**
* The pods of a workload that say how its present version fares: found by its selector, not on their way out, and made
* of the images that its template names now (a broken version that is being replaced must not count). Pure.
*/
function ownPods(workload, pods) {
	const { kind, metadata } = workload;
	const inNamespace = pods.filter((pod) => pod.metadata?.namespace === metadata?.namespace && !pod.metadata?.deletionTimestamp);
	if (kind === "Pod") return inNamespace.filter((pod) => pod.metadata?.name === metadata?.name);
	const { selector, template } = workload.spec ?? {};
	const requirements = parseLabelSelector(formatLabelSelector(selector ?? {}));
	if (!requirements || requirements.length === 0) return [];
	const images = imagesOf(template?.spec);
	return inNamespace.filter((pod) => labelsMatch(pod.metadata?.labels ?? {}, requirements) && imagesOf(pod.spec) === images);
}
function imagesOf(spec) {
	return JSON.stringify((spec?.containers ?? []).map(({ name, image }) => [name, image]));
}
// src/kubernetes/pod-log.ts
/** The last lines of a container's log, without empty ones; none when there is no log (yet, or any more). Throws ApiFailure without an answer. */
async function readLastLogLines(connection, pod, options) {
	const { status, body } = await connection.send({
		path: `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}/log`,
		query: {
			container: options.container,
			previous: options.previous || void 0,
			tailLines: options.lines
		},
		asking: `log of pod ${pod.namespace}/${pod.name}`,
		signal: options.signal,
		timeoutMs: 5e3
	});
	if (status !== 200) return [];
	return body.split("\n").filter((line) => line.trim() !== "");
}
// src/kubernetes/pod-trouble.ts
/** A pod that nothing could be found for is given this long before that counts as certain. */
const unschedulableMs = 1e4;
/** Waiting reasons of the kubelet that do not go away by themselves. */
const certainReasons = {
	ErrImagePull: "cannot be pulled",
	ImagePullBackOff: "cannot be pulled",
	ErrImageNeverPull: "is not on the node, and may not be pulled",
	InvalidImageName: "has no valid name",
	ImageInspectError: "cannot be read"
};
/** At this restart a container that crashes has crashed three times: no start-up race any more. */
const crashesThatCount = 2;
/** What is wrong with a pod, the worst first; undefined: it only needs time. Pure; `now` is wall time in ms. */
function findPodTrouble(pod, now) {
	const troubles = [...pod.status?.initContainerStatuses ?? [], ...pod.status?.containerStatuses ?? []].map(containerTrouble).filter((trouble) => trouble !== void 0);
	return troubles.find((trouble) => trouble.certain) ?? scheduling(pod, now) ?? troubles[0];
}
function containerTrouble(status) {
	const { name, image, restartCount, state, lastState } = status;
	const waiting = state?.waiting;
	const imageTrouble = certainReasons[waiting?.reason ?? ""];
	if (waiting && imageTrouble) return {
		certain: true,
		reason: `image ${image} ${imageTrouble} (${firstLine(waiting.message ?? waiting.reason)})`
	};
	if (waiting?.reason === "CreateContainerConfigError" || waiting?.reason === "CreateContainerError") return {
		certain: true,
		reason: `container ${name} cannot be made (${firstLine(waiting.message)})`
	};
	const ended = state?.terminated ?? lastState?.terminated;
	if (ended && ended.exitCode !== 0) {
		const how = ended.reason === "OOMKilled" ? "it ran out of memory" : `exit code ${ended.exitCode}`;
		const certain = waiting?.reason === "CrashLoopBackOff" && restartCount >= crashesThatCount;
		const often = restartCount > 0 ? `, ${restartCount} restart${restartCount > 1 ? "s" : ""}` : "";
		const previous = state?.terminated === void 0;
		return {
			certain,
			reason: `container ${name} crashes (${how}${often})`,
			container: name,
			previous
		};
	}
	if (state?.running && !status.ready) return {
		certain: false,
		reason: `container ${name} runs but is not ready`,
		container: name
	};
}
function scheduling(pod, now) {
	const condition = pod.status?.conditions?.find((each) => each.type === "PodScheduled");
	if (condition?.status !== "False" || condition.reason !== "Unschedulable") return void 0;
	return {
		certain: now - Date.parse(String(condition.lastTransitionTime ?? pod.metadata?.creationTimestamp)) >= unschedulableMs,
		reason: `no node takes it (${firstLine(condition.message)})`
	};
}
function firstLine(text) {
	return text?.trim().split("\n")[0] || "no reason given";
}
// src/kubernetes/workload-status.ts
/** Kinds that a deployment waits for, with the path of their collections. */
const workloadResources = {
	Deployment: {
		root: "/apis/apps/v1",
		resource: "deployments"
	},
	StatefulSet: {
		root: "/apis/apps/v1",
		resource: "statefulsets"
	},
	DaemonSet: {
		root: "/apis/apps/v1",
		resource: "daemonsets"
	},
	Job: {
		root: "/apis/batch/v1",
		resource: "jobs"
	},
	Pod: {
		root: "/api/v1",
		resource: "pods"
	}
};
/** Reads a workload's own status as `kubectl rollout status` does. Pure; the object is the API's JSON. */
function workloadStatus(object) {
	const { kind, metadata, spec = {}, status = {} } = object;
	const conditions = status?.conditions ?? [];
	const holding = (type) => conditions.find((condition) => condition.type === type && condition.status === "True");
	if (kind === "Pod") {
		const { phase } = status;
		if (holding("Ready") || phase === "Succeeded") return { state: "ready" };
		return phase === "Failed" ? {
			state: "failed",
			reason: "it failed"
		} : {
			state: "progressing",
			progress: "it is not ready"
		};
	}
	if (kind === "Job") {
		const failed = holding("Failed");
		if (failed) return {
			state: "failed",
			reason: `it failed (${failed.message ?? failed.reason ?? "no reason given"})`
		};
		if (holding("Complete") || spec.suspend) return { state: "ready" };
		return {
			state: "progressing",
			progress: `${status.succeeded ?? 0} of ${spec.completions ?? 1} completions are done`
		};
	}
	if ((status.observedGeneration ?? 0) < (metadata?.generation ?? 1)) return {
		state: "progressing",
		progress: "its controller has not looked at it yet"
	};
	const failure = holding("ReplicaFailure");
	const refusal = failure?.message ?? failure?.reason;
	if (refusal !== void 0 && !isPassingRefusal(refusal)) return {
		state: "failed",
		reason: `its pods cannot be made: ${refusal}`
	};
	if (kind === "DaemonSet") {
		const wanted = status.desiredNumberScheduled ?? 0;
		return compare(wanted, status.updatedNumberScheduled ?? 0, status.numberReady ?? 0, wanted, "pods");
	}
	return compare(spec.replicas ?? 1, status.updatedReplicas ?? 0, status.readyReplicas ?? 0, status.replicas ?? 0, "replicas");
}
/** In a namespace made a moment ago pods are refused until its default service account is there. */
function isPassingRefusal(message) {
	return /error looking up service account/i.test(message);
}
function compare(wanted, updated, ready, existing, what) {
	if (updated < wanted) return {
		state: "progressing",
		progress: `${updated} of ${wanted} ${what} are up to date`
	};
	if (ready < wanted) return {
		state: "progressing",
		progress: `${ready} of ${wanted} ${what} are ready`
	};
	if (existing > wanted) return {
		state: "progressing",
		progress: `${existing - wanted} old ${what} still have to end`
	};
	return { state: "ready" };
}
// src/kubernetes/wait-for-rollout.ts
const logLines = 5;
/**
* Waits by watch until every Deployment, StatefulSet, DaemonSet, Job and Pod among the objects is ready; others need no waiting.
* Throws InfrastructureFailure, one sentence with the reason and the last lines of the pod's log, as soon as it is certain that
* one will not get ready, else at the time-out.
*/
async function waitForRollout(connection, objects, options) {
	const workloads = objects.filter((object) => object.kind !== void 0 && object.kind in workloadResources);
	if (workloads.length === 0) return;
	const view = {
		workloads: new Map(workloads.map((each) => [keyOf(each), each])),
		pods: /* @__PURE__ */ new Map(),
		warnings: /* @__PURE__ */ new Map()
	};
	const startedAt = Date.now();
	const outcome = Promise.withResolvers();
	let readyBefore = -1;
	const look = () => {
		const all = [...view.workloads.values()];
		const ready = all.filter((each) => workloadStatus(each).state === "ready").length;
		if (ready !== readyBefore) options.report?.(`${ready} of ${all.length} workloads ready`);
		readyBefore = ready;
		const failed = all.map((each) => findFailure(each, view, Date.now())).find((failure) => failure?.certain);
		if (ready === all.length) outcome.resolve("ready");
		else if (failed) outcome.resolve({ failed });
	};
	const stop = new AbortController();
	const timer = setTimeout(() => {
		const late = [...view.workloads.values()].map((each) => findFailure(each, view, Date.now())).find(Boolean);
		outcome.resolve({ failed: late ?? {
			certain: false,
			message: "the workloads are not ready"
		} });
	}, options.timeoutMs);
	const unschedulable = setInterval(look, unschedulableMs / 4);
	const onAbort = () => outcome.reject(options.signal.reason);
	options.signal.addEventListener("abort", onAbort, { once: true });
	try {
		options.signal.throwIfAborted();
		const watches = startWatches(connection, workloads, view, startedAt, stop.signal, look);
		for (const watch of watches) watch.catch(outcome.reject);
		const result = await outcome.promise;
		if (result !== "ready") throw await describeFailure(connection, result.failed, options);
	} finally {
		stop.abort();
		clearTimeout(timer);
		clearInterval(unschedulable);
		options.signal.removeEventListener("abort", onAbort);
	}
}
function startWatches(connection, workloads, view, startedAt, signal, changed) {
	return [...new Set(workloads.map((each) => each.metadata?.namespace ?? "default"))].flatMap((namespace) => {
		const watch = (root, resource, keep) => watchObjects(connection, {
			path: `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`,
			asking: `${resource} of namespace ${namespace}`
		}, signal, (event) => {
			if (event.type === "listed") for (const object of event.objects) keep(object, false);
			else keep(event.object, event.type === "deleted");
			changed();
		});
		return [
			...[...new Set(workloads.filter((each) => each.metadata?.namespace === namespace).map((each) => each.kind ?? ""))].map((kind) => watch(workloadResources[kind].root, workloadResources[kind].resource, (object) => {
				const workload = {
					...object,
					kind
				};
				if (view.workloads.has(keyOf(workload))) view.workloads.set(keyOf(workload), workload);
			})),
			watch("/api/v1", "pods", (pod, gone) => {
				if (gone) view.pods.delete(pod.metadata?.uid ?? "");
				else view.pods.set(pod.metadata?.uid ?? "", pod);
			}),
			watch("/api/v1", "events", (event) => {
				const at = Date.parse(String(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp));
				if (event.type === "Warning" && at >= startedAt - 1e3) view.warnings.set(event.involvedObject.uid ?? "", event);
			}).catch((error) => {
				if (!(error instanceof ApiFailure) || error.status !== 403) throw error;
			})
		];
	});
}
function findFailure(workload, view, now) {
	const status = workloadStatus(workload);
	if (status.state === "ready") return void 0;
	const label = describeObject(workload);
	const troubles = ownPods(workload, [...view.pods.values()]).map((pod) => ({
		pod,
		trouble: findPodTrouble(pod, now)
	})).filter((each) => each.trouble);
	const worst = troubles.find((each) => each.trouble?.certain) ?? troubles[0];
	if (worst?.trouble && (worst.trouble.certain || status.state === "progressing")) {
		const said = view.warnings.get(worst.pod.metadata?.uid ?? "");
		const detail = !worst.trouble.certain && said?.reason === "Unhealthy" ? ` (${said.message?.trim().split("\n")[0]})` : "";
		return {
			certain: worst.trouble.certain,
			message: `${label} does not get ready: pod ${worst.pod.metadata?.name}: ${worst.trouble.reason}${detail}`,
			...worst
		};
	}
	if (status.state === "failed") return {
		certain: true,
		message: `${label} does not get ready: ${status.reason}`
	};
	const warning = view.warnings.get(workload.metadata?.uid ?? "");
	if (warning?.reason === "FailedCreate" && !isPassingRefusal(warning.message ?? "")) return {
		certain: true,
		message: `${label} does not get ready: its pods cannot be made: ${warning.message}`
	};
	return {
		certain: false,
		message: `${label} does not get ready: ${status.progress}`
	};
}
async function describeFailure(connection, failure, options) {
	const { pod, trouble } = failure;
	const inTime = failure.certain ? "" : ` within ${options.timeoutMs / 1e3} s`;
	const message = failure.message.replace(" does not get ready", ` does not get ready${inTime}`);
	if (!pod || trouble?.container === void 0) return new InfrastructureFailure(message);
	const { name = "", namespace = "" } = pod.metadata ?? {};
	const { container, previous } = trouble;
	const lines = await readLastLogLines(connection, {
		namespace,
		name
	}, {
		container,
		previous,
		lines: logLines,
		signal: options.signal
	});
	return new InfrastructureFailure(lines.length === 0 ? message : `${message}; its last lines:\n  ${lines.join("\n  ")}`);
}
function keyOf(object) {
	return `${object.kind} ${object.metadata?.namespace} ${object.metadata?.name}`;
}
// src/cluster/wait-for-nodes.ts
const dnsPath = "/apis/apps/v1/namespaces/kube-system/deployments/coredns";
/**
* Waits until as many nodes as wished are Ready, cluster DNS runs and pods can be made in `default` (kind's own --wait looks at
* control planes only, and succeeds when it runs out of time). Throws InfrastructureFailure naming what is missing.
*/
async function waitForNodes(connection, options) {
	const { nodes, timeoutMs, signal } = options;
	const deadline = performance.now() + timeoutMs;
	const left = () => Math.max(1, deadline - performance.now());
	const ready = /* @__PURE__ */ new Set();
	await watchUntil(connection, "/api/v1/nodes", "the nodes", left(), signal, (node, gone) => {
		if (node.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") && !gone) ready.add(node.metadata?.name ?? "");
		else ready.delete(node.metadata?.name ?? "");
		return ready.size >= nodes;
	}).catch((error) => {
		throw error instanceof TimedOut ? new InfrastructureFailure(`only ${ready.size} of ${nodes} nodes got ready`) : error;
	});
	await watchUntil(connection, "/api/v1/namespaces/default/serviceaccounts", "service accounts", left(), signal, (account) => account.metadata?.name === "default").catch((error) => {
		throw error instanceof TimedOut ? new InfrastructureFailure("there is no default service account") : error;
	});
	await waitForRollout(connection, [{
		...await readJson(connection, {
			path: dnsPath,
			asking: "Deployment coredns",
			signal
		}),
		kind: "Deployment"
	}], {
		timeoutMs: left(),
		signal
	});
}
var TimedOut = class extends Error {};
async function watchUntil(connection, path, asking, timeoutMs, signal, holds) {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(new TimedOut()), timeoutMs);
	let done = false;
	try {
		await watchObjects(connection, {
			path,
			asking
		}, AbortSignal.any([signal, stop.signal]), (event) => {
			const objects = event.type === "listed" ? event.objects : [event.object];
			for (const object of objects) done = holds(object, event.type === "deleted") || done;
			if (done) stop.abort();
		});
	} finally {
		clearTimeout(timer);
	}
	signal.throwIfAborted();
	if (!done) throw new TimedOut();
}
// src/cluster/kind.ts
/** As the embedded cluster: enough for a mesh, and for faults on one node to leave others. */
const defaultNodes = 3;
const readyTimeoutMs = 18e4;
/** Kubernetes in containers, by kind's own command line. Deletes only clusters that it created itself. */
const kind = {
	name: "kind",
	async up(options) {
		const { wish, directory, signal } = options;
		await requireEngine(signal);
		const cli = await openKindCli();
		const name = wish.name ?? `chaos-gate-${randomBytes(3).toString("hex")}`;
		if ((await cli.listClusters(signal)).includes(name)) throw new InvalidInput(`a kind cluster named ${name} is there already and was not created by this run: choose another name, or use it with --cluster existing --context kind-${name}`);
		await mkdir(directory, { recursive: true });
		const kubeconfig = join(directory, "kubeconfig");
		const identity = {
			provider: "kind",
			name,
			kubeconfig,
			context: `kind-${name}`,
			created: true
		};
		options.willCreate(identity);
		try {
			await createCluster(cli, identity, options);
			const connection = await connect$1(kubeconfig, identity.context, {
				signal,
				timeoutMs: 3e4
			});
			await waitForNodes(connection, {
				nodes: wish.nodes ?? defaultNodes,
				timeoutMs: readyTimeoutMs,
				signal
			});
			return openCluster(cli, identity, openServiceVantage(connection), options);
		} catch (error) {
			await keepLogs(cli, identity, options);
			await deleteRemains(cli, identity);
			throw error;
		}
	},
	async attach(identity, signal) {
		const cli = await openKindCli();
		if (!(await cli.listClusters(signal)).includes(identity.name)) return void 0;
		return openCluster(cli, identity, await openVantageOfRemains(identity, signal), {
			keep: true,
			report: () => {}
		});
	}
};
async function createCluster(cli, identity, options) {
	const { wish, signal, report } = options;
	const { name, kubeconfig } = identity;
	const image = wish.nodeImage ?? (wish.kubernetesVersion ? versionImage(wish.kubernetesVersion) : void 0);
	if (image && !image.includes("@sha256:")) report(`node image ${image} is named by tag, which can change: name it by digest`);
	const create = () => cli.create({
		name,
		config: kindConfig(wish, defaultNodes),
		kubeconfig,
		image,
		signal,
		onLine: report
	});
	try {
		await create();
	} catch (error) {
		signal.throwIfAborted();
		if (!isBootFlake(error)) throw explainKindFailure(error);
		report("a node took too long to boot: once more");
		await cli.delete(name, kubeconfig, signal);
		await create().catch((again) => {
			signal.throwIfAborted();
			throw explainKindFailure(again);
		});
	}
}
function openCluster(cli, identity, vantage, { keep, report }) {
	const { name, kubeconfig } = identity;
	const deleteOnce = async () => cli.delete(name, kubeconfig);
	return {
		identity,
		node: openKindDoor(),
		vantage,
		async loadImages(images, signal) {
			if (images.length === 0) return;
			await provideImages(images, signal, report);
			for (const { image } of images) if (/(:latest|^[^:@]+)$/.test(image)) report(`image ${image} is tagged latest: Kubernetes will try to pull it unless imagePullPolicy is IfNotPresent or Never`);
			report(`loading ${images.length} image${images.length === 1 ? "" : "s"} onto the nodes`);
			await withImageArchive(images.map((each) => each.image), signal, (archive) => cli.loadImageArchive(name, archive, signal));
		},
		async exportLogs(directory, signal) {
			try {
				await cli.exportLogs(name, directory, signal);
			} catch (error) {
				if (!(error instanceof CommandFailed) || !existsSync(directory)) throw error;
				report(`not all of the nodes' logs could be read: ${messageOf(error)}`);
			}
		},
		delete: deleteOnce,
		async [Symbol.asyncDispose]() {
			if (!keep) await deleteOnce();
		}
	};
}
/** The engine may go on making a node for a moment after kind was ended: deletes until none is left. */
async function deleteRemains(cli, { name, kubeconfig }) {
	for (let attempt = 0; attempt < 5; attempt++) {
		await cli.delete(name, kubeconfig);
		await setTimeout$1(500);
		if ((await cli.listNodes(name)).length === 0) return;
	}
}
/** After a crash there may be nodes but no API server: what is left must still be deletable. */
async function openVantageOfRemains(identity, signal) {
	const unreachable = (why) => ({ async openService() {
		throw new InvalidInput(`the cluster ${identity.name} cannot be used: ${why}`);
	} });
	if (!existsSync(identity.kubeconfig)) return unreachable("it has no kubeconfig");
	try {
		return openServiceVantage(await connect$1(identity.kubeconfig, identity.context, { signal }));
	} catch (error) {
		signal.throwIfAborted();
		return unreachable(messageOf(error));
	}
}
async function keepLogs(cli, identity, options) {
	if (options.signal.aborted) return;
	const directory = join(options.directory, "logs", "kind");
	try {
		await cli.exportLogs(identity.name, directory, options.signal);
		options.report(`the nodes' logs are in ${directory}`);
	} catch (error) {
		options.report(`the nodes' logs could not be exported: ${messageOf(error)}`);
	}
}
function versionImage(version) {
	return `kindest/node:${version.startsWith("v") ? version : `v${version}`}`;
}
// src/cluster/index.ts
/** Every provider there is. */
const providers = [
	embedded,
	kind,
	{
		name: "minikube",
		async up() {
			throw new InfrastructureFailure("this version cannot bring Minikube up: start it with minikube start and use --cluster existing --context minikube, or use --cluster kind");
		},
		async attach() {}
	},
	existing
];
function providerOf(name) {
	return providers.find((provider) => provider.name === name);
}
export { resourcePath as a, watchObjects as c, findResourceByName as i, waitForRollout as n, ServiceMissing as o, applyObjects as r, formatLabelSelector as s, providerOf as t };
