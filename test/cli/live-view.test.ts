import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawLines } from '../../src/cli/live/live-lines.ts';
import { advance, initialState, type LiveState } from '../../src/cli/live/live-state.ts';
import { cellsOf, cutTo, wrap } from '../../src/cli/live/text-cells.ts';
import type { JournalEvent } from '../../src/journal/event.ts';
import { faultT, journalOf, methodT, recoveryT, undoT } from '../judge/journal-builder.ts';

const wide = { width: 120, height: 40, color: false };
const hostile = ['\u001b[2J\u0007\r\n::error::x', '\u202egnp.exe', '節点'.repeat(500), 'x'.repeat(10_000), '🦞 pods'];

/** The state after everything that a journal says up to a moment. */
function stateAt(t: number, events: readonly JournalEvent[]): LiveState {
  return events.filter(event => event.t <= t).reduce(advance, initialState);
}

const journal = journalOf({
  probes: [
    { see: t => (t >= faultT && t < faultT + 300 ? { r: 'fail', why: 'connect ECONNREFUSED' } : { ms: 4 }) },
    {
      name: 'mesh is whole',
      everyMs: 500,
      tolerances: ['edges >= 50%'],
      see: () => ({ mesh: { expected: 9, alive: 8, nodes: 3, ms: [1, 2, 7] } }),
    },
  ],
  started: { phaseMs: { baseline: 2000, method: 3000 } },
});

describe('the live view', () => {
  test('before any experiment: what is going on, and since when', () => {
    const state = stateAt(100, [journal[0]!, { type: 'message', t: 100, level: 'progress', text: 'loading shop:dev' }]);
    expect(drawLines(state, 12_400, wide)).toEqual(['loading shop:dev (12.3 s)']);
  });

  test('in the baseline: elapsed and remaining time, and the numbers of each probe', () => {
    const lines = drawLines(stateAt(1200, journal), 1250, wide);
    expect(lines[0]).toBe('baseline 1.2 s · waits for the steady state · at least 750 ms left');
    expect(lines[1]).toMatch(/^ {2}shop answers {3}\s*[▁-█]+ {2}25 samples · last 4 ms, slowest 4 ms$/);
    expect(lines[2]).toMatch(/^ {2}mesh is whole {2}\s*[▁-█]+ {2}3 samples · 8 of 9 edges · last 7 ms, slowest 7 ms$/);
  });

  test('of several experiments: which one it is', () => {
    const at = { file: 'a.yml', line: 1, column: 1 };
    const two = journal.map(event =>
      event.type === 'run-started' ? { ...event, experiments: [1, 2].map(() => ({ name: 'x', at })) } : event,
    );
    expect(drawLines(stateAt(1200, two), 1250, wide)[0]).toMatch(/^experiment 1 of 2 · baseline 1\.2 s · /);
  });

  test('in the method: the step, and failures that can be told without colour', () => {
    const lines = drawLines(stateAt(faultT + 80, journal), faultT + 80, wide);
    expect(lines[0]).toBe('method 500 ms · step 1 of 1: podAction, line 20');
    expect(lines[1]).toMatch(/✗ {2}12 samples, 2 failed · last 4 ms, slowest 4 ms · connect ECONNREFUSED$/);
    const painted = drawLines(stateAt(faultT + 80, journal), faultT + 80, { ...wide, color: true });
    expect(painted[1]).toContain('\u001b[31m✗\u001b[39m');
    // Steps done: what is left of the time that the method lasts.
    expect(drawLines(stateAt(3000, journal), 3000, wide)[0]).toBe('method 1 s · all steps done · 2 s left');
  });

  test('a fault that lasts is there until it is undone', () => {
    const lasting = journal.map(event => (event.type === 'fault-injected' ? { ...event, needsUndo: true } : event));
    expect(drawLines(stateAt(4000, lasting), 4500, wide).at(-1)).toBe('  kill of api-1 for 2 s, not undone yet');
    const undone: JournalEvent = { type: 'fault-undone', t: undoT, experiment: 0, id: 'e0-f1', undone: true };
    const state = stateAt(undoT, [...lasting, undone]);
    expect(drawLines(state, undoT, wide).join('\n')).not.toContain('not undone');
  });

  test('in the recovery: what it waits for, and how long at most, counted from the end of the fault', () => {
    const [line] = drawLines(stateAt(recoveryT, journal), recoveryT, wide);
    expect(line).toBe('recovery 0 ms · waits for 1 s of steady state · at most 490 ms left');
  });

  test('between and after experiments there is nothing to draw', () => {
    expect(drawLines(stateAt(methodT - 1, journal.slice(0, 1)), 10, wide)).toEqual([]);
    expect(drawLines(journal.reduce(advance, initialState), 20_000, wide)).toEqual([]);
  });

  test('numbers count from the phase on, the sparkline goes on', () => {
    const lines = drawLines(stateAt(recoveryT + 90, journal), recoveryT + 90, wide);
    expect(lines[1]).toMatch(/✗.* 2 samples · /);
  });

  test('in a narrow window nothing is lost', () => {
    const state = stateAt(faultT + 80, journal);
    const words = (lines: readonly string[]) =>
      lines
        .join(' ')
        .replace(/[▁-█✗]+/g, ' ')
        .split(/\s+/)
        .filter(Boolean);
    const narrow = drawLines(state, faultT + 80, { ...wide, width: 24 });
    expect(words(narrow)).toEqual(words(drawLines(state, faultT + 80, wide)));
    expect(narrow.length).toBeGreaterThan(6);
  });

  test('in a low window it says how much is left out', () => {
    const state = stateAt(faultT + 80, journal);
    const lines = drawLines(state, faultT + 80, { ...wide, height: 2 });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe('… and 2 lines more: this window is low');
  });

  test('whatever the names and the size, every line fits and moves no cursor', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', minLength: 1, maxLength: 80 })),
        fc.integer({ min: 16, max: 200 }),
        fc.integer({ min: 1, max: 30 }),
        (name, width, height) => {
          const events = journalOf({ probes: [{ name, see: () => ({ r: 'fail', why: name }) }] }).map(event =>
            event.type === 'fault-injected'
              ? { ...event, kind: name, needsUndo: true, targets: [{ kind: 'Pod' as const, name }] }
              : event,
          );
          const doing: JournalEvent = { type: 'message', t: 0, level: 'progress', text: name };
          for (const state of [stateAt(4000, events), advance(initialState, doing)]) {
            const lines = drawLines(state, 4000, { width, height, color: false });
            expect(lines.length).toBeLessThanOrEqual(height);
            for (const line of lines) {
              expect(cellsOf(line)).toBeLessThanOrEqual(width);
              expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
            }
          }
        },
      ),
      { numRuns: 100, examples: hostile.map((name): [string, number, number] => [name, 40, 10]) },
    );
  });
});

describe('texts in cells', () => {
  test.each([
    ['shop', 4],
    ['節点', 4],
    ['🦞', 2],
    ['e\u0301', 1],
    ['▁█✗', 3],
  ])('%s takes %d', (text, cells) => {
    expect(cellsOf(text)).toBe(cells);
  });
  test('what does not fit is marked as cut', () => {
    expect(cutTo('shopping', 5)).toBe('shop…');
    expect(cutTo('節点です', 5)).toBe('節点…');
    expect(cutTo('a\nb', 5)).toBe('a b');
  });
  test('lines break at spaces, and words that are too long break anywhere', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefgh i', 3)).toEqual(['abc', 'def', 'gh', 'i']);
  });
});
