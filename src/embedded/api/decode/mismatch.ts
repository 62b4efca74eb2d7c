import type { Type } from '../schema/index.ts';
import { goTypeOf, jsonTypeOf } from './scalar.ts';

/** A value whose type is not that of its field. */
export interface Mismatch {
  readonly type: Type;
  readonly value: unknown;
  /** The names on the way to the field, without indices; the last is the field. */
  readonly names: readonly string[];
  /** The type that has the field, without its group. */
  readonly struct: string;
}

/** How a decoder words it. */
export type MismatchText = (mismatch: Mismatch) => string;

/** Go's JSON decoder: the struct of the last field, the names on the way, the type wanted. */
export const jsonMismatch: MismatchText = ({ type, value, names, struct }) => {
  const what = typeof value === 'number' && !Number.isInteger(value) ? `number ${value}` : jsonTypeOf(value);
  return `json: cannot unmarshal ${what} into Go struct field ${struct}.${names.join('.')} of type ${goTypeOf(type)}`;
};

/** The converter from maps to structs that strategic merge patches go through (apimachinery, runtime/converter.go). */
export const mapMismatch: MismatchText = ({ type, value }) => {
  switch (type.is) {
    case 'struct':
      return `cannot restore struct from: ${goKindOf(value)}`;
    case 'list':
      return `cannot restore slice from ${goKindOf(value)}`;
    case 'map':
      return `cannot restore map from ${goKindOf(value)}`;
    default: {
      const wanted = goTypeOf(type);
      // Go converts integers to strings (as code points) and numbers to each other; the converter then refuses to.
      const isConvertible =
        typeof value === 'number' && wanted !== 'bool' && (Number.isInteger(value) || wanted !== 'string');
      return isConvertible ? `cannot convert ${goKindOf(value)} to ${wanted}` : `unrecognized type: ${wanted}`;
    }
  }
};

/** What Go holds a JSON value in that it has decoded without a type. */
function goKindOf(value: unknown): string {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
}
