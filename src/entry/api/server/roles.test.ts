import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  json,
  own,
  password,
  pathOf,
  roles,
  servedConsole,
  type ServedConsole,
} from '../../../../test/support/served-console.ts'
import { addToken, removeToken } from '../../../domain/accounts/index.ts'
import { routes, type Role, type Route, type RouteName } from '../contract.ts'

let served: ServedConsole
const cookies = new Map<Role, string>()

beforeAll(async () => {
  served = await servedConsole()
  for (const role of roles) {
    await served.addUser(role, role)
    cookies.set(role, await served.signIn(role))
  }
})
afterAll(() => served.end())

/** The status alone: some answers are streams without an end. */
async function statusOf(
  name: RouteName,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const end = new AbortController()
  const { method }: Route = routes[name]
  try {
    const answer = await served.ask(pathOf(name), { method, headers, signal: end.signal })
    return answer.status
  } finally {
    end.abort()
  }
}

const byToken = (role: Role): Record<string, string> => ({
  authorization: `Bearer ${served.tokenOf(role)}`,
})
const byCookie = (role: Role): Record<string, string> => ({
  ...own,
  cookie: cookies.get(role) ?? '',
})

const guarded = (Object.entries(routes) as [RouteName, Route][]).filter(
  (entry): entry is [RouteName, Route & { role: Role }] => entry[1].role !== 'anyone',
)

describe('a route is open to its role and those above it, by token and by cookie alike', () => {
  test.each(guarded)('%s', async (name, { role: needed }) => {
    expect(await statusOf(name, own)).toBe(401)
    expect(await statusOf(name, { ...own, cookie: 'hikyaku_session=x' })).toBe(401)
    for (const role of roles) {
      const isOpen = roles.indexOf(role) >= roles.indexOf(needed)
      for (const headers of [byToken(role), byCookie(role)]) {
        const status = await statusOf(name, headers)
        if (isOpen) expect([401, 403], `${role}: ${status}`).not.toContain(status)
        else expect(status, role).toBe(403)
      }
    }
  })
})

test('the routes that are open to anyone are these', () => {
  const open = Object.entries<Route>(routes).filter(([, { role }]) => role === 'anyone')
  expect(open.map(([name]) => name)).toEqual([
    'session.show',
    'session.login',
    'session.logout',
    'session.set-up',
  ])
})

describe('an API token', () => {
  const ask = async (authorization: string, path = '/overview'): Promise<number> =>
    (await served.ask(path, { headers: { authorization } })).status

  test('counts in its header alone, and whole', async () => {
    const token = served.tokenOf('admin')
    expect(await ask(`bearer ${token}`)).toBe(200)
    for (const wrong of [token, `Basic ${token}`, `Bearer ${token}x`, `Bearer ${token.slice(1)}`]) {
      expect(await ask(wrong)).toBe(401)
    }
    expect((await served.ask(`/overview?token=${token}`)).status).toBe(401)
    const cookie = `hikyaku_session=${token}`
    expect((await served.ask('/overview', { headers: { cookie } })).status).toBe(401)
  })

  test('that is removed is worth nothing from then on', async () => {
    const actor = { name: 'test', via: 'command' } as const
    const { secret } = await addToken(served.station, actor, { name: 'short', role: 'viewer' })
    expect(await ask(`Bearer ${secret}`)).toBe(200)
    await removeToken(served.station, actor, 'short')
    expect(await ask(`Bearer ${secret}`)).toBe(401)
  })

  test('with a user’s name is not that user', async () => {
    const actor = { name: 'test', via: 'command' } as const
    const { secret } = await addToken(served.station, actor, { name: 'viewer', role: 'viewer' })
    const headers = { ...json, authorization: `Bearer ${secret}` }
    const body = JSON.stringify({ current: password, next: 'taken over by a program' })
    const answer = await served.ask('/session/password', { method: 'PUT', headers, body })
    expect(answer.status).toBe(401)
    expect((await served.ask('/overview', { headers: byCookie('viewer') })).status).toBe(200)
    const shown = await served.ask('/session', { headers: { authorization: `Bearer ${secret}` } })
    expect(await shown.json()).toEqual({ state: 'signed-out' })
  })
})
