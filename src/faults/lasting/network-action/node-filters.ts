import { randomBytes, randomInt } from 'node:crypto';
import type { V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../../errors.ts';
import type { NetworkActionStep } from '../../../scenario/suite.ts';
import { openNodeSentinel } from '../../sentinel/node-sentinel.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';
import { type Disturbance, deadmanMs, nameOf } from './disturbance.ts';
import {
  countersCommand,
  type FilterPlace,
  installCommands,
  placeFilter,
  readCounters,
  undoCommands,
} from './filter-commands.ts';
import { needsRelay, refuseQueue } from './node-preflight.ts';
import type { Peers } from './peers.ts';
import { findNamespace } from './pod-namespace.ts';
import { prepareProof } from './prove-by-sentinel.ts';
import { disciplineOf } from './queueing-discipline.ts';
import type { SentinelPlaces } from './sentinel-way.ts';
import { seenByPod } from './traffic.ts';

const nameServerPort = 53;

/** Disturbs one pod of a real cluster from its node, in its own network namespace. Reads, changes nothing. */
export async function prepareFilters(
  step: NetworkActionStep,
  victim: V1Pod,
  peers: Peers,
  context: LastingFaultContext,
): Promise<Disturbance> {
  const { kubernetes, signal } = context;
  const node = victim.spec?.nodeName ?? '';
  const found = await findNamespace(victim, kubernetes.node, signal);
  if ('missing' in found) throw new InfrastructureFailure(found.missing);
  const chain = `cg-${randomBytes(6).toString('hex')}`;
  const relayed = await needsRelay(step.effect, node, context);
  const relayPort = relayed ? { relayPort: randomInt(20_000, 30_000) } : {};
  const place = placeFilter(step, { node, namespace: found.name, chain, ...relayPort });
  // Since the preflight another fault may have come.
  const taken = place.shapes ? await refuseQueue(victim, found.name, context) : undefined;
  if (taken) throw new InfrastructureFailure(taken);
  const filters = seenByPod(peers, step.port, victim.status?.podIP ?? '');
  const commands = installCommands(step, filters, place, deadmanMs(step.durationMs));
  const execute = async (argv: readonly string[]) => {
    const { status, stderr } = await kubernetes.node.execute(node, argv, signal);
    if (status === 0) return;
    throw new InfrastructureFailure(
      `${argv.join(' ')} on ${node} ended with ${status}: ${stderr.trim().split('\n')[0]}`,
    );
  };
  // A chain that is not there has met nothing.
  const met = async () => readCounters((await kubernetes.node.execute(node, countersCommand(place), signal)).stdout);
  const places = await placesFor(victim, peers, place, context);
  const onNames = step.effect.kind === 'dnsFailure' || step.effect.kind === 'dnsDelay';
  const looked = onNames ? { ...step, port: nameServerPort } : step;
  return {
    mechanism: mechanismOf(step, place),
    undo: undoCommands(place),
    async install() {
      for (const argv of commands) await execute(argv);
    },
    prove: await prepareProof(looked, victim, peers, places, met, context),
  };
}

function mechanismOf({ effect }: NetworkActionStep, { shapes, relayPort }: FilterPlace): string {
  if (relayPort !== undefined)
    return "a relay in the pod's network namespace, for the TCP connections that the pod opens (its node has no netem)";
  const how = shapes
    ? `${disciplineOf(effect)[0]}`
    : ({ loss: 'iptables statistic', partition: 'iptables DROP' }[effect.kind as string] ?? 'iptables REJECT');
  return `${how} in the pod's network namespace`;
}

async function placesFor(
  victim: V1Pod,
  peers: Peers,
  { node, namespace }: FilterPlace,
  { kubernetes, signal }: LastingFaultContext,
): Promise<SentinelPlaces> {
  const { node: door } = kubernetes;
  const peer = await findPeerPlace(victim, peers, { kubernetes, signal });
  return {
    pod: openNodeSentinel(door, node, `pod ${nameOf(victim)}`, namespace),
    elsewhere: openNodeSentinel(door, node, `node ${node}`),
    ...(peer && { peer }),
    servicesByAddress: true,
  };
}

/** The place of some peer that runs; undefined: everybody is, or none can be entered. */
async function findPeerPlace(
  victim: V1Pod,
  peers: Peers,
  { kubernetes, signal }: Pick<LastingFaultContext, 'kubernetes' | 'signal'>,
): Promise<SentinelPlaces['peer']> {
  const others = peers.members.filter(({ metadata }) => metadata?.uid !== victim.metadata?.uid);
  for (const pod of others.slice(0, 3)) {
    const found = await findNamespace(pod, kubernetes.node, signal);
    if ('name' in found)
      return openNodeSentinel(kubernetes.node, pod.spec?.nodeName ?? '', `pod ${nameOf(pod)}`, found.name);
  }
  return undefined;
}
