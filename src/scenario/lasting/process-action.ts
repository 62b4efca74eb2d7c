import type { ServiceTarget } from '../suite.ts';
import type { LastingStepOf, PodChoice } from './lasting-step.ts';

/** Disturbs the processes of the chosen pods without ending them. */
export interface ProcessActionStep extends LastingStepOf<'processAction'>, PodChoice {
  readonly fault: ProcessFault;
}

export type ProcessFault = PauseFault | SyscallFault | HttpSwitchFault;

/** Freezes every process of a container: connections to it are accepted by the kernel and never answered. */
export interface PauseFault {
  readonly kind: 'pause';
  /** Absent: every container of the pod. */
  readonly container?: string;
}

/** Makes system calls of a container's processes fail, as strace's `inject` does. */
export interface SyscallFault {
  readonly kind: 'syscall';
  /** Absent: the pod's first container. */
  readonly container?: string;
  /** Names of system calls, separated by commas. */
  readonly inject: string;
  readonly errno: string;
  /** Which of the calls: `1+2` is the first and every second from there. Absent: all of them. */
  readonly when?: string;
}

/** A fault that the app offers itself: a request that turns it on, one that turns it off, one that proves it. */
export interface HttpSwitchFault {
  readonly kind: 'http';
  /** Where the requests go: to a Service, or to this port of each chosen pod. */
  readonly target: { readonly service: ServiceTarget } | { readonly port: number };
  readonly on: SwitchRequest;
  readonly off: SwitchRequest;
  readonly proof: SwitchRequest & { readonly code: number; readonly bodyContains?: string };
}

export interface SwitchRequest {
  readonly endpoint: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
