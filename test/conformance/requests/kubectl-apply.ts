import { configMap, deployment, service, template } from './objects.ts';
import { kubectl, type RequestGroup } from './request.ts';

const none = { replicas: 0 };
const app = [configMap('settings', { data: { colour: 'blue' } }), deployment('web', none), service('web')];
const changed = [
  configMap('settings', { data: { size: 'big' } }),
  deployment('web', {
    ...none,
    revisionHistoryLimit: 3,
    template: template('web', {
      containers: [{ name: 'main', image: 'node:24' }],
    }),
  }),
  service('web', { ports: [{ port: 81, name: 'http' }] }),
];
const settings = (data: object) => [configMap('settings', { data })];
const apply = ['apply', '-f', '-'];

/** `kubectl apply` in its forms, `diff`, `replace`, `delete`. */
export const kubectlApply: RequestGroup = {
  name: 'kubectl-apply',
  requests: [
    kubectl('diff before there is anything', ['diff', '-f', '-'], { stdin: settings({ colour: 'blue' }) }),
    kubectl('creates', apply, { stdin: app }),
    kubectl('unchanged', apply, { stdin: app }),
    kubectl('diff without a difference', ['diff', '-f', '-'], { stdin: settings({ colour: 'blue' }) }),
    kubectl('diff', ['diff', '-f', '-'], { stdin: settings({ colour: 'red' }) }),
    kubectl('configured', apply, { stdin: changed }),
    kubectl('what was left out is gone', ['get', 'cm', 'settings', '-o', 'json']),
    kubectl('the Deployment after it', ['get', 'deployment', 'web', '-o', 'jsonpath={.spec}']),
    kubectl('view the last applied', ['apply', 'view-last-applied', 'cm', 'settings']),
    kubectl('dry run on the server', ['apply', '--dry-run=server', '-f', '-'], { stdin: settings({ a: 'b' }) }),
    kubectl('dry run on the client', ['apply', '--dry-run=client', '-f', '-'], { stdin: settings({ a: 'b' }) }),
    kubectl('immutable field', apply, {
      stdin: [deployment('web', { ...none, selector: { matchLabels: { app: 'y' } }, template: template('y') })],
    }),
    kubectl('invalid', apply, { stdin: [deployment('web', { replicas: -1 })] }),
    kubectl('unknown field', apply, { stdin: [deployment('web', { replica: 1 })] }),
    kubectl('a created object warns', ['create', 'cm', 'created']),
    kubectl('apply on it', apply, { stdin: [configMap('created', { data: { a: 'b' } })] }),
    kubectl('on the server', ['apply', '--server-side', '-f', '-'], {
      stdin: [configMap('ssa', { data: { a: '1' } })],
    }),
    kubectl('on the server, again', ['apply', '--server-side', '-f', '-'], {
      stdin: [configMap('ssa', { data: { a: '1' } })],
    }),
    kubectl('on the server, conflict', ['apply', '--server-side', '--field-manager=other', '-f', '-'], {
      stdin: [configMap('ssa', { data: { a: '2' } })],
    }),
    kubectl(
      'on the server, forced',
      ['apply', '--server-side', '--field-manager=other', '--force-conflicts', '-f', '-'],
      {
        stdin: [configMap('ssa', { data: { a: '2' } })],
      },
    ),
    kubectl('on the server after on the client', ['apply', '--server-side', '-f', '-'], {
      stdin: settings({ size: 'big' }),
    }),
    kubectl('prune', ['apply', '--prune', '-l', 'app=pruned', '--prune-allowlist=core/v1/ConfigMap', '-f', '-'], {
      stdin: [{ ...configMap('kept'), metadata: { name: 'kept', labels: { app: 'pruned' } } }],
    }),
    kubectl(
      'prune once more',
      ['apply', '--prune', '-l', 'app=pruned', '--prune-allowlist=core/v1/ConfigMap', '-f', '-'],
      {
        stdin: [{ ...configMap('other'), metadata: { name: 'other', labels: { app: 'pruned' } } }],
      },
    ),
    kubectl('replace', ['replace', '-f', '-'], { stdin: settings({ replaced: 'yes' }) }),
    kubectl('replace what is not there', ['replace', '-f', '-'], { stdin: [configMap('absent')] }),
    kubectl('replace by force', ['replace', '--force', '-f', '-'], { stdin: settings({ replaced: 'again' }) }),
    kubectl('delete by file', ['delete', '-f', '-'], { stdin: app }),
    kubectl('delete by file once more', ['delete', '-f', '-'], { stdin: app }),
    kubectl('delete what is not there, ignored', ['delete', 'cm', 'absent', '--ignore-not-found']),
    kubectl('delete by label', ['delete', 'cm', '-l', 'app=pruned']),
    kubectl('delete all of a kind', ['delete', 'cm', '--field-selector=metadata.name!=kube-root-ca.crt']),
  ],
};
