import { edgeCodes } from '../mesh-history.ts';
import type { MeshData } from './page-data.ts';

/** What the heat map shows of an edge: a mark to be read without colour, a class for the colour, and a sentence. */
export interface MeshCell {
  readonly mark: string;
  readonly heat: 'fast' | 'fair' | 'slow' | 'crawling' | 'dead' | 'silent';
  readonly text: string;
}

const silences: Readonly<Record<number, { readonly mark: string; readonly text: string }>> = {
  [edgeCodes.stale]: { mark: 'old', text: 'measured too long ago' },
  [edgeCodes.unmeasured]: { mark: '–', text: 'not measured' },
  [edgeCodes.unseen]: { mark: '?', text: 'its source was not seen' },
};

/** An edge of the mesh: milliseconds, a code below 0 (`edgeCodes`), or undefined where nobody was asked. */
export function meshCell(edge: number | undefined): MeshCell {
  if (edge === undefined) return { mark: '', heat: 'silent', text: 'no pod was asked' };
  if (edge === edgeCodes.dead) return { mark: '✘', heat: 'dead', text: 'not alive' };
  const silence = silences[edge];
  if (silence) return { ...silence, heat: 'silent' };
  const heat = edge < 10 ? 'fast' : edge < 50 ? 'fair' : edge < 200 ? 'slow' : 'crawling';
  return { mark: `${edge}`, heat, text: `${edge} ms` };
}

/** The edges of one frame, by row and column of all the mesh's places. */
export function meshRows({ names, frames }: MeshData, frame: number): MeshCell[][] {
  const { places = [], edges = [] } = frames[frame] ?? {};
  const at = new Map(places.map((place, index) => [place, index]));
  return names.map((_, row) =>
    names.map((_, column) => {
      const [source, target] = [at.get(row), at.get(column)];
      return meshCell(
        source === undefined || target === undefined ? undefined : edges[source * places.length + target],
      );
    }),
  );
}

/** One line on a frame: how many edges are alive, and how slow the slowest is. */
export function describeFrame({ frames }: MeshData, frame: number): string {
  const { t = 0, phase = '', edges = [] } = frames[frame] ?? {};
  const alive = edges.filter(edge => edge >= 0);
  const slowest = alive.length > 0 ? `, slowest ${Math.max(...alive)} ms` : '';
  return `${(t / 1000).toFixed(1)} s, ${phase}: ${alive.length} of ${edges.length} edges alive${slowest}`;
}
