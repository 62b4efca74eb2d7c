// src/scenario/duration.ts
/**
* Durations as people write them.
*
*     duration = part { part }        parts from larger to smaller units, each unit once
*     part     = number unit
*     number   = digits [ "." digits ]
*     unit     = "h" | "m" | "s" | "ms"
*
* `250ms`, `1.5s`, `2m`, `1h`, `1m30s`.
*/
const pattern = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/;
/** Longer than any run can be, and within what timers take. */
const longestDurationMs = 6048e5;
/** What a message says was expected. */
const durationExpected = "a duration such as 250ms, 1.5s, 2m, 1h or 1m30s";
/** Milliseconds, or undefined when the text is no duration or longer than a week. */
function parseDuration(text) {
	const match = text.length > 0 && text.length <= 40 ? pattern.exec(text.trim()) : null;
	if (!match || match.slice(1).every((part) => part === void 0)) return void 0;
	const [hours, minutes, seconds, milliseconds] = match.slice(1).map((part) => Number(part ?? 0));
	const ms = rounded(hours * 36e5 + minutes * 6e4 + seconds * 1e3 + milliseconds);
	return ms <= 6048e5 ? ms : void 0;
}
/** The shortest text that `parseDuration` reads back: `90000` is `1m30s`, `1500` is `1.5s`, `250` is `250ms`. */
function formatDuration(ms) {
	if (ms < 1e3) return `${rounded(ms)}ms`;
	const hours = Math.floor(ms / 36e5);
	const minutes = Math.floor(ms % 36e5 / 6e4);
	const seconds = rounded(ms % 6e4 / 1e3, 1e6);
	return `${hours ? `${hours}h` : ""}${minutes ? `${minutes}m` : ""}${seconds ? `${seconds}s` : ""}`;
}
/** Free of the noise of binary fractions, exact to a microsecond. */
function rounded(value, precision = 1e3) {
	return Math.round(value * precision) / precision;
}
export { parseDuration as i, formatDuration as n, longestDurationMs as r, durationExpected as t };
