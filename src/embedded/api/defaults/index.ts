import type { AnyObject } from '../cluster-api.ts';
import { applySchemaDefaults } from '../custom-resources/structural-schema.ts';
import type { Resource } from '../resources/index.ts';
import { defaultTo } from './absent.ts';
import { defaultPod, defaultTemplate } from './pod.ts';
import { canonicalQuantity, defaultQuantities } from './quantity.ts';
import { defaultService } from './service.ts';
import {
  defaultCronJob,
  defaultDaemonSet,
  defaultDeployment,
  defaultJob,
  defaultReplicaSet,
  defaultStatefulSet,
} from './workloads.ts';

export { canonicalQuantity, isQuantity } from './quantity.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** Fills in what the client left out, by kind and in place. */
const DEFAULTS: Readonly<Record<string, (object: AnyObject) => void>> = {
  Pod: defaultPod,
  Deployment: defaultDeployment,
  ReplicaSet: defaultReplicaSet,
  ReplicationController: defaultReplicationController,
  StatefulSet: defaultStatefulSet,
  DaemonSet: defaultDaemonSet,
  Job: defaultJob,
  CronJob: defaultCronJob,
  Service: defaultService,
  Namespace: defaultNamespace,
  Secret: defaultSecret,
  Event: object => defaultTo(object, { reportingComponent: '', reportingInstance: '', source: {} }),
  Node: object => defaultTo(object, { spec: {} }),
  Endpoints: object => {
    for (const subset of object.subsets ?? [])
      for (const port of subset.ports ?? []) defaultTo(port, { protocol: 'TCP' });
  },
  EndpointSlice: object => {
    for (const port of object.ports ?? []) defaultTo(port, { name: '', protocol: 'TCP' });
  },
  NetworkPolicy: defaultNetworkPolicy,
  PersistentVolume: ({ spec }) => {
    if (spec) defaultTo(spec, { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' });
    defaultQuantities(spec?.capacity);
  },
  PersistentVolumeClaim: ({ spec }) => {
    if (spec) defaultTo(spec, { volumeMode: 'Filesystem' });
    defaultQuantities(spec?.resources?.requests);
  },
  ResourceQuota: ({ spec }) => defaultQuantities(spec?.hard),
  LimitRange: defaultLimitRange,
  StorageClass: object => defaultTo(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  PriorityClass: object => defaultTo(object, { preemptionPolicy: 'PreemptLowerPriority' }),
  RoleBinding: defaultBinding,
  ClusterRoleBinding: defaultBinding,
  HorizontalPodAutoscaler: ({ spec }) => {
    if (spec) defaultTo(spec, { minReplicas: 1 });
  },
  CustomResourceDefinition: defaultCustomResourceDefinition,
};

export function applyDefaults(resource: Resource, object: AnyObject): void {
  if (resource.custom) applySchemaDefaults(object, resource.custom.schema);
  if (resource.model || resource.plural === 'customresourcedefinitions') DEFAULTS[resource.kind]?.(object);
}

function defaultReplicationController(object: AnyObject): void {
  if (!object.spec) return;
  defaultTo(object.spec, { replicas: 1 });
  if (!object.spec.selector) object.spec.selector = object.spec.template?.metadata?.labels;
  defaultTemplate(object);
}

function defaultNamespace(namespace: AnyObject): void {
  const metadata = namespace.metadata!;
  if (metadata.name) metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
  const isNew = metadata.resourceVersion === undefined;
  if (isNew) {
    namespace.spec ??= {};
    defaultTo(namespace.spec, { finalizers: ['kubernetes'] });
  }
}

function defaultSecret(secret: AnyObject): void {
  defaultTo(secret, { type: 'Opaque' });
  for (const [key, text] of Object.entries(secret.stringData ?? {}))
    secret.data = { ...secret.data, [key]: Buffer.from(String(text)).toString('base64') };
  delete secret.stringData;
}

function defaultNetworkPolicy({ spec }: AnyObject): void {
  if (!spec) return;
  defaultTo(spec, { policyTypes: ['Ingress', ...(spec.egress ? ['Egress'] : [])] });
  for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])])
    for (const port of rule.ports ?? []) defaultTo(port, { protocol: 'TCP' });
}

/** What a container gets when it says nothing: its limit when only that is said, its request otherwise. */
function defaultLimitRange({ spec }: AnyObject): void {
  for (const limit of spec?.limits ?? []) {
    for (const name of ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'])
      defaultQuantities(limit[name]);
    if (limit.type !== 'Container') continue;
    const fallbacks = { ...limit.max, ...limit.default };
    if (Object.keys(fallbacks).length > 0) limit.default = fallbacks;
    const requests = { ...limit.min, ...limit.default, ...limit.defaultRequest };
    for (const [name, value] of Object.entries(requests)) requests[name] = canonicalQuantity(value as string);
    if (Object.keys(requests).length > 0) limit.defaultRequest = requests;
  }
}

function defaultBinding(binding: AnyObject): void {
  if (binding.roleRef) defaultTo(binding.roleRef, { apiGroup: RBAC });
  for (const subject of binding.subjects ?? [])
    if (subject.kind !== 'ServiceAccount') defaultTo(subject, { apiGroup: RBAC });
}

function defaultCustomResourceDefinition({ spec }: AnyObject): void {
  if (!spec?.names?.kind) return;
  defaultTo(spec, { conversion: { strategy: 'None' } });
  defaultTo(spec.names, { singular: spec.names.kind.toLowerCase(), listKind: `${spec.names.kind}List` });
}
