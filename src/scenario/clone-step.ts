import type { Position } from '../errors.ts';
import type { LinuxError } from './linux-errors.ts';

/** A copy of a Deployment beside it, changed so that it fails in some way, and removed again. */
export interface CloneStep {
  readonly kind: 'clone';
  readonly at: Position;
  readonly source: { readonly name: string; readonly namespace: string };
  readonly replicas: number;
  /** Changes of the copied pod labels, one after another. */
  readonly labels: readonly CloneLabel[];
  readonly mutations: readonly CloneMutation[];
  /** Services that are to reach the clone alone while it is there. */
  readonly servicesToRetarget: readonly ServiceReference[];
  /** Until the clone's pods have to be ready. */
  readonly readyWithinMs: number;
}

export interface ServiceReference {
  readonly at: Position;
  readonly name: string;
  readonly namespace: string;
}

/** `service`: forgets every label, then takes the selector of that Service. */
export type CloneLabel =
  | ({ readonly kind: 'service' } & ServiceReference)
  | { readonly kind: 'label'; readonly key: string; readonly value: string };

export type CloneMutation = EnvironmentMutation | TrafficControlMutation | ToxiproxyMutation | SeccompMutation;

/** A variable in every container. */
export interface EnvironmentMutation {
  readonly kind: 'environment';
  readonly at: Position;
  readonly name: string;
  readonly value: string;
}

/** A program (`tc`) run in the pod's network before its containers start, with NET_ADMIN. */
export interface TrafficControlMutation {
  readonly kind: 'tc';
  readonly at: Position;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly user: number;
  readonly image: string;
}

/** Toxiproxy beside the containers, before each of their ports. */
export interface ToxiproxyMutation {
  readonly kind: 'toxiproxy';
  readonly at: Position;
  readonly image: string;
  /** Proxies besides those that every port of a container gets (`auto8080`). */
  readonly proxies: readonly { readonly name: string; readonly listen: string; readonly upstream: string }[];
  readonly toxics: readonly CloneToxic[];
}

export interface CloneToxic {
  readonly at: Position;
  /** A proxy's name, or the number of a container's port. */
  readonly targetProxy: string;
  /** As Toxiproxy names it: `latency`, `timeout`, `bandwidth`, `reset_peer`, … */
  readonly type: string;
  readonly attributes: Readonly<Record<string, number>>;
}

/** A seccomp profile on the containers: the kernel answers some of their system calls with an error. */
export interface SeccompMutation {
  readonly kind: 'seccomp';
  readonly at: Position;
  readonly syscalls: readonly string[];
  readonly errno: LinuxError;
  /** A program of the image that makes such a call: it ends with 0 in a pod of the source, and with another code in the clone. */
  readonly proof?: readonly string[];
}
