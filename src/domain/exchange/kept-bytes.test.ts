import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inOneBuffer, shipmentOf } from '../../../test/support/calling.ts'
import { keptBytes } from './kept-bytes.ts'

interface Passed {
  readonly bytes: Buffer
  readonly error?: unknown
}

async function passed(kept: Uint8Array, stored: Uint8Array, lengths: number[]): Promise<Passed> {
  const document = shipmentOf(kept)
  const parts: Buffer[] = []
  try {
    for await (const chunk of keptBytes(document, document.wire, inOneBuffer(stored, lengths))) {
      parts.push(Buffer.from(chunk))
    }
    return { bytes: Buffer.concat(parts) }
  } catch (error) {
    return { bytes: Buffer.concat(parts), error }
  }
}

const documents = fc.uint8Array({ minLength: 1, maxLength: 300 })
const cuts = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 5 })

describe('the bytes of a document', () => {
  test('pass as they were kept, however they come', async () => {
    await fc.assert(
      fc.asyncProperty(documents, cuts, async (bytes, lengths) => {
        fc.pre(lengths.some((length) => length > 0))
        expect(await passed(bytes, bytes, lengths)).toEqual({ bytes: Buffer.from(bytes) })
      }),
    )
  })

  test('never pass to their end if they are other ones, longer or shorter', async () => {
    await fc.assert(
      fc.asyncProperty(documents, documents, cuts, async (kept, stored, lengths) => {
        fc.pre(lengths.some((length) => length > 0))
        fc.pre(hash('sha256', kept) !== hash('sha256', stored))
        const { bytes, error } = await passed(kept, stored, lengths)
        expect(error).toMatchObject({ fault: 'payload-damaged', params: { document: 'D-1' } })
        expect(bytes.byteLength).toBeLessThan(kept.byteLength)
      }),
    )
  })

  test('do not pass to their end if one bit has turned', async () => {
    await fc.assert(
      fc.asyncProperty(documents, cuts, fc.nat(), async (kept, lengths, place) => {
        fc.pre(lengths.some((length) => length > 0))
        const stored = Uint8Array.from(kept)
        stored[place % stored.byteLength]! ^= 1 << (place % 8)
        const { bytes, error } = await passed(kept, stored, lengths)
        expect(error).toMatchObject({ fault: 'payload-damaged' })
        expect(bytes.byteLength).toBeLessThan(kept.byteLength)
      }),
    )
  })
})
