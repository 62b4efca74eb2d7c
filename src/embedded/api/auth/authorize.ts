import { type AnyObject, ApiError } from '../cluster-api.ts';
import type { Registry } from '../registry/index.ts';
import { bindingsOf } from './rules.ts';
import { isSuperuser, type User } from './user.ts';

/** What somebody wants to do. A resource (`pods`, `pods/log`) or a path that is none. */
export type Attempt =
  | {
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly namespace?: string;
      readonly name?: string;
    }
  | { readonly verb: string; readonly path: string };

/** Whether some role allows it. */
export function isAllowed(registry: Registry, user: User, attempt: Attempt): boolean {
  return reasonToAllow(registry, user, attempt) !== undefined;
}

/** Which binding allows it, in the words of RBAC; '' for a superuser, undefined when nothing does. */
export function reasonToAllow(registry: Registry, user: User, attempt: Attempt): string | undefined {
  const namespace = 'path' in attempt ? undefined : attempt.namespace;
  for (const { rules, reason } of bindingsOf(registry, user, namespace))
    if (rules.some(rule => allows(rule, attempt))) return `RBAC: allowed by ${reason}`;
  return isSuperuser(user) ? '' : undefined;
}

/** @throws ApiError 403 in the server's words */
export function authorize(registry: Registry, user: User, attempt: Attempt): void {
  if (isAllowed(registry, user, attempt)) return;
  if ('path' in attempt)
    throw new ApiError(
      403,
      'Forbidden',
      `forbidden: User "${user.username}" cannot ${attempt.verb} path "${attempt.path}"`,
      {},
    );
  const { verb, group, resource, namespace, name } = attempt;
  const plural = resource.split('/')[0]!;
  const qualified = group ? `${plural}.${group}` : plural;
  const scope = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  throw new ApiError(
    403,
    'Forbidden',
    `${name ? `${qualified} "${name}"` : qualified} is forbidden: User "${user.username}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`,
    { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: plural },
  );
}

function allows(rule: AnyObject, attempt: Attempt): boolean {
  if (!has(rule.verbs, attempt.verb)) return false;
  if ('path' in attempt)
    return (rule.nonResourceURLs ?? []).some((pattern: string) =>
      pattern.endsWith('*') ? attempt.path.startsWith(pattern.slice(0, -1)) : pattern === attempt.path,
    );
  const [, subresource] = attempt.resource.split('/');
  const named = rule.resourceNames ?? [];
  return (
    has(rule.apiGroups, attempt.group) &&
    (has(rule.resources, attempt.resource) ||
      (subresource !== undefined && (rule.resources ?? []).includes(`*/${subresource}`))) &&
    (named.length === 0 || (attempt.name !== undefined && named.includes(attempt.name)))
  );
}

function has(list: readonly string[] | undefined, value: string): boolean {
  return list?.includes('*') || list?.includes(value) || false;
}
