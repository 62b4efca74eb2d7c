import { isObject } from '../patch/merge-patch.ts';
import { type Field, fieldsOf, type Type } from '../schema/index.ts';

/** How server-side apply sees a value: named fields (of a struct, or of a map with any names), a list of items with keys, a set of scalars, or one whole. */
export type Shape =
  | { readonly is: 'fields'; readonly isMap: boolean; fieldOf(name: string): Shape }
  | { readonly is: 'items'; readonly keys: readonly string[]; readonly item: Shape }
  | { readonly is: 'set' }
  | { readonly is: 'atom' };

const ATOM: Shape = { is: 'atom' };
const UNTYPED: Shape = { is: 'fields', isMap: true, fieldOf: () => UNTYPED };
/** Keys that a list's items may leave out, with what they then mean. */
const KEY_DEFAULTS: Readonly<Record<string, string>> = { protocol: 'TCP' };

/** The shape of a type of the schema; without one every object is a map of fields and every list one whole. */
export function shapeOf(type: string | undefined): Shape {
  const fields = type === undefined ? undefined : fieldsOf(type);
  if (!fields) return UNTYPED;
  return {
    is: 'fields',
    isMap: false,
    fieldOf: name => {
      const field = fields.get(name);
      return field ? shapeOfField(field) : UNTYPED;
    },
  };
}

function shapeOfField(field: Field): Shape {
  if (field.atomic) return ATOM;
  if (field.type.is !== 'list') return shapeOfType(field.type);
  if (field.set) return { is: 'set' };
  return field.listKeys ? { is: 'items', keys: field.listKeys, item: shapeOfType(field.type.of) } : ATOM;
}

function shapeOfType(type: Type): Shape {
  if (type.is === 'struct') return ATOMIC_STRUCTS.has(type.name) ? ATOM : shapeOf(type.name);
  if (type.is === 'map') return { is: 'fields', isMap: true, fieldOf: () => shapeOfType(type.of) };
  return ATOM;
}

/** Structs that are marked `+structType=atomic`. */
const ATOMIC_STRUCTS = new Set([
  'meta.LabelSelector',
  'core.SecretKeySelector',
  'core.ConfigMapKeySelector',
  'core.ObjectFieldSelector',
  'core.ResourceFieldSelector',
  'core.LocalObjectReference',
  'core.ObjectReference',
  'core.NodeSelector',
  'core.NodeSelectorTerm',
  'core.TypedLocalObjectReference',
  'core.ScopeSelector',
  'core.TopologySelectorTerm',
  'rbac.RoleRef',
  'rbac.Subject',
]);

/** What an element of a field set is called: of an item, its keys; of a scalar, itself. */
export function elementOf(shape: Shape, item: unknown): string {
  if (shape.is !== 'items') return `v:${JSON.stringify(item)}`;
  const keys = [...shape.keys].sort().flatMap(key => {
    const value = isObject(item) ? (item[key] ?? KEY_DEFAULTS[key]) : undefined;
    return value === undefined ? [] : [[key, value] as const];
  });
  return `k:${JSON.stringify(Object.fromEntries(keys))}`;
}
