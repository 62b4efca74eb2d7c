import { i as InvalidInput } from "./chunk-errors.js";
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
/** The longest outage in milliseconds; 0: no failure. */
function longestOutage(view, assumption) {
	let longest = 0;
	visitOutages(view, assumption, ({ startT, endT }) => {
		longest = Math.max(longest, endT - startT);
	});
	return longest;
}
/**
* Visits the outages in their order. Samples that say nothing and are left out do not make an outage longer, unless it
* goes on behind them.
*/
function visitOutages({ series, from, to, endT }, assumption, visit) {
	const { times, outcomes } = series;
	let first;
	let failed = 0;
	let silentSince;
	const end = (t) => {
		if (first !== void 0) visit({
			startT: times[first],
			endT: silentSince ?? t,
			first,
			failed
		});
		first = void 0;
		failed = 0;
		silentSince = void 0;
	};
	for (let i = from; i < to; i++) {
		const outcome = outcomes[i];
		const silent = outcome > outcomeCodes.fail;
		if (outcome === outcomeCodes.fail || silent && assumption === "failed") {
			first ??= i;
			failed++;
			silentSince = void 0;
		} else if (silent && assumption === "left-out") {
			if (first !== void 0) silentSince ??= times[i];
		} else end(times[i]);
	}
	end(endT);
}
// src/judge/sample-view.ts
/** Gaps this much longer than the schedule's interval are missing samples, not jitter. */
const gapTolerance = 1.5;
/** The samples scheduled at or after `startT` and before `endT` (Infinity: all that there are). */
function viewBetween(series, startT, endT, everyMs) {
	const from = series.firstAt(startT);
	const to = Math.max(from, series.firstAt(endT));
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
		counts: count(series, from, to, everyMs),
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
function count(series, from, to, everyMs) {
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
		if (lookedT === void 0 || blindMs > 250) tally[outcomeCodes.late] += lateSince;
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
/**
* The `q`-quantile of sorted numbers by nearest rank: the smallest of them that at least the share `q` of all does not
* exceed. It is always one of the numbers, never interpolated. undefined for no numbers.
*/
function nearestRank(sorted, q) {
	return sorted[rankOf(q, sorted.length) - 1];
}
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
/** The line of least squares through `[x, y]`. undefined for fewer than two different x. */
function fitLine(points) {
	const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const meanX = mean(points.map(([x]) => x));
	const meanY = mean(points.map(([, y]) => y));
	const sum = (term) => points.reduce((total, [x, y]) => total + term(x, y), 0);
	const spreadX = sum((x) => (x - meanX) ** 2);
	if (points.length < 2 || spreadX === 0) return void 0;
	const slope = sum((x, y) => (x - meanX) * (y - meanY)) / spreadX;
	const intercept = meanY - slope * meanX;
	const spreadY = sum((_, y) => (y - meanY) ** 2);
	const unexplained = sum((x, y) => (y - intercept - slope * x) ** 2);
	const largestResidual = Math.max(...points.map(([x, y]) => Math.abs(y - intercept - slope * x)));
	return {
		slope,
		intercept,
		fit: spreadY === 0 ? 1 : 1 - unexplained / spreadY,
		largestResidual
	};
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
	amplification: () => null,
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
	let silent = unknownOf(counts);
	for (let i = from; i < to; i++) {
		if (series.outcomes[i] > outcomeCodes.fail) continue;
		if (series.mesh && series.mesh.expected[i] > 0) {
			expected += series.mesh.expected[i];
			alive += series.mesh.alive[i];
			meshes++;
		} else if (series.outcomes[i] === outcomeCodes.fail) dead++;
		else silent++;
	}
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
	let silent = unknownOf(counts) > 0;
	for (let i = from; i < to; i++) {
		const number = numbers?.[i] ?? NaN;
		if (series.outcomes[i] > outcomeCodes.fail) continue;
		if (!Number.isNaN(number)) worst = worst === null ? number : worseOf(worst, number, wanted);
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
	const atWorst = readMetric(tolerance, view, "failed");
	if (!meets(atWorst) || !meets(readMetric(tolerance, view, "fine"))) {
		if (!(tolerance.metric === "outage" && unknownOf(view.counts) === 0)) return {
			holds: null,
			observed,
			...explainDoubt(view.counts)
		};
		return {
			holds: null,
			observed,
			code: "too-few-samples",
			because: `it looked less often for a moment: an outage may have lasted ${atWorst} ms`
		};
	}
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
		case "rate":
		case "amplification": return true;
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
		podChanges: [],
		endpointChanges: [],
		clusterEvents: [],
		stops: [],
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
			if (event.t < phase.startT) throw new InvalidInput(misfit(record, `the end of the phase ${event.phase}, before its beginning`));
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
		case "pod-changed":
			record.podChanges.push(event);
			return;
		case "endpoint-changed":
			record.endpointChanges.push(event);
			return;
		case "cluster-event":
			record.clusterEvents.push(event);
			return;
		case "method-stopped":
			record.stops.push(event);
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
// src/judge/phrases.ts
/** `kill of 2 pods`, `kill of web-1`. */
function describeFault({ kind, targets }) {
	if (targets.length === 1) return `${kind} of ${targets[0].name}`;
	const kinds = new Set(targets.map((target) => target.kind.toLowerCase()));
	return `${kind} of ${targets.length} ${kinds.size === 1 ? `${[...kinds][0]}s` : "targets"}`;
}
/** `1.2 s after the kill of web-1`, or where no fault was before: `300 ms into the method`. */
function describeMoment(record, t, phase) {
	const before = record.faults.filter((fault) => fault.receipt.landed && fault.t <= t).sort((a, b) => b.t - a.t)[0];
	if (before && phase !== "baseline") return `${formatSpan(t - before.t)} after the ${describeFault(before)}`;
	return `${formatSpan(t - (phaseOf(record, phase)?.startT ?? t))} into the ${phase}`;
}
function plural(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
// src/report/event-line.ts
/**
* One line of text for an event, as the terminal and the action's log show it; nothing for one that needs none.
* Texts from outside are stripped of control characters, so that a name cannot move a terminal's cursor or start a line.
*/
function describeEvent(event) {
	const text = describe(event);
	return text === void 0 ? void 0 : printable(text);
}
function describe(event) {
	switch (event.type) {
		case "run-started": return `chaos-gate ${event.tool.version}: ${plural(event.experiments.length, "experiment")}, seed ${event.seed}`;
		case "cluster-ready": return `  cluster ${event.name} (${event.provider}, ${event.version}): ${plural(event.nodes.length, "node")} after ${seconds(event.t)}`;
		case "message": return event.level === "progress" ? `  ${event.text}` : `  ${event.level}: ${event.text}`;
		case "experiment-started": return event.name;
		case "phase-started": return `  ${event.phase}`;
		case "step-ended": return `    step ${event.index + 1} ${event.kind}: ${event.status === "done" ? "" : `${event.status}: `}${event.message}`;
		case "fault-injected": return `    ${event.kind} ${event.receipt.landed ? "landed" : "is not proven"}: ${event.receipt.evidence}`;
		case "fault-undone": return event.undone ? `    ${event.id} undone` : `    ${event.id} could not be undone: ${event.message}`;
		case "residue": return `    residue: ${event.object}: ${event.difference}`;
		case "experiment-ended":
		case "run-ended": return event.stopped && `  stopped: ${event.stopped.message}`;
		default: return;
	}
}
/** Control characters, line breaks and the ones that turn the direction of writing become a visible mark. */
function printable(text) {
	return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, "�");
}
function seconds(ms) {
	return `${(ms / 1e3).toFixed(1)} s`;
}
export { outcomeCodes as A, nearestRank as C, unknownOf as D, mostlyUnknown as E, viewBetween as O, fitLine as S, knownOf as T, sampleMeets as _, plural as a, explainSilence as b, formatShare as c, faultEndOf as d, openRecord as f, recoveryTolerances as g, windowMs as h, describeMoment as i, checkTolerance as j, visitOutages as k, formatSpan as l, createRecoveryTracker as m, printable as n, formatMs as o, phaseOf as p, describeFault as r, formatObserved as s, describeEvent as t, addToRecord as u, assessTolerance as v, rankOf as w, readMetric as x, explainDoubt as y };
