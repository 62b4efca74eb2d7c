import { configMap, deployment, image, pod } from './objects.ts';
import { kubectl, type RequestGroup } from './request.ts';

const asJson = ['-o', 'json'];

/** Commands that make objects. */
export const kubectlCreate: RequestGroup = {
  name: 'kubectl-create',
  requests: [
    kubectl('from a file', ['create', '-f', '-'], { stdin: [configMap('a')] }),
    kubectl('from a file once more', ['create', '-f', '-'], { stdin: [configMap('a')] }),
    kubectl('namespace', ['create', 'namespace', '$namespace-2']),
    kubectl('delete the namespace', ['delete', 'namespace', '$namespace-2', '--wait=false']),
    kubectl('configmap', ['create', 'configmap', 'settings', '--from-literal=colour=blue', ...asJson]),
    kubectl('secret', ['create', 'secret', 'generic', 'password', '--from-literal=p=geheim', ...asJson]),
    kubectl('deployment', ['create', 'deployment', 'web', `--image=${image}`, '--replicas=0', '--port=80', ...asJson]),
    kubectl('job', [
      'create',
      'job',
      'once',
      `--image=${image}`,
      '--dry-run=server',
      ...asJson,
      '--',
      'node',
      '-e',
      '0',
    ]),
    kubectl('cronjob', ['create', 'cronjob', 'often', `--image=${image}`, '--schedule=0 0 1 1 *', ...asJson]),
    kubectl('job from a cronjob', ['create', 'job', 'now', '--from=cronjob/often', '--dry-run=server', ...asJson]),
    kubectl('service account', ['create', 'serviceaccount', 'robot', ...asJson]),
    kubectl('token', ['create', 'token', 'robot']),
    kubectl('token for nobody', ['create', 'token', 'nobody']),
    kubectl('role', ['create', 'role', 'reader', '--verb=get,list', '--resource=pods,deployments.apps', ...asJson]),
    kubectl('role for an unknown resource', ['create', 'role', 'bad', '--verb=get', '--resource=widgets']),
    kubectl('rolebinding', [
      'create',
      'rolebinding',
      'r',
      '--role=reader',
      '--serviceaccount=$namespace:robot',
      ...asJson,
    ]),
    kubectl('may the robot', ['auth', 'can-i', 'list', 'pods', '--as=system:serviceaccount:$namespace:robot']),
    kubectl('what the robot may', ['auth', 'can-i', '--list', '--as=system:serviceaccount:$namespace:robot'], {
      lines: 'pods|deployments',
    }),
    kubectl('service', ['create', 'service', 'clusterip', 'web', '--tcp=80:8080', ...asJson]),
    kubectl('expose', ['expose', 'deployment', 'web', '--name=web2', '--port=80', '--target-port=8080', ...asJson]),
    kubectl('expose what is there', ['expose', 'deployment', 'web', '--port=80']),
    kubectl('disruption budget', [
      'create',
      'poddisruptionbudget',
      'pdb',
      '--selector=app=web',
      '--min-available=1',
      ...asJson,
    ]),
    kubectl('quota', ['create', 'quota', 'q', '--hard=configmaps=100', '--dry-run=server', ...asJson]),
    kubectl('priority class', ['create', 'priorityclass', 'conformance', '--value=5', '--dry-run=server', ...asJson]),
    kubectl('run, dry', ['run', 'one', `--image=${image}`, '--dry-run=server', ...asJson]),
    kubectl('run, client only', ['run', 'one', `--image=${image}`, '--dry-run=client', '-o', 'yaml']),
    kubectl('invalid name', ['create', 'configmap', 'Not_Valid']),
    kubectl('unknown field', ['create', '-f', '-'], { stdin: [deployment('bad', { replica: 1 })] }),
    kubectl('unknown field, warn', ['create', '--validate=warn', '--dry-run=server', '-f', '-'], {
      stdin: [deployment('bad', { replica: 1 })],
    }),
    kubectl('unknown kind', ['create', '-f', '-'], { stdin: [{ ...configMap('x'), kind: 'Widget' }] }),
    kubectl('invalid pod', ['create', '-f', '-'], { stdin: [pod('x', { containers: [{ name: 'A', image: '' }] })] }),
    kubectl('no YAML', ['create', '-f', '-'], { stdin: 'a: [b' }),
    kubectl('several, one bad', ['create', '-f', '-'], {
      stdin: [configMap('good'), configMap('bad_one'), configMap('better')],
    }),
    kubectl('namespace that is not there', ['create', '-n', 'nowhere', 'configmap', 'x']),
  ],
};
