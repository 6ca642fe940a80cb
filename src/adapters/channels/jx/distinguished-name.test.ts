import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  derCertificate,
  type DerNamePart,
} from '../../../../test/support/curves/der-certificate.ts'
import { isSubject, sameName } from './distinguished-name.ts'

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
    ['its types by number', 'OID.2.5.4.3=a,2.5.4.10=b', 'CN=a,O=b'],
    ['quotes within', 'CN=a "b", O=c', 'CN=a \\"b\\"\nO=c'],
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
    ['an escaped backslash before what looks like a byte', 'CN=\\\\41', 'CN=A'],
    ['half of an escaped byte', 'CN=a\\4', 'CN=a4'],
    ['bytes that are no UTF-8', 'CN=\\FF', 'CN=\\FE'],
    ['a quote that does not end', 'CN="a', 'CN=a'],
    ['something behind a quote', 'CN="a"b', 'CN=ab'],
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

describe('the subject of a certificate', () => {
  const { publicKey: key, privateKey: signer } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const cn = '550403'
  const o = '55040a'
  const utf8 = (oid: string, text: string): DerNamePart => [oid, 0x0c, Buffer.from(text)]
  const isSubjectOf = (written: string, ...subject: readonly DerNamePart[]): boolean =>
    isSubject(written, derCertificate({ subject, issuer: 'CA', key, signer, ca: false }))

  test.each<[string, string, readonly DerNamePart[]]>([
    ['as it is', 'CN=a, O=b', [utf8(cn, 'a'), utf8(o, 'b')]],
    ['with an escaped backslash', 'CN=\\\\41', [utf8(cn, '\\41')]],
    ['with an escaped byte', 'CN=\\41', [utf8(cn, 'A')]],
    ['with a comma in it', 'O=Maker\\, Inc.', [utf8(o, 'Maker, Inc.')]],
    ['with what looks like another part', 'CN=a\\,O=b', [utf8(cn, 'a,O=b')]],
    ['with a sign in front that is escaped', 'CN=\\#0c0161', [utf8(cn, '#0c0161')]],
    ['with bytes that are no text', 'CN=#0c01ff', [[cn, 0x0c, Buffer.from([0xff])]]],
    ['of two bytes a sign', 'CN=飛脚', [[cn, 0x1e, Buffer.from('飛脚', 'utf16le').swap16()]]],
    ['of an old kind of string', 'CN=Müller', [[cn, 0x14, Buffer.from('Müller', 'latin1')]]],
    ['of a type without a name', '1.3.6.1=a', [utf8('2b0601', 'a')]],
  ])('is told by a name %s', (_what, written, subject) => {
    expect(isSubjectOf(written, ...subject)).toBe(true)
  })

  test.each<[string, string, readonly DerNamePart[]]>([
    ['a backslash, where an escaped byte is meant', 'CN=\\41', [utf8(cn, '\\41')]],
    ['two backslashes', 'CN=\\\\41', [utf8(cn, 'A')]],
    ['two backslashes that are its own', 'CN=A', [utf8(cn, '\\\\41')]],
    ['an escape of its own', 'CN=supplier-a', [utf8(cn, 'supplier\\2da')]],
    ['a part within its value', 'CN=a,O=b', [utf8(cn, 'a,O=b')]],
    ['a line break and a part within', 'CN=a,O=b', [utf8(cn, 'a\nO=b')]],
    ['a slash and a part within', '/CN=a/O=b', [utf8(cn, 'a/O=b')]],
    ['a zero byte at its end', 'CN=a', [utf8(cn, 'a\u0000')]],
    ['quotes of its own', 'CN="a"', [utf8(cn, '"a"')]],
    ['other bytes that are no text', 'CN=#0c01fe', [[cn, 0x0c, Buffer.from([0xff])]]],
    ['bytes shown as the sign for none', 'CN=\ufffd', [[cn, 0x0c, Buffer.from([0xff])]]],
    ['bytes as text', 'CN=#0c0161', [utf8(cn, '#0c0161')]],
    ['a part more', 'CN=a', [utf8(cn, 'a'), utf8(o, 'b')]],
    ['a part twice', 'CN=a', [utf8(cn, 'a'), utf8(cn, 'a')]],
    ['no part at all', 'CN=', []],
  ])('is not told by one that only looks like it: it has %s', (_what, written, subject) => {
    expect(isSubjectOf(written, ...subject)).toBe(false)
  })

  test('is told by no name that is not its own, whatever its value', () => {
    const odd = fc.string({
      maxLength: 6,
      unit: fc.constantFrom('\\', '4', '1', 'A', ',', '"', '/', '=', 'O', '#', ' ', 'x'),
    })
    fc.assert(
      fc.property(odd, odd, (shown, meant) => {
        const written = `CN=${meant.replaceAll(/[^0-9A-Za-z]/g, '\\$&')}`
        const same = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase()
        expect(isSubjectOf(written, utf8(cn, shown))).toBe(same(shown) === same(meant))
      }),
    )
  })
})
