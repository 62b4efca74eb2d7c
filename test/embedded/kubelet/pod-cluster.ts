import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResourceTypes } from '../../../src/embedded/api/cluster-api.ts';
import { type EmbeddedCluster, startCluster } from '../../../src/embedded/cluster.ts';

// Jest lends tests the structuredClone of another realm; what it makes never equals an object of this one strictly.
globalThis.structuredClone = value => JSON.parse(JSON.stringify(value));

export type Pod = ResourceTypes['pods'];
type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

/** A cluster of this process's own, for tests of what kubelets do with real processes. */
export interface PodCluster extends EmbeddedCluster {
  /** Creates a pod in the namespace `default` from the parts that matter. */
  createPod(name: string, spec: object, metadata?: object): void;
  /** The pod once it is as expected; throws with its status when that takes longer than `timeoutMs`. undefined: gone. */
  untilPod(name: string, isExpected: (pod: Pod | undefined) => boolean, timeoutMs?: number): Promise<Pod>;
  /** Messages of events about a pod, as `Reason: message`. */
  eventsOf(name: string): string[];
  readonly errors: unknown[];
}

export async function startPodCluster(options: { nodes?: number; leaseMs?: number } = {}): Promise<PodCluster> {
  const directory = await mkdtemp(join(tmpdir(), 'kubelet-test-'));
  const errors: unknown[] = [];
  const cluster = await startCluster({
    name: 'test',
    directory,
    nodes: options.nodes ?? 1,
    leaseMs: options.leaseMs,
    onError: (error, where) => errors.push([where, error]),
  });
  const { api } = cluster;
  const eventsOf = (name: string) =>
    api
      .list('events', { namespace: 'default' })
      .filter(event => event.involvedObject?.name === name)
      .map(event => `${event.reason}: ${event.message}`);
  return {
    ...cluster,
    errors,
    createPod(name, spec, metadata = {}) {
      api.create('pods', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'default', ...metadata },
        spec,
      } as Pod);
    },
    untilPod: (name, isExpected, timeoutMs = 15_000) =>
      new Promise((resolve, reject) => {
        const settle = (finish: () => void) => {
          clearTimeout(timer);
          queueMicrotask(stop);
          finish();
        };
        const timer = setTimeout(() => {
          const { spec, status } = api.get('pods', 'default', name) ?? {};
          const known = JSON.stringify({ node: spec?.nodeName, status, events: eventsOf(name), errors }, undefined, 1);
          settle(() => reject(new Error(`pod ${name} is not as expected after ${timeoutMs} ms: ${known}`)));
        }, timeoutMs);
        const stop = api.watch('pods', ({ type, object }) => {
          if (object.metadata?.name !== name) return;
          if (isExpected(type === 'DELETED' ? undefined : object)) settle(() => resolve(object));
        });
      }),
    eventsOf,
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A container that runs a piece of JavaScript on Node. */
export function nodeContainer(script: string, rest: object = {}): object {
  return { name: 'main', image: 'node:24', command: ['node', '-e', script], ...rest };
}

/** One that starts fast and ends when it is told to. */
export function shellContainer(script: string, rest: object = {}): object {
  return { name: 'main', image: 'node:24', command: ['sh', '-c', script], ...rest };
}

export function statusOf(pod: Pod | undefined, container = 'main'): ContainerStatus | undefined {
  return [...(pod?.status?.containerStatuses ?? []), ...(pod?.status?.initContainerStatuses ?? [])].find(
    ({ name }) => name === container,
  );
}

export function isReady(pod: Pod | undefined): boolean {
  return pod?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

export async function textOf(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
