import { join } from 'node:path'

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { keepReceived } from '../../../test/support/kept-document.ts'
import { retailer, testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { defined } from '../../base/defined.ts'
import { verifyAudit, type Actor } from '../accounts/index.ts'
import {
  documentStates,
  enqueueDocument,
  factsOf,
  notedAsSaved,
  recover,
  retake,
  saveDocument,
  sendAgain,
  type Box,
  type DocumentState,
  type StationDocument,
} from '../exchange/index.ts'
import { addFlow, findFlow, type FlowInput, type ProgramState } from '../flows/index.ts'
import { programStates } from '../flows/program-states.ts'
import { streamOf } from '../../../test/support/exchange-context.ts'
import { clearedDay, clearStation, previewClearing, type ClearingSettings } from './index.ts'
import { hasPayload } from '../../../test/support/payload-place.ts'
import { allOf } from '../../../test/support/scripted-channel.ts'

const actor: Actor = { name: 'sato', via: 'command' }
const day = 86_400_000
const bytes = Buffer.from('<order/>')

let context: TestContext

beforeEach(async () => {
  context = await testContext()
})

afterEach(() => context.end())

const seen = async (id: string): Promise<void> => {
  await context.ledger.documents.look(id, { by: 'sato', at: context.clock.now() })
}

/** A document that nobody has anything left to do with. */
async function settled(changes: Partial<StationDocument> = {}): Promise<string> {
  const id = await keepReceived(context, retailer, bytes, changes)
  await seen(id)
  return id
}

const isThere = (id: string): boolean => hasPayload(context.home, id)
const clear = (settings: ClearingSettings) => clearStation(context, { settings, actor })
const wait = (days: number) => context.clock.wait(days * day)
const flow = (more: Partial<FlowInput>): Promise<unknown> =>
  addFlow(context, actor, {
    name: '発注受信',
    partner: 'retailer',
    direction: 'receive',
    kind: 'any',
    ...more,
  })

describe('scenario 57: clear with days 1', () => {
  test('only what is settled goes, as the preview said, and is still known', async () => {
    const kept = context.clock.now()
    const taken = await settled({ box: 'mailbox', partner: 'supplier', state: 'taken' })
    await flow({ folder: { kind: 'hand-over', path: join(context.home, 'in') } })
    const notHandedOver = await settled()
    const held = await settled({ box: 'mailbox', partner: 'supplier', state: 'held' })
    const quarantined = await settled({ state: 'quarantined' })
    await wait(2)
    const settings = { payloadDays: 1 }
    const preview = await previewClearing(context, { settings }, 10)
    expect(preview).toMatchObject({
      payloads: 1,
      records: 0,
      bytes: bytes.byteLength,
      documents: [{ part: 'payload', document: { id: taken }, settledAt: kept }],
      staying: [{ why: 'not-handed-over', count: 1 }],
    })
    expect(await clear(settings)).toMatchObject({ payloads: 1, records: 0, waitForBackup: 0 })
    expect([taken, notHandedOver, held, quarantined].map(isThere)).toEqual([
      false,
      true,
      true,
      true,
    ])
    expect(await previewClearing(context, { settings }, 10)).toMatchObject({ payloads: 0 })
  })

  test('its record goes later, and its messageId is a duplicate still', async () => {
    const id = await settled()
    const before = await context.ledger.documents.find(id)
    await wait(32)
    const settings = { payloadDays: 1, recordDays: 31 }
    expect(await clear(settings)).toMatchObject({ payloads: 1, records: 1 })
    expect(await context.ledger.documents.find(id)).toBeUndefined()
    const again = await context.ledger.documents.keep({ ...before!, id: 'D-260501-AAAAAAAAAAAA' })
    expect(again).toMatchObject({ id, wire: before?.wire, content: before?.content })
    await wait(366)
    expect(await clear(settings)).toMatchObject({ history: { messages: 0 } })
    await wait(400)
    expect(await clear(settings)).toMatchObject({ history: { messages: 1 } })
  })
})

describe('what was cleared', () => {
  test.each([
    ['save', (id: string) => saveDocument(context, id)],
    ['retake', (id: string) => retake(context, actor, id)],
    ['send again', (id: string) => sendAgain(context, actor, id)],
  ])('%s says so, and not that it is damaged', async (_name, work) => {
    const id = await settled({ box: 'mailbox', partner: 'supplier', state: 'taken' })
    await wait(2)
    await clear({ payloadDays: 1 })
    await expect(work(id)).rejects.toMatchObject({
      fault: 'payload-cleared',
      params: { document: id, at: '2026-04-03' },
    })
  })

  test('is told by the day in Japan, where it goes before the day of UTC begins', async () => {
    const id = await settled({ box: 'mailbox', partner: 'supplier', state: 'taken' })
    // 03:30 in Japan, 18:30 of the day before in UTC.
    await wait(1 + 18 / 24)
    await clear({ payloadDays: 1 })
    const params = { document: id, at: '2026-04-03' }
    await expect(saveDocument(context, id)).rejects.toMatchObject({ params })
  })

  test('is nothing that a clearing after a crash brings back or puts aside', async () => {
    const id = await settled()
    await wait(2)
    await clear({ payloadDays: 1 })
    const found = await recover(context, 'all')
    expect(found).toMatchObject({ payloadsPutAside: [], payloadsPutBack: [], payloadsLeft: 0 })
    expect(isThere(id)).toBe(false)
  })
})

describe('a document stays', () => {
  test('as long as nobody has looked at it or was given it', async () => {
    const id = await keepReceived(context, retailer, bytes)
    await wait(2)
    expect(await clear({ payloadDays: 1 })).toMatchObject({ payloads: 0 })
    await seen(id)
    expect(await clear({ payloadDays: 1 })).toMatchObject({ payloads: 1 })
  })

  test('until its bytes were fetched whole, as by a program over the API', async () => {
    const id = await keepReceived(context, retailer, bytes)
    await wait(2)
    const { document, chunks } = await saveDocument(context, id)
    const given = notedAsSaved(context, document, 'erp', chunks)
    await given.next()
    // Cut off in the middle: nobody has it.
    await given.return(undefined)
    expect(await clear({ payloadDays: 1 })).toMatchObject({ payloads: 0 })
    const again = await saveDocument(context, id)
    await allOf(notedAsSaved(context, again.document, 'erp', again.chunks))
    expect(await clear({ payloadDays: 1 })).toMatchObject({ payloads: 1 })
  })

  test('as long as a fault of it is not acknowledged', async () => {
    const id = await settled()
    const fault = { id: 'F-1', name: 'write-failed', params: {}, documentId: id } as const
    await context.ledger.faults.raise({ ...fault, at: context.clock.now() })
    await wait(2)
    const preview = await previewClearing(context, { settings: { payloadDays: 1 } }, 9)
    expect(preview.staying).toEqual([{ why: 'fault-open', count: 1 }])
    await context.ledger.faults.acknowledge('F-1', {
      at: context.clock.now(),
      by: 'sato',
      comment: '',
    })
    expect(await clear({ payloadDays: 1 })).toMatchObject({ payloads: 1 })
  })

  test('for the days of its flow, where that has its own', async () => {
    await flow({ keepDays: 10 })
    await settled()
    await wait(5)
    expect(await clear({ payloadDays: 1 })).toMatchObject({ payloads: 0 })
    await wait(5)
    expect(await clear({})).toMatchObject({ payloads: 1 })
  })

  test('its bytes while somebody asks for all of one flow up to a day', async () => {
    await flow({})
    const older = await settled()
    await wait(1)
    const newer = await settled()
    await wait(1)
    const before = new Date(context.clock.now().getTime() - day)
    const asked = { settings: {}, actor, before: new Date(before.getTime() - 1), flow: '発注受信' }
    expect(await clearStation(context, asked)).toMatchObject({ payloads: 1 })
    expect([older, newer].map(isThere)).toEqual([false, true])
  })

  test('where nothing is set', async () => {
    await settled()
    await wait(10_000)
    expect(await clear({})).toMatchObject({ payloads: 0, records: 0 })
  })
})

test('one process at a time clears', async () => {
  const lease = await context.ledger.lease('clearing')
  await expect(clear({ payloadDays: 1 })).rejects.toMatchObject({ fault: 'clearing-at-work' })
  if ('release' in lease) await lease.release()
  await expect(clear({ payloadDays: 1 })).resolves.toMatchObject({ payloads: 0 })
})

describe('the audit log', () => {
  test('notes who cleared how much, and is whole after its oldest entries went', async () => {
    await flow({})
    await wait(40)
    await settled()
    await wait(2)
    expect(await clear({ payloadDays: 1, auditDays: 31 })).toMatchObject({ history: { audit: 1 } })
    const entries = await context.ledger.audit.search({})
    expect(entries.map(({ action, number }) => [number, action])).toEqual([
      [3, 'clearing.audit'],
      [2, 'clearing.payloads'],
    ])
    expect((await verifyAudit(context.ledger.audit)).broken).toBeUndefined()
    // What is cut off beyond that is found.
    const first = entries.at(-1)
    await expect(
      context.ledger.audit
        .append({ ...first!, number: 7 })
        .then(() => verifyAudit(context.ledger.audit)),
    ).resolves.toMatchObject({ broken: { fault: 'audit-broken' } })
  })
})

interface Made {
  readonly state: DocumentState
  /** In days. */
  readonly age: number
  /** It belongs to a flow that hands over. */
  readonly isFiled: boolean
  readonly isGiven: boolean
  readonly isSeen: boolean
  readonly hasFault: boolean
  readonly program?: ProgramState | undefined
}

const anyOne: fc.Arbitrary<Made> = fc.record({
  state: fc.constantFrom(...documentStates),
  age: fc.integer({ min: 0, max: 80 }),
  isFiled: fc.boolean(),
  isGiven: fc.boolean(),
  isSeen: fc.boolean(),
  hasFault: fc.boolean(),
  program: fc.option(fc.constantFrom(...programStates), { nil: undefined }),
})

const boxOf = ({ state }: Made): Box => factsOf(state).boxes[0] ?? 'inbox'
const isInFlow = (one: Made): boolean => one.isFiled && boxOf(one) === 'inbox'

async function make(one: Made, flowId: string): Promise<string> {
  const { ledger, clock } = context
  const { state, isGiven, program } = one
  const at = new Date(clock.now().getTime() - one.age * day)
  const id = await keepReceived(context, retailer, bytes, {
    box: boxOf(one),
    state,
    partner: isInFlow(one) ? 'retailer' : 'another',
    createdAt: at,
    changedAt: at,
    ...(isGiven ? { handedOver: { to: '/in/a', at } } : {}),
  })
  if (one.isSeen) await seen(id)
  const fault = { id: `F-${id}`, name: 'write-failed', params: {}, at, documentId: id } as const
  if (one.hasFault) await ledger.faults.raise(fault)
  if (program === undefined) return id
  const run = { flowId, attempt: 1, file: '/bin/erp', startedAt: at, subject: id }
  await ledger.programRuns.put({ ...run, step: 'received', state: program })
  return id
}

/** Said anew, and in other words than the rule itself. */
function mayEverGo(one: Made): boolean {
  if (['kept', 'quarantined', 'waiting', 'not-taken', 'held'].includes(one.state)) return false
  if (one.hasFault) return false
  if (['failed', 'running', 'in-doubt', 'retry', 'due'].includes(one.program ?? '')) return false
  if (boxOf(one) !== 'inbox' || one.isGiven) return true
  return !isInFlow(one) && (one.isSeen || one.program !== undefined)
}

test('nothing that must stay goes, whatever its state, its age and the settings', async () => {
  await flow({ name: '書き出し', folder: { kind: 'hand-over', path: join(context.home, 'in') } })
  const { id: flowId } = await findFlow(context, '書き出し')
  const days = fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined })
  const more = fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined })
  const all = fc.array(anyOne, { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(all, days, more, async (documents, payloadDays, longer) => {
      const recordDays = longer === undefined ? undefined : (payloadDays ?? 0) + longer
      const ids: string[] = []
      for (const one of documents) ids.push(await make(one, flowId))
      await clear(payloadDays === undefined ? {} : defined({ payloadDays, recordDays }))
      for (const [at, one] of documents.entries()) {
        const goes = (after: number | undefined): boolean =>
          mayEverGo(one) && payloadDays !== undefined && after !== undefined && one.age >= after
        expect(isThere(ids[at] ?? '')).toBe(!goes(payloadDays))
        const known = await context.ledger.documents.find(ids[at] ?? '')
        expect(known !== undefined).toBe(!goes(recordDays))
      }
    }),
    { numRuns: 25 },
  )
})

test('a document that is sent meanwhile is not cleared', async () => {
  const { id } = await enqueueDocument(context, {
    partner: retailer,
    fileName: 'a.xml',
    documentType: 'Order',
    chunks: streamOf('<a/>'),
  })
  await wait(100)
  expect(await clear({ payloadDays: 1 })).toMatchObject({ payloads: 0 })
  expect(isThere(id)).toBe(true)
})

test('a day of which records were cleared is told, for as long as anything knows of it', async () => {
  const settings = { payloadDays: 1, recordDays: 1, messageIdDays: 366 }
  const { clock } = context
  const date = new Date(clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
  await settled()
  await settled()
  expect(await clearedDay(context, settings, date)).toBeUndefined()
  await wait(2)
  expect(await clearedDay(context, settings, date)).toBeUndefined()
  await clear(settings)
  await clear(settings)
  expect(await clearedDay(context, settings, date)).toEqual({ records: 2 })
  expect(await clearedDay(context, {}, '2020-01-01')).toBeUndefined()
  // So old that the keys went as well.
  expect(await clearedDay(context, settings, '2020-01-01')).toEqual({})
})
