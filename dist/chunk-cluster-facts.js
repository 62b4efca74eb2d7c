import { z as readJson } from "./chunk-existing.js";
// src/kubernetes/cluster-facts.ts
/** The API server's version, `v1.34.4`. Throws ApiFailure. */
async function readServerVersion(connection, signal) {
	const { gitVersion } = await readJson(connection, {
		path: "/version",
		asking: "the cluster's version",
		signal
	});
	return gitVersion;
}
/** Names of all nodes, sorted. Throws ApiFailure. */
async function listNodeNames(connection, signal) {
	const { items } = await readJson(connection, {
		path: "/api/v1/nodes",
		asking: "the cluster's nodes",
		signal
	});
	return items.map((node) => node.metadata?.name ?? "").sort();
}
/** Asks the API server which of these permissions the kubeconfig's user lacks. Throws ApiFailure. */
async function listMissingPermissions(connection, permissions, signal) {
	const allowed = await Promise.all(permissions.map((permission) => isAllowed(connection, permission, signal)));
	return permissions.filter((_, index) => !allowed[index]);
}
/** `delete pods in namespace shop`, `create deployments.apps in all namespaces`. */
function formatPermission(permission) {
	if ("path" in permission) return `${permission.verb} ${permission.path}`;
	const resource = [permission.resource, permission.group].filter(Boolean).join(".");
	const what = permission.subresource ? `${resource}/${permission.subresource}` : resource;
	return `${permission.verb} ${what} in ${permission.namespace ? `namespace ${permission.namespace}` : "all namespaces"}`;
}
async function isAllowed(connection, permission, signal) {
	return (await readJson(connection, {
		method: "POST",
		path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
		asking: `may I ${formatPermission(permission)}`,
		body: {
			apiVersion: "authorization.k8s.io/v1",
			kind: "SelfSubjectAccessReview",
			spec: "path" in permission ? { nonResourceAttributes: permission } : { resourceAttributes: permission }
		},
		signal
	})).status?.allowed === true;
}
export { readServerVersion as i, listMissingPermissions as n, listNodeNames as r, formatPermission as t };
