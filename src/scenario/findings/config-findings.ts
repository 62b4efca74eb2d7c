import type { SuiteFile } from '../parse-suite.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { type Finding, type Fix, finding } from './finding.ts';

/** `runs` left open is one run here, and no end in PowerfulSeal. */
export function configFindings({ config, root }: SuiteFile): Finding[] {
  if (!config.runStrategy || config.runStrategy.runs !== undefined) return [];
  const at = root.at('config', 'runStrategy');
  const message = '`runs` is not set: one run (PowerfulSeal would go on for ever)';
  return [finding('runs-unset', at.keyPosition, message, withFirstKey(at, 'runs: 1'))];
}

/** Puts an entry before the first one of a map, in the map's own style; undefined where the map does not begin with it. */
function withFirstKey(map: Cursor, entry: string): Fix | undefined {
  const { text } = map.source;
  const [first] = Object.keys((map.value as object | null) ?? {});
  if (first === undefined || text.startsWith('*')) return undefined;
  const from = map.at(first).keyPosition;
  const isFirst = text.startsWith('{') || (from.line === map.position.line && from.column === map.position.column);
  if (!isFirst) return undefined;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = text.startsWith('{') ? ', ' : `${lineEnd}${' '.repeat(from.column - 1)}`;
  return { from, to: from, text: `${entry}${separator}` };
}
