import { runCommand } from '../../command/index.ts';
import { CommandFailed } from '../../errors.ts';
import type { RunCommand } from '../operation.ts';
import { requireGone } from './require-gone.ts';

/** With somebody waiting for the end: a cancelled step has 7.5 s for everything. */
const hurriedMs = 2_000;

/**
 * Runs a user's own undo, then asks the receipt. Of a cluster that is gone, an undo that fails is believed to have nothing
 * left to do when the receipt says no. Throws CommandFailed with the pasteable line, InfrastructureFailure when the receipt
 * goes on to say yes.
 */
export async function runUndoCommand(
  { argv, environment, cwd, proof }: RunCommand,
  timeoutMs: number,
  { hurry, clusterIsGone = false }: { readonly hurry?: AbortSignal; readonly clusterIsGone?: boolean },
): Promise<string | undefined> {
  const options = { environment, timeoutMs, ...(cwd !== undefined && { cwd }) };
  try {
    await runCommand(argv, options);
  } catch (error) {
    if (!(error instanceof CommandFailed) || !clusterIsGone || !proof || (await ask(proof, options))) throw error;
    return `it went with the cluster, as ${proof[0]} says (${error.message})`;
  }
  const patience = () => (hurry?.aborted ? hurriedMs : timeoutMs);
  return proof && (await requireGone(() => ask(proof, { ...options, timeoutMs: patience() }), hurry));
}

/** Any exit code but 0 is a no. */
async function ask(argv: readonly string[], options: Parameters<typeof runCommand>[1]): Promise<string | undefined> {
  try {
    await runCommand(argv, options);
    return `${argv[0]} ended with 0`;
  } catch (error) {
    if (error instanceof CommandFailed && typeof error.status === 'number') return undefined;
    throw error;
  }
}
