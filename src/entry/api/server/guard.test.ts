import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  json,
  own,
  password,
  pathOf,
  raw,
  servedConsole,
  type RawAnswer,
  type ServedConsole,
} from '../../../../test/support/served-console.ts'
import { apiRoot, routes, type Route, type RouteName } from '../contract.ts'
import { serveConsole } from './index.ts'

let served: ServedConsole
let cookie: string

beforeAll(async () => {
  served = await servedConsole()
  await served.addUser('boss', 'admin')
  cookie = await served.signIn('boss')
})
afterAll(() => served.end())

const ask = (
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<RawAnswer> => raw(served.url(), { method, path, headers })

const nameOf = ({ text }: RawAnswer): string => (JSON.parse(text) as { name: string }).name
const changing = (Object.entries(routes) as [RouteName, Route][]).filter(
  ([, { method }]) => method !== 'GET',
)
const reading = (Object.entries(routes) as [RouteName, Route][]).filter(
  ([, { method }]) => method === 'GET',
)

describe('what another site’s page makes a signed-in browser send is refused', () => {
  const forms: Readonly<Record<string, () => Record<string, string>>> = {
    'no header of the console': () => ({}),
    'another value of it': () => ({ 'x-hikyaku-console': '0' }),
    'a foreign origin': () => ({ ...own, origin: 'https://evil.example' }),
    'no origin that can be told': () => ({ ...own, origin: 'null' }),
    'our origin with another port': () => ({ ...own, origin: 'http://127.0.0.1:1' }),
    'our origin by another scheme': () => ({
      ...own,
      origin: served.url().slice(0, -1).replace('http:', 'https:'),
    }),
    'from another site': () => ({ ...own, 'sec-fetch-site': 'cross-site' }),
    'from a neighbour': () => ({ ...own, 'sec-fetch-site': 'same-site' }),
  }

  test.each(changing)('%s', async (name, { method }) => {
    const path = apiRoot + pathOf(name)
    for (const [form, headers] of Object.entries(forms)) {
      const answer = await ask(path, { cookie, ...headers() }, method)
      expect([form, answer.status, nameOf(answer)]).toEqual([form, 403, 'request-foreign'])
    }
  })

  test.each(reading)('%s is not fetched for it', async (name) => {
    const headers = { cookie, 'sec-fetch-site': 'cross-site' }
    expect((await ask(apiRoot + pathOf(name), headers)).status).toBe(403)
  })

  test('and nothing of it was done: the session goes on', async () => {
    expect((await ask(`${apiRoot}/overview`, { cookie })).status).toBe(200)
  })

  test('but what the console’s own page sends is taken', async () => {
    const origin = served.url().slice(0, -1)
    const headers = { ...own, ...json, cookie, origin, 'sec-fetch-site': 'same-origin' }
    const body = JSON.stringify({ list: 'TLS_AES_128_GCM_SHA256' })
    const path = `${apiRoot}/tls/suites/check`
    const answer = await raw(served.url(), { method: 'POST', path, headers, body })
    expect(answer.status).toBe(200)
  })
})

describe('under a name that is not ours (DNS rebinding)', () => {
  test.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:80',
    'a b',
    '[::1',
    'xn--localhost',
  ])('“%s” nothing is answered', async (host) => {
    for (const path of [
      '/',
      '/partners',
      '/assets/x.js',
      `${apiRoot}/session`,
      `${apiRoot}/none`,
    ]) {
      const answer = await ask(path, { host, cookie, accept: 'text/html' })
      expect([path, answer.status]).toEqual([path, expect.toBeOneOf([400, 403])])
      expect(answer.text).not.toContain('<')
    }
  })

  test('by an address or as localhost the console is there', async () => {
    for (const host of ['127.0.0.1', 'localhost:8040', 'LOCALHOST', '[::1]:8040', '192.0.2.1']) {
      expect([host, (await ask(`${apiRoot}/session`, { host })).status]).toEqual([host, 200])
    }
  })
})

describe('every kind of answer', () => {
  const strict = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  const kinds: Readonly<Record<string, () => Promise<RawAnswer>>> = {
    'a page': () => ask('/'),
    JSON: () => ask(`${apiRoot}/session`),
    'a refusal': () => ask(`${apiRoot}/overview`),
    'an unknown route': () => ask(`${apiRoot}/nothing`),
    'an unknown file': () => ask('/nothing.js'),
    'an unknown method': () => ask(`${apiRoot}/session`, {}, 'PATCH'),
    'a question before a foreign request': () =>
      ask(`${apiRoot}/session`, { origin: 'https://evil.example' }, 'OPTIONS'),
    'a path that cannot be decoded': () => ask(`${apiRoot}/documents/%ff`),
    'a foreign name': () => ask('/', { host: 'evil.example' }),
    'a body that is no JSON': () =>
      raw(served.url(), {
        method: 'POST',
        path: `${apiRoot}/session`,
        headers: { ...own, ...json },
        body: '{',
      }),
    'a download': async () => {
      const body = { name: 'csr', subject: 'CN=csr', key: 'p256' }
      await served.call('admin', 'certificate-requests.make', { body })
      return ask(`${apiRoot}/certificate-requests/csr/csr`, { cookie })
    },
  }

  test.each(Object.entries(kinds))('carries strict headers: %s', async (kind, answered) => {
    const { headers } = await answered()
    expect(headers).toMatchObject(strict)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|data:|\*/)
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['strict-transport-security']).toBeUndefined()
    if (kind !== 'a page') expect(headers['cache-control']).toBe('no-store')
  })

  test('carries them as a stream of events too', async () => {
    const end = new AbortController()
    const stream = await served.ask('/events', { headers: { cookie }, signal: end.signal })
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      ...strict,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    end.abort()
  })

  test('to what is no HTTP is a status and no page', async () => {
    const { port } = new URL(served.url())
    const said = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('<script>alert(1)</script>\r\n\r\n'),
      )
      let text = ''
      socket.on('data', (chunk) => (text += chunk.toString()))
      socket.on('error', reject)
      socket.on('close', () => {
        resolve(text)
      })
    })
    expect(said).toMatch(/^HTTP\/1\.1 400 [\s\S]*\r\n\r\n$/)
    expect(said).not.toContain('script')
  })
})

describe('on any address but the loopback', () => {
  test('TLS is spoken, cookies are secure, and plain HTTP gets nothing', async () => {
    // Reaches this machine alone, and is no address that the console takes for the loopback.
    const console = await serveConsole(served.station, { host: '::ffff:127.0.0.1', port: 0 })
    try {
      expect(console.url).toMatch(/^https:/)
      const ca = readFileSync(join(served.home, 'tls', 'ca.pem'))
      const secure = (
        headers: Readonly<Record<string, string>>,
        body?: string,
      ): Promise<IncomingMessage> =>
        new Promise((resolve, reject) => {
          const method = body === undefined ? 'GET' : 'POST'
          const to = { host: 'localhost', family: 4, port: console.port, ca, agent: false } as const
          request({ ...to, method, path: `${apiRoot}/session`, headers }, (answer) => {
            answer.resume()
            resolve(answer)
          })
            .on('error', reject)
            .end(body)
        })
      const answer = await secure({})
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
      const plain = raw(`http://127.0.0.1:${console.port}/`, { path: `${apiRoot}/session` })
      await expect(plain).rejects.toThrow()
      const body = JSON.stringify({ name: 'boss', password })
      const signed = await secure({ ...own, ...json }, body)
      const cookies = signed.headers['set-cookie'] ?? []
      expect(cookies).toHaveLength(2)
      for (const one of cookies) expect(one).toMatch(/; HttpOnly; SameSite=Strict; Secure$/)
    } finally {
      await console.close()
    }
  })
})
