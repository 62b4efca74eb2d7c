import { a as formatDuration } from "./chunk-share.js";
// src/options.ts
const defaultTimeoutMs = 9e5;
const defaultDeployTimeoutMs = 12e4;
const defaultOut = "chaos-gate-out";
/** The flags that such a run was given, as words of a command line, less those that the verdict names itself (seed, cluster, compat). */
function flagsOf(options) {
	const { cluster, app, images, allowContext, failOn, timeoutMs, deployTimeoutMs } = options;
	const given = [
		["--nodes", cluster.nodes],
		["--node-image", cluster.nodeImage],
		["--kubernetes-version", cluster.kubernetesVersion],
		["--kubeconfig", cluster.kubeconfig],
		["--context", cluster.context],
		["--allow-context", allowContext],
		...app.map((path) => ["--app", path]),
		...images.map((image) => ["--image", image]),
		["--fail-on", failOn === "inconclusive" ? void 0 : failOn],
		["--timeout", timeoutMs === 9e5 ? void 0 : formatDuration(timeoutMs)],
		["--deploy-timeout", deployTimeoutMs === 12e4 ? void 0 : formatDuration(deployTimeoutMs)]
	];
	const chosen = options.scenarios.map((name) => `--scenario=${name}`);
	return [...given.flatMap(([flag, value]) => value === void 0 ? [] : [flag, String(value)]), ...chosen];
}
export { flagsOf as i, defaultOut as n, defaultTimeoutMs as r, defaultDeployTimeoutMs as t };
