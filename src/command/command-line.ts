/** A command as it can be pasted into a POSIX shell: words that need it in single quotes. For messages only, never executed. */
export function formatCommand(argv: readonly string[]): string {
  return argv.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
