import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PodNetwork } from '../../../src/embedded/network/index.ts';
import { firstProcessVariable, pathsVariable } from '../../../src/embedded/network/index.ts';
import { createNetworkCluster, type NetworkCluster } from './network-cluster.ts';

let cluster: NetworkCluster;
let pod: PodNetwork;
let directory: string;
beforeAll(async () => {
  cluster = await createNetworkCluster();
  pod = cluster.pod('web-0');
  directory = mkdtempSync(join(tmpdir(), 'preload-'));
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

test('a server sees what it asked for, its pod and who calls', async () => {
  const client = cluster.pod('client');
  const server = cluster.run(
    pod,
    `import http from 'node:http';
    const print = value => console.log(JSON.stringify(value));
    const server = http.createServer((request, response) => {
      const { remoteAddress, localAddress, localPort } = request.socket;
      response.end(JSON.stringify({ remoteAddress, localAddress, localPort }));
    });
    server.listen(8080, '0.0.0.0', () => print(server.address()));`,
  );
  expect(JSON.parse(await server.line())).toEqual({ address: '0.0.0.0', family: 'IPv4', port: 8080 });
  const seen = await cluster.evaluate(
    client,
    `import net from 'node:net';
    const byFetch = await (await fetch('http://${pod.podIP}:8080/')).json();
    const socket = net.connect(8080, '${pod.podIP}', () => {
      const { remoteAddress, remotePort, localAddress } = socket;
      console.log(JSON.stringify({ byFetch, remoteAddress, remotePort, localAddress }));
      socket.destroy();
    });`,
  );
  expect(seen).toEqual({
    byFetch: { remoteAddress: client.podIP, localAddress: pod.podIP, localPort: 8080 },
    remoteAddress: pod.podIP,
    remotePort: 8080,
    localAddress: client.podIP,
  });
  client.detach();
});

test('localhost is the pod’s own, shared by its containers and closed to others', async () => {
  const other = cluster.pod('other');
  const server = cluster.run(
    pod,
    `import net from 'node:net';
    const server = net.createServer(socket => socket.end(socket.remoteAddress)).listen(7000, 'localhost', () => console.log(JSON.stringify(server.address())));`,
  );
  expect(JSON.parse(await server.line()).address).toMatch(/^(127\.0\.0\.1|::1)$/);
  const connect = `import net from 'node:net';
    const attempt = (host, port) => new Promise(resolve => {
      let text = '';
      const socket = net.connect(port, host);
      socket.on('data', data => (text += data)).on('end', () => resolve(text)).on('error', error => resolve(error.code));
    });`;
  const inside = `${connect}
    console.log(JSON.stringify([await attempt('localhost', 7000), await attempt('127.0.0.1', 7000), await attempt('${pod.podIP}', 7000)]));`;
  expect(await cluster.evaluate(pod, inside)).toEqual(['127.0.0.1', '127.0.0.1', 'ECONNREFUSED']);
  expect(await cluster.evaluate(other, inside)).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED']);
  other.detach();
});

test('the machine is the pod: names, interfaces, and no trace of how it is done', async () => {
  const seen = await cluster.evaluate(
    pod,
    `import os, { hostname } from 'node:os';
    import dns from 'node:dns/promises';
    console.log(JSON.stringify([hostname(), os.networkInterfaces().eth0[0].address, Object.keys(process.env), (await dns.lookup(hostname())).address]));`,
    { environment: { GREETING: 'hello' } },
  );
  expect(seen).toEqual(['web-0', pod.podIP, ['PATH', 'GREETING'], pod.podIP]);
});

test('child processes and threads that are Node are in the pod as well', async () => {
  const seen = await cluster.evaluate(
    pod,
    `import { execFileSync, fork, spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { Worker } from 'node:worker_threads';
    const script = "console.log(process.getBuiltinModule('os').hostname(), Object.keys(process.env).filter(name => /CHAOS|NODE_OPTIONS/.test(name)).length)";
    const sync = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    const child = spawn('sh', ['-c', '"$0" -e "$1"', process.execPath, script], { env: { PATH: process.env.PATH } });
    const [data] = await once(child.stdout, 'data');
    const worker = new Worker("const { getBuiltinModule: get } = process; get('worker_threads').parentPort.postMessage(get('os').hostname())", { eval: true });
    const [fromThread] = await once(worker, 'message');
    console.log(JSON.stringify([sync.trim(), String(data).trim(), fromThread]));`,
  );
  expect(seen).toEqual(['web-0 0', 'web-0 0', 'web-0']);
});

test('servers in a cluster of workers are reached as one', async () => {
  const file = join(directory, 'workers.mjs');
  writeFileSync(
    file,
    `import cluster from 'node:cluster';
    import http from 'node:http';
    if (cluster.isPrimary) { cluster.fork(); cluster.fork(); let up = 0; cluster.on('listening', () => ++up === 2 && console.log('up')); }
    else http.createServer((request, response) => response.end(request.socket.remoteAddress)).listen(8090);`,
  );
  const primary = cluster.run(
    pod,
    `import { spawn } from 'node:child_process'; spawn(process.execPath, [${JSON.stringify(file)}], { stdio: 'inherit' });`,
  );
  expect(await primary.line()).toBe('up');
  expect(await (await fetch(`http://${pod.podIP}:8090/`)).text()).toBe(cluster.addresses.gateway);
});

test('paths of volumes lead to their folders, for fs in all its forms and for modules', async () => {
  const to = join(directory, 'volume');
  mkdirSync(to);
  writeFileSync(join(to, 'settings.json'), '{"a":1}');
  writeFileSync(join(to, 'code.mjs'), 'export default import.meta.url.startsWith("file://");');
  writeFileSync(join(to, 'code.cjs'), 'module.exports = "cjs";');
  const seen = await cluster.evaluate(
    pod,
    `import fs, { readFileSync } from 'node:fs';
    import { readFile, readdir, realpath } from 'node:fs/promises';
    import { createRequire } from 'node:module';
    import { promisify } from 'node:util';
    fs.writeFileSync('/etc/shop/new.txt', 'written');
    const streamed = await new Promise(resolve => fs.createReadStream('/etc/shop/new.txt', 'utf8').on('data', resolve));
    fs.renameSync('/etc/shop/new.txt', '/etc/shop/moved.txt');
    console.log(JSON.stringify([
      readFileSync('/etc/shop/settings.json', 'utf8'),
      await readFile(new URL('file:///etc/shop/settings.json'), 'utf8'),
      await promisify(fs.readFile)(Buffer.from('/etc/shop/settings.json'), 'utf8'),
      streamed,
      (await readdir('/etc/shop')).sort(),
      await realpath('/etc/shop/settings.json'),
      fs.existsSync('/etc/shops'),
      fs.existsSync('/etc/passwd'),
      (await import('/etc/shop/code.mjs')).default,
      createRequire('/x.js')('/etc/shop/code.cjs'),
      await new Promise(resolve => fs.stat('/etc/shop/none', error => resolve(error.code))),
    ]));`,
    { environment: { [pathsVariable]: JSON.stringify([{ from: '/etc/shop', to }]) } },
  );
  expect(seen).toEqual([
    '{"a":1}',
    '{"a":1}',
    '{"a":1}',
    'written',
    ['code.cjs', 'code.mjs', 'moved.txt', 'settings.json'],
    '/etc/shop/settings.json',
    false,
    true,
    true,
    'cjs',
    'ENOENT',
  ]);
  expect(readFileSync(join(to, 'moved.txt'), 'utf8')).toBe('written');
});

test('the first process of a container ignores SIGTERM unless it handles it', async () => {
  await using ignoring = cluster.run(
    pod,
    `process.stdin.resume(); setInterval(() => {}, 1000); process.on('SIGUSR2', () => console.log('still here')); console.log('up');`,
    { environment: { [firstProcessVariable]: '1' } },
  );
  expect(await ignoring.line()).toBe('up');
  ignoring.child.kill('SIGTERM');
  ignoring.child.kill('SIGUSR2');
  expect(await ignoring.line()).toBe('still here');
  await using handling = cluster.run(
    pod,
    `process.once('SIGTERM', () => { console.log('bye'); process.exit(0); }); setInterval(() => {}, 1000); console.log('up');`,
    {
      environment: { [firstProcessVariable]: '1' },
    },
  );
  expect(await handling.line()).toBe('up');
  handling.child.kill('SIGTERM');
  expect(await handling.line()).toBe('bye');
});

test('a killed process’s port refuses at once, and its successor has it back', async () => {
  const script = `import net from 'node:net'; net.createServer(socket => socket.end('hi')).listen(7100, () => console.log('up'));`;
  const attempt = `import net from 'node:net';
    const socket = net.connect(7100, '${pod.podIP}');
    socket.on('data', data => console.log(JSON.stringify(String(data)))).on('error', error => console.log(JSON.stringify(error.code)));`;
  const first = cluster.run(pod, script);
  await first.line();
  await first[Symbol.asyncDispose]();
  expect(await cluster.evaluate(pod, attempt)).toBe('ECONNREFUSED');
  await cluster.run(pod, script).line();
  expect(await cluster.evaluate(pod, attempt)).toBe('hi');
});
