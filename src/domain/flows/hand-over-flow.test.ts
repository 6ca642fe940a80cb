import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { openSqliteLedger, presenceIn } from '../../adapters/store/index.ts'
import type { HandOverFolder, StationDocument, StepName } from '../exchange/index.ts'
import { enqueueDocument, recover } from '../exchange/index.ts'
import { addFlow } from './changing-flows.ts'
import type { FlowInput } from './flow-schema.ts'
import type { HandOverFlow } from './folder-flows.ts'
import { handOverFlow, type HandOverRound } from './hand-over-flow.ts'
import { damagePayload } from '../../../test/support/payload-place.ts'

const actor = { name: 'test', via: 'command' } as const
const kind = { formatType: 'SecondGenEDI', documentType: 'Order' }

let context: TestContext
let folder: string
let now: Date

beforeEach(async () => {
  now = new Date('2026-09-24T07:00:00+09:00')
  context = await testContext({
    clock: { now: () => now, wait: () => Promise.resolve() },
  })
  folder = join(context.home, 'in')
  mkdirSync(folder)
})

afterEach(() => context.end())

async function flowWith(place: Record<string, unknown> = {}): Promise<HandOverFlow> {
  const input = {
    name: 'orders',
    partner: 'retailer',
    direction: 'receive',
    kind,
    folder: { kind: 'hand-over', path: folder, ...place },
  } as FlowInput
  return (await addFlow(context, actor, input)) as HandOverFlow
}

/** A document of the partner's, as it lies in the inbox; its payload is that of one sent. */
async function received(content = '<a/>', more: Partial<StationDocument> = {}): Promise<string> {
  const chunks = streamOf(content)
  const sent = await enqueueDocument(context, {
    partner: retailer,
    fileName: 'a.xml',
    documentType: 'Order',
    chunks,
  })
  await context.ledger.commit(async ({ documents }) => {
    await documents.change(sent.id, 'waiting', { state: 'cancelled', at: now })
  })
  // The same payload under the id of a document that was received.
  const id = `${sent.id.slice(0, -4)}${sent.id.endsWith('ZZZZ') ? 'YYYY' : 'ZZZZ'}`
  const draft = await context.payloads.draft()
  for await (const chunk of streamOf(content)()) await draft.write(chunk)
  await draft.finish()
  await draft.publish(id)
  const kept = {
    ...sent,
    id,
    box: 'inbox',
    state: 'received',
    createdAt: now,
    changedAt: now,
    ...more,
  } as const
  await context.ledger.documents.keep(kept, draft.inRow)
  return id
}

const files = (): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .toSorted()
const round = (flow: HandOverFlow): Promise<HandOverRound> => handOverFlow(context, flow)
const faults = async (): Promise<string[]> =>
  (await context.ledger.faults.search({ open: true })).map(({ name }) => name)

/** Another process works at the folder, and is gone at this step. */
async function goneAt(step: StepName, flow: HandOverFlow): Promise<void> {
  const presence = presenceIn(join(context.home, 'processes'))
  const path = join(context.home, 'hikyaku.db')
  const { stationKey, clock } = context
  const ledger = await openSqliteLedger({ path, stationKey, clock, presence })
  const steps = {
    reached: (name: StepName) => {
      if (name === step) throw new Error(`gone at ${step}`)
    },
  }
  // A process that is gone clears up nothing and says nothing.
  const dead = {
    ...context.handOver,
    discard: () => Promise.resolve(),
    look: () => Promise.resolve('unknown'),
  } as HandOverFolder
  const faults = { ...ledger.faults }
  await handOverFlow({ ...context, ledger: { ...ledger, faults }, steps, handOver: dead }, flow)
  presence.leave('keep')
  await ledger.close()
  for (const key of await context.ledger.standing.keys()) await context.ledger.standing.end(key)
}

describe('what a flow received', () => {
  test('is not taken for another of the same bytes where a long name cut its id', async () => {
    const flow = await flowWith({ name: `${'x'.repeat(150)}_{id}{ext}` })
    await received('<same/>')
    await received('<same/>')
    expect(await round(flow)).toMatchObject({ given: 2 })
    expect(files()).toHaveLength(2)
  })

  test('scenario 1: goes into its folder under the operator’s names, each once and whole', async () => {
    const flow = await flowWith({ name: '{type}_{date}_{day-serial:3}{ext}' })
    for (const text of ['<a/>', '<b/>', '<c/>']) await received(text)
    await received('<x/>', { state: 'quarantined' })
    expect(await round(flow)).toEqual({ given: 3, waiting: 0 })
    expect(await round(flow)).toEqual({ given: 0, waiting: 0 })
    expect(files()).toEqual([1, 2, 3].map((count) => `Order_20260924_00${count}.xml`))
    expect(readFileSync(join(folder, 'Order_20260924_002.xml'), 'utf8')).toBe('<b/>')
    now = new Date('2026-09-25T07:00:00+09:00')
    await received()
    await round(flow)
    expect(files().at(-1)).toBe('Order_20260925_001.xml')
  })

  test('of other documents with the same bytes none is passed over', async () => {
    const flow = await flowWith({ name: 'ORDER.DAT' })
    await received()
    await received()
    await round(flow)
    expect(files()).toEqual(['ORDER (2).DAT', 'ORDER.DAT'])
  })

  test('makes folders by its pattern alone, with mode and trigger file as set', async () => {
    const flow = await flowWith({ name: '{date}/{sender}.xml', mode: '0640', doneFile: '.end' })
    await received('<a/>', { senderId: '../../etc' })
    await round(flow)
    expect(files()).toEqual(['20260924'])
    const [done = '', file = ''] = readdirSync(join(folder, '20260924')).toSorted().toReversed()
    expect(done).toBe(`${file}.end`)
    expect(statSync(join(folder, '20260924', file)).mode & 0o777).toBe(0o640)
  })

  test('scenario 44: waits for a fixed name until the reader has taken it, in order', async () => {
    const flow = await flowWith({ name: 'ORDER.DAT', exists: 'wait', waitLimitMinutes: 10 })
    for (const text of ['<a/>', '<b/>', '<c/>']) await received(text)
    const taken: string[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      await round(flow)
      expect(files()).toEqual(['ORDER.DAT'])
      if (turn === 1) {
        now = new Date(now.getTime() + 11 * 60_000)
        expect(await round(flow)).toEqual({ given: 0, waiting: 1 })
        expect(await faults()).toEqual(['waits-too-long'])
      }
      taken.push(readFileSync(join(folder, 'ORDER.DAT'), 'utf8'))
      rmSync(join(folder, 'ORDER.DAT'))
    }
    expect(taken).toEqual(['<a/>', '<b/>', '<c/>'])
    expect(await faults()).toEqual([])
  })

  test('scenario 28: waits in order while the folder is gone, with one fault that ends', async () => {
    const flow = await flowWith({ name: '{serial}.xml' })
    for (const text of ['<a/>', '<b/>']) await received(text)
    renameSync(folder, `${folder}-gone`)
    expect(await round(flow)).toMatchObject({
      given: 0,
      waiting: 2,
      failure: { fault: 'folder-unreachable' },
    })
    await round(flow)
    expect(await faults()).toEqual(['folder-unreachable'])
    const [fault] = await context.ledger.faults.search({})
    expect(fault?.repeated?.times).toBe(2)
    renameSync(`${folder}-gone`, folder)
    expect(await round(flow)).toEqual({ given: 2, waiting: 0 })
    expect(files()).toEqual(['1.xml', '2.xml'])
    expect(await faults()).toEqual([])
  })

  test('scenario 31: is not written into a folder that lacks its mark', async () => {
    const flow = await flowWith({ marker: true })
    await received()
    expect((await round(flow)).failure?.params).toMatchObject({ folder })
    expect(files()).toEqual([])
    writeFileSync(join(folder, '.hikyaku'), '')
    expect((await round(flow)).given).toBe(1)
  })

  test('scenario 49: waits while the flow is on hold', async () => {
    const flow = await flowWith()
    await received()
    const hold = { of: 'flow' as const, reason: '取引停止', by: 'sato', at: now }
    expect(await round({ ...flow, hold })).toEqual({ given: 0, waiting: 0 })
    expect(files()).toEqual([])
    expect((await round(flow)).given).toBe(1)
  })

  test('goes on behind a document that is damaged, which is told once', async () => {
    const flow = await flowWith({ name: '{day-serial}.xml' })
    const id = await received('<a/>')
    await received('<b/>')
    damagePayload(context.home, id)
    expect((await round(flow)).given).toBe(1)
    await round(flow)
    expect(await faults()).toEqual(['payload-damaged'])
  })
})

test('any number of damaged documents keeps none behind them waiting', async () => {
  const flow = await flowWith({ name: '{serial}.xml' })
  const model = await context.ledger.documents.find(await received('<a/>'))
  if (model === undefined) throw new Error('it was kept')
  await round(flow)
  for (let count = 100; count < 200; count += 1) {
    const id = `${model.id.slice(0, -4)}Y${count}`
    await context.ledger.documents.keep({ ...model, id, messageId: `gone-${count}` })
  }
  await received('<b/>')
  await round(flow)
  expect((await round(flow)).given).toBe(1)
})

describe('a process that ends in the middle', () => {
  const named = { id: '{type}_{id}{ext}', serial: '{serial}.xml', fixed: 'ORDER.DAT' }

  for (const [naming, name] of Object.entries(named)) {
    test.each<StepName>(['hand-over.written', 'hand-over.promised', 'hand-over.renamed'])(
      `has given a file with a name of ${naming} once or not at all at %s`,
      async (step) => {
        const flow = await flowWith({ name, doneFile: '.end' })
        await received('<a/>')
        await goneAt(step, flow)
        // The operator's program takes what it sees, at once.
        const seen = files().filter((file) => !file.endsWith('.end'))
        expect(seen).toHaveLength(step === 'hand-over.renamed' ? 1 : 0)
        for (const file of seen) rmSync(join(folder, file))
        await recover(context)
        await round(flow)
        const after = files().filter((file) => !file.endsWith('.end'))
        expect([...seen, ...after]).toHaveLength(1)
        expect(await round(flow)).toEqual({ given: 0, waiting: 0 })
        if (naming === 'serial') expect([...seen, ...after]).toEqual(['1.xml'])
        // The trigger is there if its file is.
        expect(files().some((file) => file.endsWith('.end'))).toBe(after.length === 1)
        expect(readdirSync(folder).filter((file) => file.endsWith('.part'))).toEqual([])
      },
    )
  }

  test('leaves a promise to the rounds of its own flow, which may be on hold', async () => {
    const flow = await flowWith({ name: '{serial}.xml' })
    await received('<a/>')
    await goneAt('hand-over.promised', flow)
    const other = { ...flow, id: `${flow.id}X`, name: 'bills' }
    await round(other)
    expect(files()).toEqual([])
    await round(flow)
    expect(files()).toEqual(['1.xml'])
  })

  test('scenario 20: a fixed name whose file was linked and taken is not given again', async () => {
    const flow = await flowWith({ name: 'ORDER.DAT' })
    await received('<a/>')
    await goneAt('hand-over.promised', flow)
    const [hidden = ''] = readdirSync(folder).filter((file) => file.endsWith('.part'))
    const { linkSync } = await import('node:fs')
    linkSync(join(folder, hidden), join(folder, 'ORDER.DAT'))
    rmSync(join(folder, 'ORDER.DAT'))
    await recover(context)
    await round(flow)
    expect(readdirSync(folder)).toEqual([])
    expect(await faults()).toContain('hand-over-doubtful')
  })
})
