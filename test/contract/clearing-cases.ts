import { describe, expect, test } from 'vitest'

import type { StationDocument } from '../../src/domain/exchange/index.ts'
import { otherKinds } from '../../src/domain/clearing/index.ts'
import type { Bench, BenchOf } from './bench.ts'
import { attempt, document, exchange, fault, start } from './samples.ts'

const later = new Date(start.getTime() + 86_400_000)
const after = new Date(later.getTime() + 1)

const settled = (more: Partial<StationDocument> = {}): StationDocument =>
  document({ state: 'received', ...more })

async function kept(
  { ledger }: Bench,
  ...documents: readonly StationDocument[]
): Promise<readonly StationDocument[]> {
  for (const one of documents) await ledger.documents.keep(one)
  return documents
}

const idsOf = (found: readonly { readonly document: StationDocument }[]): readonly string[] =>
  found.map(({ document: { id } }) => id)

export function testClearing(bench: BenchOf): void {
  describe('candidates', () => {
    testCandidates(bench)
  })
  describe('what was cleared', () => {
    testCleared(bench)
  })
  describe('history', () => {
    testHistory(bench)
  })
}

function testCandidates(bench: BenchOf): void {
  test('are the settled ones, those that changed first before the others, page by page', async () => {
    const { clearing } = bench().ledger
    const [newer, older] = await kept(
      bench(),
      settled({ changedAt: new Date(start.getTime() + 1) }),
      settled(),
      document({ state: 'kept' }),
      document({ state: 'quarantined' }),
      settled({ changedAt: later }),
    )
    const query = { hasPayload: true, before: later, limit: 1 }
    const first = await clearing.candidates(query)
    expect(idsOf(first)).toEqual([older?.id])
    const [{ document: one, place } = { document: document(), place: 0 }] = first
    const edge = { changedAt: one.changedAt, place }
    expect(idsOf(await clearing.candidates({ ...query, after: edge, limit: 9 }))).toEqual([
      newer?.id,
    ])
  })

  test('come with what may keep them', async () => {
    const { clearing, faults, promises, programRuns } = bench().ledger
    const [one] = await kept(bench(), settled())
    const id = one?.id ?? ''
    expect(await clearing.these([id])).toMatchObject([
      { isPromised: false, isFileOnItsWay: false, programs: [], hasOpenFault: false },
    ])
    await faults.raise(fault({ documentId: id }))
    const file = { directory: '/in', temporary: '/in/.a', path: '/in/a', sha256: 'ab', folder: '1' }
    await promises.promise({ document: id, ...file, at: start })
    await programRuns.put({
      subject: id,
      step: 'received',
      flowId: 'W-1',
      state: 'failed',
      attempt: 3,
      file: '/bin/erp',
      startedAt: start,
    })
    expect(await clearing.these([id])).toMatchObject([
      {
        isPromised: true,
        programs: [{ step: 'received', state: 'failed' }],
        hasOpenFault: true,
      },
    ])
  })
}

function testCleared(bench: BenchOf): void {
  test('is told by the document, and its file is to be removed until that is closed', async () => {
    const { clearing, documents } = bench().ledger
    const [one = document()] = await kept(bench(), settled())
    await clearing.mark([one.id], later)
    expect(await documents.find(one.id)).toEqual({ ...one, clearedAt: later })
    expect(await documents.hashes([one.id])).toEqual(new Map([[one.id, undefined]]))
    expect(await clearing.marked(10)).toEqual([one.id])
    const cleared = { hasPayload: false, before: after, limit: 9 }
    expect(await clearing.candidates({ ...cleared, hasPayload: true })).toEqual([])
    expect(await clearing.candidates(cleared)).toEqual([])
    await clearing.close([one.id])
    expect(await clearing.marked(10)).toEqual([])
    expect(idsOf(await clearing.candidates(cleared))).toEqual([one.id])
    // A second mark does not move the day.
    await clearing.mark([one.id], after)
    expect((await documents.find(one.id))?.clearedAt).toEqual(later)
  })

  test('leaves its key, so that nobody keeps it a second time', async () => {
    const { clearing, documents } = bench().ledger
    const [one = document(), other = document()] = await kept(
      bench(),
      settled({ content: { bytes: 3, sha256: 'cd'.repeat(32) } }),
      settled(),
    )
    await clearing.forget([one.id], later)
    expect(await documents.find(one.id)).toBeUndefined()
    expect(await documents.search({})).toMatchObject([{ id: other.id }])
    const known = { id: one.id, state: 'received', wire: one.wire, clearedAt: later }
    expect(await documents.findByMessage(one)).toMatchObject({ ...known, content: one.content })
    const again = settled({ messageId: one.messageId })
    expect(await documents.keep(again)).toMatchObject(known)
    expect(await documents.find(again.id)).toBeUndefined()
    expect(await documents.findByMessage({ ...one, partner: 'another' })).toBeUndefined()
  })

  test('is forgotten with its key when that is old enough', async () => {
    const { clearing, documents } = bench().ledger
    const [one = document()] = await kept(bench(), settled())
    await clearing.forget([one.id], later)
    expect(await clearing.clearHistory('messages', start, 9)).toBe(0)
    expect(await clearing.countHistory('messages', later)).toBe(1)
    expect(await clearing.clearHistory('messages', later, 9)).toBe(1)
    expect(await documents.findByMessage(one)).toBeUndefined()
  })
}

function testHistory(bench: BenchOf): void {
  test('of exchanges goes when it is over, unless something open was called for in it', async () => {
    const { clearing, exchanges, faults } = bench().ledger
    const [waiting = document(), done = document()] = await kept(
      bench(),
      document({ box: 'outbox', state: 'waiting' }),
      document({ box: 'outbox', state: 'delivered' }),
    )
    const [gone, running, called, faulty] = [exchange(), exchange(), exchange(), exchange()]
    for (const one of [gone, running, called, faulty]) await exchanges.begin(one)
    const end = { endedAt: start, outcome: 'done', documents: 1 } as const
    for (const one of [gone, called, faulty]) await exchanges.end(one.id, end)
    await exchanges.beginAttempt(attempt({ exchangeId: gone.id, documentId: done.id }))
    await exchanges.beginAttempt(attempt({ exchangeId: called.id, documentId: waiting.id }))
    await faults.raise(fault({ exchangeId: faulty.id }))
    expect(await clearing.countHistory('exchanges', later)).toBe(1)
    expect(await clearing.clearHistory('exchanges', later, 9)).toBe(1)
    const left = (await exchanges.search({})).map(({ id }) => id)
    expect(left.toSorted()).toEqual([running.id, called.id, faulty.id].toSorted())
    expect(await exchanges.attemptsOf(done.id)).toEqual([])
    expect(await exchanges.attemptsOf(waiting.id)).toHaveLength(1)
  })

  test('of faults goes when somebody has seen them, unless they stand or a document names them', async () => {
    const { clearing, faults, standing } = bench().ledger
    const seen = { at: start, by: 'sato', comment: '' }
    const [gone, open, stands, named] = [fault(), fault(), fault(), fault({ documentId: 'D-1' })]
    for (const one of [gone, open, stands, named]) await faults.raise(one)
    for (const one of [gone, stands, named]) await faults.acknowledge(one.id, seen)
    await standing.begin('key', { faultId: stands.id, since: start })
    await kept(bench(), document({ id: 'D-1', state: 'quarantined', faultId: named.id }))
    expect(await clearing.countHistory('faults', later)).toBe(1)
    expect(await clearing.clearHistory('faults', later, 9)).toBe(1)
    const left = (await faults.search({})).map(({ id }) => id)
    expect(left.toSorted()).toEqual([open.id, stands.id, named.id].toSorted())
  })

  test('of programs goes as what they printed, once they are settled', async () => {
    const { clearing, programRuns } = bench().ledger
    const run = {
      step: 'received',
      flowId: 'W-1',
      attempt: 1,
      file: '/bin/erp',
      startedAt: start,
      endedAt: start,
      output: 'imported 3 slips',
    } as const
    await programRuns.put({ ...run, subject: 'D-1', state: 'done' })
    await programRuns.put({ ...run, subject: 'D-2', state: 'failed' })
    expect(await clearing.clearHistory('outputs', later, 9)).toBe(1)
    expect((await programRuns.find('D-1', 'received'))?.output).toBeUndefined()
    expect((await programRuns.find('D-2', 'received'))?.output).toBe('imported 3 slips')
  })

  test('is nothing in an empty ledger, of whatever kind', async () => {
    const { clearing } = bench().ledger
    for (const kind of otherKinds) {
      if (kind !== 'audit') expect(await clearing.clearHistory(kind, later, 9)).toBe(0)
    }
  })
}
