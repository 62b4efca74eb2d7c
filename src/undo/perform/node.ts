import { setTimeout as delay } from 'node:timers/promises';
import { InfrastructureFailure, Interrupted } from '../../errors.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import { isReady, readLeaseRenewal, readNode, setUnschedulable } from '../../kubernetes/nodes.ts';
import type { NodeUndo } from '../operation.ts';

/** A machine's boot, its kubelet's start and its first heartbeat; on a busy machine. */
const readyTimeoutMs = 150_000;
/** With somebody waiting for the end: a cancelled step has 7.5 s for everything. */
const hurriedMs = 2_500;
const pollMs = 200;

/**
 * Puts a node back and waits until the cluster sees it Ready, by a lease that was renewed since: what it said before
 * it went says nothing. Once `hurry` is aborted the node is still started, and waited for only a moment longer: then it is not
 * known to be Ready, and the entry stays pending. Returns what was seen. Throws InfrastructureFailure.
 */
export async function undoOnNode(
  { action, node }: NodeUndo,
  { send, node: door }: Pick<KubernetesAccess, 'send' | 'node'>,
  hurry?: AbortSignal,
): Promise<string> {
  const api = { send };
  const signal = AbortSignal.timeout(readyTimeoutMs);
  if (action === 'uncordon') {
    await setUnschedulable(api, node, false, signal);
    return `${node} takes new pods again`;
  }
  const before = await readLeaseRenewal(api, node, signal);
  const wasReady = isReady(await readNode(api, node, signal));
  const began = performance.now();
  if (action === 'start') await door.startNode(node, signal);
  else await door.controlService(node, 'kubelet', 'start', signal);
  using patience = waitNoLongerThan(signal, hurry);
  const elapsed = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  for (;;) {
    const renewed = (await readLeaseRenewal(api, node, signal)) !== before;
    if (renewed && isReady(await readNode(api, node, signal)))
      return `${node} ${wasReady ? 'had not been called NotReady yet' : 'was NotReady'}, is Ready ${elapsed()} after its start`;
    try {
      await delay(pollMs, undefined, { signal: patience.signal });
    } catch (error) {
      const later = signal.aborted ? '' : '; `chaos-gate undo` waits for it';
      throw new InfrastructureFailure(`${node} was started and is not Ready after ${elapsed()}${later}`, {
        cause: error,
      });
    }
  }
}

/** Aborts with the signal, and a moment after `hurry` does. */
function waitNoLongerThan(signal: AbortSignal, hurry?: AbortSignal): Disposable & { readonly signal: AbortSignal } {
  const enough = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onHurry = (): void => {
    // A run whose own time is over has nobody who waits.
    if (hurry?.reason instanceof Interrupted) timer ??= setTimeout(() => enough.abort(), hurriedMs);
  };
  hurry?.addEventListener('abort', onHurry);
  if (hurry?.aborted) onHurry();
  return {
    signal: AbortSignal.any([signal, enough.signal]),
    [Symbol.dispose]() {
      hurry?.removeEventListener('abort', onHurry);
      clearTimeout(timer);
    },
  };
}
