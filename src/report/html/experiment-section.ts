import { formatMs, formatShare } from '../../judge/observed.ts';
import { formatReason } from '../../judge/reason.ts';
import type { ExperimentResult, PhaseNumbers, ProbeResult } from '../../judge/run-result.ts';
import type { ExperimentDigest } from '../digest.ts';
import { type Markup, markup, shorten } from '../markup.ts';
import type { ReportInput } from '../report.ts';
import { marks, reproduce } from '../wording.ts';
import { drawTimeline } from './timeline.ts';

/** Everything about one experiment: verdict, hypothesis, timeline, numbers, receipts, recovery, residue. */
export function experimentSection(
  { result, files }: ReportInput,
  experiment: ExperimentResult,
  digest: ExperimentDigest | undefined,
  index: number,
): Markup {
  const { name, hypothesis, verdict, reason, reasons, file, line, steadyState, steps, faults, recovery, residue } =
    experiment;
  return markup`<section id="experiment-${index + 1}" aria-labelledby="name-${index + 1}">
<h2 id="name-${index + 1}"><span class="${verdict}">${marks[verdict]}</span> ${shorten(name)}</h2>
<p><span class="verdict ${verdict}">${verdict}</span>: ${shorten(reason, 2000)}</p>
${hypothesis ? markup`<blockquote>${shorten(hypothesis, 2000)}</blockquote>` : undefined}
<p class="soft">${file}:${line}</p>
${reasons.length > 1 ? markup`<ul>${reasons.map(each => markup`<li><code>${each.code}</code> ${shorten(formatReason(each), 2000)}</li>`)}</ul>` : undefined}
${digest && digest.endT > 0 ? drawTimeline(experiment, digest) : undefined}
${steadyState.length > 0 ? [toleranceTable(steadyState), numbersTable(steadyState)] : undefined}
${stepTable(steps)}${faultTable(faults)}
${recovery ? markup`<p>Recovery: <strong>${recovery.observedMs === null ? 'not seen' : formatMs(recovery.observedMs)}</strong> after the last fault (limit ${formatMs(recovery.limitMs)}, stable for ${formatMs(recovery.stableForMs)}).</p>` : undefined}
${residue.length > 0 ? markup`<h3>Residue</h3><ul>${residue.map(each => markup`<li><code>${each.object}</code> ${each.difference}</li>`)}</ul>` : markup`<p>Residue: none.</p>`}
<p>Again:</p><pre>${reproduce(result, files, experiment)}</pre>
</section>
`;
}

function toleranceTable(probes: readonly ProbeResult[]): Markup {
  const rows = probes.flatMap(({ name, tolerances }) =>
    tolerances.map(({ phase, expression, observed, holds, line }) => {
      const [verdict, text] =
        holds === null
          ? ['inconclusive', 'cannot be told']
          : holds
            ? ['upheld', 'holds']
            : ['refuted', 'does not hold'];
      return markup`<tr><td>${name}</td><td>${phase}</td><td>${expression}</td><td>${observed}</td><td class="${verdict}">${text}</td><td>${line}</td></tr>
`;
    }),
  );
  return markup`<table><caption>Tolerances</caption><thead><tr><th scope="col">Probe</th><th scope="col">Phase</th><th scope="col">Wanted</th><th scope="col">Observed</th><th scope="col">Verdict</th><th scope="col">Line</th></tr></thead><tbody>
${rows}</tbody></table>
`;
}

function numbersTable(probes: readonly ProbeResult[]): Markup {
  const rows = probes.flatMap(({ name, vantage, phases }) =>
    Object.entries(phases).map(([phase, numbers]) => {
      const cells = numberCells(numbers).map(cell => markup`<td>${cell}</td>`);
      return markup`<tr><td>${name}${vantage ? markup` <span class="soft">${shorten(vantage)}</span>` : undefined}</td><td>${phase}</td>${cells}</tr>
`;
    }),
  );
  const heads = [
    'Probe',
    'Phase',
    'Samples',
    'Failed',
    'Unknown',
    'Success',
    'p50',
    'p95',
    'p99',
    'Max',
    'Longest outage',
    'Shortest visible outage',
  ];
  return markup`<table><caption>Numbers</caption><thead><tr>${heads.map(head => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${rows}</tbody></table>
`;
}

function numberCells(numbers: PhaseNumbers): (string | number)[] {
  const ms = (value: number | null) => (value === null ? 'none' : formatMs(value));
  return [
    numbers.samples,
    numbers.failed,
    numbers.unknown,
    numbers.success === null ? 'none' : formatShare(numbers.success),
    ...[
      numbers.p50Ms,
      numbers.p95Ms,
      numbers.p99Ms,
      numbers.maxMs,
      numbers.longestOutageMs,
      numbers.shortestVisibleOutageMs,
    ].map(ms),
  ];
}

function stepTable(steps: ExperimentResult['steps']): Markup | undefined {
  if (steps.length === 0) return undefined;
  return markup`<table><caption>Steps</caption><thead><tr><th scope="col">Step</th><th scope="col">Kind</th><th scope="col">Line</th><th scope="col">Status</th><th scope="col">What happened</th></tr></thead><tbody>
${steps.map(
  ({
    index,
    kind,
    line,
    status,
    message,
  }) => markup`<tr><td>${index + 1}</td><td>${kind}</td><td>${line}</td><td>${status}</td><td>${shorten(message, 1000)}</td></tr>
`,
)}</tbody></table>
`;
}

function faultTable(faults: ExperimentResult['faults']): Markup | undefined {
  if (faults.length === 0) return undefined;
  const rows = faults.map(({ kind, targets, receipt, undone }) => {
    const names = targets.map(
      ({ namespace, name, node }) => `${namespace ? `${namespace}/` : ''}${name}${node ? ` on ${node}` : ''}`,
    );
    const state = receipt.landed ? (undone ? 'landed' : 'landed, not undone') : 'not proven';
    return markup`<tr><td>${kind}</td><td>${shorten(names.join(', '), 1000)}</td><td>${state}</td><td>${shorten(receipt.evidence, 1000)}</td></tr>
`;
  });
  return markup`<table><caption>Faults and their receipts</caption><thead><tr><th scope="col">Fault</th><th scope="col">Targets</th><th scope="col">Receipt</th><th scope="col">Evidence</th></tr></thead><tbody>
${rows}</tbody></table>
`;
}
