import { findProgram, runCommand } from '../command/index.ts';
import { InfrastructureFailure } from '../errors.ts';

/** The kind command line, typed: argv in, result out. Every call throws CommandFailed when kind does. */
export interface KindCli {
  /** `v0.33.0`. */
  version(signal?: AbortSignal): Promise<string>;
  listClusters(signal?: AbortSignal): Promise<string[]>;
  /** Creates a cluster and keeps its nodes when that fails, for their logs; does not wait for it to be ready. */
  create(options: CreateOptions): Promise<void>;
  /** A cluster that is not there is no error. */
  delete(name: string, kubeconfig: string, signal?: AbortSignal): Promise<void>;
  listNodes(name: string, signal?: AbortSignal): Promise<string[]>;
  /** Loads a `docker image save` archive onto every node. */
  loadImageArchive(name: string, archive: string, signal?: AbortSignal): Promise<void>;
  exportLogs(name: string, directory: string, signal?: AbortSignal): Promise<void>;
}

export interface CreateOptions {
  readonly name: string;
  /** kind's own configuration, YAML or JSON. */
  readonly config: string;
  /** Where to write the cluster's kubeconfig. */
  readonly kubeconfig: string;
  /** Node image; kind's default when absent. */
  readonly image?: string;
  readonly signal?: AbortSignal;
  /** What kind says on its way, line by line. */
  readonly onLine?: (line: string) => void;
}

const createTimeoutMs = 10 * 60_000;
const otherTimeoutMs = 5 * 60_000;

/** Finds kind on PATH. Throws InfrastructureFailure when it is not there. */
export async function openKindCli(): Promise<KindCli> {
  if ((await findProgram('kind')) === undefined)
    throw new InfrastructureFailure(
      'kind is not on PATH: install it (https://kind.sigs.k8s.io), or use --cluster embedded',
    );
  const run = async (argv: readonly string[], signal?: AbortSignal): Promise<string> => {
    const { stdout } = await runCommand(['kind', ...argv], { signal, timeoutMs: otherTimeoutMs });
    return stdout;
  };
  return {
    async version(signal) {
      const words = (await run(['version'], signal)).split(/\s+/);
      return words[1] ?? words[0] ?? '';
    },
    async listClusters(signal) {
      return splitLines(await run(['get', 'clusters', '--quiet'], signal));
    },
    async create({ name, config, kubeconfig, image, signal, onLine }) {
      const argv = ['create', 'cluster', '--name', name, '--config', '-', '--kubeconfig', kubeconfig, '--retain'];
      await runCommand(['kind', ...argv, ...(image ? ['--image', image] : [])], {
        input: config,
        signal,
        timeoutMs: createTimeoutMs,
        onLine,
        // Nodes that are being made are finished or given up in this time; they are deleted afterwards in any case.
        graceMs: 5_000,
      });
    },
    async delete(name, kubeconfig, signal) {
      await run(['delete', 'cluster', '--name', name, '--kubeconfig', kubeconfig], signal);
    },
    async listNodes(name, signal) {
      return splitLines(await run(['get', 'nodes', '--name', name, '--quiet'], signal));
    },
    async loadImageArchive(name, archive, signal) {
      await run(['load', 'image-archive', archive, '--name', name], signal);
    },
    async exportLogs(name, directory, signal) {
      await run(['export', 'logs', directory, '--name', name], signal);
    },
  };
}

function splitLines(text: string): string[] {
  return text.split('\n').filter(line => line.trim() !== '');
}
