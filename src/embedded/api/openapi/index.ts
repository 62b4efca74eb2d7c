import type { ServerResponse } from 'node:http';
import { sendJson } from '../http/respond.ts';
import type { ResourceTable } from '../resources/index.ts';
import { documentIndex, groupDocument } from './documents.ts';

const ROOT = '/openapi/v3';

/** Answers `/openapi/v3` and the documents below it, made when they are asked for; false for any other path. */
export function serveOpenApi(table: ResourceTable, path: string, response: ServerResponse): boolean {
  if (path === ROOT || path === `${ROOT}/`) {
    sendJson(response, 200, documentIndex(table));
    return true;
  }
  const document = path.startsWith(`${ROOT}/`) ? groupDocument(table, path.slice(ROOT.length + 1)) : undefined;
  if (document) sendJson(response, 200, document);
  return document !== undefined;
}
