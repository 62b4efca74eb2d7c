import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { CommandFailed, InfrastructureFailure, messageOf } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { connect } from '../kubernetes/connect.ts';
import type { App } from '../scenario/suite.ts';
import type { ClusterIdentity, ClusterOptions, RunningCluster, Vantage } from './cluster.ts';
import type { KindCli } from './kind-cli.ts';
import { openKindDoor } from './kind-door.ts';
import { loadMissingImages } from './kind-images.ts';
import { exportRedacted } from './log-export.ts';
import { openServiceVantage, removeTwins } from './service-vantage.ts';

interface OpenOptions extends Pick<ClusterOptions, 'keep' | 'report' | 'signal'> {
  /** Images that are on the nodes already. */
  readonly loaded?: App['images'];
  /** It may be what a crash left: without an API server that answers it can still be deleted. */
  readonly remains?: boolean;
}

/** A kind cluster that is up. Throws InfrastructureFailure when it does not answer, unless it may be remains. */
export async function openKindCluster(
  cli: KindCli,
  identity: ClusterIdentity,
  options: OpenOptions,
): Promise<RunningCluster> {
  const { name, kubeconfig, created, details } = identity;
  const { keep, report, loaded = [] } = options;
  const door = openKindDoor();
  const connection = await connectTo(identity, options);
  const run = details?.run === undefined ? undefined : String(details.run);
  const deleteIt = async (): Promise<void> => {
    if (created) await cli.delete(name, kubeconfig);
  };
  return {
    identity,
    node: door,
    vantage:
      'unreachable' in connection ? noVantage(name, connection.unreachable) : openServiceVantage(connection, run),
    async loadImages(images, signal) {
      const rest = images.filter(({ image }) => !loaded.some(each => each.image === image));
      await loadMissingImages(cli, name, door, rest, { signal, report });
    },
    async exportLogs(directory, signal) {
      const known = 'unreachable' in connection ? undefined : connection;
      await exportRedacted(directory, { connection: known, signal, report }, async folder => {
        try {
          await cli.exportLogs(name, folder, signal);
        } catch (error) {
          // kind writes what it can get and ends with an error for what it cannot.
          if (!(error instanceof CommandFailed) || (await readdir(folder)).length === 0) throw error;
          report(`not all of the nodes' logs could be read: ${messageOf(error)}`);
        }
      });
    },
    delete: deleteIt,
    async removeOwnObjects(signal) {
      if ('unreachable' in connection) throw new InfrastructureFailure(connection.unreachable);
      await removeTwins(connection, run, signal);
    },
    async [Symbol.asyncDispose]() {
      if (!keep) await deleteIt();
    },
  };
}

async function connectTo(
  { name, kubeconfig, context }: ClusterIdentity,
  { signal, remains }: OpenOptions,
): Promise<ApiConnection | { readonly unreachable: string }> {
  if (remains && !existsSync(kubeconfig)) return { unreachable: `the cluster ${name} has no kubeconfig` };
  try {
    return await connect(kubeconfig, context, { signal });
  } catch (error) {
    signal.throwIfAborted();
    if (!remains) throw error;
    return { unreachable: messageOf(error) };
  }
}

function noVantage(name: string, why: string): Vantage {
  return {
    async openService() {
      throw new InfrastructureFailure(`the cluster ${name} cannot be used: ${why}`);
    },
  };
}
