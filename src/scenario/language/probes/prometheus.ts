import { z } from 'zod';
import type { PrometheusProbe } from '../../suite.ts';
import { duration, text } from '../values.ts';
import { httpRequest } from './http.ts';

export const prometheusProbeSchema = z
  .strictObject({
    target: httpRequest.target.describe('Where Prometheus is.'),
    query: text()
      .describe('PromQL; its answer has to be a single number.')
      .meta({ examples: ['sum(rate(http_requests_total{status=~"5.."}[30s]))'] }),
    headers: httpRequest.headers,
    insecure: httpRequest.insecure,
    maxAge: duration('seconds', 1000)
      .prefault('2m')
      .describe('A series that was scraped longer ago is stale: nothing can be said.'),
    every: duration('milliseconds', 100).prefault('1s').describe('From one query to the next.'),
    timeout: duration('milliseconds', 1).prefault('5s').describe('Deadline of each query.'),
  })
  .describe('A number that Prometheus answers to a query.');

export function toPrometheusProbe(parsed: z.output<typeof prometheusProbeSchema>): PrometheusProbe {
  const { target, maxAge, every, timeout, ...rest } = parsed;
  return {
    kind: 'probePrometheus',
    target: target.service ? { service: target.service } : { url: target.url ?? '' },
    ...rest,
    maxAgeMs: maxAge,
    everyMs: every,
    timeoutMs: timeout,
  };
}
