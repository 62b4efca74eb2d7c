import { commented, type Draft } from '../draft/draft.ts';
import type { Scenario } from '../scenario/suite.ts';
import { blastRadiusOf } from './blast-radius.ts';
import type { ImportedScenario } from './imported.ts';
import { watchRequests } from './watch-requests.ts';
import { watchTargets } from './watch-targets.ts';

const reminder = 'chaos-gate import wrote this; say it in your words, and name what your users need';

/** Adds what a strict judgement needs, as far as the steps tell it: a hypothesis, a steady state, a blast radius. */
export function complete(imported: ImportedScenario, scenario: Scenario): ImportedScenario {
  const watched = scenario.steadyState.length > 0;
  return {
    ...imported,
    hypothesis: imported.hypothesis ?? 'Its users notice nothing.',
    steadyState: watched ? imported.steadyState : [...imported.steadyState, ...steadyStateOf(scenario)],
    blastRadius: imported.blastRadius ?? blastRadiusOf(scenario.steps),
  };
}

/** What the policy's own probes ask, all the while; without any, that some of the targets are ready. */
function steadyStateOf({ steps }: Scenario): Draft[] {
  const requests = watchRequests(steps);
  const probes = requests.length > 0 ? requests : watchTargets(steps);
  return probes.map((probe, index) => (index === 0 ? commented(probe, [reminder]) : probe));
}
