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
/** For the JSON Schema; matches the empty text as well. */
const durationPattern = pattern.source;
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
// src/scenario/share.ts
/**
* A share of 1, as `99%`, `99.95%` or `0.99`; exact to a millionth of a percent.
* undefined when the text is none, or is beyond 100%.
*/
function parseShare(text) {
	const match = /^(\d{1,3}(?:\.\d{1,6})?)\s*%$|^([01](?:\.\d{1,8})?)$/.exec(text.trim());
	if (!match) return void 0;
	const share = match[1] === void 0 ? Number(match[2]) : Math.round(Number(match[1]) * 1e6) / 1e8;
	return share <= 1 ? share : void 0;
}
/** `0.9995` is `99.95%`. */
function formatShare(share) {
	return `${Math.round(share * 1e8) / 1e6}%`;
}
export { formatDuration as a, durationPattern as i, parseShare as n, longestDurationMs as o, durationExpected as r, parseDuration as s, formatShare as t };
