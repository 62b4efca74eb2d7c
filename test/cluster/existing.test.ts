import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { providerOf } from '../../src/cluster/index.ts';
import { InfrastructureFailure, InvalidInput } from '../../src/errors.ts';
import { closedPort } from '../probes/servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-existing-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function bringUp(context: string, allowContext?: string): Promise<{ failure: Error; announced: number }> {
  const kubeconfig = join(folder, 'config');
  const server = `https://127.0.0.1:${await closedPort()}`;
  const config = {
    'current-context': context,
    contexts: [{ name: context, context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: {} }],
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  let announced = 0;
  const failure = await providerOf('existing')
    .up({
      wish: { kubeconfig },
      directory: folder,
      allowContext,
      keep: false,
      signal: AbortSignal.timeout(10_000),
      report: () => {},
      willCreate: () => announced++,
    })
    .then(
      () => new Error('it came up'),
      error => error,
    );
  return { failure, announced };
}

test('a cluster that may be others is refused before it is touched', async () => {
  const { failure, announced } = await bringUp('production');
  expect(failure).toBeInstanceOf(InvalidInput);
  expect(failure.message).toMatch(/^context "production" of \S+ may be .*--allow-context production$/);
  expect(announced).toBe(0);
  expect((await bringUp('production', 'staging')).failure).toBeInstanceOf(InvalidInput);
});

test.each(['kind-demo', 'minikube', 'k3d-demo', 'docker-desktop'])('the local context %s is tried', async context => {
  const { failure } = await bringUp(context);
  expect(failure).toBeInstanceOf(InfrastructureFailure);
  expect(failure.message).toMatch(/does not answer as one/);
});

test('a context that was named is tried', async () => {
  expect((await bringUp('production', 'production')).failure).toBeInstanceOf(InfrastructureFailure);
});
