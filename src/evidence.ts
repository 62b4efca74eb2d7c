import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningCluster } from './cluster/index.ts';
import { messageOf } from './errors.ts';
import type { KubernetesAccess } from './kubernetes/access.ts';
import { collectEvidence } from './kubernetes/evidence.ts';
import type { Run } from './run.ts';

/** How long evidence may take: after a cancel the runner waits for seven seconds in all. */
const evidenceTimeoutMs = 20_000;
const hurriedTimeoutMs = 2_000;

/**
 * Saves what the cluster has to say about a run that is not upheld: events, pods, the last log lines, the provider's logs.
 * A cluster that does not answer costs the evidence, never the verdict: it is said, and the run goes on.
 */
export async function saveEvidence(run: Run, cluster: RunningCluster, kubernetes: KubernetesAccess): Promise<void> {
  const signal = AbortSignal.timeout(run.signal.aborted ? hurriedTimeoutMs : evidenceTimeoutMs);
  try {
    await mkdir(run.folder.logs, { recursive: true });
    for (const { file, text } of await collectEvidence(kubernetes, signal))
      await writeFile(join(run.folder.logs, file), text);
    await cluster.exportLogs(run.folder.logs, signal);
  } catch (error) {
    run.say('warning', `the cluster's logs could not be saved in full: ${messageOf(error)}`);
  }
}
