import type { Position } from '../../errors.ts';
import type { Finding } from './finding.ts';

export interface Fixed {
  readonly text: string;
  /** Those whose fixes are in it. */
  readonly findings: readonly Finding[];
}

/**
 * The text of a file with the fixes of its findings written into it, and nothing else changed. Of fixes that overlap
 * the first one counts; the other shows up again in what becomes of the file.
 */
export function applyFixes(text: string, findings: readonly Finding[]): Fixed {
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offsetOf = ({ line, column }: Position) => (lines[line - 1] ?? text.length) + column - 1;
  const fixable = findings.flatMap(finding => (finding.fix ? [{ finding, fix: finding.fix }] : []));
  // An anchor that is used twice has its findings twice, at one place.
  const unique = [...new Map(fixable.map(each => [JSON.stringify(each.fix), each])).values()];
  const fixed: Finding[] = [];
  let result = '';
  let at = 0;
  for (const { finding, fix } of unique.sort((a, b) => offsetOf(a.fix.from) - offsetOf(b.fix.from))) {
    const start = offsetOf(fix.from);
    if (start < at) continue;
    result += text.slice(at, start) + fix.text;
    at = offsetOf(fix.to);
    fixed.push(finding);
  }
  return { text: result + text.slice(at), findings: fixed };
}
