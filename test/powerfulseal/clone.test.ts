import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AppsV1Api, CoreV1Api } from '@kubernetes/client-node';
import { expectCode } from '../support/expect-code.ts';
import { runGate, startGate } from '../support/gate.ts';
import { openSharedCluster, type SharedCluster } from './kept-cluster.ts';
import { outcomeOf } from './policy-run.ts';

const source = { deployment: { name: 'web', namespace: 'shop' } };
const webService = { name: 'web', namespace: 'shop' };
const retargeted = { clone: { source, replicas: 2, servicesToRetarget: [{ service: webService }] } };

describe('clone', () => {
  let shared: SharedCluster;
  const api = () => ({
    apps: shared.cluster.config.makeApiClient(AppsV1Api),
    core: shared.cluster.config.makeApiClient(CoreV1Api),
  });
  const deployments = async () =>
    (await api().apps.listNamespacedDeployment({ namespace: 'shop' })).items
      .map(({ metadata }) => metadata?.name)
      .sort();
  const selector = async () => (await api().core.readNamespacedService(webService)).spec?.selector;
  beforeAll(async () => {
    shared = await openSharedCluster();
    const deployed = await shared.run(
      {
        scenarios: [
          {
            name: 'deploys',
            steps: [{ podAction: { matches: [{ namespace: 'x' }], actions: [{ checkPodCount: { count: 0 } }] } }],
          },
        ],
      },
      ['--app', 'app.yml'],
    );
    expectCode(deployed, 0);
  }, 90_000);
  afterAll(async () => {
    await shared[Symbol.asyncDispose]();
  });

  test('a run that is killed leaves the clone and the Service; undo deletes the one and restores the other', async () => {
    const { folder, flags } = shared;
    folder.write(
      'killed.yml',
      JSON.stringify({ scenarios: [{ name: 'killed', steps: [retargeted, { wait: { seconds: 600 } }] }] }),
    );
    await using gate = startGate(['run', 'killed.yml', '--out', 'killed', ...flags], { cwd: folder.path });
    await gate.said('step 1 clone');
    expect(await deployments()).toEqual(['web', 'web-chaos']);
    expect(await selector()).toEqual({ app: 'web', chaos: 'true' });
    gate.child.kill('SIGKILL');
    await gate.ended;
    expect(await deployments()).toEqual(['web', 'web-chaos']);
    const undone = await runGate(['undo', 'killed'], { cwd: folder.path });
    expectCode(undone, 0);
    expect(await deployments()).toEqual(['web']);
    expect(await selector()).toEqual({ app: 'web' });
  }, 60_000);

  test('the undo is on disk before the Deployment is there', async () => {
    const run = await shared.run({ scenarios: [{ name: 'written ahead', steps: [{ clone: { source } }] }] });
    const injected = run.events.find(event => event.type === 'fault-injected');
    expect(injected).toMatchObject({ kind: 'clone', needsUndo: true, receipt: { landed: true } });
    expect(run.events.find(event => event.type === 'fault-undone')).toMatchObject({ undone: true });
    expect(await deployments()).toEqual(['web']);
  });

  test('pods that never get ready: not proven, and the clone is deleted all the same', async () => {
    const mutations = [{ environment: { name: 'ORACLE', value: '/nowhere' } }];
    const steps = [{ clone: { source, mutations, readyWithin: '4s' } }];
    const run = await shared.run({ scenarios: [{ name: 'crashes', steps }] });
    expect(outcomeOf(run.experiment('crashes'))).toBe('fault-not-proven');
    expect(run.experiment('crashes').residue).toEqual([]);
    expect(await deployments()).toEqual(['web']);
    const legacy = await shared.run({ scenarios: [{ name: 'crashes', steps }] }, ['--compat', 'legacy']);
    expect(outcomeOf(legacy.experiment('crashes'))).toBe('upheld');
    expect(await deployments()).toEqual(['web']);
  }, 60_000);

  test('a Deployment of its name that is there already is left alone', async () => {
    const body = (await api().apps.readNamespacedDeployment({ name: 'web', namespace: 'shop' })) as never as {
      metadata: object;
      spec: { selector: object; template: { metadata: object } };
    };
    const labels = { app: 'other' };
    body.metadata = { name: 'web-chaos', namespace: 'shop' };
    body.spec.selector = { matchLabels: labels };
    body.spec.template.metadata = { labels };
    await api().apps.createNamespacedDeployment({ namespace: 'shop', body: body as never });
    const run = await shared.run({ scenarios: [{ name: 'in the way', steps: [{ clone: { source } }] }] });
    expect(run.experiment('in the way').reasons[0]).toMatchObject({
      code: 'no-target',
      message: expect.stringContaining('there is a Deployment shop/web-chaos already'),
    });
    expect(await deployments()).toEqual(['web', 'web-chaos']);
    await api().apps.deleteNamespacedDeployment({ name: 'web-chaos', namespace: 'shop' });
  });

  test('a Service that is not there: inconclusive, and the clone is gone', async () => {
    const steps = [{ clone: { source, servicesToRetarget: [{ service: { name: 'none', namespace: 'shop' } }] } }];
    const run = await shared.run({ scenarios: [{ name: 'no Service', steps }] });
    expect(outcomeOf(run.experiment('no Service'))).toBe('fault-not-proven');
    expect(await deployments()).toEqual(['web']);
  });

  test('a Service that the clone does not fit: its endpoints prove nothing', async () => {
    const labels = [{ service: webService }, { label: { key: 'app', value: 'elsewhere' } }];
    const steps = [{ clone: { source, labels, servicesToRetarget: [{ service: webService }] } }];
    const run = await shared.run({ scenarios: [{ name: 'unfit', steps }] });
    expect(run.code).not.toBe(0);
    expect(outcomeOf(run.experiment('unfit'))).toBe('fault-not-proven');
    expect(run.experiment('unfit').faults.at(-1)?.receipt.evidence).toContain(
      'the endpoints of Service shop/web are none',
    );
    expect(await selector()).toEqual({ app: 'web' });
  }, 60_000);

  test('a namespace that the blast radius does not allow: exit 3, nothing is made', async () => {
    const scenario = { name: 'outside', blastRadius: { namespaces: ['other'] }, steps: [{ clone: { source } }] };
    const run = await shared.run({ scenarios: [scenario] });
    expectCode(run, 3);
    expect(await deployments()).toEqual(['web']);
  });
});
