import { n as loadApp, t as checkClusterFlags } from "./chunk-cluster-flags.js";
import { i as InvalidInput } from "./chunk-errors.js";
import { i as appFindings, r as inFileOrder, t as loadSuite } from "./chunk-scenario.js";
import { resolve } from "node:path";
// src/wishes.ts
/**
* What is to be run: the files, with the flags on top (a flag wins over what a file says).
* Throws InvalidInput with every problem of every file, for flags that the cluster has no use for, or when no scenario is left.
*/
async function loadWishes(options) {
	const suite = await readWishes(options);
	return withAppFindings(suite, await loadApp(suite.app));
}
/** The same without a look at the manifests of the app. */
async function readWishes(options) {
	const suite = await loadSuite(options.files, {
		stdin: options.stdin,
		compat: options.compat
	});
	const cluster = {
		...suite.cluster,
		...definedOf(options.cluster)
	};
	checkClusterFlags(options, cluster.provider);
	return {
		...suite,
		cluster,
		app: {
			...suite.app,
			manifests: [...suite.app.manifests, ...options.app.map((path) => resolve(path))],
			images: [...suite.app.images, ...options.images.map((image) => ({ image }))]
		},
		scenarios: suite.config.scenariosFromCluster ? suite.scenarios : chooseScenarios(suite.scenarios, options.scenarios)
	};
}
/** A suite that also says what its app's objects give away. */
function withAppFindings(suite, objects) {
	return {
		...suite,
		findings: inFileOrder([...suite.findings, ...appFindings(suite, objects)], suite.files)
	};
}
/** Scenarios whose name fits one of the globs (`*` matches anything, `?` one character); all of them without globs. Throws InvalidInput for a glob that fits none. */
function chooseScenarios(scenarios, globs) {
	if (globs.length === 0) return scenarios;
	const patterns = globs.map((glob) => new RegExp(`^${escapePattern(glob).replaceAll("\\*", ".*").replaceAll("\\?", ".")}$`, "s"));
	const unused = globs.filter((_, index) => !scenarios.some(({ name }) => patterns[index]?.test(name)));
	if (unused.length > 0) throw new InvalidInput(unused.map((glob) => ({ message: `--scenario: found "${glob}", expected the name of a scenario: ${scenarios.map(({ name }) => `"${name}"`).join(", ")}` })));
	return scenarios.filter(({ name }) => patterns.some((pattern) => pattern.test(name)));
}
function escapePattern(text) {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function definedOf(wish) {
	return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== void 0));
}
export { withAppFindings as i, loadWishes as n, readWishes as r, chooseScenarios as t };
