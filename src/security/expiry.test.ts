import { afterEach, beforeEach, expect, test } from 'vitest'
import { retailer, testContext, type TestContext } from '../../test/support/exchange-context.ts'
import { steppingClock } from '../base/clock.ts'
import { faultText } from '../errors/index.ts'
import { createAuthority } from '../tls/index.ts'
import { checkExpiry } from './expiry.ts'

const dayMilliseconds = 86_400_000
const made = new Date('2026-04-01T00:00:00Z')
const after = (days: number): Date => new Date(made.getTime() + days * dayMilliseconds)

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

async function raisedAt(days: number): Promise<string[]> {
  const raised = await checkExpiry({ ...context, clock: steppingClock(after(days)) })
  return raised.map(({ name, params }) => `${name} ${params['days'] ?? ''}`.trim()).toSorted()
}

test('a client certificate is warned of once at each threshold, and once when it ended', async () => {
  const authority = await createAuthority({ commonName: 'CA', now: made })
  const issued = await authority.issue({
    commonName: 'edi',
    use: 'client',
    now: made,
    notBefore: made,
    days: 100,
  })
  const certificate = { name: 'edi', chainPem: issued.chainPem, importedAt: made }
  await context.ledger.certificates.add(certificate, issued.keyPem)
  await context.ledger.partners.replace({ ...retailer, clientCertificate: 'edi' })
  const said: Record<number, string[]> = {}
  for (const day of [0, 39, 40, 41, 69, 70, 86, 93, 98, 99, 99.5, 100, 150]) {
    const raised = await raisedAt(day)
    if (raised.length > 0) said[day] = raised
  }
  expect(said).toEqual({
    40: ['certificate-expiring 60'],
    70: ['certificate-expiring 30'],
    86: ['certificate-expiring 14'],
    93: ['certificate-expiring 7'],
    99: ['certificate-expiring 1'],
    100: ['certificate-expired'],
  })
  const [newest] = await context.ledger.faults.search({ name: 'certificate-expired' })
  expect(faultText('certificate-expired', newest?.params ?? {}, 'en').message).toContain('retailer')
})

test('a station that was off for long is told the nearest threshold alone', async () => {
  const authority = await createAuthority({ commonName: 'CA', now: made, days: 100 })
  await context.ledger.partners.replace({
    ...retailer,
    trust: ['system', authority.certificatePem],
  })
  expect(await raisedAt(90)).toEqual(['trust-expiring 10'])
  expect(await raisedAt(90)).toEqual([])
  expect(await raisedAt(101)).toEqual(['trust-expired'])
})

test('what a partner showed at the last good handshake is watched, not what it showed before', async () => {
  const short = (name: string, days: number): string =>
    JSON.stringify({
      format: 'short',
      role: 'client',
      version: 'TLSv1.3',
      suite: 'TLS_AES_128_GCM_SHA256',
      peerChain: [
        {
          subject: `CN=${name}`,
          issuer: 'CN=CA',
          notAfter: after(days).toISOString(),
          sha256: name,
        },
      ],
    })
  const kept = { outcome: 'done', form: 'short', partner: 'retailer' } as const
  const { handshakes } = context.ledger
  await handshakes.keep({ ...kept, id: 'H-1', at: made, record: short('old', 20) })
  expect(await raisedAt(0)).toEqual(['partner-certificate-expiring 20'])
  await handshakes.keep({ ...kept, id: 'H-2', at: after(1), record: short('new', 400) })
  expect(await raisedAt(21)).toEqual([])
  await handshakes.keep({ ...kept, id: 'H-3', at: after(2), record: short('bad', 3) })
  expect(await raisedAt(21)).toEqual(['partner-certificate-expired'])
})
