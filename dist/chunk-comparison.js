import { t as combineVerdicts } from "./chunk-verdict.js";
import { i as InvalidInput } from "./chunk-errors.js";
import { A as spanOf, D as createJudge, M as verdictOfCode, j as formatReason, n as outputFolder } from "./chunk-output-folder.js";
import { A as outcomeCodes, C as nearestRank, D as unknownOf, O as viewBetween, w as rankOf } from "./chunk-event-line.js";
import { t as readJournal } from "./chunk-journal.js";
import { createReadStream, existsSync } from "node:fs";
// src/compare/effective-size.ts
/**
* How many independent samples the given ones, in the order of time, are worth. Neighbours resemble each other: an outage
* fails many in a row, and counting each of them would make intervals much too narrow. The variance of the means of blocks
* of about sqrt(n) samples is held against what independent samples would have; their ratio is the design effect
* (L. Kish, Survey Sampling, 1965; batch means as in A. M. Law, Simulation Modeling and Analysis). `values` are 0 or 1.
*/
function effectiveSize(values) {
	const { length } = values;
	let sum = 0;
	for (let i = 0; i < length; i++) sum += values[i];
	const mean = sum / length;
	const variance = mean * (1 - mean);
	const blockLength = Math.floor(Math.sqrt(length));
	if (variance === 0 || blockLength < 2) return length;
	const blocks = Math.floor(length / blockLength);
	let squares = 0;
	for (let block = 0; block < blocks; block++) {
		let inBlock = 0;
		for (let i = block * blockLength; i < (block + 1) * blockLength; i++) inBlock += values[i];
		squares += (inBlock / blockLength - mean) ** 2;
	}
	const designEffect = squares / (blocks - 1) * (blockLength / variance);
	return length / Math.max(1, designEffect);
}
// src/compare/interval.ts
/**
* The interval of a share by Wilson's score method (E. B. Wilson, Probable inference, JASA 22 (1927) 209-212). `size` is the
* effective number of samples, which may be less than their count and no whole number.
*/
function shareInterval(share, size, z) {
	if (size <= 0) return {
		value: share,
		low: 0,
		high: 1
	};
	const middle = share + z * z / (2 * size);
	const half = z * Math.sqrt(share * (1 - share) / size + z * z / (4 * size * size));
	const scale = 1 + z * z / size;
	return {
		value: share,
		low: share === 0 ? 0 : Math.max(0, (middle - half) / scale),
		high: share === 1 ? 1 : Math.min(1, (middle + half) / scale)
	};
}
/**
* The interval of `a - b` from the intervals of both: the distances of the estimates from their limits, squared and added.
* For two shares with Wilson's intervals it is method 10 of R. G. Newcombe (Interval estimation for the difference between
* independent proportions, Statistics in Medicine 17 (1998) 873-890); for other pairs MOVER (A. Donner and G. Y. Zou,
* Closed-form confidence intervals for functions of the normal mean and standard deviation, Stat. Methods Med. Res. 21
* (2012) 347-359).
*/
function differenceInterval(a, b) {
	const value = a.value - b.value;
	if (Number.isNaN(value)) return {
		value: 0,
		low: Number.NEGATIVE_INFINITY,
		high: Number.POSITIVE_INFINITY
	};
	if (!Number.isFinite(value)) {
		const [low, high] = [a.low - b.high, a.high - b.low];
		return {
			value,
			low: Number.isNaN(low) ? Number.NEGATIVE_INFINITY : low,
			high: Number.isNaN(high) ? Number.POSITIVE_INFINITY : high
		};
	}
	return {
		value,
		low: value - Math.hypot(a.value - a.low, b.high - b.value),
		high: value + Math.hypot(a.high - a.value, b.value - b.low)
	};
}
/**
* How many standard deviations around the mean of a normal distribution hold the share `confidence` of it: 1.96 for 95%.
* By bisection of the error function's approximation 7.1.26 in Abramowitz and Stegun, whose error is below 1.5e-7.
*/
function deviationsOf(confidence) {
	let low = 0;
	let high = 8;
	for (let i = 0; i < 60; i++) {
		const middle = (low + high) / 2;
		if (errorFunction(middle / Math.SQRT2) < confidence) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
function errorFunction(x) {
	const t = 1 / (1 + .3275911 * x);
	return 1 - t * (.254829592 + t * (-.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x);
}
// src/compare/quantile-interval.ts
/** Beyond this the normal approximation of the binomial distribution is exact enough for ranks. */
const maxExact = 1e3;
/**
* The interval of the `q`-quantile of sorted numbers, by order statistics, for any distribution (W. J. Conover, Practical
* Nonparametric Statistics, 3rd edition, section 3.2): the ranks between which the quantile's own rank lies with the given
* confidence. `size` is how many independent samples they are worth; the ranks of that many are read at the same levels of
* all (R. S. Woodruff, JASA 47 (1952) 635-646). Too few for an upper limit: Infinity; for a lower one: 0.
*/
function quantileInterval(sorted, q, options) {
	const { length } = sorted;
	const size = Math.floor(Math.min(options.size, length));
	if (length === 0 || size === 0) return {
		value: NaN,
		low: 0,
		high: Number.POSITIVE_INFINITY
	};
	const [lowRank, highRank] = size > maxExact ? nearlyRanks(size, q, options.z) : exactRanks(size, q, options.confidence);
	const at = (rank, round) => sorted[Math.min(length, Math.max(1, round(rank / size * length))) - 1];
	return {
		value: sorted[rankOf(q, length) - 1],
		low: lowRank < 1 ? 0 : at(lowRank, Math.floor),
		high: highRank > size ? Number.POSITIVE_INFINITY : at(highRank, Math.ceil)
	};
}
function nearlyRanks(size, q, z) {
	const half = z * Math.sqrt(size * q * (1 - q));
	return [Math.floor(size * q - half), Math.ceil(size * q + half) + 1];
}
/** The largest rank below which the quantile lies at most seldom, and the smallest above which it does. */
function exactRanks(size, q, confidence) {
	const seldom = (1 - confidence) / 2;
	let low = 0;
	let logProbability = size * Math.log1p(-q);
	let cumulated = 0;
	for (let k = 0; k <= size; k++) {
		cumulated += Math.exp(logProbability);
		if (cumulated <= seldom) low = k + 1;
		if (cumulated >= 1 - seldom) return [low, k + 1];
		logProbability += Math.log((size - k) / (k + 1)) + Math.log(q / (1 - q));
	}
	return [low, size + 1];
}
// src/compare/compare-metric.ts
/** Differences below these are the machine's, whatever share of the value they are. */
const leastP95MarginMs = 10;
const leastRecoveryMarginMs = 1e3;
/** With fewer repetitions no interval of the median has 95% (2 * 0.5^5 is 6%). */
const leastRecoveries = 6;
/** Success and, where it is the app's doing, p95 of one probe, under fault. */
function compareProbe(probe, base, head, options) {
	const [before, after] = [measureSuccess(base, options), measureSuccess(head, options)];
	const success = decide({
		metric: "success",
		probe,
		unit: "share",
		base: before.known,
		head: after.known,
		loss: boundLoss(differenceInterval(before.best, after.worst), differenceInterval(before.worst, after.best)),
		margin: options.successMargin,
		decides: true
	});
	if (!measuresApp(base)) return [success];
	const [p95Before, p95After] = [measureP95(base, options), measureP95(head, options)];
	return [success, decide({
		metric: "p95",
		probe,
		unit: "ms",
		base: p95Before.known,
		head: p95After.known,
		loss: boundLoss(differenceInterval(p95After.worst, p95Before.best), differenceInterval(p95After.best, p95Before.worst)),
		margin: Math.max(leastP95MarginMs, options.p95Margin * p95Before.known.value),
		decides: true
	})];
}
/** From the least loss that is possible to the greatest. */
function boundLoss(greatest, least) {
	return {
		value: (greatest.value + least.value) / 2,
		low: least.low,
		high: greatest.high
	};
}
/** How long other probes take is the API server's doing, or a command's, not the app's. */
function measuresApp({ kind }) {
	return [
		"probeHTTP",
		"probeTCP",
		"probeDNS",
		"probeGoldpinger"
	].includes(kind);
}
/** The median of the recoveries of all repetitions. */
function compareRecovery(base, head, options) {
	const measure = (values) => {
		const sorted = values.toSorted((a, b) => a - b);
		return {
			...quantileInterval(sorted, .5, {
				...sizing(options),
				size: sorted.length
			}),
			samples: sorted.length,
			effective: sorted.length
		};
	};
	const [before, after] = [measure(base), measure(head)];
	const few = Math.min(base.length, head.length) < leastRecoveries;
	return decide({
		metric: "recovery",
		unit: "ms",
		base: before,
		head: after,
		loss: differenceInterval(after, before),
		margin: Math.max(leastRecoveryMarginMs, options.recoveryMargin * before.value),
		why: few ? `${base.length} and ${head.length} repetitions: ${leastRecoveries} of each are needed` : void 0,
		decides: !few
	});
}
/** Worse: the whole interval of the loss is beyond the margin. Not worse: it is below. */
function decide(metric) {
	const { loss, margin, why, base, head } = metric;
	if (why) return {
		...metric,
		verdict: "cannot tell"
	};
	if (base.samples === 0 || head.samples === 0) return {
		...metric,
		verdict: "cannot tell",
		why: `no samples in the ${base.samples === 0 ? "earlier" : "later"} run`
	};
	return {
		...metric,
		verdict: verdictOf(loss, margin)
	};
}
function verdictOf(loss, margin) {
	if (loss.low > margin) return "worse";
	return loss.high < margin ? "not worse" : "cannot tell";
}
function sizing({ confidence }) {
	return {
		confidence,
		z: deviationsOf(confidence)
	};
}
function measureSuccess({ outcomes, unknown }, options) {
	const { z } = sizing(options);
	const samples = outcomes.length;
	const ok = outcomes.reduce((sum, each) => sum + each, 0);
	const effective = samples === 0 ? 0 : effectiveSize(outcomes);
	const assume = (good) => shareInterval((ok + good) / (samples + unknown), effective, z);
	return {
		known: {
			...shareInterval(samples === 0 ? NaN : ok / samples, effective, z),
			samples,
			effective
		},
		worst: assume(0),
		best: assume(unknown)
	};
}
function measureP95({ durationsMs, timed, unknown }, options) {
	const sorted = Float64Array.from(durationsMs).sort();
	const p95 = nearestRank(sorted, .95) ?? NaN;
	const above = durationsMs.map((ms) => ms > p95 ? 1 : 0);
	const effective = sorted.length === 0 ? 0 : Math.min(timed, effectiveSize(above));
	const size = {
		...sizing(options),
		size: effective
	};
	const missing = timed === 0 ? 0 : unknown / timed;
	const slow = .95 * (1 + missing);
	const never = {
		value: Number.POSITIVE_INFINITY,
		low: Number.POSITIVE_INFINITY,
		high: Number.POSITIVE_INFINITY
	};
	return {
		known: {
			...quantileInterval(sorted, .95, size),
			samples: timed,
			effective
		},
		worst: slow >= 1 ? never : quantileInterval(sorted, slow, size),
		best: quantileInterval(sorted, Math.max(.01, slow - missing), size)
	};
}
// src/compare/compare-verdicts.ts
/**
* In what share of its repetitions a hypothesis was upheld. Whatever refutes counts here, also what has no other number to
* compare: a value, edges, a stage of the recovery, a bystander that came to harm. undefined: the later run upheld it.
*/
function compareVerdicts(base, head, options) {
	const z = deviationsOf(options.confidence);
	const [before, after] = [measureUpheld(base, z), measureUpheld(head, z)];
	if (after.value === 1) return void 0;
	const metric = {
		metric: "upheld",
		unit: "share",
		base: before,
		head: after,
		loss: differenceInterval(before, after),
		margin: 0,
		decides: true
	};
	const decide = (verdict, why) => ({
		...metric,
		verdict,
		why
	});
	if (after.value >= before.value) return head.refutedBesides === void 0 ? decide("not worse", "refuted before, too") : decide("cannot tell", `refuted before, too; what refutes it now has no number to compare: ${head.refutedBesides}`);
	const change = describeChange(base, head);
	const reason = head.experiments.find(({ verdict }) => verdict === "refuted")?.reason;
	if (base.demands !== head.demands) return decide("cannot tell", `${change}, but its tolerances and limits are others: ${reason}`);
	return decide(before.value === 1 && after.value === 0 || metric.loss.low > 0 ? "worse" : "cannot tell", `${change}: ${reason}`);
}
function measureUpheld({ experiments }, z) {
	const samples = experiments.length;
	return {
		...shareInterval(countUpheld(experiments) / samples, samples, z),
		samples,
		effective: samples
	};
}
function describeChange({ experiments: base }, { experiments: head }) {
	if (base.length === 1 && head.length === 1) return "it was upheld and is refuted";
	return `it was upheld in ${countUpheld(base)} of ${base.length} repetitions and is in ${countUpheld(head)} of ${head.length}`;
}
function countUpheld(experiments) {
	return experiments.filter(({ verdict }) => verdict === "upheld").length;
}
// src/compare/comparison.ts
const defaultComparison = {
	successMargin: .02,
	p95Margin: .2,
	recoveryMargin: .2,
	confidence: .95
};
const severity = {
	"not worse": 0,
	"cannot tell": 1,
	worse: 2
};
/** Worst first; nothing at all cannot be told. */
function combineComparisons(verdicts) {
	if (verdicts.length === 0) return "cannot tell";
	return verdicts.reduce((worst, verdict) => severity[verdict] > severity[worst] ? verdict : worst);
}
// src/compare/compare-runs.ts
/** Holds a later run against an earlier one: is it worse by more than the margins? Pure. */
function compareRuns(base, head, options) {
	const names = [.../* @__PURE__ */ new Set([...base.scenarios.keys(), ...head.scenarios.keys()])];
	const elsewhere = differentClusters(base.result, head.result);
	const scenarios = names.map((name) => compareScenario(name, base.scenarios.get(name), head.scenarios.get(name), {
		...options,
		elsewhere
	}));
	const known = scenarios.filter((scenario) => scenario.base !== void 0);
	const verdict = combineComparisons(known.map((scenario) => scenario.verdict));
	return {
		schemaVersion: 1,
		verdict,
		reason: explain(verdict, known),
		confidence: options.confidence,
		base: describeRun(base.result),
		head: describeRun(head.result),
		scenarios
	};
}
function compareScenario(name, base, head, options) {
	const verdicts = {
		...base && { base: combineVerdicts(base.experiments.map(({ verdict }) => verdict)) },
		...head && { head: combineVerdicts(head.experiments.map(({ verdict }) => verdict)) }
	};
	const why = options.elsewhere ?? incomparable(base, head);
	if (why || !base || !head) return {
		name,
		verdict: "cannot tell",
		why,
		...verdicts,
		metrics: []
	};
	const metrics = [...base.probes].flatMap(([probe, figures]) => {
		const none = {
			kind: figures.kind,
			outcomes: [],
			unknown: 0,
			durationsMs: [],
			timed: 0
		};
		return compareProbe(probe, figures, head.probes.get(probe) ?? none, options);
	});
	if (base.recoveriesMs.length > 0) metrics.push(compareRecovery(base.recoveriesMs, head.recoveriesMs, options));
	const upheld = compareVerdicts(base, head, options);
	if (upheld) metrics.push(upheld);
	const verdict = combineComparisons(metrics.filter(({ decides }) => decides).map((metric) => metric.verdict));
	return {
		name,
		verdict,
		why: base.probes.size === 0 && verdict !== "worse" ? "it has no steady state" : void 0,
		...verdicts,
		metrics
	};
}
function incomparable(base, head) {
	if (!base) return "it is new";
	if (!head) return "the later run lacks it";
	for (const [which, { experiments }] of [["earlier", base], ["later", head]]) {
		const unclear = experiments.find(({ verdict }) => verdict === "inconclusive");
		if (unclear) return `it is inconclusive in the ${which} run: ${unclear.reason}`;
	}
	return describeOtherSteps(base, head) ?? describeOtherProbe(base, head);
}
function describeOtherSteps({ steps: base }, { steps: head }) {
	const [before, after] = [base, head].map((steps) => steps.map(({ kind }) => kind).join(", "));
	if (before !== after) return `its steps changed from ${before} to ${after}`;
	const index = base.findIndex((step, i) => differ(step.digest, head[i]?.digest));
	return index < 0 ? void 0 : `its step ${index + 1} (${base[index]?.kind}) does something else than before`;
}
/** Numbers of one name are compared only where they answer one question. */
function describeOtherProbe({ probes: base }, { probes: head }) {
	const found = [...base].find(([name, { kind, digest }]) => {
		const other = head.get(name);
		return other && (kind !== other.kind || differ(digest, other.digest));
	});
	return found && `its probe "${found[0]}" asks something else than before`;
}
/** Journals of earlier versions hold no digests: nothing is said of them. */
function differ(base, head) {
	return base !== void 0 && head !== void 0 && base !== head;
}
/** Numbers of different kinds of clusters say more about these than about the app. */
function differentClusters({ cluster: base }, { cluster: head }) {
	if (base?.provider === head?.provider) return void 0;
	return `one run was on ${base?.provider ?? "no cluster"}, the other on ${head?.provider ?? "no cluster"}`;
}
function describeRun({ startedAt, verdict, cluster }) {
	return {
		startedAt,
		verdict,
		cluster: cluster ? `${cluster.provider} ${cluster.version}` : "no cluster"
	};
}
function explain(verdict, scenarios) {
	if (scenarios.length === 0) return "the earlier run has no scenarios";
	const found = scenarios.filter((scenario) => scenario.verdict === verdict);
	if (verdict === "not worse") return `${found.length} of ${scenarios.length} scenarios are not worse than before`;
	const [first] = found;
	const more = found.length > 1 ? ` (and ${found.length - 1} more scenarios)` : "";
	const metric = first?.metrics.find((each) => each.decides && each.verdict === verdict);
	if (!metric) return `"${first?.name}": ${first?.why ?? "nothing that decides was measured"}${more}`;
	if (metric.metric === "upheld") return `"${first?.name}": ${metric.why}${more}`;
	const what = metric.probe === void 0 ? metric.metric : `${metric.metric} of "${metric.probe}"`;
	return `"${first?.name}": ${what} ${verdict === "worse" ? "is worse" : "cannot be told"}${more}`;
}
// src/compare/demands.ts
/** What an experiment demands of the app: the same text for the same demands. Other demands, other verdicts of the same app. */
function demandsOf({ steadyState, recovery, collateral = "refute" }) {
	const probes = steadyState.map(({ name, timeoutMs, tolerances, stopWhen = [] }) => [
		name,
		timeoutMs,
		tolerances.map(({ expression, phases }) => [expression, phases]),
		stopWhen
	]);
	const stages = (recovery.tolerances ?? []).map(({ expression }) => expression);
	return JSON.stringify([
		probes,
		recovery.withinMs,
		recovery.stableForMs,
		stages,
		collateral
	]);
}
/** Why a hypothesis was refuted by something of which no number is compared; undefined: there is no such thing. */
function refutedBesides({ reasons }, { steadyState }) {
	const compared = steadyState.flatMap((probe) => probe.tolerances.filter(({ metric }) => metric === "success" || metric === "p95" && measuresApp(probe)));
	const found = reasons.find(({ code, line, column }) => verdictOfCode(code) === "refuted" && !(code === "tolerance-not-met" && compared.some(({ at }) => at.line === line && at.column === column)));
	return found && formatReason(found);
}
// src/compare/figures.ts
/** Takes a journal's events one by one. Throws InvalidInput for one that does not fit, and for a journal without a run. */
function createFiguresFold() {
	const judge = createJudge();
	return {
		add: judge.add,
		figures() {
			const result = judge.result();
			const byName = /* @__PURE__ */ new Map();
			for (const [index, experiment] of result.experiments.entries()) {
				const name = scenarioOf(experiment);
				byName.set(name, [...byName.get(name) ?? [], {
					experiment,
					record: judge.recordOf(index)
				}]);
			}
			return {
				result,
				scenarios: new Map([...byName].map(([name, own]) => [name, gatherScenario(own)]))
			};
		}
	};
}
function gatherScenario(repetitions) {
	const records = repetitions.flatMap(({ record }) => record ?? []);
	const [first] = records;
	const besides = repetitions.flatMap(({ experiment, record }) => record ? refutedBesides(experiment, record.started) ?? [] : []);
	return {
		experiments: repetitions.map(({ experiment }) => experiment),
		steps: first?.started.steps ?? [],
		demands: first ? demandsOf(first.started) : "",
		refutedBesides: besides[0],
		probes: gatherProbes(records),
		recoveriesMs: repetitions.flatMap(({ experiment: { recovery } }) => recovery ? [recovery.observedMs ?? Number.POSITIVE_INFINITY] : [])
	};
}
/** The scenario that an experiment repeats: its name without the number of the repetition. */
function scenarioOf({ name }) {
	return name.replace(/ \(run \d+\)$/, "");
}
function gatherProbes(records) {
	const probes = /* @__PURE__ */ new Map();
	for (const record of records) {
		const method = spanOf(record, "method");
		if (!method) continue;
		const endT = spanOf(record, "recovery")?.[1] ?? method[1];
		for (const [index, probe] of record.started.steadyState.entries()) {
			const empty = {
				kind: probe.kind,
				digest: probe.digest,
				outcomes: [],
				unknown: 0,
				durationsMs: [],
				timed: 0
			};
			const figures = probes.get(probe.name) ?? empty;
			probes.set(probe.name, figures);
			addSamples(figures, viewBetween(record.series[index], method[0], endT, probe.everyMs));
		}
	}
	return probes;
}
function addSamples(figures, { series, from, to, counts }) {
	const { outcomes, durations, mesh } = series;
	figures.unknown += unknownOf(counts);
	for (let i = from; i < to; i++) {
		const outcome = outcomes[i];
		if (outcome > outcomeCodes.fail) continue;
		figures.outcomes.push(outcome === outcomeCodes.ok ? 1 : 0);
		const before = figures.durationsMs.length;
		if (mesh) for (let k = 0; k < mesh.edgeCount[i]; k++) figures.durationsMs.push(mesh.edgeMs[mesh.edgeStart[i] + k]);
		else if (outcome === outcomeCodes.ok) figures.durationsMs.push(durations[i]);
		if (figures.durationsMs.length > before) figures.timed++;
	}
}
// src/comparison.ts
/**
* Holds the run of one output folder against an earlier one's, from their journals alone.
* Throws InvalidInput for a folder without a readable journal.
*/
async function compareFolders(base, head, options) {
	return compareRuns(await readFigures(base), await readFigures(head), options);
}
async function readFigures(path) {
	const { journal } = outputFolder(path);
	if (!existsSync(journal)) throw new InvalidInput(`${path} holds no journal.ndjson, expected the --out of a run`);
	const fold = createFiguresFold();
	await readJournal(journal, createReadStream(journal, "utf8"), fold.add);
	return fold.figures();
}
export { defaultComparison as n, compareFolders as t };
