import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { scriptedChannel } from '../../../test/support/scripted-channel.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { sendWaiting } from './send-waiting.ts'
import { settleDocument } from './settle-document.ts'

let context: TestContext

beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

test('what the partner has is delivered, also if somebody changed it while it was sent', async () => {
  const { documents } = context.ledger
  const { id } = await enqueueDocument(context, {
    partner: retailer,
    fileName: 'order.xml',
    documentType: 'Order',
    chunks: streamOf('<order/>'),
  })
  const channel = scriptedChannel({})
  context.channel = {
    ...channel,
    put: async (document, payload, watch) => {
      const answer = await channel.put(document, payload, watch)
      const at = context.clock.now()
      expect(await documents.change(id, 'waiting', { state: 'refused', at })).toBe(true)
      return answer
    },
  }
  await sendWaiting(context, retailer)
  expect((await documents.find(id))?.state).toBe('delivered')
})

test('a document that is not there is not passed over', async () => {
  const change = { state: 'delivered', at: context.clock.now() } as const
  await expect(settleDocument(context.ledger, 'D-0', change)).rejects.toMatchObject({
    fault: 'document-unknown',
  })
})
