import { expect, test } from '@jest/globals';
import { watchedNamespaces } from '../../src/experiment/watched-namespaces.ts';
import { scenarioWith } from './scenario-with.ts';

const probe = (namespace: string) => ({
  name: namespace,
  probeHTTP: { target: { service: { name: 'web', namespace, port: 80 } } },
  tolerance: { success: '>= 99%' },
});

test.each<[string, object[], string[], string[], string[]]>([
  ['what is touched', [probe('shop')], ['stand'], [], ['shop', 'stand']],
  [
    'the app and what probes ask, each once',
    [probe('front'), probe('shop')],
    ['shop'],
    ['shop', 'bank'],
    ['bank', 'front', 'shop'],
  ],
  ["a cluster's own only where they are touched", [probe('kube-system')], [], ['kube-system'], []],
  ['what is touched, the cluster itself', [probe('shop')], ['kube-system'], ['kube-system'], ['kube-system', 'shop']],
])('bystanders are watched in the namespaces of %s', (_name, steadyState, touched, ofApp, expected) => {
  expect(watchedNamespaces(scenarioWith({ steadyState, steps: [{ wait: { seconds: 1 } }] }), touched, ofApp)).toEqual(
    expected,
  );
});
