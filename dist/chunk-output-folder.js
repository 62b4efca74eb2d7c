import { a as formatProblem, c as exitCodeOf, i as InvalidInput, l as exitCodes, n as InfrastructureFailure, o as messageOf, s as combineVerdicts, t as CommandFailed } from "./chunk-errors.js";
import { a as readJson, i as connect$1, l as ApiFailure, n as findProgram, o as loadKubeconfig, s as Watch, t as runCommand, u as isNotFound } from "./chunk-command.js";
import { n as parseLabelSelector, t as labelsMatch } from "./chunk-label-selector.js";
import { connect, createServer } from "node:net";
import * as http from "node:http";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import * as https from "node:https";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { homedir, tmpdir } from "node:os";
import { pipeline } from "node:stream/promises";
// src/experiment/undo-journal.ts
/** The id that `done` names when the cluster itself is gone. */
const clusterId = "cluster";
function openUndoJournal(file) {
	const lines = existsSync(file) ? [...readUndoJournal(file)] : [];
	let descriptor;
	const write = (line) => {
		try {
			descriptor ??= openToAppend(file);
			writeSync(descriptor, `${JSON.stringify(line)}\n`);
			fsyncSync(descriptor);
		} catch (error) {
			throw new InfrastructureFailure(`the undo journal ${file} cannot be written: ${messageOf(error)}`, { cause: error });
		}
		lines.push(line);
	};
	return {
		write,
		pending: (experiment) => pendingEntries(lines).filter((entry) => experiment === void 0 || entry.experiment === experiment),
		[Symbol.dispose]() {
			if (descriptor !== void 0) closeSync(descriptor);
			descriptor = void 0;
		}
	};
}
/** Takes a torn last line away first: what is appended behind it would be lost with it. */
function openToAppend(file) {
	if (existsSync(file)) truncateSync(file, readFileSync(file).lastIndexOf("\n") + 1);
	return openSync(file, "a", 384);
}
/** Entries without a tick, last first: the order in which they have to be undone. Pure. */
function pendingEntries(lines) {
	const done = new Set(lines.filter((line) => line.type === "done").map((line) => line.id));
	return lines.filter((line) => line.type === "undo" && !done.has(line.id)).reverse();
}
/** The cluster that a run made and has not ticked off: the run goes on, or was killed. A kept one is not pending. Pure. */
function pendingCluster(lines) {
	const made = lines.find((line) => line.type === "cluster");
	const deleted = lines.some((line) => line.type === "done" && line.id === "cluster");
	return made?.identity.created && !made.keep && !deleted ? made.identity : void 0;
}
/** Reads an undo journal. A torn last line is an entry whose fault was never injected: it is left out. Throws InvalidInput for a line that is none. */
function readUndoJournal(file) {
	const text = readFileSync(file, "utf8");
	return text.slice(0, text.lastIndexOf("\n") + 1).split("\n").flatMap((line, index) => line === "" ? [] : [parseLine(file, line, index + 1)]);
}
function parseLine(file, text, line) {
	try {
		const parsed = JSON.parse(text);
		if ([
			"cluster",
			"undo",
			"done"
		].includes(parsed?.type)) return parsed;
	} catch {}
	const message = `found ${text.slice(0, 60)}, expected a line of an undo journal`;
	throw new InvalidInput([{
		at: {
			file,
			line,
			column: 1
		},
		message
	}]);
}
// src/scenario/check-tolerance.ts
/** Closer than this two numbers are equal: shares come out of divisions. */
const epsilon = 1e-9;
/**
* Whether what was observed meets a tolerance; null when it cannot be told, because nothing was observed.
* A metric without samples is never met and never refuted.
*/
function checkTolerance(tolerance, observed) {
	if (observed === null || observed === void 0 || Number.isNaN(observed)) return null;
	const equal = Math.abs(observed - tolerance.value) <= epsilon;
	switch (tolerance.operator) {
		case ">=": return observed > tolerance.value || equal;
		case ">": return observed > tolerance.value && !equal;
		case "<=": return observed < tolerance.value || equal;
		case "<": return observed < tolerance.value && !equal;
		case "==": return equal;
	}
}
// src/judge/causes.ts
const maxCauses = 200;
const maxLength = 300;
const other = "other causes";
function createCauses() {
	const texts = [];
	const indices = /* @__PURE__ */ new Map();
	const put = (text) => {
		indices.set(text, texts.length);
		return texts.push(text) - 1;
	};
	return {
		indexOf(full) {
			const text = full.length > maxLength ? `${full.slice(0, 299)}…` : full;
			const known = indices.get(text);
			if (known !== void 0) return known;
			if (texts.length < maxCauses) return put(text);
			return indices.get(other) ?? put(other);
		},
		textOf: (index) => texts[index] ?? other
	};
}
// src/judge/growable-array.ts
const initialCapacity = 64;
function createGrowableArray() {
	let values = new Float64Array(initialCapacity);
	let length = 0;
	const makeRoom = () => {
		if (length < values.length) return;
		const larger = new Float64Array(values.length * 2);
		larger.set(values);
		values = larger;
	};
	return {
		get values() {
			return values;
		},
		get length() {
			return length;
		},
		insert(index, value) {
			makeRoom();
			values.copyWithin(index + 1, index, length);
			values[index] = value;
			length++;
		},
		push(value) {
			makeRoom();
			values[length++] = value;
		}
	};
}
// src/judge/sample-series.ts
const outcomeCodes = {
	ok: 0,
	fail: 1,
	broken: 2,
	late: 3,
	stale: 4
};
function createSampleSeries() {
	const times = createGrowableArray();
	const results = createGrowableArray();
	const durations = createGrowableArray();
	const whys = createGrowableArray();
	const causes = createCauses();
	let numbers;
	let mesh;
	const firstAt = (t) => {
		let low = 0;
		let high = times.length;
		while (low < high) {
			const middle = low + high >>> 1;
			if (times.values[middle] < t) low = middle + 1;
			else high = middle;
		}
		return low;
	};
	return {
		get length() {
			return times.length;
		},
		add(sample) {
			const { length } = times;
			const index = length === 0 || times.values[length - 1] <= sample.t ? length : firstAt(sample.t);
			if (sample.v !== void 0) numbers ??= filled(length);
			if (sample.mesh) mesh ??= createMesh(length);
			times.insert(index, sample.t);
			results.insert(index, outcomeCodes[sample.r]);
			durations.insert(index, sample.ms);
			whys.insert(index, sample.why === void 0 ? -1 : causes.indexOf(sample.why));
			numbers?.insert(index, sample.v ?? NaN);
			mesh?.insert(index, sample.mesh);
		},
		get times() {
			return times.values;
		},
		get outcomes() {
			return results.values;
		},
		get durations() {
			return durations.values;
		},
		get whys() {
			return whys.values;
		},
		causes,
		get numbers() {
			return numbers?.values;
		},
		get mesh() {
			return mesh?.columns;
		},
		firstAt
	};
}
function createMesh(length) {
	const expected = filled(length);
	const alive = filled(length);
	const nodes = filled(length);
	const excused = filled(length, 0);
	const edgeStart = filled(length);
	const edgeCount = filled(length, 0);
	const edgeMs = createGrowableArray();
	return {
		columns: {
			get expected() {
				return expected.values;
			},
			get alive() {
				return alive.values;
			},
			get nodes() {
				return nodes.values;
			},
			get excused() {
				return excused.values;
			},
			get edgeStart() {
				return edgeStart.values;
			},
			get edgeCount() {
				return edgeCount.values;
			},
			get edgeMs() {
				return edgeMs.values;
			}
		},
		insert(index, mesh) {
			expected.insert(index, mesh?.expected ?? NaN);
			alive.insert(index, mesh?.alive ?? NaN);
			nodes.insert(index, mesh?.nodes ?? NaN);
			excused.insert(index, mesh?.excused ?? 0);
			edgeStart.insert(index, edgeMs.length);
			edgeCount.insert(index, mesh?.ms.length ?? 0);
			for (const ms of mesh?.ms ?? []) edgeMs.push(ms);
		}
	};
}
function filled(length, value = NaN) {
	const array = createGrowableArray();
	for (let i = 0; i < length; i++) array.push(value);
	return array;
}
// src/judge/outage.ts
/**
* The longest run of failure in milliseconds, by the scheduled times: from its first failed sample to the next
* successful one, or to the end of the span. 0: no failure.
* Samples that say nothing and are left out do not make a run longer, unless it goes on behind them.
*/
function longestOutage({ series, from, to, endT }, assumption) {
	const { times, outcomes } = series;
	let longest = 0;
	let since;
	let silentSince;
	const end = (t) => {
		if (since !== void 0) longest = Math.max(longest, (silentSince ?? t) - since);
		since = void 0;
		silentSince = void 0;
	};
	for (let i = from; i < to; i++) {
		const outcome = outcomes[i];
		const silent = outcome > outcomeCodes.fail;
		if (outcome === outcomeCodes.fail || silent && assumption === "failed") {
			since ??= times[i];
			silentSince = void 0;
		} else if (silent && assumption === "left-out") {
			if (since !== void 0) silentSince ??= times[i];
		} else end(times[i]);
	}
	end(endT);
	return longest;
}
// src/judge/sample-view.ts
/** Gaps this much longer than the schedule's interval are missing samples, not jitter. */
const gapTolerance = 1.5;
/** The samples scheduled at or after `startT` and before `endT` (Infinity: all that there are). */
function viewBetween(series, startT, endT, everyMs) {
	const from = series.firstAt(startT);
	const to = series.firstAt(endT);
	return createView(series, from, to, startT, Number.isFinite(endT) ? endT : Math.max(startT, series.times[to - 1] ?? startT), everyMs);
}
/** One sample alone. */
function viewOfSample(series, index) {
	const t = series.times[index];
	return createView(series, index, index + 1, t, t, 0);
}
function createView(series, from, to, startT, endT, everyMs) {
	let sorted;
	return {
		series,
		from,
		to,
		startT,
		endT,
		counts: count$1(series, from, to, everyMs),
		sortedDurations: () => {
			sorted ??= (series.mesh ? edgeDurations(series, from, to) : okDurations(series, from, to)).sort();
			return sorted;
		}
	};
}
/** Samples that say something about the app. */
function knownOf({ ok, fail }) {
	return ok + fail;
}
/** Samples that say nothing about the app, those that were never taken included. */
function unknownOf({ broken, late, stale, missing }) {
	return broken + late + stale + missing;
}
/** More says nothing than says something. */
function mostlyUnknown(counts) {
	return unknownOf(counts) > knownOf(counts);
}
/**
* While the gate stands still it does not look. Where that leaves no more than this between two looks, it has looked
* less often for a moment, which `largestGapMs` says; beyond it, what happened meanwhile counts as unknown.
*/
const toleratedBlindMs = 250;
function count$1(series, from, to, everyMs) {
	const { times, outcomes } = series;
	const tally = [
		0,
		0,
		0,
		0,
		0
	];
	let missing = 0;
	let largestGapMs = 0;
	let lookedT;
	let lateSince = 0;
	for (let i = from; i < to; i++) {
		const outcome = outcomes[i];
		if (i > from) {
			const gap = times[i] - times[i - 1];
			if (everyMs > 0 && gap > gapTolerance * everyMs) missing += Math.round(gap / everyMs) - 1;
		}
		if (outcome === outcomeCodes.late) {
			lateSince++;
			continue;
		}
		tally[outcome]++;
		const blindMs = lookedT === void 0 ? 0 : times[i] - lookedT;
		if (lookedT === void 0 || blindMs > toleratedBlindMs) tally[outcomeCodes.late] += lateSince;
		largestGapMs = Math.max(largestGapMs, blindMs);
		lookedT = times[i];
		lateSince = 0;
	}
	const [ok = 0, fail = 0, broken = 0, late = 0, stale = 0] = tally;
	return {
		ok,
		fail,
		broken,
		late: late + lateSince,
		stale,
		missing,
		largestGapMs
	};
}
function okDurations(series, from, to) {
	const { outcomes, durations } = series;
	const found = new Float64Array(to - from);
	let length = 0;
	for (let i = from; i < to; i++) if (outcomes[i] === outcomeCodes.ok) found[length++] = durations[i];
	return found.subarray(0, length);
}
function edgeDurations(series, from, to) {
	const { outcomes, mesh } = series;
	const found = [];
	for (let i = from; i < to; i++) {
		if (!mesh || outcomes[i] > outcomeCodes.fail) continue;
		for (let k = 0; k < mesh.edgeCount[i]; k++) found.push(mesh.edgeMs[mesh.edgeStart[i] + k]);
	}
	return Float64Array.from(found);
}
// src/judge/statistics.ts
/** Which of `count` sorted numbers, counted from 1, is the `q`-quantile. Immune to 0.95 * 20 being 19.000000000000004. */
function rankOf(q, count) {
	return Math.max(1, Math.ceil(q * count - 1e-9));
}
/** The mean. undefined for no numbers. */
function meanOf(values) {
	if (values.length === 0) return void 0;
	let sum = 0;
	for (const value of values) sum += value;
	return sum / values.length;
}
// src/judge/metrics.ts
/** The visible list of metrics. */
const readers = {
	success: readSuccess,
	p50: quantileReader(.5),
	p90: quantileReader(.9),
	p95: quantileReader(.95),
	p99: quantileReader(.99),
	max: quantileReader(1),
	mean: readMean,
	outage: readOutage,
	samples: readSamples,
	rate: readRate,
	edges: readEdges,
	nodes: (view, assumption, wanted) => readWorst(view, view.series.mesh?.nodes, assumption, wanted),
	value: (view, assumption, wanted) => readWorst(view, view.series.numbers, assumption, wanted)
};
/** Reads a tolerance's metric from samples: a share 0-1, milliseconds or a count. null: nothing to read it from. */
function readMetric(tolerance, view, assumption) {
	return readers[tolerance.metric](view, assumption, tolerance);
}
function readSuccess({ counts }, assumption) {
	if (knownOf(counts) === 0) return null;
	const unknown = assumption === "left-out" ? 0 : unknownOf(counts);
	return (counts.ok + (assumption === "fine" ? unknown : 0)) / (knownOf(counts) + unknown);
}
function quantileReader(q) {
	return (view, assumption) => {
		const sorted = view.sortedDurations();
		if (sorted.length === 0) return null;
		const unknown = unknownDurations(view, assumption);
		const rank = rankOf(q, sorted.length + unknown);
		const place = assumption === "fine" ? rank - unknown : rank;
		if (place < 1) return 0;
		return sorted[place - 1] ?? Number.POSITIVE_INFINITY;
	};
}
function readMean(view, assumption) {
	const durations = view.sortedDurations();
	const mean = meanOf(durations);
	if (mean === void 0) return null;
	const unknown = unknownDurations(view, assumption);
	if (unknown === 0) return mean;
	return assumption === "failed" ? Number.POSITIVE_INFINITY : mean * durations.length / (durations.length + unknown);
}
/** Durations that the silent samples would have added: one each, or for a mesh as many as its samples have on average. */
function unknownDurations(view, assumption) {
	const unknown = assumption === "left-out" ? 0 : unknownOf(view.counts);
	if (!view.series.mesh) return unknown;
	return unknown * Math.ceil(view.sortedDurations().length / Math.max(1, knownOf(view.counts)));
}
function readOutage(view, assumption) {
	return knownOf(view.counts) === 0 ? null : longestOutage(view, assumption);
}
/** Only samples that say something count; the others cannot be assumed into existence. */
function readSamples({ counts }) {
	return knownOf(counts);
}
function readRate(view, assumption) {
	const seconds = (view.endT - view.startT) / 1e3;
	if (knownOf(view.counts) === 0 || seconds <= 0) return null;
	return (view.counts.ok + (assumption === "fine" ? unknownOf(view.counts) : 0)) / seconds;
}
/**
* Live edges of the expected ones, over all samples. A sample without a mesh that failed found no edge alive; one that
* says nothing, or found no edge to expect, weighs as much as the others do on average.
*/
function readEdges(view, assumption) {
	const { series, from, to, counts } = view;
	let expected = 0;
	let alive = 0;
	let meshes = 0;
	let dead = 0;
	let silent = counts.missing;
	for (let i = from; i < to; i++) if (series.outcomes[i] > outcomeCodes.fail) silent++;
	else if (series.mesh && series.mesh.expected[i] > 0) {
		expected += series.mesh.expected[i];
		alive += series.mesh.alive[i];
		meshes++;
	} else if (series.outcomes[i] === outcomeCodes.fail) dead++;
	else silent++;
	if (meshes === 0) return null;
	const weight = expected / meshes;
	const added = assumption === "left-out" ? 0 : silent * weight;
	return (alive + (assumption === "fine" ? added : 0)) / (expected + dead * weight + added);
}
/**
* The worst number among the samples for what is wanted. A successful sample without a number says nothing; a failed
* one without a number satisfies nothing.
*/
function readWorst({ series, from, to, counts }, numbers, assumption, wanted) {
	const worstOfAll = wanted.operator.startsWith("<") ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
	let worst = null;
	let failed = false;
	let silent = counts.missing > 0;
	for (let i = from; i < to; i++) {
		const number = numbers?.[i] ?? NaN;
		if (series.outcomes[i] > outcomeCodes.fail) silent = true;
		else if (!Number.isNaN(number)) worst = worst === null ? number : worseOf(worst, number, wanted);
		else if (series.outcomes[i] === outcomeCodes.fail) failed = true;
		else silent = true;
	}
	if (worst === null) return null;
	return failed || silent && assumption === "failed" ? worstOfAll : worst;
}
function worseOf(a, b, { operator, value }) {
	if (operator === "==") return Math.abs(b - value) > Math.abs(a - value) ? b : a;
	return operator.startsWith("<") ? Math.max(a, b) : Math.min(a, b);
}
// src/judge/assess-tolerance.ts
/**
* Holds a tolerance against samples. Samples that say nothing count once as left out, once as failures and once as
* successes: it holds only when it holds each time, and fails when it fails without them.
*/
function assessTolerance(tolerance, view) {
	const observed = readMetric(tolerance, view, "left-out");
	if (observed === null) return {
		holds: null,
		observed,
		...explainSilence(view.counts)
	};
	const meets = (value) => checkTolerance(tolerance, value) === true;
	if (!meets(observed)) {
		if (tolerance.metric !== "samples") return {
			holds: false,
			observed
		};
		return {
			holds: null,
			observed,
			code: "too-few-samples",
			because: `${observed} samples told something`
		};
	}
	if (!meets(readMetric(tolerance, view, "failed")) || !meets(readMetric(tolerance, view, "fine"))) return {
		holds: null,
		observed,
		...explainDoubt(view.counts)
	};
	if (tolerance.metric === "outage" && tolerance.operator.startsWith("<") && tolerance.value < view.counts.largestGapMs) return {
		holds: null,
		observed,
		code: "too-few-samples",
		because: `could not have seen an outage shorter than ${view.counts.largestGapMs} ms`
	};
	return {
		holds: true,
		observed
	};
}
/** Why samples tell nothing about the app, by what most of those that say nothing say. */
function explainSilence(counts) {
	if (knownOf(counts) === 0 && unknownOf(counts) > 0) return explainDoubt(counts);
	return {
		code: "no-samples",
		because: knownOf(counts) === 0 ? "no sample was taken" : `none of ${knownOf(counts)} samples has it`
	};
}
/** Why samples leave a tolerance in doubt. */
function explainDoubt(counts) {
	const total = knownOf(counts) + unknownOf(counts);
	const overloaded = counts.late + counts.missing;
	const most = Math.max(counts.broken, overloaded, counts.stale);
	if (most === 0) return {
		code: "no-samples",
		because: "some samples measured nothing"
	};
	if (most === counts.broken) return {
		code: "probe-broken",
		because: `the probe could not look ${counts.broken} of ${total} times`
	};
	if (most === overloaded) return {
		code: "gate-overloaded",
		because: `the gate was starved for ${overloaded} of ${total} samples`
	};
	return {
		code: "stale-data",
		because: `${counts.stale} of ${total} samples measured something out of date`
	};
}
// src/judge/sample-meets.ts
/**
* Whether a sample, taken alone, is as the tolerances want it: answered, fast enough, all edges alive. null: it says
* nothing. Where a sample is not, and the next one is, the steady state may be back.
*/
function sampleMeets(tolerances, series, index) {
	const outcome = series.outcomes[index];
	if (outcome > outcomeCodes.fail) return null;
	if (isExcused(series, index)) return false;
	return tolerances.every((tolerance) => meets(tolerance, series, index, outcome === outcomeCodes.ok));
}
function meets(tolerance, series, index, ok) {
	switch (tolerance.metric) {
		case "success": return checkTolerance(tolerance, ok ? 1 : 0) === true;
		case "outage": return ok || tolerance.operator.startsWith(">");
		case "samples":
		case "rate": return true;
		case "edges":
		case "nodes":
		case "value": return assessTolerance(tolerance, viewOfSample(series, index)).holds !== false;
		default:
			if (series.mesh) return assessTolerance(tolerance, viewOfSample(series, index)).holds !== false;
			return ok && checkTolerance(tolerance, series.durations[index]) === true;
	}
}
/** Part of the mesh was left out of account: whatever the rest does, that is not the whole steady state. */
function isExcused({ mesh }, index) {
	return mesh !== void 0 && mesh.excused[index] > 0;
}
// src/judge/recovery-search.ts
/** The tolerances that a window has to meet; how many samples it holds is a matter of its length, not of the app. */
function recoveryTolerances(probe) {
	return probe.tolerances.filter(({ metric, phases }) => phases.includes("recovery") && metric !== "samples");
}
/** Is every probe within its tolerances on the samples scheduled in a window? */
function assessWindow(probes, startT, endT) {
	let doubt;
	for (const { probe, series } of probes) {
		const view = viewBetween(series, startT, endT, probe.everyMs);
		for (let i = view.from; i < view.to; i++) if (isExcused(series, i)) return { steady: false };
		if (mostlyUnknown(view.counts)) {
			doubt ??= {
				probe,
				...explainDoubt(view.counts)
			};
			continue;
		}
		if (knownOf(view.counts) === 0) {
			doubt ??= {
				probe,
				code: "no-samples",
				because: "there was no sample"
			};
			continue;
		}
		for (const tolerance of recoveryTolerances(probe)) {
			const assessment = assessTolerance(tolerance, view);
			if (assessment.holds === false) return { steady: false };
			if (assessment.holds === null) doubt ??= {
				probe,
				code: assessment.code,
				because: assessment.because
			};
		}
	}
	return doubt ? {
		steady: null,
		doubt
	} : { steady: true };
}
/**
* Moments, after `fromT` and up to `untilT`, at which the steady state may be back: each sample that is as it should be
* (or says nothing) and follows one that is not. With the end of the last fault they are all that need a look: a window
* that begins anywhere else is no better than the one that begins at the last such moment before it.
*/
function possibleStarts(probes, { faultEndT, fromT, untilT }) {
	const starts = [];
	for (const { probe, series } of probes) {
		const tolerances = recoveryTolerances(probe);
		const first = series.firstAt(fromT);
		let before = first > series.firstAt(faultEndT) ? sampleMeets(tolerances, series, first - 1) : true;
		for (let i = first; i < series.length && series.times[i] <= untilT; i++) {
			const meets = sampleMeets(tolerances, series, i);
			if (meets !== false && before !== true && series.times[i] > fromT) starts.push(series.times[i]);
			before = meets;
		}
	}
	return starts.sort((a, b) => a - b);
}
// src/judge/steady-stretch.ts
/**
* A stretch begins with a window that is accepted, and lasts until a window inside it is not: an app that was back for
* a moment and then fell over again has not recovered. The windows on either side of each change are the worst ones.
*/
function followStretch(spanMs, accepts) {
	let sinceT;
	let doubt;
	const steady = (window) => {
		if (!accepts(window)) {
			sinceT = void 0;
			doubt = void 0;
			return false;
		}
		if (window.steady === null) doubt ??= window.doubt;
		return true;
	};
	return {
		get sinceT() {
			return sinceT;
		},
		get doubt() {
			return doubt;
		},
		take(startT, assess) {
			if (sinceT !== void 0 && startT - spanMs > sinceT) steady(assess(startT - spanMs, startT));
			if (steady(assess(startT, startT + spanMs))) sinceT ??= startT;
		}
	};
}
// src/judge/recovery-tracker.ts
/** How much longer than its deadline a sample may take to be recorded. */
const settleGraceMs = 1e3;
/** Two samples further apart than this many intervals have something between them that has yet to settle. */
const contiguous = 1.5;
function createRecoveryTracker(options) {
	const { steadyState, recovery } = options;
	const series = options.series ?? steadyState.map(createSampleSeries);
	const probes = steadyState.map((probe, index) => ({
		probe,
		series: series[index],
		settledT: Number.NEGATIVE_INFINITY
	})).filter(({ probe }) => recoveryTolerances(probe).length > 0);
	const spanMs = windowMs(steadyState, recovery.stableForMs);
	let faultEndT;
	let recoveryT;
	const beginSearch = () => ({
		scannedT: faultEndT ?? 0,
		/** Moments still to be looked at. */
		starts: [faultEndT, recoveryT].filter((t) => t !== void 0).sort((a, b) => a - b),
		/** The moment looked at last. */
		takenT: Number.NEGATIVE_INFINITY,
		certain: followStretch(spanMs, ({ steady }) => steady === true),
		possible: followStretch(spanMs, ({ steady }) => steady !== false)
	});
	let search = beginSearch();
	/** Up to when every sample that will ever be is here. */
	const settle = (certainT) => {
		for (const entry of probes) {
			const { times, length } = entry.series;
			const setOutT = length > 0 && times[0] <= (faultEndT ?? 0) ? times[0] : Number.NEGATIVE_INFINITY;
			entry.settledT = Math.max(entry.settledT, setOutT, certainT(entry.probe));
			for (let i = entry.series.firstAt(entry.settledT); i < length; i++) {
				if (times[i] - entry.settledT > contiguous * entry.probe.everyMs) break;
				entry.settledT = times[i];
			}
		}
		return Math.min(...probes.map(({ settledT }) => settledT));
	};
	const found = () => recoveryT !== void 0 && search.takenT >= recoveryT && search.certain.sinceT !== void 0;
	const take = (assess) => {
		search.takenT = search.starts.shift();
		search.certain.take(search.takenT, assess);
		search.possible.take(search.takenT, assess);
	};
	const advance = (settledT) => {
		if (faultEndT === void 0 || found()) return;
		if (settledT > search.scannedT) {
			const between = {
				faultEndT,
				fromT: search.scannedT,
				untilT: settledT
			};
			search.starts = [...search.starts, ...possibleStarts(probes, between)].sort((a, b) => a - b);
			search.scannedT = settledT;
		}
		while (!found() && search.starts[0] + spanMs <= settledT) take((startT, endT) => assessWindow(probes, startT, endT));
	};
	const answer = (settledT) => {
		const limitT = (faultEndT ?? Number.POSITIVE_INFINITY) + recovery.withinMs;
		const tooLate = settledT > limitT && search.takenT >= (recoveryT ?? Number.POSITIVE_INFINITY) && !(search.starts[0] <= limitT);
		return {
			decided: probes.length === 0 || found() || tooLate,
			recoveredAtT: found() ? search.certain.sinceT : void 0,
			perhapsAtT: search.possible.sinceT,
			doubt: search.possible.doubt
		};
	};
	return {
		add: (sample) => series[sample.p]?.add(sample),
		faultEnded(t) {
			if (faultEndT !== void 0 && t <= faultEndT) return;
			faultEndT = t;
			search = beginSearch();
		},
		recoveryBegan(t) {
			recoveryT = t;
			search = beginSearch();
		},
		state(nowT) {
			const settledT = settle(({ timeoutMs }) => nowT - timeoutMs - settleGraceMs);
			advance(settledT);
			return answer(settledT);
		},
		finish(endT) {
			advance(endT);
			const assess = (startT, untilT) => {
				const window = assessWindow(probes, startT, Math.min(untilT, endT));
				if (untilT <= endT || window.steady === false) return window;
				const because = `it was watched for ${Math.round(endT - startT)} of the ${spanMs} ms it has to be stable`;
				return {
					steady: null,
					doubt: {
						probe: probes[0].probe,
						code: "too-few-samples",
						because
					}
				};
			};
			while (!found() && probes.length > 0 && search.starts.length > 0) take(assess);
			return {
				...answer(endT),
				decided: true
			};
		}
	};
}
/** How long the steady state has to last to count as back: long enough for every probe to look at least once. */
function windowMs(steadyState, stableForMs) {
	return Math.max(stableForMs, ...steadyState.map(({ everyMs }) => everyMs));
}
// src/judge/experiment-record.ts
function openRecord(started) {
	const series = started.steadyState.map(createSampleSeries);
	return {
		started,
		series,
		tracker: createRecoveryTracker({
			...started,
			series
		}),
		phases: [],
		steps: [],
		faults: [],
		undone: /* @__PURE__ */ new Map(),
		residue: [],
		lastT: started.t
	};
}
/** Adds one event of the experiment. Throws InvalidInput for one that does not fit what came before. */
function addToRecord(record, event) {
	record.lastT = Math.max(record.lastT, event.t);
	switch (event.type) {
		case "s": {
			const series = record.series[event.p];
			if (!series) throw new InvalidInput(misfit(record, `a sample of probe ${event.p + 1}, of ${record.series.length}`));
			series.add(event);
			return;
		}
		case "phase-started":
			record.phases.push({
				name: event.phase,
				startT: event.t,
				endT: Number.POSITIVE_INFINITY
			});
			if (event.phase === "recovery") record.tracker.recoveryBegan(event.t);
			return;
		case "phase-ended": {
			const phase = record.phases.findLast(({ name }) => name === event.phase);
			if (!phase) throw new InvalidInput(misfit(record, `the end of the phase ${event.phase}, which never began`));
			phase.endT = event.t;
			return;
		}
		case "step-ended":
			record.steps.push(event);
			return;
		case "fault-injected":
			record.faults.push(event);
			return;
		case "fault-undone":
			record.undone.set(event.id, event);
			return;
		case "residue":
			record.residue.push(event);
			return;
		case "experiment-ended":
			record.ended = event;
			return;
		default: throw new InvalidInput(misfit(record, `an event "${event.type}"`));
	}
}
function phaseOf(record, name) {
	return record.phases.findLast((phase) => phase.name === name);
}
/**
* When the last fault ended: a fault that needs undo when it was undone, any other when it took effect. One that nobody
* undid, and what was no fault, ends when the recovery begins. undefined: no such moment yet.
*/
function faultEndOf(record) {
	const recoveryT = phaseOf(record, "recovery")?.startT;
	const landed = record.faults.filter(({ receipt }) => receipt.landed);
	const undone = [...record.undone.values()].filter((event) => event.undone);
	const ends = [...landed.filter(({ needsUndo }) => !needsUndo), ...undone].map(({ t }) => t);
	if (!landed.some(({ id, needsUndo }) => needsUndo && !record.undone.get(id)?.undone) && ends.length > 0) return Math.max(...ends);
	return recoveryT;
}
function misfit({ started }, found) {
	return `the journal does not fit together: found ${found}, in the experiment "${started.name}"`;
}
// src/judge/reason.ts
const refutedCodes = {
	"tolerance-not-met": true,
	"step-failed": true,
	"not-recovered": true,
	"collateral-damage": true
};
/** What a reason makes of an experiment. Whatever does not refute it still keeps it from being upheld. */
function verdictOfCode(code) {
	return code in refutedCodes ? "refuted" : "inconclusive";
}
function reasonAt(at, code, message) {
	return at ? {
		code,
		message,
		file: at.file,
		line: at.line,
		column: at.column
	} : {
		code,
		message
	};
}
/** Refutations first; otherwise in the order of the rules, which puts causes before what follows from them. */
function worstFirst(reasons) {
	const isRefuted = ({ code }) => verdictOfCode(code) === "refuted";
	return [...reasons.filter(isRefuted), ...reasons.filter((reason) => !isRefuted(reason))];
}
/** A reason as a sentence that can be pasted: with the place in the user's file where there is one. */
function formatReason({ message, file, line, column }) {
	return file === void 0 ? message : `${message} (${file}:${line}${column === void 0 ? "" : `:${column}`})`;
}
// src/judge/evidence.ts
/** Worst first: one refutation refutes; no reason at all still needs evidence to be upheld. */
function conclude(trial, reasons) {
	const [worst, ...others] = worstFirst(reasons);
	if (worst) return {
		verdict: verdictOfCode(worst.code),
		reasons: [worst, ...others]
	};
	const evidence = findEvidence(trial);
	if (evidence) return {
		verdict: "upheld",
		evidence,
		reasons: []
	};
	const { file, line, column } = trial.record.started.at;
	return {
		verdict: "inconclusive",
		reasons: [{
			code: "no-samples",
			message: "nothing shows that the hypothesis was put to the test: no tolerance was held against samples",
			file,
			line,
			column
		}]
	};
}
function findEvidence({ run, record, assessments }) {
	const done = record.steps.filter(({ status }) => status === "done");
	if (record.started.steadyState.length === 0) return isNonEmpty(done) ? {
		kind: "steps",
		done
	} : void 0;
	const held = assessments.filter(({ phase, assessment }) => phase !== "baseline" && assessment.holds === true);
	const effects = [...record.faults.filter(({ receipt }) => receipt.landed), ...done.filter(({ kind }) => run.compat === "legacy" || kind === "kubectl")];
	return isNonEmpty(held) && isNonEmpty(effects) ? {
		kind: "steady-state",
		held,
		effects
	} : void 0;
}
function isNonEmpty(list) {
	return list.length > 0;
}
// src/judge/observed.ts
/** A number as a reader wants it: `97.2%`, `312 ms`, `4`. Cut off, never rounded across the limit it is compared with. */
function formatObserved(value, unit) {
	if (value === null) return "no samples";
	if (value === Number.NEGATIVE_INFINITY || value === Number.POSITIVE_INFINITY) return "nothing";
	if (unit === "share") return formatShare(value);
	if (unit === "ms") return formatMs(value);
	return trim(value.toFixed(3));
}
function formatShare(share) {
	const percent = Math.floor(share * 1e4 + 1e-6) / 100;
	return percent === 0 && share > 0 ? "< 0.01%" : `${trim(percent.toFixed(2))}%`;
}
/** `0.4 ms`, `312 ms`, `1.25 s`, `2 min 5 s`. */
function formatMs(ms) {
	if (ms < 1e3) return `${trim((Math.ceil(ms * 100 - 1e-6) / 100).toFixed(2))} ms`;
	if (ms < 6e4) return `${trim((Math.ceil(ms - 1e-6) / 1e3).toFixed(3))} s`;
	const seconds = Math.ceil(ms / 1e3);
	return `${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? "" : ` ${seconds % 60} s`}`;
}
/** A span that a sentence mentions in passing: `1.2 s`. */
function formatSpan(ms) {
	return ms < 1e3 ? `${Math.round(ms)} ms` : ms < 6e4 ? `${trim((ms / 1e3).toFixed(1))} s` : formatMs(ms);
}
function trim(decimal) {
	return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
// src/judge/phase-numbers.ts
/** The numbers of one probe in one phase, from the samples that say something. */
function numbersOf(view) {
	const { counts, series, from, to, startT, endT } = view;
	const read = (metric) => readMetric({
		metric,
		operator: ">=",
		value: 0
	}, view, "left-out");
	const nodes = read("nodes");
	return {
		samples: to - from,
		failed: counts.fail,
		unknown: to - from - knownOf(counts),
		success: read("success"),
		p50Ms: read("p50"),
		p95Ms: read("p95"),
		p99Ms: read("p99"),
		maxMs: read("max"),
		longestOutageMs: roundMs$1(read("outage") ?? 0),
		shortestVisibleOutageMs: roundMs$1(to - from > 1 ? counts.largestGapMs : endT - startT),
		...series.mesh && {
			edges: read("edges"),
			nodes: Number.isFinite(nodes) ? nodes : null
		},
		...series.numbers && { value: rangeOf(series.numbers, view) }
	};
}
function rangeOf(numbers, { from, to }) {
	let min = Number.POSITIVE_INFINITY;
	let max = Number.NEGATIVE_INFINITY;
	for (let i = from; i < to; i++) {
		if (numbers[i] < min) min = numbers[i];
		if (numbers[i] > max) max = numbers[i];
	}
	return min <= max ? {
		min,
		max
	} : null;
}
function roundMs$1(ms) {
	return Math.round(ms * 1e3) / 1e3;
}
// src/judge/phrases.ts
/** `kill of 2 pods`, `kill of web-1`. */
function describeFault$1({ kind, targets }) {
	if (targets.length === 1) return `${kind} of ${targets[0].name}`;
	const kinds = new Set(targets.map((target) => target.kind.toLowerCase()));
	return `${kind} of ${targets.length} ${kinds.size === 1 ? `${[...kinds][0]}s` : "targets"}`;
}
/** `1.2 s after the kill of web-1`, or where no fault was before: `300 ms into the method`. */
function describeMoment(record, t, phase) {
	const before = record.faults.filter((fault) => fault.receipt.landed && fault.t <= t).sort((a, b) => b.t - a.t)[0];
	if (before && phase !== "baseline") return `${formatSpan(t - before.t)} after the ${describeFault$1(before)}`;
	return `${formatSpan(t - (phaseOf(record, phase)?.startT ?? t))} into the ${phase}`;
}
function plural(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
// src/judge/tolerance-sentence.ts
/** `"shop answers" had success 97.2% in the method, not success >= 99%: 7 of 250 samples failed, the first …` */
function describeUnmet(record, { probe, tolerance, phase, view, assessment }) {
	const found = `${tolerance.metric} ${formatObserved(assessment.observed, tolerance.unit)}`;
	const head = `"${probe.name}" had ${found} in the ${phase}, wanted ${tolerance.expression}`;
	const first = firstUnmet(view, (sample) => sampleMeets([tolerance], view.series, sample) === false);
	const since = first === void 0 ? "" : `, first ${describeMoment(record, view.series.times[first], phase)}`;
	const { fail } = view.counts;
	return `${head}${since}${fail === 0 ? "" : `; ${fail} of ${plural(knownOf(view.counts), "sample")} failed${mostOften(view)}`}`;
}
/** `"shop answers" cannot tell success >= 99% in the method: the gate was starved for 12 of 250 samples` */
function describeUntold({ probe, tolerance, phase, view, assessment }) {
	const because = assessment.holds === null ? assessment.because : "nothing was seen";
	return `"${probe.name}" cannot tell ${tolerance.expression} in the ${phase}: ${because}${mostOften(view, "silent")}`;
}
function firstUnmet(view, isUnmet) {
	for (let i = view.from; i < view.to; i++) if (isUnmet(i)) return i;
}
/** ` (most often: connect ECONNREFUSED)`: what the failed, or the silent, samples say most. */
function mostOften({ series, from, to }, which = "failed") {
	const counts = /* @__PURE__ */ new Map();
	for (let i = from; i < to; i++) {
		const outcome = series.outcomes[i];
		if ((which === "failed" ? outcome === outcomeCodes.fail : outcome > outcomeCodes.fail) && series.whys[i] >= 0) counts.set(series.whys[i], (counts.get(series.whys[i]) ?? 0) + 1);
	}
	const most = [...counts].reduce((a, b) => b[1] > a[1] ? b : a, [-1, 0]);
	return most[1] === 0 ? "" : ` (${counts.size > 1 ? "most often: " : ""}${series.causes.textOf(most[0])})`;
}
// src/judge/rules/baseline-rules.ts
/** The steady state held before anything was injected. */
function baselineHeld(trial) {
	const { record } = trial;
	const { started, ended } = record;
	if (trial.baselineMet) return ended?.stopped?.code === "baseline-not-met" ? [reasonAt(ended.stopped.at ?? started.at, "baseline-not-met", ended.stopped.message)] : [];
	if (!phaseOf(record, "baseline")) return ended?.stopped ? [] : [reasonAt(started.at, "not-run", "the steady state was never sampled before the faults")];
	return trial.assessments.filter(({ phase, assessment }) => phase === "baseline" && assessment.holds !== true).map((found) => {
		const { assessment, tolerance } = found;
		return assessment.holds === null ? reasonAt(tolerance.at, assessment.code, describeUntold(found)) : reasonAt(tolerance.at, "baseline-not-met", `${describeUnmet(record, found)}: nothing was injected`);
	});
}
// src/judge/rules/completeness-rules.ts
/** The experiment came to its own end. (A baseline that was not met is explained by its own rule.) */
function cameToItsEnd({ record }) {
	const { started, ended, phases } = record;
	if (!ended) {
		const where = phases.at(-1) ? `in its ${phases.at(-1).name}` : "before its first phase";
		return [reasonAt(started.at, "interrupted", `the journal ends in the middle of the experiment, ${where}`)];
	}
	if (!ended.stopped || ended.stopped.code === "baseline-not-met") return [];
	return [reasonAt(ended.stopped.at ?? started.at, ended.stopped.code, ended.stopped.message)];
}
/** Every phase that has something to judge took place. */
function everyPhaseTookPlace({ record, recovery }) {
	const { started, ended } = record;
	if (!ended || ended.stopped || started.steadyState.length === 0) return [];
	const missing = phaseOf(record, "method") ? [] : ["method"];
	if (started.steadyState.some((probe) => recoveryTolerances(probe).length > 0) && !recovery) missing.push("recovery");
	return missing.map((phase) => reasonAt(started.at, "not-run", `the ${phase} was never watched`));
}
// src/judge/rules/fault-rules.ts
/** Every fault was proven to have taken effect by a second source. */
function everyFaultLanded({ record }) {
	return record.faults.filter(({ receipt }) => !receipt.landed).map((fault) => {
		return reasonAt(record.started.steps[fault.step]?.at ?? record.started.at, "fault-not-proven", `the ${describeFault$1(fault)} is not proven: ${fault.receipt.evidence}`);
	});
}
/**
* Something was put to the test: a fault landed, or kubectl changed something. A policy without a steady state is a
* list of steps and is judged by them; without steps there is nothing to judge.
*/
function somethingWasTested({ run, record }) {
	const { started, ended, faults, steps } = record;
	if (started.steps.length === 0) return [reasonAt(started.at, "empty-action", "there are no steps: nothing was put to the test")];
	if (started.steadyState.length === 0 || run.compat === "legacy" || !ended || ended.stopped) return [];
	const explained = faults.length > 0 || steps.some((step) => step.inconclusive !== void 0 || step.status !== "done");
	const changed = steps.some(({ kind, status }) => kind === "kubectl" && status === "done");
	if (explained || changed) return [];
	return [reasonAt(started.at, "empty-action", "no step injected a fault: the steady state was not put to the test")];
}
/** Every fault that needs it was undone. */
function everyFaultWasUndone({ record }) {
	if (!record.ended) return [];
	return record.faults.filter(({ id, needsUndo }) => needsUndo && !record.undone.get(id)?.undone).map((fault) => {
		const at = record.started.steps[fault.step]?.at ?? record.started.at;
		const why = record.undone.get(fault.id)?.message ?? "the journal does not say that anybody tried";
		return reasonAt(at, "residue", `the ${describeFault$1(fault)} was not undone: ${why}`);
	});
}
/** The cluster is as it was before. */
function nothingWasLeft({ record }) {
	return [...[...record.undone.values()].filter(({ id, undone }) => !undone && !record.faults.some((fault) => fault.id === id && fault.needsUndo)).map(({ id, message }) => reasonAt(record.started.at, "residue", `${id} was not undone: ${message ?? "no cause given"}`)), ...record.residue.map(({ object, difference }) => reasonAt(record.started.at, "residue", `${object} is not as it was before: ${difference}`))];
}
// src/judge/rules/method-rules.ts
/** The steady state held while the steps ran. */
function tolerancesHeld({ record, assessments }) {
	return assessments.filter(({ phase }) => phase === "method").flatMap((found) => {
		const { tolerance, assessment } = found;
		if (assessment.holds === null) return [reasonAt(tolerance.at, assessment.code, describeUntold(found))];
		return assessment.holds ? [] : [reasonAt(tolerance.at, "tolerance-not-met", describeUnmet(record, found))];
	});
}
// src/judge/rules/recovery-rules.ts
/** The steady state was back in time after the last fault, and stayed. */
function recovered({ record, recovery, assessments }) {
	if (!recovery) return [];
	const { started, ended } = record;
	const { faultEndT, limitMs, endT, recoveredAtT, perhapsAtT, doubt } = recovery;
	const limitT = faultEndT + limitMs;
	const found = assessments.filter(({ phase }) => phase === "recovery");
	if (recoveredAtT !== void 0 && recoveredAtT <= limitT) return found.filter(({ tolerance, assessment }) => tolerance.metric === "samples" && assessment.holds === null).map((scarce) => reasonAt(scarce.tolerance.at, "too-few-samples", describeUntold(scarce)));
	if (perhapsAtT !== void 0 && perhapsAtT <= limitT && doubt) return [reasonAt(doubt.probe.tolerances.find(({ phases }) => phases.includes("recovery"))?.at ?? doubt.probe.at, doubt.code, `"${doubt.probe.name}" cannot tell whether it recovered: ${doubt.because}`)];
	if (recoveredAtT === void 0 && endT < limitT) {
		const because = `the recovery was watched for ${formatMs(endT - faultEndT)} of ${formatMs(limitMs)}`;
		return ended?.stopped ? [] : [reasonAt(started.at, "not-run", because)];
	}
	const blocking = found.find(({ assessment }) => assessment.holds === false) ?? found[0];
	const message = describeNotRecovered(record, recovery, blocking);
	return [reasonAt(blocking?.tolerance.at ?? started.at, "not-recovered", message)];
}
function describeNotRecovered(record, { recoveredAtT, faultEndT, limitMs, stableForMs }, blocking) {
	const last = record.faults.filter(({ receipt }) => receipt.landed).sort((a, b) => b.t - a.t)[0];
	const after = last ? `the ${describeFault$1(last)}${last.needsUndo ? " was undone" : ""}` : "the method";
	const wanted = `back for ${formatSpan(stableForMs)} within ${formatMs(limitMs)}`;
	if (recoveredAtT !== void 0) return `the steady state was back only ${formatMs(recoveredAtT - faultEndT)} after ${after}, wanted ${wanted}`;
	const { probe, tolerance, assessment } = blocking ?? {};
	return `the steady state was not back after ${after}, wanted ${wanted}${probe && tolerance && assessment?.holds === false ? `: at the end "${probe.name}" had ${tolerance.metric} ${formatObserved(assessment.observed, tolerance.unit)}, wanted ${tolerance.expression}` : ": it never lasted"}`;
}
// src/judge/rules/step-rules.ts
/**
* Every step did what it was asked to do. One that failed refutes; one from which nothing can be concluded leaves the
* experiment inconclusive. PowerfulSeal knows no such thing: under `compat: legacy` only failures count.
*/
function everyStepWorked({ run, record }) {
	return record.steps.flatMap(({ index, kind, at, status, message, inconclusive }) => {
		const text = `step ${index + 1} (${kind}): ${message}`;
		if (inconclusive && run.compat === "strict") return [reasonAt(at, inconclusive, text)];
		return status === "failed" ? [reasonAt(at, "step-failed", text)] : [];
	});
}
/** Every step was run to its end. Those that an earlier one kept from running make one reason. */
function everyStepWasRun({ record }) {
	const { started, ended, steps } = record;
	if (!ended || ended.stopped) return [];
	const recorded = new Set(steps.map(({ index }) => index));
	const cut = steps.filter(({ status }) => status === "interrupted");
	const missed = started.steps.map((step, index) => ({
		...step,
		index
	})).filter(({ index }) => !recorded.has(index) || steps.some((step) => step.index === index && step.status === "skipped"));
	const reasons = cut.map(({ index, kind, at, message }) => reasonAt(at, "interrupted", `step ${index + 1} (${kind}) was interrupted: ${message}`));
	const first = missed[0];
	if (!first) return reasons;
	const why = steps.find(({ index }) => index === first.index)?.message ?? "the journal does not say why";
	return [...reasons, reasonAt(first.at, "not-run", `${plural(missed.length, "step")} not run, from step ${first.index + 1} (${first.kind}) on: ${why}`)];
}
// src/judge/rules/index.ts
/** Judged whatever happened. */
const always = [
	cameToItsEnd,
	baselineHeld,
	everyFaultWasUndone,
	nothingWasLeft
];
/** Judged only after a baseline that held: before that nothing is known that could be refuted. */
const afterBaseline = [
	everyStepWorked,
	everyStepWasRun,
	everyFaultLanded,
	somethingWasTested,
	tolerancesHeld,
	recovered,
	everyPhaseTookPlace
];
/** Everything that keeps an experiment from being upheld. */
function applyRules(trial) {
	return (trial.baselineMet ? [...always, ...afterBaseline] : always).flatMap((rule) => rule(trial));
}
// src/judge/assess-phase.ts
/**
* Every tolerance of a probe that is judged in a phase. Fewer samples than the probe needs tell nothing, however good;
* nor do those of a phase of which more than half went unseen, however bad: what starved the gate may have slowed the app.
*/
function assessPhase(probe, phase, view) {
	const scarce = explainScarcity(probe, view);
	return probe.tolerances.filter((tolerance) => tolerance.phases.includes(phase)).map((tolerance) => {
		const assessment = assessTolerance(tolerance, view);
		return {
			probe,
			tolerance,
			phase,
			view,
			assessment: scarce ? {
				...assessment,
				holds: null,
				...scarce
			} : withFailures(assessment, tolerance, probe, view)
		};
	});
}
const quantiles = {
	p50: .5,
	p90: .9,
	p95: .95,
	p99: .99,
	max: 1,
	mean: 1
};
const boundsFailure = /* @__PURE__ */ new Set([
	"success",
	"outage",
	"rate"
]);
/**
* Durations are those of successful samples. Where nothing else bounds the failures and there are so many that the
* quantile of all requests is a failed one, a fast quantile of the rest would be green for an app that is down.
*/
function withFailures(assessment, tolerance, probe, view) {
	const q = quantiles[tolerance.metric];
	const { ok, fail } = view.counts;
	if (q === void 0 || fail === 0 || !assessment.holds || view.series.mesh) return assessment;
	if (probe.tolerances.some(({ metric }) => boundsFailure.has(metric)) || Math.ceil(q * (ok + fail)) <= ok) return assessment;
	const because = `${fail} of ${ok + fail} samples failed and have no duration; bound them, with success >= 99% for instance`;
	return {
		holds: null,
		observed: assessment.observed,
		code: "too-few-samples",
		because
	};
}
function explainScarcity({ minSamples }, { counts }) {
	const known = knownOf(counts);
	if (known === 0) return explainSilence(counts);
	if (mostlyUnknown(counts)) return explainDoubt(counts);
	if (known >= minSamples) return void 0;
	if (known + unknownOf(counts) >= minSamples) return explainDoubt(counts);
	return {
		code: "too-few-samples",
		because: `${known} samples are fewer than the ${minSamples} it takes`
	};
}
// src/judge/trial.ts
function assessTrial(run, record) {
	const recovery = assessRecovery(record);
	const assessments = [
		...assessSpan(record, "baseline", spanOf(record, "baseline")),
		...assessSpan(record, "method", spanOf(record, "method")),
		...recovery ? assessRecovered(record, recovery) : []
	];
	const baseline = assessments.filter(({ phase }) => phase === "baseline");
	return {
		run,
		record,
		recovery,
		assessments,
		baselineMet: (record.started.steadyState.length === 0 || phaseOf(record, "baseline") !== void 0) && baseline.every(({ assessment }) => assessment.holds)
	};
}
/** Start and end of a phase; undefined when it never began. */
function spanOf(record, name) {
	const phase = phaseOf(record, name);
	return phase && [phase.startT, phase.endT];
}
function assessSpan({ started, series }, phase, span) {
	if (!span) return [];
	return started.steadyState.flatMap((probe, index) => assessPhase(probe, phase, viewBetween(series[index], span[0], span[1], probe.everyMs)));
}
/** undefined where there is nothing to recover, or observation never came that far. */
function assessRecovery(record) {
	const { started, series } = record;
	const phase = phaseOf(record, "recovery");
	const faultEndT = faultEndOf(record);
	if (!phase || faultEndT === void 0 || started.steadyState.every((probe) => recoveryTolerances(probe).length === 0)) return void 0;
	const tracker = createRecoveryTracker({
		...started,
		series
	});
	tracker.faultEnded(faultEndT);
	tracker.recoveryBegan(phase.startT);
	const endT = Number.isFinite(phase.endT) ? phase.endT : record.lastT;
	return {
		...tracker.finish(endT),
		faultEndT,
		endT,
		limitMs: started.recovery.withinMs,
		stableForMs: windowMs(started.steadyState, started.recovery.stableForMs)
	};
}
/** The recovery's tolerances on the window in which the steady state was back, or on the last one that was watched. */
function assessRecovered(record, recovery) {
	const { stableForMs, endT, faultEndT, limitMs, recoveredAtT, perhapsAtT } = recovery;
	const startT = [recoveredAtT, perhapsAtT].find((t) => t !== void 0 && t <= faultEndT + limitMs) ?? recoveredAtT ?? Math.max(faultEndT, endT - stableForMs);
	return record.started.steadyState.flatMap((probe, index) => {
		const series = record.series[index];
		const window = viewBetween(series, startT, startT + stableForMs, probe.everyMs);
		const all = viewBetween(series, faultEndT, endT, probe.everyMs);
		const inWindow = assessPhase({
			...probe,
			minSamples: 0
		}, "recovery", window);
		const counted = assessPhase({
			...probe,
			minSamples: 0
		}, "recovery", all);
		return inWindow.map((found, i) => ({
			...found.tolerance.metric === "samples" ? counted[i] : found,
			probe
		}));
	});
}
// src/judge/experiment-result.ts
/** Judges one experiment and sets out everything that a reader of the verdict may want to know of it. */
function judgeExperiment(run, record) {
	const trial = assessTrial(run, record);
	const conclusion = conclude(trial, applyRules(trial));
	const { started } = record;
	const wallTime = (t) => new Date(Date.parse(run.startedAt) + t).toISOString();
	return {
		name: started.name,
		hypothesis: started.hypothesis,
		file: started.at.file,
		line: started.at.line,
		verdict: conclusion.verdict,
		reason: explain(trial, conclusion),
		reasons: conclusion.reasons,
		phases: record.phases.map(({ name, startT, endT }) => {
			const end = Number.isFinite(endT) ? endT : record.lastT;
			return {
				name,
				startedAt: wallTime(startT),
				durationMs: roundMs(end - startT)
			};
		}),
		steps: record.steps.map(({ index, kind, at, status, message }) => ({
			index,
			kind,
			line: at.line,
			status,
			message
		})),
		steadyState: started.steadyState.map((probe, index) => describeProbe(trial, probe, index)),
		faults: record.faults.map(({ id, step, kind, targets, receipt, needsUndo }) => {
			return {
				step,
				kind,
				targets,
				receipt,
				undone: !needsUndo || record.undone.get(id)?.undone === true
			};
		}),
		recovery: describeRecovery(trial),
		residue: record.residue.map(({ object, difference }) => ({
			object,
			difference
		}))
	};
}
/** The result of an experiment that was announced and never began. */
function experimentNotRun(announced, why) {
	const { name, at } = announced;
	const reason = reasonAt(at, "not-run", `not run: ${why}`);
	const nothing = {
		phases: [],
		steps: [],
		steadyState: [],
		faults: [],
		residue: []
	};
	const { file, line } = at;
	return {
		name,
		file,
		line,
		verdict: "inconclusive",
		reason: formatReason(reason),
		reasons: [reason],
		...nothing
	};
}
function explain(trial, conclusion) {
	if (conclusion.verdict !== "upheld") return formatReason(conclusion.reasons[0]);
	return explainEvidence(trial, conclusion.evidence);
}
function explainEvidence({ recovery }, evidence) {
	if (evidence.kind === "steps") return `all ${evidence.done.length} steps did what was asked`;
	const [first] = evidence.effects;
	const more = evidence.effects.length - 1;
	const effects = `${first.type === "fault-injected" ? `the ${describeFault$1(first)}` : `${first.kind} (step ${first.index + 1})`}${more > 0 ? ` and ${more} more` : ""}`;
	const back = recovery?.recoveredAtT;
	if (recovery === void 0 || back === void 0) return `the steady state held through ${effects}`;
	const limit = `(limit ${formatMs(recovery.limitMs)})`;
	return back === recovery.faultEndT ? `the steady state held through ${effects} and afterwards` : `the steady state held through ${effects} and was back ${formatMs(back - recovery.faultEndT)} after it ${limit}`;
}
function describeProbe(trial, probe, index) {
	const { record } = trial;
	const phases = Object.fromEntries([
		"baseline",
		"method",
		"recovery"
	].flatMap((phase) => {
		const span = spanOf(record, phase);
		return span ? [[phase, numbersOf(viewBetween(record.series[index], span[0], span[1], probe.everyMs))]] : [];
	}));
	const own = trial.assessments.filter((assessed) => assessed.probe === probe);
	return {
		name: probe.name,
		kind: probe.kind,
		verdict: combineVerdicts(own.map(({ phase, assessment }) => {
			if (assessment.holds === null || assessment.holds === false && phase === "baseline") return "inconclusive";
			return assessment.holds ? "upheld" : "refuted";
		})),
		vantage: probe.vantage,
		phases,
		tolerances: own.map(({ tolerance, phase, assessment }) => ({
			expression: tolerance.expression,
			phase,
			observed: formatObserved(assessment.observed, tolerance.unit),
			holds: assessment.holds,
			line: tolerance.at.line
		}))
	};
}
function describeRecovery({ record, recovery }) {
	if (!recovery) return void 0;
	const { recoveredAtT, faultEndT, limitMs } = recovery;
	return {
		observedMs: recoveredAtT === void 0 ? null : roundMs(recoveredAtT - faultEndT),
		limitMs,
		stableForMs: record.started.recovery.stableForMs
	};
}
function roundMs(ms) {
	return Math.round(ms * 1e3) / 1e3;
}
// src/judge/run-exit.ts
/**
* The exit code of a run: what stopped it comes first (interruption, then infrastructure, then a blast radius that was
* exceeded, which is invalid input); then residue; then the verdict.
*/
function exitCodeOfRun(stops, outcome) {
	const interruption = stops.map(interruptionCode).find((code) => code !== void 0);
	if (interruption !== void 0) return interruption;
	if (stops.some(({ code }) => code === "infrastructure")) return exitCodes.infrastructure;
	if (stops.some(({ code }) => code === "blast-radius-exceeded")) return exitCodes.invalidInput;
	return exitCodeOf(outcome.verdict, outcome);
}
function interruptionCode({ code, message }) {
	if (code !== "interrupted") return void 0;
	if (message.includes("SIGTERM")) return exitCodes.interruptedBySigterm;
	return message.includes("SIGINT") ? exitCodes.interruptedBySigint : void 0;
}
// src/judge/run-reason.ts
/** A result for every experiment that the run announced; what never began was not run, and why. */
function experimentResults(announced, judged, ended) {
	const why = ended ? ended.stopped?.message ?? "the run ended without it" : "the journal ends before it";
	return announced.map((experiment, index) => judged.get(index) ?? experimentNotRun(experiment, why));
}
/** The verdicts that make up the run's: a run that was cut short is not upheld, whatever its experiments came to. */
function verdictsOfRun(experiments, ended) {
	const whole = ended && !ended.stopped;
	return [...experiments.map(({ verdict }) => verdict), ...whole ? [] : ["inconclusive"]];
}
/** One sentence: what made the run come to its verdict. */
function reasonOfRun(verdict, experiments, ended) {
	const worst = experiments.filter((experiment) => experiment.verdict === verdict);
	if (verdict === "upheld") return experiments.length === 1 ? `"${experiments[0].name}": ${experiments[0].reason}` : `all ${experiments.length} experiments were upheld`;
	if (verdict === "inconclusive") {
		if (ended?.stopped) return ended.stopped.message;
		if (!ended) return "the journal has no end: the run was cut short";
	}
	const [first] = worst;
	if (!first) return "the run has no experiments";
	const others = worst.length > 1 ? ` (and ${plural(worst.length - 1, "more experiment")} ${verdict})` : "";
	return `"${first.name}": ${first.reason}${others}`;
}
// src/judge/judge.ts
function createJudge() {
	let run;
	let cluster;
	let ended;
	let lastT = 0;
	const records = /* @__PURE__ */ new Map();
	const recordOf = (experiment) => {
		const record = records.get(experiment);
		if (!record) throw new InvalidInput(`the journal does not fit together: experiment ${experiment + 1} never began`);
		return record;
	};
	const started = () => {
		if (!run) throw new InvalidInput("the journal holds no run: found no run-started event");
		return run;
	};
	return {
		add(event) {
			lastT = Math.max(lastT, event.t);
			if (event.type === "s") addToRecord(recordOf(event.e), event);
			else if (event.type === "run-started") run = event;
			else if (event.type === "cluster-ready") cluster = event;
			else if (event.type === "run-ended") ended = event;
			else if (event.type === "experiment-started") records.set(event.experiment, openRecord(event));
			else if (event.type !== "message") addToRecord(recordOf(event.experiment), event);
		},
		result() {
			const { tool, startedAt, seed, compat, failOn, experiments: announced } = started();
			const stops = [ended, ...[...records.values()].map(({ ended: end }) => end)].flatMap((end) => end?.stopped ?? []);
			const experiments = experimentResults(announced, new Map([...records].map(([index, record]) => [index, judgeExperiment(started(), record)])), ended);
			const verdict = combineVerdicts(verdictsOfRun(experiments, ended));
			return {
				schemaVersion: 1,
				tool,
				verdict,
				exitCode: exitCodeOfRun(stops, {
					verdict,
					failOn,
					residue: experiments.some(({ reasons }) => reasons.some(({ code }) => code === "residue"))
				}),
				reason: reasonOfRun(verdict, experiments, ended),
				startedAt,
				durationMs: lastT,
				seed,
				compat,
				cluster: cluster && describeCluster$1(cluster),
				experiments
			};
		}
	};
}
function describeCluster$1({ provider, name, version, nodes, created }) {
	return {
		provider,
		name,
		version,
		nodes,
		created
	};
}
// src/kubernetes/label-selector.ts
/**
* A workload's selector as the API's `labelSelector` parameter has it: `app=web,tier in (a,b),!canary`.
* An empty selector gives the empty string, which matches every pod of the namespace, as it does in Kubernetes.
*/
function formatLabelSelector(selector) {
	const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
	const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
		switch (operator) {
			case "In": return `${key} in (${values.join(",")})`;
			case "NotIn": return `${key} notin (${values.join(",")})`;
			case "Exists": return key;
			case "DoesNotExist": return `!${key}`;
			default: throw new Error(`a label selector has the operator "${operator}", which Kubernetes does not know`);
		}
	});
	return [...equal, ...expressions].join(",");
}
// src/kubernetes/nodes.ts
/** All nodes. Throws ApiFailure. */
async function listNodes(connection, signal) {
	const { items } = await readJson(connection, {
		path: "/api/v1/nodes",
		asking: "the nodes",
		signal
	});
	return items;
}
async function readNode(connection, node, signal) {
	return await readJson(connection, {
		path: nodePath$1(node),
		asking: `node ${node}`,
		signal
	});
}
/** Pods that are bound to a node. Throws ApiFailure. */
async function listPodsOnNode(connection, node, signal) {
	const { items } = await readJson(connection, {
		path: "/api/v1/pods",
		query: { fieldSelector: `spec.nodeName=${node}` },
		asking: `pods of node ${node}`,
		signal
	});
	return items;
}
/** When the kubelet of a node last renewed its lease, as the node's own clock wrote it; undefined: it has none. */
async function readLeaseRenewal(connection, node, signal) {
	const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${encodeURIComponent(node)}`;
	try {
		const { spec } = await readJson(connection, {
			path,
			asking: `the lease of node ${node}`,
			signal
		});
		return spec?.renewTime === void 0 ? void 0 : String(spec.renewTime);
	} catch (error) {
		if (isNotFound(error)) return void 0;
		throw error;
	}
}
/** Cordons or uncordons a node. Throws ApiFailure. */
async function setUnschedulable(connection, node, unschedulable, signal) {
	await readJson(connection, {
		method: "PATCH",
		path: nodePath$1(node),
		contentType: "application/merge-patch+json",
		body: { spec: { unschedulable: unschedulable || null } },
		asking: `${unschedulable ? "cordon" : "uncordon"} node ${node}`,
		signal
	});
}
/** Does its kubelet say Ready, and does the cluster still believe it? */
function isReady(node) {
	return node?.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
}
function nodePath$1(node) {
	return `/api/v1/nodes/${encodeURIComponent(node)}`;
}
// src/kubernetes/watch-objects.ts
const firstPauseMs = 100;
const longestPauseMs = 2e3;
const shortWatchMs = 500;
/**
* Lists a collection and then follows it until the signal aborts, when it resolves. A watch that ends goes on from the
* last version seen, or (410, or a broken connection) lists again. Rejects when the API server refuses (4xx other than
* 410 and 429), when the first list fails, or with what the listener threw; an API server that is away later is waited for,
* and `onInterruption` hears of it.
*/
async function watchObjects(connection, target, signal, listener, onInterruption = () => {}) {
	let version;
	let listedOnce = false;
	let pauseMs = firstPauseMs;
	while (!signal.aborted) try {
		if (version === void 0) {
			const list = await listAll(connection, target, signal);
			listener({
				type: "listed",
				objects: list.items
			});
			listedOnce = true;
			if (signal.aborted) return;
			version = list.metadata.resourceVersion;
		}
		const began = performance.now();
		version = await followFrom(connection, target, version, signal, listener);
		pauseMs = firstPauseMs;
		if (performance.now() - began < shortWatchMs) await pause(pauseMs, signal);
	} catch (error) {
		if (signal.aborted) return;
		if (!listedOnce || error instanceof ListenerFailed || isRefusal(error)) throw error instanceof ListenerFailed ? error.cause : error;
		onInterruption(`${target.asking}: the watch was interrupted: ${messageOf(error)}`);
		version = void 0;
		await pause(pauseMs, signal);
		pauseMs = Math.min(2 * pauseMs, longestPauseMs);
	}
}
async function pause(ms, signal) {
	await setTimeout$1(ms, void 0, { signal }).catch(() => {});
}
async function listAll(connection, target, signal) {
	return await readJson(connection, {
		path: target.path,
		query: {
			labelSelector: target.labelSelector,
			fieldSelector: target.fieldSelector
		},
		asking: target.asking,
		signal
	});
}
/** Follows one watch to its end and returns the last version seen; undefined asks for a new list. */
async function followFrom(connection, target, from, signal, listener) {
	const ended = Promise.withResolvers();
	let version = from;
	let stopped = false;
	const onEvent = (phase, object) => {
		if (stopped) return;
		if (phase === "ERROR") {
			version = void 0;
			if (object.code === 410) ended.resolve();
			else ended.reject(new ApiFailure(`${target.asking}: ${object.message ?? "error"}`, { status: object.code }));
			return;
		}
		version = object.metadata?.resourceVersion ?? version;
		if (phase === "BOOKMARK") return;
		try {
			listener({
				type: phase.toLowerCase(),
				object
			});
		} catch (error) {
			ended.reject(new ListenerFailed(error));
		}
	};
	const query = {
		resourceVersion: from,
		allowWatchBookmarks: true,
		labelSelector: target.labelSelector,
		fieldSelector: target.fieldSelector
	};
	const onAbort = () => ended.resolve();
	signal.addEventListener("abort", onAbort, { once: true });
	const watching = new Watch(connection.config).watch(target.path, query, onEvent, (error) => {
		const { statusCode, name } = error ?? {};
		if (statusCode === 410) version = void 0;
		if (!error || statusCode === 410 || name === "TimeoutError") ended.resolve();
		else ended.reject(new ApiFailure(`watch ${target.asking}: ${describeFetchError(error)}`, { status: statusCode }));
	});
	try {
		await ended.promise;
		return version;
	} finally {
		stopped = true;
		signal.removeEventListener("abort", onAbort);
		watching.then((controller) => controller.abort(), () => {});
	}
}
/** What the listener threw: a bug of ours, not the API server's failure. */
var ListenerFailed = class extends Error {
	constructor(cause) {
		super(messageOf(cause), { cause });
	}
};
function isRefusal(error) {
	if (!(error instanceof ApiFailure) || error.status === void 0) return false;
	return error.status >= 400 && error.status < 500 && error.status !== 410 && error.status !== 429;
}
/** fetch says `fetch failed` and keeps the reason in its cause. */
function describeFetchError(error) {
	const cause = error instanceof Error ? error.cause : void 0;
	return cause ? `${messageOf(error)} (${messageOf(cause)})` : messageOf(error);
}
// src/kubernetes/read-service.ts
/** A Service, or the port of it that is meant, is not there: a wrong name more often than a broken cluster. */
var ServiceMissing = class extends InfrastructureFailure {};
/** Looks a Service up. Throws ServiceMissing, one sentence, when it or its port is not there; ApiFailure for the rest. */
async function readService(connection, target, signal) {
	const label = `${target.namespace}/${target.name}`;
	let service;
	try {
		service = await readJson(connection, {
			path: `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/services/${encodeURIComponent(target.name)}`,
			asking: `Service ${label}`,
			signal
		});
	} catch (error) {
		if (isNotFound(error)) throw new ServiceMissing(`there is no Service ${label}`, { cause: error });
		throw error;
	}
	const ports = service.spec?.ports ?? [];
	const port = ports.find((candidate) => candidate.port === target.port);
	if (port) return {
		service,
		port
	};
	const there = ports.map((candidate) => candidate.port).join(", ") || "none";
	throw new ServiceMissing(`Service ${label} has no port ${target.port}; its ports: ${there}`);
}
// src/kubernetes/resource-path.ts
/** The path of a collection, or of one object in it. */
function resourcePath(resource, namespace, name) {
	return `${resource.groupVersion.includes("/") ? `/apis/${resource.groupVersion}` : `/api/${resource.groupVersion}`}${resource.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : ""}/${resource.name}${name === void 0 ? "" : `/${encodeURIComponent(name)}`}`;
}
/**
* Finds the resource of an `apiVersion` and `kind`; undefined when the API server does not serve it (yet).
* Throws ApiFailure.
*/
async function findResourceOfKind(connection, groupVersion, kind, signal) {
	const found = (await readResourceList(connection, groupVersion, signal))?.resources.find((candidate) => candidate.kind === kind && !candidate.name.includes("/"));
	return found && {
		groupVersion,
		name: found.name,
		kind,
		namespaced: found.namespaced
	};
}
/**
* Finds a resource as kubectl users name it: `deployments`, `deployment`, `deploy`, `deployments.apps`.
* Throws InvalidInput when the API server serves nothing of that name, ApiFailure when it does not say.
*/
async function findResourceByName(connection, wanted, signal) {
	const [name = "", ...group] = wanted.toLowerCase().split(".");
	for (const groupVersion of await listGroupVersions(connection, group.join("."), signal)) {
		const found = (await readResourceList(connection, groupVersion, signal))?.resources.find((candidate) => !candidate.name.includes("/") && [
			candidate.name,
			candidate.singularName,
			candidate.kind.toLowerCase(),
			...candidate.shortNames ?? []
		].includes(name));
		if (found) return {
			groupVersion,
			name: found.name,
			kind: found.kind,
			namespaced: found.namespaced
		};
	}
	throw new InvalidInput(`the cluster has no resource "${wanted}"; expected one of kubectl api-resources`);
}
/** Preferred versions, the core group first. */
async function listGroupVersions(connection, group, signal) {
	const { groups } = await readJson(connection, {
		path: "/apis",
		asking: "the cluster's API groups",
		signal
	});
	const named = groups.filter((candidate) => group === "" || candidate.name === group).map((candidate) => candidate.preferredVersion.groupVersion);
	return group === "" ? ["v1", ...named] : named;
}
async function readResourceList(connection, groupVersion, signal) {
	try {
		return await readJson(connection, {
			path: groupVersion.includes("/") ? `/apis/${groupVersion}` : `/api/${groupVersion}`,
			asking: `the resources of ${groupVersion}`,
			signal
		});
	} catch (error) {
		if (isNotFound(error)) return void 0;
		throw error;
	}
}
// src/cluster/cluster-address-vantage.ts
/** Ports that only root may listen on are served this much higher by a cluster that is not root's. */
const unprivilegedShift = 1e4;
/**
* The Service's own cluster address, where this machine can reach it as the pods do (the embedded cluster). The way is
* whole as long as the cluster's process, which is its network, lives.
*/
function openClusterAddressVantage(connection, lives) {
	return { async openService(target, signal) {
		const { service, port } = await readService(connection, target, signal);
		const address = service.spec?.clusterIP;
		if (!address || address === "None") throw new ServiceMissing(`Service ${target.namespace}/${target.name} is headless: it has no address of its own to probe`);
		return {
			host: address,
			port: await mayListen(port.port) ? port.port : port.port + unprivilegedShift,
			description: `Service ${target.namespace}/${target.name} through its cluster address`,
			check: async () => lives(),
			async [Symbol.asyncDispose]() {}
		};
	} };
}
/** The cluster runs as the user we are: a port that we may not listen on, it may not either. */
function mayListen(port) {
	const server = createServer();
	return new Promise((resolve, reject) => {
		server.once("error", (error) => {
			if (error.code === "EACCES") resolve(false);
			else if (error.code === "EADDRINUSE") resolve(true);
			else reject(error);
		});
		server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
	});
}
// src/cluster/embedded-door.ts
/** Routes that the embedded cluster serves beside the Kubernetes API, under the same certificate and token. */
const root = "/chaos-gate/v1";
/** The node door of the embedded cluster: its kubelets signal their containers' processes. */
function openEmbeddedDoor(connection) {
	const toNode = async (node, verb, body, signal) => {
		const asking = `${verb} node ${node}`;
		await readJson(connection, {
			method: "POST",
			path: `${nodePath(node)}/${verb}`,
			body,
			asking,
			signal
		});
	};
	const refuse = async () => {
		throw new InfrastructureFailure(notThere);
	};
	return {
		async signalContainer(container, name, signal) {
			const { result } = await readJson(connection, {
				method: "POST",
				path: `${containerPath(container)}/signal`,
				body: { signal: name },
				asking: `${name} to container ${container.containerId} on node ${container.node}`,
				signal
			});
			return result;
		},
		async containerState(container, signal) {
			return await readJson(connection, {
				path: containerPath(container),
				asking: `the process of container ${container.containerId} on node ${container.node}`,
				signal
			});
		},
		refusal: (operation) => carried.has(operation) ? void 0 : notThere,
		stopNode: (node, _how, signal) => toNode(node, "stop", { how: "kill" }, signal),
		pauseNode: (node, signal) => toNode(node, "stop", { how: "pause" }, signal),
		startNode: (node, signal) => toNode(node, "start", {}, signal),
		async machineState(node, signal) {
			const asking = `the state of node ${node}`;
			return (await readJson(connection, {
				path: nodePath(node),
				asking,
				signal
			})).state;
		},
		controlService: refuse,
		serviceProcess: refuse,
		execute: refuse
	};
}
const carried = /* @__PURE__ */ new Set(["stop", "pause"]);
const notThere = "the nodes of the embedded cluster are no machines: they can be stopped, paused and started, but have no services and no commands; use kind";
/** Tells the embedded cluster about an image; `build` is the folder of the Dockerfile that it reads. */
async function registerImage(connection, image, signal) {
	await readJson(connection, {
		method: "POST",
		path: `${root}/images`,
		body: image,
		asking: `image ${image.image}`,
		signal,
		timeoutMs: 12e4
	});
}
function containerPath(container) {
	const id = container.containerId.replace(/^[^:]+:\/\//, "");
	return `${nodePath(container.node)}/containers/${encodeURIComponent(id)}`;
}
function nodePath(node) {
	return `${root}/nodes/${encodeURIComponent(node)}`;
}
// src/cluster/embedded-process.ts
const readyTimeoutMs$2 = 3e4;
const endTimeoutMs = 1e4;
/**
* Starts the embedded cluster as a process of its own, so that its load never delays the gate's probes.
* Unless detached, its lifeline is standard input: it ends when this process does, however that happens.
* Throws InfrastructureFailure with its last words when it does not get ready.
*/
async function startEmbedded(options) {
	const { directory, name, nodes, zones, detached, logFile, signal } = options;
	const argv = [
		embeddedProgram(),
		"--directory",
		directory,
		"--name",
		name,
		"--nodes",
		String(nodes),
		"--zones",
		zones.join(",")
	];
	signal.throwIfAborted();
	const log = openSync(logFile, "a");
	let child;
	try {
		child = spawn(process.execPath, detached ? [...argv, "--detached"] : argv, {
			detached: true,
			stdio: [
				detached ? "ignore" : "pipe",
				"pipe",
				log
			]
		});
	} finally {
		closeSync(log);
	}
	child.stdin?.on("error", () => {});
	try {
		const ready = await readReadyLine(child, logFile, signal);
		if (detached) {
			child.stdout?.destroy();
			child.unref();
		}
		return {
			pid: ready.pid,
			kubeconfig: ready.kubeconfig,
			end: () => endChild(child)
		};
	} catch (error) {
		await endChild(child);
		throw error;
	}
}
/** Ends an embedded cluster that another process started; resolves when it is gone. */
async function endProcess$1(pid) {
	if (!sendSignal(pid, "SIGTERM")) return;
	const deadline = performance.now() + endTimeoutMs;
	while (sendSignal(pid, 0)) {
		if (performance.now() > deadline) sendSignal(pid, "SIGKILL");
		await setTimeout$1(50);
	}
}
/** Is there a process of that id? */
function processLives(pid) {
	return sendSignal(pid, 0);
}
async function readReadyLine(child, logFile, signal) {
	const ready = Promise.withResolvers();
	const fail = (what) => {
		const words = lastWords(readFileSync(logFile, "utf8"));
		ready.reject(new InfrastructureFailure(`the embedded cluster ${what}${words ? `: ${words}` : ""} (${logFile})`));
	};
	const onAbort = () => ready.reject(signal.reason);
	const onExit = (code, by) => fail(`ended with ${code ?? by} before it was ready`);
	const onError = (error) => fail(`could not be started (${error.message})`);
	const timer = setTimeout(() => fail(`was not ready within ${readyTimeoutMs$2 / 1e3} s`), readyTimeoutMs$2);
	signal.addEventListener("abort", onAbort, { once: true });
	child.once("exit", onExit);
	child.once("error", onError);
	createInterface(child.stdout).on("line", (line) => {
		if (!line.startsWith("{\"ready\":")) return;
		const said = JSON.parse(line);
		if (said.ready) ready.resolve(said);
		else ready.reject(new InfrastructureFailure(`the embedded cluster did not start: ${said.error}`));
	});
	try {
		return await ready.promise;
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", onAbort);
		child.off("exit", onExit);
		child.off("error", onError);
	}
}
/** The error that a Node program died of, without its stack; else the last line. Pure. */
function lastWords(log) {
	const lines = log.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("at ") && !line.startsWith("Node.js v"));
	return lines.findLast((line) => /^\w*Error\b.*: /.test(line)) ?? lines.at(-1) ?? "";
}
async function endChild(child) {
	if (child.pid === void 0 || child.exitCode !== null || child.signalCode !== null) return;
	const exited = once(child, "exit");
	if (child.stdin) child.stdin.end();
	else child.kill("SIGTERM");
	const timer = setTimeout(() => child.kill("SIGKILL"), endTimeoutMs);
	await exited;
	clearTimeout(timer);
}
function sendSignal(pid, signal) {
	try {
		return process.kill(pid, signal);
	} catch (error) {
		if (error.code === "ESRCH") return false;
		throw error;
	}
}
/** From the sources Node strips the types; in the bundle it is a program beside this chunk. */
function embeddedProgram() {
	const fromSource = import.meta.url.endsWith(".ts");
	return fileURLToPath(new URL(fromSource ? "../embedded/main.ts" : "./embedded.js", import.meta.url));
}
// src/cluster/embedded.ts
/** Enough for a mesh and for faults on one node to leave others. */
const defaultNodes$2 = 3;
const logName = "embedded-cluster.log";
const stateName = "embedded-cluster.json";
/** The Kubernetes that this product brings along: one process, no engine, no root. A rehearsal, and named as such. */
const embedded = {
	name: "embedded",
	async up(options) {
		const { wish, directory, keep, signal, report } = options;
		if (process.platform !== "linux") throw new InvalidInput(`the embedded cluster needs Linux (its pods have addresses of their own in 127/8), this is ${process.platform}; use kind`);
		const name = wish.name ?? "embedded";
		const nodes = wish.nodes ?? defaultNodes$2;
		for (const key of ["nodeImage", "kubernetesVersion"]) if (wish[key] !== void 0) report(`the embedded cluster has no ${key}: ${wish[key]} is for kind and Minikube`);
		await mkdir(directory, { recursive: true });
		const identity = {
			provider: "embedded",
			name,
			kubeconfig: join(directory, "kubeconfig"),
			created: true,
			details: { directory }
		};
		options.willCreate(identity);
		const started = await startEmbedded({
			directory,
			name,
			nodes,
			zones: wish.zones ?? [],
			detached: keep,
			logFile: join(directory, logName),
			signal
		});
		try {
			const state = {
				pid: started.pid,
				kubeconfig: started.kubeconfig
			};
			await writeFile(join(directory, stateName), JSON.stringify(state), { mode: 384 });
			return await openCluster$3({
				...identity,
				kubeconfig: started.kubeconfig
			}, started, keep, signal);
		} catch (error) {
			await started.end();
			throw error;
		}
	},
	async attach(identity, signal) {
		const stateFile = join(String(identity.details?.directory ?? ""), stateName);
		if (!existsSync(stateFile)) return void 0;
		const { pid, kubeconfig } = JSON.parse(readFileSync(stateFile, "utf8"));
		if (!processLives(pid)) return void 0;
		const attached = {
			pid,
			kubeconfig,
			end: () => endProcess$1(pid)
		};
		try {
			return await openCluster$3({
				...identity,
				kubeconfig
			}, attached, true, signal);
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof InfrastructureFailure) return void 0;
			throw error;
		}
	}
};
async function openCluster$3(identity, started, keep, signal) {
	const connection = await connect$1(identity.kubeconfig, identity.context, { signal });
	const directory = String(identity.details?.directory);
	return {
		identity: {
			...identity,
			details: {
				directory,
				pid: started.pid
			}
		},
		node: openEmbeddedDoor(connection),
		vantage: openClusterAddressVantage(connection, () => processLives(started.pid)),
		async loadImages(images, abort) {
			for (const image of images) await registerImage(connection, image, abort);
		},
		async exportLogs(target) {
			await mkdir(target, { recursive: true });
			await copyFile(join(directory, logName), join(target, logName));
		},
		delete: () => started.end(),
		async [Symbol.asyncDispose]() {
			if (!keep) await started.end();
		}
	};
}
// src/cluster/container-engine.ts
/** The container engine that kind uses: docker, or what KIND_EXPERIMENTAL_PROVIDER names (their command lines agree). */
function engineName() {
	return process.env.KIND_EXPERIMENTAL_PROVIDER || "docker";
}
/** Throws InfrastructureFailure, one sentence with the remedy, when no engine answers. */
async function requireEngine(signal) {
	const engine = engineName();
	const instead = "start one, or use --cluster embedded";
	if (await findProgram(engine) === void 0) throw new InfrastructureFailure(`kind needs a container engine, and ${engine} is not on PATH: ${instead}`);
	try {
		await runCommand([
			engine,
			"info",
			"--format",
			"{{.ServerVersion}}"
		], {
			signal,
			timeoutMs: 2e4
		});
	} catch (error) {
		signal.throwIfAborted();
		throw new InfrastructureFailure(`kind needs a container engine, and ${engine} does not answer: ${instead}`, { cause: error });
	}
}
/** Builds images that name a folder, pulls what is not on this machine. Throws InfrastructureFailure with the engine's last words. */
async function provideImages(images, signal, report) {
	const engine = engineName();
	for (const { image, build } of images) if (build !== void 0) {
		report(`building image ${image}`);
		await runCommand([
			engine,
			"build",
			"--tag",
			image,
			build
		], { signal });
	} else if (!await hasImage(image, signal)) {
		report(`pulling image ${image}`);
		await runCommand([
			engine,
			"pull",
			image
		], { signal });
	}
}
/** Is the image on this machine? */
async function hasImage(image, signal) {
	try {
		await runCommand([
			engineName(),
			"image",
			"inspect",
			"--format",
			"{{.Id}}",
			image
		], {
			signal,
			timeoutMs: 2e4
		});
		return true;
	} catch (error) {
		if (error instanceof CommandFailed && typeof error.status === "number") return false;
		throw error;
	}
}
/** Saves images into one archive, hands it to `use`, and removes it. */
async function withImageArchive(images, signal, use) {
	const folder = await mkdtemp(join(tmpdir(), "chaos-gate-images-"));
	try {
		const archive = join(folder, "images.tar");
		await runCommand([
			engineName(),
			"image",
			"save",
			"--output",
			archive,
			...images
		], { signal });
		await use(archive);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
// src/cluster/node-command.ts
/** Everything of a node door that goes through commands on the node: a systemd machine whose containers run in containerd. */
function commandOperations(run) {
	const demand = async (node, argv, abort) => {
		const { status, stdout, stderr } = await run(node, argv, abort);
		if (status === 0) return stdout;
		throw new CommandFailed({
			command: `${argv.join(" ")} (on node ${node})`,
			status,
			stdout,
			stderr
		});
	};
	const ctr = [
		"ctr",
		"--namespace",
		"k8s.io"
	];
	return {
		execute: run,
		async signalContainer(container, name, abort) {
			const argv = [
				...ctr,
				"tasks",
				"kill",
				"--signal",
				name,
				idOf(container)
			];
			const { status, stdout, stderr } = await run(container.node, argv, abort);
			if (status === 0) return "sent";
			if (isGone(stderr)) return "gone";
			throw new CommandFailed({
				command: `${argv.join(" ")} (on node ${container.node})`,
				status,
				stdout,
				stderr
			});
		},
		async containerState(container, abort) {
			return findTask(await demand(container.node, [
				...ctr,
				"tasks",
				"list"
			], abort), idOf(container));
		},
		async controlService(node, service, verb, abort) {
			await demand(node, [
				"systemctl",
				verb,
				units[service]
			], abort);
		},
		async serviceProcess(node, service, abort) {
			const pid = Number(await demand(node, [
				"systemctl",
				"show",
				"--property",
				"MainPID",
				"--value",
				units[service]
			], abort));
			return pid > 0 ? pid : void 0;
		}
	};
}
const units = {
	kubelet: "kubelet",
	runtime: "containerd"
};
/** Runs a command that carries another one to a node; the exit code of the inner one is its answer. */
async function runThrough(argv, options) {
	try {
		return {
			status: 0,
			...await runCommand(argv, options)
		};
	} catch (error) {
		if (!(error instanceof CommandFailed) || typeof error.status !== "number") throw error;
		return {
			status: error.status,
			stdout: error.stdout,
			stderr: error.stderr
		};
	}
}
/** Reads `ctr tasks list`: TASK PID STATUS. Pure. */
function findTask(list, id) {
	for (const line of list.split("\n")) {
		const [task, pid, status] = line.trim().split(/\s+/);
		if (task === id && status !== "STOPPED") return {
			state: "running",
			pid: Number(pid)
		};
	}
	return { state: "ended" };
}
function idOf(container) {
	return container.containerId.replace(/^[^:]+:\/\//, "");
}
/** ctr's words for a container or task that is not there, or whose process has ended. */
function isGone(stderr) {
	return /: not found|process already finished|no running task/i.test(stderr);
}
// src/cluster/kind-door.ts
const commandTimeoutMs$1 = 3e4;
/** A node's own shutdown: the engine waits so long before it kills it. */
const shutdownSeconds = 20;
const machineTimeoutMs = 6e4;
/** The node door of kind: its nodes are containers of the engine, which stops, freezes and enters them. */
function openKindDoor() {
	const engine = async (argv, signal) => {
		const { stdout } = await runCommand([engineName(), ...argv], {
			signal,
			timeoutMs: machineTimeoutMs
		});
		return stdout.trim();
	};
	const machineState = async (node, abort) => readState(await engine([
		"inspect",
		"--type",
		"container",
		"--format",
		"{{.State.Status}}",
		node
	], abort));
	return {
		...commandOperations((node, argv, signal) => runThrough([
			engineName(),
			"exec",
			node,
			...argv
		], {
			signal,
			timeoutMs: commandTimeoutMs$1
		})),
		refusal: () => void 0,
		machineState,
		async stopNode(node, { force }, abort) {
			await engine(force ? ["kill", node] : [
				"stop",
				"--time",
				String(shutdownSeconds),
				node
			], abort);
		},
		async pauseNode(node, abort) {
			await engine(["pause", node], abort);
		},
		async startNode(node, abort) {
			const state = await machineState(node, abort);
			if (state === "paused") await engine(["unpause", node], abort);
			if (state === "stopped") await engine(["start", node], abort);
		}
	};
}
/** The engine's word for a container's state as a machine's. */
function readState(status) {
	if (status === "paused") return "paused";
	return status === "running" || status === "restarting" ? "running" : "stopped";
}
// src/cluster/service-proxy.ts
/**
* A Service through the API server's service proxy, as a local port: it passes the Service's endpoints but not kube-proxy, adds
* about 14 ms, and goes with the API server. Works wherever the API does.
*/
async function openServiceProxy(connection, target) {
	const label = `${target.namespace}/${target.name}`;
	if (target.protocol === "https") throw new InfrastructureFailure(`Service ${label} speaks https, and this machine reaches no node of the cluster: it can only be probed from where nodes are reachable`);
	const root = `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/services/${encodeURIComponent(target.name)}:${target.port}/proxy`;
	const server = http.createServer((incoming, outgoing) => {
		const gone = new AbortController();
		outgoing.once("close", () => gone.abort());
		forward(connection, root, incoming, outgoing, gone.signal).catch(() => {
			outgoing.destroy();
		});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		host: "127.0.0.1",
		port: server.address().port,
		description: `Service ${label} through the API server's service proxy (endpoints, not kube-proxy)`,
		async check(signal) {
			const { status } = await connection.send({
				path: "/readyz",
				asking: "the API server",
				signal
			});
			return status === 200;
		},
		async [Symbol.asyncDispose]() {
			server.close();
			server.closeAllConnections();
		}
	};
}
/** Hands one request on with the API server's credentials, and its answer back, both as they come. */
async function forward(connection, root, incoming, outgoing, signal) {
	const credentials = {};
	await connection.config.applyToHTTPSOptions(credentials);
	const server = connection.config.getCurrentCluster()?.server ?? "";
	const { host: _host, authorization: _authorization, ...headers } = incoming.headers;
	const request = (server.startsWith("https:") ? https : http).request(`${server}${root}${incoming.url ?? "/"}`, {
		...credentials,
		method: incoming.method,
		headers: {
			...headers,
			...credentials.headers
		},
		signal
	});
	const answer = new Promise((resolve, reject) => {
		request.once("response", resolve);
		request.once("error", reject);
	});
	await Promise.all([pipeline(incoming, request), answer]);
	const { statusCode = 502, headers: answered } = await answer;
	outgoing.writeHead(statusCode, answered);
	await pipeline(await answer, outgoing);
}
// src/cluster/tcp-reach.ts
/** Tries one TCP connection, until the signal aborts. */
async function canConnect(host, port, signal) {
	if (signal.aborted) return "silent";
	return await new Promise((resolve) => {
		const socket = connect({
			host,
			port
		});
		const settle = (answer) => {
			signal.removeEventListener("abort", onAbort);
			socket.destroy();
			resolve(answer);
		};
		const onAbort = () => settle("silent");
		signal.addEventListener("abort", onAbort, { once: true });
		socket.once("connect", () => settle("connected"));
		socket.on("error", (error) => settle(error.code === "ECONNREFUSED" ? "refused" : "silent"));
	});
}
/** Waits until a port accepts, at most so long; there is no event for it. Rejects with the signal's reason only. */
async function awaitConnection(host, port, limitMs, signal) {
	const limit = AbortSignal.timeout(limitMs);
	const either = AbortSignal.any([signal, limit]);
	while (!either.aborted) {
		if (await canConnect(host, port, either) === "connected") return true;
		await setTimeout$1(50, void 0, { signal: either }).catch(() => {});
	}
	signal.throwIfAborted();
	return false;
}
// src/cluster/service-vantage.ts
/** On everything that the gate puts into a cluster for itself. */
const partOfGate = { "chaos-gate.io/part-of": "gate" };
/** Whose it is, where several runs may share a cluster. */
const runLabel = "chaos-gate.io/run";
/** kube-proxy has programmed a new Service by then, if it ever does. */
const programmedMs = 3e3;
const reachableMs = 1500;
const kubeletPort = 10250;
/**
* The way to a Service of a real cluster: a twin of it with a NodePort, at a node's own address, which passes kube-proxy as
* users do; where this machine cannot reach the nodes, the API server's service proxy.
*/
function openServiceVantage(connection, run) {
	return { async openService(target, signal) {
		const found = await readService(connection, target, signal);
		const node = await findReachableNode(connection, signal);
		const hasSelector = Object.keys(found.service.spec?.selector ?? {}).length > 0;
		if (node && hasSelector) return await openTwin(connection, target, found, {
			node,
			run
		}, signal);
		return await openServiceProxy(connection, target);
	} };
}
/** Removes the twins that a crashed run left behind in a cluster that outlives it; without a run, those of all runs. Returns how many. */
async function removeTwins(connection, run, signal) {
	const labels = {
		...partOfGate,
		...run !== void 0 && { [runLabel]: run }
	};
	const { items } = await readJson(connection, {
		path: "/api/v1/services",
		query: { labelSelector: Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(",") },
		asking: "the gate's own Services",
		signal
	});
	for (const { metadata } of items) await deleteService(connection, metadata?.namespace ?? "", metadata?.name ?? "", signal);
	return items.length;
}
async function openTwin(connection, target, { service, port }, { node, run }, signal) {
	const { selector, publishNotReadyAddresses, sessionAffinity, sessionAffinityConfig } = service.spec ?? {};
	const twin = await readJson(connection, {
		method: "POST",
		path: `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/services`,
		asking: `a NodePort twin of Service ${target.namespace}/${target.name}`,
		body: {
			apiVersion: "v1",
			kind: "Service",
			metadata: {
				name: twinName(target),
				labels: {
					...partOfGate,
					...run !== void 0 && { [runLabel]: run }
				}
			},
			spec: {
				type: "NodePort",
				selector,
				publishNotReadyAddresses,
				sessionAffinity,
				sessionAffinityConfig,
				ports: [{
					port: port.port,
					targetPort: port.targetPort,
					protocol: port.protocol
				}]
			}
		},
		signal
	});
	const name = twin.metadata?.name ?? "";
	const nodePort = twin.spec?.ports?.[0]?.nodePort ?? 0;
	const remove = () => deleteService(connection, target.namespace, name);
	try {
		await awaitConnection(node.address, nodePort, programmedMs, signal);
	} catch (error) {
		await remove();
		throw error;
	}
	return {
		host: node.address,
		port: nodePort,
		description: `NodePort twin of Service ${target.namespace}/${target.name} on node ${node.name}`,
		check: async (abort) => answered(await canConnect(node.address, kubeletPort, abort)),
		[Symbol.asyncDispose]: remove
	};
}
/** A control plane first: it is the last node that a scenario stops. */
async function findReachableNode(connection, signal) {
	const { items } = await readJson(connection, {
		path: "/api/v1/nodes",
		asking: "the nodes' addresses",
		signal
	});
	for (const node of items.toSorted((a, b) => rank$1(a) - rank$1(b))) {
		const address = node.status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
		if (!address) continue;
		const abort = AbortSignal.any([signal, AbortSignal.timeout(reachableMs)]);
		if (answered(await canConnect(address, kubeletPort, abort))) return {
			name: node.metadata?.name ?? "",
			address
		};
		signal.throwIfAborted();
		return;
	}
	throw new InfrastructureFailure("the cluster has no node with an address");
}
function rank$1(node) {
	return "node-role.kubernetes.io/control-plane" in (node.metadata?.labels ?? {}) ? 0 : 1;
}
function answered(answer) {
	return answer !== "silent";
}
function twinName(target) {
	return `chaos-gate-${target.name.slice(0, 40)}-${randomBytes(3).toString("hex")}`;
}
async function deleteService(connection, namespace, name, signal) {
	try {
		await readJson(connection, {
			method: "DELETE",
			path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(name)}`,
			asking: `delete Service ${namespace}/${name}`,
			signal
		});
	} catch (error) {
		if (!isNotFound(error)) throw error;
	}
}
// src/cluster/existing.ts
/** Contexts that tools for clusters on one's own machine make. */
const localContexts = [
	/^kind-/,
	/^minikube$/,
	/^k3d-/,
	/^docker-desktop$/
];
/** A cluster that is there already, by kubeconfig and context. Never taken down; nothing but the app is put into it for good. */
const existing = {
	name: "existing",
	async up(options) {
		const { wish, allowContext, signal } = options;
		const kubeconfig = resolve(wish.kubeconfig ?? defaultKubeconfig());
		const context = loadKubeconfig(kubeconfig, wish.context).currentContext;
		if (allowContext !== context && !localContexts.some((pattern) => pattern.test(context))) throw new InvalidInput(`context "${context}" of ${kubeconfig} may be a cluster that others need: to inject faults there, allow it by --allow-context ${context}`);
		const identity = {
			provider: "existing",
			name: context,
			kubeconfig,
			context,
			created: false,
			details: { run: randomBytes(6).toString("hex") }
		};
		options.willCreate(identity);
		return await openCluster$2(identity, signal);
	},
	async attach(identity, signal) {
		return await openCluster$2(identity, signal);
	}
};
async function openCluster$2(identity, signal) {
	const connection = await connect$1(identity.kubeconfig, identity.context, { signal });
	const run = identity.details?.run === void 0 ? void 0 : String(identity.details.run);
	return {
		identity,
		node: await chooseDoor(connection, signal),
		vantage: openServiceVantage(connection, run),
		async loadImages(images) {
			const [built] = images.filter((each) => each.build !== void 0);
			if (built) throw new InvalidInput(`image ${built.image} is to be built, and an existing cluster's nodes cannot be reached with it: push it to a registry that the cluster pulls from`);
		},
		async exportLogs() {},
		async delete() {
			await removeTwins(connection, run);
		},
		async [Symbol.asyncDispose]() {}
	};
}
/** As kubectl looks for it: the first file of KUBECONFIG, else ~/.kube/config. */
function defaultKubeconfig() {
	const named = (process.env.KUBECONFIG ?? "").split(delimiter).find((path) => path !== "");
	const path = named ?? join(homedir(), ".kube", "config");
	if (!named && !existsSync(path)) throw new InvalidInput(`there is no kubeconfig: name one by --kubeconfig (looked at KUBECONFIG and ${path})`);
	return path;
}
/** The nodes of a kind cluster on this machine's engine are within reach, whoever created it. Of others, none are. */
async function chooseDoor(connection, signal) {
	const name = /^kind-(.+)$/.exec(connection.context)?.[1];
	return name !== void 0 && await isKindOfThisMachine(name, signal) ? openKindDoor() : closedDoor(connection.context);
}
async function isKindOfThisMachine(name, signal) {
	const engine = engineName();
	if (await findProgram(engine) === void 0) return false;
	try {
		const filter = `label=io.x-k8s.kind.cluster=${name}`;
		const { stdout } = await runCommand([
			engine,
			"ps",
			"--quiet",
			"--filter",
			filter
		], {
			signal,
			timeoutMs: 1e4
		});
		return stdout.trim() !== "";
	} catch (error) {
		if (error instanceof CommandFailed) return false;
		throw error;
	}
}
function closedDoor(context) {
	const nodes = `the nodes of the existing cluster ${context} are out of reach`;
	const refuse = async () => {
		throw new InfrastructureFailure(`${nodes}: faults on processes and their proof need kind, Minikube or the embedded cluster`);
	};
	return {
		signalContainer: refuse,
		containerState: refuse,
		refusal: () => `${nodes}: faults on nodes need kind, Minikube or the embedded cluster`,
		stopNode: refuse,
		pauseNode: refuse,
		startNode: refuse,
		machineState: refuse,
		controlService: refuse,
		serviceProcess: refuse,
		execute: refuse
	};
}
// src/cluster/kind-cli.ts
const createTimeoutMs = 6e5;
const otherTimeoutMs$1 = 3e5;
/** Finds kind on PATH. Throws InfrastructureFailure when it is not there. */
async function openKindCli() {
	if (await findProgram("kind") === void 0) throw new InfrastructureFailure("kind is not on PATH: install it (https://kind.sigs.k8s.io), or use --cluster embedded");
	const run = async (argv, signal) => {
		const { stdout } = await runCommand(["kind", ...argv], {
			signal,
			timeoutMs: otherTimeoutMs$1
		});
		return stdout;
	};
	return {
		async version(signal) {
			const words = (await run(["version"], signal)).split(/\s+/);
			return words[1] ?? words[0] ?? "";
		},
		async listClusters(signal) {
			return splitLines(await run([
				"get",
				"clusters",
				"--quiet"
			], signal));
		},
		async create({ name, config, kubeconfig, image, signal, onLine }) {
			await runCommand([
				"kind",
				...[
					"create",
					"cluster",
					"--name",
					name,
					"--config",
					"-",
					"--kubeconfig",
					kubeconfig,
					"--retain"
				],
				...image ? ["--image", image] : []
			], {
				input: config,
				signal,
				timeoutMs: createTimeoutMs,
				onLine,
				graceMs: 5e3
			});
		},
		async delete(name, kubeconfig, signal) {
			await run([
				"delete",
				"cluster",
				"--name",
				name,
				"--kubeconfig",
				kubeconfig
			], signal);
		},
		async listNodes(name, signal) {
			return splitLines(await run([
				"get",
				"nodes",
				"--name",
				name,
				"--quiet"
			], signal));
		},
		async loadImageArchive(name, archive, signal) {
			await run([
				"load",
				"image-archive",
				archive,
				"--name",
				name
			], signal);
		},
		async exportLogs(name, directory, signal) {
			await run([
				"export",
				"logs",
				directory,
				"--name",
				name
			], signal);
		}
	};
}
function splitLines(text) {
	return text.split("\n").filter((line) => line.trim() !== "");
}
// src/cluster/kind-config.ts
/**
* kind's configuration for a wish: one control plane, the rest workers, zones dealt out to the nodes in turn.
* JSON, which kind reads as the YAML it is. Pure.
*/
function kindConfig(wish, defaultNodes) {
	const { zones = [] } = wish;
	const nodes = Array.from({ length: wish.nodes ?? defaultNodes }, (_, index) => ({
		role: index === 0 ? "control-plane" : "worker",
		...zones.length > 0 && { labels: { "topology.kubernetes.io/zone": zones[index % zones.length] } }
	}));
	return JSON.stringify({
		kind: "Cluster",
		apiVersion: "kind.x-k8s.io/v1alpha4",
		nodes
	});
}
// src/cluster/kind-failure.ts
/** Known ways in which `kind create cluster` fails, by what it prints, with the remedy. kind.sigs.k8s.io/docs/user/known-issues. */
const knownFailures = [
	{
		pattern: /too many open files|inotify/i,
		sentence: "the machine has too few inotify watches: raise fs.inotify.max_user_watches to 524288 and fs.inotify.max_user_instances to 512"
	},
	{
		pattern: /port is already allocated|address already in use/i,
		sentence: "a port that the cluster needs is taken by another program"
	},
	{
		pattern: /no space left on device/i,
		sentence: "the disk is full: docker system prune frees space"
	},
	{
		pattern: /failed to pull image|manifest unknown|pull access denied/i,
		sentence: "the node image cannot be pulled: name one that is on this machine or in a registry it reaches with --node-image"
	},
	{
		pattern: /node\(s\) already exist for a cluster/i,
		sentence: "a cluster of that name appeared meanwhile"
	},
	{
		pattern: /rootless|Running kind with rootless provider requires/i,
		sentence: "the container engine is rootless and lacks the cgroup delegation that kind needs (kind.sigs.k8s.io/docs/user/rootless)"
	},
	{
		pattern: /Cannot connect to the Docker daemon/i,
		sentence: "the container engine does not answer"
	}
];
/** kind gave a node a fixed time to boot, and it took longer; a second attempt mostly works. */
function isBootFlake(error) {
	return error instanceof CommandFailed && /could not find a (log )?line that matches/i.test(error.stderr);
}
/** A failed creation in one sentence, with the remedy where it is known. */
function explainKindFailure(error) {
	const stderr = error instanceof CommandFailed ? error.stderr : "";
	const known = knownFailures.find(({ pattern }) => pattern.test(stderr));
	const said = /^ERROR: (.*)$/m.exec(stderr)?.[1];
	const why = known ? `${known.sentence}${said ? ` (${said})` : ""}` : said ?? messageOf(error);
	return new InfrastructureFailure(`kind could not create the cluster: ${why}`, { cause: error });
}
// src/cluster/kind-orphan.ts
/**
* Ends a `kind create cluster` that outlived the run which started it, and the engine's clients that it started, so that no
* node appears after the cluster was deleted. Only on Linux, where /proc tells: elsewhere kind ends by itself at its next
* line of output, which nobody reads any more.
*/
async function endOrphanedCreation(name) {
	for (const pid of await findCreations(name)) endProcess(pid);
}
async function findCreations(name) {
	if (process.platform !== "linux") return [];
	const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry)).map(Number);
	return (await Promise.all(pids.map(async (pid) => {
		const line = `${(await readProcess(pid, "cmdline")).replaceAll("\0", " ")} `;
		return (line.includes(`kind create cluster --name ${name} `) || line.includes(`--label io.x-k8s.kind.cluster=${name} `)) && await isOrphan(pid) ? [pid] : [];
	}))).flat();
}
/** A run that still goes on is its kind's parent; a dead one's children are taken over by init, or by whoever reaps here, which is no Node. */
async function isOrphan(pid) {
	const parent = Number(/^PPid:\s+(\d+)$/m.exec(await readProcess(pid, "status"))?.[1] ?? 1);
	if (parent <= 1) return true;
	const [program = ""] = (await readProcess(parent, "cmdline")).split("\0");
	return !/(^|\/)(node[\w.-]*|kind)$/.test(program);
}
async function readProcess(pid, file) {
	try {
		return await readFile(`/proc/${pid}/${file}`, "utf8");
	} catch (error) {
		if ([
			"ENOENT",
			"ESRCH",
			"EACCES",
			"EPERM"
		].includes(error.code ?? "")) return "";
		throw error;
	}
}
function endProcess(pid) {
	try {
		process.kill(pid, "SIGKILL");
	} catch (error) {
		if (error.code !== "ESRCH") throw error;
	}
}
// src/kubernetes/apply.ts
const fieldManager = "chaos-gate";
/** A definition that was applied a moment ago is served within this time. */
const definitionTimeoutMs = 1e4;
/** What others need comes first; kinds that are not listed come last. */
const order$1 = [
	"Namespace",
	"CustomResourceDefinition",
	"PriorityClass",
	"StorageClass",
	"ResourceQuota",
	"LimitRange",
	"ServiceAccount",
	"ClusterRole",
	"ClusterRoleBinding",
	"Role",
	"RoleBinding",
	"NetworkPolicy",
	"ConfigMap",
	"Secret",
	"PersistentVolume",
	"PersistentVolumeClaim",
	"Service",
	"PodDisruptionBudget",
	"DaemonSet",
	"Deployment",
	"StatefulSet",
	"Pod",
	"Job",
	"CronJob"
];
/**
* Applies objects on the server's side (field manager `chaos-gate`), what others need first, and returns them as they are now.
* Throws InfrastructureFailure with the object's position when the API server refuses one; those before it stay.
*/
async function applyObjects(connection, objects, signal) {
	const patienceMs = objects.some(({ object }) => object.kind === "CustomResourceDefinition") ? definitionTimeoutMs : 0;
	const resources = /* @__PURE__ */ new Map();
	const applied = [];
	for (const each of objects.toSorted((a, b) => rank(a) - rank(b))) try {
		applied.push(await applyObject(connection, each.object, resources, patienceMs, signal));
	} catch (error) {
		signal?.throwIfAborted();
		throw new InfrastructureFailure(formatProblem({
			at: each.at,
			message: messageOf(error)
		}), { cause: error });
	}
	return applied;
}
/** `Deployment shop/web`. */
function describeObject(object) {
	return `${object.kind} ${[object.metadata?.namespace, object.metadata?.name].filter(Boolean).join("/")}`;
}
async function applyObject(connection, object, resources, patienceMs, signal) {
	const { apiVersion = "", kind = "", metadata } = object;
	const key = `${apiVersion} ${kind}`;
	const resource = resources.get(key) ?? await awaitResource(connection, apiVersion, kind, patienceMs, signal);
	resources.set(key, resource);
	const contextNamespace = connection.config.getContextObject(connection.context)?.namespace;
	const namespace = resource.namespaced ? metadata?.namespace ?? contextNamespace ?? "default" : void 0;
	return await readJson(connection, {
		method: "PATCH",
		path: resourcePath(resource, namespace, metadata?.name),
		query: {
			fieldManager,
			force: true
		},
		contentType: "application/apply-patch+yaml",
		body: {
			...object,
			metadata: {
				...metadata,
				namespace
			}
		},
		asking: `apply ${describeObject({
			kind,
			metadata: {
				name: metadata?.name,
				namespace
			}
		})}`,
		signal
	});
}
/** The resource of a kind; for a definition of its own waits until the API server serves it. */
async function awaitResource(connection, apiVersion, kind, patienceMs, signal) {
	const deadline = performance.now() + patienceMs;
	for (;;) {
		const resource = await findResourceOfKind(connection, apiVersion, kind, signal);
		if (resource) return resource;
		if (performance.now() >= deadline) throw new InfrastructureFailure(`the cluster does not know ${kind} of ${apiVersion}`);
		await setTimeout$1(200, void 0, { signal });
	}
}
function rank({ object }) {
	const index = order$1.indexOf(object.kind ?? "");
	return index === -1 ? order$1.length : index;
}
// src/kubernetes/own-pods.ts
/**
* The pods of a workload that say how its present version fares: found by its selector, not on their way out, and made
* of the images that its template names now (a broken version that is being replaced must not count). Pure.
*/
function ownPods(workload, pods) {
	const { kind, metadata } = workload;
	const inNamespace = pods.filter((pod) => pod.metadata?.namespace === metadata?.namespace && !pod.metadata?.deletionTimestamp);
	if (kind === "Pod") return inNamespace.filter((pod) => pod.metadata?.name === metadata?.name);
	const { selector, template } = workload.spec ?? {};
	const requirements = parseLabelSelector(formatLabelSelector(selector ?? {}));
	if (!requirements || requirements.length === 0) return [];
	const images = imagesOf(template?.spec);
	return inNamespace.filter((pod) => labelsMatch(pod.metadata?.labels ?? {}, requirements) && imagesOf(pod.spec) === images);
}
function imagesOf(spec) {
	return JSON.stringify((spec?.containers ?? []).map(({ name, image }) => [name, image]));
}
// src/kubernetes/pod-log.ts
/** The last lines of a container's log, without empty ones; none when there is no log (yet, or any more). Throws ApiFailure without an answer. */
async function readLastLogLines(connection, pod, options) {
	const { status, body } = await connection.send({
		path: `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}/log`,
		query: {
			container: options.container,
			previous: options.previous || void 0,
			tailLines: options.lines
		},
		asking: `log of pod ${pod.namespace}/${pod.name}`,
		signal: options.signal,
		timeoutMs: 5e3
	});
	if (status !== 200) return [];
	return body.split("\n").filter((line) => line.trim() !== "");
}
// src/kubernetes/pod-trouble.ts
/** A pod that nothing could be found for is given this long before that counts as certain. */
const unschedulableMs = 1e4;
/** Waiting reasons of the kubelet that do not go away by themselves. */
const certainReasons = {
	ErrImagePull: "cannot be pulled",
	ImagePullBackOff: "cannot be pulled",
	ErrImageNeverPull: "is not on the node, and may not be pulled",
	InvalidImageName: "has no valid name",
	ImageInspectError: "cannot be read"
};
/** At this restart a container that crashes has crashed three times: no start-up race any more. */
const crashesThatCount = 2;
/** What is wrong with a pod, the worst first; undefined: it only needs time. Pure; `now` is wall time in ms. */
function findPodTrouble(pod, now) {
	const troubles = [...pod.status?.initContainerStatuses ?? [], ...pod.status?.containerStatuses ?? []].map(containerTrouble).filter((trouble) => trouble !== void 0);
	return troubles.find((trouble) => trouble.certain) ?? scheduling(pod, now) ?? troubles[0];
}
function containerTrouble(status) {
	const { name, image, restartCount, state, lastState } = status;
	const waiting = state?.waiting;
	const imageTrouble = certainReasons[waiting?.reason ?? ""];
	if (waiting && imageTrouble) return {
		certain: true,
		reason: `image ${image} ${imageTrouble} (${firstLine(waiting.message ?? waiting.reason)})`
	};
	if (waiting?.reason === "CreateContainerConfigError" || waiting?.reason === "CreateContainerError") return {
		certain: true,
		reason: `container ${name} cannot be made (${firstLine(waiting.message)})`
	};
	const ended = state?.terminated ?? lastState?.terminated;
	if (ended && ended.exitCode !== 0) {
		const how = ended.reason === "OOMKilled" ? "it ran out of memory" : `exit code ${ended.exitCode}`;
		const certain = waiting?.reason === "CrashLoopBackOff" && restartCount >= crashesThatCount;
		const often = restartCount > 0 ? `, ${restartCount} restart${restartCount > 1 ? "s" : ""}` : "";
		const previous = state?.terminated === void 0;
		return {
			certain,
			reason: `container ${name} crashes (${how}${often})`,
			container: name,
			previous
		};
	}
	if (state?.running && !status.ready) return {
		certain: false,
		reason: `container ${name} runs but is not ready`,
		container: name
	};
}
function scheduling(pod, now) {
	const condition = pod.status?.conditions?.find((each) => each.type === "PodScheduled");
	if (condition?.status !== "False" || condition.reason !== "Unschedulable") return void 0;
	return {
		certain: now - Date.parse(String(condition.lastTransitionTime ?? pod.metadata?.creationTimestamp)) >= unschedulableMs,
		reason: `no node takes it (${firstLine(condition.message)})`
	};
}
function firstLine(text) {
	return text?.trim().split("\n")[0] || "no reason given";
}
// src/kubernetes/workload-status.ts
/** Kinds that a deployment waits for, with the path of their collections. */
const workloadResources = {
	Deployment: {
		root: "/apis/apps/v1",
		resource: "deployments"
	},
	StatefulSet: {
		root: "/apis/apps/v1",
		resource: "statefulsets"
	},
	DaemonSet: {
		root: "/apis/apps/v1",
		resource: "daemonsets"
	},
	Job: {
		root: "/apis/batch/v1",
		resource: "jobs"
	},
	Pod: {
		root: "/api/v1",
		resource: "pods"
	}
};
/** Reads a workload's own status as `kubectl rollout status` does. Pure; the object is the API's JSON. */
function workloadStatus(object) {
	const { kind, metadata, spec = {}, status = {} } = object;
	const conditions = status?.conditions ?? [];
	const holding = (type) => conditions.find((condition) => condition.type === type && condition.status === "True");
	if (kind === "Pod") {
		const { phase } = status;
		if (holding("Ready") || phase === "Succeeded") return { state: "ready" };
		return phase === "Failed" ? {
			state: "failed",
			reason: "it failed"
		} : {
			state: "progressing",
			progress: "it is not ready"
		};
	}
	if (kind === "Job") {
		const failed = holding("Failed");
		if (failed) return {
			state: "failed",
			reason: `it failed (${failed.message ?? failed.reason ?? "no reason given"})`
		};
		if (holding("Complete") || spec.suspend) return { state: "ready" };
		return {
			state: "progressing",
			progress: `${status.succeeded ?? 0} of ${spec.completions ?? 1} completions are done`
		};
	}
	if ((status.observedGeneration ?? 0) < (metadata?.generation ?? 1)) return {
		state: "progressing",
		progress: "its controller has not looked at it yet"
	};
	const failure = holding("ReplicaFailure");
	const refusal = failure?.message ?? failure?.reason;
	if (refusal !== void 0 && !isPassingRefusal(refusal)) return {
		state: "failed",
		reason: `its pods cannot be made: ${refusal}`
	};
	if (kind === "DaemonSet") {
		const wanted = status.desiredNumberScheduled ?? 0;
		return compare(wanted, status.updatedNumberScheduled ?? 0, status.numberReady ?? 0, wanted, "pods");
	}
	return compare(spec.replicas ?? 1, status.updatedReplicas ?? 0, status.readyReplicas ?? 0, status.replicas ?? 0, "replicas");
}
/** In a namespace made a moment ago pods are refused until its default service account is there. */
function isPassingRefusal(message) {
	return /error looking up service account/i.test(message);
}
function compare(wanted, updated, ready, existing, what) {
	if (updated < wanted) return {
		state: "progressing",
		progress: `${updated} of ${wanted} ${what} are up to date`
	};
	if (ready < wanted) return {
		state: "progressing",
		progress: `${ready} of ${wanted} ${what} are ready`
	};
	if (existing > wanted) return {
		state: "progressing",
		progress: `${existing - wanted} old ${what} still have to end`
	};
	return { state: "ready" };
}
// src/kubernetes/wait-for-rollout.ts
const logLines = 5;
/**
* Waits by watch until every Deployment, StatefulSet, DaemonSet, Job and Pod among the objects is ready; others need no waiting.
* Throws InfrastructureFailure, one sentence with the reason and the last lines of the pod's log, as soon as it is certain that
* one will not get ready, else at the time-out.
*/
async function waitForRollout(connection, objects, options) {
	const workloads = objects.filter((object) => object.kind !== void 0 && object.kind in workloadResources);
	if (workloads.length === 0) return;
	const view = {
		workloads: new Map(workloads.map((each) => [keyOf(each), each])),
		pods: /* @__PURE__ */ new Map(),
		warnings: /* @__PURE__ */ new Map()
	};
	const startedAt = Date.now();
	const outcome = Promise.withResolvers();
	let readyBefore = -1;
	const look = () => {
		const all = [...view.workloads.values()];
		const ready = all.filter((each) => workloadStatus(each).state === "ready").length;
		if (ready !== readyBefore) options.report?.(`${ready} of ${all.length} workloads ready`);
		readyBefore = ready;
		const failed = all.map((each) => findFailure(each, view, Date.now())).find((failure) => failure?.certain);
		if (ready === all.length) outcome.resolve("ready");
		else if (failed) outcome.resolve({ failed });
	};
	const stop = new AbortController();
	const timer = setTimeout(() => {
		const late = [...view.workloads.values()].map((each) => findFailure(each, view, Date.now())).find(Boolean);
		outcome.resolve({ failed: late ?? {
			certain: false,
			message: "the workloads are not ready"
		} });
	}, options.timeoutMs);
	const unschedulable = setInterval(look, unschedulableMs / 4);
	const onAbort = () => outcome.reject(options.signal.reason);
	options.signal.addEventListener("abort", onAbort, { once: true });
	try {
		options.signal.throwIfAborted();
		const watches = startWatches(connection, workloads, view, startedAt, stop.signal, look);
		for (const watch of watches) watch.catch(outcome.reject);
		const result = await outcome.promise;
		if (result !== "ready") throw await describeFailure(connection, result.failed, options);
	} finally {
		stop.abort();
		clearTimeout(timer);
		clearInterval(unschedulable);
		options.signal.removeEventListener("abort", onAbort);
	}
}
function startWatches(connection, workloads, view, startedAt, signal, changed) {
	return [...new Set(workloads.map((each) => each.metadata?.namespace ?? "default"))].flatMap((namespace) => {
		const watch = (root, resource, keep) => watchObjects(connection, {
			path: `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`,
			asking: `${resource} of namespace ${namespace}`
		}, signal, (event) => {
			if (event.type === "listed") for (const object of event.objects) keep(object, false);
			else keep(event.object, event.type === "deleted");
			changed();
		});
		return [
			...[...new Set(workloads.filter((each) => each.metadata?.namespace === namespace).map((each) => each.kind ?? ""))].map((kind) => watch(workloadResources[kind].root, workloadResources[kind].resource, (object) => {
				const workload = {
					...object,
					kind
				};
				if (view.workloads.has(keyOf(workload))) view.workloads.set(keyOf(workload), workload);
			})),
			watch("/api/v1", "pods", (pod, gone) => {
				if (gone) view.pods.delete(pod.metadata?.uid ?? "");
				else view.pods.set(pod.metadata?.uid ?? "", pod);
			}),
			watch("/api/v1", "events", (event) => {
				const at = Date.parse(String(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp));
				if (event.type === "Warning" && at >= startedAt - 1e3) view.warnings.set(event.involvedObject.uid ?? "", event);
			}).catch((error) => {
				if (!(error instanceof ApiFailure) || error.status !== 403) throw error;
			})
		];
	});
}
function findFailure(workload, view, now) {
	const status = workloadStatus(workload);
	if (status.state === "ready") return void 0;
	const label = describeObject(workload);
	const troubles = ownPods(workload, [...view.pods.values()]).map((pod) => ({
		pod,
		trouble: findPodTrouble(pod, now)
	})).filter((each) => each.trouble);
	const worst = troubles.find((each) => each.trouble?.certain) ?? troubles[0];
	if (worst?.trouble && (worst.trouble.certain || status.state === "progressing")) {
		const said = view.warnings.get(worst.pod.metadata?.uid ?? "");
		const detail = !worst.trouble.certain && said?.reason === "Unhealthy" ? ` (${said.message?.trim().split("\n")[0]})` : "";
		return {
			certain: worst.trouble.certain,
			message: `${label} does not get ready: pod ${worst.pod.metadata?.name}: ${worst.trouble.reason}${detail}`,
			...worst
		};
	}
	if (status.state === "failed") return {
		certain: true,
		message: `${label} does not get ready: ${status.reason}`
	};
	const warning = view.warnings.get(workload.metadata?.uid ?? "");
	if (warning?.reason === "FailedCreate" && !isPassingRefusal(warning.message ?? "")) return {
		certain: true,
		message: `${label} does not get ready: its pods cannot be made: ${warning.message}`
	};
	return {
		certain: false,
		message: `${label} does not get ready: ${status.progress}`
	};
}
async function describeFailure(connection, failure, options) {
	const { pod, trouble } = failure;
	const inTime = failure.certain ? "" : ` within ${options.timeoutMs / 1e3} s`;
	const message = failure.message.replace(" does not get ready", ` does not get ready${inTime}`);
	if (!pod || trouble?.container === void 0) return new InfrastructureFailure(message);
	const { name = "", namespace = "" } = pod.metadata ?? {};
	const { container, previous } = trouble;
	const lines = await readLastLogLines(connection, {
		namespace,
		name
	}, {
		container,
		previous,
		lines: logLines,
		signal: options.signal
	});
	return new InfrastructureFailure(lines.length === 0 ? message : `${message}; its last lines: ${lines.join(" | ")}`);
}
function keyOf(object) {
	return `${object.kind} ${object.metadata?.namespace} ${object.metadata?.name}`;
}
// src/cluster/wait-for-nodes.ts
const dnsPath = "/apis/apps/v1/namespaces/kube-system/deployments/coredns";
/**
* Waits until as many nodes as wished are Ready, cluster DNS runs and pods can be made in `default` (kind's own --wait looks at
* control planes only, and succeeds when it runs out of time). Throws InfrastructureFailure naming what is missing.
*/
async function waitForNodes(connection, options) {
	const { nodes, timeoutMs, signal } = options;
	const deadline = performance.now() + timeoutMs;
	const left = () => Math.max(1, deadline - performance.now());
	const ready = /* @__PURE__ */ new Set();
	await watchUntil(connection, "/api/v1/nodes", "the nodes", left(), signal, (node, gone) => {
		if (node.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") && !gone) ready.add(node.metadata?.name ?? "");
		else ready.delete(node.metadata?.name ?? "");
		return ready.size >= nodes;
	}).catch((error) => {
		throw error instanceof TimedOut ? new InfrastructureFailure(`only ${ready.size} of ${nodes} nodes got ready`) : error;
	});
	await watchUntil(connection, "/api/v1/namespaces/default/serviceaccounts", "service accounts", left(), signal, (account) => account.metadata?.name === "default").catch((error) => {
		throw error instanceof TimedOut ? new InfrastructureFailure("there is no default service account") : error;
	});
	await waitForRollout(connection, [{
		...await readJson(connection, {
			path: dnsPath,
			asking: "Deployment coredns",
			signal
		}),
		kind: "Deployment"
	}], {
		timeoutMs: left(),
		signal
	});
}
var TimedOut = class extends Error {};
async function watchUntil(connection, path, asking, timeoutMs, signal, holds) {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(new TimedOut()), timeoutMs);
	let done = false;
	try {
		await watchObjects(connection, {
			path,
			asking
		}, AbortSignal.any([signal, stop.signal]), (event) => {
			const objects = event.type === "listed" ? event.objects : [event.object];
			for (const object of objects) done = holds(object, event.type === "deleted") || done;
			if (done) stop.abort();
		});
	} finally {
		clearTimeout(timer);
	}
	signal.throwIfAborted();
	if (!done) throw new TimedOut();
}
// src/cluster/kind.ts
/** As the embedded cluster: enough for a mesh, and for faults on one node to leave others. */
const defaultNodes$1 = 3;
const readyTimeoutMs$1 = 18e4;
const deleteTimeoutMs = 3e4;
const betweenLooksMs = 500;
/** Longer than an engine on a busy machine takes to make a container; short enough for the 7.5 s that a cancelled step has. */
const settleMs = 3e3;
/** Kubernetes in containers, by kind's own command line. Deletes only clusters that it created itself. */
const kind = {
	name: "kind",
	async up(options) {
		const { wish, directory, signal } = options;
		await requireEngine(signal);
		const cli = await openKindCli();
		const name = wish.name ?? `chaos-gate-${randomBytes(3).toString("hex")}`;
		if ((await cli.listClusters(signal)).includes(name)) throw new InvalidInput(`a kind cluster named ${name} is there already and was not created by this run: choose another name, or use it with --cluster existing --context kind-${name}`);
		await mkdir(directory, { recursive: true });
		const kubeconfig = join(directory, "kubeconfig");
		const identity = {
			provider: "kind",
			name,
			kubeconfig,
			context: `kind-${name}`,
			created: true
		};
		options.willCreate(identity);
		try {
			await createCluster(cli, identity, options);
			const connection = await connect$1(kubeconfig, identity.context, {
				signal,
				timeoutMs: 3e4
			});
			await waitForNodes(connection, {
				nodes: wish.nodes ?? defaultNodes$1,
				timeoutMs: readyTimeoutMs$1,
				signal
			});
			return openCluster$1(cli, identity, openServiceVantage(connection), options);
		} catch (error) {
			await keepLogs(cli, identity, options);
			await deleteRemains(cli, identity, signal.aborted ? settleMs : 0);
			throw error;
		}
	},
	async attach(identity, signal) {
		const cli = await openKindCli();
		const unfinished = !existsSync(identity.kubeconfig);
		if (unfinished) await endOrphanedCreation(identity.name);
		if (!await appears(cli, identity.name, unfinished ? settleMs : 0, signal)) return void 0;
		const cluster = openCluster$1(cli, identity, await openVantageOfRemains(identity, signal), {
			keep: true,
			report: () => {}
		});
		return unfinished ? {
			...cluster,
			delete: () => deleteRemains(cli, identity, settleMs)
		} : cluster;
	}
};
/** Is the cluster there, or does it come up within that time? */
async function appears(cli, name, withinMs, signal) {
	const deadline = performance.now() + withinMs;
	while (!(await cli.listClusters(signal)).includes(name)) {
		if (performance.now() >= deadline) return false;
		await setTimeout$1(betweenLooksMs, void 0, { signal });
	}
	return true;
}
async function createCluster(cli, identity, options) {
	const { wish, signal, report } = options;
	const { name, kubeconfig } = identity;
	const image = wish.nodeImage ?? (wish.kubernetesVersion ? versionImage(wish.kubernetesVersion) : void 0);
	if (image && !image.includes("@sha256:")) report(`node image ${image} is named by tag, which can change: name it by digest`);
	const create = () => cli.create({
		name,
		config: kindConfig(wish, defaultNodes$1),
		kubeconfig,
		image,
		signal,
		onLine: report
	});
	try {
		await create();
	} catch (error) {
		signal.throwIfAborted();
		if (!isBootFlake(error)) throw explainKindFailure(error);
		report("a node took too long to boot: once more");
		await cli.delete(name, kubeconfig, signal);
		await create().catch((again) => {
			signal.throwIfAborted();
			throw explainKindFailure(again);
		});
	}
}
function openCluster$1(cli, identity, vantage, { keep, report }) {
	const { name, kubeconfig } = identity;
	const deleteOnce = async () => cli.delete(name, kubeconfig);
	return {
		identity,
		node: openKindDoor(),
		vantage,
		async loadImages(images, signal) {
			if (images.length === 0) return;
			await provideImages(images, signal, report);
			for (const { image } of images) if (/(:latest|^[^:@]+)$/.test(image)) report(`image ${image} is tagged latest: Kubernetes will try to pull it unless imagePullPolicy is IfNotPresent or Never`);
			report(`loading ${images.length} image${images.length === 1 ? "" : "s"} onto the nodes`);
			await withImageArchive(images.map((each) => each.image), signal, (archive) => cli.loadImageArchive(name, archive, signal));
		},
		async exportLogs(directory, signal) {
			try {
				await cli.exportLogs(name, directory, signal);
			} catch (error) {
				if (!(error instanceof CommandFailed) || !existsSync(directory)) throw error;
				report(`not all of the nodes' logs could be read: ${messageOf(error)}`);
			}
		},
		delete: deleteOnce,
		async [Symbol.asyncDispose]() {
			if (!keep) await deleteOnce();
		}
	};
}
/** Deletes until no node has appeared for `quietMs`: the engine goes on making one for a moment after kind was ended. */
async function deleteRemains(cli, { name, kubeconfig }, quietMs) {
	const giveUpAt = performance.now() + deleteTimeoutMs;
	await cli.delete(name, kubeconfig);
	let lookedSince = performance.now();
	do {
		await setTimeout$1(betweenLooksMs);
		if ((await cli.listNodes(name)).length === 0) continue;
		await cli.delete(name, kubeconfig);
		lookedSince = performance.now();
	} while (performance.now() - lookedSince < quietMs && performance.now() < giveUpAt);
}
/** After a crash there may be nodes but no API server: what is left must still be deletable. */
async function openVantageOfRemains(identity, signal) {
	const unreachable = (why) => ({ async openService() {
		throw new InvalidInput(`the cluster ${identity.name} cannot be used: ${why}`);
	} });
	if (!existsSync(identity.kubeconfig)) return unreachable("it has no kubeconfig");
	try {
		return openServiceVantage(await connect$1(identity.kubeconfig, identity.context, { signal }));
	} catch (error) {
		signal.throwIfAborted();
		return unreachable(messageOf(error));
	}
}
async function keepLogs(cli, identity, options) {
	if (options.signal.aborted) return;
	const directory = join(options.directory, "logs", "kind");
	try {
		await cli.exportLogs(identity.name, directory, options.signal);
		options.report(`the nodes' logs are in ${directory}`);
	} catch (error) {
		options.report(`the nodes' logs could not be exported: ${messageOf(error)}`);
	}
}
function versionImage(version) {
	return `kindest/node:${version.startsWith("v") ? version : `v${version}`}`;
}
// src/cluster/minikube-cli.ts
const startTimeoutMs = 9e5;
const otherTimeoutMs = 3e5;
const commandTimeoutMs = 3e4;
/** Finds minikube on PATH; it writes the cluster's access into `kubeconfig`. Throws InfrastructureFailure when it is not there. */
async function openMinikubeCli(kubeconfig) {
	if (await findProgram("minikube") === void 0) throw new InfrastructureFailure("minikube is not on PATH: install it (https://minikube.sigs.k8s.io), or use --cluster embedded");
	const environment = {
		KUBECONFIG: kubeconfig,
		MINIKUBE_IN_STYLE: "false",
		MINIKUBE_WANTUPDATENOTIFICATION: "false"
	};
	const run = async (argv, signal, timeoutMs = otherTimeoutMs) => {
		const { stdout } = await runCommand(["minikube", ...argv], {
			signal,
			timeoutMs,
			environment
		});
		return stdout;
	};
	return {
		async listProfiles(signal) {
			const { valid, invalid } = parseJson(await answerOf(run([
				"profile",
				"list",
				"--output",
				"json"
			], signal)));
			return [...valid ?? [], ...invalid ?? []].map(({ Name }) => Name);
		},
		async start({ profile, nodes, driver, kubernetesVersion, signal }) {
			const argv = [
				"start",
				"--profile",
				profile,
				"--nodes",
				String(nodes),
				"--container-runtime",
				"containerd"
			];
			if (driver) argv.push("--driver", driver);
			if (kubernetesVersion) argv.push("--kubernetes-version", kubernetesVersion);
			argv.push("--keep-context", "--interactive=false", "--wait", "all", "--output", "json");
			try {
				await run(argv, signal, startTimeoutMs);
			} catch (error) {
				throw error instanceof CommandFailed ? explainStartFailure(error) : error;
			}
		},
		async status(profile, node, signal) {
			const parsed = parseJson(await answerOf(run([
				"status",
				"--profile",
				profile,
				"--node",
				node,
				"--output",
				"json"
			], signal)));
			const found = [parsed].flat().find(({ Name }) => Name === node) ?? [parsed].flat()[0];
			if (!found) throw new InfrastructureFailure(`minikube knows no node ${node} of profile ${profile}`);
			return found;
		},
		async stopNode(profile, node, signal) {
			await run([
				"node",
				"stop",
				node,
				"--profile",
				profile
			], signal);
		},
		async startNode(profile, node, signal) {
			await run([
				"node",
				"start",
				node,
				"--profile",
				profile
			], signal);
		},
		async ssh(profile, node, argv, signal) {
			const result = await runThrough([
				"minikube",
				"ssh",
				"--profile",
				profile,
				"--node",
				node,
				"--",
				...["sudo", ...argv].map(quote$1)
			], {
				signal,
				timeoutMs: commandTimeoutMs
			});
			const told = /exited? (?:with )?status (\d+)/i.exec(result.stderr)?.[1];
			return result.status !== 0 && told !== void 0 ? {
				...result,
				status: Number(told)
			} : result;
		},
		async loadImage(profile, image, signal) {
			await run([
				"image",
				"load",
				image,
				"--profile",
				profile
			], signal);
		},
		async buildImage(profile, image, folder, signal) {
			await run([
				"image",
				"build",
				"--all",
				"--tag",
				image,
				folder,
				"--profile",
				profile
			], signal);
		},
		async writeLogs(profile, file, signal) {
			await run([
				"logs",
				"--profile",
				profile,
				"--file",
				file
			], signal);
		},
		async delete(profile, signal) {
			await run([
				"delete",
				"--profile",
				profile
			], signal);
		}
	};
}
/** What a command printed, also when it ended with another exit code than 0. */
async function answerOf(running) {
	try {
		return await running;
	} catch (error) {
		if (error instanceof CommandFailed && typeof error.status === "number" && error.stdout.trim() !== "") return error.stdout;
		throw error;
	}
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new InfrastructureFailure(`minikube was asked for JSON and answered: ${text.trim().slice(0, 200)}`, { cause: error });
	}
}
/** `start --output json` prints one event a line; of type `….error` is the one that says why, and what to do. */
function explainStartFailure(error) {
	for (const line of error.stdout.split("\n").reverse()) {
		if (!line.includes("io.k8s.sigs.minikube.error")) continue;
		const { data } = parseJson(line);
		if (data?.message) return new InfrastructureFailure(`minikube could not start: ${data.message.trim()}${data.advice ? ` (${data.advice.trim()})` : ""}`, { cause: error });
	}
	return error;
}
/** ssh hands one line to a shell on the node: each word is quoted, so that the program gets it as it is. */
function quote$1(word) {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
// src/cluster/minikube-door.ts
const noPause = "minikube cannot freeze a node (its own pause stops the containers of Kubernetes, not the machine): use stop, or kind";
/** The node door of Minikube: machines by `minikube node`, commands by `minikube ssh`. */
function openMinikubeDoor(cli, profile) {
	const machineState = async (node, abort) => (await cli.status(profile, node, abort)).Host === "Running" ? "running" : "stopped";
	return {
		...commandOperations((node, argv, abort) => cli.ssh(profile, node, argv, abort)),
		refusal: (operation) => operation === "pause" ? noPause : void 0,
		machineState,
		stopNode: (node, _how, abort) => cli.stopNode(profile, node, abort),
		async pauseNode() {
			throw new InfrastructureFailure(noPause);
		},
		async startNode(node, abort) {
			if (await machineState(node, abort) === "stopped") await cli.startNode(profile, node, abort);
		}
	};
}
// src/cluster/minikube.ts
/** As the other providers: enough for a mesh, and for faults on one node to leave others. */
const defaultNodes = 3;
const readyTimeoutMs = 18e4;
/** Kubernetes by minikube's own command line, in a profile and with a kubeconfig of the run's own. */
const minikube = {
	name: "minikube",
	async up(options) {
		const { wish, directory, signal, report } = options;
		const kubeconfig = join(directory, "kubeconfig");
		const cli = await openMinikubeCli(kubeconfig);
		const name = wish.name ?? `chaos-gate-${randomBytes(3).toString("hex")}`;
		if ((await cli.listProfiles(signal)).includes(name)) throw new InvalidInput(`a minikube profile named ${name} is there already and was not created by this run: choose another name, or use it with --cluster existing --context ${name}`);
		if (wish.nodeImage) report(`minikube has no nodeImage: ${wish.nodeImage} is for kind`);
		await mkdir(directory, { recursive: true });
		const identity = {
			provider: "minikube",
			name,
			kubeconfig,
			context: name,
			created: true
		};
		options.willCreate(identity);
		const nodes = wish.nodes ?? defaultNodes;
		try {
			report(`starting minikube profile ${name} with ${nodes} node${nodes === 1 ? "" : "s"}`);
			await cli.start({
				profile: name,
				nodes,
				driver: wish.driver,
				kubernetesVersion: wish.kubernetesVersion,
				signal
			});
			const connection = await connect$1(kubeconfig, name, {
				signal,
				timeoutMs: 3e4
			});
			await waitForNodes(connection, {
				nodes,
				timeoutMs: readyTimeoutMs,
				signal
			});
			await labelZones(connection, wish.zones ?? [], signal);
			return openCluster(cli, identity, connection, options);
		} catch (error) {
			await cli.delete(name).catch((left) => report(`the minikube profile ${name} could not be deleted: ${messageOf(left)}`));
			throw error;
		}
	},
	async attach(identity, signal) {
		const cli = await openMinikubeCli(identity.kubeconfig);
		if (!(await cli.listProfiles(signal)).includes(identity.name)) return void 0;
		return openCluster(cli, identity, await connect$1(identity.kubeconfig, identity.context, { signal }), {
			keep: true,
			report: () => {}
		});
	}
};
function openCluster(cli, identity, connection, { keep, report }) {
	const { name } = identity;
	return {
		identity,
		node: openMinikubeDoor(cli, name),
		vantage: openServiceVantage(connection),
		async loadImages(images, signal) {
			for (const { image, build } of images) {
				report(`${build === void 0 ? "loading" : "building"} image ${image} on the nodes`);
				if (build === void 0) await cli.loadImage(name, image, signal);
				else await cli.buildImage(name, image, build, signal);
			}
		},
		async exportLogs(directory, signal) {
			await mkdir(directory, { recursive: true });
			await cli.writeLogs(name, join(directory, "minikube.log"), signal);
		},
		delete: () => cli.delete(name),
		async [Symbol.asyncDispose]() {
			if (!keep) await cli.delete(name);
		}
	};
}
/** minikube knows no zones: their label is dealt out to the nodes in turn, by name. */
async function labelZones(connection, zones, signal) {
	if (zones.length === 0) return;
	const names = (await listNodes(connection, signal)).map((node) => node.metadata?.name ?? "").sort();
	for (const [index, node] of names.entries()) await readJson(connection, {
		method: "PATCH",
		path: `/api/v1/nodes/${encodeURIComponent(node)}`,
		contentType: "application/merge-patch+json",
		body: { metadata: { labels: { "topology.kubernetes.io/zone": zones[index % zones.length] } } },
		asking: `the zone of node ${node}`,
		signal
	});
}
// src/cluster/index.ts
/** Every provider there is. */
const providers = [
	embedded,
	kind,
	minikube,
	existing
];
function providerOf(name) {
	return providers.find((provider) => provider.name === name);
}
// src/report/markup.ts
/** Builds HTML, SVG or XML: what is put in comes out as text, whatever it holds. */
function markup(strings, ...contents) {
	return { markup: strings.map((string, index) => (index === 0 ? "" : render(contents[index - 1])) + string).join("") };
}
function render(content) {
	if (content === void 0) return "";
	if (typeof content === "string") return escapeMarkup(content);
	if (typeof content === "number") return String(content);
	return "markup" in content ? content.markup : content.map(render).join("");
}
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** Safe as text and in quoted attributes, in HTML and in XML 1.0, where most control characters cannot even be written. */
function escapeMarkup(text) {
	return visible(text).replace(/[&<>"']/g, (character) => entities[character]);
}
/** What cannot be shown, turns the direction of writing or is no character at all becomes a visible mark. */
function visible(text) {
	return text.toWellFormed().replace(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, "�");
}
/** Names and messages come from outside and may be of any length. */
function shorten(text, length = 300) {
	if (text.length <= length) return text;
	return `${text.slice(0, length - 1).toWellFormed()}…`;
}
// src/report/wording.ts
/** A mark that can be told from the others without colour. */
const marks = {
	upheld: "✔",
	refuted: "✘",
	inconclusive: "?"
};
/** Names the provider, so that nobody takes a rehearsal for a run on a real cluster. */
function describeCluster(cluster) {
	if (!cluster) return "no cluster came up";
	const { provider, name, version, nodes, created } = cluster;
	const size = `${nodes.length} node${nodes.length === 1 ? "" : "s"}`;
	if (provider === "embedded") return `embedded cluster (a rehearsal on this machine, no real nodes), ${version}, ${size}`;
	return `${provider === "existing" ? "existing cluster" : `${provider} cluster`} ${name}, ${version}, ${size}${created || provider === "existing" ? "" : ", not created by this run"}`;
}
/** `2 refuted, 1 inconclusive, 3 upheld of 6 experiments`; what there is none of is left out. */
function countVerdicts(experiments) {
	return `${[
		"refuted",
		"inconclusive",
		"upheld"
	].map((verdict) => ({
		verdict,
		count: experiments.filter((experiment) => experiment.verdict === verdict).length
	})).filter(({ count }) => count > 0).map(({ verdict, count }) => `${count} ${verdict}`).join(", ") || "none"} of ${experiments.length} experiment${experiments.length === 1 ? "" : "s"}`;
}
/** The command that does the same again; of one experiment, or of all. Can be pasted into a POSIX shell. */
function reproduce(result, files, experiment) {
	const scenario = /^(.*) \(run \d+\)$/s.exec(experiment?.name ?? "")?.[1] ?? experiment?.name;
	return [
		...[
			"chaos-gate",
			"run",
			...experiment ? [experiment.file] : files
		],
		...scenario === void 0 ? [] : ["--scenario", scenario],
		...["--seed", String(result.seed)],
		...result.cluster ? ["--cluster", result.cluster.provider] : [],
		...result.compat === "legacy" ? ["--compat", "legacy"] : []
	].map(quote).join(" ");
}
function quote(word) {
	return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
// src/report/html/timeline.ts
const width = 1024;
const top = 28;
const laneHeight = 90;
const stripHeight = 10;
const bottom = 20;
/**
* An experiment on one time axis: phases as bands, faults as lines (or as bands while they last), for each probe the
* fastest and the slowest answer at every moment, and below them what failed (solid) and what says nothing (dashed).
*/
function drawTimeline(experiment, digest) {
	const height = top + digest.columns.length * laneHeight + bottom;
	const x = (t) => round(Math.max(0, t) / Math.max(1, digest.endT) * width);
	const lanes = digest.columns.map((columns, index) => {
		const y = top + index * laneHeight;
		return drawLane(columns, experiment.steadyState[index]?.name ?? "", y, x);
	});
	return markup`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Timeline of ${experiment.name}">
${digest.phases.map(({ name, startT, endT }, index) => markup`<rect class="band${index % 2 ? " odd" : ""}" x="${x(startT)}" y="0" width="${round(x(endT) - x(startT))}" height="${height}"><title>${name}: ${formatMs(endT - startT)}</title></rect>
${endT - startT > digest.endT / 20 ? markup`<text x="${round(x(startT) + 4)}" y="14">${name}</text>` : void 0}
`)}${lanes}${digest.faults.map((fault) => drawFault(fault, x, height))}${drawAxis(digest.endT, x, height)}</svg>
`;
}
function drawLane(columns, name, y, x) {
	const { widthMs, count, ok, fail, unknown, minMs, maxMs } = columns;
	const slowest = maxMs.subarray(0, count).reduce((a, b) => Math.max(a, b), 0);
	const floor = y + laneHeight - stripHeight - 8;
	const scale = (ms) => round(floor - ms / Math.max(slowest, 1e-9) * 50);
	const traces = [];
	const failures = [];
	const silences = [];
	let samples = 0;
	let failed = 0;
	for (let i = 0; i < count; i++) {
		const at = x((i + .5) * widthMs);
		if (maxMs[i] >= 0) traces.push(`M${at} ${scale(minMs[i])}V${round(Math.min(scale(maxMs[i]), scale(minMs[i]) - 1))}`);
		if (fail[i] > 0) failures.push(`M${at} ${floor + 3}v${stripHeight}`);
		if (unknown[i] > 0) silences.push(`M${at} ${floor + 3}v${stripHeight}`);
		samples += ok[i] + fail[i] + unknown[i];
		failed += fail[i];
	}
	return markup`<g><title>${shorten(name, 200)}: ${samples} samples, ${failed} failed, slowest answer ${formatMs(slowest)}</title>
<line class="edge" x1="0" x2="${width}" y1="${floor}" y2="${floor}"/>
<text x="4" y="${y + 12}">${shorten(name, 100)} (up to ${formatMs(slowest)})</text>
<path class="trace" d="${traces.join("")}"/><path class="silent" d="${silences.join("")}"/><path class="fail" d="${failures.join("")}"/></g>
`;
}
function drawFault({ fault, startT, endT }, x, height) {
	const targets = shorten(fault.targets.map(({ name }) => name).join(", "), 200);
	const title = markup`<title>${fault.kind} of ${targets} after ${formatSpan(startT)}: ${shorten(fault.receipt.evidence, 200)}</title>`;
	const line = markup`<line class="fault" x1="${x(startT)}" x2="${x(startT)}" y1="16" y2="${height - bottom}">${title}</line>
`;
	if (endT === void 0) return line;
	return markup`<rect class="fault" x="${x(startT)}" y="16" width="${round(x(endT) - x(startT))}" height="${height - bottom - 16}">${title}</rect>
${line}`;
}
function drawAxis(endT, x, height) {
	const step = [
		100,
		200,
		500,
		1e3,
		2e3,
		5e3,
		1e4,
		3e4,
		6e4,
		12e4,
		3e5,
		6e5,
		18e5,
		36e5
	].find((each) => endT / each <= 12) ?? 72e5;
	return Array.from({ length: Math.floor(endT / step) }, (_, index) => (index + 1) * step).map((t) => markup`<text x="${x(t)}" y="${height - 5}" text-anchor="middle">${formatSpan(t)}</text>
`);
}
function round(value) {
	return Math.round(value * 10) / 10;
}
// src/report/html/experiment-section.ts
/** Everything about one experiment: verdict, hypothesis, timeline, numbers, receipts, recovery, residue. */
function experimentSection({ result, files }, experiment, digest, index) {
	const { name, hypothesis, verdict, reason, reasons, file, line, steadyState, steps, faults, recovery, residue } = experiment;
	return markup`<section id="experiment-${index + 1}" aria-labelledby="name-${index + 1}">
<h2 id="name-${index + 1}"><span class="${verdict}">${marks[verdict]}</span> ${shorten(name)}</h2>
<p><span class="verdict ${verdict}">${verdict}</span>: ${shorten(reason, 2e3)}</p>
${hypothesis ? markup`<blockquote>${shorten(hypothesis, 2e3)}</blockquote>` : void 0}
<p class="soft">${file}:${line}</p>
${reasons.length > 1 ? markup`<ul>${reasons.map((each) => markup`<li><code>${each.code}</code> ${shorten(formatReason(each), 2e3)}</li>`)}</ul>` : void 0}
${digest && digest.endT > 0 ? drawTimeline(experiment, digest) : void 0}
${steadyState.length > 0 ? [toleranceTable(steadyState), numbersTable(steadyState)] : void 0}
${stepTable(steps)}${faultTable(faults)}
${recovery ? markup`<p>Recovery: <strong>${recovery.observedMs === null ? "not seen" : formatMs(recovery.observedMs)}</strong> after the last fault (limit ${formatMs(recovery.limitMs)}, stable for ${formatMs(recovery.stableForMs)}).</p>` : void 0}
${residue.length > 0 ? markup`<h3>Residue</h3><ul>${residue.map((each) => markup`<li><code>${each.object}</code> ${each.difference}</li>`)}</ul>` : markup`<p>Residue: none.</p>`}
<p>Again:</p><pre>${reproduce(result, files, experiment)}</pre>
</section>
`;
}
function toleranceTable(probes) {
	return markup`<table><caption>Tolerances</caption><thead><tr><th scope="col">Probe</th><th scope="col">Phase</th><th scope="col">Wanted</th><th scope="col">Observed</th><th scope="col">Verdict</th><th scope="col">Line</th></tr></thead><tbody>
${probes.flatMap(({ name, tolerances }) => tolerances.map(({ phase, expression, observed, holds, line }) => {
		const [verdict, text] = holds === null ? ["inconclusive", "cannot be told"] : holds ? ["upheld", "holds"] : ["refuted", "does not hold"];
		return markup`<tr><td>${name}</td><td>${phase}</td><td>${expression}</td><td>${observed}</td><td class="${verdict}">${text}</td><td>${line}</td></tr>
`;
	}))}</tbody></table>
`;
}
function numbersTable(probes) {
	const rows = probes.flatMap(({ name, vantage, phases }) => Object.entries(phases).map(([phase, numbers]) => {
		const cells = numberCells(numbers).map((cell) => markup`<td>${cell}</td>`);
		return markup`<tr><td>${name}${vantage ? markup` <span class="soft">${shorten(vantage)}</span>` : void 0}</td><td>${phase}</td>${cells}</tr>
`;
	}));
	return markup`<table><caption>Numbers</caption><thead><tr>${[
		"Probe",
		"Phase",
		"Samples",
		"Failed",
		"Unknown",
		"Success",
		"p50",
		"p95",
		"p99",
		"Max",
		"Longest outage",
		"Shortest visible outage"
	].map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${rows}</tbody></table>
`;
}
function numberCells(numbers) {
	const ms = (value) => value === null ? "none" : formatMs(value);
	return [
		numbers.samples,
		numbers.failed,
		numbers.unknown,
		numbers.success === null ? "none" : formatShare(numbers.success),
		...[
			numbers.p50Ms,
			numbers.p95Ms,
			numbers.p99Ms,
			numbers.maxMs,
			numbers.longestOutageMs,
			numbers.shortestVisibleOutageMs
		].map(ms)
	];
}
function stepTable(steps) {
	if (steps.length === 0) return void 0;
	return markup`<table><caption>Steps</caption><thead><tr><th scope="col">Step</th><th scope="col">Kind</th><th scope="col">Line</th><th scope="col">Status</th><th scope="col">What happened</th></tr></thead><tbody>
${steps.map(({ index, kind, line, status, message }) => markup`<tr><td>${index + 1}</td><td>${kind}</td><td>${line}</td><td>${status}</td><td>${shorten(message, 1e3)}</td></tr>
`)}</tbody></table>
`;
}
function faultTable(faults) {
	if (faults.length === 0) return void 0;
	return markup`<table><caption>Faults and their receipts</caption><thead><tr><th scope="col">Fault</th><th scope="col">Targets</th><th scope="col">Receipt</th><th scope="col">Evidence</th></tr></thead><tbody>
${faults.map(({ kind, targets, receipt, undone }) => {
		const names = targets.map(({ namespace, name, node }) => `${namespace ? `${namespace}/` : ""}${name}${node ? ` on ${node}` : ""}`);
		const state = receipt.landed ? undone ? "landed" : "landed, not undone" : "not proven";
		return markup`<tr><td>${kind}</td><td>${shorten(names.join(", "), 1e3)}</td><td>${state}</td><td>${shorten(receipt.evidence, 1e3)}</td></tr>
`;
	})}</tbody></table>
`;
}
// src/report/html/style.ts
/** Colours that differ in brightness too, for eyes and printers that see no hue; contrast at least 4.5:1 in both schemes. */
const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #57606a; --line: #d0d7de; --band: #f6f8fa;
  --upheld: #116329; --refuted: #a40e26; --inconclusive: #7a4b00; --trace: #0a5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9ea7b3; --line: #30363d;
  --band: #161b22; --upheld: #56d364; --refuted: #ff8182; --inconclusive: #e3b341; --trace: #79c0ff; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 72rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; }
section { border-top: 1px solid var(--line); margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
.upheld { color: var(--upheld); } .refuted { color: var(--refuted); } .inconclusive { color: var(--inconclusive); }
.verdict { font-weight: 700; }
.soft { color: var(--soft); }
blockquote { margin: 1rem 0; padding: .1rem 1rem; border-left: .25rem solid var(--line); }
pre, code { font: .9em/1.4 ui-monospace, monospace; }
pre { background: var(--band); padding: .75rem; white-space: pre-wrap; }
svg { width: 100%; height: auto; display: block; font: 11px system-ui, sans-serif; }
svg text { fill: var(--soft); }
.band { fill: var(--band); } .band.odd { fill: none; } .edge { stroke: var(--line); }
.trace { fill: none; stroke: var(--trace); stroke-width: 2; stroke-linecap: round; }
.fail { fill: none; stroke: var(--refuted); stroke-width: 1; } .silent { fill: none; stroke: var(--inconclusive); stroke-width: 1; stroke-dasharray: 2 1; }
.fault { stroke: var(--refuted); stroke-width: 1.5; stroke-dasharray: 4 2; fill: var(--refuted); } rect.fault { fill-opacity: .12; stroke: none; }
@media print { body { max-width: none; } section { break-inside: avoid-page; } }
`;
// src/report/html/page.ts
/** Nothing is loaded and nothing runs: a page that shows what strangers' names hold should not be able to. */
const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/** `report.html`: one file that needs no network. */
function renderHtml(input) {
	const { result, remarks, digests, files } = input;
	const { verdict, reason, experiments } = result;
	return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${verdict} - chaos-gate</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1><span class="${verdict}">${marks[verdict]}</span> <span role="status" class="verdict ${verdict}">${verdict}</span></h1>
<p>${shorten(reason, 2e3)}</p>
<p class="soft">${countVerdicts(experiments)} on: ${describeCluster(result.cluster)}.</p>
${overview$1(input)}
${remarks.length > 0 ? markup`<h2>Remarks</h2><ul>${remarks.map((remark) => markup`<li>${shorten(remark, 1e3)}</li>`)}</ul>` : void 0}
${experiments.map((experiment, index) => experimentSection(input, experiment, digests[index], index))}
<section aria-labelledby="environment"><h2 id="environment">Environment</h2>
<table><tbody>
${environment(input).map(([name, value]) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`)}</tbody></table>
<h2>Again</h2><pre>${reproduce(result, files)}</pre></section>
</main>
</body>
</html>
`.markup;
}
function overview$1({ result }) {
	return markup`<table><caption>Experiments</caption><thead><tr><th scope="col">Verdict</th><th scope="col">Experiment</th><th scope="col">Why</th></tr></thead><tbody>
${result.experiments.map(({ name, verdict, reason }, index) => markup`<tr><td class="verdict ${verdict}">${marks[verdict]} ${verdict}</td><td><a href="#experiment-${index + 1}">${shorten(name)}</a></td><td>${shorten(reason, 500)}</td></tr>
`)}</tbody></table>`;
}
function environment({ result, files }) {
	return [
		["Cluster", describeCluster(result.cluster)],
		...result.cluster ? [["Nodes", result.cluster.nodes.join(", ")]] : [],
		["Started", result.startedAt],
		["Duration", formatMs(result.durationMs)],
		["Seed", String(result.seed)],
		["Compat", result.compat],
		["Exit code", String(result.exitCode)],
		["Files", files.join(", ")],
		["chaos-gate", result.tool.version]
	];
}
// src/report/junit.ts
/**
* `junit.xml`: a suite for each scenario file, a case for each experiment. A refuted hypothesis is a failure; an
* inconclusive one is an error: the test could not tell.
*/
function renderJunit({ result, files }) {
	const byFile = Map.groupBy(result.experiments, ({ file }) => file);
	const { experiments, startedAt, durationMs } = result;
	return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="chaos-gate" tests="${experiments.length}" failures="${count(experiments, "refuted")}" errors="${count(experiments, "inconclusive")}" time="${seconds(durationMs)}" timestamp="${startedAt}">
${[...byFile].map(([file, own]) => suite(result, files, file, own))}</testsuites>
`.markup;
}
function suite(result, files, file, experiments) {
	const time = seconds(experiments.reduce((sum, each) => sum + durationOf(each), 0));
	return markup`  <testsuite name="${file}" tests="${experiments.length}" failures="${count(experiments, "refuted")}" errors="${count(experiments, "inconclusive")}" skipped="0" time="${time}" timestamp="${result.startedAt}">
    <properties>
      <property name="cluster" value="${describeCluster(result.cluster)}"/>
      <property name="seed" value="${result.seed}"/>
      <property name="chaos-gate" value="${result.tool.version}"/>
    </properties>
${experiments.map((experiment) => testCase(result, files, experiment))}  </testsuite>
`;
}
function testCase(result, files, experiment) {
	const { name, file, line, verdict, reason, reasons, faults, hypothesis } = experiment;
	const all = reasons.map((each) => `${each.code}: ${formatReason(each)}`).join("\n");
	const element = verdict === "refuted" ? "failure" : "error";
	const problem = markup`      <${{ markup: element }} message="${shorten(reason, 1e3)}" type="${reasons[0]?.code ?? verdict}">${all}</${{ markup: element }}>
`;
	const receipts = faults.map(({ kind, receipt }) => `${kind} ${receipt.landed ? "landed" : "not proven"}: ${receipt.evidence}`);
	const notes = [
		hypothesis ?? "",
		`${verdict}: ${reason}`,
		...receipts,
		`again: ${reproduce(result, files, experiment)}`
	];
	return markup`    <testcase name="${name}" classname="${file}" file="${file}" line="${line}" time="${seconds(durationOf(experiment))}">
${verdict === "upheld" ? void 0 : problem}      <system-out>${notes.filter(Boolean).join("\n")}</system-out>
    </testcase>
`;
}
function durationOf({ phases }) {
	return phases.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
function count(experiments, verdict) {
	return experiments.filter((experiment) => experiment.verdict === verdict).length;
}
function seconds(ms) {
	return (ms / 1e3).toFixed(3);
}
// src/report/sarif.ts
/** `results.sarif`: every reason as a result on its line, in SARIF 2.1.0 as code scanning reads it. */
function renderSarif({ result }) {
	const reasons = result.experiments.flatMap((experiment) => experiment.reasons.map((reason) => ({
		experiment,
		reason
	})));
	const codes = [...new Set(reasons.map(({ reason }) => reason.code))].sort();
	const sarif = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: result.tool.name,
				version: result.tool.version,
				rules: codes.map((code) => ({
					id: code,
					shortDescription: { text: code.replaceAll("-", " ") }
				}))
			} },
			columnKind: "utf16CodeUnits",
			properties: {
				verdict: result.verdict,
				seed: result.seed,
				cluster: describeCluster(result.cluster)
			},
			results: reasons.map(({ experiment, reason }) => resultOf(experiment, reason, codes))
		}]
	};
	return `${JSON.stringify(sarif, null, 2)}\n`;
}
function resultOf({ name, file, line }, reason, codes) {
	const startLine = reason.line ?? line;
	return {
		ruleId: reason.code,
		ruleIndex: codes.indexOf(reason.code),
		level: verdictOfCode(reason.code) === "refuted" ? "error" : "warning",
		message: { text: shorten(visible(`${name}: ${reason.message}`), 4e3) },
		locations: [{ physicalLocation: {
			artifactLocation: { uri: uriOf(reason.file ?? file) },
			region: {
				startLine,
				...reason.column !== void 0 && { startColumn: reason.column }
			}
		} }],
		partialFingerprints: { "chaosGate/v1": shorten(visible(`${reason.code}:${name}:${startLine}`), 500) }
	};
}
/** A path as a URI reference: relative to the repository, or a file URI. */
function uriOf(path) {
	const encoded = path.toWellFormed().split("/").map(encodeURIComponent).join("/");
	return path.startsWith("/") ? `file://${encoded}` : encoded;
}
// src/report/markdown.ts
const wordJoiner = "⁠";
/**
* Text for a Markdown page: no character of it means anything to Markdown, HTML, tables, mentions or automatic links,
* and it stays on one line.
*/
function prose(text, length = 1e3) {
	return verbatim(text, length).replace(/@/g, `@${wordJoiner}`).replace(/www\./gi, (match) => `${match.slice(0, 3)}&#46;`);
}
/** The same for what stands between `<code>` or `<pre>` tags, where nobody is mentioned: it can be copied as it is. */
function verbatim(text, length = 1e3) {
	return shorten(visible(text), length).replace(/\s+/g, " ").replace(meaningful, (character) => `&#${character.charCodeAt(0)};`);
}
const meaningful = /[&<>`|*_[\]#~\\$]|:(?=[\w+-]+:|\/\/)|^[-+=]|^\d(?=\d*[.)](\s|$))/g;
/** A name, in the type of code. */
function code(text) {
	return `<code>${verbatim(text, 200)}</code>`;
}
/** A table; its cells are Markdown. */
function table(header, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return [
		line(header),
		line(header.map(() => "---")),
		...rows.map(line)
	].join("\n");
}
// src/report/sparkline.ts
const levels = "▁▂▃▄▅▆▇█";
const failed = "✗";
const unknown = "?";
const nothing = " ";
/**
* One probe's samples as a line of text: height is the slowest answer of its span, failures and samples that say
* nothing have marks of their own, and win over any height.
*/
function sparkline({ columns, endT }, probe, length = 60) {
	const { widthMs, count, ok, fail, unknown: silent, maxMs } = columns[probe];
	const slowest = maxMs.subarray(0, count).reduce((a, b) => Math.max(a, b), 0);
	return Array.from({ length }, (_, index) => {
		const from = Math.floor(index * endT / length / widthMs);
		const to = Math.min(count, Math.max(from + 1, Math.floor((index + 1) * endT / length / widthMs)));
		let mark = nothing;
		let height = 0;
		for (let i = from; i < to; i++) {
			if (fail[i] > 0) mark = failed;
			else if (silent[i] > 0 && mark !== failed) mark = unknown;
			else if (ok[i] > 0 && mark === nothing) mark = "ok";
			if (maxMs[i] > height) height = maxMs[i];
		}
		if (mark !== "ok") return mark;
		return levels[Math.min(7, Math.floor(height / Math.max(slowest, 1e-9) * 8))];
	}).join("");
}
const sparklineLegend = `${levels} slowest answer, ${failed} failed, ${unknown} nothing can be said`;
// src/report/summary-experiment.ts
const maxRows$1 = 100;
/** One experiment's section of the summary. */
function summarizeExperiment({ result, files }, experiment, digest) {
	const { name, hypothesis, verdict, reasons, reason, steadyState, faults, recovery, residue } = experiment;
	return [
		`## ${marks[verdict]} ${prose(name, 200)}`,
		...hypothesis ? [`> ${prose(hypothesis)}`] : [],
		reasons.length === 0 ? `**${verdict}**: ${prose(reason)}` : `**${verdict}**\n${limited(reasons, (each) => `- ${code(each.code)} ${prose(formatReason(each))}`)}`,
		...steadyState.length > 0 ? [table([
			"Probe",
			"Phase",
			"Wanted",
			"Observed",
			""
		], toleranceRows(steadyState))] : [],
		...digest ? [timeline(steadyState, digest)] : [],
		...faults.length > 0 ? [limited(faults, describeFault)] : [],
		...recovery ? [`Recovery: ${recovery.observedMs === null ? "not seen" : formatMs(recovery.observedMs)} (limit ${formatMs(recovery.limitMs)}, stable for ${formatMs(recovery.stableForMs)}).`] : [],
		...residue.length > 0 ? [`Residue:\n${limited(residue, (each) => `- ${code(each.object)} ${prose(each.difference)}`)}`] : [],
		`<pre>${verbatim(reproduce(result, files, experiment), 2e3)}</pre>`
	].join("\n\n");
}
function toleranceRows(probes) {
	return probes.flatMap(({ name, tolerances }) => tolerances.map(({ phase, expression, observed, holds, line }) => [
		prose(name, 120),
		phase,
		prose(expression, 120),
		prose(observed, 120),
		holds === null ? "? cannot be told" : holds ? "✔ holds" : `✘ line ${line}`
	])).slice(0, maxRows$1);
}
function timeline(probes, digest) {
	return `${digest.phases.map(({ name, startT, endT }) => `${name} ${formatMs(endT - startT)}`).join(" → ")}\n\n<pre>${probes.slice(0, 20).map(({ name }, index) => `${sparkline(digest, index)}  ${verbatim(name, 60)}`).join("\n")}\n${sparklineLegend}</pre>`;
}
function describeFault({ kind, targets, receipt, undone }) {
	const names = targets.slice(0, 10).map((target) => code(target.namespace ? `${target.namespace}/${target.name}` : target.name));
	const more = targets.length > 10 ? ` and ${targets.length - 10} more` : "";
	const state = receipt.landed ? undone ? "landed" : "landed, **not undone**" : "**not proven**";
	return `- ${prose(kind, 60)} of ${names.join(", ")}${more}: ${state}. ${prose(receipt.evidence, 300)}`;
}
function limited(items, render) {
	const more = items.length > maxRows$1 ? [`- and ${items.length - maxRows$1} more`] : [];
	return [...items.slice(0, maxRows$1).map(render), ...more].join("\n");
}
// src/report/summary.ts
/** GitHub drops a summary of more than 1 MiB altogether. */
const maxBytes = 9e5;
/** `summary.md`: the essential first, then each experiment, the worst ones before the others, as far as there is room. */
function renderSummary(input) {
	const { result } = input;
	const head = [
		`# ${marks[result.verdict]} chaos-gate: ${result.verdict}`,
		prose(result.reason),
		overview(result.experiments),
		`${countVerdicts(result.experiments)} on: ${prose(describeCluster(result.cluster))}. Seed ${result.seed}.`
	];
	const tail = [
		...input.remarks.length > 0 ? ["## Remarks", input.remarks.map((remark) => `- ${prose(remark, 300)}`).join("\n")] : [],
		"## Again",
		`<pre>${verbatim(reproduce(result, input.files), 4e3)}</pre>`,
		`chaos-gate ${prose(result.tool.version, 50)}, started ${result.startedAt}, compat ${result.compat}.`
	];
	const sections = [];
	let left = maxBytes - bytesOf([...head, ...tail]);
	const ordered = result.experiments.map((experiment, index) => ({
		experiment,
		digest: input.digests[index]
	})).sort((a, b) => order[a.experiment.verdict] - order[b.experiment.verdict]);
	for (const { experiment, digest } of ordered) {
		const section = summarizeExperiment(input, experiment, digest);
		left -= bytesOf([section]);
		if (left < 0) break;
		sections.push(section);
	}
	const missing = ordered.length - sections.length;
	const more = missing > 0 ? [`${missing} more experiments are in report.html: there is no room for them here.`] : [];
	return `${[
		...head,
		...sections,
		...more,
		...tail
	].join("\n\n")}\n`;
}
const order = {
	refuted: 0,
	inconclusive: 1,
	upheld: 2
};
const maxRows = 200;
function overview(experiments) {
	const rows = experiments.slice(0, maxRows).map(({ name, verdict, reason }) => [
		`${marks[verdict]} ${verdict}`,
		prose(name, 120),
		prose(reason, 300)
	]);
	const more = experiments.length > maxRows ? [[
		"",
		`and ${experiments.length - maxRows} more`,
		""
	]] : [];
	return table([
		"Verdict",
		"Experiment",
		"Why"
	], [...rows, ...more]);
}
function bytesOf(parts) {
	return parts.reduce((sum, part) => sum + new TextEncoder().encode(part).length + 2, 0);
}
// src/report/verdict-json.ts
/** `verdict.json`, as the contract has it. */
function verdictJson(result) {
	return `${JSON.stringify(result, null, 2)}\n`;
}
// src/report/column-reduction.ts
/** As many columns as a wide picture has pixels. */
const maxColumns = 1024;
const initialWidthMs = 10;
/**
* Reduces samples to columns without losing the worst one: each keeps its extremes and counts its failures. Where the
* time grows beyond the last column, pairs of columns become one, so memory stays what it is.
*/
function reduceToColumns() {
	const make = (fill) => new Float64Array(maxColumns).fill(fill);
	const columns = {
		widthMs: initialWidthMs,
		count: 0,
		ok: make(0),
		fail: make(0),
		unknown: make(0),
		minMs: make(Number.POSITIVE_INFINITY),
		maxMs: make(Number.NEGATIVE_INFINITY),
		add(t, { r, ms, mesh }) {
			while (t >= columns.widthMs * maxColumns) halve();
			const column = Math.max(0, Math.floor(t / columns.widthMs));
			columns.count = Math.max(columns.count, column + 1);
			const tally = r === "ok" ? columns.ok : r === "fail" ? columns.fail : columns.unknown;
			tally[column]++;
			const durations = mesh ? mesh.ms : r === "ok" ? [ms] : [];
			for (const duration of durations) {
				if (duration < columns.minMs[column]) columns.minMs[column] = duration;
				if (duration > columns.maxMs[column]) columns.maxMs[column] = duration;
			}
		}
	};
	const halve = () => {
		for (const values of [
			columns.ok,
			columns.fail,
			columns.unknown
		]) merge(values, 0, (a, b) => a + b);
		merge(columns.minMs, Number.POSITIVE_INFINITY, Math.min);
		merge(columns.maxMs, Number.NEGATIVE_INFINITY, Math.max);
		columns.widthMs *= 2;
		columns.count = Math.ceil(columns.count / 2);
	};
	return columns;
}
function merge(values, empty, combine) {
	for (let i = 0; i < values.length / 2; i++) values[i] = combine(values[2 * i], values[2 * i + 1]);
	values.fill(empty, values.length / 2);
}
// src/report/digest.ts
function buildDigest(started) {
	const columns = started.steadyState.map(reduceToColumns);
	const phases = [];
	const faults = [];
	let endT = 0;
	return {
		add(event) {
			const t = event.t - started.t;
			endT = Math.max(endT, t);
			switch (event.type) {
				case "s":
					columns[event.p]?.add(t, event);
					return;
				case "phase-started":
					phases.push({
						name: event.phase,
						startT: t,
						endT: Number.POSITIVE_INFINITY
					});
					return;
				case "phase-ended": {
					const phase = phases.findLast(({ name }) => name === event.phase);
					if (phase) phase.endT = t;
					return;
				}
				case "fault-injected":
					faults.push({
						fault: event,
						startT: t,
						...event.needsUndo && { endT: Number.POSITIVE_INFINITY }
					});
					return;
				case "fault-undone": {
					const undone = faults.find(({ fault }) => fault.id === event.id);
					if (undone && event.undone) undone.endT = t;
					return;
				}
			}
		},
		digest() {
			const cut = (span) => span.endT === void 0 ? span : {
				...span,
				endT: Math.min(span.endT, endT)
			};
			return {
				startedT: started.t,
				endT,
				phases: phases.map(cut),
				faults: faults.map(cut),
				columns
			};
		}
	};
}
// src/report/fold.ts
const maxRemarks = 50;
function createReportFold() {
	const judge = createJudge();
	const builders = /* @__PURE__ */ new Map();
	const remarks = [];
	let files = [];
	return {
		add(event) {
			judge.add(event);
			if (event.type === "s") builders.get(event.e)?.add(event);
			else if (event.type === "run-started") files = event.files;
			else if (event.type === "experiment-started") builders.set(event.experiment, buildDigest(event));
			else if (event.type === "message" && event.level !== "progress" && remarks.length < maxRemarks) remarks.push(`${event.level}: ${event.text}`);
			else if ("experiment" in event) builders.get(event.experiment)?.add(event);
		},
		input() {
			const result = judge.result();
			return {
				result,
				files,
				remarks,
				digests: result.experiments.map((_, index) => builders.get(index)?.digest())
			};
		}
	};
}
// src/report/index.ts
/** The visible list of reports: what a run leaves in its output folder, beside the journal that they are all made of. */
const reports = [
	{
		file: "verdict.json",
		render: ({ result }) => verdictJson(result)
	},
	{
		file: "summary.md",
		render: renderSummary
	},
	{
		file: "report.html",
		render: renderHtml
	},
	{
		file: "junit.xml",
		render: renderJunit
	},
	{
		file: "results.sarif",
		render: renderSarif
	}
];
// src/output-folder.ts
function outputFolder(path) {
	const root = resolve(path);
	return {
		path: root,
		journal: join(root, "journal.ndjson"),
		undo: join(root, "undo.ndjson"),
		logs: join(root, "logs"),
		cluster: join(root, "cluster"),
		clusterState: join(root, "cluster", "identity.json")
	};
}
/** Asking for a cluster that an earlier run left must not take long. */
const attachTimeoutMs = 1e4;
/**
* Makes the folder ready for a new run. Throws InvalidInput where it cannot be written, where an earlier run left
* faults in place, or where a cluster is still kept or in use: their traces must not be overwritten.
*/
async function prepareOutputFolder(path) {
	const folder = outputFolder(path);
	if (existsSync(folder.undo)) {
		const lines = readUndoJournal(folder.undo);
		const pending = pendingEntries(lines);
		if (pending.length > 0) throw new InvalidInput(`${folder.path} holds a run that left ${pending.length} faults in place: found ${folder.undo} with entries that are not ticked off, expected another --out, or \`chaos-gate undo ${path}\` first`);
		const cluster = pendingCluster(lines);
		if (cluster && await providerOf(cluster.provider).attach(cluster, AbortSignal.timeout(attachTimeoutMs))) throw new InvalidInput(`${folder.path} holds a run that still goes on, or was killed: found its ${cluster.provider} cluster ${cluster.name} alive, expected another --out, or \`chaos-gate undo ${path}\` first`);
	}
	if (existsSync(folder.clusterState)) throw new InvalidInput(`${folder.path} holds a cluster that was kept: expected another --out, or \`chaos-gate down --out ${path}\` first`);
	try {
		const own = [
			folder.journal,
			folder.undo,
			folder.logs,
			folder.cluster
		];
		for (const old of [...own, ...reports.map(({ file }) => join(folder.path, file))]) rmSync(old, {
			recursive: true,
			force: true
		});
		makeFolder(folder.path);
		mkdirSync(folder.cluster, { mode: 448 });
	} catch (error) {
		throw new InvalidInput(`the folder ${folder.path} cannot be written: ${messageOf(error)}`);
	}
	return folder;
}
/** Not `recursive`: below a folder such as /proc, which takes no new ones and says ENOENT, Node's own never returns. */
function makeFolder(path) {
	if (existsSync(path)) return;
	const parent = dirname(path);
	if (parent !== path) makeFolder(parent);
	mkdirSync(path);
}
export { pendingCluster as A, judgeExperiment as C, openRecord as D, faultEndOf as E, clusterId as O, formatLabelSelector as S, addToRecord as T, listNodes as _, verdictJson as a, readNode as b, marks as c, applyObjects as d, findResourceByName as f, isReady as g, watchObjects as h, createReportFold as i, readUndoJournal as j, openUndoJournal as k, providerOf as l, ServiceMissing as m, prepareOutputFolder as n, countVerdicts as o, resourcePath as p, reports as r, describeCluster as s, outputFolder as t, waitForRollout as u, listPodsOnNode as v, assessTrial as w, setUnschedulable as x, readLeaseRenewal as y };
