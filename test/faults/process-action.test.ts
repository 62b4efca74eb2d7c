import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import type { NodeDoor } from '../../src/cluster/index.ts';
import { requestPod } from '../../src/kubernetes/http-exchange.ts';
import type { HttpSwitchFault, ProcessActionStep, ProcessFault } from '../../src/scenario/suite.ts';
import type { UndoOperation } from '../../src/undo/operation.ts';
import { perform } from '../../src/undo/perform/index.ts';
import { at, openTrialCluster, type TrialCluster, tryFault, until } from './lasting-trial.ts';
import { serverApp, shop } from './trial-app.ts';

let cluster: TrialCluster;
let pods: V1Pod[];

beforeAll(async () => {
  cluster = await openTrialCluster();
  await cluster.create(shop, ...serverApp('web', 2));
  pods = await cluster.readyPods('app=web', 2);
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

function step(fault: ProcessFault): ProcessActionStep {
  return { kind: 'processAction', at, matches: [], filters: [], fault };
}

async function ask(pod: V1Pod, timeoutMs = 2_000): Promise<string> {
  const { namespace = '', name = '' } = pod.metadata ?? {};
  const request = { method: 'GET', path: '/', headers: {} };
  const signal = AbortSignal.timeout(20_000);
  return (await requestPod(cluster.access, { namespace, name, port: 8080 }, request, { signal, timeoutMs })).body;
}

function stateOf(pod: V1Pod) {
  const container = {
    node: pod.spec?.nodeName ?? '',
    containerId: pod.status?.containerStatuses?.[0]?.containerID ?? '',
  };
  return cluster.access.node.containerState(container, AbortSignal.timeout(5_000));
}

describe('pause', () => {
  test('the container stands still and does not answer; the thaw lets it go on as the same process', async () => {
    const [pod] = pods as [V1Pod];
    const before = await stateOf(pod);
    const trial = await tryFault(step({ kind: 'pause' }), cluster.access, { pods: [pod] });
    expect(trial.receipts).toEqual([
      {
        landed: true,
        evidence: expect.stringMatching(/stand still, as its node says; (port 8080 answered|it was ready)/),
      },
    ]);
    await expect(ask(pod, 500)).rejects.toThrow(/no answer/);
    expect(await stateOf(pod)).toMatchObject({ state: 'running', stopped: true });
    await trial.undo();
    expect(await stateOf(pod)).toEqual(before);
    expect(await ask(pod)).toBe('hello');
    // Twice: what is put back already counts as done.
    await trial.undo();
    expect(await ask(pod)).toBe('hello');
  }, 60_000);

  test('the processes that the first one started stand still as well', async () => {
    const child = `require('node:http').createServer((_, response) => response.end('hello')).listen(8080)`;
    const parent = `require('node:child_process').spawn('node', ['-e', ${JSON.stringify(child)}]); setInterval(() => {}, 1e6)`;
    await cluster.create(...serverApp('forking', 1, { command: ['node', '-e', parent] }));
    const forking = await cluster.readyPods('app=forking', 1);
    const trial = await tryFault(step({ kind: 'pause', container: 'web' }), cluster.access, { pods: forking });
    expect(trial.receipts).toEqual([{ landed: true, evidence: expect.stringContaining('stand still') }]);
    await expect(ask(forking[0]!, 500)).rejects.toThrow(/no answer/);
    await trial.undo();
    expect(await ask(forking[0]!)).toBe('hello');
  }, 60_000);

  test('an injector that lies is not believed', async () => {
    const trial = await tryFault(step({ kind: 'pause' }), cluster.access, { pods, lies: true, receiptTimeoutMs: 500 });
    expect(trial.receipts).toEqual(
      pods.map(() => ({
        landed: false,
        evidence: expect.stringMatching(/the processes of container web of web-.* go on/),
      })),
    );
  }, 60_000);

  test('a door that says the processes stand still is not believed while they answer', async () => {
    const door: NodeDoor = {
      ...cluster.access.node,
      signalContainer: async () => 'sent',
      containerState: async () => ({ state: 'running', pid: 1, stopped: true }),
    };
    const options = { pods, receiptTimeoutMs: 1_500 };
    const trial = await tryFault(step({ kind: 'pause' }), { ...cluster.access, node: door }, options);
    for (const receipt of trial.receipts)
      expect(receipt).toEqual({ landed: false, evidence: expect.stringContaining('goes on answering') });
  }, 60_000);

  test('a process that ends meanwhile is silent as well: that is no pause, and nothing has to be thawed', async () => {
    await cluster.create(...serverApp('brief', 1));
    const brief = await cluster.readyPods('app=brief', 1);
    const reference = {
      node: brief[0]?.spec?.nodeName ?? '',
      containerId: brief[0]?.status?.containerStatuses?.[0]?.containerID ?? '',
    };
    const trial = await tryFault(step({ kind: 'pause' }), cluster.access, {
      pods: brief,
      async meanwhile() {
        await cluster.access.node.signalContainer(reference, 'SIGKILL', AbortSignal.timeout(5_000));
        await until(async () => ((await stateOf(brief[0]!)).state === 'ended' ? true : undefined));
      },
    });
    expect(trial.receipts).toEqual([
      { landed: false, evidence: expect.stringContaining('has ended: that is no pause') },
    ]);
    expect(await trial.undo()).toEqual(['the container is gone']);
  }, 60_000);

  test('its liveness probe ends it: the new container is not paused', async () => {
    const livenessProbe = { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 1 };
    await cluster.create(...serverApp('watched', 1, { livenessProbe }));
    const watched = await cluster.readyPods('app=watched', 1);
    const trial = await tryFault(step({ kind: 'pause' }), cluster.access, { pods: watched });
    await until(async () => {
      const pod = await cluster.read<V1Pod>(`/api/v1/namespaces/shop/pods/${watched[0]?.metadata?.name}`);
      return pod.status?.containerStatuses?.[0]?.restartCount === 1 ? pod : undefined;
    });
    expect(await trial.undo()).toEqual(['the container is gone']);
    const [pod] = await cluster.readyPods('app=watched', 1);
    expect(await ask(pod!)).toBe('hello');
  }, 90_000);

  test('a container that the pod has not is refused before anything is done', async () => {
    const { refusal } = await tryFault(step({ kind: 'pause', container: 'sidecar' }), cluster.access, { pods });
    expect(refusal).toMatch(/^the pod web-.* has no container "sidecar"$/);
  });
});

describe('http', () => {
  const request = { method: 'POST', headers: {} };
  const fault: HttpSwitchFault = {
    kind: 'http',
    target: { port: 8080 },
    on: { ...request, endpoint: '/switch/on', headers: { 'X-Chaos': 'yes' }, body: '{"latency":100}' },
    off: { ...request, endpoint: '/switch/off' },
    proof: { method: 'GET', endpoint: '/', headers: {}, code: 200, bodyContains: 'slow' },
  };

  test('each pod is switched on, proves it, and is switched off again', async () => {
    const trial = await tryFault(step(fault), cluster.access, { pods });
    expect(trial.receipts).toEqual(
      pods.map(() => ({ landed: true, evidence: 'GET /: 200, its body contains "slow"' })),
    );
    expect(await ask(pods[1]!)).toBe('slow');
    await trial.undo();
    expect(await Promise.all(pods.map(pod => ask(pod)))).toEqual(['hello', 'hello']);
  }, 60_000);

  test('a Service is switched through its own way', async () => {
    await cluster.create(...serverApp('single', 1));
    const single = await cluster.readyPods('app=single', 1);
    const service = { name: 'single', namespace: 'shop', port: 80, protocol: 'http' as const };
    const trial = await tryFault(step({ ...fault, target: { service } }), cluster.access, { pods: single });
    expect(trial.receipts).toEqual([{ landed: true, evidence: expect.stringContaining('slow') }]);
    await trial.undo();
    expect(await ask(single[0]!)).toBe('hello');
  }, 60_000);

  test('a switch that says yes and does nothing is not believed', async () => {
    const lying = { ...fault, on: { ...fault.on, endpoint: '/elsewhere' } };
    const trial = await tryFault(step(lying), cluster.access, { pods, receiptTimeoutMs: 500 });
    for (const receipt of trial.receipts)
      expect(receipt).toEqual({ landed: false, evidence: expect.stringContaining('does not contain "slow"') });
  }, 60_000);

  test('a request that is answered and switches nothing off is not believed: the proof is asked again', async () => {
    const [pod] = pods as [V1Pod];
    const lying = { ...fault, off: { ...fault.off, endpoint: '/elsewhere' } };
    // Asked once, as when somebody waits for the end.
    const hurried = { ...cluster.access, hurry: AbortSignal.abort() };
    const trial = await tryFault(step(lying), hurried, { pods: [pod] });
    expect(trial.receipts).toEqual([{ landed: true, evidence: expect.stringContaining('slow') }]);
    await expect(trial.undo()).rejects.toThrow('the answer to GET / still contains "slow"');
    const { namespace = '', name = '' } = pod.metadata ?? {};
    const off = { method: 'POST', path: '/switch/off', headers: {} };
    const signal = AbortSignal.timeout(5_000);
    await requestPod(cluster.access, { namespace, name, port: 8080 }, off, { signal });
  }, 60_000);

  test('a pod that ends as soon as it was switched off took the fault along', async () => {
    await cluster.create(...serverApp('leaving', 1));
    const leaving = await cluster.readyPods('app=leaving', 1);
    const trial = await tryFault(step(fault), cluster.access, { pods: leaving });
    const { send } = cluster.access;
    const path = `/api/v1/namespaces/shop/pods/${leaving[0]?.metadata?.name}`;
    const deleting: typeof send = async request => {
      const answer = await send(request);
      if (request.path.endsWith('/switch/off')) {
        const query = { gracePeriodSeconds: '0' };
        await send({ method: 'DELETE', path, query });
        await until(async () => ((await send({ path })).status === 404 ? true : undefined));
      }
      return answer;
    };
    const operation = trial.pieces[0]?.undo?.operation as UndoOperation;
    expect(await perform(operation, { ...cluster.access, send: deleting })).toBeUndefined();
  }, 60_000);

  test('a switch that was on before proves nothing', async () => {
    const first = await tryFault(step(fault), cluster.access, { pods });
    const second = await tryFault(step(fault), cluster.access, { pods, lies: true });
    for (const receipt of second.receipts)
      expect(receipt).toEqual({ landed: false, evidence: expect.stringContaining('it was so before the switch') });
    await first.undo();
  }, 60_000);

  test('a switch that is refused is a failed injection, and one that cannot be taken back is residue', async () => {
    const broken = { ...fault, on: { ...fault.on, endpoint: '/broken' }, off: { ...fault.off, endpoint: '/broken' } };
    await expect(tryFault(step(broken), cluster.access, { pods })).rejects.toThrow('found 500, expected 2xx');
    const trial = await tryFault(step(broken), cluster.access, { pods, lies: true, receiptTimeoutMs: 100 });
    await expect(trial.undo()).rejects.toThrow('POST /broken: found 500, expected 2xx');
  }, 60_000);
});

test('syscall: the embedded cluster has no nodes that run strace, and says so', async () => {
  const fault: ProcessFault = { kind: 'syscall', inject: 'close', errno: 'EIO', when: '1+2' };
  const { refusal } = await tryFault(step(fault), cluster.access, { pods });
  expect(refusal).toMatch(/no commands; use kind/);
});
