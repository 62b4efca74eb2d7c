import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { InfrastructureFailure, InvalidInput } from '../errors.ts';
import { connect } from '../kubernetes/connect.ts';
import type { ClusterIdentity, ClusterOptions, ClusterProvider, RunningCluster } from './cluster.ts';
import { requireEngine } from './container-engine.ts';
import { type PinnedBinary, provideKind } from './kind-binary.ts';
import { type KindCli, openKindCli } from './kind-cli.ts';
import { openKindCluster } from './kind-cluster.ts';
import { kindConfig } from './kind-config.ts';
import { readKindConfig } from './kind-config-file.ts';
import { bringUpKind, deleteRemains, settleMs } from './kind-creation.ts';
import { openKindDoor } from './kind-door.ts';
import { refuseHost } from './kind-host.ts';
import { endOrphanedCreation } from './kind-orphan.ts';
import { waitForNodes } from './wait-for-nodes.ts';

/** As the embedded cluster: enough for a mesh, and for faults on one node to leave others. */
const defaultNodes = 3;
const readyTimeoutMs = 180_000;
const betweenLooksMs = 500;

/** Kubernetes in containers, by kind's own command line. Deletes only clusters that it created itself. */
export const kind: ClusterProvider = {
  name: 'kind',
  async check({ wish }) {
    kindConfig(wish, defaultNodes, wish.kindConfig === undefined ? undefined : readKindConfig(wish.kindConfig));
  },

  async up(options) {
    const { wish, directory, signal, report } = options;
    const own = wish.kindConfig === undefined ? undefined : readKindConfig(wish.kindConfig);
    const config = kindConfig(wish, defaultNodes, own);
    const engine = await requireEngine(signal);
    refuseHost(engine, config, report);
    const cli = openKindCli(await provideKind(wish, options));
    const name = wish.name ?? own?.config.name ?? `chaos-gate-${randomBytes(3).toString('hex')}`;
    const reuses = (await cli.listClusters(signal)).includes(name);
    if (reuses) refuseUnlessWished(name, wish.reuse);
    await mkdir(directory, { recursive: true });
    const identity: ClusterIdentity = {
      provider: 'kind',
      name,
      kubeconfig: join(directory, 'kubeconfig'),
      context: `kind-${name}`,
      created: !reuses,
      details: { run: randomBytes(6).toString('hex'), ...namedIn(wish.kindBinary) },
    };
    options.willCreate(identity);
    return reuses ? await reuse(cli, identity, options) : await bringUpKind(cli, identity, config, options);
  },

  openDoor: () => openKindDoor(),

  async attach(identity, signal) {
    const { details = {} } = identity;
    const kindBinary =
      details.kindUrl === undefined ? undefined : { url: String(details.kindUrl), sha256: String(details.kindSha256) };
    const cli = openKindCli(await provideKind({ kindBinary }, { signal, report: () => {} }));
    // kind writes it last: without one, nodes may still be on their way.
    const unfinished = !existsSync(identity.kubeconfig);
    if (unfinished) await endOrphanedCreation(identity.name);
    if (!(await appears(cli, identity.name, unfinished ? settleMs : 0, signal))) return undefined;
    const cluster = await openKindCluster(cli, identity, { keep: true, report: () => {}, signal, remains: true });
    return unfinished ? { ...cluster, delete: () => deleteRemains(cli, identity, settleMs) } : cluster;
  },
};

function refuseUnlessWished(name: string, wished: boolean | undefined): void {
  if (wished) return;
  throw new InfrastructureFailure(
    `a kind cluster named ${name} is there already and was not created by this run: choose another name, or say \`reuse: true\` below \`cluster:\` to use it and leave it`,
  );
}

/** A cluster that was there before: used as it is, and left. */
async function reuse(
  cli: KindCli,
  identity: ClusterIdentity,
  { wish, signal, report }: ClusterOptions,
): Promise<RunningCluster> {
  const nodes = await cli.listNodes(identity.name, signal);
  if (wish.nodes !== undefined && wish.nodes !== nodes.length)
    throw new InvalidInput(
      `cluster ${identity.name} has ${nodes.length} node${nodes.length === 1 ? '' : 's'}, expected ${wish.nodes}: leave \`nodes\` out to use it as it is`,
    );
  report(`using kind cluster ${identity.name}, which was there before`);
  await cli.exportKubeconfig(identity.name, identity.kubeconfig, signal);
  const connection = await connect(identity.kubeconfig, identity.context, { signal });
  await waitForNodes(connection, { nodes: nodes.length, timeoutMs: readyTimeoutMs, signal });
  return await openKindCluster(cli, identity, { keep: true, report, signal });
}

/** Is the cluster there, or does it come up within that time? */
async function appears(cli: KindCli, name: string, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!(await cli.listClusters(signal)).includes(name)) {
    if (performance.now() >= deadline) return false;
    await delay(betweenLooksMs, undefined, { signal });
  }
  return true;
}

function namedIn(binary: PinnedBinary | undefined): Readonly<Record<string, string>> {
  return binary ? { kindUrl: binary.url, kindSha256: binary.sha256 } : {};
}
