import { afterEach, describe, expect, test } from 'vitest'
import { defined } from '../../../base/defined.ts'

import { systemClock } from '../../../base/clock.ts'
import type { ClientPartner } from '../../../domain/partners/index.ts'
import type { GetRequest } from '../../../wire/jx/index.ts'
import type { IssuedCertificate } from '../../../wire/tls/index.ts'
import { supplier } from '../../../../test/support/exchange-context.ts'
import {
  authority,
  basic,
  messageOf,
  otherAuthority,
  startServing,
  type Serving,
} from '../../../../test/support/serving.ts'

let serving: Serving

afterEach(() => serving.close())

const now = systemClock.now()
const [ours, renamed, theirs, expired] = await Promise.all([
  authority.issue({ commonName: 'supplier', use: 'client', now }),
  authority.issue({ commonName: 'supplier-b', use: 'client', now }),
  otherAuthority.issue({ commonName: 'supplier', use: 'client', now }),
  authority.issue({
    commonName: 'supplier',
    use: 'client',
    now,
    notBefore: new Date(now.getTime() - 30 * 86_400_000),
    days: 2,
  }),
])

const withUser: ClientPartner = { ...supplier, user: 'supplier' }
const withBoth: ClientPartner = { ...withUser, trust: [authority.certificatePem] }
const byCertificate: ClientPartner = { ...supplier, trust: [authority.certificatePem] }
const otherByCertificate: ClientPartner = {
  ...supplier,
  name: 'other',
  trust: [otherAuthority.certificatePem],
}
const clientCas = [authority.certificatePem, otherAuthority.certificatePem]

const get: GetRequest = {
  operation: 'GetDocument',
  header: { from: 'a', to: 'b', messageId: 'm@a', timestamp: '2026-04-01T00:30:05' },
  receiverId: supplier.partnerId,
}

interface Login {
  readonly user?: string | false
  readonly password?: string
  readonly certificate?: IssuedCertificate
}

/** Status and, for a fault, its ID. */
async function statusFor(login: Login): Promise<string> {
  const answer = await serving.exchange(get, login)
  const { message } = answer
  return message.operation === 'Fault' ? `${answer.status} ${message.detail}` : `${answer.status}`
}

describe('a caller with user and password', () => {
  test.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown user', { user: 'nobody' }],
    ['no login', { user: false }],
    ['an empty password', { password: '' }],
  ] as const)('is refused with %s, by a challenge and a Client fault', async (_what, login) => {
    serving = await startServing()
    const answer = await serving.exchange(get, login)
    expect(answer).toMatchObject({ status: 401, message: { code: 'Client', detail: '20121101' } })
    expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="Hikyaku JX"/)
    expect(await serving.context.ledger.exchanges.search({})).toEqual([])
  })

  test.each(['Bearer abc', 'Basic', 'Basic !!!', 'Basic OnB3', `Basic ${'A'.repeat(9000)}`])(
    'is refused with the header %j',
    async (authorization) => {
      serving = await startServing()
      const answer = await serving.call({
        user: false,
        headers: { authorization: authorization.slice(0, 9000) },
        body: await messageOf(get),
      })
      expect(answer.status).toBe(401)
    },
  )

  test('is known by any spelling of the scheme', async () => {
    serving = await startServing()
    const authorization = basic('supplier').replace('Basic', 'BASIC')
    const body = await messageOf(get)
    expect(await serving.call({ user: false, headers: { authorization }, body })).toMatchObject({
      status: 200,
    })
  })

  test('cannot log in as a partner whose server we call', async () => {
    serving = await startServing()
    const partners = serving.context.ledger.partners
    const retailer = (await partners.find('retailer'))!
    await partners.replace({ ...retailer, user: 'our-own' }, { password: 'practice-password' })
    expect(await statusFor({ user: 'our-own' })).toBe('401 20121101')
  })

  test('cannot log in while the partner has no password', async () => {
    serving = await startServing({ partners: [] })
    await serving.context.ledger.partners.add(withUser, {})
    expect(await statusFor({ password: '' })).toBe('401 20121101')
  })
})

describe('a caller whose partner asks for a client certificate too', () => {
  test('is let in with both', async () => {
    serving = await startServing({ partners: [withBoth], clientCas })
    expect(await statusFor({ certificate: ours })).toBe('200')
  })

  test.each([
    ['no certificate', undefined],
    ['a certificate of another partner’s CA', theirs],
    ['an expired certificate', expired],
  ])('is refused with %s', async (_what, certificate) => {
    serving = await startServing({ partners: [withBoth, otherByCertificate], clientCas })
    const caller = defined({ certificate })
    expect(await statusFor(caller)).toBe('403 20121102')
  })

  test('is refused with the right certificate and a wrong password', async () => {
    serving = await startServing({ partners: [withBoth], clientCas })
    expect(await statusFor({ certificate: ours, password: 'wrong' })).toBe('401 20121101')
  })

  test('is bound to its subject, however that is written', async () => {
    const partner = { ...withBoth, subject: ' cn = Supplier ' }
    serving = await startServing({ partners: [partner], clientCas })
    expect(await statusFor({ certificate: ours })).toBe('200')
    expect(await statusFor({ certificate: renamed })).toBe('403 20121102')
  })

  test('is refused when the machine’s own CAs are trusted and another partner’s CA signed', async () => {
    const partner = { ...withBoth, trust: ['system'] }
    serving = await startServing({ partners: [partner, otherByCertificate], clientCas })
    expect(await statusFor({ certificate: theirs })).toBe('403 20121102')
  })
})

describe('a caller whose partner has a client certificate alone', () => {
  test('is known by the CA of that partner', async () => {
    serving = await startServing({ partners: [byCertificate], clientCas })
    expect(await statusFor({ user: false, certificate: ours })).toBe('200')
    expect(await statusFor({ user: false, certificate: theirs })).toBe('401 20121101')
    expect(await statusFor({ user: false })).toBe('401 20121101')
  })

  test('is told from another partner of the same CA by the subject', async () => {
    const one = { ...byCertificate, subject: 'CN=supplier' }
    const two = {
      ...byCertificate,
      name: 'two',
      partnerId: '4500000000028',
      subject: 'CN=supplier-b',
    }
    serving = await startServing({ partners: [one, two], clientCas })
    expect(await statusFor({ user: false, certificate: ours })).toBe('200')
    // The second partner asks for the first one's mailbox.
    expect(await statusFor({ user: false, certificate: renamed })).toBe('500 20121103')
  })

  test('is refused when two partners fit', async () => {
    const two = { ...byCertificate, name: 'two' }
    serving = await startServing({ partners: [byCertificate, two], clientCas })
    expect(await statusFor({ user: false, certificate: ours })).toBe('401 20121101')
  })

  test('is never let in without CAs', async () => {
    serving = await startServing({ partners: [supplier], clientCas })
    expect(await statusFor({ user: false, certificate: ours })).toBe('401 20121101')
    expect(await statusFor({ user: 'supplier' })).toBe('401 20121101')
  })
})

describe('settings changed by another process', () => {
  test('take effect on connections that stay open', async () => {
    serving = await startServing()
    expect(await statusFor({})).toBe('200')
    const { partners } = serving.context.ledger
    await partners.replace({ ...withUser, partnerId: '4500000000028' })
    await expect.poll(() => statusFor({})).toBe('500 20121103')
    await partners.replace(withUser, { password: 'another' })
    await expect.poll(() => statusFor({})).toBe('401 20121101')
    await expect.poll(() => statusFor({ password: 'another' })).toBe('200')
    await partners.remove('supplier')
    await expect.poll(() => statusFor({ password: 'another' })).toBe('401 20121101')
  })

  test('begin a session of their own', async () => {
    serving = await startServing()
    await statusFor({})
    await serving.context.ledger.partners.replace({ ...withUser, from: 'new.retailer.example' })
    await expect
      .poll(async () => {
        await statusFor({})
        return (await serving.context.ledger.exchanges.search({})).length
      })
      .toBe(2)
    const [running, ended] = await serving.context.ledger.exchanges.search({})
    expect(running?.endedAt).toBeUndefined()
    await expect
      .poll(async () => (await serving.context.ledger.exchanges.find(ended!.id))?.exchange.outcome)
      .toBe('done')
  })
})

describe('when the database does not answer', () => {
  test('a caller is told Server, and the next call works again', async () => {
    serving = await startServing()
    const { partners, exchanges } = serving.context.ledger
    const findByUser = partners.findByUser.bind(partners)
    partners.findByUser = () => Promise.reject(new TypeError('broken'))
    expect((await serving.exchange(get)).message).toMatchObject({ code: 'Server' })
    partners.findByUser = findByUser
    const begin = exchanges.begin.bind(exchanges)
    exchanges.begin = () => Promise.reject(new TypeError('broken'))
    expect((await serving.exchange(get)).message).toMatchObject({ code: 'Server' })
    exchanges.begin = begin
    expect(await statusFor({})).toBe('200')
  })
})

describe('refused callers', () => {
  /** How many the lines of the log speak of. */
  const saidOf = (): number =>
    serving.events.reduce((sum, { about }) => sum + Number(about?.['times'] ?? 1), 0)

  test('are all told of in the log, by their number, and are one fault that counts', async () => {
    serving = await startServing()
    const answers = Array.from({ length: 20 }, () => statusFor({ password: 'wrong' }))
    await Promise.all(answers)
    await expect.poll(saidOf).toBe(20)
    expect(serving.events[0]).toMatchObject({
      event: 'caller-refused',
      fault: { name: 'login-failed' },
      about: { address: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string },
    })
    expect(JSON.stringify(serving.events)).not.toContain('"wrong"')
    const { faults } = serving.context.ledger
    const counted = async (): Promise<number> =>
      (await faults.search({})).reduce((sum, one) => sum + (one.repeated?.times ?? 1), 0)
    await expect.poll(counted, { timeout: 5000 }).toBe(20)
    expect((await faults.search({})).map(({ name }) => name).toSorted()).toEqual([
      'login-failed',
      'logins-paused',
    ])
    expect(await serving.context.ledger.exchanges.search({})).toEqual([])
  })
})
