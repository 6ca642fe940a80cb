import { expect, test } from 'vitest'
import { dayStart, durationText, sizeText } from './moment.ts'

test('a duration is said in seconds, then in minutes', () => {
  const since = '2026-12-01T00:00:00.000Z'
  expect(durationText(since, '2026-12-01T00:00:01.250Z')).toBe('1.25 s')
  expect(durationText(since, '2026-12-01T00:02:05.000Z')).toBe('2 m 5 s')
  expect(durationText(since, '2026-12-01T00:01:59.700Z')).toBe('2 m 0 s')
  expect(durationText(since, '2026-12-01T00:00:59.996Z')).toBe('1 m 0 s')
  expect(durationText(since, undefined)).toBe('–')
})

test('a size is said in the unit that fits', () => {
  expect([0, 1023, 1024, 12_595, 1_048_575, 1_048_576].map(sizeText)).toEqual([
    '0 B',
    '1023 B',
    '1.0 KB',
    '12.3 KB',
    '1.0 MB',
    '1.0 MB',
  ])
})

test('a day begins at its midnight here, and ends where the next begins', () => {
  expect(dayStart('2026-12-31')).toBe(new Date(2026, 11, 31).toISOString())
  expect(dayStart('2026-12-31', 1)).toBe(new Date(2027, 0, 1).toISOString())
  expect([dayStart(''), dayStart(undefined), dayStart('soon')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
