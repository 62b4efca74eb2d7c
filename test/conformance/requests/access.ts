import { configMap, core, rbac } from './objects.ts';
import { get, post, type RequestGroup, remove } from './request.ts';

const rbacVersion = 'rbac.authorization.k8s.io/v1';
const authorization = '/apis/authorization.k8s.io/v1';
const asRobot = { as: { token: '$token' } };
const review = (kind: string, spec: object) => ({ apiVersion: 'authorization.k8s.io/v1', kind, spec });
const attributes = (verb: string, resource: string, rest: object = {}) => ({
  resourceAttributes: { namespace: '$namespace', verb, resource, ...rest },
});
const robot = 'system:serviceaccount:$namespace:robot';

/** Tokens of a ServiceAccount, and what a Role lets it do. */
export const access: RequestGroup = {
  name: 'access',
  requests: [
    post('a ServiceAccount', `${core}/serviceaccounts`, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'robot' },
    }),
    post(
      'a token',
      `${core}/serviceaccounts/robot/token`,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 3600 },
      },
      { capture: { token: 'status.token' } },
    ),
    post('a token that lives too shortly', `${core}/serviceaccounts/robot/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 60 },
    }),
    post('a token for nobody', `${core}/serviceaccounts/nobody/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {},
    }),
    post('whose token it is', '/apis/authentication.k8s.io/v1/tokenreviews', {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      spec: { token: '$token' },
    }),
    post(
      'who am I',
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      },
      asRobot,
    ),
    get('list pods without a role', `${core}/pods`, asRobot),
    get('read a pod without a role', `${core}/pods/x`, asRobot),
    remove('delete a collection without a role', `${core}/pods`, undefined, asRobot),
    post('create in a group without a role', '/apis/apps/v1/namespaces/$namespace/deployments', {}, asRobot),
    get('list nodes without a role', '/api/v1/nodes', asRobot),
    get("list all namespaces' pods without a role", '/api/v1/pods', asRobot),
    get('a subresource without a role', `${core}/pods/x/log`, asRobot),
    get('a path without a role', '/metrics', asRobot),
    get('discovery is for everybody', '/apis', { ...asRobot, project: 'groups' }),
    post('a Role', `${rbac}/roles`, {
      apiVersion: rbacVersion,
      kind: 'Role',
      metadata: { name: 'reader' },
      rules: [
        { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] },
        { apiGroups: [''], resources: ['configmaps'], resourceNames: ['mine'], verbs: ['get'] },
      ],
    }),
    post('a RoleBinding', `${rbac}/rolebindings`, {
      apiVersion: rbacVersion,
      kind: 'RoleBinding',
      metadata: { name: 'reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace: '$namespace' }],
    }),
    post('a ConfigMap', `${core}/configmaps`, configMap('mine')),
    get('list pods with a role', `${core}/pods`, asRobot),
    get('read what is not there with a role', `${core}/pods/x`, asRobot),
    remove('delete a pod with a role that only reads', `${core}/pods/x`, undefined, asRobot),
    get('read the one by name', `${core}/configmaps/mine`, asRobot),
    get('read another by name', `${core}/configmaps/kube-root-ca.crt`, asRobot),
    post(
      'may I list pods',
      `${authorization}/selfsubjectaccessreviews`,
      review('SelfSubjectAccessReview', attributes('list', 'pods')),
      asRobot,
    ),
    post(
      'may I delete pods',
      `${authorization}/selfsubjectaccessreviews`,
      review('SelfSubjectAccessReview', attributes('delete', 'pods')),
      asRobot,
    ),
    post(
      'may it read logs',
      `${authorization}/subjectaccessreviews`,
      review('SubjectAccessReview', { user: robot, ...attributes('get', 'pods', { subresource: 'log' }) }),
    ),
    post(
      'a review without a question',
      `${authorization}/selfsubjectaccessreviews`,
      review('SelfSubjectAccessReview', {}),
    ),
    post(
      'more rights than one has',
      `${rbac}/roles`,
      {
        apiVersion: rbacVersion,
        kind: 'Role',
        metadata: { name: 'all' },
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
      },
      asRobot,
    ),
  ],
};
