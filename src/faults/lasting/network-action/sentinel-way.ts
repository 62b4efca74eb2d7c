import type { V1Pod } from '@kubernetes/client-node';
import type { NetworkActionStep } from '../../../scenario/suite.ts';
import { allOpened, allServed, type Sentinel, type SentinelTarget } from '../../sentinel/sentinel.ts';
import { isSeenByConnecting } from './evidence.ts';
import type { Peers } from './peers.ts';
import { podPorts } from './traffic.ts';

/** A way through the network that the traffic of a step takes, and one that it does not take, to the same end. */
export interface SentinelWay {
  readonly from: Sentinel;
  readonly to: SentinelTarget;
  readonly control: Sentinel;
  readonly controlTo: SentinelTarget;
}

/** The places from which a cluster lets requests be sent. */
export interface SentinelPlaces {
  /** Where the pod is, as it is. */
  readonly pod: Sentinel;
  /** The node's own place, or any that is neither the pod nor, where the step names peers, one of them. */
  readonly elsewhere: Sentinel;
  /** A place of a peer, for traffic that only comes in. */
  readonly peer?: Sentinel;
  /** Services keep their own address on the way out of a pod. */
  readonly servicesByAddress: boolean;
}

const trialBurst = { attempts: 3, together: true, timeoutMs: 2_000 };
/** So many ends are tried; one that answers is enough. */
const mostTrials = 12;

/**
 * Finds a way that is whole before the fault: out of the pod to one of the peers, or from a peer (anybody, from the node)
 * to the pod. undefined: nothing of it answers, so nothing could be seen.
 */
export async function findWay(
  victim: V1Pod,
  peers: Peers,
  { port, direction, effect }: Pick<NetworkActionStep, 'port' | 'direction' | 'effect'>,
  places: SentinelPlaces,
  signal: AbortSignal,
): Promise<SentinelWay | undefined> {
  const outward = outwardEnds(victim, peers, port, places).map(to => {
    return { from: places.pod, to, control: places.elsewhere, controlTo: to };
  });
  const incoming = peers.pods ? places.peer : places.elsewhere;
  const inward = incoming
    ? ownEnds(victim, peers, port).map(to => {
        // What a pod sends to itself never passes the fault.
        return { from: incoming, to, control: places.pod, controlTo: to };
      })
    : [];
  const ways = direction === 'ingress' ? [...inward, ...outward] : [...outward, ...inward];
  const isSeen = isSeenByConnecting(effect) ? allOpened : allServed;
  const isWhole = async (from: Sentinel, to: SentinelTarget) => isSeen(await from.send(to, trialBurst, signal));
  for (const way of ways.slice(0, mostTrials))
    if ((await isWhole(way.from, way.to)) && (await isWhole(way.control, way.controlTo))) return way;
  return undefined;
}

/** Ends that the pod may call; Services last, as the one way may lead to the pod itself. */
function outwardEnds(
  { metadata, status }: V1Pod,
  peers: Peers,
  port: number | undefined,
  { servicesByAddress }: SentinelPlaces,
): SentinelTarget[] {
  const ports = podPorts(port, peers);
  const isMeant = (end: SentinelTarget) => !ports || ports.includes(end.port);
  // The embedded cluster's API server is outside of its network.
  const reachable = peers.services.filter(({ service }) => servicesByAddress || service !== 'default/kubernetes');
  const others = reachable
    .filter(({ endpoints }) => !endpoints.some(({ address }) => address === status?.podIP))
    .toSorted((a, b) => strangeness(a.service, metadata) - strangeness(b.service, metadata));
  const endpoints = others
    .flatMap(service => service.endpoints)
    .filter(end => isMeant(end) && (!peers.pods || peers.pods.includes(end.address)));
  const services = servicesByAddress
    ? others
        .filter(service => service.endpoints.some(isMeant))
        .map(({ clusterIP, port: at }) => ({ address: clusterIP, port: at }))
    : [];
  return unique([...endpoints, ...services]);
}

/** A neighbour says most of how the pod fares; the API server speaks no HTTP on its port, and hangs up early. */
function strangeness(service: string, { namespace }: V1Pod['metadata'] = {}): number {
  if (service === 'default/kubernetes') return 2;
  return service.startsWith(`${namespace}/`) ? 0 : 1;
}

/** Ends of the pod itself: what Services send to it, and the ports that it declares. */
function ownEnds({ spec, status }: V1Pod, peers: Peers, port: number | undefined): SentinelTarget[] {
  const address = status?.podIP;
  if (!address) return [];
  const ports = podPorts(port, peers);
  const declared = (spec?.containers ?? []).flatMap(container => container.ports ?? []);
  const own = [
    ...declared.filter(({ protocol = 'TCP' }) => protocol === 'TCP').map(({ containerPort }) => containerPort),
    ...peers.services
      .flatMap(service => service.endpoints)
      .filter(end => end.address === address)
      .map(end => end.port),
  ];
  return unique(own.filter(one => !ports || ports.includes(one)).map(one => ({ address, port: one })));
}

function unique(ends: readonly SentinelTarget[]): SentinelTarget[] {
  return [
    ...new Map(ends.map(end => [`${end.address}:${end.port}`, { address: end.address, port: end.port }])).values(),
  ];
}
