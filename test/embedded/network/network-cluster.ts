import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { ClusterApi } from '../../../src/embedded/api/cluster-api.ts';
import { createClusterApi } from '../../../src/embedded/api/create-cluster-api.ts';
import { createRegistry } from '../../../src/embedded/api/registry/index.ts';
import {
  type AddressSpace,
  type ClusterNetwork,
  claimAddressSpace,
  createNetwork,
  type NetworkOptions,
  type PodNetwork,
} from '../../../src/embedded/network/index.ts';

/** A process of a pod, with what it prints a line at a time. */
export interface PodProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  /** The next line of its output; rejects with what it said on standard error when it ended. */
  line(): Promise<string>;
}

/** A network over the real API server's store, without kubelets: the tests start the processes of pods themselves. */
export interface NetworkCluster extends AsyncDisposable {
  readonly api: ClusterApi;
  readonly network: ClusterNetwork;
  readonly addresses: AddressSpace;
  readonly problems: string[];
  pod(name: string, namespace?: string): PodNetwork;
  /** Runs `script` (an ES module) in the pod. */
  run(pod: PodNetwork, script: string, options?: RunOptions): PodProcess;
  /** Runs `script` to its end; its output as JSON. */
  evaluate(pod: PodNetwork, script: string, options?: RunOptions): Promise<any>;
  service(name: string, spec: object): string;
  endpoints(service: string, endpoints: readonly object[], ports: readonly object[]): void;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
}

export async function createNetworkCluster(options: NetworkOptions = {}): Promise<NetworkCluster> {
  const addresses = await claimAddressSpace();
  const api = createClusterApi(createRegistry({ addresses }));
  const problems: string[] = [];
  const network = await createNetwork(api, { onProblem: problem => problems.push(problem), ...options, addresses });
  const processes: PodProcess[] = [];

  const run: NetworkCluster['run'] = (pod, script, { environment = {}, arguments: args = [] } = {}) => {
    const child = spawn(process.execPath, ['--import', pod.preload, '--input-type=module', '-', ...args], {
      env: { PATH: process.env.PATH, ...pod.environment, ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that its children end with it.
      detached: true,
    });
    child.stdin.end(script);
    const errors = text(child.stderr);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const started: PodProcess = {
      child,
      async line() {
        const { value, done } = await lines.next();
        if (done) throw new Error(`the process ended: ${await errors}`);
        return value;
      },
      async [Symbol.asyncDispose]() {
        if (child.exitCode !== null || child.signalCode !== null) return;
        process.kill(-child.pid!, 'SIGKILL');
        await once(child, 'exit');
      },
    };
    processes.push(started);
    return started;
  };

  return {
    api,
    network,
    addresses,
    problems,
    pod: (name, namespace = 'default') => network.attachPod({ uid: `uid-${name}`, namespace, name, node: 'node-1' }),
    run,
    async evaluate(pod, script, runOptions) {
      return JSON.parse(await run(pod, script, runOptions).line());
    },
    service(name, spec) {
      const service = api.create('services', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: 'default' },
        spec,
      } as never);
      return service.spec?.clusterIP ?? '';
    },
    endpoints(service, endpoints, ports) {
      const slice = `${service}-1`;
      const known = api.get('endpointslices.discovery.k8s.io', 'default', slice);
      if (known)
        api.mutate('endpointslices.discovery.k8s.io', 'default', slice, draft => {
          draft.endpoints = endpoints as never;
          draft.ports = ports as never;
        });
      else
        api.create('endpointslices.discovery.k8s.io', {
          apiVersion: 'discovery.k8s.io/v1',
          kind: 'EndpointSlice',
          metadata: { name: slice, namespace: 'default', labels: { 'kubernetes.io/service-name': service } },
          addressType: 'IPv4',
          endpoints,
          ports,
        } as never);
    },
    async [Symbol.asyncDispose]() {
      for (const started of processes) await started[Symbol.asyncDispose]();
      await network[Symbol.asyncDispose]();
    },
  };
}
