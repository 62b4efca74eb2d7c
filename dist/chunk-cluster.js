import { E as boolean, I as strictObject, L as string, O as int, T as array, U as NEVER, j as number, w as _enum, z as union } from "./chunk-tolerance.js";
import { a as formatDuration, i as durationPattern, o as longestDurationMs, r as durationExpected, s as parseDuration } from "./chunk-share.js";
// src/scenario/quantity.ts
const units = {
	"": 1,
	m: .001,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 0xe8d4a51000,
	Ki: 1024,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40
};
/** The number that a quantity stands for as Kubernetes writes it (`64Mi`, `250m`, `1.5`); undefined when it is none. */
function parseQuantity(quantity) {
	const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(quantity) ?? [];
	const factor = units[unit];
	return number && factor ? Number(number) * factor : void 0;
}
// src/scenario/language/values.ts
/**
* A duration; a bare number counts in the unit that PowerfulSeal uses at this place. Comes out in milliseconds.
* `least` is the smallest that makes sense, in milliseconds.
*/
function duration(bare, least = 0) {
	const range = `${least > 0 ? `at least ${formatDuration(least)} and ` : ""}at most a week`;
	const expected = `${durationExpected} of ${range} (a bare number counts ${bare})`;
	const unitMs = bare === "seconds" ? 1e3 : 1;
	return union([number(), string()], { error: expected }).meta({
		pattern: durationPattern,
		minLength: 2,
		minimum: least / unitMs,
		maximum: longestDurationMs / unitMs,
		examples: bare === "seconds" ? ["10s", "1m30s"] : ["250ms", "1s"]
	}).transform((value, context) => {
		const ms = typeof value === "string" ? parseDuration(value) : value * unitMs;
		if (ms !== void 0 && ms >= least && ms <= 6048e5) return ms;
		context.addIssue({
			code: "custom",
			message: expected
		});
		return NEVER;
	});
}
/** Says how a map looks, to somebody who wrote something else in its place. */
function mapLike(example) {
	return { error: (issue) => issue.code === "invalid_type" ? `a map such as ${example}` : void 0 };
}
const wholeNumber = () => int({ error: (issue) => issue.code === "invalid_type" ? "a whole number" : void 0 });
/** Text that is not empty. */
const text = () => string().min(1);
/** A probability or a ratio, between 0 and 1 as PowerfulSeal has it. */
const probability = () => number().min(0).max(1).meta({ examples: [.5] });
/** A DNS label as Kubernetes names namespaces. */
const namespaceName = () => string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "the name of a namespace: a-z, 0-9 and -, at most 63 characters").describe("Namespace.").meta({ examples: ["shop"] });
/** The name of a Kubernetes object (an RFC 1123 subdomain). */
const objectName = () => string().max(253).regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, "the name of an object: a-z, 0-9, - and .").describe("Name of the object.").meta({ examples: ["front"] });
const port = () => wholeNumber().min(1).max(65535).describe("Port.").meta({ examples: [8080] });
// src/scenario/language/cluster.ts
/** Has nsenter, and is small and well known. */
const nodeShellImage = "debian:bookworm-slim";
/** `1.34` or `v1.34.4`, in a file and as a flag. */
const kubernetesVersion = {
	pattern: /^v?\d+\.\d+(\.\d+)?$/,
	form: "a version such as 1.34 or v1.34.4"
};
const portMapping = strictObject({
	containerPort: port().describe("Port of the node."),
	hostPort: port().optional().describe("Port of this machine. Default: any that is free."),
	listenAddress: text().optional().describe("Address of this machine. Default: all of them."),
	protocol: _enum([
		"TCP",
		"UDP",
		"SCTP"
	]).optional().describe("Default: TCP.")
});
const mount = strictObject({
	hostPath: text().describe("Path on this machine."),
	containerPath: string().regex(/^\//, "an absolute path on the node").describe("Path on the node."),
	readOnly: boolean().optional(),
	selinuxRelabel: boolean().optional(),
	propagation: _enum([
		"None",
		"HostToContainer",
		"Bidirectional"
	]).optional()
});
/** The `cluster:` of a file. A flag or an input of the action wins over it. */
const clusterSchema = strictObject({
	provider: _enum([
		"embedded",
		"kind",
		"minikube",
		"existing"
	]).optional().describe("Where the experiments run. Default: embedded."),
	name: string().regex(/^[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?$/, "a name of a-z, 0-9 and -, at most 50 characters").optional().describe("Name of the cluster that is made."),
	nodes: wholeNumber().min(1).max(100).optional().describe("How many nodes, the control plane included.").meta({ examples: [3] }),
	nodeImage: text().optional().describe("kind's node image, best by digest.").meta({ examples: ["kindest/node:v1.34.0@sha256:…"] }),
	kubernetesVersion: string().regex(kubernetesVersion.pattern, kubernetesVersion.form).optional().describe("Version of Kubernetes.").meta({ examples: ["v1.34.4"] }),
	driver: string().regex(/^[a-z0-9]+$/, "the name of a minikube driver such as docker").optional().describe("minikube's driver. Default: minikube's own choice.").meta({ examples: ["docker"] }),
	kubeconfig: text().optional().describe("Kubeconfig of an existing cluster; relative to the file's folder."),
	context: text().optional().describe("Context of that kubeconfig."),
	zones: array(text()).min(1).optional().describe("Zones (label topology.kubernetes.io/zone), dealt out to the nodes in turn.").meta({ examples: [[
		"a",
		"b",
		"c"
	]] }),
	reuse: boolean().optional().describe("kind: use a cluster of that `name` that is there already, and leave it. Default: false, it is refused."),
	kindConfig: text().optional().describe("kind: a configuration of its own; relative to the file's folder. Nodes, zones, ports and mounts are merged in.").meta({ examples: ["kind.yaml"] }),
	kindBinary: strictObject({
		url: text().regex(/^https?:\/\//, "an http(s) URL").describe("Where to download it from."),
		sha256: string().regex(/^[0-9a-f]{64}$/, "a SHA-256 of 64 hexadecimal digits").describe("Its SHA-256, verified on every use.")
	}).optional().describe("kind: the program to use instead of the one on PATH."),
	extraPortMappings: array(portMapping).min(1).optional().describe("kind: ports of the first control plane on this machine."),
	extraMounts: array(mount).min(1).optional().describe("kind: folders of this machine on every node; relative to the file's folder."),
	nodeShell: union([boolean(), strictObject({ image: text().describe("An image with nsenter that the cluster can pull.") })], { error: "true, false or a map such as { image: debian:bookworm-slim }" }).transform((value) => typeof value === "boolean" ? value ? { image: nodeShellImage } : void 0 : value).optional().describe(`existing: allow a privileged pod on a node whose containers' processes are to be signalled or looked at. Default image: ${nodeShellImage}.`)
});
export { namespaceName as a, probability as c, parseQuantity as d, mapLike as i, text as l, kubernetesVersion as n, objectName as o, duration as r, port as s, clusterSchema as t, wholeNumber as u };
