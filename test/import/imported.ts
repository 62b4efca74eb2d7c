import { parseSuite } from '../../src/scenario/parse-suite.ts';
import type { Scenario } from '../../src/scenario/suite.ts';

/** The scenarios of a file that import wrote. Throws what validate would say of it. */
export function scenariosOf(text: string): readonly Scenario[] {
  const result = parseSuite(text, 'imported.yml');
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.suiteFile.scenarios;
}
