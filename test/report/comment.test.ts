import { expect, test } from '@jest/globals';
import { renderComment } from '../../src/report/index.ts';
import { compare, runCounting, runSeeing } from '../compare/run-figures.ts';
import { inputOf, journalNaming } from './report-inputs.ts';
import { refuted, upheld } from './sample-journals.ts';

const commentOn = (events: typeof upheld, comparison?: Parameters<typeof renderComment>[1]) =>
  renderComment(inputOf(events).result, comparison);

test('the verdict first, then why, with the line, and how to run it again', () => {
  const [title, , reason] = commentOn(refuted).split('\n');
  expect(title).toBe('## ✘ chaos-gate: refuted');
  expect(reason).toContain('had success 90% in the method');
  expect(commentOn(refuted)).toMatch(/<code>tolerance-not-met<\/code>.*scenarios\/half\.yml&#58;7:5/);
  expect(commentOn(refuted)).toContain('--seed 42');
  expect(commentOn(upheld).length).toBeLessThan(1500);
});

test('what changed against the baseline, with intervals', () => {
  const base = runSeeing(() => ({ ms: 20 }));
  const head = runSeeing(t => ({ ms: t >= 2000 ? 80 : 20 }));
  const comment = commentOn(head, compare(base, head));
  expect(comment).toMatch(/### ✘ Against the run of 2026-01-02T\S+Z: worse/);
  expect(comment).toMatch(/p95 of "shop answers": 20 ms &#91;20 ms, 20 ms&#93; → 80 ms/);
  expect(commentOn(upheld, compare(base, base))).toMatch(/### ✔ Against the run of \S+: not worse/);
});

test('a hypothesis that was upheld and is refuted, by what has no interval: worse, and why', () => {
  const [base, head] = [runCounting(2), runCounting(1)];
  const comment = commentOn(head, compare(base, head));
  expect(comment).toMatch(/### ✘ Against the run of \S+: worse/);
  expect(comment).toMatch(
    /\| ✘ worse \| Half of the pods die \| upheld → refuted \| upheld: 100% .* → 0% .* was upheld and is refuted/,
  );
});

test('however long the names, it fits, and no table is cut', () => {
  const at = { file: 'a.yml', line: 1, column: 1 };
  const events = journalNaming('|'.repeat(10_000));
  const experiments = Array.from({ length: 500 }, (_, index) => ({ name: `${index} ${'<'.repeat(500)}`, at }));
  const many = events.map(event => (event.type === 'run-started' ? { ...event, experiments } : event));
  const comment = commentOn(many, compare(many, many));
  expect(comment.length).toBeLessThanOrEqual(60_000);
  for (const line of comment.split('\n').filter(each => each.startsWith('|'))) expect(line).toMatch(/\|$/);
  expect(comment).toContain('and 480 more');
});
