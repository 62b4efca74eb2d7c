import { isSameJson } from '../json-equal.ts';
import { isObject } from '../patch/merge-patch.ts';
import { type FieldSet, isEmpty, SELF } from './field-set.ts';
import { elementOf, type Shape } from './typed-fields.ts';

/** All fields of a value. @param withContainers whether maps and lists count beside what is in them (an update says so, an apply does not) */
export function setOf(value: unknown, shape: Shape, withContainers: boolean): FieldSet {
  if (shape.is === 'fields' && isObject(value)) {
    const set: Record<string, FieldSet> = {};
    for (const [name, inner] of Object.entries(value)) {
      const fieldShape = shape.fieldOf(name);
      const innerSet = setOf(inner, fieldShape, withContainers);
      set[`f:${name}`] =
        withContainers && isContainer(fieldShape) && !isEmpty(innerSet) ? { [SELF]: {}, ...innerSet } : innerSet;
    }
    return set;
  }
  if (shape.is === 'items' && Array.isArray(value))
    return Object.fromEntries(
      value.map(item => [elementOf(shape, item), { [SELF]: {}, ...setOf(item, shape.item, withContainers) }]),
    );
  if (shape.is === 'set' && Array.isArray(value))
    return Object.fromEntries(value.map(item => [elementOf(shape, item), {}]));
  return {};
}

/** Structs are there by what is in them; maps, lists and items are there themselves. */
function isContainer(shape: Shape): boolean {
  return shape.is === 'items' || shape.is === 'set' || (shape.is === 'fields' && shape.isMap);
}

function withSelf(set: FieldSet, shape: Shape, parent: Shape): FieldSet {
  if (isEmpty(set)) return {};
  return isContainer(shape) || parent.is === 'items' ? { [SELF]: {}, ...set } : set;
}

export interface Comparison {
  /** Added or given another value. */
  readonly changed: FieldSet;
  readonly removed: FieldSet;
}

/** What differs between two values of one shape. */
export function compare(before: unknown, after: unknown, shape: Shape): Comparison {
  const changed: Record<string, FieldSet> = {};
  const removed: Record<string, FieldSet> = {};
  const old = membersOf(before, shape);
  const now = membersOf(after, shape);
  for (const [element, { value, shape: inner }] of now) {
    const previous = old.get(element);
    if (previous === undefined) {
      const added = setOf(value, inner, true);
      changed[element] = withSelf(added, inner, shape);
    } else if (!isSameJson(previous.value, value)) {
      if (!canCompare(previous.value, value, inner)) changed[element] = {};
      else {
        const difference = compare(previous.value, value, inner);
        if (!isEmpty(difference.changed)) changed[element] = difference.changed;
        if (!isEmpty(difference.removed)) removed[element] = difference.removed;
      }
    }
  }
  for (const [element, { value, shape: inner }] of old)
    if (!now.has(element)) {
      const gone = setOf(value, inner, true);
      removed[element] = withSelf(gone, inner, shape);
    }
  return { changed, removed };
}

function canCompare(a: unknown, b: unknown, shape: Shape): boolean {
  if (shape.is === 'fields') return isObject(a) && isObject(b);
  return shape.is !== 'atom' && Array.isArray(a) && Array.isArray(b);
}

/** The members of a map of fields or of a list, by their elements. */
export function membersOf(
  value: unknown,
  shape: Shape,
): Map<string, { readonly value: unknown; readonly shape: Shape }> {
  if (shape.is === 'fields' && isObject(value))
    return new Map(
      Object.entries(value).map(([name, inner]) => [`f:${name}`, { value: inner, shape: shape.fieldOf(name) }]),
    );
  if ((shape.is === 'items' || shape.is === 'set') && Array.isArray(value)) {
    const item: Shape = shape.is === 'items' ? shape.item : { is: 'atom' };
    return new Map(value.map(one => [elementOf(shape, one), { value: one, shape: item }]));
  }
  return new Map();
}
