import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  isReady,
  nodeContainer,
  type PodCluster,
  shellContainer,
  startPodCluster,
  statusOf,
  textOf,
} from './pod-cluster.ts';

let cluster: PodCluster;
beforeAll(async () => {
  cluster = await startPodCluster();
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  expect(cluster.errors).toEqual([]);
});

const RESTS = 'sleep 600';

test('a container that fails is restarted at once, then waits 10 s in CrashLoopBackOff', async () => {
  cluster.createPod('crash', { containers: [shellContainer('echo bye; exit 3')] });
  const pod = await cluster.untilPod('crash', one => statusOf(one)?.state?.waiting?.reason === 'CrashLoopBackOff');
  const status = statusOf(pod)!;
  expect(status.restartCount).toBe(1);
  expect(status.lastState?.terminated).toMatchObject({ exitCode: 3, reason: 'Error' });
  expect(status.state?.waiting?.message).toBe(
    `back-off 10s restarting failed container=main pod=crash_default(${pod.metadata!.uid})`,
  );
  expect(pod.status?.phase).toBe('Running');
  expect(cluster.eventsOf('crash')).toContain(
    `BackOff: Back-off restarting failed container main in pod crash_default(${pod.metadata!.uid})`,
  );
  const started = cluster.api
    .list('events')
    .find(event => event.involvedObject?.name === 'crash' && event.reason === 'Started');
  expect(started).toMatchObject({ count: 2, involvedObject: { fieldPath: 'spec.containers{main}' } });
  expect(await textOf(cluster.runtime.logs({ namespace: 'default', pod: 'crash' }, {}))).toBe('bye\n');
  expect(await textOf(cluster.runtime.logs({ namespace: 'default', pod: 'crash' }, { previous: true }))).toBe('bye\n');
});

test('restart policies decide about phases', async () => {
  cluster.createPod('done', { restartPolicy: 'Never', containers: [shellContainer('exit 0')] });
  cluster.createPod('failed', { restartPolicy: 'Never', containers: [shellContainer('exit 7')] });
  const done = await cluster.untilPod('done', pod => pod?.status?.phase === 'Succeeded');
  expect(statusOf(done)?.state?.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
  expect(done.status?.conditions?.find(({ type }) => type === 'Ready')).toMatchObject({ reason: 'PodCompleted' });
  const failed = await cluster.untilPod('failed', pod => pod?.status?.phase === 'Failed');
  expect(statusOf(failed)?.state?.terminated).toMatchObject({ exitCode: 7, reason: 'Error' });
});

test('a process killed through the node door ends with 137, and its container gets a new id', async () => {
  cluster.createPod('victim', { containers: [shellContainer(RESTS)] });
  const before = statusOf(await cluster.untilPod('victim', isReady))!;
  const node = cluster.nodes[0]!;
  expect(cluster.runtime.process(node, before.containerID!)).toMatchObject({ state: 'running' });
  expect(cluster.runtime.signal(node, before.containerID!, 'SIGKILL')).toBe('sent');
  const pod = await cluster.untilPod('victim', one => (statusOf(one)?.restartCount ?? 0) > 0 && isReady(one));
  expect(statusOf(pod)?.lastState?.terminated).toMatchObject({ exitCode: 137, signal: 9, reason: 'Error' });
  expect(statusOf(pod)?.containerID).not.toBe(before.containerID);
  expect(cluster.runtime.process(node, before.containerID!)).toEqual({ state: 'ended' });
  expect(cluster.runtime.signal(node, before.containerID!, 'SIGKILL')).toBe('gone');
});

test('process 1 ignores what it has no handler for', async () => {
  cluster.createPod('deaf', { containers: [nodeContainer('setInterval(() => {}, 1000); console.log("up")')] });
  cluster.createPod('hearing', {
    restartPolicy: 'Never',
    containers: [
      nodeContainer('process.on("SIGTERM", () => process.exit(9)); setInterval(() => {}, 1000); console.log("up")'),
    ],
  });
  const node = cluster.nodes[0]!;
  for (const name of ['deaf', 'hearing']) {
    const pod = await cluster.untilPod(name, isReady);
    await firstText(name, 'up');
    expect(cluster.runtime.signal(node, statusOf(pod)!.containerID!, 'SIGTERM')).toBe('sent');
  }
  const hearing = await cluster.untilPod('hearing', pod => pod?.status?.phase === 'Failed');
  expect(statusOf(hearing)?.state?.terminated?.exitCode).toBe(9);
  expect(isReady(cluster.api.get('pods', 'default', 'deaf'))).toBe(true);
});

test('a deleted pod has its grace period, then it is killed', async () => {
  const script = 'trap "" TERM; while :; do sleep 0.1; done';
  cluster.createPod('stubborn', { terminationGracePeriodSeconds: 2, containers: [shellContainer(script)] });
  const pid = pidOf(await cluster.untilPod('stubborn', isReady));
  const beganAt = performance.now();
  cluster.api.delete('pods', 'default', 'stubborn');
  await cluster.untilPod('stubborn', pod => pod === undefined);
  expect(performance.now() - beganAt).toBeGreaterThan(1900);
  expect(isAlive(pid)).toBe(false);
  expect(cluster.eventsOf('stubborn')).toContain('Killing: Stopping container main');
});

test('a pod deleted by force is gone at once, its process 2 s later', async () => {
  const script = 'trap "" TERM; while :; do sleep 0.1; done';
  cluster.createPod('forced', { containers: [shellContainer(script)] });
  const pod = await cluster.untilPod('forced', isReady);
  const pid = pidOf(pod);
  cluster.api.delete('pods', 'default', 'forced', { gracePeriodSeconds: 0 });
  expect(cluster.api.get('pods', 'default', 'forced')).toBeUndefined();
  expect(isAlive(pid)).toBe(true);
  await untilDead(pid, 4000);
});

test('preStop runs before SIGTERM', async () => {
  cluster.createPod('polite', {
    containers: [
      shellContainer('trap "echo hook" USR1; trap "echo term; exit 0" TERM; echo up; while :; do sleep 0.05; done', {
        lifecycle: { preStop: { exec: { command: ['sh', '-c', 'kill -s USR1 1; sleep 0.2'] } } },
      }),
    ],
  });
  await cluster.untilPod('polite', isReady);
  await firstText('polite', 'up');
  const text = textOf(cluster.runtime.logs({ namespace: 'default', pod: 'polite' }, { follow: true }));
  cluster.api.delete('pods', 'default', 'polite');
  expect(await text).toBe('up\nhook\nterm\n');
});

test('init containers run one after the other, before the others', async () => {
  const step = (name: string) => ({ ...shellContainer(`echo ${name} >> /work/steps`, volume), name });
  const volume = { volumeMounts: [{ name: 'work', mountPath: '/work' }] };
  cluster.createPod('staged', {
    volumes: [{ name: 'work', emptyDir: {} }],
    initContainers: [step('one'), step('two')],
    containers: [shellContainer(`cat /work/steps; ${RESTS}`, volume)],
  });
  const pod = await cluster.untilPod('staged', isReady);
  expect(pod.status?.initContainerStatuses?.map(({ ready, state }) => [ready, state?.terminated?.exitCode])).toEqual([
    [true, 0],
    [true, 0],
  ]);
  expect(await firstText('staged', 'two')).toBe('one\ntwo\n');
});

test('a failing init container keeps the others waiting', async () => {
  cluster.createPod('stuck', {
    initContainers: [{ ...shellContainer('exit 1'), name: 'first' }],
    containers: [shellContainer(RESTS)],
  });
  const pod = await cluster.untilPod(
    'stuck',
    one => statusOf(one, 'first')?.state?.waiting?.reason === 'CrashLoopBackOff',
  );
  expect(pod.status?.phase).toBe('Pending');
  expect(statusOf(pod)?.state?.waiting?.reason).toBe('PodInitializing');
  expect(pod.status?.conditions?.find(({ type }) => type === 'Initialized')).toMatchObject({
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: 'containers with incomplete status: [first]',
  });
});

test('a container over its memory limit is OOMKilled', async () => {
  const script = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(16 << 20, 1)), 20)';
  cluster.createPod('greedy', {
    restartPolicy: 'Never',
    containers: [nodeContainer(script, { resources: { limits: { memory: '200Mi' } } })],
  });
  const pod = await cluster.untilPod('greedy', one => one?.status?.phase === 'Failed');
  expect(statusOf(pod)?.state?.terminated).toMatchObject({ reason: 'OOMKilled', exitCode: 137 });
});

test('an image that the embedded cluster cannot run says so', async () => {
  cluster.createPod('foreign', { containers: [{ name: 'main', image: 'redis:7' }] });
  const pod = await cluster.untilPod('foreign', one => statusOf(one)?.state?.waiting?.reason === 'ImagePullBackOff');
  expect(statusOf(pod)?.state?.waiting?.message).toMatch(/^Back-off pulling image "redis:7": ErrImagePull: .*kind/);
  expect(cluster.eventsOf('foreign')).toContain('Failed: Error: ErrImagePull');
});

test('a program that is not there is a start error', async () => {
  cluster.createPod('absent', {
    restartPolicy: 'Never',
    containers: [{ name: 'main', image: 'node:24', command: ['nosuch'] }],
  });
  const pod = await cluster.untilPod('absent', one => one?.status?.phase === 'Failed');
  expect(statusOf(pod)?.state?.terminated).toMatchObject({ exitCode: 128, reason: 'StartError' });
  expect(statusOf(pod)?.state?.terminated?.message).toContain('exec: "nosuch": executable file not found in $PATH');
});

test('a pod has a deadline', async () => {
  cluster.createPod('late', {
    activeDeadlineSeconds: 1,
    terminationGracePeriodSeconds: 1,
    containers: [shellContainer(RESTS)],
  });
  const pod = await cluster.untilPod('late', one => one?.status?.phase === 'Failed');
  expect(pod.status).toMatchObject({ reason: 'DeadlineExceeded' });
  const ended = await cluster.untilPod('late', one => statusOf(one)?.state?.terminated !== undefined);
  expect(statusOf(ended)?.state?.terminated?.exitCode).toBe(137);
});

function pidOf(pod: Parameters<typeof statusOf>[0]): number {
  const state = cluster.runtime.process(cluster.nodes[0]!, statusOf(pod)!.containerID!);
  if (state.state !== 'running') throw new Error('the container does not run');
  return state.pid;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function untilDead(pid: number, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) throw new Error(`process ${pid} still lives after ${timeoutMs} ms`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** What a container has written, as soon as it holds `part`. */
async function firstText(pod: string, part: string): Promise<string> {
  let text = '';
  for await (const chunk of cluster.runtime.logs({ namespace: 'default', pod }, { follow: true })) {
    text += chunk;
    if (text.includes(part)) break;
  }
  return text;
}
