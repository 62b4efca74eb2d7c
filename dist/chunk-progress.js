import { n as printable, t as describeEvent } from "./chunk-event-line.js";
import { styleText } from "node:util";
// src/cli/progress.ts
const refreshMs = 200;
/** Lines in CI and in pipes; a live line too on a terminal. CI decides, not the terminal alone: some runners fake one. */
function openProgress(line) {
	const { stderr } = process;
	const quiet = line.format === "json";
	const live = stderr.isTTY && !process.env.CI && (line.format === void 0 || line.format === "pretty");
	const tally = /* @__PURE__ */ new Map();
	let phase = "";
	let since = 0;
	let names = [];
	let shown = false;
	const clear = () => {
		if (shown) stderr.write("\r\x1B[2K");
		shown = false;
	};
	const say = (text) => {
		clear();
		stderr.write(`${text}\n`);
	};
	const refresh = () => {
		if (!phase) return;
		const counts = [...tally].map(([index, { ok, fail, unknown }]) => {
			const bad = fail + unknown > 0 ? `, ${fail} failed${unknown ? `, ${unknown} unknown` : ""}` : "";
			return `${names[index]}: ${ok + fail + unknown}${bad}`;
		});
		const elapsed = Math.round((performance.now() - since) / 1e3);
		const text = printable(`${phase} ${elapsed} s  ${counts.join(" · ")}`).slice(0, (stderr.columns ?? 80) - 3);
		clear();
		stderr.write(`  ${paint("dim", text)}`);
		shown = true;
	};
	const timer = live ? setInterval(refresh, refreshMs) : void 0;
	timer?.unref();
	const count = (sample) => {
		const of = tally.get(sample.p) ?? {
			ok: 0,
			fail: 0,
			unknown: 0
		};
		if (sample.r === "ok") of.ok++;
		else if (sample.r === "fail") of.fail++;
		else of.unknown++;
		tally.set(sample.p, of);
	};
	return {
		say,
		onEvent(event) {
			if (event.type === "s") return count(event);
			if (event.type === "experiment-started") names = event.steadyState.map(({ name }) => name);
			if (event.type === "phase-started") {
				phase = event.phase;
				since = performance.now();
				tally.clear();
			}
			if (event.type === "phase-ended") phase = "";
			const text = describeEvent(event);
			if (text && !quiet) say(event.type === "experiment-started" ? `\n${paint("bold", text)}` : text);
		},
		[Symbol.dispose]() {
			clearInterval(timer);
			clear();
		}
	};
}
function paint(style, text) {
	return styleText(style, text, { stream: process.stderr });
}
export { openProgress as t };
