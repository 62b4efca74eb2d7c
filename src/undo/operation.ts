import type { AlertManager } from '../alertmanager/silences.ts';
import type { MachineLimits } from '../cluster/cluster.ts';
import type { PodPort } from '../kubernetes/http-exchange.ts';
import type { ControlPlaneComponent, ServiceTarget } from '../scenario/suite.ts';

/**
 * What puts one fault back: plain data, so that another process, or a later version, can do it. Each kind is carried out
 * by the file of its name in `perform/`; each is idempotent.
 */
export type UndoOperation =
  | KubectlUndo
  | NodeUndo
  | LimitMachine
  | RestoreObject
  | RevertObject
  | DeleteObjects
  | NodeCommand
  | StartComponent
  | RemoveNetworkRule
  | SignalContainer
  | SendRequest
  | RunCommand
  | RemoveSilences
  | UndoSequence;

export interface KubectlUndo {
  readonly kind: 'kubectl';
  readonly action: 'delete' | 'apply';
  readonly payload: string;
  readonly kubectlBinary: string;
  readonly proxy: string;
}

/** `start`: whatever holds the node (stopped, paused), it is to run again. */
export interface NodeUndo {
  readonly kind: 'node';
  readonly action: 'start' | 'startKubelet' | 'uncordon';
  readonly node: string;
}

/** Gives a node's machine the limits that it had, of those that it names. */
export interface LimitMachine {
  readonly kind: 'limitMachine';
  readonly node: string;
  readonly limits: MachineLimits;
}

/** Writes fields of an object back as they were. An object that is gone meanwhile has nothing to be put back. */
export interface RestoreObject {
  readonly kind: 'restoreObject';
  /** Of the object in the API: `/apis/apps/v1/namespaces/shop/deployments/web`. */
  readonly path: string;
  /** JSON merge patch (RFC 7386): null for what was not there. */
  readonly patch: unknown;
}

/** Makes an object all that it was. One that is gone meanwhile has nothing to be put back. */
export interface RevertObject {
  readonly kind: 'revertObject';
  readonly path: string;
  readonly former: ObjectContent;
}

/** What an object is asked to be. */
export interface ObjectContent {
  /** Those labels and annotations that are meant; null: not there. The others are nobody's business here. */
  readonly labels: Readonly<Record<string, string | null>>;
  readonly annotations: Readonly<Record<string, string | null>>;
  /** Every field but `apiVersion`, `kind`, `metadata` and `status`: `spec`, `data`, `rules`, whatever the kind has. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Deletes what the fault created, and waits until it is gone. */
export interface DeleteObjects {
  readonly kind: 'deleteObjects';
  /** Paths of objects in the API; what is gone already counts as deleted. */
  readonly paths: readonly string[];
}

/** Runs a program on a node. */
export interface NodeCommand {
  readonly kind: 'nodeCommand';
  readonly node: string;
  readonly argv: readonly string[];
  /** Runs first; another exit code than 0 says that there is nothing left to undo. */
  readonly unless?: readonly string[];
  /** Runs afterwards, again and again, until its exit code is 0: what was put back works again. */
  readonly until?: readonly string[];
}

/** Starts a component of the control plane that was stopped on its node, and waits until it is well. */
export interface StartComponent {
  readonly kind: 'startComponent';
  readonly node: string;
  readonly component: ControlPlaneComponent;
  /** The name of the timer that would start it by itself. */
  readonly timer: string;
}

/** Removes a rule of the embedded cluster's network. */
export interface RemoveNetworkRule {
  readonly kind: 'removeNetworkRule';
  readonly rule: string;
}

/** Sends a signal to a container (SIGCONT thaws every process of it); one that is gone needs none. */
export interface SignalContainer {
  readonly kind: 'signalContainer';
  readonly node: string;
  readonly containerId: string;
  readonly signal: string;
}

/** Sends an HTTP request, to a Service, to one pod (one that is gone needs none) or to an address outside. */
export interface SendRequest {
  readonly kind: 'sendRequest';
  readonly target: { readonly service: ServiceTarget } | { readonly pod: PodPort } | { readonly url: string };
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Statuses that say it is done. Default: every 2xx. */
  readonly statuses?: readonly number[];
  /** Asked of the same target afterwards. Absent: the request's own answer is all there is. */
  readonly proof?: RequestProof;
}

/** A request whose answer, when it is this one, says that the fault is in place. */
export interface RequestProof {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  readonly bodyContains?: string;
}

/** A user's own program on this machine; exit code 0 says it is done. */
export interface RunCommand {
  readonly kind: 'runCommand';
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The folder it runs in. Absent, as in older journals: that of whoever undoes. */
  readonly cwd?: string;
  /** Runs afterwards; exit code 0 says that the fault is still in place. Absent: nobody is asked. */
  readonly proof?: readonly string[];
}

/** Ends the silences of an Alertmanager whose comment has this text. */
export interface RemoveSilences {
  readonly kind: 'removeSilences';
  readonly alertManager: AlertManager;
  readonly comment: string;
}

/** Several of them, undone last first. */
export interface UndoSequence {
  readonly kind: 'sequence';
  readonly operations: readonly UndoOperation[];
}

/** Does it put back something that is not in the cluster, and is still there when that is deleted? Pure. */
export function outlivesCluster(operation: UndoOperation): boolean {
  if (operation.kind === 'sequence') return operation.operations.some(outlivesCluster);
  if (operation.kind === 'sendRequest') return 'url' in operation.target;
  return operation.kind === 'runCommand' || operation.kind === 'removeSilences';
}
