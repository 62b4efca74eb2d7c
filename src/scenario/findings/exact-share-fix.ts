import { tolerancePlaces } from '../language/tolerances.ts';
import type { Tolerance } from '../suite.ts';
import { formatValue } from '../tolerance.ts';
import type { Cursor } from '../yaml/cursor.ts';
import type { Fix } from './finding.ts';

/** Writes `>=` where a share was asked for exactly; undefined where it is not written out at its place. */
export function withAtLeast(tolerance: Tolerance, probe: Cursor): Fix | undefined {
  const { metric, value, unit } = tolerance;
  const limit = `>= ${formatValue(value, unit)}`;
  for (const place of tolerancePlaces) {
    const written = probe.at(place);
    if (written.value === undefined) continue;
    const keyed = written.at(metric);
    if (isAt(keyed.keyPosition, tolerance) && isPlain(keyed)) return replace(keyed, `"${limit}"`);
    const items = Array.isArray(written.value) ? written.value.map((_, index) => written.at(index)) : [written];
    const item = items.find(each => isAt(each.position, tolerance) && typeof each.value === 'string' && isPlain(each));
    if (item) return replace(item, item.source.text.replace(String(item.value), `${metric} ${limit}`));
  }
  return undefined;
}

function isAt({ line, column }: Cursor['position'], { at }: Tolerance): boolean {
  return line === at.line && column === at.column;
}

/** Written as it is meant: no alias, no expression, no escapes, on one line. */
function isPlain({ value, source }: Cursor): boolean {
  return [String(value), `"${value}"`, `'${value}'`].includes(source.text);
}

function replace(at: Cursor, text: string): Fix {
  return { from: at.position, to: at.source.end, text };
}
