import type { Duplex, Readable, Writable } from 'node:stream';
import type { ProcessUsage } from './container/process-tree.ts';

/**
 * What the API server and the gate's node door ask of the machines: the kubelets of all virtual nodes behind one
 * interface. Every call throws an ApiError in the kubelet's words (`container "x" in pod "y" is waiting to start: …`).
 */
export interface NodeRuntime {
  /** Lines of a container's standard output and error; ends at the end of the log unless `follow`. */
  logs(container: ContainerName, options: LogOptions): Readable;
  exec(container: ContainerName, command: readonly string[], options: ExecOptions): ExecSession;
  attach(container: ContainerName, options: ExecOptions): ExecSession;
  /** A TCP connection to a port of a pod, as port-forward and the pod proxy make it (from the node, through the network). */
  connect(pod: { readonly namespace: string; readonly name: string }, port: number): Promise<Duplex>;
  /** The node door: signals a container's first process (with SIGKILL, SIGSTOP and SIGCONT its whole group). */
  signal(node: string, containerId: string, signal: NodeJS.Signals): 'sent' | 'gone';
  process(
    node: string,
    containerId: string,
  ): { readonly state: 'running'; readonly pid: number; readonly stopped: boolean } | { readonly state: 'ended' };
  /** What the kernel counted for a container's processes; undefined: it has ended. */
  usage(node: string, containerId: string): ProcessUsage | undefined;
  /** Stops a virtual node as a power cut would (`kill`) or freezes it (`pause`): its pods' processes, its lease, its kubelet. */
  stopNode(node: string, how: 'kill' | 'pause'): void;
  startNode(node: string): void;
  nodeState(node: string): 'running' | 'paused' | 'stopped';
  /** Stops or starts the kubelet of a node whose machine runs; its pods' processes go on. */
  controlKubelet(node: string, verb: 'stop' | 'start' | 'restart'): void;
  /** Which start of the node's kubelet goes on, counted from 1; undefined: it does not run. */
  kubeletRun(node: string): number | undefined;
}

export interface ContainerName {
  readonly namespace: string;
  readonly pod: string;
  /** Absent: the only one, or the one that the default-container annotation names. */
  readonly container?: string;
}

export interface LogOptions {
  readonly follow?: boolean;
  readonly previous?: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  readonly sinceTime?: string;
  readonly timestamps?: boolean;
  readonly limitBytes?: number;
}

export interface ExecOptions {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
}

export interface ExecSession {
  readonly stdin?: Writable;
  readonly stdout?: Readable;
  readonly stderr?: Readable;
  /** Exit code; 128 + signal number when it was killed. */
  readonly exit: Promise<number>;
  kill(): void;
}
