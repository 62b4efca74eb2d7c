import type { FaultInjected, PhaseName } from '../journal/event.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { phaseOf } from './experiment-record.ts';
import { formatSpan } from './observed.ts';

/** `kill of 2 pods`, `kill of web-1`. */
export function describeFault({ kind, targets }: FaultInjected): string {
  if (targets.length === 1) return `${kind} of ${targets[0]!.name}`;
  const kinds = new Set(targets.map(target => target.kind.toLowerCase()));
  return `${kind} of ${targets.length} ${kinds.size === 1 ? `${[...kinds][0]}s` : 'targets'}`;
}

/** `1.2 s after the kill of web-1`, or where no fault was before: `300 ms into the method`. */
export function describeMoment(record: ExperimentRecord, t: number, phase: PhaseName): string {
  const before = record.faults.filter(fault => fault.receipt.landed && fault.t <= t).sort((a, b) => b.t - a.t)[0];
  if (before && phase !== 'baseline') return `${formatSpan(t - before.t)} after the ${describeFault(before)}`;
  return `${formatSpan(t - (phaseOf(record, phase)?.startT ?? t))} into the ${phase}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
