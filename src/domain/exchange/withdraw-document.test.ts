import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  retailer,
  streamOf,
  supplier,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { failing, scriptedChannel } from '../../../test/support/scripted-channel.ts'
import { isHikyakuError } from '../../errors/index.ts'
import { removePartner } from '../partners/partners.ts'
import type { Partner } from '../partners/partner.ts'
import { confirmTaken } from './confirm-taken.ts'
import type { Deed } from './document-states.ts'
import type { StationDocument } from './document.ts'
import { sendAgain } from './documents.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { offerDocument } from './offer-document.ts'
import { sendWaiting } from './send-waiting.ts'
import { beginCaller } from './served-calls.ts'
import { withdrawDocument, type Withdrawal } from './withdraw-document.ts'

const actor = { name: 'tester', via: 'command' } as const
let context: TestContext

beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

function enqueue(text: string, partner: Partner = retailer): Promise<StationDocument> {
  const file = { fileName: `${text}.xml`, chunks: streamOf(text), documentType: 'Order' }
  return enqueueDocument(context, { partner, ...file })
}

const withdraw = (deed: Deed, { id }: StationDocument): Promise<Withdrawal> =>
  withdrawDocument(context, actor, id, { deed, reason: 'a wrong number' })
const stateOf = async ({ id }: StationDocument): Promise<string | undefined> =>
  (await context.ledger.documents.find(id))?.state

async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (isHikyakuError(error)) return error.fault
    throw error
  }
}

/** What a run sends, by the bytes. */
async function sent(): Promise<string[]> {
  const seen: string[] = []
  const put = (_: StationDocument, bytes: Uint8Array): 'accepted' => {
    seen.push(Buffer.from(bytes).toString())
    return 'accepted'
  }
  context.channel = scriptedChannel({ put: [put, put, put] })
  await sendWaiting(context, retailer)
  return seen
}

describe('a document that waits', () => {
  test('is cancelled for good, with a note of why, and its partner can be removed', async () => {
    const document = await enqueue('first')
    expect(await faultOf(removePartner(context, actor, retailer.name))).toBe('partner-in-use')
    await withdraw('cancel', document)
    expect(await stateOf(document)).toBe('cancelled')
    const [entry] = await context.ledger.audit.search({ limit: 1 })
    expect(entry).toMatchObject({
      action: 'document.cancel',
      subject: document.id,
      detail: { reason: 'a wrong number' },
    })
    expect(await sent()).toEqual([])
    for (const deed of ['cancel', 'hold', 'release'] as const) {
      expect(await faultOf(withdraw(deed, document))).toBe('withdrawal-not-possible')
    }
    expect(await faultOf(removePartner(context, actor, retailer.name))).toBe('none')
  })

  test('is held while others pass, and goes from its old place when it is released', async () => {
    const [first, second] = [await enqueue('first'), await enqueue('second')]
    await withdraw('hold', first)
    await withdraw('hold', second)
    expect(await sent()).toEqual([])
    expect(await faultOf(removePartner(context, actor, retailer.name))).toBe('partner-in-use')
    await enqueue('third')
    await withdraw('release', first)
    expect(await sent()).toEqual(['first', 'third'])
    await withdraw('release', second)
    expect(await sent()).toEqual(['second'])
  })

  test('is not withdrawn once it was sent, nor sent again as long as it waits', async () => {
    const document = await enqueue('first')
    for (const deed of ['hold', 'release'] as const) {
      expect(await faultOf(sendAgain(context, actor, document.id))).toBe('document-waits')
      await withdraw(deed, document)
    }
    await sent()
    expect(await faultOf(withdraw('cancel', document))).toBe('withdrawal-not-possible')
    expect(await faultOf(sendAgain(context, actor, document.id))).toBe('none')
  })

  test('is not withdrawn while its bytes leave', async () => {
    const document = await enqueue('first')
    let refused: string | undefined
    const channel = scriptedChannel({})
    context.channel = {
      ...channel,
      put: async (...call) => {
        refused = await faultOf(withdraw('cancel', document))
        return channel.put(...call)
      },
    }
    await sendWaiting(context, retailer)
    expect(refused).toBe('document-under-way')
    expect(await stateOf(document)).toBe('delivered')
  })

  test('held between two tries it is tried no more, and those behind it go', async () => {
    const [first] = [await enqueue('first'), await enqueue('second')]
    const wait = context.clock.wait.bind(context.clock)
    context.clock.wait = async (...time) => {
      if ((await stateOf(first)) === 'waiting') await withdraw('hold', first)
      return wait(...time)
    }
    context.channel = scriptedChannel({ put: [() => failing('connection-refused', 'not-sent')] })
    const report = await sendWaiting(context, retailer)
    expect(report.documents.map(({ outcome }) => outcome)).toEqual(['withdrawn', 'delivered'])
    expect(await stateOf(first)).toBe('held')
  })

  test('cancelled in doubt it may be there: the operator is told', async () => {
    const document = await enqueue('first')
    context.channel = scriptedChannel({
      put: Array.from({ length: 3 }, () => () => failing('connection-timeout', 'in-doubt')),
    })
    await sendWaiting(context, retailer)
    const { doubt } = await withdraw('cancel', document)
    expect(doubt).toMatchObject({ name: 'cancelled-in-doubt', documentId: document.id })
    expect(await context.ledger.faults.find(doubt?.id ?? '')).toMatchObject({
      name: 'cancelled-in-doubt',
      partner: document.partner,
    })
  })
})

describe('a document in a mailbox', () => {
  test('that is held is not offered; confirmed all the same, it counts as taken', async () => {
    const caller = await beginCaller(context, supplier)
    const [first, second] = [await enqueue('first', supplier), await enqueue('second', supplier)]
    const offered = async (): Promise<string | undefined> => {
      const offer = await offerDocument(context, caller, { receiverId: supplier.partnerId })
      await offer?.payload.close()
      return offer?.document.id
    }
    expect(await offered()).toBe(first.id)
    await withdraw('hold', first)
    expect(await offered()).toBe(second.id)
    const seen = { startedAt: context.clock.now(), facts: { bytesSent: 0, bytesReceived: 0 } }
    const { messageId, senderId, receiverId } = first
    const confirm = { messageId, senderId, receiverId, seen }
    expect(await confirmTaken(context, caller, confirm)).toBe('confirmed')
    expect(await stateOf(first)).toBe('taken')
    expect(await context.ledger.faults.search({ documentId: first.id })).toMatchObject([
      { name: 'taken-though-withdrawn', partner: supplier.name },
    ])
    expect(await confirmTaken(context, caller, confirm)).toBe('already-confirmed')
    await withdraw('cancel', second)
    expect(await offered()).toBeUndefined()
  })
})
