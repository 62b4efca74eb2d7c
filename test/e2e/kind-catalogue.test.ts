import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { ExperimentResult } from '../../src/judge/run-result.ts';
import { type Folder, openFolder } from '../support/gate.ts';
import { catalogueFixtures, keyOfFault, keysOf, seenOnKind } from './catalogue-receipts.ts';
import { lateNames, readFixture, runFixture } from './fixture-scenarios.ts';
import { findLab, labTest, run, whyNoLab } from './lab.ts';
import { expectBareNodes, kernelHasNetem } from './node-remains.ts';
import { openRealCluster, type RealCluster } from './real-cluster.ts';

const strace = 'chaos-gate-node-with-strace:dev';

let folder: Folder;
let cluster: RealCluster;
beforeAll(async () => {
  if (whyNoLab() !== undefined) return;
  folder = openFolder();
  cluster = await openRealCluster(folder, 3, nodeImageWithStrace());
}, 400_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
  folder?.[Symbol.dispose]();
}, 60_000);

/** kindest/node has no strace, which an example needs: as docs/faults.md says, a node image that has it will do. */
function nodeImageWithStrace(): string {
  const { nodeImage = 'kindest/node:v1.34.0' } = findLab();
  const install = 'apt-get update && apt-get install --yes --no-install-recommends strace';
  run('docker', ['build', '--network', 'host', '--quiet', '--tag', strace, '-'], {
    input: `FROM ${nodeImage}\nRUN ${install}\n`,
  });
  return strace;
}

describe.each(catalogueFixtures)('%s', file => {
  let experiments: readonly ExperimentResult[] = [];
  beforeAll(async () => {
    if (whyNoLab() === undefined) ({ experiments } = await runFixture(folder, file, cluster));
  }, 900_000);

  for (const scenario of readFixture(file)) {
    const keys = keysOf(scenario);
    const asked = keys.length > 0 ? keys : scenario.steps.flatMap(step => Object.keys(step));
    labTest(`${[...new Set(asked)].join(', ')}: ${scenario.name}`, 10_000, async () => {
      const experiment = experiments.find(({ name }) => name === scenario.name);
      if (scenario.name === lateNames && !kernelHasNetem(cluster))
        return expectRefusal(experiment, /has no kernel module sch_netem/);
      const { verdict, reason, residue, steps } = experiment ?? {};
      expect({ verdict, reason, residue }).toEqual({ verdict: 'upheld', reason, residue: [] });
      expect(steps?.map(({ status }) => status)).toEqual(scenario.steps.map(() => 'done'));
      expect(experiment?.recovery?.observedMs).toEqual(expect.any(Number));
      const faults = experiment?.faults.map(fault => {
        const { landed, evidence } = fault.receipt;
        return { key: keyOfFault(scenario, fault), landed, evidence, undone: fault.undone };
      });
      for (const key of keys)
        expect(faults).toContainEqual({
          key,
          landed: true,
          evidence: expect.stringMatching(seenOnKind[key] ?? /^never/),
          undone: true,
        });
      expect(faults?.filter(({ landed, undone }) => !landed || !undone)).toEqual([]);
      for (const { key, evidence } of faults ?? []) process.stdout.write(`${key}: ${evidence}\n`);
    });
  }

  labTest('nothing of the gate is left in the cluster or on its nodes', 60_000, async () => {
    expectBareNodes(cluster);
  });
});

/** Said before anything was injected. */
function expectRefusal(experiment: ExperimentResult | undefined, why: RegExp): void {
  const { verdict, reasons, faults, residue } = experiment ?? {};
  expect({ verdict, reasons, faults, residue }).toEqual({
    verdict: 'inconclusive',
    reasons: [expect.objectContaining({ code: 'fault-unsupported', message: expect.stringMatching(why) })],
    faults: [],
    residue: [],
  });
}
