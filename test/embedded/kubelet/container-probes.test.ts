import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isReady, nodeContainer, type PodCluster, shellContainer, startPodCluster, statusOf } from './pod-cluster.ts';

let cluster: PodCluster;
beforeAll(async () => {
  cluster = await startPodCluster();
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  expect(cluster.errors).toEqual([]);
});

const RESTS = 'sleep 600';
const fast = { periodSeconds: 1, failureThreshold: 1 };

test('readiness follows the probe in both directions', async () => {
  const script = `
    let healthy = true;
    process.on('SIGUSR2', () => { healthy = false; });
    require('http').createServer((request, response) => response.writeHead(healthy ? 200 : 503).end()).listen(8080);`;
  const probe = { httpGet: { path: '/', port: 8080 }, ...fast };
  cluster.createPod('web', { containers: [nodeContainer(script, { readinessProbe: probe })] });
  const pod = await cluster.untilPod('web', isReady);
  expect(cluster.runtime.signal(cluster.nodes[0]!, statusOf(pod)!.containerID!, 'SIGUSR2')).toBe('sent');
  const unready = await cluster.untilPod('web', one => statusOf(one)?.ready === false);
  expect(unready.status?.conditions?.find(({ type }) => type === 'Ready')).toMatchObject({
    status: 'False',
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [main]',
  });
  expect(statusOf(unready)).toMatchObject({ restartCount: 0, started: true });
  expect(cluster.eventsOf('web')).toContain(
    'Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503',
  );
});

test('a container that fails its liveness probe is restarted', async () => {
  const probe = { exec: { command: ['sh', '-c', 'test ! -e /tmp/dead'] }, ...fast };
  cluster.createPod('sick', {
    terminationGracePeriodSeconds: 1,
    containers: [shellContainer('sleep 1; touch /tmp/dead; sleep 600', { livenessProbe: probe })],
  });
  const pod = await cluster.untilPod('sick', one => (statusOf(one)?.restartCount ?? 0) === 1 && isReady(one));
  expect(statusOf(pod)?.lastState?.terminated).toMatchObject({ exitCode: 137, reason: 'Error' });
  const events = cluster.eventsOf('sick');
  expect(events).toContain('Killing: Container main failed liveness probe, will be restarted');
  expect(events.some(event => event.startsWith('Unhealthy: Liveness probe failed:'))).toBe(true);
});

test('the startup probe holds the others back', async () => {
  cluster.createPod('slow', {
    containers: [
      shellContainer(`sleep 1; touch /tmp/started; ${RESTS}`, {
        startupProbe: {
          exec: { command: ['sh', '-c', 'test -e /tmp/started'] },
          periodSeconds: 1,
          failureThreshold: 10,
        },
        livenessProbe: { exec: { command: ['sh', '-c', 'test -e /tmp/started'] }, ...fast },
      }),
    ],
  });
  const running = await cluster.untilPod('slow', pod => statusOf(pod)?.state?.running !== undefined);
  expect(statusOf(running)).toMatchObject({ started: false, ready: false });
  const pod = await cluster.untilPod('slow', isReady);
  expect(statusOf(pod)).toMatchObject({ started: true, restartCount: 0 });
});

test('a TCP probe needs a listener', async () => {
  const listener = `setTimeout(() => require('net').createServer().listen(7000), 300)`;
  cluster.createPod('tcp', {
    containers: [nodeContainer(listener, { readinessProbe: { tcpSocket: { port: 7000 }, ...fast } })],
  });
  await cluster.untilPod('tcp', isReady);
  cluster.createPod('silent', {
    containers: [
      nodeContainer('setInterval(() => {}, 1000)', { readinessProbe: { tcpSocket: { port: 7000 }, ...fast } }),
    ],
  });
  const pod = await cluster
    .untilPod('silent', () => cluster.eventsOf('silent').some(event => event.startsWith('Unhealthy')), 5000)
    .catch(() => cluster.api.get('pods', 'default', 'silent')!);
  expect(isReady(pod)).toBe(false);
  expect(cluster.eventsOf('silent')).toContain(
    `Unhealthy: Readiness probe failed: dial tcp ${pod.status!.podIP}:7000: connect: connection refused`,
  );
});

test('a gRPC probe says that it is not supported', async () => {
  cluster.createPod('grpc', {
    containers: [shellContainer(RESTS, { readinessProbe: { grpc: { port: 1 }, ...fast } })],
  });
  await cluster.untilPod('grpc', pod => statusOf(pod)?.state?.running !== undefined);
  while (!cluster.eventsOf('grpc').some(event => event.includes('gRPC')))
    await new Promise(resolve => setTimeout(resolve, 20));
  expect(cluster.eventsOf('grpc').find(event => event.startsWith('Unhealthy'))).toBe(
    'Unhealthy: Readiness probe errored and resulted in unknown state: gRPC probes are not supported by the embedded cluster; run this on kind (--cluster kind)',
  );
});
