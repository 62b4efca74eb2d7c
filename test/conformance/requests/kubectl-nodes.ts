import { deployment, pod, podSpec } from './objects.ts';
import { kubectl, type RequestGroup } from './request.ts';

const budget = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'guard' },
  spec: { minAvailable: 1, selector: { matchLabels: { app: 'guarded' } } },
};
const drain = (...rest: string[]) => [
  'drain',
  '$node',
  '--pod-selector=conformance=$namespace',
  '--timeout=40s',
  ...rest,
];
const labels = { labels: { app: 'guarded', conformance: '$namespace' } };
const web = deployment('web', {
  template: { metadata: { labels: { app: 'web', conformance: '$namespace' } }, spec: podSpec },
});

/** Nodes: conditions, cordon, drain. Only this group's own pods are drained. */
export const kubectlNodes: RequestGroup = {
  name: 'kubectl-nodes',
  alone: true,
  requests: [
    kubectl('conditions', [
      'get',
      'node',
      '$node',
      '-o',
      'jsonpath={range .status.conditions[*]}{.type}={.status} {.reason}{"\\n"}{end}',
    ]),
    kubectl('columns', ['get', 'nodes', '-o', 'wide'], { lines: '^NAME' }),
    kubectl('allocatable', ['get', 'node', '$node', '-o', 'jsonpath={.status.allocatable.pods}']),
    kubectl('pods', ['create', '-f', '-'], { stdin: [web, pod('alone', podSpec, labels)] }),
    kubectl(
      'they are ready',
      ['wait', 'pods', '-l', 'conformance=$namespace', '--for=condition=Ready', '--timeout=60s'],
      { lastLine: true },
    ),
    kubectl('cordon', ['cordon', '$node']),
    kubectl('cordon once more', ['cordon', '$node']),
    kubectl('its taint', ['get', 'node', '$node', '-o', 'jsonpath={.spec.taints[*].key} {.spec.unschedulable}']),
    kubectl('drain refuses a pod without a controller', drain()),
    kubectl('a budget', ['create', '-f', '-'], { stdin: [budget] }),
    kubectl('the budget counts', ['wait', 'pdb/guard', '--for=jsonpath={.status.expectedPods}=1', '--timeout=20s']),
    kubectl('drain in vain', ['drain', '$node', '--pod-selector=app=guarded', '--force', '--timeout=1s']),
    kubectl('without the budget', ['delete', 'pdb', 'guard']),
    kubectl('drain', drain('--force'), { lastLine: true }),
    kubectl('uncordon', ['uncordon', '$node']),
    kubectl('uncordon once more', ['uncordon', '$node']),
    kubectl('back on the node', ['wait', 'deployment/web', '--for=condition=Available', '--timeout=60s']),
    kubectl('taint', ['taint', 'node', '$node', 'conformance=yes:PreferNoSchedule']),
    kubectl('taint once more', ['taint', 'node', '$node', 'conformance=yes:PreferNoSchedule']),
    kubectl('taint away', ['taint', 'node', '$node', 'conformance-']),
    kubectl('label', ['label', 'node', '$node', 'conformance=1']),
    kubectl('label away', ['label', 'node', '$node', 'conformance-']),
    kubectl('cordon what is not there', ['cordon', 'absent']),
    kubectl('drain what is not there', ['drain', 'absent']),
  ],
};
