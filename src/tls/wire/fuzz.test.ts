import { expect, test } from 'vitest'
import { fuzz } from '../../../test/support/wire-fuzz/fuzz.ts'
import { readHandshake } from './handshake-reader.ts'

const order = { inputs: 3000, seed: 1 }

test('three thousand bad handshakes: no crash, few facts, whatever the pieces', () => {
  const { kinds } = fuzz(order)
  // The inputs reach what lies behind the first message, and what is wrong is told.
  for (const kind of ['certificate', 'server-key-exchange', 'certificate-request', 'malformed']) {
    expect(kinds[kind]).toBeGreaterThan(30)
  }
})

test('a reader with a defect is found out', () => {
  const crashes = (): never => {
    throw new RangeError('planted')
  }
  const deep: typeof readHandshake = (pieces) => {
    const found = readHandshake(pieces)
    return found.some(({ fact }) => fact.kind === 'malformed') ? crashes() : found
  }
  expect(() => fuzz({ ...order, read: deep })).toThrow(/input \d+ of seed 1: RangeError: planted/)
  const floods: typeof readHandshake = (pieces) => {
    const found = readHandshake(pieces)
    return Array.from({ length: 200 }, () => found).flat()
  }
  expect(() => fuzz({ ...order, read: floods })).toThrow('are allowed')
  const forgets: typeof readHandshake = (pieces) => readHandshake([...pieces].slice(0, 9))
  expect(() => fuzz({ ...order, read: forgets })).toThrow('depend on the pieces')
})
