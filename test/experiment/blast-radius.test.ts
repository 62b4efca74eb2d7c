import { expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import fc from 'fast-check';
import { BlastRadiusExceeded, guardRadius } from '../../src/experiment/blast-radius.ts';
import { createRandom } from '../../src/experiment/random.ts';
import { applyFilters } from '../../src/scenario/pod-selection.ts';
import type { BlastRadius, Scenario } from '../../src/scenario/suite.ts';

const at = { file: 'a.yml', line: 1, column: 1 };
const namespaces = ['shop', 'bank', 'kube-system'];

const pod = (index: number, namespace: string): V1Pod => ({
  metadata: { uid: `uid-${index}`, name: `web-${index}`, namespace },
});
const pods = fc
  .array(fc.constantFrom(...namespaces), { minLength: 1, maxLength: 20 })
  .map(found => found.map((namespace, index) => pod(index, namespace)));
const radius: fc.Arbitrary<BlastRadius> = fc.record(
  {
    at: fc.constant(at),
    pods: fc.oneof(
      fc.record({ count: fc.integer({ min: 1, max: 25 }) }),
      fc.record({ share: fc.integer({ min: 1, max: 100 }).map(percent => percent / 100) }),
    ),
    namespaces: fc.subarray(namespaces, { minLength: 1 }),
  },
  { requiredKeys: ['at'] },
);
const guardOf = (blastRadius: BlastRadius, matched: number) => guardRadius({ blastRadius } as Scenario, { matched });

test('whatever is claimed in whatever order, no more is let through than the radius allows', () => {
  fc.assert(
    fc.property(
      pods,
      radius,
      fc.array(fc.array(fc.nat(19), { maxLength: 8 }), { maxLength: 8 }),
      (all, limit, claims) => {
        const guard = guardOf(limit, all.length);
        const hit = new Set<string>();
        for (const claim of claims) {
          const victims = claim.flatMap(index => all[index] ?? []);
          const before = guard.used;
          try {
            guard.claim(victims);
            for (const victim of victims) hit.add(victim.metadata?.uid ?? '');
          } catch (error) {
            expect(error).toBeInstanceOf(BlastRadiusExceeded);
            expect(guard.used).toBe(before);
          }
        }
        expect(guard.used).toBe(hit.size);
        if (limit.pods && 'count' in limit.pods) expect(hit.size).toBeLessThanOrEqual(limit.pods.count);
        if (limit.pods && 'share' in limit.pods)
          expect(hit.size / all.length).toBeLessThanOrEqual(limit.pods.share + 1e-9);
        if (limit.namespaces)
          for (const victim of all)
            if (hit.has(victim.metadata?.uid ?? '')) expect(limit.namespaces).toContain(victim.metadata?.namespace);
      },
    ),
  );
});

test('a claim that fits is let through: the guard is no wall', () => {
  fc.assert(
    fc.property(pods, fc.integer({ min: 1, max: 25 }), (all, count) => {
      const guard = guardOf({ at, pods: { count } }, all.length);
      const victims = all.slice(0, count);
      guard.claim(victims);
      guard.claim(victims);
      expect(guard.used).toBe(victims.length);
    }),
  );
});

test('the same seed and purpose choose the same victims, in whatever order the API lists the pods', () => {
  const filters = [{ kind: 'randomSample' as const, at, ratio: 0.5 }];
  const choose = (all: readonly V1Pod[], seed: number, step: number) =>
    applyFilters(all, filters, { random: createRandom(seed, 'scenario', 0, step, 0), now: new Date(0) })
      .pods.map(({ metadata }) => metadata?.uid)
      .sort();
  fc.assert(
    fc.property(pods, fc.nat(), fc.infiniteStream(fc.nat()), (all, seed, keys) => {
      const shuffled = all.map(one => ({ one, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
      expect(
        choose(
          shuffled.map(({ one }) => one),
          seed,
          0,
        ),
      ).toEqual(choose(all, seed, 0));
    }),
  );
});

test('another step, another stream: not every step of every seed chooses the same pod', () => {
  const all = Array.from({ length: 10 }, (_, index) => pod(index, 'shop'));
  const filters = [{ kind: 'randomSample' as const, at, size: 1 }];
  const chosen = Array.from(
    { length: 30 },
    (_, step) =>
      applyFilters(all, filters, { random: createRandom(7, 'scenario', 0, step, 0), now: new Date(0) }).pods[0]
        ?.metadata?.uid,
  );
  expect(new Set(chosen).size).toBeGreaterThan(3);
});
