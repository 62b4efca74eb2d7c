import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { V1EndpointSliceList, V1Pod, V1PodList, V1ServiceList } from '@kubernetes/client-node';
import type { NodeDoor } from '../../src/cluster/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import type { ControlPlaneActionStep, ControlPlaneComponent } from '../../src/scenario/suite.ts';
import { perform } from '../../src/undo/perform/index.ts';
import { at, openTrialCluster, type TrialCluster, tryFault, until } from './lasting-trial.ts';

const serve = "require('http').createServer((_, response) => response.end('served')).listen(8080)";

let cluster: TrialCluster;

beforeAll(async () => {
  cluster = await openTrialCluster();
}, 60_000);
// Where a test fails in between, the next one is not to fail of that.
afterEach(async () => {
  for (const component of cluster.access.node.components.keys())
    await cluster.access.node.startComponent({ node, component, timer: '' }, signal());
});
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

function stop(component: ControlPlaneComponent): ControlPlaneActionStep {
  return { kind: 'controlPlaneAction', at, component, fault: { kind: 'stop' }, durationMs: 20_000 };
}

const node = 'embedded-control-plane';
const signal = () => AbortSignal.timeout(30_000);
const app = {
  metadata: { labels: { app: 'web' } },
  spec: { terminationGracePeriodSeconds: 1, containers: [container()] },
};

function container() {
  const readinessProbe = { tcpSocket: { port: 8080 }, periodSeconds: 1 };
  return { name: 'web', image: 'node:24', command: ['node', '-e', serve], readinessProbe };
}

async function deploy(name: string, replicas: number): Promise<void> {
  const labels = { app: name };
  const template = { ...app, metadata: { labels } };
  const spec = { replicas, selector: { matchLabels: labels }, template };
  await cluster.create({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec,
  } as never);
}

async function podsOf(name: string): Promise<V1Pod[]> {
  const query = `labelSelector=${encodeURIComponent(`app=${name}`)}`;
  return (await cluster.read<V1PodList>(`/api/v1/namespaces/shop/pods?${query}`)).items;
}

async function removePod(name: string): Promise<void> {
  await cluster.access.send({ method: 'DELETE', path: `/api/v1/namespaces/shop/pods/${name}` });
}

async function health(component: ControlPlaneComponent): Promise<string> {
  return await cluster.access.node.componentHealth({ node, component }, signal());
}

describe('on an embedded cluster', () => {
  beforeAll(async () => {
    await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    await deploy('web', 2);
    await cluster.readyPods('app=web', 2);
  }, 60_000);

  test('the scheduler: new pods stay pending until it is back', async () => {
    const trial = await tryFault(stop('scheduler'), cluster.access);
    expect(trial.receipts).toEqual([
      {
        landed: true,
        evidence: expect.stringMatching(
          /^scheduler does not answer on embedded-control-plane; its lease has not been renewed for \d+\.\d s$/,
        ),
      },
    ]);
    await deploy('late', 1);
    const pending = await until(async () => (await podsOf('late'))[0]);
    expect(pending.spec?.nodeName).toBeUndefined();
    expect(pending.status?.conditions).toBeUndefined();
    expect(await trial.undo()).toEqual([undefined]);
    await cluster.readyPods('app=late', 1);
  }, 60_000);

  test('the controller manager: nobody replaces a pod until it is back', async () => {
    const trial = await tryFault(stop('controller-manager'), cluster.access);
    expect(trial.receipts).toEqual([
      { landed: true, evidence: expect.stringMatching(/its lease has not been renewed/) },
    ]);
    const [gone, left] = await podsOf('web');
    await removePod(gone?.metadata?.name ?? '');
    await until(async () => ((await podsOf('web')).length === 1 ? true : undefined));
    expect((await podsOf('web'))[0]?.metadata?.uid).toBe(left?.metadata?.uid);
    await trial.undo();
    await cluster.readyPods('app=web', 2);
  }, 60_000);

  test('the API server: clients are refused, what runs goes on, and what happened meanwhile is told afterwards', async () => {
    const [pod] = await podsOf('web');
    const address = `http://${pod?.status?.podIP}:8080/`;
    const trial = await tryFault(stop('apiserver'), cluster.access, {
      async meanwhile() {
        await expect(cluster.access.send({ path: '/readyz' })).rejects.toThrow(/ECONNREFUSED/);
        expect((await fetch(address)).status).toBe(200);
        const containerId = pod?.status?.containerStatuses?.[0]?.containerID ?? '';
        const where = { node: pod?.spec?.nodeName ?? '', containerId };
        expect(await cluster.access.node.signalContainer(where, 'SIGKILL', signal())).toBe('sent');
        await until(async () => ((await answers(address)) ? true : undefined));
      },
    });
    expect(trial.receipts).toEqual([
      { landed: true, evidence: 'apiserver does not answer on embedded-control-plane; the API answers nobody' },
    ]);
    expect(await trial.undo()).toEqual([undefined]);
    const told = await until(async () =>
      (await podsOf('web')).find(({ status }) => status?.containerStatuses?.[0]?.restartCount === 1),
    );
    expect(told.metadata?.uid).toBe(pod?.metadata?.uid);
    await cluster.readyPods('app=web', 2);
  }, 60_000);

  test('the API server comes back by itself, and a later undo finds nothing to do', async () => {
    const component = 'apiserver';
    await cluster.access.node.stopComponent({ node, component, timer: 'chaos-gate-1', backAfterMs: 500 }, signal());
    await expect(cluster.access.send({ path: '/readyz' })).rejects.toThrow(/ECONNREFUSED/);
    await until(async () => ((await health(component)) === 'well' ? true : undefined));
    expect((await cluster.access.send({ path: '/readyz' })).status).toBe(200);
    const operation = { kind: 'startComponent', node, component, timer: 'chaos-gate-1' } as const;
    expect(await perform(operation, cluster.access)).toBe('it was started before');
  }, 30_000);

  test('a component that is stopped is not stopped once more', async () => {
    const twice = { node, component: 'scheduler', timer: 'chaos-gate-1', backAfterMs: 20_000 } as const;
    await cluster.access.node.stopComponent(twice, signal());
    await expect(cluster.access.node.stopComponent(twice, signal())).rejects.toThrow(/is stopped already/);
    expect(await cluster.access.node.startComponent(twice, signal())).toBe('started');
    expect(await cluster.access.node.startComponent(twice, signal())).toBe('running');
  });

  test('CoreDNS: no pod can look a name up', async () => {
    const trial = await tryFault(stop('coredns'), cluster.access);
    expect(trial.receipts).toEqual([
      {
        landed: true,
        evidence: expect.stringMatching(/; pod \S+ cannot look kubernetes.default.svc.cluster.local up any more$/),
      },
    ]);
    await trial.undo();
    expect(await health('coredns')).toBe('well');
    const again = await tryFault(stop('coredns'), cluster.access, { lies: true, receiptTimeoutMs: -34_000 });
    expect(again.receipts[0]?.landed).toBe(false);
  }, 60_000);

  test('kube-proxy: a Service goes on leading to an endpoint that is gone; nothing is left of the one that showed it', async () => {
    const before = await servicesOfSystem();
    const trial = await tryFault(stop('kube-proxy'), cluster.access);
    expect(trial.receipts).toEqual([
      {
        landed: true,
        evidence: expect.stringMatching(
          /; Service kube-system\/chaos-gate-\S+ still leads to an endpoint that was removed \d+\.\d s ago$/,
        ),
      },
    ]);
    expect(await servicesOfSystem()).not.toEqual(before);
    await trial.undo();
    expect(await servicesOfSystem()).toEqual(before);
    expect(await health('kube-proxy')).toBe('well');
  }, 60_000);

  test('etcd is no program of its own there, and says so', async () => {
    expect((await tryFault(stop('etcd'), cluster.access)).refusal).toMatch(/there is no etcd to stop; use kind$/);
  });

  test('none of them can be slowed down, and says so', async () => {
    const step: ControlPlaneActionStep = { ...stop('scheduler'), fault: { kind: 'slow', cpu: 0.1 } };
    expect((await tryFault(step, cluster.access)).refusal).toMatch(/share one process.*use kind$/);
  });
});

describe('a door that says it stopped a component, and did not', () => {
  /** `health`: what it says of it afterwards. */
  function lying(says: 'well' | 'silent'): KubernetesAccess {
    const node: NodeDoor = {
      ...cluster.access.node,
      stopComponent: async () => {},
      componentHealth: async () => says,
    };
    return { ...cluster.access, node };
  }
  /** A lease has to be silent for 8 s before anybody misses it; for what is missed sooner the proof has 2 s. */
  const windows: Partial<Record<ControlPlaneComponent, number>> = { scheduler: -25_000, 'controller-manager': -25_000 };
  const components = ['apiserver', 'scheduler', 'controller-manager', 'coredns', 'kube-proxy'] as const;

  test.each(components)(
    '%s goes on answering',
    async component => {
      const trial = await tryFault(stop(component), lying('well'), { receiptTimeoutMs: -33_000 });
      expect(trial.receipts).toEqual([{ landed: false, evidence: `${component} goes on answering on ${node}` }]);
      await trial.undo();
    },
    30_000,
  );

  test.each(components)(
    '%s is said to be silent, and nobody misses it',
    async component => {
      const trial = await tryFault(stop(component), lying('silent'), {
        receiptTimeoutMs: windows[component] ?? -33_000,
      });
      expect(trial.receipts).toEqual([
        {
          landed: false,
          evidence: `${component} does not answer on ${node}, but nothing in the cluster misses it`,
        },
      ]);
      for (const piece of trial.pieces) if (piece.undo) await perform(piece.undo.operation, cluster.access);
    },
    30_000,
  );
});

async function servicesOfSystem(): Promise<unknown[]> {
  const services = await cluster.read<V1ServiceList>('/api/v1/namespaces/kube-system/services');
  const slices = '/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices';
  const { items } = await cluster.read<V1EndpointSliceList>(slices);
  return [...services.items, ...items].map(({ metadata }) => metadata?.name);
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
