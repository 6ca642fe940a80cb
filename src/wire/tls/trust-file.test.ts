import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { testRoot, type TestCertificate } from '../../../test/support/legacy/authority.ts'
import { certificateBag, keyBag, pfxOf } from '../../../test/support/pfx.ts'
import { isHikyakuError } from '../../errors/index.ts'
import { readTrustFile } from './trust-file.ts'

let one: TestCertificate
let other: TestCertificate

beforeAll(async () => {
  one = await testRoot({ name: 'One root' })
  other = await testRoot({ name: 'Other root' })
})

/** Its head has hyphens, which are no end of the block. */
const desKey =
  '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n'

function openssl(input: string, ...words: readonly string[]): Buffer {
  const made = spawnSync('openssl', words, { input })
  if (made.status !== 0) throw new Error(made.stderr.toString())
  return made.stdout
}

function p7b(...options: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-p7b-'))
  try {
    const file = join(folder, 'ca.pem')
    writeFileSync(file, one.pem + other.pem)
    return openssl('', 'crl2pkcs7', '-nocrl', '-certfile', file, ...options)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function utf16(text: string, bigEndian = false): Buffer {
  const little = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return bigEndian ? little.swap16() : little
}

function bare(pem: string): string {
  return pem.replaceAll(/-----[^-]+-----/g, '').trim()
}

describe('is read', () => {
  test.each<[string, () => Buffer, number]>([
    ['PEM', () => Buffer.from(one.pem), 1],
    [
      'PEM, several with words between them',
      () => Buffer.from(`# CA\n${one.pem}old:\n${other.pem}`),
      2,
    ],
    ['PEM behind a mark of UTF-8', () => Buffer.from(`\uFEFF${one.pem}`), 1],
    ['DER', () => new X509Certificate(one.pem).raw, 1],
    ['PKCS #7 in DER', () => p7b('-outform', 'DER'), 2],
    ['PKCS #7 in PEM', () => p7b(), 2],
    ['UTF-16', () => utf16(one.pem + other.pem), 2],
    ['UTF-16, big-endian', () => utf16(one.pem, true), 1],
    ['Base64 without its frame', () => Buffer.from(bare(one.pem)), 1],
    ['the same in UTF-16', () => utf16(bare(one.pem)), 1],
  ])('%s', (_what, bytes, count) => {
    const found = readTrustFile(bytes(), 'ca')
    const roots = [one, other].slice(0, count).map(({ pem }) => new X509Certificate(pem).subject)
    expect(found.map((pem) => new X509Certificate(pem).subject).toSorted()).toEqual(
      roots.toSorted(),
    )
  })
})

describe('is refused, as nothing is dropped silently', () => {
  test.each<[string, () => string, RegExp]>([
    [
      'a block that is cut off',
      () => one.pem.slice(0, 300) + other.pem,
      /of 2 PEM blocks 1 are cut/,
    ],
    [
      'a block of OpenSSL’s own kind',
      () => one.pem + openssl(other.pem, 'x509', '-trustout').toString(),
      /no certificate \(TRUSTED CERTIFICATE\)/,
    ],
    ['a key beside it', () => one.pem + one.keyPem, /no certificate \(PRIVATE KEY\)/],
    ['a key with DES beside it', () => one.pem + desKey, /no certificate \(RSA PRIVATE KEY\)/],
    ['a text', () => 'ask Sato for the CA', /cannot be read/],
    ['nothing', () => '', /cannot be read/],
  ])('%s', (_what, text, detail) => {
    expect(refusalOf(Buffer.from(text()))).toMatch(detail)
  })
})

test('a PFX is named for what it is, not taken for a broken certificate', () => {
  const bytes = pfxOf([keyBag(one.keyPem), certificateBag(one.pem)])
  expect(refusalOf(bytes)).toMatch(/^certificate-unreadable it is a PFX/)
})

function refusalOf(bytes: Uint8Array): string {
  try {
    readTrustFile(bytes, 'ca')
    return 'it was read'
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    return `${error.fault} ${String(error.params['detail'])}`
  }
}
