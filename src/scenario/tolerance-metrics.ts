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
  amplification: 'number',
  nodes: 'number',
  value: 'number',
};

/** What a metric is, in a few words. */
export const meaningOfMetric: Readonly<Record<Metric, string>> = {
  success: 'Share of the samples that succeeded.',
  edges: 'Share of the expected edges of the mesh that are alive.',
  p50: 'Duration of the successful samples: half of them are no slower.',
  p90: 'Duration of the successful samples: 90 % are no slower.',
  p95: 'Duration of the successful samples: 95 % are no slower.',
  p99: 'Duration of the successful samples: 99 % are no slower.',
  max: 'The longest duration of a successful sample.',
  mean: 'The mean duration of the successful samples.',
  outage: 'The longest run of failures, by time.',
  samples: 'How many samples there were.',
  rate: 'Successes a second.',
  amplification: 'What each millisecond of an injected delay costs, in milliseconds.',
  nodes: 'How many nodes the mesh spans.',
  value: 'The number that was read.',
};

const responseTimes: readonly Metric[] = ['p50', 'p90', 'p95', 'p99', 'max', 'mean'];
const timed: readonly Metric[] = ['success', ...responseTimes, 'outage', 'samples', 'rate'];

/** The metrics that each kind of probe has. */
export const metricsOfProbe: Readonly<Record<ProbeSpec['kind'], readonly Metric[]>> = {
  probeHTTP: [...timed, 'amplification'],
  probeTCP: [...timed, 'amplification'],
  probeDNS: timed,
  probeGoldpinger: ['edges', 'nodes', ...responseTimes, 'samples'],
  probeKubernetes: ['value', 'samples'],
  probePrometheus: ['value', 'samples'],
  probeCommand: ['value', ...timed],
};
