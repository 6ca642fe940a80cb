import { execFileSync } from 'node:child_process'
import { getCiphers } from 'node:tls'
import { describe, expect, test } from 'vitest'

import {
  allSuites,
  isDefinedIn,
  isGrease,
  suiteByCode,
  suiteByName,
  suiteByOpenSslName,
  suiteLabel,
  type Strength,
} from './index.ts'

describe('the registry of suites', () => {
  test('names every code once and every name once', () => {
    expect(allSuites.length).toBeGreaterThan(350)
    expect(new Set(allSuites.map(({ code }) => code)).size).toBe(allSuites.length)
    expect(new Set(allSuites.map(({ name }) => name)).size).toBe(allSuites.length)
    const openSsl = allSuites.flatMap(({ openSslName }) => openSslName ?? [])
    expect(new Set(openSsl).size).toBe(openSsl.length)
    expect(allSuites.filter(({ name }) => !/^TLS_[A-Za-z0-9_]+$/.test(name))).toEqual([])
  })

  test('agrees with what the installed openssl calls its suites', () => {
    // The second word is its name by RFC, the third its own.
    const lines = execFileSync('openssl', ['ciphers', '-V', '-stdname', 'ALL:COMPLEMENTOFALL'])
      .toString()
      .trim()
      .split('\n')
    expect(lines.length).toBeGreaterThan(50)
    for (const line of lines) {
      const [code = '', , name = '', , openSslName = '', version = ''] = line.trim().split(/\s+/)
      const number = Number.parseInt(code.replaceAll(/0x|,/g, ''), 16)
      const suite = suiteByCode(number)
      expect(suite, line).toMatchObject({ code: number, name, openSslName })
      expect(suiteByOpenSslName(openSslName)?.code, line).toBe(number)
      // openssl lets SSL 3.0 have the AES suites, and says so; RFC 3268 does not.
      const first = suite?.versions[0]
      if (version !== 'SSLv3') expect(first, line).toBe(version)
      else expect(['SSLv3', 'TLSv1'], line).toContain(first)
    }
  })

  test('knows every suite of the runtime by its OpenSSL name', () => {
    const names = getCiphers().map((name) => name.toUpperCase())
    expect(names.filter((name) => suiteByOpenSslName(name) === undefined)).toEqual([])
  })

  test('takes every name apart into known words', () => {
    const words = (pick: (suite: (typeof allSuites)[number]) => string | undefined): string[] =>
      [...new Set(allSuites.map(pick))].map(String).toSorted()
    expect(words((suite) => suite.keyExchange)).toEqual(
      'DH DHE DHE_PSK ECCPWD ECDH ECDHE ECDHE_PSK GOST KRB5 NULL PSK RSA RSA_PSK SRP any'.split(
        ' ',
      ),
    )
    expect(words((suite) => suite.authentication)).toEqual(
      'DSS ECCPWD ECDSA GOST KRB5 NULL PSK RSA SRP anon any'.split(' '),
    )
    expect(words((suite) => suite.mac)).toEqual(
      'AEAD IMIT MD5 NULL OMAC SHA SHA256 SHA384'.split(' '),
    )
  })

  test.each([
    ['TLS_RSA_WITH_AES_128_CBC_SHA', ['RSA', 'RSA', 'AES_128_CBC', 'SHA', undefined]],
    [
      'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
      ['ECDHE', 'ECDSA', 'AES_256_GCM', 'AEAD', 'SHA384'],
    ],
    ['TLS_DHE_RSA_WITH_AES_128_CCM_8', ['DHE', 'RSA', 'AES_128_CCM_8', 'AEAD', 'SHA256']],
    ['TLS_PSK_DHE_WITH_AES_128_CCM_8', ['DHE_PSK', 'PSK', 'AES_128_CCM_8', 'AEAD', 'SHA256']],
    ['TLS_DH_anon_EXPORT_WITH_RC4_40_MD5', ['DH', 'anon', 'RC4_40', 'MD5', undefined]],
    ['TLS_SRP_SHA_DSS_WITH_AES_128_CBC_SHA', ['SRP', 'DSS', 'AES_128_CBC', 'SHA', undefined]],
    ['TLS_CHACHA20_POLY1305_SHA256', ['any', 'any', 'CHACHA20_POLY1305', 'AEAD', 'SHA256']],
    ['TLS_RSA_PSK_WITH_NULL_SHA256', ['RSA_PSK', 'RSA', 'NULL', 'SHA256', 'SHA256']],
    ['TLS_SHA384_SHA384', ['any', 'any', 'NULL', 'SHA384', 'SHA384']],
    ['TLS_SM4_GCM_SM3', ['any', 'any', 'SM4_GCM', 'AEAD', 'SM3']],
  ])('takes %s apart', (name, [keyExchange, authentication, cipher, mac, hash]) => {
    const suite = suiteByName(name)
    expect(suite).toMatchObject({ keyExchange, authentication, cipher, mac })
    expect(suite?.hash).toBe(hash)
  })

  test.each([
    // The notice: this suite does not exist in SSL 3.0 (RFC 3268).
    ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLSv1 TLSv1.1 TLSv1.2'],
    ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'SSLv3 TLSv1 TLSv1.1 TLSv1.2'],
    ['TLS_RSA_WITH_RC4_128_MD5', 'SSLv3 TLSv1 TLSv1.1 TLSv1.2'],
    ['TLS_RSA_WITH_DES_CBC_SHA', 'SSLv3 TLSv1 TLSv1.1'],
    ['TLS_RSA_WITH_IDEA_CBC_SHA', 'SSLv3 TLSv1 TLSv1.1'],
    ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', 'SSLv3 TLSv1'],
    ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', 'TLSv1 TLSv1.1 TLSv1.2'],
    ['TLS_RSA_WITH_AES_128_CBC_SHA256', 'TLSv1.2'],
    ['TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'TLSv1.2'],
    ['TLS_AES_128_GCM_SHA256', 'TLSv1.3'],
  ])('says in which versions %s is defined', (name, versions) => {
    expect(suiteByName(name)?.versions.join(' ')).toBe(versions)
  })

  test('answers whether the suite of the notice exists in SSL 3.0', () => {
    const suite = suiteByName('TLS_RSA_WITH_AES_128_CBC_SHA')!
    expect(isDefinedIn(suite, 'SSLv3')).toBe(false)
    expect(isDefinedIn(suite, 'TLSv1')).toBe(true)
  })

  const strengths: readonly [string, Strength, string][] = [
    ['TLS_RSA_WITH_NULL_MD5', 'not-encrypted', 'null md5 no-forward-secrecy'],
    ['TLS_SHA256_SHA256', 'not-encrypted', 'null'],
    ['TLS_RSA_EXPORT_WITH_DES40_CBC_SHA', 'broken', 'export des no-forward-secrecy cbc-sha1'],
    ['TLS_DH_anon_WITH_AES_128_GCM_SHA256', 'broken', 'anonymous no-forward-secrecy'],
    ['TLS_RSA_WITH_RC4_128_SHA', 'broken', 'rc4 no-forward-secrecy'],
    ['TLS_RSA_WITH_RC4_128_MD5', 'broken', 'rc4 md5 no-forward-secrecy'],
    ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'broken', 'block-64 no-forward-secrecy cbc-sha1'],
    ['TLS_RSA_WITH_AES_128_CBC_SHA', 'weak', 'no-forward-secrecy cbc-sha1'],
    ['TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256', 'weak', 'no-forward-secrecy'],
    ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', 'weak', 'cbc-sha1'],
    ['TLS_DHE_DSS_WITH_AES_128_GCM_SHA256', 'weak', 'dss'],
    ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'strong', ''],
    ['TLS_AES_256_GCM_SHA384', 'strong', ''],
  ]
  test.each(strengths)('calls %s %s', (name, strength, ids) => {
    const suite = suiteByName(name)
    expect(suite?.strength).toBe(strength)
    expect(suite?.reasons.map(({ id }) => id).join(' ')).toBe(ids)
    expect(suite?.reasons.every(({ ja, en }) => ja !== '' && en !== '')).toBe(true)
  })

  test('labels what is no suite', () => {
    expect(suiteLabel(0x002f)).toBe('TLS_RSA_WITH_AES_128_CBC_SHA')
    expect(suiteLabel(0x5600)).toBe('TLS_FALLBACK_SCSV')
    expect(suiteLabel(0x00ff)).toBe('TLS_EMPTY_RENEGOTIATION_INFO_SCSV')
    expect(suiteLabel(0x3a3a)).toBe('GREASE')
    expect(suiteLabel(0x3a4a)).toBe('0x3A4A')
    const all = Array.from({ length: 0x10000 }, (_, code) => code)
    expect(all.filter(isGrease)).toHaveLength(16)
  })
})
