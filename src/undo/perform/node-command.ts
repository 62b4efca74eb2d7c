import { setTimeout as delay } from 'node:timers/promises';
import type { NodeDoor } from '../../cluster/cluster.ts';
import { InfrastructureFailure } from '../../errors.ts';
import type { NodeCommand } from '../operation.ts';

const commandTimeoutMs = 60_000;
/** A component of the control plane that starts again, with what it waits for. */
const untilTimeoutMs = 150_000;
const pollMs = 500;

/** Runs a program on a node, unless its check says that nothing is left to undo. Throws InfrastructureFailure. */
export async function runNodeCommand(
  { node, argv, unless, until }: NodeCommand,
  door: NodeDoor,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(commandTimeoutMs);
  const isBack = unless !== undefined && (await door.execute(node, unless, signal)).status !== 0;
  if (!isBack) {
    const { status, stderr } = await door.execute(node, argv, signal);
    const why = stderr.trim().split('\n')[0];
    if (status !== 0) throw new InfrastructureFailure(`${argv.join(' ')} on ${node} ended with ${status}: ${why}`);
  }
  if (until) await waitUntil(node, until, door);
  return isBack ? 'it was put back before' : undefined;
}

async function waitUntil(node: string, argv: readonly string[], door: NodeDoor): Promise<void> {
  const signal = AbortSignal.timeout(untilTimeoutMs);
  for (;;) {
    if ((await door.execute(node, argv, signal)).status === 0) return;
    try {
      await delay(pollMs, undefined, { signal });
    } catch (error) {
      throw new InfrastructureFailure(
        `${argv.join(' ')} on ${node} did not succeed within ${untilTimeoutMs / 1000} s`,
        {
          cause: error,
        },
      );
    }
  }
}
