import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { sameName } from './distinguished-name.ts'

describe('two distinguished names', () => {
  test.each([
    ['another order', 'CN=supplier-a, O=Maker, C=JP', 'C=JP,O=Maker,CN=supplier-a'],
    ['one part a line, as Node prints it', 'CN=a,O=b', 'O=b\nCN=a'],
    ['slashes, as OpenSSL used to print it', 'CN=a,O=b', '/O=b/CN=a'],
    ['a slash within a value', 'CN=a/b,O=c', '/O=c/CN=a/b'],
    ['blanks around and inside', ' cn = a  b ,  O=c ', 'CN=a b,O=c'],
    ['upper and lower case', 'CN=Supplier-A', 'CN=supplier-a'],
    ['an escaped comma or a quoted value', 'O=Maker\\, Inc.,CN=a', 'O="Maker, Inc.",CN=a'],
    ['an escaped byte', 'O=Maker\\2C Inc.', 'O=Maker\\, Inc.'],
    ['escaped UTF-8', 'O=\\E9\\A3\\9B\\E8\\84\\9A', 'O=飛脚'],
    ['several values in one part', 'CN=a+UID=7,O=b', 'UID=7 + CN=a\nO=b'],
    ['other names of a type', 'E=a@example.jp,S=Tokyo', 'emailAddress=a@example.jp,ST=Tokyo'],
    ['an empty value', 'CN=a,OU=', 'OU=,CN=a'],
  ])('are the same with %s', (_what, one, other) => {
    expect(sameName(one, other)).toBe(true)
    expect(sameName(other, one)).toBe(true)
  })

  test.each([
    ['another value', 'CN=a', 'CN=b'],
    ['a part more', 'CN=a', 'CN=a,O=b'],
    ['a part twice', 'CN=a,CN=a', 'CN=a'],
    ['another type', 'CN=a', 'OU=a'],
    ['a separator that is part of the value', 'CN=a\\,O=b', 'CN=a,O=b'],
    ['a part that is none', 'CN=a,nothing', 'CN=a'],
    ['nothing at all', '', ''],
    ['no name on either side', 'hello', 'hello'],
  ])('differ with %s', (_what, one, other) => {
    expect(sameName(one, other)).toBe(false)
    expect(sameName(other, one)).toBe(false)
  })

  const value = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' })
  const type = fc.constantFrom('CN', 'O', 'OU', 'C', 'L', 'ST', '2.5.4.97')
  const parts = fc.array(fc.tuple(type, value), { minLength: 1, maxLength: 5 })
  const written = (pairs: readonly (readonly [string, string])[], between: string): string =>
    pairs
      .map(([name, text]) => `${name}=${text.replaceAll(/[,;+"\\<>=#/ ]/g, '\\$&')}`)
      .join(between)

  test('are the same however their values are escaped, in any order', () => {
    fc.assert(
      fc.property(parts, (pairs) => {
        const one = written(pairs, ', ')
        expect(sameName(one, written(pairs.toReversed(), '\n'))).toBe(true)
      }),
    )
  })

  test('differ when one value differs by more than case and blanks', () => {
    fc.assert(
      fc.property(parts, (pairs) => {
        const [[name, text] = ['CN', 'x'], ...rest] = pairs
        const other = written([[name, `${text}x`], ...rest], ',')
        expect(sameName(written(pairs, ','), other)).toBe(false)
      }),
    )
  })

  test('never throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(typeof sameName(one, other)).toBe('boolean')
      }),
    )
  })
})
