import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { anyMessage, contentOf } from '../../../test/support/bms/any-message.ts'
import { checkBms, messageKindNames, readBmsDocument, writeBms } from './index.ts'

describe.each(messageKindNames)('a message of kind %s', (kind) => {
  test('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyMessage(kind), async (message) => {
        const { document, findings } = await readBmsDocument([Buffer.from(writeBms(message))])
        expect(findings.items).toEqual([])
        expect(contentOf(document!)).toEqual(contentOf(message))
        expect(document!.head.schema.kind).toBe(kind)
      }),
      { numRuns: 25 },
    )
  })

  test('breaks no rule of the schema', () => {
    fc.assert(
      fc.property(anyMessage(kind), (message) => {
        const rules = new Set(
          checkBms(message).items.map(({ rule, severity }) => `${severity} ${rule}`),
        )
        // The generator knows no codes and no sums.
        const wrong = [...rules].filter((rule) => rule.startsWith('error'))
        expect(wrong.filter((rule) => rule !== 'error shortage-unexplained')).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})
