import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  isReady,
  nodeContainer,
  type PodCluster,
  shellContainer,
  startPodCluster,
  statusOf,
  textOf,
} from './pod-cluster.ts';

let cluster: PodCluster;
beforeAll(async () => {
  process.env.CHAOS_GATE_TEST_LEAK = 'from the gate';
  cluster = await startPodCluster();
});
afterAll(async () => {
  delete process.env.CHAOS_GATE_TEST_LEAK;
  await cluster[Symbol.asyncDispose]();
  expect(cluster.errors).toEqual([]);
});

const RESTS = 'setInterval(() => {}, 1000)';

test('a container sees the variables of its spec, and none of the gate', async () => {
  const { api } = cluster;
  api.create('configmaps', {
    metadata: { name: 'conf', namespace: 'default' },
    data: { COLOUR: 'red', SIZE: 'large' },
  });
  api.create('secrets', {
    metadata: { name: 'keys', namespace: 'default' },
    data: { token: Buffer.from('s3cret').toString('base64') },
  });
  api.create('services', {
    metadata: { name: 'my-api', namespace: 'default' },
    spec: { selector: { app: 'none' }, ports: [{ port: 80 }] },
  } as never);
  cluster.createPod('env', {
    restartPolicy: 'Never',
    containers: [
      nodeContainer('console.log(JSON.stringify({ env: process.env, argv: process.argv.slice(1) }))', {
        args: ['--', '--colour=$(CM_COLOUR)', '$$(CM_COLOUR)', '$(UNKNOWN)'],
        resources: { limits: { memory: '256Mi' } },
        envFrom: [{ prefix: 'CM_', configMapRef: { name: 'conf' } }],
        env: [
          { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'keys', key: 'token' } } },
          { name: 'SIZE', valueFrom: { configMapKeyRef: { name: 'conf', key: 'SIZE' } } },
          { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
          { name: 'URL', value: 'http://$(MY_API_SERVICE_HOST):$(MY_API_SERVICE_PORT)/$(POD)' },
        ],
      }),
    ],
  });
  const pod = await cluster.untilPod('env', one => one?.status?.phase === 'Succeeded');
  const { env, argv } = JSON.parse(await textOf(cluster.runtime.logs({ namespace: 'default', pod: 'env' }, {})));
  const service = api.get('services', 'default', 'my-api')!;
  expect(env).toMatchObject({
    HOSTNAME: 'env',
    CM_COLOUR: 'red',
    TOKEN: 's3cret',
    SIZE: 'large',
    POD: 'env',
    POD_IP: pod.status!.podIP,
    MEMORY: '256',
    URL: `http://${service.spec!.clusterIP}:80/env`,
    MY_API_PORT_80_TCP_ADDR: service.spec!.clusterIP,
    KUBERNETES_SERVICE_PORT: '443',
  });
  expect(argv).toEqual(['--colour=red', '$(CM_COLOUR)', '$(UNKNOWN)']);
  expect(Object.keys(env).filter(name => name.startsWith('CHAOS_GATE') || name.startsWith('npm_'))).toEqual([]);
});

test('a ConfigMap that is not there is a CreateContainerConfigError', async () => {
  cluster.createPod('unconfigured', {
    containers: [nodeContainer(RESTS, { envFrom: [{ configMapRef: { name: 'missing' } }] })],
  });
  const pod = await cluster.untilPod(
    'unconfigured',
    one => statusOf(one)?.state?.waiting?.reason === 'CreateContainerConfigError',
  );
  expect(statusOf(pod)?.state?.waiting?.message).toBe('configmap "missing" not found');
  expect(cluster.eventsOf('unconfigured')).toContain('Failed: Error: configmap "missing" not found');
});

test('volumes are files, for Node and for the host’s programs, and follow their source', async () => {
  const { api } = cluster;
  api.create('configmaps', { metadata: { name: 'files', namespace: 'default' }, data: { 'a.txt': 'one\n' } });
  const script = `
    const fs = require('fs');
    let last;
    setInterval(() => {
      const text = fs.readFileSync('/etc/files/a.txt', 'utf8');
      if (text !== last) console.log(text.trim(), fs.readFileSync('/etc/info/labels', 'utf8'), fs.readdirSync('/etc/files').filter(name => !name.startsWith('..')));
      last = text;
    }, 20);
    fs.writeFileSync('/cache/mark', 'x');
    fs.writeFileSync('/tmp/mark', 'y');`;
  cluster.createPod(
    'volumes',
    {
      volumes: [
        { name: 'files', configMap: { name: 'files' } },
        { name: 'info', downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
        { name: 'cache', emptyDir: {} },
      ],
      containers: [
        nodeContainer(script, {
          volumeMounts: [
            { name: 'files', mountPath: '/etc/files' },
            { name: 'info', mountPath: '/etc/info' },
            { name: 'cache', mountPath: '/cache' },
          ],
        }),
      ],
    },
    { labels: { tier: 'front' } },
  );
  await cluster.untilPod('volumes', isReady);
  const log = cluster.runtime.logs({ namespace: 'default', pod: 'volumes' }, { follow: true });
  let text = '';
  for await (const chunk of log) {
    text += chunk;
    if (text.includes('one'))
      api.mutate('configmaps', 'default', 'files', draft => {
        draft.data = { 'a.txt': 'two\n' };
      });
    if (text.includes('two')) break;
  }
  expect(text.replaceAll('\n\n', '\n')).toBe(`one tier="front" [ 'a.txt' ]\ntwo tier="front" [ 'a.txt' ]\n`);
  expect(await run('volumes', ['sh', '-c', 'cat /etc/files/a.txt; cat /cache/mark /tmp/mark'])).toEqual([0, 'two\nxy']);
});

test('every pod has the credentials of its service account', async () => {
  const script = `
    const fs = require('fs'), https = require('https');
    const read = name => fs.readFileSync('/var/run/secrets/kubernetes.io/serviceaccount/' + name, 'utf8');
    https.get({ host: process.env.KUBERNETES_SERVICE_HOST, port: process.env.KUBERNETES_SERVICE_PORT,
      path: '/api/v1/namespaces/' + read('namespace') + '/pods', ca: read('ca.crt'), headers: { authorization: 'Bearer ' + read('token') } },
      response => { response.resume(); console.log(response.statusCode); });`;
  await until(() => cluster.api.get('configmaps', 'default', 'kube-root-ca.crt') !== undefined);
  cluster.createPod('account', { restartPolicy: 'Never', containers: [nodeContainer(script)] });
  await cluster.untilPod('account', pod => pod?.status?.phase === 'Succeeded' || pod?.status?.phase === 'Failed');
  expect(await textOf(cluster.runtime.logs({ namespace: 'default', pod: 'account' }, {}))).toBe('403\n');
});

test('a volume of a kind that only real machines have is a FailedMount that says so', async () => {
  cluster.createPod('host', {
    volumes: [{ name: 'root', hostPath: { path: '/' } }],
    containers: [shellContainer('exit 0')],
  });
  await until(() => cluster.eventsOf('host').some(event => event.startsWith('FailedMount')));
  expect(cluster.eventsOf('host').find(event => event.startsWith('FailedMount'))).toBe(
    'FailedMount: MountVolume.SetUp failed for volume "root" : the embedded cluster has no hostPath volumes; run this on kind (--cluster kind)',
  );
});

test('exec runs programs beside the first process, and kill 1 means the container’s', async () => {
  cluster.createPod('target', {
    restartPolicy: 'Never',
    containers: [
      nodeContainer('process.on("SIGTERM", () => process.exit(5)); console.log("up"); setInterval(() => {}, 1000)'),
    ],
  });
  await cluster.untilPod('target', isReady);
  for await (const chunk of cluster.runtime.logs({ namespace: 'default', pod: 'target' }, { follow: true }))
    if (chunk) break;
  expect(await run('target', ['sh', '-c', 'echo $HOSTNAME; exit 4'])).toEqual([4, 'target\n']);
  expect(await run('target', ['node', '-p', '1 + 1'])).toEqual([0, '2\n']);
  expect(await run('target', ['sh', '-c', 'kill -9 1; echo survived'])).toEqual([0, 'survived\n']);
  expect(() => cluster.runtime.exec({ namespace: 'default', pod: 'target' }, ['nosuch'], streams)).toThrow(
    'exec: "nosuch": executable file not found in $PATH',
  );
  // What was exec'd goes with the container: kill may be gone before it could say that it did its work.
  const [killed] = await run('target', ['kill', '1']);
  expect([0, 137]).toContain(killed);
  const pod = await cluster.untilPod('target', one => one?.status?.phase === 'Failed');
  expect(statusOf(pod)?.state?.terminated?.exitCode).toBe(5);
});

test('logs can be had in part', async () => {
  cluster.createPod('talker', {
    restartPolicy: 'Never',
    containers: [shellContainer('for i in 1 2 3 4; do echo $i; done; printf end')],
  });
  await cluster.untilPod('talker', pod => pod?.status?.phase === 'Succeeded');
  const read = (options: object) => textOf(cluster.runtime.logs({ namespace: 'default', pod: 'talker' }, options));
  expect(await read({})).toBe('1\n2\n3\n4\nend');
  expect(await read({ tailLines: 2 })).toBe('4\nend');
  expect(await read({ limitBytes: 3 })).toBe('1\n2');
  expect(await read({ sinceTime: '2999-01-01T00:00:00Z' })).toBe('');
  expect(await read({ timestamps: true, tailLines: 1 })).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z end$/);
  expect(() => cluster.runtime.logs({ namespace: 'default', pod: 'talker' }, { previous: true })).toThrow(
    'previous terminated container "main" in pod "talker" not found',
  );
});

const streams = { stdin: false, stdout: true, stderr: true, tty: false };

async function run(pod: string, command: string[]): Promise<[exitCode: number, output: string]> {
  const session = cluster.runtime.exec({ namespace: 'default', pod }, command, { ...streams, tty: true });
  const output = await textOf(session.stdout!);
  return [await session.exit, output];
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 10));
}
