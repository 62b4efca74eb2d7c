import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { InfrastructureFailure } from '../../src/errors.ts';
import { takeSnapshot } from '../../src/experiment/snapshot.ts';
import { runLastingFault } from '../../src/experiment/steps/lasting-fault.ts';
import type { StepContext } from '../../src/experiment/steps/step.ts';
import { lastingFaultOf } from '../../src/faults/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { readJson } from '../../src/kubernetes/connect.ts';
import { parseSuite } from '../../src/scenario/parse-suite.ts';
import type { LastingStep, Scenario } from '../../src/scenario/suite.ts';
import { openUndoJournal } from '../../src/undo/undo-journal.ts';
import { undoPending } from '../../src/undo/undo-pending.ts';

/** What happens at one of the changes that a fault makes, counted from 1. */
export interface Mishap {
  readonly at: number;
  /** `dies`: the gate is killed there, before or after the change took effect. `fails`: the change is refused, the gate goes on. */
  readonly how: 'dies-before' | 'dies-after' | 'fails';
}

/** The gate was killed: nothing that it does after this has any effect. */
class Killed extends Error {}

/** A scenario with one step, from the step as a user writes it. */
export function scenarioOf(step: object): { readonly scenario: Scenario; readonly step: LastingStep } {
  const parsed = parseSuite(JSON.stringify({ scenarios: [{ name: 'crash point', steps: [step] }] }), 'crash.yml');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const scenario = parsed.suiteFile.scenarios[0] as Scenario;
  return { scenario, step: scenario.steps[0] as LastingStep };
}

/**
 * Runs a step with a mishap at one of its changes, then undoes what the undo journal on the disk says, as another process
 * would. Returns whether the fault made so many changes at all, and what the cluster looked like before and afterwards.
 */
export async function runWithMishap(
  wish: object,
  access: KubernetesAccess,
  mishap: Mishap,
): Promise<{ readonly reached: boolean; readonly before: object; readonly after: object }> {
  const { scenario, step } = scenarioOf(wish);
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-crash-'));
  const file = join(directory, 'undo.ndjson');
  const before = await readState(step, access);
  const stop = new AbortController();
  const { kubernetes, changes } = meetMishap(access, mishap);
  {
    using undoJournal = openUndoJournal(file);
    const receipts: Promise<unknown>[] = [];
    let faults = 0;
    const context = {
      scenario,
      experiment: 0,
      run: 0,
      seed: 1,
      index: 0,
      legacy: false,
      kubernetes,
      undoJournal,
      clock: { startedAt: new Date(), now: () => performance.now() },
      signal: stop.signal,
      receiptTimeoutMs: 300,
      record: () => {},
      claim: () => {},
      claimNodes: () => {},
      awaitReceipt: (receipt: Promise<void>) => receipts.push(receipt.catch(() => {})),
      nextFaultId: () => `e0-f${++faults}`,
    } as unknown as StepContext;
    await runLastingFault(step, context).catch(error => {
      if (!(error instanceof Killed) && !(error instanceof InfrastructureFailure)) throw error;
    });
    stop.abort();
    await Promise.all(receipts);
  }
  using journal = openUndoJournal(file);
  const outcomes = await undoPending(journal, access);
  const failed = outcomes.filter(({ undone }) => !undone);
  if (failed.length > 0) throw new Error(failed.map(({ message }) => message).join('\n'));
  const after = await settled(before, () => readState(step, access));
  rmSync(directory, { recursive: true });
  return { reached: changes() >= mishap.at, before, after };
}

/** Every change that goes through here is counted; the one that is meant meets the mishap. */
function meetMishap(access: KubernetesAccess, { at, how }: Mishap) {
  let count = 0;
  let dead = false;
  const change = async <T>(perform: () => Promise<T>): Promise<T> => {
    if (dead) throw new Killed();
    count++;
    if (count !== at) return await perform();
    if (how === 'fails') throw new InfrastructureFailure('refused by the test');
    dead = true;
    if (how === 'dies-after') await perform();
    throw new Killed();
  };
  const changing = new Set<keyof KubernetesAccess['node']>([
    'signalContainer',
    'stopNode',
    'pauseNode',
    'startNode',
    'controlService',
    'execute',
  ]);
  const node = new Proxy(access.node, {
    get(door, name: keyof KubernetesAccess['node']) {
      const operation = door[name];
      if (typeof operation !== 'function') return operation;
      const call = (...values: unknown[]) => (operation as (...all: unknown[]) => Promise<unknown>)(...values);
      if (name === 'refusal') return call;
      return async (...values: unknown[]) => {
        if (changing.has(name)) return await change(() => call(...values));
        if (dead) throw new Killed();
        return await call(...values);
      };
    },
  });
  const kubernetes: KubernetesAccess = {
    ...access,
    node,
    async send(request) {
      if (request.method && request.method !== 'GET') return await change(() => access.send(request));
      if (dead) throw new Killed();
      return await access.send(request);
    },
  };
  return { kubernetes, changes: () => count };
}

/** Whatever a fault might leave: objects, rules of the network, what the fault itself knows of. */
async function readState(step: LastingStep, kubernetes: KubernetesAccess): Promise<object> {
  const signal = AbortSignal.timeout(30_000);
  const fault = lastingFaultOf(step);
  const choice = 'matches' in step ? await podsOfShop(kubernetes) : [];
  const targets = fault?.affects
    ? await fault.affects(step, { kubernetes, signal })
    : { pods: choice, nodes: [], matched: choice };
  const [objects, state, { rules }] = await Promise.all([
    takeSnapshot(['shop'], kubernetes, signal),
    fault?.readState?.(step, targets, { kubernetes, signal }),
    readJson<{ rules: object[] }>(kubernetes, { path: '/chaos-gate/v1/network/rules' }),
  ]);
  return { objects: Object.fromEntries([...objects].sort()), state: Object.fromEntries(state ?? []), rules };
}

async function podsOfShop(kubernetes: KubernetesAccess) {
  const path = '/api/v1/namespaces/shop/pods';
  return (await readJson<{ items: [] }>(kubernetes, { path, query: { labelSelector: 'app=web' } })).items;
}

/** Pods that were made go a moment after they were deleted. */
async function settled(before: object, read: () => Promise<object>): Promise<object> {
  const wanted = JSON.stringify(before);
  let found = await read();
  for (let looks = 0; looks < 100 && JSON.stringify(found) !== wanted; looks++) {
    await delay(50);
    found = await read();
  }
  return found;
}
