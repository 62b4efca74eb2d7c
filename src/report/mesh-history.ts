import type { Sample } from '../journal/event.ts';

/** Goldpinger's mesh over the time of an experiment, edge by edge, at as many moments as there is room for. */
export interface MeshHistory {
  /** By time. */
  readonly frames: readonly MeshFrame[];
  add(t: number, sample: Pick<Sample, 'mesh'>): void;
}

/** The mesh as one look saw it. */
export interface MeshFrame {
  readonly t: number;
  /** The pods that were asked, and their nodes: rows (sources) and columns (targets). */
  readonly pods: readonly string[];
  readonly nodes: readonly string[];
  /** Row by row: milliseconds of an edge that is alive, else one of `edgeCodes`. */
  readonly edges: readonly number[];
  readonly dead: number;
}

/** What an edge is that is not alive. */
export const edgeCodes = { dead: -1, stale: -2, unmeasured: -3, unseen: -4 } as const;
const codeOfState: Readonly<Record<string, number>> = {
  x: edgeCodes.dead,
  o: edgeCodes.stale,
  '-': edgeCodes.unmeasured,
  '?': edgeCodes.unseen,
};
/** Edges of all frames together: 600 looks at a mesh of eight nodes. */
const maxEdges = 40_000;

/**
 * Gathers the frames of one probe. Where they become too many, two neighbours become the worse one of them: the one with
 * more dead edges, else the slower one. Samples of older journals name no pods, and make no frame.
 */
export function gatherMeshHistory(): MeshHistory {
  let frames: MeshFrame[] = [];
  let edges = 0;
  /** How many neighbouring looks one frame stands for, and those of the newest frame so far. */
  let looksOfFrame = 1;
  let looks = 0;
  return {
    get frames() {
      return frames.toSorted((a, b) => a.t - b.t);
    },
    add(t, { mesh }) {
      const frame = mesh && frameOf(t, mesh);
      if (!frame) return;
      if (looks++ % looksOfFrame === 0) {
        frames.push(frame);
        edges += frame.edges.length;
      } else frames.push(worse(frames.pop()!, frame));
      if (edges <= maxEdges || frames.length < 4) return;
      frames = pairs(frames);
      looksOfFrame *= 2;
      looks = looksOfFrame * frames.length;
      edges = frames.reduce((sum, each) => sum + each.edges.length, 0);
    },
  };
}

/** undefined where the sample does not say which pods it looked at, or does not fit together. */
function frameOf(t: number, { ms, pods, on, states }: NonNullable<Sample['mesh']>): MeshFrame | undefined {
  const size = pods === undefined ? 0 : pods.length ** 2;
  if (pods === undefined || size === 0 || on?.length !== pods.length) return undefined;
  if ((states?.length ?? ms.length) !== size) return undefined;
  let next = 0;
  let dead = 0;
  const edges = Array.from({ length: size }, (_, index) => {
    const code = codeOfState[states?.[index] ?? '.'];
    if (code === edgeCodes.dead) dead++;
    return code ?? ms[next++] ?? edgeCodes.unmeasured;
  });
  return { t, pods, nodes: on, edges, dead };
}

function pairs(frames: readonly MeshFrame[]): MeshFrame[] {
  return Array.from({ length: Math.ceil(frames.length / 2) }, (_, index) => {
    const [a, b] = [frames[2 * index]!, frames[2 * index + 1]];
    return b === undefined ? a : worse(a, b);
  });
}

function worse(a: MeshFrame, b: MeshFrame): MeshFrame {
  return isWorse(b, a) ? b : a;
}

/** More dead edges are worse; where there are as many, a slower one is. */
export function isWorse(a: MeshFrame, b: MeshFrame): boolean {
  return a.dead === b.dead ? slowestOf(a) > slowestOf(b) : a.dead > b.dead;
}

function slowestOf({ edges }: MeshFrame): number {
  return edges.reduce((slowest, ms) => Math.max(slowest, ms), 0);
}
