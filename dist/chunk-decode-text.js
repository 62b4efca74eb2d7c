import { o as prefixPattern, t as isNamespacePattern } from "./chunk-namespace-pattern.js";
import { i as parseLabelSelector } from "./chunk-label-selector.js";
import { a as namespaceName, c as probability, d as parseQuantity, i as mapLike, l as text, o as objectName, r as duration, s as port, t as clusterSchema, u as wholeNumber } from "./chunk-cluster.js";
import { B as unknown, E as boolean, F as record, G as recoveryStages, I as strictObject, L as string, M as object, P as preprocess, R as tuple, S as valueAt, T as array, U as NEVER, W as metrics, _ as nearest, a as readYaml, b as limits, d as inOrder, f as innermostIssues, g as unitOfMetric, h as metricsOfProbe, i as parseLimit, j as number$1, k as literal, m as meaningOfMetric, p as schemaProblems, r as parseCondition, s as tooLarge, t as formatCondition, u as expectedPhrase, v as describeValue, w as _enum, x as cursorOf, z as union } from "./chunk-tolerance.js";
import { a as formatDuration, n as parseShare } from "./chunk-share.js";
import { isUtf8 } from "node:buffer";
// src/scenario/lasting/control-plane-action.ts
const controlPlaneComponents = [
	"apiserver",
	"scheduler",
	"controller-manager",
	"etcd",
	"coredns",
	"kube-proxy"
];
// src/scenario/step.ts
/** `group`: the value of any of a node's labels; `az`: its zone; `state`: UP, DOWN or UNKNOWN. */
const nodeProperties = [
	"name",
	"ip",
	"group",
	"az",
	"state"
];
// src/scenario/linux-errors.ts
/**
* Errors that a system call of Linux may return, by name: their numbers on every architecture that Kubernetes runs on.
* Fact: include/uapi/asm-generic/errno-base.h and errno.h.
*/
const linuxErrors = {
	EPERM: 1,
	ENOENT: 2,
	EINTR: 4,
	EIO: 5,
	EBADF: 9,
	EAGAIN: 11,
	ENOMEM: 12,
	EACCES: 13,
	EBUSY: 16,
	EEXIST: 17,
	ENODEV: 19,
	EINVAL: 22,
	ENFILE: 23,
	EMFILE: 24,
	EFBIG: 27,
	ENOSPC: 28,
	EROFS: 30,
	EPIPE: 32,
	ENOSYS: 38,
	EPROTO: 71,
	EOPNOTSUPP: 95,
	EADDRINUSE: 98,
	ENETDOWN: 100,
	ENETUNREACH: 101,
	ECONNABORTED: 103,
	ECONNRESET: 104,
	ENOBUFS: 105,
	ENOTCONN: 107,
	ETIMEDOUT: 110,
	ECONNREFUSED: 111,
	EHOSTUNREACH: 113,
	EDQUOT: 122
};
// src/scenario/body-pattern.ts
/**
* The regular expression of `expect: { bodyMatches: /…/flags }`; without slashes the text is the pattern.
* undefined when it does not parse.
*/
function parseBodyPattern(text) {
	const slashed = /^\/(.+)\/([imsu]*)$/s.exec(text);
	if (text === "") return void 0;
	try {
		return slashed ? new RegExp(slashed[1] ?? "", slashed[2]) : new RegExp(text);
	} catch {
		return;
	}
}
// src/scenario/language/app.ts
/** The `app:` of a file: deployed and waited for before the first experiment. */
const appSchema = strictObject({
	manifests: array(text()).default([]).describe("Manifests, folders, kustomizations or Helm charts; relative to the file's folder.").meta({ examples: [["k8s/"]] }),
	images: array(strictObject({
		image: text().describe("Name and tag, as the manifests use it.").meta({ examples: ["shop-web:dev"] }),
		build: text().optional().describe("Folder of a Dockerfile to build it from; relative to the file's folder.")
	})).default([]).describe("Images put on every node before the app is deployed."),
	goldpinger: boolean().default(false).describe("Deploy Goldpinger (one pod a node) as well.")
});
// src/scenario/language/config.ts
/** PowerfulSeal's `config:`, and ours: the seed. */
const configSchema = strictObject({
	runStrategy: strictObject({
		runs: number$1().min(1).max(1e5).transform(Math.ceil).optional().describe("How often the list of scenarios is run through. Default: 1 (PowerfulSeal: for ever)."),
		strategy: _enum(["round-robin", "random"]).default("round-robin").describe("`round-robin`: in the order of the file. `random`: all of them, shuffled by the seed."),
		minSecondsBetweenRuns: number$1().min(0).default(0).describe("Shortest pause between two runs, in seconds."),
		maxSecondsBetweenRuns: number$1().min(0).optional().describe("Longest pause between two runs, in seconds. Default: the shortest.")
	}).optional().describe("How the scenarios are run."),
	exitStrategy: strictObject({ strategy: _enum(["report", "fail-fast"]).default("report").describe("`report`: run every scenario, then exit red if one was not upheld. `fail-fast`: stop at the first.") }, mapLike("{ strategy: fail-fast }")).optional().describe("What a scenario that is not upheld means for the ones after it."),
	seed: wholeNumber().min(0).max(4294967295).optional().describe("Chooses the victims: the same seed and cluster, the same victims.").meta({ examples: [42] }),
	scenariosFromCluster: union([boolean(), strictObject({ namespaces: array(namespaceName()).min(1).describe("Only the objects of these namespaces.") })], { error: "true, or a map such as { namespaces: [shop] }" }).optional().describe("Runs what the cluster's Scenario objects (scenarios.powerfulseal.io) hold as well, after the file's.")
});
/** The config of a suite, in milliseconds. */
function toConfig(parsed = {}) {
	const strategy = parsed.runStrategy;
	const least = strategy?.minSecondsBetweenRuns ?? 0;
	const most = strategy?.maxSecondsBetweenRuns ?? least;
	const fromCluster = parsed.scenariosFromCluster;
	return {
		runs: strategy?.runs ?? 1,
		strategy: strategy?.strategy ?? "round-robin",
		betweenRuns: {
			minMs: Math.min(least, most) * 1e3,
			maxMs: Math.max(least, most) * 1e3
		},
		exitStrategy: parsed.exitStrategy?.strategy ?? "report",
		seed: parsed.seed,
		...fromCluster && { scenariosFromCluster: fromCluster === true ? {} : fromCluster }
	};
}
// src/scenario/language/blast-radius.ts
/** A number of things, or a share of those that the steps' matches find. */
function limit$2(things) {
	const expected = `a number of ${things}, or a share such as "50%"`;
	return union([wholeNumber().min(1), string().meta({ pattern: "^(?!0+(?:\\.0+)?\\s*%)[\\d.]+\\s*%$" })], { error: expected }).transform((value, context) => {
		if (typeof value === "number") return { count: value };
		const share = value.endsWith("%") ? parseShare(value) : void 0;
		if (share !== void 0 && share > 0) return { share };
		context.addIssue({
			code: "custom",
			message: expected
		});
		return NEVER;
	}).optional();
}
const daySecond = (text) => {
	const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
	return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 : void 0;
};
/** `16:00`, or an RFC 3339 instant. */
const until = string().transform((text, context) => {
	const second = daySecond(text);
	if (second !== void 0) return { daySecond: second };
	const instantMs = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : NaN;
	if (!Number.isNaN(instantMs)) return { instantMs };
	context.addIssue({
		code: "custom",
		message: "a time of day such as \"16:00\", or an instant such as \"2027-01-31T16:00:00Z\""
	});
	return NEVER;
});
/** Upper bounds of what a scenario may touch, checked against the live cluster before the first injection. */
const blastRadiusSchema = strictObject({
	pods: limit$2("pods").describe("At most so many pods, or this share of the pods that the steps' matches find.").meta({ examples: ["50%", 2] }),
	namespaces: array(namespaceName()).min(1).optional().describe("Only pods of these namespaces, and only there what steps change besides.").meta({ examples: [["shop"]] }),
	nodes: limit$2("nodes").describe("At most so many nodes, or this share of the nodes that the steps' matches find.").meta({ examples: [1, "50%"] }),
	minAvailable: limit$2("pods").describe("So many ready pods of each targeted workload, or this share of them, are left alone.").meta({ examples: [1, "50%"] }),
	perOwner: limit$2("pods").describe("At most so many pods of one workload, or this share of them, are hit.").meta({ examples: [1] }),
	until: until.optional().describe("Nothing is injected after this local time of day, or this instant.").meta({ examples: ["16:00"] }),
	barePods: boolean().optional().describe("Allow faults on pods that nobody would replace. Default: false."),
	overrideBudgets: boolean().optional().describe("Allow faults that PodDisruptionBudgets would not allow. Default: false."),
	collateral: _enum(["refute", "ignore"]).optional().describe("Whether harm to workloads that were not targeted refutes. Default: refute.")
}, mapLike("{ pods: \"50%\", namespaces: [shop] }"));
/** With its position. */
function toBlastRadius(parsed, at) {
	return {
		at: at.keyPosition,
		...parsed
	};
}
// src/scenario/language/exactly-one.ts
/**
* Checks that a map has exactly one of some keys, as PowerfulSeal's steps, matches, filters and actions have.
* A map with a key that nobody knows is left alone: that problem is reported, and probably meant one of these.
*/
function exactlyOne(schema, keys) {
	return schema.superRefine((value, context) => {
		const chosen = keys.filter((key) => Object.hasOwn(value, key));
		if (chosen.length === 1) return;
		const found = chosen.length === 0 ? "none" : chosen.map((key) => `\`${key}\``).join(" and ");
		context.addIssue({
			code: "custom",
			message: `exactly one of ${keys.join(", ")}`,
			params: { found }
		});
	}, { when: isKnownMap }).meta({ oneOf: keys.map((key) => ({ required: [key] })) });
}
/** For checks over several keys of a map, made although one of its values is wrong: every problem is to be seen at once. */
function isKnownMap(payload) {
	return typeof payload.value === "object" && payload.value !== null && !Array.isArray(payload.value) && !payload.issues.some((issue) => issue.code === "unrecognized_keys" && (issue.path?.length ?? 0) === 0);
}
// src/scenario/language/foreach.ts
/** The name of a variable, in `foreach:` and in expressions. */
const variable$1 = /^[A-Za-z_]\w*$/;
const expected$2 = "a map of lists such as { app: [web, api] }";
/** One scenario for each value; of several variables, one for each combination. */
const foreachSchema = record(string().regex(variable$1, "the name of a variable: letters, digits and _"), array(union([
	string().min(1),
	number$1(),
	boolean()
], { error: "text, a number, true or false" })).min(1).describe("Its values."), { error: (issue) => issue.code === "invalid_key" ? "the name of a variable: letters, digits and _" : expected$2 }).refine((variables) => Object.keys(variables).length > 0, expected$2);
// src/scenario/language/recovery.ts
const defaults = {
	within: "60s",
	stableFor: "3s"
};
const stageMeaning = {
	notReady: "the cluster calls the target not ready",
	endpointRemoved: "its Services no longer send to it",
	scheduled: "the replacement has a node",
	started: "its containers run",
	ready: "it is ready",
	endpointAdded: "its Services send to it",
	user: "the user's first success after the last failure",
	stable: "the steady state is back for `stableFor`"
};
const limit$1 = (meaning) => string().refine((text) => "value" in parseLimit("outage", text), "a limit such as \"<= 5s\"").optional().describe(`From the injection until ${meaning}.`).meta({ examples: ["<= 5s"] });
/** After the fault: back to the steady state, in time, and each stage of it within its bound. */
const recoverySchema = strictObject({
	within: duration("seconds", 1).prefault(defaults.within).describe("The steady state has to be back by then."),
	stableFor: duration("seconds").prefault(defaults.stableFor).describe("And to hold for so long."),
	tolerance: strictObject(Object.fromEntries(recoveryStages.map((stage) => [stage, limit$1(stageMeaning[stage])]))).optional().describe("Bounds on single stages of the recovery; the worst target counts.").meta({ examples: [{
		user: "<= 5s",
		ready: "<= 20s"
	}] })
}, mapLike("{ within: 60s, stableFor: 3s }")).prefault({}).describe("After the fault: back to the steady state.");
function toRecovery(parsed, at) {
	const tolerances = toRecoveryTolerances(parsed.tolerance ?? {}, at.at("tolerance"));
	return {
		withinMs: parsed.within,
		stableForMs: parsed.stableFor,
		at: at.keyPosition,
		...tolerances.length > 0 && { tolerances }
	};
}
function toRecoveryTolerances(written, at) {
	return recoveryStages.flatMap((stage) => {
		const condition = parseLimit("outage", written[stage] ?? "");
		if (written[stage] === void 0 || "expected" in condition) return [];
		const { operator, value: valueMs } = condition;
		return [{
			stage,
			operator,
			valueMs,
			expression: `recovery.${stage} ${operator} ${formatDuration(valueMs)}`,
			at: at.at(stage).keyPosition
		}];
	});
}
// src/scenario/language/or-defaults.ts
/** A key without a value (`kill:`, `pause:`) means all of its defaults. */
const orDefaults = (schema) => preprocess((value) => value ?? {}, schema).meta({ type: ["object", "null"] });
// src/scenario/language/probes/command.ts
const commandProbeSchema = strictObject({
	command: tuple([text()], string(), { error: "a list: the program and its arguments, without a shell" }).describe("The program and its arguments. No shell is involved.").meta({ examples: [["node", "check.js"]] }),
	environment: record(string(), string()).default({}).describe("Variables added to its environment."),
	every: duration("milliseconds", 100).prefault("1s").describe("From one start to the next."),
	timeout: duration("milliseconds", 1).prefault("5s").describe("After this it is ended, and counts as failed.")
}).describe("A program: exit code 0 is a success, a number printed alone is the value.");
function toCommandProbe(parsed) {
	return {
		kind: "probeCommand",
		command: parsed.command,
		environment: parsed.environment,
		everyMs: parsed.every,
		timeoutMs: parsed.timeout
	};
}
// src/scenario/language/probes/dns.ts
const dnsProbeSchema = strictObject({
	name: text().max(253).regex(/^[\w-]+(\.[\w-]+)*\.?$/, "a host name such as web.shop.example").describe("The name to look up.").meta({ examples: ["shop.example.com"] }),
	type: _enum([
		"A",
		"AAAA",
		"CNAME",
		"SRV",
		"TXT"
	]).default("A").describe("Type of the record."),
	server: string().regex(/^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d{1,5})?$/i, "an address such as 10.0.0.53 or [fd00::53]:5353").optional().describe("The name server's address, with a port unless that is 53. Absent: those of this machine.").meta({ examples: ["10.0.0.53", "[fd00::53]:5353"] }),
	answer: text().optional().describe("One of the answers has to be this: an address, a name, `name:port` of an SRV record, or a text.").meta({ examples: ["192.0.2.10"] }),
	every: duration("milliseconds", 10).prefault("200ms").describe("From one query to the next."),
	timeout: duration("milliseconds", 1).prefault(1e3).describe("Deadline of each query.")
}).describe("Look-ups of a name on a fixed schedule, without a cache, as this machine sees it.");
function toDnsProbe(parsed) {
	const { every, timeout, ...rest } = parsed;
	return {
		kind: "probeDNS",
		...rest,
		everyMs: every,
		timeoutMs: timeout
	};
}
// src/scenario/language/probes/goldpinger.ts
const goldpingerProbeSchema = strictObject({
	namespace: namespaceName().default("goldpinger"),
	selector: string().refine((selector) => parseLabelSelector(selector) !== void 0, "a label selector such as app=goldpinger").default("app=goldpinger").describe("Labels of Goldpinger's pods."),
	port: port().default(8080),
	excuseTargets: boolean().default(true).describe("In the method, edges of the pods that this experiment hits do not count, nor those of their replacements."),
	refresh: duration("seconds", 1e3).prefault("2s").describe("Goldpinger's REFRESH_INTERVAL: edges older than about twice this are stale."),
	every: duration("milliseconds", 100).prefault("1s").describe("From one look to the next."),
	timeout: duration("milliseconds", 1).prefault("5s").describe("Deadline of each look.")
}).describe("Goldpinger's mesh: every pod's view of every other.");
function toGoldpingerProbe(parsed) {
	const { refresh, every, timeout, ...rest } = parsed;
	return {
		kind: "probeGoldpinger",
		...rest,
		refreshMs: refresh,
		everyMs: every,
		timeoutMs: timeout
	};
}
// src/scenario/language/probes/target.ts
/** A Service, reached as its users reach it; through the vantage that the cluster offers. */
const serviceSchema$1 = strictObject({
	name: objectName(),
	namespace: namespaceName(),
	port: port().default(80).describe("Port of the Service."),
	protocol: _enum(["http", "https"]).default("http").describe("How to speak to it.")
}).describe("A Service of the cluster.");
const url = () => string().refine((value) => /^https?:\/\/[^/]/.test(value) && URL.canParse(value), "a URL such as http://localhost:8080");
const httpTargetSchema = exactlyOne(strictObject({
	service: serviceSchema$1.optional(),
	url: url().optional().describe("Anything this machine reaches.").meta({ examples: ["http://localhost:8080"] })
}, mapLike("{ service: { name: front, namespace: shop } }")), ["service", "url"]);
const tcpTargetSchema = exactlyOne(strictObject({
	service: serviceSchema$1.optional(),
	host: text().optional().describe("A host that this machine reaches; needs a port.").meta({ examples: ["localhost"] }),
	port: port().optional()
}, mapLike("{ service: { name: store, namespace: shop, port: 6379 } }")), ["service", "host"]).meta({ dependencies: {
	host: ["port"],
	port: ["host"]
} }).superRefine((target, context) => {
	if (target.host === void 0 === (target.port === void 0)) return;
	const message = target.host === void 0 ? "none beside `service`, which has its own" : "the port beside `host`";
	context.addIssue({
		code: "custom",
		message,
		path: ["port"]
	});
});
// src/scenario/language/probes/http.ts
/** What makes up a request and its expected answer, in a step as in a steady state. */
const httpRequest = {
	target: httpTargetSchema.describe("Where to send it."),
	endpoint: string().default("/").describe("Path and query.").meta({ examples: ["/healthz"] }),
	method: _enum([
		"get",
		"post",
		"put",
		"patch",
		"head",
		"delete"
	]).default("get"),
	headers: array(strictObject({
		name: string().regex(/^[\w!#$%&'*+.^`|~-]+$/, "the name of a header"),
		value: headerValue()
	})).default([]).describe("Headers to send."),
	body: string().optional().describe("Body to send."),
	code: wholeNumber().min(1).max(599).default(200).describe("The status code that the answer has to have."),
	expect: strictObject({
		bodyContains: text().optional().describe("The body has to contain this text."),
		bodyMatches: string().refine((value) => parseBodyPattern(value) !== void 0, "a regular expression between slashes, such as /in stock/i").optional().describe("The body has to match this regular expression.").meta({ examples: ["/\\d+ items/"] })
	}).optional().describe("What the answer's body has to be, besides its status code."),
	timeout: duration("milliseconds", 1).prefault(1e3).describe("Deadline of each request. A bare number counts milliseconds."),
	insecure: boolean().default(false).describe("Accept any TLS certificate."),
	keepAlive: boolean().default(false).describe("Reuse connections. Fresh ones see more."),
	proxy: string().optional().describe("Proxy for the requests; empty: none. The environment's is ignored.")
};
function headerValue() {
	return string().regex(/^[^\u0000-\u0008\u000a-\u001f\u007f]*$/, "text on one line");
}
const httpProbeSchema = strictObject({
	...httpRequest,
	every: duration("milliseconds", 1).prefault("50ms").describe("From one request to the next.").meta({ examples: ["50ms"] })
}).describe("Requests on a fixed schedule.");
function toHttpProbe(parsed) {
	const { expect, every, timeout, target, endpoint, ...request } = parsed;
	return {
		kind: "probeHTTP",
		target: target.service ? { service: target.service } : { url: target.url ?? "" },
		endpoint: endpoint.startsWith("/") ? endpoint : `/${endpoint}`,
		...request,
		...expect,
		everyMs: every,
		timeoutMs: timeout
	};
}
// src/scenario/language/probes/kubernetes.ts
const kubernetesProbeSchema = strictObject({
	resource: string().regex(/^[a-z][a-z0-9]*(\.[a-z0-9.-]+)?$/i, "a resource such as deployments or certificates.cert-manager.io").describe("Resource, as kubectl names it.").meta({ examples: ["deployments"] }),
	name: objectName().optional().describe("One object by name."),
	namespace: namespaceName().optional().describe("Namespace of the objects. Needed with `name`, but for kinds that have none (nodes). Absent: all."),
	selector: string().refine((selector) => parseLabelSelector(selector) !== void 0, "a label selector such as app=web").optional().describe("Objects by label."),
	value: text().regex(/^[\w-]+(\.[\w-]+|\[\d+\])*$/, "count, ready, or a dotted path such as status.readyReplicas").default("ready").describe("What is measured: `count` of the objects, how many are `ready`, or a number in them by its dotted path.").meta({ examples: ["status.readyReplicas"] }),
	every: duration("milliseconds", 100).prefault("1s").describe("From one look to the next."),
	timeout: duration("milliseconds", 1).prefault("5s").describe("Deadline of each look.")
}).describe("A number from the Kubernetes API.");
function toKubernetesProbe(parsed) {
	const { every, timeout, ...rest } = parsed;
	return {
		kind: "probeKubernetes",
		...rest,
		everyMs: every,
		timeoutMs: timeout
	};
}
// src/scenario/language/probes/prometheus.ts
const prometheusProbeSchema = strictObject({
	target: httpRequest.target.describe("Where Prometheus is."),
	query: text().describe("PromQL; its answer has to be a single number.").meta({ examples: ["sum(rate(http_requests_total{status=~\"5..\"}[30s]))"] }),
	headers: httpRequest.headers,
	insecure: httpRequest.insecure,
	maxAge: duration("seconds", 1e3).prefault("2m").describe("A series that was scraped longer ago is stale: nothing can be said."),
	every: duration("milliseconds", 100).prefault("1s").describe("From one query to the next."),
	timeout: duration("milliseconds", 1).prefault("5s").describe("Deadline of each query.")
}).describe("A number that Prometheus answers to a query.");
function toPrometheusProbe(parsed) {
	const { target, maxAge, every, timeout, ...rest } = parsed;
	return {
		kind: "probePrometheus",
		target: target.service ? { service: target.service } : { url: target.url ?? "" },
		...rest,
		maxAgeMs: maxAge,
		everyMs: every,
		timeoutMs: timeout
	};
}
// src/scenario/language/probes/tcp.ts
const tcpProbeSchema = strictObject({
	target: tcpTargetSchema.describe("What to connect to."),
	every: duration("milliseconds", 1).prefault("50ms").describe("From one connection to the next."),
	timeout: duration("milliseconds", 1).prefault(1e3).describe("Deadline of each connection.")
}).describe("Connections on a fixed schedule.");
function toTcpProbe(parsed) {
	const { service, host = "", port = 0 } = parsed.target;
	return {
		kind: "probeTCP",
		target: service ? { service } : {
			host,
			port
		},
		everyMs: parsed.every,
		timeoutMs: parsed.timeout
	};
}
// src/scenario/language/probes/index.ts
/** The probes of a steady state, by the key that names each. */
const probeSchemas = {
	probeHTTP: httpProbeSchema.optional(),
	probeTCP: tcpProbeSchema.optional(),
	probeDNS: dnsProbeSchema.optional(),
	probeGoldpinger: orDefaults(goldpingerProbeSchema).optional(),
	probeKubernetes: kubernetesProbeSchema.optional(),
	probePrometheus: prometheusProbeSchema.optional(),
	probeCommand: commandProbeSchema.optional()
};
const probeKinds = Object.keys(probeSchemas);
object(probeSchemas);
function toProbe(parsed) {
	if (parsed.probeHTTP) return toHttpProbe(parsed.probeHTTP);
	if (parsed.probeTCP) return toTcpProbe(parsed.probeTCP);
	if (parsed.probeDNS) return toDnsProbe(parsed.probeDNS);
	if (parsed.probePrometheus) return toPrometheusProbe(parsed.probePrometheus);
	if (parsed.probeKubernetes) return toKubernetesProbe(parsed.probeKubernetes);
	if (parsed.probeCommand) return toCommandProbe(parsed.probeCommand);
	return toGoldpingerProbe(parsed.probeGoldpinger ?? goldpingerProbeSchema.parse({}));
}
// src/scenario/language/tolerances.ts
const operator = "^\\s*(?:>=|<=|==|>|<)?\\s*";
/** How a limit of each unit is written; a bare number is a share, or nothing, or a number. */
const limitForms = {
	share: {
		pattern: `${operator}[\\d.]+\\s*%?\\s*$`,
		minimum: 0,
		maximum: 1,
		examples: [">= 99%"]
	},
	ms: {
		pattern: `${operator}[\\d.hms]+\\s*$`,
		minimum: 0,
		maximum: 0,
		examples: ["<= 300ms"]
	},
	number: {
		pattern: `${operator}-?[\\d.]+\\s*$`,
		examples: [">= 3"]
	}
};
const limit = (metric) => union([string(), number$1()], { error: "a limit such as \">= 99%\" or \"<= 300ms\"" }).meta(limitForms[unitOfMetric[metric]]).optional().describe(meaningOfMetric[metric]);
const condition = () => string().meta({
	pattern: `^\\s*(?:${metrics.join("|")})\\b`,
	examples: ["success >= 99%"]
});
/** `{ success: ">= 99%" }` or `[ success >= 99% ]`; the values are read by the tolerance grammar. */
const tolerancesSchema = union([
	strictObject(Object.fromEntries(metrics.map((metric) => [metric, limit(metric)]))).check(({ value, issues }) => {
		if (Object.keys(value).length > 0 || issues.length > 0) return;
		issues.push({
			code: "custom",
			input: value,
			message: "a condition such as { success: \">= 99%\" }",
			params: { found: "an empty map" }
		});
	}).meta({ minProperties: 1 }),
	array(condition()).min(1),
	condition()
], { error: "a map such as { success: \">= 99%\" } or a list such as [ success >= 99% ]" });
/** The three places where a steady state says what it tolerates. */
const tolerancePlaces = [
	"tolerance",
	"during",
	"after"
];
function conditionsOf(parsed) {
	if (typeof parsed === "string") return [{
		path: [],
		keyed: false,
		result: parseCondition(parsed)
	}];
	if (Array.isArray(parsed)) return parsed.map((text, index) => ({
		path: [index],
		keyed: false,
		result: parseCondition(text)
	}));
	return metrics.flatMap((metric) => {
		const text = parsed[metric];
		return text === void 0 ? [] : [{
			path: [metric],
			keyed: true,
			result: parseLimit(metric, text)
		}];
	});
}
/** What is wrong with the tolerances of a probe, as issues of a schema's refinement. */
function toleranceIssues(parsed, kind) {
	const issues = [];
	for (const place of [...tolerancePlaces, "stopWhen"]) {
		const written = parsed[place];
		if (written === void 0 || !tolerancesSchema.safeParse(written).success) continue;
		for (const { path, keyed, result } of conditionsOf(written)) {
			const at = {
				code: "custom",
				input: void 0,
				path: [place, ...path]
			};
			if ("expected" in result) issues.push({
				...at,
				message: result.expected,
				params: { found: result.found }
			});
			else if (kind && !metricsOfProbe[kind].includes(result.metric)) issues.push({
				...at,
				message: `a metric of ${kind}: ${metricsOfProbe[kind].join(", ")}`,
				params: {
					found: `\`${result.metric}\``,
					atKey: keyed
				}
			});
			else if (result.metric === "amplification" && place !== "tolerance" && place !== "during") issues.push({
				...at,
				message: "it under `tolerance` or `during`: it is read while a delay lasts, and held in the method alone",
				params: {
					found: "`amplification`",
					atKey: keyed
				}
			});
		}
	}
	return issues;
}
/**
* The tolerances of a probe with their phases. A bare one holds in baseline, method and recovery; `during` replaces it
* in the method and `after` in the recovery, metric by metric. Where no bare one stands behind, the override holds
* in the baseline as well: what is not true before the fault cannot be asked after it.
*/
function toTolerances(parsed, at) {
	const written = tolerancePlaces.flatMap((place) => {
		const value = parsed[place];
		if (value === void 0) return [];
		return conditionsOf(value).flatMap(({ path, keyed, result }) => {
			const cursor = at.at(place, ...path);
			return "expected" in result ? [] : [{
				place,
				condition: result,
				at: keyed ? cursor.keyPosition : cursor.position
			}];
		});
	});
	const says = (place, metric) => written.some((entry) => entry.place === place && entry.condition.metric === metric);
	return written.map(({ place, condition, at: position }) => {
		const { metric } = condition;
		if (metric === "amplification") return {
			...condition,
			expression: formatCondition(condition),
			phases: ["method"],
			at: position
		};
		const phases = [];
		if (place === "tolerance" || !says("tolerance", metric)) phases.push("baseline");
		if (place === "during" || place === "tolerance" && !says("during", metric)) phases.push("method");
		if (place === "after" || place === "tolerance" && !says("after", metric)) phases.push("recovery");
		return {
			...condition,
			expression: formatCondition(condition),
			phases,
			at: position
		};
	});
}
/** The conditions of a `stopWhen`, which hold in no phase: they end one. */
function toStopConditions(parsed, at) {
	return conditionsOf(parsed).flatMap(({ path, keyed, result }) => {
		if ("expected" in result) return [];
		const cursor = at.at(...path);
		return [{
			...result,
			expression: formatCondition(result),
			at: keyed ? cursor.keyPosition : cursor.position
		}];
	});
}
// src/scenario/language/steady-state.ts
/** Enough of an HTTP, TCP or DNS probe at its pace for a share to mean something; the others look once a second. */
const minSamplesOf = {
	probeHTTP: 10,
	probeTCP: 10,
	probeDNS: 10,
	probeGoldpinger: 2,
	probeKubernetes: 2,
	probePrometheus: 2,
	probeCommand: 2
};
/** One of `steadyState:`: a probe that samples through all phases, and what is tolerated of its samples. */
const steadyStateProbeSchema = exactlyOne(strictObject({
	name: text().max(80).describe("What holds, in a few words.").meta({ examples: ["shop answers"] }),
	...probeSchemas,
	tolerance: tolerancesSchema.optional().describe("What has to hold before, during and after the fault. A value alone means ==.").meta({ examples: [{
		success: ">= 99%",
		p95: "<= 300ms"
	}] }),
	during: tolerancesSchema.optional().describe("Instead of `tolerance`, metric by metric, while the fault is there."),
	after: tolerancesSchema.optional().describe("Instead of `tolerance`, metric by metric, in the recovery."),
	stopWhen: tolerancesSchema.optional().describe("Real harm: met by the samples of the last three seconds, or by the last `minSamples` where those take longer, one of these ends the steps and undoes them.").meta({ examples: [{ success: "< 50%" }] }),
	minSamples: wholeNumber().min(1).optional().describe("Fewer samples in a phase are inconclusive. Default: 10 for HTTP, TCP and DNS, 2 for the others.")
}), probeKinds).meta({ anyOf: tolerancePlaces.map((place) => ({ required: [place] })) }).superRefine((value, context) => {
	const kinds = probeKinds.filter((kind) => Object.hasOwn(value, kind));
	for (const issue of toleranceIssues(value, kinds.length === 1 ? kinds[0] : void 0)) context.addIssue(issue);
	if (tolerancePlaces.every((place) => !Object.hasOwn(value, place))) context.addIssue({
		code: "custom",
		message: "a condition such as tolerance: { success: \">= 99%\" }",
		params: { found: "none of tolerance, during, after" }
	});
}, { when: isKnownMap });
function toSteadyStateProbe(parsed, at) {
	const probe = toProbe(parsed);
	return {
		name: parsed.name,
		at: at.position,
		probe,
		tolerances: toTolerances(parsed, at),
		...parsed.stopWhen !== void 0 && { stopWhen: toStopConditions(parsed.stopWhen, at.at("stopWhen")) },
		minSamples: parsed.minSamples ?? minSamplesOf[probe.kind]
	};
}
// src/scenario/language/pods/retries.ts
/** How often a podAction that failed is made again, as a whole: matches, filters and actions. */
const retriesSchema = exactlyOne(strictObject({
	retriesCount: strictObject({
		count: number$1().min(0).transform(Math.ceil).describe("0: not one attempt, so that nothing is shown."),
		sleep: duration("seconds").prefault(30).describe("Pause between two attempts.")
	}).optional().describe("Attempts, the first one included."),
	retriesTimeout: strictObject({
		timeout: duration("seconds").prefault(60).describe("No new attempt begins after this."),
		sleep: duration("seconds").prefault(30).describe("Pause between two attempts.")
	}).optional().describe("Attempts until the time is over.")
}), ["retriesCount", "retriesTimeout"]);
function toRetries(parsed) {
	if (parsed.retriesCount) return {
		kind: "retriesCount",
		count: parsed.retriesCount.count,
		sleepMs: parsed.retriesCount.sleep
	};
	const { timeout, sleep } = parsed.retriesTimeout ?? {
		timeout: 6e4,
		sleep: 3e4
	};
	return {
		kind: "retriesTimeout",
		timeoutMs: timeout,
		sleepMs: sleep
	};
}
// src/scenario/language/steps/alert-manager-action.ts
const apiUrl = () => string().refine((value) => /^https?:\/\/[^/]/.test(value) && URL.canParse(value), "the URL of its API, such as http://localhost:9093/api/v2").describe("Of its API, version 2.").meta({ examples: ["http://localhost:9093/api/v2"] });
const itemSchema = exactlyOne(strictObject({
	mute: orDefaults(strictObject({
		duration: duration("seconds", 1e3).prefault(900).describe("When the silence ends by itself."),
		autoUnmute: boolean().default(true).describe("Remove it after the steps.")
	})).optional().describe("Silence every alert."),
	unmute: orDefaults(strictObject({})).optional().describe("Remove the silences that this run has made so far.")
}), ["mute", "unmute"]);
/** Silences for the time of an experiment. */
const alertManagerActionSchema = strictObject({
	targets: array(strictObject({ url: apiUrl() }, mapLike("{ url: http://localhost:9093/api/v2 }"))).describe("The APIs of the Alertmanagers."),
	actions: array(itemSchema).describe("What is done to each, one after another."),
	proxies: strictObject({
		http: string().default("").describe("For http URLs."),
		https: string().default("").describe("For https URLs.")
	}, mapLike("{ http: \"\" }")).prefault({}).describe("Proxies for these requests; empty: none. The environment's are ignored."),
	insecure: boolean().default(false).describe("Accept any TLS certificate."),
	retries: retriesSchema.optional().describe("How often a failed attempt is made again.")
}).describe("Silence the alerts of Alertmanagers while the steps run.");
function toAlertManagerStep(parsed, step) {
	const inside = step.at("alertManagerAction");
	const { proxies, insecure } = parsed;
	return {
		kind: "alertManagerAction",
		at: step.position,
		targets: parsed.targets.map(({ url }, index) => ({
			at: inside.at("targets", index).position,
			url
		})),
		actions: parsed.actions.map((action, index) => toItem(action, inside.at("actions", index))),
		proxies,
		insecure,
		retries: parsed.retries && toRetries(parsed.retries)
	};
}
function toItem({ mute }, cursor) {
	const at = cursor.position;
	return mute ? {
		kind: "mute",
		at,
		durationMs: mute.duration,
		autoUnmute: mute.autoUnmute
	} : {
		kind: "unmute",
		at
	};
}
// src/scenario/language/nodes/command.ts
const expected$1 = "a program and its arguments, as a list such as [systemctl, restart, containerd]";
/** What a shell would take for more than a word. */
const shellSyntax = /[|&;<>()$`\\"'*?[\]{}#~!\n=%]/;
/** A command as argv. A line (PowerfulSeal's form) is split at its spaces, unless a shell would read more into it. */
const commandSchema = () => union([array(text()).min(1), string()], { error: expected$1 }).transform((value, context) => {
	if (typeof value !== "string") return value;
	const words = value.split(/\s+/).filter((word) => word !== "");
	if (words.length > 0 && !shellSyntax.test(value)) return words;
	context.addIssue({
		code: "custom",
		message: words.length === 0 ? expected$1 : `a list, because there is no shell: ${listForm(value)}`
	});
	return NEVER;
});
function listForm(line) {
	return JSON.stringify([
		"sh",
		"-c",
		line
	]);
}
// src/scenario/language/steps/seccomp.ts
/** A seccomp profile of the clone's containers. */
const seccompSchema = strictObject({
	syscalls: array(string().regex(/^[a-z_][a-z0-9_]*$/, "the name of a system call, such as `connect`")).min(1).describe("System calls that fail in the containers of the clone.").meta({ examples: [["connect"]] }),
	errno: _enum(Object.keys(linuxErrors)).default("EPERM").describe("The error that they return."),
	proof: commandSchema().optional().describe("A program that makes such a call, with its arguments, run in the first container: it has to end with 0 in a pod of the source, and with another code in every pod of the clone.")
}, mapLike("{ syscalls: [connect], errno: ECONNREFUSED }"));
function toSeccomp({ syscalls, errno, proof }, { position: at }) {
	return {
		kind: "seccomp",
		at,
		syscalls,
		errno,
		proof
	};
}
// src/scenario/language/steps/toxiproxy.ts
/** Where a proxy listens or leads to: `0.0.0.0:2222`. */
const address = () => string().regex(/^\S*:\d{1,5}$/, "an address such as 0.0.0.0:2222");
const name = () => string().regex(/^[^\s/]+$/, "a name without spaces and slashes");
/** The toxiproxy mutation of a clone. What only PowerfulSeal's way of setting it up needs is read and not used. */
const toxiproxySchema = strictObject({
	imageToxiproxy: text().default("ghcr.io/shopify/toxiproxy:2.12.0").describe("An image that starts the server. It is set up by its HTTP API."),
	proxies: array(strictObject({
		name: name().describe("For `targetProxy`.").meta({ examples: ["store"] }),
		listen: address().describe("Where it listens in the pod.").meta({ examples: ["0.0.0.0:2222"] }),
		upstream: address().describe("Where it leads to.").meta({ examples: ["store.shop:6379"] })
	})).default([]).describe("Proxies besides the one that every port of a container gets (`auto8080`)."),
	toxics: array(strictObject({
		targetProxy: union([name(), wholeNumber().transform(String)], { error: "the name of a proxy, or a port" }).describe("A proxy's name, or the number of a container's port.").meta({ examples: ["auto8080"] }),
		toxicType: name().describe("As Toxiproxy names it.").meta({ examples: ["latency"] }),
		toxicAttributes: array(strictObject({
			name: name().describe("As Toxiproxy names it.").meta({ examples: ["latency"] }),
			value: number$1().describe("In its unit.").meta({ examples: [250] })
		})).default([]).describe("How strong it is.")
	}, mapLike("{ targetProxy: auto8080, toxicType: latency }"))).default([]).describe("What the proxies do to the connections."),
	user: wholeNumber().min(0).optional().describe("Not needed here: nothing is set up from inside of the pods.").meta({ examples: [0] }).meta({ examples: [0] }),
	imageIptables: string().optional().describe("Not needed here: connections are redirected from the node.").meta({ examples: ["gaiadocker/iproute2:latest"] }),
	toxiproxyCli: string().optional().describe("Not needed here: Toxiproxy is set up by its HTTP API.").meta({ examples: ["/go/bin/toxiproxy-cli"] })
}, mapLike("{ toxics: [ { targetProxy: auto8080, toxicType: latency } ] }"));
function toToxiproxy(parsed, cursor) {
	const inside = cursor.at("toxiproxy");
	return {
		kind: "toxiproxy",
		at: cursor.position,
		image: parsed.imageToxiproxy,
		proxies: parsed.proxies,
		toxics: parsed.toxics.map(({ targetProxy, toxicType, toxicAttributes }, index) => ({
			at: inside.at("toxics", index).position,
			targetProxy,
			type: toxicType,
			attributes: Object.fromEntries(toxicAttributes.map((attribute) => [attribute.name, attribute.value]))
		}))
	};
}
// src/scenario/language/steps/clone.ts
const serviceSchema = () => strictObject({
	name: objectName(),
	namespace: namespaceName()
}, mapLike("{ name: front, namespace: shop }"));
const labelSchema = exactlyOne(strictObject({
	service: serviceSchema().optional().describe("Forget the labels so far and take the selector of this Service."),
	label: strictObject({
		key: text().describe("Of the label.").meta({ examples: ["tier"] }),
		value: string().describe("Of the label.").meta({ examples: ["canary"] })
	}, mapLike("{ key: tier, value: canary }")).optional().describe("Add or change a label.")
}), ["service", "label"]);
const mutationSchema = exactlyOne(strictObject({
	environment: strictObject({
		name: string().regex(/^[^=\u0000]+$/, "the name of an environment variable").describe("Of the variable.").meta({ examples: ["FEATURE"] }),
		value: string().describe("Of the variable.").meta({ examples: ["off"] })
	}, mapLike("{ name: FEATURE, value: \"off\" }")).optional().describe("A variable in every container."),
	tc: strictObject({
		command: array(string()).describe("Program and arguments; there is no shell unless you name one."),
		args: array(string()).default([]).describe("More arguments."),
		user: wholeNumber().min(0).default(0).describe("Numeric user to run it as."),
		image: text().default("gaiadocker/iproute2:latest").describe("An image that has the program.")
	}, mapLike("{ command: [tc], args: [qdisc, add, dev, eth0, root, netem, delay, 200ms] }")).optional().describe("Run a program such as tc in the pods' network before their containers start, with NET_ADMIN."),
	toxiproxy: toxiproxySchema.optional().describe("Toxiproxy before every port of the containers."),
	seccomp: seccompSchema.optional().describe("A seccomp profile on the containers: some of their system calls fail.")
}), [
	"environment",
	"tc",
	"toxiproxy",
	"seccomp"
]);
/** A changed copy of a Deployment beside it. */
const cloneSchema = strictObject({
	source: strictObject({ deployment: strictObject({
		name: objectName(),
		namespace: namespaceName()
	}).describe("The Deployment, by name.") }, mapLike("{ deployment: { name: front, namespace: shop } }")).describe("The Deployment to copy; the copy is called as it is, with -chaos behind."),
	replicas: number$1().min(1).max(1e3).transform(Math.ceil).default(1).describe("Pods of the copy.").meta({ examples: [2] }),
	labels: array(labelSchema).default([]).describe("Changes of the copied labels, one after another. `chaos=true` is always added."),
	mutations: array(mutationSchema).default([]).describe("What is different in the copy."),
	servicesToRetarget: array(strictObject({ service: serviceSchema().describe("The Service, by name.") }, mapLike("{ service: { name: front, namespace: shop } }"))).default([]).describe("Services that reach the copy alone while it is there. Without it, those that select its labels reach both."),
	readyWithin: duration("seconds", 1).prefault("60s").describe("Until the copy's pods have to be ready.")
}).describe("Run a changed copy of a Deployment until the steps are over.");
function toCloneStep(parsed, step) {
	const inside = step.at("clone");
	return {
		kind: "clone",
		at: step.position,
		source: parsed.source.deployment,
		replicas: parsed.replicas,
		labels: parsed.labels.map((label, index) => toLabel(label, inside.at("labels", index))),
		mutations: parsed.mutations.map((mutation, index) => toMutation(mutation, inside.at("mutations", index))),
		servicesToRetarget: parsed.servicesToRetarget.map(({ service }, index) => ({
			...service,
			at: inside.at("servicesToRetarget", index).position
		})),
		readyWithinMs: parsed.readyWithin
	};
}
function toLabel({ service, label }, cursor) {
	if (service) return {
		kind: "service",
		at: cursor.position,
		...service
	};
	return {
		kind: "label",
		key: label?.key ?? "",
		value: label?.value ?? ""
	};
}
function toMutation(parsed, cursor) {
	const at = cursor.position;
	if (parsed.toxiproxy) return toToxiproxy(parsed.toxiproxy, cursor);
	if (parsed.seccomp) return toSeccomp(parsed.seccomp, cursor);
	if (parsed.tc) return {
		kind: "tc",
		at,
		...parsed.tc
	};
	return {
		kind: "environment",
		at,
		name: parsed.environment?.name ?? "",
		value: parsed.environment?.value ?? ""
	};
}
// src/scenario/language/steps/command-action.ts
const argv = () => tuple([text()], string(), { error: "a list: the program and its arguments, without a shell" });
/** A fault of the user's own. */
const commandActionSchema = strictObject({
	do: argv().describe("The program that puts the fault in place, and its arguments. No shell is involved.").meta({ examples: [["node", "break.js"]] }),
	undo: argv().optional().describe("Takes it back; may be run twice. Default: nothing has to be put back."),
	receipt: argv().optional().describe("Exit code 0 says that the fault is in place, another one that it is not. Without it nothing is proven. Asked again after `undo`: while it says 0, that has not put the fault back."),
	environment: record(string(), string()).default({}).describe("Variables added to their environment."),
	duration: duration("seconds", 1).optional().describe("Undone when it ends. Default: after the steps.")
}).describe("A fault of your own: programs of this machine.");
function toCommandActionStep({ duration: durationMs, ...rest }, step) {
	return {
		kind: "commandAction",
		at: step.position,
		...rest,
		durationMs
	};
}
// src/scenario/language/steps/control-plane-action.ts
const faults$1 = {
	stop: orDefaults(strictObject({})).optional().describe("Stop it: a static pod by its manifest, CoreDNS by its replicas, kube-proxy by its node selector."),
	slow: strictObject({ cpu: number$1().min(.01).max(1).describe("So much of one processor is left to it.") }).optional().describe("Slow it down.")
};
/** Stops or slows a part of the cluster itself. */
const controlPlaneActionSchema = exactlyOne(strictObject({
	component: _enum(controlPlaneComponents),
	...faults$1,
	duration: duration("seconds", 1).optional().describe("Undone when it ends. Default: after the steps.")
}), Object.keys(faults$1)).describe("Stop or slow a part of the cluster itself.");
function toControlPlaneActionStep({ component, slow, duration: durationMs }, step) {
	return {
		kind: "controlPlaneAction",
		at: step.position,
		component,
		fault: slow ? {
			kind: "slow",
			...slow
		} : { kind: "stop" },
		durationMs
	};
}
// src/scenario/language/bit-rate.ts
const unitBits = {
	bit: 1,
	kbit: 1e3,
	mbit: 1e6,
	gbit: 1e9
};
const expected = "a rate such as 64kbit, 1mbit or 1.5gbit, at least 8kbit (bits a second)";
/** A rate as `tc` writes it; comes out in bits a second. Below 8 kbit not even a handshake gets through in time. */
function bitRate() {
	return string({ error: expected }).transform((text, context) => {
		const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(bit|kbit|mbit|gbit)$/i.exec(text.trim());
		const bits = match ? Number(match[1]) * (unitBits[match[2].toLowerCase()] ?? 0) : 0;
		if (bits >= 8e3 && bits <= 1e11) return Math.round(bits);
		context.addIssue({
			code: "custom",
			message: expected
		});
		return NEVER;
	});
}
// src/scenario/language/steps/dependency-action.ts
/** Another version with the same HTTP API will do. */
const defaultImage = "ghcr.io/shopify/toxiproxy:2.5.0";
const sweepStageMs = 1e4;
const after = (description) => orDefaults(strictObject({ after: duration("milliseconds").default(0).describe(description) })).optional();
const effects$1 = {
	latency: strictObject({
		latency: duration("milliseconds", 1),
		jitter: duration("milliseconds").default(0).describe("Spread evenly over latency ± jitter.")
	}).refine(({ latency, jitter }) => jitter <= latency, { message: "a jitter no longer than the latency" }).optional().describe("Answers are this late."),
	sweep: array(duration("milliseconds")).min(2).max(20).refine((list) => new Set(list).size === list.length, { message: "latencies that differ" }).optional().describe("Latencies one after another, each for `duration` (default 10s): for the slope of the amplification.").meta({ examples: [[
		"0ms",
		"1ms",
		"10ms",
		"100ms"
	]] }),
	reset: after("So long after they were opened.").describe("Connections are reset."),
	timeout: after("Then connections are closed. Default: never.").describe("Nothing is answered any more."),
	slicer: strictObject({
		size: wholeNumber().min(1).describe("Bytes of a piece."),
		delay: duration("milliseconds", 1).describe("Between two pieces.")
	}).optional().describe("Answers come in small pieces."),
	bandwidth: bitRate().optional().describe("No more bits a second than this, for each connection.")
};
/** Disturbs what a Service answers. */
const dependencyActionSchema = exactlyOne(strictObject({
	service: strictObject({
		name: objectName(),
		namespace: namespaceName(),
		port: port().default(80)
	}).describe("The dependency."),
	...effects$1,
	toxicity: number$1().gt(0).max(1).default(1).describe("The share of the connections that it meets."),
	image: text().default(defaultImage).describe("Of Toxiproxy."),
	duration: duration("seconds", 1).optional().describe("Taken back when it ends. Default: after the steps.")
}), Object.keys(effects$1)).describe("Disturb what a Service answers, by a proxy put before it: latency, reset, timeout, slicer, bandwidth.");
function toDependencyActionStep(parsed, step) {
	return {
		kind: "dependencyAction",
		at: step.position,
		service: parsed.service,
		effects: toEffects(parsed),
		toxicity: parsed.toxicity,
		image: parsed.image,
		durationMs: parsed.duration ?? (parsed.sweep ? sweepStageMs : void 0)
	};
}
function toEffects(parsed) {
	const { latency, sweep, reset, timeout, slicer, bandwidth } = parsed;
	if (sweep) return sweep.map((delayMs) => ({
		kind: "latency",
		delayMs,
		jitterMs: 0
	}));
	if (latency) return [{
		kind: "latency",
		delayMs: latency.latency,
		jitterMs: latency.jitter
	}];
	if (timeout) return [{
		kind: "timeout",
		afterMs: timeout.after
	}];
	if (slicer) return [{
		kind: "slicer",
		bytes: slicer.size,
		delayMs: slicer.delay
	}];
	if (bandwidth !== void 0) return [{
		kind: "bandwidth",
		bitsPerSecond: bandwidth
	}];
	return [{
		kind: "reset",
		afterMs: reset?.after ?? 0
	}];
}
// src/scenario/language/steps/kubectl.ts
/** Applies or deletes objects with kubectl. */
const kubectlSchema = strictObject({
	action: _enum(["apply", "delete"]).describe("What is done with the payload."),
	payload: string().describe("The manifests, on standard input of kubectl."),
	autoDelete: boolean().default(true).describe("Delete at the end of the scenario what was applied; what was there before is written back as it was."),
	proxy: string().default("").describe("Proxy for kubectl; empty: none, whatever the environment says."),
	kubectlBinary: text().default("kubectl").describe("Name or path of kubectl.")
}).describe("Run `kubectl apply` or `kubectl delete` on a payload.");
function toKubectlStep(parsed, step) {
	return {
		kind: "kubectl",
		at: step.position,
		...parsed
	};
}
// src/scenario/language/pods/filter.ts
const weekdays = [
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday",
	"sunday"
];
const timeOfDay = () => strictObject({
	hour: wholeNumber().min(0).max(23),
	minute: wholeNumber().min(0).max(59),
	second: wholeNumber().min(0).max(59)
}, mapLike("{ hour: 10, minute: 0, second: 0 }")).meta({ examples: [{
	hour: 10,
	minute: 0,
	second: 0
}] });
/** A pattern that is matched as a prefix, ignoring case. */
const prefix = () => string().refine(isPrefix, "a regular expression");
function isPrefix(value) {
	try {
		prefixPattern(value);
		return true;
	} catch {
		return false;
	}
}
/** What has a property: a match of nodes, and a filter of everything. */
function propertySchema(names) {
	return strictObject({
		name: _enum(names),
		value: union([prefix(), array(prefix()).min(1)], { error: "a regular expression, or a list of them" }).describe("Regular expression that the beginning has to match, ignoring case; of a list, one."),
		negative: boolean().default(false).describe("Keep those that do not match.")
	});
}
/** The filters that know nothing of what they choose from. */
const commonFilters = {
	dayTime: strictObject({
		onlyDays: array(_enum(weekdays)).describe("Empty: any day."),
		startTime: timeOfDay(),
		endTime: timeOfDay()
	}).optional().describe("All pods at these times (local, both ends included), none at others."),
	randomSample: strictObject({
		size: number$1().min(1).transform(Math.floor).optional().describe("So many pods; all of them when there are fewer. Wins over `ratio`."),
		ratio: number$1().min(0).max(1).optional().describe("This share of the pods, rounded down, but at least one: 0.3 of 3 pods is 1.")
	}).optional().describe("Some pods, chosen by the seed; without `size` and `ratio` none."),
	probability: probability().optional().describe("All pods with this probability, else none.")
};
const filterKeys = [
	"property",
	"dayTime",
	"randomSample",
	"probability"
];
/** One of `filters:` of a podAction, applied in the order of the file. */
const podFilterSchema = exactlyOne(strictObject({
	property: propertySchema(["name", "state"]).optional().describe("By a pod's name or state (its phase, `Terminating`, or what its containers wait for)."),
	...commonFilters
}), filterKeys);
/** One of `filters:` of a nodeAction. */
const nodeFilterSchema = exactlyOne(strictObject({
	property: propertySchema(nodeProperties).optional().describe("By name, address, group (the value of any label), zone or state (UP, DOWN, UNKNOWN)."),
	...commonFilters
}), filterKeys);
function toPodFilter(parsed, cursor) {
	if (parsed.property) return {
		kind: "property",
		at: cursor.position,
		...parsed.property
	};
	return toCommonFilter(parsed, cursor);
}
function toNodeFilter(parsed, cursor) {
	if (parsed.property) return {
		kind: "property",
		at: cursor.position,
		...parsed.property
	};
	return toCommonFilter(parsed, cursor);
}
function toCommonFilter(parsed, cursor) {
	const at = cursor.position;
	if (parsed.randomSample) return {
		kind: "randomSample",
		at,
		...parsed.randomSample
	};
	if (parsed.dayTime) {
		const { onlyDays, startTime, endTime } = parsed.dayTime;
		return {
			kind: "dayTime",
			at,
			onlyDays,
			startSecond: secondOfDay(startTime),
			endSecond: secondOfDay(endTime)
		};
	}
	return {
		kind: "probability",
		at,
		probability: parsed.probability ?? 1
	};
}
function secondOfDay(time) {
	return time.hour * 3600 + time.minute * 60 + time.second;
}
// src/scenario/language/pods/match.ts
const namespacePattern = () => string().refine(isNamespacePattern, "a namespace, a comma-separated list of them, `*` for all, or a pattern such as `team-*` or `team-(a|b).*`").describe("A namespace, a comma-separated list, `*` (or empty) for all, or a pattern with `*`, matched as a whole: `*` stands for any characters, unless it is part of a regular expression.").meta({ examples: ["shop", "team-*"] });
const labelSelector = () => string().refine((selector) => parseLabelSelector(selector) !== void 0, "a label selector such as `app=web,tier!=cache` or `env in (dev,test)`").describe("A label selector as kubectl takes it; empty selects every pod.").meta({ examples: ["app=web"] });
/** One of `matches:`; their union is the set that the filters start from. */
const podMatchSchema = exactlyOne(strictObject({
	namespace: namespacePattern().optional().describe("Every pod of a namespace."),
	deployment: strictObject({
		name: objectName(),
		namespace: namespacePattern()
	}).optional().describe("The pods of a Deployment."),
	labels: strictObject({
		selector: labelSelector(),
		namespace: namespacePattern()
	}).optional().describe("The pods with these labels."),
	sealLabels: strictObject({ namespace: namespacePattern() }).optional().describe("The pods that opted in by PowerfulSeal's labels or annotations: seal/enabled, at the times of seal/days, seal/start-time and seal/end-time, with seal/kill-probability.")
}), [
	"namespace",
	"deployment",
	"labels",
	"sealLabels"
]);
function toPodMatch(parsed, at) {
	if (parsed.deployment) return {
		kind: "deployment",
		at: at.position,
		...parsed.deployment
	};
	if (parsed.labels) return {
		kind: "labels",
		at: at.position,
		...parsed.labels
	};
	if (parsed.sealLabels) return {
		kind: "sealLabels",
		at: at.position,
		...parsed.sealLabels
	};
	return {
		kind: "namespace",
		at: at.position,
		namespace: parsed.namespace ?? ""
	};
}
// src/scenario/language/steps/network-action.ts
/** Less than this cannot be told from none by as many connections as a receipt may make. */
const leastLoss = .01;
const lossExpected = "a share of the packets from 1% to 100%, such as 10% or 0.1";
const loss = () => union([number$1(), string()], { error: lossExpected }).transform((value, context) => {
	const share = parseShare(String(value));
	if (share !== void 0 && share >= leastLoss) return share;
	context.addIssue({
		code: "custom",
		message: lossExpected
	});
	return NEVER;
});
const effects = {
	delay: strictObject({
		latency: duration("milliseconds", 1).describe("Added to each packet."),
		jitter: duration("milliseconds").default(0).describe("Spread evenly over latency ± jitter.")
	}).refine(({ latency, jitter }) => jitter <= latency, { message: "a jitter no longer than the latency" }).optional().describe("Packets are late."),
	loss: loss().optional().describe("This share of the packets is lost."),
	rate: bitRate().optional().describe("No more bits a second than this."),
	partition: orDefaults(strictObject({})).optional().describe("Every packet is dropped: connections hang."),
	refuse: orDefaults(strictObject({})).optional().describe("Connections are reset."),
	dns: exactlyOne(strictObject({
		fail: orDefaults(strictObject({})).optional().describe("Looking a name up fails at once."),
		delay: duration("milliseconds", 1).optional().describe("Looking a name up takes this much longer.")
	}), ["fail", "delay"]).optional().describe("Names of the cluster and of the world cannot be looked up, or only slowly.")
};
const peers = () => exactlyOne(strictObject({
	matches: array(podMatchSchema).min(1).optional().describe("Pods, found as by `matches` of the step."),
	services: array(strictObject({
		name: objectName(),
		namespace: namespaceName()
	})).min(1).optional().describe("What is behind Services.")
}), ["matches", "services"]);
/** Chooses pods and disturbs their network. */
const networkActionSchema = exactlyOne(strictObject({
	matches: array(podMatchSchema).min(1).describe("The pods to start from: the union of these."),
	filters: array(podFilterSchema).default([]).describe("What leaves some of them out, one after another."),
	...effects,
	direction: _enum([
		"ingress",
		"egress",
		"both"
	]).optional().describe("What leaves the pods (egress), what arrives at them (ingress), or both. Default: both for partition and refuse; else egress, so that a round trip takes the latency once."),
	peers: peers().optional().describe("With whom the traffic is. Default: everybody."),
	port: port().optional().describe("The server's port of a connection. Default: every port."),
	duration: duration("seconds", 1).optional().describe("Taken back when it ends. Default: after the steps.")
}).superRefine((value, context) => {
	if (!Object.hasOwn(value, "dns")) return;
	for (const key of [
		"direction",
		"peers",
		"port"
	].filter((name) => Object.hasOwn(value, name))) context.addIssue({
		code: "custom",
		path: [key],
		message: "none beside `dns`, which is on every name that the pods look up",
		params: {
			found: `\`${key}\``,
			atKey: true
		}
	});
}, { when: isKnownMap }), Object.keys(effects)).describe("Choose pods and disturb their network: delay, loss, rate, partition, refuse, DNS.");
function toNetworkActionStep(parsed, step) {
	const inside = step.at("networkAction");
	const effect = toEffect(parsed);
	const cuts = effect.kind === "partition" || effect.kind === "refuse";
	return {
		kind: "networkAction",
		at: step.position,
		matches: parsed.matches.map((match, index) => toPodMatch(match, inside.at("matches", index))),
		filters: parsed.filters.map((filter, index) => toPodFilter(filter, inside.at("filters", index))),
		effect,
		direction: parsed.direction ?? (cuts ? "both" : "egress"),
		peers: toPeers(parsed.peers, inside.at("peers")),
		port: parsed.port,
		durationMs: parsed.duration
	};
}
function toEffect(parsed) {
	if (parsed.delay) return {
		kind: "delay",
		delayMs: parsed.delay.latency,
		jitterMs: parsed.delay.jitter
	};
	if (parsed.loss !== void 0) return {
		kind: "loss",
		share: parsed.loss
	};
	if (parsed.rate !== void 0) return {
		kind: "rate",
		bitsPerSecond: parsed.rate
	};
	if (parsed.partition) return { kind: "partition" };
	if (parsed.dns?.delay !== void 0) return {
		kind: "dnsDelay",
		delayMs: parsed.dns.delay
	};
	return parsed.dns ? { kind: "dnsFailure" } : { kind: "refuse" };
}
function toPeers(parsed, at) {
	if (parsed?.services) return {
		kind: "services",
		services: parsed.services
	};
	if (!parsed?.matches) return { kind: "everybody" };
	return {
		kind: "pods",
		matches: parsed.matches.map((match, index) => toPodMatch(match, at.at("matches", index)))
	};
}
// src/scenario/language/wait.ts
/** A pause, as a step or between the actions of one. */
const waitSchema = exactlyOne(strictObject({
	seconds: number$1().min(0).max(604800).optional().describe("PowerfulSeal's way to say it."),
	for: duration("seconds").optional().describe("How long.").meta({ examples: ["5s"] })
}, mapLike("{ seconds: 5 }")), ["seconds", "for"]);
/** Its length in milliseconds. */
function waitMs(parsed) {
	return parsed.for ?? Math.round((parsed.seconds ?? 0) * 1e3);
}
// src/scenario/language/nodes/auto-restart.ts
/** Whether a node that was stopped is started again in the undo phase. */
const autoRestartSchema = () => boolean().default(true).describe("Start it again after the steps. Otherwise it stays down when the run is over.");
// src/scenario/language/byte-amount.ts
/** An amount of memory or storage as Kubernetes writes it; comes out in bytes. `least` is the smallest that makes sense: `1Mi`. */
function byteAmount(least) {
	const expected = `an amount of at least ${least}, such as \`64Mi\``;
	const leastBytes = parseQuantity(least) ?? 0;
	return string({ error: expected }).meta({ examples: ["64Mi"] }).transform((value, context) => {
		const parsed = parseQuantity(value);
		if (parsed !== void 0 && parsed >= leastBytes) return Math.floor(parsed);
		context.addIssue({
			code: "custom",
			message: expected
		});
		return NEVER;
	});
}
// src/scenario/language/nodes/limits.ts
/** What is left to a node: processors, memory, or both. */
const nodeLimitsSchema = () => strictObject({
	cpus: number$1().min(.01).max(1024).optional().describe("Processors that its machine may use; a fraction is a share of one.").meta({ examples: [.5] }),
	memory: byteAmount("64Mi").optional().describe("Memory that its machine may use, without swap. What is above is reclaimed, or killed.").meta({ examples: ["1Gi"] }),
	duration: duration("seconds", 1).optional().describe("Written back when it ends. Default: after the steps.")
}, mapLike("{ cpus: 0.5, memory: 1Gi, duration: 30s }")).superRefine((limits, context) => {
	if (limits.cpus !== void 0 || limits.memory !== void 0) return;
	context.addIssue({
		code: "custom",
		message: "`cpus`, `memory` or both",
		params: { found: "neither" }
	});
}, { when: isKnownMap }).meta({ anyOf: [{ required: ["cpus"] }, { required: ["memory"] }] });
function toNodeLimits({ cpus, memory, duration: durationMs }) {
	return {
		processors: cpus,
		memoryBytes: memory,
		durationMs
	};
}
// src/scenario/language/nodes/action.ts
const plain = () => orDefaults(strictObject({}));
/** One of `actions:`, on all of the chosen nodes, in the order of the file. */
const nodeActionItemSchema = exactlyOne(strictObject({
	stop: orDefaults(strictObject({
		autoRestart: autoRestartSchema(),
		force: boolean().default(true).describe("As a power cut; otherwise the node's own shutdown.")
	})).optional().describe("Switch the node off."),
	start: plain().optional().describe("Switch the node on again, and wait until it is Ready."),
	pause: plain().optional().describe("Freeze the node with all that runs on it: a hang. It goes on after the steps."),
	restartKubelet: plain().optional().describe("Restart the kubelet of the node; its pods go on."),
	stopKubelet: plain().optional().describe("Stop the kubelet of the node: its pods go on, and nobody tells the cluster. Started after the steps."),
	restartRuntime: plain().optional().describe("Restart the container runtime of the node."),
	execute: strictObject({ cmd: commandSchema().describe("Program and arguments; there is no shell.") }).optional().describe("Run a command on the node. Exit code 0 is a success; what it did is not put back."),
	cordon: plain().optional().describe("Let no new pods onto the node. Undone after the steps."),
	drain: orDefaults(strictObject({ timeout: duration("seconds").prefault(60).describe("Until the last pod has to be gone.") })).optional().describe("Cordon the node and evict its pods, as far as their PodDisruptionBudgets allow."),
	limits: nodeLimitsSchema().optional().describe("Leave the node's machine a share of processors and memory, by its container engine. Undone after the steps."),
	wait: waitSchema.optional().describe("Pause between two actions.")
}), [
	"stop",
	"start",
	"pause",
	"restartKubelet",
	"stopKubelet",
	"restartRuntime",
	"execute",
	"cordon",
	"drain",
	"limits",
	"wait"
]);
const plainKinds = [
	"start",
	"pause",
	"restartKubelet",
	"stopKubelet",
	"restartRuntime",
	"cordon"
];
function toNodeActionItem(parsed, cursor) {
	const at = cursor.position;
	if (parsed.stop) return {
		kind: "stop",
		at,
		...parsed.stop
	};
	if (parsed.execute) return {
		kind: "execute",
		at,
		command: parsed.execute.cmd
	};
	if (parsed.drain) return {
		kind: "drain",
		at,
		timeoutMs: parsed.drain.timeout
	};
	if (parsed.limits) return {
		kind: "limits",
		at,
		...toNodeLimits(parsed.limits)
	};
	const kind = plainKinds.find((each) => parsed[each] !== void 0);
	return kind ? {
		kind,
		at
	} : {
		kind: "wait",
		at,
		ms: waitMs(parsed.wait ?? {})
	};
}
// src/scenario/language/steps/node-action.ts
const nodeMatchSchema = exactlyOne(strictObject({ property: propertySchema(nodeProperties).optional().describe("By name, address, group (the value of any label), zone or state (UP, DOWN, UNKNOWN).") }), ["property"]);
/** Chooses nodes and acts on them. */
const nodeActionSchema = strictObject({
	matches: array(nodeMatchSchema).describe("The nodes to start from: the union of these."),
	filters: array(nodeFilterSchema).default([]).describe("What leaves some of them out, one after another."),
	actions: array(nodeActionItemSchema).describe("What is done to those that are left, one after another."),
	retries: retriesSchema.optional().describe("How often a failed attempt is made again.")
}).describe("Choose nodes and act on them.");
function toNodeActionStep(parsed, step) {
	const inside = step.at("nodeAction");
	return {
		kind: "nodeAction",
		at: step.position,
		matches: parsed.matches.flatMap(({ property }, index) => property ? [{
			kind: "property",
			at: inside.at("matches", index).position,
			...property
		}] : []),
		filters: parsed.filters.map((filter, index) => toNodeFilter(filter, inside.at("filters", index))),
		actions: parsed.actions.map((action, index) => toNodeActionItem(action, inside.at("actions", index))),
		retries: parsed.retries && toRetries(parsed.retries)
	};
}
// src/scenario/language/steps/object-action.ts
const entries = () => record(text(), string().nullable());
const quantity = () => string().regex(/^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/, "a quantity as Kubernetes writes it, such as `250m` or `64Mi`");
const container$1 = () => text().optional().describe("The container's name. Default: the first of the pod.");
const changes = {
	scale: strictObject({ replicas: wholeNumber().min(0) }).optional().describe("Set the number of replicas."),
	restart: orDefaults(strictObject({})).optional().describe("Roll the workload out anew, as `kubectl rollout restart` does. Nothing has to be put back."),
	labels: entries().optional().describe("Set labels of the object; null takes one away."),
	selector: entries().optional().describe("Change a Service's selector; null takes a key away."),
	data: entries().optional().describe("Change the data of a ConfigMap or a Secret (as plain text)."),
	image: strictObject({
		container: container$1(),
		image: text().describe("One that cannot be pulled, or another version.")
	}).optional().describe("Change a container's image, and roll it out."),
	limits: strictObject({
		container: container$1(),
		cpu: quantity().optional(),
		memory: quantity().optional()
	}).optional().describe("Change a container's limits (and its requests, where they are higher), and roll it out."),
	taint: strictObject({
		key: text(),
		value: string().default(""),
		effect: _enum([
			"NoSchedule",
			"PreferNoSchedule",
			"NoExecute"
		]).default("NoSchedule")
	}).optional().describe("Taint a node."),
	patch: record(string(), unknown()).optional().describe("A JSON merge patch: null takes a key away.")
};
/** Changes one object of the cluster. */
const objectActionSchema = exactlyOne(strictObject({
	object: strictObject({
		kind: text().describe("As kubectl takes it.").meta({ examples: ["Deployment"] }),
		name: objectName(),
		namespace: namespaceName().optional().describe("Default: `default`; for what has a namespace.")
	}).describe("What is changed."),
	...changes,
	duration: duration("seconds", 1).optional().describe("Written back when it ends. Default: after the steps.")
}), Object.keys(changes)).describe("Change an object of the cluster, and write it back as it was.");
function toObjectActionStep(parsed, step) {
	return {
		kind: "objectAction",
		at: step.position,
		object: parsed.object,
		change: toChange(parsed),
		durationMs: parsed.duration
	};
}
function toChange(parsed) {
	if (parsed.scale) return {
		kind: "scale",
		...parsed.scale
	};
	if (parsed.labels) return {
		kind: "labels",
		labels: parsed.labels
	};
	if (parsed.selector) return {
		kind: "selector",
		selector: parsed.selector
	};
	if (parsed.data) return {
		kind: "data",
		data: parsed.data
	};
	if (parsed.image) return {
		kind: "image",
		...parsed.image
	};
	if (parsed.limits) return {
		kind: "limits",
		...parsed.limits
	};
	if (parsed.taint) return {
		kind: "taint",
		...parsed.taint
	};
	if (parsed.patch) return {
		kind: "patch",
		patch: parsed.patch
	};
	return { kind: "restart" };
}
// src/scenario/language/pods/action.ts
/** One of `actions:`, on all of the chosen pods, in the order of the file. */
const podActionItemSchema = exactlyOne(strictObject({
	kill: orDefaults(strictObject({
		probability: probability().default(1).describe("Of each pod, to be killed at all."),
		force: boolean().optional().describe("PowerfulSeal's: true is `method: force` (the default), false is `delete`."),
		method: _enum([
			"delete",
			"evict",
			"force"
		]).optional().describe("`delete`: with its grace period. `evict`: only if its PodDisruptionBudget allows it. `force`: without one."),
		times: wholeNumber().min(1).max(1e3).default(1).describe("How often: then the pod in its place is killed, which counts as the same one."),
		interval: duration("seconds").prefault(0).describe("From one kill to the next.").meta({ examples: ["10s"] }),
		stagger: duration("seconds").prefault(0).describe("From one pod to the next; 0: all at once.").meta({ examples: ["2s"] })
	})).superRefine((kill, context) => {
		if (kill.force === void 0 || kill.method === void 0) return;
		context.addIssue({
			code: "custom",
			message: "none beside `method`",
			path: ["force"]
		});
	}).optional().describe("Delete the pods through the API."),
	killContainer: orDefaults(strictObject({
		container: text().optional().describe("The container's name. Default: the first of the pod."),
		signal: _enum([
			"SIGKILL",
			"SIGTERM",
			"SIGINT",
			"SIGHUP",
			"SIGQUIT",
			"SIGABRT",
			"SIGSEGV",
			"SIGBUS",
			"SIGUSR1",
			"SIGUSR2",
			"SIGSTOP",
			"SIGCONT"
		], { error: "a signal such as SIGKILL or SIGTERM" }).default("SIGKILL"),
		times: wholeNumber().min(1).max(1e3).default(1).describe("How often each one is killed."),
		interval: duration("seconds").prefault(0).describe("From one kill of a container to its next.").meta({ examples: ["1250ms"] }),
		stagger: duration("seconds").prefault(0).describe("From one pod to the next; 0: all at once.").meta({ examples: ["2s"] })
	})).optional().describe("Crash a container: signal its first process from the node, so that the kubelet restarts it in its pod."),
	stopHost: orDefaults(strictObject({ autoRestart: autoRestartSchema() })).optional().describe("Stop the nodes that the chosen pods run on."),
	checkPodCount: strictObject({ count: number$1().transform(Math.trunc) }).optional().describe("Fails unless exactly so many pods were chosen."),
	checkPodState: strictObject({ state: prefix().describe("Regular expression that the beginning of the state has to match.").meta({ examples: ["Running"] }) }).optional().describe("Fails unless every chosen pod is in this state."),
	wait: waitSchema.optional().describe("Pause between two actions.")
}), [
	"kill",
	"killContainer",
	"stopHost",
	"checkPodCount",
	"checkPodState",
	"wait"
]);
function toPodActionItem(parsed, cursor) {
	const at = cursor.position;
	if (parsed.kill) {
		const { force = true, method = force ? "force" : "delete", probability: share, times, interval, stagger } = parsed.kill;
		return {
			kind: "kill",
			at,
			probability: share,
			method,
			times,
			intervalMs: interval,
			staggerMs: stagger
		};
	}
	if (parsed.stopHost) return {
		kind: "stopHost",
		at,
		...parsed.stopHost
	};
	if (parsed.checkPodCount) return {
		kind: "checkPodCount",
		at,
		...parsed.checkPodCount
	};
	if (parsed.checkPodState) return {
		kind: "checkPodState",
		at,
		...parsed.checkPodState
	};
	if (parsed.killContainer) {
		const { interval, stagger, ...rest } = parsed.killContainer;
		return {
			kind: "killContainer",
			at,
			...rest,
			intervalMs: interval,
			staggerMs: stagger
		};
	}
	return {
		kind: "wait",
		at,
		ms: waitMs(parsed.wait ?? {})
	};
}
// src/scenario/language/steps/pod-action.ts
/** Chooses pods and acts on them. */
const podActionSchema = strictObject({
	matches: array(podMatchSchema).describe("The pods to start from: the union of these."),
	filters: array(podFilterSchema).default([]).describe("What leaves some of them out, one after another."),
	actions: array(podActionItemSchema).describe("What is done to those that are left, one after another."),
	retries: retriesSchema.optional().describe("How often a failed attempt is made again.")
}).describe("Choose pods and act on them.");
function toPodActionStep(parsed, step) {
	const inside = step.at("podAction");
	return {
		kind: "podAction",
		at: step.position,
		matches: parsed.matches.map((match, index) => toPodMatch(match, inside.at("matches", index))),
		filters: parsed.filters.map((filter, index) => toPodFilter(filter, inside.at("filters", index))),
		actions: parsed.actions.map((action, index) => toPodActionItem(action, inside.at("actions", index))),
		retries: parsed.retries && toRetries(parsed.retries)
	};
}
// src/scenario/language/steps/probe-http.ts
/** PowerfulSeal's probe: requests one after another, after the step before has ended. */
const probeHttpStepSchema = strictObject({
	...httpRequest,
	count: number$1().min(1).transform(Math.ceil).default(1).describe("How many requests, one after another."),
	retries: number$1().min(1).transform(Math.ceil).optional().describe("Attempts of each request before the step fails. Default: 3."),
	delay: duration("milliseconds").prefault(100).describe("Pause between two attempts.")
}).describe("Send requests, and fail unless each is answered as expected.");
function toProbeHttpStep(parsed, step) {
	const { count, retries, delay, ...request } = parsed;
	return {
		kind: "probeHTTP",
		at: step.position,
		probe: toHttpProbe({
			...request,
			every: delay
		}),
		count,
		retries,
		delayMs: delay
	};
}
// src/scenario/language/pods/choice.ts
/** The keys of steps that choose pods as a podAction does. */
const podChoice = {
	matches: array(podMatchSchema).min(1).describe("The pods to start from: the union of these."),
	filters: array(podFilterSchema).default([]).describe("What leaves some of them out, one after another.")
};
function toPodChoice(parsed, inside) {
	return {
		matches: parsed.matches.map((match, index) => toPodMatch(match, inside.at("matches", index))),
		filters: parsed.filters.map((filter, index) => toPodFilter(filter, inside.at("filters", index)))
	};
}
// src/scenario/language/steps/process-action.ts
const { endpoint, method, headers, body, code } = httpRequest;
const request = {
	endpoint,
	method,
	headers,
	body
};
const switchSchema = () => strictObject({
	...request,
	method: method.default("post")
});
const faults = {
	pause: orDefaults(strictObject({ container: text().optional().describe("The container's name. Default: all of the pod.") })).optional().describe("Freeze every process of the container: connections are accepted and never answered."),
	syscall: strictObject({
		inject: string().regex(/^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$/, "the name of a system call, or several with commas").describe("The system calls that fail.").meta({ examples: ["close"] }),
		errno: string().regex(/^E[A-Z0-9]{1,15}$/, "the name of an error, such as EIO").meta({ examples: ["EIO"] }),
		when: string().regex(/^\d{1,5}(\.\.\d{1,5})?(\+\d{0,5})?$/, "which calls, as strace takes it, such as `1+2` or `3..5`").optional().describe("Which of the calls: `1+2` is the first and every second from there. Default: all.").meta({ examples: ["1+2"] }),
		container: text().optional().describe("The container's name. Default: the first of the pod.")
	}).optional().describe("Make system calls fail. Needs strace on the node."),
	http: exactlyOne(strictObject({
		service: serviceSchema$1.optional().describe("Send the requests to this Service, once."),
		port: port().optional().describe("Send the requests to this port of each chosen pod."),
		on: switchSchema().describe("Turns the fault on."),
		off: switchSchema().describe("Turns it off."),
		proof: strictObject({
			...request,
			code,
			expect: strictObject({ bodyContains: text() }).optional()
		}).describe("Is answered so only while the fault is on.")
	}), ["service", "port"]).optional().describe("A fault that the app offers itself: chaos endpoints, Spring Boot Chaos Monkey, feature flags.")
};
/** Disturbs the processes of pods without ending them. */
const processActionSchema = exactlyOne(strictObject({
	...podChoice,
	...faults,
	duration: duration("seconds", 1).optional().describe("Undone when it ends. Default: after the steps.")
}), Object.keys(faults)).describe("Disturb the processes of pods without ending them.");
function toProcessActionStep(parsed, step) {
	return {
		kind: "processAction",
		at: step.position,
		...toPodChoice(parsed, step.at("processAction")),
		fault: toFault(parsed),
		durationMs: parsed.duration
	};
}
function toFault({ http, syscall, pause }) {
	if (syscall) return {
		kind: "syscall",
		...syscall
	};
	if (!http) return {
		kind: "pause",
		...pause
	};
	const { service, port: number = 0, on, off, proof } = http;
	return {
		kind: "http",
		target: service ? { service } : { port: number },
		on: toRequest(on),
		off: toRequest(off),
		proof: {
			...toRequest(proof),
			code: proof.code,
			bodyContains: proof.expect?.bodyContains
		}
	};
}
function toRequest(parsed) {
	return {
		endpoint: parsed.endpoint.startsWith("/") ? parsed.endpoint : `/${parsed.endpoint}`,
		method: parsed.method.toUpperCase(),
		headers: Object.fromEntries(parsed.headers.map(({ name, value }) => [name, value])),
		body: parsed.body
	};
}
// src/scenario/language/steps/stress-action.ts
const where = () => _enum(["beside", "inside"]).default("beside").describe("`beside`: a pod of the gate's on the target's node; `inside`: within the target's own limits.");
const container = () => text().optional().describe("The container's name, for `inside`. Default: the first.");
const bytes = () => byteAmount("1Mi");
const share = (most) => number$1().gt(0).max(most);
const loads = {
	cpu: strictObject({
		workers: number$1().gt(0).max(64).default(1).describe("Processors kept busy; a fraction keeps one busy for that share of the time."),
		where: where(),
		container: container()
	}).optional().describe("Keep processors busy."),
	memory: exactlyOne(strictObject({
		bytes: bytes().optional().describe("So much.").meta({ examples: ["64Mi"] }),
		share: share(1).optional().describe("So much of the container's limit is used up, for `inside`."),
		over: literal(true).optional().describe("More than the limit: an OOMKilled is expected. For `inside`."),
		where: where(),
		container: container()
	}), [
		"bytes",
		"share",
		"over"
	]).superRefine((memory, context) => {
		if (memory.where === "inside" || memory.bytes !== void 0) return;
		context.addIssue({
			code: "custom",
			message: "`inside`, or an amount in `bytes`",
			path: ["where"]
		});
	}).optional().describe("Use memory up."),
	disk: strictObject({
		volume: text().describe("An emptyDir of the pod that has a `sizeLimit`."),
		share: share(1).default(1).describe("So much of its size limit is used up.")
	}).optional().describe("Fill a volume that has a bound of its own."),
	io: strictObject({ file: bytes().prefault("16Mi").describe("The size of the file that is written over and over.") }).optional().describe("Write and sync beside the target, in a pod of the gate's on its node.")
};
/** Uses up something that the chosen pods need. */
const stressActionSchema = exactlyOne(strictObject({
	...podChoice,
	...loads,
	image: text().default("node:24-alpine").describe("Of the pod that makes load beside the target; it has to hold `node`."),
	duration: duration("seconds", 1).optional().describe("Undone when it ends. Default: after the steps.")
}), Object.keys(loads)).describe("Use up something that pods need.");
function toStressActionStep(parsed, step) {
	return {
		kind: "stressAction",
		at: step.position,
		...toPodChoice(parsed, step.at("stressAction")),
		load: toLoad(parsed),
		image: parsed.image,
		durationMs: parsed.duration
	};
}
function toLoad({ cpu, memory, disk, io }) {
	if (cpu) return {
		kind: "cpu",
		...cpu
	};
	if (disk) return {
		kind: "disk",
		...disk
	};
	if (io) return {
		kind: "io",
		fileBytes: io.file
	};
	const { bytes: amount, share: part, where: place = "beside", container: name } = memory ?? {};
	return {
		kind: "memory",
		where: place,
		container: name,
		amount: amount !== void 0 ? { bytes: amount } : part !== void 0 ? { share: part } : { over: true }
	};
}
// src/scenario/language/steps/wait.ts
/** A pause between two steps. */
const waitStepSchema = waitSchema.describe("Wait, while the probes of the steady state keep sampling.");
function toWaitStep(parsed, step) {
	return {
		kind: "wait",
		at: step.position,
		ms: waitMs(parsed)
	};
}
// src/scenario/language/steps/index.ts
const steps = {
	podAction: podActionSchema.optional(),
	nodeAction: nodeActionSchema.optional(),
	probeHTTP: probeHttpStepSchema.optional(),
	kubectl: kubectlSchema.optional(),
	wait: waitStepSchema.optional(),
	clone: cloneSchema.optional(),
	alertManagerAction: alertManagerActionSchema.optional(),
	objectAction: objectActionSchema.optional(),
	processAction: processActionSchema.optional(),
	stressAction: stressActionSchema.optional(),
	controlPlaneAction: controlPlaneActionSchema.optional(),
	commandAction: commandActionSchema.optional(),
	networkAction: networkActionSchema.optional(),
	dependencyAction: dependencyActionSchema.optional()
};
/** One of `steps:`, a map with the one key that names its kind. */
const stepSchema = exactlyOne(strictObject(steps), Object.keys(steps));
function toStep(parsed, at) {
	if (parsed.podAction) return toPodActionStep(parsed.podAction, at);
	if (parsed.nodeAction) return toNodeActionStep(parsed.nodeAction, at);
	if (parsed.probeHTTP) return toProbeHttpStep(parsed.probeHTTP, at);
	if (parsed.kubectl) return toKubectlStep(parsed.kubectl, at);
	if (parsed.clone) return toCloneStep(parsed.clone, at);
	if (parsed.alertManagerAction) return toAlertManagerStep(parsed.alertManagerAction, at);
	if (parsed.objectAction) return toObjectActionStep(parsed.objectAction, at);
	if (parsed.processAction) return toProcessActionStep(parsed.processAction, at);
	if (parsed.stressAction) return toStressActionStep(parsed.stressAction, at);
	if (parsed.controlPlaneAction) return toControlPlaneActionStep(parsed.controlPlaneAction, at);
	if (parsed.commandAction) return toCommandActionStep(parsed.commandAction, at);
	if (parsed.networkAction) return toNetworkActionStep(parsed.networkAction, at);
	if (parsed.dependencyAction) return toDependencyActionStep(parsed.dependencyAction, at);
	return toWaitStep(parsed.wait ?? {}, at);
}
/** The keys of a scenario, each on its own. */
const scenarioKeys = {
	name: string().min(3).max(80).describe("Names the experiment in every report."),
	foreach: foreachSchema.optional().describe("One scenario for each value of a variable (`foreach.NAME`); of several variables, one for each combination.").meta({ examples: [{ app: ["web", "api"] }] }),
	description: string().optional().describe("For readers of the file."),
	hypothesis: text().optional().describe("What is believed to stay true, in a sentence."),
	steadyState: array(steadyStateProbeSchema).min(1).optional().describe("What has to hold, sampled through all phases."),
	blastRadius: blastRadiusSchema.optional().describe("What may be touched at most."),
	baseline: strictObject({ for: duration("seconds", 1).prefault("3s").describe("At least this long.") }, mapLike("{ for: 3s }")).prefault({}).describe("Before the fault: the steady state has to hold, or nothing is injected."),
	method: strictObject({ for: duration("seconds").prefault(0).describe("At least this long, steps included.") }, mapLike("{ for: 10s }")).prefault({}).describe("The steps, while the probes keep sampling."),
	steps: array(stepSchema).optional().describe("What is done, one after another."),
	recovery: recoverySchema
};
/** One of `scenarios:`: a hypothesis on how the app behaves while the steps disturb it. */
const scenarioSchema = strictObject(scenarioKeys).superRefine((value, context) => {
	if (value.steps !== void 0 || value.steadyState !== void 0) return;
	context.addIssue({
		code: "custom",
		message: "at least one of them: there is nothing to try",
		params: { found: "neither `steps` nor `steadyState`" }
	});
}, { when: isKnownMap });
function toScenario(parsed, at) {
	const { name, description, hypothesis, steadyState = [], recovery } = parsed;
	return {
		name,
		at: at.position,
		description,
		hypothesis,
		steadyState: steadyState.map((probe, index) => toSteadyStateProbe(probe, at.at("steadyState", index))),
		blastRadius: parsed.blastRadius && toBlastRadius(parsed.blastRadius, at.at("blastRadius")),
		baselineMs: parsed.baseline.for,
		methodMs: parsed.method.for,
		recovery: toRecovery(recovery, at.at("recovery")),
		steps: (parsed.steps ?? []).map((step, index) => toStep(step, at.at("steps", index)))
	};
}
// src/scenario/language/defaults.ts
/** What a file may say once for all of its scenarios. */
const defaultsSchema = strictObject(scenarioKeys).pick({
	steadyState: true,
	blastRadius: true,
	baseline: true,
	method: true,
	recovery: true
}).partial();
const defaultKeys = Object.keys(defaultsSchema.shape);
// src/scenario/language/file.ts
/** A scenario file. The one source of the language: types, checks, defaults and the JSON Schema come from here. */
const fileSchema = strictObject({
	config: configSchema.optional().describe("How the scenarios are run."),
	cluster: clusterSchema.optional().describe("Where. A flag or an input wins over it."),
	app: appSchema.optional().describe("What is deployed, and waited for, before the first experiment."),
	defaults: defaultsSchema.optional().describe("For every scenario of this file that does not say otherwise: of maps key by key, of lists as a whole."),
	scenarios: array(scenarioSchema).describe("The experiments. Empty only where the cluster has some of its own.")
}).superRefine(({ config, scenarios }, context) => {
	if (!Array.isArray(scenarios) || scenarios.length > 0 || config?.scenariosFromCluster) return;
	context.addIssue({
		code: "custom",
		message: "at least one entry",
		path: ["scenarios"]
	});
}, { when: isKnownMap }).meta({ patternProperties: { "^x-": { description: "Anything, for anchors: `x-probe: &probe { … }`, used as `*probe`." } } });
// src/scenario/reuse/defaults.ts
/**
* A scenario with what `defaults:` says where it says nothing itself. Of two maps the keys are merged, the scenario's own
* win; a list of its own takes the place of the whole list.
*/
function withDefaults(scenario, defaults, places) {
	const given = defaultKeys.filter((key) => Object.hasOwn(defaults, key));
	if (given.length === 0) return scenario;
	const merged = mergeMaps(scenario, defaults, given, places);
	for (const key of given) {
		const own = scenario[key];
		const general = defaults[key];
		if (isPlainMap(own) && isPlainMap(general)) merged[key] = mergeMaps(own, general, Object.keys(general), places);
	}
	return merged;
}
function isPlainMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** A copy of `own` with those of the keys of `general` that it lacks, each with its place. */
function mergeMaps(own, general, keys, places) {
	const merged = Object.assign(Object.create(null), own);
	const entries = new Map(places.get(own)?.entries);
	for (const key of keys) {
		if (Object.hasOwn(own, key)) continue;
		merged[key] = general[key];
		const place = places.get(general)?.entries.get(key);
		if (place) entries.set(key, place);
	}
	places.set(merged, {
		start: places.get(own)?.start ?? 0,
		entries
	});
	return merged;
}
// src/scenario/reuse/expression.ts
/**
* The one form there is, besides its spaces: `${{ env.NAME }}`, `${{ env.NAME || 'text' }}`, `${{ foreach.name }}`.
* A quote inside the text is written twice, as in GitHub's expressions.
*/
const reference = /\$\{\{[ \t]*(?:env\.([A-Za-z_]\w*)(?:[ \t]*\|\|[ \t]*'((?:[^']|'')*)')?|foreach\.([A-Za-z_]\w*))[ \t]*\}\}/y;
/** What a message says was expected. */
const expressionExpected = `\${{ env.NAME }}, \${{ env.NAME || 'text' }} or \${{ foreach.NAME }}: values are put in, nothing is evaluated`;
function mayHoldExpression(text) {
	return text.includes("${{");
}
/** Takes a text apart at its expressions. */
function readPieces(text) {
	const pieces = [];
	let at = 0;
	while (at < text.length) {
		const start = text.indexOf("${{", at);
		if (start !== at) pieces.push({
			kind: "written",
			text: text.slice(at, start < 0 ? void 0 : start)
		});
		if (start < 0) break;
		reference.lastIndex = start;
		const match = reference.exec(text);
		if (match) {
			at = reference.lastIndex;
			pieces.push(referenceOf(match));
		} else {
			const close = text.indexOf("}}", start);
			at = close < 0 ? text.length : close + 2;
			pieces.push({
				kind: "malformed",
				text: text.slice(start, at)
			});
		}
	}
	return pieces;
}
function referenceOf([, variable = "", otherwise, each]) {
	if (each !== void 0) return {
		kind: "reference",
		source: "foreach",
		name: each
	};
	const text = otherwise?.replaceAll("''", "'");
	return {
		kind: "reference",
		source: "env",
		name: variable,
		...text !== void 0 && { otherwise: text }
	};
}
// src/scenario/reuse/foreach.ts
/** What a `foreach:` says; undefined when it cannot be read: then the schema says why. */
function foreachOf(value) {
	const parsed = foreachSchema.safeParse(value);
	return parsed.success ? parsed.data : void 0;
}
/** How many rounds there are: the product of the lists. */
function countRounds(foreach) {
	return Object.values(foreach).reduce((product, values) => product * values.length, 1);
}
/** Every combination, the last variable changing fastest. */
function roundsOf(foreach) {
	return Object.entries(foreach).reduce((rounds, [name, values]) => rounds.flatMap((round) => values.map((value) => ({
		...round,
		[name]: value
	}))), [{}]);
}
/** Gives scenarios that were made of one names of their own: those that came out alike are told apart by their values. */
function nameApart(made, rounds) {
	if (!(new Set(made.map(({ name }) => name)).size < made.length)) return;
	for (const [index, scenario] of made.entries()) if (typeof scenario.name === "string") scenario.name = `${scenario.name} (${Object.values(rounds[index] ?? {}).join(", ")})`;
}
// src/scenario/reuse/plain-scalar.ts
/** Numbers of YAML's core schema that are written as people write numbers (yaml.org/spec/1.2.2, 10.3.2). */
const number = /^[-+]?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?$/;
/** A text as YAML would read it without quotes, as far as numbers, true and false go; anything else stays text. */
function plainScalar(text) {
	if (/^(true|True|TRUE)$/.test(text)) return true;
	if (/^(false|False|FALSE)$/.test(text)) return false;
	return number.test(text) ? Number(text) : text;
}
// src/scenario/reuse/resolve-text.ts
/**
* Puts values in the place of the expressions of a text. An expression that is the whole of it becomes what YAML would
* read at its place (`8080` is a number). What is put in is not looked at again. The result has at most `room` characters.
*/
function resolveText(text, scope, room) {
	const messages = [];
	let open = false;
	const values = readPieces(text).map((piece) => {
		if (piece.kind === "written") return piece.text;
		if (piece.kind === "malformed") {
			messages.push(`found ${describeValue(piece.text)}, expected ${expressionExpected}`);
			return "";
		}
		const found = piece.source === "env" ? variable(piece, scope) : eachValue(piece, scope);
		if (typeof found !== "object") return found;
		if (found.problem === void 0) open = true;
		else messages.push(found.problem);
		return "";
	});
	if (messages.length > 0) return {
		kind: "problems",
		messages
	};
	if (open) return { kind: "open" };
	if (values.reduce((sum, value) => sum + String(value).length, 0) > room) return { kind: "too-long" };
	const joined = values.join("");
	const [only] = values;
	if (values.length !== 1 || only === void 0) return {
		kind: "value",
		value: joined,
		text: joined
	};
	return {
		kind: "value",
		value: typeof only === "string" ? plainScalar(only) : only,
		text: joined
	};
}
function variable({ name, otherwise }, { environment }) {
	const value = Object.hasOwn(environment, name) ? environment[name] : void 0;
	if (otherwise !== void 0) return value || otherwise;
	if (value !== void 0) return value;
	return { problem: `found no environment variable ${name}, expected it to be set, or a default: \${{ env.${name} || 'text' }}` };
}
function eachValue({ name }, { foreach }) {
	if (foreach === "elsewhere") return {};
	if (Object.hasOwn(foreach, name)) return foreach[name];
	const names = Object.keys(foreach);
	if (names.length === 0) return { problem: `found \`foreach.${name}\`, expected a \`foreach: { ${name}: […] }\` in this scenario` };
	const meant = nearest(name, names);
	return { problem: `found \`foreach.${name}\`${meant ? `; did you mean \`foreach.${meant}\`?` : `, expected one of ${names.map((each) => `foreach.${each}`).join(", ")}`}` };
}
// src/scenario/reuse/substitute.ts
function newSubstitutions() {
	return {
		problems: [],
		texts: /* @__PURE__ */ new WeakMap(),
		characters: 0
	};
}
/** A copy that knows its places, and what was put into it. */
function copyContainer(original, places, { texts }) {
	const copy = Array.isArray(original) ? [...original] : Object.assign(Object.create(null), original);
	const place = places.get(original);
	if (place) places.set(copy, place);
	texts.set(copy, new Map(texts.get(original)));
	return copy;
}
/**
* The value with its expressions replaced. What holds none is shared with the original, what is used twice stays one,
* copies know their places. What cannot be resolved stays as it is written, and is a problem.
*/
function substitute(value, scope, places, into) {
	const done = /* @__PURE__ */ new Map();
	function visit(here) {
		if (typeof here !== "object" || here === null) return here;
		const before = done.get(here);
		if (before !== void 0) return before;
		const result = copyIfChanged(here);
		done.set(here, result);
		return result;
	}
	function copyIfChanged(original) {
		let copy;
		for (const [key, entry] of Object.entries(original)) {
			if (mayHoldExpression(key)) refuseKey(original, key);
			const isExpression = typeof entry === "string" && mayHoldExpression(entry);
			const replaced = isExpression ? void 0 : visit(entry);
			if (!isExpression && replaced === entry) continue;
			copy ??= copyContainer(original, places, into);
			copy[key] = isExpression ? resolve(entry, original, copy, key) : replaced;
		}
		return copy ?? original;
	}
	function resolve(text, original, copy, key) {
		const resolved = resolveText(text, scope, limits.bytes - into.characters);
		const texts = into.texts.get(copy);
		if (resolved.kind === "value") {
			into.characters += resolved.text.length;
			texts?.set(key, resolved.text);
			return resolved.value;
		}
		const offset = places.get(original)?.entries.get(key)?.value ?? 0;
		if (resolved.kind === "too-long") report(offset, "found expressions that make more than 1 MiB, expected less");
		if (resolved.kind === "problems") for (const message of resolved.messages) report(offset, message);
		texts?.set(key, void 0);
		return text;
	}
	function refuseKey(original, key) {
		report(places.get(original)?.entries.get(key)?.key ?? 0, `found the key ${describeValue(key)}, expected a key as it is: expressions stand in values`);
	}
	function report(offset, message) {
		if (!into.problems.some((problem) => problem.offset === offset && problem.message === message) && into.problems.length < limits.problems) into.problems.push({
			offset,
			message
		});
	}
	return visit(value);
}
// src/scenario/reuse/scenarios.ts
/** The scenarios of a file with its defaults, each as often as its `foreach:` says, with their expressions replaced. */
function expandScenarios(written, defaults, environment, places, into) {
	const made = [];
	const entries = /* @__PURE__ */ new Map();
	const from = places.get(written);
	const sizes = /* @__PURE__ */ new Map();
	let size = 0;
	for (const [index, item] of written.entries()) {
		const place = from?.entries.get(String(index));
		const scenario = isPlainMap(item) ? withDefaults(item, defaults, places) : item;
		const foreach = isPlainMap(scenario) ? readForeach(scenario, environment, places, into) : void 0;
		size += sizeOf(scenario, sizes) * (foreach ? countRounds(foreach) : 1);
		if (size > limits.values) {
			const message = `found \`defaults\` and \`foreach\` that make more than ${limits.values} values, expected fewer`;
			into.problems.push({
				offset: place?.value ?? 0,
				message
			});
			made.push(substitute(item, {
				environment,
				foreach: "elsewhere"
			}, places, into));
			break;
		}
		const copies = isPlainMap(scenario) ? expandScenario(scenario, foreach, environment, places, into) : [scenario];
		for (const copy of copies) {
			if (place) entries.set(String(made.length), place);
			made.push(copy);
		}
	}
	places.set(made, {
		start: from?.start ?? 0,
		entries
	});
	return made;
}
/** The values of a `foreach:` may come from the environment. */
function readForeach(scenario, environment, places, into) {
	if (!Object.hasOwn(scenario, "foreach")) return void 0;
	return foreachOf(substitute(scenario.foreach, {
		environment,
		foreach: {}
	}, places, into));
}
function expandScenario(scenario, foreach, environment, places, into) {
	if (!foreach) return [substitute(scenario, {
		environment,
		foreach: Object.hasOwn(scenario, "foreach") ? "elsewhere" : {}
	}, places, into)];
	const rounds = roundsOf(foreach);
	const copies = rounds.map((round) => {
		const copy = copyContainer(scenario, places, into);
		delete copy.foreach;
		return substitute(copy, {
			environment,
			foreach: round
		}, places, into);
	});
	nameApart(copies, rounds);
	return copies;
}
/** How many values there are when what is used twice is counted twice. */
function sizeOf(value, known) {
	if (typeof value !== "object" || value === null) return 1;
	const before = known.get(value);
	if (before !== void 0) return before;
	const size = Object.values(value).reduce((sum, entry) => sum + sizeOf(entry, known), 1);
	known.set(value, size);
	return size;
}
// src/scenario/reuse/index.ts
/**
* Carries out what a file says about its own parts. Positions stay those of the user's text. Bounded: a file that would
* grow beyond the limits is a problem.
*/
function applyReuse(yaml, environment) {
	const into = newSubstitutions();
	if (!isPlainMap(yaml.value) || !needsReuse(yaml.value, yaml.text)) return {
		yaml,
		...into
	};
	const { scenarios, defaults } = yaml.value;
	const rest = copyContainer(yaml.value, yaml.places, into);
	for (const key of Object.keys(rest)) if (key === "scenarios" || isAnchorKey(key)) delete rest[key];
	const value = substitute(rest, {
		environment,
		foreach: "elsewhere"
	}, yaml.places, into);
	if (scenarios !== void 0) value.scenarios = Array.isArray(scenarios) ? expandScenarios(scenarios, isPlainMap(defaults) ? defaults : {}, environment, yaml.places, into) : scenarios;
	return {
		yaml: {
			...yaml,
			value
		},
		...into
	};
}
/** Keys of the file that hold anchors and nothing else, as Compose files have them. */
function isAnchorKey(key) {
	return key.startsWith("x-");
}
function needsReuse(value, text) {
	return mayHoldExpression(text) || /\bdefaults\b|\bforeach\b/.test(text) || Object.keys(value).some(isAnchorKey);
}
// src/scenario/yaml/flag-words.ts
const yes = /^(?:yes|Yes|YES|on|On|ON)$/;
const no = /^(?:no|No|NO|off|Off|OFF)$/;
/** What stands for true and false in YAML 1.1 besides them (yaml.org/type/bool.html; PyYAML leaves `y` and `n` out). */
const flagWordPattern = `${yes.source}|${no.source}`;
/** What such a word means; undefined of anything else. */
function flagOf(value) {
	if (typeof value !== "string") return void 0;
	if (yes.test(value)) return true;
	return no.test(value) ? false : void 0;
}
// src/scenario/parse-suite.ts
/**
* Parses a scenario file. Pure; every problem of the file at once, with positions in `file`. `environment` is what
* `${{ env.NAME }}` stands for.
*/
function parseSuite(text, file, environment = {}) {
	const read = readYaml(text, file);
	if (!read.ok) return read;
	const reused = applyReuse(read.yaml, environment);
	const parsed = parseReused(reused);
	const root = cursorOf(reused.yaml);
	if (!parsed.success || reused.problems.length > 0) {
		const known = (parsed.success ? [] : innermostIssues(parsed.error)).filter((issue) => !isUnknown(reused, issue.path));
		const unresolved = reused.problems.map(({ offset, message }) => ({
			at: read.yaml.positionAt(offset),
			message
		}));
		return {
			ok: false,
			problems: inOrder([...unresolved, ...schemaProblems(reused.yaml, known)], root)
		};
	}
	const { config = {}, cluster = {}, app, scenarios } = parsed.data;
	return {
		ok: true,
		suiteFile: {
			file,
			config,
			cluster,
			app,
			scenarios: scenarios.map((scenario, index) => toScenario(scenario, root.at("scenarios", index))),
			root
		}
	};
}
/**
* Of values that expressions stand for, those that are taken for numbers where only text will do are taken for text; of words
* that stand where only true or false will do, those of YAML 1.1 are taken for what they mean there.
*/
function parseReused(reused) {
	const parse = () => fileSchema.safeParse(reused.yaml.value, { error: expectedPhrase });
	const parsed = parse();
	if (parsed.success) return parsed;
	let retyped = false;
	for (const issue of innermostIssues(parsed.error)) {
		const { holder, text } = replaced(reused, issue.path);
		const key = issue.path.at(-1);
		if (key === void 0) continue;
		const meant = issue.code === "invalid_type" && issue.expected === "boolean" ? flagOf(holder[key]) : text;
		if (meant === void 0 || holder[key] === meant) continue;
		holder[key] = meant;
		retyped = true;
	}
	return retyped ? parse() : parsed;
}
/** Whether nobody knows what stands at a place, because its expression could not be resolved. */
function isUnknown(reused, path) {
	const { isExpression, text } = replaced(reused, path);
	return isExpression && text === void 0;
}
function replaced({ yaml, texts }, path) {
	const holder = valueAt(yaml.value, path.slice(0, -1));
	const known = path.length > 0 ? texts.get(holder) : void 0;
	const key = String(path.at(-1));
	return {
		holder,
		isExpression: known?.has(key) ?? false,
		text: known?.get(key)
	};
}
// src/scenario/yaml/decode-text.ts
/** The bytes of a scenario file as text: UTF-8, a byte order mark is dropped. */
function decodeText(bytes, file) {
	const start = {
		file,
		line: 1,
		column: 1
	};
	if (bytes.length > limits.bytes) return {
		ok: false,
		problem: {
			at: start,
			message: tooLarge
		}
	};
	if (bytes[0] === 255 && bytes[1] === 254 || bytes[0] === 254 && bytes[1] === 255) return {
		ok: false,
		problem: {
			at: start,
			message: "found text in UTF-16, expected UTF-8"
		}
	};
	if (!isUtf8(bytes)) return {
		ok: false,
		problem: {
			at: firstBroken(bytes, file),
			message: "found bytes that are no UTF-8, expected text in UTF-8"
		}
	};
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
	const byteOrderMark = text.startsWith("﻿");
	return {
		ok: true,
		text: byteOrderMark ? text.slice(1) : text,
		byteOrderMark
	};
}
function firstBroken(bytes, file) {
	let intact = 0;
	let broken = bytes.length;
	while (broken - intact > 1) {
		const middle = intact + broken >>> 1;
		if (isUtf8(bytes.subarray(0, endOfCharacter(bytes, middle)))) intact = middle;
		else broken = middle;
	}
	const lines = new TextDecoder().decode(bytes.subarray(0, endOfCharacter(bytes, intact))).split("\n");
	return {
		file,
		line: lines.length,
		column: (lines.at(-1) ?? "").length + 1
	};
}
/** Moves an end that cuts a character in half back to where that character begins. */
function endOfCharacter(bytes, end) {
	let start = end;
	while (start > 0 && end - start < 3 && ((bytes[start] ?? 0) & 192) === 128) start--;
	return start;
}
export { tolerancePlaces as a, linuxErrors as c, fileSchema as i, parseSuite as n, toConfig as o, flagWordPattern as r, parseBodyPattern as s, decodeText as t };
