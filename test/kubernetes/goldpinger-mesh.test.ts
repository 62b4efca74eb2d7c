import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Mesh, type MeshPod, mergeMesh } from '../../src/kubernetes/goldpinger-mesh.ts';
import { type PodView, parseCheck } from '../../src/kubernetes/goldpinger-view.ts';

const recorded = (name: string) => readFileSync(new URL(`recorded/${name}`, import.meta.url), 'utf8');
const silent: PodView = { state: 'silent' };

/** A pod that sees these peers, all alive and measured at 1000, but for those named otherwise. */
function seeing(name: string, peers: Readonly<Record<string, 'alive' | 'dead' | 'old' | number>>): MeshPod {
  const views = Object.entries(peers).map(([key, state]) => ({
    key,
    podIP: `ip-${key}`,
    ok: state !== 'dead',
    pingedAt: state === 'old' ? 1 : 1000,
    ms: typeof state === 'number' ? state : 0,
  }));
  return { name, node: `on-${name}`, ip: `ip-${name}`, ready: true, view: { state: 'answered', peers: views } };
}

describe("a pod's answer", () => {
  test('as recorded: absent times are 0 ms, absent OK is dead', () => {
    const peers = parseCheck(recorded('check.healthy.json'))!;
    expect(peers.map(({ key, ok, ms, podIP }) => [key, ok, ms, podIP])).toEqual([
      ['gp-a', true, 0, '127.0.0.11'],
      ['gp-b', true, 0, '127.0.0.12'],
      ['gp-c', true, 0, '127.0.0.13'],
    ]);
    expect(peers[0]!.pingedAt).toBe(Date.parse('2026-11-22T10:46:21.642Z'));
    expect(parseCheck('{"podResults":{"x":{"PingTime":"never"}}}')).toEqual([
      { key: 'x', podIP: undefined, ok: false, pingedAt: undefined, ms: 0 },
    ]);
  });

  test('of a pod that lost its peers has none; something else is no answer', () => {
    expect(parseCheck(recorded('check.discovery-lost.json'))).toEqual([]);
    expect(parseCheck('<html>')).toBeUndefined();
    expect(parseCheck('null')).toBeUndefined();
  });
});

describe('the mesh', () => {
  test('expects every ordered pair, each pod with itself included', () => {
    const mesh = mergeMesh([seeing('a', { a: 0, b: 7 }), seeing('b', { a: 3, b: 0 })], 500);
    expect(mesh).toEqual({
      ...{ expected: 4, states: '....', aliveMs: [0, 7, 3, 0] },
      ...{ dead: [], stale: 0, unmeasured: 0, unseen: [] },
    });
  });

  test('one dead direction is one dead edge', () => {
    const mesh = mergeMesh([seeing('a', { a: 0, b: 'dead' }), seeing('b', { a: 0, b: 0 })], 500);
    expect(mesh).toMatchObject({ dead: ['a -> b'], states: '.x..' });
    expect(mesh.aliveMs).toHaveLength(3);
  });

  test('what was measured too long ago, or never, is neither alive nor dead', () => {
    const mesh = mergeMesh([seeing('a', { a: 'old', b: 0 }), seeing('b', { b: 0 })], 500);
    expect(mesh).toMatchObject({ stale: 1, unmeasured: 1, dead: [], states: 'o.-.' });
    expect(mesh.aliveMs).toHaveLength(2);
  });

  test('peers that are gone do not count', () => {
    expect(mergeMesh([seeing('a', { a: 0, gone: 'dead' })], 500)).toMatchObject({ expected: 1, dead: [] });
  });

  test('a silent pod is unknown until another one reports it, or the API says that it is not ready', () => {
    const a = seeing('a', { a: 0, b: 0 });
    const b: MeshPod = { name: 'b', node: 'on-b', ip: 'ip-b', ready: true, view: silent };
    expect(mergeMesh([a, b], 500)).toMatchObject({ unseen: ['b'], dead: [], states: '..??' });
    expect(mergeMesh([a, { ...b, ready: false }], 500)).toMatchObject({ unseen: [], dead: ['b -> a', 'b -> b'] });
    expect(mergeMesh([seeing('a', { a: 0, b: 'dead' }), b], 500).dead).toEqual(['a -> b', 'b -> a', 'b -> b']);
    expect(mergeMesh([a, { ...b, view: { state: 'refused' } }], 500).dead).toEqual(['b -> a', 'b -> b']);
  });
});

/** What a real cluster answered every 2 s: a pod deleted at 8 s, packets dropped 24.4-40.7 s, a node paused 53-109 s. */
describe('a recorded run on three nodes', () => {
  const looks = replay();
  const between = (from: number, to: number) => looks.filter(({ t }) => t > from && t < to);
  const deadNodes = (mesh: Mesh, nodes: Map<string, string>) =>
    new Set(
      mesh.dead.map(edge =>
        edge
          .split(' -> ')
          .map(name => nodes.get(name))
          .join(' -> '),
      ),
    );

  test('is whole at first and at the end', () => {
    for (const { mesh } of [...between(0, 7), ...between(115, 128)]) {
      expect(mesh).toMatchObject({ dead: [], unseen: [], stale: 0 });
      expect(mesh.aliveMs).toHaveLength(9);
    }
  });

  test('shows both directions between the workers as dead while packets are dropped, and no other', () => {
    const during = between(29, 40);
    expect(during.length).toBeGreaterThan(3);
    for (const { mesh, nodes } of during)
      expect(deadNodes(mesh, nodes)).toEqual(new Set(['gp-worker -> gp-worker2', 'gp-worker2 -> gp-worker']));
  });

  test('shows the paused node as dead from every side, though its own pod says nothing', () => {
    const during = between(62, 100);
    expect(during.length).toBeGreaterThan(3);
    for (const { mesh, nodes } of during) {
      expect(mesh.unseen).toEqual([]);
      expect(mesh.dead).toHaveLength(5);
      expect([...deadNodes(mesh, nodes)].every(edge => edge.includes('gp-worker2'))).toBe(true);
    }
  });
});

interface Look {
  readonly t: number;
  readonly mesh: Mesh;
  readonly nodes: Map<string, string>;
}

/** Puts the recorded lines together: a list of pods, then what each of them said. */
function replay(): Look[] {
  const looks: Look[] = [];
  let pods: { name: string; node: string; ip: string; ready: boolean; deleting: boolean }[] = [];
  const views = new Map<string, PodView>();
  let newest = 0;
  const finish = (t: number): void => {
    if (views.size === 0) return;
    const live = pods.filter(pod => !pod.deleting);
    const asked = live.map(({ name, node, ip, ready }) => ({ name, node, ip, ready, view: views.get(name) ?? silent }));
    looks.push({
      t,
      mesh: mergeMesh(asked, newest - 5_500),
      nodes: new Map(live.map(({ name, node }) => [name, node])),
    });
    views.clear();
  };
  for (const line of recorded('kind-timeline.ndjson').trim().split('\n')) {
    const { t, pods: listed, pod, check, error } = JSON.parse(line);
    if (listed) {
      finish(t);
      pods = listed;
    } else if (check) {
      const peers = parseCheck(JSON.stringify(check)) ?? [];
      newest = Math.max(newest, ...peers.map(peer => peer.pingedAt ?? 0));
      views.set(pod, { state: 'answered', peers });
    } else if (error) views.set(pod, silent);
  }
  return looks;
}
