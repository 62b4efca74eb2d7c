import type { ExperimentDigest } from './digest.ts';
import { describeFrame, meshRows } from './html/mesh-cell.ts';
import { meshesOf } from './html/mesh-data.ts';
import type { MeshData } from './html/page-data.ts';
import { prose, table } from './markdown.ts';

/** A wider table than this is read in report.html. */
const maxPlaces = 16;

/** Goldpinger's meshes at their worst moment: a line for each, and the matrix of one whose edges were not all alive. */
export function summarizeMeshes(probes: readonly string[], digest: ExperimentDigest): string[] {
  return meshesOf(probes, digest).flatMap(mesh => {
    const line = `Mesh of ${prose(mesh.probe, 120)} at its worst: ${describeFrame(mesh, mesh.worst)}.`;
    return isWhole(mesh) || mesh.names.length > maxPlaces ? [line] : [line, matrix(mesh)];
  });
}

function isWhole({ frames, worst }: MeshData): boolean {
  return frames[worst]?.edges.every(edge => edge >= 0) ?? true;
}

/** Milliseconds from row to column. */
function matrix(mesh: MeshData): string {
  const names = mesh.names.map(name => prose(name, 80));
  const rows = meshRows(mesh, mesh.worst).map((cells, row) => [names[row]!, ...cells.map(({ mark }) => mark)]);
  return table(['ms from ↓ to →', ...names], rows);
}
