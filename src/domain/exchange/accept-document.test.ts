import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { supplier, testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { acceptDocument } from './accept-document.ts'
import type { DocumentEnvelope } from './document.ts'
import { beginCaller, type Caller, type Seen } from './served-calls.ts'

let context: TestContext
let caller: Caller
beforeEach(async () => {
  context = await testContext()
  caller = await beginCaller(context, supplier)
})
afterEach(() => context.end())

const envelope: DocumentEnvelope = {
  messageId: 'm1@jx.maker.example',
  senderId: supplier.partnerId,
  receiverId: supplier.ownId,
  formatType: 'SecondGenEDI',
  documentType: 'Order',
  compressType: '',
}

async function accept(
  bytes: string | Uint8Array,
  changes: Partial<DocumentEnvelope> = {},
): ReturnType<typeof acceptDocument> {
  const draft = await context.payloads.draft()
  await draft.write(Buffer.from(bytes))
  const seen: Seen = {
    startedAt: context.clock.now(),
    facts: { bytesSent: 0, bytesReceived: bytes.length },
  }
  return acceptDocument(context, caller, { envelope: { ...envelope, ...changes }, draft, seen })
}

const inbox = (): ReturnType<TestContext['ledger']['documents']['search']> =>
  context.ledger.documents.search({ box: 'inbox' })

function nothingLeft(): void {
  expect(readdirSync(join(context.home, 'incoming'))).toEqual([])
}

describe('a document that a partner puts', () => {
  test('is durable, and recorded, when it is accepted', async () => {
    expect(await accept('<a/>')).toBe('kept')
    const [document] = await inbox()
    expect(document).toMatchObject({ ...envelope, partner: 'supplier', state: 'received' })
    const { attempts } = (await context.ledger.exchanges.find(caller.exchangeId))!
    expect(attempts).toMatchObject([{ outcome: 'accepted', documentId: document?.id }])
    expect(context.reachedNames).toEqual([
      'serve-put.payload-synced',
      'serve-put.payload-published',
      'serve-put.document-kept',
    ])
    expect(caller).toMatchObject({ documents: 1, calls: 1, refused: 0 })
  })

  test('is told as a duplicate the second time, and stored once', async () => {
    await accept('<a/>')
    expect(await accept('<a/>')).toBe('duplicate')
    expect(await inbox()).toHaveLength(1)
    expect(caller.documents).toBe(1)
    nothingLeft()
  })

  test('is the same one when it is packed again for a resend', async () => {
    const gzip = { compressType: 'gzip' }
    expect(await accept(gzipSync('<order/>', { level: 1 }), gzip)).toBe('kept')
    expect(await accept(gzipSync('<order/>', { level: 9 }), gzip)).toBe('duplicate')
    expect(await accept('<order/>')).toBe('duplicate')
    expect(await inbox()).toHaveLength(1)
  })

  test('is stored once when it comes many times at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => accept('<a/>')))
    expect(outcomes.filter((outcome) => outcome === 'kept')).toHaveLength(1)
    expect(await inbox()).toHaveLength(1)
    nothingLeft()
  })

  test('under a used messageId with other content is refused, and the first one stays', async () => {
    await accept('<a/>')
    await expect(accept('<b/>')).rejects.toMatchObject({
      fault: 'message-id-reused',
      params: { partner: 'supplier', messageId: envelope.messageId },
    })
    const [document, ...others] = await inbox()
    expect(others).toEqual([])
    expect(document?.content?.bytes).toBe(4)
    nothingLeft()
  })

  test('is told apart by its sender and its partner, not by its messageId alone', async () => {
    const other = { ...supplier, name: 'other', partnerId: '4511111111111' }
    await context.ledger.partners.add(other, {})
    await accept('<a/>')
    caller = await beginCaller(context, other)
    expect(await accept('<b/>', { senderId: other.partnerId })).toBe('kept')
    expect(await inbox()).toHaveLength(2)
  })

  test.each([
    ['of no bytes', '', {}, 'empty-document-refused'],
    ['from another sender', '<a/>', { senderId: '4999999999999' }, 'id-not-yours'],
    ['for another receiver', '<a/>', { receiverId: '4999999999999' }, 'id-not-yours'],
    ['packed in an unknown way', '<a/>', { compressType: 'lzh' }, 'compression-unknown'],
    ['not packed though it says so', '<a/>', { compressType: 'gzip' }, 'compression-broken'],
  ] as const)('is refused: %s', async (_what, bytes, changes, fault) => {
    await expect(accept(bytes, changes)).rejects.toMatchObject({ fault })
    expect(await inbox()).toEqual([])
    expect(caller.documents).toBe(0)
    nothingLeft()
  })
})
