import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Folder, openFolder, readVerdict, runGate, startGate } from '../support/gate.ts';
import { findLab } from './lab.ts';

const lab = findLab();
const name = `nodes-${process.pid}`;
const workers = [`${name}-worker`, `${name}-worker2`];

if (lab.missing) {
  describe('node faults on a real cluster', () => {
    test.skip(`SIGKILL while a node is paused, and a lying engine, on kind: ${lab.missing}`, () => {});
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
    folder.write('app.yml', app);
  }, 400_000);

  afterAll(() => {
    run('kind', 'delete', 'cluster', '--name', name, '--kubeconfig', join(folder.path, 'kubeconfig'));
    folder[Symbol.dispose]();
  }, 60_000);

  test('SIGKILL while a node is paused: undo brings it back', async () => {
    const steps = [{ pause: {} }, { wait: { seconds: 600 } }];
    folder.write(
      'paused.yml',
      JSON.stringify({ app: { manifests: ['app.yml'] }, scenarios: [scenario('paused', steps, {})] }),
    );
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

  test('an engine that says it froze the node, and did nothing: never upheld', async () => {
    const engine = execFileSync('which', ['docker'], { encoding: 'utf8', env: process.env }).trim();
    mkdirSync(join(folder.path, 'bin'));
    const liar = folder.write(
      'bin/docker',
      `#!/bin/sh\ncase "$1" in pause) exit 0;; inspect) echo paused;; *) exec ${engine} "$@";; esac\n`,
    );
    chmodSync(liar, 0o755);
    const environment = { PATH: `${join(folder.path, 'bin')}:${process.env.PATH}` };
    folder.write('lie.yml', JSON.stringify({ scenarios: [scenario('a lie', [{ pause: {} }], {})] }));
    const { code } = await runGate(['run', 'lie.yml', '--out', 'lie', ...target], { cwd: folder.path, environment });
    expect(machines()).toEqual(['running', 'running']);
    const [experiment] = readVerdict(join(folder.path, 'lie'))?.experiments ?? [];
    expect(experiment?.reasons.map(reason => reason.code)).toContain('fault-not-proven');
    expect(experiment?.faults[0]?.receipt.evidence).toContain('but its kubelet renewed its lease');
    expect(code).not.toBe(0);
  }, 240_000);
}

const web = { name: 'web', namespace: 'shop', port: 80 };

/** One of the two workers; both probes of the cluster are there to be looked at, not to judge. */
function scenario(title: string, actions: readonly unknown[], more: Record<string, unknown>) {
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
        probeKubernetes: kubernetes('deployments', { name: 'web', namespace: 'shop', value: 'status.readyReplicas' }),
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

const app = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
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
