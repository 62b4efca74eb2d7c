import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CoreV1Api, KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { formatRole } from '../../src/cluster/role.ts';
import { type KeptCluster, openKeptCluster } from '../support/cluster.ts';
import { type Folder, openFolder, readVerdict, runGate } from '../support/gate.ts';

const scenario = fileURLToPath(new URL('../../fixtures/scenarios/demo/2-half-crash.yml', import.meta.url));

interface Role {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { name: string };
  readonly rules: { resources?: string[]; verbs: string[] }[];
}

let folder: Folder;
let cluster: KeptCluster;
let role: Role;

beforeAll(async () => {
  folder = openFolder();
  cluster = await openKeptCluster(folder);
  const argv = ['doctor', scenario, '--kubeconfig', cluster.kubeconfig, '--role'];
  const { code, stdout, stderr } = await runGate(argv, { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  role = parse(stdout);
}, 60_000);

afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
  folder?.[Symbol.dispose]();
});

/** A kubeconfig of a ServiceAccount that may do what the role says, and nothing else. */
async function grant(name: string, rules: Role['rules']): Promise<string> {
  const namespace = 'default';
  const objects = KubernetesObjectApi.makeApiClient(cluster.config);
  const core = cluster.config.makeApiClient(CoreV1Api);
  await core.createNamespacedServiceAccount({ namespace, body: { metadata: { name } } });
  await objects.create({ ...role, metadata: { name }, rules } as object);
  await objects.create({
    apiVersion: role.apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  } as object);
  const { status } = await core.createNamespacedServiceAccountToken({
    name,
    namespace,
    body: { spec: { audiences: [] } },
  });
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ ...cluster.config.getCurrentCluster(), name }],
    users: [{ name, token: status?.token }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  return folder.write(`${name}.kubeconfig`, config.exportConfig());
}

async function run(name: string, kubeconfig: string): Promise<{ code: number | null; stderr: string }> {
  const target = ['--cluster', 'existing', '--kubeconfig', kubeconfig, '--allow-context', name];
  const { code, stderr } = await runGate(['run', scenario, ...target, '--out', name], { cwd: folder.path });
  return { code, stderr };
}

test('who has exactly the role that doctor prints can run the scenario, and doctor agrees', async () => {
  const kubeconfig = await grant('exact', role.rules);
  const { stdout } = await runGate(['doctor', scenario, '--kubeconfig', kubeconfig], { cwd: folder.path });
  expect(stdout).toMatch(/^ok\s+permissions in context exact: all that the gate needs$/m);
  expect(await run('exact', kubeconfig)).toEqual({ code: 0, stderr: expect.not.stringMatching(/forbidden/i) });
  expect(readVerdict(join(folder.path, 'exact'))).toMatchObject({ verdict: 'upheld' });
}, 120_000);

test('with one verb less nothing is deployed and nothing injected, and the verb is named', async () => {
  const rules = role.rules.flatMap(rule => {
    const verbs = rule.verbs.filter(verb => !rule.resources?.includes('configmaps') || verb !== 'list');
    return verbs.length > 0 ? [{ ...rule, verbs }] : [];
  });
  const kubeconfig = await grant('less', rules);
  const { code, stderr } = await run('less', kubeconfig);
  expect(code).toBe(4);
  expect(stderr).toContain('context less may not list configmaps in all namespaces: `chaos-gate doctor');
  const journal = readFileSync(join(folder.path, 'less', 'journal.ndjson'), 'utf8');
  expect(journal).not.toContain('"type":"fault-injected"');
  expect(journal).not.toContain('applying');
  const { stdout } = await runGate(['doctor', scenario, '--kubeconfig', kubeconfig], { cwd: folder.path });
  expect(stdout).toMatch(/^missing\s+permissions in context less: list configmaps in all namespaces; doctor --role/m);
}, 60_000);

test('a role has one rule for each resource, whatever is done with it', () => {
  const permissions = [
    { verb: 'get', resource: 'pods' },
    { verb: 'list', resource: 'pods' },
    { verb: 'get', resource: 'pods', subresource: 'log' },
    { verb: 'patch', resource: 'deployments', group: 'apps' },
    { verb: 'get', path: '/metrics/*' },
  ];
  expect(parse(formatRole(permissions)).rules).toEqual([
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
    { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch'] },
    { nonResourceURLs: ['/metrics/*'], verbs: ['get'] },
  ]);
});
