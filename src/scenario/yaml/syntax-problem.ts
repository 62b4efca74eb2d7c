import type { YAMLError } from 'yaml';

/** What the parser's codes mean to somebody who writes a scenario: what was found, what was expected. */
const sentences: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'found a tab as indentation, expected spaces',
  BAD_INDENT: 'found an indentation that fits no level above, expected the same number of spaces as its neighbours',
  BLOCK_AS_IMPLICIT_KEY: 'found a second `:` in the line, expected one key and its value; put text with `: ` in quotes',
  BLOCK_IN_FLOW: 'found an indented block inside brackets, expected commas and brackets there',
  MULTILINE_IMPLICIT_KEY: 'found a key over several lines, expected `key:` on one line',
  BAD_ALIAS: 'found a broken alias, expected `*name` of an anchor above',
  BAD_DQ_ESCAPE: 'found an unknown escape in double quotes, expected one of YAML; write \\\\ for a backslash',
  MULTIPLE_ANCHORS: 'found two anchors on one value, expected one',
  MULTIPLE_TAGS: 'found two tags on one value, expected none',
  TAG_RESOLVE_FAILED: 'found a YAML tag that means nothing here, expected plain values without `!tags`',
};

/** One sentence for a YAML error or warning, without the parser's excerpt. */
export function syntaxProblem(error: YAMLError): string {
  if (error.code === 'BAD_INDENT' && error.message.startsWith('Flow'))
    return 'found brackets that are not closed before the next entry begins, expected `]` or `}`';
  const parsers = error.message.split('\n', 1)[0] ?? error.code;
  return sentences[error.code] || `found broken YAML, expected it to parse: ${firstLower(parsers)}`;
}

function firstLower(text: string): string {
  return text.slice(0, 200).replace(/^[A-Z](?![A-Z])/, letter => letter.toLowerCase());
}
