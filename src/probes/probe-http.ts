import * as http from 'node:http';
import * as https from 'node:https';
import type { Readable } from 'node:stream';
import axios, { AxiosHeaders, type AxiosProxyConfig, type InternalAxiosRequestConfig } from 'axios';
import type { HttpProbe } from '../scenario/suite.ts';
import { classifyConnectionError } from './connection-error.ts';
import { compileBodyCheck, readBody } from './http-body.ts';
import { baseUrl, failOrBroken, openServiceProbe } from './network-target.ts';
import type { Measurement, Probe, ReadyProbe } from './probe.ts';

/**
 * axios's HTTP client without the layer that merges defaults and runs interceptors and transforms for every request:
 * at a thousand samples a second that layer is a quarter of the work.
 */
const send = axios.getAdapter('http');

const deadlineMissed = 'no answer within its deadline';

/** Sends one HTTP request a look, on a fresh connection unless asked otherwise; redirects are answers, unless they are to be followed. */
export const probeHttp: Probe<HttpProbe> = {
  kind: 'probeHTTP',
  async open(spec, context, signal) {
    const { target } = spec;
    if ('url' in target) {
      const url = joinUrl(target.url, spec.endpoint);
      return openUrlProbe(spec, url);
    }
    return await openServiceProbe(target.service, context, signal, (address, wayHolds) =>
      makeMeasure(spec, joinUrl(baseUrl(target.service, address), spec.endpoint), wayHolds),
    );
  },
};

function openUrlProbe(spec: HttpProbe, url: string): ReadyProbe {
  return {
    vantage: spec.proxy ? 'URL through a proxy' : 'URL, directly',
    measure: makeMeasure(spec, url, async () => true),
    async [Symbol.asyncDispose]() {
      // Connections are closed after each look, or by the end of the process when they are kept.
    },
  };
}

function makeMeasure(spec: HttpProbe, url: string, wayHolds: () => Promise<boolean>): ReadyProbe['measure'] {
  const request = describeRequest(spec, url);
  const bodyCheck = compileBodyCheck(spec);
  return async (signal): Promise<Measurement> => {
    let body: Readable | undefined;
    try {
      const response = await send({ ...request, signal });
      body = response.data as Readable;
      if (response.status !== spec.code) {
        body.destroy();
        return await failOrBroken(`status ${response.status}, expected ${spec.code}`, wayHolds);
      }
      const text = await readBody(body, bodyCheck !== undefined, signal);
      const why = bodyCheck?.(text);
      return why === undefined ? { r: 'ok' } : { r: 'fail', why };
    } catch (error) {
      body?.destroy();
      if (signal.aborted) return await failOrBroken(deadlineMissed, wayHolds);
      const { r, why } = classifyConnectionError(error);
      if (r === 'broken') return { r, why };
      return await failOrBroken(body ? `${why} before the answer was complete` : why, wayHolds);
    }
  };
}

function describeRequest(spec: HttpProbe, url: string): InternalAxiosRequestConfig {
  const { keepAlive } = spec;
  return {
    url,
    method: spec.method,
    headers: AxiosHeaders.from({
      Accept: '*/*',
      'Accept-Encoding': 'identity',
      'User-Agent': 'chaos-gate',
      ...Object.fromEntries(spec.headers.map(({ name, value }) => [name, value])),
    }),
    data: spec.body,
    // Node's default agents keep connections: a probe on one of them never meets the backend that died.
    httpAgent: new http.Agent({ keepAlive }),
    httpsAgent: new https.Agent({ keepAlive, rejectUnauthorized: !spec.insecure }),
    // Without this, axios takes HTTP_PROXY even for 127.0.0.1.
    proxy: spec.proxy ? parseProxy(spec.proxy) : false,
    maxRedirects: spec.followRedirects ? 30 : 0,
    validateStatus: () => true,
    responseType: 'stream',
    decompress: false,
  };
}

function parseProxy(text: string): AxiosProxyConfig {
  const url = new URL(text.includes('://') ? text : `http://${text}`);
  const { username, password } = url;
  return {
    protocol: url.protocol.replace(':', ''),
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    ...(username && { auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) } }),
  };
}

/** As PowerfulSeal does: the endpoint below the target, whether it begins with a slash or not. */
function joinUrl(base: string, endpoint: string): string {
  const path = endpoint.replace(/^\/+/, '');
  return path === '' ? base : `${base.replace(/\/+$/, '')}/${path}`;
}
