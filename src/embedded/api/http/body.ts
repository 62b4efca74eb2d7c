import type { IncomingMessage } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { type AnyObject, ApiError } from '../cluster-api.ts';
import { jsonTypeOf } from '../decode/scalar.ts';
import { PROTOBUF, parseProtobuf } from '../protobuf/index.ts';
import { badRequest } from '../status/index.ts';

/** A real server's limit for what goes into etcd, with some room for its JSON. */
const LIMIT_BYTES = 3 * 1024 * 1024;

/** The body of a request. @throws ApiError 413 when it is larger than a server takes */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > LIMIT_BYTES)
      throw new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${LIMIT_BYTES}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The object in a body. Empty: undefined.
 * @throws ApiError 415 for a format that this server does not read, 400 for one that does not parse
 */
export function parseObject(body: Buffer, contentType = 'application/json'): AnyObject | undefined {
  const type = contentType.split(';')[0]!.trim();
  if (type === PROTOBUF && body.length > 0) return parseProtobuf(body);
  const text = body.toString('utf8');
  if (text.trim() === '') return undefined;
  if (type !== 'application/json' && type !== 'application/yaml' && !type.endsWith('+yaml') && type !== '*/*')
    throw unknownFormat(['application/json', 'application/yaml', PROTOBUF]);
  const object = type.endsWith('yaml') ? parseAs(() => parseYaml(text), 'error converting YAML to JSON') : parseJson(text);
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    throw badRequest(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonTypeOf(object)} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    );
  return object as AnyObject;
}

export function parseJson(text: string): unknown {
  return parseAs(() => JSON.parse(text), "couldn't get version/kind; json parse error");
}

export function unknownFormat(accepted: readonly string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  );
}

function parseAs(parse: () => unknown, prefix: string): unknown {
  try {
    return parse();
  } catch (error) {
    throw badRequest(`${prefix}: ${(error as Error).message}`);
  }
}
