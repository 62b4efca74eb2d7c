import type { Position } from '../errors.ts';
import type { AlertManagerStep } from './alert-manager-step.ts';
import type { CloneStep } from './clone-step.ts';
import type { LastingStep } from './lasting/index.ts';
import type { HttpProbe } from './suite.ts';

export type Step =
  | PodActionStep
  | NodeActionStep
  | KubectlStep
  | ProbeHttpStep
  | WaitStep
  | CloneStep
  | AlertManagerStep
  | LastingStep;

export type * from './alert-manager-step.ts';
export type * from './clone-step.ts';
export * from './lasting/index.ts';

export interface PodActionStep {
  readonly kind: 'podAction';
  readonly at: Position;
  readonly matches: readonly PodMatch[];
  readonly filters: readonly PodFilter[];
  readonly actions: readonly PodActionItem[];
  readonly retries?: Retries;
}

export type PodMatch =
  | { readonly kind: 'namespace'; readonly at: Position; readonly namespace: string }
  | { readonly kind: 'deployment'; readonly at: Position; readonly name: string; readonly namespace: string }
  | { readonly kind: 'labels'; readonly at: Position; readonly selector: string; readonly namespace: string }
  /** Pods that opted in by PowerfulSeal's labels (`seal/enabled`). */
  | { readonly kind: 'sealLabels'; readonly at: Position; readonly namespace: string };

export type PodFilter = SelectionFilter<'name' | 'state'>;

/** What leaves some of the candidates out; `Property` is what a candidate can be told by. */
export type SelectionFilter<Property extends string> =
  | PropertyFilter<Property>
  | {
      readonly kind: 'dayTime';
      readonly at: Position;
      readonly onlyDays: readonly string[];
      /** Seconds since local midnight, both inclusive. */
      readonly startSecond: number;
      readonly endSecond: number;
    }
  | { readonly kind: 'randomSample'; readonly at: Position; readonly size?: number; readonly ratio?: number }
  | { readonly kind: 'probability'; readonly at: Position; readonly probability: number };

export interface PropertyFilter<Property extends string> {
  readonly kind: 'property';
  readonly at: Position;
  readonly name: Property;
  /** Regular expressions that the beginning has to match, ignoring case; of a list, one. */
  readonly value: string | readonly string[];
  readonly negative: boolean;
}

export type PodActionItem =
  | {
      readonly kind: 'kill';
      readonly at: Position;
      readonly probability: number;
      /** `force`: without a grace period. `evict`: as a drain does, if its PodDisruptionBudget allows it. */
      readonly method: 'delete' | 'evict' | 'force';
      /** In each round after the first the pod is killed that took the place of the one before. */
      readonly times: number;
      readonly intervalMs: number;
      /** Pause between one target and the next; 0: all at once. */
      readonly staggerMs: number;
    }
  | {
      readonly kind: 'killContainer';
      readonly at: Position;
      /** The container's name; absent: the pod's first container. */
      readonly container?: string;
      readonly signal: string;
      readonly times: number;
      readonly intervalMs: number;
      /** Pause between one target and the next; 0: all at once. */
      readonly staggerMs: number;
    }
  | { readonly kind: 'stopHost'; readonly at: Position; readonly autoRestart: boolean }
  | { readonly kind: 'checkPodCount'; readonly at: Position; readonly count: number }
  | { readonly kind: 'checkPodState'; readonly at: Position; readonly state: string }
  | { readonly kind: 'wait'; readonly at: Position; readonly ms: number };

export interface NodeActionStep {
  readonly kind: 'nodeAction';
  readonly at: Position;
  readonly matches: readonly NodeMatch[];
  readonly filters: readonly NodeFilter[];
  readonly actions: readonly NodeActionItem[];
  readonly retries?: Retries;
}

/** `group`: the value of any of a node's labels; `az`: its zone; `state`: UP, DOWN or UNKNOWN. */
export const nodeProperties = ['name', 'ip', 'group', 'az', 'state'] as const;
export type NodeProperty = (typeof nodeProperties)[number];
export type NodeMatch = PropertyFilter<NodeProperty>;
export type NodeFilter = SelectionFilter<NodeProperty>;

export type NodeActionItem =
  | {
      readonly kind: 'stop';
      readonly at: Position;
      readonly autoRestart: boolean;
      /** As a power cut; otherwise the node's own shutdown. */
      readonly force: boolean;
    }
  | { readonly kind: 'start'; readonly at: Position }
  | { readonly kind: 'pause'; readonly at: Position }
  | { readonly kind: 'restartKubelet'; readonly at: Position }
  | { readonly kind: 'stopKubelet'; readonly at: Position }
  | { readonly kind: 'restartRuntime'; readonly at: Position }
  | { readonly kind: 'execute'; readonly at: Position; readonly command: readonly string[] }
  | { readonly kind: 'cordon'; readonly at: Position }
  | { readonly kind: 'drain'; readonly at: Position; readonly timeoutMs: number }
  | {
      readonly kind: 'limits';
      readonly at: Position;
      /** Of the node's machine; a fraction is a share of one. Absent: left as it is. */
      readonly processors?: number;
      readonly memoryBytes?: number;
      /** Undone when it ends. Absent: undone after the steps. */
      readonly durationMs?: number;
    }
  | { readonly kind: 'wait'; readonly at: Position; readonly ms: number };

export type Retries =
  | { readonly kind: 'retriesCount'; readonly count: number; readonly sleepMs: number }
  | { readonly kind: 'retriesTimeout'; readonly timeoutMs: number; readonly sleepMs: number };

export interface KubectlStep {
  readonly kind: 'kubectl';
  readonly at: Position;
  readonly action: 'apply' | 'delete';
  readonly payload: string;
  readonly autoDelete: boolean;
  readonly proxy: string;
  readonly kubectlBinary: string;
}

/** PowerfulSeal's probe as a step: `count` requests one after another, each with up to `retries` attempts. */
export interface ProbeHttpStep {
  readonly kind: 'probeHTTP';
  readonly at: Position;
  readonly probe: HttpProbe;
  readonly count: number;
  /** Attempts of each request. Absent: 3, and PowerfulSeal's 1 under `compat: legacy`. */
  readonly retries?: number;
  readonly delayMs: number;
}

export interface WaitStep {
  readonly kind: 'wait';
  readonly at: Position;
  readonly ms: number;
}
