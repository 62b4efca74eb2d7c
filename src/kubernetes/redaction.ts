const mark = '[redacted]';
/** Shorter ones are words, and removing them would make a log unreadable. */
const leastCharacters = 6;

/**
 * What looks like a secret whoever wrote it. Every repetition is bounded: these read what an app printed, of any length.
 * What the last group of a pattern matched is replaced, or all of it where there is none.
 */
const patterns: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
  /\bauthorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?([^\r\n"']{1,4096})/gi,
  /\bcookie["']?[ \t]{0,3}[:=][ \t]{0,3}["']?([^\r\n"']{1,4096})/gi,
  /\bBearer[ \t]{1,3}([\w.~+/=-]{8,4096})/gi,
  /\beyJ[\w-]{8,4096}\.[\w-]{8,4096}\.[\w-]{0,4096}/g,
  /\b(?:gh[pousr]_|github_pat_)\w{20,255}|\bAKIA[0-9A-Z]{16}\b/g,
  // A value after its name; the name of a Secret object is no secret.
  /(?:passw(?:or)?d|passphrase|secret|token|credentials?|(?:api|access|private|client)[-_]?key)(?![\w-]{0,40}(?:name|ref)\b)[\w-]{0,40}["']?[ \t]{0,3}[:=][ \t]{0,3}["']?([^\s"',;&]{3,4096})/gi,
  /\b(?:client-certificate|certificate-authority)-data["']?:[ \t]{0,3}["']?([\w+/=]{8,65536})/g,
  /:\/\/[^\s:/@]{0,100}:([^\s@/]{1,200})@/g,
];

/** Names of environment variables whose values are not for a report, whatever they look like. */
const secretName = /pass|secret|token|key|credential|auth|cookie|session|private|dsn|connection/i;

/**
 * The text without secrets: without the known values, in plain and in base64, and without what looks like one. Pure.
 * An unknown secret that looks like any other word stays: nothing can tell it apart.
 */
export function redact(text: string, known: readonly string[]): string {
  let redacted = text;
  for (const secret of known) redacted = redacted.replaceAll(secret, mark);
  for (const pattern of patterns)
    redacted = redacted.replace(pattern, (match: string, value?: unknown) => {
      if (typeof value !== 'string') return mark;
      const at = match.lastIndexOf(value);
      return match.slice(0, at) + mark + match.slice(at + value.length);
    });
  return redacted;
}

/** The value of an environment variable as it may be shown. */
export function redactVariable(name: string, value: string): string {
  return secretName.test(name) ? mark : value;
}

/** The values of Secrets as `redact` wants them, the longest first: one may be a part of another. */
export function secretValues(secrets: readonly { readonly data?: Readonly<Record<string, string>> }[]): string[] {
  const values = secrets.flatMap(({ data = {} }) =>
    Object.values(data).flatMap(encoded => {
      const plain = Buffer.from(encoded, 'base64').toString('utf8');
      // Printed line by line, a key is not found as a whole.
      return [encoded, plain, ...plain.split(/\r?\n/)].map(value => value.trim());
    }),
  );
  return [...new Set(values)].filter(value => value.length >= leastCharacters).sort((a, b) => b.length - a.length);
}
