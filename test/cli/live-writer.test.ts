import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openLiveWriter } from '../../src/cli/live/live-writer.ts';

/**
 * Enough of a terminal: lines that are wrapped to the window's width, a cursor, "up", "clear to the end". With `reflow`
 * it wraps what is there again when its width changes, as most do; others leave the rows as they are.
 */
function openScreen({ reflow = true } = {}) {
  let rows: { text: string; goesOn: boolean }[] = [{ text: '', goesOn: false }];
  let row = 0;
  const screen = {
    columns: 80,
    rows: 24,
    writes: 0,
    write(text: string) {
      screen.writes++;
      for (const [part] of text.matchAll(/\u001b\[(\d*)A|\u001b\[J|\r|\n|[^\u001b\r\n]+/g)) {
        const up = /^\u001b\[(\d*)A$/.exec(part);
        if (up) row -= Number(up[1]);
        else if (part === '\u001b[J') rows.splice(row, rows.length, { text: '', goesOn: false });
        else if (part === '\n') rows[++row] ??= { text: '', goesOn: false };
        else if (part !== '\r') put(part);
        if (row < 0) throw new Error('the cursor went above the first row');
      }
    },
    resize(columns: number) {
      screen.columns = columns;
      if (!reflow) return;
      const lines = written();
      rows = [];
      row = -1;
      for (const line of lines) {
        rows[++row] = { text: '', goesOn: false };
        put(line);
      }
    },
    /** Lines as they were written, wherever they are wrapped. */
    lines: () => written().filter((line, index, all) => line !== '' || index < all.length - 1),
  };
  const written = () => {
    const lines: string[] = [];
    let goesOn = false;
    for (const each of rows) {
      if (goesOn) lines.push((lines.pop() ?? '') + each.text);
      else lines.push(each.text);
      goesOn = each.goesOn;
    }
    return lines;
  };
  const put = (text: string) => {
    for (let at = 0; at < text.length; at += screen.columns) {
      if (at > 0) {
        rows[row]!.goesOn = true;
        row++;
      }
      rows[row] = { text: text.slice(at, at + screen.columns), goesOn: false };
    }
  };
  return screen;
}

test('what was printed stays, the block is drawn below it and replaced', () => {
  const screen = openScreen();
  let block = ['one', 'two'];
  const writer = openLiveWriter(
    screen,
    () => block,
    () => 0,
  );
  writer.print('first');
  writer.draw();
  expect(screen.lines()).toEqual(['first', 'one', 'two']);
  block = ['three'];
  writer.draw();
  expect(screen.lines()).toEqual(['first', 'three']);
  writer.print('second');
  block = ['four', 'five', 'six'];
  writer.draw();
  expect(screen.lines()).toEqual(['first', 'second', 'four', 'five', 'six']);
  writer[Symbol.dispose]();
  expect(screen.lines()).toEqual(['first', 'second']);
});

test('nothing is written where nothing has changed', () => {
  const screen = openScreen();
  const writer = openLiveWriter(
    screen,
    () => ['same'],
    () => 0,
  );
  writer.draw();
  writer.draw();
  expect(screen.writes).toBe(1);
});

test('the block is drawn for the size that the window has now', () => {
  const screen = openScreen();
  const sizes: [number, number][] = [];
  const writer = openLiveWriter(
    screen,
    (width, height) => {
      sizes.push([width, height]);
      return [`${width}`];
    },
    () => 0,
  );
  writer.draw();
  screen.columns = 40;
  screen.rows = 10;
  writer.draw();
  expect(sizes).toEqual([
    [79, 23],
    [39, 9],
  ]);
});

test('a terminal that takes its time is written to less often, so that probes are not kept waiting', () => {
  let now = 0;
  let draws = 0;
  const slow = {
    write() {
      now += 40;
    },
  };
  const writer = openLiveWriter(
    slow,
    () => [`${++draws}`],
    () => now,
  );
  for (let i = 0; i < 100; i++) {
    now += 100;
    writer.draw();
  }
  // Ten seconds: 2 % of them are five writes of 40 ms.
  expect(draws).toBeLessThanOrEqual(6);
  expect(draws).toBeGreaterThanOrEqual(4);
});

test.each([true, false])('no printed line is lost when the window changes its width (reflow: %s)', reflow => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.record({ print: fc.integer({ min: 1, max: 150 }) }),
          fc.record({ columns: fc.integer({ min: 20, max: 120 }) }),
          fc.record({ block: fc.integer({ min: 0, max: 6 }) }),
        ),
        { maxLength: 40 },
      ),
      steps => {
        const screen = openScreen({ reflow });
        let height = 0;
        let frame = 0;
        const writer = openLiveWriter(
          screen,
          width => Array.from({ length: height }, () => '~'.repeat(width - (frame % 3))),
          () => 0,
        );
        const printed: string[] = [];
        for (const step of steps) {
          if ('columns' in step) screen.resize(step.columns);
          else if ('block' in step) {
            height = step.block;
            frame++;
            writer.draw();
          } else {
            printed.push(`${printed.length}:`.padEnd(step.print, 'x'));
            writer.print(printed.at(-1)!);
          }
        }
        writer[Symbol.dispose]();
        // Some of an old block may be left; whatever was printed is there, whole and in order.
        expect(screen.lines().join('').replaceAll(/~/g, '')).toBe(printed.join(''));
      },
    ),
    { numRuns: 300 },
  );
});
