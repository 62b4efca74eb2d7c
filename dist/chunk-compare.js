import { n as defaultComparison, t as compareFolders } from "./chunk-comparison.js";
import { i as InvalidInput } from "./chunk-errors.js";
import { d as formatComparison } from "./chunk-output-folder.js";
// src/cli/commands/compare.ts
/** Documented, stable. A journal that cannot be read is 3, as everywhere. */
const exitCodeOf = {
	"not worse": 0,
	worse: 1,
	"cannot tell": 2
};
/** `compare DIR_A DIR_B`: is the run of DIR_B worse than the earlier one of DIR_A, by more than the margins? */
async function compare(line) {
	const [base, head] = line.operands;
	if (base === void 0 || head === void 0 || line.operands.length > 2) throw new InvalidInput(`compare: found ${line.operands.length} folders, expected two: an earlier --out and a later one`);
	const comparison = await compareFolders(base, head, {
		...defaultComparison,
		...line.comparison
	});
	process.stdout.write(line.format === "json" ? `${JSON.stringify(comparison, null, 2)}\n` : formatComparison(comparison));
	return exitCodeOf[comparison.verdict];
}
export { compare };
