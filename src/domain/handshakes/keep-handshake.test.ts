import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  retailer,
  streamOf,
  supplier,
  testContext,
} from '../../../test/support/exchange-context.ts'
import type { TestContext } from '../../../test/support/exchange-context.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Attempt, AttemptFacts, HandshakeNote } from '../exchange/attempt.ts'
import { enqueueDocument } from '../exchange/enqueue-document.ts'
import { CallFailure, type Channel } from '../exchange/ports.ts'
import { receiveDocuments } from '../exchange/receive-documents.ts'
import { sendWaiting } from '../exchange/send-waiting.ts'
import { beginCaller, recordServed } from '../exchange/served-calls.ts'

const at = new Date('2026-04-01T00:30:00Z')

function note(id: string, outcome: HandshakeNote['outcome'] = 'done'): HandshakeNote {
  return { id, at, outcome, whole: () => `{"whole":"${id}"}`, short: () => '{"short":true}' }
}

/** A partner that has nothing, over one connection with this note. */
function channelWith(get: () => { readonly facts: AttemptFacts } | CallFailure): Channel {
  const unused = (): Promise<never> => Promise.reject(new Error('not asked for here'))
  return {
    warnings: [],
    put: unused,
    get: () => {
      const answer = get()
      if (answer instanceof CallFailure) return Promise.reject(answer)
      return Promise.resolve({ kind: 'nothing', ...answer })
    },
    confirm: unused,
    close: () => Promise.resolve(),
  }
}

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

async function attemptsOf(exchangeId = ''): Promise<readonly Attempt[]> {
  return (await context.ledger.exchanges.find(exchangeId))?.attempts ?? []
}

describe('the handshake of an attempt', () => {
  test('is kept in full when the call failed, in the commit that says so', async () => {
    const facts = { bytesSent: 0, bytesReceived: 0, handshakeNote: note('H-1', 'failed') }
    const fault = new HikyakuError('tls-failed', { partner: 'retailer', host: 'h', detail: 'd' })
    context.channel = channelWith(() => new CallFailure(fault, 'not-sent', facts))
    const report = await receiveDocuments(context, { ...retailer, retries: 1 }, { watch: {} })
    const attempts = await attemptsOf(report.exchangeId)
    expect(attempts.map(({ handshakeId }) => handshakeId)).toEqual(['H-1', 'H-1'])
    expect(await context.ledger.handshakes.find('H-1')).toEqual({
      id: 'H-1',
      at,
      outcome: 'failed',
      form: 'whole',
      partner: 'retailer',
      record: '{"whole":"H-1"}',
    })
    expect(report.faults[0]?.attemptId).toBe(attempts[0]?.id)
  })

  test('is kept in short when it went well, once for all alike connections', async () => {
    const ids: (string | undefined)[] = []
    for (const id of ['H-1', 'H-2']) {
      const facts = { bytesSent: 1, bytesReceived: 1, handshakeNote: note(id) }
      context.channel = channelWith(() => ({ facts }))
      const { exchangeId } = await receiveDocuments(context, retailer, { watch: {} })
      ids.push(...(await attemptsOf(exchangeId)).map(({ handshakeId }) => handshakeId))
    }
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
    expect(await context.ledger.handshakes.find(ids[0] ?? '')).toMatchObject({
      form: 'short',
      record: '{"short":true}',
    })
    expect(await context.ledger.handshakes.find('H-1')).toBeUndefined()
  })

  test('is kept of a partner that calls us too', async () => {
    const caller = await beginCaller(context, supplier)
    const seen = {
      startedAt: at,
      facts: { bytesSent: 1, bytesReceived: 1, handshakeNote: note('H-1') },
    }
    const call = { operation: 'GetDocument', seen } as const
    await recordServed(context, caller, { ...call, outcome: 'nothing' })
    const failure = new HikyakuError('document-too-large', { limit: 1 })
    await recordServed(context, caller, { ...call, outcome: 'refused', failure })
    const [first, second] = await attemptsOf(caller.exchangeId)
    expect(await context.ledger.handshakes.find(first?.handshakeId ?? '')).toMatchObject({
      form: 'short',
      partner: 'supplier',
    })
    expect(second?.handshakeId).toBe('H-1')
  })

  test('is not there where nothing was recorded', async () => {
    await enqueueDocument(context, {
      partner: retailer,
      chunks: streamOf('x'),
      documentType: 'Order',
      fileName: 'x.xml',
    })
    const fault = new HikyakuError('name-not-found', { partner: 'retailer', host: 'h' })
    const failure = new CallFailure(fault, 'not-sent', { bytesSent: 0, bytesReceived: 0 })
    context.channel = { ...channelWith(() => failure), put: () => Promise.reject(failure) }
    const report = await sendWaiting(context, { ...retailer, retries: 0 }, {})
    const [attempt] = await attemptsOf(report.exchangeId)
    expect(attempt?.outcome).toBe('not-sent')
    expect(attempt?.handshakeId).toBeUndefined()
  })
})
