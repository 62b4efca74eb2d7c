import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { importText } from '../../src/import/index.ts';
import { scenariosOf } from './imported.ts';

function read(chaos: 'pods' | 'network' | 'stress'): string {
  return readFileSync(`fixtures/import/chaos-mesh-${chaos}.yaml`, 'utf8');
}

test('a selector that cannot be said takes its step with it: it would hit other pods', () => {
  const { text } = importText(read('pods'), 'mesh.yaml');
  expect(text).toMatch(/# .*spec\.selector\.nodes: \["worker-1"\]: not carried over/);
  expect(scenariosOf(text).map(({ name }) => name)).not.toContain('on-one-node: pod-kill');
});

test('the same network and load as there', () => {
  const network = scenariosOf(importText(read('network'), 'network.yaml').text);
  expect(network.flatMap(({ steps }) => steps)).toMatchObject([
    { effect: { kind: 'delay', delayMs: 90, jitterMs: 10 }, direction: 'both', durationMs: 10_000 },
    {
      effect: { kind: 'partition' },
      direction: 'egress',
      filters: [{ kind: 'randomSample', size: 1 }],
      peers: { kind: 'pods', matches: [{ selector: 'app=store', namespace: 'shop' }] },
    },
    { effect: { kind: 'loss', share: 0.15 }, filters: [{ ratio: 0.5 }], durationMs: 20_000 },
    // Chaos Mesh counts bytes: 1mbps are eight million bits.
    { effect: { kind: 'rate', bitsPerSecond: 8e6 } },
  ]);
  const stress = scenariosOf(importText(read('stress'), 'stress.yaml').text);
  expect(stress.flatMap(({ steps }) => steps)).toMatchObject([
    // Two workers, half of the time each.
    { load: { kind: 'cpu', workers: 1, where: 'inside', container: 'web' }, durationMs: 15_000 },
    { load: { kind: 'memory', amount: { bytes: 64 * 2 ** 20 }, where: 'inside' } },
    { load: { kind: 'memory', amount: { share: 0.25 }, where: 'inside' } },
  ]);
});
