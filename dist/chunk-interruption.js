import { c as interruptingSignals, r as Interrupted } from "./chunk-errors.js";
// src/interruption.ts
/**
* The first signal aborts; the second says that undo goes on, so that nobody kills it in impatience; the third ends it.
* A closed terminal sends SIGHUP more than once, by its shell and by the kernel, and is nobody's impatience.
*/
function listenForInterruption(say) {
	const controller = new AbortController();
	let received = 0;
	const onSignal = (name) => {
		if (name === "SIGHUP" && received > 0) return;
		received++;
		const interrupted = new Interrupted(name);
		if (received === 1) {
			say(`${name}: undoing what was done; a moment`);
			controller.abort(interrupted);
		} else if (received === 2) say("still undoing; once more ends it at once and may leave faults in place");
		else process.exit(interrupted.exitCode);
	};
	for (const name of interruptingSignals) process.on(name, onSignal);
	return {
		signal: controller.signal,
		[Symbol.dispose]() {
			for (const name of interruptingSignals) process.off(name, onSignal);
		}
	};
}
export { listenForInterruption as t };
