import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NodeCommandResult, NodeDoor } from '../../src/cluster/index.ts';
import { staticPodOperations } from '../../src/cluster/static-pods.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import type { ControlPlaneActionStep, ControlPlaneComponent } from '../../src/scenario/suite.ts';
import { at, openTrialCluster, type TrialCluster, tryFault } from './lasting-trial.ts';

let cluster: TrialCluster;

beforeAll(async () => {
  cluster = await openTrialCluster();
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

function stop(component: ControlPlaneComponent): ControlPlaneActionStep {
  return { kind: 'controlPlaneAction', at, component, fault: { kind: 'stop' }, durationMs: 20_000 };
}

describe('a node whose commands are scripted', () => {
  const well: NodeCommandResult = { status: 0, stdout: '', stderr: '' };
  const wrong: NodeCommandResult = { status: 7, stdout: '', stderr: 'refused' };

  /** A cluster with one control-plane node; `answers` says what comes of each command on it. */
  function scripted(answers: (argv: readonly string[]) => NodeCommandResult, renewals: () => string) {
    const commands: string[] = [];
    const execute: NodeDoor['execute'] = async (_node, argv) => {
      commands.push(argv.join(' '));
      return answers(argv);
    };
    const door: NodeDoor = {
      ...cluster.access.node,
      ...staticPodOperations(execute),
      refusal: () => undefined,
      execute,
    };
    const access: KubernetesAccess = {
      ...cluster.access,
      node: door,
      async send(request) {
        if (request.path.includes('/leases/kube-scheduler'))
          return { status: 200, body: JSON.stringify({ spec: { renewTime: renewals() } }) };
        const labels = { 'node-role.kubernetes.io/control-plane': '' };
        if (request.path === '/api/v1/nodes')
          return { status: 200, body: JSON.stringify({ items: [{ metadata: { name: 'one', labels } }] }) };
        return await cluster.access.send(request);
      },
    };
    return { access, commands };
  }

  test('the timer that puts the manifest back is there before the manifest is gone', async () => {
    let isAside = false;
    const { access, commands } = scripted(
      argv => {
        if (argv[0] === 'mv') isAside = argv[2]?.startsWith('/etc/kubernetes/manifests/') ?? false;
        return argv[0] === 'curl' && isAside ? wrong : well;
      },
      () => 'then',
    );
    const trial = await tryFault(stop('scheduler'), access);
    expect(trial.receipts).toEqual([
      {
        landed: true,
        evidence: expect.stringMatching(/^scheduler does not answer on one; its lease has not been renewed for/),
      },
    ]);
    const done = commands.filter(command => /^(mv|systemd-run)/.test(command));
    expect(done[0]).toMatch(
      /^systemd-run --unit=chaos-gate-\S+ --collect --quiet --on-active=80 mv --no-clobber \/etc\/kubernetes\/chaos-gate-kube-scheduler.yaml \/etc\/kubernetes\/manifests\/kube-scheduler.yaml$/,
    );
    expect(done[1]).toBe(
      'mv --no-clobber /etc/kubernetes/manifests/kube-scheduler.yaml /etc/kubernetes/chaos-gate-kube-scheduler.yaml',
    );
    commands.length = 0;
    await trial.undo();
    expect(commands.map(command => command.split(' ').slice(0, 2).join(' '))).toEqual([
      'test -e',
      'mv --no-clobber',
      'systemctl is-active',
      'systemctl stop',
      'curl --silent',
    ]);
  }, 60_000);

  test('a component that goes on answering is not stopped, whatever the command said', async () => {
    const { access } = scripted(
      () => well,
      () => 'then',
    );
    const trial = await tryFault(stop('scheduler'), access, { receiptTimeoutMs: -34_000 });
    expect(trial.receipts).toEqual([{ landed: false, evidence: 'scheduler goes on answering on one' }]);
  }, 60_000);

  test('a component that is silent while its lease is renewed is missed by nobody', async () => {
    let now = 0;
    const { access } = scripted(
      argv => (argv[0] === 'curl' ? wrong : well),
      () => String(now++),
    );
    const trial = await tryFault(stop('scheduler'), access, { receiptTimeoutMs: -25_000 });
    expect(trial.receipts).toEqual([
      { landed: false, evidence: 'scheduler does not answer on one, but nothing in the cluster misses it' },
    ]);
  }, 60_000);

  test('the API server answers as before: it was not stopped, although its node is silent', async () => {
    const { access } = scripted(
      argv => (argv[0] === 'curl' ? wrong : well),
      () => 'then',
    );
    const trial = await tryFault(stop('apiserver'), access, { receiptTimeoutMs: -34_000 });
    expect(trial.receipts).toEqual([
      { landed: false, evidence: expect.stringContaining('nothing in the cluster misses it') },
    ]);
  }, 60_000);

  test('the undo waits until the component answers again', async () => {
    let asked = 0;
    const { access } = scripted(
      argv => (argv[0] === 'curl' ? (++asked > 3 ? well : wrong) : well),
      () => 'then',
    );
    const trial = await tryFault(stop('apiserver'), access, { lies: true, receiptTimeoutMs: -35_000 });
    asked = 0;
    await trial.undo();
    expect(asked).toBe(4);
  }, 60_000);
});
