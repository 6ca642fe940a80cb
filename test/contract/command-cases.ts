import { expect, test } from 'vitest'

import type { ServedAttempt, StationDocument } from '../../src/domain/exchange/index.ts'
import type { BenchOf } from './bench.ts'
import { attempt, document, newId, oddTexts, start, wholeDocument } from './samples.ts'

const payload = Buffer.from('<order/>')
const call = (changes: Partial<ServedAttempt['attempt']> = {}): ServedAttempt => ({
  attempt: attempt({ id: newId('A'), ...changes }),
})
const waiting = (): StationDocument =>
  document({ box: 'mailbox', partner: 'supplier', state: 'not-taken' })
const keyOf = ({ partner, senderId, messageId, receiverId }: StationDocument) => ({
  ...{ partner, senderId, messageId, receiverId },
})

/** What is written as data is what the tables say of it afterwards. */
export function testCommands(bench: BenchOf): void {
  test('a new document is kept with its payload and its call, every field as it was', async () => {
    const { commands, documents, exchanges, payloads } = bench().ledger
    for (const text of oddTexts) {
      const id = newId('D')
      const one = { ...document(), ...wholeDocument, id, messageId: `${text}${id}`, partner: text }
      const served = call({ documentId: id, messageId: one.messageId })
      expect(await commands.keepNew(one, payload, served)).toBe(true)
      expect(await documents.find(id)).toEqual(one)
      expect(await payloads.find(id)).toEqual({ in: 'row', bytes: payload })
      expect(await exchanges.attemptsOf(id)).toEqual([served.attempt])
    }
  })

  test('it belongs to the flow of its kind, as one that is kept otherwise', async () => {
    const { commands, documents } = bench().ledger
    const [one, other] = [document(), document()]
    await commands.keepNew(one, payload, call())
    await documents.keep(other, payload)
    expect((await documents.find(one.id))?.flowId).toBe((await documents.find(other.id))?.flowId)
  })

  test('what is known under its key, or was, is not kept again, and no call is noted', async () => {
    const { commands, documents, exchanges, payloads, clearing } = bench().ledger
    const known = document({ state: 'received' })
    await documents.keep(known, payload)
    const again = { ...known, id: newId('D') }
    const served = call({ documentId: again.id })
    expect(await commands.keepNew(again, payload, served)).toBe(false)
    await clearing.mark([known.id], start)
    await payloads.remove([known.id])
    await clearing.close([known.id])
    await clearing.forget([known.id], start)
    expect(await commands.keepNew(again, payload, served)).toBe(false)
    expect(await documents.find(again.id)).toBeUndefined()
    expect(await payloads.find(again.id)).toEqual({ in: 'file' })
    expect(await exchanges.attemptsOf(again.id)).toEqual([])
  })

  test('of many copies that come at once one is kept', async () => {
    const { commands, documents } = bench().ledger
    const one = document()
    const copies = Array.from({ length: 20 }, () => ({ ...one, id: newId('D') }))
    const kept = await Promise.all(copies.map((copy) => commands.keepNew(copy, payload, call())))
    expect(kept.filter(Boolean)).toHaveLength(1)
    expect(await documents.count({})).toBe(1)
  })

  test('what waits is taken once, and the call is about it', async () => {
    const { commands, documents, exchanges } = bench().ledger
    const one = waiting()
    await documents.keep(one)
    const at = new Date(start.getTime() + 1000)
    const served = call()
    expect(await commands.takeWaiting(keyOf(one), at, served)).toBe(true)
    expect(await documents.find(one.id)).toEqual({ ...one, state: 'taken', changedAt: at })
    expect(await exchanges.attemptsOf(one.id)).toEqual([{ ...served.attempt, documentId: one.id }])
    expect(await commands.takeWaiting(keyOf(one), at, call())).toBe(false)
  })

  test('nothing is taken for another partner, sender, receiver or id, nor what is held', async () => {
    const { commands, documents } = bench().ledger
    const [one, held] = [waiting(), { ...waiting(), state: 'held' as const }]
    for (const each of [one, held]) await documents.keep(each)
    const key = keyOf(one)
    for (const name of ['partner', 'senderId', 'receiverId', 'messageId'] as const) {
      expect(await commands.takeWaiting({ ...key, [name]: 'x' }, start, call())).toBe(false)
    }
    expect(await commands.takeWaiting(keyOf(held), start, call())).toBe(false)
    expect((await documents.find(one.id))?.state).toBe('not-taken')
  })

  test('a handshake comes with the first call, and is only seen again after that', async () => {
    const { commands, handshakes, exchanges } = bench().ledger
    const shown = { id: 'H-1', outcome: 'done', form: 'short', partner: 'retailer' } as const
    const first = call({ handshakeId: 'H-1', documentId: 'D-1' })
    await commands.note({ ...first, handshake: { ...shown, at: start, record: '{"a":1}' } })
    const later = new Date(start.getTime() + 1000)
    await commands.note({ ...call(), handshake: { ...shown, at: later, record: '{"b":1}' } })
    await commands.note({ ...call(), handshake: { ...shown, at: start, record: '{"c":1}' } })
    expect(await handshakes.find('H-1')).toEqual({ ...shown, at: later, record: '{"a":1}' })
    expect(await exchanges.attemptsOf('D-1')).toEqual([first.attempt])
  })
}
