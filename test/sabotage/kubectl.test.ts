import { chmodSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { type Folder, openFolder } from '../support/gate.ts';
import { findKubectlPath } from '../support/kubectl.ts';
import { expectReason, type Outcome, runSituation } from './sabotage.ts';

const path = findKubectlPath();
const withKubectl = path ? test.concurrent : test.skip;

const object = (kind: string, name: string, namespace?: string, more: object = {}) => ({
  apiVersion: kind === 'ClusterRole' ? 'rbac.authorization.k8s.io/v1' : 'v1',
  kind,
  metadata: { name, namespace, ...more },
});
const aside = object('Namespace', 'aside');
const settings = { ...object('ConfigMap', 'settings', 'aside'), data: { level: 'calm' } };
const manifest = [aside, settings].map(each => JSON.stringify(each)).join('\n---\n');

/** Kubectl in disguise: the real one is `$KUBECTL`, what it was given is in `$INPUT`, its words are `$@`. */
function disguise(folder: Folder, script: string): string {
  const input = `${folder.path}/input`;
  const file = folder.write(
    'kubectl',
    `#!/bin/sh\nPATH='${path}'\nKUBECTL=$(command -v kubectl)\nINPUT='${input}'\ncat > "$INPUT"\n${script}\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

async function runPayload(payload: object, script: string, change: object = {}): Promise<Outcome> {
  using folder = openFolder();
  const kubectlBinary = disguise(folder, script);
  const step = { kubectl: { action: 'apply', payload: JSON.stringify(payload), kubectlBinary, ...change } };
  // Nothing else names a namespace.
  const more = { steadyState: undefined, recovery: undefined, baseline: undefined };
  return await runSituation({ manifest, scenario: { steps: [step], more } });
}

function residueOf({ experiment }: Outcome): string[] | undefined {
  return experiment?.residue.map(each => each.object);
}

const honest = 'exec "$KUBECTL" "$@" < "$INPUT"';
/** The words without `apply -f -`: which cluster is meant. */
const also = (words: string) => `"$KUBECTL" "$1" "$2" "$3" "$4" ${words}`;
const changed = { ...settings, data: { level: 'wild' } };

withKubectl('the control: what an apply changes is written back, and nothing else happens', async () => {
  const outcome = await runPayload(changed, honest);
  expect(outcome).toMatchObject({ code: 0, experiment: { verdict: 'upheld', residue: [] } });
});

withKubectl('an apply over a namespace that was there: it is there afterwards, as it was', async () => {
  const labelled = object('Namespace', 'aside', undefined, { labels: { tier: 'gold' } });
  const outcome = await runPayload(labelled, honest);
  expect(outcome).toMatchObject({ code: 0, experiment: { verdict: 'upheld', residue: [] } });
  expect(outcome.stderr).toContain('namespace/aside configured');
});

withKubectl('kubectl makes more than its payload says, in the namespace of the payload: residue', async () => {
  const outcome = await runPayload(
    changed,
    `case "$*" in *apply*) ${also('create configmap more -n aside')};; esac\n${honest}`,
  );
  expectReason(outcome, 5, 'residue');
  expect(residueOf(outcome)).toEqual(['ConfigMap aside/more']);
});

withKubectl('kubectl does not delete an object of no namespace, and says that it did: residue', async () => {
  const outcome = await runPayload(object('ClusterRole', 'stays'), `case "$*" in *apply*) ${honest};; esac`);
  expectReason(outcome, 5, 'residue');
  expect(residueOf(outcome)).toEqual(['ClusterRole stays']);
});

withKubectl('an apply that changes nothing: inconclusive', async () => {
  expectReason(await runPayload(settings, honest), 2, 'empty-action');
});

test.concurrent('kubectl says that it applied, and did nothing: inconclusive', async () => {
  const outcome = await runPayload(object('ConfigMap', 'new', 'aside'), 'echo configmap/new created');
  expectReason(outcome, 2, 'fault-not-proven');
});

test.concurrent('a kind that does not exist: the step fails, nothing is left to undo', async () => {
  const outcome = await runPayload(object('ConfigMapp', 'a', 'aside'), honest);
  expectReason(outcome, 1, 'step-failed');
  expect(outcome.experiment?.residue).toEqual([]);
  expect(outcome.stderr).toContain('does not know the kind ConfigMapp');
});

test.concurrent('a delete of what is not there: inconclusive', async () => {
  expectReason(await runPayload(object('ConfigMap', 'none', 'aside'), honest, { action: 'delete' }), 2, 'empty-action');
});
