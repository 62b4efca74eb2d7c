import type { PodMatch } from '../step.ts';
import type { LastingStepOf, PodChoice } from './lasting-step.ts';

/** Disturbs the network of pods: what leaves them, what arrives, or both. */
export interface NetworkActionStep extends LastingStepOf<'networkAction'>, PodChoice {
  readonly effect: NetworkEffect;
  readonly direction: TrafficDirection;
  readonly peers: NetworkPeers;
  /** The server's port of a connection, whichever side the chosen pods are on; absent: every port. */
  readonly port?: number;
}

export type NetworkEffect =
  | { readonly kind: 'delay'; readonly delayMs: number; readonly jitterMs: number }
  /** Share of the packets that are lost, 0-1. */
  | { readonly kind: 'loss'; readonly share: number }
  | { readonly kind: 'rate'; readonly bitsPerSecond: number }
  /** Packets vanish: connections hang. */
  | { readonly kind: 'partition' }
  /** Connections are reset. */
  | { readonly kind: 'refuse' }
  /** Names cannot be looked up, or only slowly. */
  | { readonly kind: 'dnsFailure' }
  | { readonly kind: 'dnsDelay'; readonly delayMs: number };

/** Seen from the chosen pods: `egress` is what leaves them. */
export type TrafficDirection = 'ingress' | 'egress' | 'both';

/** With whom the traffic is: everybody, some pods, or what is behind Services. */
export type NetworkPeers =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'pods'; readonly matches: readonly PodMatch[] }
  | { readonly kind: 'services'; readonly services: readonly { readonly name: string; readonly namespace: string }[] };
