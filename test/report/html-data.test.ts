import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JournalEvent, Sample } from '../../src/journal/event.ts';
import { coarsen, reduceToColumns } from '../../src/report/column-reduction.ts';
import { drawDistribution } from '../../src/report/html/distribution.ts';
import { lanesOf } from '../../src/report/html/lanes.ts';
import { describeFrame, meshRows } from '../../src/report/html/mesh-cell.ts';
import { meshesOf } from '../../src/report/html/mesh-data.ts';
import { describeColumn, nearestColumn, readColumns } from '../../src/report/html/page/columns.ts';
import { openTimeView } from '../../src/report/html/page/time-view.ts';
import { probeData } from '../../src/report/html/probe-data.ts';
import { gatherMeshHistory } from '../../src/report/mesh-history.ts';
import { summarizeMeshes } from '../../src/report/summary-mesh.ts';
import { faultT, journalOf, type Look } from '../judge/journal-builder.ts';
import { inputOf } from './report-inputs.ts';

const samples = fc.array(
  fc.record({
    t: fc.nat({ max: 3_000_000 }).map(t => t / 10),
    r: fc.constantFrom('ok', 'ok', 'ok', 'fail', 'broken', 'late', 'stale'),
    ms: fc.nat({ max: 20_000 }).map(ms => ms / 10),
    why: fc.option(fc.constantFrom('refused', 'timeout'), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 300 },
) as fc.Arbitrary<Pick<Sample, 't' | 'r' | 'ms' | 'why'>[]>;

describe('the reduction to columns', () => {
  test('never hides the worst: counts, extremes and a failure of each kind survive, however coarse', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 200 }), fc.constantFrom(1, 50, 1000), (taken, most, everyMs) => {
        const columns = reduceToColumns({ everyMs });
        for (const sample of taken) columns.add(sample.t, sample);
        const coarse = coarsen(columns, most);
        expect(coarse.count).toBeLessThanOrEqual(most);
        const total = (values: Float64Array) => values.subarray(0, coarse.count).reduce((a, b) => a + b, 0);
        const of = (results: readonly string[]) => taken.filter(({ r }) => results.includes(r));
        expect(total(coarse.ok)).toBe(of(['ok']).length);
        expect(total(coarse.fail)).toBe(of(['fail']).length);
        expect(total(coarse.unknown)).toBe(of(['broken', 'late', 'stale']).length);
        const slowest = Math.max(...of(['ok']).map(({ ms }) => ms));
        expect(Math.max(...coarse.maxMs.subarray(0, coarse.count))).toBe(slowest);
        for (let i = 0; i < coarse.count; i++) {
          if (coarse.ok[i]! + coarse.fail[i]! + coarse.unknown[i]! === 0) continue;
          // The moment and the reason that a column shows are those of one of its samples, and of the worst kind it has.
          const kind = coarse.fail[i]! > 0 ? ['fail'] : coarse.unknown[i]! > 0 ? ['broken', 'late', 'stale'] : ['ok'];
          const why = coarse.whys[coarse.why[i]!];
          expect(of(kind).some(sample => sample.t === coarse.worstT[i] && (sample.why ?? '') === why)).toBe(true);
          if (kind[0] === 'ok')
            expect(of(['ok']).some(({ t, ms }) => t === coarse.worstT[i] && ms === coarse.maxMs[i])).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('every sample of ten minutes at 50 ms is there, with its moment', () => {
    const columns = reduceToColumns({ everyMs: 50 });
    for (let i = 0; i < 12_000; i++) columns.add(12.3 + 50 * i, { r: 'ok', ms: i % 7 });
    const { times, high } = readColumns(probeData(undefined, columns, 40_000));
    expect(times).toHaveLength(12_000);
    expect([times[0], times[11_999]]).toEqual([12.3, 12.3 + 50 * 11_999]);
    expect(high.slice(0, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 0]);
  });
});

describe('what the page says of a moment', () => {
  const columns = reduceToColumns({ everyMs: 50 });
  columns.add(100, { r: 'ok', ms: 3.1 });
  columns.add(150, { r: 'fail', ms: 9, why: 'connect ECONNREFUSED' });
  columns.add(400, { r: 'late', ms: 0 });
  const read = readColumns(probeData(undefined, columns, 100));

  test.each([
    [0, '0.10 s: 3.1 ms'],
    [124, '0.10 s: 3.1 ms'],
    [126, '0.15 s: failed: connect ECONNREFUSED'],
    [9999, '0.40 s: unknown'],
  ])('nearest to %d ms: %s', (t, text) => {
    expect(describeColumn(read, 'ms', nearestColumn(read, t))).toBe(text);
  });

  test('several samples in one: their extremes, and how many failed', () => {
    const { times, ...rest } = readColumns(probeData(undefined, columns, 1));
    const text = describeColumn({ times, ...rest }, 'ms', 0);
    expect(text).toBe(
      '0.15 s (3 samples): 3.1 ms; 1 of 3 samples failed: connect ECONNREFUSED; 1 of 3 samples unknown',
    );
  });

  test('of no samples at all nothing is said', () => {
    expect(nearestColumn(readColumns(probeData(undefined, reduceToColumns({ everyMs: 50 }), 10)), 5)).toBe(-1);
  });

  test('a probe that reads numbers shows them', () => {
    const numbers = reduceToColumns({ everyMs: 50 });
    numbers.add(0, { r: 'ok', ms: 12, v: 4 });
    const data = probeData(undefined, numbers, 10);
    expect(data).toMatchObject({ unit: 'number', low: [4] });
  });
});

describe('the time that is shown', () => {
  test('stays within the experiment', () => {
    const view = openTimeView(1000);
    view.show(-500, 300);
    expect([view.from(), view.to()]).toEqual([0, 800]);
    view.zoom(0.25);
    expect([view.from(), view.to()]).toEqual([300, 500]);
    view.pointAt(900);
    expect([view.from(), view.to()]).toEqual([800, 1000]);
    view.zoom(100);
    expect([view.from(), view.to()]).toEqual([0, 1000]);
  });
});

describe("Goldpinger's mesh", () => {
  const pods = ['gp-a', 'gp-b'];
  const on = ['node-1', 'node-2'];
  const whole: Look = { mesh: { expected: 4, alive: 4, nodes: 2, ms: [1, 60, 3, 4], pods, on } };
  const broken: Look = { r: 'fail', mesh: { expected: 4, alive: 2, nodes: 2, ms: [1, 4], pods, on, states: '.x?.' } };
  const digestOf = (see: (t: number) => Look) =>
    inputOf(journalOf({ probes: [{ everyMs: 500, tolerances: ['edges >= 50%'], see }] })).digests[0]!;

  test('each edge has its own time, by node, at each moment; the worst comes first', () => {
    const [mesh] = meshesOf(
      ['mesh'],
      digestOf(t => (t === 3000 ? broken : whole)),
    );
    expect(mesh).toMatchObject({ names: on, worst: 6 });
    expect(meshRows(mesh!, 0).map(row => row.map(({ mark, heat }) => `${mark} ${heat}`))).toEqual([
      ['1 fast', '60 slow'],
      ['3 fast', '4 fast'],
    ]);
    expect(meshRows(mesh!, 6).map(row => row.map(({ mark }) => mark))).toEqual([
      ['1', '✘'],
      ['?', '4'],
    ]);
    expect(describeFrame(mesh!, 6)).toBe('3.0 s, method: 2 of 4 edges alive, slowest 4 ms');
  });

  test('the summary has the matrix of a mesh that was broken, and a line for a whole one', () => {
    expect(
      summarizeMeshes(
        ['mesh'],
        digestOf(t => (t === 3000 ? broken : whole)),
      ),
    ).toEqual([
      'Mesh of mesh at its worst: 3.0 s, method: 2 of 4 edges alive, slowest 4 ms.',
      '| ms from ↓ to → | node-1 | node-2 |\n| --- | --- | --- |\n| node-1 | 1 | ✘ |\n| node-2 | ? | 4 |',
    ]);
    expect(
      summarizeMeshes(
        ['mesh'],
        digestOf(() => whole),
      ),
    ).toEqual(['Mesh of mesh at its worst: 0.0 s, baseline: 4 of 4 edges alive, slowest 60 ms.']);
  });

  test('a node whose pod was not asked keeps its place', () => {
    const alone: Look = { mesh: { expected: 1, alive: 1, nodes: 2, ms: [9], pods: ['gp-b'], on: ['node-2'] } };
    const [mesh] = meshesOf(
      ['mesh'],
      digestOf(t => (t === 3000 ? alone : whole)),
    );
    expect(meshRows(mesh!, 6).map(row => row.map(({ mark }) => mark))).toEqual([
      ['', ''],
      ['', '9'],
    ]);
  });

  test('journals that name no pods have no heat map, and still a report', () => {
    const old: Look = { mesh: { expected: 4, alive: 3, nodes: 2, ms: [1, 2, 3], dead: ['a -> b'] } };
    expect(
      meshesOf(
        ['mesh'],
        digestOf(() => old),
      ),
    ).toEqual([]);
  });

  test('however many looks there are, the one with dead edges is among the frames', () => {
    fc.assert(
      fc.property(fc.nat({ max: 29_999 }), at => {
        const history = gatherMeshHistory();
        for (let i = 0; i < 30_000; i++) history.add(i, { mesh: (i === at ? broken : whole).mesh! });
        expect(history.frames.length).toBeLessThanOrEqual(10_001);
        expect(history.frames.filter(({ dead }) => dead > 0)).toHaveLength(1);
        expect(history.frames.find(({ dead }) => dead > 0)!.t).toBe(at);
      }),
      { numRuns: 5 },
    );
  });
});

describe('the lanes', () => {
  const experiment = 0;
  const pod = { experiment, namespace: 'shop', name: 'api-1', uid: 'u1', workload: 'Deployment/api', targeted: true };
  const told: JournalEvent[] = [
    { type: 'pod-changed', t: faultT + 40, ...pod, change: 'restarted' },
    { type: 'pod-changed', t: faultT + 900, ...pod, change: 'ready' },
    {
      type: 'cluster-event',
      ...{ t: faultT + 50, experiment, object: 'Pod shop/api-1', reason: 'BackOff' },
      ...{ message: 'Back-off restarting', warning: true },
    },
  ];
  const input = inputOf(journalOf({ edit: events => [...events, ...told] }));
  const lanes = lanesOf(input.result.experiments[0]!, input.digests[0]!);
  const marksOf = (name: string) => lanes.find(lane => lane.name === name)?.marks ?? [];

  test('hold phases, faults, and what pods and events told, bad news marked', () => {
    expect(marksOf('Phases').map(({ label }) => label)).toEqual(['baseline', 'method', 'undo', 'recovery']);
    expect(marksOf('Faults')).toMatchObject([{ startT: faultT, label: 'kill', tone: 'fault', through: true }]);
    expect(marksOf('Pods').map(({ tone }) => tone)).toEqual(['bad', 'good']);
    expect(marksOf('Events')).toMatchObject([
      { startT: faultT + 50, tone: 'bad', text: '2.5 s: Warning: Pod shop/api-1: BackOff: Back-off restarting' },
    ]);
  });
  test('show the recovery from the end of the fault on, and a recovery that never came as bad', () => {
    expect(marksOf('Recovery')).toMatchObject([{ startT: faultT, tone: 'good' }]);
    const down = inputOf(journalOf({ probes: [{ see: t => (t >= faultT ? { r: 'fail' } : {}) }] }));
    const [recovery] = lanesOf(down.result.experiments[0]!, down.digests[0]!).filter(({ name }) => name === 'Recovery');
    expect(recovery?.marks).toMatchObject([{ tone: 'bad', label: 'not seen' }]);
  });
});

test('the distribution counts each successful sample in its phase, and no other', () => {
  const { result, digests } = inputOf(
    journalOf({ probes: [{ see: t => (t >= faultT && t < faultT + 300 ? { r: 'fail', ms: 900 } : { ms: 5 }) }] }),
  );
  const { counts } = digests[0]!.distributions[0]!;
  const sum = (values?: Float64Array) => values?.reduce((a, b) => a + b, 0);
  expect([sum(counts.baseline), sum(counts.method), sum(counts.recovery)]).toEqual([40, 54, 79]);
  const drawn = drawDistribution(result.experiments[0]!.steadyState[0]!, digests[0]!.distributions[0]!)!.markup;
  expect(drawn).toContain('method p50 5 ms, p95 5 ms');
  expect(drawn).not.toContain('900');
});
