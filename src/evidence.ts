import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningCluster } from './cluster/index.ts';
import { messageOf } from './errors.ts';
import type { KubernetesAccess } from './kubernetes/access.ts';
import { collectEvidence, type GoldpingerPods } from './kubernetes/evidence.ts';
import type { Run } from './run.ts';
import type { Suite } from './scenario/suite.ts';

/** How long evidence may take: after a cancel the runner waits for seven seconds in all. */
const evidenceTimeoutMs = 20_000;
const hurriedTimeoutMs = 2_000;

/**
 * Saves what the cluster has to say about a run that is not upheld: events, nodes, pods, the last log lines, Goldpinger's
 * answers, the provider's logs.
 * A cluster that does not answer costs the evidence, never the verdict: it is said, and the run goes on.
 */
export async function saveEvidence(
  run: Run,
  cluster: RunningCluster,
  kubernetes: KubernetesAccess,
  goldpingers: readonly GoldpingerPods[],
): Promise<void> {
  const signal = AbortSignal.timeout(run.signal.aborted ? hurriedTimeoutMs : evidenceTimeoutMs);
  const { logs } = run.folder;
  const fromApi = async () => {
    for (const { file, text } of await collectEvidence(kubernetes, signal, goldpingers))
      await writeFile(join(logs, file), text);
  };
  // The provider's logs tell the most of an API that does not answer.
  for (const save of [fromApi, () => cluster.exportLogs(logs, signal)]) {
    try {
      await mkdir(logs, { recursive: true });
      await save();
    } catch (error) {
      run.say('warning', `the cluster's logs could not be saved in full: ${messageOf(error)}`);
    }
  }
}

/** The Goldpinger pods that a suite's probes ask; each once. */
export function goldpingersOf({ scenarios }: Pick<Suite, 'scenarios'>): GoldpingerPods[] {
  const probes = scenarios.flatMap(({ steadyState }) => steadyState.map(({ probe }) => probe));
  const found = new Map(
    probes.flatMap(probe => {
      if (probe.kind !== 'probeGoldpinger') return [];
      const { namespace, selector, port } = probe;
      return [[`${namespace}/${selector}:${port}`, { namespace, selector, port }] as const];
    }),
  );
  return [...found.values()];
}
