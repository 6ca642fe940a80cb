import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'

import { call, endAll, serve } from '../../../test/support/connecting.ts'
import { derCertificate, pemOf } from '../../../test/support/curves/der-certificate.ts'
import {
  isNamed,
  made,
  oddKey,
  oddKeyPem,
  oddShapes,
} from '../../../test/support/curves/odd-shapes.ts'
import { derPfx } from '../../../test/support/der-pfx.ts'
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

const { publicKey: key, privateKey: signer } = oddKey
const keyPem = oddKeyPem
const { privateKey: otherKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** Whatever happens is a fault by name, or a refusal of the engine by name. */
function named(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    const isRefusal = error instanceof LegacyTlsError && error.code !== 'ERR_LEGACY_INTERNAL'
    if (!isRefusal && !isNamed(error)) throw error
  }
}

const now = new Date()
/** In order, but for its issuer: an odd one has no name to be found by, or the same. */
const sound = new X509Certificate(
  derCertificate({ subject: 'localhost', issuer: [], key, signer, ca: false }),
)
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
  'a PFX': (one) =>
    describeChain(
      readCertificateFile(derPfx({ keys: [signer], certificates: [one.raw, one.raw] }), {
        file: 'own.pfx',
      }).chainPem,
    ),
  'a PFX with several keys': (one) => {
    const order = { file: 'own.pfx', key: 'none of them' }
    readCertificateFile(derPfx({ keys: [signer, otherKey], certificates: [one.raw] }), order)
  },
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
    named(() => checkServerCertificate([sound, one], suite, { ...rules, trusted: [one] }))
    checkServerCertificate([one, one], suite, { ...rules, trusted: [one] })
  },
}

describe('a certificate of any shape makes no defect of', () => {
  test.each(Object.entries(places))('%s', (_name, place) => {
    let parsed = 0
    fc.assert(
      fc.property(oddShapes, (shape) => {
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

test('the old engine trusts no certificate whose dates are none', () => {
  if (suite === undefined) throw new Error('no such suite')
  const shape = { subject: 'localhost', issuer: 'localhost', key, signer, ca: true } as const
  const one = made({ ...shape, dates: [0x17, '991332000000Z'] })
  if (one === undefined) throw new Error('it does not parse')
  const rules = { host: 'localhost', now, smallKeys: false, trusted: [one] }
  expect(() => checkServerCertificate([one], suite, rules)).toThrow('dates')
})

test('a server without a subject is connected to by its other names', async () => {
  const cert = pemOf(derCertificate({ subject: [], issuer: 'CA', key, signer, ca: false }))
  const ca = pemOf(derCertificate({ subject: 'CA', issuer: 'CA', key, signer, ca: true }))
  const server = await serve(({ socket }) => socket.resume(), { tls: { cert, key: keyPem } })
  const { handshake } = await call({ port: server.port, tls: { ca, servername: 'localhost' } })
  expect(handshake?.peer).toBe('')
})
