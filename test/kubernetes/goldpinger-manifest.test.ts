import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { goldpingerManifest } from '../../src/kubernetes/goldpinger-manifest.ts';
import { parseManifest } from '../../src/kubernetes/manifest.ts';

test('what the program deploys is what the fixture shows', () => {
  const file = new URL('../../fixtures/goldpinger/goldpinger.yaml', import.meta.url);
  const objects = parseManifest(readFileSync(file, 'utf8'), 'goldpinger.yaml').map(({ object }) => object);
  expect(goldpingerManifest).toEqual(objects);
});
