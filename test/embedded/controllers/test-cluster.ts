import './same-realm-clone.ts';

import { randomUUID } from 'node:crypto';
import type { ClusterApi, ResourceName, ResourceTypes } from '../../../src/embedded/api/cluster-api.ts';
import { createClusterApi } from '../../../src/embedded/api/index.ts';
import { type ControllerOptions, startControllers } from '../../../src/embedded/controllers/index.ts';
import { startScheduler } from '../../../src/embedded/scheduler/index.ts';
import { type FakeKubelet, startFakeKubelet } from './fake-kubelet.ts';

export interface TestCluster {
  readonly api: ClusterApi;
  readonly kubelet: FakeKubelet;
  /** Bugs that controllers and scheduler ran into; a test that ends with any fails. */
  readonly errors: unknown[];
  stop(): void;
}

export interface TestClusterOptions {
  /** Names of nodes that are there from the start. */
  readonly nodes?: readonly string[];
  readonly timings?: ControllerOptions['timings'];
  readonly startsReady?: (pod: ResourceTypes['pods']) => boolean;
}

/** The real in-process API, the real controllers and scheduler, and nodes whose kubelet runs nothing. */
export function startTestCluster(options: TestClusterOptions = {}): TestCluster {
  const api = createClusterApi();
  const errors: unknown[] = [];
  const onError = (error: unknown, where: string) => errors.push(new Error(where, { cause: error }));
  for (const name of options.nodes ?? ['node-a', 'node-b', 'node-c']) addNode(api, name);
  const kubelet = startFakeKubelet(api, options.startsReady ?? (() => true));
  const stopControllers = startControllers(api, {
    now: Date.now,
    certificateAuthority: '-----BEGIN CERTIFICATE-----\n',
    timings: options.timings,
    onError,
  });
  const stopScheduler = startScheduler(api, { now: Date.now, onError });
  const stop = () => {
    stopScheduler();
    stopControllers();
    kubelet.stop();
    if (errors.length > 0) throw new AggregateError(errors, 'controllers failed');
  };
  return { api, kubelet, errors, stop };
}

/** A node that is ready from the start: without the taint of a new one, which its first conditions would take away. */
export function addNode(api: ClusterApi, name: string, allocatable: Record<string, string> = {}): void {
  const capacity = { cpu: '4', memory: '8Gi', pods: '110', ...allocatable };
  api.create('nodes', { metadata: { name, labels: { 'kubernetes.io/hostname': name } } });
  api.mutateStatus('nodes', undefined, name, draft => {
    draft.status = {
      capacity,
      allocatable: capacity,
      conditions: [
        { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
      ],
    };
  });
  api.mutate('nodes', undefined, name, draft => {
    draft.spec = {};
  });
}

/** A Deployment of `replicas` pods labelled `app: NAME`, in `default`. */
export function deploymentOf(
  name: string,
  replicas: number,
  spec: Partial<NonNullable<ResourceTypes['deployments.apps']['spec']>> = {},
  image = 'node:24',
): ResourceTypes['deployments.apps'] {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default' },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: templateOf(name, image), ...spec },
  };
}

export function templateOf(app: string, image = 'node:24') {
  return {
    metadata: { labels: { app } },
    spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'main', image }] },
  };
}

/** Resolves with the objects of the resource as soon as `holds` is true of them. */
export function until<R extends ResourceName>(
  api: ClusterApi,
  resource: R,
  holds: (objects: readonly ResourceTypes[R][]) => boolean,
  timeoutMs = 10_000,
): Promise<readonly ResourceTypes[R][]> {
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void) => {
      clearTimeout(deadline);
      queueMicrotask(() => end());
      outcome();
    };
    const check = () => {
      const objects = api.list(resource);
      if (holds(objects)) settle(() => resolve(objects));
      return holds(objects);
    };
    const deadline = setTimeout(() => {
      const seen = JSON.stringify(
        api.list(resource).map(({ metadata, status, spec }: any) => ({ name: metadata.name, spec, status })),
      );
      settle(() => reject(new Error(`${resource} never came to hold: ${seen.slice(0, 3000)}`)));
    }, timeoutMs);
    let end = () => {};
    end = api.watch(resource, () => void check());
    check();
  });
}

/** Resolves when nothing has been written for a few turns of the event loop and no key waits. */
export async function settled(api: ClusterApi): Promise<void> {
  const stops: (() => void)[] = [];
  let quietTurns = 0;
  for (const resource of ['pods', 'replicasets.apps', 'deployments.apps'] as const) {
    stops.push(
      api.watch(resource, () => {
        quietTurns = 0;
      }),
    );
  }
  while (quietTurns++ < 20) await new Promise(resolve => setImmediate(resolve));
  for (const stop of stops) stop();
}

export function eventsOf(api: ClusterApi, kind: string, name: string) {
  return api
    .list('events')
    .filter(event => event.involvedObject.kind === kind && event.involvedObject.name === name)
    .map(event => ({
      type: event.type,
      reason: event.reason,
      message: event.message,
      component: event.source?.component,
    }));
}

export function uniqueName(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 8)}`;
}
