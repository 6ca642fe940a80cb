import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { retailer } from '../../../../test/support/exchange-context.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import type { ServerPartner } from '../../../domain/partners/index.ts'
import { createAuthority, localDay } from '../../../wire/tls/index.ts'

let served: ServedConsole

beforeAll(async () => {
  served = await servedConsole()
})
afterAll(() => served.end())

describe('a partner that is changed', () => {
  const change = async (settings: object): Promise<ServerPartner> => {
    const { name, url, ownId, partnerId } = retailer
    const partner = { kind: 'jx-server', name, url, ownId, partnerId, clientCertificate: 'old' }
    const order = { params: { name }, body: { ...partner, ...settings } }
    const answer = await served.call('admin', 'partners.change', order)
    expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)])
    return (await served.station.ledger.partners.find(name)) as ServerPartner
  }

  test('keeps its planned certificate until another one is chosen', async () => {
    const { ledger, clock } = served.station
    const authority = await createAuthority({ commonName: 'CA', now: clock.now() })
    for (const name of ['old', 'new', 'other']) {
      const issued = await authority.issue({ commonName: name, use: 'client', now: clock.now() })
      const certificate = { name, chainPem: issued.chainPem, importedAt: clock.now() }
      await ledger.certificates.add(certificate, issued.keyPem)
    }
    const planned = { name: 'new', from: '2999-01-01' }
    const partner = { ...retailer, clientCertificate: 'old', nextClientCertificate: planned }
    await ledger.partners.add(partner, {})
    expect(await change({ timeoutSeconds: 7 })).toMatchObject({
      timeoutSeconds: 7,
      nextClientCertificate: planned,
    })
    expect(await change({ clientCertificate: 'other' })).not.toHaveProperty('nextClientCertificate')
  })

  test('is listed with however many CAs the command line gave it', async () => {
    const { ledger, clock } = served.station
    const authority = await createAuthority({ commonName: 'CA', now: clock.now() })
    const trust = Array.from({ length: 60 }, () => authority.certificatePem)
    await ledger.partners.add({ ...retailer, name: 'many', trust }, {})
    expect((await served.call('viewer', 'partners.list')).status).toBe(200)
    const many = await served.call('viewer', 'partners.show', { params: { name: 'many' } })
    expect(many.status).toBe(200)
  })
})

describe('two administrators at one partner', () => {
  const name = 'shared'
  const body = {
    kind: 'jx-server',
    name,
    url: 'https://localhost:1/jx',
    ownId: '1',
    partnerId: '2',
  }
  const params = { name }

  async function shown(): Promise<{ revision: string }> {
    return (await (await served.call('viewer', 'partners.show', { params })).json()) as never
  }

  const saveAll = (
    route: 'partners.change' | 'partners.change-tls' | 'partners.waive',
    bodies: readonly object[],
  ): Promise<[number, string][]> =>
    Promise.all(
      bodies.map(async (one): Promise<[number, string]> => {
        const answer = await served.call('admin', route, { params, body: one })
        return [answer.status, ((await answer.json()) as { name?: string }).name ?? '']
      }),
    )

  beforeAll(async () => {
    expect((await served.call('admin', 'partners.add', { body })).status).toBe(201)
  })

  test('who saves second is told, and what the first saved stays', async () => {
    const { revision } = await shown()
    const [first] = await saveAll('partners.change', [{ ...body, retries: 7, revision }])
    expect(first).toEqual([200, ''])
    const [second] = await saveAll('partners.change', [{ ...body, retries: 9, revision }])
    expect(second).toEqual([409, 'partner-changed'])
    expect(await served.station.ledger.partners.find(name)).toMatchObject({ retries: 7 })
    const newer = (await shown()).revision
    const [again] = await saveAll('partners.change', [{ ...body, retries: 9, revision: newer }])
    expect(again).toEqual([200, ''])
  })

  test('a password counts among the settings, and its revision tells nothing of it', async () => {
    const login = { ...body, user: 'u', proxy: 'http://p:1', proxyUser: 'v' }
    const [first] = await saveAll('partners.change', [
      { ...login, password: 'one', proxyPassword: 'two' },
    ])
    expect(first).toEqual([200, ''])
    const { revision } = await shown()
    const [mine] = await saveAll('partners.change', [{ ...login, password: 'mine', revision }])
    expect(mine).toEqual([200, ''])
    for (const late of [{ password: 'late' }, { proxyPassword: 'late' }, { password: null }]) {
      const [refused] = await saveAll('partners.change', [{ ...login, ...late, revision }])
      expect(refused).toEqual([409, 'partner-changed'])
    }
    const secrets = { password: 'mine', proxyPassword: 'two' }
    expect(await served.station.ledger.partners.secrets(name)).toEqual(secrets)
    const [cleared] = await saveAll('partners.change', [{ ...body, password: null }])
    expect(cleared).toEqual([200, ''])
  })

  test('a waiver is given and ended on what was looked at, for the address that was shown', async () => {
    const seen = async (): Promise<string> => {
      const answer = await served.call('viewer', 'partners.tls', { params })
      return ((await answer.json()) as { waiverRevision: string }).waiverRevision
    }
    const until = localDay(new Date(served.station.clock.now().getTime() + 86_400_000))
    const order = { allow: ['tls1.0'], reason: 'first', by: 'b', until }
    const end = async (revision: string): Promise<number> =>
      (await served.call('admin', 'partners.end-waiver', { params, query: { revision } })).status
    const revision = await seen()
    const [first] = await saveAll('partners.waive', [{ ...order, revision }])
    expect(first).toEqual([200, ''])
    const [late] = await saveAll('partners.waive', [{ ...order, reason: 'late', revision }])
    expect(late).toEqual([409, 'partner-changed'])
    expect(await end(revision)).toBe(409)
    const newer = await seen()
    await saveAll('partners.change', [{ ...body, url: 'https://localhost:2/jx' }])
    const [elsewhere] = await saveAll('partners.waive', [{ ...order, revision: newer }])
    expect(elsewhere).toEqual([409, 'partner-changed'])
    expect(await end(await seen())).toBe(200)
  })

  test('of two at the same moment one is refused', async () => {
    const { revision } = await shown()
    const bodies = [11, 12, 13].map((retries) => ({ ...body, retries, revision }))
    const statuses = (await saveAll('partners.change', bodies)).map(([status]) => status)
    expect(statuses.toSorted()).toEqual([200, 409, 409])
  })

  test('the same holds for versions and suites, and the two do not get in each other’s way', async () => {
    const answer = await served.call('viewer', 'partners.tls', { params })
    const { revision } = (await answer.json()) as { revision: string }
    await saveAll('partners.change', [{ ...body, retries: 2 }])
    const orders = ['TLSv1.3', 'TLSv1.2'].map((tlsMax) => ({
      tlsMin: 'TLSv1.2',
      tlsMax,
      list: null,
    }))
    const [same] = await saveAll('partners.change-tls', [{ ...orders[1], revision }])
    expect(same).toEqual([200, ''])
    const [late] = await saveAll('partners.change-tls', [{ ...orders[0], revision }])
    expect(late).toEqual([409, 'partner-changed'])
  })

  test('groups are set, left alone and restored beside them', async () => {
    const range = { tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3', list: null }
    const save = async (more: object): Promise<unknown> => {
      const order = { params, body: { ...range, ...more } }
      return (await served.call('admin', 'partners.change-tls', order)).json()
    }
    const own = { groups: 'secp384r1,x25519', isInitialGroups: false }
    expect(await save({ groups: own.groups })).toMatchObject(own)
    expect(await save({})).toMatchObject(own)
    expect(await save({ groups: 'secp384r1,P-256' })).toMatchObject({ id: '20101252' })
    expect(await save({ groups: 'ffdhe2048' })).toMatchObject({ id: '20101254' })
    expect(await save({ groups: null })).toMatchObject({ isInitialGroups: true })
  })

  test('a trust anchor must be a CA here too, as at the command line', async () => {
    const now = served.station.clock.now()
    const authority = await createAuthority({ commonName: 'CA', now })
    const { chainPem } = await authority.issue({ commonName: 'server', use: 'server', now })
    const leaf =
      chainPem.slice(0, chainPem.indexOf('-----END CERTIFICATE-----')) +
      '-----END CERTIFICATE-----\n'
    const order = { params, body: { ...body, trust: [leaf] } }
    const answer = await served.call('admin', 'partners.change', order)
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { id: '20151103', field: 'trust', message: expect.stringContaining('CN=server') as string },
    ])
    const [good] = await saveAll('partners.change', [
      { ...body, trust: [authority.certificatePem] },
    ])
    expect(good).toEqual([200, ''])
    // One from before this rule does not stand in the way of other changes.
    const { ledger } = served.station
    const partner = (await ledger.partners.find(name)) as ServerPartner
    await ledger.partners.replace({ ...partner, trust: [leaf] })
    const [other] = await saveAll('partners.change', [{ ...body, retries: 5, trust: [leaf] }])
    expect(other).toEqual([200, ''])
  })
})
