import type { ServerResponse } from 'node:http';
import { sendJson } from '../http/respond.ts';
import type { ResourceTable } from '../resources/index.ts';
import { documentIndex, groupDocument } from './documents.ts';

const ROOT = '/openapi/v3';
/** kubectl asks for the second version when the third lacks a kind; it takes it in protobuf alone. */
const SECOND = '/openapi/v2';
const PROTOBUF = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';
/** A document without kinds: `swagger: "2.0"` as its field 1. */
const EMPTY_SECOND = Buffer.from([0x0a, 0x03, ...Buffer.from('2.0')]);

/** Answers `/openapi/v3` and the documents below it, made when they are asked for; false for any other path. */
export function serveOpenApi(table: ResourceTable, path: string, response: ServerResponse): boolean {
  if (path === ROOT || path === `${ROOT}/`) {
    // The server says no more of it than that it is text.
    sendJson(response, 200, documentIndex(table), 'text/plain; charset=utf-8');
    return true;
  }
  if (path === SECOND) {
    response.writeHead(200, { 'content-type': PROTOBUF }).end(EMPTY_SECOND);
    return true;
  }
  const document = path.startsWith(`${ROOT}/`) ? groupDocument(table, path.slice(ROOT.length + 1)) : undefined;
  if (document) sendJson(response, 200, document);
  return document !== undefined;
}
