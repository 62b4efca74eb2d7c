import { declaredFields, type Field, type Type } from '../schema/index.ts';
import { readFields } from './wire.ts';

/**
 * A protobuf message of one of the schema's types as the JSON object that a client would have sent instead.
 * Values that Go leaves out of JSON when they are zero are left out, so that defaults apply to them.
 */
export function decodeMessage(type: string, message: Uint8Array): Record<string, unknown> {
  const byNumber = new Map((declaredFields(type) ?? []).map(field => [field.number, field]));
  const object: Record<string, any> = {};
  for (const { number, value } of readFields(message)) {
    const field = byNumber.get(number);
    if (!field) continue;
    if (field.inline) Object.assign(object, decodeMessage((field.type as { name: string }).name, value as Uint8Array));
    else setField(object, field, value);
  }
  return object;
}

function setField(object: Record<string, any>, { name, type, pointer }: Field, value: bigint | Uint8Array): void {
  if (type.is === 'list' && !isBytes(type)) {
    object[name] = [...(object[name] ?? []), decodeValue(type.of, value)];
    return;
  }
  if (type.is === 'map') {
    const [key, inner] = decodeEntry(type.of, value as Uint8Array);
    object[name] = { ...object[name], [key]: inner };
    return;
  }
  const decoded = decodeValue(type, value);
  const isZero = decoded === undefined || (!pointer && (decoded === '' || decoded === 0 || decoded === false));
  if (!isZero) object[name] = decoded;
}

function isBytes(type: Type): boolean {
  return type.is === 'scalar' && type.scalar === 'bytes';
}

/** An entry of a map is a message with the key as field 1 and the value as field 2. */
function decodeEntry(type: Type, entry: Uint8Array): [string, unknown] {
  let key = '';
  let value: unknown = type.is === 'scalar' && type.scalar === 'string' ? '' : undefined;
  for (const field of readFields(entry))
    if (field.number === 1) key = text(field.value);
    else if (field.number === 2) value = decodeValue(type, field.value);
  return [key, value];
}

function decodeValue(type: Type, value: bigint | Uint8Array): unknown {
  if (type.is === 'struct') return decodeMessage(type.name, value as Uint8Array);
  if (type.is !== 'scalar') throw new RangeError('lists of lists do not occur');
  switch (type.scalar) {
    case 'string':
      return text(value);
    case 'bool':
      return value !== 0n;
    case 'int32':
    case 'int64':
      return Number(value);
    case 'double':
      return Buffer.from(value as Uint8Array).readDoubleLE();
    case 'bytes':
      return Buffer.from(value as Uint8Array).toString('base64');
    case 'Quantity':
      return text(only(value, 1) ?? new Uint8Array());
    case 'Time':
    case 'MicroTime':
      return decodeTime(value as Uint8Array, type.scalar === 'MicroTime');
    case 'Duration':
      return `${Number((only(value, 1) as bigint | undefined) ?? 0n) / 1e9}s`;
    case 'IntOrString':
      return decodeIntOrString(value as Uint8Array);
    case 'Items':
      return [...readFields(value as Uint8Array)].map(field => text(field.value));
    default:
      return JSON.parse(text(only(value, 1) ?? new TextEncoder().encode('null')));
  }
}

function decodeTime(message: Uint8Array, withMicroseconds: boolean): string | undefined {
  const seconds = only(message, 1) as bigint | undefined;
  if (seconds === undefined) return undefined;
  const nanos = Number((only(message, 2) as bigint | undefined) ?? 0n);
  const iso = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return withMicroseconds ? `${iso}.${String(Math.floor(nanos / 1000)).padStart(6, '0')}Z` : `${iso}Z`;
}

function decodeIntOrString(message: Uint8Array): string | number {
  const isString = only(message, 1) === 1n;
  return isString ? text(only(message, 3) ?? new Uint8Array()) : Number((only(message, 2) as bigint | undefined) ?? 0n);
}

function only(message: bigint | Uint8Array, number: number): bigint | Uint8Array | undefined {
  for (const field of readFields(message as Uint8Array)) if (field.number === number) return field.value;
  return undefined;
}

function text(value: bigint | Uint8Array): string {
  return new TextDecoder().decode(value as Uint8Array);
}
