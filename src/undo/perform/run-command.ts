import { runCommand } from '../../command/index.ts';
import type { RunCommand } from '../operation.ts';

/** Runs a user's own undo. Throws CommandFailed with the pasteable line. */
export async function runUndoCommand({ argv, environment }: RunCommand, timeoutMs: number): Promise<undefined> {
  await runCommand(argv, { environment, timeoutMs });
  return undefined;
}
