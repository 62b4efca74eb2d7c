import { commented, type Draft, dismissed } from '../draft/draft.ts';
import { formatLabelSelector } from '../scenario/pods/label-selector.ts';
import type { Workload } from './landscape.ts';
import type { Manner } from './manner.ts';

/** One pod of a workload is deleted. What has none to spare stands there as a comment, unless nothing has. */
export function killScenario(workload: Workload, manner: Manner): Draft {
  const { replicas, object, tightBudget } = workload;
  const name = manner.nameOf(object.metadata);
  if (tightBudget !== undefined && replicas > 0)
    return dismissed(scenario(workload, name, `Nobody notices when one of the pods of ${name} is deleted.`), [
      `The PodDisruptionBudget ${tightBudget} lets no pod of ${name} go: a run would be refused.`,
      'Change the budget, or put `overrideBudgets: true` into the blast radius, and take the # away.',
    ]);
  if (replicas >= 2)
    return scenario(workload, name, `Nobody notices when one of the ${replicas} pods of ${name} is deleted.`);
  if (manner.lenient && replicas === 1)
    return commented(scenario(workload, name, `${name} is back within half a minute when its only pod is deleted.`), [
      `${name} has one pod: its loss is an outage. So the steady state says \`after\` and asks nothing meanwhile.`,
      'Give it two replicas, write `tolerance` instead of `after`, and the file asks that nobody notices.',
    ]);
  const why =
    replicas === 0 ? 'no pods' : 'one pod: whoever needs it notices when that one goes, and this would be refuted';
  return dismissed(scenario(workload, name, `Nobody notices when one of the pods of ${name} is deleted.`), [
    `${name} has ${why}.`,
    'Give it two replicas, and take the # away.',
  ]);
}

function scenario(workload: Workload, name: string, hypothesis: string): Draft {
  return {
    name: `One pod of ${name} goes`,
    hypothesis,
    blastRadius: { pods: 1, namespaces: [workload.namespace] },
    steps: [
      {
        podAction: {
          matches: [matchOf(workload)],
          filters: [{ randomSample: { size: 1 } }],
          actions: [{ kill: { method: 'delete' } }],
        },
      },
    ],
  };
}

function matchOf({ kind, namespace, name, object }: Workload): Draft {
  if (kind === 'Deployment') return { deployment: { name, namespace } };
  return { labels: { selector: formatLabelSelector(object.spec?.selector ?? {}), namespace } };
}
