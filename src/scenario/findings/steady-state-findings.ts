import { literalNamespaces } from '../pods/namespace-pattern.ts';
import type { ProbeSpec, Scenario, Step } from '../suite.ts';
import { isFault } from './faults.ts';
import { type Finding, finding } from './finding.ts';
import { matchesOf } from './selection-findings.ts';

/** A steady state that looks into other namespaces than those of the targets, with every one of its probes. */
export function steadyStateFindings({ steps, steadyState }: Scenario): Finding[] {
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
  return 'target' in probe && 'service' in probe.target ? probe.target.service.namespace : undefined;
}

function list(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}
