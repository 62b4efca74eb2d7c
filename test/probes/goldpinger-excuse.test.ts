import { expect, test } from '@jest/globals';
import { createExcuse } from '../../src/probes/goldpinger-excuse.ts';

const pods = (...uids: string[]) => uids.map(uid => ({ uid }));
const uids = (counted: readonly { uid: string }[]) => counted.map(({ uid }) => uid);

test('without a fault everybody counts', () => {
  const excuse = createExcuse();
  expect(excuse(pods('a', 'b'), { targeted: new Set(), excusing: false })).toEqual({
    counted: pods('a', 'b'),
    missing: 0,
  });
});

test('in the method a pod that was hit, its absence and its replacement are excused, others are not', () => {
  const excuse = createExcuse();
  excuse(pods('a', 'b', 'c'), { targeted: new Set(), excusing: true });
  const hit = { targeted: new Set(['b']), excusing: true };
  expect(uids(excuse(pods('a', 'b', 'c'), hit).counted)).toEqual(['a', 'c']);
  expect(excuse(pods('a', 'c'), hit)).toEqual({ counted: pods('a', 'c'), missing: 0 });
  expect(excuse(pods('a', 'c', 'new'), hit)).toEqual({ counted: pods('a', 'c'), missing: 0 });
  expect(excuse(pods('a', 'new'), hit)).toEqual({ counted: pods('a'), missing: 1 });
});

test('a new pod is no replacement when nobody was hit in this mesh', () => {
  const excuse = createExcuse();
  excuse(pods('a', 'b'), { targeted: new Set(), excusing: true });
  const other = { targeted: new Set(['a shop pod']), excusing: true };
  expect(uids(excuse(pods('a', 'new'), other).counted)).toEqual(['a', 'new']);
});

test('afterwards everybody counts again, and a pod that never came back is missed', () => {
  const excuse = createExcuse();
  excuse(pods('a', 'b', 'c'), { targeted: new Set(), excusing: true });
  const after = { targeted: new Set(['b']), excusing: false };
  expect(excuse(pods('a', 'c'), after)).toEqual({ counted: pods('a', 'c'), missing: 1 });
  expect(excuse(pods('a', 'c', 'new'), after)).toEqual({ counted: pods('a', 'c', 'new'), missing: 0 });
});
