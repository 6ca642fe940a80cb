import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordOf } from '../../../../test/support/failing/call-failing.ts'
import {
  failingCallers,
  failingCases,
  testNameOf,
  testNameOfCaller,
} from '../../../../test/support/failing/failing-cases.ts'
import { makeShared } from '../../../../test/support/failing/made.ts'
import { refusedCaller } from '../../../../test/support/failing/refuse-caller.ts'
import { explain } from '../explanation/explain.ts'
import type { HandshakeRecord } from '../record/handshake-record.ts'
import type { Advisory } from './advisory.ts'
import { advisories, advisoriesFor, advisoryFor, advisoryOfFault } from './index.ts'

let made: Awaited<ReturnType<typeof makeShared>>
beforeAll(async () => {
  made = await makeShared()
})
afterAll(() => made.end())

/** The known problem at a server or a caller of the table of failures. */
async function advisoryAt(name: string, partner?: string): Promise<Advisory | undefined> {
  const record = await recordAt(name)
  return advisoryFor(record, explain(record), partner)
}

async function recordAt(name: string): Promise<HandshakeRecord> {
  const failing = failingCases.find((one) => testNameOf(one) === name)
  if (failing !== undefined) return recordOf(failing, made)
  const calling = failingCallers.find((one) => testNameOfCaller(one) === name)
  if (calling === undefined) throw new Error(`no case ${name}`)
  return (await refusedCaller(calling, made)).record
}

/** Servers and callers that show a known problem, and the nearest ones that do not. */
const cases: Readonly<Record<string, { is: readonly string[]; near: readonly string[] }>> = {
  'ssl3-algorithm-mismatch': {
    is: [
      'algorithm-mismatch: the notice: answers SSL 3.0 and picks a suite with AES, called by the engine for old versions',
    ],
    near: ['algorithm-mismatch: bytes: answers TLS 1.1 and picks a suite of TLS 1.2'],
  },
  'tls10-tls11-retired': {
    is: [
      'server-version-too-old: an old server that speaks nothing above TLS 1.0, with a whole handshake',
      'client-speaks-no-common-version: OpenSSL with TLS 1.1',
    ],
    near: ['no-common-version: OpenSSL with TLS 1.3 only, while we allow 1.2'],
  },
  'public-certificate-without-client-auth': {
    is: [
      'client-auth-missing: refuses our certificate, which is for servers only (OpenSSL, TLS 1.2)',
      'client-auth-missing: refuses our certificate, which is for servers only (OpenSSL, TLS 1.3)',
      'caller-client-auth-missing: OpenSSL with a certificate for servers only',
    ],
    near: [
      'client-auth-missing: refuses our certificate, which is for e-mail only (OpenSSL, TLS 1.3)',
    ],
  },
  'sha1-md5-chain': {
    is: [
      'weak-server-signature: a certificate signed with SHA-1',
      'caller-certificate-weak: OpenSSL with a certificate signed with SHA-1',
    ],
    near: [
      'client-certificate-weak: refuses our certificate, which has RSA 1024 (OpenSSL, TLS 1.2)',
      'caller-certificate-weak: OpenSSL with a certificate with RSA 1024',
    ],
  },
  'cross-signed-root-expired': {
    is: [
      'server-issuer-expired: a chain that ends in an expired cross-signed root, while we know the old root only (TLS 1.2)',
      'server-issuer-expired: a chain that ends in an expired cross-signed root, while we know the old root only (TLS 1.3)',
    ],
    near: ['server-issuer-expired: an intermediate that has expired (TLS 1.2)'],
  },
}

const shown = Object.entries(cases).flatMap(([id, { is }]) => is.map((name) => [id, name] as const))
const missed = Object.entries(cases).flatMap(([id, { near }]) =>
  near.map((name) => [id, name] as const),
)

test.each(shown)('%s is found at %s', async (id, name) => {
  expect((await advisoryAt(name))?.id).toBe(id)
})

test.each(missed)('%s is not found at %s', async (_id, name) => {
  expect(await advisoryAt(name)).toBeUndefined()
})

test('an old PFX is told by the fault of its import alone', () => {
  expect(advisoryOfFault('pfx-encryption-unknown')?.id).toBe('old-pfx')
  expect(advisoryOfFault('certificate-unreadable')).toBeUndefined()
})

test('the partner’s name stands in the commands, where it is known', async () => {
  const [, name] = shown[0]!
  const texts = (found: Advisory | undefined): string => JSON.stringify(found)
  expect(texts(await advisoryAt(name))).toContain('tls suites PARTNER --restore')
  const named = texts(await advisoryAt(name, 'Retailer $& 東'))
  expect(named).toContain(`tls suites 'Retailer $& 東' --restore`)
  expect(named).not.toContain('PARTNER')
})

test('all of them can bear the name of a partner', () => {
  const texts = JSON.stringify(advisoriesFor('retailer'))
  expect(texts).toContain('tls suites retailer --restore')
  expect(texts).not.toContain('PARTNER')
  expect(JSON.stringify(advisories)).toContain('PARTNER')
})

test('every known problem is tested here', () => {
  expect(new Set(advisories.map(({ id }) => id))).toEqual(
    new Set(['old-pfx', ...Object.keys(cases)]),
  )
})
