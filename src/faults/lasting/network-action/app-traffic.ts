import { InfrastructureFailure } from '../../../errors.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';

const lookMs = 3_000;
const pollMs = 200;

/**
 * Adds to a receipt that landed whether somebody else than the sentinel meets the fault: the counters go on to move when it has
 * sent its last. The fault is in place either way; `notice` says that nobody was seen who would feel it. Looks no longer than
 * some seconds, or until `over` aborts.
 */
export async function seeAppTraffic(
  receipt: Receipt,
  met: () => Promise<number>,
  over: AbortSignal,
  { now, sleep }: Pick<LastingFaultContext, 'now' | 'sleep'>,
): Promise<Receipt> {
  if (!receipt.landed) return receipt;
  const start = now();
  try {
    const first = await met();
    for (;;) {
      await sleep(pollMs);
      // It is being taken back, and its counters with it.
      if (over.aborted) break;
      if ((await met()) > first) return receipt;
      if (now() - start >= lookMs) break;
    }
  } catch (error) {
    if (!(error instanceof InfrastructureFailure)) throw error;
    const unseen = `whether other traffic meets it could not be seen: ${error.message}`;
    return { ...receipt, evidence: `${receipt.evidence}; ${unseen}` };
  }
  const notice = `no traffic but the gate's own met it in the ${((now() - start) / 1000).toFixed(1)} s after that`;
  return { landed: true, evidence: `${receipt.evidence}; ${notice}`, notice };
}
