import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { markerOf } from '../../src/action/comment.ts';
import { readInputs } from '../../src/action/inputs.ts';

const step = { GITHUB_WORKFLOW: 'chaos', GITHUB_JOB: 'kind', GITHUB_ACTION: 'gate' };

test('each leg of a matrix has a comment of its own, and finds it again', () => {
  const [one, other] = [markerOf(step, '{"node-image":"a"}'), markerOf(step, '{"node-image":"b"}')];
  expect(one).not.toBe(other);
  expect(one).toBe(markerOf(step, '{"node-image":"a"}'));
  expect([one, other]).not.toContain(markerOf(step));
  expect(one).toMatch(/^<!-- chaos-gate: chaos \/ kind \/ gate \/ [0-9a-f]{12} -->$/);
});

test('the leg is what the runner puts into the input by itself; without a matrix there is none', async () => {
  const action = parse(readFileSync(fileURLToPath(new URL('../../action.yml', import.meta.url)), 'utf8'));
  expect(action.inputs.leg.default).toMatch(/^\$\{\{ toJSON\(matrix\) \}\}$/);
  const legOf = async (leg: string) =>
    (await readInputs({ INPUT_SCENARIOS: 'a.yml', INPUT_LEG: leg }, async path => [path])).leg;
  expect(await legOf('{\n  "seed": 1\n}')).toBe('{\n  "seed": 1\n}');
  for (const none of ['null', '{}', '']) expect(await legOf(none)).toBeUndefined();
});
