import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidInput } from '../../src/errors.ts';
import { createJournalReader, type JournalEvent, parseJournalLine, readJournal } from '../../src/journal/index.ts';
import { parseSampleLine } from '../../src/journal/sample-line.ts';
import { journalOf, runStarted } from '../judge/journal-builder.ts';

const text = (events: readonly JournalEvent[]) => events.map(event => `${JSON.stringify(event)}\n`).join('');

function read(...pieces: string[]): JournalEvent[] {
  const events: JournalEvent[] = [];
  const reader = createJournalReader('out/journal.ndjson', event => events.push(event));
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return events;
}

describe('reading', () => {
  test('a journal comes back as it was written', () => {
    expect(read(text(journalOf()))).toEqual(journalOf());
  });
  test('the pieces may be cut anywhere', () => {
    const whole = text(journalOf({ recoveryEndT: 5100 }).slice(0, 12));
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 8 }), cuts => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
        const pieces = places.slice(1).map((place, index) => whole.slice(places[index], place));
        expect(read(...pieces)).toEqual(read(whole));
      }),
    );
  });
  test('a torn last line is said, not fatal', () => {
    const events = read(text([runStarted]), '{"type":"s","t":12');
    expect(events).toHaveLength(2);
    expect(events[1]).toMatchObject({
      type: 'message',
      level: 'warning',
      text: expect.stringContaining('last line (2) is torn'),
    });
  });
  test('a whole last line without its line break counts', () => {
    expect(read(text([runStarted]).trimEnd())).toEqual([runStarted]);
  });
  test('from a stream', async () => {
    const events: JournalEvent[] = [];
    await readJournal('journal.ndjson', [text(journalOf())], event => events.push(event));
    expect(events).toEqual(journalOf());
  });
});

describe('what is refused, with its line', () => {
  const first = text([runStarted]);
  test.each<[string, string, RegExp]>([
    [
      'a bad line in the middle',
      `${first}{"type":"s",\n${first}`,
      /^out\/journal\.ndjson:2:1: found \{"type":"s",, expected one JSON object a line/,
    ],
    ['a number', `${first}42\n`, /:2:1: found 42, expected an event/],
    [
      'an unknown event',
      `${first}{"type":"toString","t":1}\n`,
      /:2:1: found an event of type "toString", expected one of s, run-started/,
    ],
    [
      'an event without its parts',
      `${first}{"type":"phase-started","t":1,"experiment":0,"phase":"lunch"}\n`,
      /:2:1: found an event "phase-started" whose phase is wrong/,
    ],
    [
      'a sample of no known result',
      `${first}{"type":"s","t":1,"e":0,"p":0,"ms":1,"r":"OK"}\n`,
      /:2:1: found an event "s" whose r is wrong/,
    ],
    ['a sample without time', `${first}{"type":"s","t":null,"e":0,"p":0,"ms":1,"r":"ok"}\n`, /whose t is wrong/],
    [
      'a moment before the run',
      `${first}{"type":"message","t":-1.9,"level":"notice","text":""}\n`,
      /:2:1: .*whose t is wrong/,
    ],
    ['an empty line', `${first}\n${first}`, /found an empty line/],
    [
      'a journal of a newer version',
      first.replace('"journalVersion":1', '"journalVersion":2'),
      /:1:1: the journal is of version 2, expected 1/,
    ],
    [
      'a journal without its beginning',
      '{"type":"run-ended","t":1}\n',
      /:1:1: found an event "run-ended", expected the journal to begin with "run-started"/,
    ],
    ['nothing', '', /is empty/],
  ])('%s', (_, journal, message) => {
    expect(() => read(journal)).toThrow(InvalidInput);
    expect(() => read(journal)).toThrow(message);
  });
});

describe('samples', () => {
  const sample = fc.record({
    type: fc.constant('s' as const),
    t: fc.oneof(
      fc.nat(1e7),
      fc.nat(1e8).map(n => n / 10),
      fc.double({ min: 0, max: 1e9, noNaN: true }),
    ),
    e: fc.nat(20),
    p: fc.nat(20),
    ms: fc.oneof(
      fc.nat(1e5).map(n => n / 10),
      fc.nat(1e6).map(n => n / 1000),
      fc.double({ min: 0, max: 1e300, noNaN: true }),
    ),
    r: fc.constant('ok' as const),
  });
  test('are read as JSON.parse reads them', () => {
    let fast = 0;
    fc.assert(
      fc.property(sample, event => {
        const line = JSON.stringify(event);
        const found = parseSampleLine(line);
        if (found) fast++;
        expect(found ?? JSON.parse(line)).toStrictEqual(JSON.parse(line));
        expect(parseJournalLine(line)).toStrictEqual(JSON.parse(line));
      }),
      { numRuns: 1000 },
    );
    expect(fast).toBeGreaterThan(200);
  });
  test('what JSON.parse refuses or reads otherwise, the fast way refuses too', () => {
    const number = fc.stringMatching(/^[-+]?[0-9.eE]{1,18}$/);
    fc.assert(
      fc.property(number, number, fc.constantFrom('', ' ', ',"why":"x"', '}', ',"ms":1'), (t, ms, more) => {
        const line = `{"type":"s","t":${t},"e":0,"p":0,"ms":${ms}${more},"r":"ok"}`;
        const found = parseSampleLine(line);
        if (found) expect(found).toStrictEqual(JSON.parse(line));
      }),
      { numRuns: 1500 },
    );
  });
  test('any event survives its line', () => {
    const strange = fc.string({ unit: 'binary' });
    const message = fc.record({
      type: fc.constant('message' as const),
      t: fc.nat(),
      level: fc.constantFrom('progress' as const, 'warning' as const),
      text: strange,
    });
    const silent = fc.record({
      type: fc.constant('s' as const),
      t: fc.nat(),
      e: fc.nat(5),
      p: fc.nat(5),
      ms: fc.nat(),
      r: fc.constantFrom('fail' as const, 'late' as const),
      why: strange,
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(message, silent)), events => {
        expect(read(text([runStarted, ...events]))).toEqual([runStarted, ...events]);
      }),
    );
  });
});
