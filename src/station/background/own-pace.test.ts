import { expect, test } from 'vitest'

import { OwnPace } from './own-pace.ts'

test('one that takes long keeps no other waiting, and is not begun twice', async () => {
  const seen: string[] = []
  const pace = new OwnPace(() => undefined)
  const slow = Promise.withResolvers<undefined>()
  const look = (): void => {
    pace.begin('slow', async () => {
      seen.push('slow')
      await slow.promise
    })
    pace.begin('quick', () => {
      seen.push('quick')
      return Promise.resolve()
    })
  }
  look()
  await new Promise((resolve) => setImmediate(resolve))
  look()
  await new Promise((resolve) => setImmediate(resolve))
  expect(seen).toEqual(['slow', 'quick', 'quick'])
  slow.resolve(undefined)
  await pace.done()
  look()
  await pace.done()
  expect(seen).toEqual(['slow', 'quick', 'quick', 'slow', 'quick'])
})

test('what fails is told, and is begun again', async () => {
  const told: unknown[] = []
  const pace = new OwnPace((error) => told.push(error))
  const fail = (): Promise<void> => Promise.reject(new Error('no'))
  for (let times = 0; times < 2; times += 1) {
    pace.begin('a', fail)
    await pace.done()
  }
  expect(told).toHaveLength(2)
})
