import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { retailer } from '../../../test/support/exchange-context.ts'
import { servedConsole, type ServedConsole } from '../../../test/support/served-console.ts'
import type { ServerPartner } from '../../exchange/index.ts'
import { createAuthority } from '../../tls/index.ts'

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
