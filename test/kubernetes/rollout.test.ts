import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { InfrastructureFailure } from '../../src/errors.ts';
import { applyObjects } from '../../src/kubernetes/apply.ts';
import { readJson } from '../../src/kubernetes/connect.ts';
import type { ManifestObject } from '../../src/kubernetes/manifest.ts';
import { waitForRollout } from '../../src/kubernetes/wait-for-rollout.ts';
import { startTestCluster, type TestCluster } from './test-cluster.ts';
import { deployment, manifest, namespace } from './workloads.ts';

const space = `rollout-${process.pid}`;
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(async () => {
  if (!cluster) return;
  const path = `/api/v1/namespaces/${space}`;
  await cluster.access.send({ method: 'DELETE', path });
  await cluster[Symbol.asyncDispose]();
});

async function rollOut(objects: readonly ManifestObject[], timeoutMs = 60_000): Promise<string[]> {
  const said: string[] = [];
  const signal = AbortSignal.timeout(90_000);
  const applied = await applyObjects(cluster.access, [...objects, namespace(space)], signal);
  await waitForRollout(cluster.access, applied, { timeoutMs, signal, report: text => said.push(text) });
  return said;
}

async function failureOf(objects: readonly ManifestObject[], timeoutMs?: number): Promise<string> {
  const failure: unknown = await rollOut(objects, timeoutMs).then(
    () => undefined,
    error => error,
  );
  for (const { object } of objects.filter(each => each.object.kind === 'Deployment'))
    await cluster.access.send({
      method: 'DELETE',
      path: `/apis/apps/v1/namespaces/${space}/deployments/${object.metadata?.name}`,
    });
  expect(failure).toBeInstanceOf(InfrastructureFailure);
  return (failure as Error).message;
}

test.concurrent('every kind of workload is waited for until it is ready, whatever order it is written in', async () => {
  const pod = {
    metadata: { labels: { app: 'set' } },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'main', image: 'node:24-alpine', command: ['node', '-e', 'setInterval(() => {}, 1000)'] }],
    },
  };
  const labels = (app: string) => ({ ...pod, metadata: { labels: { app } } });
  const once = {
    ...pod.spec,
    restartPolicy: 'Never',
    containers: [{ ...pod.spec.containers[0], command: ['node', '-e', '0'] }],
  };
  const said = await rollOut([
    deployment('web', space, {}, { replicas: 2 }),
    manifest({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'store', namespace: space },
      spec: { serviceName: 'store', selector: { matchLabels: { app: 'store' } }, template: labels('store') },
    }),
    manifest({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'agent', namespace: space },
      spec: {
        selector: { matchLabels: { app: 'agent' } },
        template: { ...labels('agent'), spec: { ...pod.spec, tolerations: [{ operator: 'Exists' }] } },
      },
    }),
    manifest({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'once', namespace: space },
      spec: { template: { spec: once } },
    }),
    manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bare', namespace: space }, spec: pod.spec }),
    manifest({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: space },
      data: { a: 'b' },
    }),
  ]);
  expect(said.at(-1)).toBe('5 of 5 workloads ready');
  const { status } = await readJson<{ status: { readyReplicas: number } }>(cluster.access, {
    path: `/apis/apps/v1/namespaces/${space}/deployments/web`,
  });
  expect(status.readyReplicas).toBe(2);
});

describe('what will never be ready is said at once', () => {
  test.concurrent('an image that is not there', async () => {
    const message = await failureOf([deployment('no-image', space, { image: 'registry.invalid/shop:dev' })]);
    expect(message).toMatch(
      /^Deployment rollout-\d+\/no-image does not get ready: pod no-image-\S+: image registry\.invalid\/shop:dev cannot be pulled \(.+\)$/,
    );
  });

  test.concurrent('a configuration that is missing', async () => {
    const env = [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'absent', key: 'key' } } }];
    expect(await failureOf([deployment('no-secret', space, { env })])).toMatch(
      /container main cannot be made \(secret "absent" not found\)/,
    );
  });

  test.concurrent('an app that crashes again and again, with its last words', async () => {
    const command = ['node', '-e', 'console.error("no database at db:5432"); process.exit(7)'];
    const message = await failureOf([deployment('crashes', space, { command })]);
    expect(message).toMatch(
      /container main crashes \(exit code 7, \d+ restarts?\); its last lines: no database at db:5432$/,
    );
  });

  const enforced = process.env.CHAOS_GATE_TEST_KUBECONFIG ? test : test.skip;
  enforced('a quota that is used up (the embedded cluster enforces none)', async () => {
    const quota = manifest({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'tight', namespace: `${space}-tight` },
      spec: { hard: { pods: '0' } },
    });
    try {
      const message = await failureOf([namespace(`${space}-tight`), quota, deployment('many', `${space}-tight`)]);
      expect(message).toMatch(/its pods cannot be made: .*exceeded quota: tight/);
    } finally {
      await cluster.access.send({ method: 'DELETE', path: `/api/v1/namespaces/${space}-tight` });
    }
  });

  test.concurrent('a pod that no node takes', async () => {
    const resources = { requests: { cpu: '4000' } };
    expect(await failureOf([deployment('huge', space, { resources })])).toMatch(
      /no node takes it \(.*Insufficient cpu/,
    );
  });
});

test.concurrent('an app that never gets ready ends at the time-out, with the reason and its last words', async () => {
  const command = ['node', '-e', "console.log('waiting for migrations'); setInterval(() => {}, 1000)"];
  const message = await failureOf([deployment('unready', space, { command })], 6_000);
  expect(message).toMatch(/does not get ready within 6 s: pod unready-\S+: container main runs but is not ready/);
  expect(message).toMatch(/its last lines: waiting for migrations$/);
});

test.concurrent('an object that the API server refuses is named with its place in the file', async () => {
  const wrong = deployment('wrong', space, {}, { replicas: 'many' });
  await expect(rollOut([{ ...wrong, at: { file: 'k8s/web.yaml', line: 12, column: 1 } }])).rejects.toThrow(
    /^k8s\/web\.yaml:12:1: apply Deployment rollout-\d+\/wrong: \d+:? /,
  );
  await expect(rollOut([manifest({ apiVersion: 'v9', kind: 'Nothing', metadata: { name: 'x' } })])).rejects.toThrow(
    'test.yaml:1:1: the cluster does not know Nothing of v9',
  );
});

test.concurrent('an abort ends the waiting with its reason', async () => {
  const controller = new AbortController();
  const applied = await applyObjects(cluster.access, [
    namespace(space),
    deployment('slow', space, { image: 'registry.invalid/x:1' }),
  ]);
  const waiting = waitForRollout(cluster.access, [{ ...applied[1]!, kind: 'Deployment' }], {
    timeoutMs: 60_000,
    signal: controller.signal,
    report: () => controller.abort(new Error('stop')),
  });
  await expect(waiting).rejects.toThrow('stop');
});
