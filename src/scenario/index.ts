/** The language: scenario files → a checked suite. Pure, `load.ts` aside, which reads the files. */
export { parseBodyPattern } from './body-pattern.ts';
export { checkTolerance } from './check-tolerance.ts';
export { formatDuration, parseDuration } from './duration.ts';
export * from './findings/index.ts';
export { scenarioSchema } from './json-schema/index.ts';
export { type LoadOptions, loadSuite } from './load.ts';
export { type ParseResult, parseSuite, type SuiteFile } from './parse-suite.ts';
export { formatShare, parseShare } from './share.ts';
export type * from './suite.ts';
export { metrics } from './suite.ts';
export { formatCondition, formatValue, parseCondition } from './tolerance.ts';
export { metricsOfProbe, unitOfMetric } from './tolerance-metrics.ts';
