import { createSecureContext } from 'node:tls'
import { beforeAll, describe, expect, test } from 'vitest'
import { testRoot, type TestCertificate } from '../../../../test/support/legacy/authority.ts'
import {
  certificateBag,
  crlBag,
  keyBag,
  macWithoutPassword,
  pbmac1,
  pfxOf,
} from '../../../../test/support/pfx.ts'
import { isHikyakuError, type HikyakuError } from '../../../errors/index.ts'
import { isKeyOf } from '../authority.ts'
import { readCertificateFile, type CertificateFileOptions } from '../certificate-file.ts'

let root: TestCertificate
let one: TestCertificate
let other: TestCertificate

beforeAll(async () => {
  root = await testRoot({ name: 'Practice root CA' })
  one = await root.issue({ name: 'maker' })
  other = await root.issue({ name: 'maker-2026', key: 'ec' })
})

const file = 'own.p12'

function read(bytes: Uint8Array, options: Partial<CertificateFileOptions> = {}): string {
  const { chainPem, keyPem } = readCertificateFile(bytes, { file, ...options })
  const [leaf = ''] = chainPem.match(/-----BEGIN [^]+?-----END CERTIFICATE-----/) ?? []
  expect(isKeyOf(keyPem, leaf)).toBe(true)
  return leaf
}

function refusal(bytes: Uint8Array, options: Partial<CertificateFileOptions> = {}): HikyakuError {
  try {
    readCertificateFile(bytes, { file, ...options })
  } catch (error) {
    if (isHikyakuError(error)) return error
    throw error
  }
  throw new Error('it was read')
}

function single(): ReturnType<typeof keyBag>[] {
  return [keyBag(one.keyPem), certificateBag(one.pem), certificateBag(root.pem)]
}

describe('a PFX is read', () => {
  test('with PBMAC1, as OpenSSL reads it, and its password is checked', () => {
    const password = 'パスワード１２'
    const bytes = pfxOf(single(), pbmac1(password))
    // That the file is right is for OpenSSL to say.
    createSecureContext({ pfx: bytes, passphrase: password })
    expect(read(bytes, { password })).toBe(one.pem.trim())
    expect(refusal(bytes, { password: 'x' }).params['detail']).toBe('wrong password')
    expect(refusal(bytes).params['detail']).toMatch(/needs a password/)
  })

  test('without any password, which is not the empty one', () => {
    const bytes = pfxOf(single(), macWithoutPassword)
    createSecureContext({ pfx: bytes })
    read(bytes)
    read(bytes, { password: '' })
    expect(refusal(bytes, { password: 'x' }).params['detail']).toBe('wrong password')
  })

  test('without a MAC', () => {
    read(pfxOf(single()))
  })

  test('with a list of revoked certificates in it', () => {
    read(pfxOf([crlBag(), ...single()], pbmac1('x')), { password: 'x' })
  })

  test('in Base64, as mails carry it', () => {
    const text = pfxOf(single()).toString('base64').replaceAll(/.{64}/g, '$&\r\n')
    read(Buffer.from(text))
  })
})

describe('a file with two keys', () => {
  const both = (): Buffer =>
    pfxOf([
      keyBag(one.keyPem, '発注用'),
      keyBag(other.keyPem),
      certificateBag(one.pem),
      certificateBag(other.pem, 'beta'),
      certificateBag(root.pem),
    ])
  const pems = (): Buffer => Buffer.from(one.pem + one.keyPem + other.pem + other.keyPem)

  test('says that there are two and what they are called', () => {
    const { fault, params } = refusal(both())
    expect({ fault, ...params }).toMatchObject({
      fault: 'certificate-keys-several',
      count: 2,
      names: '発注用, beta',
    })
    expect(refusal(pems()).params['names']).toBe('maker, maker-2026')
    expect(refusal(both(), { key: 'gamma' }).fault).toBe('certificate-keys-several')
  })

  test.each([
    ['発注用', 'maker'],
    ['BETA', 'maker-2026'],
    ['maker', 'maker'],
    ['CN=maker-2026', 'maker-2026'],
  ])('gives the one that is named: %s', (key, common) => {
    const wanted = common === 'maker' ? one : other
    expect(read(both(), { key })).toBe(wanted.pem.trim())
    if (!/発注用|BETA/.test(key)) expect(read(pems(), { key })).toBe(wanted.pem.trim())
  })

  test('is none if it holds the same key twice', () => {
    read(pfxOf([...single(), keyBag(one.keyPem, 'again')]))
  })
})

test('PEM is read in UTF-16 too, and nothing of it is dropped', () => {
  const text = one.pem + one.keyPem
  read(Buffer.from(`\uFEFF${text}`, 'utf16le'))
  read(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())
  const cut = root.pem.slice(0, 300) + text
  expect(refusal(Buffer.from(cut)).params['detail']).toBe('of 3 PEM blocks 1 are cut off')
  const trusted = text + root.pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE')
  expect(refusal(Buffer.from(trusted)).params['detail']).toMatch(/TRUSTED CERTIFICATE/)
})
