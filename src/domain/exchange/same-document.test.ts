import { expect, test } from 'vitest'
import type { Digest } from './document.ts'
import { isSameDocument } from './same-document.ts'

const digest = (sha256: string): Digest => ({ bytes: 3, sha256 })
const packed = { wire: digest('a.gz'), content: digest('a') }

test.each([
  ['the same bytes', packed, packed, true],
  ['packed anew', packed, { wire: digest('a.zip'), content: digest('a') }, true],
  ['the same bytes, said to be packed otherwise', packed, { wire: digest('a.gz') }, true],
  ['other bytes', packed, { wire: digest('b.gz'), content: digest('b') }, false],
  ['other bytes that nobody can unpack', packed, { wire: digest('b.gz') }, false],
  ['two that nobody can unpack', { wire: digest('x') }, { wire: digest('y') }, false],
])('%s', (_what, known, come, isSame) => {
  expect(isSameDocument(known, come)).toBe(isSame)
  expect(isSameDocument(come, known)).toBe(isSame)
})
