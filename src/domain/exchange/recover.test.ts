import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import type { Exchange } from './attempt.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { recover } from './recover.ts'
import { leaseName } from './run.ts'

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

/** Above the largest number that the kernel gives to a process. */
const gone = 4_194_305

function leaveBehind(folder: string, name: string, text = ''): void {
  mkdirSync(join(context.home, folder), { recursive: true })
  writeFileSync(join(context.home, folder, name), text)
}

async function begin(id: string, changes: Partial<Exchange> = {}): Promise<void> {
  const exchange = { id, partner: 'retailer', kind: 'receive', documents: 3 } as const
  await context.ledger.exchanges.begin({
    ...exchange,
    startedAt: context.clock.now(),
    ...changes,
  })
}

const outcomeOf = async (id: string): Promise<string | undefined> =>
  (await context.ledger.exchanges.find(id))?.exchange.outcome

describe('what a crash left', () => {
  test('is nothing after a clean end, and no fault is raised', async () => {
    const nothing = { interruptedExchanges: 0, draftsRemoved: 0, payloadsPutAside: [] }
    expect(await recover(context)).toEqual(nothing)
    expect(await context.ledger.faults.search({})).toEqual([])
  })

  test('is cleared, listed in one warning, and found once', async () => {
    const kept = await enqueueDocument(context, {
      partner: retailer,
      fileName: 'a.xml',
      documentType: 'Order',
      chunks: streamOf('<a/>'),
    })
    const day = `documents/${kept.id.slice(2, 8)}`
    const unknown = `D-${kept.id.slice(2, 8)}-000000000000`
    leaveBehind(day, unknown, 'never acknowledged')
    leaveBehind('incoming', `${gone}-x.part`)
    leaveBehind('processes', `${gone}-x`)
    await begin('X-1')
    const report = await recover(context)
    expect(report).toMatchObject({
      interruptedExchanges: 1,
      draftsRemoved: 1,
      payloadsPutAside: [unknown],
      fault: { name: 'station-crashed' },
    })
    expect(report.fault?.params).toMatchObject({
      detail: 'exchanges 1, temporary files 1, lost+found 1',
    })
    expect(await outcomeOf('X-1')).toBe('interrupted')
    expect(readFileSync(join(context.home, 'lost+found', unknown), 'utf8')).toBe(
      'never acknowledged',
    )
    expect(readdirSync(join(context.home, day))).toEqual([kept.id])
    expect(readdirSync(join(context.home, 'incoming'))).toEqual([])
    expect((await recover(context)).fault).toBeUndefined()
  })

  test('is not what a living process is at', async () => {
    const lease = await context.ledger.lease(leaseName('receive', 'retailer'))
    await begin('X-1')
    await begin('X-2', { kind: 'send' })
    expect(await recover(context)).toMatchObject({ interruptedExchanges: 1 })
    expect(await outcomeOf('X-1')).toBeUndefined()
    expect(await outcomeOf('X-2')).toBe('interrupted')
    if ('release' in lease) await lease.release()
    expect(await recover(context)).toMatchObject({ interruptedExchanges: 1 })
    expect(await outcomeOf('X-1')).toBe('interrupted')
  })
})
