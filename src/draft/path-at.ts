import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Position } from '../errors.ts';

/** The path of the deepest key or value that stands at a place of a YAML text. */
export function pathAt(text: string, { line, column }: Position): readonly (string | number)[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const offset = (lines.lineStarts[line - 1] ?? 0) + column - 1;
  const path: (string | number)[] = [];
  let node: unknown = document.contents;
  for (;;) {
    const next = entryAt(node, offset);
    if (!next) return path;
    path.push(next.key);
    node = next.value;
  }
}

function entryAt(
  node: unknown,
  offset: number,
): { readonly key: string | number; readonly value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key, value }) => holds(key, offset) || holds(value, offset));
    return pair && { key: String(pair.key), value: pair.value };
  }
  if (!isSeq(node)) return undefined;
  const index = node.items.findIndex(item => holds(item, offset));
  return index < 0 ? undefined : { key: index, value: node.items[index] };
}

function holds(node: unknown, offset: number): boolean {
  const range = isNode(node) ? node.range : undefined;
  return range !== null && range !== undefined && offset >= range[0] && offset < range[1];
}
