import { canonicalQuantity, isQuantity } from '../defaults/index.ts';
import type { Scalar, Type } from '../schema/index.ts';

/** `type`: JSON's type does not fit; any other text: the type fits, the value does not. */
export interface DecodedScalar {
  readonly value?: unknown;
  readonly wrong?: string;
}

const QUANTITY_RULE = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const TIME_LAYOUT = '2006-01-02T15:04:05Z07:00';

export function decodeScalar(scalar: Scalar, value: unknown): DecodedScalar {
  switch (scalar) {
    case 'string':
    case 'Duration':
      return typeof value === 'string' ? { value } : { wrong: 'type' };
    case 'bool':
      return typeof value === 'boolean' ? { value } : { wrong: 'type' };
    case 'int32':
    case 'int64':
      return Number.isInteger(value) ? { value } : { wrong: 'type' };
    case 'double':
      return typeof value === 'number' ? { value } : { wrong: 'type' };
    case 'bytes':
      return typeof value === 'string' ? decodeBytes(value) : { wrong: 'type' };
    case 'Time':
    case 'MicroTime':
      return typeof value === 'string' ? decodeTime(value) : { wrong: 'type' };
    case 'Quantity':
      return decodeQuantity(value);
    case 'IntOrString':
      return typeof value === 'string' || Number.isInteger(value) ? { value } : { wrong: 'type' };
    default:
      return { value: structuredClone(value) };
  }
}

function decodeBytes(value: string): DecodedScalar {
  const invalid = /[^A-Za-z0-9+/=\r\n]/.exec(value);
  if (invalid) return { wrong: `illegal base64 data at input byte ${invalid.index}` };
  const bare = value.replace(/[\r\n]/g, '');
  return bare.length % 4 === 0
    ? { value: bare }
    : { wrong: `illegal base64 data at input byte ${bare.length - (bare.length % 4)}` };
}

function decodeTime(value: string): DecodedScalar {
  if (value === '') return {};
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) return { value };
  return {
    wrong: `parsing time ${JSON.stringify(value)} as "${TIME_LAYOUT}": cannot parse ${JSON.stringify(value)} as "2006"`,
  };
}

function decodeQuantity(value: unknown): DecodedScalar {
  if (typeof value !== 'string' && typeof value !== 'number') return { wrong: QUANTITY_RULE };
  return isQuantity(String(value)) ? { value: canonicalQuantity(value) } : { wrong: QUANTITY_RULE };
}

/** JSON's own name of a value's type, as Go's decoder words it. */
export function jsonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** `[]v1.Container`, `map[string]string`, `int32`. */
export function goTypeOf(type: Type): string {
  switch (type.is) {
    case 'list':
      return `[]${goTypeOf(type.of)}`;
    case 'map':
      return `map[string]${goTypeOf(type.of)}`;
    case 'struct': {
      const [group, name] = type.name.split('.') as [string, string];
      return `${group === 'autoscaling' ? 'v2' : 'v1'}.${name}`;
    }
    default:
      return GO_SCALARS[type.scalar] ?? type.scalar;
  }
}

const GO_SCALARS: Partial<Record<Scalar, string>> = { double: 'float64', bytes: '[]uint8', IntOrString: 'int32' };
