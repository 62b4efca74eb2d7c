/** The embedded cluster's network: addresses, Services, names, and the faults between pods. */
export { type AddressSpace, claimAddressSpace } from './address-space.ts';
export type { ClusterNetwork, NetworkRule, NetworkRules, PodNetwork } from './cluster-network.ts';
export { unprivilegedPort } from './entrance-listener.ts';
export { createNetwork, type NetworkOptions } from './network.ts';
export { firstProcessVariable, pathsVariable } from './protocol.ts';
