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
  /** All of its limits. */
  readonly limits?: string;
  /** Instead of a kill. */
  readonly steps?: string;
  readonly cluster?: ClusterWish;
  readonly images?: App['images'];
}

async function findingsOf(objects: readonly AppObject[], situation: Situation = {}): Promise<Finding[]> {
  const { match = '{ labels: { selector: app=web, namespace: shop } }', filters = '[]', radius, cluster } = situation;
  const limits = situation.limits ?? (radius && `pods: ${radius}`);
  const kill = `podAction: { matches: [ ${match} ], filters: ${filters}, actions: [ { kill: } ] }`;
  const stdin = `scenarios:
- name: kill
  ${limits ? `blastRadius: { ${limits} }` : ''}
  steps: [ ${situation.steps ?? `{ ${kill} }`} ]`;
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

  test('a Deployment by its whole selector', async () => {
    const match = '{ deployment: { name: web, namespace: shop } }';
    const matchExpressions = [{ key: 'app', operator: 'In', values: ['web'] }];
    const template = { metadata: { labels }, spec: { containers: [] } };
    const mine = { replicas: 3, selector: { matchExpressions }, template };
    const others = { replicas: 9, selector: { matchLabels: { app: 'other' } } };
    const otherTemplate = { metadata: { labels: { app: 'other' } }, spec: { containers: [] } };
    const objects = Object.entries({ web: mine, other: { ...others, template: otherTemplate } }).map(
      ([name, spec]) => ({
        at,
        object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop' }, spec },
      }),
    );
    expect(await codesOf(objects, { match, radius: '3' })).toEqual([]);
    expect(await codesOf(objects, { match, radius: '2' })).toEqual(['blast-radius-too-small']);
    const nobody = [{ key: 'app', operator: 'DoesNotExist' }];
    mine.selector.matchExpressions = nobody as never;
    expect(await codesOf(objects, { match })).toEqual(['selector-without-pods']);
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

describe('what a blast radius is certain to refuse', () => {
  const chosen = 'matches: [ { labels: { selector: app=web, namespace: shop } } ]';
  const many = [workload('Deployment', { replicas: 10 })];
  /** Three pods of each, in the namespaces `shop` and `docs`. */
  const two = ['shop', 'docs'].map(namespace => {
    const { object } = workload('Deployment', { replicas: 3 });
    const { metadata } = object as { metadata: object };
    return { at, object: { ...(object as object), metadata: { ...metadata, namespace } } };
  });
  const both = '{ labels: { selector: app=web, namespace: "shop,docs" } }';

  test.each([
    `networkAction: { ${chosen}, loss: 10%, duration: 30s }`,
    `stressAction: { ${chosen}, cpu: { workers: 1 }, duration: 30s }`,
    `processAction: { ${chosen}, pause: , duration: 30s }`,
  ])('by any fault that chooses pods: %s', async step => {
    expect(await codesOf(many, { radius: '9', steps: `{ ${step} }` })).toEqual(['blast-radius-too-small']);
    expect(await codesOf(many, { radius: '10', steps: `{ ${step} }` })).toEqual([]);
  });

  test.each([
    ['perOwner: 2', 'size: 4', []],
    ['perOwner: 2', 'size: 5', ['blast-radius-too-small']],
    ['perOwner: 70%', 'size: 5', ['blast-radius-too-small']],
    ['minAvailable: 1', 'size: 4', []],
    ['minAvailable: 1', 'size: 5', ['blast-radius-too-small']],
    ['minAvailable: 40%', 'size: 2', []],
    ['minAvailable: 40%', 'size: 3', ['blast-radius-too-small']],
    ['namespaces: [shop]', 'size: 3', []],
    ['namespaces: [shop]', 'size: 4', ['blast-radius-too-small']],
    ['namespaces: [shop, docs]', 'size: 6', []],
  ])('of two workloads, %s, %s: only where chance cannot avoid it', async (limits, sample, codes) => {
    const filters = `[ { randomSample: { ${sample} } } ]`;
    expect(await codesOf(two, { match: both, filters, limits })).toEqual(codes);
  });

  test('a share is not known where a step may hit pods that nothing matches', async () => {
    const kill = `{ podAction: { ${chosen}, actions: [ { kill: } ] } }`;
    const apply = '{ kubectl: { action: apply, payload: "{ kind: Deployment, metadata: { name: x } }" } }';
    expect(await codesOf(many, { radius: '50%', steps: kill })).toEqual(['blast-radius-too-small']);
    expect(await codesOf(many, { radius: '50%', steps: `${kill}, ${apply}` })).toEqual([]);
  });

  test('pods that opted in may spare themselves', async () => {
    const sealed = workload('Deployment', { replicas: 10 });
    const { spec } = sealed.object as { spec: { template: { metadata: { labels: object } } } };
    spec.template.metadata.labels = { 'seal/enabled': 'true' };
    expect(await codesOf([sealed], { match: '{ sealLabels: { namespace: shop } }', radius: '1' })).toEqual([]);
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
    for (const image of [
      'redis:7',
      'nginx',
      'nginx:alpine',
      'node:lts',
      'busybox:stable',
      'ubuntu:noble',
      'docker.io/library/redis:alpine',
    ])
      expect([image, await provider('kind', image)]).toEqual([image, []]);
    for (const image of ['shop:v1', 'shop', 'ghcr.io/owner/shop:dev', 'localhost:5000/shop:dev', 'owner/shop:dev'])
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
