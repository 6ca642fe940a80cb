import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  testRoot,
  type CertificateShape,
  type TestCertificate,
} from '../../../../test/support/legacy/authority.ts'
import { checkServerCertificate, type CertificateRules } from './certificate-check.ts'
import { LegacyTlsError } from './legacy-error.ts'
import { findSuite } from './suites.ts'

const { digitalSignature, keyEncipherment, keyCertSign } = x509.KeyUsageFlags
let root: TestCertificate
let middle: TestCertificate

beforeAll(async () => {
  root = await testRoot()
  middle = await root.issue({ ca: true, name: 'Middle' })
})

const now = new Date()

function codeOf(
  chain: readonly TestCertificate[],
  rules: Partial<Omit<CertificateRules, 'trusted'>> & {
    readonly trusted?: readonly TestCertificate[]
    readonly suite?: string
  } = {},
): string {
  const { trusted = [root], suite: name = 'TLS_RSA_WITH_RC4_128_SHA', ...more } = rules
  const parse = ({ pem }: TestCertificate): X509Certificate => new X509Certificate(pem)
  const suite = findSuite(name)
  if (suite === undefined) throw new Error('no such suite')
  const all = { host: 'localhost', now, smallKeys: false, ...more, trusted: trusted.map(parse) }
  try {
    checkServerCertificate(chain.map(parse), suite, all)
    return 'fine'
  } catch (error) {
    return error instanceof LegacyTlsError ? error.code : String(error)
  }
}

describe('the server’s certificate', () => {
  test('is fine below the root, or below what was sent with it, in any order', async () => {
    expect(codeOf([await root.issue()])).toBe('fine')
    const leaf = await middle.issue()
    const stranger = await testRoot({ name: 'Stranger' })
    expect(codeOf([leaf, middle])).toBe('fine')
    expect(codeOf([leaf, stranger, root, middle])).toBe('fine')
    expect(codeOf([leaf], { trusted: [root, middle] })).toBe('fine')
  })

  test('is refused with Node’s codes where the chain does not reach a root', async () => {
    const leaf = await middle.issue()
    const self = await testRoot({ ca: false, name: 'localhost' })
    const other = await testRoot({ name: 'Other' })
    expect(codeOf([])).toBe('ERR_LEGACY_NO_CERTIFICATE')
    expect(codeOf([leaf])).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect(codeOf([self])).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect(codeOf([leaf, middle, root], { trusted: [other] })).toBe('SELF_SIGNED_CERT_IN_CHAIN')
    expect(codeOf([leaf, middle], { trusted: [other] })).toBe('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
    expect(codeOf([leaf], { trusted: [middle] })).toBe('UNABLE_TO_GET_ISSUER_CERT')
    // One of the same name, whose key signed nothing here.
    const twin = await testRoot()
    expect(codeOf([await twin.issue()])).toBe('CERT_SIGNATURE_FAILURE')
  })

  test('is for its host, and for a time', async () => {
    expect(codeOf([await root.issue({ names: ['other.example'] })])).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    )
    expect(codeOf([await root.issue({ names: ['127.0.0.1'] })], { host: '127.0.0.1' })).toBe('fine')
    const leaf = await root.issue()
    expect(codeOf([leaf], { now: new Date(now.getTime() + 100 * 86_400_000) })).toBe(
      'CERT_HAS_EXPIRED',
    )
    expect(codeOf([leaf], { now: new Date(now.getTime() - 40 * 86_400_000) })).toBe(
      'CERT_NOT_YET_VALID',
    )
  })

  const shapes: readonly (readonly [string, CertificateShape, string])[] = [
    ['for clients alone', { extendedUsage: ['1.3.6.1.5.5.7.3.2'] }, 'INVALID_PURPOSE'],
    ['for servers', { extendedUsage: ['1.3.6.1.5.5.7.3.1'] }, 'fine'],
    ['for signatures, with RSA to encrypt', { keyUsage: digitalSignature }, 'INVALID_PURPOSE'],
    ['to encrypt keys', { keyUsage: keyEncipherment }, 'fine'],
    ['short', { bits: 1024 }, 'EE_KEY_TOO_SMALL'],
    ['signed with SHA-1', { hash: 'SHA-1' }, 'CA_MD_TOO_WEAK'],
    [
      'with a critical extension of its own',
      { extensions: [new x509.Extension('1.2.3.4', true, new Uint8Array([5, 0]))] },
      'UNHANDLED_CRITICAL_EXTENSION',
    ],
  ]
  test.each(shapes)('%s: %#', async (_what, shape, code) => {
    expect(codeOf([await root.issue(shape)])).toBe(code)
  })

  test('may be short or of SHA-1 where small keys are waived, down to 1024 bits', async () => {
    const old = await root.issue({ bits: 1024, hash: 'SHA-1' })
    expect(codeOf([old], { smallKeys: true })).toBe('fine')
    const tiny = await root.issue({ bits: 768 })
    expect(codeOf([tiny], { smallKeys: true })).toBe('EE_KEY_TOO_SMALL')
  })

  test('is fine below a renewed root, in whatever order both are trusted', async () => {
    const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000)
    const ended = await root.renew({ notBefore: ago(9), notAfter: ago(1) })
    const leaf = await middle.issue()
    expect(codeOf([leaf, middle], { trusted: [ended, root] })).toBe('fine')
    expect(codeOf([leaf, middle], { trusted: [root, ended] })).toBe('fine')
    expect(codeOf([leaf, middle, ended], { trusted: [root] })).toBe('fine')
    expect(codeOf([leaf, middle], { trusted: [ended] })).toBe('CERT_HAS_EXPIRED')
    // What holds is told of, not what ended.
    const short = await middle.issue({ bits: 1024 })
    expect(codeOf([short, middle], { trusted: [ended, root] })).toBe('EE_KEY_TOO_SMALL')
    const old = await root.renew({ bits: 1024, notBefore: ago(9), notAfter: ago(1) })
    expect(codeOf([short, middle], { trusted: [old, root], smallKeys: true })).toBe('fine')
  })

  test('comes from a CA, which may sign, as deep as it may', async () => {
    const leaf = await root.issue({ name: 'No CA' })
    const fromLeaf = await leaf.issue()
    expect(codeOf([fromLeaf, leaf])).toBe('INVALID_CA')
    const noSigner = await root.issue({ ca: true, name: 'No signer', keyUsage: digitalSignature })
    // OpenSSL, and so node:crypto, does not even take it for the issuer.
    expect(codeOf([await noSigner.issue(), noSigner])).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    const signer = await root.issue({ ca: true, name: 'Signer', keyUsage: keyCertSign })
    expect(codeOf([await signer.issue(), signer])).toBe('fine')
    const last = await root.issue({ ca: true, name: 'Last', pathLength: 0 })
    const below = await last.issue({ ca: true, name: 'Below' })
    expect(codeOf([await last.issue(), last])).toBe('fine')
    expect(codeOf([await below.issue(), below, last])).toBe('PATH_LENGTH_EXCEEDED')
  })

  test('that says what names its CA may sign is refused: nobody judges that here', async () => {
    const constrained = await root.issue({
      ca: true,
      name: 'Constrained',
      extensions: [new x509.Extension('2.5.29.30', false, new Uint8Array([0x30, 0]))],
    })
    expect(codeOf([await constrained.issue(), constrained])).toBe('UNHANDLED_CRITICAL_EXTENSION')
  })
})
