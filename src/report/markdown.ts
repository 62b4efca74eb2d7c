import { shorten, visible, wordJoiner } from './markup.ts';

/**
 * Text for a Markdown page: no character of it means anything to Markdown, HTML, tables, mentions or automatic links,
 * and it stays on one line.
 */
export function prose(text: string, length = 1000): string {
  return verbatim(text, length)
    .replace(/@/g, `@${wordJoiner}`)
    .replace(/www\./gi, match => `${match.slice(0, 3)}&#46;`);
}

/** The same for what stands between `<code>` or `<pre>` tags, where nobody is mentioned: it can be copied as it is. */
export function verbatim(text: string, length = 1000): string {
  return shorten(visible(text), length)
    .replace(/\s+/g, ' ')
    .replace(meaningful, character => `&#${character.charCodeAt(0)};`);
}

const meaningful = /[&<>`|*_[\]#~\\$]|:(?=[\w+-]+:|\/\/)|^[-+=]|^\d(?=\d*[.)](\s|$))/g;

/** A name, in the type of code. */
export function code(text: string): string {
  return `<code>${verbatim(text, 200)}</code>`;
}

/** A table; its cells are Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
