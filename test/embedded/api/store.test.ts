import { expect, test } from '@jest/globals';
import { type Change, createStore } from '../../../src/embedded/store/index.ts';

const object = (name: string, value = '') => ({ metadata: { name, namespace: 'shop' }, value });
const settled = () => new Promise(resolve => setImmediate(resolve));

test('versions grow with every write, over all resources', () => {
  const store = createStore();
  const before = store.version;
  store.write('pods', object('a'));
  const written = store.write('services', object('a'));
  expect(Number(written.metadata!.resourceVersion)).toBe(before + 2);
});

test('what it hands out is frozen to its leaves', () => {
  const written = createStore().write('pods', { metadata: { name: 'a' }, spec: { list: [{ deep: 1 }] } });
  expect(Object.isFrozen(written.spec.list[0])).toBe(true);
});

test('lists come in the order of namespace and name', () => {
  const store = createStore();
  for (const [namespace, name] of [
    ['b', 'a'],
    ['a', 'z'],
    ['a', 'a-b'],
    ['a', 'a'],
  ] as const)
    store.write('pods', { metadata: { namespace, name } });
  expect(store.list('pods').map(({ metadata }) => `${metadata!.namespace}/${metadata!.name}`)).toEqual([
    'a/a',
    'a/a-b',
    'a/z',
    'b/a',
  ]);
  expect(store.list('pods', 'a')).toHaveLength(3);
});

test('a subscriber gets every change in order, each on its own, never inside of the write', async () => {
  const store = createStore();
  const seen: string[] = [];
  let depth = 0;
  store.subscribe('pods', ({ type, object: { metadata } }) => {
    expect(depth).toBe(0);
    seen.push(`${type} ${metadata!.name}`);
    if (seen.length === 1) store.write('pods', object('c'));
  });
  depth++;
  store.write('pods', object('a'));
  store.write('pods', object('a', 'changed'));
  store.remove('pods', object('a'));
  depth--;
  expect(seen).toEqual([]);
  await settled();
  expect(seen).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a', 'ADDED c']);
});

test('a subscription resumes from a version and ends when it is told', async () => {
  const store = createStore();
  const { version } = store;
  store.write('pods', object('a'));
  store.write('services', object('s'));
  const seen: Change[] = [];
  const stop = store.subscribe('pods', change => seen.push(change), version)!;
  await settled();
  stop();
  store.write('pods', object('b'));
  await settled();
  expect(seen.map(({ object: { metadata } }) => metadata!.name)).toEqual(['a']);
});

test('a version that the history has lost cannot be resumed from', () => {
  const store = createStore({ historyLimit: 2 });
  const { version } = store;
  for (let index = 0; index < 4; index++) store.write('pods', object('a', String(index)));
  expect(store.subscribe('pods', () => undefined, version)).toBeUndefined();
  expect(store.listAt('pods', undefined, version)).toBeUndefined();
  expect(store.subscribe('pods', () => undefined, store.version - 2)).toBeDefined();
});

test('a list can be had as it was', () => {
  const store = createStore();
  store.write('pods', object('a', 'old'));
  store.write('pods', object('gone'));
  const { version } = store;
  store.write('pods', object('a', 'new'));
  store.write('pods', object('b'));
  store.remove('pods', object('gone'));
  const then = store.listAt('pods', 'shop', version)!;
  expect(then.map(one => [one.metadata!.name, one.value])).toEqual([
    ['a', 'old'],
    ['gone', ''],
  ]);
  expect(store.list('pods').map(one => one.metadata!.name)).toEqual(['a', 'b']);
});
