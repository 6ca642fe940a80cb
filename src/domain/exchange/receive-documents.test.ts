import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { retailer, testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import {
  allOf,
  failing,
  scriptedChannel,
  type Script,
  type Waiting,
} from '../../../test/support/scripted-channel.ts'
import { endMended } from './mended-faults.ts'
import { receiveDocuments } from './receive-documents.ts'
import type { ReceiveReport } from './report.ts'
import type { DocumentEnvelope, StationDocument } from './document.ts'

let context: TestContext

beforeEach(async () => {
  context = await testContext()
})

afterEach(async () => {
  await context.end()
})

function envelope(messageId: string, compressType = ''): DocumentEnvelope {
  return {
    messageId,
    senderId: retailer.partnerId,
    receiverId: retailer.ownId,
    formatType: 'SecondGenEDI',
    documentType: 'Order',
    compressType,
  }
}

function order(messageId: string, text: string, compressType = ''): () => Waiting {
  return () => ({ envelope: envelope(messageId, compressType), bytes: Buffer.from(text) })
}

function partnerAnswers(script: Script): ReturnType<typeof scriptedChannel> {
  const channel = scriptedChannel(script)
  context.channel = channel
  return channel
}

function inbox(): Promise<readonly StationDocument[]> {
  return context.ledger.documents.search({ box: 'inbox' })
}

async function bytesOf(document: StationDocument): Promise<string> {
  const payload = await context.payloads.open(document.id)
  const bytes = await allOf(payload.chunks())
  await payload.close()
  return bytes.toString()
}

describe('trouble that has passed', () => {
  const refused = (): Promise<ReceiveReport> => {
    const failures = Array.from(
      { length: 3 },
      () => () => failing('connection-refused', 'not-sent'),
    )
    partnerAnswers({ get: failures })
    return receiveDocuments(context, retailer)
  }
  const open = async (): Promise<readonly string[]> =>
    (await context.ledger.faults.search({ open: true })).map(({ name }) => name)

  test('ends with the next exchange of its kind that goes well', async () => {
    expect((await refused()).outcome).toBe('failed')
    expect(await open()).toEqual(['connection-refused'])
    partnerAnswers({})
    await receiveDocuments(context, retailer)
    const [fault] = await context.ledger.faults.search({})
    expect(fault?.acknowledged?.by).toBe('hikyaku')
  })

  test('stays while another kind goes well, and if no time will mend it', async () => {
    await refused()
    partnerAnswers({})
    await endMended(context, { partner: retailer.name, kind: 'send' })
    expect(await open()).toEqual(['connection-refused'])
    partnerAnswers({ get: [() => failing('partner-refused', 'refused')] })
    await receiveDocuments(context, retailer)
    partnerAnswers({})
    await receiveDocuments(context, retailer)
    expect(await open()).toEqual(['partner-refused'])
  })
})

describe('receiving from a partner', () => {
  test('gets, keeps and confirms until nothing is waiting', async () => {
    const channel = partnerAnswers({ get: [order('m1', '<a/>'), order('m2', '<b/>')] })
    const report = await receiveDocuments(context, retailer)
    expect(channel.calls).toEqual(['get', 'confirm m1', 'get', 'confirm m2', 'get'])
    expect(report.outcome).toBe('done')
    expect(report.documents.map((one) => one.outcome)).toEqual(['received', 'received'])
    expect((await inbox()).map((one) => one.state)).toEqual(['received', 'received'])
  })

  test('has the document durable, bytes and record, when it confirms', async () => {
    const seen: string[] = []
    const channel = partnerAnswers({ get: [order('m1', '<a/>')] })
    context.channel = {
      ...channel,
      confirm: async (document) => {
        const [kept] = await inbox()
        if (kept !== undefined) seen.push(kept.state, await bytesOf(kept))
        return channel.confirm(document)
      },
    }
    await receiveDocuments(context, retailer)
    expect(seen).toEqual(['kept', '<a/>'])
  })

  test('confirms a known document again and stores it once', async () => {
    partnerAnswers({ get: [order('m1', '<a/>')] })
    await receiveDocuments(context, retailer)
    const channel = partnerAnswers({
      get: [order('m1', '<a/>')],
      confirm: [() => 'already-confirmed'],
    })
    const report = await receiveDocuments(context, retailer)
    expect(channel.calls).toContain('confirm m1')
    expect(report.documents[0]?.outcome).toBe('repeated')
    expect(await inbox()).toHaveLength(1)
    expect(readdirSync(join(context.home, 'incoming'))).toEqual([])
  })

  test('quarantines other content under a known messageId, once, and tells', async () => {
    partnerAnswers({ get: [order('m1', '<a/>')] })
    await receiveDocuments(context, retailer)
    for (const outcome of ['quarantined', 'repeated']) {
      partnerAnswers({ get: [order('m1', '<other/>')] })
      const report = await receiveDocuments(context, retailer)
      expect(report.documents[0]?.outcome).toBe(outcome)
    }
    const documents = await inbox()
    expect(documents.map((one) => one.state).toSorted()).toEqual(['quarantined', 'received'])
    const faults = await context.ledger.faults.search({})
    expect(faults.map((fault) => fault.name)).toEqual(['message-id-conflict'])
    expect(await bytesOf(documents.find((one) => one.state === 'received')!)).toBe('<a/>')
    expect(await bytesOf(documents.find((one) => one.state === 'quarantined')!)).toBe('<other/>')
  })

  test('keeps a poison document in quarantine, confirms it, and the queue goes on', async () => {
    const channel = partnerAnswers({
      get: [order('bad', 'no zip at all', 'application/zip'), order('m2', '<b/>')],
    })
    const report = await receiveDocuments(context, retailer)
    expect(channel.calls).toEqual(['get', 'confirm bad', 'get', 'confirm m2', 'get'])
    expect(report.documents.map((one) => one.outcome)).toEqual(['quarantined', 'received'])
    expect(report.outcome).toBe('warning')
    const bad = await context.ledger.documents.search({ state: 'quarantined' })
    expect(await bytesOf(bad[0]!)).toBe('no zip at all')
  })

  test('keeps a document for another receiver in quarantine, tells, and the queue goes on', async () => {
    const strayed = { ...envelope('m1'), receiverId: '4599999999999' }
    const channel = partnerAnswers({
      get: [() => ({ envelope: strayed, bytes: Buffer.from('<a/>') }), order('m2', '<b/>')],
    })
    const report = await receiveDocuments(context, retailer)
    expect(channel.calls).toEqual(['get', 'confirm m1', 'get', 'confirm m2', 'get'])
    expect(report.documents.map((one) => one.outcome)).toEqual(['quarantined', 'received'])
    expect(report.outcome).toBe('warning')
    expect(report.faults).toMatchObject([
      { name: 'document-for-another', params: { receiverId: '4599999999999' } },
    ])
  })

  test('keeps an unconfirmed document and confirms it first in the next run', async () => {
    const lost = (): ReturnType<typeof failing> => failing('connection-lost', 'in-doubt')
    partnerAnswers({ get: [order('m1', '<a/>')], confirm: [lost, lost, lost] })
    const failed = await receiveDocuments(context, retailer)
    expect(failed.outcome).toBe('failed')
    expect(failed.documents[0]?.document.messageId).toBe('m1')
    expect((await inbox())[0]?.state).toBe('kept')
    const channel = partnerAnswers({ confirm: [() => 'already-confirmed'] })
    expect((await receiveDocuments(context, retailer)).outcome).toBe('done')
    expect(channel.calls).toEqual(['confirm m1', 'get'])
    expect((await inbox())[0]?.state).toBe('received')
  })

  test('stops and tells when the partner refuses a confirmation, but keeps the document', async () => {
    partnerAnswers({
      get: [order('m1', '<a/>')],
      confirm: [() => failing('confirm-unknown', 'refused', { messageId: 'm1', detail: 'no' })],
    })
    const report = await receiveDocuments(context, retailer)
    expect(report.failure?.fault).toBe('confirm-unknown')
    const [document] = await inbox()
    expect(document?.state).toBe('received')
    expect(document?.faultId).toBe(report.faults[0]?.id)
  })

  test('ends a loop with a server that does not record confirmations', async () => {
    partnerAnswers({ get: [order('m1', '<a/>'), order('m1', '<a/>'), order('m1', '<a/>')] })
    const report = await receiveDocuments(context, retailer)
    expect(report.failure?.fault).toBe('same-document-again')
    expect(await inbox()).toHaveLength(1)
  })

  test('tries a Get again, for it changes nothing at the server', async () => {
    partnerAnswers({
      get: [() => failing('answer-cut', 'in-doubt', { detail: '' }), order('m1', '<a/>')],
    })
    const report = await receiveDocuments(context, retailer)
    expect(report.outcome).toBe('warning')
    expect(report.documents).toHaveLength(1)
    expect(context.waited).toEqual([60_000])
  })

  test('takes no more than asked for', async () => {
    partnerAnswers({ get: [order('m1', '<a/>'), order('m2', '<b/>')] })
    const report = await receiveDocuments(context, retailer, { max: 1 })
    expect(report.documents).toHaveLength(1)
  })

  test('writes documents into a folder, whole and unpacked, each once', async () => {
    const into = mkdtempSync(join(context.home, 'into-'))
    partnerAnswers({ get: [order('m1', '<a/>')] })
    const report = await receiveDocuments(context, retailer, { into })
    const [name] = readdirSync(into)
    expect(name).toMatch(/^Order_D-.*\.xml$/)
    expect(readFileSync(join(into, name!), 'utf8')).toBe('<a/>')
    expect(report.documents[0]?.writtenTo).toBe(join(into, name!))
    partnerAnswers({})
    await receiveDocuments(context, retailer, { into })
    expect(readdirSync(into)).toHaveLength(1)
  })

  test('keeps the document when the folder cannot be written, and writes it in the next run', async () => {
    const notAFolder = join(context.home, 'file')
    writeFileSync(notAFolder, '')
    partnerAnswers({ get: [order('m1', '<a/>')] })
    const report = await receiveDocuments(context, retailer, { into: notAFolder })
    expect(report.failure?.fault).toBe('hand-over-failed')
    expect((await inbox())[0]?.state).toBe('received')
    const into = mkdtempSync(join(context.home, 'into-'))
    partnerAnswers({})
    await receiveDocuments(context, retailer, { into })
    expect(readdirSync(into)).toHaveLength(1)
  })

  test('records a failing store as our trouble and confirms nothing', async () => {
    const channel = partnerAnswers({
      get: [order('m1', '<a/>'), order('m1', '<a/>'), order('m1', '<a/>')],
    })
    const full = failing('disk-full', 'in-doubt').fault
    const draft = async (): ReturnType<typeof context.payloads.draft> => {
      const real = await context.payloads.draft()
      real.write = () => Promise.reject(full)
      return real
    }
    const payloads = { ...context.payloads, draft }
    const report = await receiveDocuments({ ...context, payloads }, retailer)
    expect(report.failure?.fault).toBe('disk-full')
    expect(channel.calls).toEqual(['get', 'get', 'get'])
  })
})
