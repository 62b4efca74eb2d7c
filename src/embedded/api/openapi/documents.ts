import type { JsonObject } from '../json-object.ts';
import { apiVersionOf, type Resource, type ResourceTable } from '../resources/index.ts';
import { schemaName, schemasOf } from './schemas.ts';

const REF = '#/components/schemas/';
const TYPE_PROPERTIES = { apiVersion: { type: 'string' }, kind: { type: 'string' } };
const WRITES = new Set(['post', 'put', 'patch']);
const METHODS: Readonly<Record<string, readonly [method: string, action: string]>> = {
  get: ['get', 'get'],
  list: ['get', 'list'],
  create: ['post', 'post'],
  update: ['put', 'put'],
  patch: ['patch', 'patch'],
  delete: ['delete', 'delete'],
  deletecollection: ['delete', 'deletecollection'],
};
const COLLECTION_VERBS = ['list', 'create', 'deletecollection'];
const OBJECT_VERBS = ['get', 'update', 'patch', 'delete'];

/** The path of a group version below `/openapi/v3`: `api/v1`, `apis/apps/v1`. */
export function documentPath({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group ? `apis/${group}/${version}` : `api/${version}`;
}

/** The list of documents that `/openapi/v3` answers with. */
export function documentIndex(table: ResourceTable): JsonObject {
  const paths = [...new Set(table.all().map(documentPath))];
  return { paths: Object.fromEntries(paths.map(path => [path, { serverRelativeURL: `/openapi/v3/${path}` }])) };
}

/** The OpenAPI document of one group version; undefined when nothing is served there. */
export function groupDocument(table: ResourceTable, path: string): JsonObject | undefined {
  const resources = table.all().filter(resource => documentPath(resource) === path);
  if (resources.length === 0) return undefined;
  const schemas = schemasOf(resources.flatMap(({ model }) => model ?? []));
  for (const resource of resources) describeKind(schemas, resource);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.34.4' },
    paths: Object.fromEntries(resources.flatMap(pathsOf)),
    components: { schemas: Object.fromEntries(schemas) },
  };
}

function nameOf(resource: Resource): string {
  return resource.model
    ? schemaName(resource.model)
    : `${resource.group.split('.').reverse().join('.')}.${resource.version}.${resource.kind}`;
}

/** A kind of its own has, beside the fields of its type, its type's name; what has no type may hold anything. */
function describeKind(schemas: Map<string, JsonObject>, resource: Resource): void {
  const known = schemas.get(nameOf(resource)) ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  schemas.set(nameOf(resource), {
    ...known,
    description: `${resource.kind} in version ${apiVersionOf(resource)}. The embedded cluster has the names and types of the fields, not their descriptions.`,
    properties: { ...TYPE_PROPERTIES, ...known.properties },
    'x-kubernetes-group-version-kind': [gvkOf(resource)],
  });
}

function gvkOf({ group, version, kind }: Resource): JsonObject {
  return { group, version, kind };
}

function pathsOf(resource: Resource): [string, JsonObject][] {
  const root = resource.group ? `/apis/${apiVersionOf(resource)}` : `/api/${resource.version}`;
  const collection = `${root}${resource.namespaced ? '/namespaces/{namespace}' : ''}/${resource.plural}`;
  return [
    [collection, operationsOf(resource, COLLECTION_VERBS)],
    [`${collection}/{name}`, operationsOf(resource, OBJECT_VERBS)],
  ];
}

function operationsOf(resource: Resource, verbs: readonly string[]): JsonObject {
  const served = verbs.filter(verb => resource.verbs.includes(verb));
  return Object.fromEntries(served.map(verb => [METHODS[verb]![0], operationOf(resource, METHODS[verb]!)]));
}

function operationOf(resource: Resource, [method, action]: readonly [string, string]): JsonObject {
  const content = { 'application/json': { schema: { $ref: REF + nameOf(resource) } } };
  const parameters = WRITES.has(method) ? ['dryRun', 'fieldManager', 'fieldValidation'] : [];
  return {
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvkOf(resource),
    parameters: parameters.map(name => ({ name, in: 'query', schema: { type: 'string', uniqueItems: true } })),
    ...(method === 'post' || method === 'put' ? { requestBody: { content } } : {}),
    responses: { 200: { description: 'OK', content } },
  };
}
