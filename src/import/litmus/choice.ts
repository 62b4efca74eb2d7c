import { commented, type Draft } from '../../draft/draft.ts';
import type { Note } from '../note.ts';
import type { Source } from '../source.ts';

/** Which pods the experiments of an engine may hit, in our terms. */
export interface EngineTarget {
  readonly namespace: string;
  /** undefined: the engine has no label, so that each experiment has to name its pods. */
  readonly selector: string | undefined;
  /** Of the workload's kind. */
  readonly filters: readonly Draft[];
  /** What narrows the choice down and cannot be said here: no experiment may be carried over. */
  readonly refused: readonly Note[];
}

/** The characters of names that Kubernetes makes (k8s.io/apimachinery, util/rand). */
const made = '[bcdfghjklmnpqrstvwxz2456789]';

/** How the pods of each kind of workload are named. */
const namesOf: Readonly<Record<string, string>> = {
  deployment: `.+-${made}{1,10}-${made}{5}$`,
  rollout: `.+-${made}{1,10}-${made}{5}$`,
  statefulset: '.+-\\d{1,4}$',
};

const otherPods = 'without it other pods would be hit';

/** Reads `appinfo`. Of an engine without a namespace in it the own one counts. */
export function importAppInfo(engine: Source): EngineTarget {
  const app = engine.get('spec', 'appinfo');
  const [namespace, label, kind] = [app.get('appns'), app.get('applabel'), app.get('appkind')];
  const annotated = engine.get('spec', 'annotationCheck');
  const read = namespace.text() ?? engine.get('metadata', 'namespace').text() ?? 'default';
  const selector = label.text() || undefined;
  const name = String(kind.value);
  const pattern = Object.hasOwn(namesOf, name) ? namesOf[name] : undefined;
  if (pattern !== undefined || name === '') kind.text();
  return {
    namespace: read,
    selector,
    filters:
      pattern === undefined
        ? []
        : [commented({ property: { name: 'name', value: pattern } }, [`the pods of a ${name}, by their names`])],
    refused: [
      ...app.leftovers(`it cannot be said here, and ${otherPods}`),
      // Only workloads with the annotation litmuschaos.io/chaos.
      ...(String(annotated.value) === 'true'
        ? annotated.leftovers(`annotations cannot be asked for here, and ${otherPods}`)
        : []),
    ],
  };
}

/** The filters of an experiment's own environment, and what of it cannot be said. */
export function importChoice(
  env: (name: string) => Source | undefined,
  { selector }: EngineTarget,
  experiment: Source,
): { readonly filters: readonly Draft[]; readonly refused: readonly Note[] } {
  const pods = env('TARGET_PODS');
  const names = pods?.text()?.trim() ?? '';
  const node = env('NODE_LABEL');
  if (node?.value === '') node.text();
  const refused = [
    ...(pods?.leftovers(`it cannot be read, and ${otherPods}`) ?? []),
    ...(node?.leftovers(`nodes cannot be chosen by label here, and ${otherPods}`) ?? []),
  ];
  // Litmus does not run such an experiment either.
  if (selector === undefined && names === '')
    refused.push(
      experiment.remark('neither `applabel` nor TARGET_PODS says which pods: any pod of the namespace would be hit'),
    );
  const value = names.split(',').map(name => `${name.trim().replaceAll('.', '\\.')}$`);
  return { filters: names === '' ? [] : [{ property: { name: 'name', value } }], refused };
}
