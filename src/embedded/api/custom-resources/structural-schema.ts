import { isSameJson } from '../json-equal.ts';
import type { JsonObject } from '../json-object.ts';
import { isObject } from '../patch/merge-patch.ts';
import { type FieldError, invalid, notSupported, required, wrongType } from '../status/index.ts';

const PRESERVE = 'x-kubernetes-preserve-unknown-fields';
const INT_OR_STRING = 'x-kubernetes-int-or-string';
const OBJECT_FIELDS = ['apiVersion', 'kind', 'metadata'];

/** Takes out, in place, what the schema of a custom resource does not know. Returns the paths of what went. */
export function prune(value: unknown, schema: JsonObject, path = ''): string[] {
  if (Array.isArray(value) && schema.items)
    return value.flatMap((item, index) => prune(item, schema.items, `${path}[${index}]`));
  if (!isObject(value) || schema['x-kubernetes-embedded-resource']) return [];
  const { properties = {}, additionalProperties } = schema;
  return Object.keys(value).flatMap(name => {
    const at = path ? `${path}.${name}` : name;
    if (path === '' && OBJECT_FIELDS.includes(name)) return [];
    if (properties[name]) return prune(value[name], properties[name], at);
    if (isObject(additionalProperties)) return prune(value[name], additionalProperties, at);
    if (schema[PRESERVE] || additionalProperties === true) return [];
    delete value[name];
    return [at];
  });
}

/** Fills in, in place, what the schema has defaults for. */
export function applySchemaDefaults(value: unknown, schema: JsonObject): void {
  if (Array.isArray(value) && schema.items) for (const item of value) applySchemaDefaults(item, schema.items);
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries<JsonObject>(schema.properties ?? {})) {
    if (value[name] === undefined && inner.default !== undefined) value[name] = structuredClone(inner.default);
    if (value[name] !== undefined) applySchemaDefaults(value[name], inner);
  }
}

/** What in a custom resource breaks its schema, in the server's words. */
export function validateSchema(value: unknown, schema: JsonObject, path = ''): FieldError[] {
  if (value === null && schema.nullable) return [];
  const type = typeOf(value);
  if (!fits(type, schema))
    return [wrongType(path, type, `${path} in body must be of type ${schema.type}: ${JSON.stringify(type)}`)];
  return [
    ...(schema.enum && !schema.enum.some((one: unknown) => isSameJson(one, value))
      ? [notSupported(path, value, schema.enum)]
      : []),
    ...(typeof value === 'number' ? validateNumber(value, schema, path) : []),
    ...(typeof value === 'string' ? validateString(value, schema, path) : []),
    ...(Array.isArray(value) && schema.items
      ? value.flatMap((item, index) => validateSchema(item, schema.items, `${path}[${index}]`))
      : []),
    ...(isObject(value) ? validateObject(value, schema, path) : []),
  ];
}

function validateObject(
  value: JsonObject,
  { required: needed = [], properties = {}, additionalProperties }: JsonObject,
  path: string,
): FieldError[] {
  const at = (name: string) => (path ? `${path}.${name}` : name);
  return [
    ...needed.filter((name: string) => value[name] === undefined).map((name: string) => required(at(name))),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const schema = properties[name] ?? (isObject(additionalProperties) ? additionalProperties : undefined);
      return schema && !(path === '' && OBJECT_FIELDS.includes(name)) ? validateSchema(inner, schema, at(name)) : [];
    }),
  ];
}

function validateNumber(value: number, { minimum, maximum }: JsonObject, path: string): FieldError[] {
  return [
    ...(minimum !== undefined && value < minimum
      ? [invalid(path, value, `${path} in body should be greater than or equal to ${minimum}`)]
      : []),
    ...(maximum !== undefined && value > maximum
      ? [invalid(path, value, `${path} in body should be less than or equal to ${maximum}`)]
      : []),
  ];
}

function validateString(value: string, { pattern, minLength, maxLength }: JsonObject, path: string): FieldError[] {
  return [
    ...(pattern !== undefined && !new RegExp(pattern).test(value)
      ? [invalid(path, value, `${path} in body should match '${pattern}'`)]
      : []),
    ...(minLength !== undefined && value.length < minLength
      ? [invalid(path, value, `${path} in body should be at least ${minLength} chars long`)]
      : []),
    ...(maxLength !== undefined && value.length > maxLength
      ? [invalid(path, value, `${path} in body should be at most ${maxLength} chars long`)]
      : []),
  ];
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function fits(type: string, schema: JsonObject): boolean {
  if (schema[INT_OR_STRING]) return type === 'integer' || type === 'string';
  return schema.type === undefined || schema.type === type || (schema.type === 'number' && type === 'integer');
}
