import { i as applySelectionFilters, n as literalNamespaces, r as namespaceMatches } from "./chunk-namespace-pattern.js";
import { a as podState, i as byNamespaceAndName, n as isSealEnabled } from "./chunk-match-pods.js";
import { n as formatLabelSelector } from "./chunk-label-selector.js";
import { H as ApiFailure, W as isNotFound, z as readJson } from "./chunk-existing.js";
// src/scenario/compat/pod-state.ts
/**
* The state of a pod as PowerfulSeal 3.3.0 has it: what its containers wait for where every one of them waits, else its
* phase; one that crashes is hidden by one that runs, and a pod on its way out is what it was before.
*/
function legacyPodState(pod) {
	const reasons = (pod.status?.containerStatuses ?? []).map(({ state }) => state?.waiting?.reason);
	return reasons.length > 0 && reasons.every((reason) => reason !== void 0) ? reasons.join(",") : pod.status?.phase ?? "Unknown";
}
// src/scenario/pods/filter-pods.ts
const candidatesBy = (stateOf) => ({
	order: byNamespaceAndName,
	valuesOf: (pod, property) => [property === "name" ? pod.metadata?.name ?? "" : stateOf(pod)]
});
const candidates = {
	strict: candidatesBy(podState),
	legacy: candidatesBy(legacyPodState)
};
/** What the filters leave, one after another; stops at the first that leaves nothing, and names it. */
function applyFilters(pods, filters, context) {
	const { items, emptiedBy } = applySelectionFilters(pods, filters, candidates[context.compat ?? "strict"], context);
	return {
		pods: items,
		...emptiedBy && { emptiedBy }
	};
}
// src/kubernetes/list-pods.ts
/**
* The pods that PowerfulSeal matches mean, one result a match, in the order of the matches. Pods are the API's JSON
* (times are RFC 3339 strings). `legacy` reads namespace patterns as PowerfulSeal does. Throws ApiFailure when the API server refuses or does not answer.
*/
async function listPods(connection, matches, signal, compat = "strict") {
	return await Promise.all(matches.map((match) => findPods(connection, match, compat, signal)));
}
/** Pods of a namespace (`*` or empty: of all), by label selector. Throws ApiFailure. */
async function listPodsByLabels(connection, namespace, selector, signal) {
	const everywhere = namespace === "" || namespace === "*";
	const { items } = await readJson(connection, {
		path: everywhere ? "/api/v1/pods" : `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
		query: { labelSelector: selector || void 0 },
		asking: `pods of ${everywhere ? "all namespaces" : `namespace ${namespace}`}${selector ? ` with ${selector}` : ""}`,
		signal
	});
	return items;
}
async function findPods(connection, match, compat, signal) {
	if (match.kind === "sealLabels") {
		const found = await findPods(connection, {
			...match,
			kind: "namespace"
		}, compat, signal);
		const pods = found.pods.filter(isSealEnabled);
		const missing = found.missing ?? "none of them has seal/enabled";
		return {
			match,
			pods,
			...pods.length === 0 && { missing }
		};
	}
	if (match.kind === "deployment") {
		const deployments = await listDeployments(connection, match, compat, signal);
		const found = deployments.map(({ metadata, spec }) => listPodsByLabels(connection, metadata?.namespace ?? "", formatLabelSelector(spec?.selector ?? {}), signal));
		const missing = `there is no Deployment ${match.namespace || "*"}/${match.name}`;
		return {
			match,
			pods: (await Promise.all(found)).flat(),
			...deployments.length === 0 && { missing }
		};
	}
	const selector = match.kind === "labels" ? match.selector : void 0;
	const literal = literalNamespaces(match.namespace);
	if (literal === void 0) return {
		match,
		pods: (await listPodsByLabels(connection, "*", selector, signal)).filter((pod) => namespaceMatches(pod.metadata?.namespace ?? "", match.namespace, compat))
	};
	const pods = (await Promise.all(literal.map((namespace) => listPodsByLabels(connection, namespace, selector, signal)))).flat();
	if (pods.length > 0) return {
		match,
		pods
	};
	const exist = await Promise.all(literal.map((namespace) => namespaceExists(connection, namespace, signal)));
	const absent = literal.filter((_, index) => !exist[index]);
	return {
		match,
		pods,
		...absent.length > 0 && { missing: `there is no namespace ${absent.join(", ")}` }
	};
}
/** The Deployments of a name, in the namespaces that a match means. */
async function listDeployments(connection, { name, namespace }, compat, signal) {
	const literal = literalNamespaces(namespace);
	if (literal === void 0) {
		const { items } = await readJson(connection, {
			path: "/apis/apps/v1/deployments",
			query: { fieldSelector: `metadata.name=${name}` },
			asking: `Deployments called ${name}`,
			signal
		});
		return items.filter(({ metadata }) => namespaceMatches(metadata?.namespace ?? "", namespace, compat));
	}
	return (await Promise.all(literal.map((each) => readDeployment(connection, each, name, signal)))).filter((deployment) => deployment !== void 0);
}
/** undefined: there is none of that name. Throws ApiFailure. */
async function readDeployment(connection, namespace, name, signal) {
	try {
		return await readJson(connection, {
			path: `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments/${encodeURIComponent(name)}`,
			asking: `Deployment ${namespace}/${name}`,
			signal
		});
	} catch (error) {
		if (isNotFound(error)) return void 0;
		throw error;
	}
}
async function namespaceExists(connection, namespace, signal) {
	try {
		await readJson(connection, {
			path: `/api/v1/namespaces/${encodeURIComponent(namespace)}`,
			signal
		});
		return true;
	} catch (error) {
		if (isNotFound(error)) return false;
		if (error instanceof ApiFailure && error.status === 403) return true;
		throw error;
	}
}
export { legacyPodState as a, applyFilters as i, listPodsByLabels as n, readDeployment as r, listPods as t };
