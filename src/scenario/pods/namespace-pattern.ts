import type { Compat } from '../suite.ts';

/** What names and globs are made of; a pattern with anything else is a regular expression. */
const globCharacters = /^[-a-z0-9*?]*$/i;

/**
 * Whether a namespace is one that a pattern names: the name itself, one of a comma-separated list, `*` or empty for all,
 * or a pattern with `*`, matched as a whole. In a pattern `*` stands for any characters and `?` for one, unless it has
 * what only a regular expression has (`team-(a|b).*`). PowerfulSeal (`legacy`) searches whatever has a `*` as a regular
 * expression, so that its `prod*` also finds `profile`.
 */
export function namespaceMatches(namespace: string, pattern: string, compat: Compat = 'strict'): boolean {
  const searched = compat === 'legacy' && pattern.includes('*') ? parseExpression(pattern) : undefined;
  if (searched && pattern !== '*') return searched.test(namespace);
  return partsOf(pattern).some(part => {
    if (part === '' || part === '*') return true;
    if (!part.includes('*') || globCharacters.test(part)) return globMatches(namespace, part);
    return parseExpression(`^(?:${part})$`)?.test(namespace) ?? false;
  });
}

/** The namespaces that a pattern names literally; undefined when only a look at all of them can tell. */
export function literalNamespaces(pattern: string): readonly string[] | undefined {
  const parts = partsOf(pattern);
  return parts.some(part => part === '' || /[*?]/.test(part)) ? undefined : parts;
}

/** Whether a pattern can name a namespace at all. */
export function isNamespacePattern(pattern: string): boolean {
  return partsOf(pattern).every(
    part => !/[/\s]/.test(part) && (!part.includes('*') || globCharacters.test(part) || parseExpression(part)),
  );
}

/** Commas inside of braces and brackets belong to a regular expression. */
function partsOf(pattern: string): string[] {
  return pattern.split(/,(?![^{[]*[}\]])/).map(part => part.trim());
}

function parseExpression(expression: string): RegExp | undefined {
  try {
    return new RegExp(expression, 'i');
  } catch {
    return undefined;
  }
}

/** Never exponential, whatever the pattern: on a mismatch only the last `*` takes one more character. */
function globMatches(text: string, pattern: string): boolean {
  let at = 0;
  let p = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (p < pattern.length && (pattern[p] === '?' || (pattern[p] === text[at] && pattern[p] !== '*'))) {
      at++;
      p++;
    } else if (pattern[p] === '*') {
      star = p++;
      resume = at;
    } else if (star >= 0) {
      p = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
