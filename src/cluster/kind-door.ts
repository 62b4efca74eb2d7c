import { runCommand } from '../command/index.ts';
import { CommandFailed } from '../errors.ts';
import type { ContainerReference, NodeDoor } from './cluster.ts';
import { engineName } from './container-engine.ts';

const timeoutMs = 15_000;

/** The node door of kind: its nodes are containers, their containerd is reached with `ctr` by the engine's exec. */
export function openKindDoor(): NodeDoor {
  const ctr = async (node: string, argv: readonly string[], signal: AbortSignal): Promise<string> => {
    const { stdout } = await runCommand([engineName(), 'exec', node, 'ctr', '--namespace', 'k8s.io', ...argv], {
      signal,
      timeoutMs,
    });
    return stdout;
  };
  return {
    async signalContainer(container, name, signal) {
      try {
        await ctr(container.node, ['tasks', 'kill', '--signal', name, idOf(container)], signal);
        return 'sent';
      } catch (error) {
        if (error instanceof CommandFailed && isGone(error.stderr)) return 'gone';
        throw error;
      }
    },
    async containerState(container, signal) {
      return findTask(await ctr(container.node, ['tasks', 'list'], signal), idOf(container));
    },
  };
}

/** Reads `ctr tasks list`: TASK PID STATUS. Pure. */
export function findTask(list: string, id: string): { state: 'running'; pid: number } | { state: 'ended' } {
  for (const line of list.split('\n')) {
    const [task, pid, status] = line.trim().split(/\s+/);
    if (task === id && status !== 'STOPPED') return { state: 'running', pid: Number(pid) };
  }
  return { state: 'ended' };
}

function idOf(container: ContainerReference): string {
  return container.containerId.replace(/^[^:]+:\/\//, '');
}

/** ctr's words for a container or task that is not there, or whose process has ended. */
function isGone(stderr: string): boolean {
  return /: not found|process already finished|no running task/i.test(stderr);
}
