import { expect, test } from '@jest/globals';
import { isDue } from '../../src/action/occasion.ts';
import { secretsOf } from '../../src/action/secrets.ts';
import { expectCode } from '../support/expect-code.ts';
import { openOracle } from '../support/oracle.ts';
import { killOne } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';
import { openRunner, workflowCommands } from './runner.ts';

test('more reasons than the runner shows: nine annotations and the step’s own, refuted ones first, and how many are left out', async () => {
  using runner = openRunner();
  runner.workspace.write('app.yml', testApp({ oracle: openOracle(runner.workspace.path, () => ({})).path }));
  const app = { manifests: ['app.yml'] };
  const config = { runStrategy: { runs: 1 } };
  const typo = {
    podAction: { ...killOne.podAction, matches: [{ labels: { selector: 'app=wbe', namespace: 'shop' } }] },
  };
  const refuted = { probeHTTP: { target: { url: 'http://127.0.0.1:1' }, retries: 1, timeout: 200 } };
  const twelve = Array.from({ length: 12 }, (_, index) => ({ name: `typo ${index}`, steps: [typo] }));
  const all = [...twelve, { name: 'unreachable', steps: [refuted] }];
  runner.workspace.write('scenario.yml', JSON.stringify({ app, config, scenarios: all }));
  await using main = runner.main({ scenarios: 'scenario.yml' });
  const { code, log } = await main.ended;
  expectCode({ code, log }, 1);
  const errors = workflowCommands(log).filter(line => line.startsWith('::error'));
  expect(errors).toHaveLength(10);
  expect(errors[0]).toMatch(/title=unreachable,/);
  expect(errors.at(-2)).toMatch(/^::error::\d+ more reasons/);
  expect(errors.at(-1)).toMatch(/^::error::refuted: /);
});

test('a kubeconfig’s secrets: tokens, passwords, keys, and the lines that base64 stands for', () => {
  const pem = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n';
  const data = Buffer.from(pem).toString('base64');
  const user = { token: 'abcdefgh12345', password: 'short', 'client-key-data': data };
  const text = JSON.stringify({
    users: [{ name: 'not-a-secret-name', user }],
    clusters: [{ cluster: { server: 'https://host:6443' } }],
  });
  expect(secretsOf(text).sort()).toEqual([data, 'MIIEvQIBADANBg', 'kqhkiG9w0BAQEF', 'abcdefgh12345'].sort());
});

test('never, on-failure and always', () => {
  expect([0, 1, 4].map(code => isDue('on-failure', code))).toEqual([false, true, true]);
  expect([isDue('never', 1), isDue('always', 0)]).toEqual([false, true]);
});
