import os from 'node:os';
import type { PodIdentity } from '../protocol.ts';

/** Lets the process see its pod where it would see the machine. */
export function patchIdentity(pod: PodIdentity): void {
  os.hostname = () => pod.hostname;
  os.networkInterfaces = () => ({
    lo: [describe('127.0.0.1', '255.0.0.0', 8, true)],
    eth0: [describe(pod.podIP, '255.255.255.0', 24, false)],
  });
}

function describe(address: string, netmask: string, bits: number, internal: boolean): os.NetworkInterfaceInfo {
  const octets = address.split('.').map(octet => Number(octet).toString(16).padStart(2, '0'));
  const mac = internal ? '00:00:00:00:00:00' : `0a:58:${octets.join(':')}`;
  return { address, netmask, family: 'IPv4', mac, internal, cidr: `${address}/${bits}` };
}

/** Process 1 ignores signals that it has no handler for; nothing else is different for a container's first process. */
export function ignoreSignalsAsFirstProcess(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
}
