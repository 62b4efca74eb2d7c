import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Attempt, authorize, type User } from '../auth/index.ts';
import { serveDiscovery } from '../discovery/index.ts';
import { serveOpenApi } from '../openapi/index.ts';
import { handleReview } from '../reviews/index.ts';
import { pathNotFound } from '../status/index.ts';
import { handleSubresource } from '../subresources/index.ts';
import { parseRequest, type RequestInfo, type ResourcePath } from './request-info.ts';
import { handleResource } from './resource-handler.ts';
import { sendJson, sendText } from './respond.ts';
import type { ResourceCall, ServerContext } from './server-context.ts';
import { VERSION } from './version.ts';

/** Answers one authenticated request. Failures are thrown. */
export async function handleRequest(
  context: ServerContext,
  user: User,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const info = parseRequest(request.method ?? 'GET', request.url ?? '/');
  authorize(context.registry, user, attemptOf(info));
  if (await serveExtraRoute(context, info.path, request, response)) return;
  if (!info.target) return servePath(context, info, request, response);
  if (!isServed(context, info.target)) return sendText(response, 404, NOTHING_HERE);
  const call: ResourceCall = {
    request,
    response,
    info,
    user,
    target: info.target,
    resource: resourceAt(context, info.target),
  };
  if (info.target.subresource && info.target.subresource !== 'status' && info.target.subresource !== 'finalize')
    return handleSubresource(context, call);
  if (!call.resource.verbs.includes('list')) return handleReview(context, call);
  return handleResource(context, call);
}

/** Answers one authenticated request to an extra route, and no other. Failures are thrown. */
export async function handleExtraRoute(
  context: ServerContext,
  user: User,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const info = parseRequest(request.method ?? 'GET', request.url ?? '/');
  authorize(context.registry, user, attemptOf(info));
  if (!(await serveExtraRoute(context, info.path, request, response))) throw pathNotFound();
}

/** What the request wants to do, as authorization sees it. */
export function attemptOf({ verb, path, target }: RequestInfo): Attempt {
  if (!target) return { verb, path };
  const { group, plural, subresource, namespace, name } = target;
  const isNamespace = plural === 'namespaces' && group === '';
  return {
    verb,
    group,
    resource: subresource ? `${plural}/${subresource}` : plural,
    namespace: isNamespace ? name : namespace,
    name,
  };
}

const NOTHING_HERE = '404 page not found\n';

/** Whether anything is served in that group version: of others the server says no more than of any other path. */
function isServed({ registry }: ServerContext, { group, version }: ResourcePath): boolean {
  return registry.resources.all().some(one => one.group === group && one.version === version);
}

/** @throws ApiError 404 when nothing of that name (or no such subresource) is served */
export function resourceAt({ registry }: Pick<ServerContext, 'registry'>, target: ResourcePath) {
  const resource = registry.resources.byPath(target.group, target.version, target.plural);
  const known = target.subresource === undefined || resource?.subresources.some(one => one.name === target.subresource);
  if (!resource || !known || (target.namespace !== undefined && !resource.namespaced)) throw pathNotFound();
  return resource;
}

async function servePath(
  { registry }: ServerContext,
  { path }: RequestInfo,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw pathNotFound();
  if (/^\/(healthz|livez|readyz)(\/|$)/.test(path)) return sendText(response, 200, 'ok');
  if (path === '/version' || path === '/version/') return sendJson(response, 200, VERSION);
  if (path === '/')
    return sendJson(response, 200, {
      paths: ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/openapi/v3', '/readyz', '/version'],
    });
  if (serveDiscovery(registry.resources, path, request.headers.accept ?? '', response)) return;
  if (serveOpenApi(registry.resources, path, response)) return;
  sendText(response, 404, NOTHING_HERE);
}

async function serveExtraRoute(
  { extraRoutes }: ServerContext,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const route = extraRoutes.find(one => path === one.prefix || path.startsWith(`${one.prefix}/`));
  if (!route) return false;
  await route.handle(request, response, path.slice(route.prefix.length) || '/');
  return true;
}
