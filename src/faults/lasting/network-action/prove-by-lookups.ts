import { readJson } from '../../../kubernetes/connect.ts';
import type { NetworkEffect } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import { embeddedNetwork } from '../../sentinel/embedded-sentinel.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';
import { seeAppTraffic } from './app-traffic.ts';

interface Lookup {
  readonly outcome: 'found' | 'missing' | 'unreachable';
  readonly ms: number;
}

/** A name that every cluster knows. */
const knownName = 'kubernetes.default.svc.cluster.local';
const leastShare = 0.8;

/** Looks a name up from a pod of the embedded cluster before the fault, and returns what does it again and compares. */
export async function proveByLookups(
  effect: NetworkEffect,
  from: string,
  met: () => Promise<number>,
  context: LastingFaultContext,
): Promise<(over: AbortSignal) => Promise<Receipt>> {
  const { kubernetes, signal } = context;
  const lookUp = () =>
    readJson<Lookup>(kubernetes, {
      method: 'POST',
      path: `${embeddedNetwork}/lookup`,
      body: { from, name: knownName },
      asking: `a lookup from ${from}`,
      signal,
      timeoutMs: 120_000,
    });
  const before = await lookUp();
  return async over => {
    const metBefore = await met();
    const during = await lookUp();
    const moved = (await met()) - metBefore;
    if (over.aborted) return { landed: false, evidence: 'the fault ended before it could be measured' };
    const receipt = judgeLookups(effect, before, during);
    const counters = `the fault's counters moved by ${moved}`;
    const proof = { landed: receipt.landed && moved > 0, evidence: `${receipt.evidence}; ${counters}` };
    return await seeAppTraffic(proof, met, over, context);
  };
}

function judgeLookups(effect: NetworkEffect, before: Lookup, during: Lookup): Receipt {
  if (before.outcome !== 'found')
    return { landed: false, evidence: `${knownName} was ${before.outcome} before the fault` };
  if (effect.kind !== 'dnsDelay')
    return {
      landed: during.outcome === 'unreachable',
      evidence: `${knownName} was ${during.outcome} from the pod, found before`,
    };
  const rise = during.ms - before.ms;
  return {
    landed: during.outcome === 'found' && rise >= leastShare * effect.delayMs,
    evidence: `looking ${knownName} up took ${Math.round(rise)} ms longer of ${effect.delayMs} ms`,
  };
}
