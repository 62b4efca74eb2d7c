import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { InvalidInput } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { connect, requireCredentials } from '../kubernetes/connect.ts';
import { loadKubeconfig } from '../kubernetes/kubeconfig.ts';
import type { ClusterIdentity, ClusterOptions, ClusterProvider, RunningCluster } from './cluster.ts';
import { openClusterAddressVantage } from './cluster-address-vantage.ts';
import { openEmbeddedDoor, registerImage } from './embedded-door.ts';
import { reachNodes } from './existing-door.ts';
import { removeNodeShell } from './node-shell.ts';
import { openServiceVantage, removeTwins } from './service-vantage.ts';

/** The name that an embedded cluster has in its kubeconfig. */
const embeddedName = 'chaos-gate-embedded';
/** Contexts that tools for clusters on one's own machine make. */
const localContexts = [/^kind-/, /^minikube$/, /^k3d-/, /^docker-desktop$/];

/** A cluster that is there already, by kubeconfig and context. Never taken down; nothing but the app is put into it for good. */
export const existing: ClusterProvider = {
  name: 'existing',
  async check(options) {
    const { kubeconfig, context } = findContext(options);
    await requireCredentials(kubeconfig, context);
  },

  async up(options) {
    const { wish, signal } = options;
    const { kubeconfig, context } = findContext(options);
    const details = {
      run: randomBytes(6).toString('hex'),
      ...(wish.nodeShell && { nodeShell: wish.nodeShell.image }),
    };
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

  openDoor({ kubeconfig, context }) {
    const config = loadKubeconfig(kubeconfig, context);
    // Who the machines of another cluster are, only its API could say.
    return config.getCurrentCluster()?.name === embeddedName ? openEmbeddedDoor({ config }) : undefined;
  },

  async attach(identity, signal) {
    return await openCluster(identity, signal);
  },
};

/** The context that is wished for. Throws InvalidInput where there is none, or it is not allowed. */
function findContext({ wish, allowContext }: Pick<ClusterOptions, 'wish' | 'allowContext'>): {
  kubeconfig: string;
  context: string;
} {
  const kubeconfig = resolve(wish.kubeconfig ?? defaultKubeconfig());
  const context = loadKubeconfig(kubeconfig, wish.context).currentContext;
  if (allowContext !== context && !localContexts.some(pattern => pattern.test(context)))
    throw new InvalidInput(
      `context "${context}" of ${kubeconfig} may be a cluster that others need: to inject faults there, allow it by --allow-context ${context}`,
    );
  return { kubeconfig, context };
}

async function openCluster(identity: ClusterIdentity, signal: AbortSignal): Promise<RunningCluster> {
  const connection = await connect(identity.kubeconfig, identity.context, { signal });
  const { details } = identity;
  const run = details?.run === undefined ? undefined : String(details.run);
  const shell = details?.nodeShell && run ? { image: String(details.nodeShell), run } : undefined;
  const { door, embedded } = await reachNodes(connection, shell, signal);
  return {
    identity,
    node: door,
    vantage: embedded
      ? openClusterAddressVantage(connection, () => answers(connection))
      : openServiceVantage(connection, run),
    async loadImages(images, abort) {
      if (embedded) for (const image of images) await registerImage(connection, image, abort);
      const built = images.find(each => each.build !== undefined);
      if (built && !embedded)
        throw new InvalidInput(
          `image ${built.image} is to be built, and an existing cluster's nodes cannot be reached with it: push it to a registry that the cluster pulls from`,
        );
    },
    async exportLogs() {
      // The cluster's own logs are its owner's; events and pod logs are exported for every provider alike.
    },
    async delete() {
      // It was there before and stays.
    },
    async removeOwnObjects(abort) {
      await removeTwins(connection, run, abort);
      if (shell) await removeNodeShell(connection, shell.run, abort);
    },
    async [Symbol.asyncDispose]() {
      // Every opened Service removes its own twin; the pods that enter nodes serve all of a run.
      if (shell) await removeNodeShell(connection, shell.run);
    },
  };
}

async function answers(connection: ApiConnection): Promise<boolean> {
  try {
    return (await connection.send({ path: '/readyz', timeoutMs: 1_000 })).status === 200;
  } catch {
    // Whatever keeps it from answering, the way is not whole.
    return false;
  }
}

/** As kubectl looks for it: the first file of KUBECONFIG, else ~/.kube/config. */
export function defaultKubeconfig(): string {
  const named = (process.env.KUBECONFIG ?? '').split(delimiter).find(path => path !== '');
  const path = named ?? join(homedir(), '.kube', 'config');
  if (!named && !existsSync(path))
    throw new InvalidInput(`there is no kubeconfig: name one by --kubeconfig (looked at KUBECONFIG and ${path})`);
  return path;
}
