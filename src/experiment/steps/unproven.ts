import { InfrastructureFailure } from '../../errors.ts';
import type { Receipt } from '../../faults/index.ts';

/** A second source that cannot be asked (nodes out of reach, say) proves nothing; it does not make the run fail. */
export function unproven(error: unknown, signal: AbortSignal): Receipt {
  signal.throwIfAborted();
  if (!(error instanceof InfrastructureFailure)) throw error;
  return { landed: false, evidence: error.message };
}
