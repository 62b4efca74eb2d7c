import { writeFileSync } from 'node:fs';

/**
 * Tells scripts/test.js what became of every test: writes `[[path, { passed, failed, skipped, durationMs }], ...]` to the
 * file that CHAOS_GATE_TEST_RESULTS names, `failed` and `skipped` as the tests' full names. A file that could not be
 * loaded counts as one failed test.
 */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    const path = process.env.CHAOS_GATE_TEST_RESULTS;
    if (path)
      writeFileSync(path, JSON.stringify(results.testResults.map(file => [file.testFilePath, summarize(file)])));
  }
}

function summarize(file) {
  const named = (...statuses) =>
    file.testResults.filter(test => statuses.includes(test.status)).map(test => test.fullName);
  const failed = named('failed');
  if (file.testExecError && failed.length === 0) failed.push(file.testFilePath);
  return {
    passed: named('passed').length,
    failed,
    skipped: named('pending', 'todo'),
    durationMs: file.perfStats.runtime ?? file.perfStats.end - file.perfStats.start,
  };
}
