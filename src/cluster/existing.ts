import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { findProgram, runCommand } from '../command/index.ts';
import { CommandFailed, InfrastructureFailure, InvalidInput } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { connect } from '../kubernetes/connect.ts';
import { loadKubeconfig } from '../kubernetes/kubeconfig.ts';
import type { ClusterIdentity, ClusterProvider, NodeDoor, RunningCluster } from './cluster.ts';
import { engineName } from './container-engine.ts';
import { openKindDoor } from './kind-door.ts';
import { openServiceVantage, removeTwins } from './service-vantage.ts';

/** Contexts that tools for clusters on one's own machine make. */
const localContexts = [/^kind-/, /^minikube$/, /^k3d-/, /^docker-desktop$/];

/** A cluster that is there already, by kubeconfig and context. Never taken down; nothing but the app is put into it for good. */
export const existing: ClusterProvider = {
  name: 'existing',
  async up(options) {
    const { wish, allowContext, signal } = options;
    const kubeconfig = resolve(wish.kubeconfig ?? defaultKubeconfig());
    const context = loadKubeconfig(kubeconfig, wish.context).currentContext;
    if (allowContext !== context && !localContexts.some(pattern => pattern.test(context)))
      throw new InvalidInput(
        `context "${context}" of ${kubeconfig} may be a cluster that others need: to inject faults there, allow it by --allow-context ${context}`,
      );
    const details = { run: randomBytes(6).toString('hex') };
    const identity: ClusterIdentity = {
      provider: 'existing',
      name: context,
      kubeconfig,
      context,
      created: false,
      details,
    };
    options.willCreate(identity);
    return await openCluster(identity, signal);
  },

  async attach(identity, signal) {
    return await openCluster(identity, signal);
  },
};

async function openCluster(identity: ClusterIdentity, signal: AbortSignal): Promise<RunningCluster> {
  const connection = await connect(identity.kubeconfig, identity.context, { signal });
  const run = identity.details?.run === undefined ? undefined : String(identity.details.run);
  return {
    identity,
    node: await chooseDoor(connection, signal),
    vantage: openServiceVantage(connection, run),
    async loadImages(images) {
      const [built] = images.filter(each => each.build !== undefined);
      if (built)
        throw new InvalidInput(
          `image ${built.image} is to be built, and an existing cluster's nodes cannot be reached with it: push it to a registry that the cluster pulls from`,
        );
    },
    async exportLogs() {
      // The cluster's own logs are its owner's; events and pod logs are exported for every provider alike.
    },
    async delete() {
      // It was there before and stays. What a run put into it for itself goes.
      await removeTwins(connection, run);
    },
    async [Symbol.asyncDispose]() {
      // Every opened Service removes its own twin; nothing else was made.
    },
  };
}

/** As kubectl looks for it: the first file of KUBECONFIG, else ~/.kube/config. */
function defaultKubeconfig(): string {
  const named = (process.env.KUBECONFIG ?? '').split(delimiter).find(path => path !== '');
  const path = named ?? join(homedir(), '.kube', 'config');
  if (!named && !existsSync(path))
    throw new InvalidInput(`there is no kubeconfig: name one by --kubeconfig (looked at KUBECONFIG and ${path})`);
  return path;
}

/** The nodes of a kind cluster on this machine's engine are within reach, whoever created it. Of others, none are. */
async function chooseDoor(connection: ApiConnection, signal: AbortSignal): Promise<NodeDoor> {
  const name = /^kind-(.+)$/.exec(connection.context)?.[1];
  return name !== undefined && (await isKindOfThisMachine(name, signal))
    ? openKindDoor()
    : closedDoor(connection.context);
}

async function isKindOfThisMachine(name: string, signal: AbortSignal): Promise<boolean> {
  const engine = engineName();
  if ((await findProgram(engine)) === undefined) return false;
  try {
    const filter = `label=io.x-k8s.kind.cluster=${name}`;
    const { stdout } = await runCommand([engine, 'ps', '--quiet', '--filter', filter], { signal, timeoutMs: 10_000 });
    return stdout.trim() !== '';
  } catch (error) {
    // An engine that does not answer reaches no node.
    if (error instanceof CommandFailed) return false;
    throw error;
  }
}

function closedDoor(context: string): NodeDoor {
  const nodes = `the nodes of the existing cluster ${context} are out of reach`;
  const refuse = async (): Promise<never> => {
    throw new InfrastructureFailure(
      `${nodes}: faults on processes and their proof need kind, Minikube or the embedded cluster`,
    );
  };
  return {
    signalContainer: refuse,
    containerState: refuse,
    refusal: () => `${nodes}: faults on nodes need kind, Minikube or the embedded cluster`,
    stopNode: refuse,
    pauseNode: refuse,
    startNode: refuse,
    machineState: refuse,
    controlService: refuse,
    serviceProcess: refuse,
    execute: refuse,
  };
}
