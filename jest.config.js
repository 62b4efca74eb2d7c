import { availableParallelism } from 'node:os';

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.cjs' },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  globalSetup: '<rootDir>/test/support/build-once.js',
  globalTeardown: '<rootDir>/test/support/remove-build.js',
  reporters: ['default', '<rootDir>/test/support/totals-reporter.js'],
  testTimeout: 60_000,
  maxWorkers: 2,
  // Of a file's `test.concurrent`: those mostly wait for a real cluster. More at once would starve what they measure.
  maxConcurrency: availableParallelism(),
};
