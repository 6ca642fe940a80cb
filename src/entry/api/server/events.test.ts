import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { retailer } from '../../../../test/support/exchange-context.ts'
import { own, servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { systemClock, type Clock } from '../../../base/clock.ts'

let ahead = 0
const clock: Clock = {
  ...systemClock,
  now: () => new Date(systemClock.now().getTime() + ahead * 1000),
}
let served: ServedConsole
let hangUp: AbortController

beforeEach(async () => {
  ahead = 0
  served = await servedConsole({ clock })
  hangUp = new AbortController()
  for (const name of ['boss', 'other']) await served.addUser(name, 'admin')
})
afterEach(async () => {
  hangUp.abort()
  await served.end()
})

interface Stream {
  /** Reads until the text holds it, or to the end. */
  until(part: string): Promise<string>
}

async function follow(cookie: string, path = '/events'): Promise<Stream> {
  const answer = await served.ask(path, { headers: { cookie }, signal: hangUp.signal })
  expect(answer.status).toBe(200)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    until: async (part) => {
      while (!text.includes(part)) {
        const next = await reader?.read()
        if (next?.done !== false) return `${text}[end]`
        text += next.value
      }
      return text
    },
  }
}

const out = (cookie: string): Promise<Response> =>
  served.ask('/session', { method: 'DELETE', headers: { ...own, cookie } })

describe('the stream of events', () => {
  test('is for who is signed in', async () => {
    expect((await served.ask('/events')).status).toBe(401)
    const cookie = await served.signIn('boss')
    await out(cookie)
    expect((await served.ask('/events', { headers: { cookie } })).status).toBe(401)
  })

  test('tells that partners have changed, and nothing of them', async () => {
    const stream = await follow(await served.signIn('boss'))
    await stream.until('retry:')
    // Until it has looked once it knows of no change.
    let at = 0
    const adding = setInterval(() => {
      at += 1
      void served.station.ledger.partners.add({ ...retailer, name: `p${at}` }, {})
    }, 300)
    const text = await stream.until('"partners"')
    clearInterval(adding)
    expect(text).toMatch(/event: changed\ndata: \{"what":\[[^\]]*"partners"/)
    expect(text).not.toContain(retailer.url)
  })

  test('ends with the session: at sign-out, at another password, with the account', async () => {
    const [one, two, three] = [
      await served.signIn('boss'),
      await served.signIn('boss'),
      await served.signIn('other'),
    ]
    const streams = await Promise.all([one, two, three].map((cookie) => follow(cookie)))
    expect((await out(one)).status).toBe(204)
    expect(await streams[0]?.until('never')).toContain('[end]')
    const order = { params: { name: 'boss' }, body: { password: 'another good password' } }
    expect((await served.call('admin', 'users.change', order)).status).toBe(200)
    expect(await streams[1]?.until('never')).toContain('[end]')
    expect((await served.call('admin', 'users.remove', { params: { name: 'other' } })).status).toBe(
      204,
    )
    expect(await streams[2]?.until('never')).toContain('[end]')
  })

  test('does not keep a session alive at which nobody is, and ends with it', async () => {
    const cookie = await served.signIn('boss')
    const stream = await follow(cookie)
    // Two signs of life, half an hour apart each: somebody else signs in.
    for (const step of [1800, 1801]) {
      ahead += step
      await served.signIn('other')
    }
    expect(await stream.until('never')).toContain('[end]')
    expect((await served.ask('/overview', { headers: { cookie } })).status).toBe(401)
  })
})
