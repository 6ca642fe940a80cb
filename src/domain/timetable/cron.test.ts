import { describe, expect, test } from 'vitest'

import { checkCron } from './cron.ts'

describe('a cron rule', () => {
  test.each(['0 7 * * *', '*/15 7-19 * * mon-fri', '0 9 L * *', '0 9 1,15 jan,jul *'])(
    'may be %s',
    (text) => {
      expect(() => {
        checkCron(text)
      }).not.toThrow()
    },
  )

  // Example 55: it would mean Mondays or the 20th.
  test.each([
    ['0 9 20 * 1', 'either'],
    ['0 0 9 * * *', 'five fields'],
    ['0 9 * * ?', 'understood'],
    ['0 9 15W * *', 'understood'],
    ['0 9 * * 1#2', 'understood'],
    ['@daily', 'five fields'],
    ['0 9 30 2 *', 'never'],
    ['61 9 * * *', 'understood'],
    ['', 'five fields'],
  ])('is refused as %s, with the reason', (text, reason) => {
    expect(() => {
      checkCron(text)
    }).toThrow(
      expect.objectContaining({
        fault: 'timetable-invalid',
        message: expect.stringContaining(reason) as string,
      }) as Error,
    )
  })
})
