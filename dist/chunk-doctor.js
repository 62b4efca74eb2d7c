import { R as connect, l as architecture, t as defaultKubeconfig } from "./chunk-existing.js";
import { i as pinnedRelease, n as requiredPermissions, r as namedBinary, t as optionalPermissions } from "./chunk-permissions.js";
import { n as findProgram, t as runCommand } from "./chunk-command.js";
import { i as InvalidInput, l as messageOf, n as InfrastructureFailure } from "./chunk-errors.js";
import { n as listMissingPermissions, t as formatPermission } from "./chunk-cluster-facts.js";
import { n as loadApp } from "./chunk-cluster-flags.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { n as loadWishes } from "./chunk-wishes.js";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { release } from "node:os";
// src/command/kernel-module.ts
/**
* Looks for a kernel module by its name (`sch_netem`) in `modules.builtin` and `modules.dep` of the running kernel and in
* `/proc/modules`. Where none of these can be read, as in many containers, the module counts as absent.
* See https://man7.org/linux/man-pages/man5/modules.dep.5.html and https://docs.kernel.org/kbuild/kbuild.html#modules-builtin.
*
* @param root Folder that stands for `/`.
*/
async function findKernelModule(name, root = "/") {
	const read = (...path) => readFile(join(root, ...path), "utf8").catch(() => "");
	const folder = [
		"lib",
		"modules",
		release()
	];
	const file = new RegExp(`/${name}\\.ko`, "m");
	if (file.test(await read(...folder, "modules.builtin"))) return "built in";
	if (new RegExp(`^${name} `, "m").test(await read("proc", "modules"))) return "loaded";
	return file.test(await read(...folder, "modules.dep")) ? "loadable" : "absent";
}
// src/cluster/role.ts
/** The ClusterRole that grants exactly these permissions, as YAML that `kubectl apply` takes. Pure. */
function formatRole(permissions) {
	const verbs = /* @__PURE__ */ new Map();
	for (const permission of permissions) {
		const object = objectOf(permission);
		verbs.set(object, (verbs.get(object) ?? /* @__PURE__ */ new Set()).add(permission.verb));
	}
	return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: chaos-gate }\nrules:\n${[...verbs].map(([object, list]) => `  - { ${object}, verbs: [${[...list].join(", ")}] }\n`).join("")}`;
}
/** What a rule of the role is about. */
function objectOf(permission) {
	if ("path" in permission) return `nonResourceURLs: ["${permission.path}"]`;
	const { group = "", resource, subresource } = permission;
	return `apiGroups: ["${group}"], resources: [${subresource ? `${resource}/${subresource}` : resource}]`;
}
// src/cli/commands/doctor.ts
const checkTimeoutMs = 1e4;
/**
* `doctor [FILE…]`: what this machine and a cluster, that of `--kubeconfig` or the one that kubectl would take, can do for
* these scenarios; one line each, with the remedy. With `--role` it prints instead the ClusterRole that their run needs there, and nothing else.
*/
async function doctor(line) {
	const { kubeconfig } = line.options.cluster;
	if (line.role) {
		if (kubeconfig === void 0) throw new InvalidInput("--role: found no --kubeconfig, expected the cluster that the role is for");
		const { required } = await askCluster(line, kubeconfig);
		process.stdout.write(formatRole([...required, ...optionalPermissions]));
		return exitCodes.upheld;
	}
	const findings = [
		checkEmbedded(),
		await checkEngine(),
		await checkKind(),
		await checkProgram("minikube", "clusters of Minikube; https://minikube.sigs.k8s.io"),
		await checkProgram("kubectl", "the step kubectl, kustomizations"),
		await checkProgram("helm", "charts as app:"),
		await checkNetem(),
		...await checkExisting(line)
	];
	for (const { what, there, detail } of findings) process.stdout.write(`${there ? "ok     " : "missing"}  ${what}: ${detail}\n`);
	return exitCodes.upheld;
}
function checkEmbedded() {
	const there = process.platform === "linux";
	return {
		what: "embedded cluster",
		there,
		detail: there ? "runs here, without Docker or root" : `needs Linux, this is ${process.platform}; use kind`
	};
}
async function checkProgram(name, purpose) {
	const path = await findProgram(name);
	return {
		what: name,
		there: path !== void 0,
		detail: path ?? `not on PATH; needed for ${purpose}`
	};
}
async function checkEngine() {
	try {
		const { stdout } = await runCommand([
			"docker",
			"version",
			"--format",
			"{{.Server.Version}}"
		], { timeoutMs: checkTimeoutMs });
		return {
			what: "container engine",
			there: true,
			detail: `docker ${stdout.trim()}`
		};
	} catch (error) {
		return {
			what: "container engine",
			there: false,
			detail: `${messageOf(error)}; needed for kind, install or start Docker`
		};
	}
}
async function checkNetem() {
	const what = "kernel module sch_netem";
	const state = await findKernelModule("sch_netem");
	if (state === "absent") return {
		what,
		there: false,
		detail: "this kernel has none that could be found; other ways to disturb a network are used"
	};
	return {
		what,
		there: true,
		detail: state === "loadable" ? "loaded when it is used" : state
	};
}
async function checkKind() {
	const what = "kind";
	const named = namedBinary(process.env);
	if (named) return {
		what,
		there: true,
		detail: `${named.url}, as CHAOS_GATE_KIND_URL says; its SHA-256 is verified`
	};
	const path = await findProgram("kind");
	if (path !== void 0) return {
		what,
		there: true,
		detail: path
	};
	const pinned = pinnedRelease(`${process.platform}-${architecture()}`);
	if (pinned) return {
		what,
		there: true,
		detail: `not on PATH; a run downloads ${pinned.url} and verifies its SHA-256`
	};
	return {
		what,
		there: false,
		detail: "not on PATH, and no release is pinned for this machine; install it (https://kind.sigs.k8s.io), or name one by CHAOS_GATE_KIND_URL and CHAOS_GATE_KIND_SHA256"
	};
}
/** What a run of the named files needs there; without files what every run needs. */
async function askCluster(line, kubeconfig) {
	const connection = await connect(kubeconfig, line.options.cluster.context);
	const cluster = {
		...line.options.cluster,
		provider: "existing"
	};
	const files = line.operands;
	const suite = files.length === 0 ? void 0 : await loadWishes({
		...line.options,
		cluster,
		files
	});
	const objects = suite ? await loadApp(suite.app) : [];
	return {
		connection,
		required: await requiredPermissions(suite ?? {
			scenarios: [],
			cluster: {}
		}, objects, connection)
	};
}
/** The cluster that a flag names has to answer; the one that kubectl would take is asked where there is one. */
async function checkExisting(line) {
	const { kubeconfig } = line.options.cluster;
	if (kubeconfig !== void 0) return await checkPermissions(line, kubeconfig);
	const what = "permissions on an existing cluster";
	try {
		return await checkPermissions(line, defaultKubeconfig());
	} catch (error) {
		if (!(error instanceof InvalidInput || error instanceof InfrastructureFailure)) throw error;
		return [{
			what,
			there: false,
			detail: `not looked at: ${messageOf(error)}`
		}];
	}
}
async function checkPermissions(line, kubeconfig) {
	const { connection, required } = await askCluster(line, kubeconfig);
	const missing = await listMissingPermissions(connection, required);
	const what = `permissions in context ${connection.context}`;
	if (missing.length === 0) return [{
		what,
		there: true,
		detail: "all that the gate needs"
	}];
	return missing.map((permission) => ({
		what,
		there: false,
		detail: `${formatPermission(permission)}; doctor --role prints the ClusterRole that grants all of them`
	}));
}
export { doctor };
