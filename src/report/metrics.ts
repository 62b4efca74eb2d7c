import type { ExperimentResult, RunResult } from '../judge/run-result.ts';
import type { Verdict } from '../verdict.ts';
import { distinctNames } from './distinct-names.ts';
import { formatMetrics, inSeconds, type Labels, type MetricFamily, type MetricPoint } from './metric-family.ts';
import { describeProbes } from './probe-metrics.ts';
import type { ReportInput } from './report.ts';

const verdicts: readonly Verdict[] = ['upheld', 'refuted', 'inconclusive'];

/** `metrics.prom`: the verdict and its numbers for Prometheus, by push or by the textfile collector. */
export function renderMetrics({ result }: ReportInput): string {
  const names = distinctNames(result.experiments.map(({ name }) => name));
  return formatMetrics([
    ...describeRun(result),
    ...describeExperiments(result, names),
    ...describeProbes(result, names),
  ]);
}

function describeRun(result: RunResult): MetricFamily[] {
  const { verdict, exitCode, startedAt, durationMs, seed, compat, cluster, tool } = result;
  const described = {
    version: tool.version,
    provider: cluster?.provider ?? '',
    cluster: cluster?.name ?? '',
    kubernetes: cluster?.version ?? '',
    seed: String(seed),
    compat,
  };
  return [
    { name: 'chaos_gate_run', help: 'What ran, and where; always 1.', points: [{ labels: described, value: 1 }] },
    { name: 'chaos_gate_run_verdict', help: 'The verdict of the run is 1.', points: oneOf(verdict, {}) },
    { name: 'chaos_gate_run_exit_code', help: 'The exit code.', points: [{ labels: {}, value: exitCode }] },
    inSeconds('chaos_gate_run_start_time', 'When the run began, since 1970.', [
      { labels: {}, value: Date.parse(startedAt) },
    ]),
    inSeconds('chaos_gate_run_duration', 'How long the run took.', [{ labels: {}, value: durationMs }]),
  ];
}

function describeExperiments({ experiments }: RunResult, names: readonly string[]): MetricFamily[] {
  const of = (read: (experiment: ExperimentResult, labels: Labels) => readonly MetricPoint[]) =>
    experiments.flatMap((each, index) => read(each, { experiment: names[index]! }));
  return [
    {
      name: 'chaos_gate_experiment_verdict',
      help: 'The verdict of the experiment is 1.',
      points: of((experiment, labels) => oneOf(experiment.verdict, { ...labels, file: experiment.file })),
    },
    inSeconds(
      'chaos_gate_phase_duration',
      'How long a phase took.',
      of(({ phases }, labels) => {
        // A baseline that was sampled again has the same name.
        const last = new Map(phases.map(({ name, durationMs }) => [name, durationMs]));
        return [...last].map(([phase, value]) => ({ labels: { ...labels, phase }, value }));
      }),
    ),
    {
      name: 'chaos_gate_faults',
      help: 'How many faults were injected, by whether a receipt proves that they took effect.',
      points: of(({ faults }, labels) => [
        { labels: { ...labels, receipt: 'landed' }, value: faults.filter(({ receipt }) => receipt.landed).length },
        { labels: { ...labels, receipt: 'not proven' }, value: faults.filter(({ receipt }) => !receipt.landed).length },
      ]),
    },
    inSeconds(
      'chaos_gate_recovery',
      'From the end of the last fault until the steady state was back; NaN: not seen.',
      of(({ recovery }, labels) => (recovery ? [{ labels, value: recovery.observedMs ?? Number.NaN }] : [])),
    ),
    inSeconds(
      'chaos_gate_recovery_limit',
      'How long the recovery may take.',
      of(({ recovery }, labels) => (recovery ? [{ labels, value: recovery.limitMs }] : [])),
    ),
    {
      name: 'chaos_gate_residue',
      help: 'How many things were not as before.',
      points: of(({ residue }, labels) => [{ labels, value: residue.length }]),
    },
  ];
}

function oneOf(verdict: Verdict, labels: Labels): MetricPoint[] {
  return verdicts.map(each => ({ labels: { ...labels, verdict: each }, value: Number(each === verdict) }));
}
