import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { HikyakuError } from '../../src/errors/index.ts'
import type { BenchOf } from './bench.ts'
import { bareServerPartner, document, exchange, fault, start } from './samples.ts'

export function testCommits(bench: BenchOf): void {
  testTogether(bench)
  testApart(bench)
  testKilled(bench)
}

function testTogether(bench: BenchOf): void {
  test('writes all that belongs together, and gives what the work gives', async () => {
    const { ledger } = bench()
    const [one, raised, run] = [document(), fault(), exchange()]
    const given = await ledger.commit(async (tables) => {
      await tables.documents.keep(one)
      await tables.faults.raise(raised)
      await tables.exchanges.begin(run)
      return { seen: await tables.documents.find(one.id) }
    })
    expect(given.seen).toStrictEqual(one)
    const other = await bench().open()
    expect(await other.documents.find(one.id)).toStrictEqual(one)
    expect(await other.faults.find(raised.id)).toStrictEqual(raised)
    expect((await other.exchanges.find(run.id))?.exchange).toStrictEqual(run)
  })

  test('writes nothing if the work throws, and passes on what it threw', async () => {
    const { ledger } = bench()
    await ledger.partners.add(bareServerPartner, { password: 'before' })
    const thrown = new TypeError('changed my mind')
    const work = ledger.commit(async (tables) => {
      await tables.documents.keep(document())
      await tables.faults.raise(fault())
      await tables.exchanges.begin(exchange())
      await tables.partners.replace({ ...bareServerPartner, retries: 9 }, { password: 'after' })
      await tables.certificates.add({ name: 'edi', chainPem: 'x', importedAt: start }, 'key')
      throw thrown
    })
    await expect(work).rejects.toBe(thrown)
    expect(await ledger.documents.count({})).toBe(0)
    expect(await ledger.faults.search({})).toEqual([])
    expect(await ledger.exchanges.unfinished()).toEqual([])
    expect(await ledger.partners.find('retailer')).toStrictEqual(bareServerPartner)
    expect(await ledger.partners.secrets('retailer')).toEqual({ password: 'before' })
    expect(await ledger.certificates.key('edi')).toBeUndefined()
  })

  test('writes nothing of a work that failed in the database', async () => {
    const { ledger } = bench()
    const one = document()
    const work = ledger.commit(async (tables) => {
      await tables.documents.keep(one)
      await tables.faults.raise(fault({ id: 'F-twice' }))
      await tables.faults.raise(fault({ id: 'F-twice' }))
    })
    await expect(work).rejects.toMatchObject({ fault: 'database-failed' })
    expect(await ledger.documents.count({})).toBe(0)
    expect(await ledger.documents.keep(one)).toBeUndefined()
  })

  test('shows nobody what is not committed yet', async () => {
    const { ledger } = bench()
    const other = await bench().open()
    await ledger.commit(async (tables) => {
      await tables.documents.keep(document())
      expect(await tables.documents.count({})).toBe(1)
      expect(await ledger.documents.count({})).toBe(0)
      expect(await other.documents.count({})).toBe(0)
    })
    expect(await other.documents.count({})).toBe(1)
  })

  test('has another version after each commit, whoever made it, and the same without one', async () => {
    const { ledger } = bench()
    const other = await bench().open()
    const seen = [await ledger.version()]
    for (const writer of [ledger, other, ledger]) {
      await writer.documents.keep(document())
      await ledger.documents.count({})
      seen.push(await ledger.version())
    }
    expect(new Set(seen).size).toBe(4)
    expect(await ledger.version()).toBe(seen.at(-1))
  })
}

function testApart(bench: BenchOf): void {
  test('lets a failing work spoil none of those that run at the same time', async () => {
    const { ledger } = bench()
    const works = Array.from({ length: 60 }, (_, at) => {
      const one = document()
      const kept = ledger.commit(async (tables) => {
        await tables.documents.keep(one)
        if (at % 3 === 1) throw new HikyakuError('defect', { detail: String(at) })
        // A work whose own statement fails is rolled back alone as well.
        if (at % 3 === 2) await tables.documents.keep(document({ id: one.id }))
      })
      return { one, kept }
    })
    const results = await Promise.allSettled(works.map(({ kept }) => kept))
    for (const [at, { one }] of works.entries()) {
      expect(results[at]?.status).toBe(at % 3 === 0 ? 'fulfilled' : 'rejected')
      expect(await ledger.documents.find(one.id)).toStrictEqual(at % 3 === 0 ? one : undefined)
    }
  })

  test('lets works of two connections take turns, also while one does something slow', async () => {
    const [a, b] = [bench().ledger, await bench().open()]
    const slow = a.commit(async (tables) => {
      await tables.documents.keep(document())
      await pause(100)
      await tables.documents.keep(document())
    })
    await pause(20)
    await Promise.all([slow, b.documents.keep(document()), b.documents.keep(document())])
    expect(await a.documents.count({})).toBe(4)
  })

  test('refuses a commit inside of a commit, which would wait for itself', async () => {
    const { ledger } = bench()
    const nested = ledger.commit(async (tables) => {
      await tables.documents.keep(document())
      await ledger.faults.raise(fault())
    })
    await expect(nested).rejects.toMatchObject({ fault: 'defect' })
    expect(await ledger.documents.count({})).toBe(0)
    expect(await ledger.documents.keep(document())).toBeUndefined()
  })

  test('finishes what was asked for before it closes', async () => {
    const closing = await bench().open()
    const kept = Promise.all(Array.from({ length: 300 }, () => closing.documents.keep(document())))
    await closing.close()
    await kept
    expect(await bench().ledger.documents.count({})).toBe(300)
    await expect(closing.documents.keep(document())).rejects.toMatchObject({
      fault: 'database-failed',
    })
    await expect(closing.documents.count({})).rejects.toMatchObject({ fault: 'database-failed' })
    await closing.close()
  })
}

function testKilled(bench: BenchOf): void {
  test('has all that a killed process was told is kept, and no half of a pair', async () => {
    const child = await bench().process()
    const told = child.keepPairs()
    while (told.length < 40) await pause(5)
    await child.kill()
    const { ledger } = bench()
    const kept = new Set((await ledger.documents.search({})).map(({ id }) => id))
    const faults = await ledger.faults.search({})
    expect(told.length).toBeGreaterThanOrEqual(40)
    for (const id of told) expect(kept.has(id)).toBe(true)
    expect(new Set(faults.map(({ documentId }) => documentId))).toEqual(kept)
  })
}
