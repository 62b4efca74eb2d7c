import { expect, test } from '@jest/globals';
import { importText } from '../../src/import/index.ts';
import { scenariosOf } from './imported.ts';

/** An experiment of Chaos Toolkit. */
function experiment(probe: object, provider: object, strategy?: string): string {
  return JSON.stringify({
    title: 'An experiment',
    runtime: strategy && { hypothesis: { strategy } },
    'steady-state-hypothesis': { title: 'it is as it was', probes: [{ type: 'probe', name: 'asked', ...probe }] },
    method: [
      { type: 'action', name: 'done', provider: { type: 'python', module: 'chaosk8s.any.actions', ...provider } },
    ],
  });
}

const custom = { tolerance: true, provider: { type: 'python', module: 'mine.probes', func: 'orders_are_taken' } };
const drain = { func: 'drain_nodes', arguments: { name: 'worker-1' } };

const changes: [object, object][] = [
  [
    { func: 'scale_deployment', arguments: { name: 'web', replicas: 3, ns: 'shop' } },
    { object: { kind: 'Deployment', name: 'web', namespace: 'shop' }, change: { kind: 'scale', replicas: 3 } },
  ],
  [
    { func: 'rollout_deployment', arguments: { name: 'web' } },
    { object: { kind: 'Deployment', name: 'web', namespace: 'default' }, change: { kind: 'restart' } },
  ],
  [
    { func: 'scale_statefulset', arguments: { name: 'data', replicas: 0, ns: 'shop' } },
    { object: { kind: 'StatefulSet', name: 'data', namespace: 'shop' }, change: { kind: 'scale', replicas: 0 } },
  ],
];

test.each(changes)('Chaos Toolkit, %j: an objectAction', (provider, expected) => {
  const [scenario] = scenariosOf(importText(experiment(custom, provider), 'x.json').text);
  expect(scenario?.steps).toMatchObject([{ kind: 'objectAction', ...expected }]);
});

test('Chaos Toolkit, a drain of nodes with certain pods: not carried over, it would hit others', () => {
  const provider = { func: 'drain_nodes', arguments: { ...drain.arguments, pod_label_selector: 'app=web' } };
  expect(() => importText(experiment(custom, provider), 'x.json')).toThrow(/nothing that can be carried over/);
});

test('Chaos Toolkit, replicas that nobody can read: not carried over', () => {
  const provider = { func: 'scale_deployment', arguments: { name: 'web', replicas: 'many' } };
  expect(() => importText(experiment(custom, provider), 'x.json')).toThrow(/nothing that can be carried over/);
});

test('Chaos Toolkit, a hypothesis of which nothing is carried over: the drain stays, and is watched', () => {
  const { text, notes } = importText(experiment(custom, drain), 'x.json');
  const [scenario] = scenariosOf(text);
  expect(scenario?.steps).toMatchObject([{ kind: 'nodeAction', actions: [{ kind: 'drain' }] }]);
  expect(scenario?.steadyState).toMatchObject([{ probe: { kind: 'probeKubernetes', resource: 'nodes' } }]);
  expect(notes.filter(note => note.includes('orders_are_taken'))).toHaveLength(1);
  expect(notes.join('\n')).not.toContain('empty list');
});

test.each<[unknown, string | undefined, string[], object[]]>([
  [3, undefined, ['value == 3'], [['baseline', 'recovery']]],
  [3, 'continuously', ['value == 3'], [['baseline', 'method', 'recovery']]],
  [
    { type: 'range', range: [2, 6] },
    undefined,
    ['value >= 2', 'value <= 6'],
    [
      ['baseline', 'recovery'],
      ['baseline', 'recovery'],
    ],
  ],
])('Chaos Toolkit, count_pods %j, strategy %s: asked when it would be there', (tolerance, strategy, asked, phases) => {
  const provider = { type: 'python', module: 'chaosk8s.pod.probes', func: 'count_pods', arguments: { ns: 'shop' } };
  const [scenario] = scenariosOf(importText(experiment({ tolerance, provider }, drain, strategy), 'x.json').text);
  const tolerances = scenario?.steadyState.flatMap(probe => probe.tolerances);
  expect(tolerances?.map(({ expression }) => expression)).toEqual(asked);
  expect(tolerances?.map(each => each.phases)).toEqual(phases);
});

test('Chaos Toolkit, a tolerance with more than a range is named', () => {
  const tolerance = { type: 'range', range: [2, 6], target: 'elsewhere' };
  const provider = { type: 'python', module: 'chaosk8s.pod.probes', func: 'count_pods', arguments: { ns: 'shop' } };
  const { notes } = importText(experiment({ tolerance, provider }, drain), 'x.json');
  expect(notes.join('\n')).toContain('"elsewhere": not carried over');
});
