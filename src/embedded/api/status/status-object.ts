import type { AnyObject, ApiError } from '../cluster-api.ts';
import type { Resource } from '../resources/index.ts';

/** The `Status` object that a failing call is answered with. */
export function failureStatus(error: ApiError): AnyObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: error.message,
    ...(error.reason ? { reason: error.reason } : {}),
    ...(error.details ? { details: error.details } : {}),
    code: error.code,
  };
}

/** The answer to a deletion that is complete. */
export function successStatus(resource: Resource, object: AnyObject): AnyObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata!.name,
      ...(resource.group ? { group: resource.group } : {}),
      kind: resource.plural,
      uid: object.metadata!.uid,
    },
  };
}
