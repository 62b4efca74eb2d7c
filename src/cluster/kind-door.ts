import { runCommand } from '../command/index.ts';
import type { MachineState, NodeDoor } from './cluster.ts';
import { engineName } from './container-engine.ts';
import { type EngineConfig, updateArguments } from './engine-limits.ts';
import { commandOperations, runThrough } from './node-command.ts';

const commandTimeoutMs = 30_000;
/** A node's own shutdown: the engine waits so long before it kills it. */
const shutdownSeconds = 20;
const machineTimeoutMs = 60_000;

/** The node door of kind: its nodes are containers of the engine, which stops, freezes and enters them. */
export function openKindDoor(): NodeDoor {
  const engine = async (argv: readonly string[], signal: AbortSignal): Promise<string> => {
    const { stdout } = await runCommand([engineName(), ...argv], { signal, timeoutMs: machineTimeoutMs });
    return stdout.trim();
  };
  const machineState = async (node: string, abort: AbortSignal): Promise<MachineState> =>
    readState(await engine(['inspect', '--type', 'container', '--format', '{{.State.Status}}', node], abort));
  return {
    ...commandOperations((node, argv, signal) =>
      runThrough([engineName(), 'exec', node, ...argv], { signal, timeoutMs: commandTimeoutMs }),
    ),
    refusal: () => undefined,
    machineState,
    async stopNode(node, { force }, abort) {
      await engine(force ? ['kill', node] : ['stop', '--time', String(shutdownSeconds), node], abort);
    },
    async pauseNode(node, abort) {
      await engine(['pause', node], abort);
    },
    async startNode(node, abort) {
      const state = await machineState(node, abort);
      if (state === 'paused') await engine(['unpause', node], abort);
      if (state === 'stopped') await engine(['start', node], abort);
    },
    async limitMachine(node, limits, abort) {
      const inspect = ['inspect', '--type', 'container', '--format', '{{json .HostConfig}}', node];
      const config = JSON.parse(await engine(inspect, abort)) as EngineConfig;
      await engine(['update', ...updateArguments(limits, config), node], abort);
    },
  };
}

/** The engine's word for a container's state as a machine's. */
function readState(status: string): MachineState {
  if (status === 'paused') return 'paused';
  return status === 'running' || status === 'restarting' ? 'running' : 'stopped';
}
