import type { AnyObject } from '../cluster-api.ts';
import { badRequest } from '../status/index.ts';
import { decodeMessage } from './decode-message.ts';
import { readFields } from './wire.ts';

export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

/** Bytes that every protobuf body begins with (apimachinery, runtime/serializer/protobuf). */
const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0x00]);
const GROUPS: Readonly<Record<string, string>> = { '': 'core', 'autoscaling/v1': 'autoscaling1' };

/**
 * Reads a protobuf body: kubectl's typed commands (`create deployment`, `drain`, `auth can-i`) send nothing else.
 * @throws ApiError 400 when it is no such body
 */
export function parseProtobuf(body: Buffer): AnyObject {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC))
    throw badRequest('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
  try {
    const [typeMeta, raw] = envelope(body.subarray(MAGIC.length));
    const { apiVersion, kind } = decodeTypeMeta(typeMeta);
    return { kind, apiVersion, ...decodeMessage(schemaTypeOf(apiVersion, kind), raw) };
  } catch (error) {
    if (error instanceof RangeError) throw badRequest(`proto: ${error.message}`);
    throw error;
  }
}

/** `runtime.Unknown`: the type in field 1, the object in field 2. */
function envelope(message: Uint8Array): [Uint8Array, Uint8Array] {
  const parts: Uint8Array[] = [new Uint8Array(), new Uint8Array(), new Uint8Array()];
  for (const { number, value } of readFields(message))
    if (number < parts.length && typeof value !== 'bigint') parts[number] = value;
  return [parts[1]!, parts[2]!];
}

function decodeTypeMeta(message: Uint8Array): { apiVersion: string; kind: string } {
  const texts = new Map(
    [...readFields(message)].map(({ number, value }) => [number, Buffer.from(value as Uint8Array).toString()]),
  );
  return { apiVersion: texts.get(1) ?? '', kind: texts.get(2) ?? '' };
}

function schemaTypeOf(apiVersion: string, kind: string): string {
  if (kind === 'DeleteOptions') return 'meta.DeleteOptions';
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
  return `${GROUPS[apiVersion] ?? GROUPS[group] ?? group.split('.')[0]}.${kind}`;
}
