import type { RecordEvent } from '../container-events.ts';
import { pause } from '../pause.ts';
import type { ProbeResult, ProbeSpec } from './probe-action.ts';

export interface ProbeWorkerOptions {
  readonly kind: 'Liveness' | 'Readiness' | 'Startup';
  readonly spec: ProbeSpec;
  readonly attempt: () => Promise<ProbeResult>;
  readonly record: RecordEvent;
  /** Nothing is probed before this resolves (a paused node). */
  readonly thawed: () => Promise<void>;
  /** A threshold was reached: after `successThreshold` or `failureThreshold` results alike, then with each further one. */
  readonly onResult: (healthy: boolean) => void;
  readonly signal: AbortSignal;
}

/** How often a port that does not listen yet is tried within the first period. */
const LISTEN_POLL_MS = [20, 30, 50, 50, 100];

/**
 * Probes a running container period by period until the signal aborts. Where in the first period a kubelet's first
 * attempt falls is chance; here it is the moment when the container's port opens, at the latest the end of that period.
 */
export async function runProbe(options: ProbeWorkerOptions): Promise<void> {
  const { kind, spec, record, signal } = options;
  const periodMs = (spec.periodSeconds ?? 10) * 1000;
  const thresholds = { success: spec.successThreshold ?? 1, failure: spec.failureThreshold ?? 3 };
  let last: 'success' | 'failure' | undefined;
  let run = 0;

  await pause((spec.initialDelaySeconds ?? 0) * 1000, signal);
  let result = signal.aborted ? undefined : await firstAttempt(options, periodMs);
  let nextAtMs = performance.now();
  while (result && !signal.aborted) {
    if (result.outcome === 'error')
      record('Warning', 'Unhealthy', `${kind} probe errored and resulted in unknown state: ${result.output}`);
    else {
      if (result.outcome === 'warning') record('Warning', 'ProbeWarning', `${kind} probe warning: ${result.output}`);
      if (result.outcome === 'failure') record('Warning', 'Unhealthy', `${kind} probe failed: ${result.output}`);
      const outcome = result.outcome === 'failure' ? 'failure' : 'success';
      run = outcome === last ? run + 1 : 1;
      last = outcome;
      if (run >= thresholds[outcome]) options.onResult(outcome === 'success');
    }
    while (nextAtMs <= performance.now()) nextAtMs += periodMs;
    await pause(nextAtMs - performance.now(), signal);
    await options.thawed();
    result = signal.aborted ? undefined : await options.attempt();
  }
}

async function firstAttempt(
  { attempt, signal }: ProbeWorkerOptions,
  periodMs: number,
): Promise<ProbeResult | undefined> {
  const deadlineMs = performance.now() + periodMs;
  for (let poll = 0; !signal.aborted; poll++) {
    const result = await attempt();
    const isTooEarly = result.outcome === 'failure' && result.notListening;
    if (!isTooEarly || performance.now() >= deadlineMs) return signal.aborted ? undefined : result;
    await pause(LISTEN_POLL_MS[poll] ?? LISTEN_POLL_MS.at(-1)!, signal);
  }
  return undefined;
}
