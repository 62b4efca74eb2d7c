import { type KeptCluster, openKeptCluster } from '../support/cluster.ts';
import { openFolder } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { testApp } from '../support/test-app.ts';
import { type PolicyRun, runPolicy } from './policy-run.ts';

/** One embedded cluster for several runs. */
export interface SharedCluster extends AsyncDisposable {
  readonly cluster: KeptCluster;
  readonly folder: ReturnType<typeof openFolder>;
  run(policy: unknown, flags?: readonly string[]): Promise<PolicyRun>;
  readonly flags: readonly string[];
}

export async function openSharedCluster(): Promise<SharedCluster> {
  const folder = openFolder();
  const cluster = await openKeptCluster(folder);
  const context = cluster.config.getCurrentContext();
  const flags = ['--cluster', 'existing', '--kubeconfig', cluster.kubeconfig, '--allow-context', context];
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  let runs = 0;
  return {
    cluster,
    folder,
    flags,
    run: (policy, more = []) => runPolicy(folder, policy, [...flags, ...more], `out${++runs}`),
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}
