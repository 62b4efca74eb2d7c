import { setTimeout } from "node:timers/promises";
// src/experiment/clock.ts
function startClock() {
	const origin = performance.now();
	return {
		startedAt: /* @__PURE__ */ new Date(),
		now: () => Math.round((performance.now() - origin) * 10) / 10
	};
}
/** Waits; rejects with the signal's reason as soon as it aborts. */
async function sleep(ms, signal) {
	signal.throwIfAborted();
	try {
		await setTimeout(Math.max(0, ms), void 0, { signal });
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	}
}
export { startClock as n, sleep as t };
