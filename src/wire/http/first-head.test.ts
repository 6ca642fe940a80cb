import { duplexPair } from 'node:stream'
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { withFirstHead } from './first-head.ts'

/** What is handed on of these pieces; undefined: nothing yet. */
async function handedOn(pieces: readonly string[], end = false): Promise<string | undefined> {
  const [near, far] = duplexPair()
  const socket = near as unknown as Socket
  socket.on('error', () => undefined)
  let got: string | undefined
  withFirstHead(socket, 200, () => {
    got = ''
    socket.on('data', (chunk: Buffer) => {
      got = `${got ?? ''}${chunk.toString()}`
    })
  })
  for (const piece of pieces) {
    far.write(piece)
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (end) far.end()
  await new Promise((resolve) => setTimeout(resolve, 20))
  return got
}

const twice = 'Content-Length: 3\r\nHost: x\r\nConnection: keep-alive\r\ncontent-length:3'

test('a head is handed on when it is there, and what comes with it', async () => {
  const text = 'POST /jx HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc'
  expect(await handedOn([text])).toBe(text)
  expect(await handedOn(Array.from(text))).toBe(text)
  expect(await handedOn([text.slice(0, 40)])).toBeUndefined()
})

test('a length that stands there twice stands there once, and the connection is for it alone', async () => {
  const text = `POST /jx HTTP/1.1\r\n${twice}\r\n\r\nabc`
  for (const pieces of [[text], Array.from(text)]) {
    expect(await handedOn(pieces)).toBe(
      'POST /jx HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc',
    )
  }
  const other = text.replace('content-length:3', 'content-length:4')
  expect(await handedOn([other])).toBe(other)
})

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH\r\n'],
  ['a method that is none', 'get / HTTP/1.1\r\n'],
  ['a head that is too long', `GET / HTTP/1.1\r\nX: ${'x'.repeat(300)}`],
])('%s is handed on at once, as it is', async (_what, text) => {
  expect(await handedOn([text])).toBe(text)
})
