import { createHash } from 'node:crypto';
import type { ApiRequest, KubernetesAccess } from '../kubernetes/access.ts';
import { ApiFailure } from '../kubernetes/api-failure.ts';
import { readJson } from '../kubernetes/connect.ts';
import { gateLabel } from '../kubernetes/gate-label.ts';

/** What could have been changed and not put back: the specification of each object, by `Kind namespace/name`. */
export type Snapshot = ReadonlyMap<string, string>;

interface Watched {
  readonly kind: string;
  readonly path: string;
  readonly plural: string;
  /** What is compared besides labels. Default: `spec`. */
  readonly fields?: (object: ListedObject) => unknown;
  /** Clusters and roles that do not show these are compared without them. */
  readonly optional?: boolean;
}

interface ListedObject {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
}

const watched: readonly Watched[] = [
  { kind: 'Deployment', path: '/apis/apps/v1', plural: 'deployments' },
  { kind: 'StatefulSet', path: '/apis/apps/v1', plural: 'statefulsets' },
  { kind: 'DaemonSet', path: '/apis/apps/v1', plural: 'daemonsets' },
  { kind: 'Service', path: '/api/v1', plural: 'services' },
  { kind: 'ConfigMap', path: '/api/v1', plural: 'configmaps', fields: ({ data }) => data },
  // What a secret holds is told apart, never shown.
  { kind: 'Secret', path: '/api/v1', plural: 'secrets', fields: ({ data }) => digest(data), optional: true },
  { kind: 'Ingress', path: '/apis/networking.k8s.io/v1', plural: 'ingresses', optional: true },
  { kind: 'NetworkPolicy', path: '/apis/networking.k8s.io/v1', plural: 'networkpolicies', optional: true },
  { kind: 'PodDisruptionBudget', path: '/apis/policy/v1', plural: 'poddisruptionbudgets', optional: true },
  { kind: 'HorizontalPodAutoscaler', path: '/apis/autoscaling/v2', plural: 'horizontalpodautoscalers', optional: true },
  { kind: 'CronJob', path: '/apis/batch/v1', plural: 'cronjobs', optional: true },
];

/** Reads the namespaces that a scenario touches, and the nodes. Throws ApiFailure. */
export async function takeSnapshot(
  namespaces: readonly string[],
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<Snapshot> {
  const snapshot = new Map<string, string>();
  const list = async (path: string, asking: string, query?: ApiRequest['query']) =>
    (await readJson<{ items: readonly ListedObject[] }>(kubernetes, { path, query, asking, signal })).items;
  const read = async (namespace: string, { kind, path, plural, fields, optional }: Watched) => {
    const collection = `${path}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
    const items = await list(collection, `${plural} of namespace ${namespace}`).catch(error => {
      if (optional && error instanceof ApiFailure && (error.status === 403 || error.status === 404)) return [];
      throw error;
    });
    for (const object of items) {
      const { name, labels } = object.metadata;
      // What the gate made for itself may change as it needs it; whether it is there is compared.
      const own = labels?.[gateLabel] !== undefined;
      const compared = own
        ? 'made by the gate'
        : { labels, ...(fields ? { data: fields(object) } : { spec: withoutRestart(object.spec) }) };
      snapshot.set(`${kind} ${namespace}/${name}`, writeSorted(compared));
    }
  };
  const readOwnPods = async (namespace: string) => {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
    const items = await list(path, `pods of the gate in namespace ${namespace}`, { labelSelector: gateLabel });
    for (const { metadata } of items) snapshot.set(`Pod ${namespace}/${metadata.name}`, 'made by the gate');
  };
  const readNodes = async () => {
    for (const { metadata, spec } of await list('/api/v1/nodes', 'the nodes'))
      snapshot.set(`Node ${metadata.name}`, describeNode(spec));
  };
  await Promise.all([
    readNodes(),
    ...namespaces.map(readOwnPods),
    ...namespaces.flatMap(namespace => watched.map(kind => read(namespace, kind))),
  ]);
  return withoutAutoscaled(snapshot);
}

/** As JSON, keys in order: a map into which a key was put back is the map that it was. Pure. */
export function writeSorted(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) => {
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isMap ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
  });
}

/** How many replicas a workload has is the autoscaler's business where there is one. */
function withoutAutoscaled(snapshot: Map<string, string>): Snapshot {
  for (const [object, text] of snapshot) {
    if (!object.startsWith('HorizontalPodAutoscaler ')) continue;
    const namespace = object.slice(object.indexOf(' ') + 1, object.indexOf('/'));
    const { spec } = JSON.parse(text) as { spec: { scaleTargetRef: { kind: string; name: string } } };
    const key = `${spec.scaleTargetRef.kind} ${namespace}/${spec.scaleTargetRef.name}`;
    const scaled = JSON.parse(snapshot.get(key) ?? 'null') as { spec?: Record<string, unknown> } | null;
    if (scaled) snapshot.set(key, JSON.stringify({ ...scaled, spec: { ...scaled.spec, replicas: undefined } }));
  }
  return snapshot;
}

/** When a workload was last rolled out anew (`kubectl rollout restart`) is no part of what it is. */
function withoutRestart(spec: ListedObject['spec']): unknown {
  const drop = (key: string, value: unknown) => (key === 'kubectl.kubernetes.io/restartedAt' ? undefined : value);
  const text = JSON.stringify(spec, drop)?.replace('"annotations":{},', '').replace(',"annotations":{}', '');
  return text === undefined ? undefined : JSON.parse(text);
}

function digest(data: unknown): string {
  return createHash('sha256')
    .update(writeSorted(data ?? null))
    .digest('hex');
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
