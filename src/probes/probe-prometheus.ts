import * as https from 'node:https';
import axios, { type AxiosRequestConfig } from 'axios';
import type { PrometheusProbe } from '../scenario/suite.ts';
import { classifyConnectionError } from './connection-error.ts';
import { baseUrl, openServiceProbe } from './network-target.ts';
import type { Measurement, Probe, ReadyProbe } from './probe.ts';
import { type PrometheusNumber, readPrometheusNumber } from './prometheus-answer.ts';

/** More than any single number needs. */
const maxAnswerBytes = 1024 * 1024;

/**
 * Asks Prometheus a query a look, and when the series behind it was scraped. Prometheus is not the app: one that is away,
 * refuses or knows nothing is a broken probe or a stale value, never a failure.
 */
export const probePrometheus: Probe<PrometheusProbe> = {
  kind: 'probePrometheus',
  async open(spec, context, signal) {
    const { target } = spec;
    if ('service' in target)
      return await openServiceProbe(target.service, context, signal, address =>
        makeMeasure(spec, baseUrl(target.service, address)),
      );
    return {
      vantage: 'URL, directly',
      measure: makeMeasure(spec, target.url),
      async [Symbol.asyncDispose]() {
        // Connections are closed after each look.
      },
    };
  },
};

function makeMeasure(spec: PrometheusProbe, base: string): ReadyProbe['measure'] {
  const url = `${base.replace(/\/+$/, '')}/api/v1/query`;
  const request: AxiosRequestConfig = {
    headers: Object.fromEntries(spec.headers.map(({ name, value }) => [name, value])),
    httpsAgent: new https.Agent({ rejectUnauthorized: !spec.insecure }),
    // Without this, axios takes HTTP_PROXY even for 127.0.0.1.
    proxy: false,
    maxRedirects: 0,
    maxContentLength: maxAnswerBytes,
    validateStatus: () => true,
  };
  const ask = async (query: string, signal: AbortSignal): Promise<PrometheusNumber> => {
    const { data } = await axios.get<unknown>(url, { ...request, params: { query }, signal });
    return readPrometheusNumber(data);
  };
  return async (signal): Promise<Measurement> => {
    try {
      // Of anything but a plain selector, this is the time of the evaluation: never old.
      const [number, scraped] = await Promise.all([
        ask(spec.query, signal),
        ask(`min(timestamp(${spec.query}))`, signal),
      ]);
      if ('none' in number) return { r: number.none, why: number.why };
      const ageMs = 'none' in scraped ? 0 : (scraped.at - scraped.value) * 1000;
      if (ageMs > spec.maxAgeMs) return { r: 'stale', why: `scraped longer ago than ${spec.maxAgeMs / 1000} s` };
      return { r: 'ok', v: number.value };
    } catch (error) {
      if (signal.aborted) return { r: 'broken', why: 'Prometheus did not answer within the deadline' };
      return { r: 'broken', why: `Prometheus: ${classifyConnectionError(error).why}` };
    }
  };
}
