import type { Metric, ProbeSpec, Tolerance } from './suite.ts';

/** What the value of a metric is: a share of 1, milliseconds, or a plain number. */
export const unitOfMetric: Readonly<Record<Metric, Tolerance['unit']>> = {
  success: 'share',
  edges: 'share',
  p50: 'ms',
  p90: 'ms',
  p95: 'ms',
  p99: 'ms',
  max: 'ms',
  mean: 'ms',
  outage: 'ms',
  samples: 'number',
  rate: 'number',
  nodes: 'number',
  value: 'number',
};

const responseTimes: readonly Metric[] = ['p50', 'p90', 'p95', 'p99', 'max', 'mean'];
const timed: readonly Metric[] = ['success', ...responseTimes, 'outage', 'samples', 'rate'];

/** The metrics that each kind of probe has. */
export const metricsOfProbe: Readonly<Record<ProbeSpec['kind'], readonly Metric[]>> = {
  probeHTTP: timed,
  probeTCP: timed,
  probeGoldpinger: ['edges', 'nodes', ...responseTimes, 'samples'],
  probeKubernetes: ['value', 'samples'],
  probeCommand: ['value', ...timed],
};
