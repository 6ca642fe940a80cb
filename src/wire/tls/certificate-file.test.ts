import { spawnSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defined } from '../../base/defined.ts'
import { testRoot, type TestCertificate } from '../../../test/support/legacy/authority.ts'
import { isHikyakuError, type HikyakuError } from '../../errors/index.ts'
import { advisoryOfFault } from './advisories/index.ts'
import { isKeyOf } from './authority.ts'
import { readCertificateFile } from './certificate-file.ts'

/** Files that OpenSSL wrote, in the ways of old and of today. */

const folder = mkdtempSync(join(tmpdir(), 'hikyaku-pfx-'))
const password = 'practice-password'
let root: TestCertificate
let rsa: TestCertificate
let ec: TestCertificate

beforeAll(async () => {
  root = await testRoot({ name: 'Practice root CA' })
  rsa = await root.issue({ name: 'supplier' })
  ec = await root.issue({ name: 'supplier', key: 'ec' })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function pfx(own: TestCertificate, ...options: readonly string[]): Buffer {
  const [from, to] = [join(folder, 'own.pem'), join(folder, 'own.pfx')]
  writeFileSync(from, own.pem + own.keyPem + root.pem)
  const made = spawnSync(
    'openssl',
    ['pkcs12', '-export', '-in', from, '-out', to, '-passout', `pass:${password}`, ...options],
    { encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(made.stderr)
  return readFileSync(to)
}

function refusalOf(bytes: Uint8Array, secret?: string): HikyakuError {
  try {
    readCertificateFile(bytes, {
      file: 'own',
      ...defined({ password: secret }),
    })
  } catch (error) {
    if (isHikyakuError(error)) return error
    throw error
  }
  throw new Error('it was read')
}

function encrypted(keys: string, certificates: string): string[] {
  return ['-legacy', '-keypbe', keys, '-certpbe', certificates]
}

test.each([
  ['3DES and RC2-40, as Windows wrote it', encrypted('PBE-SHA1-3DES', 'PBE-SHA1-RC2-40')],
  ['AES-256 with SHA-256, as it is written today', []],
  ['AES-256 with a MAC of SHA-512', ['-macalg', 'sha512']],
])('a PFX with %s is read', (_what, options) => {
  for (const own of [rsa, ec]) {
    const { chainPem, keyPem } = readCertificateFile(pfx(own, ...options), { file: 'x', password })
    expect(isKeyOf(keyPem, chainPem)).toBe(true)
    expect(chainPem.split('BEGIN CERTIFICATE')).toHaveLength(3)
  }
})

test.each([
  ['RC4', encrypted('PBE-SHA1-RC4-128', 'PBE-SHA1-RC4-40')],
  ['DES', encrypted('PBE-MD5-DES', 'PBE-MD5-DES')],
  ['DES and RC2 of PKCS #5', encrypted('DES-CBC', 'RC2-CBC')],
  ['CAMELLIA', encrypted('CAMELLIA-256-CBC', 'CAMELLIA-256-CBC')],
])('a PFX with %s is refused for its encryption, not for its password', (_what, options) => {
  const refusal = refusalOf(pfx(rsa, ...options), password)
  expect(refusal.fault).toBe('pfx-encryption-unknown')
  expect(advisoryOfFault(refusal.fault)?.id).toBe('old-pfx')
})

test('what else is wrong with a file is told in both languages, without the known problem', () => {
  const whole = pfx(rsa)
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  const cases: [Uint8Array, string, RegExp, RegExp][] = [
    [whole, 'wrong', /パスワードが違います/, /wrong password/],
    [whole.subarray(0, 400), password, /PEM でも PFX でもありません/, /neither PEM nor PFX/],
    [Buffer.from(rsa.pem), password, /秘密鍵が入っていません/, /no private key/],
    [Buffer.from(rsa.keyPem), password, /証明書が入っていません/, /no certificate/],
    [Buffer.from(rsa.pem + ec.keyPem), password, /組み合わせ/, /does not belong/],
    [Buffer.from(broken + ec.keyPem), password, /内容を解釈できません/, /cannot be read/],
  ]
  const der = Buffer.from(rsa.pem.replaceAll(/-----[^-]+-----/g, ''), 'base64')
  const more: [Uint8Array, string | undefined, RegExp, RegExp][] = [
    [whole, undefined, /パスワードが必要です/, /needs a password/],
    [der, undefined, /証明書だけで/, /a certificate alone, without its private key/],
    // A chain as `.p7b`, or anything else in DER.
    [
      Buffer.from('3003020101', 'hex'),
      password,
      /PEM でも PFX でもありません/,
      /neither PEM nor PFX/,
    ],
  ]
  for (const [bytes, secret, ja, en] of [...cases, ...more]) {
    const refusal = refusalOf(bytes, secret)
    expect(refusal.fault).toBe('certificate-unreadable')
    expect(refusal.text('ja').message).toMatch(ja)
    expect(refusal.text('en').message).toMatch(en)
    expect(advisoryOfFault(refusal.fault)).toBeUndefined()
  }
})

test('a password of any characters opens what is encrypted with AES', () => {
  const [secret, bytes] = ['パスワード１２', aesWith('パスワード１２')]
  expect(isKeyOf(...pairOf(readCertificateFile(bytes, { file: 'own', password: secret })))).toBe(
    true,
  )
  expect(refusalOf(bytes, 'パスワード１３').params['detail']).toBe('wrong password')
})

function aesWith(secret: string): Buffer {
  return pfx(rsa, '-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC', '-passout', `pass:${secret}`)
}

function pairOf({ keyPem, chainPem }: { keyPem: string; chainPem: string }): [string, string] {
  return [keyPem, chainPem.slice(0, chainPem.indexOf('-----END') + 26)]
}

test('600,000 rounds are undone in about the time OpenSSL takes', () => {
  const started = performance.now()
  readCertificateFile(pfx(rsa, '-iter', '600000', '-nomaciter'), { file: 'own', password })
  expect(performance.now() - started).toBeLessThan(20_000)
})

test('a key of RSA-PSS stays one', () => {
  const [key, pem] = [join(folder, 'pss.key'), join(folder, 'pss.pem')]
  openssl('genpkey', '-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', key)
  openssl('req', '-x509', '-key', key, '-subj', '/CN=pss', '-days', '30', '-out', pem)
  const own = { ...rsa, pem: readFileSync(pem, 'utf8'), keyPem: readFileSync(key, 'utf8') }
  const { keyPem } = readCertificateFile(pfx(own), { file: 'own', password })
  expect(createPrivateKey(keyPem).asymmetricKeyType).toBe('rsa-pss')
})

function openssl(...words: readonly string[]): string {
  const made = spawnSync('openssl', words, { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  return made.stdout
}

test.each([
  ['RFC 1423 with DES', ['rsa', '-des', '-traditional'], /old way that is broken \(DES\)/],
  ['PKCS #8 with MD5 and DES', ['pkcs8', '-topk8', '-v1', 'PBE-MD5-DES'], /broken \(DES\)/],
] as const)('%s is named, not called a wrong password', (_what, words, detail) => {
  const key = join(folder, 'des.key')
  writeFileSync(key, rsa.keyPem, { mode: 0o600 })
  const providers = ['-provider', 'legacy', '-provider', 'default']
  const pem = openssl(...words, '-in', key, '-passout', `pass:${password}`, ...providers)
  expect(refusalOf(Buffer.from(rsa.pem + pem), password).params['detail']).toMatch(detail)
})

test('a key in the form of OpenSSH is named', () => {
  const key =
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n'
  expect(refusalOf(Buffer.from(rsa.pem + key)).params['detail']).toMatch(/ssh-keygen -p -m PKCS8/)
})
