import { InfrastructureFailure } from '../../errors.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import type { NodeCommand } from '../../undo/operation.ts';

/** A program that runs on a node as a transient unit of its systemd: it outlives the connection that started it. */
export interface NodeUnit {
  readonly node: string;
  /** `chaos-gate-…`. */
  readonly name: string;
  readonly argv: readonly string[];
  /** Removed when it ends. */
  readonly files?: readonly string[];
  /** The deadman: it ends by itself after this, whatever became of the gate. */
  readonly mostMs: number;
}

/** Throws InfrastructureFailure. */
export async function startUnit(unit: NodeUnit, { node }: KubernetesAccess, signal: AbortSignal): Promise<void> {
  const { name, argv, files = [], mostMs } = unit;
  const cleaning = files.length > 0 ? [`--property=ExecStopPost=/bin/rm -f ${files.join(' ')}`] : [];
  const properties = ['--collect', '--quiet', `--property=RuntimeMaxSec=${Math.ceil(mostMs / 1000)}`, ...cleaning];
  // systemd would put variables of its own in the place of what follows a dollar.
  const program = argv.map(argument => argument.replaceAll('$', '$$$$'));
  const { status, stderr } = await node.execute(
    unit.node,
    ['systemd-run', `--unit=${name}`, ...properties, '--', ...program],
    signal,
  );
  if (status !== 0)
    throw new InfrastructureFailure(`${argv[0]} was not started on ${unit.node}: ${stderr.trim().split('\n')[0]}`);
}

/** What ends a unit, if it runs. */
export function stopUnit({ node, name }: Pick<NodeUnit, 'node' | 'name'>): NodeCommand {
  return {
    kind: 'nodeCommand',
    node,
    argv: ['systemctl', 'stop', name],
    unless: ['systemctl', 'is-active', '--quiet', name],
  };
}

/** Why some node cannot run a program; undefined when each can. `asked` is a harmless call of it. */
export async function refuseProgram(
  nodes: readonly string[],
  asked: readonly [string, ...string[]],
  remedy: string,
  { node: door }: KubernetesAccess,
  signal: AbortSignal,
): Promise<string | undefined> {
  const why = door.refusal('execute');
  if (why) return why;
  for (const node of nodes) {
    if ((await door.execute(node, asked, signal)).status === 0) continue;
    return `${node} has no ${asked[0]}: ${remedy}`;
  }
  return undefined;
}
