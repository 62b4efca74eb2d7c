import type { Permission } from '../kubernetes/cluster-facts.ts';

/** The ClusterRole that grants exactly these permissions, as YAML that `kubectl apply` takes. Pure. */
export function formatRole(permissions: readonly Permission[]): string {
  const verbs = new Map<string, Set<string>>();
  for (const permission of permissions) {
    const object = objectOf(permission);
    verbs.set(object, (verbs.get(object) ?? new Set()).add(permission.verb));
  }
  const lines = [...verbs].map(([object, list]) => `  - { ${object}, verbs: [${[...list].join(', ')}] }\n`);
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: chaos-gate }\nrules:\n${lines.join('')}`;
}

/** What a rule of the role is about. */
function objectOf(permission: Permission): string {
  if ('path' in permission) return `nonResourceURLs: ["${permission.path}"]`;
  const { group = '', resource, subresource } = permission;
  return `apiGroups: ["${group}"], resources: [${subresource ? `${resource}/${subresource}` : resource}]`;
}
