import fastJsonPatch from 'fast-json-patch';
import { ApiError } from '../cluster-api.ts';
import { badRequest } from '../status/index.ts';

/**
 * RFC 6902.
 * @throws ApiError 400 for a patch that is none, 422 for one that does not fit the object
 */
export function applyJsonPatch(target: object, operations: unknown): object {
  if (!Array.isArray(operations))
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  try {
    return operations.reduce((document, operation) => applyOne(document, operation), structuredClone(target));
  } catch (error) {
    if (!(error instanceof fastJsonPatch.JsonPatchError)) throw error;
    throw new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
  }
}

/** The server's library lets `replace` set a key that is not there. */
function applyOne(document: object, operation: fastJsonPatch.Operation): object {
  const sets = operation.op === 'replace' && fastJsonPatch.getValueByPointer(document, operation.path) === undefined;
  const wanted = sets ? { ...operation, op: 'add' as const } : operation;
  return fastJsonPatch.applyOperation(document, wanted as fastJsonPatch.Operation, true).newDocument;
}
