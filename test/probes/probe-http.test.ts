import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { expect, test } from '@jest/globals';
import { type Measurement, probeOf } from '../../src/probes/index.ts';
import type { HttpProbe } from '../../src/scenario/suite.ts';
import { closedPort, contextTo, httpSpec, serveHttp, serveTcp } from './servers.ts';

const never = new AbortController().signal;

/** Opens a probe on a server that answers so, and looks as often as asked. */
async function look(listener: RequestListener, changes: Partial<HttpProbe> = {}, times = 1) {
  await using server = await serveHttp(listener);
  await using probe = await probeOf(httpSpec(changes)).open(httpSpec(changes), contextTo({ port: server.port }), never);
  const found: Measurement[] = [];
  for (let index = 0; index < times; index++) found.push(await probe.measure(AbortSignal.timeout(2_000)));
  return { found, last: found.at(-1)!, connections: server.connections() };
}

/** Looks once at a URL, with a deadline. */
async function lookAtUrl(url: string, changes: Partial<HttpProbe> = {}, deadlineMs = 2_000): Promise<Measurement> {
  const spec = httpSpec({ target: { url }, ...changes });
  await using probe = await probeOf(spec).open(spec, contextTo(undefined), never);
  return await probe.measure(AbortSignal.timeout(deadlineMs));
}

test('an expected status is ok, on a fresh connection each time', async () => {
  const { found, connections } = await look((_, response) => response.end('hi'), {}, 3);
  expect(found).toEqual([{ r: 'ok' }, { r: 'ok' }, { r: 'ok' }]);
  expect(connections).toBe(3);
});

test('keepAlive keeps the connection', async () => {
  const { found, connections } = await look((_, response) => response.end('hi'), { keepAlive: true }, 3);
  expect(found.map(({ r }) => r)).toEqual(['ok', 'ok', 'ok']);
  expect(connections).toBe(1);
});

test('sends method, headers, body and endpoint as they are', async () => {
  const seen: unknown[] = [];
  const { last } = await look(
    async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      seen.push(request.method, request.url, request.headers['x-shop'], request.headers['user-agent'], body);
      response.end();
    },
    { method: 'post', endpoint: 'cart/1?x=y', headers: [{ name: 'X-Shop', value: 'a b' }], body: '{"a": 1}' },
  );
  expect(last).toEqual({ r: 'ok' });
  expect(seen).toEqual(['POST', '/cart/1?x=y', 'a b', 'chaos-gate', '{"a": 1}']);
});

test('another status fails, and a redirect is another status', async () => {
  const { last } = await look((_, response) => response.writeHead(503).end('sorry'));
  expect(last).toEqual({ r: 'fail', why: 'status 503, expected 200' });
  const redirect = await look((_, response) => response.writeHead(302, { Location: '/elsewhere' }).end());
  expect(redirect.last).toEqual({ r: 'fail', why: 'status 302, expected 200' });
  const expected = await look((_, response) => response.writeHead(302, { Location: '/elsewhere' }).end(), {
    code: 302,
  });
  expect(expected.last).toEqual({ r: 'ok' });
});

test('the right status with the wrong body fails', async () => {
  const page: RequestListener = (_, response) => response.end('<h1>Sorry</h1>');
  expect((await look(page, { bodyContains: 'Cart' })).last).toEqual({
    r: 'fail',
    why: 'the body does not contain "Cart"',
  });
  expect((await look(page, { bodyMatches: '/<h1>cart/i' })).last.r).toBe('fail');
  expect((await look(page, { bodyMatches: '/<H1>sorry/i', bodyContains: 'Sorry' }, 3)).found).toHaveLength(3);
  expect((await look(page, { bodyMatches: '/<H1>sorry/i', bodyContains: 'Sorry' })).last).toEqual({ r: 'ok' });
});

test('of a huge body the beginning is checked, and no more of it is kept', async () => {
  const listener: RequestListener = (_, response) => response.end(`begin${'x'.repeat(4 * 1024 * 1024)}end`);
  expect((await look(listener, { bodyContains: 'begin' })).last).toEqual({ r: 'ok' });
  expect((await look(listener, { bodyContains: 'end' })).last.r).toBe('fail');
});

test('no answer before the deadline fails, and leaves no connection', async () => {
  let closed: Promise<unknown[]> | undefined;
  await using server = await serveHttp(request => {
    closed = once(request.socket, 'close');
  });
  expect(await lookAtUrl(`http://127.0.0.1:${server.port}`, {}, 100)).toEqual({
    r: 'fail',
    why: 'no answer within its deadline',
  });
  await closed;
});

test('an answer that stalls in its body fails at the deadline', async () => {
  await using server = await serveHttp((_, response) =>
    response.writeHead(200, { 'Content-Length': 10 }).write('half'),
  );
  expect((await lookAtUrl(`http://127.0.0.1:${server.port}`, {}, 150)).r).toBe('fail');
});

test('a body that is cut off fails', async () => {
  const { last } = await look((_, response) => {
    response.writeHead(200, { 'Content-Length': 10 });
    response.write('half', () => response.destroy());
  });
  expect(last).toEqual({ r: 'fail', why: 'connection reset before the answer was complete' });
});

test('connections that are refused, reset or speak something else fail, without a port in the reason', async () => {
  expect(await lookAtUrl(`http://127.0.0.1:${await closedPort()}`)).toEqual({ r: 'fail', why: 'connection refused' });
  await using resetting = await serveTcp(socket => socket.resetAndDestroy());
  expect(await lookAtUrl(`http://127.0.0.1:${resetting.port}`)).toEqual({ r: 'fail', why: 'connection reset' });
  await using babbling = await serveTcp(socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
  expect((await lookAtUrl(`http://127.0.0.1:${babbling.port}`)).why).toMatch(/^the answer is not HTTP/);
});

test('a name that does not resolve is a broken probe, never a failed app', async () => {
  const found = await lookAtUrl('http://no-such-host.invalid/');
  expect(found.r).toBe('broken');
  expect(found.why).toMatch(/^the name /);
});

test('a Service that is not there is a broken probe that says its name', async () => {
  await using probe = await probeOf(httpSpec({})).open(httpSpec({}), contextTo(undefined), never);
  expect(await probe.measure(never)).toEqual({ r: 'broken', why: 'there is no Service shop/web' });
});

test('a failed look through a broken way is broken; through a way that holds it is a failure', async () => {
  const port = await closedPort();
  const open = (holds: boolean) =>
    probeOf(httpSpec({})).open(httpSpec({}), contextTo({ port, check: async () => holds }), never);
  await using broken = await open(false);
  expect(await broken.measure(never)).toEqual({ r: 'broken', why: 'the way to the Service is broken' });
  await using whole = await open(true);
  expect(await whole.measure(never)).toEqual({ r: 'fail', why: 'connection refused' });
});

test('HTTP_PROXY of the environment is left alone; a proxy that is asked for is used', async () => {
  const asked: string[] = [];
  await using proxy = await serveHttp((request, response) => {
    asked.push(request.url ?? '');
    response.end('from the proxy');
  });
  await using server = await serveHttp((_, response) => response.end('from the app'));
  const before = process.env.HTTP_PROXY;
  process.env.HTTP_PROXY = `http://127.0.0.1:${proxy.port}`;
  try {
    expect(await lookAtUrl(`http://127.0.0.1:${server.port}/`, { bodyContains: 'app' })).toEqual({ r: 'ok' });
    expect(asked).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.HTTP_PROXY;
    else process.env.HTTP_PROXY = before;
  }
  const spec = { proxy: `http://127.0.0.1:${proxy.port}`, bodyContains: 'proxy' };
  expect(await lookAtUrl('http://shop.example/page', spec)).toEqual({ r: 'ok' });
  expect(asked).toEqual(['http://shop.example/page']);
});
