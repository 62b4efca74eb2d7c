import { expect, test } from '@jest/globals';
import { type Measurement, probeOf } from '../../src/probes/index.ts';
import type { PrometheusProbe } from '../../src/scenario/suite.ts';
import { closedPort, contextTo, type Listening, serveHttp } from './servers.ts';

/** A server with the documented answers of an instant query: `scrapedAgoS` is what `min(timestamp(…))` comes to. */
async function servePrometheus(answer: object, { scrapedAgoS = 5, asked = [] as string[] } = {}): Promise<Listening> {
  return await serveHttp((request, response) => {
    const query = new URL(request.url ?? '', 'http://prometheus').searchParams.get('query') ?? '';
    asked.push(query);
    const scraped = vector([[1000, String(1000 - scrapedAgoS)]]);
    response.statusCode = 'error' in answer ? 400 : 200;
    response.end(JSON.stringify(query.startsWith('min(timestamp(') ? scraped : answer));
  });
}

function vector(values: readonly (readonly [number, string])[]): object {
  return {
    status: 'success',
    data: { resultType: 'vector', result: values.map(value => ({ metric: {}, value })) },
  };
}

async function look(port: number, context = contextTo(undefined), target?: PrometheusProbe['target']) {
  const spec: PrometheusProbe = {
    kind: 'probePrometheus',
    target: target ?? { url: `http://127.0.0.1:${port}/` },
    query: 'sum(up)',
    headers: [],
    insecure: false,
    maxAgeMs: 60_000,
    everyMs: 100,
    timeoutMs: 2_000,
  };
  await using probe = await probeOf(spec).open(spec, context, new AbortController().signal);
  return await probe.measure(AbortSignal.timeout(2_000));
}

test.each<[string, object, Measurement]>([
  ['one series', vector([[1000, '3.5']]), { r: 'ok', v: 3.5 }],
  ['a scalar', { status: 'success', data: { resultType: 'scalar', result: [1000, '7'] } }, { r: 'ok', v: 7 }],
  ['no series', vector([]), { r: 'stale', why: 'the query finds no series' }],
  ['0/0', vector([[1000, 'NaN']]), { r: 'stale', why: 'the value is NaN: nothing was counted' }],
  ['1/0', vector([[1000, '+Inf']]), { r: 'broken', why: 'the value is +Inf' }],
  [
    'two series',
    vector([
      [1000, '1'],
      [1000, '2'],
    ]),
    { r: 'broken', why: 'the query finds 2 series: make one of them, by sum() for example' },
  ],
  [
    'a range',
    { status: 'success', data: { resultType: 'matrix', result: [] } },
    { r: 'broken', why: 'the query gives a matrix, not a number' },
  ],
  [
    'an error',
    { status: 'error', errorType: 'bad_data', error: '1:4: parse error: unclosed left parenthesis' },
    { r: 'broken', why: 'Prometheus: 1:4: parse error: unclosed left parenthesis' },
  ],
  ['another server', { hello: 'world' }, { r: 'broken', why: 'the answer is not that of Prometheus' }],
])('%s', async (_, answer, found) => {
  await using server = await servePrometheus(answer);
  expect(await look(server.port)).toEqual(found);
});

test('a series that was scraped too long ago is stale', async () => {
  const asked: string[] = [];
  await using server = await servePrometheus(vector([[1000, '3']]), { scrapedAgoS: 61, asked });
  expect(await look(server.port)).toEqual({ r: 'stale', why: 'scraped longer ago than 60 s' });
  expect(asked.toSorted()).toEqual(['min(timestamp(sum(up)))', 'sum(up)']);
});

test('a Prometheus that is away is a broken probe, never a failure of the app', async () => {
  expect(await look(await closedPort())).toEqual({ r: 'broken', why: 'Prometheus: connection refused' });
});

test('a Service is reached through the vantage; one that is not there is broken', async () => {
  await using server = await servePrometheus(vector([[1000, '3']]));
  const target = { service: { name: 'prometheus', namespace: 'monitoring', port: 9090, protocol: 'http' as const } };
  expect(await look(0, contextTo({ port: server.port }), target)).toEqual({ r: 'ok', v: 3 });
  expect((await look(0, contextTo(undefined), target)).r).toBe('broken');
});
