import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { retailer } from '../../../../test/support/exchange-context.ts'
import {
  json,
  own,
  pathOf,
  raw,
  servedConsole,
  type RawAnswer,
  type ServedConsole,
} from '../../../../test/support/served-console.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { raiseFault } from '../../../domain/exchange/index.ts'
import { apiRoot, routes, type Route, type RouteName } from '../contract.ts'

const secret = 'nobody may read this'
let folder: string
let served: ServedConsole

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-web-'))
  const web = join(folder, 'web')
  mkdirSync(join(web, 'assets'), { recursive: true })
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>console</title>')
  writeFileSync(join(web, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(web, '.env'), secret)
  writeFileSync(join(folder, 'secret.txt'), secret)
  served = await servedConsole({
    webFolder: web,
    limits: { documentBytes: 1_000_000 },
    bodyMilliseconds: 3000,
  })
  await served.station.ledger.partners.add(retailer, {})
})
afterAll(async () => {
  expect(served.defects).toEqual([])
  await served.end()
  rmSync(folder, { recursive: true, force: true })
})

const bearer = (): Record<string, string> => ({
  authorization: `Bearer ${served.tokenOf('admin')}`,
})
const post = (
  path: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<RawAnswer> =>
  raw(served.url(), {
    method: 'POST',
    path: apiRoot + path,
    body,
    headers: { ...bearer(), ...headers },
  })
const drafts = (): string[] => readdirSync(join(served.home, 'incoming'))
const bytes = { 'content-type': 'application/octet-stream' }
const uploadPath = (fileName: string, partner = retailer.name): string =>
  pathOf('documents.upload', { query: { partner, fileName, documentType: 'Order' } })

describe('what partners and files are called and hold comes back as data, never as a page', () => {
  const script = `"><script>alert(1)</script>`
  let id = ''
  let faultId = ''

  beforeAll(async () => {
    const name = `<img src=x onerror=alert(1)>`
    await served.station.ledger.partners.add({ ...retailer, name }, {})
    const uploaded = await post(uploadPath(`${script}.html`, name), `<html>${script}</html>`, bytes)
    id = (JSON.parse(uploaded.text) as { id: string }).id
    const error = new HikyakuError('file-unreadable', { file: script, detail: script })
    faultId = (await raiseFault(served.station.ledger, served.station, error, { partner: name })).id
  })

  const reading = (Object.entries(routes) as [RouteName, Route][]).filter(
    ([name, { method, response }]) =>
      method === 'GET' && response !== 'events' && name !== 'backup.download',
  )

  test.each(reading)('%s', async (route, { path, response }) => {
    const own = path.startsWith('/faults') ? faultId : id
    const params = { id: own, name: `<img src=x onerror=alert(1)>` }
    const answer = await served.call('admin', route, { params })
    const type = answer.headers.get('content-type')
    const isFile = response === 'bytes' && answer.ok
    expect(type).toBe(isFile ? 'application/octet-stream' : 'application/json; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    if (isFile) {
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"; /)
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    } else JSON.parse(await answer.text())
  })

  test('a file name adds no header, whatever it holds', async () => {
    const names = [
      'a\r\nSet-Cookie: x=1\r\n\r\n<script>',
      'a"; filename=b.exe',
      'é\u202egnp.exe',
      '\ud800',
      '../../x',
      'a\0b',
    ]
    for (const [at, name] of names.entries()) {
      // The same bytes again would be asked about.
      const uploaded = await post(uploadPath(name), `<a n="${at}"/>`, bytes)
      const { id } = JSON.parse(uploaded.text) as { id: string }
      const { headers, status } = await raw(served.url(), {
        path: `${apiRoot}/documents/${id}/payload`,
        headers: bearer(),
      })
      expect([name, status]).toEqual([name, 200])
      expect(headers['set-cookie']).toBeUndefined()
      const value = headers['content-disposition'] ?? ''
      expect(value).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%!~-]+$/)
    }
  })

  test('an unknown route is named in JSON', async () => {
    const path = `${apiRoot}/<script>alert(1)</script>?lang=<script>`
    const answer = await raw(served.url(), { path, headers: { accept: 'text/html' } })
    expect([answer.status, answer.headers['content-type']]).toEqual([
      404,
      'application/json; charset=utf-8',
    ])
  })
})

describe('a path that leads out of its folder', () => {
  const up = [
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '%2e%2e%2fsecret.txt',
    '..%5csecret.txt',
    '..\\secret.txt',
    '%252e%252e%252fsecret.txt',
    '....//secret.txt',
    'assets/../../secret.txt',
    'assets%2f..%2f..%2fsecret.txt',
    '.env',
    'assets/../.env',
    '%2eenv',
    '.env%00.js',
    'index.html%00.env',
    '/secret.txt',
    '%c0%ae%c0%ae/secret.txt',
  ]

  test.each(up)('finds no file of others: /%s', async (path) => {
    const answer = await raw(served.url(), { path: `/${path}` })
    expect(answer.text).not.toContain(secret)
    expect(answer.status).toBeOneOf([400, 403, 404])
  })

  test('while the console’s own files are there', async () => {
    for (const path of ['/', '/assets/app.js']) {
      expect([path, (await raw(served.url(), { path })).status]).toEqual([path, 200])
    }
  })

  test.each([
    '..%2f..%2fkeys%2fstation.key',
    '%00',
    '..',
    '%2e%2e',
    'D-000000-..%2f..%2fkeys',
    'a'.repeat(900),
    '%F0%9F%92%A9',
  ])('is no id and no name: %s', async (id) => {
    const paths = [
      '/documents/:id/payload',
      '/documents/:id/preview',
      '/documents/:id',
      '/faults/:id',
      '/exchanges/:id',
      '/runs/:id',
      '/attempts/:id/handshake',
      '/certificates/:id',
      '/certificate-requests/:id/csr',
      '/partners/:id',
    ]
    for (const path of paths) {
      const answer = await raw(served.url(), {
        path: apiRoot + path.replace(':id', id),
        headers: bearer(),
      })
      expect([path, answer.status]).toEqual([path, expect.toBeOneOf([400, 404])])
    }
  })
})

describe('a body that is too large', () => {
  const large = JSON.stringify({ name: 'x'.repeat(2 << 20), password: 'x' })

  test.each(['/session', '/partners', '/settings/import'])(
    'of JSON is refused: %s',
    async (path) => {
      const told = { ...json, ...own, 'content-length': String(large.length) }
      // The server hangs up on what it does not want to read: the answer or the break may come first.
      const answer = await post(path, large, told).catch((error: unknown) => String(error))
      if (typeof answer === 'string') expect(answer).toMatch(/EPIPE|ECONNRESET|socket hang up/)
      else expect(answer.status).toBe(413)
      const chunked = await post(path, large, {
        ...json,
        ...own,
        'transfer-encoding': 'chunked',
      }).catch((error: unknown) => String(error))
      if (typeof chunked === 'string') expect(chunked).toMatch(/EPIPE|ECONNRESET|socket hang up/)
      else expect(chunked.status).toBe(413)
    },
  )

  test('of an upload is refused, and leaves neither document nor file', async () => {
    const before = await served.station.ledger.documents.count({})
    const answer = await post(uploadPath('large.bin'), 'x'.repeat(1_000_001), bytes)
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      413,
      { name: 'request-too-large' },
    ])
    expect((await post(uploadPath('fits.bin'), 'x'.repeat(1_000_000), bytes)).status).toBe(201)
    expect(await served.station.ledger.documents.count({})).toBe(before + 1)
    expect(drafts()).toEqual([])
  })

  test('and one that breaks off leaves neither as well', async () => {
    const before = await served.station.ledger.documents.count({})
    const { hostname, port } = new URL(served.url())
    const path = apiRoot + uploadPath('half.bin')
    const headers = { ...bearer(), ...bytes, 'content-length': '900000' }
    const sending = request({ hostname, port, method: 'POST', path, headers, agent: false })
    sending.on('error', () => undefined)
    sending.write('x'.repeat(700_000))
    for (let tries = 0; tries < 400 && drafts().length === 0; tries += 1) await setTimeout(25)
    expect(drafts()).toHaveLength(1)
    sending.destroy()
    for (let tries = 0; tries < 400 && drafts().length > 0; tries += 1) await setTimeout(25)
    expect(drafts()).toEqual([])
    expect(await served.station.ledger.documents.count({})).toBe(before)
  })
})

describe('a body that is not what it should be', () => {
  const deep = '['.repeat(200_000)

  test.each([
    '{',
    '',
    'null',
    '[]',
    '"x"',
    '1e999',
    '{"name":1}',
    deep,
    '{"name":"a","name":"b","x":1}',
    '\ufeff{}',
    '{"__proto__":{"role":"admin"},"name":"p","role":"viewer"}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '\u0000',
    '\ud800',
  ])('is refused by the field: %.40s', async (body) => {
    const answer = await post('/users', body, json)
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      400,
      { name: 'request-invalid' },
    ])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'text/plain; application/json',
    'application/jsonx',
  ])('is refused by its type: %s', async (type) => {
    const body = JSON.stringify({ name: 'u', role: 'admin', password: 'correct horse battery' })
    const answer = await post('/users', body, { 'content-type': type })
    expect(answer.status).toBeOneOf([400, 415])
    expect(await served.station.ledger.users.find('u')).toBeUndefined()
  })

  test('and an upload is no JSON', async () => {
    expect((await post(uploadPath('a.json'), '{"a":1}', json)).status).toBe(415)
  })

  test('whose packing nobody asked for is not unpacked', async () => {
    const answer = await post('/users', '\u001f\u008b', { ...json, 'content-encoding': 'gzip' })
    expect(answer.status).toBe(400)
  })
})

describe('a body that does not come', () => {
  test.each(['/session', '/set-up'])('ends the connection after a while: %s', async (path) => {
    const { port } = new URL(served.url())
    const head = `POST ${apiRoot}${path} HTTP/1.1\r\nHost: localhost\r\nX-Hikyaku-Console: 1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`
    const ended = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(head))
      // Byte by byte, so that the connection is never idle.
      const dripping = setInterval(() => socket.write(' '), 50)
      socket.on('error', () => undefined)
      socket.on('data', () => undefined)
      socket.on('close', () => {
        clearInterval(dripping)
        resolve(true)
      })
    })
    expect(ended).toBe(true)
  })

  test('is not waited for where nobody is signed in', async () => {
    const { port } = new URL(served.url())
    const head = `POST ${apiRoot}${uploadPath('a')} HTTP/1.1\r\nHost: localhost\r\nX-Hikyaku-Console: 1\r\nContent-Length: 1000\r\n\r\n`
    const said = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(head))
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => (text += chunk.toString()))
      socket.on('close', () => {
        resolve(text)
      })
    })
    expect(said).toMatch(/^HTTP\/1\.1 401 /)
  })
})

describe('headers of any value', () => {
  test.each<[string, Record<string, string>]>([
    ['a cookie of nonsense', { cookie: 'hikyaku_session="; ;;=;hikyaku_session' }],
    ['a long cookie', { cookie: `hikyaku_session=${'x'.repeat(8000)}` }],
    ['a long token', { authorization: `Bearer ${'x'.repeat(8000)}` }],
    ['languages without end', { 'accept-language': 'x-'.repeat(4000) }],
    [
      'a forged way',
      { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'evil.example', forwarded: 'for=1' },
    ],
    ['another method by name', { 'x-http-method-override': 'DELETE' }],
  ])('open nothing and break nothing: %s', async (_what, headers) => {
    const answer = await raw(served.url(), { path: `${apiRoot}/overview`, headers })
    expect(answer.status).toBe(401)
  })

  test('more of them than are read are refused', async () => {
    const headers = { cookie: 'x'.repeat(40_000) }
    const answer = await raw(served.url(), { path: `${apiRoot}/session`, headers }).catch(
      () => undefined,
    )
    expect(answer?.status ?? 400).toBeOneOf([400, 431])
  })

  test('a forged address does not get round the lock', async () => {
    const statuses: number[] = []
    for (let at = 0; at < 25; at += 1) {
      const body = JSON.stringify({ name: `n${at}`, password: 'wrong' })
      const headers = {
        ...own,
        ...json,
        'x-forwarded-for': `10.0.0.${at}`,
        'x-real-ip': `10.0.0.${at}`,
      }
      statuses.push(
        (await raw(served.url(), { method: 'POST', path: `${apiRoot}/session`, headers, body }))
          .status,
      )
    }
    expect(statuses).toContain(429)
  })
})

test('after all of it the console answers, and nothing was made by it', async () => {
  expect((await served.call('viewer', 'overview.show')).status).toBe(200)
  expect(await served.station.ledger.users.list()).toEqual([])
  expect(existsSync(join(served.home, 'keys', 'station.key'))).toBe(true)
})

test.each(Object.keys(routes) as RouteName[])(
  'a parameter that %s does not know is refused, and changes nothing',
  async (name) => {
    const { method, path, body } = routes[name] as Route
    const answer = await raw(served.url(), {
      method,
      path: `${apiRoot}${path.replaceAll(/:\w+/g, 'retailer')}?invented=1`,
      headers: { ...bearer(), ...own, ...(body === undefined || body === 'bytes' ? {} : json) },
      body: body === undefined || body === 'bytes' ? '' : '{}',
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await served.station.ledger.partners.find('retailer')).toEqual(retailer)
  },
)

test('a revision in the wrong place does not let a change pass that nobody compared', async () => {
  const answer = await served.askAs('admin', '/partners/retailer?revision=0123', {
    method: 'PUT',
    headers: { ...own, ...json },
    body: JSON.stringify({ ...retailer, retries: 9 }),
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ name: 'request-invalid' })
  expect(await served.station.ledger.partners.find('retailer')).toEqual(retailer)
})
