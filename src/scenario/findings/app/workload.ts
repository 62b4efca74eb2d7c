import { z } from 'zod';
import type { Position } from '../../../errors.ts';
import { formatLabelSelector } from '../../pods/label-selector.ts';
import type { PodRecord } from '../../pods/pod.ts';

/** An object of a manifest, and where it begins. */
export interface AppObject {
  readonly object: unknown;
  readonly at: Position;
}

/** Something of a manifest that makes pods. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly at: Position;
  /** How one of its pods will look to a selection. */
  readonly pod: PodRecord;
  /** How many pods it makes; undefined where that depends on the cluster. */
  readonly replicas: number | undefined;
  readonly containers: readonly { readonly image: string; readonly pullPolicy?: string }[];
  /** Whose pods it takes for its own, as text; undefined where it does not say so. */
  readonly selector?: string;
}

/** What is read of each kind (kubernetes.io/docs/reference/kubernetes-api/workload-resources). */
const labels = z.record(z.string(), z.string());
const container = z.looseObject({ image: z.string().optional(), imagePullPolicy: z.string().optional() });
const identity = z.looseObject({ name: z.string(), namespace: z.string().default('default') });
const marks = z.looseObject({ labels: labels.optional(), annotations: labels.optional() });
const podSpec = z.looseObject({
  containers: z.array(container).default([]),
  initContainers: z.array(container).default([]),
});
const selector = z.looseObject({
  matchLabels: labels.optional(),
  matchExpressions: z
    .array(
      z.looseObject({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});
const template = z.looseObject({ metadata: marks.default({}), spec: podSpec });
const ownerSpec = z.looseObject({
  replicas: z.number().optional(),
  parallelism: z.number().optional(),
  selector: selector.optional().catch(undefined),
  template,
});
const pod = z.looseObject({ kind: z.literal('Pod'), metadata: identity.extend(marks.shape), spec: podSpec });
const owner = z.looseObject({
  kind: z.enum(['Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet', 'Job']),
  metadata: identity,
  spec: ownerSpec,
});
const cronJob = z.looseObject({
  kind: z.literal('CronJob'),
  metadata: identity,
  spec: z.looseObject({ jobTemplate: z.looseObject({ spec: ownerSpec }) }),
});

/** The workloads of an app, each once: of two objects of a name the later one is what is applied in the end. */
export function workloadsOf(objects: readonly AppObject[]): Workload[] {
  const found = new Map<string, Workload>();
  for (const each of objects) {
    const workload = workloadOf(each);
    if (workload) found.set(`${workload.kind}/${workload.namespace}/${workload.name}`, workload);
  }
  return [...found.values()];
}

function workloadOf({ object, at }: AppObject): Workload | undefined {
  const alone = pod.safeParse(object);
  if (alone.success) {
    const { kind, metadata, spec } = alone.data;
    return describe({ kind, metadata, at, made: { metadata, spec }, replicas: 1 });
  }
  const scheduled = cronJob.safeParse(object);
  if (scheduled.success) {
    const { kind, metadata, spec } = scheduled.data;
    return describe({ kind, metadata, at, made: spec.jobTemplate.spec.template, replicas: undefined });
  }
  const owned = owner.safeParse(object);
  if (!owned.success) return undefined;
  const { kind, metadata, spec } = owned.data;
  const replicas = kind === 'DaemonSet' ? undefined : ((kind === 'Job' ? spec.parallelism : spec.replicas) ?? 1);
  const selected = spec.selector && formatLabelSelector(spec.selector);
  return describe({ kind, metadata, at, made: spec.template, replicas, selector: selected });
}

function describe(found: {
  readonly kind: string;
  readonly metadata: Pick<z.output<typeof identity>, 'name' | 'namespace'>;
  readonly at: Position;
  readonly made: Pick<z.output<typeof template>, 'metadata' | 'spec'>;
  readonly replicas: number | undefined;
  readonly selector?: string;
}): Workload {
  const { kind, at, made, replicas, selector: selected } = found;
  const { name, namespace } = found.metadata;
  const metadata = { uid: `${kind}/${namespace}/${name}`, name, namespace, labels: made.metadata.labels };
  return {
    kind,
    name,
    namespace,
    at,
    pod: { metadata: { ...metadata, annotations: made.metadata.annotations } as PodRecord['metadata'] },
    replicas,
    selector: selected,
    containers: [...made.spec.initContainers, ...made.spec.containers].flatMap(({ image, imagePullPolicy }) =>
      image === undefined ? [] : [{ image, pullPolicy: imagePullPolicy }],
    ),
  };
}
