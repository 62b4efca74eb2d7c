import { l as formatSpan, n as printable, o as formatMs, t as describeEvent } from "./chunk-event-line.js";
const maxBuckets = 120;
const rank = {
	ok: 0,
	unknown: 1,
	fail: 2
};
function startProbe({ name }) {
	return {
		name,
		samples: 0,
		failed: 0,
		unknown: 0,
		buckets: []
	};
}
/** A phase begins: the numbers count from there, the sparkline goes on. */
function startPhaseOf({ name, buckets }) {
	return {
		...startProbe({ name }),
		buckets
	};
}
function addSample(probe, { t, r, ms, v, why, mesh }) {
	const worst = r === "ok" ? "ok" : r === "fail" ? "fail" : "unknown";
	const durations = mesh ? mesh.ms : r === "ok" ? [ms] : [];
	const slowest = durations.reduce((a, b) => Math.max(a, b), 0);
	const isTimed = durations.length > 0;
	return {
		...probe,
		samples: probe.samples + 1,
		failed: probe.failed + (worst === "fail" ? 1 : 0),
		unknown: probe.unknown + (worst === "unknown" ? 1 : 0),
		...isTimed && {
			lastMs: slowest,
			slowestMs: Math.max(probe.slowestMs ?? 0, slowest)
		},
		...why !== void 0 && { why },
		...v !== void 0 && { value: v },
		...mesh && { edges: {
			alive: mesh.alive,
			expected: mesh.expected
		} },
		buckets: addToBuckets(probe.buckets, {
			index: Math.floor(t / 500),
			worst,
			slowestMs: slowest
		})
	};
}
/** Slow answers come after those that were asked later: a bucket that is not the last may still change. */
function addToBuckets(buckets, added) {
	const at = buckets.findLastIndex(({ index }) => index <= added.index);
	const found = buckets[at];
	if (found?.index !== added.index) {
		if (at < 0 && buckets.length >= maxBuckets) return buckets;
		return buckets.toSpliced(at + 1, 0, added).slice(-120);
	}
	const worst = rank[added.worst] > rank[found.worst] ? added.worst : found.worst;
	const slowestMs = Math.max(found.slowestMs, added.slowestMs);
	if (worst === found.worst && slowestMs === found.slowestMs) return buckets;
	return buckets.with(at, {
		...found,
		worst,
		slowestMs
	});
}
// src/cli/live/text-cells.ts
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const zero = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** How many cells of a terminal a text takes: East Asian and emoji characters take two, combining marks none. */
function cellsOf(text) {
	let cells = 0;
	for (const character of text) cells += cellsOfCharacter(character);
	return cells;
}
function cellsOfCharacter(character) {
	if (character < "̀") return 1;
	return zero.test(character) ? 0 : wide.test(character) ? 2 : 1;
}
/** A text from outside on one line and in at most so many cells; what is cut off is marked. */
function cutTo(text, cells) {
	const line = printable(text.slice(0, 4 * cells + 100).replace(/\s+/g, " "));
	if (text.length === line.length && cellsOf(line) <= cells) return line;
	let fitted = "";
	let taken = 0;
	for (const character of line) {
		const width = cellsOfCharacter(character);
		if (taken + width > cells - 1) return `${fitted}…`;
		fitted += character;
		taken += width;
	}
	return fitted;
}
/** Breaks a text at its spaces into lines of at most so many cells; a word that is too long is broken too. */
function wrap(text, cells) {
	const lines = [];
	let line = "";
	let taken = 0;
	for (const word of text.split(" ")) {
		const width = cellsOf(word);
		if (line !== "" && taken + 1 + width <= cells) {
			line += ` ${word}`;
			taken += 1 + width;
			continue;
		}
		if (line !== "") lines.push(line);
		line = "";
		taken = 0;
		for (const character of word) {
			const each = cellsOfCharacter(character);
			if (taken + each > cells && line !== "") {
				lines.push(line);
				line = "";
				taken = 0;
			}
			line += character;
			taken += each;
		}
	}
	return line === "" ? lines : [...lines, line];
}
// src/cli/live/probe-lines.ts
const levels = "▁▂▃▄▅▆▇█";
const maxSpark = 40;
const leastSpark = 8;
const marks = {
	fail: "✗",
	unknown: "?"
};
const colors = {
	fail: "\x1B[31m",
	unknown: "\x1B[33m"
};
/** A probe on one line: name, sparkline, numbers; in a narrow window on as many as it takes. */
function probeLines(probe, nowT, nameCells, { width, color }) {
	const name = cutTo(probe.name, 32);
	const numbers = describeNumbers(probe);
	const room = width - 2 - nameCells - 2 - 2 - cellsOf(numbers);
	if (room >= leastSpark) {
		const spark = drawSpark(probe.buckets, nowT, Math.min(maxSpark, room), color);
		return [`  ${name}${" ".repeat(Math.max(0, nameCells - cellsOf(name)))}  ${spark}  ${numbers}`];
	}
	const indent = "    ";
	const inside = width - 4;
	return [
		...wrap(name, width - 2).map((line) => `  ${line}`),
		`${indent}${drawSpark(probe.buckets, nowT, Math.min(maxSpark, inside), color)}`,
		...wrap(numbers, inside).map((line) => `${indent}${line}`)
	];
}
function describeNumbers({ samples, failed, unknown, lastMs, slowestMs, value, edges, why }) {
	return [
		`${samples} samples${failed > 0 ? `, ${failed} failed` : ""}${unknown > 0 ? `, ${unknown} unknown` : ""}`,
		...edges ? [`${edges.alive} of ${edges.expected} edges`] : [],
		...value === void 0 ? [] : [`value ${value}`],
		...lastMs === void 0 || slowestMs === void 0 ? [] : [`last ${formatMs(lastMs)}, slowest ${formatMs(slowestMs)}`],
		...failed + unknown > 0 && why !== void 0 ? [cutTo(why, 60)] : []
	].join(" · ");
}
/** The last moments, the newest at the right: height is the slowest answer, failures and unknown samples have marks. */
function drawSpark(buckets, nowT, length, color) {
	const end = Math.max(Math.floor(nowT / 500), buckets.at(-1)?.index ?? 0);
	const shown = new Map(buckets.filter(({ index }) => index > end - length).map((bucket) => [bucket.index, bucket]));
	const slowest = Math.max(1e-9, ...Array.from(shown.values(), (bucket) => bucket.slowestMs));
	return Array.from({ length }, (_, cell) => {
		const bucket = shown.get(end - length + 1 + cell);
		if (!bucket) return " ";
		const { worst, slowestMs } = bucket;
		if (worst !== "ok") return color ? `${colors[worst]}${marks[worst]}\u001b[39m` : marks[worst];
		return levels[Math.min(7, Math.floor(slowestMs / slowest * 8))];
	}).join("");
}
// src/cli/live/live-lines.ts
const leastWidth = 16;
/**
* The live view as lines, none of them wider than the terminal and not more than it has room for. Whatever does not fit
* beside each other stands below each other; only where the window is too low some is left out, and it says so. Pure.
*/
function drawLines(state, nowT, size) {
	const width = Math.max(leastWidth, size.width);
	const lines = state.experiment ? experimentLines(state.experiment, state.experiments, nowT, {
		...size,
		width
	}) : state.doing ? wrap(`${cutTo(state.doing.text, 4 * width)} (${since(state.doing.startT, nowT)})`, width) : [];
	if (lines.length <= size.height) return lines;
	const room = size.height - 1;
	if (room < 1) return lines.slice(0, 1);
	return [...lines.slice(0, room), cutTo(`… and ${lines.length - room} lines more: this window is low`, width)];
}
function experimentLines(experiment, experiments, nowT, size) {
	const { started, probes, lasting } = experiment;
	const place = experiments > 1 ? [`experiment ${started.experiment + 1} of ${experiments}`] : [];
	const nameCells = Math.max(...probes.map(({ name }) => cellsOf(cutTo(name, 32))), 0);
	return [
		...wrap([...place, ...phaseOf(experiment, nowT)].join(" · "), size.width),
		...probes.flatMap((probe) => probeLines(probe, nowT, nameCells, size)),
		...lasting.flatMap(({ kind, targets, t }) => {
			const names = cutTo(targets.map(({ name }) => name).join(", "), 200);
			return wrap(`${cutTo(kind, 60)} of ${names} for ${since(t, nowT)}, not undone yet`, size.width - 2).map((line) => `  ${line}`);
		})
	];
}
function phaseOf(experiment, nowT) {
	const { phase } = experiment;
	return phase ? [`${phase.name} ${since(phase.startT, nowT)}`, ...outlook(experiment, nowT)] : ["between phases"];
}
/** What the phase waits for, and how long that may take, as far as it is known. */
function outlook({ phase, started, stepsEnded, faultEndT }, nowT) {
	const { steps, recovery, phaseMs } = started;
	const left = (endT) => `${formatSpan(Math.max(0, endT - nowT))} left`;
	switch (phase?.name) {
		case "baseline": return ["waits for the steady state", ...phaseMs ? [`at least ${left(phase.startT + phaseMs.baseline)}`] : []];
		case "method": {
			const step = steps[stepsEnded];
			if (step) return [`step ${stepsEnded + 1} of ${steps.length}: ${cutTo(step.kind, 60)}, line ${step.at.line}`];
			return [steps.length > 0 ? "all steps done" : "no steps", ...phaseMs ? [left(phase.startT + phaseMs.method)] : []];
		}
		case "undo": return ["puts everything back"];
		case "recovery": {
			const limitT = (faultEndT ?? phase.startT) + recovery.withinMs;
			return [`waits for ${formatSpan(recovery.stableForMs)} of steady state`, `at most ${left(limitT)}`];
		}
		default: return [];
	}
}
function since(startT, nowT) {
	return formatSpan(Math.max(0, Math.floor((nowT - startT) / 100) * 100));
}
// src/cli/live/live-state.ts
const initialState = { experiments: 0 };
/** The state after an event. Pure. */
function advance(state, event) {
	switch (event.type) {
		case "run-started":
		case "experiments-planned": return {
			...state,
			experiments: event.experiments.length
		};
		case "message":
			if (event.level !== "progress") return state;
			return {
				...state,
				doing: {
					text: event.text,
					startT: event.t
				}
			};
		case "experiment-started": {
			const experiment = {
				started: event,
				probes: event.steadyState.map(startProbe),
				stepsEnded: 0,
				lasting: []
			};
			return {
				experiments: state.experiments,
				experiment
			};
		}
		case "experiment-ended":
		case "run-ended": return { experiments: state.experiments };
		default: return state.experiment ? {
			...state,
			experiment: advanceExperiment(state.experiment, event)
		} : state;
	}
}
function advanceExperiment(experiment, event) {
	switch (event.type) {
		case "s": {
			const probe = experiment.probes[event.p];
			return probe ? {
				...experiment,
				probes: experiment.probes.with(event.p, addSample(probe, event))
			} : experiment;
		}
		case "phase-started": return {
			...experiment,
			phase: {
				name: event.phase,
				startT: event.t
			},
			probes: experiment.probes.map(startPhaseOf)
		};
		case "phase-ended": return {
			...experiment,
			phase: void 0
		};
		case "step-ended": return {
			...experiment,
			stepsEnded: experiment.stepsEnded + 1
		};
		case "fault-injected":
			if (event.needsUndo) return {
				...experiment,
				lasting: [...experiment.lasting, event]
			};
			return {
				...experiment,
				faultEndT: Math.max(experiment.faultEndT ?? 0, event.t)
			};
		case "fault-undone": {
			if (!event.undone) return experiment;
			const lasting = experiment.lasting.filter(({ id }) => id !== event.id);
			return {
				...experiment,
				lasting,
				faultEndT: Math.max(experiment.faultEndT ?? 0, event.t)
			};
		}
		default: return experiment;
	}
}
// src/cli/live/live-writer.ts
/** The writer keeps the thread for at most this share of the time: a slow terminal gets fewer redraws. */
const maxShare = .02;
/**
* Writes to a terminal. `lines` makes the block for a width and a height. Each line of it is narrower than the terminal,
* so it is known how many rows to go up; after the window has become narrower some of the old block may stay behind,
* but no line that was printed is ever erased.
*/
function openLiveWriter(terminal, lines, now) {
	let shown = [];
	let restUntil = 0;
	const erase = () => shown.length === 0 ? "" : `\r${shown.length > 1 ? `\u001b[${shown.length - 1}A` : ""}\u001b[J`;
	return {
		print(line) {
			terminal.write(`${erase()}${line}\n`);
			shown = [];
		},
		draw() {
			const started = now();
			if (started < restUntil) return;
			const next = lines((terminal.columns || 80) - 1, Math.max(1, (terminal.rows || 24) - 1));
			if (next.length === shown.length && next.every((line, index) => line === shown[index])) return;
			terminal.write(`${erase()}${next.join("\n")}`);
			shown = next;
			const ended = now();
			restUntil = ended + (ended - started) / maxShare;
		},
		[Symbol.dispose]() {
			if (shown.length > 0) terminal.write(erase());
			shown = [];
		}
	};
}
// src/cli/progress.ts
/** Lines in CI and in pipes; a live view too on a terminal. CI decides, not the terminal alone: some runners fake one. */
function openProgress(line) {
	const { stderr } = process;
	const quiet = line.format === "json";
	const pretty = line.format === void 0 || line.format === "pretty";
	if (stderr.isTTY && !process.env.CI && process.env.TERM !== "dumb" && pretty) return openLiveProgress(line.verbose);
	return {
		say: (text) => void stderr.write(`${text}\n`),
		onEvent(event) {
			const text = lineOf(event, line.verbose);
			if (text && !quiet) stderr.write(event.type === "experiment-started" ? `\n${text}\n` : `${text}\n`);
		},
		[Symbol.dispose]() {}
	};
}
/** What is shown of an event; `verbose`: of one that needs no words the line of the journal. */
function lineOf(event, verbose) {
	return describeEvent(event) ?? (verbose ? printable(JSON.stringify(event)) : void 0);
}
function openLiveProgress(verbose) {
	const { stderr } = process;
	const color = stderr.hasColors();
	const paint = (code, text) => color ? `\u001b[${code}m${text}\u001b[0m` : text;
	let state = initialState;
	let journalStart = performance.now();
	const writer = openLiveWriter(stderr, (width, height) => drawLines(state, performance.now() - journalStart, {
		width,
		height,
		color
	}), () => performance.now());
	const timer = setInterval(writer.draw, 100);
	timer.unref();
	return {
		say: writer.print,
		onEvent(event) {
			state = advance(state, event);
			journalStart = Math.min(journalStart, performance.now() - event.t);
			const text = lineOf(event, verbose);
			if (text) writer.print(event.type === "experiment-started" ? `\n${paint(1, text)}` : text);
		},
		[Symbol.dispose]() {
			clearInterval(timer);
			writer[Symbol.dispose]();
		}
	};
}
export { openProgress as t };
