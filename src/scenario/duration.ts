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
export const durationPattern: string = pattern.source;

/** Longer than any run can be, and within what timers take. */
export const longestDurationMs = 7 * 24 * 3_600_000;

/** What a message says was expected. */
export const durationExpected = 'a duration such as 250ms, 1.5s, 2m, 1h or 1m30s';

/** Milliseconds, or undefined when the text is no duration or longer than a week. */
export function parseDuration(text: string): number | undefined {
  const match = text.length > 0 && text.length <= 40 ? pattern.exec(text.trim()) : null;
  if (!match || match.slice(1).every(part => part === undefined)) return undefined;
  const [hours, minutes, seconds, milliseconds] = match.slice(1).map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  const ms = rounded(hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + milliseconds);
  return ms <= longestDurationMs ? ms : undefined;
}

/** The shortest text that `parseDuration` reads back: `90000` is `1m30s`, `1500` is `1.5s`, `250` is `250ms`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${rounded(ms)}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = rounded((ms % 60_000) / 1000, 1e6);
  return `${hours ? `${hours}h` : ''}${minutes ? `${minutes}m` : ''}${seconds ? `${seconds}s` : ''}`;
}

/** Free of the noise of binary fractions, exact to a microsecond. */
function rounded(value: number, precision = 1e3): number {
  return Math.round(value * precision) / precision;
}
