import { type AnyObject, ApiError } from '../cluster-api.ts';
import type { Registry } from '../registry/index.ts';
import type { Resource } from '../resources/index.ts';
import { parseSelectors } from '../selectors/index.ts';
import { badRequest, expired } from '../status/index.ts';

export interface Page {
  readonly items: readonly AnyObject[];
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string; readonly remainingItemCount?: number };
}

const TOKEN_VERSION = 'meta.k8s.io/v1';

/** One page of a list, as the request's selectors, limit and continue token ask. */
export function listPage(
  registry: Registry,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
): Page {
  checkVersion(registry, query.get('resourceVersion'));
  const matches = parseSelectors(resource, {
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
  });
  const token = query.get('continue');
  const from = token ? readToken(registry, token) : undefined;
  const all = registry.list(resource, namespace);
  const selected = (matches ? all.filter(matches) : all).filter(one => !from || keyOf(one) > from.key);
  const limit = Number(query.get('limit') ?? 0);
  const resourceVersion = from?.version ?? String(registry.store.version);
  if (!(limit > 0) || selected.length <= limit) return { items: selected, metadata: { resourceVersion } };
  const items = selected.slice(0, limit);
  return {
    items,
    metadata: {
      resourceVersion,
      continue: writeToken(resourceVersion, keyOf(items.at(-1)!)),
      ...(matches ? {} : { remainingItemCount: selected.length - limit }),
    },
  };
}

/** @throws ApiError 504 for a version that is yet to come, 400 for one that is no number */
export function checkVersion(registry: Registry, version: string | null): void {
  if (!version) return;
  if (!/^\d+$/.test(version))
    throw badRequest(`Invalid value: ${JSON.stringify(version)}: strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`);
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

function keyOf(object: AnyObject): string {
  return `${object.metadata!.namespace ?? ''}\u0000${object.metadata!.name}`;
}

function writeToken(version: string, key: string): string {
  return Buffer.from(JSON.stringify({ v: TOKEN_VERSION, rv: Number(version), start: key })).toString('base64url');
}

function readToken(registry: Registry, token: string): { readonly version: string; readonly key: string } {
  const { v, rv, start } = parseToken(token);
  if (v !== TOKEN_VERSION || typeof rv !== 'number' || typeof start !== 'string')
    throw badRequest('continue key is not valid: incorrect encoded start resourceVersion');
  if (!registry.isKept(rv))
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    );
  return { version: String(rv), key: start };
}

function parseToken(token: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch (error) {
    throw badRequest(`continue key is not valid: ${(error as Error).message}`);
  }
}
