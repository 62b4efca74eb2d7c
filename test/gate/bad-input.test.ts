import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { openFolder, runGate } from '../support/gate.ts';
import { killOne, scenarioFile, webProbe } from '../support/scenario.ts';
import { expectMessage } from './expect-message.ts';

/** `run` in a folder with these files; none of these may leave an `--out` behind, which would mean that something was touched. */
async function runWith(files: Record<string, string>, argv: readonly string[]) {
  using folder = openFolder();
  mkdirSync(`${folder.path}/empty`);
  for (const [name, text] of Object.entries(files)) folder.write(name, text);
  const ended = await runGate(['run', '--out', 'out', ...argv], { cwd: folder.path });
  return { ...ended, touched: existsSync(`${folder.path}/out/journal.ndjson`) };
}

const valid = scenarioFile({ file: { app: {} } });
const steadyState = (change: object, conditions: object = {}) =>
  scenarioFile({ steadyState: [webProbe({ ...change }, { ...conditions })], file: { app: {} } });

const files: [string, Record<string, string>, string[], RegExp][] = [
  ['no file is named', {}, [], /found no FILE/],
  ['a file that is not there', {}, ['nothing.yml'], /nothing\.yml/],
  ['a folder without scenarios', {}, ['empty'], /empty/],
  ['broken YAML', { 'a.yml': 'scenarios: [\n  {name: x' }, ['a.yml'], /a\.yml:\d+:\d+: /],
  ['wrong types', { 'a.yml': 'scenarios: yes please' }, ['a.yml'], /a\.yml:1:12: .*expected/],
  [
    'an impossible duration',
    { 'a.yml': steadyState({ every: '5 parsecs' }) },
    ['a.yml'],
    /5 parsecs.*expected a duration/,
  ],
  [
    'a tolerance that does not parse',
    { 'a.yml': steadyState({}, { tolerance: { success: 'mostly' } }) },
    ['a.yml'],
    /mostly.*expected/,
  ],
  [
    'a manifest that is not there',
    { 'a.yml': scenarioFile({ file: { app: { manifests: ['gone.yml'] } } }) },
    ['a.yml'],
    /gone\.yml/,
  ],
  ['a flag that does not exist', { 'a.yml': valid }, ['a.yml', '--sed', '7'], /--sed/],
  [
    'a flag with a wrong value',
    { 'a.yml': valid },
    ['a.yml', '--seed', 'x', '--nodes', '0'],
    /--nodes: found "0".*\n?.*/,
  ],
  ['a provider that does not exist', { 'a.yml': valid }, ['a.yml', '--cluster', 'k9s'], /--cluster: found "k9s"/],
  [
    'a scenario that no glob fits',
    { 'a.yml': valid },
    ['a.yml', '--scenario', 'mesh*'],
    /--scenario: found "mesh\*".*"web survives"/,
  ],
];

const unusedFlags: [string, string[], RegExp][] = [
  ['--context', ['--cluster', 'embedded', '--context', 'prod'], /--context: found "prod" for the cluster embedded/],
  ['--kubeconfig', ['--kubeconfig', 'kept'], /--kubeconfig: found "kept" for the cluster embedded/],
  ['--allow-context', ['--allow-context', 'prod'], /--allow-context: found "prod".*expected --cluster existing/],
  ['--node-image', ['--node-image', 'x'], /--node-image: found "x".*expected --cluster kind with it/],
  ['--kubernetes-version', ['--kubernetes-version', '1.34'], /found "1.34".*expected --cluster kind or minikube/],
  ['--context for kind', ['--cluster', 'kind', '--context', 'prod'], /--context: found "prod" for the cluster kind/],
  ['no version', ['--cluster', 'kind', '--kubernetes-version', 'banana'], /found "banana", expected a version such as/],
  ['an empty --out', ['--out', ''], /^--out: found nothing after it, expected a value\n$/],
  ['an empty --app', ['--app', ''], /^--app: found nothing after it/],
  ['an empty FILE', [''], /^run: found an empty word, expected a file or a folder\n$/],
  ['a seed below zero', ['--seed', '-1'], /^--seed: found "-1", expected a whole number from 0 on\n$/],
];

test.concurrent.each(unusedFlags)(
  'a flag that the cluster cannot follow (%s): exit 3, nothing is touched',
  async (_name, argv, message) => {
    const ended = await runWith({ 'a.yml': valid }, ['a.yml', ...argv]);
    expectMessage(ended, 3, message);
    expect(ended.touched).toBe(false);
  },
);

test.concurrent('up refuses flags that its cluster cannot follow, too', async () => {
  using folder = openFolder();
  const ended = await runGate(['up', '--out', 'out', '--context', 'prod'], { cwd: folder.path });
  expectMessage(ended, 3, '--context: found "prod" for the cluster embedded');
  expect(existsSync(`${folder.path}/out`)).toBe(false);
});

test.concurrent.each([
  [['up', 'a.yml'], 'up: found "a.yml", expected flags alone'],
  [['up', '--app', 'k8s'], '--app: found it with up, which deploys nothing'],
  [['down', 'out'], 'down: found "out", expected flags alone'],
])('%j: exit 3', async (argv, message) => {
  using folder = openFolder();
  expectMessage(await runGate(argv, { cwd: folder.path }), 3, message);
});

test.concurrent('what a file says for the cluster that a flag replaces is no mistake', async () => {
  const file = { app: {}, cluster: { provider: 'kind', nodeImage: 'x' } };
  const argv = ['a.yml', '--cluster', 'embedded', '--nodes', '1', '--timeout', '1ms'];
  const ended = await runWith({ 'a.yml': scenarioFile({ file }) }, argv);
  expectMessage(ended, 2, 'time limit of 1ms');
});

test.concurrent.each(files)('%s: exit 3, one message, nothing is touched', async (_name, given, argv, message) => {
  const ended = await runWith(given, argv);
  expectMessage(ended, 3, message);
  expect(ended.touched).toBe(false);
});

const existing = ['a.yml', '--cluster', 'existing', '--kubeconfig'];

test.concurrent.each([
  ['that is not there', 'gone.kubeconfig', /gone\.kubeconfig: cannot be read \(ENOENT\)/],
  ['that is a folder', 'empty', /empty: cannot be read \(EISDIR\)/],
  ['that is none', 'a.yml', /a\.yml: .*contexts/],
])('a kubeconfig %s: exit 3, one message', async (_name, kubeconfig, message) => {
  const ended = await runWith({ 'a.yml': valid }, [...existing, kubeconfig]);
  expectMessage(ended, 3, message);
  expect(ended).toMatchObject({ touched: false, stderr: expect.not.stringContaining('seed') });
});

/** A kubeconfig whose context is `far`, of a server that may not be there. */
function kubeconfigOf(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'far', cluster: { server } }],
    users: [{ name: 'far', user: { token: 'x' } }],
    contexts: [{ name: 'far', context: { cluster: 'far', user: 'far' } }],
    'current-context': 'far',
  });
}

test.concurrent('a context that was not allowed: exit 3, and how to allow it', async () => {
  const given = { 'a.yml': valid, 'far.kubeconfig': kubeconfigOf('https://127.0.0.1:1') };
  const ended = await runWith(given, [...existing, 'far.kubeconfig']);
  expectMessage(ended, 3, '--allow-context far');
  expect(ended).toMatchObject({ touched: false, stderr: expect.not.stringContaining('seed') });
});

test.concurrent('a cluster that refuses connections: exit 4, one message', async () => {
  const given = { 'a.yml': valid, 'far.kubeconfig': kubeconfigOf('https://127.0.0.1:1') };
  const ended = await runWith(given, [...existing, 'far.kubeconfig', '--allow-context', 'far']);
  expectMessage(ended, 4, /context "far" at https:\/\/127\.0\.0\.1:1 does not answer/);
});

test.concurrent('a cluster that accepts connections and never answers: exit 4, one message', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const given = { 'a.yml': valid, 'far.kubeconfig': kubeconfigOf(`https://127.0.0.1:${port}`) };
  const ended = await runWith(given, [...existing, 'far.kubeconfig', '--allow-context', 'far']);
  server.close();
  expectMessage(ended, 4, /does not answer as one: .*no answer within/);
});

test.concurrent.each([
  ['below a file', 'a.yml/out'],
  ['where nobody can write', '/proc/chaos-gate-out'],
])('an --out %s: exit 3, one message', async (_name, out) => {
  using folder = openFolder();
  folder.write('a.yml', valid);
  const ended = await runGate(['run', 'a.yml', '--out', out], { cwd: folder.path });
  expectMessage(ended, 3, 'cannot be written');
});

test.concurrent('an --out that still holds the undo of a run that was killed: exit 3, and what to do', async () => {
  using folder = openFolder();
  folder.write('a.yml', scenarioFile({ steps: [killOne], file: { app: {} } }));
  mkdirSync(`${folder.path}/out`);
  const operation = { kind: 'kubectl', action: 'delete', payload: '{}', kubectlBinary: 'kubectl', proxy: '' };
  folder.write(
    'out/undo.ndjson',
    `${JSON.stringify({ type: 'undo', id: 'e0-f1', experiment: 0, description: 'x', operation })}\n`,
  );
  const ended = await runGate(['run', 'a.yml', '--out', 'out'], { cwd: folder.path });
  expectMessage(ended, 3, 'chaos-gate undo out');
});
