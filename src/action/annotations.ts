import * as core from '@actions/core';
import type { RunResult } from '../judge/run-result.ts';
import { exitCodes } from '../verdict.ts';

/** The runner shows ten annotations of a kind and drops the rest silently; one of the errors is the step's own failure. */
export const maxAnnotations = 10;
/** The runner cuts a message at 4 096 characters. */
const maxCharacters = 4000;

const urgency = { refuted: 0, inconclusive: 1, upheld: 2 } as const;

/** Marks the lines of the scenario files that say why, the most urgent ones first; as warnings where the step passes all the same. */
export function annotate(result: RunResult): void {
  const passes = result.exitCode === exitCodes.upheld;
  const show = passes ? core.warning : core.error;
  const room = passes ? maxAnnotations : maxAnnotations - 1;
  const reasons = result.experiments
    .toSorted((a, b) => urgency[a.verdict] - urgency[b.verdict])
    .flatMap(({ name, file, line, reasons: found }) =>
      found.map(reason => ({
        title: name,
        file: reason.file ?? file,
        startLine: reason.line ?? line,
        message: reason.message,
      })),
    );
  const shown = reasons.length > room ? reasons.slice(0, room - 1) : reasons;
  for (const { message, ...place } of shown) show(cut(message), place);
  if (shown.length < reasons.length) show(`${reasons.length - shown.length} more reasons: the report has them`);
  const sentence = cut(`${result.verdict}: ${result.reason}`);
  if (passes) core.notice(sentence);
  else core.setFailed(sentence);
}

function cut(text: string): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text;
}
