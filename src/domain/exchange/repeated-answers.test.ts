import { afterEach, describe, expect, test } from 'vitest'

import { systemClock } from '../../base/clock.ts'
import { openChannel } from '../../../test/support/calling.ts'
import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import {
  startRepeatingRetailer,
  type Repeating,
  type RepeatingRetailer,
} from '../../../test/support/repeating-retailer.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { receiveDocuments } from './receive-documents.ts'
import { sendWaiting } from './send-waiting.ts'
import type { StationDocument } from './document.ts'

const partner = { ...retailer, retries: 0 }
const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function start(
  how: Repeating,
  waiting: readonly string[] = [],
): Promise<{ server: RepeatingRetailer; context: TestContext }> {
  const server = await startRepeatingRetailer(waiting, how)
  const context = await testContext({
    clock: systemClock,
    openChannel: () => Promise.resolve(openChannel(server.port)),
  })
  closing.push(
    () => context.end(),
    () => server.close(),
  )
  return { server, context }
}

async function queue(context: TestContext, count: number): Promise<StationDocument[]> {
  const documents: StationDocument[] = []
  for (let number = 0; number < count; number += 1) {
    const document = await enqueueDocument(context, {
      partner,
      fileName: 'shipment.xml',
      chunks: streamOf(`<shipment number="${number}"/>`),
      documentType: 'Shipment Notification',
    })
    documents.push(document)
  }
  return documents
}

const everyThird = (request: number): boolean => request % 3 === 1
const ids = ['own', 'alike', 'none'] as const

describe('an answer that comes twice, late, while the next request is lost', () => {
  test.each([1, 60])('is not taken for the next Put’s answer (%i ms)', async (lateMilliseconds) => {
    for (const which of ids) {
      const { server, context } = await start({
        repeats: everyThird,
        lateMilliseconds,
        ids: which,
      })
      const documents = await queue(context, 12)
      const report = await sendWaiting(context, partner)
      const messageIds = documents.map(({ messageId }) => messageId)
      expect(server.stored, which).toEqual(messageIds)
      expect(report.documents.map(({ outcome }) => outcome)).toEqual(Array(12).fill('delivered'))
      // Who cannot tell its answers apart is asked each question on a connection of its own.
      if (which === 'none') expect(server.lost).toBe(0)
      else expect(server.lost).toBeGreaterThan(0)
      const names = new Set(report.faults.map(({ name }) => name))
      expect([...names]).toEqual(which === 'none' ? [] : ['answer-repeated'])
    }
  })

  test('is not taken for the next Confirm’s or Get’s answer', async () => {
    const waiting = Array.from({ length: 4 }, (_, number) => `o-${number}@retailer`)
    for (const which of [...ids, 'of the document'] as const) {
      for (const turn of [0, 1, 2]) {
        const repeats = (request: number): boolean => request % 3 === turn
        const how = { repeats, lateMilliseconds: 20, ids: which }
        const { server, context } = await start(how, waiting)
        let runs = 0
        while (runs < 20 && server.confirmed.length < waiting.length) {
          await receiveDocuments(context, partner)
          runs += 1
        }
        expect(server.confirmed, `${which} ${turn}`).toEqual(waiting)
        const kept = await context.ledger.documents.search({ box: 'inbox' })
        const states = kept.map(({ messageId, state }) => `${messageId} ${state}`)
        expect(states.toSorted()).toEqual(waiting.map((id) => `${id} received`))
      }
    }
  })
})

test.each([0, 5, 20])(
  'an answer that comes twice while nothing is asked ends its connection (%i ms)',
  async (lateMilliseconds) => {
    const { server, context } = await start({
      repeats: everyThird,
      lateMilliseconds,
      unasked: true,
    })
    const documents = await queue(context, 12)
    const report = await sendWaiting(context, partner)
    expect(report.documents.every(({ outcome }) => outcome === 'delivered')).toBe(true)
    expect(server.stored).toEqual(documents.map(({ messageId }) => messageId))
    expect(server.connections).toBeGreaterThan(1)
  },
)

test('ids that are all alike cost connections, and no document', async () => {
  const how = { repeats: () => false, lateMilliseconds: 0, ids: 'alike' } as const
  const { server, context } = await start(how)
  await queue(context, 6)
  const report = await sendWaiting(context, partner)
  expect(report.documents.every(({ outcome }) => outcome === 'delivered')).toBe(true)
  expect(server.stored).toHaveLength(6)
  // Doubted once; from then on each is asked on its own.
  expect(report.faults).toHaveLength(1)
})

test('ids of their own cost nothing', async () => {
  const { server, context } = await start({ repeats: () => false, lateMilliseconds: 0 })
  await queue(context, 6)
  expect((await sendWaiting(context, partner)).faults).toEqual([])
  expect(server.connections).toBe(1)
})
