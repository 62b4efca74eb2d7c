import { commented, type Draft } from '../draft/draft.ts';
import type { PodActionStep, PodMatch, Scenario, Step } from '../scenario/suite.ts';
import type { ImportedScenario } from './imported.ts';
import { watchRequests } from './watch-requests.ts';

const reminder = 'chaos-gate import wrote this; say it in your words, and name what your users need';

/** Adds what a strict judgement needs, as far as the steps tell it: a hypothesis, a steady state, a blast radius. */
export function complete(imported: ImportedScenario, scenario: Scenario): ImportedScenario {
  const choices = scenario.steps.flatMap(choiceOf);
  const watched = scenario.steadyState.length > 0;
  return {
    ...imported,
    hypothesis: imported.hypothesis ?? 'Its users notice nothing.',
    steadyState: watched ? imported.steadyState : [...imported.steadyState, ...steadyStateOf(scenario, choices)],
    blastRadius: imported.blastRadius ?? blastRadiusOf(choices),
  };
}

/** Pods that a step does something to. */
type Choice = Pick<PodActionStep, 'matches' | 'filters' | 'retries'>;

const podFaults: ReadonlySet<string> = new Set(['kill', 'killContainer']);

function choiceOf(step: Step): Choice[] {
  switch (step.kind) {
    case 'podAction':
      return step.actions.some(({ kind }) => podFaults.has(kind)) ? [step] : [];
    case 'networkAction':
    case 'stressAction':
      return [step];
    default:
      return [];
  }
}

/** What the policy's own probes ask, all the while; without any, that some of the targets are ready. */
function steadyStateOf(scenario: Scenario, choices: readonly Choice[]): Draft[] {
  const requests = watchRequests(scenario.steps);
  const probes = requests.length > 0 ? requests : watchTargets(choices.flatMap(({ matches }) => matches));
  return probes.map((probe, index) => (index === 0 ? commented(probe, [reminder]) : probe));
}

function watchTargets(matches: readonly PodMatch[]): Draft[] {
  const probes = matches.map((match): Draft => {
    const namespace = isName(match.namespace) ? match.namespace : undefined;
    if (match.kind === 'deployment' && namespace !== undefined)
      return readyProbe(`some pods of ${match.name} are ready`, {
        resource: 'deployments',
        name: match.name,
        namespace,
        value: 'status.readyReplicas',
      });
    const selector = match.kind === 'labels' && match.selector !== '' ? match.selector : undefined;
    const which = selector === undefined ? `of ${namespace ?? 'all namespaces'}` : `with ${selector}`;
    return readyProbe(`some pods ${which} are ready`, { resource: 'pods', selector, namespace, value: 'ready' });
  });
  return [...new Map(probes.map(probe => [JSON.stringify(probe), probe])).values()];
}

function readyProbe(name: string, probe: { readonly [key: string]: Draft | undefined }): Draft {
  return { name: name.slice(0, 80), probeKubernetes: { ...probe, every: '250ms' }, tolerance: { value: '>= 1' } };
}

/** Bounds what the steps choose already: a file that is changed later then says so before it does more harm. */
function blastRadiusOf(choices: readonly Choice[]): Draft | undefined {
  if (choices.length === 0) return undefined;
  const names = choices.flatMap(({ matches }) => matches.flatMap(({ namespace }) => namespace.split(',')));
  const namespaces = [...new Set(names.map(name => name.trim()))];
  const counts = choices.map(countOf);
  const count = counts.every(each => each !== undefined) ? counts.reduce((sum, each) => sum + each, 0) : undefined;
  const bounds = {
    ...(count !== undefined && { pods: count }),
    ...(namespaces.every(isName) && { namespaces }),
  };
  return Object.keys(bounds).length > 0 ? bounds : undefined;
}

/** How many pods a step hits at most, when that does not depend on how many there are; each attempt chooses anew. */
function countOf({ filters, retries }: Choice): number | undefined {
  const sizes = filters.flatMap(filter =>
    filter.kind === 'randomSample' && filter.size !== undefined ? [filter.size] : [],
  );
  if (sizes.length === 0 || retries?.kind === 'retriesTimeout') return undefined;
  return Math.min(...sizes) * (retries?.count ?? 1);
}

function isName(namespace: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(namespace);
}
