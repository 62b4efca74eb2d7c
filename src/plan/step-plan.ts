import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { FaultPlan } from '../experiment/plan.ts';
import type { Scenario, Step } from '../scenario/suite.ts';
import { undoOfStep } from './undo-of-step.ts';

/** What a step would hit, and what becomes of it afterwards. */
export interface StepPlan {
  /** From 0, as in verdict.json. */
  readonly index: number;
  readonly kind: Step['kind'];
  readonly line: number;
  readonly pods?: Choice;
  readonly nodes?: Choice;
  /** Why less was found than was meant. */
  readonly remarks: readonly string[];
  /** How each of its faults is taken back; one line each. */
  readonly undo: readonly string[];
}

/** How many there are, and the names of those that the seed chooses. */
export interface Choice {
  readonly matched: number;
  readonly chosen: readonly string[];
}

/** Every step of a scenario; without a look at the cluster what is known of it anyway. Pure. */
export function planSteps(scenario: Scenario, faults: FaultPlan | undefined): StepPlan[] {
  return scenario.steps.map((step, index) => {
    const pods = faults?.steps.find(each => each.index === index)?.selection;
    const nodes = faults?.nodeSteps.find(each => each.index === index)?.selection;
    const lasting = faults?.lastingSteps.find(each => each.index === index)?.targets;
    const choosesPods =
      pods !== undefined || (lasting !== undefined && (lasting.pods.length > 0 || lasting.empty !== undefined));
    const choosesNodes = nodes !== undefined || (lasting !== undefined && lasting.nodes.length > 0);
    const podsOf = {
      matched: pods?.matched ?? lasting?.matched ?? lasting?.pods ?? [],
      chosen: pods?.chosen ?? lasting?.pods ?? [],
    };
    const nodesOf = { matched: nodes?.matched ?? lasting?.nodes ?? [], chosen: nodes?.chosen ?? lasting?.nodes ?? [] };
    return {
      index,
      kind: step.kind,
      line: step.at.line,
      ...(choosesPods && { pods: { matched: podsOf.matched.length, chosen: podsOf.chosen.map(nameOf) } }),
      ...(choosesNodes && { nodes: { matched: nodesOf.matched.length, chosen: nodesOf.chosen.map(nameOf) } }),
      remarks: [
        ...(pods?.remarks ?? []),
        ...(nodes?.remarks ?? []),
        ...(lasting?.empty === undefined ? [] : [lasting.empty]),
      ],
      undo: undoOfStep(step),
    };
  });
}

function nameOf({ metadata }: V1Pod | V1Node): string {
  return metadata?.namespace ? `${metadata.namespace}/${metadata.name}` : (metadata?.name ?? '');
}
