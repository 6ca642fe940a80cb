import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { isHikyakuError } from '../../errors/index.ts'
import { removePartner } from '../partners/partners.ts'
import { documentStates, factsOf, statesIn, type DocumentState } from './document-states.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { retakeDocument } from './retake-document.ts'

const actor = { name: 'tester', via: 'command' } as const
let context: TestContext

beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

/** The id of a document that stands in the state. */
async function standing(state: DocumentState): Promise<string> {
  const { id } = await enqueueDocument(context, {
    partner: retailer,
    fileName: 'order.xml',
    documentType: 'Order',
    chunks: streamOf('<order/>'),
  })
  if (state === 'waiting') return id
  const at = context.clock.now()
  expect(await context.ledger.documents.change(id, 'waiting', { state, at })).toBe(true)
  return id
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (isHikyakuError(error)) return error.fault
    throw error
  }
}

describe.each(documentStates)('a document that is %s', (state) => {
  const { isUnfinished, backTo, boxes, left, mark } = factsOf(state)

  test(isUnfinished ? 'keeps its partner' : 'lets its partner go', async () => {
    await standing(state)
    const fault = await faultOf(removePartner(context, actor, retailer.name))
    expect(fault).toBe(isUnfinished ? 'partner-in-use' : 'none')
  })

  test(backTo === undefined ? 'is not put back' : `is put back to ${backTo}`, async () => {
    const id = await standing(state)
    const fault = await faultOf(retakeDocument(context, id))
    expect(fault).toBe(backTo === undefined ? 'retake-not-possible' : 'none')
    expect((await context.ledger.documents.find(id))?.state).toBe(backTo ?? state)
  })

  test('is put back only to where documents of its boxes can be, and told if that is not the end', () => {
    if (backTo !== undefined) expect(factsOf(backTo).boxes).toEqual(boxes)
    if (isUnfinished || mark !== 'done') expect(left).toBeDefined()
    for (const box of boxes) expect(statesIn(box)).toContain(state)
  })
})
