import { i as InvalidInput, l as messageOf, o as exitCodeOf } from "./chunk-errors.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { t as version } from "./chunk-version.js";
import { n as defaultOut, r as defaultTimeoutMs, t as defaultDeployTimeoutMs } from "./chunk-options.js";
import { n as parseShare, s as parseDuration } from "./chunk-share.js";
import { parseArgs } from "node:util";
// src/cli/powerfulseal-flags.ts
const noCloudDriver = "there is no driver for a cloud; nodes are reached on kind and Minikube, and by `nodeShell` below `cluster:` elsewhere (docs/powerfulseal.md says where a driver would go)";
const noSsh = "nothing is done by SSH; commands run on nodes by `execute` on kind and Minikube, and by `nodeShell` below `cluster:` elsewhere";
const noMetrics = "there are no collectors; verdict.json and journal.ndjson in --out have every number";
const noServer = "there is no server; report.html in --out shows the run";
const noInventory = "the inventory is always the cluster; a `matches` of nodeAction chooses from it";
const pauses = "the file says it: `minSecondsBetweenRuns`, `maxSecondsBetweenRuns` below `config.runStrategy`";
/** What PowerfulSeal's flags have here instead; the ones that exist here as well are not listed. */
const nearest = {
	"--config": "flags stand on the command line, and the file says the same below `cluster:` and `app:`",
	"--silent": "`--format json` prints the verdict alone",
	"--openstack": noCloudDriver,
	"--openstack-cloud-name": noCloudDriver,
	"--aws": noCloudDriver,
	"--azure": noCloudDriver,
	"--azure-resource-group-name": noCloudDriver,
	"--azure-node-resource-group-name": noCloudDriver,
	"--gcp": noCloudDriver,
	"--gcp-config-file": noCloudDriver,
	"--no-cloud": "that is always so; leave it out",
	"--execution-mode": noSsh,
	"--remote-user": noSsh,
	"--ssh-allow-missing-host-keys": noSsh,
	"--override-ssh-host": noSsh,
	"--use-private-ip": noSsh,
	"--ssh-path-to-private-key": noSsh,
	"--ssh-password": noSsh,
	"--ssh-kill-command": noSsh,
	"--use-pod-delete-instead-of-ssh-kill": "that is always so; leave it out",
	"--inventory-file": noInventory,
	"--inventory-kubernetes": "that is always so; leave it out",
	"--kubernetes-namespace": "a `matches` of podAction names its namespace",
	"--policy-file": "name the file itself: chaos-gate run FILE",
	"--min-seconds-between-runs": pauses,
	"--max-seconds-between-runs": pauses,
	"--headless": "that is always so; leave it out",
	"--host": noServer,
	"--port": noServer,
	"--accept-proxy-headers": noServer,
	"--stdout-collector": noMetrics,
	"--prometheus-collector": noMetrics,
	"--prometheus-host": noMetrics,
	"--prometheus-port": noMetrics,
	"--datadog-collector": noMetrics
};
/** What to do instead of a flag of PowerfulSeal's, in a sentence; undefined for a flag that it does not have either. */
function explainPowerfulSealFlag(argv) {
	const flag = argv.map((argument) => argument.split("=", 1)[0] ?? "").find((name) => Object.hasOwn(nearest, name));
	return flag && `${flag} is PowerfulSeal's: ${nearest[flag]}`;
}
// src/cli/arguments.ts
/** A flag's value must be one of these words. */
const words = {
	cluster: [
		"embedded",
		"kind",
		"minikube",
		"existing"
	],
	compat: ["strict", "legacy"],
	"fail-on": ["refuted", "inconclusive"],
	format: [
		"pretty",
		"plain",
		"json",
		"sarif"
	]
};
const flags = {
	cluster: { type: "string" },
	name: { type: "string" },
	nodes: { type: "string" },
	"node-image": { type: "string" },
	"kubernetes-version": { type: "string" },
	kubeconfig: { type: "string" },
	context: { type: "string" },
	"allow-context": { type: "string" },
	keep: { type: "boolean" },
	app: {
		type: "string",
		multiple: true
	},
	image: {
		type: "string",
		multiple: true
	},
	scenario: {
		type: "string",
		multiple: true
	},
	seed: { type: "string" },
	compat: { type: "string" },
	"fail-on": { type: "string" },
	timeout: { type: "string" },
	"deploy-timeout": { type: "string" },
	out: { type: "string" },
	"out-file": { type: "string" },
	"margin-success": { type: "string" },
	"margin-p95": { type: "string" },
	"margin-recovery": { type: "string" },
	confidence: { type: "string" },
	"grafana-url": { type: "string" },
	format: { type: "string" },
	fix: { type: "boolean" },
	role: { type: "boolean" },
	verbose: {
		type: "boolean",
		short: "v"
	},
	help: {
		type: "boolean",
		short: "h"
	},
	version: { type: "boolean" }
};
/** Reads argv (without node and the program). Throws InvalidInput with every problem at once. */
function readCommandLine(argv) {
	const problems = [];
	const { values, positionals } = parse(argv);
	const word = (flag) => {
		const found = values[flag];
		const expected = words[flag];
		if (found !== void 0 && !expected.includes(found)) problems.push(`--${flag}: found "${found}", expected one of ${expected.join(", ")}`);
		return found;
	};
	const integer = (flag, least) => {
		const found = values[flag];
		if (found === void 0) return void 0;
		const number = Number(found);
		if (/^\d+$/.test(found) && Number.isSafeInteger(number) && number >= least) return number;
		problems.push(`--${flag}: found "${found}", expected a whole number from ${least} on`);
	};
	const duration = (flag, otherwise) => {
		const found = values[flag];
		if (found === void 0) return otherwise;
		const ms = parseDuration(found);
		if (typeof ms === "number" && ms > 0) return ms;
		problems.push(`--${flag}: found "${found}", expected a duration such as 90s or 15m`);
		return otherwise;
	};
	const share = (flag) => {
		const found = values[flag];
		if (found === void 0) return void 0;
		const number = parseShare(found);
		if (number !== void 0 && number > 0 && number < 1) return number;
		problems.push(`--${flag}: found "${found}", expected a share between 0% and 100%, such as 2% or 0.02`);
	};
	const options = {
		cluster: {
			provider: word("cluster"),
			name: values.name,
			nodes: integer("nodes", 1),
			nodeImage: values["node-image"],
			kubernetesVersion: values["kubernetes-version"],
			kubeconfig: values.kubeconfig,
			context: values.context
		},
		allowContext: values["allow-context"],
		keep: values.keep ?? false,
		app: values.app ?? [],
		images: values.image ?? [],
		scenarios: values.scenario ?? [],
		seed: integer("seed", 0),
		compat: word("compat") ?? "strict",
		failOn: word("fail-on") ?? "inconclusive",
		timeoutMs: duration("timeout", defaultTimeoutMs),
		deployTimeoutMs: duration("deploy-timeout", defaultDeployTimeoutMs),
		out: values.out ?? "chaos-gate-out"
	};
	const format = word("format");
	const [command = "", ...operands] = positionals;
	for (const [flag, value] of Object.entries(values)) if ([value].flat().includes("")) problems.push(`--${flag}: found nothing after it, expected a value`);
	if (operands.includes("")) problems.push(`${command}: found an empty word, expected a file or a folder`);
	if (command === "up" || command === "down") problems.push(...unusedBy(command, operands, values));
	if (command !== "validate") {
		if (format === "sarif") problems.push("--format: found \"sarif\", which only validate has (run writes results.sarif)");
		if (values.fix) problems.push("--fix: found it without validate, which alone has it");
	}
	const comparison = Object.fromEntries(Object.entries({
		successMargin: share("margin-success"),
		p95Margin: share("margin-p95"),
		recoveryMargin: share("margin-recovery"),
		confidence: share("confidence")
	}).filter(([, value]) => value !== void 0));
	if (problems.length > 0) throw new InvalidInput(problems.map((message) => ({ message })));
	return {
		command,
		operands,
		options,
		format,
		outFile: values["out-file"],
		comparison,
		grafanaUrl: values["grafana-url"],
		role: values.role ?? false,
		fix: values.fix ?? false,
		verbose: values.verbose ?? false,
		help: values.help ?? false,
		version: values.version ?? false
	};
}
/** What only a run has a use for: whoever gives it to `up` expects that it is deployed. */
function unusedBy(command, operands, { app }) {
	return [...operands.map((word) => `${command}: found "${word}", expected flags alone`), ...app ? [`--app: found it with ${command}, which deploys nothing; expected it with run`] : []];
}
function parse(argv) {
	try {
		return parseArgs({
			args: joinNegatives(argv),
			options: flags,
			allowPositionals: true,
			strict: true
		});
	} catch (error) {
		const explained = explainPowerfulSealFlag(argv);
		if (explained !== void 0) throw new InvalidInput(explained);
		const [sentence = ""] = String(error.message).split(/\.\s/);
		throw new InvalidInput(`${sentence}; see chaos-gate --help`);
	}
}
/** A number below zero is a value and no flag: `--seed -1` is read as `--seed=-1`, and found wrong as one. */
function joinNegatives(argv) {
	const joined = [];
	for (const [index, word] of argv.entries()) {
		const before = argv[index - 1] ?? "";
		if (before.startsWith("--") && flags[before.slice(2)]?.type === "string" && /^-\d/.test(word) && !argv.slice(0, index).includes("--")) joined.push(`${joined.pop()}=${word}`);
		else joined.push(word);
	}
	return joined;
}
// src/cli/help.ts
/** What `chaos-gate --help` prints. */
const helpText = `chaos-gate: gate a build on chaos experiments

  chaos-gate run FILE...        bring a cluster up, deploy the app, experiment, judge, report
  chaos-gate validate FILE...   check scenario files; touches no cluster
  chaos-gate plan FILE...       what a run would hit on the cluster; injects nothing
  chaos-gate report DIR         make the verdict and the reports again from DIR/journal.ndjson
  chaos-gate compare DIR DIR    is the later run worse than the earlier one? 0 no, 1 yes, 2 cannot tell
  chaos-gate undo DIR           put back what a run that crashed left in place
  chaos-gate up, down           bring a cluster up and keep it (prints its kubeconfig's path); take it down
  chaos-gate init [PATH...]     write a first scenario file for the workloads of manifests, or of a cluster
  chaos-gate import FILE        make a scenario file of PowerfulSeal, Chaos Toolkit, Chaos Mesh or Litmus
  chaos-gate schema [NAME]      print the JSON Schema of scenarios (default), of verdict (verdict.json) or journal
  chaos-gate doctor [FILE...]   what this machine and cluster can do, with the remedy; --role prints the ClusterRole

FILE is a scenario file, a folder of them, or - for standard input.

  --cluster embedded|kind|minikube|existing   default: what the file says, else embedded
  --nodes N  --node-image REF  --kubernetes-version V  --name NAME
  --kubeconfig PATH  --context NAME  --allow-context NAME   for an existing cluster
  --keep                    leave the cluster
  --app PATH                manifest, folder or kustomization to deploy; repeatable
  --image REF               load onto every node; repeatable
  --scenario NAME           only these; repeatable; * matches anything, ? one character
  --seed N                  the same seed chooses the same victims
  --compat strict|legacy    legacy reproduces PowerfulSeal's outcome
  --fail-on refuted|inconclusive   default inconclusive: both are red
  --timeout 15m             for the whole run     --deploy-timeout 120s   until the app is ready
  --out DIR                 default ${defaultOut}
  --out-file NAME           of init (default chaos-gate.yml) and import; never overwritten, - for standard output
  --format pretty|plain|json   default: pretty on a terminal, else plain; sarif as well for validate
  --fix                     of validate: write into the files what is certain
  --margin-success 2%  --margin-p95 20%  --margin-recovery 20%  --confidence 95%   for compare
  --grafana-url URL         for report: put the run and its faults there as annotations (GRAFANA_TOKEN)
  -v, --verbose             every sample and event, as the journal gets it
  --version                 -h, --help

Exit codes: 0 upheld, 1 refuted, 2 inconclusive, 3 invalid input, 4 infrastructure, 5 residue,
130/143 interrupted by SIGINT / by SIGTERM or SIGHUP.
`;
// src/cli/command-line.ts
/** Every command; each is loaded only when it is used, so that the small ones start at once. */
const commands = {
	run: async () => (await import("./chunk-run2.js")).run,
	validate: async () => (await import("./chunk-validate.js")).validate,
	plan: async () => (await import("./chunk-plan.js")).plan,
	report: async () => (await import("./chunk-report.js")).report,
	compare: async () => (await import("./chunk-compare.js")).compare,
	undo: async () => (await import("./chunk-undo.js")).undo,
	up: async () => (await import("./chunk-up.js")).up,
	down: async () => (await import("./chunk-down.js")).down,
	init: async () => (await import("./chunk-init.js")).init,
	import: async () => (await import("./chunk-import.js")).importFile,
	schema: async () => (await import("./chunk-schema.js")).schema,
	doctor: async () => (await import("./chunk-doctor.js")).doctor
};
/** Runs one command line to its exit code. A user's mistake is sentences on standard error, never a stack trace. */
async function runCommandLine(argv) {
	try {
		const line = readCommandLine(argv);
		if (line.version) {
			process.stdout.write(`${version}\n`);
			return exitCodes.upheld;
		}
		if (line.help || line.command === "" && argv.length === 0) {
			process.stdout.write(helpText);
			return line.help ? exitCodes.upheld : exitCodes.invalidInput;
		}
		const load = Object.hasOwn(commands, line.command) ? commands[line.command] : void 0;
		if (!load) throw new InvalidInput(`found command "${line.command}", expected one of ${Object.keys(commands).join(", ")}; see chaos-gate --help`);
		return await (await load())(line);
	} catch (error) {
		process.stderr.write(`${messageOf(error)}\n`);
		const code = exitCodeOf(error);
		if (code !== void 0) return code;
		if (process.env.CHAOS_GATE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
		else process.stderr.write("this is a bug of chaos-gate; CHAOS_GATE_DEBUG=1 shows where\n");
		return exitCodes.infrastructure;
	}
}
export { runCommandLine };
