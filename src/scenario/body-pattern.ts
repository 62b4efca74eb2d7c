/**
 * The regular expression of `expect: { bodyMatches: /…/flags }`; without slashes the text is the pattern.
 * undefined when it does not parse.
 */
export function parseBodyPattern(text: string): RegExp | undefined {
  const slashed = /^\/(.+)\/([imsu]*)$/s.exec(text);
  if (text === '') return undefined;
  try {
    return slashed ? new RegExp(slashed[1] ?? '', slashed[2]) : new RegExp(text);
  } catch {
    // A pattern that the engine refuses is no pattern; the caller says so with its position.
    return undefined;
  }
}
