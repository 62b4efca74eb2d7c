import { shorten, visible } from './markup.ts';

const maxLength = 200;

/** Names that can be shown, and told apart where two are the same or have the same beginning: `web`, `web (2)`. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map(name => {
    const plain = shorten(visible(name), maxLength).replace(/\s+/g, ' ');
    let distinct = plain;
    for (let n = 2; taken.has(distinct); n++) distinct = `${plain} (${n})`;
    taken.add(distinct);
    return distinct;
  });
}
