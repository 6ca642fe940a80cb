import { expect, test } from 'vitest'
import type { Explanation } from '../explanation/explanation.ts'
import type { HandshakeEvent, HandshakeRecord } from '../record/handshake-record.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import { advisories, advisoryFor } from './index.ts'

const place = { offset: 0, bytes: 50 }

function hello(version: string): HandshakeEvent {
  const fact = {
    kind: 'client-hello' as const,
    ...place,
    form: 'tls' as const,
    recordVersion: version,
    version,
    sessionIdBytes: 0,
    suites: ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_RC4_128_SHA'],
    compression: ['null'],
    extensions: [],
    secureRenegotiation: true,
  }
  return { from: 'client', at: 0, fact }
}

function answer(version: string, suite: string): HandshakeEvent {
  const fact = {
    kind: 'server-hello' as const,
    ...place,
    recordVersion: version,
    helloVersion: version,
    version,
    suite,
    compression: 'null',
    sessionIdBytes: 0,
    resumed: false,
    extensions: [],
    secureRenegotiation: true,
  }
  return { from: 'server', at: 1, fact }
}

function chain(...certificates: SeenCertificate[]): HandshakeEvent {
  return { from: 'server', at: 2, fact: { kind: 'certificate', ...place, chain: certificates } }
}

function certificate(name: string, more: Partial<SeenCertificate> = {}): SeenCertificate {
  return {
    subject: `CN=${name}`,
    issuer: 'CN=Issuer',
    serial: '01',
    notBefore: '2020-01-01T00:00:00Z',
    notAfter: '2030-01-01T00:00:00Z',
    names: [],
    key: { kind: 'RSA', bits: 2048 },
    signature: 'sha256WithRSAEncryption',
    signatureHash: 'sha256',
    ca: false,
    sha256: '',
    der: '',
    ...more,
  }
}

function record(events: HandshakeEvent[], ownChain: SeenCertificate[] = []): HandshakeRecord {
  return {
    format: 1,
    role: 'client',
    engine: 'runtime',
    startedAt: '2026-11-25T00:00:00Z',
    peer: 'partner.example:443',
    host: 'partner.example',
    versions: ['TLSv1.2'],
    events,
    outcome: 'failed',
    ownChain,
  }
}

function explained(cause: string): Explanation {
  const summary = { ja: '', en: '' }
  return { cause, side: 'partner', summary, evidence: [], breaksAt: 'error', remedies: [] }
}

const expired = '2021-09-30T00:00:00Z'
const serverOnly = ['1.3.6.1.5.5.7.3.1']
const both = [...serverOnly, '1.3.6.1.5.5.7.3.2']
const aes = 'TLS_RSA_WITH_AES_128_CBC_SHA'
const leaf = certificate('leaf')
const middle = certificate('middle', { ca: true })
const cross = (notAfter: string): SeenCertificate => certificate('cross', { ca: true, notAfter })

/** Name, cause, a record that has its conditions, and the nearest one that lacks one. */
const cases: [string, string, HandshakeRecord, HandshakeRecord][] = [
  [
    'ssl3-algorithm-mismatch',
    'algorithm-mismatch',
    record([hello('TLSv1'), answer('SSLv3', aes)]),
    record([hello('TLSv1'), answer('SSLv3', 'TLS_RSA_WITH_RC4_128_SHA')]),
  ],
  [
    'tls10-tls11-retired',
    'server-version-too-old',
    record([hello('TLSv1.2'), answer('TLSv1', aes)]),
    record([hello('TLSv1.2'), answer('TLSv1.2', aes)]),
  ],
  [
    'public-certificate-without-client-auth',
    'client-auth-missing',
    record([], [certificate('own', { extendedKeyUsage: serverOnly })]),
    record([], [certificate('own', { extendedKeyUsage: both })]),
  ],
  [
    'sha1-md5-chain',
    'weak-server-signature',
    record([chain(certificate('leaf', { signatureHash: 'sha1' }))]),
    record([chain(leaf)]),
  ],
  [
    'cross-signed-root-expired',
    'server-issuer-expired',
    record([chain(leaf, middle, cross(expired))]),
    record([chain(leaf, middle, cross('2030-01-01T00:00:00Z'))]),
  ],
]

test.each(cases)(
  '%s is found by its conditions, and only by all of them',
  (id, cause, has, lacks) => {
    expect(advisoryFor(has, explained(cause))?.id).toBe(id)
    expect(advisoryFor(lacks, explained(cause))).toBeUndefined()
  },
)

test('an old PFX is told by its cause alone', () => {
  expect(advisoryFor(record([]), explained('old-pfx'))?.id).toBe('old-pfx')
  expect(advisoryFor(record([]), explained('own-key-mismatch'))).toBeUndefined()
})

test('every known problem is tested here', () => {
  const tested = new Set(['old-pfx', ...cases.map(([id]) => id)])
  expect(new Set(advisories.map(({ id }) => id))).toEqual(tested)
})
