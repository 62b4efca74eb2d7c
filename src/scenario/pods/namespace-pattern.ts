/**
 * Whether a namespace is one that a pattern names: the name itself, one of a comma-separated list, `*` or empty for all,
 * or a pattern in which `*` stands for any characters and `?` for one, matched as a whole. (PowerfulSeal searches
 * anything with a `*` as a regular expression, so that its `prod*` also finds `profile`.)
 */
export function namespaceMatches(namespace: string, pattern: string): boolean {
  return pattern.split(',').some(part => {
    const each = part.trim();
    return each === '' || each === '*' || globMatches(namespace, each);
  });
}

/** The namespaces that a pattern names literally; undefined when only a look at all of them can tell. */
export function literalNamespaces(pattern: string): readonly string[] | undefined {
  const parts = pattern.split(',').map(part => part.trim());
  return parts.some(part => part === '' || /[*?]/.test(part)) ? undefined : parts;
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
