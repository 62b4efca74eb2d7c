import { expect, test } from '@jest/globals';
import { formatLabelSelector, labelsMatch, parseLabelSelector } from '../../src/scenario/pods/label-selector.ts';

test("a workload's selector becomes the parameter that selects the same pods", () => {
  const selector = {
    matchLabels: { app: 'web', 'chaos.example/tier': 'front' },
    matchExpressions: [
      { key: 'track', operator: 'In', values: ['stable', 'canary'] },
      { key: 'env', operator: 'NotIn', values: ['dev'] },
      { key: 'owner', operator: 'Exists' },
      { key: 'legacy', operator: 'DoesNotExist' },
    ],
  };
  const text = formatLabelSelector(selector);
  expect(text).toBe('app=web,chaos.example/tier=front,track in (stable,canary),env notin (dev),owner,!legacy');
  const requirements = parseLabelSelector(text)!;
  const labels = { app: 'web', 'chaos.example/tier': 'front', track: 'canary', owner: 'x' };
  expect(labelsMatch(labels, requirements)).toBe(true);
  expect(labelsMatch({ ...labels, legacy: 'yes' }, requirements)).toBe(false);
});

test('an operator that Kubernetes does not have is not guessed at', () => {
  const selector = { matchExpressions: [{ key: 'app', operator: 'Gt', values: ['1'] }] };
  expect(() => formatLabelSelector(selector)).toThrow('has the operator "Gt"');
  expect(formatLabelSelector({})).toBe('');
});
