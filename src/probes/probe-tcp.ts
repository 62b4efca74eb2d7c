import { connect } from 'node:net';
import type { TcpProbe } from '../scenario/suite.ts';
import { classifyConnectionError } from './connection-error.ts';
import { failOrBroken, openServiceProbe } from './network-target.ts';
import type { Measurement, Probe, ReadyProbe } from './probe.ts';

/** Opens one TCP connection a look, and closes it as soon as it is made. */
export const probeTcp: Probe<TcpProbe> = {
  kind: 'probeTCP',
  async open(spec, context, signal) {
    const { target } = spec;
    if ('service' in target)
      return await openServiceProbe(target.service, context, signal, (address, wayHolds) =>
        makeMeasure(address.host, address.port, wayHolds),
      );
    return {
      vantage: 'host and port, directly',
      measure: makeMeasure(target.host, target.port, async () => true),
      async [Symbol.asyncDispose]() {
        // Every look closes its own connection.
      },
    };
  },
};

function makeMeasure(host: string, port: number, wayHolds: () => Promise<boolean>): ReadyProbe['measure'] {
  return async (signal): Promise<Measurement> => {
    try {
      await connectOnce(host, port, signal);
      return { r: 'ok' };
    } catch (error) {
      if (signal.aborted) return await failOrBroken('no connection within its deadline', wayHolds);
      const { r, why } = classifyConnectionError(error);
      return r === 'broken' ? { r, why } : await failOrBroken(why, wayHolds);
    }
  };
}

async function connectOnce(host: string, port: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host, port });
    const onAbort = (): void => {
      socket.destroy(new Error('aborted'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', resolve);
    socket.on('error', reject);
    socket.once('connect', () => socket.end());
    // Somebody who answers with data and never closes must not keep the socket.
    socket.once('connect', () => socket.destroy());
    socket.once('close', () => signal.removeEventListener('abort', onAbort));
  });
}
