import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import {
  cookieOf,
  json,
  own,
  password,
  servedConsole,
  type ServedConsole,
} from '../../../../test/support/served-console.ts'
import { countTry } from '../../../domain/accounts/throttle.ts'
import { systemClock, type Clock } from '../../../base/clock.ts'

const begun = systemClock.now().getTime()
/** Time stands still, and is moved on by hand. */
let ahead = 0
const clock: Clock = { ...systemClock, now: () => new Date(begun + ahead * 1000) }

let served: ServedConsole
beforeEach(async () => {
  ahead = 0
  served = await servedConsole({ clock })
  await served.addUser('boss', 'admin')
})
afterEach(() => served.end())

interface SignedInOrNot {
  readonly status: number
  readonly session?: string | undefined
  readonly browser?: string | undefined
  readonly text: string
  readonly retryAfter?: string | null
}

async function signIn(name: string, word: string, cookie = ''): Promise<SignedInOrNot> {
  const body = JSON.stringify({ name, password: word })
  const headers = { ...own, ...json, cookie }
  const answer = await served.ask('/session', { method: 'POST', headers, body })
  return {
    status: answer.status,
    session: cookieOf(answer),
    browser: cookieOf(answer, 'hikyaku_browser'),
    retryAfter: answer.headers.get('retry-after'),
    text: await answer.text(),
  }
}

const statusWith = async (cookie: string, path = '/overview'): Promise<number> =>
  (await served.ask(path, { headers: { cookie } })).status

async function change(cookie: string, current: string, next: string): Promise<Response> {
  const body = JSON.stringify({ current, next })
  const headers = { ...own, ...json, cookie }
  return served.ask('/session/password', { method: 'PUT', headers, body })
}

describe('a session', () => {
  test('has a new token at each sign-in, and the one the browser came with is dead', async () => {
    const planted = 'hikyaku_session=planted-by-somebody-else'
    const first = await signIn('boss', password, planted)
    expect(first.session).toMatch(/^hikyaku_session=[\w-]{43}$/)
    expect(await statusWith(planted)).toBe(401)
    const second = await signIn('boss', password, first.session)
    expect(second.session).not.toBe(first.session)
    expect(await statusWith(first.session ?? '')).toBe(401)
    expect(await statusWith(second.session ?? '')).toBe(200)
  })

  test('is dead once its user has signed out, and its token is not in the database', async () => {
    const { session = '' } = await signIn('boss', password)
    const token = session.split('=')[1] ?? ''
    const database = new Database(join(served.home, 'hikyaku.db'), { readonly: true })
    const rows = JSON.stringify(database.prepare('SELECT * FROM console_session').all())
    database.close()
    expect(rows).not.toContain(token)
    expect(rows).toContain(createHash('sha256').update(token).digest('hex'))
    const headers = { ...own, cookie: session }
    const out = await served.ask('/session', { method: 'DELETE', headers })
    expect([out.status, out.headers.getSetCookie().join()]).toEqual([
      204,
      expect.stringMatching(/^hikyaku_session=;.*Max-Age=0/),
    ])
    expect(await statusWith(session)).toBe(401)
  })

  test('ends with all others of the user when the password is changed, but for a new one', async () => {
    const { session: one = '' } = await signIn('boss', password)
    const { session: two = '' } = await signIn('boss', password)
    const wrong = await change(one, 'wrong', 'another good password')
    expect(wrong.status).toBe(401)
    const changed = await change(one, password, 'another good password')
    expect(changed.status).toBe(200)
    expect(await statusWith(one)).toBe(401)
    expect(await statusWith(two)).toBe(401)
    expect(await statusWith(cookieOf(changed) ?? '')).toBe(200)
    expect((await signIn('boss', password)).status).toBe(401)
  })

  test('ends with its user’s role, password or account, whoever changes them', async () => {
    for (const end of [
      () =>
        served.call('admin', 'users.change', { params: { name: 'u' }, body: { role: 'admin' } }),
      () => served.call('admin', 'users.change', { params: { name: 'u' }, body: { password } }),
      () => served.call('admin', 'users.remove', { params: { name: 'u' } }),
    ]) {
      if ((await served.station.ledger.users.find('u')) === undefined) {
        await served.addUser('u', 'viewer')
      }
      const session = await served.signIn('u')
      expect(await statusWith(session)).toBe(200)
      expect((await end()).ok).toBe(true)
      expect(await statusWith(session)).toBe(401)
    }
  })

  test('ends after an hour of rest, and after twelve hours at work', async () => {
    const rested = await served.signIn('boss')
    ahead += 3601
    expect(await statusWith(rested)).toBe(401)
    const busy = await served.signIn('boss')
    for (let hours = 0; hours < 11.5; hours += 0.5) {
      ahead += 1800
      expect(await statusWith(busy)).toBe(200)
    }
    ahead += 1801
    expect(await statusWith(busy)).toBe(401)
  })
})

describe('who guesses passwords', () => {
  /** Tries until one is not even looked at. */
  const guess = async (
    name: string,
    cookie = '',
  ): Promise<{ tries: number; last: SignedInOrNot }> => {
    for (let tries = 0; tries < 60; tries += 1) {
      const last = await signIn(name, 'wrong wrong wrong', cookie)
      if (last.status === 429) return { tries, last }
      expect(last.status).toBe(401)
    }
    throw new Error('never locked out')
  }

  test('is told the same of a user that is and of one that is not', async () => {
    const [real, none] = [await signIn('boss', 'wrong'), await signIn('nobody', 'wrong')]
    expect(none).toEqual(real)
    const { last: locked } = await guess('boss')
    ahead += 24 * 3600
    const { last: alsoLocked } = await guess('nobody')
    expect(alsoLocked).toEqual(locked)
    expect(Number(locked.retryAfter)).toBeGreaterThan(0)
  })

  test('is locked out by address, whatever the names, and the right password is no help', async () => {
    for (let at = 0; at < 21; at += 1) await signIn(`name ${at}`, 'wrong')
    expect((await signIn('boss', password)).status).toBe(429)
    ahead += 3600
    expect((await signIn('boss', password)).status).toBe(200)
  })

  test('is locked out still when the station was started anew', async () => {
    await guess('boss')
    await served.restart()
    expect((await signIn('boss', password)).status).toBe(429)
  })

  test('cannot keep a user out of a browser in which that user signed in before', async () => {
    const { browser = '' } = await signIn('boss', password)
    expect(browser).toMatch(/^hikyaku_browser=[\w-]{43}$/)
    await guess('boss')
    expect((await signIn('boss', password)).status).toBe(429)
    expect((await signIn('boss', password, browser)).status).toBe(200)
    // Somebody else at the same address is heard; the browser has a measure of its own.
    expect((await signIn('other', password)).status).toBe(401)
    const { tries } = await guess('boss', browser)
    expect(tries).toBeGreaterThan(4)
    expect((await signIn('boss', password, browser)).status).toBe(429)
  })

  test('keeps no colleague out at the same address', async () => {
    await served.addUser('colleague', 'viewer')
    await guess('boss')
    expect((await signIn('boss', password)).status).toBe(429)
    expect((await signIn('colleague', password)).status).toBe(200)
  })

  test('is let in at once when an administrator gives another password, from elsewhere', async () => {
    for (let at = 0; at < 31; at += 1) {
      await countTry(served.station, [
        { kind: 'user', of: 'boss' },
        { kind: 'address', of: `10.0.0.${at}` },
      ])
    }
    expect((await signIn('boss', password)).status).toBe(429)
    const order = { params: { name: 'boss' }, body: { password: 'another good password' } }
    expect((await served.call('admin', 'users.change', order)).status).toBe(200)
    expect((await signIn('boss', 'another good password')).status).toBe(200)
  })

  test('in many requests at once has no more tries than one after another', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('boss', 'wrong')))
    const looked = answers.filter(({ status }) => status === 401)
    expect(looked.length).toBeLessThanOrEqual(5)
  })
})

describe('the first administrator', () => {
  let fresh: ServedConsole
  beforeEach(async () => {
    fresh = await servedConsole()
  })
  afterEach(() => fresh.end())

  const setUp = (code: string | undefined): Promise<Response> => {
    const body = JSON.stringify({ code, name: 'first', password })
    return fresh.ask('/set-up', { method: 'POST', headers: { ...own, ...json }, body })
  }

  test('needs the code of this start, once, and guessing at it is slowed down', async () => {
    const code = fresh.setUpUrl()?.split('code=')[1]
    for (let at = 0; at < 5; at += 1) expect((await setUp(`guess ${at}`)).status).toBe(403)
    expect((await setUp(code)).status).toBe(429)
    await fresh.restart()
    // A restart prints another code, and does not forget the guesses.
    expect((await setUp(code)).status).toBe(429)
  })

  test('of two at once there is one', async () => {
    const code = fresh.setUpUrl()?.split('code=')[1]
    const answers = await Promise.all([setUp(code), setUp(code)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(fresh.defects).toEqual([])
  })
})
