import { expect, test } from 'vitest'
import type { MessageKey, StationDocument } from '../../src/domain/exchange/index.ts'
import type { BenchOf } from './bench.ts'
import { document, oddTexts, wholeDocument } from './samples.ts'

const later = new Date('2026-04-02T03:04:05.678Z')
const queue = { box: 'mailbox', partner: 'supplier', state: 'not-taken' } as const

export function testDocuments(bench: BenchOf): void {
  testKeeping(bench)
  testKey(bench)
  testOldest(bench)
  testSearch(bench)
  testChange(bench)
}

async function keepAll(bench: BenchOf, documents: readonly StationDocument[]): Promise<void> {
  for (const one of documents) {
    expect(await bench().ledger.documents.keep(one)).toBeUndefined()
  }
}

function testKeeping(bench: BenchOf): void {
  test('gives every field back as it was kept, and none that was not', async () => {
    const { documents } = bench().ledger
    for (const one of [document(), document(wholeDocument)]) {
      await documents.keep(one)
      expect(await documents.find(one.id)).toStrictEqual(one)
    }
  })

  test('keeps every state of every box', async () => {
    const states = [
      ...(['kept', 'received', 'quarantined'] as const).map((state) => ['inbox', state] as const),
      ...(['waiting', 'delivered', 'refused'] as const).map((state) => ['outbox', state] as const),
      ...(['not-taken', 'taken', 'quarantined'] as const).map(
        (state) => ['mailbox', state] as const,
      ),
    ]
    for (const [box, state] of states) {
      const one = document({ box, state })
      await keepAll(bench, [one])
      expect(await bench().ledger.documents.find(one.id)).toMatchObject({ box, state })
    }
  })

  test.each(oddTexts)('changes no character of %j', async (text) => {
    const { documents } = bench().ledger
    const one = document({
      partner: text,
      messageId: text,
      senderId: text,
      receiverId: text,
      formatType: text,
      documentType: text,
      compressType: text,
      fileName: text,
      handedOver: { to: text, at: later },
    })
    await documents.keep(one)
    expect(await documents.find(one.id)).toStrictEqual(one)
    expect(await documents.findByMessage(one)).toStrictEqual(one)
    const { partner, messageId } = one
    expect(await documents.search({ partner, messageId })).toStrictEqual([one])
  })

  test('knows nothing of an id that was never kept', async () => {
    const { documents } = bench().ledger
    expect(await documents.find(document().id)).toBeUndefined()
    expect(await documents.findByMessage(document())).toBeUndefined()
    expect(await documents.search({})).toEqual([])
    expect(await documents.count({})).toBe(0)
  })

  test('fails, and keeps neither, if an id comes twice under two messageIds', async () => {
    const { documents } = bench().ledger
    const first = document()
    await documents.keep(first)
    await expect(documents.keep(document({ id: first.id }))).rejects.toMatchObject({
      fault: 'database-failed',
    })
    expect(await documents.search({})).toStrictEqual([first])
  })
}

function testKey(bench: BenchOf): void {
  test('keeps a messageId once, and gives the document already known', async () => {
    const { documents } = bench().ledger
    const first = document()
    const copy = document({ messageId: first.messageId, fileName: 'other.xml' })
    await documents.keep(first)
    expect(await documents.keep(copy)).toStrictEqual(first)
    expect(await documents.find(copy.id)).toBeUndefined()
    expect(await documents.count({})).toBe(1)
  })

  test('tells apart what differs in one part of the key', async () => {
    const first = document({ messageId: 'message' })
    const others: Partial<MessageKey>[] = [
      { box: 'mailbox' },
      { partner: 'other' },
      { senderId: '4900000000020' },
      { messageId: 'message ' },
      { messageId: 'Message' },
      { messageId: 'ｍessage' },
      { messageId: 'me\u0301ssage' },
      { messageId: 'm\u00e9ssage' },
      { twin: 'ab'.repeat(32) },
      { twin: 'cd'.repeat(32) },
    ]
    const all = [first, ...others.map((part) => document({ messageId: 'message', ...part }))]
    await keepAll(bench, all)
    for (const one of all) {
      expect(await bench().ledger.documents.findByMessage(one)).toStrictEqual(one)
    }
  })

  test('keeps one of fifty copies that arrive at once through two connections', async () => {
    const ledgers = [bench().ledger, await bench().open()]
    const copies = Array.from({ length: 50 }, () => document({ messageId: 'at-once' }))
    const known = await Promise.all(copies.map((copy, at) => ledgers[at % 2]!.documents.keep(copy)))
    const kept = copies.filter((_, at) => known[at] === undefined)
    expect(kept).toHaveLength(1)
    for (const one of known) if (one !== undefined) expect(one).toStrictEqual(kept[0])
    expect(await bench().ledger.documents.search({})).toStrictEqual(kept)
  })

  test('keeps one of the copies that four processes bring at once', async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, () => bench().process()))
    const reports = await Promise.all(processes.map((one) => one.keep('at-once', 25)))
    const own = reports.flatMap((report) => report.own)
    expect(own).toHaveLength(1)
    expect(new Set(reports.flatMap((report) => report.known))).toEqual(new Set(own))
    expect(await bench().ledger.documents.count({})).toBe(1)
  })
}

function testOldest(bench: BenchOf): void {
  const waiting = (changes: Partial<StationDocument> = {}): StationDocument =>
    document({ ...queue, ...changes })

  test('is the one that arrived first, whatever the clock or the ids say', async () => {
    const { documents } = bench().ledger
    const first = waiting({ id: 'D-260401-ZZZZZZZZZZZZ', createdAt: later, changedAt: later })
    const second = waiting({ id: 'D-260401-000000000000' })
    await keepAll(bench, [first, second])
    expect(await documents.oldest(queue)).toStrictEqual(first)
    await documents.change(first.id, 'not-taken', { state: 'taken', at: later })
    expect(await documents.oldest(queue)).toStrictEqual(second)
    // Put back, it is the oldest again: retaking does not send it to the end of the queue.
    await documents.change(first.id, 'taken', { state: 'not-taken', at: later })
    expect((await documents.oldest(queue))?.id).toBe(first.id)
  })

  test('notes who looked at a document first, and finds those nobody looked at', async () => {
    const { documents } = bench().ledger
    const [a, b] = [document(), document()]
    for (const one of [a, b]) await documents.keep(one)
    const looked = { by: '佐藤', at: later }
    expect(await documents.look(a.id, looked)).toBe(true)
    expect(await documents.look(a.id, { by: 'tanaka', at: new Date(0) })).toBe(false)
    expect(await documents.find(a.id)).toStrictEqual({ ...a, looked })
    expect(await documents.search({ notLookedAt: true })).toStrictEqual([b])
    expect(await documents.search({ slipKind: 'order' })).toEqual([])
    await bench().ledger.slips.put({ documentId: b.id, kind: 'order', slips: [] })
    expect(await documents.search({ slipKind: 'order' })).toStrictEqual([b])
  })

  test('notes who got the bytes of a document first; who only looks is another', async () => {
    const { documents } = bench().ledger
    const [a, b] = [document(), document()]
    for (const one of [a, b]) await documents.keep(one)
    const saved = { by: 'erp', at: later }
    expect(await documents.save(a.id, saved)).toBe(true)
    expect(await documents.save(a.id, { by: 'tanaka', at: new Date(0) })).toBe(false)
    expect(await documents.find(a.id)).toStrictEqual({ ...a, saved })
    expect(await documents.search({ notLookedAt: true })).toHaveLength(2)
    expect(await documents.find(b.id)).toStrictEqual(b)
  })

  test('looks at one box, partner and state only', async () => {
    await keepAll(bench, [
      waiting({ box: 'outbox' }),
      waiting({ partner: 'other' }),
      waiting({ state: 'taken' }),
    ])
    expect(await bench().ledger.documents.oldest(queue)).toBeUndefined()
  })

  test('takes the filter of the 2007 edition: both types must be equal', async () => {
    const { documents } = bench().ledger
    const invoice = waiting({ documentType: 'Invoice' })
    const otherFormat = waiting({ formatType: 'ThirdGenEDI' })
    const order = waiting()
    const secondOrder = waiting()
    await keepAll(bench, [invoice, otherFormat, order, secondOrder])
    const of = (formatType: string, documentType: string): Promise<string | undefined> =>
      documents.oldest(queue, { formatType, documentType }).then((found) => found?.id)
    expect(await of('SecondGenEDI', 'Order')).toBe(order.id)
    expect(await of('SecondGenEDI', 'Invoice')).toBe(invoice.id)
    expect(await of('ThirdGenEDI', 'Order')).toBe(otherFormat.id)
    expect(await of('ThirdGenEDI', 'Invoice')).toBeUndefined()
    expect(await of('SecondGenEDI', '')).toBeUndefined()
    expect(await of('SecondGenEDI', 'order')).toBeUndefined()
    expect(await of('SecondGenEDI', 'Ord%')).toBeUndefined()
  })
}

function testSearch(bench: BenchOf): void {
  test('finds the newest first, up to the limit', async () => {
    const { documents } = bench().ledger
    const all = Array.from({ length: 5 }, () => document())
    await keepAll(bench, all)
    const newestFirst = all.toReversed()
    expect(await documents.search({})).toStrictEqual(newestFirst)
    expect(await documents.search({ limit: 2 })).toStrictEqual(newestFirst.slice(0, 2))
    expect(await documents.search({ limit: 99 })).toStrictEqual(newestFirst)
    expect(await documents.search({ limit: 0 })).toEqual([])
  })

  test('joins its conditions with and, and counts what it finds', async () => {
    const { documents } = bench().ledger
    const handedOver = { to: '/into/a.xml', at: later }
    const a = document({ state: 'received', handedOver })
    const b = document({ state: 'received' })
    const c = document({ partner: 'other', messageId: a.messageId })
    const d = document({ box: 'outbox', state: 'waiting' })
    await keepAll(bench, [a, b, c, d])
    const queries = [
      [{ box: 'inbox' }, [c, b, a]],
      [{ box: 'mailbox' }, []],
      [{ partner: 'retailer' }, [d, b, a]],
      [{ state: 'received' }, [b, a]],
      [{ messageId: a.messageId }, [c, a]],
      [{ notHandedOver: true }, [d, c, b]],
      [{ notHandedOver: false }, [d, c, b, a]],
      [{ box: 'inbox', state: 'received', notHandedOver: true }, [b]],
      [{ partner: 'other', messageId: a.messageId, box: 'inbox', state: 'kept' }, [c]],
      [{ partner: 'other', state: 'received' }, []],
    ] as const
    for (const [query, found] of queries) {
      expect(await documents.search(query)).toStrictEqual(found)
      expect(await documents.count(query)).toBe(found.length)
    }
  })
}

function testChange(bench: BenchOf): void {
  test('changes a document that is in the state, and says so', async () => {
    const { documents } = bench().ledger
    const one = document()
    await keepAll(bench, [one, document()])
    expect(await documents.change(one.id, 'kept', { state: 'received', at: later })).toBe(true)
    expect(await documents.find(one.id)).toStrictEqual({
      ...one,
      state: 'received',
      changedAt: later,
    })
    expect(await documents.count({ state: 'kept' })).toBe(1)
  })

  test('leaves a document alone that is not in the state, or not there', async () => {
    const { documents } = bench().ledger
    const one = document()
    await documents.keep(one)
    const change = { state: 'quarantined', at: later, faultId: 'F-1', handedOverTo: '/x' } as const
    expect(await documents.change(one.id, 'received', change)).toBe(false)
    expect(await documents.change(document().id, 'kept', change)).toBe(false)
    expect(await documents.find(one.id)).toStrictEqual(one)
  })

  test('notes the hand-over and the fault without touching the state', async () => {
    const { documents } = bench().ledger
    const one = document()
    await documents.keep(one)
    const change = { at: later, handedOverTo: '/受信/注文.xml', faultId: 'F-1' }
    expect(await documents.change(one.id, 'kept', change)).toBe(true)
    expect(await documents.find(one.id)).toStrictEqual({
      ...one,
      faultId: 'F-1',
      handedOver: { to: '/受信/注文.xml', at: later },
    })
  })

  test('takes a change of nothing, and says whether the state was the one', async () => {
    const { documents } = bench().ledger
    const one = document()
    await documents.keep(one)
    expect(await documents.change(one.id, 'kept', { at: later })).toBe(true)
    expect(await documents.change(one.id, 'received', { at: later })).toBe(false)
    expect(await documents.find(one.id)).toStrictEqual(one)
  })

  test('lets one of many win who change from the same state at once', async () => {
    const ledgers = [bench().ledger, await bench().open()]
    const one = document({ ...queue })
    await keepAll(bench, [one])
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        ledgers[at % 2]!.documents.change(one.id, 'not-taken', { state: 'taken', at: later }),
      ),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
  })
}
