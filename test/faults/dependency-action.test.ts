import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { runLastingFault } from '../../src/experiment/steps/lasting-fault.ts';
import type { StepContext } from '../../src/experiment/steps/step.ts';
import type { JournalEvent } from '../../src/journal/event.ts';
import type { DependencyActionStep, DependencyEffect } from '../../src/scenario/suite.ts';
import { at, openTrialCluster, type TrialCluster, tryFault } from './lasting-trial.ts';
import { serverApp, shop } from './trial-app.ts';

let cluster: TrialCluster;
let api: V1Pod[];

beforeAll(async () => {
  cluster = await openTrialCluster();
  await cluster.create(shop, ...serverApp('front', 1), ...serverApp('api', 2));
  await cluster.readyPods('app=front', 1);
  api = await cluster.readyPods('app=api', 2);
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

function step(effects: readonly DependencyEffect[], change: Partial<DependencyActionStep> = {}): DependencyActionStep {
  const service = { name: 'api', namespace: 'shop', port: 80 };
  return { kind: 'dependencyAction', at, service, effects, toxicity: 1, image: 'toxiproxy', ...change };
}

const latency: DependencyEffect = { kind: 'latency', delayMs: 50, jitterMs: 0 };
const cases: readonly [string, DependencyEffect, RegExp][] = [
  ['latency', latency, /^from pod shop\/front-\S+: a request took .* of 50 ms; the fault's counters moved by [1-9]/],
  ['reset', { kind: 'reset', afterMs: 0 }, /5 of 5 requests were reset/],
  ['timeout', { kind: 'timeout', afterMs: 0 }, /5 of 5 requests got no answer/],
  ['bandwidth', { kind: 'bandwidth', bitsPerSecond: 500_000 }, /of 12\d ms/],
];

describe.each(cases)('%s', (_name, effect, evidence) => {
  test('is seen by a caller of the Service, and taken back', async () => {
    const trial = await tryFault(step([effect]), cluster.access);
    try {
      const notice = expect.stringMatching(/^no traffic but the gate's own met it/);
      expect(trial.receipts).toEqual([{ landed: true, evidence: expect.stringMatching(evidence), notice }]);
    } finally {
      await trial.undo();
    }
    expect(await cluster.read('/chaos-gate/v1/network/rules')).toEqual({ rules: [] });
    await trial.undo();
  }, 60_000);

  test('an injector that does nothing is not believed', async () => {
    const trial = await tryFault(step([effect]), cluster.access, { lies: true });
    expect(trial.receipts).toEqual([{ landed: false, evidence: expect.any(String) }]);
    await trial.undo();
  }, 60_000);
});

test('the pods behind the Service are who is hit, and they stay ready: their node’s look at them is left alone', async () => {
  const trial = await tryFault(step([{ kind: 'timeout', afterMs: 0 }]), cluster.access, {
    // Readiness probes have a period of a second.
    meanwhile: () => new Promise(resolve => setTimeout(resolve, 2_500)),
  });
  const ready = await cluster.readyPods('app=api', 2);
  expect(ready.map(({ metadata }) => metadata?.uid).sort()).toEqual(api.map(({ metadata }) => metadata?.uid).sort());
  await trial.undo();
}, 60_000);

test.each<[string, DependencyActionStep, RegExp]>([
  ['slicer', step([{ kind: 'slicer', bytes: 10, delayMs: 1 }]), /cut answers into pieces: use kind/],
  ['toxicity', step([latency], { toxicity: 0.5 }), /leave some connections alone: use toxicity 1, or kind/],
  ['a later reset', step([{ kind: 'reset', afterMs: 100 }]), /wait before they cut a connection off/],
])('%s is refused, with what would do', async (_name, wish, message) => {
  expect((await tryFault(wish, cluster.access)).refusal).toMatch(message);
});

test('a Service that is not there, or has nothing behind it, is no target', async () => {
  const signal = AbortSignal.timeout(10_000);
  const { dependencyAction } = await import('../../src/faults/lasting/dependency-action/index.ts');
  const affects = (name: string) =>
    dependencyAction.affects?.(step([latency], { service: { name, namespace: 'shop', port: 80 } }), {
      kubernetes: cluster.access,
      signal,
    });
  expect(await affects('nobody')).toMatchObject({ empty: 'there is no Service shop/nobody', pods: [] });
  expect(await affects('api')).toMatchObject({ pods: [expect.anything(), expect.anything()] });
});

test('the delays of a sweep come one after another: the one before is undone when the next begins', async () => {
  const said: string[] = [];
  const recorded: JournalEvent[] = [];
  let faults = 0;
  const context = {
    experiment: 0,
    index: 0,
    run: 0,
    seed: 1,
    scenario: { name: 'sweep' },
    kubernetes: cluster.access,
    clock: { startedAt: new Date(), now: () => performance.now() },
    signal: AbortSignal.timeout(60_000),
    receiptTimeoutMs: 5_000,
    claim: async () => {},
    claimNodes: async () => {},
    claimNamespaces: () => {},
    nextFaultId: () => `f${++faults}`,
    awaitReceipt: () => {},
    undoJournal: { write: ({ id }: { id: string }) => said.push(`undo of ${id} written`), pending: () => [] },
    record: (event: JournalEvent) => recorded.push(event),
    async expire(id: string) {
      said.push(`${id} undone`);
      for (const { id: rule } of (await cluster.read<{ rules: { id: string }[] }>('/chaos-gate/v1/network/rules'))
        .rules)
        await cluster.access.send({ method: 'DELETE', path: `/chaos-gate/v1/network/rules/${rule}` });
    },
  } as unknown as StepContext;
  const sweep = step([{ ...latency, delayMs: 0 }, latency], { durationMs: 2_000 });
  expect(await runLastingFault(sweep, context)).toMatchObject({ status: 'done' });
  expect(said).toEqual(['undo of f1 written', 'f1 undone', 'undo of f2 written', 'f2 undone']);
  const injected = recorded.filter(event => event.type === 'fault-injected');
  expect(injected.map(({ parameters, receipt }) => [parameters?.delayMs, receipt.landed])).toEqual([
    [0, true],
    [50, true],
  ]);
  // Nobody calls the Service: the reader hears of it, and the receipt is what it is.
  const text = expect.stringMatching(/^dependencyAction of Service\/api: no traffic but the gate's own met it/);
  const notice = expect.objectContaining({ type: 'message', level: 'notice', text });
  expect(recorded.filter(event => event.type === 'message')).toEqual([notice, notice]);
  expect(Object.keys(injected[1]?.receipt ?? {})).toEqual(['landed', 'evidence']);
}, 60_000);
