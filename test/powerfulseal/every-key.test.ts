import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { policyKeys } from './policy-keys.ts';
import { rows, type Side } from './policy-rows.ts';
import { outcomeOf, runPolicy } from './policy-run.ts';
import { policyScenarios } from './policy-scenarios.ts';
import { hasKubectl, openPolicyWorld } from './policy-world.ts';

/** Keys of how often and in what order scenarios are run have runs of their own. */
const inOtherTests = policyKeys.filter(key => key.startsWith('config.'));

(hasKubectl ? describe : describe.skip)('every key of PowerfulSeal', () => {
  const sides: Partial<Record<'strict' | 'legacy', Side>> = {};
  const sideOf = (compat: 'strict' | 'legacy'): Side => {
    const side = sides[compat];
    if (!side) throw new Error(`the ${compat} run did not come to an end`);
    return side;
  };
  beforeAll(async () => {
    const runAll = async (compat: 'strict' | 'legacy') => {
      const world = await openPolicyWorld();
      const scenarios = policyScenarios(world);
      const policy = {
        config: { runStrategy: { runs: 1 } },
        scenarios: Object.entries(scenarios).map(([name, { steps }]) => ({ name, description: 'a row', steps })),
      };
      sides[compat] = {
        world,
        scenarios,
        run: await runPolicy(world.folder, policy, ['--app', 'app.yml', '--compat', compat]),
      };
    };
    await Promise.all([runAll('strict'), runAll('legacy')]);
  }, 240_000);
  afterAll(async () => {
    for (const side of Object.values(sides)) await side.world[Symbol.asyncDispose]();
  });

  test('has a row', () => {
    expect([...new Set(rows.map(([key]) => key)), ...inOtherTests].sort()).toEqual([...policyKeys].sort());
  });

  test.each(rows)('%s: %s', (_key, name, effect) => {
    const side = sideOf('strict');
    effect(side.run.experiment(name), side);
  });

  test.each(['strict', 'legacy'] as const)('every scenario has its %s outcome', compat => {
    const { run, scenarios } = sideOf(compat);
    const outcomes = Object.keys(scenarios).map(name => [name, outcomeOf(run.experiment(name))]);
    expect(outcomes).toEqual(Object.entries(scenarios).map(([name, expected]) => [name, expected[compat]]));
  });

  test('every scenario has a row', () => {
    const named = new Set(rows.map(([, scenario]) => scenario));
    expect(Object.keys(sideOf('strict').scenarios).filter(name => !named.has(name))).toEqual([]);
  });

  test('nothing that a silence or a kubectl step was to leave is gone, nothing else is left', () => {
    for (const compat of ['strict', 'legacy'] as const)
      expect(sideOf(compat).run.result?.experiments.flatMap(({ residue }) => residue)).toEqual([]);
  });
});
