import { z } from 'zod';
import { dnsRecordTypes } from '../../probe.ts';
import type { DnsProbe } from '../../suite.ts';
import { duration, text } from '../values.ts';

export const dnsProbeSchema = z
  .strictObject({
    name: text()
      .max(253)
      .regex(/^[\w-]+(\.[\w-]+)*\.?$/, 'a host name such as web.shop.example')
      .describe('The name to look up.')
      .meta({ examples: ['shop.example.com'] }),
    type: z.enum(dnsRecordTypes).default('A').describe('Type of the record.'),
    server: z
      .string()
      .regex(/^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d{1,5})?$/i, 'an address such as 10.0.0.53 or [fd00::53]:5353')
      .optional()
      .describe("The name server's address, with a port unless that is 53. Absent: those of this machine.")
      .meta({ examples: ['10.0.0.53', '[fd00::53]:5353'] }),
    answer: text()
      .optional()
      .describe('One of the answers has to be this: an address, a name, `name:port` of an SRV record, or a text.')
      .meta({ examples: ['192.0.2.10'] }),
    every: duration('milliseconds', 10).prefault('200ms').describe('From one query to the next.'),
    timeout: duration('milliseconds', 1).prefault(1000).describe('Deadline of each query.'),
  })
  .describe('Look-ups of a name on a fixed schedule, without a cache, as this machine sees it.');

export function toDnsProbe(parsed: z.output<typeof dnsProbeSchema>): DnsProbe {
  const { every, timeout, ...rest } = parsed;
  return { kind: 'probeDNS', ...rest, everyMs: every, timeoutMs: timeout };
}
