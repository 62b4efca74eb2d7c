import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSION } from './api/http/version.ts';
import {
  type ClusterApi,
  createClusterApi,
  createRegistry,
  createServer,
  createServiceAccountTokens,
} from './api/index.ts';
import { createApiOutage } from './api-outage.ts';
import { createApiEndpoints, createApiService } from './api-service.ts';
import { type ControlPlane, createControlPlane, startLeader } from './control-plane/index.ts';
import { startControllers } from './controllers/index.ts';
import { createImageStore } from './images/index.ts';
import { createStartGate, type NodeRuntime, nodeNames, startKubelets, startReaper } from './kubelet/index.ts';
import { type ClusterNetwork, claimAddressSpace, createNetwork } from './network/index.ts';
import { networkDoor } from './network-door.ts';
import { nodeDoor } from './node-door.ts';
import { startScheduler } from './scheduler/index.ts';
import { createUndoStack } from './undo-stack.ts';

export interface EmbeddedClusterOptions {
  readonly name: string;
  /** Where the kubeconfig goes. */
  readonly directory: string;
  readonly nodes: number;
  /** Given to the nodes in turn. */
  readonly zones?: readonly string[];
  /** How long a node may be silent before it counts as lost; its lease is renewed four times as often. */
  readonly leaseMs?: number;
  /** Told of every failure that is a bug and not an answer of the API server. */
  readonly onError: (error: unknown, where: string) => void;
}

export interface EmbeddedCluster extends AsyncDisposable {
  readonly server: string;
  /** Absolute path. */
  readonly kubeconfig: string;
  readonly version: string;
  readonly nodes: readonly string[];
  readonly api: ClusterApi;
  readonly runtime: NodeRuntime;
  readonly network: ClusterNetwork;
  readonly controlPlane: ControlPlane;
}

const DEFAULT_LEASE_MS = 40_000;
const RENEWALS_PER_LEASE = 4;

/** A Kubernetes in this process: store, API server, controllers, scheduler, kubelets, network. Disposing leaves nothing behind. */
export async function startCluster(options: EmbeddedClusterOptions): Promise<EmbeddedCluster> {
  const { name, directory, nodes: count, zones = [], leaseMs = DEFAULT_LEASE_MS, onError } = options;
  await using undo = createUndoStack();
  const workDirectory = await mkdtemp(join(tmpdir(), `chaos-gate-${name}-`));
  undo.defer(() => rm(workDirectory, { recursive: true, force: true }));
  const reaper = undo.use(startReaper(workDirectory, onError));

  const addresses = await claimAddressSpace();
  const registry = createRegistry({ addresses });
  const api = createClusterApi(registry);
  const tokens = createServiceAccountTokens(registry);
  const serviceAddress = createApiService(api);
  let serverUrl: URL | undefined;
  const network = undo.use(
    await createNetwork(api, {
      addresses,
      apiServer: () => serverUrl && { host: serverUrl.hostname, port: Number(serverUrl.port) },
      onProblem: text => onError(new Error(text), 'network'),
    }),
  );
  const nodes = nodeNames(name, count);
  const controlPlaneNode = nodes[0]!;
  const controlPlane = createControlPlane(controlPlaneNode, onError);
  const outage = createApiOutage();
  const images = createImageStore({ directory: join(workDirectory, 'images') });
  const runtime = undo.use(
    startKubelets(
      {
        api,
        outage,
        network,
        images,
        credentials: {
          issueToken: ({ audience, ...request }) =>
            tokens.issue({ ...request, audiences: audience ? [audience] : undefined }).token,
        },
        reaper,
        startGate: createStartGate(2 * availableParallelism()),
        directory: workDirectory,
        leaseRenewalMs: leaseMs / RENEWALS_PER_LEASE,
        onError,
      },
      nodes.map((node, index) => ({
        name: node,
        controlPlane: index === 0,
        tainted: index === 0 && count > 1,
        zone: zones[index % zones.length],
        version: VERSION.gitVersion,
      })),
    ),
  );
  const server = undo.use(
    await createServer({
      registry,
      runtime,
      network,
      tokens,
      addresses: [serviceAddress],
      extraRoutes: [networkDoor(network), nodeDoor(runtime, images, controlPlane)],
    }),
  );
  serverUrl = new URL(server.url);
  createApiEndpoints(api, serverUrl);
  const leader = (lease: string, run: () => () => void) => {
    const started = startLeader({ api, outage, lease, node: controlPlaneNode, run, onError });
    undo.defer(() => started[Symbol.dispose]());
    return started;
  };
  controlPlane.add(
    'controller-manager',
    leader('kube-controller-manager', () =>
      startControllers(api, {
        now: Date.now,
        certificateAuthority: server.authority,
        timings: { nodeLeaseMs: leaseMs },
        onError,
      }),
    ),
  );
  controlPlane.add(
    'scheduler',
    leader('kube-scheduler', () => startScheduler(api, { now: Date.now, onError })),
  );
  controlPlane.add('coredns', network.nameServer);
  controlPlane.add('kube-proxy', network.serviceProxy);
  controlPlane.add('apiserver', {
    get running() {
      return server.isOpen;
    },
    async stop() {
      outage.begin();
      await server.suspend();
    },
    async start() {
      await server.resume();
      outage.end();
    },
  });

  const kubeconfig = join(directory, 'kubeconfig');
  await writeFile(kubeconfig, server.kubeconfig, { mode: 0o600 });
  const running = undo.move();
  return {
    server: server.url,
    kubeconfig,
    version: VERSION.gitVersion,
    nodes,
    api,
    runtime,
    network,
    controlPlane,
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}
