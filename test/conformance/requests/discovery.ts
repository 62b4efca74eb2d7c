import { get, type RequestGroup } from './request.ts';

const aggregated = {
  accept:
    'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json',
  project: 'aggregated',
};
const resources = { project: 'resources' };

/** What a client asks first: versions, groups, resources, health. */
export const discovery: RequestGroup = {
  name: 'discovery',
  requests: [
    get('version', '/version', { project: 'keys' }),
    get('legacy API versions', '/api', { project: 'keys' }),
    get('API groups', '/apis', { project: 'groups' }),
    get('aggregated discovery of the core group', '/api', aggregated),
    get('aggregated discovery of the other groups', '/apis', aggregated),
    get('resources of the core group', '/api/v1', resources),
    get('resources of apps/v1', '/apis/apps/v1', resources),
    get('resources of batch/v1', '/apis/batch/v1', resources),
    get('resources of policy/v1', '/apis/policy/v1', resources),
    get('resources of rbac.authorization.k8s.io/v1', '/apis/rbac.authorization.k8s.io/v1', resources),
    get('resources of discovery.k8s.io/v1', '/apis/discovery.k8s.io/v1', resources),
    get('resources of coordination.k8s.io/v1', '/apis/coordination.k8s.io/v1', resources),
    get('resources of apiextensions.k8s.io/v1', '/apis/apiextensions.k8s.io/v1', resources),
    get('resources of authorization.k8s.io/v1', '/apis/authorization.k8s.io/v1', resources),
    get('one API group', '/apis/apps'),
    get('an API group that does not exist', '/apis/nothing.example.com'),
    get('a version that does not exist', '/apis/apps/v9'),
    get('OpenAPI documents', '/openapi/v3', { project: 'openapiPaths' }),
    get('healthz', '/healthz'),
    get('livez', '/livez'),
    get('readyz', '/readyz'),
  ],
};
