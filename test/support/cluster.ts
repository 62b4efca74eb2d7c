import { CoreV1Api, KubeConfig, KubernetesObjectApi, RbacAuthorizationV1Api } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { type Folder, runGate } from './gate.ts';

/** A cluster that `chaos-gate up` left; disposing takes it down. */
export interface KeptCluster extends AsyncDisposable {
  readonly kubeconfig: string;
  readonly config: KubeConfig;
  /** Creates the objects of a manifest. */
  create(manifest: string): Promise<void>;
}

/** Brings an embedded cluster up that lives on, below `folder`. */
export async function openKeptCluster(folder: Folder): Promise<KeptCluster> {
  const { code, stdout, stderr } = await runGate(['up', '--out', 'kept', '--nodes', '1'], { cwd: folder.path });
  if (code !== 0) throw new Error(`up ended with ${code}: ${stderr}`);
  const kubeconfig = stdout.trim().split('\n').at(-1) ?? '';
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  return {
    kubeconfig,
    config,
    async create(manifest) {
      const objects = KubernetesObjectApi.makeApiClient(config);
      for (const document of parseAllDocuments(manifest)) await objects.create(document.toJS());
    },
    async [Symbol.asyncDispose]() {
      const down = await runGate(['down', '--out', 'kept'], { cwd: folder.path });
      if (down.code !== 0) throw new Error(`down ended with ${down.code}: ${down.stderr}`);
    },
  };
}

/** Writes a kubeconfig of a ServiceAccount that may look at everything and change nothing; returns its path. */
export async function writeReadersKubeconfig(cluster: KeptCluster, folder: Folder): Promise<string> {
  const namespace = 'default';
  const metadata = { name: 'reader', namespace };
  const core = cluster.config.makeApiClient(CoreV1Api);
  const rbac = cluster.config.makeApiClient(RbacAuthorizationV1Api);
  await core.createNamespacedServiceAccount({ namespace, body: { metadata } });
  await rbac.createClusterRole({
    body: {
      metadata: { name: 'reader' },
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }],
    },
  });
  await rbac.createClusterRoleBinding({
    body: {
      metadata: { name: 'reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
  });
  const { status } = await core.createNamespacedServiceAccountToken({
    ...metadata,
    body: { spec: { audiences: [] } },
  });
  const reader = new KubeConfig();
  reader.loadFromOptions({
    clusters: [{ ...cluster.config.getCurrentCluster(), name: 'reader' }],
    users: [{ name: 'reader', token: status?.token }],
    contexts: [{ name: 'reader', cluster: 'reader', user: 'reader' }],
    currentContext: 'reader',
  });
  return folder.write('reader.kubeconfig', reader.exportConfig());
}
