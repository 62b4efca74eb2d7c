import { badRequest } from '../status/index.ts';

/** What a request asks for, read from its method and path (apiserver, endpoints/request/requestinfo.go). */
export interface RequestInfo {
  readonly verb: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Absent for paths that name no resource (`/version`, `/api`, `/openapi/v3`). */
  readonly target?: ResourcePath;
}

export interface ResourcePath {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  /** What follows the subresource (`proxy/PATH`), with its slash. */
  readonly rest: string;
}

const VERBS: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};
const NAMESPACE_SUBRESOURCES = ['status', 'finalize'];

export function parseRequest(method: string, url: string): RequestInfo {
  const [rawPath = '/', rawQuery = ''] = splitOnce(url, '?');
  const query = new URLSearchParams(rawQuery);
  const isOldWatch = /^\/(api|apis\/[^/]+)\/[^/]+\/watch\//.test(rawPath);
  const target = parseResourcePath(isOldWatch ? rawPath.replace('/watch/', '/') : rawPath);
  // What is no resource is asked for by the HTTP method (k8s.io/apiserver, RequestInfo).
  if (!target) return { verb: method.toLowerCase(), path: rawPath, query };
  const verb = VERBS[method] ?? method.toLowerCase();
  if (isOldWatch) return { verb: 'watch', path: rawPath, query, target };
  return { verb: target.name === undefined ? collectionVerb(verb, query) : verb, path: rawPath, query, target };
}

function collectionVerb(verb: string, query: URLSearchParams): string {
  if (verb === 'get') return isTrue(query.get('watch')) ? 'watch' : 'list';
  return verb === 'delete' ? 'deletecollection' : verb;
}

export function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}

function parseResourcePath(path: string): ResourcePath | undefined {
  const parts = path.split('/').slice(1).map(decodePart);
  let group = '';
  if (parts[0] === 'apis') group = parts.splice(1, 1)[0] ?? '';
  else if (parts[0] !== 'api') return undefined;
  const [, version, ...rest] = parts;
  if (!version || rest.length === 0 || rest[0] === '') return undefined;
  return { group, version, ...parseScoped(rest) };
}

function parseScoped(parts: readonly string[]): Omit<ResourcePath, 'group' | 'version'> {
  const inNamespace = parts[0] === 'namespaces' && parts.length > 2 && !NAMESPACE_SUBRESOURCES.includes(parts[2]!);
  const [plural, name, subresource, ...rest] = inNamespace ? parts.slice(2) : parts;
  return {
    plural: plural!,
    namespace: inNamespace ? parts[1] : undefined,
    name: name || undefined,
    subresource: subresource || undefined,
    rest: rest.length > 0 ? `/${rest.map(encodeURIComponent).join('/')}` : '',
  };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`invalid URL escape ${JSON.stringify(part)}`);
  }
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
