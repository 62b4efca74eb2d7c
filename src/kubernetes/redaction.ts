import { redactNamedSecrets } from './named-secrets.ts';
import { redactUrlPasswords } from './url-passwords.ts';

const mark = '[redacted]';

/**
 * What looks like a secret whoever wrote it. These read what an app printed, of any length: every repetition is bounded, and
 * none can begin again within what one before it has read.
 * What the last group of a pattern matched is replaced, or all of it where there is none.
 */
const patterns: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
  /\bauthorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?([^\r\n"']{1,4096})/gi,
  /\bcookie["']?[ \t]{0,3}[:=][ \t]{0,3}["']?([^\r\n"']{1,4096})/gi,
  /\bBearer[ \t]{1,3}([\w.~+/=-]{8,4096})/gi,
  /(?<![\w-])eyJ[\w-]{8,4096}\.[\w-]{8,4096}\.[\w-]{0,4096}/g,
  /\b(?:gh[pousr]_|github_pat_)\w{20,255}|\bAKIA[0-9A-Z]{16}\b|(?<![\w-])xox[abeoprs]-[\w-]{10,255}/g,
  /\b(?:client-certificate|certificate-authority|client-key)-data["']?:[ \t]{0,3}["']?([\w+/=]{8,65536})/g,
];

/** Names of environment variables whose values are not for a report, whatever they look like. */
const secretName = /pass|secret|token|key|credential|auth|cookie|session|private|dsn|connection/i;

/**
 * The text without secrets: without the known values (`secretValues`), and without what looks like one. Pure.
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
  return redactUrlPasswords(redactNamedSecrets(redacted, mark), mark);
}

/** The value of an environment variable as it may be shown. */
export function redactVariable(name: string, value: string): string {
  return secretName.test(name) ? mark : value;
}
