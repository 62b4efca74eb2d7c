/**
 * A set of fields as `managedFields` writes it (FieldsV1): `f:NAME` a field, `k:{…}` an item by its keys, `v:VALUE` an
 * item of a set, `.` the field itself beside fields in it. An empty object is a leaf: the field with all in it.
 */
export type FieldSet = { readonly [element: string]: FieldSet };

export const SELF = '.';

export function isEmpty(set: FieldSet | undefined): boolean {
  return set === undefined || Object.keys(set).length === 0;
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const result: Record<string, FieldSet> = { ...a };
  for (const [element, inner] of Object.entries(b)) {
    const known = result[element];
    result[element] = known === undefined ? inner : mergeElement(known, inner);
  }
  return result;
}

/** A leaf and a set with fields in it: the fields and the element itself. */
function mergeElement(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(a) && isEmpty(b)) return {};
  return union(isEmpty(a) ? { [SELF]: {} } : a, isEmpty(b) ? { [SELF]: {} } : b);
}

/** The fields of `a` that are not in `b`. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  const result: Record<string, FieldSet> = {};
  for (const [element, inner] of Object.entries(a)) {
    const other = b[element];
    if (other === undefined) {
      result[element] = inner;
      continue;
    }
    if (element === SELF) continue;
    const left = difference(asMembers(inner), asMembers(other));
    if (isEmpty(left)) continue;
    result[element] = isEmpty(inner) ? {} : left;
  }
  return result;
}

/** The fields that are in both. */
export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return difference(a, difference(a, b));
}

function asMembers(set: FieldSet): FieldSet {
  return isEmpty(set) ? { [SELF]: {} } : set;
}

/** Calls `visit` for every member, with the elements that lead to it. */
export function forEachMember(
  set: FieldSet,
  visit: (path: readonly string[]) => void,
  path: readonly string[] = [],
): void {
  for (const [element, inner] of Object.entries(set)) {
    if (element === SELF) visit(path);
    else if (isEmpty(inner)) visit([...path, element]);
    else forEachMember(inner, visit, [...path, element]);
  }
}
