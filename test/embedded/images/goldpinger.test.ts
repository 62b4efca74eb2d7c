import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { startGoldpingerMesh } from './goldpinger-mesh.ts';

const recorded = new URL('../../../fixtures/recorded/goldpinger/', import.meta.url);
const readJson = (name: string): any => JSON.parse(readFileSync(new URL(name, recorded), 'utf8'));

/** The shape of an answer: keys in their order and the form of values; names of pods, addresses, times and numbers are only forms. */
function shapeOf(value: any, key = ''): any {
  if (Array.isArray(value)) return value.map(item => shapeOf(item));
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return key === 'status-code' || key === 'nodesTotal' ? value : 'number';
  if (typeof value === 'object')
    return (
      Object.entries(value)
        // Fast or slow is no part of the shape: below one millisecond the field is left out.
        .filter(([name]) => name !== 'response-time-ms')
        .map(([name, item]) => [name.replace(/\d{1,3}(\.\d{1,3}){3}(:\d+)?/, 'ADDRESS'), shapeOf(item, name)])
    );
  return value
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,3}Z/, 'TIME')
    .replace(/^gp-.$/, 'POD')
    .replace(/\d{1,3}(\.\d{1,3}){3}(:\d+)?/g, 'ADDRESS');
}

const wholeMesh = (answer: any): boolean => {
  const views = Object.values(answer.responses ?? {}) as any[];
  return (
    views.length === 3 &&
    views.every(
      view =>
        Object.keys(view.response?.podResults ?? {}).length === 3 &&
        Object.values(view.response.podResults).every((edge: any) => edge.OK),
    )
  );
};

test('a healthy mesh answers in the shapes that were recorded', async () => {
  await using mesh = await startGoldpingerMesh(3);
  const all = await mesh.until(0, '/check_all', wholeMesh);
  expect(shapeOf(all)).toEqual(shapeOf(readJson('check_all.healthy.json')));
  expect(shapeOf(JSON.parse((await mesh.get(0, '/check')).text))).toEqual(shapeOf(readJson('check.healthy.json')));
  expect(shapeOf(JSON.parse((await mesh.get(0, '/ping')).text))).toEqual(shapeOf(readJson('ping.json')));
  expect(shapeOf(JSON.parse((await mesh.get(0, '/healthz')).text))).toEqual(shapeOf(readJson('healthz.json')));
  const health = await mesh.get(0, '/cluster_health');
  expect(health.status).toBe(200);
  expect(shapeOf(JSON.parse(health.text))).toEqual(shapeOf(readJson('cluster_health.200.json')));
  expect((await mesh.get(0, '/')).status).toBe(200);
  expect(mesh.requests[0]).toBe(
    'Bearer a-token /api/v1/namespaces/mesh/pods?fieldSelector=status.phase%3DRunning&labelSelector=app%3Dgoldpinger&resourceVersion=0',
  );
});

test('a hung peer turns its edges red, fails its own view and the cluster health, and recovers', async () => {
  await using mesh = await startGoldpingerMesh(3);
  await mesh.until(0, '/check_all', wholeMesh);
  mesh.instances[2]!.process.kill('SIGSTOP');
  const isRed = (answer: any): boolean =>
    ['gp-a', 'gp-b'].every(name => answer.responses[name].response.podResults['gp-c'].OK === false) &&
    answer.responses['gp-c'].OK === false;
  const all = await mesh.until(0, '/check_all', isRed);
  expect(shapeOf(all)).toEqual(shapeOf(readJson('check_all.hung-node.json')));
  const edge = all.responses['gp-a'].response.podResults['gp-c'];
  expect(edge['response-time-ms']).toBeGreaterThanOrEqual(299);
  const health = await mesh.get(0, '/cluster_health');
  expect(health.status).toBe(418);
  expect(shapeOf(JSON.parse(health.text))).toEqual(shapeOf(readJson('cluster_health.418.json')));
  mesh.instances[2]!.process.kill('SIGCONT');
  await mesh.until(0, '/check_all', wholeMesh);
});

test('one broken direction is seen in the edges and not in the cluster health of others', async () => {
  await using mesh = await startGoldpingerMesh(3);
  await mesh.until(0, '/check_all', wholeMesh);
  const [a, b, c] = mesh.peers!;
  // gp-c is listed where nobody listens: its edges are refused, as with an address that is not routed.
  mesh.peers = [a!, b!, { name: 'gp-c', address: '127.9.250.250' }];
  const refused = await mesh.until(0, '/check', answer => answer.podResults?.['gp-c']?.OK === false);
  const wanted = readJson('check_all.one-way-broken.json').responses['gp-a'].response;
  expect(shapeOf(refused)).toEqual(shapeOf(wanted));
  mesh.peers = [a!, b!, c!];
  await mesh.until(0, '/check_all', wholeMesh);
});

test('a failing list of pods makes it forget everybody, and the total stays green', async () => {
  await using mesh = await startGoldpingerMesh(3);
  await mesh.until(0, '/check_all', wholeMesh);
  mesh.peers = undefined;
  await mesh.until(0, '/check', answer => Object.keys(answer).length === 0);
  expect((await mesh.get(0, '/check')).text).toBe(readFileSync(new URL('check.discovery-lost.json', recorded), 'utf8'));
  expect((await mesh.get(0, '/check_all')).text).toBe(
    readFileSync(new URL('check_all.discovery-lost.json', recorded), 'utf8'),
  );
  const metrics = (await mesh.get(0, '/metrics')).text;
  expect(metrics).toContain('goldpinger_cluster_health_total{goldpinger_instance="node-gp-a"} 1\n');
  expect(metrics).toContain('goldpinger_nodes_health_total{goldpinger_instance="node-gp-a",status="healthy"} 0\n');
  expect(metrics).toMatch(/goldpinger_errors_total\{goldpinger_instance="node-gp-a",type="kubernetes_api"\} \d/);
  expect((await mesh.get(0, '/cluster_health')).status).toBe(418);
});

test('targets are reported as recorded, and so are the metrics', async () => {
  const open = createServer(socket => socket.destroy()).listen(0, '127.0.0.1');
  const closed = createServer().listen(0, '127.0.0.1');
  await Promise.all([once(open, 'listening'), once(closed, 'listening')]);
  const portOf = (server: typeof open): number => (server.address() as { port: number }).port;
  const closedPort = portOf(closed);
  const openPort = portOf(open);
  closed.close();
  await using mesh = await startGoldpingerMesh(3, {
    HOSTS_TO_RESOLVE: 'localhost no-such-host.invalid',
    DNS_TARGETS_TIMEOUT: '50ms',
    TCP_TARGETS: `127.0.0.1:${closedPort} 127.0.0.1:${openPort}`,
  });
  const all = await mesh.until(0, '/check_all', wholeMesh);
  open.close();
  expect(Object.keys(all)).toEqual(Object.keys(readJson('check_all.probes-mixed.json')));
  const refused = `dial tcp 127.0.0.1:${closedPort}: connect: connection refused`;
  expect(all.probeResults[`127.0.0.1:${closedPort}`]['gp-b'][0]).toMatchObject({ error: refused, protocol: 'tcp' });
  expect(all.probeResults[`127.0.0.1:${openPort}`]['gp-b'][0].error).toBeUndefined();
  expect(all.probeResults['no-such-host.invalid']['gp-c'][0]).toMatchObject({
    error: 'no-such-host.invalid was resolved to 0 ips',
    protocol: 'dns',
  });
  expect(all.probeResults.localhost['gp-a'][0].error).toBeUndefined();
  expect(all.responses['gp-a'].response.probeResults['no-such-host.invalid'][0].protocol).toBe('dns');

  const describe = (text: string): string[] => [
    ...new Set(
      text
        .split('\n')
        .filter(line => line.startsWith('goldpinger_') || line.startsWith('# '))
        .map(line =>
          line
            .replace(/"[^"]*"/g, match => (/^"[\d.]+"$|Inf/.test(match) && !match.includes('127.') ? match : '""'))
            .replace(/ [\d.e-]+$/, ''),
        ),
    ),
  ];
  const metrics = describe((await mesh.get(0, '/metrics')).text);
  // Whether it counts an error of its own depends on whether it pinged itself before it listened: a race there and here.
  const wanted = describe(readFileSync(new URL('metrics.probes-mixed.prom', recorded), 'utf8'))
    .filter(line => !line.includes('goldpinger_errors_total'))
    .map(line => line.replace(/"10\.0\.0\.\d"/g, '""'));
  expect(metrics.map(line => line.replace(/"10\.0\.0\.\d"/g, '""')).sort()).toEqual(
    expect.arrayContaining([...new Set(wanted)].sort()),
  );
});
