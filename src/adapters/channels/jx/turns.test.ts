import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'

import type { Connection } from '../../../wire/http/index.ts'
import { Turns } from './turns.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const request = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
const usual = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(600)}\r\n\r\n`

/** A server whose work goes on only when it is let. */
async function startHeld(): Promise<{
  readonly caller: Socket
  readonly begun: string[]
  readonly socket: () => Socket | undefined
  readonly letOneGo: () => void
}> {
  const turns = new Turns()
  const waiting: (() => void)[] = []
  const begun: string[] = []
  let socket: Socket | undefined
  const server = createServer((request, response) => {
    socket = request.socket
    const connection = request.socket as unknown as Connection
    turns.take({ request, response, connection }, async () => {
      begun.push(request.url ?? '')
      await new Promise<void>((resolve) => waiting.push(resolve))
      await new Promise<void>((resolve) => response.end('x', resolve))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const caller = connect((server.address() as AddressInfo).port, '127.0.0.1')
  closers.push(() => {
    caller.destroy()
    server.close()
    server.closeAllConnections()
  })
  return { caller, begun, socket: () => socket, letOneGo: () => waiting.shift()?.() }
}

describe('requests of one connection', () => {
  test('are worked at one after another, as they came', async () => {
    const { caller, begun, letOneGo } = await startHeld()
    caller.write(request.replace('/', '/1') + request.replace('/', '/2'))
    await expect.poll(() => begun).toEqual(['/1'])
    letOneGo()
    await expect.poll(() => begun).toEqual(['/1', '/2'])
  })

  test('are read no further than sixteen and what one read brings, until one is done', async () => {
    const { caller, socket, letOneGo } = await startHeld()
    const count = 20_000
    caller.write(usual.repeat(count))
    await expect.poll(() => socket()?.isPaused()).toBe(true)
    const read = socket()?.bytesRead ?? 0
    expect(read).toBeLessThanOrEqual(16 * usual.length + 2 * 65_536)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(socket()?.bytesRead).toBe(read)
    for (let done = 0; done < count && socket()?.bytesRead === read; done += 1) {
      letOneGo()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(socket()?.bytesRead).toBeGreaterThan(read)
  })

  test('end their connection when one read brings more than any caller of JX sends', async () => {
    const { caller, begun } = await startHeld()
    caller.on('error', () => undefined)
    const closed = new Promise((resolve) => caller.once('close', resolve))
    caller.write(request.repeat(200_000))
    await closed
    expect(begun).toHaveLength(1)
  })
})
