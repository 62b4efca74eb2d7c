import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const readme = new URL('../README.md', import.meta.url);
const metadata = new URL('../action.yml', import.meta.url);

/** The README's text with the tables of inputs and outputs made anew from action.yml's text. Throws without the marks. */
export function withTables(text, actionYml) {
  const { inputs, outputs } = parse(actionYml);
  const inputRows = Object.entries(inputs).map(([name, { description, default: value, required }]) => {
    const initial = required ? '(required)' : value ? `\`${value}\`` : '';
    return `| \`${name}\` | ${initial} | ${escapeCell(description)} |`;
  });
  const outputRows = Object.entries(outputs).map(
    ([name, { description }]) => `| \`${name}\` | ${escapeCell(description)} |`,
  );
  return replacePart(replacePart(text, 'inputs', ['| input | default | |', '|---|---|---|', ...inputRows]), 'outputs', [
    '| output | |',
    '|---|---|',
    ...outputRows,
  ]);
}

function replacePart(text, name, lines) {
  const begin = `<!-- ${name} of action.yml -->\n`;
  const end = `<!-- end of ${name} -->`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`README.md lacks ${begin.trim()} … ${end}`);
  return `${before}${begin}${lines.join('\n')}\n${end}${after}`;
}

function escapeCell(text) {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*');
}

// `node scripts/readme-tables.js` writes the tables; the tests compare them.
if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(readme, withTables(readFileSync(readme, 'utf8'), readFileSync(metadata, 'utf8')));
