import { i as InvalidInput, l as messageOf, n as InfrastructureFailure } from "./chunk-errors.js";
import { g as marks, m as runId, n as outputFolder } from "./chunk-output-folder.js";
import { n as writeReports, t as readReportInput } from "./chunk-reports.js";
import { t as showResult } from "./chunk-show-result.js";
import { i as escapeMarkup, o as shorten, s as visible } from "./chunk-sarif-log.js";
// src/report/timeline-annotations.ts
/** Names of tags are short in Grafana's database. */
const maxTag = 100;
/** The experiments and their faults, each with the tags `chaos-gate` and `run:…`, by which they are found again. */
function timelineAnnotations({ result, digests }) {
	const startedMs = Date.parse(result.startedAt);
	const tags = ["chaos-gate", `run:${runId(result).slice(0, 16)}`];
	return result.experiments.flatMap((experiment, index) => {
		const digest = digests[index];
		if (!digest) return [];
		const at = (t) => Math.round(startedMs + digest.startedT + t);
		const name = shown(experiment.name, 200);
		return [{
			time: at(0),
			timeEnd: at(digest.endT),
			tags: [
				...tags,
				"experiment",
				experiment.verdict
			],
			text: `${describe(experiment.verdict)} <b>${name}</b><br>${shown(experiment.reason, 500)}`
		}, ...digest.faults.map(({ fault, startT, endT = startT }) => ({
			time: at(startT),
			timeEnd: at(endT),
			tags: [
				...tags,
				"fault",
				shorten(visible(fault.kind), maxTag)
			],
			text: `<b>${shown(fault.kind, 100)}</b> of ${fault.targets.map((target) => shown(target.name, 100)).slice(0, 10).join(", ")}<br>${shown(fault.receipt.evidence, 500)}`
		}))];
	});
}
function describe(verdict) {
	return `${marks[verdict]} ${verdict}`;
}
function shown(text, length) {
	return escapeMarkup(shorten(text.replace(/\s+/g, " "), length));
}
// src/grafana.ts
const timeoutMs = 1e4;
/** More than a run has; Grafana's own default is 100. */
const maxKnown = 5e3;
/** Reads where a Grafana is. Throws InvalidInput for an address that is none, or without a token; the token is never shown. */
function readGrafana(url, token) {
	const parsed = URL.canParse(url) ? new URL(url) : void 0;
	if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== "" || parsed.password !== "") throw new InvalidInput("--grafana-url: expected an address such as https://grafana.example, without a user and a password");
	if (!token) throw new InvalidInput("--grafana-url: expected the token of a service account in GRAFANA_TOKEN");
	return {
		url: parsed.href.replace(/\/+$/, ""),
		token
	};
}
/**
* Puts annotations into a Grafana by its HTTP API (POST /api/annotations,
* https://grafana.com/docs/grafana/latest/developers/http_api/annotations/), each once: those of the same run that are there
* already are left alone. Returns how many are new. Throws InfrastructureFailure for what Grafana does not take.
*/
async function putAnnotations(grafana, annotations) {
	const [first] = annotations;
	if (!first) return 0;
	const known = new Set((await readKnown(grafana, first.tags.slice(0, 2))).map(identify));
	const missing = annotations.filter((annotation) => !known.has(identify(annotation)));
	for (const annotation of missing) await request(grafana, "/api/annotations", { body: annotation });
	return missing.length;
}
async function readKnown(grafana, tags) {
	const query = new URLSearchParams({ limit: String(maxKnown) });
	for (const tag of tags) query.append("tags", tag);
	const found = await request(grafana, `/api/annotations?${query}`, {});
	if (!Array.isArray(found)) throw new InfrastructureFailure("Grafana: found an answer that is no list of annotations");
	return found;
}
/** Two that say the same of the same moment are the same. */
function identify({ time, timeEnd, text }) {
	return JSON.stringify([
		time,
		timeEnd,
		text
	]);
}
async function request(grafana, path, { body }) {
	try {
		const response = await fetch(grafana.url + path, {
			method: body === void 0 ? "GET" : "POST",
			headers: {
				accept: "application/json",
				authorization: `Bearer ${grafana.token}`,
				...body !== void 0 && { "content-type": "application/json" }
			},
			...body !== void 0 && { body: JSON.stringify(body) },
			redirect: "error",
			signal: AbortSignal.timeout(timeoutMs)
		});
		const text = await response.text();
		if (!response.ok) throw new InfrastructureFailure(`${response.status} ${text.slice(0, 300)}`);
		return JSON.parse(text);
	} catch (error) {
		const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
		throw new InfrastructureFailure(`Grafana at ${grafana.url}: ${messageOf(error)}${cause}`, { cause: error });
	}
}
// src/cli/commands/report.ts
/**
* `report DIR`: verdict and reports from `DIR/journal.ndjson` alone, byte for byte what the run wrote; with `--grafana-url`
* also annotations in a Grafana.
*/
async function report(line) {
	const [directory] = line.operands;
	if (!directory || line.operands.length > 1) throw new InvalidInput(`report: found ${line.operands.length} folders, expected one`);
	const grafana = line.grafanaUrl === void 0 ? void 0 : readGrafana(line.grafanaUrl, process.env.GRAFANA_TOKEN);
	const folder = outputFolder(directory);
	const result = await writeReports(folder);
	if (grafana) {
		const added = await putAnnotations(grafana, timelineAnnotations(await readReportInput(folder)));
		process.stderr.write(`${added} annotations added to ${grafana.url}\n`);
	}
	showResult(result, folder, line);
	return result.exitCode;
}
export { report };
