import type { PathMapping } from '../image-store.ts';

/** What may stand before and after a path inside a longer argument (`--file=/etc/x`, `cat /etc/x|wc`). */
const BOUNDARY = `\\s"'=:,;|&<>()\`@{}`;

/** The host's path for an absolute path inside the container; undefined when nothing is mapped there. */
export function mapPath(path: string, mappings: readonly PathMapping[]): string | undefined {
  let best: PathMapping | undefined;
  for (const mapping of mappings) {
    const covers = path === mapping.from || path.startsWith(`${mapping.from}/`);
    if (covers && mapping.from.length > (best?.from.length ?? -1)) best = mapping;
  }
  return best && best.to + path.slice(best.from.length);
}

/** Replaces every mapped path that stands alone in a text, as in the argument of a program or the script of a shell. */
export function mapPathsIn(text: string, mappings: readonly PathMapping[]): string {
  if (mappings.length === 0) return text;
  const path = new RegExp(`(?<=^|[${BOUNDARY}])/[^${BOUNDARY}]*`, 'g');
  return text.replace(path, found => mapPath(found, mappings) ?? found);
}
