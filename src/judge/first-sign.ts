import type { JournalEvent, PhaseName, ProbeRecord } from '../journal/event.ts';
import type { Metric } from '../scenario/suite.ts';

const latencies: ReadonlySet<Metric> = new Set(['p50', 'p90', 'p95', 'p99', 'max', 'mean']);

/**
 * Takes the events of one experiment and says, once, when something first speaks against its hypothesis, and what: a failed
 * or too slow sample under fault, a step that failed, a fault that is not proven, residue. It judges nothing: what speaks
 * against a hypothesis may still be tolerated.
 */
export function watchForFirstSign(): (event: JournalEvent) => string | undefined {
  let probes: readonly ProbeRecord[] = [];
  let phase: PhaseName | undefined;
  let found = false;
  const read = (event: JournalEvent): string | undefined => {
    switch (event.type) {
      case 'experiment-started':
        probes = event.steadyState;
        return undefined;
      case 'phase-started':
        phase = event.phase;
        return undefined;
      case 's': {
        const probe = probes[event.p];
        if (!probe || phase === undefined || phase === 'baseline') return undefined;
        if (event.r === 'fail') return `"${probe.name}" failed: ${event.why ?? 'no reason given'}`;
        return event.r === 'ok' && event.ms > slowest(probe) ? `"${probe.name}" took ${event.ms} ms` : undefined;
      }
      case 'step-ended':
        return event.status === 'failed' ? `step ${event.index + 1} ${event.kind} failed: ${event.message}` : undefined;
      case 'fault-injected':
        return event.receipt.landed ? undefined : `${event.kind} is not proven: ${event.receipt.evidence}`;
      case 'residue':
        return `residue: ${event.object}: ${event.difference}`;
      default:
        return undefined;
    }
  };
  return event => {
    const sign = found ? undefined : read(event);
    found ||= sign !== undefined;
    return sign;
  };
}

/** The longest that any tolerance of the method wants an answer to take, in ms. A mesh has no latency of its own. */
function slowest({ tolerances, kind }: ProbeRecord): number {
  const limits = tolerances
    .filter(
      ({ metric, operator, phases }) => latencies.has(metric) && operator.startsWith('<') && phases.includes('method'),
    )
    .map(({ value }) => value);
  return kind === 'probeGoldpinger' || limits.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...limits);
}
