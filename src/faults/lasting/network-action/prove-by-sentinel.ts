import type { V1Pod } from '@kubernetes/client-node';
import type { NetworkActionStep } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { SentinelBurst } from '../../sentinel/sentinel.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';
import { seeAppTraffic } from './app-traffic.ts';
import { burstFor, judgeEffect, type Observed, quietBurstFor } from './evidence.ts';
import type { Peers } from './peers.ts';
import { findWay, type SentinelPlaces, type SentinelWay } from './sentinel-way.ts';

/**
 * Looks at a pod's network before a fault, and returns what looks again while it lasts and compares. `met` reads the fault's
 * own counters. Throws InfrastructureFailure when the network cannot be looked at.
 */
export async function prepareProof(
  step: NetworkActionStep,
  victim: V1Pod,
  peers: Peers,
  places: SentinelPlaces,
  met: () => Promise<number>,
  context: LastingFaultContext,
): Promise<(over: AbortSignal) => Promise<Receipt>> {
  const { signal } = context;
  const { effect, direction } = step;
  const passage = { both: direction === 'both' };
  const quiet = quietBurstFor(effect, passage);
  const way = await findWay(victim, peers, step, places, signal);
  if (!way)
    return async () => ({
      landed: false,
      evidence: `nothing of the traffic was answered before the fault, so the sentinel at ${places.pod.place} could see nothing`,
    });
  const look = async (burst: SentinelBurst): Promise<Observed> => {
    const [attempts, control] = await Promise.all([
      way.from.send(way.to, burst, signal),
      way.control.send(way.controlTo, quiet, signal),
    ]);
    return { attempts, control, met: 0 };
  };
  const before = await look(quiet);
  return async over => {
    const metBefore = await met();
    const seen = await look(burstFor(effect, passage, step.durationMs));
    const during = { ...seen, met: await met() };
    if (over.aborted) return { landed: false, evidence: 'the fault ended before it could be measured' };
    const { landed, evidence } = judgeEffect(effect, passage, { ...before, met: metBefore }, during);
    return await seeAppTraffic({ landed, evidence: `${describe(way)}: ${evidence}` }, met, over, context);
  };
}

function describe({ from, to }: SentinelWay): string {
  return `from ${from.place} to ${to.address}:${to.port}`;
}
