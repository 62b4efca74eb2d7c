// src/scenario/limit.ts
/** How many of so many things a limit allows at most; a share is rounded down, so that it never allows more than was written. */
function atMost(limit, of) {
	return "count" in limit ? limit.count : Math.floor(of * limit.share + 1e-9);
}
/** How many of so many things a limit wants left; a share is rounded up, as Kubernetes rounds minAvailable. */
function atLeast(limit, of) {
	return "count" in limit ? limit.count : Math.ceil(of * limit.share - 1e-9);
}
// src/scenario/lasting/network-measurement.ts
/** How a sentinel measures an effect of `networkAction`; what it needs bounds how short such a fault may be. */
/** Requests of the sentinel are at least so long where a rate is measured, and as many as take so long. */
const rateRequestBytes = 8e3;
const rateSeconds = 1.5;
/** What is cut off is silent for so long. */
const cutTimeoutMs = 1e3;
/** How many requests, one after another, a delay is the median of: short ones vary more. */
function delayAttempts(delayMs) {
	return delayMs >= 200 ? 5 : delayMs >= 20 ? 15 : 60;
}
/** A fresh connection passes twice each way: the handshake, and the question with its answer. */
function expectedRiseMs(delayMs, both) {
	return delayMs * (both ? 4 : 2);
}
/** How many requests, together, a rate is told from. */
function rateAttempts(bitsPerSecond) {
	return Math.min(600, Math.max(8, Math.ceil(bitsPerSecond / 8 * rateSeconds / rateRequestBytes)));
}
/** Connections of which a share is hit are opened so many at a time: more, and their end loses some of them by itself. */
const pace = {
	attempts: 50,
	everyMs: 250,
	mostBatches: 6
};
/** However small the share is. */
const mostAttempts = 1e3;
/** The share of an effect that has to be seen for it to count. */
const leastShare = .8;
/** Of a standard deviation, by which what is observed may lie below what was asked for: 1 of 1000. */
const deviations = 3.1;
/** Of the share that was asked for: what chance may take off it, where there is time, and where there is not. */
const fairDoubt = .25;
const mostDoubt = .5;
/** The fewest connections that a share of them is told from: that none of them is hit has a chance of 1 in 1000. */
function fewestForShare(share) {
	return Math.min(700, Math.max(40, Math.ceil(Math.log(.001) / Math.log(1 - Math.min(share, .999)))));
}
/** So many that chance takes no more than a quarter off the share; as few as have to be, where no more can begin in `forMs`. */
function attemptsForShare(share, forMs = Number.POSITIVE_INFINITY) {
	const wished = Math.ceil((deviations / fairDoubt) ** 2 * (1 - share) / share);
	const possible = Math.floor(forMs / pace.everyMs) * pace.attempts;
	return Math.max(fewestForShare(share), Math.min(wished, possible, mostAttempts));
}
/** Until the last of so many connections begins, in milliseconds. */
function pacedMs(attempts) {
	return Math.floor((attempts - 1) / pace.attempts) * pace.everyMs;
}
/** The share of so many connections that has to be hit, to prove the one that was asked for: never less than 3/10 of it. */
function leastShareHit(share, attempts) {
	const deviation = Math.sqrt(share * (1 - share) / Math.max(1, attempts));
	return leastShare * share - Math.min(deviations * deviation, mostDoubt * share);
}
/** The chance that a connection is not open before TCP tries again. */
function connectLoss(share, both) {
	return both ? 1 - (1 - share) ** 2 : share;
}
/** The least time, in milliseconds, for which the effect of a step has to last to be measured, wherever it runs. Pure. */
function measurementMs({ effect, direction }) {
	return Math.ceil(leastMs(effect, direction === "both"));
}
function leastMs(effect, both) {
	switch (effect.kind) {
		case "delay": return delayAttempts(effect.delayMs) * expectedRiseMs(effect.delayMs, both);
		case "rate": return rateAttempts(effect.bitsPerSecond) * rateRequestBytes * 8e3 / effect.bitsPerSecond;
		case "loss": return 950 + pacedMs(fewestForShare(connectLoss(effect.share, both)));
		case "partition": return cutTimeoutMs;
		case "dnsDelay": return effect.delayMs;
		case "refuse":
		case "dnsFailure": return 0;
	}
}
export { expectedRiseMs as a, measurementMs as c, rateRequestBytes as d, atLeast as f, delayAttempts as i, pace as l, connectLoss as n, fewestForShare as o, atMost as p, cutTimeoutMs as r, leastShareHit as s, attemptsForShare as t, rateAttempts as u };
