import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { isReady, nodeContainer, type PodCluster, shellContainer, startPodCluster, statusOf } from './pod-cluster.ts';

let cluster: PodCluster;
afterEach(async () => {
  await cluster[Symbol.asyncDispose]();
  expect(cluster.errors).toEqual([]);
});

const SERVER = `require('http').createServer((request, response) => response.end('ok')).listen(8080)`;
const probe = { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 1 };

test('a node that loses its power loses its processes and its lease; after its return the same pods run anew', async () => {
  cluster = await startPodCluster({ nodes: 2, leaseMs: 1500 });
  const [, worker] = cluster.nodes as [string, string];
  const onWorker = { nodeName: worker, containers: [nodeContainer(SERVER, { readinessProbe: probe })] };
  cluster.createPod('web', onWorker);
  const before = await cluster.untilPod('web', isReady);
  const containerId = statusOf(before)!.containerID!;

  cluster.runtime.stopNode(worker, 'kill');
  await cluster.untilPod('web', pod => !isReady(pod));
  expect(readyCondition(worker)).toBe('Unknown');
  expect(cluster.runtime.process(worker, containerId)).toEqual({ state: 'ended' });

  cluster.runtime.startNode(worker);
  const after = await cluster.untilPod('web', pod => statusOf(pod)?.restartCount === 1 && isReady(pod));
  expect(after.metadata!.uid).toBe(before.metadata!.uid);
  expect(statusOf(after)?.containerID).not.toBe(containerId);
  expect(statusOf(after)?.lastState?.terminated).toMatchObject({ reason: 'Unknown', exitCode: 255 });
  expect(readyCondition(worker)).toBe('True');
});

test('a paused node stands still, and goes on with the same processes', async () => {
  cluster = await startPodCluster({ nodes: 2, leaseMs: 1500 });
  const [first, worker] = cluster.nodes as [string, string];
  cluster.createPod('web', { nodeName: worker, containers: [nodeContainer(SERVER, { readinessProbe: probe })] });
  const pod = await cluster.untilPod('web', isReady);
  const { podIP } = pod.status!;
  const connect = (timeoutMs = 5_000) => cluster.network.connect(first, podIP!, 8080, AbortSignal.timeout(timeoutMs));
  (await connect()).destroy();

  cluster.runtime.stopNode(worker, 'pause');
  await expect(connect(500)).rejects.toBeDefined();
  await cluster.untilPod('web', one => !isReady(one));
  expect(cluster.runtime.process(worker, statusOf(pod)!.containerID!)).toMatchObject({ state: 'running' });

  cluster.runtime.startNode(worker);
  const after = await cluster.untilPod('web', isReady);
  expect(statusOf(after)).toMatchObject({ restartCount: 0, containerID: statusOf(pod)!.containerID });
  (await connect()).destroy();
});

test('a pod that is deleted while its node is down is gone after its return', async () => {
  cluster = await startPodCluster({ nodes: 2, leaseMs: 1500 });
  const [, worker] = cluster.nodes as [string, string];
  cluster.createPod('idle', { nodeName: worker, containers: [shellContainer('sleep 600')] });
  await cluster.untilPod('idle', isReady);
  cluster.runtime.stopNode(worker, 'kill');
  cluster.api.delete('pods', 'default', 'idle');
  expect(cluster.api.get('pods', 'default', 'idle')).toMatchObject({
    metadata: { deletionTimestamp: expect.any(String) },
  });
  cluster.runtime.startNode(worker);
  await cluster.untilPod('idle', pod => pod === undefined);
});

test('a node whose kubelet is stopped: its processes go on, nobody looks after them or speaks for them', async () => {
  cluster = await startPodCluster({ nodes: 2, leaseMs: 1500 });
  const [first, worker] = cluster.nodes as [string, string];
  const place = { nodeName: worker, terminationGracePeriodSeconds: 1 };
  cluster.createPod('web', { ...place, containers: [nodeContainer(SERVER, { readinessProbe: probe })] });
  cluster.createPod('idle', { ...place, containers: [shellContainer('sleep 600')] });
  const web = await cluster.untilPod('web', isReady);
  const idle = await cluster.untilPod('idle', isReady);
  const isServed = async () => {
    const socket = await cluster.network.connect(first, web.status!.podIP!, 8080, AbortSignal.timeout(5_000));
    socket.destroy();
  };
  expect(cluster.runtime.kubeletRun(worker)).toBe(1);

  cluster.runtime.controlKubelet(worker, 'stop');
  expect(cluster.runtime.kubeletRun(worker)).toBeUndefined();
  expect(cluster.runtime.nodeState(worker)).toBe('running');
  expect(() => cluster.runtime.logs({ namespace: 'default', pod: 'web' }, {})).toThrow(
    /:10250: connect: connection refused/,
  );
  await cluster.untilPod('web', pod => !isReady(pod));
  expect(readyCondition(worker)).toBe('Unknown');
  await isServed();
  cluster.runtime.signal(worker, statusOf(idle)!.containerID!, 'SIGKILL');
  cluster.createPod('late', { ...place, containers: [nodeContainer(SERVER)] });
  await isServed();
  expect(statusOf(cluster.api.get('pods', 'default', 'idle'))).toEqual(statusOf(idle));
  expect(statusOf(cluster.api.get('pods', 'default', 'late'))).toBeUndefined();

  cluster.runtime.controlKubelet(worker, 'start');
  expect(cluster.runtime.kubeletRun(worker)).toBe(2);
  expect(statusOf(await cluster.untilPod('web', isReady))).toMatchObject({ restartCount: 0 });
  expect(readyCondition(worker)).toBe('True');
  await cluster.untilPod('late', isReady);
  await cluster.untilPod('idle', pod => statusOf(pod)?.restartCount === 1);
});

test('a kubelet that is restarted is another one with the same pods; one of a node that is down cannot be', async () => {
  cluster = await startPodCluster({ nodes: 2, leaseMs: 1500 });
  const [, worker] = cluster.nodes as [string, string];
  cluster.createPod('web', { nodeName: worker, containers: [nodeContainer(SERVER, { readinessProbe: probe })] });
  const before = await cluster.untilPod('web', isReady);
  cluster.runtime.controlKubelet(worker, 'restart');
  expect(cluster.runtime.kubeletRun(worker)).toBe(2);
  expect(statusOf(cluster.api.get('pods', 'default', 'web'))).toEqual(statusOf(before));
  expect(readyCondition(worker)).toBe('True');

  cluster.runtime.stopNode(worker, 'kill');
  expect(cluster.runtime.kubeletRun(worker)).toBeUndefined();
  expect(() => cluster.runtime.controlKubelet(worker, 'start')).toThrow(/is stopped$/);
  cluster.runtime.startNode(worker);
  await cluster.untilPod('web', pod => statusOf(pod)?.restartCount === 1 && isReady(pod));
  expect(cluster.runtime.kubeletRun(worker)).toBe(3);
});

test('a node is paused while its kubelet is stopped: it goes on without a kubelet', async () => {
  cluster = await startPodCluster({ nodes: 2, leaseMs: 1500 });
  const [, worker] = cluster.nodes as [string, string];
  cluster.createPod('web', { nodeName: worker, containers: [nodeContainer(SERVER, { readinessProbe: probe })] });
  const pod = await cluster.untilPod('web', isReady);
  const untilStopped = async (stopped: boolean) => {
    for (;;) {
      const state = cluster.runtime.process(worker, statusOf(pod)!.containerID!);
      if (state.state === 'running' && state.stopped === stopped) return;
      await delay(5);
    }
  };
  cluster.runtime.controlKubelet(worker, 'stop');
  cluster.runtime.stopNode(worker, 'pause');
  await untilStopped(true);
  expect(() => cluster.runtime.controlKubelet(worker, 'start')).toThrow(/is paused$/);
  cluster.runtime.startNode(worker);
  await untilStopped(false);
  expect(cluster.runtime.kubeletRun(worker)).toBeUndefined();
  await cluster.untilPod('web', one => !isReady(one));
  cluster.runtime.controlKubelet(worker, 'start');
  await cluster.untilPod('web', isReady);
});

test('sidecars start before the others and end after them', async () => {
  cluster = await startPodCluster();
  const log = { volumeMounts: [{ name: 'log', mountPath: '/log' }] };
  const loop = 'while :; do sleep 0.05; done';
  cluster.createPod('pair', {
    restartPolicy: 'Never',
    volumes: [{ name: 'log', emptyDir: {} }],
    initContainers: [
      {
        ...shellContainer(`trap 'cat /log/order; echo sidecar; exit 0' TERM; echo up > /log/order; ${loop}`, log),
        name: 'side',
        restartPolicy: 'Always',
        startupProbe: { exec: { command: ['sh', '-c', 'test -s /log/order'] }, periodSeconds: 1 },
      },
    ],
    containers: [shellContainer('cat /log/order; echo main >> /log/order', log)],
  });
  const pod = await cluster.untilPod('pair', one => one?.status?.phase === 'Succeeded');
  expect(statusOf(pod)?.state?.terminated?.exitCode).toBe(0);
  let text = '';
  for await (const chunk of cluster.runtime.logs(
    { namespace: 'default', pod: 'pair', container: 'side' },
    { follow: true },
  ))
    text += chunk;
  expect(text).toBe('up\nmain\nsidecar\n');
});

function readyCondition(node: string): string | undefined {
  const { conditions } = cluster.api.get('nodes', undefined, node)!.status!;
  return conditions?.find(({ type }) => type === 'Ready')?.status;
}
