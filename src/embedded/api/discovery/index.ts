import type { ServerResponse } from 'node:http';
import { sendJson } from '../http/respond.ts';
import type { ResourceTable } from '../resources/index.ts';
import { pathNotFound } from '../status/index.ts';
import { aggregated, coreVersions, groupList, groupOf, resourceList } from './documents.ts';

export { groupsOf } from './documents.ts';

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Answers `/api`, `/apis`, `/api/v1`, `/apis/GROUP` and `/apis/GROUP/VERSION`; false when the path is none of them or nothing is served there. */
export function serveDiscovery(table: ResourceTable, path: string, accept: string, response: ServerResponse): boolean {
  const [root, group, version] = path.split('/').filter(Boolean);
  if (root !== 'api' && root !== 'apis') return false;
  if (group === undefined) {
    const wantsAggregated = accept.replaceAll(' ', '').includes('g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
    response.setHeader('vary', 'Accept');
    if (wantsAggregated) sendJson(response, 200, aggregated(table, root), AGGREGATED);
    else sendJson(response, 200, root === 'api' ? coreVersions('127.0.0.1') : groupList(table));
    return true;
  }
  const document =
    root === 'api'
      ? resourceList(table, '', group)
      : version === undefined
        ? groupOf(table, group)
        : resourceList(table, group, version);
  // Of a group that it serves, the server says in a Status that it has no such version.
  if (!document && version !== undefined && groupOf(table, group)) throw pathNotFound();
  if (!document) return false;
  sendJson(response, 200, document);
  return true;
}
