import { describe, expect, test } from 'vitest'

import { isHikyakuError } from '../../../errors/index.ts'
import { formatSuiteList, parseSuiteList } from './index.ts'

const notice =
  'TLS_RSA_WITH_RC4_128_SHA,TLS_RSA_WITH_3DES_EDE_CBC_SHA,TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA,' +
  'TLS_RSA_WITH_RC4_128_MD5,TLS_RSA_WITH_NULL_MD5,TLS_RSA_WITH_NULL_SHA'

function refusal(text: string): { fault: string; en: string; ja: string } {
  try {
    parseSuiteList(text)
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    return { fault: error.fault, en: error.text('en').message, ja: error.text('ja').message }
  }
  return { fault: 'none', en: '', ja: '' }
}

const good = 'TLS_RSA_WITH_AES_128_CBC_SHA'

describe('a list of suites', () => {
  test('is read in its order, and written back as it was: the list of the notice', () => {
    const suites = parseSuiteList(notice)
    expect(suites.map(({ code }) => code)).toEqual([0x05, 0x0a, 0x13, 0x04, 0x01, 0x02])
    expect(suites.every(({ versions }) => versions.includes('SSLv3'))).toBe(true)
    expect(formatSuiteList(suites)).toBe(notice)
  })

  test.each([
    ['', 'suite-list-empty', 'empty'],
    [' \n', 'suite-list-empty', 'empty'],
    [`${good}, ${good}`, 'suite-list-blank', 'a blank in entry 2 (character 30)'],
    [`${good}\u3000`, 'suite-list-blank', 'a blank in entry 1 (character 29)'],
    [`${good},\r\nTLS_RSA_WITH_NULL_MD5`, 'suite-list-blank', 'a line break in entry 2'],
    [`${good}\n`, 'suite-list-blank', 'a line break in entry 1'],
    [
      `${good},`,
      'suite-unknown',
      'Entry 2 of the list, "", is not the name of a cipher suite. A name is',
    ],
    [`${good},,TLS_RSA_WITH_NULL_MD5`, 'suite-unknown', 'Entry 2'],
    [
      `TLS_RSA_WITH_NULL_MD5,${good},TLS_RSA_WITH_NULL_MD5`,
      'suite-repeated',
      'Entry 3 of the list',
    ],
    [`${good}:TLS_RSA_WITH_NULL_MD5`, 'suite-unknown', 'Put a comma'],
    [`${good}、TLS_RSA_WITH_NULL_MD5`, 'suite-unknown', 'Put a comma'],
    [`${good},TLS_FALLBACK_SCSV`, 'suite-unknown', 'not a suite; leave it out'],
    ['AES128-SHA', 'suite-unknown', `Did you mean ${good}?`],
    ['tls_rsa_with_aes_128_cbc_sha', 'suite-unknown', `Did you mean ${good}?`],
    ['TLS_RSA_WITH_AES128_CBC_SHA', 'suite-unknown', `Did you mean ${good}?`],
    ['TLS_RSA_WIHT_AES_128_CBC_SHA', 'suite-unknown', `Did you mean ${good}?`],
    ['SSL_RSA_WITH_RC4_128_MD5', 'suite-unknown', 'Did you mean TLS_RSA_WITH_RC4_128_MD5?'],
    [
      'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA_P256',
      'suite-unknown',
      'Did you mean TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA?',
    ],
    ['BLOWFISH', 'suite-unknown', 'Names are those of IANA'],
    ['X'.repeat(100_000), 'suite-unknown', 'Entry 1'],
  ])('is refused by name and place: %#', (text, fault, words) => {
    const found = refusal(text)
    expect(found.fault).toBe(fault)
    expect(found.en).toContain(words)
    expect(found.en.length).toBeLessThan(300)
    expect(found.ja).not.toMatch(/\{\w+\}/)
    expect(found.en).not.toMatch(/\{\w+\}/)
  })

  test('names the place in Japanese too', () => {
    expect(refusal(`${good}, X`).ja).toBe('暗号の一覧の 2 番目（30 文字目）に空白があります。')
    expect(refusal(`${good},AES128-SHA`).ja).toContain(`${good} ではありませんか。`)
  })
})
