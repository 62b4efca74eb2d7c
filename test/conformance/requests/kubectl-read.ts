import { configMap, deployment, service } from './objects.ts';
import { kubectl, type RequestGroup } from './request.ts';

const parked = deployment('web', { replicas: 0 });

/** Commands that only read. */
export const kubectlRead: RequestGroup = {
  name: 'kubectl-read',
  requests: [
    kubectl('create what is read', ['create', '-f', '-'], {
      stdin: [
        configMap('a', { data: { k: 'v' } }),
        { ...configMap('b'), metadata: { name: 'b', labels: { app: 'web' } } },
        parked,
        service('web'),
      ],
    }),
    kubectl('wait until observed', [
      'wait',
      '--for=jsonpath={.status.observedGeneration}=1',
      'deployment/web',
      '--timeout=20s',
    ]),
    kubectl('get', ['get', 'configmaps']),
    kubectl('get several kinds', ['get', 'configmap/a', 'deployment/web', 'service/web']),
    kubectl('get all', ['get', 'all']),
    kubectl('get wide', ['get', 'deployment,service', '-o', 'wide']),
    kubectl('get with labels', ['get', 'configmaps', '--show-labels']),
    kubectl('get by label', ['get', 'cm', '-l', 'app=web', '-o', 'name']),
    kubectl('get with a label column', ['get', 'cm', '-L', 'app']),
    kubectl('get as YAML', ['get', 'cm', 'a', '-o', 'yaml']),
    kubectl('get as JSON', ['get', 'deployment', 'web', '-o', 'json']),
    kubectl('get a list as JSON', ['get', 'cm', '-o', 'json']),
    kubectl('get by JSON path', ['get', 'deploy', 'web', '-o', 'jsonpath={.spec.template.spec.containers[*].image}']),
    kubectl('get own columns', ['get', 'cm', '-o', 'custom-columns=NAME:.metadata.name,KEY:.data.k']),
    kubectl('get sorted', ['get', 'cm', '--sort-by=.metadata.name', '--no-headers']),
    kubectl('get what is not there', ['get', 'pod', 'absent']),
    kubectl('get what is not there, ignored', ['get', 'pod', 'absent', '--ignore-not-found']),
    kubectl('get an empty list', ['get', 'pods']),
    kubectl('get an unknown type', ['get', 'widgets']),
    kubectl('get with a bad selector', ['get', 'pods', '-l', 'a b']),
    kubectl('get in pieces', ['get', 'cm', '--chunk-size=1', '-o', 'name']),
    kubectl('get of the API', ['get', '--raw', '/api/v1/namespaces/$namespace/configmaps/a']),
    kubectl('get of the API, unknown', ['get', '--raw', '/nothing']),
    kubectl('describe a ConfigMap', ['describe', 'cm', 'a']),
    kubectl('describe a Deployment', ['describe', 'deployment', 'web']),
    kubectl('describe a Service', ['describe', 'service', 'web']),
    kubectl('describe a namespace', ['describe', 'namespace', '$namespace']),
    kubectl('describe what is not there', ['describe', 'pod', 'absent']),
    kubectl('explain', ['explain', 'deployment.spec.strategy'], {
      lines: '^(GROUP|KIND|VERSION|FIELD)|^ {0,2}\\w+\\t<',
    }),
    kubectl('explain an unknown field', ['explain', 'pod.spec.colour']),
    kubectl('explain recursively', ['explain', 'configmap', '--recursive'], { lines: '^(GROUP|KIND|VERSION)|<' }),
    kubectl('version', ['version'], { lines: '^(Client|Server)' }),
    kubectl('may I', ['auth', 'can-i', 'create', 'deployments']),
    kubectl('may a ServiceAccount', [
      'auth',
      'can-i',
      'delete',
      'pods',
      '--as=system:serviceaccount:$namespace:default',
    ]),
    kubectl('as a ServiceAccount', ['get', 'pods', '--as=system:serviceaccount:$namespace:default']),
    kubectl('resources', ['api-resources', '--api-group=apps', '--no-headers']),
    kubectl('resources that can be deleted', ['api-resources', '--api-group=batch', '-o', 'name', '--verbs=delete']),
    kubectl('API versions', ['api-versions'], {
      lines: '^(v1|apps/v1|batch/v1|policy/v1|rbac.authorization.k8s.io/v1)$',
    }),
    kubectl('events, none', ['events', '--for', 'configmap/a']),
    kubectl('an unknown server option', ['get', 'cm', 'a', '-o', 'yaml', '--show-managed-fields'], {
      lines: 'manager:|operation:|f:',
    }),
  ],
};
