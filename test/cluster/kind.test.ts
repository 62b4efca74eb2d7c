import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type ClusterOptions, providerOf } from '../../src/cluster/index.ts';
import { InvalidInput } from '../../src/errors.ts';
import { findLab } from './lab.ts';
import { describeProvider } from './provider-contract.ts';

const lab = findLab();
const name = `contract-${process.pid}`;

if (lab.missing) {
  describe('real clusters', () => {
    test.skip(`kind and existing: ${lab.missing}`, () => {});
  });
} else {
  describeProvider({
    provider: 'kind',
    wish: () => ({ name, nodes: 2, nodeImage: lab.nodeImage }),
    loadsImages: true,
    setUpMs: 300_000,
    isGone: async identity => !listKindClusters().includes(identity.name),
    async whileUp() {
      await refusesForeignCluster(name);
    },
  });

  const existingDirectory = mkdtempSync(join(tmpdir(), 'chaos-gate-existing-'));
  const existingName = `existing-${process.pid}`;
  const kubeconfig = join(existingDirectory, 'kubeconfig');
  describeProvider({
    provider: 'existing',
    wish: () => ({ kubeconfig }),
    loadsImages: false,
    setUpMs: 300_000,
    async prepare() {
      const image = lab.nodeImage ? ['--image', lab.nodeImage] : [];
      const named = ['--name', existingName];
      runKind(['create', 'cluster', ...named, '--kubeconfig', kubeconfig, '--wait', '120s', ...image]);
      runKind(['load', 'docker-image', 'node:24-alpine', ...named]);
    },
    async cleanUp() {
      // Letting go of a cluster that was there before leaves it there.
      expect(listKindClusters()).toContain(existingName);
      runKind(['delete', 'cluster', '--name', existingName, '--kubeconfig', kubeconfig]);
      rmSync(existingDirectory, { recursive: true });
    },
  });

  test('an abort in the middle of the creation leaves nothing behind', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-kind-'));
    const controller = new AbortController();
    const aborted = `aborted-${process.pid}`;
    const options = optionsFor(aborted, directory, controller.signal, text => {
      if (text.includes('Preparing nodes')) controller.abort(new Error('enough'));
    });
    await expect(providerOf('kind').up(options)).rejects.toThrow('enough');
    expect(listKindClusters()).not.toContain(aborted);
    const leftovers = execFileSync(
      'docker',
      ['ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${aborted}`],
      { env: process.env },
    );
    expect(leftovers.toString()).toBe('');
    rmSync(directory, { recursive: true });
  }, 120_000);
}

/** A cluster of that name that somebody else made is neither used nor deleted. */
async function refusesForeignCluster(taken: string): Promise<void> {
  const announced: unknown[] = [];
  const options = optionsFor(taken, tmpdir(), AbortSignal.timeout(20_000), () => {});
  const attempt = providerOf('kind').up({ ...options, willCreate: identity => announced.push(identity) });
  await expect(attempt).rejects.toBeInstanceOf(InvalidInput);
  expect(announced).toEqual([]);
  expect(listKindClusters()).toContain(taken);
}

function optionsFor(
  name: string,
  directory: string,
  signal: AbortSignal,
  report: (text: string) => void,
): ClusterOptions {
  const wish = { name, nodes: 1, nodeImage: lab.nodeImage };
  return { wish, directory, keep: false, signal, report, willCreate: () => {} };
}

function runKind(argv: readonly string[]): void {
  execFileSync('kind', argv, { stdio: 'ignore', env: process.env });
}

function listKindClusters(): string[] {
  return execFileSync('kind', ['get', 'clusters', '--quiet'], { encoding: 'utf8', env: process.env }).split('\n');
}
