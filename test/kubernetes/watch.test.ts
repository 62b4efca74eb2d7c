import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { V1ConfigMap } from '@kubernetes/client-node';
import { connect, readJson } from '../../src/kubernetes/connect.ts';
import { type ObjectEvent, watchObjects } from '../../src/kubernetes/watch-objects.ts';
import { startTestCluster, type TestCluster } from './test-cluster.ts';

const path = '/api/v1/namespaces/default/configmaps';
const labelSelector = `watch=${process.pid}`;
const target = { path, labelSelector, asking: 'config maps' };
const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-watch-'));
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await cluster?.access.send({ method: 'DELETE', path, query: { labelSelector } });
  await cluster?.[Symbol.asyncDispose]();
});

async function create(name: string): Promise<void> {
  const metadata = { name: `${name}-${process.pid}`, labels: { watch: String(process.pid) } };
  const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata };
  await readJson(cluster.access, { method: 'POST', path, body });
}

async function remove(name: string): Promise<void> {
  await readJson(cluster.access, { method: 'DELETE', path: `${path}/${name}-${process.pid}` });
}

const nameOf = (object: V1ConfigMap) => object.metadata!.name!.replace(`-${process.pid}`, '');
const summary = (event: ObjectEvent<V1ConfigMap>) =>
  event.type === 'listed' ? `listed ${event.objects.map(nameOf)}` : `${event.type} ${nameOf(event.object)}`;

/** Follows events; `until` resolves when the summary of one of them has been seen. */
function follow(connection = cluster.access as Parameters<typeof watchObjects>[0]) {
  const seen: string[] = [];
  const interrupted = Promise.withResolvers<string>();
  const stop = new AbortController();
  const waiting = new Set<() => void>();
  const ended = watchObjects<V1ConfigMap>(
    connection,
    target,
    stop.signal,
    event => {
      seen.push(summary(event));
      for (const check of waiting) check();
    },
    interrupted.resolve,
  );
  const until = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      ended.catch(reject);
      const check = (): void => {
        if (seen.includes(wanted)) resolve();
      };
      waiting.add(check);
      check();
    });
  return { seen, interrupted: interrupted.promise, stop, ended, until };
}

test('lists what is there, follows what happens, and ends with its signal', async () => {
  await create('first');
  const { seen, stop, ended, until } = follow();
  await until('listed first');
  await create('second');
  await until('added second');
  await remove('second');
  await until('deleted second');
  stop.abort();
  await ended;
  expect(seen).toEqual(['listed first', 'added second', 'deleted second']);
});

test('goes on after its connection was cut', async () => {
  await using relay = await openRelay();
  const { stop, ended, until } = follow(await connect(relay.kubeconfig, undefined));
  await until('listed first');
  relay.cut();
  await create('after-the-cut');
  await until('added after-the-cut');
  stop.abort();
  await ended;
  await remove('after-the-cut');
});

test('lists again, and says so, when the API server was away meanwhile', async () => {
  await using relay = await openRelay();
  const { interrupted, stop, ended, until } = follow(await connect(relay.kubeconfig, undefined));
  await until('listed first');
  relay.refuse(true);
  relay.cut();
  expect(await interrupted).toMatch(/^config maps: the watch was interrupted: /);
  await remove('first');
  await create('meanwhile');
  relay.refuse(false);
  await until('listed meanwhile');
  stop.abort();
  await ended;
});

test('rejects when the API server refuses, and with what its listener throws', async () => {
  const nowhere = { path: '/api/v1/nothing', asking: 'nothing' };
  const signal = AbortSignal.timeout(10_000);
  await expect(watchObjects(cluster.access, nowhere, signal, () => {})).rejects.toThrow(/^nothing: 404/);
  const own = new Error('a bug of the listener');
  const throwing = watchObjects(cluster.access, target, signal, () => {
    throw own;
  });
  await expect(throwing).rejects.toBe(own);
});

/** A TCP relay to the API server that can cut every connection at once, with a kubeconfig that leads through it. */
async function openRelay() {
  const server = new URL(cluster.access.config.getCurrentCluster()!.server);
  const sockets = new Set<Socket>();
  let refusing = false;
  const relay = createServer(client => {
    if (refusing) {
      client.destroy();
      return;
    }
    const upstream = connectSocket(Number(server.port), server.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const { port } = relay.address() as AddressInfo;
  const kubeconfig = join(folder, 'kubeconfig');
  const original = readFileSync(cluster.access.kubeconfig, 'utf8');
  writeFileSync(kubeconfig, original.replaceAll(server.host, `127.0.0.1:${port}`));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    kubeconfig,
    cut,
    refuse(refuse: boolean) {
      refusing = refuse;
    },
    async [Symbol.asyncDispose]() {
      relay.close();
      cut();
    },
  };
}
