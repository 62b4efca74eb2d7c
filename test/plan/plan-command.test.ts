import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Plan } from '../../src/plan/index.ts';
import { openKeptCluster, writeReadersKubeconfig } from '../support/cluster.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { killOne, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';

const context = 'chaos-gate-embedded';

test('plan says what the run behind it does, looks at a cluster that is not its own and changes nothing there', async () => {
  using folder = openFolder();
  const here = { cwd: folder.path };
  await using cluster = await openKeptCluster(folder);
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path, replicas: 4 }));
  folder.write('bare.yml', scenarioFile({ steps: [killOne] }));
  const access = ['--cluster', 'existing', '--kubeconfig', cluster.kubeconfig, '--allow-context', context];
  const planOf = async (file: string, ...more: string[]) => {
    const argv = ['plan', file, ...access, '--out', 'plan', '--seed', '5', '--format', 'json', ...more];
    const { code, stdout, stderr } = await runGate(argv, here);
    return { code, stderr, plan: stdout === '' ? undefined : (JSON.parse(stdout) as Plan) };
  };

  const before = await planOf('bare.yml');
  expectCode(before, 0);
  expect(before.plan?.scenarios[0]?.steps[0]?.pods).toEqual({ matched: 0, chosen: [] });

  await cluster.create(readFileSync(`${folder.path}/app.yml`, 'utf8'));
  // The cluster's controllers need a moment to make the pods.
  let { code, plan, stderr } = await planOf('bare.yml');
  for (let more = 20; more > 0 && plan?.scenarios[0]?.steps[0]?.pods?.matched !== 4; more--)
    ({ code, plan, stderr } = await planOf('bare.yml'));
  expectCode({ code, stderr }, 0);
  const [scenario] = plan?.scenarios ?? [];
  expect(scenario?.steps[0]?.pods?.matched).toBe(4);
  expect(plan?.permissions?.missing).toEqual([]);
  const ran = await runGate(['run', 'bare.yml', ...access, '--out', 'out', '--seed', '5'], here);
  expectCode(ran, 0);
  const [experiment] = readVerdict(`${folder.path}/out`)?.experiments ?? [];
  expect(
    experiment?.faults.flatMap(({ targets }) => targets.map(({ namespace, name }) => `${namespace}/${name}`)),
  ).toEqual(scenario?.steps[0]?.pods?.chosen);
  const tookMs = experiment?.phases.reduce((sum, { durationMs }) => sum + durationMs, 0) ?? 0;
  expect(tookMs).toBeGreaterThanOrEqual(scenario?.duration.leastMs ?? 0);
  expect(tookMs).toBeLessThanOrEqual(scenario?.duration.mostMs ?? 0);

  const typo = {
    podAction: { ...killOne.podAction, matches: [{ labels: { selector: 'app=wbe', namespace: 'shop' } }] },
  };
  folder.write('typo.yml', scenarioFile({ steps: [typo], file: { app: undefined } }));
  expect(await planOf('typo.yml')).toMatchObject({
    code: 3,
    plan: { scenarios: [{ inconclusive: { code: 'no-target', step: 0, certain: true } }] },
  });

  folder.write('beyond.yml', scenarioFile({ more: { blastRadius: { pods: '10%' } } }));
  const beyond = await planOf('beyond.yml');
  expect(beyond).toMatchObject({ code: 3, plan: { scenarios: [{ refused: expect.stringContaining('allows 0') }] } });

  const reader = await writeReadersKubeconfig(cluster, folder);
  const argv = [
    'plan',
    'bare.yml',
    '--cluster',
    'existing',
    '--kubeconfig',
    reader,
    '--allow-context',
    'reader',
    '--out',
    'plan',
  ];
  const forbidden = await runGate(argv, here);
  expect({ code: forbidden.code, stdout: forbidden.stdout }).toEqual({
    code: 3,
    stdout: expect.stringMatching(/may not delete pods in all namespaces/),
  });
}, 240_000);
