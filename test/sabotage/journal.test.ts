import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JournalEvent } from '../../src/journal/event.ts';
import { expectCode } from '../support/expect-code.ts';
import { type Folder, openFolder, readVerdict, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';

/** One run that is upheld; every test tampers with a copy of its journal. */
let folder: Folder;
let journal: string;
let verdict: string;

beforeAll(async () => {
  folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  folder.write('scenario.yml', scenarioFile());
  const { code, stderr } = await runGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
  expectCode({ code, stderr }, 0);
  journal = readFileSync(`${folder.path}/out/journal.ndjson`, 'utf8');
  verdict = readFileSync(`${folder.path}/out/verdict.json`, 'utf8');
});

afterAll(() => folder[Symbol.dispose]());

/** What `report` makes of a journal alone. */
async function report(text: string) {
  using copy = openFolder();
  copy.write('journal.ndjson', text);
  const ended = await runGate(['report', '.'], { cwd: copy.path });
  const result = readVerdict(copy.path);
  const reasons = result?.experiments[0]?.reasons.map(({ code }) => code) ?? [];
  const written = result && readFileSync(`${copy.path}/verdict.json`, 'utf8');
  return { ...ended, verdict: result?.verdict, reasons, written };
}

function without(predicate: (event: JournalEvent, index: number) => boolean): string {
  const lines = journal.trimEnd().split('\n');
  return `${lines.filter((line, index) => !predicate(JSON.parse(line) as JournalEvent, index)).join('\n')}\n`;
}

test('the whole journal: the same verdict, byte for byte', async () => {
  const again = await report(journal);
  expect(again.code).toBe(0);
  expect(again.written).toBe(verdict);
});

test('the samples of one second of the method are gone: not upheld', async () => {
  const method = journal.split('\n').map(line => (line ? (JSON.parse(line) as JournalEvent) : undefined));
  const start = method.find(event => event?.type === 'phase-started' && event.phase === 'method')?.t ?? 0;
  const again = await report(without(event => event.type === 's' && event.t >= start && event.t < start + 1000));
  expect(again).toMatchObject({ code: 2, verdict: 'inconclusive' });
  expect(again.reasons[0]).toMatch(/^(too-few-samples|no-samples|gate-overloaded)$/);
});

test.each([
  ['every sample', (event: JournalEvent) => event.type === 's', 'no-samples'],
  ['the fault', (event: JournalEvent) => event.type === 'fault-injected', 'empty-action'],
  ['the step', (event: JournalEvent) => event.type === 'step-ended', 'not-run'],
  ['the end of the experiment', (event: JournalEvent) => event.type === 'experiment-ended', 'interrupted'],
] as const)('%s is gone: not upheld', async (_name, isGone, reason) => {
  const again = await report(without(isGone));
  expect(again).toMatchObject({ code: 2, verdict: 'inconclusive' });
  expect(again.reasons).toContain(reason);
});

test('the end of the run is gone: not upheld', async () => {
  expect(await report(without(event => event.type === 'run-ended'))).toMatchObject({
    code: 2,
    verdict: 'inconclusive',
  });
});

test('a receipt that says not landed: not upheld', async () => {
  const again = await report(journal.replaceAll('"landed":true', '"landed":false'));
  expect(again).toMatchObject({ code: 2, reasons: expect.arrayContaining(['fault-not-proven']) });
});

test('cut anywhere: never green', async () => {
  for (const share of [0.05, 0.3, 0.5, 0.8, 0.95]) {
    const again = await report(journal.slice(0, Math.floor(journal.length * share)));
    expect({ share, code: again.code }).not.toMatchObject({ code: 0 });
  }
});

test('a line that is no event: invalid input with its place', async () => {
  const lines = journal.split('\n');
  lines[5] = '{"type":"s","t":"soon"}';
  const again = await report(lines.join('\n'));
  expect(again.code).toBe(3);
  expect(again.stderr).toMatch(/journal\.ndjson:6:1: /);
});
