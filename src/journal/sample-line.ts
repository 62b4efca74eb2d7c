import type { Sample } from './event.ts';

const beforeT = '{"type":"s","t":';
const beforeE = ',"e":';
const beforeP = ',"p":';
const beforeMs = ',"ms":';
const end = ',"r":"ok"}';
/** Below 2^53 and 10^23 both the digits and the power of ten are exact, so their quotient is the nearest number. */
const maxDigits = 15;

/**
 * Reads the line of a successful sample as the engine writes it, without building what JSON.parse builds: a journal
 * may have a million of them. undefined for any other line, and for any number that is written in another way; then
 * JSON.parse has to tell. What it does read, it reads as JSON.parse does (a property test holds it to that).
 */
export function parseSampleLine(line: string): Sample | undefined {
  if (!line.startsWith(beforeT) || !line.endsWith(end)) return undefined;
  const cursor = { at: beforeT.length };
  const t = readNumber(line, cursor);
  if (t === undefined || !skip(line, cursor, beforeE)) return undefined;
  const e = readNumber(line, cursor);
  if (e === undefined || !Number.isInteger(e) || !skip(line, cursor, beforeP)) return undefined;
  const p = readNumber(line, cursor);
  if (p === undefined || !Number.isInteger(p) || !skip(line, cursor, beforeMs)) return undefined;
  const ms = readNumber(line, cursor);
  if (ms === undefined || cursor.at !== line.length - end.length) return undefined;
  return { type: 's', t, e, p, ms, r: 'ok' };
}

function skip(line: string, cursor: { at: number }, text: string): boolean {
  if (!line.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}

/** Reads digits with at most one decimal point. undefined for a sign, an exponent, a leading zero or too many digits. */
function readNumber(line: string, cursor: { at: number }): number | undefined {
  const start = cursor.at;
  let at = start;
  let digits = 0;
  let point = -1;
  for (; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code >= 48 && code <= 57) digits = digits * 10 + (code - 48);
    else if (code === 46 && point < 0 && at > start) point = at;
    else break;
  }
  const count = at - start - (point < 0 ? 0 : 1);
  if (count === 0 || count > maxDigits || point === at - 1) return undefined;
  const wholeDigits = (point < 0 ? at : point) - start;
  if (wholeDigits > 1 && line.charCodeAt(start) === 48) return undefined;
  cursor.at = at;
  return point < 0 ? digits : digits / powersOfTen[at - point - 1]!;
}

const powersOfTen = Array.from({ length: maxDigits + 1 }, (_, power) => 10 ** power);
