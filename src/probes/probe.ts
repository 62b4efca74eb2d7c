import type { Sample } from '../journal/event.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import type { ProbeSpec } from '../scenario/suite.ts';

/** What one look found. A probe that cannot look answers `broken`, and never guesses. */
export type Measurement = Pick<Sample, 'why' | 'v' | 'mesh'> & { readonly r: 'ok' | 'fail' | 'broken' | 'stale' };

/** A probe made ready for an experiment: its target resolved, its vantage chosen. */
export interface ReadyProbe extends AsyncDisposable {
  /** How it reaches its target, for the report: `Service shop/web through its cluster address`. */
  readonly vantage?: string;
  /**
   * Looks once. The signal aborts at the sample's deadline, or when the run stops; the caller measures the time,
   * so `measure` must settle promptly after an abort and must not throw for what it found (only for its own bugs).
   */
  measure(signal: AbortSignal): Promise<Measurement>;
}

/** What a probe may use. */
export interface ProbeContext {
  readonly kubernetes: KubernetesAccess;
  /** Pods that the faults of this experiment hit so far, by UID, and whether the method is still going on. */
  readonly targeted: () => ReadonlySet<string>;
  readonly inMethod: () => boolean;
}

/** One kind of probe: `src/probes/KIND.ts`, listed in `index.ts`. Opening resolves the target, and may throw. */
export interface Probe<Spec extends ProbeSpec = ProbeSpec> {
  readonly kind: Spec['kind'];
  open(spec: Spec, context: ProbeContext, signal: AbortSignal): Promise<ReadyProbe>;
}
