import * as https from 'node:https';
import axios, { type AxiosProxyConfig, type AxiosRequestConfig } from 'axios';
import { InfrastructureFailure, messageOf } from '../errors.ts';

/** An Alertmanager's API, version 2, and the way to it. */
export interface AlertManager {
  /** `http://alertmanager:9093/api/v2`. */
  readonly url: string;
  /** Empty: none, whatever the environment says. */
  readonly proxies: { readonly http: string; readonly https: string };
  /** Accept any TLS certificate. */
  readonly insecure: boolean;
}

/** The Alertmanager was never reached, or refused: nothing of what was asked for is there. */
export class SilenceRefused extends InfrastructureFailure {}

/** What is read of a silence. Facts: prometheus/alertmanager, api/v2/openapi.yaml. */
interface Silence {
  readonly id: string;
  readonly comment: string;
  readonly status: { readonly state: 'active' | 'pending' | 'expired' };
}

const timeoutMs = 10_000;
const createdBy = 'chaos-gate';
/** No connection was made, so that nothing was sent. */
const unreached: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Silences every alert for a time, and returns the silence's id. Throws SilenceRefused, or InfrastructureFailure for what may have come to be. */
export async function silenceAll(
  alertManager: AlertManager,
  wish: { readonly comment: string; readonly startsAt: Date; readonly durationMs: number },
  signal: AbortSignal,
): Promise<string> {
  const { comment, startsAt, durationMs } = wish;
  const body = {
    matchers: [{ name: 'alertname', value: '.+', isRegex: true, isEqual: true }],
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + durationMs).toISOString(),
    createdBy,
    comment,
  };
  const { silenceID } = await send<{ silenceID?: unknown }>(alertManager, 'POST', '/silences', signal, body);
  if (typeof silenceID !== 'string' || silenceID === '')
    throw new InfrastructureFailure(`${alertManager.url} answered without a silenceID`);
  return silenceID;
}

/** The silences whose comment has this text, and which still silence something. Throws InfrastructureFailure. */
export async function findSilences(alertManager: AlertManager, text: string, signal: AbortSignal): Promise<string[]> {
  const silences = await send<unknown>(alertManager, 'GET', '/silences', signal);
  if (!Array.isArray(silences)) throw new InfrastructureFailure(`${alertManager.url} answered without silences`);
  return (silences as readonly Silence[])
    .filter(({ comment, status }) => comment.includes(text) && status.state !== 'expired')
    .map(({ id }) => id);
}

/** Ends every silence whose comment has this text, and looks whether they have ended. Throws InfrastructureFailure. */
export async function endSilences(alertManager: AlertManager, text: string, signal: AbortSignal): Promise<number> {
  const found = await findSilences(alertManager, text, signal);
  for (const id of found) await send(alertManager, 'DELETE', `/silence/${encodeURIComponent(id)}`, signal);
  const left = found.length > 0 ? await findSilences(alertManager, text, signal) : [];
  if (left.length > 0)
    throw new InfrastructureFailure(`${alertManager.url} still has the silence ${left.join(', ')} after its deletion`);
  return found.length;
}

async function send<T>(
  { url, proxies, insecure }: AlertManager,
  method: string,
  path: string,
  signal: AbortSignal,
  body?: unknown,
): Promise<T> {
  const target = `${url.replace(/\/+$/, '')}${path}`;
  const request: AxiosRequestConfig = {
    url: target,
    method,
    data: body,
    signal,
    timeout: timeoutMs,
    maxRedirects: 0,
    validateStatus: () => true,
    headers: { 'User-Agent': createdBy, Accept: 'application/json' },
    httpsAgent: new https.Agent({ rejectUnauthorized: !insecure }),
    proxy: readProxy(target.startsWith('https:') ? proxies.https : proxies.http),
  };
  try {
    const { status, data } = await axios.request<T>(request);
    if (status >= 200 && status <= 299) return data;
    const message = `${method} ${target}: found status ${status}, expected 2xx`;
    throw status < 500 ? new SilenceRefused(message) : new InfrastructureFailure(message);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof InfrastructureFailure) throw error;
    const Failure = unreached.has((error as NodeJS.ErrnoException).code ?? '') ? SilenceRefused : InfrastructureFailure;
    throw new Failure(`${method} ${target}: ${messageOf(error)}`, { cause: error });
  }
}

function readProxy(text: string): AxiosProxyConfig | false {
  if (text === '') return false;
  const url = new URL(text.includes('://') ? text : `http://${text}`);
  return { protocol: url.protocol.replace(':', ''), host: url.hostname, port: Number(url.port) || 80 };
}
