import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { faultsDoc, faultsPage } from '../../scripts/faults-doc.js';
import { catalogue } from '../../src/faults/catalogue.ts';
import { faults, lastingFaults, nodeFaults } from '../../src/faults/index.ts';
import { nodeActionItemSchema } from '../../src/scenario/language/nodes/action.ts';
import { podActionItemSchema } from '../../src/scenario/language/pods/action.ts';
import { controlPlaneActionSchema } from '../../src/scenario/language/steps/control-plane-action.ts';
import { dependencyActionSchema } from '../../src/scenario/language/steps/dependency-action.ts';
import { networkActionSchema } from '../../src/scenario/language/steps/network-action.ts';
import { objectActionSchema } from '../../src/scenario/language/steps/object-action.ts';
import { processActionSchema } from '../../src/scenario/language/steps/process-action.ts';
import { stressActionSchema } from '../../src/scenario/language/steps/stress-action.ts';
import { catalogueFixtures, keysOf, seenOnKind } from '../e2e/catalogue-receipts.ts';
import { readFixture } from '../e2e/fixture-scenarios.ts';

const keys = catalogue.map(({ key }) => key);

/** The keys of which the language wants exactly one at this place. */
function choices(schema: { meta(): unknown }): string[] {
  const { oneOf } = schema.meta() as { oneOf: { required: string[] }[] };
  return oneOf.flatMap(({ required }) => required);
}

const noFaults = ['wait', 'checkPodCount', 'checkPodState'];
const inTheLanguage = Object.entries({
  podAction: choices(podActionItemSchema),
  nodeAction: choices(nodeActionItemSchema),
  processAction: choices(processActionSchema),
  stressAction: choices(stressActionSchema),
  objectAction: choices(objectActionSchema),
  networkAction: choices(networkActionSchema),
  dependencyAction: choices(dependencyActionSchema),
  controlPlaneAction: choices(controlPlaneActionSchema),
}).flatMap(([step, kinds]) => kinds.filter(kind => !noFaults.includes(kind)).map(kind => `${step}.${kind}`));

test('every fault of the language is in the catalogue, and nothing else', () => {
  expect([...keys].sort()).toEqual([...inTheLanguage, 'clone', 'commandAction'].sort());
});

test('every fault of the code is in the catalogue', () => {
  for (const { kind } of faults) expect(keys).toContain(`podAction.${kind}`);
  for (const { kind } of nodeFaults) expect(keys).toContain(`nodeAction.${kind}`);
  for (const { kind } of lastingFaults) expect(keys.map(key => key.split('.')[0])).toContain(kind);
});

test('a fault that did not run somewhere says why, or is not said to run there', () => {
  for (const { key, ran, refused = {} } of catalogue)
    for (const place of Object.keys(refused))
      if (ran.includes(place as never))
        expect(`${key}: ${refused[place as keyof typeof refused]}`).toMatch(/`inside`|`etcd`|`seccomp`/);
});

test('every fault is in a scenario file, and test/e2e/kind-catalogue knows its receipt, unless kind refuses it', () => {
  const offered = catalogue.filter(({ refused }) => refused?.kind === undefined);
  const wanted = offered.map(({ key }) => key).sort();
  expect([...new Set(catalogueFixtures.flatMap(readFixture).flatMap(keysOf))].sort()).toEqual(wanted);
  expect(Object.keys(seenOnKind).sort()).toEqual(wanted);
  expect(offered.filter(({ ran }) => !ran.includes('kind'))).toEqual([]);
});

test('docs/faults.md is up to date: `node scripts/faults-doc.js` writes it', () => {
  expect(readFileSync(faultsDoc, 'utf8')).toBe(faultsPage());
});
