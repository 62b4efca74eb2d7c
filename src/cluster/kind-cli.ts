import { runCommand } from '../command/index.ts';

/** The kind command line, typed: argv in, result out. Every call throws CommandFailed when kind does. */
export interface KindCli {
  listClusters(signal?: AbortSignal): Promise<string[]>;
  /** Creates a cluster and keeps its nodes when that fails, for their logs; does not wait for it to be ready. */
  create(options: CreateOptions): Promise<void>;
  /** A cluster that is not there is no error. */
  delete(name: string, kubeconfig: string, signal?: AbortSignal): Promise<void>;
  /** Every machine of a cluster: its nodes, and the load balancer where there are several control planes. */
  listMachines(name: string, signal?: AbortSignal): Promise<string[]>;
  listNodes(name: string, signal?: AbortSignal): Promise<string[]>;
  /** Loads a `docker image save` archive onto these nodes, all at the same time. */
  loadImageArchive(name: string, archive: string, nodes: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Writes the access to a cluster that is there into a file of its own. */
  exportKubeconfig(name: string, kubeconfig: string, signal?: AbortSignal): Promise<void>;
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

/** The command line of the kind at a path. */
export function openKindCli(program: string): KindCli {
  const run = async (argv: readonly string[], signal?: AbortSignal): Promise<string> => {
    const { stdout } = await runCommand([program, ...argv], { signal, timeoutMs: otherTimeoutMs });
    return stdout;
  };
  const listMachines = async (name: string, signal?: AbortSignal): Promise<string[]> =>
    splitLines(await run(['get', 'nodes', '--name', name, '--quiet'], signal));
  return {
    listMachines,
    async listClusters(signal) {
      return splitLines(await run(['get', 'clusters', '--quiet'], signal));
    },
    async create({ name, config, kubeconfig, image, signal, onLine }) {
      const argv = ['create', 'cluster', '--name', name, '--config', '-', '--kubeconfig', kubeconfig, '--retain'];
      await runCommand([program, ...argv, ...(image ? ['--image', image] : [])], {
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
      return (await listMachines(name, signal)).filter(machine => !machine.endsWith('-external-load-balancer'));
    },
    async loadImageArchive(name, archive, nodes, signal) {
      await run(['load', 'image-archive', archive, '--name', name, '--nodes', nodes.join(',')], signal);
    },
    async exportKubeconfig(name, kubeconfig, signal) {
      await run(['export', 'kubeconfig', '--name', name, '--kubeconfig', kubeconfig], signal);
    },
    async exportLogs(name, directory, signal) {
      await run(['export', 'logs', directory, '--name', name], signal);
    },
  };
}

function splitLines(text: string): string[] {
  return text.split('\n').filter(line => line.trim() !== '');
}
