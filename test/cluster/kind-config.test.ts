import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { kindConfig } from '../../src/cluster/kind-config.ts';
import { readKindConfig } from '../../src/cluster/kind-config-file.ts';
import { InvalidInput } from '../../src/errors.ts';
import { type Folder, openFolder } from '../support/gate.ts';

let folder: Folder;
beforeAll(() => {
  folder = openFolder();
});
afterAll(() => folder[Symbol.dispose]());

const header = 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n';
const read = (text: string) => readKindConfig(folder.write('kind.yaml', header + text));
const problemsOf = (act: () => unknown): string[] => {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidInput) return error.message.replaceAll(`${folder.path}/`, '').split('\n');
    throw error;
  }
  return [];
};
const zone = 'topology.kubernetes.io/zone';

test('a wish alone: one control plane, workers, zones in turn, ports on the control plane, mounts everywhere', () => {
  const extraPortMappings = [{ containerPort: 80, hostPort: 8080 }];
  const extraMounts = [{ hostPath: '/data', containerPath: '/data' }];
  expect(kindConfig({ nodes: 3, zones: ['a', 'b'], extraPortMappings, extraMounts }, 1)).toEqual({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes: [
      { role: 'control-plane', labels: { [zone]: 'a' }, extraPortMappings, extraMounts },
      { role: 'worker', labels: { [zone]: 'b' }, extraMounts },
      { role: 'worker', labels: { [zone]: 'a' }, extraMounts },
    ],
  });
  expect(kindConfig({}, 2).nodes).toEqual([{ role: 'control-plane' }, { role: 'worker' }]);
});

test("the user's own configuration keeps what it says; nodes, labels, ports and mounts are merged into it", () => {
  const own = read(
    'name: mine\nnetworking: { podSubnet: 10.5.0.0/16 }\nfeatureGates: { A: true }\nnodes:\n- role: worker\n  labels: { tier: x }\n- {}\n',
  );
  const wish = { zones: ['a', 'b'], extraPortMappings: [{ containerPort: 80, hostPort: 81 }] };
  expect(kindConfig(wish, 3, own)).toEqual({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    name: 'mine',
    networking: { podSubnet: '10.5.0.0/16' },
    featureGates: { A: true },
    nodes: [
      { role: 'worker', labels: { tier: 'x', [zone]: 'a' } },
      { role: 'control-plane', labels: { [zone]: 'b' }, extraPortMappings: [{ containerPort: 80, hostPort: 81 }] },
    ],
  });
  expect(kindConfig({ nodes: 2 }, 3, read('featureGates: {}\n')).nodes).toHaveLength(2);
});

test('every conflict between the two is told at once, where it stands', () => {
  const own = read(
    [
      'name: mine',
      'networking: { disableDefaultCNI: true }',
      'nodes:',
      '- role: worker',
      '  image: kindest/node:v1.30.0',
      `  labels: { ${zone}: z }`,
      '  extraPortMappings: [{ containerPort: 80, hostPort: 8080 }]',
      '  extraMounts: [{ hostPath: /x, containerPath: /data }]',
      '',
    ].join('\n'),
  );
  const wish = {
    name: 'ours',
    nodes: 3,
    zones: ['a'],
    nodeImage: 'kindest/node:v1.34.0',
    extraPortMappings: [{ containerPort: 81, hostPort: 8080 }],
    extraMounts: [{ hostPath: '/y', containerPath: '/data' }],
  };
  expect(problemsOf(() => kindConfig(wish, 3, own))).toEqual([
    "kind.yaml:3:1: found name mine, expected ours, the cluster's name by file or flag, or none here",
    'kind.yaml:5:1: found 1 nodes, expected 3, as nodes says by file or flag, or none here',
    'kind.yaml:5:1: found no control-plane, expected at least one node of that role',
    "kind.yaml:4:15: found true, expected kind's own network: without one no node gets Ready, and nothing is deployed before that",
    'kind.yaml:7:3: found image kindest/node:v1.30.0, expected kindest/node:v1.34.0, as wished for by file or flag, or none here',
    'kind.yaml:8:13: found zone z, expected none here, or no zones in the scenario file',
    'kind.yaml:10:3: found a mount at /data, expected none, extraMounts has another one',
    'kind.yaml:9:3: found host port 8080, expected none, extraPortMappings has it as well',
  ]);
});

test('a configuration that kind would not take is refused with its positions', () => {
  expect(problemsOf(() => read('nodes:\n- role: master\n  extraMount: []\n'))).toEqual([
    expect.stringMatching(/^kind.yaml:4:9: .*found "master", expected one of control-plane, worker$/),
    expect.stringMatching(/^kind.yaml:5:3: .*extraMount.*extraMounts/),
  ]);
  expect(problemsOf(() => readKindConfig(`${folder.path}/none.yaml`))).toEqual([
    'kindConfig: none.yaml cannot be read (ENOENT)',
  ]);
});
