import type { FaultPlan } from '../experiment/plan.ts';
import { detectionFloorMs } from '../scenario/findings/detection.ts';
import { atMost } from '../scenario/limit.ts';
import type { ProbeSpec, Scenario } from '../scenario/suite.ts';
import { type DurationBounds, expectDuration } from './expected-duration.ts';
import { planSteps, type StepPlan } from './step-plan.ts';
import { findNoTarget, type NoTarget } from './target-outlook.ts';

/** What a run of a scenario would do to the cluster as it is; plain data, as `plan --format json` prints it. */
export interface ScenarioPlan {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Why a run would inject nothing: beyond the blast radius, or nothing that this cluster can do. Absent: it would go on. */
  readonly refused?: string;
  /** A step that would hit nothing. Absent: all of them have targets, or nobody looked. */
  readonly inconclusive?: NoTarget;
  readonly steps: readonly StepPlan[];
  /** Absent: nobody looked at the cluster. */
  readonly blastRadius?: { readonly pods: Use; readonly nodes: Use };
  readonly duration: DurationBounds;
  readonly probes: readonly ProbePlan[];
}

/** `allowed` is absent where the scenario sets no limit. */
export interface Use {
  readonly used: number;
  readonly allowed?: number;
}

export interface ProbePlan {
  readonly name: string;
  readonly kind: ProbeSpec['kind'];
  /** An outage shorter than this may go unseen. */
  readonly detectionFloorMs: number;
}

/**
 * What became of looking at the cluster: what would be hit, or why a run would refuse, or nothing. `provisional`: a run finds
 * more than there is now, or does not mind to find nothing.
 */
export type Outlook =
  | { readonly faults: FaultPlan; readonly provisional?: boolean }
  | { readonly refused: string }
  | 'not-looked';

/** Puts together what is known of a scenario. Pure. */
export function planScenario(scenario: Scenario, outlook: Outlook): ScenarioPlan {
  const faults = typeof outlook === 'object' && 'faults' in outlook ? outlook.faults : undefined;
  const refused = typeof outlook === 'object' && 'refused' in outlook ? outlook.refused : faults?.unsupported?.message;
  const steps = planSteps(scenario, faults);
  const provisional = typeof outlook === 'object' && 'provisional' in outlook && outlook.provisional;
  const inconclusive = faults && !provisional ? findNoTarget(scenario, faults) : undefined;
  return {
    name: scenario.name,
    file: scenario.at.file,
    line: scenario.at.line,
    ...(refused !== undefined && { refused }),
    ...(inconclusive && { inconclusive }),
    steps,
    ...(faults && { blastRadius: radiusOf(scenario, faults) }),
    duration: expectDuration(scenario, steps),
    probes: scenario.steadyState.map(({ name, probe }) => ({
      name,
      kind: probe.kind,
      detectionFloorMs: detectionFloorMs(probe),
    })),
  };
}

function radiusOf({ blastRadius }: Scenario, faults: FaultPlan): NonNullable<ScenarioPlan['blastRadius']> {
  const nodes = [
    ...faults.nodeSteps.flatMap(({ selection }) => selection.matched),
    ...faults.lastingSteps.flatMap(({ targets }) => targets.nodes),
  ];
  const matched = new Set(nodes.map(({ metadata }) => metadata?.name)).size;
  const limit = blastRadius?.nodes;
  const allowedNodes = limit && atMost(limit, matched);
  return {
    pods: { used: faults.used, allowed: faults.guard.allowed },
    nodes: { used: faults.usedNodes, allowed: allowedNodes },
  };
}
