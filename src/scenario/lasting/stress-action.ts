import type { LastingStepOf, PodChoice } from './lasting-step.ts';

/** Uses up something that the chosen pods need. */
export interface StressActionStep extends LastingStepOf<'stressAction'>, PodChoice {
  readonly load: StressLoad;
  /** Of the pod that makes load beside a target; it has to hold `node`. */
  readonly image: string;
}

/** `beside`: a pod of the gate's on the target's node. `inside`: within the limits of the target's own container. */
export type StressPlace = 'beside' | 'inside';

export type StressLoad = CpuLoad | MemoryLoad | IoLoad | DiskFill;

export interface CpuLoad {
  readonly kind: 'cpu';
  readonly where: StressPlace;
  /** Processors kept busy; a fraction keeps one of them busy for that share of the time. */
  readonly workers: number;
  /** Absent: the pod's first container. Inside only. */
  readonly container?: string;
}

export interface MemoryLoad {
  readonly kind: 'memory';
  readonly where: StressPlace;
  readonly amount:
    | { readonly bytes: number }
    /** Of the container's limit, what it uses already included. Inside only. */
    | { readonly share: number }
    /** More than the limit: the container is expected to be OOMKilled. Inside only. */
    | { readonly over: true };
  readonly container?: string;
}

/** Writes and syncs, over and over, a file of this size that the gate's pod removes with itself. */
export interface IoLoad {
  readonly kind: 'io';
  readonly fileBytes: number;
}

/** Fills a volume of the chosen pods that has a bound of its own; never a node's disk. */
export interface DiskFill {
  readonly kind: 'disk';
  readonly volume: string;
  /** Of the volume's size limit, what is in it already included. */
  readonly share: number;
}
