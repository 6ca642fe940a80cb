import { expect, test } from 'vitest'

import { summaryOf } from '../../scripts/test-summary.ts'

const good = { numPassedTests: 7, numFailedTests: 0, numFailedTestSuites: 0 }

test('counts what the runner counted', () => {
  expect(summaryOf(good, 0)).toEqual({ line: '7 passed, 0 failed', exitCode: 0 })
  expect(summaryOf({ ...good, numFailedTests: 2 }, 1)).toEqual({
    line: '7 passed, 2 failed',
    exitCode: 1,
  })
})

test('takes an error outside of any test for a failure', () => {
  expect(summaryOf(good, 1)).toEqual({ line: '7 passed, 1 failed', exitCode: 1 })
})

test('takes a missing report, and a run without tests, for a failure', () => {
  expect(summaryOf(undefined, 0).exitCode).toBe(1)
  expect(summaryOf({ ...good, numPassedTests: 0 }, 0).exitCode).toBe(1)
})
