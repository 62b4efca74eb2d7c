/** What is worth saying about files in which nothing is wrong. Pure; what needs manifests gets them as an argument. */
import type { SuiteFile } from '../parse-suite.ts';
import type { Compat, Scenario } from '../suite.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { configFindings } from './config-findings.ts';
import { detectionFindings } from './detection-findings.ts';
import { faultFindings } from './fault-findings.ts';
import { type Finding, finding } from './finding.ts';
import { radiusFindings } from './radius-findings.ts';
import { selectionFindings } from './selection-findings.ts';
import { steadyStateFindings } from './steady-state-findings.ts';
import { stepFindings } from './step-findings.ts';
import { toleranceFindings } from './tolerance-findings.ts';

export { type AppObject, appFindings } from './app/index.ts';
export { detectionFloorMs } from './detection.ts';
export { type Finding, type Fix, finding, findingKinds, meaningOf, type Severity } from './finding.ts';
export { applyFixes } from './fixes.ts';

/** What can be said of a file by itself, and of how it will be judged. */
export function fileFindings(file: SuiteFile, compat: Compat): Finding[] {
  const { scenarios, root } = file;
  return [
    ...configFindings(file),
    ...scenarios.flatMap((scenario, index) => scenarioFindings(scenario, root.at('scenarios', index), compat)),
  ];
}

function scenarioFindings(scenario: Scenario, at: Cursor, compat: Compat): Finding[] {
  return [
    ...faultFindings(scenario),
    ...selectionFindings(scenario),
    ...radiusFindings(scenario),
    ...stepFindings(scenario, compat),
    ...steadyStateFindings(scenario),
    ...detectionFindings(scenario),
    ...scenario.steadyState.flatMap((probe, index) => toleranceFindings(probe, at.at('steadyState', index), scenario)),
  ];
}

/** Scenarios of one name, in one file or in several. */
export function repeatedNames(files: readonly SuiteFile[]): Finding[] {
  const first = new Map<string, string>();
  return files.flatMap(({ scenarios }) =>
    scenarios.flatMap(({ name, at }) => {
      const before = first.get(name);
      if (!before) first.set(name, `${at.file}:${at.line}`);
      const message = `another scenario has the name "${name}" (${before}): reports tell them apart by line`;
      return before ? [finding('repeated-name', at, message)] : [];
    }),
  );
}

/** Editors of Windows put it there; nothing else wants it. */
export function byteOrderMarkFinding(file: string): Finding {
  const at = { file, line: 1, column: 1 };
  return finding('byte-order-mark', at, 'the file begins with a byte order mark; it is ignored');
}

/** Findings by file and line, each once: what is behind an alias or a `foreach` is found as often as it is used. */
export function inFileOrder(findings: readonly Finding[], files: readonly string[]): Finding[] {
  const unique = [
    ...new Map(findings.map(each => [JSON.stringify([each.code, each.at, each.message]), each])).values(),
  ];
  const ranks = new Map(files.map((file, index) => [file, index]));
  const rank = ({ at }: Finding) => (at ? (ranks.get(at.file) ?? files.length) : -1);
  return unique.sort(
    (a, b) => rank(a) - rank(b) || (a.at && b.at ? a.at.line - b.at.line || a.at.column - b.at.column : 0),
  );
}
