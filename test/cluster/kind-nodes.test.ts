import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ExperimentResult } from '../../src/judge/run-result.ts';
import { type Folder, openFolder, readVerdict, runGate, startGate } from '../support/gate.ts';
import { findLab } from './lab.ts';

const lab = findLab();
const name = `nodes-${process.pid}`;
const workers = [`${name}-worker`, `${name}-worker2`];

if (lab.missing) {
  describe('node faults on a real cluster', () => {
    test.skip(`pause, stop and kubelet stop, SIGKILL meanwhile, and a lying engine, on kind: ${lab.missing}`, () => {});
  });
} else {
  describeNodeFaults();
}

function describeNodeFaults(): void {
  let folder: Folder;
  let target: string[];

  beforeAll(async () => {
    folder = openFolder();
    const kubeconfig = join(folder.path, 'kubeconfig');
    target = ['--cluster', 'existing', '--kubeconfig', kubeconfig];
    const roles = ['control-plane', 'worker', 'worker'].map(role => ({ role }));
    const config = folder.write(
      'kind.json',
      JSON.stringify({ kind: 'Cluster', apiVersion: 'kind.x-k8s.io/v1alpha4', nodes: roles }),
    );
    const image = lab.nodeImage ? ['--image', lab.nodeImage] : [];
    run(
      'kind',
      'create',
      'cluster',
      '--name',
      name,
      '--kubeconfig',
      kubeconfig,
      '--config',
      config,
      '--wait',
      '120s',
      ...image,
    );
    run('kind', 'load', 'docker-image', 'node:24-alpine', '--name', name);
  }, 400_000);

  /** A scenario file with an app in a namespace of its own; returns its name. */
  function writeScenario(name: string, actions: readonly unknown[], more: Record<string, unknown>): string {
    const namespace = `shop-${name.toLowerCase()}`;
    folder.write(`${name}.app.yml`, appIn(namespace));
    const scenarios = [scenario(name, namespace, actions, more)];
    folder.write(`${name}.yml`, JSON.stringify({ app: { manifests: [`${name}.app.yml`] }, scenarios }));
    return `${name}.yml`;
  }

  afterAll(() => {
    run('kind', 'delete', 'cluster', '--name', name, '--kubeconfig', join(folder.path, 'kubeconfig'));
    folder[Symbol.dispose]();
  }, 60_000);

  // Longer than a cluster waits before it calls a silent node NotReady (40 to 50 s) and moves its pods (5 s here).
  test.each(['pause', 'stop', 'stopKubelet'])(
    '%s: proven, NotReady seen, pods served or moved, node back',
    async action => {
      // A namespace of its own: its pods are spread over both workers anew.
      const file = writeScenario(action, [{ [action]: {} }], { method: { for: '65s' } });
      const ended = await runGate(['run', file, '--out', action, '--seed', '7', ...target], { cwd: folder.path });
      expect({ code: ended.code, stderr: ended.stderr }).toMatchObject({ code: 0 });
      const [experiment] = readVerdict(join(folder.path, action))?.experiments ?? [];
      const [fault] = experiment!.faults;
      expect(fault?.receipt).toEqual({
        landed: true,
        evidence: expect.stringMatching(
          /the API calls it NotReady after \d+\.\d s, its pods are in no Service any more$/,
        ),
      });
      expect(workers).toContain(fault?.targets[0]?.name);
      expect(fault?.undone).toBe(true);
      expect(experiment!.recovery?.observedMs).toEqual(expect.any(Number));
      expect(experiment!.residue).toEqual([]);
      // A second look at the same thing, by a probe: how many nodes were Ready while the fault was there.
      expect(valuesOf(join(folder.path, action), 1)).toEqual(new Set([2, 3]));
      // Both pods were ready again on the nodes that were left, before the node came back.
      expect(valuesOf(join(folder.path, action), 2).has(2)).toBe(true);
      expect(machines()).toEqual(['running', 'running']);
      describeNumbers(experiment!);
    },
    240_000,
  );

  test('SIGKILL while a node is paused: undo brings it back', async () => {
    writeScenario('paused', [{ pause: {} }, { wait: { seconds: 600 } }], {});
    await using gate = startGate(['run', 'paused.yml', '--out', 'killed', ...target], { cwd: folder.path });
    await gate.said('pause landed');
    gate.child.kill('SIGKILL');
    await gate.ended;
    expect(machines()).toContain('paused');
    const undone = await runGate(['undo', 'killed'], { cwd: folder.path });
    expect({ code: undone.code, stderr: undone.stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^undone: start node nodes-\d+-worker2?: .* is Ready .* after its start$/m),
    });
    expect(machines()).toEqual(['running', 'running']);
    expect((await runGate(['undo', 'killed'], { cwd: folder.path })).stderr).toContain('nothing is left to undo');
  }, 180_000);

  test('SIGINT while a node is paused: it is started at once, and what is not seen Ready in time stays to be undone', async () => {
    writeScenario('interrupted', [{ pause: {} }, { wait: { seconds: 600 } }], {});
    await using gate = startGate(['run', 'interrupted.yml', '--out', 'interrupted', ...target], { cwd: folder.path });
    await gate.said('pause landed');
    const sent = performance.now();
    gate.child.kill('SIGINT');
    const { code } = await gate.ended;
    const tookMs = Math.round(performance.now() - sent);
    expect({ code, machines: machines() }).toEqual({ code: 130, machines: ['running', 'running'] });
    process.stdout.write(`SIGINT while a node is paused: ended after ${tookMs} ms\n`);
    expect(tookMs).toBeLessThan(7_500);
    const undone = await runGate(['undo', 'interrupted'], { cwd: folder.path });
    expect({ code: undone.code, stderr: undone.stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^(undone: start node .* is Ready .*|nothing is left to undo)$/m),
    });
  }, 180_000);

  test('an engine that says it froze the node, and did nothing: never upheld', async () => {
    const engine = execFileSync('which', ['docker'], { encoding: 'utf8', env: process.env }).trim();
    mkdirSync(join(folder.path, 'bin'));
    const liar = folder.write(
      'bin/docker',
      `#!/bin/sh\ncase "$1" in pause) exit 0;; inspect) echo paused;; *) exec ${engine} "$@";; esac\n`,
    );
    chmodSync(liar, 0o755);
    const environment = { PATH: `${join(folder.path, 'bin')}:${process.env.PATH}` };
    writeScenario('lie', [{ pause: {} }], {});
    const { code } = await runGate(['run', 'lie.yml', '--out', 'lie', ...target], { cwd: folder.path, environment });
    expect(machines()).toEqual(['running', 'running']);
    const [experiment] = readVerdict(join(folder.path, 'lie'))?.experiments ?? [];
    expect(experiment?.reasons.map(reason => reason.code)).toContain('fault-not-proven');
    expect(experiment?.faults[0]?.receipt.evidence).toContain('but its kubelet renewed its lease');
    expect(code).not.toBe(0);
  }, 240_000);
}

/** One of the two workers; both probes of the cluster are there to be looked at, not to judge. */
function scenario(title: string, namespace: string, actions: readonly unknown[], more: Record<string, unknown>) {
  const web = { name: 'web', namespace, port: 80 };
  const matches = [{ property: { name: 'name', value: '.*-worker2?$' } }];
  const kubernetes = (resource: string, rest: Record<string, unknown>) => ({ resource, every: '500ms', ...rest });
  return {
    name: title,
    blastRadius: { nodes: 1 },
    baseline: { for: '1s' },
    steadyState: [
      {
        name: 'web answers',
        probeHTTP: { target: { service: web }, every: '200ms', timeout: 1000 },
        tolerance: { success: '>= 99%' },
        during: { success: '>= 40%' },
      },
      {
        name: 'nodes that are Ready',
        probeKubernetes: kubernetes('nodes', { value: 'ready' }),
        tolerance: { value: '>= 3' },
        during: { value: '>= 2' },
        minSamples: 1,
      },
      {
        name: 'pods that are ready',
        probeKubernetes: kubernetes('deployments', { name: 'web', namespace, value: 'status.readyReplicas' }),
        tolerance: { value: '>= 2' },
        during: { value: '>= 0' },
        minSamples: 1,
      },
    ],
    steps: [{ nodeAction: { matches, filters: [{ randomSample: { size: 1 } }], actions } }],
    recovery: { within: '120s', stableFor: '2s' },
    ...more,
  };
}

function machines(): string[] {
  return execFileSync('docker', ['inspect', '--format', '{{.State.Status}}', ...workers], {
    encoding: 'utf8',
    env: process.env,
  })
    .trim()
    .split('\n');
}

function run(...argv: string[]): void {
  execFileSync(argv[0]!, argv.slice(1), { stdio: 'ignore', env: process.env });
}

/** What a probe that reads a number read while the method ran. */
function valuesOf(out: string, probe: number): Set<number> {
  const events = readFileSync(join(out, 'journal.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const at = (type: string) => events.find(each => each.type === type && each.phase === 'method').t;
  const samples = events.filter(each => each.type === 's' && each.p === probe);
  return new Set(
    samples
      .filter(({ t, v }) => v !== undefined && t >= at('phase-started') && t <= at('phase-ended'))
      .map(({ v }) => v),
  );
}

function describeNumbers({ name: title, faults, recovery, steadyState }: ExperimentResult): void {
  const success = steadyState[0]?.phases.method?.success;
  process.stdout.write(
    `${title}: ${faults[0]?.receipt.evidence}; ${success} of the requests answered meanwhile; back ${recovery?.observedMs} ms after the undo\n`,
  );
}

function appIn(namespace: string): string {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            terminationGracePeriodSeconds: 1,
            tolerations: ['unreachable', 'not-ready'].map(why => ({
              key: `node.kubernetes.io/${why}`,
              operator: 'Exists',
              effect: 'NoExecute',
              tolerationSeconds: 5,
            })),
            // On both workers, so that whichever is hit holds one.
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: { app: 'web' } },
              },
            ],
            containers: [
              {
                name: 'web',
                image: 'node:24-alpine',
                command: ['node', '-e', "require('node:http').createServer((q, r) => r.end('hi')).listen(8080)"],
                readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 1 },
              },
            ],
          },
        },
      },
    },
  ]
    .map(object => JSON.stringify(object))
    .join('\n---\n');
}
