import { i as connect, n as findProgram, t as runCommand } from "./chunk-command.js";
import { l as exitCodes, o as messageOf } from "./chunk-errors.js";
import { n as listMissingPermissions, t as formatPermission } from "./chunk-cluster-facts.js";
import { readFile } from "node:fs/promises";
// src/cli/commands/doctor.ts
const checkTimeoutMs = 1e4;
/** What the gate does on an existing cluster, besides what a scenario's own `kubectl` steps ask for. */
const permissions = [
	{
		verb: "list",
		resource: "pods"
	},
	{
		verb: "watch",
		resource: "pods"
	},
	{
		verb: "delete",
		resource: "pods"
	},
	{
		verb: "get",
		resource: "pods",
		subresource: "proxy"
	},
	{
		verb: "get",
		resource: "pods",
		subresource: "log"
	},
	{
		verb: "list",
		resource: "services"
	},
	{
		verb: "create",
		resource: "services"
	},
	{
		verb: "list",
		resource: "deployments",
		group: "apps"
	},
	{
		verb: "list",
		resource: "nodes"
	},
	{
		verb: "list",
		resource: "events"
	}
];
/** `doctor`: what this machine and, with `--kubeconfig`, a cluster can do; one line each, with the remedy. */
async function doctor(line) {
	const findings = [
		checkEmbedded(),
		await checkEngine(),
		await checkProgram("kind", "clusters of containers; https://kind.sigs.k8s.io"),
		await checkProgram("minikube", "clusters of Minikube; https://minikube.sigs.k8s.io"),
		await checkProgram("kubectl", "the step kubectl, kustomizations"),
		await checkProgram("helm", "charts as app:"),
		await checkNetem(),
		...line.options.cluster.kubeconfig ? await checkPermissions(line) : []
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
	const modules = await readFile("/proc/modules", "utf8").catch(() => "");
	if (/^sch_netem /m.test(modules)) return {
		what,
		there: true,
		detail: "loaded"
	};
	return {
		what,
		there: false,
		detail: "not loaded; `modprobe sch_netem` as root, where the kernel has it"
	};
}
async function checkPermissions(line) {
	const { kubeconfig = "", context } = line.options.cluster;
	const connection = await connect(kubeconfig, context);
	const missing = await listMissingPermissions(connection, permissions);
	const what = `permissions in context ${connection.context}`;
	if (missing.length === 0) return [{
		what,
		there: true,
		detail: "all that the gate needs"
	}];
	return missing.map((permission) => ({
		what,
		there: false,
		detail: `${formatPermission(permission)}; grant it by a Role`
	}));
}
export { doctor };
