import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PodNetwork } from '../../../src/embedded/network/index.ts';
import { createNetworkCluster, type NetworkCluster } from './network-cluster.ts';

let cluster: NetworkCluster;
let pods: PodNetwork[];
let client: PodNetwork;
const ready = { ready: true, serving: true, terminating: false };
const web = [{ name: 'http', port: 8080, protocol: 'TCP' }];

beforeAll(async () => {
  cluster = await createNetworkCluster();
  pods = ['web-0', 'web-1', 'web-2'].map(name => cluster.pod(name));
  client = cluster.pod('client');
  for (const pod of pods)
    await cluster
      .run(
        pod,
        `import net from 'node:net'; import os from 'node:os';
        net.createServer({ allowHalfOpen: true }, socket => {
          let request = '';
          socket.on('error', () => {}).on('data', data => (request += data)).on('end', () => socket.end(os.hostname() + ' ' + request));
        }).listen(8080, () => console.log('up'));`,
      )
      .line();
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
});

/** What a connection gets: the answer after a half-close, or the error's code. */
async function ask(host: string, port: number, request = ''): Promise<string> {
  const socket = connect({ host, port, allowHalfOpen: true });
  socket.end(request);
  try {
    return await text(socket);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/** Asks from inside of a pod, several times. */
function askInside(host: string, port: number, times: number): Promise<string[]> {
  return cluster.evaluate(
    client,
    `import net from 'node:net'; import { text } from 'node:stream/consumers';
    const ask = async () => { const socket = net.connect({ host: '${host}', port: ${port}, allowHalfOpen: true }); socket.end(); try { return await text(socket); } catch (error) { return error.code; } };
    const answers = []; for (let n = 0; n < ${times}; n++) answers.push(await ask()); console.log(JSON.stringify(answers));`,
  );
}

const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 30));

test('connections spread over the ready endpoints, from outside and from inside', async () => {
  const address = cluster.service('web', {
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 8000, targetPort: 8080 }],
  });
  cluster.endpoints(
    'web',
    [
      ...pods.slice(0, 2).map(pod => ({ addresses: [pod.podIP], conditions: ready })),
      { addresses: [pods[2]!.podIP], conditions: { ready: false, serving: false } },
    ],
    web,
  );
  await settled();
  const outside = new Set<string>();
  for (let n = 0; n < 40; n++) outside.add(await ask(address, 8000, 'hello'));
  expect([...outside].sort()).toEqual(['web-0 hello', 'web-1 hello']);
  expect([...new Set(await askInside('web', 8000, 40))].sort()).toEqual(['web-0 ', 'web-1 ']);
  const viaNode = await cluster.network.connect('node-1', address, 8000);
  viaNode.end('kubelet');
  expect(await text(viaNode)).toMatch(/^web-[01] kubelet$/);
});

test('without a ready endpoint those that terminate but serve are used, and without those it refuses', async () => {
  const address = cluster.service('fading', { selector: { app: 'x' }, ports: [{ name: 'http', port: 8000 }] });
  await settled();
  expect(await ask(address, 8000)).toBe('ECONNREFUSED');
  expect(await askInside('fading', 8000, 1)).toEqual(['ECONNREFUSED']);
  cluster.endpoints(
    'fading',
    [{ addresses: [pods[0]!.podIP], conditions: { ready: false, serving: true, terminating: true } }],
    web,
  );
  await settled();
  expect(await ask(address, 8000)).toBe('web-0 ');
  cluster.endpoints('fading', [], web);
  await settled();
  expect(await ask(address, 8000)).toBe('ECONNREFUSED');
});

test('a client stays with its endpoint when the Service wants it so', async () => {
  const address = cluster.service('sticky', {
    selector: { app: 'x' },
    sessionAffinity: 'ClientIP',
    ports: [{ name: 'http', port: 8000 }],
  });
  cluster.endpoints(
    'sticky',
    pods.map(pod => ({ addresses: [pod.podIP], conditions: ready })),
    web,
  );
  await settled();
  const answers = new Set<string>();
  for (let n = 0; n < 20; n++) answers.add(await ask(address, 8000));
  expect(answers.size).toBe(1);
});

test('a node port is on the address of every node', async () => {
  const service = 'outward';
  const nodes = [cluster.network.nodeAddress('node-1'), cluster.network.nodeAddress('node-2')];
  cluster.service(service, {
    type: 'NodePort',
    selector: { app: 'x' },
    ports: [{ name: 'http', port: 8000, nodePort: 30123 }],
  });
  cluster.endpoints(service, [{ addresses: [pods[1]!.podIP], conditions: ready }], web);
  await settled();
  for (const node of nodes) expect(await ask(node, 30123)).toBe('web-1 ');
});

test('names: Services, headless Services, their pods, ports, and what is not there', async () => {
  cluster.service('db', { clusterIP: 'None', selector: { app: 'x' }, ports: [{ name: 'sql', port: 5432 }] });
  cluster.endpoints(
    'db',
    [
      { addresses: [pods[0]!.podIP], hostname: 'db-0', conditions: ready },
      { addresses: [pods[1]!.podIP], hostname: 'db-1', conditions: ready },
    ],
    [{ name: 'sql', port: 5432, protocol: 'TCP' }],
  );
  const address = cluster.api.get('services', 'default', 'web')?.spec?.clusterIP;
  await settled();
  const seen = await cluster.evaluate(
    client,
    `import dns from 'node:dns'; import { lookup, resolve4, resolveSrv, resolve6 } from 'node:dns/promises'; import { promisify } from 'node:util';
    const attempt = async call => { try { return await call(); } catch (error) { return error.code; } };
    const address = async name => (await attempt(() => lookup(name)))?.address ?? (await attempt(() => lookup(name)));
    const names = ['web', 'web.default', 'web.default.svc', 'web.default.svc.cluster.local', 'web.default.svc.cluster.local.', 'db-1.db', 'nope', 'web.other', 'x.y.svc.cluster.local'];
    console.log(JSON.stringify([
      await Promise.all(names.map(address)),
      (await resolve4('db')).sort(),
      (await promisify(dns.lookup)('db', { all: true })).map(one => one.family),
      await promisify(dns.resolve)('web', 'A'),
      (await resolveSrv('_sql._tcp.db')).map(one => one.name + ':' + one.port),
      await attempt(() => resolve6('web')),
    ]));`,
  );
  expect(seen).toEqual([
    [
      address,
      address,
      address,
      address,
      address,
      pods[1]!.podIP,
      'ENOTFOUND',
      expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
      'ENOTFOUND',
    ],
    [pods[0]!.podIP, pods[1]!.podIP].sort(),
    [4, 4],
    [address],
    ['db-0.db.default.svc.cluster.local:5432', 'db-1.db.default.svc.cluster.local:5432'],
    'ENODATA',
  ]);
});

test('a low port is reached from inside even where only root may listen on it', async () => {
  const server = cluster.run(
    pods[2]!,
    `import net from 'node:net'; const server = net.createServer(socket => socket.end('low')).listen(81, () => console.log(server.address().port));`,
  );
  expect(await server.line()).toBe('81');
  cluster.service('low', { selector: { app: 'x' }, ports: [{ port: 80, targetPort: 81 }] });
  cluster.endpoints(
    'low',
    [{ addresses: [pods[2]!.podIP], conditions: ready }],
    [{ name: '', port: 81, protocol: 'TCP' }],
  );
  await settled();
  expect(await askInside('low', 80, 1)).toEqual(['low']);
  expect(await askInside(pods[2]!.podIP, 81, 1)).toEqual(['low']);
});

test('datagrams: between pods, to Services, to localhost and from outside, with the sender’s address', async () => {
  const server = cluster.run(
    pods[0]!,
    `import dgram from 'node:dgram';
    const socket = dgram.createSocket('udp4').on('message', (data, from) => socket.send(JSON.stringify({ echo: String(data), from: from.address }), from.port, from.address));
    socket.bind(5300, () => console.log(JSON.stringify(socket.address())));`,
  );
  expect(JSON.parse(await server.line())).toMatchObject({ address: '0.0.0.0', port: 5300 });
  const address = cluster.service('names', {
    selector: { app: 'x' },
    ports: [{ name: 'dns', port: 5353, protocol: 'UDP', targetPort: 5300 }],
  });
  cluster.endpoints(
    'names',
    [{ addresses: [pods[0]!.podIP], conditions: ready }],
    [{ name: 'dns', port: 5300, protocol: 'UDP' }],
  );
  await settled();
  const script = (host: string, port: number): string =>
    `import dgram from 'node:dgram';
    const socket = dgram.createSocket('udp4').on('message', (data, from) => { console.log(JSON.stringify({ ...JSON.parse(data), by: from.address, port: from.port })); socket.close(); });
    socket.send('ping', ${port}, '${host}');`;
  expect(await cluster.evaluate(client, script(pods[0]!.podIP, 5300))).toEqual({
    echo: 'ping',
    from: client.podIP,
    by: pods[0]!.podIP,
    port: 5300,
  });
  expect(await cluster.evaluate(client, script('names', 5353))).toEqual({
    echo: 'ping',
    from: client.podIP,
    by: address,
    port: 5353,
  });
  expect(await cluster.evaluate(pods[0]!, script('localhost', 5300))).toMatchObject({
    from: '127.0.0.1',
    by: '127.0.0.1',
  });
  const outside = createSocket('udp4');
  outside.send('ping', 5353, address);
  const [data, from] = await once(outside, 'message');
  outside.close();
  expect([JSON.parse(String(data)), from.address]).toEqual([
    { echo: 'ping', from: cluster.addresses.gateway },
    address,
  ]);
});

test('two clusters never meet', async () => {
  await using other = await createNetworkCluster();
  expect(other.addresses.podPrefix).not.toBe(cluster.addresses.podPrefix);
  expect(() => other.addresses.allocateServiceAddress(`${cluster.addresses.servicePrefix}0.9`)).toThrow(
    'not in the valid range',
  );
  const taken = other.addresses.allocateServiceAddress();
  expect(() => other.addresses.allocateServiceAddress(taken)).toThrow('already allocated');
});

test('without what makes Services they stay as they are, and names go on; afterwards they follow at once', async () => {
  const at = (pod: PodNetwork) => [{ addresses: [pod.podIP], conditions: ready }];
  const spec = { selector: { app: 'x' }, ports: [{ name: 'http', port: 8000 }] };
  const address = cluster.service('held', spec);
  cluster.endpoints('held', at(pods[0]!), web);
  await settled();
  expect(await ask(address, 8000)).toBe('web-0 ');

  cluster.network.serviceProxy.stop();
  expect(cluster.network.serviceProxy.running).toBe(false);
  cluster.endpoints('held', at(pods[1]!), web);
  const late = cluster.service('late', spec);
  cluster.endpoints('late', at(pods[2]!), web);
  await settled();
  expect(await ask(address, 8000)).toBe('web-0 ');
  expect(await askInside('held', 8000, 2)).toEqual(['web-0 ', 'web-0 ']);
  expect(await askInside('late', 8000, 1)).toEqual(['ECONNREFUSED']);

  cluster.network.serviceProxy.start();
  await settled();
  expect(await ask(address, 8000)).toBe('web-1 ');
  expect(await ask(late, 8000)).toBe('web-2 ');
});

test('without what answers lookups no pod finds a name, and addresses go on', async () => {
  const address = cluster.service('known', { selector: { app: 'x' }, ports: [{ name: 'http', port: 8000 }] });
  cluster.endpoints('known', [{ addresses: [pods[0]!.podIP], conditions: ready }], web);
  await settled();
  expect(await cluster.network.lookUpAs(client.podIP, 'known')).toBe('found');
  cluster.network.nameServer.stop();
  expect(cluster.network.nameServer.running).toBe(false);
  expect(await cluster.network.lookUpAs(client.podIP, 'known')).toBe('unreachable');
  expect(await askInside('known', 8000, 1)).toEqual(['EAI_AGAIN']);
  expect(await askInside(address, 8000, 1)).toEqual(['web-0 ']);
  cluster.network.nameServer.start();
  expect(await askInside('known', 8000, 1)).toEqual(['web-0 ']);
});
