import type { ExperimentDigest } from '../digest.ts';
import { shorten, visible } from '../markup.ts';
import { isWorse, type MeshFrame } from '../mesh-history.ts';
import type { MeshData } from './page-data.ts';

/** More places than this are no table that anybody reads. */
const maxPlaces = 60;

/** The meshes of an experiment's probes that journalled them. */
export function meshesOf(names: readonly string[], digest: ExperimentDigest): MeshData[] {
  return digest.meshes.flatMap((frames, probe) => {
    const data = frames.length === 0 ? undefined : meshData(names[probe] ?? '', frames, digest.phases);
    return data ?? [];
  });
}

function meshData(
  probe: string,
  frames: readonly MeshFrame[],
  phases: ExperimentDigest['phases'],
): MeshData | undefined {
  // Pods come and go, the nodes stay: one Goldpinger on each is the rule, and its node the name that lasts.
  const byNode = frames.every(({ nodes }) => nodes.every(Boolean) && new Set(nodes).size === nodes.length);
  const placesOf = ({ nodes, pods }: MeshFrame) => (byNode ? nodes : pods);
  const names = [...new Set(frames.flatMap(placesOf))].sort();
  if (names.length > maxPlaces) return undefined;
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const worst = frames.reduce((found, frame, index) => (isWorse(frame, frames[found]!) ? index : found), 0);
  return {
    probe: shorten(visible(probe), 200),
    names: names.map(name => shorten(visible(name), 80)),
    worst,
    frames: frames.map(frame => ({
      t: Math.round(frame.t),
      phase: phases.findLast(({ startT }) => startT <= frame.t)?.name ?? 'before the baseline',
      places: placesOf(frame).map(name => indexOf.get(name)!),
      edges: frame.edges,
    })),
  };
}
