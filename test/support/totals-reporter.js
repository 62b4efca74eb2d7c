/** Ends the run with one plain line, `N passed, N failed, N skipped`, and names every test that was skipped. */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    for (const file of results.testResults)
      for (const test of file.testResults)
        if (test.status === 'pending' || test.status === 'todo') console.log(`skipped: ${test.fullName}`);
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    console.log(
      `${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests + results.numTodoTests} skipped`,
    );
  }
}
