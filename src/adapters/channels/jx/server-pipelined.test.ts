import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'

import type { PutRequest } from '../../../wire/jx/index.ts'
import { supplier } from '../../../../test/support/exchange-context.ts'
import {
  allFrom,
  basic,
  messageOf,
  startServing,
  type Serving,
} from '../../../../test/support/serving.ts'

/** A caller that sends the next request before it has the answer to the one before. */
let serving: Serving

afterEach(() => serving.close())

function put(messageId: string): PutRequest {
  return {
    operation: 'PutDocument',
    header: { from: 'a', to: 'b', messageId: `${messageId}@a`, timestamp: '2026-04-01T00:30:05' },
    document: {
      messageId,
      senderId: supplier.partnerId,
      receiverId: supplier.ownId,
      formatType: 'SecondGenEDI',
      documentType: 'Order',
      compressType: '',
    },
  }
}

async function requestOf(messageId: string, bytes: number): Promise<Buffer> {
  const body = await messageOf(put(messageId), randomBytes(bytes).toString('hex'))
  const head = `POST /jx HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.byteLength}\r\n`
  const login = `Authorization: ${basic('supplier')}\r\n`
  return Buffer.concat([Buffer.from(`${head}${login}Content-Type: text/xml\r\n\r\n`), body])
}

/** Sends all at once. @returns the status of each answer, in their order */
async function pipelined(requests: readonly Buffer[]): Promise<string[]> {
  const socket = await serving.open()
  const answers = allFrom(socket)
  const last = 'GET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  socket.write(Buffer.concat([...requests, Buffer.from(last)]))
  return [...(await answers).matchAll(/HTTP\/1\.1 (\d{3})/gu)].map(([, status = '']) => status)
}

async function kept(): Promise<string[]> {
  const found = await serving.context.ledger.documents.search({ box: 'inbox' })
  return found.map(({ messageId }) => messageId).toReversed()
}

describe('requests that are sent ahead of their answers', () => {
  test('are kept in the order in which they came, a small one never before a large one', async () => {
    const steps: string[] = []
    serving = await startServing({ context: { steps: { reached: (step) => steps.push(step) } } })
    const sizes = [600_000, 10, 200_000, 10, 10]
    const ids = sizes.map((_, at) => `m-${at}`)
    const requests = await Promise.all(sizes.map((size, at) => requestOf(ids[at]!, size)))
    expect(await pipelined(requests)).toEqual([...ids.map(() => '200'), '404'])
    expect(await kept()).toEqual(ids)
    const order = steps.filter((step) => /authenticated|answered/.test(step))
    expect(order).toEqual(ids.flatMap(() => ['serve.authenticated', 'serve-put.answered']))
  })

  test('are all answered, however many there are', async () => {
    serving = await startServing()
    const ids = Array.from({ length: 120 }, (_, at) => `m-${at}`)
    const requests = await Promise.all(ids.map((id) => requestOf(id, 10)))
    expect(await pipelined(requests)).toEqual([...ids.map(() => '200'), '404'])
    expect(await kept()).toEqual(ids)
  })

  test('are read no further than their answers are, and nobody else waits', async () => {
    const steps: string[] = []
    serving = await startServing({ context: { steps: { reached: (step) => steps.push(step) } } })
    const answered = (): number => steps.filter((step) => step === 'serve-put.answered').length
    const stuck = await serving.open()
    stuck.pause()
    // No answer is read, so their number is what the buffers between the two hold.
    const one = await requestOf('m-0', 10)
    for (let count = 0; count < 2000; count += 1) stuck.write(one)
    await expect.poll(answered).toBeGreaterThan(0)
    expect((await serving.call({ method: 'GET', path: '/jx?wsdl' })).status).toBe(200)
    expect(await kept()).toEqual(['m-0'])
    stuck.destroy()
  })
})
