import { setTimeout as delay } from 'node:timers/promises';
import { InfrastructureFailure } from '../../errors.ts';

/** What was put back may take a while until it says so: pods that start again, say. */
const patienceMs = 10_000;
const pollMs = 200;

/**
 * Asks a fault's own proof whether it is still in place, until it says no. `ask` returns what says so, undefined when nothing
 * does, and throws InfrastructureFailure when it cannot be asked: then what was undone counts, and that nobody could look is
 * returned. With somebody waiting for the end (`hurry`) it is asked once. Throws InfrastructureFailure while it says yes.
 */
export async function requireGone(
  ask: () => Promise<string | undefined>,
  hurry?: AbortSignal,
): Promise<string | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const [said, unasked] = await ask().then(
      answer => [answer, undefined] as const,
      (error: unknown) => {
        if (error instanceof InfrastructureFailure) return [undefined, error.message] as const;
        throw error;
      },
    );
    if (unasked !== undefined) return `whether the fault is gone could not be asked: ${unasked}`;
    if (said === undefined) return undefined;
    if (hurry?.aborted || performance.now() >= deadline)
      throw new InfrastructureFailure(`it was done, and the fault is still in place: ${said}`);
    await delay(pollMs);
  }
}
