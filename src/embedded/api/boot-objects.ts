import type { AnyObject } from './cluster-api.ts';
import type { Registry } from './registry/index.ts';

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const BOOTSTRAP_LABEL = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
const READ = ['get', 'list', 'watch'];
const WRITE = [...READ, 'create', 'delete', 'deletecollection', 'patch', 'update'];
const WORKLOADS: readonly (readonly [group: string, resources: readonly string[]])[] = [
  [
    '',
    [
      'configmaps',
      'endpoints',
      'events',
      'persistentvolumeclaims',
      'pods',
      'pods/log',
      'pods/status',
      'replicationcontrollers',
      'serviceaccounts',
      'services',
      'limitranges',
      'resourcequotas',
      'namespaces',
    ],
  ],
  [
    'apps',
    [
      'controllerrevisions',
      'daemonsets',
      'deployments',
      'deployments/scale',
      'replicasets',
      'replicasets/scale',
      'statefulsets',
      'statefulsets/scale',
    ],
  ],
  ['batch', ['cronjobs', 'jobs']],
  ['autoscaling', ['horizontalpodautoscalers']],
  ['networking.k8s.io', ['ingresses', 'networkpolicies']],
  ['policy', ['poddisruptionbudgets']],
  ['discovery.k8s.io', ['endpointslices']],
];

/** The roles that people bind to: what a default server's `kubectl get clusterroles` shows without `system:`. */
const CLUSTER_ROLES: Readonly<Record<string, readonly AnyObject[]>> = {
  'cluster-admin': [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ],
  admin: [
    ...workloadRules(WRITE),
    {
      apiGroups: [''],
      resources: [
        'secrets',
        'pods/exec',
        'pods/attach',
        'pods/portforward',
        'pods/proxy',
        'pods/eviction',
        'services/proxy',
      ],
      verbs: WRITE,
    },
    { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: WRITE },
  ],
  edit: [
    ...workloadRules(WRITE),
    {
      apiGroups: [''],
      resources: [
        'secrets',
        'pods/exec',
        'pods/attach',
        'pods/portforward',
        'pods/proxy',
        'pods/eviction',
        'services/proxy',
      ],
      verbs: WRITE,
    },
  ],
  view: workloadRules(READ),
  'system:basic-user': [
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      verbs: ['create'],
    },
    { apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] },
  ],
  'system:discovery': [
    {
      nonResourceURLs: [
        '/api',
        '/api/*',
        '/apis',
        '/apis/*',
        '/healthz',
        '/livez',
        '/openapi',
        '/openapi/*',
        '/readyz',
        '/version',
        '/version/',
      ],
      verbs: ['get'],
    },
  ],
};

const AUTHENTICATED: readonly AnyObject[] = [
  { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'system:authenticated' },
];

/** What a cluster holds before anybody asks anything of it: its namespaces, default roles and the Service of the API server. */
export function createBootObjects(registry: Registry): void {
  const create = (name: string, namespace: string | undefined, object: AnyObject) =>
    registry.create(registry.resources.byName(name)!, namespace, object);
  for (const name of NAMESPACES) create('namespaces', undefined, { metadata: { name } });
  for (const [name, rules] of Object.entries(CLUSTER_ROLES))
    create('clusterroles.rbac.authorization.k8s.io', undefined, {
      metadata: { name, labels: BOOTSTRAP_LABEL },
      rules: [...rules],
    });
  for (const [role, subjects] of [
    ['cluster-admin', [{ ...AUTHENTICATED[0], name: 'system:masters' }]],
    ['kubeadm:cluster-admins', [{ ...AUTHENTICATED[0], name: 'kubeadm:cluster-admins' }]],
    ['system:basic-user', AUTHENTICATED],
    ['system:discovery', AUTHENTICATED],
  ] as const)
    create('clusterrolebindings.rbac.authorization.k8s.io', undefined, {
      metadata: { name: role, labels: BOOTSTRAP_LABEL },
      roleRef: { kind: 'ClusterRole', name: role.startsWith('kubeadm:') ? 'cluster-admin' : role },
      subjects: [...subjects],
    });
}

function workloadRules(verbs: readonly string[]): AnyObject[] {
  return WORKLOADS.map(([group, resources]) => ({ apiGroups: [group], resources: [...resources], verbs: [...verbs] }));
}
