import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { copyRedacted, redactStream } from '../../src/kubernetes/redacted-copy.ts';
import { redact } from '../../src/kubernetes/redaction.ts';
import { openFolder } from '../support/gate.ts';

const known = ['correct-horse', 'pässwörd'];

test('every file of a folder is copied without secrets, whatever its bytes are; links are not followed', async () => {
  using folder = openFolder();
  const [from, to] = [join(folder.path, 'from'), join(folder.path, 'to')];
  mkdirSync(join(from, 'node/pods'), { recursive: true });
  writeFileSync(join(from, 'node/pods/web.log'), 'as correct-horse\nno end of line: pässwörd');
  const noText = (middle: string) =>
    Buffer.concat([Buffer.from([0, 0xff, 0x80, 0x0a]), Buffer.from(middle), Buffer.from([0x0a, 0xfe, 0])]);
  writeFileSync(join(from, 'node/core'), noText('correct-horse pässwörd é'));
  writeFileSync(join(from, 'empty'), '');
  writeFileSync(join(folder.path, 'outside'), 'correct-horse');
  symlinkSync(join(folder.path, 'outside'), join(from, 'link'));
  await copyRedacted(from, to, known);
  expect(readFileSync(join(to, 'node/pods/web.log'), 'utf8')).toBe('as [redacted]\nno end of line: [redacted]');
  expect(readFileSync(join(to, 'node/core'))).toEqual(noText('[redacted] [redacted] é'));
  expect(readFileSync(join(to, 'empty'), 'utf8')).toBe('');
  expect(existsSync(join(to, 'link'))).toBe(false);
});

const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEF\n-----END PRIVATE KEY-----';
const lines = [
  'a line of a log',
  key,
  'args:\n- --password\n- hunter22',
  '- name: DB_PASSWORD\n\n  value: hunter22',
  '"--token",\n  "hunter22",',
  'as correct-horse',
  'ö: password: "two words"',
];

test('read piece by piece it is what it is as a whole, wherever the pieces are cut', async () => {
  const cuts = fc.array(fc.nat({ max: 1000 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...lines), { maxLength: 20 }), cuts, async (parts, sizes) => {
      const text = parts.map(part => `${part}\n`).join('');
      const bytes = Buffer.from(text);
      const places = [0, ...sizes.map(size => size % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
      const pieces = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
      const read: Buffer[] = [];
      for await (const piece of redactStream(pieces, known)) read.push(piece);
      expect(Buffer.concat(read).toString()).toBe(redact(text, known));
      expect(Buffer.concat(read).toString()).not.toMatch(/hunter22|MIIE|hkiG|correct-horse/);
    }),
    { numRuns: 300 },
  );
});

test('a line without end is not held for ever', async () => {
  const piece = Buffer.alloc(1024 * 1024, 'x');
  let given = 0;
  let most = 0;
  let got = 0;
  const endless = function* () {
    for (; given < 12 * piece.length; given += piece.length) yield piece;
  };
  for await (const { length } of redactStream(endless(), known)) {
    got += length;
    most = Math.max(most, given + piece.length - got);
  }
  expect(got).toBe(given);
  expect(most).toBeLessThan(5 * piece.length);
});
