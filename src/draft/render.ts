import { Document, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { Commented, Dismissed, type Draft, type DraftMap } from './draft.ts';

const layout = { lineWidth: 0, flowCollectionPadding: true } as const;
/** A map or list that fits into this many characters stands on one line. */
const oneLine = 90;
/** These are always lists of blocks, whatever fits. */
const blocks = new Set([
  'scenarios',
  'steadyState',
  'steps',
  'podAction',
  'nodeAction',
  'networkAction',
  'stressAction',
]);
/** A blank line before each of these, to find one's way in a file. */
const spaced = new Set(['scenarios', 'steadyState', 'steps', 'config', 'app', 'cluster', 'defaults']);

/** A scenario file as YAML: the same draft, the same text. `head` are the comment lines at its begin. */
export function renderDraft(file: DraftMap, head: readonly string[] = []): string {
  const document = new Document();
  document.contents = toMap(file, true) as never;
  if (head.length > 0) document.commentBefore = commentText(head);
  return document.toString(layout);
}

function toMap(draft: DraftMap, top: boolean): YAMLMap {
  const map = new YAMLMap();
  let waiting: string[] = [];
  for (const [name, entry] of Object.entries(draft)) {
    if (entry === undefined) continue;
    if (entry instanceof Dismissed) {
      waiting.push(...entry.lines, ...commentedOut(entry.value === undefined ? undefined : { [name]: entry.value }));
      continue;
    }
    const { value, lines } = open(entry);
    const key = new Scalar(name);
    if (waiting.length + lines.length > 0) key.commentBefore = commentText([...waiting, ...lines]);
    key.spaceBefore = map.items.length > 0 && top && spaced.has(name);
    waiting = [];
    map.items.push(new Pair(key, toNode(value, blocks.has(name), name)));
  }
  if (waiting.length > 0) map.comment = commentText(waiting);
  return map;
}

function toList(draft: readonly Draft[], name: string): YAMLSeq {
  const list = new YAMLSeq();
  let waiting: string[] = [];
  for (const entry of draft) {
    if (entry instanceof Dismissed) {
      waiting.push(...entry.lines, ...commentedOut(entry.value === undefined ? undefined : [entry.value]));
      continue;
    }
    const { value, lines } = open(entry);
    const node = toNode(value, blocks.has(name), name);
    if (waiting.length + lines.length > 0) node.commentBefore = commentText([...waiting, ...lines]);
    if (name === 'scenarios' && list.items.length > 0) node.spaceBefore = true;
    waiting = [];
    list.items.push(node);
  }
  const gap = name === 'scenarios' && list.items.length > 0 ? '\n' : '';
  if (waiting.length > 0) list.comment = gap + commentText(waiting);
  return list;
}

function toNode(value: Draft, block: boolean, name: string): Node {
  if (Array.isArray(value)) {
    const list = toList(value, name);
    list.flow = !block && fitsOneLine(value);
    return list;
  }
  if (typeof value === 'object' && value !== null) {
    const map = toMap(value as DraftMap, false);
    map.flow = !block && fitsOneLine(value);
    return map;
  }
  return new Scalar(value);
}

function open(entry: Draft): { readonly value: Draft; readonly lines: readonly string[] } {
  if (!(entry instanceof Commented)) return { value: entry, lines: [] };
  const inside = open(entry.value);
  return { value: inside.value, lines: [...entry.lines, ...inside.lines] };
}

/** Whether nothing in it needs lines of its own, and all of it is short. */
function fitsOneLine(value: Draft): boolean {
  return isPlain(value) && JSON.stringify(value).length <= oneLine;
}

function isPlain(value: Draft | undefined): boolean {
  if (value instanceof Commented || value instanceof Dismissed) return false;
  if (typeof value === 'string') return !value.includes('\n');
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isPlain);
}

function commentedOut(entry: DraftMap | readonly Draft[] | undefined): string[] {
  if (entry === undefined) return [];
  const document = new Document();
  document.contents = (Array.isArray(entry) ? toList(entry, 'steps') : toMap(entry as DraftMap, false)) as never;
  return document.toString(layout).trimEnd().split('\n');
}

/** Each line a comment; what would end a comment's line cannot be in it. */
function commentText(lines: readonly string[]): string {
  return lines.map(line => ` ${line.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, '\ufffd')}`).join('\n');
}
