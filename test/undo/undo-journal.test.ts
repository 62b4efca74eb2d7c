import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  openUndoJournal,
  pendingEntries,
  readUndoJournal,
  type UndoEntry,
  type UndoLine,
} from '../../src/undo/undo-journal.ts';
import { undoPending } from '../../src/undo/undo-pending.ts';
import { openFolder } from '../support/gate.ts';

const entry = (index: number, kubectlBinary = 'kubectl'): UndoEntry => ({
  type: 'undo',
  id: `e0-f${index}`,
  experiment: 0,
  description: `undo ${index}`,
  operation: { kind: 'kubectl', action: 'delete', payload: `payload ${index}`, kubectlBinary, proxy: '' },
});

/** Entries in order, with ticks for some of them anywhere behind. */
const history = fc.array(fc.record({ ticked: fc.boolean(), again: fc.boolean() }), { maxLength: 12 }).map(faults => ({
  lines: faults.flatMap<UndoLine>(({ ticked, again }, index) => [
    entry(index),
    ...(ticked ? [{ type: 'done' as const, id: entry(index).id }] : []),
    ...(again && index > 0 && faults[index - 1]?.ticked ? [{ type: 'done' as const, id: entry(index - 1).id }] : []),
  ]),
  pending: faults.flatMap(({ ticked }, index) => (ticked ? [] : [entry(index).id])).reverse(),
}));

test('what is pending is what has no tick, last first, in memory and from the file', () => {
  using folder = openFolder();
  fc.assert(
    fc.property(history, ({ lines, pending }) => {
      const file = folder.write('undo.ndjson', '');
      using journal = openUndoJournal(file);
      for (const line of lines) journal.write(line);
      expect(journal.pending().map(({ id }) => id)).toEqual(pending);
      expect(pendingEntries(readUndoJournal(file)).map(({ id }) => id)).toEqual(pending);
      using again = openUndoJournal(file);
      expect(again.pending().map(({ id }) => id)).toEqual(pending);
    }),
    { numRuns: 50 },
  );
});

test('a file cut anywhere reads as the lines before the cut, and goes on from there', () => {
  using folder = openFolder();
  fc.assert(
    fc.property(history, fc.double({ min: 0, max: 1, noNaN: true }), ({ lines }, share) => {
      const texts = lines.map(line => `${JSON.stringify(line)}\n`);
      const whole = texts.join('');
      const cut = Math.floor(whole.length * share);
      const file = folder.write('undo.ndjson', whole.slice(0, cut));
      let end = 0;
      const survived = lines.filter((_line, index) => {
        end += texts[index]?.length ?? 0;
        return end <= cut;
      });
      expect(readUndoJournal(file)).toEqual(survived);
      {
        using journal = openUndoJournal(file);
        for (const { id } of journal.pending()) journal.write({ type: 'done', id });
      }
      expect(pendingEntries(readUndoJournal(file))).toEqual([]);
      expect(readUndoJournal(file).slice(0, survived.length)).toEqual(survived);
    }),
    { numRuns: 100 },
  );
});

test('undo goes last first, passes over what fails, and does nothing the second time', async () => {
  using folder = openFolder();
  const heard = folder.write('heard', '');
  // Stands for kubectl: notes what it was given, and fails for payloads that say so.
  const kubectl = folder.write(
    'kubectl',
    `#!/bin/sh\nread -r line\necho "$line" >> ${heard}\ntest "$line" != "payload 1"\n`,
  );
  chmodSync(kubectl, 0o755);
  const cluster = { kubeconfig: 'none', context: 'none' };
  using journal = openUndoJournal(`${folder.path}/undo.ndjson`);
  for (const index of [0, 1, 2]) journal.write(entry(index, kubectl));

  const first = await undoPending(journal, cluster);
  expect(first.map(({ entry: { id }, undone }) => [id, undone])).toEqual([
    ['e0-f2', true],
    ['e0-f1', false],
    ['e0-f0', true],
  ]);
  expect(readFileSync(heard, 'utf8')).toBe('payload 2\npayload 1\npayload 0\n');

  writeFileSync(kubectl, '#!/bin/sh\nexit 0\n');
  expect((await undoPending(journal, cluster)).map(({ entry: { id } }) => id)).toEqual(['e0-f1']);
  expect(await undoPending(journal, cluster)).toEqual([]);
});

test('the entries of one experiment leave those of another alone', () => {
  using folder = openFolder();
  using journal = openUndoJournal(`${folder.path}/undo.ndjson`);
  journal.write(entry(0));
  journal.write({ ...entry(1), id: 'e1-f1', experiment: 1 });
  expect(journal.pending(0).map(({ id }) => id)).toEqual(['e0-f0']);
  expect(journal.pending(1).map(({ id }) => id)).toEqual(['e1-f1']);
});
