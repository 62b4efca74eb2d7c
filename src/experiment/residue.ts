import type { V1Pod } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import { readJson } from '../kubernetes/connect.ts';
import type { Scenario } from '../scenario/suite.ts';

/** What could have been changed and not put back: the specification of each object, by `Kind namespace/name`. */
export type Snapshot = ReadonlyMap<string, string>;

/** A difference between what the cluster was and what it is. */
export interface Difference {
  readonly object: string;
  readonly difference: string;
}

const watched = [
  { kind: 'Deployment', path: '/apis/apps/v1', plural: 'deployments' },
  { kind: 'StatefulSet', path: '/apis/apps/v1', plural: 'statefulsets' },
  { kind: 'DaemonSet', path: '/apis/apps/v1', plural: 'daemonsets' },
  { kind: 'Service', path: '/api/v1', plural: 'services' },
  { kind: 'ConfigMap', path: '/api/v1', plural: 'configmaps' },
] as const;

interface Listed {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly labels?: Record<string, string> };
    readonly spec?: unknown;
    readonly data?: unknown;
  }[];
}

/** Reads the namespaces that a scenario touches, and the nodes. Throws ApiFailure. */
export async function takeSnapshot(
  namespaces: readonly string[],
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<Snapshot> {
  const snapshot = new Map<string, string>();
  const read = async (namespace: string, { kind, path, plural }: (typeof watched)[number]) => {
    const { items } = await readJson<Listed>(kubernetes, {
      path: `${path}/namespaces/${encodeURIComponent(namespace)}/${plural}`,
      asking: `${plural} of namespace ${namespace}`,
      signal,
    });
    for (const { metadata, spec, data } of items)
      snapshot.set(`${kind} ${namespace}/${metadata.name}`, JSON.stringify({ labels: metadata.labels, spec, data }));
  };
  const readNodes = async () => {
    const { items } = await readJson<Listed>(kubernetes, { path: '/api/v1/nodes', asking: 'the nodes', signal });
    for (const { metadata, spec } of items) snapshot.set(`Node ${metadata.name}`, describeNode(spec));
  };
  await Promise.all([readNodes(), ...namespaces.flatMap(namespace => watched.map(kind => read(namespace, kind)))]);
  return snapshot;
}

/** What differs, less the objects that the scenario's own steps are meant to leave as they made them. Pure. */
export function compareSnapshots(before: Snapshot, after: Snapshot, meant: ReadonlySet<string>): Difference[] {
  const differences: Difference[] = [];
  for (const object of new Set([...before.keys(), ...after.keys()])) {
    if (meant.has(object) || before.get(object) === after.get(object)) continue;
    if (!after.has(object)) differences.push({ object, difference: 'it was there before and is gone' });
    else if (!before.has(object)) differences.push({ object, difference: 'it was not there before' });
    else differences.push({ object, difference: `it was ${before.get(object)}, it is ${after.get(object)}` });
  }
  return differences;
}

/** Objects that a `kubectl` step changes for good, because the user said so: `autoDelete: false`, `action: delete`. */
export function meantToStay(scenario: Scenario): ReadonlySet<string> {
  const objects = scenario.steps.flatMap(step =>
    step.kind === 'kubectl' && (step.action === 'delete' || !step.autoDelete) ? parseAllDocuments(step.payload) : [],
  );
  return new Set(
    objects.map(document => {
      const { kind, metadata } = (document.toJS() ?? {}) as {
        kind?: string;
        metadata?: { name?: string; namespace?: string };
      };
      return `${kind} ${metadata?.namespace ?? 'default'}/${metadata?.name}`;
    }),
  );
}

/** Namespaces in which a scenario's faults may leave something. */
export function touchedNamespaces(scenario: Scenario, matched: readonly V1Pod[]): string[] {
  const fromPods = matched.map(pod => pod.metadata?.namespace ?? 'default');
  return [...new Set([...fromPods, ...(scenario.blastRadius?.namespaces ?? [])])].sort();
}

/** Cordons and taints; what the node lifecycle itself adds and takes away does not count. */
function describeNode(spec: unknown): string {
  const { unschedulable = false, taints = [] } = (spec ?? {}) as {
    unschedulable?: boolean;
    taints?: { key: string }[];
  };
  return JSON.stringify({
    unschedulable,
    taints: taints.filter(taint => !taint.key.startsWith('node.kubernetes.io/')),
  });
}
