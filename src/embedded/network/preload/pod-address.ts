import { isIPv6 } from 'node:net';
import type { PodIdentity } from '../protocol.ts';

/** What an address means to a program inside of a pod. */
export type AddressKind =
  /** `localhost`: the pod's containers share it. */
  | 'loopback'
  /** Every address of the machine, for a server. */
  | 'any'
  /** The pod's own address, as others see it. */
  | 'own'
  /** The pod's hidden address, which programs never see. */
  | 'hidden'
  | 'service'
  /** Another pod or a node. */
  | 'pod'
  | 'outside';

/** IPv6 loopback and wildcard are the IPv4 ones, mapped addresses what they map to: pods have IPv4 only. */
export function toIPv4(address: string): string {
  if (!isIPv6(address)) return address;
  if (address === '::') return '0.0.0.0';
  if (address === '::1') return '127.0.0.1';
  return address.toLowerCase().startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}

/** `address` as `toIPv4` gives it. */
export function classify(address: string, pod: PodIdentity): AddressKind {
  if (address === '0.0.0.0') return 'any';
  if (address === pod.podIP) return 'own';
  if (address === pod.hidden) return 'hidden';
  if (address.startsWith(pod.podPrefix)) return 'pod';
  if (address.startsWith(pod.servicePrefix)) return 'service';
  return address.startsWith('127.') ? 'loopback' : 'outside';
}
