import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  streamOf,
  supplier,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { waitingUnderOldIds } from '../partners/old-ids.ts'
import { confirmTaken } from './confirm-taken.ts'
import type { StationDocument } from './document.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { offerDocument, type GetCall } from './offer-document.ts'
import { retakeDocument } from './retake-document.ts'
import { beginCaller, type Caller } from './served-calls.ts'
import { damagePayload, largeText } from '../../../test/support/payload-place.ts'

let context: TestContext
let caller: Caller
beforeEach(async () => {
  context = await testContext()
  caller = await beginCaller(context, supplier)
})
afterEach(() => context.end())

function post(text: string, documentType = 'Order'): Promise<StationDocument> {
  const file = { fileName: 'order.xml', chunks: streamOf(text), documentType }
  return enqueueDocument(context, { partner: supplier, ...file })
}

async function offered(get: Partial<GetCall> = {}): Promise<StationDocument | undefined> {
  const offer = await offerDocument(context, caller, { receiverId: supplier.partnerId, ...get })
  await offer?.payload.close()
  return offer?.document
}

function confirm(document: StationDocument, changes = {}): ReturnType<typeof confirmTaken> {
  const { messageId, senderId, receiverId } = document
  const seen = { startedAt: context.clock.now(), facts: { bytesSent: 0, bytesReceived: 0 } }
  return confirmTaken(context, caller, { messageId, senderId, receiverId, seen, ...changes })
}

const stateOf = async ({ id }: StationDocument): Promise<string | undefined> =>
  (await context.ledger.documents.find(id))?.state
test('a partner whose ids were changed takes and confirms what waits under the old ones', async () => {
  const [first, second] = [await post('<a/>'), await post('<b/>')]
  const renamed = { ...supplier, ownId: '4999999999991', partnerId: '4588888888881' }
  await context.ledger.partners.replace(renamed)
  caller = await beginCaller(context, renamed)
  const third = await enqueueDocument(context, {
    partner: renamed,
    fileName: 'c.xml',
    chunks: streamOf('<c/>'),
    documentType: 'Order',
  })
  const warning = await waitingUnderOldIds(context.ledger, renamed)
  expect(warning?.params).toMatchObject({ partner: renamed.name, count: 2 })
  const get = { receiverId: renamed.partnerId }
  for (const document of [first, second, third]) {
    expect((await offered(get))?.id).toBe(document.id)
    expect(await confirm(document)).toBe('confirmed')
  }
  expect(await offered(get)).toBeUndefined()
  expect(await waitingUnderOldIds(context.ledger, renamed)).toBeUndefined()
  await expect(confirm(first, { receiverId: 'x' })).rejects.toMatchObject({ fault: 'id-not-yours' })
})

describe('the mailbox of a partner that calls', () => {
  test('offers the oldest until it is confirmed, and changes nothing before', async () => {
    const [first, second] = [await post('<a/>'), await post('<b/>')]
    expect((await offered())?.id).toBe(first.id)
    expect((await offered())?.id).toBe(first.id)
    expect(await stateOf(first)).toBe('not-taken')
    expect(await confirm(first)).toBe('confirmed')
    expect(await stateOf(first)).toBe('taken')
    expect((await offered())?.id).toBe(second.id)
    await confirm(second)
    expect(await offered()).toBeUndefined()
    expect(caller.documents).toBe(2)
  })

  test('offers what the filter asks for, and nothing else', async () => {
    await post('<a/>', 'Order')
    const invoice = await post('<b/>', 'Invoice')
    const filter = { formatType: 'SecondGenEDI', documentType: 'Invoice' }
    expect((await offered({ filter }))?.id).toBe(invoice.id)
    expect(await offered({ filter: { ...filter, formatType: 'other' } })).toBeUndefined()
  })

  test('answers a second confirmation as one that was made, and counts it once', async () => {
    const document = await post('<a/>')
    await confirm(document)
    expect(await confirm(document)).toBe('already-confirmed')
    expect(caller).toMatchObject({ documents: 1, calls: 2 })
  })

  test('takes one of many confirmations that come at once', async () => {
    const document = await post('<a/>')
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => confirm(document)))
    expect(outcomes.filter((outcome) => outcome === 'confirmed')).toHaveLength(1)
  })

  test('shows another caller neither documents nor whether there are any', async () => {
    const document = await post('<a/>')
    await expect(offered({ receiverId: '4999999999999' })).rejects.toMatchObject({
      fault: 'id-not-yours',
    })
    await expect(confirm(document, { receiverId: '4999999999999' })).rejects.toMatchObject({
      fault: 'id-not-yours',
    })
    const other = { ...supplier, name: 'other', partnerId: '4511111111111' }
    await context.ledger.partners.add(other, {})
    caller = await beginCaller(context, other)
    const { partnerId } = other
    expect(await offered({ receiverId: partnerId })).toBeUndefined()
    await expect(confirm(document, { receiverId: partnerId })).rejects.toMatchObject({
      fault: 'confirm-of-unknown',
    })
    expect(await stateOf(document)).toBe('not-taken')
  })

  test('gives a taken document again after a retake, at its old place', async () => {
    const [first, second] = [await post('<a/>'), await post('<b/>')]
    await confirm(first)
    await confirm(second)
    await retakeDocument(context, second.id)
    await retakeDocument(context, first.id)
    const again = await offered()
    expect(again).toMatchObject({ id: first.id, messageId: first.messageId, state: 'not-taken' })
    await expect(retakeDocument(context, first.id)).rejects.toMatchObject({
      fault: 'retake-not-possible',
      params: { state: 'not-taken' },
    })
    await expect(retakeDocument(context, 'D-260401-NONE')).rejects.toMatchObject({
      fault: 'document-unknown',
    })
  })
})

describe('a document whose bytes are damaged', () => {
  test.each([
    ['gone from its row', '<aaa/>', undefined],
    ['cut short in its row', '<aaa/>', Buffer.from('<a')],
    ['a file that is gone', largeText, undefined],
    ['a file that was cut short', largeText, Buffer.from('<a')],
  ] as const)(
    '%s: is set aside with a fault, and the next is offered',
    async (_what, text, left) => {
      const [first, second] = [await post(text), await post('<b/>')]
      damagePayload(context.home, first.id, left)
      expect((await offered())?.id).toBe(second.id)
      expect(await stateOf(first)).toBe('quarantined')
      const [fault] = await context.ledger.faults.search({})
      expect(fault).toMatchObject({ name: 'payload-damaged', documentId: first.id })
      await expect(confirm(first)).rejects.toMatchObject({ fault: 'confirm-of-unknown' })
    },
  )
})
