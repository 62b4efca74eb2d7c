import type { Position } from '../../errors.ts';
import type { PodFilter, PodMatch } from '../step.ts';

/** A step whose fault lasts: put in place, proven while it lasts, taken back. */
export interface LastingStepOf<Kind extends string> {
  readonly kind: Kind;
  readonly at: Position;
  /** Undone when it ends. Absent: undone after the steps. */
  readonly durationMs?: number;
}

/** Pods chosen as a podAction chooses them. */
export interface PodChoice {
  readonly matches: readonly PodMatch[];
  readonly filters: readonly PodFilter[];
}
