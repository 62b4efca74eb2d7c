import { readFile } from 'node:fs/promises';
import { formatProblem, InvalidInput } from '../errors.ts';
import { applyFixes, parseSuite } from '../scenario/index.ts';
import type { Suite } from '../scenario/suite.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Writes the fixes of a suite's findings into its files and says on standard error what it changed, a line each.
 * Everything else in the files stays as it is. Returns whether there was anything to change.
 */
export async function fixFiles({ files, findings }: Suite): Promise<boolean> {
  const fixable = findings.filter(({ fix }) => fix);
  if (fixable.some(({ at }) => at?.file === '-'))
    throw new InvalidInput('--fix: found `-`, expected files: what comes on standard input cannot be written back');
  for (const file of files) {
    const own = fixable.filter(({ at }) => at?.file === file);
    if (own.length === 0) continue;
    const written = await readFile(file, 'utf8');
    const mark = written.startsWith('\ufeff') ? '\ufeff' : '';
    const fixed = applyFixes(written.slice(mark.length), own);
    const result = parseSuite(fixed.text, file, process.env);
    if (!result.ok) throw new Error(`a fix would break ${file}: ${result.problems.map(formatProblem).join('; ')}`);
    await replaceFile(file, mark + fixed.text);
    for (const { at, message, code } of fixed.findings)
      process.stderr.write(`${formatProblem({ at, message: `fixed: ${message} (${code})` })}\n`);
  }
  return fixable.length > 0;
}
