import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openFolder, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { crashAll, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';

const password = 'correct "horse" battery';

/** The test app, which prints the value of its Secret, also as JSON, and the head of a request when it starts. */
function leakyApp(oracle: string): string {
  const [namespace, service, deployment] = testApp({ oracle })
    .split('\n---\n')
    .map(document => JSON.parse(document));
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db', namespace: 'shop' },
    stringData: { password },
  };
  const [container] = deployment.spec.template.spec.containers;
  container.env.push(
    { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
    { name: 'API_TOKEN', value: 'written-in-the-manifest' },
  );
  const print = `console.log('connected as ' + process.env.DB_PASSWORD); console.log('Authorization: Bearer 0123456789abcdef');
console.log(JSON.stringify({ db: process.env.DB_PASSWORD }));\n`;
  container.command[2] = print + container.command[2];
  container.args = ['--', '--password', 'written-as-an-argument'];
  return [namespace, secret, service, deployment].map(document => JSON.stringify(document)).join('\n---\n');
}

test.concurrent('at the first failure and at the end: events, nodes, pods, logs of what restarted, and no secret anywhere', async () => {
  using folder = openFolder();
  const oracle = openOracle(folder.path, start => ({ startMs: start < 2 ? 0 : 1000 }));
  folder.write('app.yml', leakyApp(oracle.path));
  folder.write('scenario.yml', scenarioFile({ steps: [crashAll] }));
  const { code, stderr } = await runGate(['run', 'scenario.yml', '--out', 'out', '--seed', '1'], { cwd: folder.path });
  // Refuted, or on a machine that is too busy to tell inconclusive.
  expect({ code, stderr }).toMatchObject({
    code: expect.any(Number),
    stderr: expect.stringContaining('logs/first-failure-1'),
  });
  expect([1, 2]).toContain(code);
  const logs = `${folder.path}/out/logs`;
  for (const place of [`${logs}/first-failure-1`, logs]) {
    const files = readdirSync(place, { withFileTypes: true }).filter(entry => entry.isFile());
    const names = files.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['evidence.txt', 'events.txt', 'nodes.txt', 'pods.txt']));
    const texts = new Map(names.map(name => [name, readFileSync(`${place}/${name}`, 'utf8')]));
    for (const text of texts.values()) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(Buffer.from(password).toString('base64'));
      expect(text).not.toContain('0123456789abcdef');
      expect(text).not.toMatch(/written-in-the-manifest|written-as-an-argument|horse/);
    }
    const log = names.find(name => /^shop_web-.*_web\.previous\.log$/.test(name));
    expect(texts.get(log ?? '')).toContain('connected as [redacted]\nAuthorization: [redacted]\n{"db":"[redacted]"}');
    const described = texts.get(names.find(name => /^shop_web-.*\.yaml$/.test(name)) ?? '');
    expect(described).toMatch(/name: API_TOKEN\n\s+value: "?\[redacted\]/);
    expect(described).toContain('secretKeyRef');
    expect(described).toMatch(/- --password\n\s+- "?\[redacted\]/);
    expect(texts.get('nodes.txt')).toContain('Ready True');
  }
  const evidence = readFileSync(`${logs}/first-failure-1/evidence.txt`, 'utf8');
  expect(evidence).toMatch(/^20\S+Z, \d+ ms after the run began: "web answers" failed: /);
  expect(readFileSync(`${logs}/first-failure-1/pods.txt`, 'utf8')).toMatch(
    /shop\/web-\S+ on .*, 1 restarts, before: Error/,
  );
});

test.concurrent('a hypothesis that is upheld although a sample failed leaves no evidence behind', async () => {
  using folder = openFolder();
  const oracle = openOracle(folder.path, start => ({ startMs: start < 2 ? 0 : 500 }));
  folder.write('app.yml', testApp({ oracle: oracle.path, replicas: 2 }));
  const tolerant = { target: { service: { name: 'web', namespace: 'shop', port: 80 } }, every: '100ms', timeout: 1000 };
  const steadyState = [
    {
      name: 'web answers',
      probeHTTP: tolerant,
      minSamples: 5,
      tolerance: { success: '>= 99%' },
      during: { success: '>= 1%' },
    },
  ];
  folder.write('scenario.yml', scenarioFile({ steps: [crashAll], steadyState, more: { method: { for: '3s' } } }));
  const { code, stderr } = await runGate(['run', 'scenario.yml', '--out', 'out', '--seed', '1'], { cwd: folder.path });
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('first failure') });
  expect(existsSync(`${folder.path}/out/logs/first-failure-1`)).toBe(false);
});

test.concurrent('a mesh that breaks: the raw answers of every Goldpinger pod', async () => {
  using folder = openFolder();
  const goldpinger = { labels: { selector: 'app=goldpinger', namespace: 'goldpinger' } };
  const scenario = {
    name: 'the mesh notices',
    steadyState: [{ name: 'mesh is whole', probeGoldpinger: { excuseTargets: false }, tolerance: { edges: '100%' } }],
    // One crashes again and again: the others go on looking, and find it dead.
    steps: [
      {
        podAction: {
          matches: [goldpinger],
          filters: [{ randomSample: { size: 1 } }],
          actions: [{ killContainer: { times: 3, interval: '2s' } }],
        },
      },
    ],
    method: { for: '8s' },
    recovery: { within: '20s', stableFor: '1s' },
  };
  folder.write('scenario.yml', JSON.stringify({ app: { goldpinger: true }, scenarios: [scenario] }));
  const { code, stderr } = await runGate(['run', 'scenario.yml', '--out', 'out', '--seed', '1'], { cwd: folder.path });
  expect({ code, stderr }).toMatchObject({
    code: expect.any(Number),
    stderr: expect.stringContaining('first failure'),
  });
  expect(code).not.toBe(0);
  for (const place of ['out/logs', 'out/logs/first-failure-1']) {
    const path = `${folder.path}/${place}`;
    const raw = readdirSync(path).filter(name => /^goldpinger_goldpinger-.*\.json$/.test(name));
    const said = readFileSync(`${path}/evidence.txt`, 'utf8').match(/Goldpinger's answer of/g) ?? [];
    // Who does not answer is said; who does is there.
    expect(raw.length + said.length).toBeGreaterThan(1);
    for (const name of raw) expect(JSON.parse(readFileSync(`${path}/${name}`, 'utf8'))).toBeInstanceOf(Object);
  }
  expect(readdirSync(`${folder.path}/out/logs`).some(name => name.startsWith('goldpinger_'))).toBe(true);
});
