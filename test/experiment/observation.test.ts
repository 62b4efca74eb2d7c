import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import { startClock } from '../../src/experiment/clock.ts';
import { startObservation } from '../../src/experiment/observation.ts';
import { type StallWatch, watchStalls } from '../../src/experiment/stall-watch.ts';
import type { Sample } from '../../src/journal/event.ts';
import type { ProbeContext, ReadyProbe } from '../../src/probes/probe.ts';
import { probeHttp } from '../../src/probes/probe-http.ts';
import type { HttpProbe } from '../../src/scenario/suite.ts';

const everyMs = 20;
const timeoutMs = 300;

/** A real HTTP server that answers after so long, or never. */
async function openServer(answerAfterMs: number | undefined) {
  const server = createServer((_request, response) => {
    if (answerAfterMs !== undefined) setTimeout(() => response.end('hello'), answerAfterMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function openProbe(url: string): Promise<ReadyProbe> {
  const spec: HttpProbe = {
    kind: 'probeHTTP',
    target: { url },
    endpoint: '/',
    method: 'get',
    headers: [],
    code: 200,
    insecure: false,
    keepAlive: false,
    everyMs,
    timeoutMs,
  };
  // A URL needs nothing of the cluster.
  return probeHttp.open(spec, {} as ProbeContext, AbortSignal.timeout(10_000));
}

/** Observes until `enough` samples have settled. */
async function observe(
  probe: ReadyProbe,
  enough: number,
  options: { stalls?: StallWatch; meanwhile?: () => void } = {},
) {
  const clock = startClock();
  using stalls = options.stalls ?? watchStalls(clock);
  const samples: Sample[] = [];
  const done = Promise.withResolvers<void>();
  const observation = startObservation([{ index: 0, everyMs, timeoutMs, probe }], {
    experiment: 0,
    clock,
    stalls,
    record(sample) {
      samples.push(sample);
      if (samples.length === enough / 2) options.meanwhile?.();
      if (samples.length >= enough) done.resolve();
    },
  });
  await done.promise;
  await observation.stop();
  return samples.sort((a, b) => a.t - b.t);
}

/** Every slot of the grid has exactly one sample. */
function expectGrid(samples: readonly Sample[]): void {
  const [first] = samples;
  const expected = samples.map((_sample, slot) => Math.round(((first?.t ?? 0) + slot * everyMs) * 10) / 10);
  expect(samples.map(({ t }) => t)).toEqual(expected);
}

test('a server that hangs delays no request: slots stay on their grid, each has its own deadline', async () => {
  await using server = await openServer(undefined);
  const samples = await observe(await openProbe(server.url), 40);
  expectGrid(samples);
  for (const { r, ms } of samples) {
    expect(['fail', 'late']).toContain(r);
    if (r === 'fail') expect(ms).toBeGreaterThanOrEqual(timeoutMs - 1);
  }
  expect(samples.some(({ r }) => r === 'fail')).toBe(true);
});

test('latency counts from the slot', async () => {
  await using server = await openServer(100);
  const samples = await observe(await openProbe(server.url), 40);
  expectGrid(samples);
  for (const { r, ms } of samples.filter(({ r }) => r !== 'late'))
    expect({ r, fromSlot: ms >= 99 }).toEqual({ r: 'ok', fromSlot: true });
});

test('while the gate itself stands still nothing is blamed on the app: the samples say late', async () => {
  await using server = await openServer(0);
  let blockedFrom = 0;
  const started = performance.now();
  const samples = await observe(await openProbe(server.url), 40, {
    meanwhile() {
      blockedFrom = performance.now() - started;
      block(500);
    },
  });
  expectGrid(samples);
  const during = samples.filter(({ t }) => t > blockedFrom + everyMs && t < blockedFrom + 400);
  expect(during.length).toBeGreaterThan(10);
  expect(new Set(during.map(({ r }) => r))).toEqual(new Set(['late']));
});

test('a probe that ignores its deadline is answered for, as broken; one that throws as well', async () => {
  const deaf: ReadyProbe = { measure: () => new Promise(() => {}), async [Symbol.asyncDispose]() {} };
  for (const { r } of await observe(deaf, 4)) expect(['broken', 'late']).toContain(r);
  const throwing: ReadyProbe = {
    measure: () => Promise.reject(new Error('oops')),
    async [Symbol.asyncDispose]() {},
  };
  const [sample] = await observe(throwing, 4);
  expect(sample).toMatchObject({ r: 'broken', why: 'the probe failed: oops' });
});

test('the stall watch sees a blocked event loop, where it was and how long', async () => {
  const clock = startClock();
  using stalls = watchStalls(clock);
  const start = clock.now();
  block(300);
  const end = clock.now();
  // Before any timer could run: the gap that is still open counts.
  expect(stalls.longestWithin(start, end)).toBeGreaterThanOrEqual(240);
  await new Promise(resolve => setTimeout(resolve, 30));
  expect(stalls.longestWithin(start, end)).toBeGreaterThanOrEqual(240);
  expect(stalls.longestWithin(-1000, -500)).toBe(0);
});

/** Keeps this thread, and with it the event loop, from doing anything. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
