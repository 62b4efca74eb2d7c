import { findProgram, runCommand } from '../command/index.ts';
import { CommandFailed, InfrastructureFailure } from '../errors.ts';
import type { NodeCommandResult } from './cluster.ts';
import { runThrough } from './node-command.ts';

/**
 * The minikube command line, typed: argv in, result out. Every call throws CommandFailed when minikube does.
 * Written from https://minikube.sigs.k8s.io/docs/commands/ (start, status, node, ssh, image, logs, delete, profile list).
 */
export interface MinikubeCli {
  /** Names of all profiles, the broken ones included. */
  listProfiles(signal?: AbortSignal): Promise<string[]>;
  start(options: StartOptions): Promise<void>;
  /** Whether the machine of a node runs, and its kubelet on it. */
  status(profile: string, node: string, signal?: AbortSignal): Promise<NodeStatus>;
  stopNode(profile: string, node: string, signal?: AbortSignal): Promise<void>;
  startNode(profile: string, node: string, signal?: AbortSignal): Promise<void>;
  /** Runs a program on a node as root; its exit code is part of the answer. */
  ssh(profile: string, node: string, argv: readonly string[], signal: AbortSignal): Promise<NodeCommandResult>;
  /** Puts an image of this machine onto every node. */
  loadImage(profile: string, image: string, signal?: AbortSignal): Promise<void>;
  /** Builds a folder's Dockerfile on every node. */
  buildImage(profile: string, image: string, folder: string, signal?: AbortSignal): Promise<void>;
  writeLogs(profile: string, file: string, signal?: AbortSignal): Promise<void>;
  /** A profile that is not there is no error. */
  delete(profile: string, signal?: AbortSignal): Promise<void>;
}

export interface StartOptions {
  readonly profile: string;
  readonly nodes: number;
  readonly driver?: string;
  readonly kubernetesVersion?: string;
  readonly signal?: AbortSignal;
}

/** The words of `minikube status --output json`: `Running`, `Stopped`, `Nonexistent`, … */
export interface NodeStatus {
  readonly Name: string;
  readonly Host: string;
  readonly Kubelet: string;
}

const startTimeoutMs = 15 * 60_000;
const otherTimeoutMs = 5 * 60_000;
const commandTimeoutMs = 30_000;

/** Finds minikube on PATH; it writes the cluster's access into `kubeconfig`. Throws InfrastructureFailure when it is not there. */
export async function openMinikubeCli(kubeconfig: string): Promise<MinikubeCli> {
  if ((await findProgram('minikube')) === undefined)
    throw new InfrastructureFailure(
      'minikube is not on PATH: install it (https://minikube.sigs.k8s.io), or use --cluster embedded',
    );
  const environment = { KUBECONFIG: kubeconfig, MINIKUBE_IN_STYLE: 'false', MINIKUBE_WANTUPDATENOTIFICATION: 'false' };
  const run = async (argv: readonly string[], signal?: AbortSignal, timeoutMs = otherTimeoutMs): Promise<string> => {
    const { stdout } = await runCommand(['minikube', ...argv], { signal, timeoutMs, environment });
    return stdout;
  };
  return {
    async listProfiles(signal) {
      const { valid, invalid } = parseJson<ProfileList>(
        await answerOf(run(['profile', 'list', '--output', 'json'], signal)),
      );
      return [...(valid ?? []), ...(invalid ?? [])].map(({ Name }) => Name);
    },
    async start({ profile, nodes, driver, kubernetesVersion, signal }) {
      const argv = ['start', '--profile', profile, '--nodes', String(nodes), '--container-runtime', 'containerd'];
      if (driver) argv.push('--driver', driver);
      if (kubernetesVersion) argv.push('--kubernetes-version', kubernetesVersion);
      argv.push('--keep-context', '--interactive=false', '--wait', 'all', '--output', 'json');
      try {
        await run(argv, signal, startTimeoutMs);
      } catch (error) {
        throw error instanceof CommandFailed ? explainStartFailure(error) : error;
      }
    },
    async status(profile, node, signal) {
      const argv = ['status', '--profile', profile, '--node', node, '--output', 'json'];
      // Its exit code is a sum of what is not running, not a failure to tell.
      const parsed = parseJson<NodeStatus | readonly NodeStatus[]>(await answerOf(run(argv, signal)));
      const found = [parsed].flat().find(({ Name }) => Name === node) ?? [parsed].flat()[0];
      if (!found) throw new InfrastructureFailure(`minikube knows no node ${node} of profile ${profile}`);
      return found;
    },
    async stopNode(profile, node, signal) {
      await run(['node', 'stop', node, '--profile', profile], signal);
    },
    async startNode(profile, node, signal) {
      await run(['node', 'start', node, '--profile', profile], signal);
    },
    async ssh(profile, node, argv, signal) {
      const words = ['sudo', ...argv].map(quote);
      const result = await runThrough(['minikube', 'ssh', '--profile', profile, '--node', node, '--', ...words], {
        signal,
        timeoutMs: commandTimeoutMs,
      });
      // minikube ends with its own code and says the program's on standard error.
      const told = /exited? (?:with )?status (\d+)/i.exec(result.stderr)?.[1];
      return result.status !== 0 && told !== undefined ? { ...result, status: Number(told) } : result;
    },
    async loadImage(profile, image, signal) {
      await run(['image', 'load', image, '--profile', profile], signal);
    },
    async buildImage(profile, image, folder, signal) {
      await run(['image', 'build', '--all', '--tag', image, folder, '--profile', profile], signal);
    },
    async writeLogs(profile, file, signal) {
      await run(['logs', '--profile', profile, '--file', file], signal);
    },
    async delete(profile, signal) {
      await run(['delete', '--profile', profile], signal);
    },
  };
}

interface ProfileList {
  readonly valid?: readonly { readonly Name: string }[] | null;
  readonly invalid?: readonly { readonly Name: string }[] | null;
}

/** What a command printed, also when it ended with another exit code than 0. */
async function answerOf(running: Promise<string>): Promise<string> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof CommandFailed && typeof error.status === 'number' && error.stdout.trim() !== '')
      return error.stdout;
    throw error;
  }
}

function parseJson<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new InfrastructureFailure(`minikube was asked for JSON and answered: ${text.trim().slice(0, 200)}`, {
      cause: error,
    });
  }
}

/** `start --output json` prints one event a line; of type `….error` is the one that says why, and what to do. */
function explainStartFailure(error: CommandFailed): InfrastructureFailure {
  for (const line of error.stdout.split('\n').reverse()) {
    if (!line.includes('io.k8s.sigs.minikube.error')) continue;
    const { data } = parseJson<{ data?: { message?: string; advice?: string } }>(line);
    if (data?.message)
      return new InfrastructureFailure(
        `minikube could not start: ${data.message.trim()}${data.advice ? ` (${data.advice.trim()})` : ''}`,
        { cause: error },
      );
  }
  return error;
}

/** ssh hands one line to a shell on the node: each word is quoted, so that the program gets it as it is. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
