import type { JsonObject } from '../json-object.ts';
import { type Field, fieldsOf, type Scalar, type Type } from '../schema/index.ts';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const OTHER_VERSIONS: Readonly<Record<string, string>> = {
  meta: META,
  autoscaling: 'io.k8s.api.autoscaling.v2',
  autoscaling1: 'io.k8s.api.autoscaling.v1',
};
const REF = '#/components/schemas/';

/** Scalars that have a schema of their own, under a name that `kubectl explain` shows. */
const NAMED_SCALARS: Partial<Record<Scalar, readonly [name: string, schema: JsonObject]>> = {
  Time: [`${META}.Time`, { type: 'string', format: 'date-time' }],
  MicroTime: [`${META}.MicroTime`, { type: 'string', format: 'date-time' }],
  FieldsV1: [`${META}.FieldsV1`, { type: 'object' }],
  Quantity: ['io.k8s.apimachinery.pkg.api.resource.Quantity', { oneOf: [{ type: 'string' }, { type: 'number' }] }],
  IntOrString: [
    'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
    { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
  ],
};
const SCALARS: Partial<Record<Scalar, JsonObject>> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  double: { type: 'number', format: 'double' },
  bytes: { type: 'string', format: 'byte' },
  Duration: { type: 'string' },
  RawExtension: { type: 'object' },
  Items: { type: 'array', items: { type: 'string' } },
};

/** `core.Pod` as OpenAPI documents name it. */
export function schemaName(type: string): string {
  const [group, name] = type.split('.') as [string, string];
  return `${OTHER_VERSIONS[group] ?? `io.k8s.api.${group}.v1`}.${name}`;
}

/** Schemas of the given types and of every type that they lead to, by the names of OpenAPI. */
export function schemasOf(types: readonly string[]): Map<string, JsonObject> {
  const schemas = new Map<string, JsonObject>(Object.values(NAMED_SCALARS));
  const pending = [...types];
  for (let type = pending.pop(); type !== undefined; type = pending.pop()) {
    if (schemas.has(schemaName(type))) continue;
    const fields = [...(fieldsOf(type)?.values() ?? [])];
    const properties = Object.fromEntries(fields.map(field => [field.name, propertyOf(field)]));
    const required = fields.filter(field => field.required).map(field => field.name);
    schemas.set(schemaName(type), { type: 'object', properties, ...(required.length > 0 ? { required } : {}) });
    pending.push(...fields.flatMap(field => structsIn(field.type)));
  }
  return schemas;
}

function structsIn(type: Type): string[] {
  if (type.is === 'struct') return [type.name];
  return type.is === 'scalar' ? [] : structsIn(type.of);
}

function propertyOf(field: Field): JsonObject {
  const strategies = [...(field.merge ? ['merge'] : []), ...(field.retainKeys ? ['retainKeys'] : [])];
  const property = schemaOf(field.type);
  if (field.type.is === 'list')
    property['x-kubernetes-list-type'] = field.listKeys ? 'map' : field.set ? 'set' : 'atomic';
  if (field.listKeys) property['x-kubernetes-list-map-keys'] = field.listKeys;
  if (field.mergeKey) property['x-kubernetes-patch-merge-key'] = field.mergeKey;
  if (strategies.length > 0) property['x-kubernetes-patch-strategy'] = strategies.join(',');
  if (field.atomic) property['x-kubernetes-map-type'] = 'atomic';
  return property;
}

function schemaOf(type: Type): JsonObject {
  switch (type.is) {
    case 'struct':
      // A reference may carry nothing beside it, so the extensions stand around it.
      return { allOf: [{ $ref: REF + schemaName(type.name) }], default: {} };
    case 'list':
      return { type: 'array', items: schemaOf(type.of) };
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(type.of) };
    default: {
      const [name] = NAMED_SCALARS[type.scalar] ?? [];
      return name ? { allOf: [{ $ref: REF + name }] } : { ...SCALARS[type.scalar] };
    }
  }
}
