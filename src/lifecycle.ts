import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { providerOf, pullWarnings, type RunningCluster, requiredPermissions } from './cluster/index.ts';
import { InfrastructureFailure } from './errors.ts';
import type { KubernetesAccess } from './kubernetes/access.ts';
import {
  formatPermission,
  listMissingPermissions,
  listNodeNames,
  readServerVersion,
} from './kubernetes/cluster-facts.ts';
import { deploy } from './kubernetes/deploy.ts';
import { loadApp } from './kubernetes/load-app.ts';
import type { Run } from './run.ts';
import type { App, ClusterWish, Suite } from './scenario/suite.ts';
import { outlivesCluster } from './undo/operation.ts';
import { clusterId, type UndoJournal } from './undo/undo-journal.ts';

/** Throws InvalidInput for a cluster that cannot be meant, before a run is begun: nothing is written yet. */
export async function checkCluster(wish: ClusterWish, options: { readonly allowContext?: string }): Promise<void> {
  await providerOf(wish.provider ?? 'embedded').check?.({ wish, allowContext: options.allowContext });
}

/**
 * Brings the cluster of a run up. Before anything is made, the undo journal says what will be, so that another process
 * can delete it after a crash; disposing deletes it (unless kept, or not ours) and ticks that off, with what went with it.
 * A cluster that ends by itself stops the run; disposing throws it then, so that no run on it comes to a verdict.
 */
export async function bringUp(
  run: Run,
  wish: ClusterWish,
  options: { readonly keep: boolean; readonly allowContext?: string },
  images: App['images'] = [],
): Promise<RunningCluster> {
  const { folder, undoJournal, signal } = run;
  const cluster = await providerOf(wish.provider ?? 'embedded').up({
    wish,
    directory: folder.cluster,
    allowContext: options.allowContext,
    images,
    keep: options.keep,
    signal,
    report: text => run.say('progress', text),
    willCreate: identity => undoJournal.write({ type: 'cluster', identity, keep: options.keep }),
  });
  if (options.keep) writeFileSync(folder.clusterState, JSON.stringify(cluster.identity), { mode: 0o600 });
  const { gone } = cluster;
  gone?.addEventListener('abort', () => run.stop(gone.reason));
  if (gone?.aborted) run.stop(gone.reason);
  return {
    ...cluster,
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]();
      if (!options.keep) undoJournal.write({ type: 'done', id: clusterId });
      if (!options.keep && cluster.identity.created) tickOffWithCluster(undoJournal);
      gone?.throwIfAborted();
    },
  };
}

/** From a process that ends until the news of it. */
const newsMs = 500;

/** Requests to a cluster that ended may fail before the news of its end comes: waits for it, where there would be any. */
export async function awaitNews({ gone }: Pick<RunningCluster, 'gone'>): Promise<void> {
  if (gone && !gone.aborted) await sleep(newsMs, undefined, { signal: gone }).catch(() => 'it came');
}

/** What could not be undone in a cluster is gone with it, unless it was done to something else: that stays to be undone. */
function tickOffWithCluster(undoJournal: UndoJournal): void {
  for (const { id, operation } of undoJournal.pending())
    if (!outlivesCluster(operation)) undoJournal.write({ type: 'done', id });
}

/** Records what cluster it is. Throws ApiFailure when it does not answer. */
export async function introduce(run: Run, cluster: RunningCluster, kubernetes: KubernetesAccess): Promise<void> {
  const [version, nodes] = await Promise.all([
    readServerVersion(kubernetes, run.signal),
    listNodeNames(kubernetes, run.signal),
  ]);
  const { provider, name, created } = cluster.identity;
  run.record({ type: 'cluster-ready', t: run.clock.now(), provider, name, version, nodes, created });
}

/**
 * On a cluster that was there before, asks the API server for every permission that the run will need, before anything of it
 * is changed. Throws InfrastructureFailure that names what is missing.
 */
export async function requirePermissions(
  run: Run,
  suite: Pick<Suite, 'app' | 'cluster' | 'scenarios' | 'config'>,
  cluster: RunningCluster,
  kubernetes: KubernetesAccess,
): Promise<void> {
  if (cluster.identity.created) return;
  const objects = await loadApp(suite.app, run.signal);
  const required = await requiredPermissions(suite, objects, kubernetes, run.signal);
  const missing = await listMissingPermissions(kubernetes, required, run.signal);
  if (missing.length > 0)
    throw new InfrastructureFailure(
      `context ${kubernetes.context} may not ${missing.map(formatPermission).join(', ')}: \`chaos-gate doctor FILE --kubeconfig ${kubernetes.kubeconfig} --role\` prints the ClusterRole that the run needs`,
    );
}

/** Loads the app's images onto the nodes, applies its manifests and waits until all of it is ready. Returns its namespaces. */
export async function deployApp(
  run: Run,
  app: App,
  cluster: RunningCluster,
  kubernetes: KubernetesAccess,
  timeoutMs: number,
): Promise<string[]> {
  const report = (text: string) => run.say('progress', text);
  const started = run.clock.now();
  if (app.images.length > 0 && cluster.identity.provider !== 'embedded')
    for (const warning of pullWarnings(await loadApp(app, run.signal), app.images)) run.say('warning', warning);
  await cluster.loadImages(app.images, run.signal);
  const applied = await deploy(kubernetes, app, { timeoutMs, signal: run.signal, report });
  if (applied.length > 0) report(`app ready after ${((run.clock.now() - started) / 1000).toFixed(1)} s`);
  return [...new Set(applied.flatMap(({ metadata }) => metadata?.namespace ?? []))];
}
