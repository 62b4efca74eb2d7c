/** Words in the names of what is secret, with the rest of the name. */
const secretWord =
  /(?:passw(?:or)?d|passphrase|(?<=[_.-])pass(?![a-z])|(?<![a-z])pass(?==)|pwd|secret|token|credentials?|(?:api|access|private|client)[-_]?key)[\w.-]*/gi;
/** The name of a Secret object and the place of a file are no secrets. */
const place = /(?:name|ref|file|path)$/i;

const assignment = /\\{0,3}["']?[ \t]{0,3}(?:=>|:=|[:=])[ \t]{0,3}/y;
/** From a flag to its value: beside it, or the next item of a list, as JSON and as YAML write it. */
const nextArgument =
  /["']?(?:[ \t]{1,20}|[ \t]{0,20}\r?\n[ \t]{0,200}-[ \t]{1,20})(?!["']?-)|\\{0,3}["'],\s{0,200}(?=\\{0,3}["'](?!-))/y;
/** From a name that is itself a value (`name: DB_PASSWORD`) to the value that goes with it. */
const valueBeside = /\\{0,3}["']?,?\s{0,200}\\{0,3}["']?\bvalue\\{0,3}["']?[ \t]{0,3}:[ \t]{0,3}/y;

const openingQuote = /\\{0,3}["']/y;
const openingList = /\[[ \t]{0,3}(?=["'])/y;
/** Commas and their like are part of a value, unless they end it or begin the next pair. */
const plainValue = /(?:[^\s"'`,;&\\]|\\(?!["'])|[,;&](?![\s"'`)\]}]|[\w.-]{0,64}["']?[ \t]?[=:]|$)){3,4096}/y;
const noSecret = /^(?:true|false|null|none|nil)$/i;
const mostCharacters = 4096;
/** A name with all that may be between it and its value. */
export const mostBeforeValue = 512;

/**
 * A text with `mark` for each value that goes with a telling name: `password: x`, `"token": "x y"`, `--secret x`, the item
 * after `--secret` in a list, the `value:` after a `name:`. What was read is not read again, and every look ahead is bounded.
 */
export function redactNamedSecrets(text: string, mark: string): string {
  let result = '';
  let done = 0;
  const words = new RegExp(secretWord);
  for (let found = words.exec(text); found; found = words.exec(text)) {
    const [name] = found;
    const from = place.test(name) ? undefined : valueStart(text, found.index, words.lastIndex);
    const value = from === undefined ? undefined : valueAt(text, from);
    if (!value || isWorkingDirectory(name, text[found.index - 1], text[value.start])) continue;
    result += text.slice(done, value.start) + mark;
    done = value.end;
    words.lastIndex = value.end;
  }
  return result + text.slice(done);
}

/** How many characters of the text's end are a telling name whose value may still come, on a line after it; 0: none. */
export function lengthOfOpenName(text: string): number {
  const end = text.slice(-mostBeforeValue);
  for (const { 0: name, index } of end.matchAll(secretWord))
    if (/^\\{0,3}["']?,?\s*$/.test(end.slice(index + name.length))) return end.length - index;
  return 0;
}

function valueStart(text: string, nameStart: number, nameEnd: number): number | undefined {
  return (
    endOf(assignment, text, nameEnd) ??
    (isFlag(text, nameStart) ? endOf(nextArgument, text, nameEnd) : undefined) ??
    endOf(valueBeside, text, nameEnd)
  );
}

/** Does the word that the name is a part of begin with a dash? */
function isFlag(text: string, nameStart: number): boolean {
  return /(?<![\w.-])-[\w.-]*$/.test(text.slice(Math.max(0, nameStart - 64), nameStart));
}

/** `PWD=/srv/app` is where a program is; `MYSQL_PWD` is not. */
function isWorkingDirectory(name: string, before: string | undefined, first: string | undefined): boolean {
  return /^pwd$/i.test(name) && before !== '_' && first === '/';
}

interface Value {
  readonly start: number;
  readonly end: number;
}

/** What there is to redact of the value that begins here: what is between quotes, in a list, or a word. */
function valueAt(text: string, from: number): Value | undefined {
  const list = endOf(openingList, text, from);
  if (list !== undefined) return { start: list, end: list + indexIn(restOfLine(text, list), ']') };
  const quoted = endOf(openingQuote, text, from);
  if (quoted !== undefined) {
    const end = quoted + lengthOfQuoted(restOfLine(text, quoted), text.slice(from, quoted));
    return end > quoted ? { start: quoted, end } : undefined;
  }
  const end = endOf(plainValue, text, from);
  return end === undefined || noSecret.test(text.slice(from, end)) ? undefined : { start: from, end };
}

/** How long a text is until its closing quote, which is as its opening one; all of it where there is none. */
function lengthOfQuoted(rest: string, quote: string): number {
  for (let at = rest.indexOf(quote); at >= 0; at = rest.indexOf(quote, at + 1)) {
    const escapes = /\\*$/.exec(rest.slice(Math.max(0, at - 8), at))?.[0].length ?? 0;
    if (quote.length > 1 ? escapes > 0 : escapes % 2 === 1) continue;
    // YAML and SQL write a single quote twice.
    if (quote === "'" && rest[at + 1] === "'") at++;
    else return at;
  }
  return rest.length;
}

function restOfLine(text: string, from: number): string {
  return /^[^\r\n]*/.exec(text.slice(from, from + mostCharacters))?.[0] ?? '';
}

function indexIn(text: string, part: string): number {
  const index = text.indexOf(part);
  return index < 0 ? text.length : index;
}

function endOf(sticky: RegExp, text: string, at: number): number | undefined {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}
