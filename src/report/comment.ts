import type { Comparison } from '../compare/comparison.ts';
import { formatReason } from '../judge/reason.ts';
import type { ExperimentResult, RunResult } from '../judge/run-result.ts';
import { summarizeComparison } from './comparison.ts';
import { code, prose, table, verbatim } from './markdown.ts';
import { countVerdicts, describeCluster, marks, reproduce } from './wording.ts';

/** GitHub refuses a comment of more than 65,536 characters; some are for the marker. */
const maxCharacters = 60_000;
const maxRows = 20;
const maxReasons = 3;
const order = { refuted: 0, inconclusive: 1, upheld: 2 } as const;

/**
 * The comment on a pull request, short: the verdict, each experiment with its first reasons, the worst ones first, and what
 * changed against the base branch. Parts for which there is no room are left out as a whole, so that no table stays open.
 */
export function renderComment(result: RunResult, comparison?: Comparison): string {
  const { verdict, reason, experiments, cluster, seed } = result;
  const parts = [
    `## ${marks[verdict]} chaos-gate: ${verdict}`,
    prose(reason, 500),
    `${countVerdicts(experiments)} on: ${prose(describeCluster(cluster), 200)}. Seed ${seed}.`,
    summarizeExperiments(experiments),
    ...(comparison ? [summarizeComparison(comparison)] : []),
    `<details><summary>Again</summary><pre>${verbatim(reproduce(result), 2000)}</pre></details>`,
    'The summary of the job has the timeline and every number.',
  ];
  let left = maxCharacters;
  const kept = parts.filter(part => {
    const fits = part.length + 2 <= left;
    if (fits) left -= part.length + 2;
    return fits;
  });
  return `${kept.join('\n\n')}\n`;
}

function summarizeExperiments(experiments: readonly ExperimentResult[]): string {
  const rows = experiments
    .toSorted((a, b) => order[a.verdict] - order[b.verdict])
    .slice(0, maxRows)
    .map(({ name, verdict, reason, reasons }) => {
      const why = reasons.slice(0, maxReasons).map(each => `${code(each.code)} ${prose(formatReason(each), 200)}`);
      return [`${marks[verdict]} ${verdict}`, prose(name, 120), why.join('<br>') || prose(reason, 200)];
    });
  const more = experiments.length > maxRows ? [['', `and ${experiments.length - maxRows} more`, '']] : [];
  return table(['Verdict', 'Experiment', 'Why'], [...rows, ...more]);
}
