import { expect, test } from '@jest/globals';
import { importText } from '../../src/import/index.ts';
import { filterPods } from '../../src/scenario/pods/filter-pods.ts';
import { scenariosOf } from './imported.ts';

/** A ChaosEngine of pod-delete on the pods `app=web` of `shop`. */
function engine(appinfo: object | undefined, env: Record<string, unknown> = {}, annotationCheck = 'false'): string {
  const list = Object.entries(env).map(([name, value]) => ({ name, value }));
  const experiments = [{ name: 'pod-delete', spec: { components: { env: list } } }];
  const metadata = { name: 'kill', namespace: 'litmus' };
  return JSON.stringify({
    apiVersion: 'litmuschaos.io/v1alpha1',
    kind: 'ChaosEngine',
    metadata,
    spec: { appinfo, annotationCheck, experiments },
  });
}

const web = { appns: 'shop', applabel: 'app=web' };

test.each([
  ['no label', engine({ appns: 'shop', appkind: 'statefulset' }), /neither `applabel` nor TARGET_PODS/],
  ['an empty label', engine({ ...web, applabel: '' }), /neither `applabel` nor TARGET_PODS/],
  ['no appinfo', engine(undefined), /neither `applabel` nor TARGET_PODS/],
  ['a label of nodes', engine(web, { NODE_LABEL: 'pool=spot' }), /"pool=spot": not carried over, nodes/],
  ['pods that cannot be read', engine(web, { TARGET_PODS: ['web-1'] }), /"web-1".*not carried over, it cannot be read/],
  ['a namespace that cannot be read', engine({ ...web, appns: ['shop'] }), /"shop".*without it other pods/],
  ['annotated workloads only', engine(web, {}, 'true'), /annotationCheck: "true": not carried over, annotations/],
  ['a kind whose pods cannot be told', engine({ ...web, appkind: 'daemonset' }), /"daemonset".*without it other pods/],
])('Litmus, %s: its kill is not carried over, it would hit other pods', (_, text, why) => {
  expect(() => importText(text, 'engine.yaml')).toThrow(/nothing that can be carried over/);
  expect(() => importText(text, 'engine.yaml')).toThrow(why);
});

test.each([
  ['deployment', ['web-5d4f8c7b9d-x2k4z']],
  ['statefulset', ['web-0', 'web-12']],
  ['', ['web-5d4f8c7b9d-x2k4z', 'web-0', 'web-12', 'web-x2k4z']],
])('Litmus, appkind %j: only the pods of such workloads', (appkind, hit) => {
  const [scenario] = scenariosOf(importText(engine({ ...web, appkind }), 'engine.yaml').text);
  const [step] = scenario!.steps;
  if (step?.kind !== 'podAction') throw new Error('found no podAction');
  expect(step.matches).toMatchObject([{ kind: 'labels', selector: 'app=web', namespace: 'shop' }]);
  const names = ['web-5d4f8c7b9d-x2k4z', 'web-0', 'web-12', 'web-x2k4z'];
  const pods = names.map(name => ({ metadata: { name, uid: name, namespace: 'shop' } }));
  const kept = filterPods(
    pods,
    step.filters.filter(({ kind }) => kind === 'property'),
    { now: new Date(0), random: { next: () => 0 } },
  );
  expect(kept.map(({ metadata }) => metadata.name).sort()).toEqual([...hit].sort());
});

test('Litmus, pods by name: no label is needed', () => {
  const [scenario] = scenariosOf(importText(engine({ appns: 'shop' }, { TARGET_PODS: 'web-0' }), 'engine.yaml').text);
  expect(scenario?.steps[0]).toMatchObject({
    matches: [{ kind: 'namespace', namespace: 'shop' }],
    filters: [{ kind: 'property', name: 'name', value: ['web-0$'] }, { kind: 'randomSample' }],
  });
});
