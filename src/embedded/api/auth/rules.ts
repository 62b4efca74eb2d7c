import type { AnyObject } from '../cluster-api.ts';
import type { Registry } from '../registry/index.ts';
import type { User } from './user.ts';

/** The rules of every role that is bound to a user, cluster-wide and (with a namespace) in that namespace. */
export function rulesOf(registry: Registry, user: User, namespace: string | undefined): AnyObject[] {
  const list = (name: string, within?: string) => registry.list(registry.resources.byName(name)!, within);
  const bindings = [
    ...list('clusterrolebindings.rbac.authorization.k8s.io'),
    ...(namespace === undefined ? [] : list('rolebindings.rbac.authorization.k8s.io', namespace)),
  ];
  return bindings
    .filter(binding => (binding.subjects ?? []).some((subject: AnyObject) => isUser(subject, user, binding.metadata!.namespace)))
    .flatMap(binding => roleOf(registry, binding)?.rules ?? []);
}

function roleOf(registry: Registry, { roleRef, metadata }: AnyObject): AnyObject | undefined {
  const plural = roleRef.kind === 'ClusterRole' ? 'clusterroles' : 'roles';
  const resource = registry.resources.byName(`${plural}.rbac.authorization.k8s.io`)!;
  const role = registry.find(resource, metadata!.namespace, roleRef.name);
  if (!role?.aggregationRule) return role;
  return { ...role, rules: aggregated(registry, role) };
}

function aggregated(registry: Registry, role: AnyObject): AnyObject[] {
  const all = registry.list(registry.resources.byName('clusterroles.rbac.authorization.k8s.io')!);
  const selectors: AnyObject[] = role.aggregationRule.clusterRoleSelectors ?? [];
  return all
    .filter(one => selectors.some(({ matchLabels = {} }) => Object.entries(matchLabels).every(([key, value]) => one.metadata?.labels?.[key] === value)))
    .flatMap(one => one.rules ?? []);
}

function isUser(subject: AnyObject, user: User, bindingNamespace: string | undefined): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === user.username;
    case 'Group':
      return user.groups.includes(subject.name);
    default:
      return user.username === `system:serviceaccount:${subject.namespace ?? bindingNamespace}:${subject.name}`;
  }
}
