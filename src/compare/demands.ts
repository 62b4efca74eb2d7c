import type { ExperimentStarted } from '../journal/event.ts';
import { formatReason, verdictOfCode } from '../judge/reason.ts';
import type { ExperimentResult } from '../judge/run-result.ts';
import { measuresApp } from './compare-metric.ts';

/** What an experiment demands of the app: the same text for the same demands. Other demands, other verdicts of the same app. */
export function demandsOf({ steadyState, recovery, collateral = 'refute' }: ExperimentStarted): string {
  const probes = steadyState.map(({ name, timeoutMs, tolerances, stopWhen = [] }) => [
    name,
    timeoutMs,
    tolerances.map(({ expression, phases }) => [expression, phases]),
    stopWhen,
  ]);
  const stages = (recovery.tolerances ?? []).map(({ expression }) => expression);
  return JSON.stringify([probes, recovery.withinMs, recovery.stableForMs, stages, collateral]);
}

/** Why a hypothesis was refuted by something of which no number is compared; undefined: there is no such thing. */
export function refutedBesides({ reasons }: ExperimentResult, { steadyState }: ExperimentStarted): string | undefined {
  const compared = steadyState.flatMap(probe =>
    probe.tolerances.filter(({ metric }) => metric === 'success' || (metric === 'p95' && measuresApp(probe))),
  );
  const found = reasons.find(
    ({ code, line, column }) =>
      verdictOfCode(code) === 'refuted' &&
      !(code === 'tolerance-not-met' && compared.some(({ at }) => at.line === line && at.column === column)),
  );
  return found && formatReason(found);
}
