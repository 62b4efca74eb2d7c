/** What stands for the end of a selector. */
export const END = '\u0000';

const TOKEN = /[ \t\r\n]*(==|!=|[=!<>(),]|[^ \t\r\n=!<>(),]+)/y;
const SYMBOLS = new Set(['==', '!=', '=', '!', '<', '>', '(', ')', ',']);

/** The tokens of a label selector, END last. */
export function scan(selector: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(selector); match; match = TOKEN.exec(selector)) tokens.push(match[1]!);
  return [...tokens, END];
}

/** A key or a value: anything but a symbol (`in` and `notin` may be values too). */
export function isWord(token: string): boolean {
  return token !== END && !SYMBOLS.has(token);
}
