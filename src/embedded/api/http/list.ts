import type { AnyObject } from '../cluster-api.ts';
import type { Registry } from '../registry/index.ts';
import type { Resource } from '../resources/index.ts';
import { parseSelectors } from '../selectors/index.ts';
import { expired } from '../status/index.ts';
import { type ContinueToken, readContinueToken, writeContinueToken } from './continue-token.ts';
import { readListParameters } from './list-parameters.ts';

export interface Page {
  readonly items: readonly AnyObject[];
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
}

/** One page of a list, as the request's selectors, limit, version and continue token ask. */
export function listPage(
  registry: Registry,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
): Page {
  const { limit, token, exactVersion } = readListParameters(registry, query);
  const matches = parseSelectors(resource, {
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
  });
  const from = token ? readContinueToken(token) : undefined;
  const version = from?.version ?? exactVersion ?? registry.store.version;
  const all = listAt(registry, resource, namespace, version, from);
  const rest = from ? all.filter(one => keyOf(one) > from.key) : all;
  const selected = matches ? rest.filter(matches) : rest;
  const resourceVersion = String(version);
  const items = limit === 0 ? selected : selected.slice(0, limit);
  // Where the page is full, the server does not look whether what follows would be selected.
  const isLast = limit === 0 || items.length < limit || items.at(-1) === rest.at(-1);
  if (isLast) return { items, metadata: { resourceVersion } };
  return {
    items,
    metadata: {
      resourceVersion,
      continue: writeContinueToken({ version, key: keyOf(items.at(-1)!) }),
      ...(matches ? {} : { remainingItemCount: selected.length - limit }),
    },
  };
}

function listAt(
  registry: Registry,
  resource: Resource,
  namespace: string | undefined,
  version: number,
  from: ContinueToken | undefined,
): readonly AnyObject[] {
  const all = registry.listAt(resource, namespace, version);
  if (all) return all;
  throw expired(
    from
      ? 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.'
      : `The resourceVersion for the provided list is too old.`,
  );
}

function keyOf(object: AnyObject): string {
  return `${object.metadata!.namespace ?? ''}\u0000${object.metadata!.name}`;
}
