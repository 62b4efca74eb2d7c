import { type LastingFault, lastingFaultOf, type Targets } from '../faults/index.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import type { LastingStep, PodChoice, Scenario } from '../scenario/suite.ts';
import { selectTargets } from './targets.ts';

/**
 * Where a fault changes something that `blastRadius: { namespaces }` bounds. The control plane is in no namespace of an app: it is
 * hit where it is, by the name of its component. Pure.
 */
export function boundNamespacesOf(
  { kind }: Pick<LastingStep, 'kind'>,
  { namespaces = [] }: Targets,
): readonly string[] {
  return kind === 'controlPlaneAction' ? [] : namespaces;
}

/** What a lasting fault would disturb now: what it says itself, or the pods that its step's matches and filters choose. */
export async function affectedBy(
  step: LastingStep,
  index: number,
  purpose: { readonly seed: number; readonly run: number; readonly scenario: Pick<Scenario, 'name'> },
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<Targets> {
  const fault = lastingFaultOf(step) as LastingFault;
  if (fault.affects) return await fault.affects(step, { kubernetes, signal });
  if (!('matches' in step)) return { pods: [], nodes: [] };
  const { seed, run, scenario } = purpose;
  const selection = await selectTargets(
    step as LastingStep & PodChoice,
    kubernetes,
    { seed, run, scenario: scenario.name, step: index, attempt: 0 },
    signal,
  );
  const { matched, chosen, remarks } = selection;
  if (chosen.length > 0) return { pods: chosen, matched, nodes: [] };
  const none = `${matched.length === 0 ? 'no' : matched.length} pods matched`;
  return { pods: [], nodes: [], empty: [none, ...remarks].join('; ') };
}
