import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../errors.ts';
import { connect } from '../kubernetes/connect.ts';
import type { ClusterIdentity, ClusterOptions, RunningCluster } from './cluster.ts';
import type { KindCli } from './kind-cli.ts';
import { openKindCluster } from './kind-cluster.ts';
import type { KindConfig } from './kind-config-file.ts';
import { explainKindFailure, isBootFlake } from './kind-failure.ts';
import { archiveImages, loadArchive } from './kind-images.ts';
import { nodeImageFor } from './kind-release.ts';
import { exportRedacted } from './log-export.ts';
import { waitForNodes } from './wait-for-nodes.ts';

const readyTimeoutMs = 180_000;
const deleteTimeoutMs = 30_000;
const betweenLooksMs = 500;
/** Longer than an engine on a busy machine takes to make a container; short enough for the 7.5 s that a cancelled step has. */
export const settleMs = 3_000;

/**
 * Makes a cluster, with the app's images: they are saved while kind makes the nodes, and loaded while these get ready.
 * Whatever fails ends the rest, and leaves nothing but logs.
 */
export async function bringUpKind(
  cli: KindCli,
  identity: ClusterIdentity,
  config: KindConfig,
  options: ClusterOptions,
): Promise<RunningCluster> {
  const { images = [], report, keep } = options;
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const archive = images.length === 0 ? undefined : archiveImages(images, signal, report);
  archive?.catch(error => failed.abort(error));
  const getReady = async (): Promise<void> => {
    await createCluster(cli, identity, config, { ...options, signal });
    const connection = await connect(identity.kubeconfig, identity.context, { signal, timeoutMs: 30_000 });
    const nodes = config.nodes?.length ?? 1;
    await Promise.all([waitForNodes(connection, { nodes, timeoutMs: readyTimeoutMs, signal }), load()]);
  };
  const load = async (): Promise<void> => {
    if (!archive) return;
    const nodes = await cli.listNodes(identity.name, signal);
    await loadArchive(cli, identity.name, await archive, nodes, { signal, report });
  };
  try {
    const ready = getReady();
    ready.catch(error => failed.abort(error));
    await Promise.allSettled([ready, archive]);
    await ready;
    return await openKindCluster(cli, identity, { keep, report, signal: options.signal, loaded: images });
  } catch (error) {
    const why = failed.signal.aborted && !options.signal.aborted ? failed.signal.reason : error;
    await keepLogs(cli, identity, options);
    await deleteRemains(cli, identity, settleMs);
    throw why;
  } finally {
    const saved = await archive?.catch(() => undefined);
    await saved?.[Symbol.asyncDispose]();
  }
}

async function createCluster(
  cli: KindCli,
  { name, kubeconfig }: ClusterIdentity,
  config: KindConfig,
  { wish, signal, report }: ClusterOptions,
): Promise<void> {
  const image = wish.nodeImage ?? (wish.kubernetesVersion ? nodeImageFor(wish.kubernetesVersion) : undefined);
  if (image && !image.includes('@sha256:'))
    report(`node image ${image} is named by tag, which can change: name it by digest`);
  const create = (): Promise<void> =>
    // JSON, which kind reads as the YAML it is.
    cli.create({ name, config: JSON.stringify(config), kubeconfig, image, signal, onLine: report });
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

/** Deletes until no machine has appeared for `quietMs`: the engine goes on making one for a moment after kind was ended. */
export async function deleteRemains(
  cli: KindCli,
  { name, kubeconfig }: ClusterIdentity,
  quietMs: number,
): Promise<void> {
  const giveUpAt = performance.now() + deleteTimeoutMs;
  await cli.delete(name, kubeconfig);
  let lookedSince = performance.now();
  do {
    await delay(betweenLooksMs);
    if ((await cli.listMachines(name)).length === 0) continue;
    await cli.delete(name, kubeconfig);
    lookedSince = performance.now();
  } while (performance.now() - lookedSince < quietMs && performance.now() < giveUpAt);
}

async function keepLogs(cli: KindCli, identity: ClusterIdentity, options: ClusterOptions): Promise<void> {
  if (options.signal.aborted) return;
  const directory = join(options.directory, 'logs', 'kind');
  try {
    await exportRedacted(directory, options, folder => cli.exportLogs(identity.name, folder, options.signal));
    options.report(`the nodes' logs are in ${directory}`);
  } catch (error) {
    // The failure that is being reported matters more than the logs about it.
    options.report(`the nodes' logs could not be exported: ${messageOf(error)}`);
  }
}
