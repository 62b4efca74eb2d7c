import { chmodSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openFolder, runGate } from '../support/gate.ts';
import { killOne, scenarioFile } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

const payload = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'shop' } });

test.concurrent('a kubectl step that exits 1: refuted', async () => {
  const steps = [{ kubectl: { action: 'apply', payload, autoDelete: false, kubectlBinary: '/bin/false' } }, killOne];
  expectReason(await runSituation({ scenario: { steps } }), 1, 'step-failed');
});

test.concurrent('a kubectl that is not there: the tool is missing, nothing is said about the app', async () => {
  const steps = [{ kubectl: { action: 'apply', payload, autoDelete: false, kubectlBinary: 'no-such-kubectl' } }];
  const outcome = await runSituation({ scenario: { steps } });
  expectReason(outcome, 4, 'infrastructure');
  expect(outcome.stderr).toContain('no-such-kubectl');
});

test.concurrent('something that kubectl cannot take back: residue', async () => {
  // It "applies" (exit 0) and fails to "delete": the undo phase cannot put it back.
  using folder = openFolder();
  const stub = folder.write('kubectl', '#!/bin/sh\ncase "$*" in *delete*) exit 1;; esac\n');
  chmodSync(stub, 0o755);
  const steps = [{ kubectl: { action: 'apply', payload, kubectlBinary: stub } }];
  expectReason(await runSituation({ scenario: { steps } }), 5, 'residue');
});

const invalid: [string, string, string][] = [
  ['no scenarios', '{ "scenarios": [] }', 'scenario'],
  ['a scenario that tries nothing', '{ "scenarios": [{ "name": "nothing" }] }', 'nothing to try'],
  ['an unknown key', scenarioFile({ more: { stedyState: [] } }), 'stedyState'],
  ['filter for filters', scenarioFile({ steps: [{ podAction: { ...killOne.podAction, filter: [] } }] }), 'filters'],
  ['a tolerance that is none', scenarioFile({ more: { steadyState: [{ name: 'x' }] } }), 'tolerance'],
];

test.concurrent.each(invalid)('%s: invalid input, no cluster is made', async (_name, text, expected) => {
  using folder = openFolder();
  folder.write('app.yml', '');
  folder.write('scenario.yml', text);
  const { code, stderr } = await runGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining(expected) });
  expect(stderr).toMatch(/scenario\.yml:\d+:\d+: /);
});

test.concurrent('no steps at all, which PowerfulSeal takes: nothing was tested, inconclusive', async () => {
  expectReason(await runSituation({ scenario: { steps: [] } }), 2, 'empty-action');
});
