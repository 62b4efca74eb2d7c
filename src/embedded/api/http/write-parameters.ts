import type { IncomingMessage } from 'node:http';
import { ApiError } from '../cluster-api.ts';
import type { WriteOptions } from '../registry/index.ts';
import { type FieldError, invalidKind, notSupported } from '../status/index.ts';

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';
export interface WriteParameters extends WriteOptions {
  readonly fieldValidation: FieldValidation;
  readonly force: boolean;
  /** The request names its field manager, instead of leaving it to be guessed from the user agent. */
  readonly isManagerNamed: boolean;
}

const VALIDATIONS: readonly FieldValidation[] = ['Ignore', 'Strict', 'Warn'];

/**
 * The parameters that every write takes: dryRun, fieldValidation, fieldManager, force.
 * @param optionsKind `CreateOptions`, `UpdateOptions`, … for the message when one of them is wrong
 */
export function readWriteParameters(
  query: URLSearchParams,
  request: IncomingMessage,
  optionsKind: string,
  subresource?: string,
): WriteParameters {
  const errors: FieldError[] = [];
  const dryRun = query.getAll('dryRun');
  for (const value of dryRun) if (value !== 'All') errors.push(notSupported('dryRun', dryRun, ['All']));
  const fieldValidation = (query.get('fieldValidation') || 'Warn') as FieldValidation;
  if (!VALIDATIONS.includes(fieldValidation))
    errors.push(notSupported('fieldValidation', fieldValidation, ['', ...VALIDATIONS]));
  if (errors.length > 0) throw invalidKind({ group: 'meta.k8s.io', kind: optionsKind }, '', errors);
  const name = query.get('fieldManager') || managerOf(request.headers['user-agent']);
  if (name.length > 128) throw new ApiError(400, 'BadRequest', 'fieldManager is longer than 128 bytes');
  return {
    dryRun: dryRun.length > 0,
    fieldValidation,
    isManagerNamed: !!query.get('fieldManager'),
    force: query.get('force') === 'true',
    manager: { name, ...(subresource ? { subresource } : {}) },
  };
}

/** `kubectl/v1.34.4 (linux/amd64) …` writes as `kubectl`. */
function managerOf(userAgent = 'unknown'): string {
  return userAgent.split('/')[0]!.slice(0, 128) || 'unknown';
}
