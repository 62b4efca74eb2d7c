import { i as info, r as getState, s as setFailed } from "./chunk-core.js";
import { o as messageOf } from "./chunk-errors.js";
import { t as outputFolder } from "./chunk-output-folder.js";
import { t as undoRun } from "./chunk-undo-run.js";
// src/action/post.ts
/** How long putting back may take; the runner allows some minutes after a cancel. */
const undoTimeoutMs = 12e4;
/** Puts back what main did not come to: faults, then the cluster if the run made it. Does nothing after an orderly end. */
try {
	const out = getState("out");
	if (out) {
		const signal = AbortSignal.timeout(undoTimeoutMs);
		if (!await undoRun(outputFolder(out), {
			signal,
			say: (text) => info(text)
		})) setFailed("something that the run changed could not be put back; the log above says what");
	}
} catch (error) {
	setFailed(`what the run left could not be put back: ${messageOf(error)}`);
}
export {};
