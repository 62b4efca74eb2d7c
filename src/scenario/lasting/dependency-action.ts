import type { LastingStepOf } from './lasting-step.ts';

/** Disturbs what one Service answers, for everybody who calls it. */
export interface DependencyActionStep extends LastingStepOf<'dependencyAction'> {
  readonly service: { readonly name: string; readonly namespace: string; readonly port: number };
  /** One of them, or, for a sweep, several, one after the other. Never empty. */
  readonly effects: readonly DependencyEffect[];
  /** Share of the connections that it meets, 0-1. */
  readonly toxicity: number;
  /** The proxy's image, where one is put before the Service. */
  readonly image: string;
}

/** What Toxiproxy can do to the answers of a Service; `bandwidth` is on what it is sent as well. */
export type DependencyEffect =
  | { readonly kind: 'latency'; readonly delayMs: number; readonly jitterMs: number }
  /** Connections are reset, this long after they were opened. */
  | { readonly kind: 'reset'; readonly afterMs: number }
  /** Nothing is answered any more; after this time connections are closed, 0: never. */
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'slicer'; readonly bytes: number; readonly delayMs: number }
  | { readonly kind: 'bandwidth'; readonly bitsPerSecond: number };
