import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { authorize, type User } from '../auth/index.ts';
import { ApiError } from '../cluster-api.ts';
import { attemptOf, resourceAt } from '../http/handle-request.ts';
import { parseRequest } from '../http/request-info.ts';
import type { ServerContext, UpgradeCall } from '../http/server-context.ts';
import { failureStatus, internalError, pathNotFound } from '../status/index.ts';
import { serveExec } from './exec.ts';
import { servePortForward } from './port-forward.ts';

const HANDLERS: Readonly<Record<string, (context: ServerContext, call: UpgradeCall) => void>> = {
  'pods/exec': serveExec,
  'pods/attach': serveExec,
  'pods/portforward': servePortForward,
};

/** Answers a request that wants its connection upgraded. What fails before the upgrade is answered as plain HTTP. */
export function handleUpgrade(
  context: ServerContext,
  authenticate: () => User,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  socket.on('error', () => socket.destroy());
  try {
    const user = authenticate();
    const info = parseRequest(request.method ?? 'GET', request.url ?? '/');
    authorize(context.registry, user, attemptOf(info));
    if (!info.target) throw pathNotFound();
    const resource = resourceAt(context, info.target);
    const handler = HANDLERS[`${resource.plural}/${info.target.subresource}`];
    if (!handler) throw new ApiError(400, 'BadRequest', 'this path does not upgrade connections');
    handler(context, { request, socket, head, info, user, target: info.target, resource });
  } catch (error) {
    refuse(socket, error);
  }
}

function refuse(socket: Duplex, thrown: unknown): void {
  const error =
    thrown instanceof ApiError ? thrown : internalError(thrown instanceof Error ? thrown.message : String(thrown));
  const body = JSON.stringify(failureStatus(error));
  socket.end(
    `HTTP/1.1 ${error.code} ${error.reason || 'Error'}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
