import { expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import fc from 'fast-check';
import { guardRadius } from '../../src/experiment/blast-radius.ts';
import { formatPlan, isRefused, type Outlook, planScenario, totalDuration } from '../../src/plan/index.ts';
import { parseSuite } from '../../src/scenario/parse-suite.ts';
import type { Scenario } from '../../src/scenario/suite.ts';

const labels = { labels: { selector: 'app=web', namespace: 'shop' } };
const podAction = (...actions: object[]) => ({ podAction: { matches: [labels], actions } });
const nodeAction = (...actions: object[]) => ({
  nodeAction: { matches: [{ property: { name: 'name', value: 'w' } }], actions },
});

function scenarioOf(parts: object): Scenario {
  const result = parseSuite(JSON.stringify({ scenarios: [{ name: 'a scenario', ...parts }] }), 'a.yml');
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.suiteFile.scenarios[0]!;
}

const boundsOf = (parts: object) => planScenario(scenarioOf(parts), 'not-looked').duration;

test.each([
  [podAction({ kill: {} }), /^kill: nothing to put back, the owner of the pod makes another one$/],
  [podAction({ killContainer: {} }), /^killContainer: nothing to put back/],
  [podAction({ killContainer: { signal: 'SIGSTOP' } }), /SIGSTOP is not taken back/],
  [podAction({ stopHost: {} }), /^stopHost: the node is started after the steps$/],
  [nodeAction({ stop: { autoRestart: false } }), /the node stays down$/],
  [nodeAction({ pause: {} }), /goes on after the steps/],
  [nodeAction({ drain: {} }), /^drain: the node is uncordoned/],
  [nodeAction({ execute: { cmd: ['true'] } }), /is not put back/],
  [{ kubectl: { action: 'apply', payload: 'x' } }, /deleted after the steps/],
  [{ kubectl: { action: 'delete', payload: 'x' } }, /is not put back/],
  [
    {
      objectAction: {
        object: { kind: 'Deployment', name: 'web', namespace: 'shop' },
        scale: { replicas: 0 },
        duration: '5s',
      },
    },
    /^objectAction: taken back after 5s$/,
  ],
])('the undo of %j', (step, expected) => {
  const { steps } = planScenario(scenarioOf({ steps: [step] }), 'not-looked');
  expect(steps[0]?.undo).toEqual([expect.stringMatching(expected)]);
});

const probe = {
  name: 'answers',
  probeHTTP: { target: { url: 'http://x' }, every: '100ms' },
  tolerance: { success: '>= 99%' },
};

test('the duration: every phase at its shortest, and at its longest', () => {
  const parts = {
    steadyState: [probe],
    baseline: { for: '3s' },
    method: { for: '2s' },
    recovery: { within: '60s', stableFor: '4s' },
    steps: [{ wait: { seconds: 5 } }],
  };
  expect(boundsOf(parts)).toEqual({ leastMs: 3000 + 5000 + 4000, mostMs: 3 * 3000 + 5000 + 60_000 + 4000 });
});

test('the duration: a probe that needs longer than the phase makes it longer', () => {
  expect(boundsOf({ steadyState: [{ ...probe, minSamples: 100 }], steps: [] }).leastMs).toBe(10_000 + 10_000 + 3000);
});

test('the duration: retries, rounds and limits are waited for', () => {
  const kill = { kill: { times: 3, interval: '2s' } };
  const once = boundsOf({ steps: [podAction(kill)] });
  expect(once).toEqual({ leastMs: 4000, mostMs: 4000 + 3 * 20_000 });
  const step = podAction(kill);
  const retried = { podAction: { ...step.podAction, retries: { retriesCount: { count: 2, sleep: 30 } } } };
  expect(boundsOf({ steps: [retried] })).toEqual({ leastMs: 4000, mostMs: 2 * once.mostMs + 30_000 });
});

test('the duration: what lasts goes on beside the steps behind it', () => {
  const object = { kind: 'Deployment', name: 'web', namespace: 'shop' };
  const lasting = { objectAction: { object, scale: { replicas: 0 }, duration: '10s' } };
  expect(boundsOf({ steps: [lasting, { wait: { seconds: 4 } }] }).leastMs).toBe(10_000);
  expect(boundsOf({ steps: [{ wait: { seconds: 4 } }, lasting] }).leastMs).toBe(14_000);
});

test('the least is never more than the most', () => {
  const step = fc.oneof(
    fc.nat(20).map(seconds => ({ wait: { seconds } })),
    fc.record({ times: fc.integer({ min: 1, max: 5 }), interval: fc.nat(9) }).map(kill => podAction({ kill })),
    fc.nat(60).map(timeout => nodeAction({ drain: { timeout } })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), fc.boolean(), (steps, watched) => {
      if (steps.length === 0 && !watched) return;
      const { leastMs, mostMs } = boundsOf({ steps, ...(watched && { steadyState: [probe] }) });
      expect(leastMs).toBeLessThanOrEqual(mostMs);
    }),
  );
});

test('the duration of a run: every scenario as often as it is run, and the pauses between', () => {
  const scenarios = [1, 2].map(seconds => planScenario(scenarioOf({ steps: [{ wait: { seconds } }] }), 'not-looked'));
  const config = { runs: 3, betweenRuns: { minMs: 100, maxMs: 500 } };
  expect(totalDuration(scenarios, config)).toEqual({ experiments: 6, leastMs: 9200, mostMs: 10_000 });
});

test('the floor of each probe: how often it looks, and how old what it sees may be', () => {
  const mesh = { name: 'mesh', probeGoldpinger: { every: '1s', refresh: '5s' }, tolerance: { edges: '>= 99%' } };
  const { probes } = planScenario(scenarioOf({ steadyState: [probe, mesh], steps: [] }), 'not-looked');
  expect(probes).toEqual([
    { name: 'answers', kind: 'probeHTTP', detectionFloorMs: 100 },
    { name: 'mesh', kind: 'probeGoldpinger', detectionFloorMs: 5000 },
  ]);
});

test('a refusal is said, and makes the whole plan refused', () => {
  const cluster = { provider: 'existing', name: 'lab', created: false };
  const scenario = scenarioOf({ steps: [podAction({ kill: {} })] });
  const scenarios = [planScenario(scenario, 'not-looked')];
  const duration = totalDuration(scenarios, { runs: 1 });
  const fine = { schemaVersion: 1 as const, cluster, seed: 1, scenarios, duration };
  expect(isRefused(fine)).toBe(false);
  const beyond = { ...fine, scenarios: [...fine.scenarios, planScenario(scenario, { refused: 'too many' })] };
  expect(isRefused(beyond)).toBe(true);
  expect(formatPlan(beyond)).toContain('refused: too many');
  const forbidden = { ...fine, permissions: { required: 2, missing: ['delete pods in all namespaces'] } };
  expect(isRefused(forbidden)).toBe(true);
  expect(formatPlan(forbidden)).toMatch(/1 of 2 are missing.*\n {2}may not delete pods in all namespaces/);
});

/** What planning finds of a scenario whose only fault, its last step, chooses none of `matched` pods. */
function outlookOf(parts: { steps: object[] }, matched = 0): Outlook {
  const scenario = scenarioOf(parts);
  const index = scenario.steps.length - 1;
  const selection = { matched: Array<V1Pod>(matched).fill({}), chosen: [], remarks: ['the reason'] };
  const nothing = {
    nodeSteps: [],
    lastingSteps: [],
    payloads: { objects: [], meantToStay: new Set<string>(), namespaces: [], disturbed: [], removed: [] },
    matched: [],
    namespaces: [],
    used: 0,
    usedNodes: 0,
  };
  return {
    faults: { ...nothing, steps: [{ index, selection }], guard: guardRadius(scenario, { matched }) },
  };
}

const midnight = { hour: 0, minute: 0, second: 0 };
const kill = podAction({ kill: {} });
const filtered = (...filters: object[]) => ({ podAction: { ...kill.podAction, filters } });

test.each([
  ['nothing matched', [kill], 0],
  ['a property that no pod has', [filtered({ property: { name: 'name', value: 'x' } })], 3],
  ['behind steps that make no pods', [{ wait: { seconds: 1 } }, kill, kill], 0],
])('a step that never has a target refuses the plan: %s', (_name, steps, matched) => {
  const scenario = planScenario(scenarioOf({ steps }), outlookOf({ steps }, matched));
  const step = steps.length - 1;
  expect(scenario.inconclusive).toMatchObject({ code: 'no-target', step, certain: true });
  expect(isRefused({ scenarios: [scenario] })).toBe(true);
  const duration = totalDuration([scenario], { runs: 1 });
  const cluster = { provider: 'kind', name: 'lab', created: true };
  expect(formatPlan({ schemaVersion: 1, cluster, scenarios: [scenario], duration })).toMatch(
    new RegExp(
      `would be inconclusive: no-target: step ${step + 1}: (nothing matched|none of 3 was chosen); the reason`,
    ),
  );
});

test.each([
  ['chance', [filtered({ probability: 0.5 })], 3],
  ['the time of day', [filtered({ dayTime: { onlyDays: ['monday'], startTime: midnight, endTime: midnight } })], 3],
  ['what an earlier step makes', [{ kubectl: { action: 'apply', payload: 'x' } }, kill], 0],
  ['what an earlier step does to pods', [kill, filtered({ property: { name: 'state', value: 'Pending' } })], 3],
  [
    'what comes while it is tried again',
    [{ podAction: { ...kill.podAction, retries: { retriesCount: { count: 2 } } } }],
    0,
  ],
])('a step that may have a target another time is only said: %s', (_name, steps, matched) => {
  const scenario = planScenario(scenarioOf({ steps }), outlookOf({ steps }, matched));
  expect(scenario.inconclusive).toMatchObject({ code: 'no-target', certain: false });
  expect(isRefused({ scenarios: [scenario] })).toBe(false);
  const duration = totalDuration([scenario], { runs: 1 });
  const cluster = { provider: 'kind', name: 'lab', created: true };
  expect(formatPlan({ schemaVersion: 1, cluster, scenarios: [scenario], duration })).toContain('may be inconclusive');
});

test('what a run has yet to deploy, or does not mind to miss, is not said', () => {
  const outlook = outlookOf({ steps: [kill] });
  const provisional = typeof outlook === 'object' && 'faults' in outlook && { ...outlook, provisional: true };
  expect(planScenario(scenarioOf({ steps: [kill] }), provisional || 'not-looked').inconclusive).toBeUndefined();
});
