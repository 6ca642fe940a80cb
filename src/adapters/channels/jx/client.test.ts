import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'

import { systemClock } from '../../../base/clock.ts'
import type { Channel } from '../../../domain/exchange/index.ts'
import type { ServerPartner } from '../../../domain/partners/index.ts'
import {
  endOf,
  framings,
  goodAnswer,
  openChannel,
  payloadOf,
  shipmentOf,
  type Ended,
  type Operation,
} from '../../../../test/support/calling.ts'
import {
  authority,
  endAll,
  serve,
  serverTls,
  unusedPort,
} from '../../../../test/support/connecting.ts'
import { deaf, type RawCaller, type RawServer } from '../../../../test/support/raw-server.ts'
import type { JxChannelOrder } from './index.ts'

const channels: Channel[] = []
const operations = ['put', 'get', 'confirm'] as const

afterEach(async () => {
  await Promise.all(channels.splice(0).map((channel) => channel.close()))
  await endAll()
})

function open(
  server: { readonly port: number },
  partner: Partial<ServerPartner> = {},
  order: Partial<JxChannelOrder> = {},
): Channel {
  const channel = openChannel(server.port, partner, order)
  channels.push(channel)
  return channel
}

/** Answers every request with the same bytes, then closes if they do not say where they end. */
function answering(bytes: Uint8Array | string, end = false): Promise<RawServer> {
  return serve(async ({ request, socket }) => {
    for (;;) {
      await request()
      if (end) socket.end(bytes)
      else socket.write(bytes)
    }
  })
}

interface Page {
  readonly status?: number
  readonly type?: string
  readonly head?: string
}

/** An HTTP answer with a body. */
function http(body: Uint8Array | string, { status = 200, type, head = '' }: Page = {}): Buffer {
  const bytes = Buffer.from(body)
  const lines = `HTTP/1.1 ${status} X\r\nContent-Type: ${type ?? 'text/xml; charset=utf-8'}\r\n${head}Content-Length: ${bytes.byteLength}\r\n\r\n`
  return Buffer.concat([Buffer.from(lines), bytes])
}

function fault(code: string, text = 'no', prefix = 'soap'): string {
  return `<${prefix}:Envelope xmlns:${prefix}="http://schemas.xmlsoap.org/soap/envelope/"><${prefix}:Body><${prefix}:Fault><faultcode>${prefix}:${code}</faultcode><faultstring>${text}</faultstring></${prefix}:Fault></${prefix}:Body></${prefix}:Envelope>`
}

/** How a call to a server that answers so ends. */
async function ended(operation: Operation, bytes: Uint8Array | string): Promise<Ended> {
  return endOf(open(await answering(bytes)), operation)
}

async function changed(
  operation: Operation,
  pattern: string | RegExp,
  by: string,
): Promise<string> {
  const good = (await goodAnswer(operation)).toString()
  const bad = good.replace(pattern, by)
  expect(bad).not.toBe(good)
  return bad
}

describe('a good answer', () => {
  test.each([
    ['put', 'accepted'],
    ['get', 'document'],
    ['confirm', 'confirmed'],
  ] as const)('to %s counts in each framing', async (operation, kind) => {
    const good = await goodAnswer(operation)
    for (const [name, framed] of Object.entries(framings)) {
      const channel = open(await answering(framed(good), /no length|1\.0/.test(name)))
      const { outcome, payload } = await endOf(channel, operation)
      expect({ name, outcome }).toEqual({ name, outcome: kind })
      if (operation === 'get') expect(payload.toString()).toBe('<order/>')
    }
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['gzip, br', (bytes: Uint8Array) => brotliCompressSync(gzipSync(bytes))],
  ])('may be coded as %s, whole and not cut', async (coding, pack) => {
    const coded = pack(await goodAnswer('get'))
    const head = `Content-Encoding: ${coding}\r\n`
    expect(await ended('get', http(coded, { head }))).toMatchObject({ outcome: 'document' })
    for (const bytes of [coded.subarray(0, -9), coded.subarray(0, 1), coded.subarray(0, 0)]) {
      const { outcome, fault } = await ended('get', http(bytes, { head }))
      expect({ outcome, fault }).toEqual({ outcome: 'in-doubt', fault: 'answer-cut' })
    }
    const broken = await ended('get', http(Buffer.from('no such thing'), { head }))
    expect(broken).toMatchObject({ outcome: 'in-doubt', fault: 'answer-invalid' })
  })

  test.each([
    ['put', 'duplicate'],
    ['confirm', 'already-confirmed'],
    ['get', 'nothing'],
  ] as const)('to %s may be false: %s', async (operation, kind) => {
    const no = await changed(operation, /(Result>)true/, '$1false')
    expect((await ended(operation, http(no))).outcome).toBe(kind)
  })

  test('may have status 500: the Body decides', async () => {
    const good = await goodAnswer('put')
    expect((await ended('put', http(good, { status: 500 }))).outcome).toBe('accepted')
  })

  test.each([
    [
      'by the HTTP charset under a prolog that says utf-8',
      'text/xml; charset="Shift_JIS"',
      'utf-8',
    ],
    ['by the HTTP charset in single quotes', "text/xml; charset='shift_jis'", 'utf-8'],
    ['by the prolog', 'text/xml', 'Shift_JIS'],
  ])('may be Shift_JIS %s', async (_what, type, prolog) => {
    const text = (await changed('get', '>Order<', '>XX<')).replace(
      /encoding="[^"]*"/,
      `encoding="${prolog}"`,
    )
    // 発注 in Shift_JIS.
    const name = Buffer.from([0x94, 0xad, 0x92, 0x8d])
    const [before = '', after = ''] = text.split('XX')
    const body = Buffer.concat([Buffer.from(before), name, Buffer.from(after)])
    const { outcome, envelope } = await ended('get', http(body, { type }))
    expect({ outcome, envelope }).toMatchObject({
      outcome: 'document',
      envelope: { documentType: '発注' },
    })
  })

  test('may begin with a byte order mark', async () => {
    const body = `\ufeff${(await goodAnswer('get')).toString()}`
    expect((await ended('get', http(body))).outcome).toBe('document')
  })

  test('may carry any messageId in its header: servers give it one of their own', async () => {
    const other = await changed('put', 'r@a', 'somebody-elses@x')
    expect((await ended('put', http(other))).outcome).toBe('accepted')
  })
})

describe('a call whose request never left is not sent', () => {
  test.each(operations)('%s, with nobody there', async (operation) => {
    const end = await endOf(open({ port: unusedPort }), operation)
    expect(end).toMatchObject({ outcome: 'not-sent', fault: 'connection-refused' })
    expect(end.failure?.facts).toEqual({ bytesSent: 0, bytesReceived: 0 })
  })

  test('without a handshake, or with one of an unknown issuer', async () => {
    const silent = await serve(deaf)
    const secure = await serve(deaf, { tls: serverTls })
    const other = await (
      await import('../../../wire/tls/index.ts')
    ).createAuthority({
      commonName: 'Other CA',
      now: systemClock.now(),
    })
    for (const [server, name, timeoutSeconds] of [
      [silent, 'tls-broken-off', 1],
      [secure, 'tls-certificate-untrusted', 30],
    ] as const) {
      const url = `https://localhost:${server.port}/jx`
      const channel = open(server, { url, trust: [other.certificatePem], timeoutSeconds })
      expect(await endOf(channel, 'put')).toMatchObject({ outcome: 'not-sent', fault: name })
    }
  })

  test('through a proxy that refuses', async () => {
    const proxy = await answering('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n')
    const channel = open(proxy, { proxy: `http://127.0.0.1:${proxy.port}` })
    expect(await endOf(channel, 'put')).toMatchObject({
      outcome: 'not-sent',
      fault: 'proxy-refused',
    })
  })

  test('stopped before it began', async () => {
    const channel = open(await serve(deaf))
    const stopped = channel.put(shipmentOf('x'), payloadOf('x'), { signal: AbortSignal.abort() })
    await expect(stopped).rejects.toMatchObject({
      outcome: 'not-sent',
      fault: { fault: 'interrupted' },
    })
  })

  test('while its document cannot be read', async () => {
    const server = await serve(deaf)
    const broken = {
      ...payloadOf('x'),
      passing: async function* (): AsyncGenerator<Uint8Array> {
        yield* []
        await Promise.reject(Object.assign(new Error('disk'), { code: 'EIO' }))
      },
    }
    await expect(open(server).put(shipmentOf('x'), broken)).rejects.toMatchObject({
      outcome: 'not-sent',
    })
    await expect.poll(() => server.open).toBe(0)
  })
})

describe('a document whose stored bytes have changed', () => {
  test.each([300, 3_000_000])('never arrives whole: of %d bytes', async (size) => {
    const got: Uint8Array[] = []
    const server = await serve(({ socket }) => {
      socket.on('data', (bytes: Uint8Array) => got.push(bytes))
    })
    const kept = Buffer.alloc(size, 'a')
    const stored = Buffer.from(kept)
    stored[size >> 1] = 0x62
    await expect(open(server).put(shipmentOf(kept), payloadOf(stored))).rejects.toMatchObject({
      fault: { fault: 'payload-damaged', params: { document: 'D-1' } },
    })
    await expect.poll(() => server.open).toBe(0)
    expect(Buffer.concat(got).includes('</soap:Envelope>')).toBe(false)
  })
})

describe('a refusal is certain', () => {
  test.each([
    ['Client', 'soap'],
    ['Client.Authentication', 'SOAP-ENV'],
    ['VersionMismatch', 'S'],
    ['MustUnderstand', 'soap'],
    ['Something', 'soap'],
  ])('a SOAP %s fault, with 500 or 200', async (code, prefix) => {
    for (const status of [200, 500]) {
      const page = http(fault(code, 'unknown senderId', prefix), { status })
      const expected = { outcome: 'refused', fault: 'partner-refused' }
      const put = await ended('put', page)
      expect(put).toMatchObject(expected)
      expect(put.failure?.fault.params['detail']).toBe('unknown senderId')
      expect(await ended('get', page)).toMatchObject(expected)
      expect(await ended('confirm', page)).toMatchObject({
        outcome: 'refused',
        fault: 'confirm-unknown',
      })
    }
  })

  test.each(operations)('a refused login, for %s', async (operation) => {
    for (const status of [401, 403]) {
      const page = http('<html>who are you</html>', { status, type: 'text/html' })
      const end = await ended(operation, page)
      expect(end).toMatchObject({ outcome: 'refused', fault: 'login-refused' })
      expect(end.failure?.fault.params['status']).toBe(status)
    }
  })

  test.each([
    [['NTLM'], 'NTLM'],
    [['Negotiate', 'NTLM'], 'Negotiate, NTLM'],
    [['Digest realm="jx", qop="auth", nonce="Basic"'], 'Digest'],
  ])('a login by %j, which is not ours', async (challenges, schemes) => {
    const head = challenges.map((one) => `WWW-Authenticate: ${one}\r\n`).join('')
    const end = await ended('put', `HTTP/1.1 401 Login\r\n${head}Content-Length: 0\r\n\r\n`)
    expect(end).toMatchObject({ outcome: 'refused', fault: 'login-scheme-unknown' })
    expect(end.failure?.fault.params['schemes']).toBe(schemes)
  })

  test.each([301, 302, 303, 307, 308])(
    'a redirect %i, which is named and not followed',
    async (status) => {
      const server = await answering(
        http('', { status, head: 'Location: https://new.example/jx\r\n' }),
      )
      const end = await endOf(open(server), 'put')
      expect(end).toMatchObject({ outcome: 'refused', fault: 'redirect-refused' })
      expect(end.failure?.fault.params['location']).toBe('https://new.example/jx')
      expect(server.accepted).toBe(1)
    },
  )
})

describe('everything else is in doubt', () => {
  const html = '<!DOCTYPE html><html><body><p>Maintenance<br></body></html>'

  test.each([
    ['HTML with 200', http(html, { type: 'text/html' }), 'answer-not-soap'],
    ['HTML with 404', http(html, { status: 404, type: 'text/html' }), 'http-refused'],
    ['HTML with 407', http(html, { status: 407, type: 'text/html' }), 'http-refused'],
    ['nothing with 400', http('', { status: 400 }), 'http-refused'],
    ['an attachment', http('--x', { type: 'multipart/related; boundary=x' }), 'answer-invalid'],
    ['a coding of today', http('x', { head: 'Content-Encoding: zstd\r\n' }), 'answer-invalid'],
    ['HTML with 417', http(html, { status: 417, type: 'text/html' }), 'http-refused'],
    ['HTML with 408', http(html, { status: 408, type: 'text/html' }), 'partner-trouble'],
    ['HTML with 429', http(html, { status: 429, type: 'text/html' }), 'partner-trouble'],
    ['HTML with 500', http(html, { status: 500, type: 'text/html' }), 'partner-trouble'],
    ['HTML with 502', http(html, { status: 502, type: 'text/html' }), 'partner-trouble'],
    ['HTML with 503', http(html, { status: 503, type: 'text/html' }), 'partner-trouble'],
    ['nothing with 503', http('', { status: 503 }), 'partner-trouble'],
    ['text with 500', http('oops', { status: 500, type: 'text/plain' }), 'partner-trouble'],
    ['a SOAP Server fault with 500', http(fault('Server'), { status: 500 }), 'partner-trouble'],
    ['a SOAP Server fault with 200', http(fault('Server.Busy')), 'partner-trouble'],
    ['JSON', http('{"result":true}', { type: 'application/json' }), 'answer-not-soap'],
    ['nothing with 200', http(''), 'answer-cut'],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', 'answer-cut'],
    ['202 and nothing', http('', { status: 202 }), 'answer-cut'],
    [
      'a charset nobody knows',
      http('<x/>', { type: 'text/xml; charset=x-klingon' }),
      'answer-invalid',
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', 'answer-not-soap'],
    ['a head without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(50_000)}`, 'answer-invalid'],
    ['a long head', http('<x/>', { head: `X: ${'x'.repeat(20_000)}\r\n` }), 'answer-invalid'],
  ])('%s', async (_what, bytes, name) => {
    for (const operation of operations) {
      expect(await ended(operation, bytes)).toMatchObject({ outcome: 'in-doubt', fault: name })
    }
  })

  test.each([
    [400, '<title>400 The plain HTTP request was sent</title><p>a&amp;b</p>', 'bad request'],
    [411, '<h1>Length\u0007 Required</h1>', 'length required'],
    [415, '{"error":"text/xml is not taken"}', 'unsupported media type'],
    [499, '', 'refused'],
  ])('HTTP %i tells what its page says', async (status, page, meaning) => {
    const end = await ended('get', http(page, { status, type: 'text/html' }))
    expect(end).toMatchObject({ outcome: 'in-doubt', fault: 'http-refused' })
    const fault = end.failure?.fault
    expect(fault?.params['detail']).toMatchObject(expect.stringContaining(meaning) as object)
    const words = new Map([
      [400, '400 The plain HTTP request was sent a&b'],
      [411, 'Length Required'],
    ])
    expect(fault?.text('en').message).toContain(words.get(status) ?? '')
    // Nothing is left to be filled in, and never is it a matter of reading utf-8.
    for (const language of ['en', 'ja'] as const) {
      expect(Object.values(fault?.text(language) ?? {}).join()).not.toMatch(/\{\w+\}|utf-8/)
    }
  })

  test('HTTP 413 refuses the document that was sent, and is about no other call', async () => {
    const page = http('<h1>Too Large</h1>', { status: 413, type: 'text/html' })
    expect(await ended('put', page)).toMatchObject({ outcome: 'refused', fault: 'size-refused' })
    expect(await ended('get', page)).toMatchObject({ fault: 'http-refused' })
  })

  test.each([
    ['120', 120],
    [new Date(Date.now() + 3_600_000).toUTCString(), 3600],
    ['soon', undefined],
    [new Date(0).toUTCString(), undefined],
  ])('503 with Retry-After: %s', async (value, seconds) => {
    const page = http('', { status: 503, head: `Retry-After: ${value}\r\n` })
    const wanted = (await ended('put', page)).failure?.fault.params['retryAfterSeconds']
    if (seconds === undefined) expect(wanted).toBeUndefined()
    else expect(Math.abs(Number(wanted) - seconds)).toBeLessThan(60)
  })

  test.each(operations)('the answer of another operation, to %s', async (operation) => {
    for (const other of operations.filter((one) => one !== operation)) {
      const end = await ended(operation, http(await goodAnswer(other)))
      expect(end).toMatchObject({ outcome: 'in-doubt', fault: 'answer-invalid' })
    }
  })

  test.each([
    ['a hole in its base64', /<data>../, '<data>!!'],
    ['base64 that is too short', /<data>./, '<data>'],
    ['two documents', /(<data>[^<]*<\/data>)/, '$1<data></data>'],
    ['no messageId', /<messageId>[^<]*/, '<messageId>'],
    ['markup in its base64', /<data>/, '<data><b/>'],
    ['a DOCTYPE', /<soap:Envelope/, '<!DOCTYPE x [<!ENTITY a "b">]><soap:Envelope'],
    ['two roots', /$/, '<x/>'],
    ['mismatched tags', '</soap:Body>', '</soap:Bodie>'],
    ['bytes that are no UTF-8', 'Order', '\u0001'],
  ])('a Get whose answer has %s', async (_what, pattern, by) => {
    const end = await ended('get', http(await changed('get', pattern, by)))
    expect(end.outcome).toBe('in-doubt')
    expect(end.fault).toMatch(/^answer-(invalid|not-soap)$/)
  })

  test('a document beyond the limit, which is not read to its end', async () => {
    const server = await answering(http(await goodAnswer('get', Buffer.alloc(3_000_000))))
    const channel = open(server)
    const end = await endOf(channel, 'get')
    expect(end).toMatchObject({ outcome: 'in-doubt', fault: 'document-too-large' })
    expect(end.payload.byteLength).toBeLessThanOrEqual(2 ** 20 + 100_000)
    await expect.poll(() => server.open).toBe(0)
  })

  test('an answer whose gzip is a bomb', async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000, ' '))
    const end = await ended('get', http(packed, { head: 'Content-Encoding: gzip\r\n' }))
    expect(end).toMatchObject({ outcome: 'in-doubt', fault: 'answer-invalid' })
  })

  test('a Put that is answered true before it was sent', async () => {
    const answer = http(await goodAnswer('put'))
    const server = await serve(async ({ head, socket }: RawCaller) => {
      await head()
      socket.write(answer)
      socket.resume()
    })
    const end = await endOf(open(server), 'put', Buffer.alloc(8_000_000))
    expect(end).toMatchObject({ outcome: 'in-doubt', fault: 'answer-invalid' })
  })

  test('a Put that a kept connection lost; it is not sent twice', async () => {
    const good = http(await goodAnswer('put'))
    let puts = 0
    const server = await serve(async ({ request, socket }) => {
      await request()
      puts += 1
      socket.write(good)
      await request()
      puts += 1
      socket.resetAndDestroy()
    })
    const channel = open(server)
    expect((await endOf(channel, 'put')).outcome).toBe('accepted')
    const end = await endOf(channel, 'put')
    expect(end).toMatchObject({ outcome: 'in-doubt', fault: 'connection-lost' })
    expect(end.failure?.facts.bytesSent).toBeGreaterThan(100)
    expect(puts).toBe(2)
    expect((await endOf(channel, 'put')).outcome).toBe('accepted')
  })

  test('silence, and an answer that stops', async () => {
    for (const text of ['', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<soap']) {
      const channel = open(await answering(text), { timeoutSeconds: 1 })
      expect(await endOf(channel, 'put')).toMatchObject({
        outcome: 'in-doubt',
        fault: 'answer-stalled',
      })
    }
  })

  test('an operator who stops while the server thinks', async () => {
    const stop = new AbortController()
    const server = await serve(async ({ request }) => {
      await request()
      stop.abort()
    })
    const channel = open(server)
    await expect(
      channel.put(shipmentOf('x'), payloadOf('x'), { signal: stop.signal }),
    ).rejects.toMatchObject({ outcome: 'in-doubt', fault: { fault: 'interrupted' } })
  })
})

/** Design §4.5: the end of an HTTP body proves nothing (peers §1.1.2, §6). */
describe('an answer that is cut never counts', () => {
  const kinds = Object.keys(framings) as (keyof typeof framings)[]

  /** A server that answers the n-th connection with the answer cut at its n-th place. */
  async function cutServer(
    places: readonly number[],
    bytes: Buffer,
    reset: boolean,
  ): Promise<RawServer> {
    return serve(async ({ request, socket, index }) => {
      await request()
      const cut = bytes.subarray(0, places[index])
      if (reset && cut.byteLength > 0) {
        socket.write(cut, () => {
          setTimeout(() => socket.resetAndDestroy(), 2)
        })
      } else socket.end(cut)
    })
  }

  test.each(kinds)('at any byte: %s', async (kind) => {
    const good = await goodAnswer('get')
    const bytes = framings[kind](good)
    const end = bytes.indexOf('</soap:Envelope>') + '</soap:Envelope>'.length
    const places = Array.from({ length: end - 1 }, (_, at) => at)
    const server = await cutServer(places, bytes, false)
    const kept: number[] = []
    for (const place of places) {
      const channel = openChannel(server.port)
      const { outcome } = await endOf(channel, 'get')
      if (outcome !== 'in-doubt') kept.push(place)
      await channel.close()
    }
    expect(kept).toEqual([])
    expect(server.accepted).toBe(places.length)
  })

  test('at any byte, by a reset, for any operation in any framing', async () => {
    const answers = await Promise.all(operations.map((one) => goodAnswer(one)))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.constantFrom(...operations),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (kind, operation, share) => {
          const bytes = framings[kind](answers[operations.indexOf(operation)]!)
          const end = bytes.indexOf('</soap:Envelope>') + '</soap:Envelope>'.length
          const server = await cutServer([Math.floor(share * end)], bytes, true)
          const { outcome } = await endOf(open(server), operation)
          expect(outcome).toBe('in-doubt')
        },
      ),
      { numRuns: 60 },
    )
  })

  test('over TLS without close_notify', async () => {
    const bytes = framings['no length'](await goodAnswer('get'))
    const cut = bytes.subarray(0, bytes.indexOf('<data>') + 6)
    const server = await serve(
      async ({ request, socket, tcp }) => {
        await request()
        socket.write(cut)
        setTimeout(() => tcp.end(), 20)
      },
      { tls: serverTls },
    )
    const url = `https://localhost:${server.port}/jx`
    const end = await endOf(open(server, { url, trust: [authority.certificatePem] }), 'get')
    expect(end).toMatchObject({ outcome: 'in-doubt', fault: 'answer-cut' })
  })

  test('behind a Content-Length that is too small or too large', async () => {
    const good = await goodAnswer('get')
    for (const length of [good.byteLength - 20, good.byteLength + 20]) {
      const server = await serve(async ({ request, socket }) => {
        await request()
        socket.end(framings['Content-Length'](good, length))
      })
      expect((await endOf(open(server), 'get')).outcome).toBe('in-doubt')
    }
  })
})
