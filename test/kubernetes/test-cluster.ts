import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providerOf, type RunningCluster } from '../../src/cluster/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { accessCluster } from '../../src/kubernetes/connect.ts';
import type { ProviderName } from '../../src/scenario/suite.ts';

export interface TestCluster extends AsyncDisposable {
  readonly cluster: RunningCluster;
  readonly access: KubernetesAccess;
}

/**
 * A cluster for one test file: the embedded one, or the one of $CHAOS_GATE_TEST_KUBECONFIG (its current context), for the
 * same tests against a real cluster.
 */
export async function startTestCluster(nodes = 1): Promise<TestCluster> {
  const kubeconfig = process.env.CHAOS_GATE_TEST_KUBECONFIG;
  const provider: ProviderName = kubeconfig ? 'existing' : 'embedded';
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-test-'));
  const signal = AbortSignal.timeout(120_000);
  const removeDirectory = (): void => rmSync(directory, { recursive: true, force: true });
  const cluster = await providerOf(provider)
    .up({
      wish: { kubeconfig, nodes },
      directory,
      keep: false,
      signal,
      report: () => {},
      willCreate: () => {},
    })
    .catch(error => {
      removeDirectory();
      throw error;
    });
  return {
    cluster,
    access: await accessCluster(cluster, signal),
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]();
      removeDirectory();
    },
  };
}
