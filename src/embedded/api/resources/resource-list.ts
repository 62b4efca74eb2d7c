import { ALL_VERBS, apiVersionOf, type Resource, type Subresource } from './resource.ts';

const STATUS: Subresource = { name: 'status', kind: '', verbs: ['get', 'patch', 'update'] };
const SCALE: Subresource = {
  name: 'scale',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  verbs: ['get', 'patch', 'update'],
};
const POD_SUBRESOURCES: readonly Subresource[] = [
  { name: 'attach', kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  { name: 'binding', kind: 'Binding', verbs: ['create'] },
  { name: 'ephemeralcontainers', kind: 'Pod', verbs: ['get', 'patch', 'update'] },
  { name: 'eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
  { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
  { name: 'log', kind: 'Pod', verbs: ['get'] },
  { name: 'portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  proxyOf('Pod'),
  STATUS,
];
const TOKEN: Subresource = {
  name: 'token',
  kind: 'TokenRequest',
  group: 'authentication.k8s.io',
  version: 'v1',
  verbs: ['create'],
};

/** Every built-in resource, in the order of `kubectl api-resources`. */
export const BUILT_IN_RESOURCES: readonly Resource[] = [
  core('configmaps', 'ConfigMap', { short: ['cm'] }),
  core('endpoints', 'Endpoints', { short: ['ep'], singular: 'endpoints' }),
  core('events', 'Event', { short: ['ev'] }),
  core('limitranges', 'LimitRange', { short: ['limits'] }),
  core('namespaces', 'Namespace', {
    short: ['ns'],
    cluster: true,
    verbs: ALL_VERBS.filter(verb => verb !== 'deletecollection'),
    sub: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }, STATUS],
  }),
  core('nodes', 'Node', { short: ['no'], cluster: true, sub: [proxyOf('Node'), STATUS] }),
  core('persistentvolumeclaims', 'PersistentVolumeClaim', { short: ['pvc'], sub: [STATUS] }),
  core('persistentvolumes', 'PersistentVolume', { short: ['pv'], cluster: true, sub: [STATUS] }),
  core('pods', 'Pod', { short: ['po'], all: true, generations: true, sub: POD_SUBRESOURCES }),
  core('podtemplates', 'PodTemplate', {}),
  core('replicationcontrollers', 'ReplicationController', {
    short: ['rc'],
    all: true,
    generations: true,
    sub: [SCALE, STATUS],
  }),
  core('resourcequotas', 'ResourceQuota', { short: ['quota'], sub: [STATUS] }),
  core('secrets', 'Secret', {}),
  core('serviceaccounts', 'ServiceAccount', { short: ['sa'], sub: [TOKEN] }),
  core('services', 'Service', { short: ['svc'], all: true, sub: [proxyOf('Service'), STATUS] }),
  inGroup('apiextensions.k8s.io', 'customresourcedefinitions', 'CustomResourceDefinition', {
    short: ['crd', 'crds'],
    cluster: true,
    categories: ['api-extensions'],
    generations: true,
    untyped: true,
    sub: [STATUS],
  }),
  inGroup('apps', 'controllerrevisions', 'ControllerRevision', {}),
  inGroup('apps', 'daemonsets', 'DaemonSet', { short: ['ds'], all: true, generations: true, sub: [STATUS] }),
  inGroup('apps', 'deployments', 'Deployment', {
    short: ['deploy'],
    all: true,
    generations: true,
    sub: [SCALE, STATUS],
  }),
  inGroup('apps', 'replicasets', 'ReplicaSet', { short: ['rs'], all: true, generations: true, sub: [SCALE, STATUS] }),
  inGroup('apps', 'statefulsets', 'StatefulSet', {
    short: ['sts'],
    all: true,
    generations: true,
    sub: [SCALE, STATUS],
  }),
  inGroup('autoscaling', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler', {
    version: 'v2',
    short: ['hpa'],
    all: true,
    sub: [STATUS],
  }),
  inGroup('batch', 'cronjobs', 'CronJob', { short: ['cj'], all: true, generations: true, sub: [STATUS] }),
  inGroup('batch', 'jobs', 'Job', { all: true, generations: true, sub: [STATUS] }),
  inGroup('coordination.k8s.io', 'leases', 'Lease', {}),
  inGroup('discovery.k8s.io', 'endpointslices', 'EndpointSlice', { generations: true }),
  inGroup('events.k8s.io', 'events', 'Event', { short: ['ev'], storedAs: 'events' }),
  inGroup('networking.k8s.io', 'ingressclasses', 'IngressClass', { cluster: true, generations: true }),
  inGroup('networking.k8s.io', 'ingresses', 'Ingress', {
    singular: 'ingress',
    short: ['ing'],
    generations: true,
    sub: [STATUS],
  }),
  inGroup('networking.k8s.io', 'networkpolicies', 'NetworkPolicy', {
    singular: 'networkpolicy',
    short: ['netpol'],
    generations: true,
  }),
  inGroup('policy', 'poddisruptionbudgets', 'PodDisruptionBudget', {
    short: ['pdb'],
    generations: true,
    sub: [STATUS],
  }),
  inGroup('rbac.authorization.k8s.io', 'clusterrolebindings', 'ClusterRoleBinding', { cluster: true }),
  inGroup('rbac.authorization.k8s.io', 'clusterroles', 'ClusterRole', { cluster: true }),
  inGroup('rbac.authorization.k8s.io', 'rolebindings', 'RoleBinding', {}),
  inGroup('rbac.authorization.k8s.io', 'roles', 'Role', {}),
  inGroup('scheduling.k8s.io', 'priorityclasses', 'PriorityClass', {
    singular: 'priorityclass',
    short: ['pc'],
    cluster: true,
    generations: true,
  }),
  inGroup('storage.k8s.io', 'storageclasses', 'StorageClass', {
    singular: 'storageclass',
    short: ['sc'],
    cluster: true,
  }),
];

/** Questions to the server: their answers are not stored. */
export const REVIEWS: readonly Resource[] = [
  inGroup('authentication.k8s.io', 'selfsubjectreviews', 'SelfSubjectReview', { cluster: true, verbs: ['create'] }),
  inGroup('authentication.k8s.io', 'tokenreviews', 'TokenReview', { cluster: true, verbs: ['create'] }),
  inGroup('authorization.k8s.io', 'localsubjectaccessreviews', 'LocalSubjectAccessReview', { verbs: ['create'] }),
  inGroup('authorization.k8s.io', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview', {
    cluster: true,
    verbs: ['create'],
  }),
  inGroup('authorization.k8s.io', 'selfsubjectrulesreviews', 'SelfSubjectRulesReview', {
    cluster: true,
    verbs: ['create'],
  }),
  inGroup('authorization.k8s.io', 'subjectaccessreviews', 'SubjectAccessReview', { cluster: true, verbs: ['create'] }),
  core('bindings', 'Binding', { verbs: ['create'] }),
];

/** Whether some built-in resource is of that kind. */
export function isBuiltInKind(apiVersion: string, kind: string): boolean {
  return [...BUILT_IN_RESOURCES, ...REVIEWS].some(one => one.kind === kind && apiVersionOf(one) === apiVersion);
}

interface Traits {
  readonly version?: string;
  readonly singular?: string;
  readonly short?: readonly string[];
  readonly cluster?: boolean;
  /** In the category `all`, which `kubectl get all` lists. */
  readonly all?: boolean;
  readonly categories?: readonly string[];
  readonly generations?: boolean;
  readonly sub?: readonly Subresource[];
  /** Stored as it comes: no types are known for its fields. */
  readonly untyped?: boolean;
  readonly storedAs?: string;
  readonly verbs?: readonly string[];
}

function core(plural: string, kind: string, traits: Traits): Resource {
  return inGroup('', plural, kind, traits);
}

function inGroup(group: string, plural: string, kind: string, traits: Traits): Resource {
  const subresources = (traits.sub ?? []).map(sub => ({ ...sub, kind: sub.kind || kind }));
  return {
    group,
    version: traits.version ?? 'v1',
    plural,
    singular: traits.singular ?? kind.toLowerCase(),
    kind,
    shortNames: traits.short ?? [],
    namespaced: !traits.cluster,
    verbs: traits.verbs ?? ALL_VERBS,
    categories: traits.categories ?? (traits.all ? ['all'] : []),
    subresources,
    separateStatus: subresources.some(sub => sub.name === 'status'),
    countsGenerations: traits.generations ?? false,
    model: traits.untyped ? undefined : `${group.split('.')[0] || 'core'}.${kind}`,
    storedAs: traits.storedAs,
  };
}

function proxyOf(kind: string): Subresource {
  return {
    name: 'proxy',
    kind: `${kind}ProxyOptions`,
    verbs: ['create', 'delete', 'get', 'patch', 'update'],
  };
}
