// src/scenario/range-bounds.ts
/** Whether everything between `least` and `most` meets a bound. */
const neverFails = {
	">=": (value, least) => value <= least,
	">": (value, least) => value < least,
	"<=": (value, _, most) => value >= most,
	"<": (value, _, most) => value > most,
	"==": () => false
};
/** Whether nothing between `least` and `most` meets a bound. */
const neverHolds = {
	">=": (value, _, most) => value > most,
	">": (value, _, most) => value >= most,
	"<=": (value, least) => value < least,
	"<": (value, least) => value <= least,
	"==": (value, least, most) => value < least || value > most
};
/** What a metric can be, whatever the app does; `leastValue` is what the probe's value is at least, if anything. */
function rangeOf({ metric, unit }, leastValue) {
	return {
		least: (metric === "amplification" ? void 0 : metric === "value" ? leastValue : 0) ?? Number.NEGATIVE_INFINITY,
		most: unit === "share" ? 1 : Number.POSITIVE_INFINITY
	};
}
/** Whether an app could do anything that a tolerance does not allow. (How many samples there are is no matter of the app.) */
function canFail(tolerance, leastValue) {
	const { least, most } = rangeOf(tolerance, leastValue);
	return tolerance.metric !== "samples" && !neverFails[tolerance.operator](tolerance.value, least, most);
}
/** What the value of a probe is at least: 0 where it counts objects. (One that is looked for by its name may be missing, which no value meets.) */
function leastValueOf(probe) {
	return probe.kind === "probeKubernetes" && ["count", "ready"].includes(probe.value) && probe.name === void 0 ? 0 : void 0;
}
export { rangeOf as a, neverHolds as i, leastValueOf as n, neverFails as r, canFail as t };
