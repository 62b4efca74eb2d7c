import { parseSuite } from '../../src/scenario/parse-suite.ts';
import type { Scenario } from '../../src/scenario/suite.ts';

/** A scenario from its keys as a user writes them. */
export function scenarioWith(keys: object): Scenario {
  const parsed = parseSuite(JSON.stringify({ scenarios: [{ name: 'radius', ...keys }] }), 'radius.yml');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.suiteFile.scenarios[0] as Scenario;
}
