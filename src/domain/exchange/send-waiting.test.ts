import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { failing, scriptedChannel } from '../../../test/support/scripted-channel.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { sendWaiting } from './send-waiting.ts'
import type { StationDocument } from './document.ts'

let context: TestContext

beforeEach(async () => {
  context = await testContext()
})

afterEach(async () => {
  await context.end()
})

function enqueue(text: string): Promise<StationDocument> {
  return enqueueDocument(context, {
    partner: retailer,
    fileName: `${text}.xml`,
    chunks: streamOf(text),
    documentType: 'Shipment Notification',
  })
}

async function stateOf(document: StationDocument): Promise<string | undefined> {
  return (await context.ledger.documents.find(document.id))?.state
}

describe('sending what waits for a partner', () => {
  test('sends in the order of arrival, each with the bytes of its file', async () => {
    await enqueue('first')
    await enqueue('second')
    const seen: string[] = []
    const put = (_: StationDocument, bytes: Uint8Array): 'accepted' => {
      seen.push(Buffer.from(bytes).toString())
      return 'accepted'
    }
    context.channel = scriptedChannel({ put: [put, put] })
    const report = await sendWaiting(context, retailer)
    expect(report.outcome).toBe('done')
    expect(seen).toEqual(['first', 'second'])
    expect(await context.ledger.documents.count({ box: 'outbox', state: 'delivered' })).toBe(2)
  })

  test('has the messageId and the attempt on record before the first byte', async () => {
    const document = await enqueue('order')
    context.channel = scriptedChannel({})
    const channel = context.channel
    let recorded = 0
    context.channel = {
      ...channel,
      put: async (sent, payload) => {
        recorded = (await context.ledger.exchanges.attemptsOf(document.id)).length
        expect((await context.ledger.documents.find(document.id))?.messageId).toBe(sent.messageId)
        return channel.put(sent, payload)
      },
    }
    await sendWaiting(context, retailer)
    expect(recorded).toBe(1)
  })

  test('retries with the same messageId and waits between the tries', async () => {
    const document = await enqueue('order')
    const ids: string[] = []
    context.channel = scriptedChannel({
      put: [
        (sent) => {
          ids.push(sent.messageId)
          return failing('connection-refused', 'not-sent')
        },
        (sent) => {
          ids.push(sent.messageId)
          return 'accepted'
        },
      ],
    })
    const report = await sendWaiting(context, retailer)
    expect(ids).toEqual([document.messageId, document.messageId])
    expect(context.waited).toEqual([60_000])
    expect(report.documents[0]?.outcome).toBe('delivered')
    expect(report.outcome).toBe('warning')
  })

  test.each([
    ['is waited for', 120, [120_000], 'delivered'],
    ['is not sooner than our own interval', 5, [60_000], 'delivered'],
    ['of hours is left to the next run', 7200, [], 'waiting'],
  ] as const)('a Retry-After that %s', async (_what, seconds, waited, outcome) => {
    await enqueue('order')
    const busy = { status: 'HTTP 503', detail: '', retryAfterSeconds: seconds }
    context.channel = scriptedChannel({
      put: [() => failing('partner-trouble', 'in-doubt', busy), () => 'accepted'],
    })
    const report = await sendWaiting(context, retailer)
    expect(context.waited).toEqual(waited)
    expect(report.documents[0]?.outcome).toBe(outcome)
  })

  test('a document that is too large for the partner does not stop the next', async () => {
    const large = await enqueue('large')
    await enqueue('small')
    const refused = failing('size-refused', 'refused', { bytes: 9, detail: 'HTTP 413' })
    context.channel = scriptedChannel({ put: [() => refused, () => 'accepted'] })
    const report = await sendWaiting(context, retailer)
    expect(report.documents.map(({ outcome }) => outcome)).toEqual(['refused', 'delivered'])
    expect(await stateOf(large)).toBe('refused')
  })

  test('takes "already received" on the very first try as a warning', async () => {
    const document = await enqueue('order')
    context.channel = scriptedChannel({ put: [() => 'duplicate'] })
    const report = await sendWaiting(context, retailer)
    expect(report.outcome).toBe('warning')
    expect(report.documents[0]?.outcome).toBe('delivered-with-warning')
    expect(report.faults.map((fault) => fault.name)).toEqual(['duplicate-on-first-try'])
    expect(await stateOf(document)).toBe('delivered')
  })

  test('takes "already received" after an attempt in doubt as delivery', async () => {
    await enqueue('order')
    context.channel = scriptedChannel({
      put: [() => failing('connection-lost', 'in-doubt'), () => 'duplicate'],
    })
    const report = await sendWaiting(context, retailer)
    expect(report.documents[0]?.outcome).toBe('delivered')
    expect(report.faults.map((fault) => fault.name)).toEqual(['connection-lost'])
  })

  test('still warns if the attempt before never sent a byte', async () => {
    await enqueue('order')
    context.channel = scriptedChannel({
      put: [() => failing('connection-refused', 'not-sent'), () => 'duplicate'],
    })
    const report = await sendWaiting(context, retailer)
    expect(report.documents[0]?.outcome).toBe('delivered-with-warning')
  })

  test('takes an attempt that a crash left open as one in doubt', async () => {
    const document = await enqueue('order')
    await context.ledger.exchanges.begin({
      id: 'X-1',
      partner: 'retailer',
      kind: 'send',
      startedAt: context.clock.now(),
      documents: 0,
    })
    await context.ledger.exchanges.beginAttempt({
      id: 'A-1',
      exchangeId: 'X-1',
      operation: 'PutDocument',
      number: 1,
      documentId: document.id,
      startedAt: context.clock.now(),
      bytesSent: 0,
      bytesReceived: 0,
    })
    context.channel = scriptedChannel({ put: [() => 'duplicate'] })
    const report = await sendWaiting(context, retailer)
    expect(report.outcome).toBe('done')
    expect(report.documents[0]?.outcome).toBe('delivered')
  })

  test('stops at a failure and keeps the order: the later ones are not tried', async () => {
    const first = await enqueue('first')
    const second = await enqueue('second')
    const lost = (): ReturnType<typeof failing> => failing('partner-trouble', 'in-doubt')
    context.channel = scriptedChannel({ put: [lost, lost, lost] })
    const report = await sendWaiting(context, retailer)
    expect(report.outcome).toBe('failed')
    expect(report.failure?.fault).toBe('partner-trouble')
    expect(report.documents.map((one) => one.document.id)).toEqual([first.id])
    expect([await stateOf(first), await stateOf(second)]).toEqual(['waiting', 'waiting'])
    expect(report.faults).toHaveLength(1)
  })

  test('sets a refused document aside with a fault and goes on', async () => {
    const first = await enqueue('first')
    const second = await enqueue('second')
    context.channel = scriptedChannel({ put: [() => failing('partner-refused', 'refused')] })
    const report = await sendWaiting(context, retailer)
    expect(report.outcome).toBe('failed')
    expect([await stateOf(first), await stateOf(second)]).toEqual(['refused', 'delivered'])
    expect((await context.ledger.documents.find(first.id))?.faultId).toBe(report.faults[0]?.id)
  })

  test('stops after two refusals in a row, for the settings may be wrong', async () => {
    await enqueue('first')
    await enqueue('second')
    const third = await enqueue('third')
    const refused = (): ReturnType<typeof failing> => failing('partner-refused', 'refused')
    context.channel = scriptedChannel({ put: [refused, refused] })
    const report = await sendWaiting(context, retailer)
    expect(report.failure?.fault).toBe('partner-refused')
    expect(await stateOf(third)).toBe('waiting')
  })

  test('does not try a refused login again, and refuses no document for it', async () => {
    const document = await enqueue('order')
    const channel = scriptedChannel({ put: [() => failing('login-refused', 'refused')] })
    context.channel = channel
    const report = await sendWaiting(context, retailer)
    expect(report.failure?.fault).toBe('login-refused')
    expect(channel.calls).toHaveLength(1)
    expect(await stateOf(document)).toBe('waiting')
  })

  test('refuses a file of no bytes, and leaves nothing behind', async () => {
    await expect(enqueue('')).rejects.toMatchObject({ fault: 'file-empty' })
    expect(await context.ledger.documents.count({ box: 'outbox' })).toBe(0)
  })

  test('does nothing, and begins no exchange, when nothing waits', async () => {
    const report = await sendWaiting(context, retailer)
    expect(report).toEqual({ outcome: 'done', documents: [], faults: [] })
    expect(await context.ledger.exchanges.search({})).toHaveLength(0)
  })

  test('says who is busy when another run holds the partner', async () => {
    await enqueue('order')
    const lease = await context.ledger.lease('send:retailer')
    await expect(sendWaiting(context, retailer)).rejects.toMatchObject({ fault: 'partner-busy' })
    if ('release' in lease) await lease.release()
  })
})
