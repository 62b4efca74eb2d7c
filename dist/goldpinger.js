import { Agent, createServer, get } from "node:http";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { get as get$1 } from "node:https";
import { lookup } from "node:dns/promises";
import { connect } from "node:net";
// src/embedded/images/goldpinger/answers.ts
/** Whole milliseconds; undefined below one, where the field is left out. */
function wholeMs(durationMs) {
	return Math.trunc(durationMs) || void 0;
}
/** Keys in order, as Go writes maps; undefined when there are none. */
function sortedRecord(entries) {
	const sorted = [...entries].sort(([a], [b]) => a < b ? -1 : 1);
	return sorted.length === 0 ? void 0 : Object.fromEntries(sorted);
}
// src/embedded/images/goldpinger/calls.ts
/** Connections are kept, as Goldpinger keeps them: a fault that only stops new connections goes unseen. */
const agent = new Agent({ keepAlive: true });
/** GETs JSON from a peer, within `timeoutMs`. The error is in Go's words. */
async function callPeer(address, port, path, timeoutMs) {
	const startedMs = performance.now();
	const deadline = AbortSignal.timeout(timeoutMs);
	const url = `http://${address}:${port}${path}`;
	try {
		return {
			ok: true,
			body: await getJson(url, deadline),
			durationMs: performance.now() - startedMs
		};
	} catch (error) {
		return {
			ok: false,
			error: `Get "${url}": ${deadline.aborted ? "context deadline exceeded" : inGosWords(error, address, port)}`,
			durationMs: performance.now() - startedMs
		};
	}
}
async function getJson(url, signal) {
	for (;;) {
		let request;
		try {
			return await new Promise((resolve, reject) => {
				request = get(url, {
					agent,
					signal
				}, (response) => {
					const chunks = [];
					response.on("data", (chunk) => chunks.push(chunk));
					response.on("error", reject);
					response.on("end", () => {
						if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString()));
						else reject(/* @__PURE__ */ new Error(`unexpected status ${response.statusCode}`));
					});
				});
				request.on("error", reject);
			});
		} catch (error) {
			if (!request?.reusedSocket || error.code !== "ECONNRESET") throw error;
		}
	}
}
/** A failure of a connection as Go's net package words it. */
function inGosWords({ code, message }, address, port) {
	return {
		ECONNREFUSED: `dial tcp ${address}:${port}: connect: connection refused`,
		EHOSTUNREACH: `dial tcp ${address}:${port}: connect: no route to host`,
		ENETUNREACH: `dial tcp ${address}:${port}: connect: network is unreachable`,
		ETIMEDOUT: `dial tcp ${address}:${port}: i/o timeout`,
		ECONNRESET: `read tcp: read: connection reset by peer`
	}[code ?? ""] ?? message;
}
// src/embedded/images/goldpinger/cluster-view.ts
function createClusterView(mesh, settings, metrics) {
	const ask = async (peer, deadlineMs) => {
		metrics.countCall("made", "check");
		const timeoutMs = Math.max(1, Math.min(settings.checkTimeoutMs, deadlineMs - performance.now()));
		const answer = await callPeer(peer.address, settings.clientPort, "/check", timeoutMs);
		metrics.observePeer("check", peer.hostIP, peer.podIP, answer.durationMs / 1e3);
		if (!answer.ok) metrics.countError("checkAll");
		const ends = {
			HostIP: peer.hostIP,
			OK: answer.ok,
			PodIP: peer.podIP
		};
		return {
			peer,
			result: answer.ok ? {
				...ends,
				response: answer.body
			} : {
				...ends,
				error: answer.error
			}
		};
	};
	/** Without a list of peers nobody is asked, and nothing is said of it. */
	const askAll = async () => {
		const peers = await mesh.list().catch(() => []);
		const deadlineMs = performance.now() + settings.checkAllTimeoutMs;
		return Promise.all(peers.map((peer) => ask(peer, deadlineMs)));
	};
	return {
		async checkAll() {
			const reports = await askAll();
			const hosts = reports.map(({ peer }) => ({
				hostIP: peer.hostIP,
				podIP: peer.podIP,
				podName: peer.podName
			}));
			const responses = sortedRecord(reports.map(({ peer, result }) => [peer.key, result]));
			const probeResults = byTarget(reports);
			return {
				hosts: hosts.length === 0 ? null : hosts,
				...probeResults ? { probeResults } : {},
				...responses ? { responses } : {}
			};
		},
		async health() {
			const startedMs = performance.now();
			const generatedAt = (/* @__PURE__ */ new Date()).toISOString();
			const reports = await askAll();
			const own = reports.map(({ peer }) => peer.hostIP).sort();
			const healthy = reports.filter(({ result }) => result.OK);
			const views = healthy.map(({ result }) => hostsOf(result.response ?? {}));
			if (views.some((view) => view.length > own.length)) return void 0;
			const agree = views.every((view) => view.length === own.length && view.every((host, index) => host === own[index]));
			const addresses = (list) => list.length === 0 ? null : list.map(({ peer }) => peer.hostIP);
			return {
				OK: reports.length > 0 && healthy.length === reports.length && agree,
				"duration-ns": Math.round((performance.now() - startedMs) * 1e6),
				"generated-at": generatedAt,
				nodesHealthy: addresses(healthy),
				nodesTotal: reports.length,
				nodesUnhealthy: addresses(reports.filter(({ result }) => !result.OK))
			};
		}
	};
}
function hostsOf({ podResults = {} }) {
	return Object.values(podResults).map((result) => result.HostIP).sort();
}
function byTarget(reports) {
	const found = /* @__PURE__ */ new Map();
	for (const { peer, result } of reports) for (const [target, results] of Object.entries(result.response?.probeResults ?? {})) found.set(target, [...found.get(target) ?? [], [peer.key, results]]);
	return sortedRecord([...found].map(([target, list]) => [target, sortedRecord(list) ?? {}]));
}
// src/embedded/images/goldpinger/peers.ts
const accountDirectory = "/var/run/secrets/kubernetes.io/serviceaccount";
/** Lists the Running pods with the label, as the pod's service account. Rejects when the API server does not answer with 200. */
async function listPeers(settings) {
	const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
	if (!host || !port) throw new Error("not in a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined");
	const readAccount = (name) => readFileSync(`${accountDirectory}/${name}`, "utf8");
	const namespace = settings.namespace ?? readAccount("namespace").trim();
	const query = new URLSearchParams({
		fieldSelector: "status.phase=Running",
		labelSelector: settings.labelSelector,
		resourceVersion: "0"
	});
	const path = `/api/v1/${namespace === "" ? "" : `namespaces/${encodeURIComponent(namespace)}/`}pods?${query}`;
	return ((await new Promise((resolve, reject) => {
		get$1({
			host,
			port,
			path,
			ca: readAccount("ca.crt"),
			headers: {
				authorization: `Bearer ${readAccount("token").trim()}`,
				accept: "application/json"
			}
		}, (response) => {
			const chunks = [];
			response.on("data", (chunk) => chunks.push(chunk));
			response.on("error", reject);
			response.on("end", () => {
				const body = Buffer.concat(chunks).toString();
				if (response.statusCode === 200) resolve(JSON.parse(body));
				else reject(/* @__PURE__ */ new Error(`listing pods: the API server answered ${response.statusCode}: ${body}`));
			});
		}).on("error", reject);
	})).items ?? []).map((pod) => toPeer(pod, settings)).filter((peer) => peer.podIP !== "");
}
function toPeer(pod, { useHostIP, displayNodeName }) {
	const podName = pod.metadata?.name ?? "";
	const podIP = pod.status?.podIP ?? "";
	const hostIP = pod.status?.hostIP ?? "";
	return {
		podName,
		podIP,
		hostIP,
		key: displayNodeName ? pod.spec?.nodeName ?? podName : podName,
		address: useHostIP ? hostIP : podIP
	};
}
/** With PING_NUMBER the few that this pod pings: those with the highest hash of both names (rendezvous). */
function choosePeers(peers, { pingNumber, podName }) {
	if (pingNumber <= 0 || pingNumber >= peers.length) return peers;
	const weight = (peer) => createHash("sha256").update(`${podName} ${peer.podName}`).digest("hex");
	return [...peers].sort((a, b) => weight(a) < weight(b) ? 1 : -1).slice(0, pingNumber);
}
// src/embedded/images/goldpinger/targets.ts
/** Looks at one target, within its time. The result has an `error` when it failed. */
async function lookAt(target) {
	const startedMs = performance.now();
	const deadline = AbortSignal.timeout(target.timeoutMs);
	const looks = {
		dns: resolveName,
		tcp: dial,
		http: request
	};
	const error = await Promise.race([looks[target.protocol](target, deadline), expired(target, deadline)]);
	const durationMs = wholeMs(performance.now() - startedMs);
	return {
		...error === void 0 ? {} : { error },
		protocol: target.protocol,
		...durationMs === void 0 ? {} : { "response-time-ms": durationMs }
	};
}
async function resolveName({ name }) {
	try {
		await lookup(name, { all: true });
		return;
	} catch {
		return `${name} was resolved to 0 ips`;
	}
}
function dial({ name }, signal) {
	const [, host = "", port = ""] = /^(.*):(\d+)$/.exec(name) ?? [];
	if (port === "") return Promise.resolve(`address ${name}: missing port in address`);
	return new Promise((resolve) => {
		const socket = connect({
			host,
			port: Number(port),
			signal
		});
		socket.once("connect", () => {
			socket.destroy();
			resolve(void 0);
		});
		socket.once("error", (error) => resolve(inGosWords(error, host, port)));
	});
}
/** Exactly 200, after redirects; certificates are not checked. */
function request({ name }, signal, redirects = 10) {
	if (!URL.canParse(name)) return Promise.resolve(`Get "${name}": unsupported protocol scheme ""`);
	const url = new URL(name);
	const options = {
		signal,
		agent: false,
		rejectUnauthorized: false
	};
	return new Promise((resolve) => {
		(url.protocol === "https:" ? get$1 : get)(url, options, (response) => {
			response.resume();
			const { location } = response.headers;
			if (response.statusCode === 200) resolve(void 0);
			else if (location && redirects > 0 && [
				301,
				302,
				303,
				307,
				308
			].includes(response.statusCode ?? 0)) resolve(request({
				protocol: "http",
				name: new URL(location, url).href,
				timeoutMs: 0
			}, signal, redirects - 1));
			else resolve(`HTTP response code not 200: ${response.statusCode}`);
		}).once("error", (error) => resolve(`Get "${name}": ${inGosWords(error, url.hostname, url.port || "80")}`));
	});
}
function expired({ protocol, name }, deadline) {
	const words = {
		dns: `${name} was resolved to 0 ips`,
		tcp: `dial tcp ${name}: i/o timeout`,
		http: `Get "${name}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
	};
	return new Promise((resolve) => deadline.addEventListener("abort", () => resolve(words[protocol]), { once: true }));
}
// src/embedded/images/goldpinger/mesh.ts
function createMesh(settings, metrics, log) {
	const pingers = /* @__PURE__ */ new Map();
	const results = /* @__PURE__ */ new Map();
	const list = async () => {
		const startedMs = performance.now();
		try {
			return await listPeers(settings);
		} catch (error) {
			metrics.countError("kubernetes_api");
			log(`cannot list peers: ${error.message}`);
			throw error;
		} finally {
			metrics.observeApiServer((performance.now() - startedMs) / 1e3);
		}
	};
	const ping = async (peer) => {
		const pingTime = (/* @__PURE__ */ new Date()).toISOString();
		metrics.countCall("made", "ping");
		const result = await callPeer(peer.address, settings.clientPort, "/ping", settings.pingTimeoutMs);
		metrics.observePeer("ping", peer.hostIP, peer.podIP, result.durationMs / 1e3);
		if (!result.ok) metrics.countError("ping");
		if (!pingers.has(identityOf(peer))) return;
		const durationMs = wholeMs(result.durationMs);
		results.set(identityOf(peer), {
			key: peer.key,
			result: {
				HostIP: peer.hostIP,
				OK: result.ok,
				PingTime: pingTime,
				PodIP: peer.podIP,
				...result.ok ? { response: result.body } : { error: result.error },
				...durationMs === void 0 ? {} : { "response-time-ms": durationMs },
				"status-code": result.ok ? 200 : 504
			}
		});
	};
	const startPinger = (peer, firstAfterMs) => {
		let stopped = false;
		const turn = async () => {
			const startedMs = performance.now();
			await ping(peer);
			const periodMs = settings.refreshMs * (1 + settings.jitterFactor * Math.random());
			if (!stopped) timer = setTimeout(turn, Math.max(0, startedMs + periodMs - performance.now()));
		};
		let timer = setTimeout(turn, firstAfterMs);
		return {
			peer,
			stop() {
				stopped = true;
				clearTimeout(timer);
			}
		};
	};
	/** A list that failed counts as empty: everything known of the peers is forgotten. */
	const updatePeers = async () => {
		const peers = choosePeers(await list().catch(() => []), settings);
		const wanted = new Map(peers.map((peer) => [identityOf(peer), peer]));
		for (const [identity, pinger] of pingers) if (!wanted.has(identity)) {
			pinger.stop();
			pingers.delete(identity);
			results.delete(identity);
		}
		const added = [...wanted].filter(([identity]) => !pingers.has(identity));
		for (const [index, [identity, peer]] of added.entries()) pingers.set(identity, startPinger(peer, settings.refreshMs / Math.max(1, peers.length) * index));
	};
	const lookAtTargets = async () => {
		const found = /* @__PURE__ */ new Map();
		for (const target of settings.targets) {
			const result = await lookAt(target);
			if (result.error !== void 0) metrics.countTargetError(target.protocol, target.name);
			found.set(target.name, [...found.get(target.name) ?? [], result]);
		}
		return sortedRecord(found);
	};
	const updateHealth = async () => {
		const own = [...results.values()];
		const healthy = own.filter(({ result }) => result.OK).length;
		metrics.setNodesHealth(healthy, own.length - healthy);
		const targets = healthy === own.length ? await lookAtTargets() : void 0;
		const targetsHealthy = Object.values(targets ?? {}).flat().every((result) => result.error === void 0);
		metrics.setClusterHealth(healthy === own.length && targetsHealthy);
	};
	return {
		list,
		async check() {
			const podResults = sortedRecord([...results.values()].map(({ key, result }) => [key, result]));
			const probeResults = await lookAtTargets();
			return {
				...podResults ? { podResults } : {},
				...probeResults ? { probeResults } : {}
			};
		},
		start() {
			if (settings.refreshMs === 0) return;
			const turn = async () => {
				await updatePeers();
				await updateHealth();
				setTimeout(turn, settings.refreshMs);
			};
			turn();
		}
	};
}
/** A pod that was replaced under the same name has another address. */
function identityOf({ podName, podIP, hostIP }) {
	return `${podName} ${podIP} ${hostIP}`;
}
// src/embedded/images/goldpinger/metrics.ts
const buckets = [
	.005,
	.01,
	.025,
	.05,
	.1,
	.25,
	.5,
	1,
	2.5,
	5,
	10,
	30
];
/** `instance` becomes the label goldpinger_instance of every series. */
function createMetrics(instance) {
	const families = /* @__PURE__ */ new Map();
	const define = (name, type, help) => {
		const family = {
			help,
			type,
			series: /* @__PURE__ */ new Map()
		};
		families.set(`goldpinger_${name}`, family);
		return (labels) => {
			const key = renderLabels({
				...labels,
				goldpinger_instance: instance
			});
			const known = family.series.get(key) ?? {
				value: 0,
				counts: buckets.map(() => 0),
				sum: 0
			};
			family.series.set(key, known);
			return known;
		};
	};
	const stats = define("stats_total", "counter", "Statistics of calls made in goldpinger instances");
	const errors = define("errors_total", "counter", "Statistics of errors per instance");
	const targetErrors = {
		dns: define("dns_errors_total", "counter", "Statistics of DNS errors per instance"),
		http: define("http_errors_total", "counter", "Statistics of HTTP probe errors per instance"),
		tcp: define("tcp_errors_total", "counter", "Statistics of TCP probe errors per instance")
	};
	const peers = define("peers_response_time_s", "histogram", "Histogram of response times from other hosts, when making peer calls");
	const apiServer = define("kube_master_response_time_s", "histogram", "Histogram of response times from kubernetes API server, when listing other instances");
	const nodesHealth = define("nodes_health_total", "gauge", "Number of nodes seen as healthy/unhealthy from this instance's POV");
	const clusterHealth = define("cluster_health_total", "gauge", "1 if all check pass, 0 otherwise");
	const observe = (series, seconds) => {
		series.value++;
		series.sum += seconds;
		for (const [index, limit] of buckets.entries()) if (seconds <= limit) series.counts[index]++;
	};
	return {
		countCall: (group, action) => void stats({
			action,
			group
		}).value++,
		countError: (type) => void errors({ type }).value++,
		countTargetError: (protocol, host) => void targetErrors[protocol]({ host }).value++,
		observePeer: (call_type, host_ip, pod_ip, seconds) => observe(peers({
			call_type,
			host_ip,
			pod_ip
		}), seconds),
		observeApiServer: (seconds) => observe(apiServer({}), seconds),
		setNodesHealth(healthy, unhealthy) {
			nodesHealth({ status: "healthy" }).value = healthy;
			nodesHealth({ status: "unhealthy" }).value = unhealthy;
		},
		setClusterHealth(isHealthy) {
			clusterHealth({}).value = isHealthy ? 1 : 0;
		},
		render: () => [...families].filter(([, { series }]) => series.size > 0).sort(([a], [b]) => a < b ? -1 : 1).flatMap(([name, family]) => renderFamily(name, family)).map((line) => `${line}\n`).join("")
	};
}
function renderFamily(name, { help, type, series }) {
	const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
	for (const [labels, { value, counts, sum }] of [...series].sort(([a], [b]) => a < b ? -1 : 1)) if (type !== "histogram") lines.push(`${name}{${labels}} ${value}`);
	else {
		for (const [index, limit] of buckets.entries()) lines.push(`${name}_bucket{${labels},le="${limit}"} ${counts[index]}`);
		lines.push(`${name}_bucket{${labels},le="+Inf"} ${value}`, `${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${value}`);
	}
	return lines;
}
function renderLabels(labels) {
	return Object.entries(labels).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (character) => character === "\n" ? "\\n" : `\\${character}`)}"`).join(",");
}
// src/embedded/images/goldpinger/settings.ts
/** Throws an Error that names the variable when a value cannot be read. */
function readSettings(environment) {
	const number = (name, fallback) => {
		const value = Number(environment[name] || fallback);
		if (!Number.isFinite(value)) throw new Error(`${name} is ${environment[name]}, expected a number`);
		return value;
	};
	const duration = (name, fallback) => parseDuration(name, environment[name] || fallback);
	const targets = (list, protocol, timeout) => (environment[list] ?? "").split(/\s+/).filter(Boolean).map((name) => ({
		protocol,
		name,
		timeoutMs: duration(timeout, "500ms")
	}));
	const port = number("PORT", 0);
	return {
		host: environment.HOST || "localhost",
		port,
		refreshMs: Math.max(0, Math.trunc(number("REFRESH_INTERVAL", 30))) * 1e3,
		jitterFactor: number("JITTER_FACTOR", .05),
		labelSelector: environment.LABEL_SELECTOR || "app=goldpinger",
		namespace: environment.NAMESPACE,
		instance: environment.HOSTNAME ?? "",
		podName: environment.POD_NAME ?? "",
		pingNumber: number("PING_NUMBER", 0),
		useHostIP: environment.USE_HOST_IP === "true",
		displayNodeName: environment.DISPLAY_NODENAME === "true",
		clientPort: number("CLIENT_PORT_OVERRIDE", port),
		pingTimeoutMs: duration("PING_TIMEOUT", "300ms"),
		checkTimeoutMs: duration("CHECK_TIMEOUT", "1s"),
		checkAllTimeoutMs: duration("CHECK_ALL_TIMEOUT", "5s"),
		targets: [
			...targets("HOSTS_TO_RESOLVE", "dns", "DNS_TARGETS_TIMEOUT"),
			...targets("TCP_TARGETS", "tcp", "TCP_TARGETS_TIMEOUT"),
			...targets("HTTP_TARGETS", "http", "HTTP_TARGETS_TIMEOUT")
		]
	};
}
const unitMs = {
	ns: 1e-6,
	us: .001,
	µs: .001,
	ms: 1,
	s: 1e3,
	m: 6e4,
	h: 36e5
};
/** A duration as Go writes it: `300ms`, `1m30s`. */
function parseDuration(name, text) {
	const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
	if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) throw new Error(`${name} is ${text}, expected a duration like 300ms or 1m30s`);
	return parts.reduce((sum, [, value, unit]) => sum + Number(value) * unitMs[unit], 0);
}
// src/embedded/images/goldpinger.ts
const settings = readSettings(process.env);
const metrics = createMetrics(settings.instance);
const log = (text) => console.error(`goldpinger stand-in: ${text}`);
const mesh = createMesh(settings, metrics, log);
const cluster = createClusterView(mesh, settings, metrics);
const bootTime = (/* @__PURE__ */ new Date()).toISOString();
const server = createServer((request, response) => {
	answer(request, response).catch((error) => {
		log(`${request.url}: ${error.message}`);
		response.destroy();
	});
});
server.keepAliveTimeout = 0;
server.on("error", (error) => {
	log(`cannot listen on ${settings.host}:${settings.port}: ${error.message}`);
	process.exitCode = 1;
});
server.listen(settings.port, settings.host, () => log(`listening on ${JSON.stringify(server.address())}`));
mesh.start();
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(0));
async function answer(request, response) {
	const { pathname } = new URL(request.url ?? "/", "http://goldpinger");
	switch (pathname) {
		case "/ping":
			metrics.countCall("received", "ping");
			return sendJson(response, 200, { boot_time: bootTime });
		case "/check":
			metrics.countCall("received", "check");
			return sendJson(response, 200, await mesh.check());
		case "/check_all":
			metrics.countCall("received", "check_all");
			return sendJson(response, 200, await cluster.checkAll());
		case "/cluster_health": {
			metrics.countCall("received", "cluster_health");
			const health = await cluster.health();
			if (health) return sendJson(response, health.OK ? 200 : 418, health);
			throw new Error("panic: index out of range (a peer knows more peers than this pod), as in v3.10.2");
		}
		case "/healthz": {
			metrics.countCall("received", "healthz");
			const startedMs = performance.now();
			const generatedAt = (/* @__PURE__ */ new Date()).toISOString();
			return sendJson(response, 200, {
				OK: true,
				"duration-ns": Math.max(1, Math.round((performance.now() - startedMs) * 1e6)),
				"generated-at": generatedAt
			});
		}
		case "/metrics": return send(response, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.render());
		case "/": return send(response, 200, "text/html; charset=utf-8", "<!doctype html><title>Goldpinger stand-in</title><p>See <a href=\"/check_all\">/check_all</a>.\n");
		case "/heatmap.png": return send(response, 501, "text/plain", "the stand-in for Goldpinger draws no heat map\n");
		default: return sendJson(response, 404, {
			code: 404,
			message: `path ${pathname} was not found`
		});
	}
}
function sendJson(response, status, body) {
	send(response, status, "application/json", `${JSON.stringify(body)}\n`);
}
function send(response, status, type, body) {
	response.writeHead(status, {
		"content-type": type,
		"content-length": Buffer.byteLength(body)
	});
	response.end(body);
}
export {};
