import { r as Interrupted } from "./chunk-errors.js";
// src/interruption.ts
/** The first signal aborts; the second says that undo goes on, so that nobody kills it in impatience; the third ends it. */
function listenForInterruption(say) {
	const controller = new AbortController();
	let received = 0;
	const onSignal = (name) => {
		received++;
		const interrupted = new Interrupted(name);
		if (received === 1) {
			say(`${name}: undoing what was done; a moment`);
			controller.abort(interrupted);
		} else if (received === 2) say("still undoing; once more ends it at once and may leave faults in place");
		else process.exit(interrupted.exitCode);
	};
	process.on("SIGINT", onSignal);
	process.on("SIGTERM", onSignal);
	return {
		signal: controller.signal,
		[Symbol.dispose]() {
			process.off("SIGINT", onSignal);
			process.off("SIGTERM", onSignal);
		}
	};
}
export { listenForInterruption as t };
