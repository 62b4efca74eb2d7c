import { expect, test } from '@jest/globals';
import type { V1Toleration } from '@kubernetes/client-node';
import { isDrained, tolerationMs } from '../../src/kubernetes/node-eviction.ts';

const taint = { key: 'chaos', value: 'on', effect: 'NoExecute' };
const forever = Number.POSITIVE_INFINITY;

test.each<[string, V1Toleration[], number]>([
  ['no toleration', [], 0],
  ['one of this key, value and effect', [{ key: 'chaos', value: 'on', effect: 'NoExecute' }], forever],
  ['one of this key, whatever its value', [{ key: 'chaos', operator: 'Exists' }], forever],
  ['one of everything', [{ operator: 'Exists' }], forever],
  ['one of another value', [{ key: 'chaos', value: 'off' }], 0],
  ['one of another key', [{ key: 'calm', operator: 'Exists' }], 0],
  ['one of another effect', [{ key: 'chaos', operator: 'Exists', effect: 'NoSchedule' }], 0],
  ['one for a while', [{ key: 'chaos', operator: 'Exists', tolerationSeconds: 30 }], 30_000],
  ['the shortest of several', [{ operator: 'Exists' }, { operator: 'Exists', tolerationSeconds: 5 }], 5_000],
  ['one for less than no time', [{ operator: 'Exists', tolerationSeconds: -1 }], 0],
])('how long a pod stays under a NoExecute taint: %s', (_name, tolerations, expected) => {
  expect(tolerationMs({ spec: { containers: [], tolerations } }, taint)).toBe(expected);
});

test.each<[string, object, boolean]>([
  ['a bare pod', {}, true],
  ['a pod of a ReplicaSet', { metadata: { ownerReferences: [{ kind: 'ReplicaSet', controller: true }] } }, true],
  ['a pod of a DaemonSet', { metadata: { ownerReferences: [{ kind: 'DaemonSet', controller: true }] } }, false],
  ['a static pod', { metadata: { annotations: { 'kubernetes.io/config.mirror': 'x' } } }, false],
  ['a pod that has ended', { status: { phase: 'Succeeded' } }, false],
])('does a drain evict %s?', (_name, pod, expected) => {
  expect(isDrained(pod)).toBe(expected);
});
