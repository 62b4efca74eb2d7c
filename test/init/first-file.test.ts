import { expect, test } from '@jest/globals';
import type { KubernetesObject } from '@kubernetes/client-node';
import { renderDraft } from '../../src/draft/render.ts';
import { findBuilds } from '../../src/init/find-builds.ts';
import { draftFirstFile, probeOfManifests, readLandscape } from '../../src/init/index.ts';
import { loadManifests } from '../../src/kubernetes/load-manifests.ts';
import { parseSuite } from '../../src/scenario/parse-suite.ts';

function service(name: string, spec: object, namespace = 'shop'): KubernetesObject {
  const ports = [{ port: 80, targetPort: 8080 }];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector: { app: name }, ports, ...spec },
  } as never;
}

function workload(
  name: string,
  replicas: number | undefined,
  container: object = {},
  kind = 'Deployment',
  namespace = 'shop',
): KubernetesObject {
  const containers = [{ name, image: `${name}:dev`, ports: [{ name: 'web', containerPort: 8080 }], ...container }];
  const template = { metadata: { labels: { app: name } }, spec: { containers } };
  const spec = { replicas, selector: { matchLabels: { app: name } }, template };
  return { apiVersion: 'apps/v1', kind, metadata: { name, namespace }, spec } as never;
}

function fileOf(...objects: KubernetesObject[]): string {
  const landscape = readLandscape(objects);
  const probes = new Map(landscape.services.map(each => [each, probeOfManifests(each, landscape)]));
  return renderDraft(draftFirstFile({ landscape, probes, surroundings: {} }));
}

function scenariosOf(text: string) {
  const result = parseSuite(text, 'first.yml');
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.suiteFile.scenarios;
}

const readiness = (port: unknown, path = '/ready') => ({ readinessProbe: { httpGet: { path, port } } });

test.each([
  ['the path of the readiness probe of its port', {}, readiness('web'), { kind: 'http', endpoint: '/ready', port: 80 }],
  ['the same by number', {}, readiness(8080, '/x'), { kind: 'http', endpoint: '/x' }],
  ['a probe of another port says nothing', {}, readiness(9090), { kind: 'tcp', port: 80 }],
  [
    'of the liveness probe',
    {},
    { livenessProbe: { httpGet: { path: '/l', port: 8080 } } },
    { kind: 'http', endpoint: '/l' },
  ],
  [
    'HTTPS',
    {},
    { readinessProbe: { httpGet: { port: 8080, scheme: 'HTTPS' } } },
    { kind: 'http', https: true, endpoint: '/' },
  ],
  [
    'the port that is named as HTTP',
    {
      ports: [
        { port: 9, targetPort: 9 },
        { name: 'http', port: 80, targetPort: 8080 },
      ],
    },
    readiness(8080),
    { kind: 'http', port: 80 },
  ],
  [
    'a name alone promises no path',
    { ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    {},
    { kind: 'tcp', why: /named as HTTP/ },
  ],
  [
    'appProtocol overrules the name',
    { ports: [{ name: 'http', appProtocol: 'grpc', port: 80 }] },
    {},
    { kind: 'tcp', why: /nothing says/ },
  ],
  ['UDP is not asked', { ports: [{ port: 53, protocol: 'UDP' }] }, {}, { kind: 'none', why: /no TCP port/ }],
  ['a headless Service has no address', { clusterIP: 'None' }, readiness(8080), { kind: 'none', why: /headless/ }],
  ['ExternalName', { type: 'ExternalName', externalName: 'example.com' }, {}, { kind: 'none', why: /outside/ }],
  ['no selector', { selector: undefined }, {}, { kind: 'none', why: /no selector/ }],
  ['a selector that nothing has', { selector: { app: 'other' } }, {}, { kind: 'none', why: /no workload/ }],
])('a Service: %s', (_, spec, container, expected) => {
  const landscape = readLandscape([service('web', spec), workload('web', 2, container)]);
  const found = probeOfManifests(landscape.services[0]!, landscape) as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(expected))
    if (value instanceof RegExp) expect(found[key]).toMatch(value);
    else expect(found[key]).toEqual(value);
});

test('every Service that can be watched is, every workload with a pod to spare loses one', () => {
  const text = fileOf(
    service('web', {}),
    workload('web', 3, readiness('web')),
    service('data', { clusterIP: 'None' }),
    workload('data', 2, {}, 'StatefulSet'),
    workload('lone', 1),
    workload('off', 0),
  );
  const scenarios = scenariosOf(text);
  expect(scenarios.map(({ name }) => name)).toEqual(['One pod of data goes', 'One pod of web goes']);
  expect(scenarios[0]?.steps).toMatchObject([
    { matches: [{ kind: 'labels', selector: 'app=data', namespace: 'shop' }] },
  ]);
  expect(scenarios[1]).toMatchObject({
    blastRadius: { pods: { count: 1 }, namespaces: ['shop'] },
    steps: [{ matches: [{ kind: 'deployment', name: 'web' }], filters: [{ size: 1 }], actions: [{ kind: 'kill' }] }],
  });
  expect(scenarios[1]?.steadyState.map(({ name }) => name)).toEqual([
    'web answers',
    'all pods of data are ready',
    'all pods of lone are ready',
    'all pods of web are ready',
  ]);
  expect(text).toMatch(/# Service shop\/data is not watched: it is headless/);
  expect(text).toMatch(/# lone has one pod: .*refuted/);
  expect(text).toMatch(/# {3}hypothesis: Nobody notices when one of the pods of lone/);
  expect(text).toMatch(/# off has no pods/);
});

test('where nothing has a pod to spare, the file asks that it comes back', () => {
  const text = fileOf(service('web', {}), workload('web', undefined, readiness('web')));
  const [scenario] = scenariosOf(text);
  expect(scenario?.hypothesis).toMatch(/back within half a minute/);
  const phases = scenario?.steadyState.flatMap(({ tolerances }) => tolerances.flatMap(({ phases: each }) => [...each]));
  expect(phases).not.toContain('method');
  expect(phases).toEqual(expect.arrayContaining(['baseline', 'recovery']));
});

function budget(name: string, spec: object, namespace = 'shop'): KubernetesObject {
  const selector = { matchLabels: { app: 'web' } };
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace },
    spec: { selector, ...spec },
  } as never;
}

test.each<[string, object, string, string[]]>([
  ['as many as there are', { minAvailable: 3 }, 'shop', ['One pod of other goes']],
  ['one fewer', { minAvailable: 2 }, 'shop', ['One pod of other goes', 'One pod of web goes']],
  ['a share, rounded up', { minAvailable: '70%' }, 'shop', ['One pod of other goes']],
  ['a smaller share', { minAvailable: '60%' }, 'shop', ['One pod of other goes', 'One pod of web goes']],
  ['none may be gone', { maxUnavailable: 0 }, 'shop', ['One pod of other goes']],
  ['a share may be gone', { maxUnavailable: '1%' }, 'shop', ['One pod of other goes', 'One pod of web goes']],
  ['of another namespace', { minAvailable: 3 }, 'docs', ['One pod of other goes', 'One pod of web goes']],
  [
    'of other pods',
    { minAvailable: 3, selector: { matchLabels: { app: 'x' } } },
    'shop',
    ['One pod of other goes', 'One pod of web goes'],
  ],
  ['of no pods', { minAvailable: 3, selector: undefined }, 'shop', ['One pod of other goes', 'One pod of web goes']],
  ['of all pods together', { minAvailable: 5, selector: {} }, 'shop', ['One pod of other goes', 'One pod of web goes']],
])('a PodDisruptionBudget, %s: what it would refuse is a comment', (_, spec, namespace, names) => {
  const text = fileOf(workload('web', 3), workload('other', 3), budget('tight', spec, namespace));
  expect(scenariosOf(text).map(({ name }) => name)).toEqual(names);
  const isTight = !names.includes('One pod of web goes');
  expect(text.includes('# The PodDisruptionBudget shop/tight lets no pod of web go')).toBe(isTight);
});

test('a workload that a budget holds is no pod to spare', () => {
  const [scenario] = scenariosOf(fileOf(workload('web', 3), workload('lone', 1), budget('tight', { minAvailable: 3 })));
  expect(scenario?.name).toBe('One pod of lone goes');
  expect(scenario?.hypothesis).toMatch(/back within half a minute/);
});

test('an object that is given twice is there once, as it is applied last', () => {
  const text = fileOf(service('web', {}), workload('web', 2), service('web', {}), workload('web', 3));
  expect(text).toBe(fileOf(service('web', {}), workload('web', 3)));
});

test('namespaces tell objects of the same name apart', () => {
  const text = fileOf(workload('web', 2, {}, 'Deployment', 'a'), workload('web', 2, {}, 'Deployment', 'b'));
  expect(scenariosOf(text).map(({ name }) => name)).toEqual(['One pod of a/web goes', 'One pod of b/web goes']);
});

test("the cluster's own and the gate's own are not the app's", () => {
  const own = {
    ...workload('twin', 2),
    metadata: { name: 'twin', namespace: 'shop', labels: { 'chaos-gate.io/part-of': 'gate' } },
  };
  const { services, workloads } = readLandscape([
    service('kubernetes', {}, 'default'),
    workload('coredns', 2, {}, 'Deployment', 'kube-system'),
    own,
  ]);
  expect([...services, ...workloads]).toEqual([]);
});

test('the same objects in another order give the same file', () => {
  const objects = [service('b', {}), workload('b', 2), service('a', {}), workload('a', 2)];
  expect(fileOf(...objects.toReversed())).toBe(fileOf(...objects));
});

test('a Dockerfile nearby builds the image that has the name of its folder', async () => {
  const folder = `${process.cwd()}/fixtures/apps/shop`;
  const objects = (await loadManifests([`${folder}/k8s`])).map(({ object }) => object);
  expect(await findBuilds(`${folder}/k8s`, readLandscape(objects))).toEqual([{ image: 'shop:dev', build: folder }]);
  expect(await findBuilds(`${folder}/k8s`, readLandscape([workload('nginx', 2)]))).toEqual([]);
});
