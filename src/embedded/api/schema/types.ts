import { CLUSTER } from './cluster-types.ts';
import { CORE_PODS } from './core-pods-types.ts';
import { CORE } from './core-types.ts';
import { CORE_VOLUMES } from './core-volumes-types.ts';
import { WORKLOADS } from './workloads-types.ts';

/**
 * The types of Kubernetes 1.34 as tables: what a field is called, its protobuf number, its type, how patches merge it.
 * Facts of the tags in k8s.io/api v0.34.4 (types.go of each group).
 *
 *   FIELD NUMBER TYPE [required | always | omitzero] [patch=STRATEGY[/KEY]] [keys=KEY,KEY | set | atomic]
 *
 * FIELD `+`: the fields of TYPE lie among the fields of this one. TYPE: a scalar, GROUP.NAME, `[]TYPE`, `map TYPE`
 * (keys are strings), `*TYPE` (zero differs from absent). `always`: written even when it is zero, `required`: that, and expected from clients; `omitzero`: a struct that
 * is left out when it is. `patch`: strategic merge; `keys`, `set`, `atomic`: server-side apply.
 */
const TABLES: Readonly<Record<string, string>> = { ...CORE_PODS, ...CORE_VOLUMES, ...CORE, ...WORKLOADS, ...CLUSTER };

export type Scalar =
  | 'string'
  | 'bool'
  | 'int32'
  | 'int64'
  | 'double'
  | 'bytes'
  | 'Time'
  | 'MicroTime'
  | 'Duration'
  | 'Quantity'
  | 'IntOrString'
  | 'RawExtension'
  | 'FieldsV1'
  | 'Items';

export type Type =
  | { readonly is: 'scalar'; readonly scalar: Scalar }
  | { readonly is: 'list'; readonly of: Type }
  | { readonly is: 'map'; readonly of: Type }
  /** `core.Container` */
  | { readonly is: 'struct'; readonly name: string };

export interface Field {
  readonly name: string;
  readonly inline: boolean;
  readonly number: number;
  readonly type: Type;
  /** Zero is a value of its own. */
  readonly pointer: boolean;
  /** In JSON even when it is zero. */
  readonly always: boolean;
  readonly required: boolean;
  readonly omitZero: boolean;
  /** Strategic merge: lists merge item by item (by `mergeKey`, or as a set), `retainKeys` drops the keys not named. */
  readonly merge: boolean;
  readonly retainKeys: boolean;
  readonly mergeKey?: string;
  /** Server-side apply: items of a list are owned one by one, by these keys. */
  readonly listKeys?: readonly string[];
  readonly set: boolean;
  readonly atomic: boolean;
}

const parsed = new Map<string, readonly Field[]>();
const flattened = new Map<string, ReadonlyMap<string, Field>>();

/** The fields of a type as declared, inlined structs as one field each; undefined for a type that the tables lack. */
export function declaredFields(type: string): readonly Field[] | undefined {
  const known = parsed.get(type);
  if (known) return known;
  const table = TABLES[type];
  if (table === undefined) return undefined;
  const fields = table === '' ? [] : table.split('; ').map(parseField);
  parsed.set(type, fields);
  return fields;
}

/** The fields of a type as JSON shows them, by name; undefined for a type that the tables lack. */
export function fieldsOf(type: string): ReadonlyMap<string, Field> | undefined {
  const known = flattened.get(type);
  if (known) return known;
  const declared = declaredFields(type);
  if (!declared) return undefined;
  const fields = new Map(declared.flatMap(field => flatten(field).map(one => [one.name, one] as const)));
  flattened.set(type, fields);
  return fields;
}

function flatten(field: Field): readonly Field[] {
  if (!field.inline || field.type.is !== 'struct') return [field];
  return [...(fieldsOf(field.type.name)?.values() ?? [])];
}

function parseField(text: string): Field {
  const [name, number, ...rest] = text.split(' ') as [string, string, ...string[]];
  const typeWords = rest[0]?.endsWith('map') ? 2 : 1;
  const words = rest.slice(0, typeWords).join(' ');
  const marks = rest.slice(typeWords);
  const [strategy = '', mergeKey] = (marks.find(one => one.startsWith('patch=')) ?? '')
    .slice('patch='.length)
    .split('/');
  return {
    name,
    inline: name === '+',
    number: Number(number),
    type: parseType(words.replace(/^\*/, '')),
    pointer: words.startsWith('*'),
    always: marks.includes('always') || marks.includes('required'),
    required: marks.includes('required'),
    omitZero: marks.includes('omitzero'),
    merge: strategy.split(',').includes('merge'),
    retainKeys: strategy.split(',').includes('retainKeys'),
    mergeKey,
    listKeys: marks
      .find(one => one.startsWith('keys='))
      ?.slice('keys='.length)
      .split(','),
    set: marks.includes('set'),
    atomic: marks.includes('atomic'),
  };
}

function parseType(text: string): Type {
  const bare = text.replace(/^\*/, '');
  if (bare.startsWith('[]')) return { is: 'list', of: parseType(bare.slice(2)) };
  if (bare.startsWith('map ')) return { is: 'map', of: parseType(bare.slice(4)) };
  return bare.includes('.') ? { is: 'struct', name: bare } : { is: 'scalar', scalar: bare as Scalar };
}
