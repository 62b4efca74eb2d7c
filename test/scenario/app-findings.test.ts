import { describe, expect, test } from '@jest/globals';
import { readImageReference } from '../../src/scenario/findings/app/image-reference.ts';
import { type AppObject, appFindings, type Finding, loadSuite } from '../../src/scenario/index.ts';
import type { App, ClusterWish } from '../../src/scenario/suite.ts';

const at = { file: 'app.yaml', line: 1, column: 1 };
const labels = { app: 'web' };

function workload(kind: string, spec: object = {}, image = 'node:24'): AppObject {
  const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image }] } };
  const owner = { ...spec, selector: { matchLabels: labels }, template };
  const described = kind === 'CronJob' ? { jobTemplate: { spec: owner } } : kind === 'Pod' ? template.spec : owner;
  const metadata = { name: 'web', namespace: 'shop', ...(kind === 'Pod' && { labels }) };
  return { at, object: { apiVersion: 'v1', kind, metadata, spec: described } };
}

interface Situation {
  readonly match?: string;
  readonly filters?: string;
  readonly radius?: string;
  readonly cluster?: ClusterWish;
  readonly images?: App['images'];
}

async function findingsOf(objects: readonly AppObject[], situation: Situation = {}): Promise<Finding[]> {
  const { match = '{ labels: { selector: app=web, namespace: shop } }', filters = '[]', radius, cluster } = situation;
  const stdin = `scenarios:
- name: kill
  ${radius ? `blastRadius: { pods: ${radius} }` : ''}
  steps:
  - podAction: { matches: [ ${match} ], filters: ${filters}, actions: [ { kill: } ] }`;
  const suite = await loadSuite(['-'], { stdin, environment: {} });
  const app = { ...suite.app, images: situation.images ?? [] };
  return appFindings({ ...suite, app, cluster: cluster ?? {} }, objects);
}

const codesOf = async (...given: Parameters<typeof findingsOf>) => (await findingsOf(...given)).map(({ code }) => code);

describe('what the manifests make is found by the selection that the engine uses', () => {
  test.each(['Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet', 'Job', 'CronJob', 'Pod'])('%s', async kind => {
    expect(await codesOf([workload(kind)])).toEqual([]);
    const other = { match: '{ labels: { selector: app=api, namespace: shop } }' };
    expect(await codesOf([workload(kind)], other)).toEqual(['selector-without-pods']);
  });

  test('without manifests nothing is known, and nothing said', async () => {
    expect(await codesOf([])).toEqual([]);
  });

  test('of what an existing cluster holds besides the app nothing is known', async () => {
    const match = '{ labels: { selector: app=other, namespace: elsewhere } }';
    expect(await codesOf([workload('Deployment')], { match })).toEqual(['selector-without-pods']);
    expect(await codesOf([workload('Deployment')], { match, cluster: { provider: 'existing' } })).toEqual([]);
  });

  test('patterns and the namespaces of the cluster itself are not guessed at', async () => {
    for (const match of ['{ namespace: "*" }', '{ namespace: team-* }', '{ namespace: kube-system }'])
      expect(await codesOf([workload('Deployment')], { match })).toEqual([]);
  });

  test('objects that are none of these are left alone', async () => {
    for (const object of [null, 3, {}, { kind: 'Deployment' }, { kind: 'Pod', metadata: { name: 'x' }, spec: 'y' }])
      expect(await codesOf([{ at, object }])).toEqual(['selector-without-pods']);
  });
});

describe('how many pods that are', () => {
  const many = [workload('Deployment', { replicas: 10 })];

  test.each([
    ['50%', '[ { randomSample: { ratio: 0.5 } } ]', []],
    ['40%', '[ { randomSample: { ratio: 0.5 } } ]', ['blast-radius-too-small']],
    ['3', '[ { randomSample: { size: 4 } } ]', ['blast-radius-too-small']],
    ['9', '[]', ['blast-radius-too-small']],
    ['10', '[]', []],
    ['9', '[ { property: { name: name, value: web } } ]', []],
    ['50%', '[ { randomSample: { ratio: 0.05 } } ]', ['rounded-up']],
  ])('blast radius %s, filters %s', async (radius, filters, codes) => {
    expect(await codesOf(many, { radius, filters })).toEqual(codes);
  });

  test('the last object of a name counts, as it is applied last', async () => {
    const objects = [workload('Deployment', { replicas: 10 }), workload('Deployment', { replicas: 2 })];
    expect(await codesOf(objects, { radius: '2' })).toEqual([]);
  });

  test('a DaemonSet has as many as there are nodes: nobody knows', async () => {
    expect(await codesOf([workload('DaemonSet')], { radius: '1' })).toEqual([]);
  });
});

describe('images', () => {
  const provider = (name: ClusterWish['provider'], image: string, images: App['images'] = []) =>
    codesOf([workload('Deployment', {}, image)], { cluster: { provider: name }, images });
  const built = [{ image: 'shop:dev', build: '/apps/shop' }];

  test('of the embedded cluster: node, the stand-in, and what is built', async () => {
    for (const image of [
      'node:24',
      'docker.io/library/node',
      'mirror.gcr.io/library/node:22',
      'bloomberg/goldpinger:3.10.2',
    ])
      expect([image, await provider('embedded', image)]).toEqual([image, []]);
    expect(await provider('embedded', 'redis:7')).toEqual(['image-not-available']);
    expect(await provider('embedded', 'docker.io/library/shop:dev', built)).toEqual([]);
    expect(await provider('embedded', 'shop:dev', [{ image: 'shop:dev' }])).toEqual(['image-not-available']);
  });

  test('of kind: what is loaded, and what a registry may have', async () => {
    for (const image of ['redis:7', 'nginx', 'ghcr.io/owner/shop:dev', 'localhost:5000/shop:dev', 'owner/shop:dev'])
      expect([image, await provider('kind', image)]).toEqual([image, []]);
    expect(await provider('kind', 'shop:dev')).toEqual(['image-not-available']);
    expect(await provider('kind', 'shop:dev', [{ image: 'shop:dev' }])).toEqual([]);
    expect(await provider('existing', 'shop:dev')).toEqual([]);
  });

  test.each([
    ['node', 'docker.io', 'library/node', 'latest'],
    ['index.docker.io/node:24', 'docker.io', 'library/node', '24'],
    ['owner/shop:1', 'docker.io', 'owner/shop', '1'],
    ['localhost:5000/shop', 'localhost:5000', 'shop', 'latest'],
    ['ghcr.io/a/b/c:1@sha256:ab', 'ghcr.io', 'a/b/c', 'sha256:ab'],
  ])('%s', (image, registry, repository, tag) => {
    expect(readImageReference(image)).toEqual({ registry, repository, tag });
  });
});
