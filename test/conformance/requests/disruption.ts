import { core, pod, podSpec, policy } from './objects.ts';
import { get, post, type RequestGroup, remove } from './request.ts';

const eviction = (name: string, rest: object = {}) => ({
  apiVersion: 'policy/v1',
  kind: 'Eviction',
  metadata: { name, namespace: '$namespace' },
  ...rest,
});
const budget = (name: string, spec: object) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name },
  spec: { selector: { matchLabels: { app: 'guarded' } }, ...spec },
});
const budgets = `${policy}/poddisruptionbudgets`;
const pods = `${core}/pods`;
const guarded = { labels: { app: 'guarded' } };
const waiting = { nodeSelector: { nowhere: 'true' }, containers: [{ name: 'main', image: 'node:24-alpine' }] };
const binding = (name: string, node: string) => ({
  apiVersion: 'v1',
  kind: 'Binding',
  metadata: { name },
  target: { apiVersion: 'v1', kind: 'Node', name: node },
});

/** Eviction with and without a budget, and binding a Pod to a node. */
export const disruption: RequestGroup = {
  name: 'disruption',
  requests: [
    post('a running Pod', pods, pod('running', undefined, guarded)),
    get('is ready', `${pods}/running`, { until: { 'status.conditions.2.status': 'True' } }),
    post(
      'eviction with a wrong precondition',
      `${pods}/running/eviction`,
      eviction('running', {
        deleteOptions: { preconditions: { uid: '11111111-1111-1111-1111-111111111111' } },
      }),
    ),
    post('a budget that spares none', budgets, budget('all', { minAvailable: 1 })),
    get('allows no disruption', `${budgets}/all`, {
      until: { 'status.observedGeneration': 1, 'status.expectedPods': 1 },
    }),
    post('eviction refused', `${pods}/running/eviction`, eviction('running')),
    post('eviction refused, dry run', `${pods}/running/eviction?dryRun=All`, eviction('running')),
    post('a Pod that waits', pods, pod('waiting', waiting, guarded)),
    post('a Pod that does not run may go', `${pods}/waiting/eviction`, eviction('waiting')),
    post('a second budget', budgets, budget('none', { minAvailable: 0 })),
    post('two budgets for one Pod', `${pods}/running/eviction`, eviction('running')),
    remove('the first budget goes', `${budgets}/all`),
    get('the second allows one', `${budgets}/none`, { until: { 'status.disruptionsAllowed': 1 } }),
    post('eviction', `${pods}/running/eviction`, eviction('running')),
    post('eviction of what is not there', `${pods}/absent/eviction`, eviction('absent')),
    post('eviction of another name', `${pods}/running/eviction`, eviction('other')),
    post('bind to a node', pods, pod('bound', { ...podSpec, schedulerName: 'nobody' })),
    post('binding', `${pods}/bound/binding`, binding('bound', '$node')),
    post('binding a second time', `${pods}/bound/binding`, binding('bound', '$node')),
    post('binding of what is not there', `${pods}/absent/binding`, binding('absent', '$node')),
    post('binding to nothing', `${pods}/bound/binding`, binding('bound', '')),
    get('bound', `${pods}/bound`, { until: { 'status.containerStatuses.0.ready': true } }),
    remove('delete with no grace', `${pods}/bound?gracePeriodSeconds=0`),
  ],
};
