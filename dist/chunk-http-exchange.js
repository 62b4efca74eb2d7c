import { n as InfrastructureFailure } from "./chunk-errors.js";
import { V as failureOf } from "./chunk-existing-door.js";
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
export { requestService as n, requestUrl as r, requestPod as t };
