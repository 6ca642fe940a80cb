import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  handshakeBytes,
  strangersKept,
  type KeptHandshake,
} from '../../src/domain/handshakes/index.ts'
import type { BenchOf } from './bench.ts'
import { attempt, newId, oddTexts, start } from './samples.ts'

const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)

function handshake(changes: Partial<KeptHandshake> = {}): KeptHandshake {
  return {
    id: newId('H'),
    at: start,
    outcome: 'failed',
    form: 'whole',
    record: JSON.stringify({ odd: oddTexts }),
    ...changes,
  }
}

export function testHandshakes(bench: BenchOf): void {
  testRecords(bench)
  testStrangers(bench)
  test('says a thing once, also over two connections', async () => {
    const { notices } = bench().ledger
    const other = await bench().open()
    expect(await notices.first('a/30', start)).toBe(true)
    expect(await other.notices.first('a/30', start)).toBe(false)
    expect(await other.notices.first('a/14', start)).toBe(true)
  })
}

function testRecords(bench: BenchOf): void {
  test('gives a record back as it was, and links attempts to it', async () => {
    const { handshakes, exchanges } = bench().ledger
    const bare = handshake()
    const whole = handshake({ partner: oddTexts[0]!, outcome: 'done', form: 'short' })
    for (const one of [bare, whole]) {
      await handshakes.keep(one)
      expect(await handshakes.find(one.id)).toStrictEqual(one)
    }
    expect(await handshakes.find('H-260401-000000000000')).toBeUndefined()
    const begun = attempt()
    await exchanges.beginAttempt(begun)
    const end = { bytesSent: 0, bytesReceived: 0, endedAt: start, outcome: 'not-sent' } as const
    await exchanges.endAttempt(begun.id, { ...end, handshakeId: bare.id })
    expect(await exchanges.findAttempt(begun.id)).toMatchObject({ handshakeId: bare.id })
    const served = attempt({ handshakeId: whole.id })
    await exchanges.beginAttempt(served)
    expect(await exchanges.findAttempt(served.id)).toStrictEqual(served)
    expect(await exchanges.findAttempt('A-260401-000000000000')).toBeUndefined()
  })

  test('keeps one record once: a short one is seen again, a whole one stays', async () => {
    const { handshakes } = bench().ledger
    const short = handshake({ form: 'short', outcome: 'done', partner: 'retailer' })
    const whole = handshake({ partner: 'retailer' })
    for (const one of [short, whole]) {
      await handshakes.keep(one)
      await handshakes.keep({ ...one, at: after(2), record: '{}' })
      await handshakes.keep({ ...one, at: after(1), record: '{}' })
    }
    expect(await handshakes.find(short.id)).toStrictEqual({ ...short, at: after(2) })
    expect(await handshakes.find(whole.id)).toStrictEqual(whole)
  })

  test('finds the newest of a partner by its outcome, also after a clock was ahead', async () => {
    const { handshakes } = bench().ledger
    const old = handshake({ partner: 'retailer', outcome: 'done', form: 'short' })
    const ahead = { ...old, id: newId('H'), at: after(9_999_999) }
    const recent = { ...old, id: newId('H'), at: after(1) }
    for (const one of [old, ahead, recent, handshake({ partner: 'retailer', at: after(9) })]) {
      await handshakes.keep(one)
    }
    expect(await handshakes.latest('retailer', 'done')).toStrictEqual(recent)
    expect(await handshakes.latest('other', 'done')).toBeUndefined()
  })

  test('keeps a record that is too large without its text', async () => {
    const { handshakes } = bench().ledger
    // Random text in hexadecimal packs to half.
    const sized = (bytes: number): string => JSON.stringify(randomBytes(bytes).toString('hex'))
    const fits = handshake({ record: sized(handshakeBytes - 8192) })
    const tooLarge = handshake({ record: sized(handshakeBytes + 1) })
    for (const one of [fits, tooLarge]) await handshakes.keep(one)
    expect(await handshakes.find(fits.id)).toStrictEqual(fits)
    const { record, ...rest } = tooLarge
    expect(record).toBeDefined()
    expect(await handshakes.find(tooLarge.id)).toStrictEqual(rest)
  })
}

function testStrangers(bench: BenchOf): void {
  const stranger = { address: '192.0.2.1', cause: 'reset', firstAt: start, lastAt: start, count: 1 }

  test('counts a caller without a name by address and cause', async () => {
    const { handshakes, strangers } = bench().ledger
    const [first, second] = [handshake(), handshake()]
    for (const one of [first, second]) await handshakes.keep(one)
    await strangers.put({ ...stranger, handshakeId: first.id, faultId: 'F-1' })
    const again = { ...stranger, lastAt: after(1), count: 2, handshakeId: second.id }
    await strangers.put(again)
    await strangers.put({ ...stranger, cause: 'silence' })
    expect(await strangers.find(stranger.address, 'reset')).toStrictEqual(again)
    expect(await strangers.list()).toStrictEqual([{ ...stranger, cause: 'silence' }, again])
    expect(await handshakes.find(first.id)).toBeUndefined()
    expect(await handshakes.find(second.id)).toBeDefined()
  })

  test('lists who was seen last first, also after a clock was ahead', async () => {
    const { strangers } = bench().ledger
    const ahead = { ...stranger, cause: 'ahead', lastAt: after(9_999_999) }
    const later = { ...stranger, cause: 'later', lastAt: after(1) }
    for (const one of [stranger, ahead, later, { ...stranger, count: 2 }]) await strangers.put(one)
    expect(await strangers.list()).toStrictEqual([{ ...stranger, count: 2 }, later, ahead])
  })

  test('keeps the newest of many, and no record of the others', async () => {
    const { ledger } = bench()
    const most = strangersKept + 20
    const records = Array.from({ length: most }, () => handshake({ record: '{}' }))
    await ledger.commit(async ({ handshakes, strangers }) => {
      for (const [at, record] of records.entries()) {
        await handshakes.keep(record)
        const lastAt = after(at)
        await strangers.put({ ...stranger, cause: String(at), lastAt, handshakeId: record.id })
      }
    })
    const kept = await ledger.strangers.list(most)
    expect(kept.map(({ cause }) => Number(cause))).toEqual(
      Array.from({ length: strangersKept }, (_, at) => most - 1 - at),
    )
    expect(await ledger.handshakes.find(records[19]!.id)).toBeUndefined()
    expect(await ledger.handshakes.find(records[20]!.id)).toBeDefined()
  })
}
