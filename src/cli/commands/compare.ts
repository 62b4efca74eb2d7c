import { type ComparisonVerdict, defaultComparison } from '../../compare/index.ts';
import { compareFolders } from '../../comparison.ts';
import { InvalidInput } from '../../errors.ts';
import { formatComparison } from '../../report/index.ts';
import type { CommandLine } from '../arguments.ts';

/** Documented, stable. A journal that cannot be read is 3, as everywhere. */
const exitCodeOf: Readonly<Record<ComparisonVerdict, number>> = { 'not worse': 0, worse: 1, 'cannot tell': 2 };

/** `compare DIR_A DIR_B`: is the run of DIR_B worse than the earlier one of DIR_A, by more than the margins? */
export async function compare(line: CommandLine): Promise<number> {
  const [base, head] = line.operands;
  if (base === undefined || head === undefined || line.operands.length > 2)
    throw new InvalidInput(
      `compare: found ${line.operands.length} folders, expected two: an earlier --out and a later one`,
    );
  const comparison = await compareFolders(base, head, { ...defaultComparison, ...line.comparison });
  process.stdout.write(
    line.format === 'json' ? `${JSON.stringify(comparison, null, 2)}\n` : formatComparison(comparison),
  );
  return exitCodeOf[comparison.verdict];
}
