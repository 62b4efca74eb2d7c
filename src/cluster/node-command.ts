import { runCommand } from '../command/index.ts';
import { CommandFailed } from '../errors.ts';
import { runtimeIdOf } from '../kubernetes/container-id.ts';
import type { ContainerProcessState, NodeCommandResult, NodeDoor, NodeService } from './cluster.ts';
import { usageFiles, usageOf } from './container-usage.ts';
import { demandOnNode, type RunOnNode } from './run-on-node.ts';
import { type ComponentOperations, staticPodOperations } from './static-pods.ts';

/** Everything of a node door that goes through commands on the node: a systemd machine whose containers run in containerd. */
export function commandOperations(
  run: RunOnNode,
): Pick<
  NodeDoor,
  'signalContainer' | 'containerState' | 'containerUsage' | 'controlService' | 'serviceProcess' | 'execute'
> &
  ComponentOperations {
  const demand = demandOnNode(run);
  const ctr = ['ctr', '--namespace', 'k8s.io'];
  return {
    ...staticPodOperations(run),
    execute: run,
    async signalContainer(container, name, abort) {
      const argv = [...ctr, 'tasks', ...(frozen[name] ?? ['kill', '--signal', name]), runtimeIdOf(container)];
      const { status, stdout, stderr } = await run(container.node, argv, abort);
      if (status === 0 || (frozen[name] && isSoBefore(stderr))) return 'sent';
      if (isGone(stderr)) return 'gone';
      throw new CommandFailed({ command: `${argv.join(' ')} (on node ${container.node})`, status, stdout, stderr });
    },
    async containerState(container, abort) {
      return findTask(await demand(container.node, [...ctr, 'tasks', 'list'], abort), runtimeIdOf(container));
    },
    async containerUsage(container, abort) {
      const state = findTask(await demand(container.node, [...ctr, 'tasks', 'list'], abort), runtimeIdOf(container));
      if (state.state === 'ended') return undefined;
      const read = await run(container.node, ['cat', `/proc/${state.pid}/cgroup`], abort);
      if (read.status !== 0) return undefined;
      // grep goes on past files that this kernel has not; what it printed counts.
      const argv = ['grep', '-sH', '', ...usageFiles(read.stdout), `/proc/${state.pid}/io`];
      return usageOf((await run(container.node, argv, abort)).stdout);
    },
    async controlService(node, service, verb, abort) {
      await demand(node, ['systemctl', verb, units[service]], abort);
    },
    async serviceProcess(node, service, abort) {
      const pid = Number(
        await demand(node, ['systemctl', 'show', '--property', 'MainPID', '--value', units[service]], abort),
      );
      return pid > 0 ? `process ${pid}` : undefined;
    },
  };
}

/** A container's processes are frozen and thawed all at once, by their cgroup. */
const frozen: Readonly<Record<string, readonly string[] | undefined>> = { SIGSTOP: ['pause'], SIGCONT: ['resume'] };

/** ctr's words for what is frozen, or runs, already. */
function isSoBefore(stderr: string): boolean {
  return /cannot (pause a paused|resume a running)/.test(stderr);
}

const units: Readonly<Record<NodeService, string>> = { kubelet: 'kubelet', runtime: 'containerd' };

/** Runs a command that carries another one to a node; the exit code of the inner one is its answer. */
export async function runThrough(
  argv: readonly string[],
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<NodeCommandResult> {
  try {
    return { status: 0, ...(await runCommand(argv, options)) };
  } catch (error) {
    if (!(error instanceof CommandFailed) || typeof error.status !== 'number') throw error;
    return { status: error.status, stdout: error.stdout, stderr: error.stderr };
  }
}

/** Reads `ctr tasks list`: TASK PID STATUS. Pure. */
export function findTask(list: string, id: string): ContainerProcessState {
  for (const line of list.split('\n')) {
    const [task, pid, status] = line.trim().split(/\s+/);
    if (task === id && status !== 'STOPPED')
      return { state: 'running', pid: Number(pid), stopped: status === 'PAUSED' };
  }
  return { state: 'ended' };
}

/** ctr's words for a container or task that is not there, or whose process has ended. */
function isGone(stderr: string): boolean {
  return /: not found|process already finished|no running task/i.test(stderr);
}
