import { ApiError } from '../cluster-api.ts';
import type { Registry } from '../registry/index.ts';
import { badRequest, type FieldError, forbidden, invalidKind, notSupported } from '../status/index.ts';

export interface ListParameters {
  /** 0: all. */
  readonly limit: number;
  readonly token: string | undefined;
  /** The list as it was at this version. */
  readonly exactVersion: number | undefined;
}

const MATCHES = ['Exact', 'NotOlderThan', ''];

/** What a list asks beyond its selectors. @throws ApiError for what contradicts itself or is yet to come */
export function readListParameters(registry: Registry, query: URLSearchParams): ListParameters {
  const limit = query.get('limit') ?? '';
  const version = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  const token = query.get('continue') || undefined;
  if (!/^-?\d*$/.test(limit)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(limit)}: invalid syntax`);
  checkMatch(match, version, token);
  if (token && version && version !== '0')
    throw badRequest('specifying resource version is not allowed when using continue');
  if (!/^\d*$/.test(version)) throw badRequest(`invalid resource version: ${invalidVersion(version)}`);
  checkVersion(registry, version);
  const isExact = match === 'Exact' || (Number(limit) > 0 && match === '' && Number(version) > 0);
  return { limit: Math.max(0, Number(limit)), token, exactVersion: isExact ? Number(version) : undefined };
}

function checkMatch(match: string, version: string, token: string | undefined): void {
  const field = 'resourceVersionMatch';
  const errors: FieldError[] = [
    ...(match && !version ? [forbidden(field, `${field} is forbidden unless resourceVersion is provided`)] : []),
    ...(match && token ? [forbidden(field, `${field} is forbidden when continue is provided`)] : []),
    ...(MATCHES.includes(match) ? [] : [notSupported(field, match, MATCHES)]),
    ...(match === 'Exact' && version === '0'
      ? [forbidden(field, `${field} "Exact" is forbidden for resourceVersion "0"`)]
      : []),
  ];
  if (errors.length > 0) throw invalidKind({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', errors);
}

/** @throws ApiError 504 for a version that is yet to come */
export function checkVersion(registry: Registry, version: string): void {
  if (Number(version) <= registry.store.version) return;
  throw new ApiError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${version}, current: ${registry.store.version}`,
    {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  );
}

export function invalidVersion(version: string): string {
  const shown = JSON.stringify(version);
  return `resourceVersion: Invalid value: ${shown}: strconv.ParseUint: parsing ${shown}: invalid syntax`;
}
