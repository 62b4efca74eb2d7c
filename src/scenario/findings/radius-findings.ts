import { literalNamespaces } from '../pods/namespace-pattern.ts';
import type { KubectlStep, Scenario, Step } from '../suite.ts';
import { isFault } from './faults.ts';
import { type Finding, finding } from './finding.ts';
import { type PayloadObject, readPayloadObjects } from './payload-objects.ts';
import { matchesOf } from './selection-findings.ts';

/** Steps that a blast radius refuses whatever the cluster has: they name no namespace but others than it allows. */
export function radiusFindings({ steps, blastRadius }: Scenario): Finding[] {
  const allowed = blastRadius?.namespaces;
  if (!allowed) return [];
  const refused = (namespaces: readonly string[], what: string) => {
    const message = `it allows ${allowed.join(', ')}, and a step would ${what} ${[...new Set(namespaces)].join(', ')}: a run is refused`;
    return finding('blast-radius-too-small', blastRadius.at, message);
  };
  return steps.flatMap(step => {
    if (step.kind === 'kubectl') {
      const outside = payloadNamespaces(step).filter(namespace => !allowed.includes(namespace));
      return outside.length > 0 ? [refused(outside, 'change something in')] : [];
    }
    const named = isFault(step) ? chosenNamespaces(step) : [];
    return named.length > 0 && !named.some(each => allowed.includes(each)) ? [refused(named, 'hit pods of')] : [];
  });
}

/** Namespaces of the pods that a step chooses from; none when only a look at the cluster can tell. */
function chosenNamespaces(step: Step): readonly string[] {
  const named = matchesOf(step).map(({ namespace }) => literalNamespaces(namespace));
  return named.every(each => each !== undefined) ? named.flat() : [];
}

/** Kinds that have no namespace, whatever their metadata say (kubernetes.io/docs/reference/kubernetes-api). */
const clusterScoped: ReadonlySet<string> = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
]);

/** As far as they are written; an object that names none is in that of the context. */
function payloadNamespaces({ payload }: KubectlStep): string[] {
  return readPayloadObjects(payload).flatMap(({ kind, metadata }: PayloadObject) => {
    const { name, namespace } = metadata;
    if (clusterScoped.has(kind)) return [];
    return (kind === 'Namespace' ? name : namespace) ?? [];
  });
}
