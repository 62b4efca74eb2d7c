import type { Duplex } from 'node:stream';

/**
 * The embedded cluster's network: addresses, Services, names and the faults between pods.
 *
 *   container ──connect(podIP or clusterIP)──▶ visible address ── rules ──▶ hidden address ◀── listen ── container
 *      (source address = its own podIP)         (this process)                (preload maps 0.0.0.0 here)
 *
 * The kubelet attaches a pod before its first container starts and hands `preload` and `environment` to every
 * process it starts; the network does the rest from watches on Services, EndpointSlices and Pods.
 */
export interface ClusterNetwork extends AsyncDisposable {
  /** The address of a virtual node, given when it joins. */
  readonly nodeAddress: (node: string) => string;
  attachPod(pod: {
    readonly uid: string;
    readonly namespace: string;
    readonly name: string;
    readonly node: string;
  }): PodNetwork;
  /** From the node's own address, as the kubelet's probes and the API server's proxies connect. */
  connect(node: string, address: string, port: number, signal?: AbortSignal): Promise<Duplex>;
  /** From the address of a pod or of a node, through the rules, as its own processes connect. Throws an Error for another address. */
  connectAs(from: string, address: string, port: number, signal: AbortSignal): Promise<Duplex>;
  /** Looks a name up as the processes of the pod with this address do. Throws an Error for another address. */
  lookUpAs(from: string, name: string): Promise<'found' | 'missing' | 'unreachable'>;
  /** A free address for a new Service, or the wished one if it is free and in range; throws ApiError 422 otherwise. */
  allocateServiceAddress(wish?: string): string;
  releaseServiceAddress(address: string): void;
  readonly rules: NetworkRules;
  /** What makes Services out of the API's objects (kube-proxy elsewhere): stopped, what it knew last stays as it is. */
  readonly serviceProxy: NetworkProgram;
  /** What answers lookups (CoreDNS elsewhere): stopped, no name can be looked up. */
  readonly nameServer: NetworkProgram;
}

/** A part of the network that can be stopped and started again. */
export interface NetworkProgram {
  readonly running: boolean;
  stop(): void;
  start(): void;
}

export interface PodNetwork {
  readonly podIP: string;
  /** Absolute path or URL for `node --import`. */
  readonly preload: string;
  /** Variables that the preload reads; never shown to the container's own program. */
  readonly environment: Readonly<Record<string, string>>;
  /** Breaks its connections and gives the address back. Idempotent. */
  detach(): void;
}

/** Faults between addresses. A rule without `from` or `to` matches any; established connections are affected as well. */
export interface NetworkRules {
  add(rule: NetworkRule): void;
  remove(id: string): boolean;
  list(): readonly (NetworkRule & { readonly connections: number; readonly bytes: number })[];
}

export interface NetworkRule {
  readonly id: string;
  /** IP addresses (of pods); any when absent. */
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly port?: number;
  /** What clients send to servers, or what comes back; absent: both. */
  readonly only?: 'requests' | 'answers';
  /** Addresses whose traffic it leaves alone, whichever end they are. */
  readonly spared?: readonly string[];
  readonly effect: /** `handshake: false`: connections open as fast as ever, what is said on them is late. */
    | { readonly kind: 'delay'; readonly delayMs: number; readonly jitterMs?: number; readonly handshake?: boolean }
    | { readonly kind: 'rate'; readonly bytesPerSecond: number }
    | { readonly kind: 'loss'; readonly share: number }
    /** Answers nothing: new connections hang, established ones stall. */
    | { readonly kind: 'drop' }
    | { readonly kind: 'reset' }
    /** `from` cannot look names up, or only slowly; connections are not touched. */
    | { readonly kind: 'name-failure' }
    | { readonly kind: 'name-delay'; readonly delayMs: number };
}
