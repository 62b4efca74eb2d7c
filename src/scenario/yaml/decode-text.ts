import { isUtf8 } from 'node:buffer';
import type { Position, Problem } from '../../errors.ts';
import { limits } from './limits.ts';
import { tooLarge } from './read-yaml.ts';

export type DecodeResult =
  | { readonly ok: true; readonly text: string; readonly byteOrderMark: boolean }
  | { readonly ok: false; readonly problem: Problem };

/** The bytes of a scenario file as text: UTF-8, a byte order mark is dropped. */
export function decodeText(bytes: Uint8Array, file: string): DecodeResult {
  const start: Position = { file, line: 1, column: 1 };
  if (bytes.length > limits.bytes)
    return {
      ok: false,
      problem: { at: start, message: tooLarge },
    };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { ok: false, problem: { at: start, message: 'found text in UTF-16, expected UTF-8' } };
  if (!isUtf8(bytes))
    return {
      ok: false,
      problem: { at: firstBroken(bytes, file), message: 'found bytes that are no UTF-8, expected text in UTF-8' },
    };
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const byteOrderMark = text.startsWith('\ufeff');
  return { ok: true, text: byteOrderMark ? text.slice(1) : text, byteOrderMark };
}

function firstBroken(bytes: Uint8Array, file: string): Position {
  let intact = 0;
  let broken = bytes.length;
  while (broken - intact > 1) {
    const middle = (intact + broken) >>> 1;
    if (isUtf8(bytes.subarray(0, endOfCharacter(bytes, middle)))) intact = middle;
    else broken = middle;
  }
  const lines = new TextDecoder().decode(bytes.subarray(0, endOfCharacter(bytes, intact))).split('\n');
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** Moves an end that cuts a character in half back to where that character begins. */
function endOfCharacter(bytes: Uint8Array, end: number): number {
  let start = end;
  while (start > 0 && end - start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}
