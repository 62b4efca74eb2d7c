import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextExpired } from '../../src/experiment/expiry.ts';
import { reverseMergePatch } from '../../src/faults/lasting/object-action/merge-patch.ts';
import type { UndoEntry } from '../../src/undo/undo-journal.ts';

const entry = (id: number, holds: string | undefined): UndoEntry => ({
  type: 'undo',
  id: `f${id}`,
  experiment: 0,
  description: '',
  operation: { kind: 'sequence', operations: [] },
  holds,
});

/** Faults that set one field of one of three objects, in order, and the order in which their durations end. */
const overlaps = fc
  .array(fc.record({ object: fc.constantFrom('a', 'b', 'c'), value: fc.integer({ min: 1, max: 9 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .chain(faults =>
    fc.record({
      faults: fc.constant(faults),
      ends: fc.shuffledSubarray([...faults.keys()], { minLength: faults.length, maxLength: faults.length }),
    }),
  );

test('overlapping faults come off in any order of their ends, and everything is as it was', () => {
  fc.assert(
    fc.property(overlaps, ({ faults, ends }) => {
      const state: Record<string, number> = { a: 0, b: 0, c: 0 };
      const undo = new Map<string, Record<string, unknown>>();
      let pending: UndoEntry[] = [];
      for (const [index, { object, value }] of faults.entries()) {
        undo.set(`f${index}`, reverseMergePatch(state, { [object]: value }));
        pending = [entry(index, object), ...pending];
        state[object] = value;
      }
      const expired = new Set<string>();
      for (const end of ends) {
        expired.add(`f${end}`);
        for (let next = nextExpired(pending, expired); next; next = nextExpired(pending, expired)) {
          const { id } = next;
          Object.assign(state, undo.get(id));
          pending = pending.filter(other => other.id !== id);
          expired.delete(id);
        }
      }
      expect({ state, pending }).toEqual({ state: { a: 0, b: 0, c: 0 }, pending: [] });
    }),
  );
});

test('what holds nothing is undone at once', () => {
  const pending = [entry(2, undefined), entry(1, undefined)];
  expect(nextExpired(pending, new Set(['f1']))?.id).toBe('f1');
  expect(nextExpired([entry(2, 'x'), entry(1, 'x')], new Set(['f1']))).toBeUndefined();
});
