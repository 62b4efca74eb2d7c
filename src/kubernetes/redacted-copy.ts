import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { lengthOfOpenName, mostBeforeValue } from './named-secrets.ts';
import { redact } from './redaction.ts';

/** So much is read and redacted at a time: the logs of nodes are of any length. */
const pieceBytes = 512 * 1024;
/** A line that is longer than this is cut. */
const mostHeldBytes = 4 * 1024 * 1024;
/** A private key is not longer. */
const mostKeyBytes = 64 * 1024;

/** Copies the files of a folder without secrets (`redact`); links are left out. Throws what reading and writing throw. */
export async function copyRedacted(from: string, to: string, known: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, source));
    await mkdir(dirname(target), { recursive: true });
    await using file = await open(target, 'w');
    for await (const piece of redactStream(createReadStream(source, { highWaterMark: pieceBytes }), known))
      await file.writeFile(piece);
  }
}

/** Redacts bytes of any number, some at a time, each time whole lines. */
export async function* redactStream(
  stream: AsyncIterable<Buffer> | Iterable<Buffer>,
  known: readonly string[],
): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  for await (const bytes of stream) {
    held = Buffer.concat([held, bytes]);
    const cut = held.length > mostHeldBytes ? held.length : findCut(held);
    if (cut > 0) yield redactBytes(held.subarray(0, cut), known);
    held = held.subarray(cut);
  }
  if (held.length > 0) yield redactBytes(held, known);
}

/** Where a text can be cut without taking a secret apart: after a line, before a key that goes on, before a name without its value. */
function findCut(bytes: Buffer): number {
  const lineStart = (at: number) => (at <= 0 ? 0 : bytes.lastIndexOf('\n', at - 1) + 1);
  const end = lineStart(bytes.length);
  const key = bytes.lastIndexOf('-----BEGIN ', end);
  const isOpen = key >= 0 && end - key < mostKeyBytes && !bytes.subarray(key, end).includes('-----END ');
  const cut = isOpen ? lineStart(key) : end;
  const open = lengthOfOpenName(bytes.toString('latin1', Math.max(0, cut - mostBeforeValue), cut));
  return open === 0 ? cut : lineStart(cut - open);
}

/** What is no UTF-8 is read byte by byte, so that all but the secrets stays as it is. */
function redactBytes(bytes: Buffer, known: readonly string[]): Buffer {
  if (isUtf8(bytes)) return Buffer.from(redact(bytes.toString('utf8'), known));
  const asBytes = known.map(secret => Buffer.from(secret).toString('latin1'));
  return Buffer.from(redact(bytes.toString('latin1'), asBytes), 'latin1');
}
