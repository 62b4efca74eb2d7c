import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ClusterIdentity,
  type ContainerReference,
  providerOf,
  type RunningCluster,
} from '../../src/cluster/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { applyObjects } from '../../src/kubernetes/apply.ts';
import { listNodeNames, readServerVersion } from '../../src/kubernetes/cluster-facts.ts';
import { accessCluster } from '../../src/kubernetes/connect.ts';
import { listPodsByLabels } from '../../src/kubernetes/list-pods.ts';
import { waitForRollout } from '../../src/kubernetes/wait-for-rollout.ts';
import { probeOf } from '../../src/probes/index.ts';
import type { ClusterWish, ProviderName } from '../../src/scenario/suite.ts';
import { deployment, manifest, namespace } from '../kubernetes/workloads.ts';
import { contextTo, httpSpec } from '../probes/servers.ts';

export interface ContractCase {
  readonly provider: ProviderName;
  /** Asked for when the tests start, so that another case's cluster may be used. */
  readonly wish: () => ClusterWish;
  /** Does the node have this tool's own cluster gone? Asked after it was taken down. */
  readonly isGone?: (identity: ClusterIdentity) => Promise<boolean>;
  /** Can images be built and put onto the nodes? */
  readonly loadsImages: boolean;
  /** Why what a container uses cannot be measured here; absent: it can. */
  readonly noUsage?: string;
  readonly setUpMs: number;
  /** Done before the provider is asked for anything, and after it let go. */
  readonly prepare?: () => Promise<void>;
  readonly cleanUp?: () => Promise<void>;
  /** Done with the cluster up, after the tests. */
  readonly whileUp?: (cluster: RunningCluster) => Promise<void>;
}

/** What every provider has to do, whatever is behind it. */
export function describeProvider({
  provider,
  wish,
  isGone,
  loadsImages,
  noUsage,
  setUpMs,
  ...hooks
}: ContractCase): void {
  const { prepare, cleanUp, whileUp } = hooks;
  describe(`the provider ${provider}`, () => {
    const directory = mkdtempSync(join(tmpdir(), `chaos-gate-${provider}-`));
    const shop = `shop-${process.pid}`;
    const announced: ClusterIdentity[] = [];
    const image = loadsImages ? 'chaos-gate-contract:dev' : 'node:24-alpine';
    let cluster: RunningCluster;
    let access: KubernetesAccess;

    beforeAll(async () => {
      await prepare?.();
      cluster = await providerOf(provider).up({
        wish: wish(),
        directory,
        keep: false,
        signal: AbortSignal.timeout(setUpMs),
        report: () => {},
        willCreate: identity => announced.push(identity),
      });
      access = await accessCluster(cluster, AbortSignal.timeout(10_000));
    }, setUpMs);

    afterAll(async () => {
      if (cluster) {
        if (access) await access.send({ method: 'DELETE', path: `/api/v1/namespaces/${shop}` });
        await whileUp?.(cluster);
        await cluster[Symbol.asyncDispose]();
        if (isGone) expect(await isGone(cluster.identity)).toBe(true);
      }
      await cleanUp?.();
      rmSync(directory, { recursive: true, force: true });
    }, setUpMs);

    test('said what it was going to make, and made that', async () => {
      expect(announced).toHaveLength(1);
      expect(cluster.identity).toMatchObject({ provider, name: announced[0]!.name, created: announced[0]!.created });
    });

    test('has the nodes that were wished for, all of them ready, and a version', async () => {
      const names = await listNodeNames(access);
      expect(names).toHaveLength(wish().nodes ?? names.length);
      expect(await readServerVersion(access)).toMatch(/^v1\.\d+\.\d+/);
    });

    test('runs an app, image included, and leads a probe to its Service', async () => {
      const signal = AbortSignal.timeout(180_000);
      if (loadsImages) await cluster.loadImages([{ image, build: writeImage(directory) }], signal);
      const labels = { app: 'web' };
      const container = loadsImages ? { image, command: undefined } : { image };
      const objects = [
        namespace(shop),
        deployment('web', shop, container, { replicas: 2 }),
        manifest({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'web', namespace: shop },
          spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
        }),
      ];
      await waitForRollout(access, await applyObjects(access, objects, signal), { timeoutMs: 60_000, signal });
      const spec = httpSpec({
        target: { service: { name: 'web', namespace: shop, port: 80, protocol: 'http' } },
        bodyContains: 'hello',
      });
      await using probe = await probeOf(spec).open(spec, { ...contextTo(undefined), kubernetes: access }, signal);
      expect(probe.vantage).toMatch(new RegExp(`Service ${shop}/web`));
      expect(await probe.measure(AbortSignal.timeout(2_000))).toEqual({ r: 'ok' });
    }, 240_000);

    test('says which Service, or port of it, is not there', async () => {
      const open = (name: string, port: number) =>
        cluster.vantage.openService({ name, namespace: shop, port, protocol: 'http' }, AbortSignal.timeout(10_000));
      await expect(open('wen', 80)).rejects.toThrow(`there is no Service ${shop}/wen`);
      await expect(open('web', 81)).rejects.toThrow(`Service ${shop}/web has no port 81; its ports: 80`);
    });

    test("freezes a container's processes and thaws them, each twice", async () => {
      const signal = AbortSignal.timeout(30_000);
      const [pod] = await listPodsByLabels(access, shop, 'app=web');
      const container: ContainerReference = {
        node: pod!.spec!.nodeName!,
        containerId: pod!.status!.containerStatuses![0]!.containerID!,
      };
      for (const [name, stopped] of [
        ['SIGSTOP', true],
        ['SIGSTOP', true],
        ['SIGCONT', false],
        ['SIGCONT', false],
      ] as const) {
        expect(await cluster.node.signalContainer(container, name, signal)).toBe('sent');
        expect(await cluster.node.containerState(container, signal)).toMatchObject({ state: 'running', stopped });
      }
    });

    const usageTest = 'knows what a container uses';
    if (noUsage !== undefined) test.skip(`${usageTest} (${noUsage})`, () => {});
    else test(usageTest, measuresUsage);

    async function measuresUsage(): Promise<void> {
      const signal = AbortSignal.timeout(30_000);
      const [pod] = await listPodsByLabels(access, shop, 'app=web');
      const container: ContainerReference = {
        node: pod!.spec!.nodeName!,
        containerId: pod!.status!.containerStatuses![0]!.containerID!,
      };
      const usage = await cluster.node.containerUsage(container, signal);
      expect(usage?.cpuMs).toBeGreaterThan(0);
      expect(usage?.memoryBytes).toBeGreaterThan(1_000_000);
      expect(await cluster.node.containerUsage({ ...container, containerId: 'x://0123' }, signal)).toBeUndefined();
    }

    test("ends a container's process from its node, and knows that it ended", async () => {
      const signal = AbortSignal.timeout(30_000);
      const [pod] = await listPodsByLabels(access, shop, 'app=web');
      const container: ContainerReference = {
        node: pod!.spec!.nodeName!,
        containerId: pod!.status!.containerStatuses![0]!.containerID!,
      };
      expect(await cluster.node.containerState(container, signal)).toMatchObject({
        state: 'running',
        pid: expect.any(Number),
      });
      expect(await cluster.node.signalContainer(container, 'SIGKILL', signal)).toBe('sent');
      await expect(stateOf(cluster, container, 'ended')).resolves.toBe('ended');
      expect(await cluster.node.signalContainer(container, 'SIGKILL', signal)).toBe('gone');
      expect(await cluster.node.containerState({ ...container, containerId: 'x://0123' }, signal)).toEqual({
        state: 'ended',
      });
    });

    test('can be found again from what was written down before it existed', async () => {
      const signal = AbortSignal.timeout(30_000);
      const found = await providerOf(provider).attach(announced[0]!, signal);
      expect(found).toBeDefined();
      const again = await accessCluster(found!, signal);
      expect(await listNodeNames(again)).toEqual(await listNodeNames(access));
      // Attaching is for looking and undoing: letting go of it leaves the cluster alone.
      await found![Symbol.asyncDispose]();
      expect(await readServerVersion(access)).toBeDefined();
    });

    test('writes its logs', async () => {
      const logs = join(directory, 'logs');
      await cluster.exportLogs(logs, AbortSignal.timeout(60_000));
      if (provider !== 'existing') expect(readdirSync(logs).length).toBeGreaterThan(0);
    }, 60_000);
  });
}

async function stateOf(cluster: RunningCluster, container: ContainerReference, wanted: string): Promise<string> {
  const signal = AbortSignal.timeout(5_000);
  let state = '';
  while (state !== wanted && !signal.aborted) ({ state } = await cluster.node.containerState(container, signal));
  return state;
}

/** A folder with a Dockerfile of a web server. */
function writeImage(directory: string): string {
  const folder = join(directory, 'image');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'Dockerfile'),
    'FROM node:24-alpine\nWORKDIR /app\nCOPY server.js .\nCMD ["node", "server.js"]\n',
  );
  const source = "require('node:http').createServer((request, response) => response.end('hello')).listen(8080);\n";
  writeFileSync(join(folder, 'server.js'), source);
  return folder;
}
