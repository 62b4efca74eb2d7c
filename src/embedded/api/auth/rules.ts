import type { AnyObject } from '../cluster-api.ts';
import type { Registry } from '../registry/index.ts';
import type { User } from './user.ts';

export interface Bound {
  readonly rules: readonly AnyObject[];
  /** `RoleBinding "reader/shop" of Role "reader" to ServiceAccount "robot/shop"` */
  readonly reason: string;
}

/** The rules of every role that is bound to a user, cluster-wide and (with a namespace) in that namespace. */
export function rulesOf(registry: Registry, user: User, namespace: string | undefined): AnyObject[] {
  return bindingsOf(registry, user, namespace).flatMap(({ rules }) => rules);
}

/** The bindings of a user, with the rules that each brings. */
export function bindingsOf(registry: Registry, user: User, namespace: string | undefined): Bound[] {
  const list = (name: string, within?: string) => registry.list(registry.resources.byName(name)!, within);
  const bindings = [
    ...list('clusterrolebindings.rbac.authorization.k8s.io'),
    ...(namespace === undefined ? [] : list('rolebindings.rbac.authorization.k8s.io', namespace)),
  ];
  return bindings.flatMap(binding => {
    const subject = (binding.subjects ?? []).find((one: AnyObject) => isUser(one, user, binding.metadata!.namespace));
    return subject ? [{ rules: roleOf(registry, binding)?.rules ?? [], reason: reasonOf(binding, subject) }] : [];
  });
}

function reasonOf({ kind, metadata, roleRef }: AnyObject, subject: AnyObject): string {
  const name = metadata!.namespace ? `${metadata!.name}/${metadata!.namespace}` : metadata!.name;
  const who =
    subject.kind === 'ServiceAccount' ? `${subject.name}/${subject.namespace ?? metadata!.namespace}` : subject.name;
  return `${kind} "${name}" of ${roleRef.kind} "${roleRef.name}" to ${subject.kind} "${who}"`;
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
    .filter(one =>
      selectors.some(({ matchLabels = {} }) =>
        Object.entries(matchLabels).every(([key, value]) => one.metadata?.labels?.[key] === value),
      ),
    )
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
