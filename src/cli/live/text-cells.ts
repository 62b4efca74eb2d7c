import { printable } from '../../report/event-line.ts';

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const zero = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many cells of a terminal a text takes: East Asian and emoji characters take two, combining marks none. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += cellsOfCharacter(character);
  return cells;
}

function cellsOfCharacter(character: string): number {
  if (character < '\u0300') return 1;
  return zero.test(character) ? 0 : wide.test(character) ? 2 : 1;
}

/** A text from outside on one line and in at most so many cells; what is cut off is marked. */
export function cutTo(text: string, cells: number): string {
  const line = printable(text.slice(0, 4 * cells + 100).replace(/\s+/g, ' '));
  if (text.length === line.length && cellsOf(line) <= cells) return line;
  let fitted = '';
  let taken = 0;
  for (const character of line) {
    const width = cellsOfCharacter(character);
    if (taken + width > cells - 1) return `${fitted}…`;
    fitted += character;
    taken += width;
  }
  return fitted;
}

/** Breaks a text at its spaces into lines of at most so many cells; a word that is too long is broken too. */
export function wrap(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const word of text.split(' ')) {
    const width = cellsOf(word);
    if (line !== '' && taken + 1 + width <= cells) {
      line += ` ${word}`;
      taken += 1 + width;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    taken = 0;
    for (const character of word) {
      const each = cellsOfCharacter(character);
      if (taken + each > cells && line !== '') {
        lines.push(line);
        line = '';
        taken = 0;
      }
      line += character;
      taken += each;
    }
  }
  return line === '' ? lines : [...lines, line];
}
