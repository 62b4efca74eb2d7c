import type { ExperimentResult } from '../../judge/run-result.ts';
import type { ExperimentDigest } from '../digest.ts';
import { type Markup, markup } from '../markup.ts';
import { lanesOf } from './lanes.ts';
import { meshesOf } from './mesh-data.ts';
import type { ExperimentData } from './page-data.ts';
import { probeData } from './probe-data.ts';

/** All that the page's script needs of an experiment, each probe in at most `maxColumns` columns. */
export function experimentData(
  experiment: ExperimentResult,
  digest: ExperimentDigest,
  maxColumns: number,
): ExperimentData {
  const { steadyState } = experiment;
  const names = steadyState.map(({ name }) => name);
  return {
    endT: digest.endT,
    lanes: lanesOf(experiment, digest),
    probes: digest.columns.map((columns, index) => probeData(steadyState[index], columns, maxColumns)),
    meshes: meshesOf(names, digest),
  };
}

/** Data that the browser neither runs nor takes for markup: no character of it can end the element. */
export function dataScript(data: ExperimentData): Markup {
  const json = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return markup`<script type="application/json">${{ markup: json }}</script>
`;
}

/** Columns of all probes of a page together: about half a megabyte. */
const maxColumnsOfPage = 40_000;

/** How many columns each probe of a page may have, so that a page of many experiments stays small. */
export function columnsPerProbe(digests: readonly (ExperimentDigest | undefined)[]): number {
  const counts = digests.flatMap(digest => digest?.columns.map(({ count }) => count) ?? []);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total <= maxColumnsOfPage ? maxColumnsOfPage : Math.max(64, Math.floor(maxColumnsOfPage / counts.length));
}
