import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { type Measurement, probeOf } from '../../src/probes/index.ts';
import type { TcpProbe } from '../../src/scenario/suite.ts';
import { closedPort, contextTo, serveTcp } from './servers.ts';

const never = new AbortController().signal;

async function look(
  target: TcpProbe['target'],
  context = contextTo(undefined),
  deadlineMs = 2_000,
): Promise<Measurement> {
  const spec: TcpProbe = { kind: 'probeTCP', target, everyMs: 100, timeoutMs: deadlineMs };
  await using probe = await probeOf(spec).open(spec, context, never);
  return await probe.measure(AbortSignal.timeout(deadlineMs));
}

test('a port that accepts is ok, and the connection is closed', async () => {
  const sockets: Socket[] = [];
  await using server = await serveTcp(socket => sockets.push(socket.resume()));
  expect(await look({ host: '127.0.0.1', port: server.port })).toEqual({ r: 'ok' });
  await once(sockets[0]!, 'close');
});

test('a port that refuses fails', async () => {
  expect(await look({ host: '127.0.0.1', port: await closedPort() })).toEqual({ r: 'fail', why: 'connection refused' });
});

test('a Service is reached through the vantage; one that is not there is broken', async () => {
  await using server = await serveTcp(socket => socket.end());
  const target = { service: { name: 'web', namespace: 'shop', port: 80, protocol: 'http' as const } };
  expect(await look(target, contextTo({ port: server.port }))).toEqual({ r: 'ok' });
  expect(await look(target)).toEqual({ r: 'broken', why: 'there is no Service shop/web' });
});

test('a name that does not resolve is broken', async () => {
  expect((await look({ host: 'no-such-host.invalid', port: 80 })).r).toBe('broken');
});

test('a deadline that has passed fails', async () => {
  const spec: TcpProbe = { kind: 'probeTCP', target: { host: '127.0.0.1', port: 9 }, everyMs: 100, timeoutMs: 100 };
  await using probe = await probeOf(spec).open(spec, contextTo(undefined), never);
  expect(await probe.measure(AbortSignal.abort())).toEqual({ r: 'fail', why: 'no connection within its deadline' });
});
