import { n as InfrastructureFailure } from "./chunk-errors.js";
import { U as failureOf } from "./chunk-existing.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
// src/kubernetes/http-exchange.ts
/**
* Asks a pod through the API server, whatever the pod's network lets through from here.
* Throws ApiFailure when the pod did not answer: 404 there is no such pod, 503 nothing listens.
*/
async function requestPod(api, { namespace, name, port }, { path, method, headers, body }, options) {
	const lower = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
	const [bare = "/", query] = path.split("?");
	const request = {
		method,
		path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}:${port}/proxy${bare}`,
		query: Object.fromEntries(new URLSearchParams(query)),
		headers: lower,
		...body !== void 0 && {
			text: body,
			contentType: lower["content-type"] ?? "text/plain"
		},
		asking: `${method} ${path} of pod ${namespace}/${name}`,
		...options
	};
	const response = await api.send(request);
	if (response.status >= 400 && isFromApiServer(response)) throw failureOf(request, response);
	return response;
}
/** Asks a Service through the provider's way in. Throws InfrastructureFailure when it was not answered. */
async function requestService(vantage, service, request, signal) {
	try {
		var _usingCtx$1 = _usingCtx();
		const way = _usingCtx$1.a(await vantage.openService(service, signal));
		return await requestUrl(new URL(request.path, `${service.protocol}://${way.host}:${way.port}`), request, signal);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}
/** Throws InfrastructureFailure when it was not answered. */
async function requestUrl(url, request, signal) {
	const { method, path, headers, body } = request;
	try {
		const answer = await fetch(url, {
			method,
			headers,
			body,
			signal,
			redirect: "manual"
		});
		return {
			status: answer.status,
			body: await answer.text()
		};
	} catch (error) {
		throw new InfrastructureFailure(`${method} ${path} was not answered`, { cause: error });
	}
}
/** The API server's own word about a pod that it could not ask. */
function isFromApiServer({ body }) {
	try {
		const parsed = JSON.parse(body);
		return parsed?.kind === "Status" && parsed.apiVersion === "v1";
	} catch {
		return false;
	}
}
// src/kubernetes/machine-limits.ts
/**
* Where the cgroup of a node that is a container shows in it: at the root of what is mounted there. Cgroup v2, then v1.
* Fact: docs.kernel.org/admin-guide/cgroup-v2 (cpu.max, memory.max), sched-bwc, cgroup-v1/memory.
*/
const files = [
	"cpu.max",
	"memory.max",
	"cpu/cpu.cfs_quota_us",
	"cpu/cpu.cfs_period_us",
	"memory/memory.limit_in_bytes"
].map((file) => `/sys/fs/cgroup/${file}`);
/** From here on a limit of memory is none: what the kernel shows for it, in pages of any size (cgroup v1). */
const noLimitBytes = 2 ** 62;
/** The kernel counts processor time in microseconds of a period, memory in pages. */
const tolerance = .01;
/** Reads on the node itself what the kernel allows its machine. Throws InfrastructureFailure when it does not say. */
async function readMachineLimits(node, door, signal) {
	const { stdout } = await door.execute(node, [
		"grep",
		"-sH",
		"",
		...files
	], signal);
	const limits = parseMachineLimits(stdout);
	if (!limits) throw new InfrastructureFailure(`the cgroup of ${node} does not say what its machine may use`);
	return limits;
}
/** Reads `FILE:LINE` as grep prints it; undefined for what says nothing of processors and memory. Pure. */
function parseMachineLimits(printed) {
	const find = (pattern) => pattern.exec(printed)?.[1];
	const quota = find(/\/cpu\.(?:cfs_quota_us:|max:)(-?\d+|max)/m);
	const period = find(/\/cpu\.(?:cfs_period_us:|max:\S+ )(\d+)$/m);
	const memory = find(/\/memory\.(?:limit_in_bytes|max):(\d+|max)$/m);
	if (quota === void 0 || period === void 0 || memory === void 0) return void 0;
	return {
		processors: quota === "max" || Number(quota) < 0 ? null : Number(quota) / Number(period),
		memoryBytes: memory === "max" || Number(memory) >= noLimitBytes ? null : Number(memory)
	};
}
/** Whether what was found is what was asked for, of what was asked for. Pure. */
function hasMachineLimits(found, asked) {
	return ["processors", "memoryBytes"].every((key) => {
		const [is, wanted] = [found[key], asked[key]];
		if (wanted === void 0 || is === wanted) return true;
		return is !== null && wanted !== null && Math.abs(is - wanted) <= wanted * tolerance;
	});
}
/** `0.5 processors and 1024 MiB`; of what is named. Pure. */
function describeMachineLimits({ processors, memoryBytes }) {
	return [...processors === void 0 ? [] : [processors === null ? "all processors" : `${processors} processors`], ...memoryBytes === void 0 ? [] : [memoryBytes === null ? "all memory" : `${(memoryBytes / 2 ** 20).toFixed(0)} MiB`]].join(" and ");
}
// src/undo/operation.ts
/** Does it put back something that is not in the cluster, and is still there when that is deleted? Pure. */
function outlivesCluster(operation) {
	if (operation.kind === "sequence") return operation.operations.some(outlivesCluster);
	if (operation.kind === "sendRequest") return "url" in operation.target;
	return operation.kind === "runCommand" || operation.kind === "removeSilences";
}
export { requestPod as a, readMachineLimits as i, describeMachineLimits as n, requestService as o, hasMachineLimits as r, requestUrl as s, outlivesCluster as t };
