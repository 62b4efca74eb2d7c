import { z } from 'zod';
import type { TcpProbe } from '../../suite.ts';
import { duration } from '../values.ts';
import { tcpTargetSchema } from './target.ts';

export const tcpProbeSchema = z
  .strictObject({
    target: tcpTargetSchema.describe('What to connect to.'),
    every: duration('milliseconds', 1).prefault('50ms').describe('From one connection to the next.'),
    timeout: duration('milliseconds', 1).prefault(1000).describe('Deadline of each connection.'),
  })
  .describe('Connections on a fixed schedule.');

export function toTcpProbe(parsed: z.output<typeof tcpProbeSchema>): TcpProbe {
  const { service, host = '', port = 0 } = parsed.target;
  return {
    kind: 'probeTCP',
    target: service ? { service } : { host, port },
    everyMs: parsed.every,
    timeoutMs: parsed.timeout,
  };
}
