import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ClusterIdentity, type ClusterOptions, providerOf, type RunningCluster } from '../../src/cluster/index.ts';
import { accessCluster } from '../../src/kubernetes/connect.ts';
import { listNodes } from '../../src/kubernetes/nodes.ts';
import type { ClusterWish } from '../../src/scenario/suite.ts';
import { type KeptCluster, openKeptCluster } from '../support/cluster.ts';
import { type Folder, openFolder } from '../support/gate.ts';

/**
 * minikube itself is not on this machine. A stand-in takes its place: it notes its argv and answers as minikube's documentation
 * says; the API behind it is an embedded cluster's.
 */
const standIn = `#!${process.execPath}
const fs = require('node:fs');
const path = require('node:path');
const home = process.env.STAND_IN;
const argv = process.argv.slice(2);
fs.appendFileSync(path.join(home, 'calls'), JSON.stringify(argv) + '\\n');
const option = name => argv[argv.indexOf(name) + 1];
const file = name => path.join(home, name);
const profile = option('--profile');
const stopped = node => fs.existsSync(file('stopped-' + node));
const print = value => console.log(typeof value === 'string' ? value : JSON.stringify(value));
const commands = {
  'profile list': () => {
    const valid = fs.existsSync(file('profile')) ? [{ Name: fs.readFileSync(file('profile'), 'utf8'), Status: 'Running', Config: {} }] : [];
    print({ invalid: [], valid });
  },
  start: () => {
    if (fs.existsSync(file('no-driver'))) {
      print({ specversion: '1.0', type: 'io.k8s.sigs.minikube.step', data: { currentstep: '0', message: 'minikube v1.37.0\\n', name: 'Initial Minikube Setup', totalsteps: '19' } });
      print({ specversion: '1.0', type: 'io.k8s.sigs.minikube.error', data: { advice: 'Install a driver', exitcode: '69', issues: '', message: 'Unable to pick a default driver.', name: 'DRV_NOT_DETECTED', url: '' } });
      process.exit(69);
    }
    const config = fs.readFileSync(file('kubeconfig.template'), 'utf8').replaceAll('PROFILE', profile);
    fs.writeFileSync(process.env.KUBECONFIG, config);
    fs.writeFileSync(file('profile'), profile);
  },
  status: () => {
    const node = option('--node');
    const word = stopped(node) ? 'Stopped' : 'Running';
    print({ Name: node, Host: word, Kubelet: word, APIServer: 'Irrelevant', Kubeconfig: 'Irrelevant', Worker: true });
    process.exit(stopped(node) ? 7 : 0);
  },
  'node stop': () => fs.writeFileSync(file('stopped-' + argv[2]), ''),
  'node start': () => fs.rmSync(file('stopped-' + argv[2])),
  ssh: () => {
    const line = argv.slice(argv.indexOf('--') + 1).join(' ');
    if (line.includes('tasks list')) print('TASK    PID     STATUS\\nabc    4711    RUNNING\\nold    4712    STOPPED');
    else if (line.includes('MainPID')) print('812');
    else if (line.includes('tasks kill')) { console.error('ctr: task old not found: not found'); console.error('ssh: Process exited with status 1'); process.exit(1); }
    else if (line.includes('false')) { console.error('ssh: Process exited with status 3'); process.exit(1); }
    else print(line);
  },
  'image load': () => {},
  'image build': () => {},
  logs: () => fs.writeFileSync(option('--file'), 'logs of ' + profile),
  delete: () => fs.rmSync(file('profile'), { force: true }),
};
(commands[argv.slice(0, 2).join(' ')] ?? commands[argv[0]])();
`;

const coreDns = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'coredns', namespace: 'kube-system' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'dns' } },
    template: {
      metadata: { labels: { app: 'dns' } },
      spec: { containers: [{ name: 'dns', image: 'node:24', command: ['node', '-e', 'setInterval(() => {}, 1e9)'] }] },
    },
  },
};

let folder: Folder;
let behind: KeptCluster;
const path = process.env.PATH;

beforeAll(async () => {
  folder = openFolder();
  behind = await openKeptCluster(folder);
  await behind.create(JSON.stringify(coreDns));
  const template = JSON.parse(behind.config.exportConfig());
  template.contexts = [
    { name: 'PROFILE', context: { cluster: template.clusters[0].name, user: template.users[0].name } },
  ];
  template['current-context'] = 'PROFILE';
  mkdirSync(join(folder.path, 'bin'));
  writeFileSync(join(folder.path, 'kubeconfig.template'), JSON.stringify(template));
  writeFileSync(join(folder.path, 'bin', 'minikube'), standIn);
  chmodSync(join(folder.path, 'bin', 'minikube'), 0o755);
  process.env.PATH = `${join(folder.path, 'bin')}:${path}`;
  process.env.STAND_IN = folder.path;
}, 60_000);

afterAll(async () => {
  process.env.PATH = path;
  delete process.env.STAND_IN;
  await behind?.[Symbol.asyncDispose]();
  folder?.[Symbol.dispose]();
});

const signal = () => AbortSignal.timeout(30_000);

function calls(): string[][] {
  return readFileSync(join(folder.path, 'calls'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

async function up(wish: ClusterWish, announced: ClusterIdentity[] = []): Promise<RunningCluster> {
  const options: ClusterOptions = {
    wish,
    directory: join(folder.path, 'cluster'),
    keep: false,
    signal: AbortSignal.timeout(60_000),
    report: () => {},
    willCreate: identity => announced.push(identity),
  };
  return await providerOf('minikube').up(options);
}

test('comes up as wished for, in a profile and with a kubeconfig of its own, and goes again', async () => {
  const announced: ClusterIdentity[] = [];
  const cluster = await up(
    { name: 'lab', nodes: 1, driver: 'docker', kubernetesVersion: 'v1.34.4', zones: ['a'] },
    announced,
  );
  expect(announced).toEqual([
    {
      provider: 'minikube',
      name: 'lab',
      kubeconfig: join(folder.path, 'cluster', 'kubeconfig'),
      context: 'lab',
      created: true,
    },
  ]);
  expect(calls().find(([command]) => command === 'start')).toEqual(
    'start --profile lab --nodes 1 --container-runtime containerd --driver docker --kubernetes-version v1.34.4 --keep-context --interactive=false --wait all --output json'.split(
      ' ',
    ),
  );
  const access = await accessCluster(cluster, signal());
  const [node] = await listNodes(access);
  expect(node?.metadata?.labels).toMatchObject({ 'topology.kubernetes.io/zone': 'a' });

  await cluster.loadImages([{ image: 'shop:dev', build: '/apps/shop' }, { image: 'redis:7' }], signal());
  await cluster.exportLogs(join(folder.path, 'logs'), signal());
  expect(readFileSync(join(folder.path, 'logs', 'minikube.log'), 'utf8')).toBe('logs of lab');
  expect(calls().slice(-3, -1)).toEqual([
    ['image', 'build', '--all', '--tag', 'shop:dev', '/apps/shop', '--profile', 'lab'],
    ['image', 'load', 'redis:7', '--profile', 'lab'],
  ]);

  await expect(up({ name: 'lab' })).rejects.toThrow('a minikube profile named lab is there already');
  const attached = await providerOf('minikube').attach(announced[0]!, signal());
  await attached![Symbol.asyncDispose]();
  expect(calls().some(([command]) => command === 'delete')).toBe(false);
  await cluster[Symbol.asyncDispose]();
  expect(calls().at(-1)).toEqual(['delete', '--profile', 'lab']);
  expect(await providerOf('minikube').attach(announced[0]!, signal())).toBeUndefined();
}, 120_000);

test('its nodes are stopped and started, and commands run on them', async () => {
  await using cluster = await up({ name: 'door', nodes: 1 });
  const { node: door } = cluster;
  expect(door.refusal('pause')).toContain('cannot freeze a node');
  expect(door.refusal('stop')).toBeUndefined();
  expect(await door.machineState('door-m02', signal())).toBe('running');
  await door.stopNode('door-m02', { force: true }, signal());
  expect(await door.machineState('door-m02', signal())).toBe('stopped');
  await door.startNode('door-m02', signal());
  await door.startNode('door-m02', signal());
  expect(calls().filter(([, verb]) => verb === 'start')).toEqual([['node', 'start', 'door-m02', '--profile', 'door']]);

  expect(await door.execute('door-m02', ['echo', "it's", '$HOME', 'a b'], signal())).toMatchObject({
    status: 0,
    stdout: `sudo echo 'it'\\''s' '$HOME' 'a b'\n`,
  });
  expect(await door.execute('door-m02', ['false'], signal())).toMatchObject({ status: 3 });
  expect(await door.serviceProcess('door-m02', 'kubelet', signal())).toBe(812);
  await door.controlService('door-m02', 'runtime', 'restart', signal());
  expect(calls().at(-1)).toEqual('ssh --profile door --node door-m02 -- sudo systemctl restart containerd'.split(' '));
  const container = { node: 'door-m02', containerId: 'containerd://abc' };
  expect(await door.containerState(container, signal())).toEqual({ state: 'running', pid: 4711 });
  expect(await door.containerState({ ...container, containerId: 'containerd://old' }, signal())).toEqual({
    state: 'ended',
  });
  expect(await door.signalContainer({ ...container, containerId: 'containerd://old' }, 'SIGKILL', signal())).toBe(
    'gone',
  );
}, 120_000);

test('a start that fails says why in one sentence, and leaves no profile', async () => {
  folder.write('no-driver', '');
  await expect(up({ name: 'broken', nodes: 1 })).rejects.toThrow(
    'minikube could not start: Unable to pick a default driver. (Install a driver)',
  );
  expect(calls().at(-1)).toEqual(['delete', '--profile', 'broken']);
});

test('no minikube: one sentence', async () => {
  process.env.PATH = join(folder.path, 'cluster');
  await expect(up({ name: 'none' })).rejects.toThrow('minikube is not on PATH');
  process.env.PATH = `${join(folder.path, 'bin')}:${path}`;
});
