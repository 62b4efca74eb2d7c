import { CommandFailed } from '../errors.ts';
import type { NodeCommandResult } from './cluster.ts';

/** The one way to run a command on a node: `docker exec`, `minikube ssh`. Throws CommandFailed when the way itself fails. */
export type RunOnNode = (node: string, argv: readonly string[], abort: AbortSignal) => Promise<NodeCommandResult>;

/** The same for a command that has to succeed: resolves with what it printed, throws CommandFailed for another exit code than 0. */
export function demandOnNode(
  run: RunOnNode,
): (node: string, argv: readonly string[], abort: AbortSignal) => Promise<string> {
  return async (node, argv, abort) => {
    const { status, stdout, stderr } = await run(node, argv, abort);
    if (status === 0) return stdout;
    throw new CommandFailed({ command: `${argv.join(' ')} (on node ${node})`, status, stdout, stderr });
  };
}
