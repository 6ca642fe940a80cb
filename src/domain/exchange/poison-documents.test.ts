import { afterEach, expect, test } from 'vitest'

import { systemClock } from '../../base/clock.ts'
import {
  readRequest,
  writeResponse,
  type DocumentFields,
  type JxResponse,
} from '../../wire/jx/index.ts'
import { framings, openChannel, payloadOf } from '../../../test/support/calling.ts'
import { retailer, testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { rawServer, type RawServer } from '../../../test/support/raw-server.ts'
import { allOf } from '../../../test/support/scripted-channel.ts'
import { receiveDocuments } from './index.ts'

let server: RawServer | undefined
let context: TestContext | undefined

afterEach(async () => {
  await server?.close()
  await context?.end()
})

const good: DocumentFields = {
  messageId: 'o-1@edi.retailer.example',
  senderId: retailer.partnerId,
  receiverId: retailer.ownId,
  formatType: 'SecondGenEDI',
  documentType: 'Order',
  compressType: '',
}

/** Gives its oldest document until that one is confirmed, by all three of its ids. */
async function serve(waiting: { fields: DocumentFields; text: string }[]): Promise<RawServer> {
  return rawServer(async ({ request, socket }) => {
    for (;;) {
      const { body } = await request()
      const asked = await readRequest(chunksOf(body), {
        limits: { envelopeBytes: 2 ** 20, documentBytes: 0 },
        payload: { write: () => undefined },
      }).catch(() => undefined)
      const [oldest] = waiting
      let answer: JxResponse = { operation: 'GetDocument' }
      if (asked?.operation === 'GetDocument' && oldest !== undefined) {
        answer = { operation: 'GetDocument', document: oldest.fields }
      } else if (asked === undefined) {
        // What is too long for our own reader is found in the bytes.
        const confirmed = body.includes(`<messageId>${oldest?.fields.messageId ?? ''}</messageId>`)
        if (confirmed) waiting.shift()
        answer = { operation: 'ConfirmDocument', result: confirmed }
      } else if (asked.operation === 'ConfirmDocument') {
        waiting.shift()
        answer = { operation: 'ConfirmDocument', result: true }
      }
      const message = writeResponse(answer, payloadOf(oldest?.text ?? ''))
      socket.write(framings['Content-Length'](await allOf(message.chunks())))
    }
  })
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

const long = `${'x'.repeat(10_000)}@edi.retailer.example`

test.each([
  ['a documentType of 400 bytes', { documentType: 'D'.repeat(400) }, '<a/>', 'documentType'],
  ['a messageId of 10 KB', { messageId: long }, '<a/>', 'messageId'],
  ['an id and no data', { messageId: 'o-0@edi.retailer.example' }, '', 'data'],
  [
    'an empty senderId',
    { messageId: 'o-2@edi.retailer.example', senderId: '' },
    '<a/>',
    'senderId',
  ],
])('a document with %s is kept whole, told and confirmed', async (_what, change, text, told) => {
  const poison = { ...good, messageId: 'poison@edi.retailer.example', ...change }
  const waiting = [
    { fields: poison, text },
    { fields: good, text: '<order/>' },
  ]
  const started = await serve(waiting)
  server = started
  context = await testContext({
    clock: systemClock,
    openChannel: () => Promise.resolve(openChannel(started.port)),
  })
  const report = await receiveDocuments(context, { ...retailer, retries: 0 })
  expect(report.documents.map(({ outcome }) => outcome)).toEqual(['quarantined', 'received'])
  expect(report.outcome).toBe('warning')
  expect(waiting).toEqual([])
  const [kept] = await context.ledger.documents.search({ state: 'quarantined' })
  expect(kept).toMatchObject({ ...poison, state: 'quarantined' })
  const payload = await context.payloads.open(kept?.id ?? '')
  expect((await allOf(payload.chunks())).toString()).toBe(text)
  await payload.close()
  const [fault] = report.faults
  expect(fault?.name).toBe('document-quarantined')
  expect(fault?.params['detail']).toContain(told)
  expect(String(fault?.params['messageId']).length).toBeLessThanOrEqual(101)
})
