import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureFailure, InvalidInput } from '../errors.ts';
import { connect } from '../kubernetes/connect.ts';
import { loadKubeconfig } from '../kubernetes/kubeconfig.ts';
import type { ClusterIdentity, ClusterOptions, ClusterProvider, RunningCluster } from './cluster.ts';
import { openClusterAddressVantage } from './cluster-address-vantage.ts';
import { openEmbeddedDoor, registerImage } from './embedded-door.ts';
import { type EmbeddedProcess, endProcess, processLives, startEmbedded } from './embedded-process.ts';
import { exportRedacted } from './log-export.ts';

/** Enough for a mesh and for faults on one node to leave others. */
const defaultNodes = 3;
const logName = 'embedded-cluster.log';
const stateName = 'embedded-cluster.json';

/** The Kubernetes that this product brings along: one process, no engine, no root. A rehearsal, and named as such. */
export const embedded: ClusterProvider = {
  name: 'embedded',
  async check() {
    if (process.platform !== 'linux')
      throw new InvalidInput(
        `the embedded cluster needs Linux (its pods have addresses of their own in 127/8), this is ${process.platform}; use kind`,
      );
  },

  async up(options) {
    const { wish, directory, keep, signal, report } = options;
    const name = wish.name ?? 'embedded';
    const nodes = wish.nodes ?? defaultNodes;
    for (const key of ['nodeImage', 'kubernetesVersion'] as const)
      if (wish[key] !== undefined) report(`the embedded cluster has no ${key}: ${wish[key]} is for kind and Minikube`);
    await mkdir(directory, { recursive: true });
    const identity: ClusterIdentity = {
      provider: 'embedded',
      name,
      kubeconfig: join(directory, 'kubeconfig'),
      created: true,
      details: { directory },
    };
    options.willCreate(identity);
    const started = await startEmbedded({
      directory,
      name,
      nodes,
      zones: wish.zones ?? [],
      detached: keep,
      logFile: join(directory, logName),
      signal,
    });
    try {
      const state = { pid: started.pid, kubeconfig: started.kubeconfig };
      await writeFile(join(directory, stateName), JSON.stringify(state), { mode: 0o600 });
      return await openCluster({ ...identity, kubeconfig: started.kubeconfig }, started, { keep, signal, report });
    } catch (error) {
      await started.end();
      throw started.gone?.aborted ? started.gone.reason : error;
    }
  },

  openDoor: ({ kubeconfig, context }) => openEmbeddedDoor({ config: loadKubeconfig(kubeconfig, context) }),

  async attach(identity, signal) {
    const stateFile = join(String(identity.details?.directory ?? ''), stateName);
    if (!existsSync(stateFile)) return undefined;
    const { pid, kubeconfig } = JSON.parse(readFileSync(stateFile, 'utf8')) as EmbeddedProcess;
    if (!processLives(pid)) return undefined;
    const attached = { pid, kubeconfig, end: () => endProcess(pid) };
    try {
      return await openCluster({ ...identity, kubeconfig }, attached, { keep: true, signal, report: () => {} });
    } catch (error) {
      signal.throwIfAborted();
      // Nobody answers with that cluster's certificate: the process id belongs to somebody else by now.
      if (error instanceof InfrastructureFailure) return undefined;
      throw error;
    }
  },
};

async function openCluster(
  identity: ClusterIdentity,
  started: EmbeddedProcess,
  { keep, signal, report }: Pick<ClusterOptions, 'keep' | 'signal' | 'report'>,
): Promise<RunningCluster> {
  const connection = await connect(identity.kubeconfig, identity.context, { signal });
  const directory = String(identity.details?.directory);
  return {
    identity: { ...identity, details: { directory, pid: started.pid } },
    node: openEmbeddedDoor(connection),
    vantage: openClusterAddressVantage(connection, () => processLives(started.pid)),
    gone: started.gone,
    async loadImages(images, abort) {
      if (images.length > 0) report(`loading ${images.map(({ image }) => image).join(', ')}`);
      for (const image of images) await registerImage(connection, image, abort);
    },
    async exportLogs(target, abort) {
      await exportRedacted(target, { connection, signal: abort, report }, folder =>
        copyFile(join(directory, logName), join(folder, logName)),
      );
    },
    delete: () => started.end(),
    async removeOwnObjects() {
      // Probes reach Services as they are: nothing is put into the cluster for them.
    },
    async [Symbol.asyncDispose]() {
      if (!keep) await started.end();
    },
  };
}
