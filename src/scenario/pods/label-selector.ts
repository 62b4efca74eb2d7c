/** One requirement of a label selector. */
export type LabelRequirement =
  | { readonly kind: 'in' | 'notIn'; readonly key: string; readonly values: readonly string[] }
  | { readonly kind: 'exists' | 'missing'; readonly key: string };

const key = '(?:[a-zA-Z0-9][-a-zA-Z0-9.]*/)?[a-zA-Z0-9](?:[-\\w.]*[a-zA-Z0-9])?';
const value = '(?:[a-zA-Z0-9](?:[-\\w.]*[a-zA-Z0-9])?)?';
const equality = new RegExp(`^(${key})\\s*(=|==|!=)\\s*(${value})$`);
const set = new RegExp(`^(${key})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const existence = new RegExp(`^(!?)\\s*(${key})$`);
const validValue = new RegExp(`^${value}$`);

/**
 * Reads a label selector as kubectl takes it: `app=web,tier!=cache,env in (dev,test),!legacy`. Empty: no requirement.
 * undefined when it does not parse. Grammar: kubernetes.io/docs/concepts/overview/working-with-objects/labels.
 */
export function parseLabelSelector(selector: string): readonly LabelRequirement[] | undefined {
  if (selector.length > 4096) return undefined;
  if (selector.trim() === '') return [];
  const requirements = selector.split(/,(?![^(]*\))/).map(part => parseRequirement(part.trim()));
  return requirements.every(requirement => requirement !== undefined) ? requirements : undefined;
}

function parseRequirement(text: string): LabelRequirement | undefined {
  const equals = equality.exec(text);
  if (equals) return { kind: equals[2] === '!=' ? 'notIn' : 'in', key: equals[1]!, values: [equals[3]!] };
  const member = set.exec(text);
  if (member) {
    const values = member[3]!.split(',').map(each => each.trim());
    return values.every(each => validValue.test(each))
      ? { kind: member[2] === 'in' ? 'in' : 'notIn', key: member[1]!, values }
      : undefined;
  }
  const exists = existence.exec(text);
  return exists ? { kind: exists[1] ? 'missing' : 'exists', key: exists[2]! } : undefined;
}

/** Whether labels meet every requirement. As in Kubernetes, `!=` and `notin` hold for objects without the key. */
export function labelsMatch(
  labels: Readonly<Record<string, string>>,
  requirements: readonly LabelRequirement[],
): boolean {
  return requirements.every(requirement => {
    const actual = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
    if (!('values' in requirement)) return (actual !== undefined) === (requirement.kind === 'exists');
    const listed = actual !== undefined && requirement.values.includes(actual);
    return listed === (requirement.kind === 'in');
  });
}

/** A selector as objects of the API have it (kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector). */
export interface SelectorRecord {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/**
 * Whether the selector of a PodDisruptionBudget covers a pod with these labels: an empty one covers every pod, an absent one
 * none (policy/v1). One that cannot be read here protects whatever it may mean.
 */
export function budgetCovers(
  selector: SelectorRecord | undefined,
  podLabels: Readonly<Record<string, string>> | undefined,
): boolean {
  if (!selector) return false;
  const requirements = parseLabelSelector(formatLabelSelector(selector));
  return requirements === undefined || labelsMatch(podLabels ?? {}, requirements);
}

/**
 * A workload's selector as the API's `labelSelector` parameter has it: `app=web,tier in (a,b),!canary`.
 * An empty selector gives the empty string, which matches every pod of the namespace, as it does in Kubernetes.
 */
export function formatLabelSelector({ matchLabels = {}, matchExpressions = [] }: SelectorRecord): string {
  const equal = Object.entries(matchLabels).map(([name, wanted]) => `${name}=${wanted}`);
  const expressions = matchExpressions.map(({ key: name, operator, values = [] }) => {
    switch (operator) {
      case 'In':
        return `${name} in (${values.join(',')})`;
      case 'NotIn':
        return `${name} notin (${values.join(',')})`;
      case 'Exists':
        return name;
      case 'DoesNotExist':
        return `!${name}`;
      default:
        throw new Error(`a label selector has the operator "${operator}", which Kubernetes does not know`);
    }
  });
  return [...equal, ...expressions].join(',');
}
