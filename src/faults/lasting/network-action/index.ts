import type { V1Pod } from '@kubernetes/client-node';
import type { NetworkActionStep, NetworkEffect } from '../../../scenario/suite.ts';
import { hasEmbeddedNetwork } from '../../sentinel/embedded-sentinel.ts';
import type { LastingFault, PreparedFault } from '../lasting-fault.ts';
import { nameOf } from './disturbance.ts';
import { prepareRules } from './embedded-rules.ts';
import { prepareFilters } from './node-filters.ts';
import { refuseFilters } from './node-preflight.ts';
import { readFilterState } from './node-state.ts';
import { findPeers } from './peers.ts';

/** Disturbs the network of pods: by the embedded network's rules, or in their network namespaces from the node. */
export const networkAction: LastingFault<NetworkActionStep> = {
  kind: 'networkAction',
  async refusal(step, { pods, empty }, context) {
    if (empty) return undefined;
    const peers = await findPeers(step, context.kubernetes, context.signal);
    if (peers.empty) return peers.empty;
    if (await hasEmbeddedNetwork(context.kubernetes, context.signal)) return undefined;
    return await refuseFilters(step, pods, peers, context);
  },

  async readState(_step, { pods }, context) {
    if (await hasEmbeddedNetwork(context.kubernetes, context.signal)) return new Map();
    return await readFilterState(pods, context);
  },

  async prepare(step, { pods }, context) {
    const prepare = (await hasEmbeddedNetwork(context.kubernetes, context.signal)) ? prepareRules : prepareFilters;
    const peers = await findPeers(step, context.kubernetes, context.signal);
    return await Promise.all(
      pods.map(async (pod): Promise<PreparedFault> => {
        const { mechanism, undo, install, prove } = await prepare(step, pod, peers, context);
        return {
          targets: [recordOf(pod)],
          undo: { description: `give pod ${nameOf(pod)} its network back`, operation: undo },
          mechanism,
          parameters: parametersOf(step.effect),
          inject: install,
          prove,
        };
      }),
    );
  },
};

function recordOf({ metadata, spec }: V1Pod): PreparedFault['targets'][number] {
  const { namespace, name = '', uid } = metadata ?? {};
  return { kind: 'Pod', namespace, name, uid, node: spec?.nodeName };
}

function parametersOf(effect: NetworkEffect): Readonly<Record<string, number>> {
  const { kind: _, ...numbers } = effect;
  // A late name is no late packet: what it costs is no amplification.
  return effect.kind === 'dnsDelay' ? { lookupDelayMs: effect.delayMs } : numbers;
}
