import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CoreV1Api, Exec, KubeConfig, PortForward, type V1Status } from '@kubernetes/client-node';
import { type EmbeddedCluster, startCluster } from '../../../src/embedded/cluster.ts';

const PROGRAM = `
  const { createServer } = require('node:http');
  console.log('line one');
  console.error('line two');
  createServer((request, response) => response.end(request.method + ' ' + request.url)).listen(8080);
`;
let directory: string;
let cluster: EmbeddedCluster;
let config: KubeConfig;
const failures: unknown[] = [];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'streaming-test-'));
  cluster = await startCluster({ name: 'streaming', directory, nodes: 1, onError: error => failures.push(error) });
  config = new KubeConfig();
  config.loadFromFile(cluster.kubeconfig);
  const ready = new Promise<void>(resolve => {
    const stop = cluster.api.watch('pods', ({ object }) => {
      if (!object.status?.conditions?.some(one => one.type === 'Ready' && one.status === 'True')) return;
      stop();
      resolve();
    });
  });
  const container = {
    name: 'main',
    image: 'node:24',
    command: ['node', '-e', PROGRAM],
    ports: [{ containerPort: 8080 }],
    readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
  };
  cluster.api.create('pods', {
    metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
    spec: { containers: [container] },
  } as never);
  cluster.api.create('services', {
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
  } as never);
  await ready;
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
  expect(failures).toEqual([]);
});

/** The answer to a request to the API server, as it comes. */
async function open(path: string): Promise<IncomingMessage> {
  const options: RequestOptions = { agent: false };
  await config.applyToHTTPSOptions(options as never);
  return new Promise((resolve, reject) => {
    get(`${cluster.server}${path}`, options, resolve).once('error', reject);
  });
}

async function exec(command: string[], input?: string): Promise<{ out: string; err: string; status: V1Status }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const stdin = input === undefined ? null : new PassThrough();
  const status = new Promise<V1Status>((resolve, reject) => {
    new Exec(config).exec('default', 'web', 'main', command, stdout, stderr, stdin, false, resolve).catch(reject);
  });
  stdin?.end(input);
  const done = await status;
  stdout.end();
  stderr.end();
  return { out: await text(stdout), err: await text(stderr), status: done };
}

test('exec: output, errors and exit code each on their channel', async () => {
  const { out, err, status } = await exec([
    'node',
    '-e',
    'console.log("to out"); console.error("to err"); process.exit(3)',
  ]);
  expect([out, err]).toEqual(['to out\n', 'to err\n']);
  expect(status).toMatchObject({
    status: 'Failure',
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: '3' }] },
  });
  expect((await exec(['node', '-e', ''])).status).toMatchObject({ status: 'Success' });
});

test('exec: standard input arrives whole', async () => {
  const program =
    'let n = 0; process.stdin.on("data", d => { n += d.length; if (n >= 200000) { console.log(n); process.exit(0); } })';
  const { out } = await exec(['node', '-e', program], 'x'.repeat(200_000));
  expect(out).toBe('200000\n');
});

test('log: both outputs; a tail of them', async () => {
  const core = config.makeApiClient(CoreV1Api);
  const all = await core.readNamespacedPodLog({ namespace: 'default', name: 'web' });
  expect(all.split('\n').filter(Boolean).toSorted()).toEqual(['line one', 'line two']);
  expect(
    (await core.readNamespacedPodLog({ namespace: 'default', name: 'web', tailLines: 1 })).trim().split('\n'),
  ).toHaveLength(1);
  const followed = await open('/api/v1/namespaces/default/pods/web/log?follow=true');
  let seen = '';
  for await (const chunk of followed) {
    seen += chunk;
    if (seen.includes('line one') && seen.includes('line two')) break;
  }
  expect(followed.readableEnded).toBe(false);
});

test('port-forward carries a request and its answer', async () => {
  const [output, errors, input] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const socket = await new PortForward(config).portForward('default', 'web', [8080], output, errors, input);
  input.write('GET /through HTTP/1.1\r\nHost: web\r\nConnection: close\r\n\r\n');
  let answer = '';
  for await (const chunk of output) {
    answer += chunk;
    if (answer.includes('GET /through')) break;
  }
  (socket as { close(): void }).close();
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
});

test.each([
  ['pods/web:8080', '/a/b?c=d'],
  ['pods/web', '/'],
  ['services/web', '/x'],
  ['services/http:web:80', '/y/'],
])('the proxy of %s passes a request on', async (target, path) => {
  const answer = await text(await open(`/api/v1/namespaces/default/${target}/proxy${path}`));
  expect(answer).toBe(`GET ${path}`);
});
