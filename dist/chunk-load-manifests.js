import { n as findProgram, t as runCommand } from "./chunk-command.js";
import { i as InvalidInput, l as messageOf, n as InfrastructureFailure } from "./chunk-errors.js";
import { t as require_dist } from "./chunk-dist.js";
import { readFile, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
// src/kubernetes/manifest.ts
var import_dist = require_dist();
/**
* Reads the objects of a YAML or JSON text with any number of documents, Lists taken apart, as kubectl reads them
* (YAML 1.1: `defaultMode: 0644` is octal). `file` is for positions. Throws InvalidInput with every problem at once.
*/
function parseManifest(text, file) {
	const lineCounter = new import_dist.LineCounter();
	const documents = (0, import_dist.parseAllDocuments)(text, {
		lineCounter,
		version: "1.1",
		customTags: withoutGuesses,
		prettyErrors: false,
		logLevel: "error"
	});
	const problems = [];
	const objects = [];
	const position = (offset) => {
		const { line, col } = lineCounter.linePos(offset);
		return {
			file,
			line,
			column: col
		};
	};
	for (const document of Array.isArray(documents) ? documents : []) {
		const [firstError] = document.errors;
		const at = position(firstError?.pos[0] ?? document.contents?.range?.[0] ?? document.range[0]);
		if (firstError) {
			problems.push({
				at,
				message: firstError.message.split("\n")[0] ?? "is not YAML"
			});
			continue;
		}
		try {
			collectObjects(document.toJS(), at, objects, problems);
		} catch (error) {
			problems.push({
				at,
				message: messageOf(error)
			});
		}
	}
	if (problems.length > 0) throw new InvalidInput(problems);
	return objects;
}
function collectObjects(value, at, objects, problems) {
	if (value === null || value === void 0) return;
	if (typeof value !== "object" || Array.isArray(value)) {
		const found = Array.isArray(value) ? "a list" : `${typeof value} ${JSON.stringify(value)}`;
		problems.push({
			at,
			message: `found ${found}; expected a Kubernetes object with apiVersion and kind`
		});
		return;
	}
	const object = value;
	for (const key of ["apiVersion", "kind"]) if (typeof object[key] !== "string") {
		problems.push({
			at,
			message: `found an object without ${key}; expected a Kubernetes object`
		});
		return;
	}
	if (object.kind?.endsWith("List") && Array.isArray(object.items)) for (const item of object.items) collectObjects(item, at, objects, problems);
	else if (typeof object.metadata?.name !== "string") problems.push({
		at,
		message: `found a ${object.kind} without metadata.name; expected a name, it is applied by name`
	});
	else objects.push({
		object,
		at
	});
}
/** YAML 1.1 without what kubectl's parser does not do either: dates and numbers to the base 60 stay text. */
function withoutGuesses(tags) {
	return tags.filter((tag) => typeof tag === "string" || !tag.tag.endsWith(":timestamp") && tag.format !== "TIME");
}
// src/kubernetes/load-manifests.ts
const kustomizationNames = [
	"kustomization.yaml",
	"kustomization.yml",
	"Kustomization"
];
const chartName = "Chart.yaml";
/**
* Reads the objects of manifests, folders (their own *.yaml, *.yml and *.json, sorted, as kubectl does), kustomizations
* (rendered by kubectl) and Helm charts (rendered by helm). Throws InvalidInput with every problem of a file and its
* position, InfrastructureFailure when a renderer is missing or fails.
*/
async function loadManifests(paths, signal) {
	const objects = [];
	for (const path of paths) objects.push(...await loadPath(path, signal));
	return objects;
}
async function loadPath(path, signal) {
	const isFolder = await stat(path).then((found) => found.isDirectory(), (error) => {
		throw new InvalidInput(`app: ${path} cannot be read (${error.code})`);
	});
	const name = basename(path);
	if (!isFolder && kustomizationNames.includes(name)) return await renderKustomization(dirname(path), signal);
	if (!isFolder && name === chartName) return await renderChart(dirname(path), signal);
	if (!isFolder) return await loadFile(path);
	const entries = await readdir(path, { withFileTypes: true });
	const has = (wanted) => entries.some((entry) => entry.name === wanted);
	if (kustomizationNames.some(has)) return await renderKustomization(path, signal);
	if (has(chartName)) return await renderChart(path, signal);
	const files = entries.filter(isManifest).map((entry) => join(path, entry.name));
	if (files.length === 0) throw new InvalidInput(`app: ${path} holds no manifests; expected *.yaml, *.yml or *.json in the folder itself`);
	const objects = [];
	for (const file of files.sort()) objects.push(...await loadFile(file));
	return objects;
}
async function loadFile(path) {
	const objects = parseManifest(await readFile(path, "utf8"), path);
	if (objects.length === 0) throw new InvalidInput([{
		at: {
			file: path,
			line: 1,
			column: 1
		},
		message: "holds no object"
	}]);
	return objects;
}
async function renderKustomization(folder, signal) {
	return await render([
		"kubectl",
		"kustomize",
		folder
	], `the kustomization ${folder}`, signal);
}
async function renderChart(folder, signal) {
	return await render([
		"helm",
		"template",
		basename(folder).toLowerCase(),
		folder
	], `the Helm chart ${folder}`, signal);
}
async function render(argv, what, signal) {
	const [program] = argv;
	if (await findProgram(program) === void 0) throw new InfrastructureFailure(`${what} needs ${program} to be rendered, which is not on PATH`);
	const { stdout } = await runCommand(argv, {
		signal,
		timeoutMs: 6e4
	});
	try {
		return parseManifest(stdout, what);
	} catch (error) {
		throw new InfrastructureFailure(`${what}: ${program} rendered something unusable: ${messageOf(error)}`, { cause: error });
	}
}
function isManifest(entry) {
	return !entry.isDirectory() && /\.(ya?ml|json)$/.test(entry.name);
}
export { parseManifest as n, loadManifests as t };
