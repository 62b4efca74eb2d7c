import { expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { guardRadius, type Harm } from '../../src/experiment/blast-radius.ts';
import { readSurroundings } from '../../src/experiment/surroundings.ts';
import { scenarioWith } from './scenario-with.ts';

type State = 'ready' | 'unready' | 'ending' | 'ended';

const pod = (name: string, state: State): V1Pod => ({
  metadata: {
    name,
    namespace: 'shop',
    uid: name,
    labels: { app: 'web' },
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'web', controller: true }],
    ...(state === 'ending' && { deletionTimestamp: new Date(0) }),
  },
  status: {
    phase: state === 'ended' ? 'Failed' : 'Running',
    conditions: [{ type: 'Ready', status: state === 'unready' || state === 'ended' ? 'False' : 'True' }],
  },
});
const budget = (status: object) => ({
  metadata: { name: 'web', generation: 2 },
  spec: { selector: { matchLabels: { app: 'web' } } },
  status: { observedGeneration: 2, ...status },
});
const syncFailed = { type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed' };

/** Why the named pods may not be hit, where these are all pods of the namespace, and this its only budget. */
async function refusalOf(
  states: Readonly<Record<string, State>>,
  hit: readonly string[],
  { status, radius = {}, harm = 'stops' }: { status?: object; radius?: object; harm?: Harm },
): Promise<string | undefined> {
  const pods = Object.entries(states).map(([name, state]) => pod(name, state));
  const lists = { pods, poddisruptionbudgets: status ? [budget(status)] : [] };
  const send = async ({ path }: { path: string }) => {
    const items = lists[path.slice(path.lastIndexOf('/') + 1) as keyof typeof lists];
    return { status: 200, body: JSON.stringify({ items }) };
  };
  const surroundings = await readSurroundings(['shop'], { send }, new AbortController().signal);
  const scenario = scenarioWith({ steps: [{ wait: { seconds: 1 } }], blastRadius: radius });
  const chosen = pods.filter(({ metadata }) => hit.includes(metadata?.name ?? ''));
  const planned = guardRadius(scenario, { matched: pods.length, surroundings });
  const live = guardRadius(scenario, { matched: pods.length });
  const messages = [
    () => planned.claim(chosen, harm),
    // What was not there at the plan is seen at the injection.
    () => live.claim(chosen, harm, surroundings),
    () => live.claimAgain(chosen, harm, surroundings),
  ].map(claim => {
    try {
      claim();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(new Set(messages).size).toBe(1);
  return messages[0];
}

const three = { a: 'ready', b: 'ready', c: 'ready' } as const;
const wants2 = { desiredHealthy: 2 };

test.each<[string, Record<string, State>, string[], object, RegExp | undefined]>([
  ['as many as it has to spare', three, ['a'], wants2, undefined],
  ['more than it has to spare', three, ['a', 'b'], wants2, /would hit 2 pods of .* shop\/web, which allows 1/],
  ['what is ready, where one is ending', { ...three, c: 'ending' }, ['a'], wants2, /which allows 0/],
  ['what is not ready, while the others are enough', { ...three, c: 'unready' }, ['c'], wants2, undefined],
  ['what is not ready, while they are not', { ...three, b: 'unready', c: 'unready' }, ['c'], wants2, /which allows 0/],
  [
    'a budget that its controller has not seen yet',
    three,
    ['a'],
    { ...wants2, observedGeneration: 1 },
    /which allows 0/,
  ],
  ['a budget whose controller cannot count', three, ['a'], { ...wants2, conditions: [syncFailed] }, /which allows 0/],
  ['a budget without a status', three, ['a'], { observedGeneration: undefined }, /which allows 0/],
])('a PodDisruptionBudget and %s', async (_name, states, hit, status, expected) => {
  const message = await refusalOf(states, hit, { status });
  if (expected) expect(message).toMatch(expected);
  else expect(message).toBeUndefined();
  expect(await refusalOf(states, hit, { status, harm: 'disturbs' })).toBeUndefined();
  expect(await refusalOf(states, hit, { status, harm: 'evicts' })).toBeUndefined();
  expect(await refusalOf(states, hit, { status, radius: { overrideBudgets: true } })).toBeUndefined();
});

test.each<[string, Record<string, State>, string[], number | string, RegExp | undefined]>([
  ['enough are left', three, ['a'], 2, undefined],
  [
    'too few are left',
    three,
    ['a', 'b'],
    2,
    /would leave 1 of 3 ready pods of shop\/StatefulSet\/web alone, .* wants 2/,
  ],
  ['one that is not ready is none that is left', { ...three, c: 'unready' }, ['a'], 2, /would leave 1 of 2/],
  ['nor is it missed', { ...three, c: 'unready' }, ['c'], 2, undefined],
  ['a share is rounded up', three, ['a', 'b'], '50%', /wants 2 available/],
  ['and is of those that stay', { ...three, c: 'ended', d: 'ending' }, ['a'], '50%', undefined],
])('minAvailable: %s', async (_name, states, hit, minAvailable, expected) => {
  const message = await refusalOf(states, hit, { radius: { minAvailable } });
  if (expected) expect(message).toMatch(expected);
  else expect(message).toBeUndefined();
});
