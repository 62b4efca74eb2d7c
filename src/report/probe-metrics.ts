import type { PhaseNumbers, RunResult } from '../judge/run-result.ts';
import { distinctNames } from './distinct-names.ts';
import { inSeconds, type Labels, type MetricFamily, type MetricPoint } from './metric-family.ts';

interface ProbeInPhase {
  readonly labels: Labels;
  readonly numbers: PhaseNumbers;
}

/** The families of what the probes saw, by experiment, probe and phase. `names`: of the experiments, distinct. */
export function describeProbes({ experiments }: RunResult, names: readonly string[]): MetricFamily[] {
  const spans: ProbeInPhase[] = [];
  const tolerances: MetricPoint[] = [];
  for (const [index, { steadyState }] of experiments.entries()) {
    const probes = distinctNames(steadyState.map(({ name }) => name));
    for (const [i, probe] of steadyState.entries()) {
      const labels = { experiment: names[index]!, probe: probes[i]! };
      for (const [phase, numbers] of Object.entries(probe.phases))
        spans.push({ labels: { ...labels, phase }, numbers });
      const expressions = distinctNames(probe.tolerances.map(({ expression, phase }) => `${expression} (${phase})`));
      for (const [k, { phase, holds }] of probe.tolerances.entries()) {
        const value = holds === null ? Number.NaN : Number(holds);
        tolerances.push({ labels: { ...labels, phase, tolerance: expressions[k]! }, value });
      }
    }
  }
  const of = (read: (numbers: PhaseNumbers) => Readonly<Record<string, number | null | undefined>>, label?: string) =>
    spans.flatMap(({ labels, numbers }) =>
      Object.entries(read(numbers)).flatMap(([name, value]): MetricPoint[] =>
        value === null || value === undefined ? [] : [{ labels: label ? { ...labels, [label]: name } : labels, value }],
      ),
    );
  return [
    {
      name: 'chaos_gate_probe_samples',
      help: 'How many samples a probe took; unknown ones say nothing about the app.',
      points: of(({ samples, failed, unknown }) => ({ ok: samples - failed - unknown, failed, unknown }), 'outcome'),
    },
    {
      name: 'chaos_gate_probe_success_ratio',
      unit: 'ratio',
      help: 'Share of the samples that say something and were successful.',
      points: of(({ success }) => ({ success })),
    },
    inSeconds(
      'chaos_gate_probe_latency',
      'Latency of the successful samples.',
      of(({ p50Ms: p50, p95Ms: p95, p99Ms: p99, maxMs: max }) => ({ p50, p95, p99, max }), 'statistic'),
    ),
    inSeconds(
      'chaos_gate_probe_longest_outage',
      'The longest run of failure.',
      of(({ longestOutageMs }) => ({ longestOutageMs })),
    ),
    inSeconds(
      'chaos_gate_probe_shortest_visible_outage',
      'An outage shorter than this may have gone unseen.',
      of(({ shortestVisibleOutageMs }) => ({ shortestVisibleOutageMs })),
    ),
    {
      name: 'chaos_gate_probe_edges_ratio',
      unit: 'ratio',
      help: 'Share of the expected edges of the mesh that were alive.',
      points: of(({ edges }) => ({ edges })),
    },
    { name: 'chaos_gate_tolerance_holds', help: '1: holds, 0: does not, NaN: cannot be told.', points: tolerances },
  ];
}
