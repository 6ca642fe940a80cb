import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { HikyakuError } from '../../errors/index.ts'
import { openSqliteLedger, presenceIn } from '../../adapters/store/index.ts'
import { decideHandOver } from './decide-hand-over.ts'
import type { StationDocument } from './document.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { handOverDocument } from './hand-over-document.ts'
import type { HandOverFolder } from './ports.ts'
import { recover } from './recover.ts'
import type { StepName } from './steps.ts'

let context: TestContext
let folder: string
let document: StationDocument

beforeEach(async () => {
  context = await testContext()
  folder = join(context.home, 'into')
  mkdirSync(folder)
  document = await enqueueDocument(context, {
    partner: retailer,
    fileName: 'a.xml',
    documentType: 'Order',
    chunks: streamOf('<a/>'),
  })
})
afterEach(() => context.end())

const names = (): string[] => readdirSync(folder).toSorted()
const fileName = (): string => `Order_${document.id}.xml`
const handedOverTo = async (): Promise<string | undefined> =>
  (await context.ledger.documents.find(document.id))?.handedOver?.to

/** Another process hands the document over and is gone at this step. */
async function goneAt(step: StepName, handOver: Partial<HandOverFolder> = {}): Promise<void> {
  const presence = presenceIn(join(context.home, 'processes'))
  const ledger = await openSqliteLedger({
    path: join(context.home, 'hikyaku.db'),
    stationKey: context.stationKey,
    clock: context.clock,
    presence,
  })
  const steps = {
    reached: (name: StepName) => {
      if (name === step) throw new Error(`gone at ${step}`)
    },
  }
  const there = { ...context.handOver, ...handOver }
  // A process that is gone clears up nothing.
  const dead = {
    ...there,
    discard: () => Promise.resolve(),
    look: () => Promise.resolve('unknown'),
  }
  const other = { ...context, ledger, steps, handOver: dead as HandOverFolder }
  await expect(handOverDocument(other, document, folder)).rejects.toThrow(/gone at/)
  presence.leave('keep')
  await ledger.close()
}

/** The operator's program takes what it sees. */
function take(): string[] {
  const seen = names().filter((name) => !name.startsWith('.'))
  for (const name of seen) renameSync(join(folder, name), join(context.home, `taken-${name}`))
  return seen
}

describe('a document that was being handed over when the process ended', () => {
  test('is handed over later if nobody could see it yet', async () => {
    await goneAt('hand-over.written')
    expect(take()).toEqual([])
    expect(await recover(context)).toMatchObject({ handOversSettled: 0, handOverFaults: [] })
    await handOverDocument(context, document, folder)
    expect(names()).toEqual([fileName()])
  })

  test('is given by the next process if it was promised and nobody could see it yet', async () => {
    await goneAt('hand-over.promised')
    expect(take()).toEqual([])
    expect(await recover(context)).toMatchObject({ handOversSettled: 1, handOverFaults: [] })
    expect(names()).toEqual([fileName()])
    expect(readFileSync(join(folder, fileName()), 'utf8')).toBe('<a/>')
    expect(await handedOverTo()).toBe(join(folder, fileName()))
    expect(await context.ledger.promises.list()).toEqual([])
  })

  test.each([
    ['and was taken at once', true],
    ['and lies there still', false],
  ])('is not given again if it could be seen %s', async (_how, isTaken) => {
    await goneAt('hand-over.renamed')
    if (isTaken) expect(take()).toEqual([fileName()])
    expect(await recover(context)).toMatchObject({ handOversSettled: 1, handOverFaults: [] })
    expect(names()).toEqual(isTaken ? [] : [fileName()])
    expect(await handedOverTo()).toBe(join(folder, fileName()))
  })

  test('is left to the process that is at it', async () => {
    const presence = presenceIn(join(context.home, 'processes'))
    const ledger = await openSqliteLedger({
      path: join(context.home, 'hikyaku.db'),
      stationKey: context.stationKey,
      clock: context.clock,
      presence,
    })
    const prepared = await context.handOver.prepare(
      { document: document.id, directory: folder, name: fileName() },
      streamOf('<a/>')(),
    )
    if ('written' in prepared) return expect.unreachable()
    await ledger.promises.promise({ ...prepared, at: context.clock.now() })
    expect(await recover(context)).toMatchObject({ handOversSettled: 0 })
    expect(await context.ledger.promises.list()).toHaveLength(1)
    presence.leave()
    await ledger.close()
  })

  test('gets another name if its own was taken meanwhile', async () => {
    await goneAt('hand-over.promised')
    mkdirSync(join(folder, fileName()))
    await recover(context)
    expect(await handedOverTo()).toBe(join(folder, `Order_${document.id} (2).xml`))
  })
})

describe('what cannot be known', () => {
  test('is told once and held back while the folder is not there, and settled when it is', async () => {
    await goneAt('hand-over.renamed')
    renameSync(folder, `${folder}-away`)
    const { handOverFaults } = await recover(context)
    expect(handOverFaults).toMatchObject([
      { name: 'hand-over-in-doubt', documentId: document.id, partner: 'retailer' },
    ])
    expect((await recover(context)).handOverFaults).toEqual([])
    // Another folder in its place, as where a share is not mounted.
    mkdirSync(folder)
    expect(await recover(context)).toMatchObject({ handOversSettled: 0, handOverFaults: [] })
    expect(names()).toEqual([])
    rmSync(folder, { recursive: true })
    renameSync(`${folder}-away`, folder)
    expect(await recover(context)).toMatchObject({ handOversSettled: 1 })
    expect(names()).toEqual([fileName()])
  })

  test.each([
    ['given', 0],
    ['again', 1],
  ] as const)('is decided by a person: %s', async (decision, files) => {
    await goneAt('hand-over.renamed')
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    await recover(context)
    const actor = { name: '山田', via: 'command' } as const
    await decideHandOver(context, actor, document.id, decision)
    expect(await context.ledger.promises.list()).toEqual([])
    expect((await handedOverTo()) !== undefined).toBe(decision === 'given')
    if (decision === 'again') await handOverDocument(context, document, folder)
    expect(names()).toHaveLength(files)
    expect(await context.ledger.audit.search({})).toMatchObject([
      { action: `hand-over.${decision}`, subject: document.id },
    ])
    await expect(decideHandOver(context, actor, document.id, decision)).rejects.toMatchObject({
      fault: 'hand-over-not-promised',
    })
  })

  test('is told once where nothing more can be written beside it, and keeps nobody', async () => {
    await goneAt('hand-over.renamed')
    const notWritable = new HikyakuError('hand-over-failed', {
      document: fileName(),
      directory: folder,
      detail: 'ENOSPC',
    })
    const full = { settle: () => Promise.reject(notWritable) }
    const there = { ...context, handOver: { ...context.handOver, ...full } }
    expect((await recover(there)).handOverFaults).toMatchObject([
      { name: 'hand-over-failed', documentId: document.id, partner: 'retailer' },
    ])
    expect(await recover(there)).toMatchObject({ handOversSettled: 0, handOverFaults: [] })
    expect(await recover(context)).toMatchObject({ handOversSettled: 1 })
    expect(await handedOverTo()).toBe(join(folder, fileName()))
  })

  test('is told if the machine was started anew, which may have taken the name back', async () => {
    await goneAt('hand-over.promised')
    const [file] = await context.ledger.promises.list()
    if (file === undefined) return expect.unreachable()
    // As that process noted it: the row has to stay one of a process that is gone.
    const presence = presenceIn(join(context.home, 'processes'))
    const ledger = await openSqliteLedger({
      path: join(context.home, 'hikyaku.db'),
      stationKey: context.stationKey,
      clock: context.clock,
      presence,
    })
    await ledger.promises.promise({ ...file, boot: 'an earlier start' })
    presence.leave()
    await ledger.close()
    const { handOversSettled, handOverFaults } = await recover(context)
    expect(handOversSettled).toBe(1)
    expect(handOverFaults).toMatchObject([{ name: 'hand-over-perhaps-twice' }])
    expect(names()).toEqual([fileName()])
  })
})
