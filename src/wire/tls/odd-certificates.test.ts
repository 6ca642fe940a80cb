import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'

import { call, endAll, serve } from '../../../test/support/connecting.ts'
import {
  derCertificate,
  extension,
  pemOf,
  value,
  type DerNamePart,
  type DerShape,
} from '../../../test/support/curves/der-certificate.ts'
import { isHikyakuError } from '../../errors/index.ts'
import { describeCertificate, describeChain } from './certificate-facts.ts'
import { readCertificateFile } from './certificate-file.ts'
import { isIssuedBy } from './certificate-parts.ts'
import { judgeChain } from './check/chain.ts'
import { checkServerCertificate } from './legacy/certificate-check.ts'
import { LegacyTlsError } from './legacy/legacy-error.ts'
import { findSuite } from './legacy/suites.ts'
import { isKeyOf } from './authority.ts'
import { hostMismatch } from './peer-chain.ts'
import { readTrustFile } from './trust-file.ts'
import { anchorProblem } from './trust-anchor.ts'
import { readCertificate } from './wire/certificate.ts'

afterEach(endAll)

const { publicKey: key, privateKey: signer } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const keyPem = signer.export({ type: 'pkcs8', format: 'pem' }).toString()
const bytes = fc.uint8Array({ maxLength: 24 }).map((some) => Buffer.from(some))
const oid = fc.constantFrom('550403', '55040a', '2a864886f70d010901', '2b0601', '550406')
const names: fc.Arbitrary<DerNamePart[]> = fc.array(
  fc.oneof(
    fc.tuple(oid, fc.constantFrom(0x13, 0x14, 0x16, 0x04), bytes),
    fc.tuple(
      oid,
      fc.constant(0x0c),
      fc.string({ maxLength: 8 }).map((text) => Buffer.from(text)),
    ),
  ),
  { maxLength: 3 },
)
const unknownKey = (inside: Buffer): Buffer =>
  value(
    0x30,
    value(0x30, value(0x06, Buffer.from('2a850302021313', 'hex'))),
    value(0x03, Buffer.from([0]), inside),
  )
const brokenRsa = (inside: Buffer): Buffer =>
  value(
    0x30,
    value(0x30, Buffer.from('06092a864886f70d0101010500', 'hex')),
    value(0x03, Buffer.from([0]), inside),
  )

/** Certificates that parse, and are odd in one place or several. */
const shapes: fc.Arbitrary<DerShape> = fc.record(
  {
    subject: names,
    issuer: names,
    key: fc.constant(key),
    signer: fc.constant(signer),
    ca: fc.boolean(),
    keyDer: fc.oneof(bytes.map(unknownKey), bytes.map(brokenRsa)),
    dates: fc.constantFrom<readonly [number, string]>(
      [0x17, '991332000000Z'],
      [0x18, '99991231235959Z'],
      [0x18, '00000101000000Z'],
      [0x17, '500101000000Z'],
      [0x18, '20500101000000.5Z'],
    ),
    extensions: fc.array(
      fc
        .tuple(fc.constantFrom('551d11', '551d13', '551d0f', '551d25', '551d1e', '2b0601'), bytes)
        .map(([type, content]) => extension(type, content)),
      { maxLength: 3 },
    ),
    algorithm: fc.constantFrom('2b0601', '2a864886f70d010104', '2a864886f70d01010a'),
  },
  { requiredKeys: ['subject', 'issuer', 'key', 'signer', 'ca'] },
)

/** Undefined where OpenSSL does not even parse it: then it comes to nobody. */
function made(shape: DerShape): X509Certificate | undefined {
  try {
    return new X509Certificate(derCertificate(shape))
  } catch {
    return undefined
  }
}

/** Whatever happens is a fault by name, or a refusal of the engine by name. */
function named(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    const isNamed = isHikyakuError(error)
      ? error.fault !== 'defect'
      : error instanceof LegacyTlsError && error.code !== 'ERR_LEGACY_INTERNAL'
    if (!isNamed) throw error
  }
}

const now = new Date()
const suite = findSuite('TLS_RSA_WITH_RC4_128_SHA')

/** Each place that reads a certificate which somebody else made. */
const places: Readonly<Record<string, (one: X509Certificate, pem: string) => unknown>> = {
  'a trust file': (_one, pem) =>
    readTrustFile(Buffer.from(pem), 'ca.pem').map((read) => [
      anchorProblem(read),
      describeCertificate(read),
    ]),
  'a certificate with its key': (_one, pem) =>
    describeChain(readCertificateFile(Buffer.from(pem + keyPem), { file: 'own.pem' }).chainPem),
  'a list of certificates': (_one, pem) => describeChain(pem + pem),
  'a key that waits': (_one, pem) => isKeyOf(keyPem, pem),
  'a link of a chain': (one) => isIssuedBy(one, one),
  'the check of a host name': (one) => hostMismatch('localhost', one),
  'the TLS check': (one, pem) =>
    judgeChain([readCertificate(one.raw), readCertificate(one.raw)], {
      name: 'localhost',
      trust: [pem],
      now,
    }),
  'the old engine': (one) => {
    if (suite === undefined) throw new Error('no such suite')
    const rules = { host: 'localhost', now, smallKeys: false }
    named(() => checkServerCertificate([one], suite, { ...rules, trusted: [] }))
    checkServerCertificate([one, one], suite, { ...rules, trusted: [one] })
  },
}

describe('a certificate of any shape makes no defect of', () => {
  test.each(Object.entries(places))('%s', (_name, place) => {
    let parsed = 0
    fc.assert(
      fc.property(shapes, (shape) => {
        const certificate = made(shape)
        if (certificate === undefined) return
        parsed += 1
        named(() => place(certificate, pemOf(certificate.raw)))
      }),
      { numRuns: 300 },
    )
    expect(parsed).toBeGreaterThan(100)
  })
})

test('a certificate whose dates are none is not taken as one of ours, nor as an anchor', () => {
  const odd = {
    subject: 'a',
    issuer: 'a',
    key,
    signer,
    ca: true,
    dates: [0x17, '991332000000Z'],
  } as const
  const pem = pemOf(derCertificate(odd))
  expect(anchorProblem(pem)?.en).toBe('its dates cannot be read')
  expect(() => readCertificateFile(Buffer.from(pem + keyPem), { file: 'own.pem' })).toThrow(
    'the dates of a certificate in it cannot be read',
  )
})

test('a server without a subject is connected to by its other names', async () => {
  const cert = pemOf(derCertificate({ subject: [], issuer: 'CA', key, signer, ca: false }))
  const ca = pemOf(derCertificate({ subject: 'CA', issuer: 'CA', key, signer, ca: true }))
  const server = await serve(({ socket }) => socket.resume(), { tls: { cert, key: keyPem } })
  const { handshake } = await call({ port: server.port, tls: { ca, servername: 'localhost' } })
  expect(handshake?.peer).toBe('')
})
