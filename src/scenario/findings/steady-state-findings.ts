import { literalNamespaces } from '../pods/namespace-pattern.ts';
import { type ProbeSpec, type Scenario, type Step, userProbes } from '../suite.ts';
import { isFault } from './faults.ts';
import { type Finding, finding } from './finding.ts';
import { matchesOf } from './selection-findings.ts';

/** Steady states that are asked too little, or of which nobody asks whether they come back. */
export function steadyStateFindings(scenario: Scenario): Finding[] {
  return [...elsewhere(scenario), ...unwatchedRecovery(scenario), ...unseenUser(scenario)];
}

/** Tolerances under `during` alone: nobody looks whether the app comes back. Samples are no matter of the app. */
function unwatchedRecovery({ steps, steadyState }: Scenario): Finding[] {
  const tolerances = steadyState.flatMap(probe => probe.tolerances);
  const isAsked = tolerances.some(({ metric, phases }) => metric !== 'samples' && phases.includes('recovery'));
  const isDisturbed = steps.some(step => isFault(step) || step.kind === 'kubectl');
  const [first] = tolerances;
  if (!first || isAsked || !isDisturbed) return [];
  const message =
    'no tolerance holds in the recovery: every run is inconclusive; `tolerance` holds in all phases, `after` in the recovery';
  return [finding('recovery-unwatched', first.at, message)];
}

/** A bound on what users see of the recovery, where nobody looks as they do. */
function unseenUser({ recovery, steadyState }: Scenario): Finding[] {
  if (steadyState.some(({ probe }) => userProbes.has(probe.kind))) return [];
  const bounds = (recovery.tolerances ?? []).filter(({ stage }) => stage === 'user');
  return bounds.map(({ expression, at }) => {
    const message = `\`${expression}\`: no probe looks as a user does (${[...userProbes].join(', ')}): every run is inconclusive`;
    return finding('stage-unseen', at, message);
  });
}

/** A steady state that looks into other namespaces than those of the targets, with every one of its probes. */
function elsewhere({ steps, steadyState }: Scenario): Finding[] {
  const [first] = steadyState;
  const targeted = targetedNamespaces(steps.filter(isFault));
  if (!first || !targeted) return [];
  const watched = steadyState.map(({ probe }) => namespaceOf(probe));
  if (watched.some(namespace => namespace === undefined || targeted.has(namespace))) return [];
  const message = `no probe looks into ${list([...targeted])}, where the targets are: all of them look into ${list(watched as string[])}`;
  return [finding('steady-state-elsewhere', first.at, message)];
}

/** Where faults hit; undefined when it cannot be told, or is no namespace: what hits nodes may be noticed anywhere. */
function targetedNamespaces(faults: readonly Step[]): ReadonlySet<string> | undefined {
  const matches = faults.map(matchesOf);
  const hitsHosts = faults.some(
    step => step.kind === 'podAction' && step.actions.some(({ kind }) => kind === 'stopHost'),
  );
  if (faults.length === 0 || hitsHosts || matches.some(({ length }) => length === 0)) return undefined;
  const names = matches.flat().map(({ namespace }) => literalNamespaces(namespace));
  return names.every(each => each !== undefined) ? new Set(names.flat()) : undefined;
}

/** The one namespace that a probe looks into; undefined when it cannot be told. */
function namespaceOf(probe: ProbeSpec): string | undefined {
  if (probe.kind === 'probeGoldpinger' || probe.kind === 'probeKubernetes') return probe.namespace;
  // Prometheus is not the app: what it knows of may be anywhere.
  if (probe.kind === 'probePrometheus') return undefined;
  return 'target' in probe && 'service' in probe.target ? probe.target.service.namespace : undefined;
}

function list(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}
