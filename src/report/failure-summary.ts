import { prose } from './markdown.ts';
import { marks } from './wording.ts';

const maxProblems = 50;

/** The job summary of a step that came to no result: what kept it from one. Pure. */
export function renderFailure(problems: readonly string[], exitCode: number): string {
  const more = problems.length - maxProblems;
  const lines = [
    ...problems.slice(0, maxProblems).map(problem => `- ${prose(problem)}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ];
  return [
    `# ${marks.inconclusive} chaos-gate: inconclusive`,
    `No experiment was judged (exit code ${exitCode}):`,
    `${lines.join('\n')}\n`,
  ].join('\n\n');
}
