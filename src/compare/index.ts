/** Pure: is a later run worse than an earlier one? */
export { compareRuns } from './compare-runs.ts';
export { type Comparison, type ComparisonOptions, type ComparisonVerdict, defaultComparison } from './comparison.ts';
export { createFiguresFold, type RunFigures } from './figures.ts';
