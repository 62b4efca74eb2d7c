import { randomBytes } from 'node:crypto';
import type { V1NodeList, V1Pod } from '@kubernetes/client-node';
import type { KubernetesAccess } from '../../../kubernetes/access.ts';
import { readJson } from '../../../kubernetes/connect.ts';
import type { NetworkActionStep, NetworkEffect } from '../../../scenario/suite.ts';
import type { UndoOperation } from '../../../undo/operation.ts';
import { embeddedNetwork, openEmbeddedSentinel } from '../../sentinel/embedded-sentinel.ts';
import type { Sentinel } from '../../sentinel/sentinel.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';
import { type Disturbance, deadmanMs, nameOf } from './disturbance.ts';
import type { Peers } from './peers.ts';
import { proveByLookups } from './prove-by-lookups.ts';
import { prepareProof } from './prove-by-sentinel.ts';
import { betweenPods, type TrafficFilter } from './traffic.ts';

/** A rule of the embedded network, as its door takes it. */
export interface EmbeddedRule {
  readonly id: string;
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly port?: number;
  readonly only?: 'requests' | 'answers';
  readonly spared?: readonly string[];
  readonly effect: object;
}

/** Disturbs one pod of the embedded cluster. Reads, changes nothing. */
export async function prepareRules(
  step: NetworkActionStep,
  victim: V1Pod,
  peers: Peers,
  context: LastingFaultContext,
): Promise<Disturbance> {
  const own = victim.status?.podIP ?? '';
  const rules = rulesFor(step, own, betweenPods(peers, step.port, own));
  const ids = rules.map(({ id }) => id);
  const met = () => countMet(ids, context.kubernetes, context.signal);
  const isOnNames = step.effect.kind === 'dnsFailure' || step.effect.kind === 'dnsDelay';
  const prove = isOnNames
    ? await proveByLookups(step.effect, own, met, context)
    : await prepareProof(step, victim, peers, await placesFor(victim, peers, context), met, context);
  return {
    mechanism: "the embedded network's rules",
    undo: removeRules(ids),
    install: () => putRules(rules, deadmanMs(step.durationMs), context.kubernetes, context.signal),
    prove,
  };
}

/** The rules for the traffic of one pod, one for each direction and port. Pure, but for the name. */
function rulesFor(
  { effect, direction }: NetworkActionStep,
  own: string,
  filters: readonly TrafficFilter[],
): EmbeddedRule[] {
  const name = `cg-${randomBytes(6).toString('hex')}`;
  const ends = filters.flatMap(({ addresses, ports = [undefined] }) =>
    ports.flatMap(port => [
      ...(direction === 'ingress' ? [] : [{ from: [own], to: addresses, port }]),
      ...(direction === 'egress' ? [] : [{ from: addresses, to: [own], port }]),
    ]),
  );
  return ends.map((end, index) => ({ id: `${name}-${index}`, ...end, effect: ruleEffect(effect) }));
}

function ruleEffect(effect: NetworkEffect): object {
  switch (effect.kind) {
    case 'delay':
    case 'loss':
      return effect;
    case 'rate':
      return { kind: 'rate', bytesPerSecond: effect.bitsPerSecond / 8 };
    case 'partition':
      return { kind: 'drop' };
    case 'refuse':
      return { kind: 'reset' };
    case 'dnsFailure':
      return { kind: 'name-failure' };
    case 'dnsDelay':
      return { kind: 'name-delay', delayMs: effect.delayMs };
  }
}

/** Throws ApiFailure. */
export async function putRules(
  rules: readonly EmbeddedRule[],
  forMs: number,
  api: Pick<KubernetesAccess, 'send'>,
  signal: AbortSignal,
): Promise<void> {
  for (const { id, ...rule } of rules)
    await readJson<unknown>(api, {
      method: 'PUT',
      path: `${embeddedNetwork}/rules/${id}`,
      body: { ...rule, forMs },
      asking: `the network rule ${id}`,
      signal,
    });
}

export function removeRules(ids: readonly string[]): UndoOperation {
  return { kind: 'sequence', operations: ids.map(rule => ({ kind: 'removeNetworkRule', rule })) };
}

/** How many connections, or names, some rules have met. Throws ApiFailure. */
export async function countMet(
  ids: readonly string[],
  api: Pick<KubernetesAccess, 'send'>,
  signal: AbortSignal,
): Promise<number> {
  const { rules } = await readJson<{ rules: { id: string; connections: number }[] }>(api, {
    path: `${embeddedNetwork}/rules`,
    asking: 'the network rules',
    signal,
  });
  return rules.filter(({ id }) => ids.includes(id)).reduce((sum, { connections }) => sum + connections, 0);
}

async function placesFor(victim: V1Pod, peers: Peers, { kubernetes, signal }: LastingFaultContext) {
  const at = (place: string, address: string): Sentinel => openEmbeddedSentinel(kubernetes, place, address);
  const own = victim.status?.podIP ?? '';
  const peer = peers.pods?.find(address => address !== own);
  return {
    pod: at(`pod ${nameOf(victim)}`, own),
    elsewhere: at('a node', (await nodeAddresses(kubernetes, signal))[0] ?? ''),
    ...(peer !== undefined && { peer: at(`the peer ${peer}`, peer) }),
    servicesByAddress: false,
  };
}

/** Throws ApiFailure. */
export async function nodeAddresses(api: Pick<KubernetesAccess, 'send'>, signal: AbortSignal): Promise<string[]> {
  const { items } = await readJson<V1NodeList>(api, { path: '/api/v1/nodes', asking: "the nodes' addresses", signal });
  return items.flatMap(({ status }) =>
    (status?.addresses ?? []).filter(({ type }) => type === 'InternalIP').map(({ address }) => address),
  );
}
