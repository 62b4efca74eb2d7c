import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ClusterIdentity, type ClusterOptions, providerOf, type RunningCluster } from '../../src/cluster/index.ts';
import { accessCluster } from '../../src/kubernetes/connect.ts';
import { listNodes } from '../../src/kubernetes/nodes.ts';
import type { ClusterWish } from '../../src/scenario/suite.ts';
import { type Folder, openFolder } from '../support/gate.ts';
import { type MinikubeLab, openMinikubeLab } from './minikube-lab.ts';
import { describeProvider } from './provider-contract.ts';

let folder: Folder;
let minikube: MinikubeLab;

beforeAll(async () => {
  folder = openFolder();
  minikube = await openMinikubeLab(folder);
}, 60_000);

afterAll(async () => {
  await minikube?.[Symbol.asyncDispose]();
  folder?.[Symbol.dispose]();
});

// minikube itself is not on every machine: a stand-in takes its place, which has an embedded cluster behind it.
describeProvider({
  provider: 'minikube',
  wish: () => ({ name: 'contract', nodes: 1 }),
  loadsImages: true,
  noUsage: 'the machines behind the stand-in have no control groups',
  setUpMs: 120_000,
  isGone: async () => minikube.calls().at(-1)?.[0] === 'delete',
});

const signal = () => AbortSignal.timeout(30_000);

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
  expect(minikube.calls().findLast(([command]) => command === 'start')).toEqual(
    'start --profile lab --nodes 1 --container-runtime containerd --driver docker --kubernetes-version v1.34.4 --keep-context --interactive=false --wait all --output json'.split(
      ' ',
    ),
  );
  const access = await accessCluster(cluster, signal());
  const [node] = await listNodes(access);
  expect(node?.metadata?.labels).toMatchObject({ 'topology.kubernetes.io/zone': 'a' });

  await cluster.loadImages([{ image: 'shop:dev', build: '/apps/shop' }, { image: 'redis:7' }], signal());
  await cluster.exportLogs(join(folder.path, 'logs'), signal());
  expect(readFileSync(join(folder.path, 'logs', 'minikube.log'), 'utf8')).toBe('logs of lab, password: [redacted]\n');
  expect(minikube.calls().slice(-3, -1)).toEqual([
    ['image', 'build', '--all', '--tag', 'shop:dev', '/apps/shop', '--profile', 'lab'],
    ['image', 'load', 'redis:7', '--profile', 'lab'],
  ]);

  await expect(up({ name: 'lab' })).rejects.toThrow('a minikube profile named lab is there already');
  const attached = await providerOf('minikube').attach(announced[0]!, signal());
  await attached![Symbol.asyncDispose]();
  expect(minikube.calls().at(-1)).not.toContain('delete');
  await cluster[Symbol.asyncDispose]();
  expect(minikube.calls().at(-1)).toEqual(['delete', '--profile', 'lab']);
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
  expect(minikube.calls().filter(([, verb]) => verb === 'start')).toEqual([
    ['node', 'start', 'door-m02', '--profile', 'door'],
  ]);

  expect(await door.execute('door-m02', ['echo', "it's", '$HOME', 'a b'], signal())).toMatchObject({
    status: 0,
    stdout: `sudo echo 'it'\\''s' '$HOME' 'a b'\n`,
  });
  expect(await door.execute('door-m02', ['false'], signal())).toMatchObject({ status: 3 });
  expect(await door.serviceProcess('door-m02', 'kubelet', signal())).toBe('process 812');
  await door.controlService('door-m02', 'runtime', 'restart', signal());
  expect(minikube.calls().at(-1)).toEqual(
    'ssh --profile door --node door-m02 -- sudo systemctl restart containerd'.split(' '),
  );
}, 120_000);

test('a start that fails says why in one sentence, and leaves no profile', async () => {
  folder.write('no-driver', '');
  await expect(up({ name: 'broken', nodes: 1 })).rejects.toThrow(
    'minikube could not start: Unable to pick a default driver. (Install a driver)',
  );
  expect(minikube.calls().at(-1)).toEqual(['delete', '--profile', 'broken']);
});

test('no minikube: one sentence', async () => {
  const path = process.env.PATH;
  process.env.PATH = join(folder.path, 'cluster');
  await expect(up({ name: 'none' })).rejects.toThrow('minikube is not on PATH');
  process.env.PATH = path;
});
