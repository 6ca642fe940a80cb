import { expect, test } from 'vitest'
import { desktopState } from './desktop-choice.ts'
import { newFaults } from './new-faults.ts'

const [one, two] = [{ id: 'F-1' }, { id: 'F-2' }]

test('what stood before the page was opened is no news; what comes is told once', () => {
  expect(newFaults(undefined, [one])).toEqual([])
  expect(newFaults(new Set(['F-1']), [two, one])).toEqual([two])
  expect(newFaults(new Set(['F-1', 'F-2']), [two, one])).toEqual([])
})

test('notices are off until they are wanted and allowed', () => {
  expect(desktopState(false, 'granted')).toBe('off')
  expect(desktopState(true, 'default')).toBe('off')
  expect(desktopState(true, 'granted')).toBe('on')
  expect(desktopState(true, 'denied')).toBe('refused')
  expect(desktopState(true, undefined)).toBe('impossible')
})
