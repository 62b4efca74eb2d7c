import fastJsonPatch from 'fast-json-patch';
import { ApiError } from '../cluster-api.ts';
import { badRequest } from '../status/index.ts';

/**
 * RFC 6902.
 * @throws ApiError 400 for a patch that is none, 422 for one that does not fit the object
 */
export function applyJsonPatch(target: object, operations: unknown): object {
  if (!Array.isArray(operations))
    throw badRequest(`json: cannot unmarshal object into Go value of type jsonpatch.Patch`);
  try {
    return fastJsonPatch.applyPatch(structuredClone(target), operations, true).newDocument;
  } catch (error) {
    if (!(error instanceof fastJsonPatch.JsonPatchError)) throw error;
    throw new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
  }
}
