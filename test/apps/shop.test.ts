import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import type { PodNetwork } from '../../src/embedded/network/index.ts';
import { createNetworkCluster, type NetworkCluster, type PodProcess } from '../embedded/network/network-cluster.ts';

const folder = new URL('../../fixtures/apps/shop/', import.meta.url);
const http = [{ name: 'http', port: 8080, protocol: 'TCP' }];

interface Shop extends AsyncDisposable {
  readonly cluster: NetworkCluster;
  readonly page: string;
  readonly api: readonly { readonly pod: PodNetwork; readonly process: PodProcess }[];
  /** Which pods of the API get connections. */
  route(pods: readonly PodNetwork[]): void;
}

async function openShop(frontEnvironment: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const cluster = await createNetworkCluster();
  const start = async (role: string, name: string, environment = {}) => {
    const pod = cluster.pod(name);
    const file = new URL(`src/${role}.js`, folder).href;
    const process = cluster.run(pod, `await import(${JSON.stringify(file)});`, { environment });
    await process.line();
    return { pod, process };
  };
  const serve = (name: string, pods: readonly PodNetwork[]): void =>
    cluster.endpoints(
      name,
      pods.map(({ podIP }) => ({ addresses: [podIP], conditions: { ready: true } })),
      http,
    );
  const addresses = ['front', 'api', 'store'].map(name =>
    cluster.service(name, { selector: { app: name }, ports: [{ name: 'http', port: 80 }] }),
  );
  const store = await start('store', 'store-0');
  const api = await Promise.all([0, 1, 2, 3].map(index => start('api', `api-${index}`)));
  const front = await start('front', 'front-0', frontEnvironment);
  serve('store', [store.pod]);
  serve(
    'api',
    api.map(one => one.pod),
  );
  serve('front', [front.pod]);
  await pause(30);
  return {
    cluster,
    page: `http://${addresses[0]}/page`,
    api,
    route: pods => serve('api', pods),
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  };
}

/** Loads the page every 50 ms and says for each load whether it came with products. */
async function shopFor(durationMs: number, page: string): Promise<boolean[]> {
  const loads: Promise<boolean>[] = [];
  const endMs = performance.now() + durationMs;
  while (performance.now() < endMs) {
    loads.push(
      fetch(page).then(
        async response => response.status === 200 && (await response.text()).includes('Apples'),
        () => false,
      ),
    );
    await pause(50);
  }
  return Promise.all(loads);
}

/** Half of the API's processes die; for as long as a readiness probe takes to see it they still get connections. */
async function crashHalf(shop: Shop): Promise<boolean[]> {
  const shopping = shopFor(3000, shop.page);
  await pause(500);
  for (const { process } of shop.api.slice(0, 2)) process.child.kill('SIGKILL');
  await pause(1000);
  shop.route(shop.api.slice(2).map(one => one.pod));
  return shopping;
}

const share = (loads: readonly boolean[]): number => loads.filter(Boolean).length / loads.length;

test('half of the API may crash and shoppers keep getting pages', async () => {
  await using shop = await openShop();
  const loads = await crashHalf(shop);
  expect(loads.length).toBeGreaterThan(30);
  expect(share(loads)).toBeGreaterThanOrEqual(0.99);
});

test('without the retry they do not', async () => {
  await using shop = await openShop({ RETRIES: '0' });
  expect(share(await crashHalf(shop))).toBeLessThan(0.95);
});

test('a chatty front end pays for a delay with every call', async () => {
  await using shop = await openShop({ CHATTY: '27' });
  shop.cluster.network.rules.add({
    id: 'slow',
    to: shop.api.map(({ pod }) => pod.podIP),
    effect: { kind: 'delay', delayMs: 10 },
  });
  const startedMs = performance.now();
  expect((await fetch(shop.page)).status).toBe(200);
  // Twice a call: for the handshake and for the request.
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(27 * 2 * 9);
});

test('without a time-out a page waits for an API that hangs, with one it fails', async () => {
  await using shop = await openShop({ TIMEOUT_MS: '0', RETRIES: '0' });
  for (const { process } of shop.api) process.child.kill('SIGSTOP');
  await expect(fetch(shop.page, { signal: AbortSignal.timeout(1000) })).rejects.toThrow();
  await using careful = await openShop({ TIMEOUT_MS: '100', RETRIES: '0' });
  for (const { process } of careful.api) process.child.kill('SIGSTOP');
  const answer = await fetch(careful.page);
  expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('no answer within 100 ms')]);
});

test('a stopping service is not ready, finishes what it has begun, and ends', async () => {
  await using shop = await openShop();
  const { pod, process } = shop.api[0]!;
  const ready = async (): Promise<number> => (await fetch(`http://${pod.podIP}:8080/ready`)).status;
  expect(await ready()).toBe(200);
  process.child.kill('SIGTERM');
  // A signal arrives when the process is next scheduled.
  while ((await ready()) === 200) await pause(20);
  expect(await ready()).toBe(503);
  expect((await fetch(`http://${pod.podIP}:8080/products`)).status).toBe(200);
  if (process.child.exitCode === null) await new Promise(resolve => process.child.once('exit', resolve));
  expect(process.child.exitCode).toBe(0);
});

test('the manifests are well-formed and every variant changes one Deployment of the shop', () => {
  const read = (file: string): any[] =>
    parseAllDocuments(readFileSync(new URL(file, folder), 'utf8')).map(document => document.toJS());
  const shop = read('k8s/shop.yaml');
  expect(shop.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
    'Namespace/shop',
    'Deployment/store',
    'Service/store',
    'Deployment/api',
    'Service/api',
    'Deployment/front',
    'Service/front',
  ]);
  const variants = readdirSync(new URL('variants/', folder));
  expect(variants.sort()).toEqual([
    'chatty.yaml',
    'no-readiness.yaml',
    'no-retry.yaml',
    'no-timeout.yaml',
    'single-replica.yaml',
  ]);
  for (const variant of variants) {
    const [deployment, ...rest] = read(`variants/${variant}`);
    expect(rest).toEqual([]);
    const original = shop.find(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name === deployment.metadata.name,
    );
    expect(deployment.spec.selector).toEqual(original.spec.selector);
    expect(deployment).not.toEqual(original);
  }
});
