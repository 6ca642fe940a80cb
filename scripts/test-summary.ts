/** The part of the runner's JSON report that is used. */
export interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numFailedTestSuites: number
}

/**
 * The last line of a test run, and its exit status.
 *
 * A file that could not be loaded, an error outside of any test, or a runner that
 * did not end well is a failure, even if no single test failed.
 */
export function summaryOf(
  report: Report | undefined,
  code: number,
): { readonly line: string; readonly exitCode: number } {
  const passed = report?.numPassedTests ?? 0
  const counted = report?.numFailedTests ?? 0
  const failed = counted > 0 || (code === 0 && passed > 0) ? counted : 1
  return { line: `${passed} passed, ${failed} failed`, exitCode: failed === 0 ? 0 : 1 }
}
