import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed, InvalidInput, messageOf } from '../errors.ts';
import { connect } from '../kubernetes/connect.ts';
import type { ClusterIdentity, ClusterOptions, ClusterProvider, RunningCluster, Vantage } from './cluster.ts';
import { provideImages, requireEngine, withImageArchive } from './container-engine.ts';
import { type KindCli, openKindCli } from './kind-cli.ts';
import { kindConfig } from './kind-config.ts';
import { openKindDoor } from './kind-door.ts';
import { explainKindFailure, isBootFlake } from './kind-failure.ts';
import { endOrphanedCreation } from './kind-orphan.ts';
import { openServiceVantage } from './service-vantage.ts';
import { waitForNodes } from './wait-for-nodes.ts';

/** As the embedded cluster: enough for a mesh, and for faults on one node to leave others. */
const defaultNodes = 3;
const readyTimeoutMs = 180_000;
const deleteTimeoutMs = 30_000;
const betweenLooksMs = 500;
/** Longer than an engine on a busy machine takes to make a container; short enough for the 7.5 s that a cancelled step has. */
const settleMs = 3_000;

/** Kubernetes in containers, by kind's own command line. Deletes only clusters that it created itself. */
export const kind: ClusterProvider = {
  name: 'kind',
  async up(options) {
    const { wish, directory, signal } = options;
    await requireEngine(signal);
    const cli = await openKindCli();
    const name = wish.name ?? `chaos-gate-${randomBytes(3).toString('hex')}`;
    if ((await cli.listClusters(signal)).includes(name))
      throw new InvalidInput(
        `a kind cluster named ${name} is there already and was not created by this run: choose another name, or use it with --cluster existing --context kind-${name}`,
      );
    await mkdir(directory, { recursive: true });
    const kubeconfig = join(directory, 'kubeconfig');
    const identity: ClusterIdentity = { provider: 'kind', name, kubeconfig, context: `kind-${name}`, created: true };
    options.willCreate(identity);
    try {
      await createCluster(cli, identity, options);
      const connection = await connect(kubeconfig, identity.context, { signal, timeoutMs: 30_000 });
      await waitForNodes(connection, { nodes: wish.nodes ?? defaultNodes, timeoutMs: readyTimeoutMs, signal });
      return openCluster(cli, identity, openServiceVantage(connection), options);
    } catch (error) {
      await keepLogs(cli, identity, options);
      await deleteRemains(cli, identity, signal.aborted ? settleMs : 0);
      throw error;
    }
  },

  async attach(identity, signal) {
    const cli = await openKindCli();
    // kind writes it last: without one, nodes may still be on their way.
    const unfinished = !existsSync(identity.kubeconfig);
    if (unfinished) await endOrphanedCreation(identity.name);
    if (!(await appears(cli, identity.name, unfinished ? settleMs : 0, signal))) return undefined;
    const options = { keep: true, report: () => {} };
    const cluster = openCluster(cli, identity, await openVantageOfRemains(identity, signal), options);
    return unfinished ? { ...cluster, delete: () => deleteRemains(cli, identity, settleMs) } : cluster;
  },
};

/** Is the cluster there, or does it come up within that time? */
async function appears(cli: KindCli, name: string, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!(await cli.listClusters(signal)).includes(name)) {
    if (performance.now() >= deadline) return false;
    await delay(betweenLooksMs, undefined, { signal });
  }
  return true;
}

async function createCluster(cli: KindCli, identity: ClusterIdentity, options: ClusterOptions): Promise<void> {
  const { wish, signal, report } = options;
  const { name, kubeconfig } = identity;
  const image = wish.nodeImage ?? (wish.kubernetesVersion ? versionImage(wish.kubernetesVersion) : undefined);
  if (image && !image.includes('@sha256:'))
    report(`node image ${image} is named by tag, which can change: name it by digest`);
  const create = (): Promise<void> =>
    cli.create({ name, config: kindConfig(wish, defaultNodes), kubeconfig, image, signal, onLine: report });
  try {
    await create();
  } catch (error) {
    signal.throwIfAborted();
    if (!isBootFlake(error)) throw explainKindFailure(error);
    report('a node took too long to boot: once more');
    await cli.delete(name, kubeconfig, signal);
    await create().catch(again => {
      signal.throwIfAborted();
      throw explainKindFailure(again);
    });
  }
}

function openCluster(
  cli: KindCli,
  identity: ClusterIdentity,
  vantage: Vantage,
  { keep, report }: Pick<ClusterOptions, 'keep' | 'report'>,
): RunningCluster {
  const { name, kubeconfig } = identity;
  const deleteOnce = async (): Promise<void> => cli.delete(name, kubeconfig);
  return {
    identity,
    node: openKindDoor(),
    vantage,
    async loadImages(images, signal) {
      if (images.length === 0) return;
      await provideImages(images, signal, report);
      for (const { image } of images)
        if (/(:latest|^[^:@]+)$/.test(image))
          report(
            `image ${image} is tagged latest: Kubernetes will try to pull it unless imagePullPolicy is IfNotPresent or Never`,
          );
      report(`loading ${images.length} image${images.length === 1 ? '' : 's'} onto the nodes`);
      await withImageArchive(
        images.map(each => each.image),
        signal,
        archive => cli.loadImageArchive(name, archive, signal),
      );
    },
    async exportLogs(directory, signal) {
      try {
        await cli.exportLogs(name, directory, signal);
      } catch (error) {
        // kind writes what it can get and ends with an error for what it cannot.
        if (!(error instanceof CommandFailed) || !existsSync(directory)) throw error;
        report(`not all of the nodes' logs could be read: ${messageOf(error)}`);
      }
    },
    delete: deleteOnce,
    async [Symbol.asyncDispose]() {
      if (!keep) await deleteOnce();
    },
  };
}

/** Deletes until no node has appeared for `quietMs`: the engine goes on making one for a moment after kind was ended. */
async function deleteRemains(cli: KindCli, { name, kubeconfig }: ClusterIdentity, quietMs: number): Promise<void> {
  const giveUpAt = performance.now() + deleteTimeoutMs;
  await cli.delete(name, kubeconfig);
  let lookedSince = performance.now();
  do {
    await delay(betweenLooksMs);
    if ((await cli.listNodes(name)).length === 0) continue;
    await cli.delete(name, kubeconfig);
    lookedSince = performance.now();
  } while (performance.now() - lookedSince < quietMs && performance.now() < giveUpAt);
}

/** After a crash there may be nodes but no API server: what is left must still be deletable. */
async function openVantageOfRemains(identity: ClusterIdentity, signal: AbortSignal): Promise<Vantage> {
  const unreachable = (why: string): Vantage => ({
    async openService() {
      throw new InvalidInput(`the cluster ${identity.name} cannot be used: ${why}`);
    },
  });
  if (!existsSync(identity.kubeconfig)) return unreachable('it has no kubeconfig');
  try {
    return openServiceVantage(await connect(identity.kubeconfig, identity.context, { signal }));
  } catch (error) {
    signal.throwIfAborted();
    return unreachable(messageOf(error));
  }
}

async function keepLogs(cli: KindCli, identity: ClusterIdentity, options: ClusterOptions): Promise<void> {
  if (options.signal.aborted) return;
  const directory = join(options.directory, 'logs', 'kind');
  try {
    await cli.exportLogs(identity.name, directory, options.signal);
    options.report(`the nodes' logs are in ${directory}`);
  } catch (error) {
    // The failure that is being reported matters more than the logs about it.
    options.report(`the nodes' logs could not be exported: ${messageOf(error)}`);
  }
}

function versionImage(version: string): string {
  return `kindest/node:${version.startsWith('v') ? version : `v${version}`}`;
}
