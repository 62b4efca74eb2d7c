import { formatMs } from '../../judge/observed.ts';
import { formatReason } from '../../judge/reason.ts';
import type { ExperimentResult } from '../../judge/run-result.ts';
import type { ExperimentDigest } from '../digest.ts';
import { type Markup, markup, shorten } from '../markup.ts';
import type { ReportInput } from '../report.ts';
import { marks, reproduce } from '../wording.ts';
import { drawDistribution } from './distribution.ts';
import { dataScript, experimentData } from './experiment-data.ts';
import {
  faultTable,
  happeningTable,
  numbersTable,
  stageTable,
  stepTable,
  toleranceTable,
} from './experiment-tables.ts';
import { meshTable } from './mesh-table.ts';
import { drawTimeline } from './timeline.ts';

/**
 * Everything about one experiment: verdict, hypothesis, timeline, numbers, receipts, recovery, residue. The pictures stand
 * without a script; the page's script replaces them by ones that can be zoomed and asked for exact values.
 */
export function experimentSection(
  { result }: ReportInput,
  experiment: ExperimentResult,
  digest: ExperimentDigest | undefined,
  index: number,
  maxColumns: number,
): Markup {
  const { name, hypothesis, verdict, file, line, steadyState, steps, faults, recovery, residue } = experiment;
  return markup`<section class="experiment" id="experiment-${index + 1}" aria-labelledby="name-${index + 1}">
<h2 id="name-${index + 1}"><span class="${verdict}">${marks[verdict]}</span> ${shorten(name)}</h2>
<p><span class="verdict ${verdict}">${verdict}</span> <span class="soft">${shorten(file)}:${line}</span></p>
${hypothesis ? markup`<blockquote>${shorten(hypothesis, 2000)}</blockquote>` : undefined}
${why(experiment, result.experiments.length)}
${digest && digest.endT > 0 ? pictures(experiment, digest, maxColumns) : undefined}
${steadyState.length > 0 ? [toleranceTable(steadyState), numbersTable(steadyState)] : undefined}
${stepTable(steps)}${faultTable(faults, digest)}
${recovery ? markup`<p>Recovery: <strong>${recovery.observedMs === null ? 'not seen' : formatMs(recovery.observedMs)}</strong> after the last fault (limit ${formatMs(recovery.limitMs)}, stable for ${formatMs(recovery.stableForMs)}).</p>` : undefined}
${stageTable(recovery?.split)}${digest ? happeningTable(digest) : undefined}
${residue.length > 0 ? markup`<h3>Residue</h3><ul>${residue.map(each => markup`<li><code>${each.object}</code> ${each.difference}</li>`)}</ul>` : markup`<p>Residue: none.</p>`}
<p>Again:</p><pre>${reproduce(result, experiment)}</pre>
</section>
`;
}

/** The reasons; a single one of a single experiment stands at the head of the page already. */
function why({ reason, reasons }: ExperimentResult, experiments: number): Markup | undefined {
  if (reasons.length > 1)
    return markup`<ul>${reasons.map(each => markup`<li><code>${each.code}</code> ${shorten(formatReason(each), 2000)}</li>`)}</ul>`;
  return experiments > 1 ? markup`<p>${shorten(reason, 2000)}</p>` : undefined;
}

function pictures(experiment: ExperimentResult, digest: ExperimentDigest, maxColumns: number): Markup {
  const data = experimentData(experiment, digest, maxColumns);
  const distributions = experiment.steadyState.map((probe, index) => {
    const distribution = digest.distributions[index];
    return distribution && drawDistribution(probe, distribution);
  });
  return markup`<div class="live"></div><div class="still">${drawTimeline(experiment, digest)}</div>
${data.meshes.map(meshTable)}${distributions}${dataScript(data)}`;
}
