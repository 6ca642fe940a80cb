import { afterEach, beforeEach, expect, test } from 'vitest'
import { testRoot } from '../../../test/support/legacy/authority.ts'
import { retailer, testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { steppingClock } from '../../base/clock.ts'
import { faultText } from '../../errors/index.ts'
import { createAuthority, seenCertificates } from '../../wire/tls/index.ts'
import { checkExpiry } from './expiry.ts'

const dayMilliseconds = 86_400_000
const made = new Date('2026-04-01T00:00:00Z')
const after = (days: number): Date => new Date(made.getTime() + days * dayMilliseconds)

let context: TestContext
/** What our server shows. */
let served: string[]
beforeEach(async () => {
  context = await testContext()
  served = []
})
afterEach(() => context.end())

async function raisedAt(days: number): Promise<string[]> {
  const raised = await checkExpiry({ ...context, clock: steppingClock(after(days)) }, served)
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

test('what is sent behind our certificate ends too, each part once at each threshold', async () => {
  const root = await testRoot({ name: 'Root', notBefore: made, notAfter: after(30) })
  const part = (name: string, days: number): object => ({
    name,
    notBefore: made,
    notAfter: after(days),
  })
  const issuer = await root.issue({ ...part('Issuing CA', 70), ca: true })
  const own = await issuer.issue(part('supplier', 200))
  const chainPem = own.pem + issuer.pem + root.pem
  await context.ledger.certificates.add({ name: 'edi', chainPem, importedAt: made }, own.keyPem)
  expect(await raisedAt(9)).toEqual([])
  expect(await raisedAt(10)).toEqual(['certificate-issuer-expiring 60'])
  const [{ name, params } = { name: 'defect' as const, params: {} }] =
    await context.ledger.faults.search({ limit: 1 })
  expect(faultText(name, params, 'ja').message).toMatch(/使っている接続先: なし$/)
  expect(faultText(name, params, 'en').message).toMatch(/: none$/)
  expect(await raisedAt(11)).toEqual([])
  expect(await raisedAt(70)).toEqual(['certificate-issuer-expired'])
  expect(await raisedAt(71)).toEqual([])
})

test('the certificate of our own server and the CA above it are watched', async () => {
  const root = await testRoot({ name: 'Local CA', notBefore: made, notAfter: after(100) })
  const server = await root.issue({ name: 'edi', notBefore: made, notAfter: after(90) })
  served = [server.pem, root.pem]
  expect(await raisedAt(29)).toEqual([])
  expect(await raisedAt(30)).toEqual(['server-certificate-expiring 60'])
  expect(await raisedAt(40)).toEqual(['server-certificate-expiring 60'])
  expect(await raisedAt(90)).toEqual([
    'server-certificate-expired',
    'server-certificate-expiring 10',
  ])
  const renewed = await root.issue({ name: 'edi', notBefore: made, notAfter: after(150) })
  served = [renewed.pem]
  expect(await raisedAt(91)).toEqual(['server-certificate-expiring 59'])
})

test('a warning that somebody acknowledged is not given again', async () => {
  const authority = await createAuthority({ commonName: 'CA', now: made, days: 100 })
  await context.ledger.partners.replace({ ...retailer, trust: [authority.certificatePem] })
  expect(await raisedAt(41)).toEqual(['trust-expiring 59'])
  const [fault] = await context.ledger.faults.search({ name: 'trust-expiring' })
  const seen = { at: after(41), by: 'operator', comment: 'asked for the next one' }
  expect(await context.ledger.faults.acknowledge(fault?.id ?? '', seen)).toBe(true)
  expect(await raisedAt(42)).toEqual([])
  expect(await context.ledger.faults.count({ name: 'trust-expiring' })).toBe(1)
  expect(await raisedAt(70)).toEqual(['trust-expiring 30'])
})

test('a CA that the settings name is told of there, not where the partner showed it', async () => {
  const root = await testRoot({ name: 'Root', notBefore: made, notAfter: after(50) })
  await context.ledger.partners.replace({ ...retailer, trust: [root.pem] })
  const peerChain = seenCertificates(root.pem)
  const record = JSON.stringify({
    format: 'short',
    role: 'client',
    version: 'TLSv1.3',
    suite: 'TLS_AES_128_GCM_SHA256',
    peerChain,
  })
  const kept = { outcome: 'done', form: 'short', partner: 'retailer' } as const
  await context.ledger.handshakes.keep({ ...kept, id: 'H-1', at: made, record })
  expect(await raisedAt(0)).toEqual(['trust-expiring 50'])
  await context.ledger.partners.replace({ ...retailer, trust: ['system'] })
  expect(await raisedAt(0)).toEqual(['partner-certificate-expiring 50'])
})
