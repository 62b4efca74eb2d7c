import { expect, test } from '@jest/globals';
import { filterNodes, matchNodes, type NodeRecord, nodeState } from '../../src/scenario/node-selection.ts';
import type { NodeFilter, NodeMatch, NodeProperty } from '../../src/scenario/suite.ts';

const at = { file: 'a.yml', line: 1, column: 1 };
const property = (name: NodeProperty, value: string | string[], negative = false): NodeMatch => ({
  kind: 'property',
  at,
  name,
  value,
  negative,
});

function node(name: string, zone: string, ready: string | undefined, labels: Record<string, string> = {}): NodeRecord {
  return {
    metadata: { uid: `uid-${name}`, name, labels: { 'topology.kubernetes.io/zone': zone, ...labels } },
    status: {
      addresses: [
        { type: 'InternalIP', address: `10.0.0.${name.length}` },
        { type: 'Hostname', address: name },
      ],
      conditions: ready === undefined ? [] : [{ type: 'Ready', status: ready }],
    },
  };
}

const controlPlane = node('lab-control-plane', 'a', 'True', { 'node-role.kubernetes.io/control-plane': '' });
const worker = node('lab-worker', 'a', 'True', { pool: 'blue' });
const worker2 = node('lab-worker2', 'b', 'Unknown', { pool: 'green' });
const worker3 = node('lab-worker33', 'b', undefined);
const nodes = [worker3, worker2, worker, controlPlane];
const none = new Set<string>();

function matched(matches: readonly NodeMatch[], own: ReadonlySet<string> = none): (string | undefined)[] {
  return matchNodes(nodes, matches, own).matched.map(({ metadata }) => metadata?.name);
}

test("a node's state in PowerfulSeal's words", () => {
  expect(nodes.map(nodeState)).toEqual(['UNKNOWN', 'DOWN', 'UP', 'UP']);
});

test.each<[NodeMatch, string[]]>([
  [property('name', 'lab-worker'), ['lab-worker', 'lab-worker2', 'lab-worker33']],
  [property('name', 'worker'), []],
  [property('name', 'LAB-WORKER2?$'), ['lab-worker', 'lab-worker2']],
  [property('name', ['lab-worker$', '.*33']), ['lab-worker', 'lab-worker33']],
  [property('ip', '10[.]0[.]0[.]11'), ['lab-worker2']],
  [property('ip', 'lab'), []],
  [property('group', 'blue|green'), ['lab-worker', 'lab-worker2']],
  [property('az', 'b'), ['lab-worker2', 'lab-worker33']],
  [property('state', 'down'), ['lab-worker2']],
  [property('az', 'a', true), ['lab-worker2', 'lab-worker33']],
])('match %j', (match, expected) => {
  expect(matched([match])).toEqual(expected);
});

test('matches are a union, each node once, sorted by name', () => {
  expect(matched([property('az', 'b'), property('state', 'DOWN'), property('group', 'blue')])).toEqual([
    'lab-worker',
    'lab-worker2',
    'lab-worker33',
  ]);
});

test('the only control plane is hit only by its literal name', () => {
  const found = matchNodes(nodes, [property('name', '.*')], none);
  expect(found.protected).toEqual([{ node: controlPlane, why: 'the only control plane' }]);
  expect(matched([property('name', 'lab-control')])).toEqual([]);
  expect(matched([property('name', 'lab-control-plane', true)])).not.toContain('lab-control-plane');
  expect(matched([property('name', 'lab-control-plane')])).toEqual(['lab-control-plane']);
});

test('one of several control planes is a node like any other', () => {
  const second = node('lab-control-plane2', 'b', 'True', { 'node-role.kubernetes.io/control-plane': '' });
  expect(matchNodes([...nodes, second], [property('name', '.*control')], none).matched).toEqual([controlPlane, second]);
});

test("a node that the gate's own objects run on is hit only by its literal name", () => {
  const own = new Set(['lab-worker']);
  expect(matched([property('group', 'blue')], own)).toEqual([]);
  expect(matched([property('name', ['lab-worker'])], own)).toContain('lab-worker');
});

test('filters: by property, then a sample that repeats itself', () => {
  const filters: NodeFilter[] = [property('name', 'lab-worker'), { kind: 'randomSample', at, size: 1 }];
  const context = { random: { next: () => 0.99 }, now: new Date() };
  expect(filterNodes(nodes, filters, context).items).toEqual([worker3]);
  const emptied = filterNodes(nodes, [property('state', 'LOST')], context);
  expect(emptied).toEqual({ items: [], emptiedBy: { filter: expect.objectContaining({ name: 'state' }), before: 4 } });
});
