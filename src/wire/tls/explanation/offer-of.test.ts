import { afterAll, beforeAll, expect, test } from 'vitest'
import { failingCallers, testNameOfCaller } from '../../../../test/support/failing/failing-cases.ts'
import { makeShared } from '../../../../test/support/failing/made.ts'
import { refusedCaller } from '../../../../test/support/failing/refuse-caller.ts'
import { offerOf, type ClientOffer } from './offer-of.ts'

let made: Awaited<ReturnType<typeof makeShared>>
beforeAll(async () => {
  made = await makeShared()
})
afterAll(() => made.end())

/** What a caller of the table of failures offered. */
async function offerAt(name: string): Promise<ClientOffer | undefined> {
  const calling = failingCallers.find((one) => testNameOfCaller(one) === name)
  if (calling === undefined) throw new Error(`no case ${name}`)
  return offerOf((await refusedCaller(calling, made)).record)
}

test('an old hello names the newest version alone', async () => {
  const offer = await offerAt('client-speaks-no-common-version: OpenSSL with TLS 1.1')
  expect(offer).toMatchObject({ versions: ['TLSv1.1'], upTo: true, serverName: 'localhost' })
  expect(offer?.suites.length).toBeGreaterThan(0)
  expect(offer).not.toHaveProperty('certificate')
})

test('that it has no certificate is told, also where the handshake hides it', async () => {
  const offer = await offerAt('caller-without-certificate: OpenSSL without a certificate')
  expect(offer?.certificate).toBeNull()
})

test('the certificate is told, also where the handshake hides it', async () => {
  const offer = await offerAt(
    'caller-client-auth-missing: OpenSSL with a certificate for servers only',
  )
  expect(offer?.versions).toContain('TLSv1.3')
  expect(offer?.upTo).toBe(false)
  expect(offer?.certificate).toMatchObject({ subject: expect.stringMatching(/CN=/) as string })
})
