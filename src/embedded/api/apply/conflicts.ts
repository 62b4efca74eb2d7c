import { ApiError } from '../cluster-api.ts';
import { isSameJson } from '../json-equal.ts';
import { type FieldSet, forEachMember, intersection, SELF } from './field-set.ts';
import type { ManagedFields } from './managed-fields.ts';
import { membersOf } from './sets-of-values.ts';
import type { Shape } from './typed-fields.ts';

export interface Conflict {
  readonly owner: ManagedFields;
  readonly path: readonly string[];
}

/** The fields that others own and to which the applied object gives another value. */
export function findConflicts(
  applied: { readonly value: unknown; readonly set: FieldSet },
  live: unknown,
  others: readonly ManagedFields[],
  shape: Shape,
): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const owner of others)
    forEachMember(intersection(applied.set, owner.fieldsV1), path => {
      const wanted = valueAt(applied.value, path, shape);
      const current = valueAt(live, path, shape);
      const isContainer = typeof wanted?.value === 'object' && wanted.shape.is !== 'atom';
      if (current && !isContainer && !isSameJson(wanted?.value, current.value)) conflicts.push({ owner, path });
    });
  return conflicts;
}

function valueAt(value: unknown, path: readonly string[], shape: Shape): { value: unknown; shape: Shape } | undefined {
  let found: { value: unknown; shape: Shape } | undefined = { value, shape };
  for (const element of path) found = found && membersOf(found.value, found.shape).get(element);
  return found;
}

/** The members of the conflicts as a set, to be taken from their owners. */
export function setOfConflicts(conflicts: readonly Conflict[]): FieldSet {
  const set: Record<string, any> = {};
  for (const { path } of conflicts) {
    let inner = set;
    for (const element of path.slice(0, -1)) inner = inner[element] ??= {};
    inner[path.at(-1)!] ??= {};
  }
  return set;
}

/** 409 in the server's words (apimachinery, managedfields/internal/conflict.go). */
export function conflictError(conflicts: readonly Conflict[]): ApiError {
  const byOwner = Map.groupBy(conflicts, ({ owner }) => describe(owner));
  const parts = [...byOwner].map(
    ([owner, list]) => `conflicts with ${owner}:\n${list.map(one => `- ${pathOf(one)}`).join('\n')}`,
  );
  const [first] = conflicts;
  const message =
    conflicts.length === 1
      ? `Apply failed with 1 conflict: conflict with ${describe(first!.owner)}: ${pathOf(first!)}`
      : `Apply failed with ${conflicts.length} conflicts: ${parts.join('\n')}`;
  const causes = conflicts.map(conflict => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${describe(conflict.owner)}`,
    field: pathOf(conflict),
  }));
  return new ApiError(409, 'Conflict', message, { causes });
}

function describe({ manager, subresource, operation, apiVersion }: ManagedFields): string {
  const what = subresource ? ` with subresource "${subresource}"` : '';
  return `"${manager}"${what}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}

/** `.spec.template.spec.containers[name="web"].image` */
function pathOf({ path }: Conflict): string {
  return path
    .filter(element => element !== SELF)
    .map(element => {
      const rest = element.slice(2);
      if (element.startsWith('f:')) return `.${rest}`;
      if (element.startsWith('v:')) return `[=${rest}]`;
      const keys = Object.entries(JSON.parse(rest)).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
      return `[${keys.join(',')}]`;
    })
    .join('');
}
