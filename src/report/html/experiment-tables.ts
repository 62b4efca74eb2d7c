import { formatMs, formatShare, formatSpan } from '../../judge/observed.ts';
import type { ExperimentResult, PhaseNumbers, ProbeResult } from '../../judge/run-result.ts';
import type { ExperimentDigest } from '../digest.ts';
import { describeHappening, isGrave } from '../happenings.ts';
import { type Content, type Markup, markup, shorten } from '../markup.ts';

/** A table that scrolls by itself where the window is narrow. */
export function table(caption: string, heads: readonly string[], rows: Content, look = ''): Markup {
  return markup`<div class="wide ${look}" tabindex="0" role="group" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads.map(head => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div>
`;
}

/** Every tolerance with what was observed. */
export function toleranceTable(probes: readonly ProbeResult[]): Markup {
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
  return table('Tolerances', ['Probe', 'Phase', 'Wanted', 'Observed', 'Verdict', 'Line'], rows);
}

/** The numbers of every probe in every phase. */
export function numbersTable(probes: readonly ProbeResult[]): Markup {
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
  return table('Numbers', heads, rows, 'figures');
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

/** The steps and what came of them. */
export function stepTable(steps: ExperimentResult['steps']): Markup | undefined {
  if (steps.length === 0) return undefined;
  const rows = steps.map(
    ({ index, kind, line, status, message }) =>
      markup`<tr><td>${index + 1}</td><td>${kind}</td><td>${line}</td><td>${status}</td><td>${shorten(message, 1000)}</td></tr>
`,
  );
  return table('Steps', ['Step', 'Kind', 'Line', 'Status', 'What happened'], rows);
}

/** The faults: whom they hit, what proves it, and whether they were undone. */
export function faultTable(
  faults: ExperimentResult['faults'],
  digest: ExperimentDigest | undefined,
): Markup | undefined {
  if (faults.length === 0) return undefined;
  const rows = faults.map(({ kind, targets, receipt, undone }, index) => {
    const names = targets.map(
      ({ namespace, name, node }) => `${namespace ? `${namespace}/` : ''}${name}${node ? ` on ${node}` : ''}`,
    );
    const needsUndo = digest?.faults[index]?.fault.needsUndo;
    const undo = needsUndo === false ? 'nothing to undo' : undone ? 'undone' : 'not undone';
    return markup`<tr><td>${kind}</td><td>${shorten(names.join(', '), 1000)}</td><td>${receipt.landed ? 'landed' : 'not proven'}</td><td>${shorten(receipt.evidence, 1000)}</td><td>${undo}</td></tr>
`;
  });
  return table('Faults and their receipts', ['Fault', 'Targets', 'Receipt', 'Evidence', 'Undo'], rows);
}

/** The stages of the recovery, from the injection on. */
export function stageTable(split: NonNullable<ExperimentResult['recovery']>['split']): Markup | undefined {
  if (!split) return undefined;
  const rows = Object.entries(split).map(
    ([stage, ms]) => markup`<tr><td>${stage}</td><td>${ms === null ? 'not seen' : formatMs(ms)}</td></tr>
`,
  );
  return table('Recovery by stages', ['Stage', 'After the injection'], rows);
}

/** What pods, endpoints and the cluster's events told; folded, because it may be long. */
export function happeningTable({ happenings, happeningsLeft }: ExperimentDigest): Markup | undefined {
  if (happenings.length === 0) return undefined;
  const rows = happenings.map(({ t, event }) => {
    const weight = isGrave(event) ? markup` class="refuted"` : undefined;
    return markup`<tr><td>${formatSpan(t)}</td><td${weight}>${shorten(describeHappening(event), 500)}</td></tr>
`;
  });
  const left = happeningsLeft > 0 ? markup`<p>and ${happeningsLeft} more in journal.ndjson</p>` : undefined;
  return markup`<details><summary>What the cluster did (${happenings.length + happeningsLeft})</summary>${table('What the cluster did', ['After', 'What'], rows)}${left}</details>
`;
}
