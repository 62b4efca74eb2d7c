import { lookup } from 'node:dns/promises';
import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { connect } from 'node:net';
import { type ProbeResult, wholeMs } from './answers.ts';
import { inGosWords } from './calls.ts';
import type { Target } from './settings.ts';

/** Looks at one target, within its time. The result has an `error` when it failed. */
export async function lookAt(target: Target): Promise<ProbeResult> {
  const startedMs = performance.now();
  const deadline = AbortSignal.timeout(target.timeoutMs);
  const looks = { dns: resolveName, tcp: dial, http: request };
  const error = await Promise.race([looks[target.protocol](target, deadline), expired(target, deadline)]);
  const durationMs = wholeMs(performance.now() - startedMs);
  return {
    ...(error === undefined ? {} : { error }),
    protocol: target.protocol,
    ...(durationMs === undefined ? {} : { 'response-time-ms': durationMs }),
  };
}

async function resolveName({ name }: Target): Promise<string | undefined> {
  try {
    await lookup(name, { all: true });
    return undefined;
  } catch {
    // Goldpinger says the same of every failure.
    return `${name} was resolved to 0 ips`;
  }
}

function dial({ name }: Target, signal: AbortSignal): Promise<string | undefined> {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(name) ?? [];
  if (port === '') return Promise.resolve(`address ${name}: missing port in address`);
  return new Promise(resolve => {
    const socket = connect({ host, port: Number(port), signal });
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', error => resolve(inGosWords(error, host, port)));
  });
}

/** Exactly 200, after redirects; certificates are not checked. */
function request({ name }: Target, signal: AbortSignal, redirects = 10): Promise<string | undefined> {
  if (!URL.canParse(name)) return Promise.resolve(`Get "${name}": unsupported protocol scheme ""`);
  const url = new URL(name);
  const options = { signal, agent: false as const, rejectUnauthorized: false };
  return new Promise(resolve => {
    const sent = (url.protocol === 'https:' ? getHttps : getHttp)(url, options, response => {
      response.resume();
      const { location } = response.headers;
      if (response.statusCode === 200) resolve(undefined);
      else if (location && redirects > 0 && [301, 302, 303, 307, 308].includes(response.statusCode ?? 0))
        resolve(request({ protocol: 'http', name: new URL(location, url).href, timeoutMs: 0 }, signal, redirects - 1));
      else resolve(`HTTP response code not 200: ${response.statusCode}`);
    });
    sent.once('error', error => resolve(`Get "${name}": ${inGosWords(error, url.hostname, url.port || '80')}`));
  });
}

function expired({ protocol, name }: Target, deadline: AbortSignal): Promise<string> {
  const words = {
    dns: `${name} was resolved to 0 ips`,
    tcp: `dial tcp ${name}: i/o timeout`,
    http: `Get "${name}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
  };
  return new Promise(resolve => deadline.addEventListener('abort', () => resolve(words[protocol]), { once: true }));
}
