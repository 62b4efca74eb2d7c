import { describe, expect, test } from '@jest/globals';
import type { JournalEvent } from '../../src/journal/event.ts';
import { createReportFold, formatVerdictTable, reports } from '../../src/report/index.ts';
import { journalOf, runStarted, samplesOf } from '../judge/journal-builder.ts';
import { inputOf, journalNaming, render } from './report-inputs.ts';
import { inconclusive, refuted, upheld } from './sample-journals.ts';

test('every report of the contract is there, and the same journal gives the same bytes', () => {
  expect(reports.map(({ file }) => file)).toEqual([
    'verdict.json',
    'summary.md',
    'report.html',
    'junit.xml',
    'results.sarif',
    'metrics.prom',
    'trace.json',
    'badge.json',
  ]);
  for (const { file } of reports) expect(render(file, refuted)).toBe(render(file, refuted));
});

test('every report names the cluster, and an embedded one as what it is', () => {
  for (const file of ['summary.md', 'report.html', 'junit.xml', 'results.sarif'])
    expect(render(file, upheld)).toContain('embedded cluster');
  expect(JSON.parse(render('verdict.json', upheld)).cluster.provider).toBe('embedded');
  expect(formatVerdictTable(inputOf(upheld).result, { color: false, width: 200 })).toContain('embedded cluster');
});

describe('summary.md', () => {
  test('says first what it came to and why', () => {
    const [title, , reason] = render('summary.md', refuted).split('\n');
    expect(title).toBe('# ✘ chaos-gate: refuted');
    expect(reason).toContain('had success 90% in the method');
  });
  test('stays below what GitHub takes, the worst experiments first', () => {
    const at = { file: 'a.yml', line: 1, column: 1 };
    const experiments = Array.from({ length: 3000 }, (_, index) => ({ name: `experiment ${index}`, at }));
    const fold = createReportFold();
    fold.add({ ...runStarted, experiments });
    for (const [experiment] of experiments.entries()) {
      for (const event of experiment === 2999 ? refuted : inconclusive) {
        if (event.type === 's') fold.add({ ...event, e: experiment });
        else if ('experiment' in event) fold.add({ ...event, experiment });
      }
    }
    fold.add({ type: 'run-ended', t: 9000 });
    const summary = reports.find(({ file }) => file === 'summary.md')!.render(fold.input());
    expect(new TextEncoder().encode(summary).length).toBeLessThanOrEqual(900_000);
    expect(summary).toMatch(/\d+ more experiments are in report\.html/);
    expect(summary.indexOf('tolerance-not-met')).toBeLessThan(summary.indexOf('<code>no-samples'));
  });
});

test('summary.md says how many tolerances it has no room for', () => {
  const tolerances = Array.from({ length: 130 }, (_, index) => `p95 <= ${300 + index}ms`);
  expect(render('summary.md', journalOf({ probes: [{ tolerances }] }))).toMatch(/^\| and \d+ more \|/m);
});

describe('junit.xml', () => {
  test.each<[string, typeof upheld, RegExp]>([
    ['upheld is a case that passed', upheld, /tests="1" failures="0" errors="0"/],
    [
      'refuted is a failure',
      refuted,
      /failures="1" errors="0"[\s\S]*<failure message="[^"]+" type="tolerance-not-met">/,
    ],
    [
      'inconclusive is an error',
      inconclusive,
      /failures="0" errors="1"[\s\S]*<error message="[^"]+" type="no-samples">/,
    ],
  ])('%s', (_, events, pattern) => {
    expect(render('junit.xml', events)).toMatch(pattern);
  });
});

describe('a run that was cut short is green nowhere, though every experiment that it has was upheld', () => {
  const stopped = (code: 'infrastructure' | 'interrupted', message: string) =>
    upheld.map(event => (event.type === 'run-ended' ? { ...event, stopped: { code, message } } : event));
  const empty = [
    { ...runStarted, experiments: [] },
    { type: 'run-ended', t: 5, stopped: { code: 'infrastructure', message: 'no API' } },
  ] as const;
  test.each<[string, readonly JournalEvent[], string, number]>([
    ['the cluster failed at the end', stopped('infrastructure', 'the cluster is gone'), 'infrastructure', 2],
    ['somebody ended it', stopped('interrupted', 'interrupted by SIGTERM'), 'interrupted', 2],
    ['the gate was killed', upheld.filter(({ type }) => type !== 'run-ended'), 'not-run', 2],
    ['there is no experiment yet', empty, 'infrastructure', 1],
  ])('%s', (_, events, code, cases) => {
    const junit = render('junit.xml', events);
    expect(junit).toContain(`tests="${cases}" failures="0" errors="1"`);
    expect(junit).toContain(`type="${code}"`);
    expect(junit).not.toContain('--scenario &#39;the run');
    const [{ results }] = JSON.parse(render('results.sarif', events)).runs;
    expect(results).toMatchObject([{ ruleId: code, level: 'warning' }]);
  });

  test('one that an experiment explains has no case of its own', () => {
    expect(
      render(
        'junit.xml',
        inconclusive.filter(({ type }) => type !== 'run-ended'),
      ),
    ).toContain('tests="1" ');
  });
});

test('results.sarif makes no link of a name', () => {
  const [run] = JSON.parse(render('results.sarif', journalNaming('[x](https://shop.example)'))).runs;
  for (const { message } of run.results) expect(message.text).not.toContain('](');
});

test('results.sarif puts the reason on its line', () => {
  const [run] = JSON.parse(render('results.sarif', refuted)).runs;
  expect(run.results).toHaveLength(1);
  expect(run.results[0]).toMatchObject({ ruleId: 'tolerance-not-met', ruleIndex: 0, level: 'error' });
  expect(run.results[0].locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'scenarios/half.yml' },
    region: { startLine: 7, startColumn: 5 },
  });
  expect(run.tool.driver.rules).toMatchObject([
    { id: 'tolerance-not-met', shortDescription: { text: 'Tolerance not met' } },
  ]);
});

describe('the verdict table', () => {
  test('can be read without colour', () => {
    const table = formatVerdictTable(inputOf(refuted).result, { color: false, width: 100 });
    expect(table).toMatch(/^✘ refuted {7}Half of the pods die\n {4}"shop answers" had success 90%/);
    expect(table).not.toContain('\u001b');
    expect(table).toContain('seed 42');
  });
  test('fits its width', () => {
    const table = formatVerdictTable(inputOf(journalNaming('long '.repeat(100))).result, { color: false, width: 60 });
    for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });
});

describe('report.html', () => {
  test('holds the timeline with its phases, the fault, and every failure', () => {
    const page = render('report.html', refuted);
    for (const text of ['<svg', '>baseline<', '>method<', '>recovery<', 'class="fault"', 'process 12 ended'])
      expect(page).toContain(text);
    const failures = /class="fail" d="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(failures.match(/M/g)).toHaveLength(6);
  });
  test('stays small, and shows the one slow answer, however long the run', () => {
    const fold = createReportFold();
    for (const event of upheld)
      if (event.type !== 's' && event.type !== 'experiment-ended' && event.type !== 'run-ended') fold.add(event);
    for (const sample of samplesOf({ everyMs: 20, see: t => ({ ms: t === 400_000 ? 987 : 5 }) }, 0, 3_600_000))
      fold.add(sample);
    fold.add({ type: 'experiment-ended', t: 3_600_000, experiment: 0 });
    fold.add({ type: 'run-ended', t: 3_600_000 });
    const page = reports.find(({ file }) => file === 'report.html')!.render(fold.input());
    expect(page.length).toBeLessThan(200_000);
    expect(page).toContain('180000 samples, 0 failed, slowest answer 987 ms');
  });
});
