import { shorten, visible } from './markup.ts';

const wordJoiner = '\u2060';

/**
 * Text for a Markdown page: no character of it means anything to Markdown, HTML, tables, mentions or automatic links,
 * and it stays on one line.
 */
export function prose(text: string, length = 1000): string {
  return shorten(visible(text), length)
    .replace(/\s+/g, ' ')
    .replace(
      /[&<>`|*_[\]#~\\$]|:(?=[\w+-]+:|\/\/)|^[-+=]|^\d(?=\d*[.)])/g,
      character => `&#${character.charCodeAt(0)};`,
    )
    .replace(/@/g, `@${wordJoiner}`)
    .replace(/www\./gi, match => `${match.slice(0, 3)}&#46;`);
}

/** A name, in the type of code. */
export function code(text: string): string {
  return `<code>${prose(text, 200).replaceAll(wordJoiner, '')}</code>`;
}

/** A table; its cells are Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
