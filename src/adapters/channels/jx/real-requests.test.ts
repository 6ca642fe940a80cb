import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue, faultText } from '../../../errors/index.ts'
import { supplier } from '../../../../test/support/exchange-context.ts'
import type { RequestingCase } from '../../../../test/support/failing/answering-case.ts'
import { casesByRequests } from '../../../../test/support/failing/by-requests.ts'
import {
  allFrom,
  basic,
  messageOf,
  startServing,
  type Serving,
} from '../../../../test/support/serving.ts'

let serving: Serving
beforeAll(async () => {
  serving = await startServing()
})
afterAll(() => serving.close())

/** A Put of its own for each case. */
function putOf(messageId: string): Promise<Buffer> {
  const header = { from: 'a', to: 'b', messageId, timestamp: '2026-04-01T00:30:05' }
  const { partnerId: senderId, ownId: receiverId } = supplier
  const kind = { formatType: 'SecondGenEDI', documentType: 'Order', compressType: '' }
  const document = { messageId, senderId, receiverId, ...kind }
  return messageOf({ operation: 'PutDocument', header, document }, '<order/>')
}

/** The last of its connection. */
function closing(bytes: Buffer): Buffer {
  const end = bytes.indexOf('\r\n\r\n')
  return Buffer.concat([
    bytes.subarray(0, end),
    Buffer.from('\r\nConnection: close'),
    bytes.subarray(end),
  ])
}

async function check(_name: string, one: RequestingCase): Promise<void> {
  const messageId = `m-${casesByRequests.indexOf(one)}`
  const login = `Authorization: ${basic('supplier')}\r\n`
  const bytes = one.request(await putOf(messageId), login)
  const socket = await serving.open()
  socket.write(closing(bytes))
  const answer = await allFrom(socket)
  expect(answer).toContain(`HTTP/1.1 ${one.status} `)
  const { ledger } = serving.context
  if (one.fault === undefined) {
    if (one.status === 200) expect(answer).toContain('<PutDocumentResult>true<')
    expect(answer).toMatch(one.said ?? /./)
    return
  }
  // The caller reads the fault's ID, the operator its texts.
  expect(answer).toContain(catalogue[one.fault].id)
  const [fault] = await ledger.faults.search({})
  expect(fault?.name).toBe(one.fault)
  for (const language of ['en', 'ja'] as const) {
    const words = Object.values(faultText(fault!.name, fault!.params, language)).join('\n')
    expect(words).not.toMatch(/\{\w+\}|undefined|\[object/)
    if (language === 'en') expect(words).toMatch(one.said ?? /./)
    else expect(words).toMatch(/[ぁ-ん]/)
  }
}

test.each(casesByRequests.map((one): [string, RequestingCase] => [one.caller.en, one]))('%s', check)
