import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type KubernetesObject, KubernetesObjectApi, type V1Pod, type V1PodList } from '@kubernetes/client-node';
import { providerOf } from '../../src/cluster/index.ts';
import { lastingFaultOf, type PreparedFault, type Receipt, type Targets } from '../../src/faults/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { accessCluster, readJson } from '../../src/kubernetes/connect.ts';
import type { LastingStep } from '../../src/scenario/suite.ts';
import { perform } from '../../src/undo/perform/index.ts';

export const at = { file: 'a.yml', line: 1, column: 1 };

/** An embedded cluster for trials of faults, without a gate around it. */
export interface TrialCluster extends AsyncDisposable {
  readonly access: KubernetesAccess;
  create(...objects: readonly KubernetesObject[]): Promise<void>;
  read<T>(path: string): Promise<T>;
  /** Pods of the namespace `shop` with this label, when so many of them are ready. */
  readyPods(selector: string, count: number): Promise<V1Pod[]>;
}

export async function openTrialCluster(nodes = 1): Promise<TrialCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-trial-'));
  const cluster = await providerOf('embedded').up({
    wish: { nodes },
    directory,
    keep: false,
    signal: AbortSignal.timeout(60_000),
    report: () => {},
    willCreate: () => {},
  });
  const access = await accessCluster(cluster, AbortSignal.timeout(10_000));
  const objects = KubernetesObjectApi.makeApiClient(access.config);
  const pods = async (selector: string) =>
    (
      await readJson<V1PodList>(access, {
        path: '/api/v1/namespaces/shop/pods',
        query: { labelSelector: selector },
      })
    ).items;
  return {
    access,
    async create(...wanted) {
      for (const object of wanted) await objects.create(object);
    },
    read: path => readJson(access, { path }),
    readyPods: (selector, count) =>
      until(async () => {
        const ready = (await pods(selector)).filter(
          ({ metadata, status }) =>
            !metadata?.deletionTimestamp && status?.containerStatuses?.every(container => container.ready),
        );
        return ready.length === count ? ready : undefined;
      }),
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Asks again until there is an answer. */
export async function until<T>(ask: () => Promise<T | undefined>, timeoutMs = 30_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`not so within ${timeoutMs} ms`);
    await delay(50);
  }
}

export interface Trial {
  readonly refusal: string | undefined;
  readonly pieces: readonly PreparedFault[];
  readonly receipts: readonly Receipt[];
  /** Carries the undo operations out, as another process would. */
  undo(): Promise<(string | undefined)[]>;
}

export interface TrialOptions {
  readonly pods?: readonly V1Pod[];
  /** The injector says that it has done it, and does nothing. */
  readonly lies?: boolean;
  /** Between the injection and the proof. */
  readonly meanwhile?: () => Promise<void>;
  readonly receiptTimeoutMs?: number;
}

/** Preflight, preparation, injection and proof of a lasting fault, in the order of the runner. */
export async function tryFault(
  step: LastingStep,
  kubernetes: KubernetesAccess,
  { pods = [], lies = false, meanwhile, receiptTimeoutMs = 10_000 }: TrialOptions = {},
): Promise<Trial> {
  const fault = lastingFaultOf(step);
  if (!fault) throw new Error(`no fault carries out ${step.kind}`);
  const signal = AbortSignal.timeout(120_000);
  const targets: Targets = fault.affects
    ? await fault.affects(step, { kubernetes, signal })
    : { pods, nodes: [], matched: pods };
  const refusal = await fault.refusal(step, targets, { kubernetes, signal });
  if (refusal !== undefined) return { refusal, pieces: [], receipts: [], undo: async () => [] };
  const pieces = await fault.prepare(step, targets, {
    kubernetes,
    signal,
    now: () => performance.now(),
    sleep: ms => delay(ms),
    receiptTimeoutMs,
  });
  if (!lies) await Promise.all(pieces.map(piece => piece.inject()));
  await meanwhile?.();
  const receipts = await Promise.all(pieces.map(piece => piece.prove(new AbortController().signal)));
  return {
    refusal,
    pieces,
    receipts,
    async undo() {
      const said: (string | undefined)[] = [];
      for (const piece of [...pieces].reverse())
        if (piece.undo) said.push(await perform(JSON.parse(JSON.stringify(piece.undo.operation)), kubernetes));
      return said;
    },
  };
}
