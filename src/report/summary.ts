import type { ExperimentResult } from '../judge/run-result.ts';
import { prose, table, verbatim } from './markdown.ts';
import type { ReportInput } from './report.ts';
import { summarizeExperiment } from './summary-experiment.ts';
import { countVerdicts, describeCluster, marks, reproduce } from './wording.ts';

/** GitHub drops a summary of more than 1 MiB altogether. */
const maxBytes = 900_000;

/** `summary.md`: the essential first, then each experiment, the worst ones before the others, as far as there is room. */
export function renderSummary(input: ReportInput): string {
  const { result } = input;
  const head = [
    `# ${marks[result.verdict]} chaos-gate: ${result.verdict}`,
    prose(result.reason),
    overview(result.experiments),
    `${countVerdicts(result.experiments)} on: ${prose(describeCluster(result.cluster))}. Seed ${result.seed}.`,
  ];
  const tail = [
    ...(input.remarks.length > 0
      ? ['## Remarks', input.remarks.map(remark => `- ${prose(remark, 300)}`).join('\n')]
      : []),
    '## Again',
    `<pre>${verbatim(reproduce(result), 4000)}</pre>`,
    `chaos-gate ${prose(result.tool.version, 50)}, started ${result.startedAt}, compat ${result.compat}.`,
  ];
  const sections: string[] = [];
  let left = maxBytes - bytesOf([...head, ...tail]);
  const ordered = result.experiments
    .map((experiment, index) => ({ experiment, digest: input.digests[index] }))
    .sort((a, b) => order[a.experiment.verdict] - order[b.experiment.verdict]);
  for (const { experiment, digest } of ordered) {
    const section = summarizeExperiment(input, experiment, digest);
    left -= bytesOf([section]);
    if (left < 0) break;
    sections.push(section);
  }
  const missing = ordered.length - sections.length;
  const more = missing > 0 ? [`${missing} more experiments are in report.html: there is no room for them here.`] : [];
  return `${[...head, ...sections, ...more, ...tail].join('\n\n')}\n`;
}

const order = { refuted: 0, inconclusive: 1, upheld: 2 } as const;
const maxRows = 200;

function overview(experiments: readonly ExperimentResult[]): string {
  const rows = experiments
    .slice(0, maxRows)
    .map(({ name, verdict, reason }) => [`${marks[verdict]} ${verdict}`, prose(name, 120), prose(reason, 300)]);
  const more = experiments.length > maxRows ? [['', `and ${experiments.length - maxRows} more`, '']] : [];
  return table(['Verdict', 'Experiment', 'Why'], [...rows, ...more]);
}

function bytesOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + new TextEncoder().encode(part).length + 2, 0);
}
