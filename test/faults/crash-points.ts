import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { V1Pod, V1PodList } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../src/errors.ts';
import { takeSnapshot } from '../../src/experiment/snapshot.ts';
import { runStep } from '../../src/experiment/steps/index.ts';
import type { StepContext } from '../../src/experiment/steps/step.ts';
import { isLasting, lastingFaultOf } from '../../src/faults/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { readJson } from '../../src/kubernetes/connect.ts';
import { requestPod } from '../../src/kubernetes/http-exchange.ts';
import { listNodes } from '../../src/kubernetes/nodes.ts';
import { parseSuite } from '../../src/scenario/parse-suite.ts';
import type { LastingStep, Scenario, Step } from '../../src/scenario/suite.ts';
import { openUndoJournal, type UndoJournal } from '../../src/undo/undo-journal.ts';
import { undoPending } from '../../src/undo/undo-pending.ts';
import type { Beside } from './beside.ts';
import { countChanges, Killed, type Mishap, meetMishap } from './mishap.ts';

/** A scenario with one step, from the step as a user writes it. */
export function scenarioOf(step: object): { readonly scenario: Scenario; readonly step: Step } {
  const parsed = parseSuite(JSON.stringify({ scenarios: [{ name: 'crash point', steps: [step] }] }), 'crash.yml');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const scenario = parsed.suiteFile.scenarios[0] as Scenario;
  return { scenario, step: scenario.steps[0] as Step };
}

/**
 * Runs a step with a mishap at one of its changes, then undoes what the undo journal on the disk says, as another process
 * would. Returns whether the fault made so many changes at all, and what the cluster looked like before and afterwards.
 */
export async function runWithMishap(
  wish: object,
  cluster: KubernetesAccess,
  mishap: Mishap,
  beside?: Beside,
): Promise<{ readonly reached: boolean; readonly before: object; readonly after: object }> {
  const { scenario, step } = scenarioOf(wish);
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-crash-'));
  const file = join(directory, 'undo.ndjson');
  const access = { ...cluster, node: { ...cluster.node, ...beside?.door } };
  const before = await readState(step, access, beside);
  const stop = new AbortController();
  const counted = countChanges(mishap);
  const kubernetes = meetMishap(access, counted);
  beside?.meet(counted.change);
  {
    using written = openUndoJournal(file);
    const undoJournal: UndoJournal = {
      ...written,
      write(line) {
        counted.live();
        written.write(line);
      },
    };
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
      started: { startedAt: new Date().toISOString() },
      methodEndsT: () => 0,
      signal: stop.signal,
      receiptTimeoutMs: 300,
      record: () => {},
      claim: async () => {},
      claimNodes: async () => {},
      claimNamespaces: () => {},
      awaitReceipt: (receipt: Promise<void>) => receipts.push(receipt.catch(() => {})),
      nextFaultId: () => `e0-f${++faults}`,
    } as unknown as StepContext;
    await runStep(step, context).catch(error => {
      if (!(error instanceof Killed) && !(error instanceof InfrastructureFailure)) throw error;
    });
    stop.abort();
    await Promise.all(receipts);
  }
  beside?.meet(undefined);
  using journal = openUndoJournal(file);
  const outcomes = await undoPending(journal, access);
  const failed = outcomes.filter(({ undone }) => !undone);
  if (failed.length > 0) throw new Error(failed.map(({ message }) => message).join('\n'));
  const after = await settled(before, () => readState(step, access, beside));
  rmSync(directory, { recursive: true });
  return { reached: counted.changes() >= mishap.at, before, after };
}

/** Whatever a fault might leave: objects, rules of the network, machines, what the fault itself and what is beside know of. */
async function readState(step: Step, kubernetes: KubernetesAccess, beside: Beside | undefined): Promise<object> {
  const signal = AbortSignal.timeout(30_000);
  const nodes = (await listNodes(kubernetes, signal)).map(({ metadata }) => metadata?.name ?? '').sort();
  const [objects, fault, { rules }, machines, answers] = await Promise.all([
    takeSnapshot(['shop'], kubernetes, signal),
    isLasting(step) ? readFaultState(step, kubernetes, signal) : new Map<string, string>(),
    readJson<{ rules: object[] }>(kubernetes, { path: '/chaos-gate/v1/network/rules' }),
    Promise.all(nodes.map(name => kubernetes.node.machineState(name, signal))),
    readAnswers(kubernetes, signal),
  ]);
  const state = Object.fromEntries(fault);
  return {
    objects: Object.fromEntries([...objects].sort()),
    state,
    rules,
    machines,
    answers,
    beside: await beside?.state(),
  };
}

async function readFaultState(step: LastingStep, kubernetes: KubernetesAccess, signal: AbortSignal) {
  const fault = lastingFaultOf(step);
  const choice = 'matches' in step ? await podsOfShop(kubernetes) : [];
  const targets = fault?.affects
    ? await fault.affects(step, { kubernetes, signal })
    : { pods: choice, nodes: [], matched: choice };
  return (await fault?.readState?.(step, targets, { kubernetes, signal })) ?? new Map<string, string>();
}

/** What the app's pods say: a switch of their own is seen by nothing else. */
async function readAnswers(kubernetes: KubernetesAccess, signal: AbortSignal): Promise<string[]> {
  const pods = (await podsOfShop(kubernetes)).filter(({ metadata }) => !metadata?.deletionTimestamp);
  const ask = async ({ metadata }: V1Pod): Promise<string> => {
    const pod = { namespace: 'shop', name: metadata?.name ?? '', port: 8080 };
    const request = { path: '/', method: 'GET', headers: {} };
    return await requestPod(kubernetes, pod, request, { signal }).then(
      ({ body }) => body,
      () => 'no answer',
    );
  };
  return [...new Set(await Promise.all(pods.map(ask)))].sort();
}

async function podsOfShop(kubernetes: KubernetesAccess) {
  const path = '/api/v1/namespaces/shop/pods';
  return (await readJson<V1PodList>(kubernetes, { path, query: { labelSelector: 'app=web' } })).items;
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
