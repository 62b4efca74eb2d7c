import { describe, expect, test } from '@jest/globals';
import type { ExperimentStarted, JournalEvent } from '../../src/journal/event.ts';
import { journalOf, type ProbeWish } from '../judge/journal-builder.ts';
import { compare, runCounting } from './run-figures.ts';

const at = (line: number) => ({ file: 'scenarios/half.yml', line, column: 5 });
type Started = Partial<ExperimentStarted>;

/** A run whose user waits so long under fault. */
function runAnswering(ms: number, started: Started = {}): JournalEvent[] {
  const see: ProbeWish['see'] = t => ({ ms: t > 2500 && t < 4000 ? ms : 5 });
  return journalOf({ probes: [{ everyMs: 10, see, tolerances: ['p95 <= 300ms'] }], started });
}

const healthy = runCounting(2);
const harmed = runCounting(1);
const bystander: JournalEvent = {
  type: 'pod-changed',
  t: 2600,
  experiment: 0,
  namespace: 'shop',
  name: 'cart-1',
  uid: 'u9',
  workload: 'Deployment/cart',
  change: 'restarted',
  targeted: false,
};
const collateral = journalOf({
  probes: [{ kind: 'probeKubernetes', everyMs: 10, see: () => ({ ms: 5, v: 2 }), tolerances: ['value >= 2'] }],
  edit: events => [...events, bystander],
});
const inconclusive = journalOf({ probes: [{ everyMs: 10, see: () => undefined }] });

describe('a hypothesis that the later run refutes', () => {
  test.each<[string, JournalEvent[], JournalEvent[], string, RegExp]>([
    ['by a value of which no number is compared', healthy, harmed, 'worse', /it was upheld and is refuted: .*value 1/],
    ['by harm to a bystander', healthy, collateral, 'worse', /it was upheld and is refuted: .*Deployment\/cart/],
    [
      'and the earlier one did, for what is not compared',
      harmed,
      harmed,
      'cannot tell',
      /refuted before, too; .*value 1/,
    ],
    ['while the earlier one is inconclusive', inconclusive, harmed, 'cannot tell', /inconclusive in the earlier run/],
    [
      'by a tolerance that the earlier one did not ask for',
      healthy,
      runCounting(2, {}, ['value >= 2', 'value >= 3']),
      'cannot tell',
      /it was upheld and is refuted, but its tolerances and limits are others/,
    ],
    [
      'by a limit of the recovery that the earlier one did not have',
      healthy,
      runCounting(1, { recovery: { withinMs: 9000, stableForMs: 1000 } }),
      'cannot tell',
      /its tolerances and limits are others/,
    ],
  ])('%s', (_, base, head, verdict, reason) => {
    expect(compare(base, head)).toMatchObject({ verdict, reason: expect.stringMatching(reason) });
  });

  test('by a tolerance whose number is compared, as the earlier one did: the number tells', () => {
    expect(compare(runAnswering(600), runAnswering(600))).toMatchObject({ verdict: 'not worse' });
    expect(compare(runAnswering(600), runAnswering(900))).toMatchObject({ verdict: 'worse' });
  });

  test('and none any more: not worse', () => {
    const found = compare(harmed, healthy);
    expect(found.verdict).toBe('not worse');
    expect(found.scenarios[0]?.metrics.map(({ metric }) => metric)).not.toContain('upheld');
  });

  test('without a steady state: by a step that failed', () => {
    const run = (status: 'done' | 'failed') =>
      journalOf({
        probes: [],
        edit: events => events.map(event => (event.type === 'step-ended' ? { ...event, status } : event)),
      });
    expect(compare(run('done'), run('failed'))).toMatchObject({ verdict: 'worse' });
    expect(compare(run('done'), run('done'))).toMatchObject({
      verdict: 'cannot tell',
      reason: expect.stringContaining('it has no steady state'),
    });
  });
});

/** One run of so many repetitions, of which some count too few pods. */
function repeat(count: number, refuted: number): JournalEvent[] {
  const names = Array.from({ length: count }, (_, index) => `Half of the pods die (run ${index + 1})`);
  const runs = names.map((name, index) => runCounting(index < refuted ? 1 : 2, { name }));
  const [first] = runs[0]!;
  const own = runs.flatMap((events, index) =>
    events
      .filter(({ type }) => type !== 'run-started' && type !== 'run-ended' && (index === 0 || type !== 'cluster-ready'))
      .map(event => ({
        ...event,
        ...('experiment' in event && { experiment: index }),
        ...('e' in event && { e: index }),
        ...(event.type === 'fault-injected' && { id: `e${index}-f1` }),
      })),
  );
  const started = { ...first, experiments: names.map(name => ({ name, at: at(3) })) };
  return [started, ...own, { type: 'run-ended', t: 9000 }] as JournalEvent[];
}

describe('repetitions', () => {
  test.each([
    ['one of six more is refuted', 0, 1, 'cannot tell', /upheld in 6 of 6 repetitions and is in 5 of 6/],
    ['five of six more are', 0, 5, 'worse', /upheld in 6 of 6 repetitions and is in 1 of 6/],
    ['all of them are, before one was', 1, 6, 'worse', /upheld in 5 of 6 repetitions and is in 0 of 6/],
  ] as const)('%s', (_, before, after, verdict, reason) => {
    expect(compare(repeat(6, before), repeat(6, after))).toMatchObject({
      verdict,
      reason: expect.stringMatching(reason),
    });
  });
});

describe('what is done, and what is asked', () => {
  const step = (digest?: string) => ({ kind: 'objectAction', at: at(20), ...(digest && { digest }) });
  const asking = (digest: string) => {
    const [probe] = healthy.flatMap(event => (event.type === 'experiment-started' ? event.steadyState : []));
    return runCounting(2, { steadyState: [{ ...probe!, digest }] });
  };
  test.each<[string, JournalEvent[], JournalEvent[], string, string]>([
    [
      'another parameter of a step',
      runCounting(2, { steps: [step('a')] }),
      runCounting(1, { steps: [step('b')] }),
      'cannot tell',
      'its step 1 (objectAction) does something else than before',
    ],
    ['another question', asking('a'), asking('b'), 'cannot tell', 'its probe "shop answers" asks something else'],
    ['the same', asking('a'), asking('a'), 'not worse', '1 of 1'],
    [
      'a journal that does not say',
      runCounting(2, { steps: [step()] }),
      runCounting(2, { steps: [step('a')] }),
      'not worse',
      '1 of 1',
    ],
  ])('%s', (_, base, head, verdict, reason) => {
    expect(compare(base, head)).toMatchObject({ verdict, reason: expect.stringContaining(reason) });
  });

  test('another tolerance is no other question', () => {
    expect(compare(healthy, runCounting(2, {}, ['value >= 1'])).verdict).toBe('not worse');
  });
});
