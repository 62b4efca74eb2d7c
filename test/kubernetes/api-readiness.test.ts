import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ApiConnection } from '../../src/kubernetes/access.ts';
import { awaitAnswer } from '../../src/kubernetes/await-answer.ts';
import { readJson } from '../../src/kubernetes/connect.ts';
import { watchObjects } from '../../src/kubernetes/watch-objects.ts';
import { sabotageApi, withoutWatches } from './refusing-api.ts';
import { startTestCluster, type TestCluster } from './test-cluster.ts';

const target = { path: '/api/v1/nodes', asking: 'the nodes' };
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

test('an API server that starts, and refuses what it allows later, is waited for', async () => {
  const { connection, become } = sabotageApi(cluster.access);
  become('starting');
  const nodes = awaitAnswer(connection, () => readJson<{ kind: string }>(connection, target), 30_000);
  await delay(1_200);
  become('well');
  expect(await nodes).toMatchObject({ kind: 'NodeList' });
});

test('one that calls itself ready before it has read its roles is waited for as well, and given up when the time is over', async () => {
  const { connection, refused, become } = sabotageApi(cluster.access);
  become('forbidden');
  const nodes = awaitAnswer(connection, () => readJson<{ kind: string }>(connection, target), 30_000);
  while (refused.length < 2) await delay(50);
  become('well');
  expect(await nodes).toMatchObject({ kind: 'NodeList' });
  become('forbidden');
  const again = awaitAnswer(connection, () => readJson(connection, target), 700);
  await expect(again).rejects.toThrow(/^the nodes: 403 Forbidden: User cannot list/);
});

test('any other refusal is an answer', async () => {
  const { connection } = sabotageApi(cluster.access);
  const nothing = { path: '/api/v1/nothing', asking: 'nothing' };
  let asked = 0;
  const ask = () => {
    asked++;
    return readJson(connection, nothing);
  };
  const answer = awaitAnswer(connection, ask, 30_000);
  await expect(answer).rejects.toThrow(/^nothing: 404/);
  expect(asked).toBe(1);
});

test('one that never gets ready is given up when the time is over', async () => {
  const { connection, refused, become } = sabotageApi(cluster.access);
  become('starting');
  const nodes = awaitAnswer(connection, () => readJson(connection, target), 700);
  await expect(nodes).rejects.toThrow(/^whether the API server is ready: 500/);
  expect(refused).toEqual([]);
});

test.each([
  ['starting', 'goes on when it is ready'],
  ['forbidden', 'ends with the refusal'],
] as const)('a watch that is refused by an API server that is %s %s', async (state, _outcome) => {
  const { connection, refused, become } = sabotageApi(cluster.access);
  const stop = new AbortController();
  const again = Promise.withResolvers<void>();
  let lists = 0;
  // Its first event breaks the watch, so that everything is listed anew.
  const broken: ApiConnection = { ...connection, config: withoutWatches(connection) };
  const ended = watchObjects(broken, target, stop.signal, ({ type }) => {
    if (type === 'listed' && ++lists === 1) become(state);
    else if (type === 'listed') again.resolve();
  });
  if (state === 'forbidden') {
    await expect(ended).rejects.toThrow(/^the nodes: 403 Forbidden/);
    expect(refused).toHaveLength(2);
    return;
  }
  ended.catch(again.reject);
  while (refused.length < 3) await delay(50);
  become('well');
  await again.promise;
  stop.abort();
  await ended;
});
