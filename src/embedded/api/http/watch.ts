import type { Change } from '../../store/index.ts';
import { type AnyObject, ApiError } from '../cluster-api.ts';
import type { JsonObject } from '../json-object.ts';
import { parseSelectors } from '../selectors/index.ts';
import { expired, failureStatus, forbidden, invalidKind } from '../status/index.ts';
import { checkVersion, invalidVersion } from './list-parameters.ts';
import { partialMetadata } from './partial-metadata.ts';
import { type IncludeObject, represent, representationOf } from './representation.ts';
import { isTrue } from './request-info.ts';
import type { ResourceCall, ServerContext } from './server-context.ts';

const BOOKMARK_EVERY_MS = 60_000;
const INITIAL_END = { annotations: { 'k8s.io/initial-events-end': 'true' } };

/** Streams changes, one JSON object a line, until the client leaves or its time is up. */
export function serveWatch({ registry }: ServerContext, call: ResourceCall): void {
  const { resource, target, info, response, request } = call;
  const { query } = info;
  const version = query.get('resourceVersion') ?? '';
  const wantsInitial = query.get('sendInitialEvents') === 'true';
  checkInitial(query, wantsInitial);
  if (!/^\d*$/.test(version)) throw new ApiError(500, '', invalidVersion(version));
  checkVersion(registry, version);
  const matches = parseSelectors(resource, {
    namespace: target.namespace,
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: selectorOf(call),
  });
  const bookmarks = isTrue(query.get('allowWatchBookmarks'));
  const representation = representationOf(request.headers.accept);
  const include = (query.get('includeObject') ?? 'Metadata') as IncludeObject;
  let isFirst = true;

  const shown = (object: AnyObject): JsonObject => {
    const made = represent(resource, object, representation, include, registry.now());
    if (representation !== 'table') return made;
    // Only the first table of a stream names its columns.
    const table = isFirst ? made : { ...made, columnDefinitions: null };
    isFirst = false;
    return table;
  };
  const send = (type: string, object: JsonObject) => response.write(`${JSON.stringify({ type, object })}\n`);
  const bookmark = (metadata: JsonObject = {}) => {
    const mark = {
      kind: resource.kind,
      apiVersion: resource.group ? `${resource.group}/${resource.version}` : resource.version,
      metadata: { resourceVersion: String(registry.store.version), ...metadata },
    };
    if (representation === 'table')
      send('BOOKMARK', {
        ...represent(resource, mark, 'table', include),
        rows: [{ cells: [], object: partialMetadata(mark) }],
      });
    else send('BOOKMARK', mark);
  };

  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' });
  response.flushHeaders();
  const fromNow = version === '' || version === '0' || wantsInitial;
  if (fromNow) {
    for (const object of registry.list(resource, target.namespace))
      if (!matches || matches(object)) send('ADDED', shown(object));
    if (wantsInitial && bookmarks) bookmark(INITIAL_END);
  }
  const stop = registry.subscribe(
    resource,
    change => {
      const seen = seenThrough(change, matches);
      if (seen) send(seen.type, shown(seen.object));
    },
    fromNow ? undefined : Number(version),
  );
  if (!stop) {
    send('ERROR', failureStatus(expired(`too old resource version: ${version} (${registry.store.version})`)));
    response.end();
    return;
  }
  const timeoutMs = Number(query.get('timeoutSeconds') ?? 0) * 1000;
  const timers = [
    ...(bookmarks ? [setInterval(() => bookmark(), BOOKMARK_EVERY_MS)] : []),
    ...(timeoutMs > 0
      ? [
          setTimeout(() => {
            if (bookmarks) bookmark();
            response.end();
          }, timeoutMs),
        ]
      : []),
  ];
  response.once('close', () => {
    stop();
    for (const timer of timers) clearTimeout(timer);
  });
}

/** What a change is to a watcher who sees only what matches: an object that ceases to match is DELETED for it. */
function seenThrough(
  { type, object, previous }: Change,
  matches: ((object: AnyObject) => boolean) | undefined,
): { readonly type: string; readonly object: AnyObject } | undefined {
  if (!matches) return { type, object };
  const before = previous !== undefined && matches(previous);
  if (type === 'DELETED') return before ? { type, object } : undefined;
  const after = matches(object);
  if (before && after) return { type: 'MODIFIED', object };
  if (after) return { type: 'ADDED', object };
  // The last that it saw, at the version of the change that took it out of sight.
  const { resourceVersion } = object.metadata!;
  return before
    ? { type: 'DELETED', object: { ...previous, metadata: { ...previous.metadata, resourceVersion } } }
    : undefined;
}

/** A watch of one name is a watch of the collection with that name selected. */
function selectorOf({ info, target }: ResourceCall): string | undefined {
  const asked = info.query.get('fieldSelector') ?? '';
  return [asked, target.name ? `metadata.name=${target.name}` : ''].filter(Boolean).join(',') || undefined;
}

function checkInitial(query: URLSearchParams, wantsInitial: boolean): void {
  const match = query.get('resourceVersionMatch');
  if (wantsInitial && match !== 'NotOlderThan')
    throw invalidKind({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      forbidden('resourceVersionMatch', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'),
    ]);
  if (!wantsInitial && match && !query.has('sendInitialEvents'))
    throw invalidKind({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      forbidden(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    ]);
}
