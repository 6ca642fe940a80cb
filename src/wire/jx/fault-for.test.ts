import { describe, expect, test } from 'vitest'

import { catalogue, HikyakuError, type FaultEntry, type FaultName } from '../../errors/index.ts'
import { faultFor } from './index.ts'

const entries = Object.entries(catalogue) as [FaultName, FaultEntry][]
const internal = 'what only we call them'

/** A failure in which each word that may name a partner does. */
function failure(name: FaultName, { en }: FaultEntry): HikyakuError {
  const slots = [...en.message.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot)
  const params = slots.map((slot) => [slot, slot.startsWith('partner') ? internal : 'x'] as const)
  return new HikyakuError(name, { partner: internal, ...Object.fromEntries(params) })
}

describe('the SOAP fault of any failure', () => {
  test('does not say by which name we know a partner', () => {
    const told = entries.filter(([name, entry]) =>
      JSON.stringify(faultFor(failure(name, entry))).includes(internal),
    )
    expect(told.map(([name]) => name)).toEqual([])
  })

  test('says of trouble of ours no more than its ID, as Server', () => {
    const ours = entries.filter(([, { side }]) => side !== 'partner')
    expect(ours.length).toBeGreaterThan(50)
    for (const [name, entry] of ours) {
      expect(faultFor(failure(name, entry))).toEqual({
        code: 'Server',
        text: `internal server error (${entry.id})`,
      })
    }
  })
})
