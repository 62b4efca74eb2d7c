import type { IncomingMessage } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { type AnyObject, ApiError } from '../cluster-api.ts';
import { jsonTypeOf } from '../decode/scalar.ts';
import { PROTOBUF, parseProtobuf } from '../protobuf/index.ts';
import { badRequest } from '../status/index.ts';
import { goJsonError } from './go-json-error.ts';

/** A real server's limit for what goes into etcd, with some room for its JSON. */
const LIMIT_BYTES = 3 * 1024 * 1024;
const SHOWN_BYTES = 512;
const TYPE_META =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

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
 * The object in a body, for a kind that is wanted there.
 * @throws ApiError 415 for a format that this server does not read, 400 for a body without an object
 */
export function parseObject(body: Buffer, contentType: string | undefined, kind: string): AnyObject {
  try {
    return parseBody(body, contentType);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): ${error.message} (${summarize(body)})`,
    );
  }
}

/** The same where an empty body says nothing (DeleteOptions). @throws ApiError 500 for one that does not parse */
export function parseOptionalObject(body: Buffer, contentType: string | undefined): AnyObject | undefined {
  try {
    return body.toString('utf8').trim() === '' ? undefined : parseBody(body, contentType);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiError(500, '', error.message);
    throw error;
  }
}

/** @throws SyntaxError in the server's words */
function parseBody(body: Buffer, contentType = 'application/json'): AnyObject {
  const type = contentType.split(';')[0]!.trim();
  if (type === PROTOBUF && body.length > 0) return parseProtobuf(body);
  if (type !== 'application/json' && !type.endsWith('yaml') && type !== '*/*' && type !== PROTOBUF)
    throw unknownFormat(['application/json', 'application/yaml', PROTOBUF]);
  const object = parseAs(body.toString('utf8'), type.endsWith('yaml') ? parseYaml : JSON.parse);
  if (typeof object === 'object' && object !== null && !Array.isArray(object)) return object as AnyObject;
  throw new SyntaxError(
    `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonTypeOf(object)} into Go value of type ${TYPE_META}`,
  );
}

function parseAs(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new SyntaxError(`couldn't get version/kind; json parse error: ${goJsonError(text, error as Error)}`);
  }
}

/** @throws ApiError 400 for a patch that is no JSON */
export function parsePatch(text: string, prefix: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(prefix + goJsonError(text, error as Error));
  }
}

export function unknownFormat(accepted: readonly string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  );
}

function summarize(body: Buffer): string {
  if (body.length === 0) return '<empty>';
  const start = body.subarray(0, SHOWN_BYTES);
  const shown = body[0] === '{'.charCodeAt(0) ? start.toString('utf8') : start.toString('hex');
  return body.length > SHOWN_BYTES ? `${shown} ...` : shown;
}
