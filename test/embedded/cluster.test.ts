import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { AppsV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';

const PROGRAM = new URL('../../src/embedded/main.ts', import.meta.url).pathname;

interface Ready {
  readonly ready: true;
  readonly pid: number;
  readonly kubeconfig: string;
  readonly server: string;
  readonly version: string;
  readonly nodes: string[];
}

let directory: string;
let started: ChildProcess[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cluster-test-'));
});
afterEach(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGTERM');
  started = [];
  await rm(directory, { recursive: true, force: true });
});

test('says where it is and what it has, in one line', async () => {
  const { ready } = await start(['--nodes', '3', '--zones', 'a,b', '--name', 'shop']);
  expect(ready).toMatchObject({ version: 'v1.34.4', nodes: ['shop-control-plane', 'shop-worker', 'shop-worker2'] });
  expect(ready.server).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(statSync(ready.kubeconfig).mode & 0o777).toBe(0o600);
  const { items } = await client(ready).makeApiClient(CoreV1Api).listNode();
  expect(
    items.map(({ metadata, spec }) => [metadata?.labels?.['topology.kubernetes.io/zone'], spec?.taints?.[0]?.key]),
  ).toEqual([
    ['a', 'node-role.kubernetes.io/control-plane'],
    ['b', undefined],
    ['a', undefined],
  ]);
  expect(
    items.every(({ status }) => status?.nodeInfo?.containerRuntimeVersion?.startsWith('chaos-gate-embedded://')),
  ).toBe(true);
});

test('wrong arguments are one line and exit code 1', async () => {
  const child = spawn(process.execPath, [PROGRAM, '--directory', directory, '--nodes', 'many'], { stdio: 'pipe' });
  started.push(child);
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  expect(JSON.parse(line)).toEqual({ ready: false, error: '--nodes many: expected a number above 0' });
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(1);
});

test('ends with everything it started when its lifeline closes', async () => {
  const { child, ready } = await start([]);
  const work = await deploy(ready);
  expect(processesBelow(work).length).toBeGreaterThanOrEqual(4);
  const exited = once(child, 'exit');
  child.stdin!.end();
  expect(await exited).toEqual([0, null]);
  expect(processesBelow(work)).toEqual([]);
  expect(existsSync(work)).toBe(false);
});

test('a detached cluster outlives its lifeline and ends on SIGTERM', async () => {
  const { child, ready } = await start(['--detached']);
  const work = await deploy(ready);
  child.stdin!.end();
  await client(ready).makeApiClient(CoreV1Api).listNode();
  expect(await end(child, 'SIGTERM')).toEqual([0, null]);
  expect(existsSync(work)).toBe(false);
});

test('kill -9 leaves no process and no folder, even of stopped containers', async () => {
  const { child, ready } = await start([]);
  const work = await deploy(ready);
  const processes = processesBelow(work);
  expect(processes.length).toBeGreaterThanOrEqual(4);
  process.kill(processes[0]!, 'SIGSTOP');
  await end(child, 'SIGKILL');
  for (const deadline = Date.now() + 10_000; existsSync(work) && Date.now() < deadline; ) await pause(20);
  expect(existsSync(work)).toBe(false);
  expect(processes.filter(isAlive)).toEqual([]);
});

test('two clusters do not meet', async () => {
  const [one, two] = await Promise.all([start([]), start([])]);
  await deploy(one.ready);
  expect((await client(two.ready).makeApiClient(CoreV1Api).listPodForAllNamespaces()).items).toEqual([]);
  const addressOf = async ({ ready }: typeof one) =>
    (await client(ready).makeApiClient(CoreV1Api).listNode()).items[0]!.status!.addresses![0]!.address;
  expect(await addressOf(one)).not.toBe(await addressOf(two));
  await expect(
    client(one.ready, client(two.ready).getCurrentUser()!.token).makeApiClient(CoreV1Api).listNode(),
  ).rejects.toMatchObject({ code: 401 });
});

async function start(flags: string[]): Promise<{ child: ChildProcess; ready: Ready }> {
  const own = await mkdtemp(join(directory, 'cluster-'));
  const child = spawn(process.execPath, [PROGRAM, '--directory', own, ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(child);
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return { child, ready: JSON.parse(line) };
}

function client(ready: Ready, token?: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(ready.kubeconfig);
  if (token) config.users = config.users.map(user => ({ ...user, token }));
  return config;
}

/** Two pods of two processes each. Returns the folder that the cluster keeps their files in. */
async function deploy(ready: Ready): Promise<string> {
  const labels = { app: 'sleeper' };
  const container = { name: 'main', image: 'node:24', command: ['sh', '-c', 'sleep 600 & sleep 600'] };
  await client(ready)
    .makeApiClient(AppsV1Api)
    .createNamespacedDeployment({
      namespace: 'default',
      body: {
        metadata: { name: 'sleeper' },
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [container] } },
        },
      },
    });
  const core = client(ready).makeApiClient(CoreV1Api);
  for (;;) {
    const { items } = await core.listNamespacedPod({ namespace: 'default' });
    if (items.filter(({ status }) => status?.phase === 'Running').length === 2) break;
    await pause(20);
  }
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(ready.pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  const folder = children.map(pid => workingDirectory(Number(pid))).find(path => path?.includes('/pods/'));
  return folder!.slice(0, folder!.indexOf('/pods/'));
}

function processesBelow(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(pid => pid > 0 && workingDirectory(pid)?.startsWith(`${folder}/`));
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  return workingDirectory(pid) !== undefined;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown[]> {
  const exited = once(child, 'exit');
  child.kill(signal);
  return await exited;
}

function pause(durationMs: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, durationMs));
}
