import { interleave } from '../patch/element-order.ts';
import { isObject } from '../patch/merge-patch.ts';
import { type FieldSet, isEmpty, SELF } from './field-set.ts';
import { membersOf } from './sets-of-values.ts';
import { elementOf, type Shape } from './typed-fields.ts';

/** The live value with all that the applied one says. */
export function mergeApplied(live: unknown, applied: unknown, shape: Shape): unknown {
  if (shape.is === 'fields' && isObject(live) && isObject(applied)) {
    const merged: Record<string, unknown> = { ...live };
    for (const [name, value] of Object.entries(applied))
      merged[name] = mergeApplied(live[name], value, shape.fieldOf(name));
    return merged;
  }
  if ((shape.is === 'items' || shape.is === 'set') && Array.isArray(live) && Array.isArray(applied)) {
    const known = membersOf(live, shape);
    const order = [...known.keys()];
    const named = applied.map(item => {
      const current = known.get(elementOf(shape, item));
      return shape.is === 'items' && current ? mergeApplied(current.value, item, shape.item) : item;
    });
    const names = new Set(applied.map(item => elementOf(shape, item)));
    const others = live.filter(item => !names.has(elementOf(shape, item)));
    return interleave(named, others, item => order.indexOf(elementOf(shape, item)));
  }
  return applied;
}

/**
 * The value without the members of a set, as far as nothing in them is in `kept`; undefined when nothing is left.
 * An item of a list goes with all that defaults put into it.
 */
export function withoutMembers(value: unknown, set: FieldSet, kept: FieldSet, shape: Shape): unknown {
  const isWhole = isEmpty(set);
  if (isWhole) return isEmpty(kept) ? undefined : value;
  if (shape.is === 'fields' && isObject(value)) {
    const left: Record<string, unknown> = { ...value };
    for (const [element, inner] of Object.entries(set)) {
      const name = element.slice('f:'.length);
      if (element === SELF || !(name in left)) continue;
      const rest = withoutMembers(left[name], inner, kept[element] ?? {}, shape.fieldOf(name));
      if (rest === undefined) delete left[name];
      else left[name] = rest;
    }
    return Object.keys(left).length === 0 ? undefined : left;
  }
  if ((shape.is === 'items' || shape.is === 'set') && Array.isArray(value)) {
    const item: Shape = shape.is === 'items' ? shape.item : { is: 'atom' };
    const left = value.flatMap(one => {
      const element = elementOf(shape, one);
      const inner = set[element];
      if (inner === undefined) return [one];
      if ((SELF in inner || isEmpty(inner)) && kept[element] === undefined) return [];
      const rest = withoutMembers(one, inner, kept[element] ?? {}, item);
      return rest === undefined ? [] : [rest];
    });
    return left.length === 0 ? undefined : left;
  }
  return value;
}
