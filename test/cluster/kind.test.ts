import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type ClusterIdentity, type ClusterOptions, providerOf, type RunningCluster } from '../../src/cluster/index.ts';
import { listNodeNames } from '../../src/kubernetes/cluster-facts.ts';
import { accessCluster } from '../../src/kubernetes/connect.ts';
import { listPodsByLabels } from '../../src/kubernetes/list-pods.ts';
import { findLab } from './lab.ts';
import { describeProvider } from './provider-contract.ts';

const lab = findLab();
const name = `contract-${process.pid}`;

if (lab.missing) {
  describe('real clusters', () => {
    test.skip(`kind and existing: ${lab.missing}`, () => {});
  });
} else {
  describeProvider({
    provider: 'kind',
    wish: () => ({ name, nodes: 2, nodeImage: lab.nodeImage }),
    loadsImages: true,
    setUpMs: 300_000,
    isGone: async identity => !listKindClusters().includes(identity.name),
    async whileUp(cluster) {
      await forgetsTwins(cluster);
      await refusesForeignCluster(name);
      await reusesCluster(name);
    },
  });

  const existingDirectory = mkdtempSync(join(tmpdir(), 'chaos-gate-existing-'));
  const existingName = `existing-${process.pid}`;
  const kubeconfig = join(existingDirectory, 'kubeconfig');
  describeProvider({
    provider: 'existing',
    wish: () => ({ kubeconfig }),
    loadsImages: false,
    setUpMs: 300_000,
    async prepare() {
      const image = lab.nodeImage ? ['--image', lab.nodeImage] : [];
      const named = ['--name', existingName];
      runKind(['create', 'cluster', ...named, '--kubeconfig', kubeconfig, '--wait', '120s', ...image]);
      runKind(['load', 'docker-image', 'node:24-alpine', ...named]);
    },
    async whileUp(cluster) {
      await entersNodesByPod(cluster, kubeconfig);
    },
    async cleanUp() {
      // Letting go of a cluster that was there before leaves it there.
      expect(listKindClusters()).toContain(existingName);
      runKind(['delete', 'cluster', '--name', existingName, '--kubeconfig', kubeconfig]);
      rmSync(existingDirectory, { recursive: true });
    },
  });

  test('an abort in the middle of the creation leaves nothing behind', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-kind-'));
    const controller = new AbortController();
    const aborted = `aborted-${process.pid}`;
    const options = optionsFor(aborted, directory, controller.signal, text => {
      if (text.includes('Preparing nodes')) controller.abort(new Error('enough'));
    });
    await expect(providerOf('kind').up(options)).rejects.toThrow('enough');
    expect(listKindClusters()).not.toContain(aborted);
    const leftovers = execFileSync(
      'docker',
      ['ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${aborted}`],
      { env: process.env },
    );
    expect(leftovers.toString()).toBe('');
    rmSync(directory, { recursive: true });
  }, 120_000);
}

/** A twin of a Service that a killed run left in a cluster that stays goes with its undo. */
async function forgetsTwins(cluster: RunningCluster): Promise<void> {
  const signal = AbortSignal.timeout(60_000);
  const access = await accessCluster(cluster, signal);
  const twins = async () =>
    JSON.parse(
      (await access.send({ path: '/api/v1/services', query: { labelSelector: 'chaos-gate.io/part-of' } })).body,
    ).items.length;
  const target = { name: 'kube-dns', namespace: 'kube-system', port: 9153, protocol: 'http' as const };
  await cluster.vantage.openService(target, signal);
  expect(await twins()).toBe(1);
  const attached = await providerOf('kind').attach(cluster.identity, signal);
  await attached!.removeOwnObjects(signal);
  expect(await twins()).toBe(0);
}

/** A cluster of that name that somebody else made is neither used nor deleted. */
async function refusesForeignCluster(taken: string): Promise<void> {
  const announced: unknown[] = [];
  const options = optionsFor(taken, tmpdir(), AbortSignal.timeout(20_000), () => {});
  const attempt = providerOf('kind').up({ ...options, willCreate: identity => announced.push(identity) });
  await expect(attempt).rejects.toMatchObject({
    name: 'InfrastructureFailure',
    message: expect.stringMatching(/^a kind cluster named \S+ is there already .* say `reuse: true`/),
  });
  expect(announced).toEqual([]);
  expect(listKindClusters()).toContain(taken);
}

/** Where it is wished for it is used, with what its nodes have already, and left whatever is asked. */
async function reusesCluster(name: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-kind-'));
  const said: string[] = [];
  const signal = AbortSignal.timeout(120_000);
  const options = optionsFor(name, directory, signal, text => said.push(text));
  const other = { name, reuse: true, nodes: 5 };
  await expect(providerOf('kind').up({ ...options, wish: other })).rejects.toThrow('has 2 nodes, expected 5');
  const cluster = await providerOf('kind').up({ ...options, wish: { name, reuse: true } });
  expect(cluster.identity).toMatchObject({ name, created: false });
  await cluster.loadImages([{ image: 'chaos-gate-contract:dev' }], signal);
  expect(said).toContain('the nodes have chaos-gate-contract:dev already');
  await cluster.loadImages([{ image: 'chaos-gate-contract:dev' }, { image: 'node:24-slim' }], signal);
  expect(said).toContain('loading node:24-slim onto 2 nodes');
  await cluster.delete();
  await cluster.removeOwnObjects(signal);
  await cluster[Symbol.asyncDispose]();
  expect(listKindClusters()).toContain(name);
  rmSync(directory, { recursive: true });
}

/** With leave to, privileged pods do what the engine does otherwise, and go with the run, or with its undo. */
async function entersNodesByPod(cluster: RunningCluster, kubeconfig: string): Promise<void> {
  const signal = AbortSignal.timeout(120_000);
  const announced: ClusterIdentity[] = [];
  const shell = await providerOf('existing').up({
    ...optionsFor('', tmpdir(), signal, () => {}),
    wish: { kubeconfig, nodeShell: { image: 'node:24-alpine' } },
    willCreate: identity => announced.push(identity),
  });
  const access = await accessCluster(shell, signal);
  const [node = ''] = await listNodeNames(access);
  const hostname = await shell.node.execute(node, ['hostname'], signal);
  expect(hostname).toEqual({ status: 0, stdout: `${node}\n`, stderr: '' });
  expect(await shell.node.execute(node, ['sh', '-c', 'echo no >&2; exit 3'], signal)).toMatchObject({
    status: 3,
    stderr: 'no\n',
  });
  const [dns] = await listPodsByLabels(access, 'kube-system', 'k8s-app=kube-dns');
  const container = { node, containerId: dns!.status!.containerStatuses![0]!.containerID! };
  expect(await shell.node.containerState(container, signal)).toEqual(
    await cluster.node.containerState(container, signal),
  );
  expect(await shell.node.signalContainer(container, 'SIGKILL', signal)).toBe('sent');
  expect(shell.node.refusal('stop')).toContain('would be cut off');
  expect(shell.node.refusal('execute')).toBeUndefined();
  const namespaces = () =>
    access.send({ path: '/api/v1/namespaces', query: { labelSelector: 'chaos-gate.io/part-of=gate' } });
  expect((await namespaces()).body).toContain(`chaos-gate-${announced[0]!.details!.run}`);
  // What another process does after a SIGKILL of this one.
  const attached = await providerOf('existing').attach(announced[0]!, signal);
  await attached!.removeOwnObjects(signal);
  while ((await namespaces()).body.includes('chaos-gate-')) signal.throwIfAborted();
  await shell[Symbol.asyncDispose]();
}

function optionsFor(
  name: string,
  directory: string,
  signal: AbortSignal,
  report: (text: string) => void,
): ClusterOptions {
  const wish = { name, nodes: 1, nodeImage: lab.nodeImage };
  return { wish, directory, keep: false, signal, report, willCreate: () => {} };
}

function runKind(argv: readonly string[]): void {
  execFileSync('kind', argv, { stdio: 'ignore', env: process.env });
}

function listKindClusters(): string[] {
  return execFileSync('kind', ['get', 'clusters', '--quiet'], { encoding: 'utf8', env: process.env }).split('\n');
}
