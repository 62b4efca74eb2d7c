import type { AnyObject } from '../cluster-api.ts';
import { decodeAs } from '../decode/index.ts';
import { parseObject, readBody } from '../http/body.ts';
import type { ResourceCall } from '../http/server-context.ts';

/** The body of a call about a subresource, decoded as a type of its own (`policy.Eviction`). */
export async function readBodyAs(type: string, { request, info }: ResourceCall): Promise<AnyObject> {
  const kind = type.split('.')[1]!;
  const given = parseObject(await readBody(request), request.headers['content-type'], kind);
  const fieldValidation = info.query.get('fieldValidation') === 'Strict' ? 'Strict' : 'Ignore';
  return {
    apiVersion: given.apiVersion,
    ...decodeAs(type, { kind, version: 'v1' }, given, fieldValidation).object,
    kind,
  };
}
