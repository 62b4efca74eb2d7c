import { describeAmplification, describePoints } from '../judge/amplification.ts';
import { formatMs } from '../judge/observed.ts';
import { formatReason } from '../judge/reason.ts';
import type { ExperimentResult, ProbeResult } from '../judge/run-result.ts';
import type { ExperimentDigest } from './digest.ts';
import { code, prose, table, verbatim } from './markdown.ts';
import type { ReportInput } from './report.ts';
import { sparkline, sparklineLegend } from './sparkline.ts';
import { summarizeMeshes } from './summary-mesh.ts';
import { marks, reproduce } from './wording.ts';

const maxRows = 100;

/** One experiment's section of the summary. */
export function summarizeExperiment(
  { result }: ReportInput,
  experiment: ExperimentResult,
  digest: ExperimentDigest | undefined,
): string {
  const { name, hypothesis, verdict, reasons, reason, steadyState, faults, recovery, residue } = experiment;
  const parts = [
    `## ${marks[verdict]} ${prose(name, 200)}`,
    ...(hypothesis ? [`> ${prose(hypothesis)}`] : []),
    reasons.length === 0
      ? `**${verdict}**: ${prose(reason)}`
      : `**${verdict}**\n${limited(reasons, each => `- ${code(each.code)} ${prose(formatReason(each))}`)}`,
    ...(steadyState.length > 0
      ? [table(['Probe', 'Phase', 'Wanted', 'Observed', ''], toleranceRows(steadyState))]
      : []),
    ...amplifications(steadyState),
    ...(digest
      ? [
          timeline(steadyState, digest),
          ...summarizeMeshes(
            steadyState.map(probe => probe.name),
            digest,
          ),
        ]
      : []),
    ...(faults.length > 0 ? [limited(faults, describeFault)] : []),
    ...(recovery
      ? [
          `Recovery: ${recovery.observedMs === null ? 'not seen' : formatMs(recovery.observedMs)} (limit ${formatMs(recovery.limitMs)}, stable for ${formatMs(recovery.stableForMs)}).`,
        ]
      : []),
    ...(residue.length > 0
      ? [`Residue:\n${limited(residue, each => `- ${code(each.object)} ${prose(each.difference)}`)}`]
      : []),
    `<pre>${verbatim(reproduce(result, experiment), 2000)}</pre>`,
  ];
  return parts.join('\n\n');
}

function toleranceRows(probes: readonly ProbeResult[]): string[][] {
  const rows = probes.flatMap(({ name, tolerances }) =>
    tolerances.map(({ phase, expression, observed, holds, line }) => [
      prose(name, 120),
      phase,
      prose(expression, 120),
      prose(observed, 120),
      holds === null ? '? cannot be told' : holds ? '✔ holds' : `✘ line ${line}`,
    ]),
  );
  const left = rows.length - maxRows;
  return [...rows.slice(0, maxRows), ...(left > 0 ? [[`and ${left} more`, '', '', '', '']] : [])];
}

function amplifications(probes: readonly ProbeResult[]): string[] {
  const found = probes.flatMap(({ name, amplification }) => {
    if (!amplification) return [];
    const fit = amplification.fit === undefined ? '' : `, R² ${amplification.fit.toFixed(3)}`;
    const points = `p50 ${describePoints(amplification.points)}${fit}`;
    return [`- ${prose(name, 120)}: **${describeAmplification(amplification)}** (${points})`];
  });
  return found.length > 0 ? [`Amplification:\n${found.join('\n')}`] : [];
}

function timeline(probes: readonly ProbeResult[], digest: ExperimentDigest): string {
  const phases = digest.phases.map(({ name, startT, endT }) => `${name} ${formatMs(endT - startT)}`).join(' → ');
  const lines = probes.slice(0, 20).map(({ name }, index) => `${sparkline(digest, index)}  ${verbatim(name, 60)}`);
  return `${phases}\n\n<pre>${lines.join('\n')}\n${sparklineLegend}</pre>`;
}

function describeFault({ kind, targets, receipt, undone }: ExperimentResult['faults'][number]): string {
  const names = targets
    .slice(0, 10)
    .map(target => code(target.namespace ? `${target.namespace}/${target.name}` : target.name));
  const more = targets.length > 10 ? ` and ${targets.length - 10} more` : '';
  const state = receipt.landed ? (undone ? 'landed' : 'landed, **not undone**') : '**not proven**';
  return `- ${prose(kind, 60)} of ${names.join(', ')}${more}: ${state}. ${prose(receipt.evidence, 300)}`;
}

function limited<T>(items: readonly T[], render: (item: T) => string): string {
  const more = items.length > maxRows ? [`- and ${items.length - maxRows} more`] : [];
  return [...items.slice(0, maxRows).map(render), ...more].join('\n');
}
