import { writeFileSync } from 'node:fs';
import { providerOf, type RunningCluster } from './cluster/index.ts';
import { clusterId } from './experiment/undo-journal.ts';
import type { KubernetesAccess } from './kubernetes/access.ts';
import { listNodeNames, readServerVersion } from './kubernetes/cluster-facts.ts';
import { deploy } from './kubernetes/deploy.ts';
import type { Run } from './run.ts';
import type { App, ClusterWish } from './scenario/suite.ts';

/**
 * Brings the cluster of a run up. Before anything is made, the undo journal says what will be, so that another process
 * can delete it after a crash; disposing deletes it (unless kept, or not ours) and ticks that off.
 */
export async function bringUp(
  run: Run,
  wish: ClusterWish,
  options: { readonly keep: boolean; readonly allowContext?: string },
): Promise<RunningCluster> {
  const { folder, undoJournal, signal } = run;
  const cluster = await providerOf(wish.provider ?? 'embedded').up({
    wish,
    directory: folder.cluster,
    allowContext: options.allowContext,
    keep: options.keep,
    signal,
    report: text => run.say('progress', text),
    willCreate: identity => undoJournal.write({ type: 'cluster', identity, keep: options.keep }),
  });
  if (options.keep) writeFileSync(folder.clusterState, JSON.stringify(cluster.identity), { mode: 0o600 });
  return {
    ...cluster,
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]();
      if (!options.keep) undoJournal.write({ type: 'done', id: clusterId });
    },
  };
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

/** Loads the app's images onto the nodes, applies its manifests and waits until all of it is ready. */
export async function deployApp(
  run: Run,
  app: App,
  cluster: RunningCluster,
  kubernetes: KubernetesAccess,
  timeoutMs: number,
): Promise<void> {
  const report = (text: string) => run.say('progress', text);
  const started = run.clock.now();
  if (app.images.length > 0) {
    report(`loading ${app.images.map(({ image }) => image).join(', ')}`);
    await cluster.loadImages(app.images, run.signal);
  }
  const applied = await deploy(kubernetes, app, { timeoutMs, signal: run.signal, report });
  if (applied.length > 0) report(`app ready after ${((run.clock.now() - started) / 1000).toFixed(1)} s`);
}
