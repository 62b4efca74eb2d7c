/** A port with what follows it: no password. */
const port = /\d{1,5}(?:[\s"'`<>/?#,;)\]}]|$)/y;
const mostCharacters = 4096;

/**
 * A text with `mark` for each password of a URL: from its first colon to its last `@`, for people write as they are what
 * the standard would have encoded (`postgres://shop:p@ss/word@db`). What was looked at is not looked at again.
 */
export function redactUrlPasswords(text: string, mark: string): string {
  const userAndColon = /:\/\/[^\s"'`<>:/@]*:/g;
  let result = '';
  let done = 0;
  while (userAndColon.test(text)) {
    const start = userAndColon.lastIndex;
    port.lastIndex = start;
    if (port.test(text)) continue;
    const rest = /^[^\s"'`<>]*/.exec(text.slice(start, start + mostCharacters))?.[0] ?? '';
    const at = rest.lastIndexOf('@');
    if (at > 0) {
      result += text.slice(done, start) + mark;
      done = start + at;
    }
    userAndColon.lastIndex = start + rest.length;
  }
  return result + text.slice(done);
}
