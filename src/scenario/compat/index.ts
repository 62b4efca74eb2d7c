/** Where PowerfulSeal's outcome and the strict one may differ. */
export { type CompatCode, type CompatDifference, compatCodes } from './difference.ts';
export { compatDifferences, isPowerfulSealPolicy } from './differences.ts';
