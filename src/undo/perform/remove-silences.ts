import { endSilences } from '../../alertmanager/silences.ts';
import type { RemoveSilences } from '../operation.ts';

/** Ends the silences of a comment; none that is left counts as done. Throws InfrastructureFailure when one stays. */
export async function removeSilences(
  { alertManager, comment }: RemoveSilences,
  signal: AbortSignal,
): Promise<string | undefined> {
  const ended = await endSilences(alertManager, comment, signal);
  return ended === 0 ? 'there was no silence any more' : undefined;
}
