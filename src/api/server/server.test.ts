import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addToken } from '../../accounts/index.ts'
import { createStationHome, openStation, type Station } from '../../station.ts'
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
