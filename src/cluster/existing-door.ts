import type { V1Node } from '@kubernetes/client-node';
import { findProgram, runCommand } from '../command/index.ts';
import { CommandFailed } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { listNodes } from '../kubernetes/nodes.ts';
import { closedDoor } from './closed-door.ts';
import type { NodeDoor } from './cluster.ts';
import { engineName } from './container-engine.ts';
import { openEmbeddedDoor } from './embedded-door.ts';
import { openKindDoor } from './kind-door.ts';
import { openNodeShell } from './node-shell.ts';

/** How the nodes of a cluster that was there before are reached. */
export interface ReachedNodes {
  readonly door: NodeDoor;
  /** They are an embedded cluster's. */
  readonly embedded: boolean;
}

/**
 * Finds the way to the nodes by what they say of themselves: an embedded cluster's through its own door, a kind cluster's of
 * this machine through the engine, others through a privileged pod where that is allowed, else not at all. Throws ApiFailure.
 */
export async function reachNodes(
  connection: ApiConnection,
  shell: { readonly image: string; readonly run: string } | undefined,
  signal: AbortSignal,
): Promise<ReachedNodes> {
  const nodes = await listNodes(connection, signal);
  if (isEmbedded(nodes)) return { door: openEmbeddedDoor(connection), embedded: true };
  // Who allows a pod on the nodes wants no other way to them.
  if (shell) return { door: openNodeShell(connection, shell), embedded: false };
  if (await areOfThisMachine(nodes, signal)) return { door: openKindDoor(), embedded: false };
  const why = `the nodes of the existing cluster ${connection.context} are out of reach: faults on processes and on nodes, and their proof, need kind, Minikube or the embedded cluster; with \`nodeShell: true\` below \`cluster:\` a privileged pod carries those on processes`;
  return { door: closedDoor(why), embedded: false };
}

/** Are these nodes an embedded cluster's? They say so themselves. */
export function isEmbedded(nodes: readonly V1Node[]): boolean {
  return nodes.some(({ status }) => status?.nodeInfo?.containerRuntimeVersion.startsWith('chaos-gate-embedded://'));
}

/** Are these nodes containers of this machine's engine? A container of the name is not enough: it has to be the same machine. */
async function areOfThisMachine(nodes: readonly V1Node[], signal: AbortSignal): Promise<boolean> {
  const ofKind = nodes.filter(({ spec }) => spec?.providerID?.startsWith('kind://'));
  if (ofKind.length === 0 || (await findProgram(engineName())) === undefined) return false;
  // One that is stopped or frozen does not answer: the others tell as well.
  for (const { metadata, status } of ofKind)
    if ((await readMachineId(metadata?.name ?? '', signal)) === status?.nodeInfo?.machineID) return true;
  return false;
}

async function readMachineId(container: string, signal: AbortSignal): Promise<string | undefined> {
  const argv = [engineName(), 'exec', container, 'cat', '/etc/machine-id'];
  try {
    return (await runCommand(argv, { signal, timeoutMs: 10_000 })).stdout.trim();
  } catch (error) {
    // An engine that does not answer, or has no such container, reaches no node.
    if (error instanceof CommandFailed) return undefined;
    throw error;
  }
}
