import { pause } from './pause.ts';

/**
 * When a kubelet sees that a container ended: it lists them once a second (its pod lifecycle event generator,
 * k8s.io/kubernetes pkg/kubelet `genericPlegRelistPeriod`). Until then traffic still goes to the dead.
 */
export interface Relist {
  /** Resolves at the next look; at once, without an error, when the signal aborts. */
  next(signal: AbortSignal): Promise<void>;
}

const periodMs = 1_000;

/** Nodes look at different moments, each at its own. */
export function createRelist(): Relist {
  const offsetMs = Math.random() * periodMs;
  return { next: signal => pause(periodMs - ((performance.now() + offsetMs) % periodMs), signal) };
}
