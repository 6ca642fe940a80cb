import { expect, test } from 'vitest'
import { clockOn, dayAfter, minutesOn, momentIn, percentOf } from './day-axis.ts'

const tokyo = 'Asia/Tokyo'

test('a moment stands where its clock does in the zone of the board', () => {
  expect(minutesOn('2026-12-01', '2026-11-30T22:30:00Z', tokyo)).toBe(7 * 60 + 30)
  expect(minutesOn('2026-12-01', '2026-11-30T14:30:00Z', tokyo)).toBe(-30)
  expect(minutesOn('2026-12-01', '2026-12-01T15:00:00Z', tokyo)).toBe(1440)
})

test('its day is said only if it is another one', () => {
  expect(clockOn('2026-12-01', '2026-11-30T22:30:00Z', tokyo)).toBe('07:30')
  expect(clockOn('2026-12-01', '2026-11-30T14:30:00Z', tokyo)).toBe('11/30 23:30')
  expect(clockOn('2026-12-01', '2026-12-01T15:00:00Z', tokyo)).toBe('12/02 00:00')
  expect(momentIn('2026-11-30T22:30:00Z', tokyo)).toBe('12/01 07:30')
})

test('what is outside of the day stands at its edge', () => {
  expect([-1, 0, 720, 1440, 5000].map(percentOf)).toEqual([
    '0.00%',
    '0.00%',
    '50.00%',
    '100.00%',
    '100.00%',
  ])
})

test('days follow each other over months and leap days', () => {
  expect([dayAfter('2028-02-28', 1), dayAfter('2027-01-01', -1)]).toEqual([
    '2028-02-29',
    '2026-12-31',
  ])
})
