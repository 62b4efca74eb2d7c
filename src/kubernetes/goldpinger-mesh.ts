import type { PodView } from './goldpinger-view.ts';

/** A Goldpinger pod that should take part in the mesh, with what it said. */
export interface MeshPod {
  readonly name: string;
  /** The node it runs on. */
  readonly node: string;
  readonly ip: string | undefined;
  /** As the API knows it: a pod that is not Ready and does not answer is down, not merely out of sight. */
  readonly ready: boolean;
  readonly view: PodView;
}

/** Every ordered pair of pods, a pod with itself included, in one of five states. */
export interface Mesh {
  readonly expected: number;
  /** One character an edge, row by row (the source's edges to every target), as the journal's `mesh.states` has it. */
  readonly states: string;
  /** Response times of the living edges in ms, in the order of `states`. */
  readonly aliveMs: readonly number[];
  /** `a -> b`, sorted. */
  readonly dead: readonly string[];
  /** Measured longer ago than allowed. */
  readonly stale: number;
  /** Not measured (yet): the source does not list that peer. */
  readonly unmeasured: number;
  /** Sources that did not answer in time while nobody else reports them down: nothing is known of their edges. */
  readonly unseen: readonly string[];
}

/**
 * Merges what every pod says into the mesh of all ordered pairs. `oldest` is the wall time in ms before which a ping counts as stale. Pure.
 * An edge is matched by the peer's address, by its name where the answer has no address.
 */
export function mergeMesh(pods: readonly MeshPod[], oldest: number): Mesh {
  const aliveMs: number[] = [];
  const dead: string[] = [];
  const unseen: string[] = [];
  let states = '';
  const kill = (source: MeshPod, target: MeshPod) => {
    dead.push(`${source.name} -> ${target.name}`);
    states += edgeStates.dead;
  };
  for (const source of pods) {
    if (source.view.state !== 'answered') {
      if (source.view.state === 'silent' && source.ready && !reportedDown(source, pods, oldest)) {
        unseen.push(source.name);
        states += edgeStates.unseen.repeat(pods.length);
      } else for (const target of pods) kill(source, target);
      continue;
    }
    for (const target of pods) {
      const edge = findEdge(source.view, target);
      if (!edge) states += edgeStates.unmeasured;
      else if (edge.pingedAt === undefined || edge.pingedAt < oldest) states += edgeStates.stale;
      else if (edge.ok) {
        aliveMs.push(edge.ms);
        states += edgeStates.alive;
      } else kill(source, target);
    }
  }
  const count = (state: string) => states.split(state).length - 1;
  return {
    expected: pods.length ** 2,
    states,
    aliveMs,
    dead: dead.sort(),
    stale: count(edgeStates.stale),
    unmeasured: count(edgeStates.unmeasured),
    unseen,
  };
}

/** What the journal says of an edge. */
const edgeStates = { alive: '.', dead: 'x', stale: 'o', unmeasured: '-', unseen: '?' } as const;

type Answered = Extract<PodView, { state: 'answered' }>;

function findEdge(view: Answered, target: MeshPod) {
  return view.peers.find(peer => (peer.podIP ? peer.podIP === target.ip : peer.key === target.name));
}

/** Does another pod report, freshly, that it does not reach this one? */
function reportedDown(pod: MeshPod, pods: readonly MeshPod[], oldest: number): boolean {
  return pods.some(other => {
    if (other === pod || other.view.state !== 'answered') return false;
    const edge = findEdge(other.view, pod);
    return edge !== undefined && !edge.ok && edge.pingedAt !== undefined && edge.pingedAt >= oldest;
  });
}
