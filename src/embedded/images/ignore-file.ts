/** Says whether a path, relative to the folder and with slashes, is left out. */
export type IgnoreRules = (path: string) => boolean;

/** Reads a `.dockerignore`: the last pattern that matches a path (or a folder above it) decides. */
export function parseIgnoreFile(source: string): IgnoreRules {
  const patterns = source
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const keeps = line.startsWith('!');
      const pattern = (keeps ? line.slice(1) : line).replace(/^\.?\//, '').replace(/\/$/, '');
      return { keeps, expression: globExpression(pattern, true) };
    });
  return path => {
    let ignored = false;
    for (const { keeps, expression } of patterns) if (expression.test(path)) ignored = !keeps;
    return ignored;
  };
}

/** Go's filepath.Match with `**`; `below`: what is in a matching folder matches too. */
export function globExpression(pattern: string, below: boolean): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (pattern.startsWith('**/', at)) {
      source += '(?:.*/)?';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 1);
      source += end < 0 ? '\\[' : pattern.slice(at, end + 1);
      if (end >= 0) at = end;
    } else source += character.replace(/[.+^${}()|\\]/g, '\\$&');
  }
  return new RegExp(`^${source}${below ? '(?:/.*)?' : ''}$`);
}
