import type { SrvRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import type { DnsProbe } from '../scenario/suite.ts';
import type { Measurement, Probe } from './probe.ts';

/** Looks a name up once a look, with a resolver of its own: nothing is remembered from one look to the next. */
export const probeDns: Probe<DnsProbe> = {
  kind: 'probeDNS',
  async open(spec) {
    return {
      vantage: spec.server ? `name server ${spec.server}, directly` : 'the name servers of this machine',
      measure: signal => lookUpOnce(spec, signal),
      async [Symbol.asyncDispose]() {
        // Every look ends its own resolver.
      },
    };
  },
};

/** What c-ares answers about the name and its servers (https://nodejs.org/api/dns.html#error-codes); any other code is this machine's. */
const failures: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such name',
  ENODATA: 'the name has no record of this type',
  ESERVFAIL: 'the name server failed',
  EREFUSED: 'the name server refused to answer',
  ECONNREFUSED: 'connection refused',
  EBADRESP: 'the answer is no DNS',
  ETIMEOUT: 'no answer within its deadline',
  ECANCELLED: 'no answer within its deadline',
};

async function lookUpOnce(spec: DnsProbe, signal: AbortSignal): Promise<Measurement> {
  if (signal.aborted) return { r: 'fail', why: failures.ETIMEOUT };
  const resolver = new Resolver({ timeout: spec.timeoutMs, tries: 1 });
  if (spec.server) resolver.setServers([spec.server]);
  const cancel = (): void => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const records = (await resolver.resolve(spec.name, spec.type)) as readonly DnsRecord[];
    const answers = records.map(describeRecord);
    if (spec.answer === undefined || answers.includes(spec.answer)) return { r: 'ok' };
    return { r: 'fail', why: `no answer is ${spec.answer}` };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const why = failures[code];
    return why === undefined ? { r: 'broken', why: `the name could not be looked up (${code})` } : { r: 'fail', why };
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** An address or a name, the parts of a text, or a service. */
type DnsRecord = string | string[] | SrvRecord;

function describeRecord(record: DnsRecord): string {
  if (typeof record === 'string') return record;
  return Array.isArray(record) ? record.join('') : `${record.name}:${record.port}`;
}
