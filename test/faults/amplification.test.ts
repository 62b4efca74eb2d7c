import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';

const scenarios = fileURLToPath(new URL('../../fixtures/scenarios/network/', import.meta.url));

async function runScenario(file: string) {
  using folder = openFolder();
  const { code, stderr } = await runGate(['run', `${scenarios}${file}`, '--out', 'out'], { cwd: folder.path });
  const experiment = readVerdict(`${folder.path}/out`)?.experiments[0];
  if (!experiment) throw new Error(stderr);
  return { code, experiment, value: experiment.steadyState[0]?.amplification?.value ?? Number.NaN };
}

test('a front end that asks its API once for a page: each slow millisecond costs about one, which is upheld', async () => {
  const { code, experiment, value } = await runScenario('amplification.yml');
  expect([code, experiment.reasons]).toEqual([0, []]);
  expect(value).toBeGreaterThan(0.5);
  expect(value).toBeLessThan(3);
  expect(experiment.reason).toContain('each injected millisecond costs');
}, 120_000);

test('one that asks it 27 times for a page: each costs more than twenty, which is refuted', async () => {
  const { code, experiment, value } = await runScenario('chatty-amplification.yml');
  expect(code).toBe(1);
  expect(experiment.reasons[0]?.message).toContain('each injected millisecond costs');
  expect(value).toBeGreaterThan(20);
}, 120_000);
