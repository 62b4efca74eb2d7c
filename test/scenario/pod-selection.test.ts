import { describe, expect, test } from '@jest/globals';
import {
  applyFilters,
  filterPods,
  labelsMatch,
  literalNamespaces,
  matchPods,
  namespaceMatches,
  type PodRecord,
  parseLabelSelector,
  podState,
  sampleSize,
} from '../../src/scenario/pod-selection.ts';
import type { PodFilter, PodMatch } from '../../src/scenario/suite.ts';
import { at, inNamespace, monday, names, pod, withLabels } from './selected-pods.ts';

const always = { random: { next: () => 0 }, now: monday };

describe('namespaces', () => {
  test.each([
    ['shop', 'shop', true],
    ['shop', 'shop2', false],
    ['*', 'anything', true],
    ['', 'anything', true],
    ['a, shop ,b', 'shop', true],
    ['a,b', 'shop', false],
    ['prod*', 'prod', true],
    ['prod*', 'production', true],
    ['prod*', 'preprod', false],
    ['prod*', 'profile', false],
    ['*-db', 'shop-db', true],
    ['team-?', 'team-1', true],
    ['team-?', 'team-12', false],
    ['a*b*c', 'aXbXbXc', true],
    ['Shop', 'shop', false],
  ])('%j and %s: %p', (pattern, namespace, expected) => {
    expect(namespaceMatches(namespace, pattern)).toBe(expected);
  });

  test('a pattern made to be slow is not', () => {
    expect(namespaceMatches('a'.repeat(60), `${'a*'.repeat(40)}b`)).toBe(false);
  });

  test('only literal ones can be asked for by name', () => {
    expect(literalNamespaces('a, b')).toEqual(['a', 'b']);
    expect(['*', '', 'a,b*', 'a,'].map(literalNamespaces)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('label selectors', () => {
  const labels = { app: 'web', tier: 'front' };
  test.each([
    ['', true],
    ['app=web', true],
    ['app==web,tier!=back', true],
    ['app=web,tier=back', false],
    ['app in (web, api)', true],
    ['app notin (web)', false],
    ['other notin (x)', true],
    ['other!=x', true],
    ['app', true],
    ['!app', false],
    ['!other,app in (web),tier', true],
    ['app=', false],
  ])('%j: %p', (selector, expected) => expect(labelsMatch(labels, parseLabelSelector(selector)!)).toBe(expected));

  test.each(['=', 'a=b=c', 'app in web', 'app in (web', 'a b', '!', ',', 'app=web,', '-a=b', 'a=b-'])(
    '%j is none',
    selector => expect(parseLabelSelector(selector)).toBeUndefined(),
  );
});

describe('matches', () => {
  const pods = [
    pod('web-2', { labels: { app: 'web' } }),
    pod('web-1', { labels: { app: 'web' } }),
    pod('api-1', { labels: { app: 'api' } }),
    pod('web-1', { namespace: 'other', labels: { app: 'web' } }),
    pod('done', { namespace: 'other', phase: 'Succeeded' }),
  ];
  test('are a union without repetition, in the order of namespace and name', () => {
    expect(matchPods(pods, [withLabels('app=web'), inNamespace('shop')]).map(({ metadata }) => metadata?.uid)).toEqual([
      'shop/api-1',
      'shop/web-1',
      'shop/web-2',
    ]);
  });
  test('find pods of every phase', () =>
    expect(names(matchPods(pods, [inNamespace('other')]))).toEqual(['done', 'web-1']));
  test("find a Deployment's pods by its selector, and none without one", () => {
    const match: PodMatch = { kind: 'deployment', at, name: 'web', namespace: '*' };
    const selector = (namespace: string, name: string) =>
      namespace === 'shop' && name === 'web' ? 'app=web' : undefined;
    expect(names(matchPods(pods, [match], selector))).toEqual(['web-1', 'web-2']);
    expect(matchPods(pods, [match])).toEqual([]);
  });
});

describe('states', () => {
  const waiting = (reason: string) => ({ state: { waiting: { reason } } });
  test.each<[string, PodRecord, string]>([
    ['a running pod', { status: { phase: 'Running', containerStatuses: [{ state: {} }] } }, 'Running'],
    [
      'one container of two that crashes',
      { status: { phase: 'Running', containerStatuses: [{ state: {} }, waiting('CrashLoopBackOff')] } },
      'CrashLoopBackOff',
    ],
    [
      'two that wait for the same',
      { status: { phase: 'Pending', containerStatuses: [waiting('ErrImagePull'), waiting('ErrImagePull')] } },
      'ErrImagePull',
    ],
    [
      'two that wait for different things',
      {
        status: {
          phase: 'Pending',
          initContainerStatuses: [waiting('CrashLoopBackOff')],
          containerStatuses: [waiting('PodInitializing'), waiting('ErrImagePull')],
        },
      },
      'CrashLoopBackOff,ErrImagePull',
    ],
    ['one that starts', { status: { phase: 'Pending', containerStatuses: [waiting('ContainerCreating')] } }, 'Pending'],
    [
      'one that is deleted',
      { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' }, status: { phase: 'Running' } },
      'Terminating',
    ],
    ['one without status', {}, 'Unknown'],
  ])('%s', (_name, record, state) => expect(podState(record)).toBe(state));
});

describe('filters', () => {
  const pods = ['api-1', 'api-2', 'web-1'].map(name => pod(name));
  const property = (value: string | string[], negative = false): PodFilter => ({
    kind: 'property',
    at,
    name: 'name',
    value,
    negative,
  });

  test.each<[string, PodFilter, string[]]>([
    ['a prefix', property('api'), ['api-1', 'api-2']],
    ['ignoring case', property('API-2'), ['api-2']],
    ['from the beginning only', property('1'), []],
    ['negated', property('api', true), ['web-1']],
    ['one of a list', property(['web', 'api-1']), ['api-1', 'web-1']],
    ['none of a list', property(['web', 'api-1'], true), ['api-2']],
    ['an alternative is a prefix as a whole', property('web|1'), ['web-1']],
    ['by state', { kind: 'property', at, name: 'state', value: 'run', negative: false }, ['api-1', 'api-2', 'web-1']],
  ])('property: %s', (_name, filter, expected) => expect(names(filterPods(pods, [filter], always))).toEqual(expected));

  const dayTime = (onlyDays: string[], startSecond: number, endSecond: number): PodFilter => ({
    kind: 'dayTime',
    at,
    onlyDays,
    startSecond,
    endSecond,
  });
  const noon = 12 * 3600;
  test.each<[string, PodFilter, number]>([
    ['the day, both ends included', dayTime(['monday'], noon, noon), 3],
    ['any day', dayTime([], 0, 86_399), 3],
    ['another day', dayTime(['tuesday', 'sunday'], 0, 86_399), 0],
    ['a second too early', dayTime([], noon + 1, 86_399), 0],
    ['a second too late', dayTime([], 0, noon - 1), 0],
  ])('dayTime: %s', (_name, filter, count) => expect(filterPods(pods, [filter], always)).toHaveLength(count));

  test('probability: 0 passes nothing, 1 everything, whatever the random number', () => {
    for (const next of [0, 0.5, 1 - Number.EPSILON]) {
      const context = { ...always, random: { next: () => next } };
      expect(filterPods(pods, [{ kind: 'probability', at, probability: 0 }], context)).toEqual([]);
      expect(filterPods(pods, [{ kind: 'probability', at, probability: 1 }], context)).toHaveLength(3);
    }
  });

  test.each([
    [{ ratio: 0.3 }, 3, 1],
    [{ ratio: 0.5 }, 3, 1],
    [{ ratio: 0.5 }, 4, 2],
    [{ ratio: 0.29 }, 100, 29],
    [{ ratio: 1 }, 7, 7],
    [{ ratio: 0.01 }, 1, 1],
    [{ ratio: 0 }, 5, 0],
    [{ ratio: 0.5 }, 0, 0],
    [{ size: 2 }, 3, 2],
    [{ size: 9 }, 3, 3],
  ])('randomSample %j of %d pods is %d', (wish, available, expected) =>
    expect(sampleSize(wish, available)).toBe(expected),
  );

  test('the one that leaves nothing is named, and those after it are not asked', () => {
    const failing: PodFilter = { ...property('nothing like this'), at: { ...at, line: 7 } };
    const { pods: left, emptiedBy } = applyFilters(
      pods,
      [property('api'), failing, { kind: 'probability', at, probability: 1 }],
      {
        ...always,
        random: {
          next: () => {
            throw new Error('asked');
          },
        },
      },
    );
    expect(left).toEqual([]);
    expect(emptiedBy).toEqual({ filter: failing, before: 2 });
  });
});
