import { connect as connectTcp } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { defined } from '../../base/defined.ts'

import { HikyakuError } from '../../errors/index.ts'
import {
  clientTls,
  endAll,
  serve,
  serverTls,
  unusedPort,
} from '../../../test/support/connecting.ts'
import { deaf, type RawCaller, type RawServer } from '../../../test/support/raw-server.ts'
import { openHttpClient, type CallFacts, type HttpClient, type PostOrder } from './index.ts'
import type { HttpClientOrder } from './client.ts'

const clients: HttpClient[] = []

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await endAll()
})

function open(server: { readonly port: number }, order: Partial<HttpClientOrder> = {}): HttpClient {
  const client = openHttpClient({
    partner: 'retailer',
    host: 'localhost',
    port: server.port,
    timeoutMilliseconds: 30_000,
    explainTls: (error) => new HikyakuError('tls-failed', { detail: error.message }),
    limits: { silenceMilliseconds: 30_000, minimumRate: 1, windowMilliseconds: 30_000 },
    ...order,
  })
  clients.push(client)
  return client
}

interface Outcome {
  readonly status?: number
  readonly headers?: Readonly<Record<string, unknown>>
  readonly body: string
  readonly error?: unknown
  readonly facts: CallFacts
}

const body = Buffer.from('<request/>')

/** Posts and reads the answer to its end, or as far as it comes. */
async function post(client: HttpClient, order: Partial<PostOrder> = {}): Promise<Outcome> {
  const facts: CallFacts = { bytesSent: 0, bytesReceived: 0 }
  const parts: Uint8Array[] = []
  let head: Pick<Outcome, 'status' | 'headers'> = {}
  const text = (): string => Buffer.concat(parts).toString('latin1')
  try {
    const {
      status,
      headers,
      body: answer,
    } = await client.post(
      {
        path: '/jx',
        headers: { 'content-type': 'text/xml' },
        contentLength: body.byteLength,
        chunks: () => piecesOf(body),
        repeatable: true,
        ...order,
      },
      facts,
    )
    head = { status, headers }
    for await (const chunk of answer) parts.push(chunk)
    return { ...head, body: text(), facts }
  } catch (error) {
    return { ...head, body: text(), error, facts }
  }
}

async function* piecesOf(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece)
}

/** A body that is made as it is asked for. */
function large(bytes: number): Pick<PostOrder, 'contentLength' | 'chunks'> {
  return {
    contentLength: bytes,
    chunks: async function* () {
      const block = Buffer.alloc(100_000, 'A')
      for (let left = bytes; left > 0; left -= block.byteLength) {
        yield await Promise.resolve(block.subarray(0, Math.min(left, block.byteLength)))
      }
    },
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Answers each request of a connection with the next of these, then waits. */
function answers(...texts: (string | Buffer)[]): (caller: RawCaller) => Promise<void> {
  return async ({ request, socket }) => {
    for (const text of texts) {
      await request()
      socket.write(text)
    }
  }
}

function whole(text: string, head = ''): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(text)}\r\n${head}\r\n${text}`
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return code ?? (cause === undefined ? String(error) : codeOf(cause))
}

async function expectAllClosed(server: RawServer): Promise<void> {
  await expect.poll(() => server.open).toBe(0)
}

describe('a whole answer is read in each framing', () => {
  test.each([
    ['Content-Length', whole('<answer/>')],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\n<ans\r\n5\r\nwer/>\r\n0\r\nX: y\r\n\r\n',
    ],
    ['the end of the connection', 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<answer/>', 'end'],
    ['the end of the connection, unannounced', 'HTTP/1.1 200 OK\r\n\r\n<answer/>', 'end'],
    ['the end of the connection in HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\n<answer/>', 'end'],
    [
      'two equal Content-Lengths',
      'HTTP/1.1 200 OK\r\ncontent-length: 9\r\nX: y\r\nContent-Length:9 \r\nY: z\r\n\r\n<answer/>',
    ],
    ['a Content-Length in HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\n<answer/>'],
  ] as const)('%s', async (_what, text, end?: string) => {
    for (const step of [text.length, 1]) {
      const server = await serve(async ({ request, socket }) => {
        await request()
        for (let at = 0; at < text.length; at += step) {
          socket.write(text.slice(at, at + step))
          if (step === 1) await pause(1)
        }
        if (end !== undefined) socket.end()
      })
      const outcome = await post(open(server))
      expect(outcome).toMatchObject({ status: 200, body: '<answer/>' })
      expect(outcome.facts).toEqual({
        httpStatus: 200,
        bytesSent: body.byteLength,
        bytesReceived: 9,
        remote: `127.0.0.1:${server.port}`,
      })
    }
  })

  test('a request carries its length and asks for no compression', async () => {
    let head = ''
    const server = await serve(async ({ request, socket }) => {
      const received = await request()
      head = received.head
      socket.write(whole(received.body.toString()))
    })
    expect(await post(open(server))).toMatchObject({ body: '<request/>' })
    expect(head).toMatch(/^POST \/jx HTTP\/1\.1\r\n/)
    expect(head).toMatch(new RegExp(`^host: localhost:${server.port}\r$`, 'im'))
    expect(head).toMatch(/^content-length: 10\r$/im)
    expect(head).not.toMatch(/expect|transfer-encoding|accept-encoding/i)
  })

  test.each(['gzip', 'x-gzip', 'GZip'])('%s by a proxy that was not asked to', async (encoding) => {
    const packed = gzipSync('<answer/>'.repeat(1000))
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${packed.byteLength}\r\n\r\n`
    const server = await serve(answers(Buffer.concat([Buffer.from(head), packed])))
    expect((await post(open(server))).body).toBe('<answer/>'.repeat(1000))
  })

  test('gzip that is cut or broken fails', async () => {
    const packed = gzipSync('<answer/>'.repeat(1000))
    const broken = [
      [packed.subarray(0, -4), 'Z_BUF_ERROR'],
      [packed.subarray(1), 'Z_DATA_ERROR'],
      [packed.subarray(0, 0), 'ends before it is whole'],
    ] as const
    for (const [bytes, code] of broken) {
      const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bytes.byteLength}\r\n\r\n`
      const server = await serve(answers(Buffer.concat([Buffer.from(head), bytes])))
      expect(codeOf((await post(open(server))).error)).toContain(code)
    }
  })
})

/** Peers §6: what the client itself notices. What it does not, the envelope must show. */
test('two Content-Lengths that differ are no answer', async () => {
  const text = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 10\r\n\r\n<answer/>'
  const server = await serve(answers(text))
  expect(codeOf((await post(open(server))).error)).toContain('two different Content-Lengths')
})

describe('an answer that is cut', () => {
  const sized = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
  const chunkedClose = `${chunked.slice(0, -2)}Connection: close\r\n\r\n`
  const closing = 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n'
  const old = 'HTTP/1.0 200 OK\r\n\r\n'

  test.each([
    ['short of its Content-Length', `${sized}<answ`, 'fails', 'fails'],
    ['after the head with a Content-Length', sized, 'fails', 'fails'],
    ['in a chunk', `${chunked}9\r\n<answ`, 'fails', 'fails'],
    ['between two chunks', `${chunked}5\r\n<answ\r\n`, 'fails', 'fails'],
    ['before the last chunk, to be closed', `${chunkedClose}5\r\n<answ\r\n`, 'fails', 'fails'],
    ['in the trailers', `${chunked}5\r\n<answ\r\n0\r\nX: `, 'fails', 'fails'],
    ['without any length', `${closing}<answ`, 'looks whole', 'looks whole'],
    ['without any length, in HTTP/1.0', `${old}<answ`, 'looks whole', 'looks whole'],
    ['in its head', 'HTTP/1.1 200 OK\r\nContent-Le', 'fails', 'fails'],
    ['in its first line', 'HTTP/1.', 'fails', 'fails'],
    ['before its first byte', '', 'fails', 'fails'],
  ])('%s, is noticed or not, as measured', async (_what, text, byFin, byReset) => {
    for (const tls of [undefined, serverTls]) {
      for (const [how, expected] of [
        ['fin', byFin],
        ['reset', byReset],
      ]) {
        const server = await serve(async ({ request, socket, tcp }) => {
          await request()
          if (text !== '') socket.write(text)
          await pause(20)
          if (how === 'fin') socket.destroySoon()
          else tcp.resetAndDestroy()
        }, defined({ tls }))
        const client = open(server, tls === undefined ? {} : { tls: clientTls })
        const { error, body: got } = await post(client)
        const seen = error === undefined ? 'looks whole' : 'fails'
        expect(`${how} ${tls === undefined ? 'plain' : 'TLS'}: ${seen}`).toBe(
          `${how} ${tls === undefined ? 'plain' : 'TLS'}: ${expected}`,
        )
        expect('<answ'.startsWith(got)).toBe(true)
        expect(server.accepted).toBe(1)
        await expectAllClosed(server)
      }
    }
  })
})

describe('a kept connection', () => {
  test('is used again', async () => {
    const server = await serve(answers(whole('1'), whole('2'), whole('3')))
    const client = open(server, {})
    for (const text of ['1', '2', '3']) expect((await post(client)).body).toBe(text)
    expect(server.accepted).toBe(1)
  })

  test('is not used again when the server said it would close', async () => {
    const server = await serve(answers(whole('1', 'Connection: close\r\n')))
    const client = open(server)
    expect((await post(client)).body).toBe('1')
    expect((await post(client)).body).toBe('1')
    expect(server.accepted).toBe(2)
  })

  test('that the server closed while it lay idle is replaced', async () => {
    const server = await serve(async ({ request, socket }) => {
      await request()
      socket.end(whole('x'))
    })
    const client = open(server)
    for (let count = 0; count < 3; count += 1) {
      expect(await post(client, { repeatable: false })).toMatchObject({ body: 'x' })
      // Only when the client has seen the end does the server's side close.
      await expectAllClosed(server)
    }
    expect(server.accepted).toBe(3)
  })

  /** The server closes exactly as the second request arrives, unread or read. */
  const stale =
    (seen: string[], how: 'fin' | 'reset' | 'begun') =>
    async ({ request, socket, index }: RawCaller): Promise<void> => {
      seen.push((await request()).body.toString())
      socket.write(whole('x'))
      if (index > 0) return
      seen.push((await request()).body.toString())
      if (how === 'begun') socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<an')
      if (how === 'reset') socket.resetAndDestroy()
      else socket.end()
    }

  test.each(['fin', 'reset'] as const)(
    'that closes (%s) as a request leaves: repeated once, if that changes nothing',
    async (how) => {
      const seen: string[] = []
      const server = await serve(stale(seen, how))
      const client = open(server)
      await post(client)
      expect(await post(client)).toMatchObject({ status: 200, body: 'x' })
      expect(seen).toEqual(['<request/>', '<request/>', '<request/>'])
      expect(server.accepted).toBe(2)
    },
  )

  test.each(['fin', 'reset'] as const)(
    'that closes (%s) as a Put leaves: never doubled, but told as sent',
    async (how) => {
      const seen: string[] = []
      const server = await serve(stale(seen, how))
      const client = open(server)
      await post(client)
      const { error, facts } = await post(client, { repeatable: false })
      expect(codeOf(error)).toMatch(/UND_ERR_SOCKET|ECONNRESET/)
      expect(facts.bytesSent).toBe(body.byteLength)
      expect(seen).toHaveLength(2)
      expect(server.accepted).toBe(1)
    },
  )

  test('is not repeated once an answer began', async () => {
    const seen: string[] = []
    const server = await serve(stale(seen, 'begun'))
    const client = open(server)
    await post(client)
    const { body: begun, error } = await post(client)
    expect([begun, codeOf(error)]).toEqual(['<an', 'UND_ERR_SOCKET'])
    expect(seen).toHaveLength(2)
  })

  test('is repeated only once', async () => {
    let requests = 0
    const server = await serve(async ({ request, socket, index }) => {
      await request()
      requests += 1
      if (index === 0) {
        socket.write(whole('x'))
        await request()
        requests += 1
      }
      socket.resetAndDestroy()
    })
    const client = open(server)
    await post(client)
    expect((await post(client)).error).toMatchObject({ code: 'ECONNRESET' })
    expect(requests).toBe(3)
  })

  test('still counts what the first try sent when the second cannot read its source', async () => {
    const server = await serve(stale([], 'reset'))
    const client = open(server)
    await post(client)
    let reads = 0
    const { error, facts } = await post(client, {
      chunks: () => {
        reads += 1
        return reads === 1 ? piecesOf(body) : broken()
      },
    })
    expect(String(error)).toContain('the disk')
    expect(facts.bytesSent).toBe(body.byteLength)
  })

  test('that is gone is not shown as that of a call which found nobody', async () => {
    const server = await serve(async ({ request, socket }) => {
      await request()
      socket.end(whole('x'))
    })
    const client = open(server)
    await post(client)
    await expectAllClosed(server)
    await server.close()
    const { error, facts } = await post(client)
    expect(error).toMatchObject({ fault: 'connection-refused' })
    expect(facts).toEqual({ bytesSent: 0, bytesReceived: 0 })
  })

  test('never takes an answer that nobody asked for as that of the next call', async () => {
    const server = await serve(async ({ request, socket }) => {
      const { body: asked } = await request()
      socket.write(whole(asked.toString()) + whole('replayed'))
    })
    const client = open(server)
    expect((await post(client)).body).toBe('<request/>')
    const next = Buffer.from('<next/>')
    const outcome = await post(client, {
      contentLength: next.byteLength,
      chunks: () => piecesOf(next),
    })
    expect(outcome.body).toBe('<next/>')
    expect(server.accepted).toBe(2)
  })
})

async function* broken(): AsyncGenerator<Uint8Array> {
  await Promise.resolve()
  throw Object.assign(new Error('the disk'), { code: 'EIO' })
}

describe('answers before the answer', () => {
  test.each([
    ['100 Continue that nobody asked for', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['two of them', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\nX: y\r\n\r\n'],
    ['102 Processing', 'HTTP/1.1 102 Processing\r\n\r\n'],
    ['103 Early Hints', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'],
  ])('%s', async (_what, interim) => {
    for (const step of [interim.length, 1]) {
      const server = await serve(async ({ head, request, socket }) => {
        for (const text of ['1', '2']) {
          if (step === 1) await request()
          else await head()
          for (let at = 0; at < interim.length; at += step) {
            socket.write(interim.slice(at, at + step))
            if (step === 1) await pause(1)
          }
          socket.write(whole(text))
          if (step !== 1) await pause(50)
        }
      })
      const client = open(server)
      expect(await post(client)).toMatchObject({ status: 200, body: '1' })
      if (step === 1) expect(await post(client)).toMatchObject({ status: 200, body: '2' })
      await client.close()
      await expectAllClosed(server)
    }
  })

  test('do not keep a stalled server alive for ever', async () => {
    const server = await serve(async ({ request, socket }) => {
      await request()
      while (!socket.destroyed) {
        socket.write('HTTP/1.1 100 Continue\r\n\r\n')
        await pause(20)
      }
    })
    const limits = { silenceMilliseconds: 300, minimumRate: 1, windowMilliseconds: 300 }
    const { error } = await post(open(server, { limits }))
    expect(error).toMatchObject({ fault: 'answer-stalled' })
    await expectAllClosed(server)
  })
})

describe('a status is handed on with its body, and nothing is followed', () => {
  test.each([
    [301, 'Moved Permanently'],
    [302, 'Found'],
    [307, 'Temporary Redirect'],
    [308, 'Permanent Redirect'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'Not Found'],
    [407, 'Proxy Authentication Required'],
    [413, 'Content Too Large'],
    [417, 'Expectation Failed'],
    [429, 'Too Many Requests'],
    [500, 'Internal Server Error'],
    [503, 'Service Unavailable'],
  ])('%i', async (status, reason) => {
    const page = '<html>no</html>'
    const head = `Location: https://elsewhere.example/jx\r\nWWW-Authenticate: Basic\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n`
    const server = await serve(answers(`HTTP/1.1 ${status} ${reason}\r\n${head}\r\n${page}`))
    const outcome = await post(open(server))
    expect(outcome).toMatchObject({ status, body: page, facts: { httpStatus: status } })
    expect(outcome.headers?.['location']).toBe('https://elsewhere.example/jx')
    expect(server.accepted).toBe(1)
  })
})

describe('what is no HTTP, or too much of it', () => {
  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
    ],
    ['a header beyond all measure', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['ten thousand headers', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(10_000)}\r\n`],
    ['a header without an end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(200_000)}`],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    ['a chunk size that is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ])('%s is refused, and the connection ended', async (_what, text) => {
    const server = await serve(answers(text))
    const { error } = await post(open(server))
    expect(codeOf(error)).toMatch(
      /^(?:HPE_|UND_ERR_|HTTPParserError)|two different Content-Lengths/,
    )
    // For what it said, not for a silence that was waited out.
    expect(error).not.toMatchObject({ fault: 'answer-stalled' })
    expect(server.accepted).toBe(1)
    await expectAllClosed(server)
  })
})

describe('an answer that comes before the request was sent', () => {
  test.each([
    ['and a close', true],
    ['and nothing else', false],
  ])('%s is read, and the upload ends', async (_what, closes) => {
    const page = 'too large'
    const answer = `HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: ${page.length}\r\n\r\n${page}`
    const server = await serve(async ({ head, socket }) => {
      await head()
      socket.pause()
      socket.write(answer)
      await pause(100)
      if (closes) socket.end()
      socket.resume()
    })
    const outcome = await post(open(server), large(50_000_000))
    expect(outcome).toMatchObject({ status: 413, body: page })
    expect(outcome.facts.bytesSent).toBeLessThan(50_000_000)
    await expectAllClosed(server)
  })

  test('leaves no way to mix up the next call', async () => {
    const server = await serve(async ({ head, socket }) => {
      await head()
      socket.write(whole('early'))
      socket.resume()
    })
    const client = open(server)
    expect((await post(client, large(20_000_000))).body).toBe('early')
    expect((await post(client)).body).toBe('early')
    expect(server.accepted).toBe(2)
  })
})

describe('a transfer is judged by its rate, not by its whole time', () => {
  const limits = { silenceMilliseconds: 400, minimumRate: 10_000, windowMilliseconds: 200 }
  /** What a steady transfer keeps on the busiest machine. The limits to the byte: progress.test.ts. */
  const mild = { silenceMilliseconds: 3000, minimumRate: 1, windowMilliseconds: 3000 }

  test('an upload that nobody reads is cut', async () => {
    const server = await serve(deafFor(1000))
    const { error, facts } = await post(open(server, { limits }), large(50_000_000))
    expect(error).toMatchObject({ fault: 'answer-stalled', params: { partner: 'retailer' } })
    expect(facts.bytesSent).toBeGreaterThan(0)
    await expectAllClosed(server)
  })

  test('an answer that stops is cut', async () => {
    const server = await serve(answers('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<answ'))
    const { error, body: got } = await post(open(server, { limits: { ...limits, minimumRate: 0 } }))
    expect(got).toBe('<answ')
    expect(error).toMatchObject({
      fault: 'answer-stalled',
      params: { detail: 'no byte for 0.4 s' },
    })
    await expectAllClosed(server)
  })

  test('an answer that trickles is cut, though it is never silent', async () => {
    const server = await serve(async ({ request, socket }) => {
      await request()
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
      while (!socket.destroyed) {
        socket.write('x')
        await pause(20)
      }
    })
    const patient = { ...limits, silenceMilliseconds: 60_000 }
    const { error } = await post(open(server, { limits: patient }))
    expect(error).toMatchObject({
      fault: 'answer-stalled',
      params: { detail: 'less than 10000 bytes per second' },
    })
    await expectAllClosed(server)
  })

  test('a head that trickles is cut', async () => {
    const server = await serve(async ({ request, socket }) => {
      await request()
      socket.write('HTTP/1.1 200 OK\r\nX: ')
      while (!socket.destroyed) {
        socket.write('x')
        await pause(20)
      }
    })
    const { error } = await post(open(server, { limits }))
    expect(error).toMatchObject({ fault: 'answer-stalled' })
    await expectAllClosed(server)
  })

  test('a silent server is cut', async () => {
    const server = await serve(deaf)
    const { error } = await post(open(server, { limits }))
    expect(error).toMatchObject({ fault: 'answer-stalled' })
    await expectAllClosed(server)
  })

  test('a slow but steady answer is not cut, however long it takes', async () => {
    const server = await serve(async ({ request, socket }) => {
      await request()
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n')
      for (let count = 0; count < 40; count += 1) {
        socket.write(Buffer.alloc(1000, 'x'))
        await pause(100)
      }
    })
    const start = performance.now()
    expect((await post(open(server, { limits: mild }))).body).toHaveLength(40_000)
    expect(performance.now() - start).toBeGreaterThan(mild.silenceMilliseconds)
  })

  test('a slow but steady upload is not cut', async () => {
    const server = await serve(answers(whole('kept')))
    const outcome = await post(open(server, { limits: mild }), {
      contentLength: 40_000,
      chunks: async function* () {
        for (let count = 0; count < 40; count += 1) {
          await pause(100)
          yield Buffer.alloc(1000, 'x')
        }
      },
    })
    expect(outcome).toMatchObject({ body: 'kept', facts: { bytesSent: 40_000 } })
  })

  test('a server that thinks is given its silence, whatever the rate', async () => {
    const server = await serve(async ({ request, socket }) => {
      await request()
      await pause(900)
      socket.write(whole('kept'))
    })
    const patient = { ...limits, silenceMilliseconds: 60_000 }
    const outcome = await post(open(server, { limits: patient }))
    expect(outcome).toMatchObject({ body: 'kept' })
  })

  test('the time to connect is not taken for silence', async () => {
    const server = await serve(answers(whole('kept')))
    const proxy = await serve(async ({ head, socket }) => {
      await head()
      socket.pause()
      await pause(mild.silenceMilliseconds + 500)
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(connectTcp(server.port, '127.0.0.1')).pipe(socket)
    })
    const outcome = await post(
      open(server, { limits: mild, proxy: { host: '127.0.0.1', port: proxy.port } }),
    )
    expect(outcome).toMatchObject({ body: 'kept' })
  })
})

/** Reads nothing for a while, then all. */
function deafFor(milliseconds: number): (caller: RawCaller) => Promise<void> {
  return async ({ socket }) => {
    socket.pause()
    await pause(milliseconds)
    socket.resume()
  }
}

describe('a source of the body', () => {
  test('that fails is told as it is, and the request is not whole at the server', async () => {
    let got: unknown
    const server = await serve(async ({ request }) => {
      got = await request().catch(() => 'cut')
    })
    const { error, facts } = await post(open(server), {
      contentLength: 1000,
      chunks: async function* () {
        yield await Promise.resolve(Buffer.alloc(500))
        yield* broken()
      },
    })
    expect(codeOf(error)).toBe('EIO')
    expect(facts.bytesSent).toBe(500)
    await expect.poll(() => got).toBe('cut')
    await expectAllClosed(server)
  })

  test.each([
    ['less', 5],
    ['more', 15],
  ])('that gives %s than its length fails, and is never a whole request', async (_what, bytes) => {
    const server = await serve(async ({ request, socket }) => {
      await request()
      socket.write(whole('taken'))
    })
    const { error } = await post(open(server), {
      contentLength: 10,
      chunks: () => piecesOf(Buffer.alloc(bytes)),
    })
    expect(codeOf(error)).toBe('UND_ERR_REQ_CONTENT_LENGTH_MISMATCH')
    await expectAllClosed(server)
  })

  test('tells its progress', async () => {
    const server = await serve(answers(whole('x')))
    const told: number[] = []
    await post(open(server), { ...large(200_000), onSent: (bytes) => told.push(bytes) })
    expect(told.at(-1)).toBe(200_000)
    expect(told.length).toBeGreaterThan(2)
  })
})

describe('an operator who stops', () => {
  const limits = { silenceMilliseconds: 30_000, minimumRate: 0, windowMilliseconds: 30_000 }

  test.each([
    ['in mid-handshake', deaf, { tls: clientTls }, {}],
    ['while a proxy thinks', deaf, { proxied: true }, {}],
    ['in mid-upload', deafFor(500), {}, large(50_000_000)],
    ['while the server thinks', deaf, {}, {}],
    ['in mid-answer', answers('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<answ'), {}, {}],
  ] as const)('%s is obeyed at once', async (_what, script, how, order) => {
    const server = await serve(script)
    const { proxied, ...rest } = { proxied: false, ...how }
    const proxy = proxied ? { proxy: { host: '127.0.0.1', port: server.port } } : {}
    const stop = new AbortController()
    setTimeout(() => {
      stop.abort()
    }, 150)
    const client = open(server, { limits, timeoutMilliseconds: 30_000, ...rest, ...proxy })
    const { error } = await post(client, { ...order, signal: stop.signal })
    // Any of the time limits would have another name.
    expect(error).toMatchObject({ name: 'AbortError' })
    await expectAllClosed(server)
  })

  test('before the call sends nothing', async () => {
    const server = await serve(deaf)
    const { error, facts } = await post(open(server), { signal: AbortSignal.abort() })
    expect(error).toMatchObject({ name: 'AbortError' })
    expect(facts.bytesSent).toBe(0)
  })
})

describe('closing a client', () => {
  test('closes its kept connection', async () => {
    const server = await serve(answers(whole('x')))
    const client = open(server)
    await post(client)
    expect(server.open).toBe(1)
    await client.close()
    await expectAllClosed(server)
  })

  test('in mid-handshake does not wait for it', async () => {
    const server = await serve(deaf)
    const client = open(server, { tls: clientTls, timeoutMilliseconds: 30_000 })
    const outcome = post(client)
    await expect.poll(() => server.open).toBe(1)
    await client.close()
    const { error } = await outcome
    expect(error).toMatchObject({ code: 'UND_ERR_DESTROYED' })
    await expectAllClosed(server)
  })

  test('a client that found nobody has nothing to close', async () => {
    const client = open({ port: unusedPort })
    expect((await post(client)).error).toMatchObject({ fault: 'connection-refused' })
    await client.close()
  })
})
