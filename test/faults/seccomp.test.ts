import { describe, expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import type { NodeCommandResult, NodeDoor } from '../../src/cluster/index.ts';
import { cloneRefusal } from '../../src/experiment/clone/clone-refusal.ts';
import { proveSeccomp } from '../../src/experiment/clone/prove-seccomp.ts';
import { planSeccompProfile, seccompRules, writeSeccompProfile } from '../../src/experiment/clone/seccomp-profile.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import type { SeccompMutation } from '../../src/scenario/suite.ts';
import { at } from './lasting-trial.ts';

const signal = AbortSignal.timeout(60_000);
const node = 'kind-worker';
const connect: SeccompMutation = { kind: 'seccomp', at, syscalls: ['connect'], errno: 'ECONNREFUSED', proof: ['dial'] };
const podOf = (name: string): V1Pod => ({
  metadata: { name, namespace: 'shop' },
  spec: { nodeName: node, containers: [{ name: 'web' }, { name: 'chaos-toxiproxy' }] },
  status: {
    containerStatuses: ['web', 'chaos-toxiproxy'].map(container => ({
      name: container,
      containerID: `containerd://${name}-${container}`,
      state: { running: {} },
      image: '',
      imageID: '',
      ready: true,
      restartCount: 0,
    })),
  },
});
const [clone, source] = [podOf('web-chaos-1'), podOf('web-1')];

/** What a node of kind answered, and where it differs. */
interface Answers {
  readonly mode?: string;
  readonly rules?: object;
  /** Exit codes of the proof. */
  readonly inSource?: number;
  readonly inClone?: number;
}

function doorOf({ mode = '2', rules, inSource = 0, inClone = 1 }: Answers): Pick<KubernetesAccess, 'node'> {
  const answer = (stdout: string, status = 0): NodeCommandResult => ({ status, stdout, stderr: '' });
  const syscalls = rules ?? [{ names: ['connect'], action: 'SCMP_ACT_ERRNO', errnoRet: 111 }];
  const door: Partial<NodeDoor> = {
    containerState: async () => ({ state: 'running', pid: 42, stopped: false }),
    async execute(_node, argv) {
      if (argv[0] === 'cat') return answer(`Name:\tnode\nNoNewPrivs:\t0\nSeccomp:\t${mode}\nSeccomp_filters:\t1\n`);
      if (argv.includes('info')) {
        expect(argv.at(-1)).toBe('web-chaos-1-web');
        return answer(JSON.stringify({ Spec: { linux: { seccomp: { defaultAction: 'SCMP_ACT_ALLOW', syscalls } } } }));
      }
      expect(argv.slice(0, 5)).toEqual(['ctr', '--namespace', 'k8s.io', 'tasks', 'exec']);
      return answer('', argv.includes('web-1-web') ? inSource : inClone);
    },
  };
  return { node: door as NodeDoor };
}

const prove = (answers: Answers, sources: readonly V1Pod[] = [source], pods: readonly V1Pod[] = [clone]) =>
  proveSeccomp(pods, sources, { mutations: [connect] }, doorOf(answers), signal);

describe('the receipt of a seccomp profile', () => {
  test('the kernel filters, the runtime says what, and the call really fails', async () => {
    expect(await prove({})).toBe(
      'the kernel has 1 filter on container web of web-chaos-1; its runtime answers connect with ECONNREFUSED; ' +
        'dial works in container web of web-1 and fails in the clone',
    );
  });

  test.each<[string, Answers, RegExp]>([
    ['the kernel filters nothing', { mode: '0' }, /filters no call of container web of web-chaos-1 \(Seccomp: 0\)/],
    [
      "a profile that is the runtime's own",
      { rules: [{ names: ['mount'], action: 'SCMP_ACT_ERRNO' }] },
      /without a filter/,
    ],
    ['no rules at all', { rules: [] }, /without a filter of connect/],
    [
      'another error',
      { rules: [{ names: ['connect'], action: 'SCMP_ACT_ERRNO', errnoRet: 1 }] },
      /without a filter of connect/,
    ],
    [
      'a rule that only logs',
      { rules: [{ names: ['connect'], action: 'SCMP_ACT_LOG', errnoRet: 111 }] },
      /without a filter of connect/,
    ],
    ['a call that works all the same', { inClone: 0 }, /ended with 0 .* as well: no call failed/],
    [
      'a program that never works',
      { inSource: 1 },
      /ended with 1 in container web of web-1, where nothing is filtered/,
    ],
  ])('is not given: %s', async (_name, answers, message) => {
    await expect(prove(answers)).rejects.toThrow(message);
  });

  test('is not given without a container that runs, or one of the source to compare with', async () => {
    await expect(prove({}, [source], [])).rejects.toThrow('no container of the clone runs');
    await expect(prove({}, [])).rejects.toThrow('no pod of the source runs');
  });
});

test('several mutations are one profile; everything else is allowed', () => {
  const rules = seccompRules([connect, { ...connect, syscalls: ['mkdir', 'rmdir'], errno: 'EROFS' }]);
  expect(rules).toEqual([
    { names: ['connect'], action: 'SCMP_ACT_ERRNO', errnoRet: 111 },
    { names: ['mkdir', 'rmdir'], action: 'SCMP_ACT_ERRNO', errnoRet: 30 },
  ]);
});

const nodes = (runtime: string) => ({
  items: [
    {
      metadata: { name: node },
      status: { nodeInfo: { containerRuntimeVersion: runtime }, conditions: [{ type: 'Ready', status: 'True' }] },
    },
  ],
});
const clusterOf = (runtime: string, door: Partial<NodeDoor>): KubernetesAccess =>
  ({
    send: async () => ({ status: 200, body: JSON.stringify(nodes(runtime)) }),
    node: door,
  }) as Partial<KubernetesAccess> as KubernetesAccess;

test('a profile that is not on the node as it was written is no profile', async () => {
  const execute: NodeDoor['execute'] = async (_node, argv) => ({
    status: argv[0] === 'test' ? 1 : 0,
    stdout: argv[0] === 'cat' ? 'something else' : '',
    stderr: '',
  });
  const cluster = clusterOf('containerd://2.0', { execute });
  const profile = await planSeccompProfile([connect], cluster, signal);
  expect(JSON.parse(profile!.text)).toEqual({ defaultAction: 'SCMP_ACT_ALLOW', syscalls: seccompRules([connect]) });
  expect(profile!.undo.operations).toMatchObject([
    { argv: ['rmdir', '--ignore-fail-on-non-empty', '/var/lib/kubelet/seccomp'] },
    { argv: ['rm', '-f', `/var/lib/kubelet/seccomp/${profile!.name}`] },
  ]);
  await expect(writeSeccompProfile(profile!, cluster.node, signal)).rejects.toThrow('is not what was written');
});

describe('what cannot be done is said before anything is injected', () => {
  const scenario = (mutation: SeccompMutation) => ({
    steps: [{ kind: 'clone' as const, mutations: [mutation] } as never],
  });
  const answering =
    (answers: Readonly<Record<string, string>>): NodeDoor['execute'] =>
    async (_node, [program = '']) => ({
      status: program in answers ? 0 : 127,
      stdout: answers[program] ?? '',
      stderr: '',
    });
  const whole = { cat: 'kill_process trap errno log allow\n', perl: '', 'systemd-analyze': '@known\n    connect\n' };

  test.each<[string, string, Partial<NodeDoor>, SeccompMutation, RegExp | undefined]>([
    ['embedded', 'chaos-gate-embedded://1', {}, connect, /^clone: seccomp: the containers of the embedded .* use kind/],
    [
      'nodes out of reach',
      'containerd://2',
      { refusal: () => 'they are far' },
      connect,
      /on the nodes, and they are far/,
    ],
    [
      'a kernel without filters',
      'containerd://2',
      { execute: answering({ ...whole, cat: '' }) },
      connect,
      /no seccomp/,
    ],
    [
      'no such call',
      'containerd://2',
      { execute: answering(whole) },
      { ...connect, syscalls: ['conect'] },
      /^.*conect: Linux/,
    ],
    [
      'nobody knows the calls',
      'containerd://2',
      { execute: answering({ cat: whole.cat, perl: '' }) },
      { ...connect, proof: undefined },
      /give a `proof`/,
    ],
    [
      'nobody knows the calls, and a proof',
      'containerd://2',
      { execute: answering({ cat: whole.cat, perl: '' }) },
      connect,
      undefined,
    ],
    ['all is there', 'containerd://2', { execute: answering(whole) }, connect, undefined],
  ])('%s', async (_name, runtime, door, mutation, message) => {
    const cluster = clusterOf(runtime, { refusal: () => undefined, ...door });
    const refused = await cloneRefusal(scenario(mutation), cluster, signal);
    if (message === undefined) expect(refused).toBeUndefined();
    else expect(refused?.message).toMatch(message);
  });
});
