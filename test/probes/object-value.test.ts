import { describe, expect, test } from '@jest/globals';
import { isReady, readNumberAt } from '../../src/probes/object-value.ts';

test('a number is read at its path; what is absent is 0, what is no number is said', () => {
  const object = { status: { readyReplicas: 2, text: 'x', digits: '17', list: [{ n: 5 }], none: null } };
  expect(readNumberAt(object, 'status.readyReplicas')).toBe(2);
  expect(readNumberAt(object, 'status.digits')).toBe(17);
  expect(readNumberAt(object, 'status.list[0].n')).toBe(5);
  expect(readNumberAt(object, 'status.unavailableReplicas')).toBe(0);
  expect(readNumberAt(object, 'status.none.deeper')).toBe(0);
  expect(readNumberAt(object, 'status.text')).toBe('not-a-number');
  expect(readNumberAt(object, 'status.readyReplicas.deeper')).toBe('not-a-number');
  expect(readNumberAt(object, 'status')).toBe('not-a-number');
});

describe('ready', () => {
  test('is what the Ready condition of a pod or a node says', () => {
    const pod = (status: string) => ({ kind: 'Pod', status: { conditions: [{ type: 'Ready', status }] } });
    expect(isReady(pod('True'))).toBe(true);
    expect(isReady(pod('Unknown'))).toBe(false);
    expect(isReady({ kind: 'Pod' })).toBe(false);
  });

  test('is all wished replicas of the newest generation', () => {
    const web = (status: object) => ({ metadata: { generation: 2 }, spec: { replicas: 2 }, status }) as never;
    expect(isReady(web({ observedGeneration: 2, readyReplicas: 2 }))).toBe(true);
    expect(isReady(web({ observedGeneration: 1, readyReplicas: 2 }))).toBe(false);
    expect(isReady(web({ observedGeneration: 2 }))).toBe(false);
  });
});
