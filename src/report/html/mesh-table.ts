import { type Markup, markup } from '../markup.ts';
import { describeFrame, meshRows } from './mesh-cell.ts';
import type { MeshData } from './page-data.ts';

/**
 * Goldpinger's mesh at its worst moment as a heat map that is a table: rows are sources, columns targets. The page's
 * script puts a slider above it and moves it through time.
 */
export function meshTable(mesh: MeshData, index: number): Markup {
  const rows = meshRows(mesh, mesh.worst).map((cells, row) => {
    const columns = cells.map(({ mark, heat, text }, column) => {
      const title = `${mesh.names[row]} to ${mesh.names[column]}: ${text}`;
      return markup`<td class="${heat}" title="${title}">${mark}</td>`;
    });
    return markup`<tr><th scope="row">${mesh.names[row]}</th>${columns}</tr>
`;
  });
  const heads = mesh.names.map(name => markup`<th scope="col">${name}</th>`);
  return markup`<div class="mesh" data-mesh="${index}"><div class="slider"></div><div class="wide"><table><caption>Mesh of ${mesh.probe}: milliseconds from row to column; ✘ not alive. <span class="frame">${describeFrame(mesh, mesh.worst)}</span></caption>
<thead><tr><th scope="col">from \\ to</th>${heads}</tr></thead><tbody>
${rows}</tbody></table></div></div>
`;
}
