import type { App, ClusterWish, ControlPlaneComponent, ProviderName, ServiceTarget } from '../scenario/suite.ts';

/**
 * Where experiments run. One file per provider; a provider brings a cluster up (or attaches to one) and hands out
 * a running cluster, which takes itself down when it is disposed, unless it was there before or is to be kept.
 */
export interface ClusterProvider {
  readonly name: ProviderName;
  /** Throws InvalidInput for a wish that is seen to be wrong before anything is begun. Absent: `up` sees it. */
  check?(options: Pick<ClusterOptions, 'wish' | 'allowContext'>): Promise<void>;
  /** Throws InvalidInput for a wish it cannot fulfil, InfrastructureFailure when it tried and failed. */
  up(options: ClusterOptions): Promise<RunningCluster>;
  /**
   * Finds a cluster again from what `identity()` said, in another process: for `undo`, `down` and the action's post step.
   * undefined when it is gone.
   */
  attach(identity: ClusterIdentity, signal: AbortSignal): Promise<RunningCluster | undefined>;
  /** The door alone, found without asking the cluster: for one whose API server a fault has stopped. undefined: there is no such way. */
  openDoor?(identity: ClusterIdentity): NodeDoor | undefined;
}

export interface ClusterOptions {
  readonly wish: ClusterWish;
  /** A folder of the run's own, for kubeconfig, state and logs. */
  readonly directory: string;
  readonly allowContext?: string;
  /** The app's: a provider that can puts them onto the nodes while these get ready; `loadImages` then has nothing left to do. */
  readonly images?: App['images'];
  /** Live on when this process ends (`up`, `--keep`). */
  readonly keep: boolean;
  readonly signal: AbortSignal;
  readonly report: (text: string) => void;
  /** Called before anything is made, with what is needed to find and delete it again. */
  readonly willCreate: (identity: ClusterIdentity) => void;
}

/** Plain data, written to disk before the cluster exists; enough to attach to it or to delete it. */
export interface ClusterIdentity {
  readonly provider: ProviderName;
  readonly name: string;
  readonly kubeconfig: string;
  readonly context?: string;
  readonly created: boolean;
  /** The provider's own (pid of the embedded cluster's process, …). */
  readonly details?: Readonly<Record<string, string | number>>;
}

export interface RunningCluster extends AsyncDisposable {
  readonly identity: ClusterIdentity;
  readonly node: NodeDoor;
  readonly vantage: Vantage;
  /** Aborted with an InfrastructureFailure that says how, when the cluster ended by itself. Absent: nobody would notice. */
  readonly gone?: AbortSignal;
  /** Puts images on every node that lacks them; `build` is the folder of a Dockerfile to build it from first. */
  loadImages(images: App['images'], signal: AbortSignal): Promise<void>;
  /** Writes the provider's own logs below `directory`, without secrets. */
  exportLogs(directory: string, signal: AbortSignal): Promise<void>;
  /** Takes it down although it was to be kept; only what this tool created. Idempotent. */
  delete(): Promise<void>;
  /** Takes what a run that ended before its time put into a cluster that stays, for itself. Idempotent. */
  removeOwnObjects(signal: AbortSignal): Promise<void>;
}

/**
 * Typed operations on the nodes, the way around the API server: a SIGKILL from inside a container's own
 * namespace does nothing to its process 1, so faults on processes come from here.
 */
export interface NodeDoor {
  /**
   * Sends a signal to the first process of a container; SIGSTOP freezes every process of it, SIGCONT thaws them.
   * `gone`: no such running container on that node.
   */
  signalContainer(container: ContainerReference, signal: string, abort: AbortSignal): Promise<'sent' | 'gone'>;
  /** What the node knows of a container's process: the second source for receipts. */
  containerState(container: ContainerReference, abort: AbortSignal): Promise<ContainerProcessState>;
  /** What the kernel has counted for a container's processes; undefined when they have ended. */
  containerUsage(container: ContainerReference, abort: AbortSignal): Promise<ContainerUsage | undefined>;
  /** Why this door cannot do something to nodes, in a sentence; undefined when it can. Asked before anything is injected. */
  refusal(operation: NodeOperation): string | undefined;
  /** Switches a node off: as a power cut (`force`), or by its own shutdown. */
  stopNode(node: string, how: { readonly force: boolean }, abort: AbortSignal): Promise<void>;
  /** Freezes a node and all that runs on it. */
  pauseNode(node: string, abort: AbortSignal): Promise<void>;
  /** Brings back a node that is stopped or paused; one that runs is left as it is. Does not wait for it to be Ready. */
  startNode(node: string, abort: AbortSignal): Promise<void>;
  /** What the machine below the node says, whatever the cluster believes. */
  machineState(node: string, abort: AbortSignal): Promise<MachineState>;
  /** Stops, starts or restarts a service of the node. */
  controlService(
    node: string,
    service: NodeService,
    verb: 'stop' | 'start' | 'restart',
    abort: AbortSignal,
  ): Promise<void>;
  /** What runs as a service of the node, in words that are others after each start (`process 812`); undefined: it does not run. */
  serviceProcess(node: string, service: NodeService, abort: AbortSignal): Promise<string | undefined>;
  /** The components of the control plane that the nodes run by themselves, and how this door stops each, for the report. */
  readonly components: ReadonlyMap<ControlPlaneComponent, string>;
  /** Why it cannot be done to a component on that node, in a sentence; undefined when it can. Changes nothing. */
  componentRefusal(component: NodeComponent, verb: 'stop' | 'slow', abort: AbortSignal): Promise<string | undefined>;
  /** Stops a component. A timer beside it starts it again after `backAfterMs`, whatever becomes of the gate. */
  stopComponent(stop: ComponentStop & { readonly backAfterMs: number }, abort: AbortSignal): Promise<void>;
  /** Starts it again, and ends the timer. Does not wait for it to be well. Idempotent. */
  startComponent(stop: ComponentStop, abort: AbortSignal): Promise<'started' | 'running'>;
  /** What the component says of its health, asked on its own node: `silent` when it does not answer at all. */
  componentHealth(component: NodeComponent, abort: AbortSignal): Promise<'well' | 'unwell' | 'silent'>;
  /** Allows a node's machine so much. Absent: left as it is; null: no limit. */
  limitMachine(node: string, limits: MachineLimits, abort: AbortSignal): Promise<void>;
  /** Runs a program on the node, as its root, and returns what came of it whatever its exit code is. */
  execute(node: string, argv: readonly string[], abort: AbortSignal): Promise<NodeCommandResult>;
}

/** What a provider may be able to do to its nodes; `kubelet`, `runtime`: to these services of theirs. */
export type NodeOperation = 'stop' | 'pause' | NodeService | 'limits' | 'execute';
export type MachineState = 'running' | 'paused' | 'stopped';
export type NodeService = 'kubelet' | 'runtime';

/** What the machine of a node may use of the one below it; null: all that there is. */
export interface MachineLimits {
  readonly processors?: number | null;
  readonly memoryBytes?: number | null;
}

/** A component of the control plane on one node. */
export interface NodeComponent {
  readonly node: string;
  readonly component: ControlPlaneComponent;
}

/** One stop of it. */
export interface ComponentStop extends NodeComponent {
  /** Names the timer that starts it again: `chaos-gate-…`. */
  readonly timer: string;
}

export interface NodeCommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ContainerReference {
  readonly node: string;
  /** As `status.containerStatuses[].containerID` has it: `containerd://…`, `chaos-gate-embedded://…`. */
  readonly containerId: string;
}

/** `ended` also when the node has forgotten the container; `stopped`: its processes are frozen. */
export type ContainerProcessState =
  | { readonly state: 'running'; readonly pid: number; readonly stopped: boolean }
  | { readonly state: 'ended' };

/** The kernel's accounts of a container. Absent: not counted there. */
export interface ContainerUsage {
  /** Processor time so far. */
  readonly cpuMs: number;
  /** Now. */
  readonly memoryBytes: number;
  /** Periods so far in which its limit of processor time held it back. */
  readonly throttledPeriods?: number;
  /** Handed to write calls by its first process, so far. */
  readonly writtenBytes?: number;
  /** What its cgroup allows it. */
  readonly memoryLimitBytes?: number;
  readonly processorLimit?: number;
}

/** From where probes reach a Service, passing the Service as users do; never one pod behind it. */
export interface Vantage {
  openService(target: ServiceTarget, signal: AbortSignal): Promise<ServiceAddress>;
}

export interface ServiceAddress extends AsyncDisposable {
  /** Where to connect from this machine. */
  readonly host: string;
  readonly port: number;
  /** For the report: `cluster address, directly`, `NodePort twin on node kind-worker (adds 0.4 ms)`. */
  readonly description: string;
  /**
   * Is the way itself whole right now (the relay lives, the node answers)? Asked when a sample failed:
   * a broken way is `broken`, not the app's failure. Absent: the way cannot break by itself.
   */
  readonly check?: (signal: AbortSignal) => Promise<boolean>;
}
