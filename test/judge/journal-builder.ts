import type { ExperimentStarted, JournalEvent, ProbeRecord, RunStarted, Sample } from '../../src/journal/event.ts';
import { createJudge } from '../../src/judge/index.ts';
import type { ExperimentResult, RunResult } from '../../src/judge/run-result.ts';
import type { JudgedPhase, Tolerance } from '../../src/scenario/suite.ts';
import { parseCondition } from '../../src/scenario/tolerance.ts';
import { unitOfMetric } from '../../src/scenario/tolerance-metrics.ts';

/** What a sample says besides when it was scheduled; undefined: no sample there at all. */
export type Look = Partial<Omit<Sample, 't' | 'p' | 'e' | 'type'>> | undefined;

export interface ProbeWish {
  readonly name?: string;
  readonly kind?: string;
  readonly everyMs?: number;
  readonly minSamples?: number;
  readonly tolerances?: readonly string[];
  readonly phases?: readonly JudgedPhase[];
  readonly service?: ProbeRecord['service'];
  readonly countsObjects?: true;
  readonly leastValue?: 0;
  readonly stopWhen?: readonly string[];
  /** What the probe sees at a moment; the fault lands at 2500. */
  readonly see?: (t: number) => Look;
}

export const faultT = 2500;
export const methodT = 2000;
export const undoT = 5000;
export const recoveryT = 5010;
const file = 'scenarios/half.yml';
const at = (line: number) => ({ file, line, column: 5 });

export const runStarted: RunStarted = {
  type: 'run-started',
  t: 0,
  journalVersion: 1,
  tool: { name: 'chaos-gate', version: '0.0.0-test' },
  startedAt: '2026-01-02T03:04:05.000Z',
  seed: 42,
  compat: 'strict',
  failOn: 'inconclusive',
  files: [file],
  experiments: [{ name: 'Half of the pods die', at: at(3) }],
};

export function tolerance(expression: string, line: number, phases: readonly JudgedPhase[]): Tolerance {
  const condition = parseCondition(expression);
  if (!('metric' in condition)) throw new Error(`not a tolerance: ${expression}`);
  return { ...condition, unit: unitOfMetric[condition.metric], expression, phases, at: at(line) };
}

export function probeRecord(wish: ProbeWish = {}, index = 0): ProbeRecord {
  const { phases = ['baseline', 'method', 'recovery'], tolerances = ['success >= 99%', 'p95 <= 300ms'] } = wish;
  return {
    name: wish.name ?? 'shop answers',
    kind: wish.kind ?? 'probeHTTP',
    at: at(6 + 10 * index),
    everyMs: wish.everyMs ?? 50,
    timeoutMs: 1000,
    minSamples: wish.minSamples ?? 10,
    ...(wish.service && { service: wish.service }),
    ...(wish.countsObjects && { countsObjects: true }),
    ...(wish.leastValue === 0 && { leastValue: 0 }),
    ...(wish.stopWhen && { stopWhen: wish.stopWhen }),
    tolerances: tolerances.map((expression, i) => tolerance(expression, 7 + 10 * index + i, phases)),
  };
}

/** A journal of one experiment that is upheld, as its phases and events, each of which a test may change. */
export function journalOf(
  options: {
    readonly probes?: readonly ProbeWish[];
    readonly run?: Partial<RunStarted>;
    readonly started?: Partial<ExperimentStarted>;
    readonly recoveryEndT?: number;
    /** Changes the events that are no samples; those that it drops are not there. */
    readonly edit?: (events: JournalEvent[]) => JournalEvent[];
  } = {},
): JournalEvent[] {
  const { probes = [{}], recoveryEndT = 9000, edit = events => events } = options;
  const experiment = 0;
  const started: ExperimentStarted = {
    type: 'experiment-started',
    t: 0,
    experiment,
    name: 'Half of the pods die',
    at: at(3),
    hypothesis: 'Shoppers keep getting pages.',
    steadyState: probes.map(probeRecord),
    steps: [{ kind: 'podAction', at: at(20) }],
    recovery: { withinMs: 3000, stableForMs: 1000 },
    ...options.started,
  };
  const phases = [
    ['baseline', 0, methodT],
    ['method', methodT, undoT],
    ['undo', undoT, recoveryT],
    ['recovery', recoveryT, recoveryEndT],
  ] as const;
  const frame: JournalEvent[] = [
    { ...runStarted, ...options.run },
    {
      type: 'cluster-ready',
      t: 0,
      provider: 'embedded',
      name: 'gate',
      version: 'v1.34.0',
      nodes: ['n1'],
      created: true,
    },
    started,
    ...phases.flatMap(([phase, startT, endT]): JournalEvent[] => [
      { type: 'phase-started', t: startT, experiment, phase },
      { type: 'phase-ended', t: endT, experiment, phase },
    ]),
    {
      type: 'fault-injected',
      t: faultT,
      experiment,
      step: 0,
      id: 'e0-f1',
      kind: 'kill',
      targets: [{ kind: 'Pod', namespace: 'shop', name: 'api-1', uid: 'u1' }],
      receipt: { landed: true, evidence: 'process 12 ended; api-2 replaced it' },
      needsUndo: false,
    },
    {
      type: 'step-ended',
      t: 2600,
      startedT: methodT,
      experiment,
      index: 0,
      kind: 'podAction',
      at: at(20),
      status: 'done',
      message: 'killed 1 pod',
    },
    { type: 'experiment-ended', t: recoveryEndT, experiment },
    { type: 'run-ended', t: recoveryEndT },
  ];
  const samples = probes.flatMap((probe, p) => samplesOf(probe, p, recoveryEndT));
  const rank = (event: JournalEvent) => (event.type === 'run-ended' ? 2 : event.type === 'experiment-ended' ? 1 : 0);
  return [...edit(frame), ...samples].sort((a, b) => rank(a) - rank(b) || a.t - b.t);
}

export function samplesOf({ everyMs = 50, see = () => ({}) }: ProbeWish, p: number, untilT: number): Sample[] {
  const samples: Sample[] = [];
  for (let t = 0; t < untilT; t += everyMs) {
    const look = see(t);
    if (look) samples.push({ type: 's', t, e: 0, p, ms: 5, r: 'ok', ...look });
  }
  return samples;
}

export function judge(events: readonly JournalEvent[]): RunResult {
  const judging = createJudge();
  for (const event of events) judging.add(event);
  return judging.result();
}

export function judgeOne(events: readonly JournalEvent[]): ExperimentResult {
  return judge(events).experiments[0]!;
}
