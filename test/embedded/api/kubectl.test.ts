import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Kubectl, kubectlFor, testWithKubectl } from './support/kubectl.ts';
import { deployment } from './support/manifests.ts';
import { type Served, serve } from './support/served.ts';

let served: Served;
let kubectl: Kubectl;
beforeAll(async () => {
  served = await serve();
  kubectl = await kubectlFor(served.server);
});
afterAll(async () => {
  await kubectl[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
});

const manifest = (change?: (object: any) => void) => JSON.stringify(deployment('web', change));

testWithKubectl('apply: created, unchanged, configured', async () => {
  const outputs: string[] = [];
  const scaled = manifest(object => {
    object.spec.replicas = 3;
    object.spec.template.spec.containers[0].env = [{ name: 'B', value: '2' }];
  });
  for (const text of [manifest(), manifest(), scaled])
    outputs.push((await kubectl.pipe(text, 'apply', '-f', '-')).out.trim());
  expect(outputs).toEqual(['created', 'unchanged', 'configured'].map(done => `deployment.apps/web ${done}`));
  const { out } = await kubectl.run(
    'get',
    'deploy',
    'web',
    '-o',
    'jsonpath={.spec.replicas} {.spec.template.spec.containers[0].env}',
  );
  expect(out).toBe('3 [{"name":"B","value":"2"}]');
});

testWithKubectl('apply --server-side takes over from apply, and again from others by force', async () => {
  await kubectl.pipe(manifest(), 'apply', '-f', '-');
  const { code, err } = await kubectl.pipe(manifest(), 'apply', '--server-side', '-f', '-');
  expect([code, err]).toEqual([0, '']);
  await kubectl.run('scale', 'deploy', 'web', '--replicas=9');
  const refused = await kubectl.pipe(manifest(), 'apply', '--server-side', '-f', '-');
  expect(refused.err).toContain('conflict with "kubectl" with subresource "scale"');
  const forced = await kubectl.pipe(manifest(), 'apply', '--server-side', '--force-conflicts', '-f', '-');
  expect(forced.out).toBe('deployment.apps/web serverside-applied\n');
});

testWithKubectl('apply with a typing error names the field', async () => {
  const { code, err } = await kubectl.pipe(
    manifest(object => {
      object.metadata.name = 'typo';
      object.spec.replica = 1;
    }),
    'apply',
    '-f',
    '-',
  );
  expect(code).toBe(1);
  expect(err).toContain('strict decoding error: unknown field "spec.replica"');
});

testWithKubectl('typed commands, which send protobuf', async () => {
  const commands = [
    ['create', 'deployment', 'typed', '--image=node:24', '--replicas=0', '--port=80'],
    ['create', 'configmap', 'typed', '--from-literal=a=b'],
    ['create', 'secret', 'generic', 'typed', '--from-literal=a=b'],
    ['create', 'job', 'typed', '--image=node:24', '--', 'node', '-e', '1'],
    ['create', 'role', 'typed', '--verb=get', '--resource=pods'],
    ['create', 'service', 'clusterip', 'typed', '--tcp=80:8080'],
  ];
  for (const command of commands)
    expect(await kubectl.run(...command)).toMatchObject({ code: 0, out: expect.stringContaining('created') });
  const { out } = await kubectl.run(
    'get',
    'deploy,svc',
    'typed',
    '-o',
    'jsonpath={.items[0].spec.replicas} {.items[0].spec.template.spec.containers[0].ports} {.items[1].spec.ports}',
  );
  expect(out).toBe(
    '0 [{"containerPort":80,"protocol":"TCP"}] [{"name":"80-8080","port":80,"protocol":"TCP","targetPort":8080}]',
  );
});

testWithKubectl('everyday changes', async () => {
  await kubectl.pipe(manifest(), 'apply', '--server-side', '--force-conflicts', '-f', '-');
  for (const [args, expected] of [
    [['set', 'image', 'deploy/web', 'web=node:22'], 'image updated'],
    [['set', 'env', 'deploy/web', 'X=1'], 'env updated'],
    [['label', 'deploy', 'web', 'tier=front'], 'labeled'],
    [['annotate', 'deploy', 'web', 'a=b'], 'annotated'],
    [['patch', 'deploy', 'web', '-p', '{"spec":{"replicas":4}}'], 'patched'],
    [['scale', 'deploy', 'web', '--replicas=1'], 'scaled'],
    [['expose', 'deploy', 'web', '--port=80'], 'exposed'],
    [['rollout', 'pause', 'deploy', 'web'], 'paused'],
    [['delete', 'deploy', 'web'], 'deleted'],
  ] as const)
    expect((await kubectl.run(...args)).out).toContain(expected);
});

testWithKubectl('questions: api-resources, explain, can-i, whoami, raw, version', async () => {
  expect((await kubectl.run('api-resources', '--no-headers')).out).toMatch(
    /^deployments +deploy +apps\/v1 +true +Deployment$/m,
  );
  expect((await kubectl.run('explain', 'deployment.spec.strategy.rollingUpdate')).out).toContain(
    'maxSurge\t<IntOrString>',
  );
  expect((await kubectl.run('auth', 'can-i', 'delete', 'pods')).out).toBe('yes\n');
  expect((await kubectl.run('auth', 'can-i', 'delete', 'pods', '--as=somebody')).out).toBe('no\n');
  expect((await kubectl.run('auth', 'whoami', '-o', 'jsonpath={.status.userInfo.username}')).out).toBe(
    'kubernetes-admin',
  );
  expect((await kubectl.run('get', '--raw', '/readyz')).out).toBe('ok');
  expect((await kubectl.run('version', '-o', 'json')).out).toContain('"gitVersion": "v1.34.4"');
  expect((await kubectl.run('top', 'pods')).err).toContain('Metrics API not available');
});

testWithKubectl('get prints tables', async () => {
  await kubectl.run('create', 'namespace', 'shop');
  const { out } = await kubectl.run('get', 'namespace', 'shop', '--no-headers');
  expect(out).toMatch(/^shop +Active +\d+s\n$/);
  expect((await kubectl.run('get', 'pods')).err).toBe('No resources found in default namespace.\n');
  expect((await kubectl.run('get', 'pod', 'nobody')).err).toBe(
    'Error from server (NotFound): pods "nobody" not found\n',
  );
});
