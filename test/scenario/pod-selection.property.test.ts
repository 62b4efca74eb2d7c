import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../src/experiment/random.ts';
import { filterPods, matchPods, namespaceMatches, sampleSize } from '../../src/scenario/pod-selection.ts';
import type { PodFilter, PodMatch } from '../../src/scenario/suite.ts';
import { at, inNamespace, monday, names, pod, withLabels } from './selected-pods.ts';

describe('whatever the pods, matches and filters', () => {
  const word = fc.constantFrom('a', 'b', 'ab', 'shop', 'team-1', 'team-2');
  const somePod = fc.record({
    metadata: fc.record({ uid: fc.uuid(), name: word, namespace: word, labels: fc.dictionary(word, word) }),
    status: fc.record({ phase: fc.constantFrom('Running', 'Pending') }),
  });
  const somePods = fc.uniqueArray(somePod, { selector: ({ metadata }) => metadata.uid, maxLength: 20 });
  const somePattern = fc.oneof(word, fc.constantFrom('*', 'team-*', 'a,b', 'shop,team-?'));
  const someMatch: fc.Arbitrary<PodMatch> = fc.oneof(
    somePattern.map(namespace => inNamespace(namespace)),
    fc.tuple(word, word, somePattern).map(([key, value, namespace]) => withLabels(`${key}=${value}`, namespace)),
  );
  const someFilter: fc.Arbitrary<PodFilter> = fc.oneof(
    fc.record({
      kind: fc.constant('property' as const),
      at: fc.constant(at),
      name: fc.constantFrom('name' as const, 'state' as const),
      value: word,
      negative: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('randomSample' as const),
      at: fc.constant(at),
      ratio: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant('randomSample' as const),
      at: fc.constant(at),
      size: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({
      kind: fc.constant('probability' as const),
      at: fc.constant(at),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  );
  const someFilters = fc.array(someFilter, { maxLength: 4 });

  test('nothing is chosen that was not matched, nothing twice, and no more than the last sample asks for', () => {
    fc.assert(
      fc.property(
        somePods,
        fc.array(someMatch, { maxLength: 3 }),
        someFilters,
        fc.nat(),
        (pods, matches, filters, seed) => {
          const matched = matchPods(pods, matches);
          for (const { metadata } of matched)
            expect(matches.some(({ namespace }) => namespaceMatches(metadata.namespace, namespace))).toBe(true);
          const chosen = filterPods(matched, filters, { random: createRandom(seed), now: monday });
          const uids = chosen.map(({ metadata }) => metadata.uid);
          expect(new Set(uids).size).toBe(uids.length);
          expect(matched.map(({ metadata }) => metadata.uid)).toEqual(expect.arrayContaining(uids));
          const sample = filters.at(-1);
          if (sample?.kind === 'randomSample')
            expect(chosen.length).toBeLessThanOrEqual(sampleSize(sample, matched.length));
        },
      ),
    );
  });

  test('the same seed and pods choose the same, in whatever order the pods arrive', () => {
    fc.assert(
      fc.property(somePods, someFilters, fc.nat(), fc.nat(), (pods, filters, seed, shuffleSeed) => {
        const choose = (list: typeof pods) =>
          filterPods(matchPods(list, [inNamespace('*')]), filters, { random: createRandom(seed), now: monday }).map(
            ({ metadata }) => metadata.uid,
          );
        const order = createRandom(shuffleSeed);
        const shuffled = pods
          .map(each => ({ each, key: order.next() }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(choose(shuffled)).toEqual(choose(pods));
      }),
    );
  });

  test('a sample of one reaches every pod', () => {
    const pods = Array.from({ length: 5 }, (_, index) => pod(`web-${index}`));
    const hits = new Set(
      Array.from(
        { length: 200 },
        (_, seed) =>
          names(
            filterPods(pods, [{ kind: 'randomSample', at, size: 1 }], { random: createRandom(seed), now: monday }),
          )[0],
      ),
    );
    expect(hits.size).toBe(5);
  });
});
