import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { retailer } from '../../../test/support/exchange-context.ts'
import { addToken } from '../../accounts/index.ts'
import type { ServerPartner } from '../../exchange/index.ts'
import { createStationHome, openStation, type Station } from '../../station.ts'
import { createAuthority } from '../../tls/index.ts'
import { apiRoot, routes, type Role, type Route } from '../contract.ts'
import { roles } from '../schemas/common.ts'
import { serveConsole, type RunningConsole } from './index.ts'

let home: string
let station: Station
let served: RunningConsole
const tokens = new Map<Role, string>()

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'hikyaku-api-'))
  await createStationHome(home)
  station = await openStation({ home })
  served = await serveConsole(station, { port: 0 })
  for (const role of roles) {
    const actor = { name: 'test', via: 'command' } as const
    tokens.set(role, (await addToken(station, actor, { name: role, role })).secret)
  }
})

afterAll(async () => {
  await served.close()
  await station.close()
  rmSync(home, { recursive: true, force: true })
})

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${served.url.slice(0, -1)}${apiRoot}${path}`, init)
}

const guarded = Object.entries<Route>(routes).filter(([, { role }]) => role !== 'anyone')

describe.each(guarded)('%s', (_name, route) => {
  const path = route.path.replaceAll(/:\w+/g, 'none')
  const { method } = route

  test('is closed to who is not signed in, and to lesser roles', async () => {
    const headers = { 'x-hikyaku-console': '1' }
    expect((await ask(path, { method, headers })).status).toBe(401)
    for (const role of roles.slice(0, roles.indexOf(route.role as Role))) {
      const authorization = `Bearer ${tokens.get(role) ?? ''}`
      expect((await ask(path, { method, headers: { authorization } })).status, role).toBe(403)
    }
  })
})

describe('a partner that is changed', () => {
  const authorization = (): string => `Bearer ${tokens.get('admin') ?? ''}`
  const change = async (settings: object): Promise<ServerPartner> => {
    const body = JSON.stringify({
      kind: 'jx-server',
      name: retailer.name,
      url: retailer.url,
      ownId: retailer.ownId,
      partnerId: retailer.partnerId,
      clientCertificate: 'old',
      ...settings,
    })
    const headers = { authorization: authorization(), 'content-type': 'application/json' }
    const answer = await ask(`/partners/${retailer.name}`, { method: 'PUT', headers, body })
    expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)])
    return (await station.ledger.partners.find(retailer.name)) as ServerPartner
  }

  test('keeps its planned certificate until another one is chosen', async () => {
    const authority = await createAuthority({ commonName: 'CA', now: station.clock.now() })
    for (const name of ['old', 'new', 'other']) {
      const issued = await authority.issue({
        commonName: name,
        use: 'client',
        now: station.clock.now(),
      })
      await station.ledger.certificates.add(
        { name, chainPem: issued.chainPem, importedAt: station.clock.now() },
        issued.keyPem,
      )
    }
    const planned = { name: 'new', from: '2999-01-01' }
    const partner = { ...retailer, clientCertificate: 'old', nextClientCertificate: planned }
    await station.ledger.partners.add(partner, {})
    expect(await change({ timeoutSeconds: 7 })).toMatchObject({
      timeoutSeconds: 7,
      nextClientCertificate: planned,
    })
    expect(await change({ clientCertificate: 'other' })).not.toHaveProperty('nextClientCertificate')
  })

  test('is listed with however many CAs the command line gave it', async () => {
    const authority = await createAuthority({ commonName: 'CA', now: station.clock.now() })
    const trust = Array.from({ length: 60 }, () => authority.certificatePem)
    await station.ledger.partners.add({ ...retailer, name: 'many', trust }, {})
    const headers = { authorization: authorization() }
    expect((await ask('/partners', { headers })).status).toBe(200)
    expect((await ask('/partners/many', { headers })).status).toBe(200)
  })
})

describe('the console', () => {
  test('makes its first administrator once, and asks for its header', async () => {
    const code = served.setUpUrl?.split('code=')[1]
    const body = JSON.stringify({ code, name: 'admin', password: 'correct horse battery' })
    const plain = { 'content-type': 'application/json' }
    const headers = { ...plain, 'x-hikyaku-console': '1' }
    expect((await ask('/set-up', { method: 'POST', headers: plain, body })).status).toBe(403)
    const made = await ask('/set-up', { method: 'POST', headers, body })
    expect(made.status).toBe(200)
    expect(made.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await ask('/set-up', { method: 'POST', headers, body })).status).toBe(409)
  })
})
