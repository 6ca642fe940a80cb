import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { scriptedChannel, type Waiting } from '../../../test/support/scripted-channel.ts'
import { enqueueDocument, receiveDocuments, sendWaiting } from '../exchange/index.ts'
import { addFlow, holdFlow } from '../flows/index.ts'
import { removePartner } from '../partners/index.ts'
import { endDueHolds, holdPartner, type HoldOrder } from './index.ts'

const actor = { name: 'sato', via: 'command' } as const
const name = 'retailer'

let context: TestContext
let now: Date

beforeEach(async () => {
  now = new Date('2026-12-07T06:30:00+09:00')
  context = await testContext({ clock: { now: () => now, wait: () => Promise.resolve() } })
})

afterEach(() => context.end())

function set(hold: HoldOrder | undefined): Promise<boolean> {
  return holdPartner(context, actor, { name, hold })
}

function isHeld(): Promise<boolean> {
  return context.ledger.holds.find({ of: 'partner', id: name }).then((hold) => hold !== undefined)
}

async function actions(): Promise<readonly string[]> {
  const entries = await context.ledger.audit.search({ limit: 10 })
  return entries.map(({ action, actor: who }) => `${action} ${who}`).toReversed()
}

async function queue(count: number): Promise<void> {
  for (let one = 1; one <= count; one += 1) {
    await enqueueDocument(context, {
      partner: retailer,
      fileName: `${one}.xml`,
      chunks: streamOf(`<a n="${one}"/>`),
      documentType: 'Shipment Notification',
    })
  }
}

describe('a partner on hold', () => {
  test('is so once, with who and why in the audit log, and is let go on once', async () => {
    expect(await set({ reason: '取引停止' })).toBe(true)
    expect(await set({ reason: 'again' })).toBe(false)
    expect(await context.ledger.holds.find({ of: 'partner', id: name })).toMatchObject({
      reason: '取引停止',
      by: 'sato',
    })
    expect(await set(undefined)).toBe(true)
    expect(await set(undefined)).toBe(false)
    expect(await actions()).toEqual(['partner.hold sato', 'partner.release sato'])
  })

  test('must be there', async () => {
    const unknown = holdPartner(context, actor, { name: 'nobody', hold: undefined })
    await expect(unknown).rejects.toMatchObject({ fault: 'partner-unknown' })
  })

  test('goes on by itself when its time has come, and not before', async () => {
    const until = new Date('2026-12-07T09:00:00+09:00')
    await set({ reason: '棚卸', until })
    await endDueHolds(context)
    expect(await isHeld()).toBe(true)
    now = until
    await endDueHolds(context)
    expect(await isHeld()).toBe(false)
    expect(await actions()).toEqual(['partner.hold sato', 'partner.release hikyaku'])
    await expect(set({ reason: '棚卸', until })).rejects.toMatchObject({ fault: 'setting-invalid' })
  })

  test('is not called by anybody, and what waits stays', async () => {
    await queue(1)
    await set({ reason: '取引停止' })
    const refused = { fault: 'partner-on-hold' }
    await expect(sendWaiting(context, retailer)).rejects.toMatchObject(refused)
    await expect(receiveDocuments(context, retailer)).rejects.toMatchObject(refused)
    expect(await context.ledger.exchanges.count({})).toBe(0)
    expect(await context.ledger.documents.count({ state: 'waiting' })).toBe(1)
  })

  test('ends a run that sends after the document in hand', async () => {
    await queue(3)
    let puts = 0
    const put = (): 'accepted' => {
      puts += 1
      return 'accepted'
    }
    const channel = scriptedChannel({})
    context.channel = {
      ...channel,
      put: async (document, payload) => {
        if (puts === 1) await set({ reason: '取引停止' })
        put()
        return channel.put(document, payload)
      },
    }
    const report = await sendWaiting(context, retailer)
    expect(report).toMatchObject({ outcome: 'warning', faults: [] })
    expect(report.failure?.fault).toBe('partner-on-hold')
    expect(puts).toBe(2)
    await set(undefined)
    context.channel = scriptedChannel({})
    expect((await sendWaiting(context, retailer)).documents).toHaveLength(1)
  })

  test.each(['flow', 'partner'] as const)(
    'ends the run of a flow that sends when the %s is stopped meanwhile',
    async (of) => {
      const documentType = 'Shipment Notification'
      const { id: flowId, name: flow } = await addFlow(context, actor, {
        ...{ name: 'ship', partner: name, direction: 'send' },
        kind: { formatType: retailer.formatType, documentType },
      })
      await queue(2)
      const channel = scriptedChannel({})
      context.channel = {
        ...channel,
        put: async (document, payload) => {
          const hold = { reason: '取引停止' }
          if (of === 'flow') await holdFlow(context, actor, { name: flow, hold })
          else await set(hold)
          return channel.put(document, payload)
        },
      }
      const report = await sendWaiting(context, retailer, { flowId })
      expect(report.failure?.fault).toBe(`${of}-on-hold`)
      expect(report.documents).toHaveLength(1)
    },
  )

  test('ends a run that receives after the document in hand, which is confirmed', async () => {
    const order = (messageId: string, more: () => Promise<void>) => (): Waiting => {
      void more()
      const { partnerId: senderId, ownId: receiverId, formatType } = retailer
      const ids = { messageId, senderId, receiverId, formatType }
      return {
        envelope: { ...ids, documentType: 'Order', compressType: '' },
        bytes: Buffer.from(`<${messageId}/>`),
      }
    }
    const nothing = (): Promise<void> => Promise.resolve()
    const stop = async (): Promise<void> => {
      await set({ reason: '取引停止' })
    }
    const channel = scriptedChannel({
      get: [order('a', nothing), order('b', stop), order('c', nothing)],
    })
    context.channel = channel
    const report = await receiveDocuments(context, retailer)
    expect(report.failure?.fault).toBe('partner-on-hold')
    expect(channel.calls).toEqual(['get', 'confirm a', 'get', 'confirm b'])
  })

  test('leaves no hold behind for whoever is given its name next', async () => {
    await set({ reason: '取引停止' })
    await removePartner(context, actor, name)
    expect(await context.ledger.holds.standing()).toEqual([])
  })
})
