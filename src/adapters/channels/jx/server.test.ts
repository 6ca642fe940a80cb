import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'

import { enqueueDocument, type StationDocument } from '../../../domain/exchange/index.ts'
import { holdPartner } from '../../../domain/holds/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import type {
  ConfirmRequest,
  GetRequest,
  MessageHeader,
  PutRequest,
} from '../../../wire/jx/index.ts'
import { streamOf, supplier } from '../../../../test/support/exchange-context.ts'
import { allOf } from '../../../../test/support/scripted-channel.ts'
import { startServing, type Serving, type ServingOrder } from '../../../../test/support/serving.ts'

let serving: Serving

async function serve(order?: ServingOrder): Promise<void> {
  serving = await startServing(order)
}

afterEach(() => serving.close())

const header: MessageHeader = {
  from: 'jx.maker.example',
  to: 'edi.retailer.example',
  messageId: '20260401003005-1@jx.maker.example',
  timestamp: '2026-04-01T00:30:05',
}

function put(messageId: string, changes: Partial<PutRequest['document']> = {}): PutRequest {
  return {
    operation: 'PutDocument',
    header,
    document: {
      messageId,
      senderId: supplier.partnerId,
      receiverId: supplier.ownId,
      formatType: 'SecondGenEDI',
      documentType: 'Shipment Notification',
      compressType: '',
      ...changes,
    },
  }
}

const get: GetRequest = { operation: 'GetDocument', header, receiverId: supplier.partnerId }

function confirm(messageId: string, changes: Partial<ConfirmRequest> = {}): ConfirmRequest {
  return {
    operation: 'ConfirmDocument',
    header,
    messageId,
    senderId: supplier.ownId,
    receiverId: supplier.partnerId,
    ...changes,
  }
}

function offer(text: string, documentType = 'Order'): Promise<StationDocument> {
  return enqueueDocument(serving.context, {
    partner: { ...supplier, user: 'supplier' },
    fileName: 'order.xml',
    chunks: streamOf(text),
    documentType,
  })
}

async function inbox(): Promise<string[]> {
  const documents = await serving.context.ledger.documents.search({ box: 'inbox' })
  const texts: string[] = []
  for (const { id } of documents.toReversed()) {
    const payload = await serving.context.payloads.open(id)
    texts.push((await allOf(payload.chunks())).toString())
    await payload.close()
  }
  return texts
}

function fixture(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '../../../../test/fixtures/jx', name))
}

describe('a partner with whom business is stopped', () => {
  test('scenario 48: is refused whatever it asks, as trouble of ours, and nothing is kept', async () => {
    await serve()
    const { context } = serving
    await serving.exchange(put('m-1'), { payload: '<a/>' })
    await enqueueDocument(context, {
      partner: supplier,
      fileName: 'order.xml',
      chunks: streamOf('<order/>'),
      documentType: 'Order',
    })
    const offered = await serving.exchange(get)
    const { messageId } = (offered.message as { document: { messageId: string } }).document
    const actor = { name: 'sato', via: 'command' } as const
    await holdPartner(context, actor, { name: supplier.name, hold: { reason: '取引停止' } })
    // A look at the holds counts for a second.
    await setTimeout(1100)
    for (const request of [put('m-2'), get, confirm(messageId)]) {
      const answer = await serving.exchange(request, { payload: '<b/>' })
      expect(answer).toMatchObject({ status: 500, message: { operation: 'Fault', code: 'Server' } })
      expect(answer.body.toString()).not.toMatch(/取引停止|supplier/)
    }
    expect(await inbox()).toEqual(['<a/>'])
    expect(await context.ledger.documents.count({ box: 'mailbox', state: 'not-taken' })).toBe(1)
    const open = { name: 'partner-on-hold', open: true } as const
    expect(await context.ledger.faults.search(open)).toMatchObject([{ repeated: { times: 3 } }])
    await holdPartner(context, actor, { name: supplier.name, hold: undefined })
    expect(await context.ledger.faults.search(open)).toEqual([])
    await setTimeout(1100)
    const confirmed = await serving.exchange(confirm(messageId))
    expect(confirmed.message).toMatchObject({ operation: 'ConfirmDocument', result: true })
    await serving.exchange(put('m-2'), { payload: '<b/>' })
    expect(await inbox()).toEqual(['<a/>', '<b/>'])
  })
})

describe('PutDocument', () => {
  test('is answered true when the document is kept, with a header of our own', async () => {
    await serve()
    const answer = await serving.exchange(put('m-1'), { payload: '<shipment/>' })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(Number(answer.headers['content-length'])).toBe(answer.body.byteLength)
    expect(answer.message).toMatchObject({
      operation: 'PutDocument',
      result: true,
      header: { from: header.to, to: header.from },
    })
    expect(answer.message.header?.messageId).not.toBe(header.messageId)
    expect(answer.message.header?.messageId).toMatch(/^\d{14}-.+@edi\.retailer\.example$/)
    expect(await inbox()).toEqual(['<shipment/>'])
  })

  test('is answered false the second time, and one document is kept', async () => {
    await serve()
    await serving.exchange(put('m-1'), { payload: '<a/>' })
    const again = await serving.exchange(put('m-1'), { payload: '<a/>' })
    expect(again).toMatchObject({ status: 200, message: { result: false } })
    expect(await inbox()).toEqual(['<a/>'])
  })

  test('is answered true to exactly one of copies that arrive at the same moment', async () => {
    await serve()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => serving.exchange(put('m-1'), { payload: '<a/>' })),
    )
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200))
    const results = answers.map(
      ({ message }) => message.operation === 'PutDocument' && message.result,
    )
    expect(results.filter(Boolean)).toHaveLength(1)
    expect(await inbox()).toEqual(['<a/>'])
  })

  test('is refused as Client when a messageId comes again with other content', async () => {
    await serve()
    await serving.exchange(put('m-1'), { payload: '<a/>' })
    const other = await serving.exchange(put('m-1'), { payload: '<b/>' })
    expect(other).toMatchObject({ status: 500, message: { code: 'Client', detail: '20121104' } })
    expect(await inbox()).toEqual(['<a/>'])
  })

  test.each([
    ['a sender that is not the account’s', { senderId: '4999999999999' }, '20121103'],
    ['a receiver that is not ours', { receiverId: '4999999999999' }, '20121103'],
    ['a compression nobody knows', { compressType: 'application/x-lzh' }, '20111118'],
  ])('is refused as Client with %s, and nothing is kept', async (_what, changes, detail) => {
    await serve()
    const answer = await serving.exchange(put('m-1', changes), { payload: '<a/>' })
    expect(answer).toMatchObject({ status: 500, message: { code: 'Client', detail } })
    expect(await inbox()).toEqual([])
  })

  test('is refused as Client with a document of 0 bytes', async () => {
    await serve()
    const answer = await serving.exchange(put('m-1'))
    expect(answer).toMatchObject({ status: 500, message: { code: 'Client', detail: '20121108' } })
    expect(await inbox()).toEqual([])
  })

  test('is answered Server, without our inside, when the disk refuses', async () => {
    await serve()
    serving.context.payloads.draft = () =>
      Promise.reject(new HikyakuError('disk-full', { path: '/secret/place', detail: 'ENOSPC' }))
    const answer = await serving.exchange(put('m-1'), { payload: '<a/>' })
    expect(answer).toMatchObject({ status: 500, message: { code: 'Server' } })
    expect(answer.body.toString()).not.toContain('/secret/place')
    expect(serving.fatal).toEqual([])
  })

  test('is answered Server and stops the station when a sync fails', async () => {
    await serve()
    const { payloads } = serving.context
    const draft = payloads.draft.bind(payloads)
    payloads.draft = async () =>
      Object.assign(await draft(), {
        finish: () => Promise.reject(new HikyakuError('sync-failed', { detail: 'EIO' })),
      })
    const answer = await serving.exchange(put('m-1'), { payload: '<a/>' })
    expect(answer).toMatchObject({ status: 500, message: { code: 'Server' } })
    expect(serving.fatal).toEqual(['sync-failed'])
  })

  test('comes chunked as well as with a length', async () => {
    await serve()
    const agentless = await serving.open()
    const body = fixture('put.xml')
    agentless.write(
      'POST /jx HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n' +
        `Authorization: Basic ${Buffer.from('supplier:practice-password').toString('base64')}\r\n` +
        'Content-Type: text/xml\r\n\r\n',
    )
    for (let at = 0; at < body.byteLength; at += 100) {
      const piece = body.subarray(at, at + 100)
      agentless.write(`${piece.byteLength.toString(16)}\r\n`)
      agentless.write(piece)
      agentless.write('\r\n')
    }
    agentless.write('0\r\n\r\n')
    let text = ''
    for await (const chunk of agentless) text += String(chunk)
    expect(text).toContain('<PutDocumentResult>true</PutDocumentResult>')
  })

  test.each([`text/xml;charset="Shift_JIS"`, `text/xml; charset='shift_jis'`])(
    'is read in Shift_JIS under a prolog that says utf-8: %s',
    async (type) => {
      await serve()
      const answer = await serving.call({
        body: fixture('put-shift-jis-under-utf-8-prolog.xml'),
        headers: { 'content-type': type },
      })
      expect(answer.body.toString()).toContain('<PutDocumentResult>true</PutDocumentResult>')
    },
  )

  test('leaves nothing behind when the connection is cut within it', async () => {
    await serve()
    const socket = await serving.open()
    const body = fixture('put.xml')
    socket.write(
      `POST /jx HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.byteLength}\r\n` +
        `Authorization: Basic ${Buffer.from('supplier:practice-password').toString('base64')}\r\n\r\n`,
    )
    socket.write(body.subarray(0, body.byteLength - 200))
    await expect.poll(() => serving.context.reachedNames).toContain('serve-put.receiving')
    socket.destroy()
    await expect
      .poll(async () => (await serving.context.ledger.faults.search({})).map((fault) => fault.name))
      .toEqual(['envelope-cut'])
    expect(await inbox()).toEqual([])
    expect(readdirSync(join(serving.context.home, 'incoming'))).toEqual([])
  })
})

describe('GetDocument and ConfirmDocument', () => {
  test('give the oldest document, unchanged until it is confirmed', async () => {
    await serve()
    const first = await offer('<a/>')
    await offer('<b/>')
    for (let time = 0; time < 3; time += 1) {
      const answer = await serving.exchange(get)
      expect(answer.payload.toString()).toBe('<a/>')
      expect(Number(answer.headers['content-length'])).toBe(answer.body.byteLength)
      expect(answer.message).toMatchObject({
        document: { messageId: first.messageId, senderId: supplier.ownId },
      })
    }
    expect((await serving.exchange(confirm(first.messageId))).message).toMatchObject({
      result: true,
    })
    expect((await serving.exchange(get)).payload.toString()).toBe('<b/>')
  })

  test('say that nothing is waiting with all elements empty', async () => {
    await serve()
    const answer = await serving.exchange(get)
    expect(answer.message).toMatchObject({ operation: 'GetDocument' })
    expect(answer.body.toString()).toContain('<GetDocumentResult>false</GetDocumentResult>')
    expect(answer.body.toString()).toMatch(/<messageId><\/messageId><data><\/data>/)
  })

  test('answer a second Confirm with false', async () => {
    await serve()
    const { messageId } = await offer('<a/>')
    await serving.exchange(confirm(messageId))
    const second = await serving.exchange(confirm(messageId))
    expect(second).toMatchObject({ status: 200, message: { result: false } })
  })

  test.each([
    ['an unknown messageId', confirm('nobody-knows'), '20121105'],
    ['another’s mailbox', confirm('m', { receiverId: '4999999999999' }), '20121103'],
  ])('refuse the Confirm of %s as Client', async (_what, request, detail) => {
    await serve()
    const answer = await serving.exchange(request)
    expect(answer).toMatchObject({ status: 500, message: { code: 'Client', detail } })
  })

  test('refuse the Get of another’s mailbox as Client', async () => {
    await serve()
    const answer = await serving.exchange({ ...get, receiverId: '4999999999999' })
    expect(answer).toMatchObject({ status: 500, message: { code: 'Client', detail: '20121103' } })
  })

  test('filter by both types together', async () => {
    await serve()
    await offer('<order/>', 'Order')
    await offer('<invoice/>', 'Invoice')
    const filter = { formatType: 'SecondGenEDI', documentType: 'Invoice' }
    expect((await serving.exchange({ ...get, filter })).payload.toString()).toBe('<invoice/>')
  })

  test('refuse half a filter as Client', async () => {
    await serve()
    const body = fixture('get-with-filter.xml')
      .toString()
      .replace(/<OptionalFormatType>.*<\/OptionalFormatType>/, '')
      .replace(/<receiverId>.*<\/receiverId>/, `<receiverId>${supplier.partnerId}</receiverId>`)
    const answer = await serving.call({ body })
    expect(answer.status).toBe(500)
    expect(answer.body.toString()).toContain('20111117')
  })

  test('cut the answer and quarantine a document whose bytes have changed', async () => {
    await serve()
    const document = await offer('<a>1234567890</a>')
    await offer('<b/>')
    const { payloads } = serving.context
    const open = payloads.open.bind(payloads)
    payloads.open = async (id) => {
      const payload = await open(id)
      if (id !== document.id) return payload
      return { ...payload, passing: streamOf('<a>1234567891</a>') }
    }
    await expect(serving.exchange(get)).rejects.toThrow(/ECONNRESET|aborted|hang up/)
    await expect
      .poll(async () => (await serving.context.ledger.documents.find(document.id))?.state)
      .toBe('quarantined')
    expect((await serving.exchange(get)).payload.toString()).toBe('<b/>')
    const faults = await serving.context.ledger.faults.search({})
    expect(faults.map((one) => one.name)).toEqual(['payload-damaged'])
    expect(faults[0]).toMatchObject({ documentId: document.id, partner: 'supplier' })
  })
})

describe('a session', () => {
  test('is one exchange for each connection, ended when the connection closes', async () => {
    await serve()
    await serving.exchange(put('m-1'), { payload: '<a/>' })
    await serving.exchange(put('m-2'), { payload: '<b/>' })
    await serving.exchange(get)
    const running = await serving.context.ledger.exchanges.search({ partner: 'supplier' })
    expect(running).toHaveLength(1)
    expect(running[0]?.endedAt).toBeUndefined()
    await serving.listener.close()
    const found = await serving.context.ledger.exchanges.find(running[0]!.id)
    expect(found?.exchange).toMatchObject({ outcome: 'done', documents: 2 })
    expect(found?.attempts.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['PutDocument', 'accepted'],
      ['PutDocument', 'accepted'],
      ['GetDocument', 'nothing'],
    ])
    expect(found?.attempts[0]).toMatchObject({
      httpStatus: 200,
      handshake: { version: 'TLSv1.3', clientCertificate: false },
    })
    expect(found?.attempts[0]?.bytesReceived).toBeGreaterThan(100)
    expect(found?.attempts[0]?.remote).toMatch(/^127\.0\.0\.1:\d+$/)
  })

  test('reports its steps in the order of the work', async () => {
    await serve()
    await serving.exchange(put('m-1'), { payload: '<a/>' })
    await expect
      .poll(() => serving.context.reachedNames)
      .toEqual([
        'serve.authenticated',
        'serve-put.receiving',
        'serve-put.request-whole',
        'serve-put.payload-synced',
        'serve-put.payload-published',
        'serve-put.document-kept',
        'serve-put.answered',
      ])
  })
})

describe('the address', () => {
  test.each(['/jx', '/jx/', '/JX?trace=1'])('%s takes calls', async (path) => {
    await serve()
    expect(await serving.exchange(get, { path })).toMatchObject({ status: 200 })
  })

  test.each([
    ['/jx?wsdl', true],
    ['/jx/?WSDL', true],
    ['/jx?wsdl=2004', false],
    ['/jx?wsdl&edition=2004', false],
  ])('%s describes the server to anyone', async (path, filtered) => {
    await serve()
    const answer = await serving.call({ method: 'GET', path, user: false })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(answer.body.toString()).toContain(`https://localhost:${serving.listener.port}/jx"`)
    expect(answer.body.includes('OptionalFormatType')).toBe(filtered)
  })

  test('answers other methods with 405 and what is allowed', async () => {
    await serve()
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await serving.call({ method })
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST' } })
    }
  })

  test('answers other paths with 404', async () => {
    await serve()
    for (const path of ['/', '/jxx', '/jx/put', '//jx']) {
      expect(await serving.call({ path, body: 'x' })).toMatchObject({ status: 404 })
    }
  })
})
