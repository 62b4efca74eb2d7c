import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInput, messageOf } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { connect, readJson } from '../kubernetes/connect.ts';
import { listNodes } from '../kubernetes/nodes.ts';
import type { ClusterIdentity, ClusterProvider, RunningCluster } from './cluster.ts';
import { exportRedacted } from './log-export.ts';
import { type MinikubeCli, openMinikubeCli } from './minikube-cli.ts';
import { openMinikubeDoor } from './minikube-door.ts';
import { openServiceVantage, removeTwins } from './service-vantage.ts';
import { waitForNodes } from './wait-for-nodes.ts';

/** As the other providers: enough for a mesh, and for faults on one node to leave others. */
const defaultNodes = 3;
const readyTimeoutMs = 180_000;

/** Kubernetes by minikube's own command line, in a profile and with a kubeconfig of the run's own. */
export const minikube: ClusterProvider = {
  name: 'minikube',
  async up(options) {
    const { wish, directory, signal, report } = options;
    const kubeconfig = join(directory, 'kubeconfig');
    const cli = await openMinikubeCli(kubeconfig);
    const name = wish.name ?? `chaos-gate-${randomBytes(3).toString('hex')}`;
    if ((await cli.listProfiles(signal)).includes(name))
      throw new InvalidInput(
        `a minikube profile named ${name} is there already and was not created by this run: choose another name, or use it with --cluster existing --context ${name}`,
      );
    if (wish.nodeImage) report(`minikube has no nodeImage: ${wish.nodeImage} is for kind`);
    await mkdir(directory, { recursive: true });
    const identity: ClusterIdentity = { provider: 'minikube', name, kubeconfig, context: name, created: true };
    options.willCreate(identity);
    const nodes = wish.nodes ?? defaultNodes;
    try {
      report(`starting minikube profile ${name} with ${nodes} node${nodes === 1 ? '' : 's'}`);
      await cli.start({ profile: name, nodes, driver: wish.driver, kubernetesVersion: wish.kubernetesVersion, signal });
      const connection = await connect(kubeconfig, name, { signal, timeoutMs: 30_000 });
      await waitForNodes(connection, { nodes, timeoutMs: readyTimeoutMs, signal });
      await labelZones(connection, wish.zones ?? [], signal);
      return openCluster(cli, identity, connection, options);
    } catch (error) {
      await cli
        .delete(name)
        .catch(left => report(`the minikube profile ${name} could not be deleted: ${messageOf(left)}`));
      throw error;
    }
  },

  async attach(identity, signal) {
    const cli = await openMinikubeCli(identity.kubeconfig);
    if (!(await cli.listProfiles(signal)).includes(identity.name)) return undefined;
    const connection = await connect(identity.kubeconfig, identity.context, { signal });
    return openCluster(cli, identity, connection, { keep: true, report: () => {} });
  },
};

function openCluster(
  cli: MinikubeCli,
  identity: ClusterIdentity,
  connection: ApiConnection,
  { keep, report }: { readonly keep: boolean; readonly report: (text: string) => void },
): RunningCluster {
  const { name } = identity;
  return {
    identity,
    node: openMinikubeDoor(cli, name),
    vantage: openServiceVantage(connection),
    async loadImages(images, signal) {
      for (const { image, build } of images) {
        report(`${build === undefined ? 'loading' : 'building'} image ${image} on the nodes`);
        if (build === undefined) await cli.loadImage(name, image, signal);
        else await cli.buildImage(name, image, build, signal);
      }
    },
    async exportLogs(directory, signal) {
      await exportRedacted(directory, { connection, signal, report }, folder =>
        cli.writeLogs(name, join(folder, 'minikube.log'), signal),
      );
    },
    delete: () => cli.delete(name),
    async removeOwnObjects(signal) {
      await removeTwins(connection, undefined, signal);
    },
    async [Symbol.asyncDispose]() {
      if (!keep) await cli.delete(name);
    },
  };
}

/** minikube knows no zones: their label is dealt out to the nodes in turn, by name. */
async function labelZones(connection: ApiConnection, zones: readonly string[], signal: AbortSignal): Promise<void> {
  if (zones.length === 0) return;
  const names = (await listNodes(connection, signal)).map(node => node.metadata?.name ?? '').sort();
  for (const [index, node] of names.entries())
    await readJson<unknown>(connection, {
      method: 'PATCH',
      path: `/api/v1/nodes/${encodeURIComponent(node)}`,
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels: { 'topology.kubernetes.io/zone': zones[index % zones.length] } } },
      asking: `the zone of node ${node}`,
      signal,
    });
}
