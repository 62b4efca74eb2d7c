import type { V1Pod } from '@kubernetes/client-node';
import type { UndoOperation } from '../../../undo/operation.ts';
import type { Receipt } from '../../fault.ts';

/** A step's effect on one pod, by whatever means a cluster has for it. */
export interface Disturbance {
  /** For the report: `the embedded network's rules`, `iptables in the pod's network namespace`. */
  readonly mechanism: string;
  readonly undo: UndoOperation;
  install(): Promise<void>;
  prove(over: AbortSignal): Promise<Receipt>;
}

/** What a fault without an end of its own is given by the timer that puts it back when the gate is gone. */
const longestMs = 30 * 60_000;
const graceMs = 30_000;

/** After which a fault ends by itself, should the gate not live to take it back. */
export function deadmanMs(durationMs: number | undefined): number {
  return durationMs === undefined ? longestMs : durationMs + graceMs;
}

/** `shop/front-1`. */
export function nameOf({ metadata }: V1Pod): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}
