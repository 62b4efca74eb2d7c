import { Dismissed } from '../draft/draft.ts';
import type { Scenario } from '../scenario/suite.ts';
import type { Imported } from './imported.ts';
import type { Settled } from './settle.ts';

const hollow = 'what it does to the app was not carried over: it would be upheld although nothing happens';

/** Drops the scenarios whose faults were all commented out: what is left of them would be green for nothing. */
export function dropHollow({ imported, scenarios }: Settled): {
  readonly imported: Imported;
  readonly dropped: readonly string[];
} {
  const parsed = scenarios.values();
  const dropped: string[] = [];
  const kept = imported.scenarios.map(each => {
    const scenario = each.dropped === undefined ? parsed.next().value : undefined;
    if (!scenario || acts(scenario) || !each.steps.some(step => step instanceof Dismissed)) return each;
    dropped.push(`"${each.name}": not carried over, ${hollow}`);
    return { ...each, dropped: hollow };
  });
  return { imported: { ...imported, scenarios: kept }, dropped };
}

const checks: ReadonlySet<string> = new Set(['checkPodCount', 'checkPodState', 'wait']);

function acts({ steps }: Scenario): boolean {
  return steps.some(step => {
    if (step.kind === 'podAction') return step.actions.some(({ kind }) => !checks.has(kind));
    return step.kind !== 'wait' && !step.kind.startsWith('probe');
  });
}
