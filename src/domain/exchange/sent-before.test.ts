import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  retailer,
  streamOf,
  supplier,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { isHikyakuError } from '../../errors/index.ts'
import { documentStates, factsOf, statesIn } from './document-states.ts'
import type { StationDocument } from './document.ts'
import { enqueueDocument, type NewDocument } from './enqueue-document.ts'

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

const days = (count: number): Promise<void> => context.clock.wait(count * 86_400_000)

function enqueue(change: Partial<NewDocument> = {}, text = '<order/>'): Promise<StationDocument> {
  const file = { fileName: 'order.xml', chunks: streamOf(text), documentType: 'Order' }
  return enqueueDocument(context, { partner: retailer, onlyNew: true, ...file, ...change })
}

/** The document that stands against it; none: it was queued. */
async function earlier(change: Partial<NewDocument> = {}, text?: string): Promise<unknown> {
  try {
    await enqueue(change, text)
    return undefined
  } catch (error) {
    if (isHikyakuError(error) && error.fault === 'document-sent-before') {
      return error.params['document']
    }
    throw error
  }
}

test('the same bytes to the same partner as the same kind are refused, and nothing is kept', async () => {
  const { id } = await enqueue()
  const files = (): number =>
    readdirSync(join(context.home, 'documents'), { recursive: true }).length
  const before = files()
  expect(await earlier()).toBe(id)
  expect(await context.ledger.documents.count({})).toBe(1)
  expect(files()).toBe(before)
})

test('packed or not, the bytes of the file count', async () => {
  const { id } = await enqueue({ partner: { ...retailer, compress: 'gzip' } })
  expect(await earlier()).toBe(id)
})

test('other bytes, kinds, partners and what was not asked about are queued', async () => {
  await enqueue()
  expect(await earlier({}, '<order>2</order>')).toBeUndefined()
  expect(await earlier({ documentType: 'Invoice' })).toBeUndefined()
  expect(await earlier({ formatType: 'Other' })).toBeUndefined()
  expect(await earlier({ partner: supplier })).toBeUndefined()
  await enqueue({ onlyNew: false })
  await days(31)
  expect(await earlier()).toBeUndefined()
})

test.each(documentStates.filter((state) => statesIn('outbox').includes(state)))(
  'one that is %s counts if it went or goes',
  async (state) => {
    const { id } = await enqueue()
    await context.ledger.documents.change(id, 'waiting', { state, at: context.clock.now() })
    const { isSent, isUnfinished } = factsOf(state)
    expect(await earlier()).toBe(isSent === true || isUnfinished ? id : undefined)
  },
)
