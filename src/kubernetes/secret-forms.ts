import { isUtf8 } from 'node:buffer';

/** Shorter ones are words, and removing them would make a log unreadable. */
const leastCharacters = 6;

/** The values of Secrets in every form in which they are printed, the longest first: one may be a part of another. */
export function secretValues(secrets: readonly { readonly data?: Readonly<Record<string, string>> }[]): string[] {
  const values = secrets.flatMap(({ data = {} }) => Object.values(data).flatMap(formsOf));
  return [...new Set(values)].filter(value => value.length >= leastCharacters).sort((a, b) => b.length - a.length);
}

/** A value as the API has it, in base64, and as programs print it. */
function formsOf(encoded: string): string[] {
  const bytes = Buffer.from(encoded, 'base64');
  if (!isUtf8(bytes) || bytes.includes(0)) return inBase64(bytes);
  const text = bytes.toString('utf8');
  const plain = text.trim();
  const inJson = quoteAsJson(plain);
  return [
    ...inBase64(bytes),
    ...inBase64(Buffer.from(plain)),
    plain,
    inJson,
    // A JSON text that is itself a value of JSON: an annotation, the message of a log line.
    quoteAsJson(inJson),
    // Within single quotes of YAML or SQL.
    plain.replaceAll("'", "''"),
    ...inUrl(plain),
    // Printed line by line, a key is not found as a whole.
    ...text.split(/\r?\n/).map(line => line.trim()),
  ];
}

/** Padded or not, in either alphabet of RFC 4648. */
function inBase64(bytes: Buffer): string[] {
  const padded = bytes.toString('base64');
  return [padded, padded.replace(/=+$/, ''), bytes.toString('base64url')];
}

function quoteAsJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As in a path, and as in a form, where a blank is a plus sign (url.spec.whatwg.org, application/x-www-form-urlencoded). */
function inUrl(text: string): string[] {
  const inPath = encodeURIComponent(text);
  const inForm = new URLSearchParams({ v: text }).toString().slice('v='.length);
  const lowerCase = (encoded: string) => encoded.replace(/%../g, hex => hex.toLowerCase());
  return [inPath, inForm, lowerCase(inPath), lowerCase(inForm)];
}
