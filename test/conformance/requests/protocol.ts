import { configMap, core } from './objects.ts';
import { get, post, put, type RequestGroup } from './request.ts';

/** Requests that are wrong before any object is looked at, and callers that are nobody. */
export const protocol: RequestGroup = {
  name: 'protocol',
  requests: [
    get('unknown path', '/nothing/here'),
    get('unknown resource of the core group', `${core}/widgets`),
    get('unknown resource of a known group', '/apis/apps/v1/namespaces/$namespace/widgets'),
    get('unknown group', '/apis/example.com/v1/namespaces/$namespace/widgets'),
    get('unknown subresource', `${core}/configmaps/kube-root-ca.crt/status`),
    put('method not allowed on a collection', `${core}/configmaps`, configMap('a')),
    post('method not allowed on an object', `${core}/configmaps/a`, configMap('a')),
    post('malformed JSON', `${core}/configmaps`, '{"apiVersion":'),
    post('no body', `${core}/configmaps`),
    post('empty object', `${core}/configmaps`, {}),
    post('a body that is not an object', `${core}/configmaps`, '[1,2]'),
    post('content type that nobody reads', `${core}/configmaps`, 'a,b', { contentType: 'text/csv' }),
    post(
      'a body in YAML',
      `${core}/configmaps?dryRun=All`,
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\n',
      {
        contentType: 'application/yaml',
      },
    ),
    get('an answer in a format that nobody writes', `${core}/configmaps`, { accept: 'text/csv' }),
    post('kind of another resource', `${core}/configmaps`, { ...configMap('a'), kind: 'Secret' }),
    post('version of another group', `${core}/configmaps`, { ...configMap('a'), apiVersion: 'apps/v1' }),
    post('no kind and apiVersion', `${core}/configmaps?dryRun=All`, { metadata: { name: 'a' } }),
    post('an unknown kind', `${core}/configmaps`, { ...configMap('a'), kind: 'Widget' }),
    post('namespace of the body is not that of the path', `${core}/configmaps`, {
      ...configMap('a'),
      metadata: { name: 'a', namespace: 'elsewhere' },
    }),
    post('namespace that does not exist', '/api/v1/namespaces/nowhere/configmaps', configMap('a')),
    get('list in a namespace that does not exist', '/api/v1/namespaces/nowhere/configmaps'),
    get('object in a namespace that does not exist', '/api/v1/namespaces/nowhere/configmaps/a'),
    get('nobody reads a namespace', `${core}/configmaps`, { as: {} }),
    get('nobody reads the version', '/version', { as: {}, project: 'keys' }),
    get('nobody reads an unknown path', '/nothing/here', { as: {} }),
    get('a token that is none', `${core}/configmaps`, { as: { token: 'nonsense' } }),
    get('an unknown query parameter is ignored', `${core}/configmaps/kube-root-ca.crt?colour=blue`),
    get('pretty print', `${core}/serviceaccounts/default?pretty=true`),
  ],
};
