import { expect, test } from '@jest/globals';
import { type Measurement, probeOf } from '../../src/probes/index.ts';
import type { DnsProbe } from '../../src/scenario/suite.ts';
import { type NameServer, serveNames } from './name-server.ts';
import { closedPort, contextTo } from './servers.ts';

async function look(server: string, wish: Partial<DnsProbe> = {}, deadlineMs = 2_000): Promise<Measurement> {
  const spec: DnsProbe = {
    kind: 'probeDNS',
    name: 'shop.example',
    type: 'A',
    server,
    everyMs: 100,
    timeoutMs: deadlineMs,
    ...wish,
  };
  await using probe = await probeOf(spec).open(spec, contextTo(undefined), new AbortController().signal);
  return await probe.measure(AbortSignal.timeout(deadlineMs));
}

const address = (server: NameServer) => `127.0.0.1:${server.port}`;

test('a name that resolves is ok, and every look asks the server', async () => {
  await using server = await serveNames(() => ({ answer: '10.1.2.3' }));
  expect(await look(address(server))).toEqual({ r: 'ok' });
  expect(await look(address(server))).toEqual({ r: 'ok' });
  expect(server.questions).toEqual(['shop.example', 'shop.example']);
});

test('an answer that is not the one wanted fails', async () => {
  await using server = await serveNames(() => ({ answer: '10.1.2.3' }));
  expect(await look(address(server), { answer: '10.1.2.3' })).toEqual({ r: 'ok' });
  expect(await look(address(server), { answer: '10.9.9.9' })).toEqual({ r: 'fail', why: 'no answer is 10.9.9.9' });
});

test.each([
  [3, 'there is no such name'],
  [2, 'the name server failed'],
  [5, 'the name server refused to answer'],
])('response code %i fails', async (code, why) => {
  await using server = await serveNames(() => ({ code }));
  expect(await look(address(server))).toEqual({ r: 'fail', why });
});

test('a name without a record of the type fails', async () => {
  await using server = await serveNames(() => ({}));
  expect(await look(address(server))).toEqual({ r: 'fail', why: 'the name has no record of this type' });
});

test('a server that is silent, or is not there, fails within the deadline', async () => {
  await using server = await serveNames(() => undefined);
  const silent = { r: 'fail', why: 'no answer within its deadline' };
  expect(await look(address(server), {}, 300)).toEqual(silent);
  const gone = await look(`127.0.0.1:${await closedPort()}`, {}, 1_000);
  expect([silent, { r: 'fail', why: 'connection refused' }]).toContainEqual(gone);
});
