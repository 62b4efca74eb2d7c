import { type AnyObject, ApiError } from '../cluster-api.ts';
import { findDuplicateFields } from '../decode/duplicate-fields.ts';
import { decodeObject } from '../decode/index.ts';
import { patchObject } from '../patch/index.ts';
import { badRequest, successStatus } from '../status/index.ts';
import { warningsOf } from '../validation/warnings.ts';
import { parseObject, readBody } from './body.ts';
import { readDeleteRequest } from './delete-parameters.ts';
import { listPage } from './list.ts';
import { checkAccept, type IncludeObject, represent, representationOf, representList } from './representation.ts';
import { addWarning, sendJson } from './respond.ts';
import type { ResourceCall, ServerContext } from './server-context.ts';
import { serveWatch } from './watch.ts';
import { readWriteParameters, type WriteParameters } from './write-parameters.ts';

/** Answers a call about a resource or its status: one function a verb. */
export async function handleResource(context: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, info } = call;
  const needsName = info.verb === 'update' || info.verb === 'patch';
  if (!resource.verbs.includes(info.verb) || (needsName && !call.target.name)) throw notAllowed();
  checkAccept(call.request.headers.accept);
  if (resource.kind === 'Endpoints') addWarning(call.response, ENDPOINTS_WARNING);
  switch (info.verb) {
    case 'get':
      return isWatchOfOne(call) ? serveWatch(context, call) : get(context, call);
    case 'list':
      return list(context, call);
    case 'watch':
      return serveWatch(context, call);
    case 'create':
      return create(context, call);
    case 'update':
      return update(context, call);
    case 'patch':
      return patch(context, call);
    case 'delete':
      return remove(context, call);
    case 'deletecollection':
      return removeAll(context, call);
    default:
      throw notAllowed();
  }
}

const ENDPOINTS_WARNING = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';

function notAllowed(): ApiError {
  return new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
}

function isWatchOfOne({ info }: ResourceCall): boolean {
  return info.query.get('watch') === 'true' || info.query.get('watch') === '1';
}

function get({ registry }: ServerContext, call: ResourceCall): void {
  send(call, 200, registry.get(call.resource, call.target.namespace, call.target.name!), registry.now());
}

function list({ registry }: ServerContext, { resource, target, info, request, response }: ResourceCall): void {
  const { items, metadata } = listPage(registry, resource, target.namespace, info.query);
  const include = (info.query.get('includeObject') ?? 'Metadata') as IncludeObject;
  const representation = representationOf(request.headers.accept);
  sendJson(response, 200, representList(resource, items, metadata, representation, include, registry.now()));
}

async function create({ registry }: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target } = call;
  if (target.name) throw notAllowed();
  const parameters = parametersOf(call, 'CreateOptions');
  const object = await readObject(call, parameters);
  const created = registry.create(resource, namespaceOf(call), object, parameters);
  warn(call, created);
  send(call, 201, created, registry.now());
}

async function update({ registry }: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target } = call;
  const parameters = parametersOf(call, 'UpdateOptions');
  const object = await readObject(call, parameters);
  const name = object.metadata?.name;
  if (!name) throw badRequest('name must be provided');
  if (name !== target.name)
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${target.name})`);
  const subresource = target.subresource as 'status' | 'finalize' | undefined;
  if (!subresource && UPSERTED.has(resource.kind) && !registry.find(resource, target.namespace, name))
    return send(call, 201, registry.create(resource, namespaceOf(call), object, parameters), registry.now());
  const before = registry.find(resource, target.namespace, name);
  const updated = registry.update(resource, target.namespace, name, () => object, { ...parameters, subresource });
  warn(call, updated, before);
  send(call, 200, updated, registry.now());
}

/** A PUT creates these when they are not there (AllowCreateOnUpdate of their strategies). */
const UPSERTED = new Set([
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
  'Lease',
  'LimitRange',
  'Event',
  'Endpoints',
]);

async function patch(context: ServerContext, call: ResourceCall): Promise<void> {
  const { request, response, resource, target } = call;
  const parameters = parametersOf(call, 'PatchOptions');
  const contentType = (request.headers['content-type'] ?? '').split(';')[0]!.trim();
  const body = (await readBody(request)).toString('utf8');
  const before = context.registry.find(resource, target.namespace, target.name!);
  const done = patchObject(context.registry, resource, target, { contentType, body, parameters });
  for (const warning of done.warnings) addWarning(response, warning);
  warn(call, done.object, before);
  send(call, done.created ? 201 : 200, done.object, context.registry.now());
}

/** Says what is odd about a new spec. */
function warn({ response }: ResourceCall, object: AnyObject, before?: AnyObject): void {
  if (before && before.metadata!.generation === object.metadata!.generation) return;
  for (const warning of warningsOf(object)) addWarning(response, warning);
}

async function remove({ registry }: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target, response } = call;
  const request = await readDeleteRequest(call);
  const { object, complete } = registry.delete(resource, target.namespace, target.name!, request);
  if (!complete || RETURNED_WHEN_DELETED.has(resource.kind)) return send(call, 200, object, registry.now());
  sendJson(response, 200, successStatus(resource, object));
}

/** A deletion answers with the object itself for these (ReturnDeletedObject of their stores), with a Status for others. */
const RETURNED_WHEN_DELETED = new Set([
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Pod',
  'PodTemplate',
  'ResourceQuota',
  'Service',
  'ServiceAccount',
  'StorageClass',
]);

async function removeAll({ registry }: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target, info, response } = call;
  const request = await readDeleteRequest(call);
  const { items, metadata } = listPage(registry, resource, target.namespace, info.query);
  for (const { metadata: one } of items)
    if (registry.find(resource, one!.namespace, one!.name!))
      registry.delete(resource, one!.namespace, one!.name!, request);
  sendJson(response, 200, representList(resource, items, metadata, 'object'));
}

async function readObject(call: ResourceCall, parameters: WriteParameters): Promise<AnyObject> {
  const { request, response, resource } = call;
  const body = await readBody(request);
  const given = parseObject(body, request.headers['content-type'], resource.kind);
  const duplicates = parameters.fieldValidation === 'Ignore' ? [] : duplicatesIn(body, request.headers['content-type']);
  const { object, warnings } = decodeObject(resource, given, parameters.fieldValidation, duplicates);
  for (const warning of warnings) addWarning(response, warning);
  return object;
}

function duplicatesIn(body: Buffer, contentType = 'application/json'): string[] {
  return contentType.startsWith('application/json') ? findDuplicateFields(body.toString('utf8')) : [];
}

function parametersOf(call: ResourceCall, optionsKind: string): WriteParameters {
  return readWriteParameters(call.info.query, call.request, optionsKind, call.target.subresource);
}

function namespaceOf({ resource, target }: ResourceCall): string | undefined {
  if (!resource.namespaced) return undefined;
  if (target.namespace) return target.namespace;
  throw notAllowed();
}

/** Answers with an object in the form that the client accepts. */
function send({ request, response, resource, info }: ResourceCall, code: number, object: AnyObject, now: Date): void {
  const include = (info.query.get('includeObject') ?? 'Metadata') as IncludeObject;
  sendJson(response, code, represent(resource, object, representationOf(request.headers.accept), include, now));
}
