import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { keepReceived } from '../../../test/support/kept-document.ts'
import { retailer, testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { recover, type StationDocument } from '../exchange/index.ts'
import type { Actor } from '../accounts/index.ts'
import { clearingSteps, clearStation, type ClearingStep } from './index.ts'
import { hasPayload, largeText } from '../../../test/support/payload-place.ts'

const day = 86_400_000
const actor: Actor = { name: 'sato', via: 'command' }
const killed: readonly ClearingStep[] = ['clear.half-removed', 'clear.forgotten']
const settings = { payloadDays: 1, recordDays: 31, faultDays: 31 }
const script = join(import.meta.dirname, '..', '..', '..', 'test', 'support', 'clearing-child.ts')

let context: TestContext

beforeEach(async () => {
  context = await testContext()
})

afterEach(() => context.end())

/** Every second one is large enough for a file. */
const bytesAt = (at: number): Buffer => Buffer.from(at % 2 === 0 ? '<order/>' : largeText)
const isThere = (id: string): boolean => hasPayload(context.home, id)

async function kept(count: number, changes: Partial<StationDocument> = {}): Promise<string[]> {
  const ids: string[] = []
  for (let at = 0; at < count; at += 1) {
    const id = await keepReceived(context, retailer, bytesAt(at), changes)
    await context.ledger.documents.look(id, { by: 'sato', at: context.clock.now() })
    ids.push(id)
  }
  return ids
}

/** A process that is killed takes long to begin: where less will do, it is an error. */
async function breakOffAt(step: ClearingStep): Promise<void> {
  if (killed.includes(step)) {
    expect(await clearAndBeKilledAt(step), step).toBe('SIGKILL')
    return
  }
  const reached = (one: ClearingStep): void => {
    if (one === step) throw new Error(`broken off at ${one}`)
  }
  await expect(clearStation(context, { settings, actor }, { reached })).rejects.toThrow(step)
}

/** @returns how the process ended */
async function clearAndBeKilledAt(step: string): Promise<NodeJS.Signals | number> {
  const { home, stationKey, clock } = context
  const key = Buffer.from(stationKey).toString('hex')
  const given = [home, key, clock.now().toISOString(), step]
  const child = fork(script, given, { execArgv: [], stdio: 'inherit' })
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return signal ?? code ?? -1
}

test('killed at each step, it loses nothing that must stay, and the next run finishes', async () => {
  const staying = [
    ...(await kept(1, { state: 'quarantined' })),
    ...(await kept(1, { box: 'mailbox', partner: 'supplier', state: 'not-taken' })),
  ]
  for (const step of clearingSteps) {
    const old = await kept(3)
    await context.clock.wait(20 * day)
    const newer = await kept(3)
    await context.clock.wait(20 * day)
    const young = await kept(2)
    const keys: StationDocument[] = []
    for (const id of old) keys.push((await context.ledger.documents.find(id)) as StationDocument)
    await breakOffAt(step)

    expect((await recover(context, 'all')).payloadsPutAside, step).toEqual([])
    await clearStation(context, { settings, actor })
    const there = [...old, ...newer, ...young, ...staying].filter(isThere)
    expect(there, step).toEqual([...young, ...staying])
    expect(await context.ledger.clearing.marked(1), step).toEqual([])
    for (const id of [...newer, ...young, ...staying]) {
      expect(await context.ledger.documents.find(id), step).toBeDefined()
    }
    for (const one of keys) {
      expect(await context.ledger.documents.find(one.id), step).toBeUndefined()
      expect((await context.ledger.documents.findByMessage(one))?.id, step).toBe(one.id)
    }
    await clearYoung(young)
  }
  expect(readdirSync(join(context.home, 'documents')).length).toBeGreaterThan(0)
}, 60_000)

/** The next round begins with what stays alone. */
async function clearYoung(young: readonly string[]): Promise<void> {
  await context.clock.wait(40 * day)
  await clearStation(context, { settings, actor })
  expect(young.filter(isThere)).toEqual([])
}
