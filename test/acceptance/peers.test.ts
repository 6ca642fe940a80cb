/*
 * Every weakness of the open peers and every measured trap of
 * Node's HTTP clients (§6): a test here, or a row that names the tests which prove that
 * this station does not have it. The last test of this file checks the rows.
 *
 * | weakness | proven in | by the test |
 * |---|---|---|
 * | §1.1.1 parsed before login | src/adapters/channels/jx/server-hostile.test.ts | is answered at once, whatever it sends |
 * | §1.1.2 cut answer is a document | src/adapters/channels/jx/client.test.ts | at any byte: %s |
 * | §1.1.3 two `data` | src/wire/jx/malformed.test.ts | a second, empty data |
 * | §1.1.3 two `data` | src/adapters/channels/jx/client.test.ts | two documents |
 * | §1.1.4 DOCTYPE | src/wire/jx/malformed.test.ts | a DOCTYPE, with entities or without |
 * | §1.1.4 two roots, NUL | src/wire/jx/malformed.test.ts | two roots, text after the root, NUL after the root |
 * | §1.1.5 racy duplicate check | src/adapters/channels/jx/server.test.ts | is answered true to exactly one of copies that arrive at the same moment |
 * | §1.1.6 our trouble as Client | src/adapters/channels/jx/server.test.ts | is answered Server, without our inside, when the disk refuses |
 * | §1.1.6 our trouble as Client | src/adapters/channels/jx/server-authentication.test.ts | a caller is told Server, and the next call works again |
 * | §1.1.7 no crash recovery | test/campaign/campaign.test.ts | loses and doubles nothing, killed once at each |
 * | §1.1.8 false at first is delivered | src/domain/exchange/send-waiting.test.ts | takes "already received" on the very first try as a warning |
 * | §1.1.9 no fsync | src/domain/exchange/receive-documents.test.ts | has the document durable, bytes and record, when it confirms |
 * | §1.1.9 no fsync | test/campaign/campaign.test.ts | would be caught losing documents if its fsyncs were taken out |
 * | §1.1.10 poison blocks | src/domain/exchange/receive-documents.test.ts | keeps a poison document in quarantine, confirms it, and the queue goes on |
 * | §1.1.11 bomb | src/wire/jx/compression/packing.test.ts | of %s is refused early |
 * | §1.1.11 first entry only, odd ZIPs | src/wire/jx/compression/packing.test.ts | with %s is refused |
 * | §1.1.11 no CRC check | src/wire/jx/compression/packing.test.ts | with a wrong CRC or length is refused |
 * | §1.1.13 no client certificate | test/stations/exchange.test.ts | record every attempt on both sides, with its handshake |
 * | §1.1.13 no client certificate | src/adapters/channels/jx/server-authentication.test.ts | is refused with %s |
 * | §1.2.1 namespace without hyphen | src/wire/jx/quirks.test.ts | header fields right under Header without namespace, and a namespace without its hyphen |
 * | §1.3.1 certificate not checked | src/wire/http/connect.test.ts | an unknown issuer |
 * | §1.3.1 redirect followed | src/adapters/channels/jx/client.test.ts | a redirect %i, which is named and not followed |
 * | §1.3.1 one limit for any size | src/wire/http/client.test.ts | a slow but steady answer is not cut, however long it takes |
 * | §1.3.2 a fault is an empty mailbox | src/adapters/channels/jx/client.test.ts | a SOAP %s fault, with 500 or 200 |
 * | §1.3.3 a second file | test/stations/exchange.test.ts | give a taken document again after retake |
 * | §1.3.4 compressed and not known | src/wire/jx/compression/packing.test.ts | may be "%s" for gzip |
 * | §1.3.4 compressed and not known | test/stations/exchange.test.ts | carry documents packed as %s |
 * | §1.3.5 taken before it was answered | src/adapters/channels/jx/server.test.ts | give the oldest document, unchanged until it is confirmed |
 * | §1.3.5 `true` and nothing | src/wire/jx/quirks.test.ts | say "nothing" by true with empty elements |
 * | §1.3.7 password not checked | src/adapters/channels/jx/server-authentication.test.ts | a caller with user and password |
 * | §4.3.2 two Puts at once | src/adapters/channels/jx/server.test.ts | is answered true to exactly one of copies that arrive at the same moment |
 * | §4.3.5 storage failure | src/adapters/channels/jx/server.test.ts | is answered Server, without our inside, when the disk refuses |
 * | §4.3.5 storage failure | src/adapters/channels/jx/server.test.ts | is answered Server and stops the station when a sync fails |
 * | §4.3.6 poison | src/domain/exchange/receive-documents.test.ts | keeps a poison document in quarantine, confirms it, and the queue goes on |
 * | §4.3.7 failed and shown as sent | src/domain/exchange/send-waiting.test.ts | stops at a failure and keeps the order: the later ones are not tried |
 * | §4.3.7 failed and shown as sent | src/domain/exchange/send-waiting.test.ts | sets a refused document aside with a fault and goes on |
 * | §4.3.8 half-written file | src/domain/exchange/receive-documents.test.ts | writes documents into a folder, whole and unpacked, each once |
 * | §4.3.9 bad XML | src/wire/jx/malformed.test.ts | two children in Body, two Bodies, two Headers |
 * | §4.3.10 strangers cost memory | src/adapters/channels/jx/server-hostile.test.ts | is answered at once, whatever it sends |
 * | §6.1 no length, FIN | src/adapters/channels/jx/client.test.ts | at any byte: %s |
 * | §6.2 no length, TLS without close_notify | src/adapters/channels/jx/client.test.ts | over TLS without close_notify |
 * | §6.3 no length, TLS, reset | src/wire/http/client.test.ts | %s, is noticed or not, as measured |
 * | §6.4 chunked and to be closed | src/wire/http/client.test.ts | before the last chunk, to be closed |
 * | §6.4 chunked and to be closed | src/adapters/channels/jx/client.test.ts | at any byte, by a reset, for any operation in any framing |
 * | §6.5 Content-Length | src/wire/http/client.test.ts | short of its Content-Length |
 * | §6.6 base64 that skips junk | src/wire/jx/malformed.test.ts | base64 |
 *
 * There is no folder that is polled for files to send (§4.3.8): a file is named, and read
 * whole into the outbox before it is a document.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, describe, expect, test } from 'vitest'

import {
  enqueueDocument,
  receiveDocuments,
  sendWaiting,
  type StationDocument,
} from '../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import type { JxRequest } from '../../src/wire/jx/index.ts'
import { openStation, type Station } from '../../src/station/index.ts'
import { fixture } from '../fixtures/jx/reading.ts'
import { framings, goodAnswer } from '../support/calling.ts'
import { endAll, serve } from '../support/connecting.ts'
import { streamOf, supplier } from '../support/exchange-context.ts'
import { allOf } from '../support/scripted-channel.ts'
import { messageOf, startServing, type Serving } from '../support/serving.ts'
import {
  makeTwoHomes,
  password,
  startTwoStations,
  type TwoStations,
} from '../support/two-stations.ts'

const ends: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
  await endAll()
})

async function twoStations(partner: Partial<ServerPartner> = {}): Promise<TwoStations> {
  const stations = await startTwoStations({ partner })
  ends.push(() => stations.close())
  return stations
}

async function serving(...order: Parameters<typeof startServing>): Promise<Serving> {
  const started = await startServing(...order)
  ends.push(() => started.close())
  return started
}

function shipmentOf(
  station: Station,
  partner: ServerPartner,
  bytes: Uint8Array | string,
): Promise<StationDocument> {
  return enqueueDocument(station, {
    partner,
    fileName: 'shipment.xml',
    chunks: streamOf(bytes),
    documentType: 'Shipment Notification',
  })
}

function orderOf(stations: TwoStations, bytes: Uint8Array | string): Promise<StationDocument> {
  return enqueueDocument(stations.retailer, {
    partner: stations.caller,
    fileName: 'order.xml',
    chunks: streamOf(bytes),
    documentType: 'Order',
  })
}

/** The bytes of all documents in a station's inbox, oldest first. */
async function inboxOf(station: Pick<Station, 'ledger' | 'payloads'>): Promise<Buffer[]> {
  const documents = (await station.ledger.documents.search({ box: 'inbox' })).toReversed()
  const contents: Buffer[] = []
  for (const { id } of documents) {
    const payload = await station.payloads.open(id)
    contents.push(await allOf(payload.chunks()))
    await payload.close()
  }
  return contents
}

interface FieldServer {
  readonly stations: TwoStations
  readonly partner: ServerPartner
  /** Operations it was called for. */
  readonly asked: string[]
}

/** A station that calls a server of another make, whose answers a test writes. */
async function fieldServer(
  answer: (operation: string, number: number) => Buffer | Promise<Buffer>,
): Promise<FieldServer> {
  const stations = await twoStations()
  const asked: string[] = []
  const server = await serve(async ({ request, socket }) => {
    for (;;) {
      const { head } = await request()
      const operation = /^soapaction: ".*\/(\w+)"/im.exec(head)?.[1] ?? '?'
      asked.push(operation)
      const bytes = await answer(operation, asked.length)
      socket.write(bytes)
      if (!/content-length|chunked/i.test(bytes.toString('latin1'))) socket.end()
    }
  })
  const url = `http://127.0.0.1:${server.port}/jx`
  const partner = { ...stations.partner, name: 'field', url, retries: 0 }
  await stations.supplier.ledger.partners.add(partner, { password })
  return { stations, partner, asked }
}

const nothing =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetDocumentResponse xmlns="http://www.dsri.jp/edi-bp/2004/jedicos-xml/client-server"><GetDocumentResult>false</GetDocumentResult></GetDocumentResponse></s:Body></s:Envelope>'

const header = { from: 'a', to: 'b', messageId: 'h@a', timestamp: '2026-04-01T00:30:05' }

function put(messageId: string, senderId = supplier.partnerId): JxRequest {
  return {
    operation: 'PutDocument',
    header,
    document: {
      messageId,
      senderId,
      receiverId: supplier.ownId,
      formatType: 'SecondGenEDI',
      documentType: 'Order',
      compressType: '',
    },
  }
}

const get: JxRequest = { operation: 'GetDocument', header, receiverId: supplier.partnerId }

describe('§1.1.1 a large document blocks the process and fills its memory', () => {
  test('48 MB go from station to station while the process stays responsive', async () => {
    const stations = await twoStations({ timeoutSeconds: 60 })
    const payload = randomBytes(48 * 2 ** 20)
    await shipmentOf(stations.supplier, stations.partner, payload)
    const before = process.memoryUsage().rss
    const delay = monitorEventLoopDelay({ resolution: 10 })
    const start = performance.now()
    delay.enable()
    const report = await sendWaiting(stations.supplier, stations.partner)
    const whole = performance.now() - start
    delay.disable()
    expect(report.outcome).toBe('done')
    // Measured at a peer: blocked for the whole 12 s, and 2.5 GB.
    expect(delay.percentile(90) / 1e6).toBeLessThan(whole / 2)
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000)
    expect((await inboxOf(stations.retailer))[0]?.equals(payload)).toBe(true)
  })
})

describe('§1.1.2 a cut answer becomes an empty document, is confirmed, and lost', () => {
  test.each(['no length', 'HTTP/1.0'] as const)(
    'cut within its document (%s): asked for again, then confirmed once',
    async (framing) => {
      const order = randomBytes(2000)
      const good = framings[framing](await goodAnswer('get', order))
      const confirmed = framings['Content-Length'](await goodAnswer('confirm'))
      const none = framings['Content-Length'](Buffer.from(nothing))
      const { stations, partner, asked } = await fieldServer((operation, number) => {
        if (operation === 'ConfirmDocument') return confirmed
        if (number === 1) return good.subarray(0, good.indexOf('<data>') + 500)
        return number === 2 ? good : none
      })
      const report = await receiveDocuments(stations.supplier, {
        ...partner,
        retries: 1,
        retryIntervalSeconds: 0,
      })
      expect(report.failure).toBeUndefined()
      expect(asked).toEqual(['GetDocument', 'GetDocument', 'ConfirmDocument', 'GetDocument'])
      expect(await inboxOf(stations.supplier)).toEqual([order])
      expect(report.faults.map(({ name }) => name)).toEqual(['answer-cut'])
    },
  )
})

describe('§1.1.5 partner A’s messageId blocks partner B’s', () => {
  test('the same messageId of two partners is two documents', async () => {
    const other = { ...supplier, name: 'other', user: 'other', partnerId: '4500000000028' }
    const served = await serving({
      partners: [{ ...supplier, user: 'supplier' }, other],
    })
    const first = await served.exchange(put('m-1'), { payload: '<a/>' })
    const second = await served.exchange(put('m-1', other.partnerId), {
      payload: '<b/>',
      user: 'other',
    })
    expect([first.message, second.message]).toMatchObject([{ result: true }, { result: true }])
    expect((await inboxOf(served.context)).map(String)).toEqual(['<a/>', '<b/>'])
  })
})

describe('§1.1.12 a poll ends after a hundred documents', () => {
  test('one run takes all 120 that wait', async () => {
    const stations = await twoStations()
    for (let count = 0; count < 120; count += 1) await orderOf(stations, `<order>${count}</order>`)
    const report = await receiveDocuments(stations.supplier, stations.partner)
    expect(report.outcome).toBe('done')
    expect((await inboxOf(stations.supplier)).map(String)).toEqual(
      Array.from({ length: 120 }, (_, count) => `<order>${count}</order>`),
    )
  })
})

describe('§1.2.1 WSDL copies that lost their hyphens', () => {
  test('a Confirm is known by its Body, whatever its SOAPAction says', async () => {
    const served = await serving()
    await enqueueDocument(served.context, {
      partner: (await served.context.ledger.partners.find(supplier.name)) as typeof supplier,
      fileName: 'order.xml',
      chunks: streamOf('<order/>'),
      documentType: 'Order',
    })
    const { message } = await served.exchange(get)
    const { messageId } = (message as { document: { messageId: string } }).document
    const body = await messageOf({
      operation: 'ConfirmDocument',
      header,
      messageId,
      senderId: supplier.ownId,
      receiverId: supplier.partnerId,
    })
    const soapaction = '"http://www.dsri.jp/edi-bp/2004/jedicos-xml/clientserver/ConfirmDocument"'
    const answer = await served.call({ body, headers: { soapaction } })
    expect(answer.body.toString()).toContain('<ConfirmDocumentResult>true<')
    expect(await served.context.ledger.documents.count({ state: 'taken' })).toBe(1)
  })
})

describe('§1.2.2 header fields without MessageHeader', () => {
  test('are taken by the server as they come', async () => {
    const served = await serving()
    const answer = await served.call({ body: fixture('put-header-without-wrapper.xml') })
    expect(answer.body.toString()).toContain('<PutDocumentResult>true<')
    expect(await inboxOf(served.context)).toHaveLength(1)
  })
})

describe('§1.2.3 a messageId that is a bare UUID', () => {
  test('is kept as it came, and known again', async () => {
    const served = await serving()
    const id = randomUUID()
    expect((await served.exchange(put(id), { payload: '<a/>' })).message).toMatchObject({
      result: true,
    })
    expect((await served.exchange(put(id), { payload: '<a/>' })).message).toMatchObject({
      result: false,
    })
    const [document] = await served.context.ledger.documents.search({ box: 'inbox' })
    expect(document?.messageId).toBe(id)
  })
})

describe('§1.3.2 a fault looks like an empty mailbox', () => {
  test('a run that met a fault failed; one that found nothing did not', async () => {
    const server = '<faultcode>s:Server</faultcode><faultstring>down</faultstring>'
    const body = Buffer.from(
      nothing.replace(/<GetDocumentResponse.*Response>/, `<s:Fault>${server}</s:Fault>`),
    )
    const answers = [body, Buffer.from(nothing)]
    const { stations, partner } = await fieldServer((_operation, number) =>
      framings['Content-Length'](answers[number - 1]!),
    )
    const failed = await receiveDocuments(stations.supplier, partner)
    expect(failed).toMatchObject({ outcome: 'failed', failure: { fault: 'partner-trouble' } })
    expect(await receiveDocuments(stations.supplier, partner)).toMatchObject({ outcome: 'done' })
  })
})

describe('§1.3.6 the whole envelope in Shift_JIS, and other habits of that client', () => {
  test('are read, all at once', async () => {
    const served = await serving()
    const body = Buffer.from(
      fixture('put-shift-jis-under-utf-8-prolog.xml')
        .toString('latin1')
        .replaceAll('soap:', 'Soap:')
        .replace('xmlns:soap', 'xmlns:Soap')
        .replace('<?xml version', '<?xml  version'),
      'latin1',
    )
    expect(body.includes('<Soap:Envelope xmlns:Soap=')).toBe(true)
    const answer = await served.call({
      body,
      headers: {
        'content-type': 'text/xml;charset="Shift_JIS"',
        soapaction: 'http://www.dsri.jp/edi-bp/2004/jedicos-xml/client-server/PutDocument',
      },
    })
    expect(answer.body.toString()).toContain('<PutDocumentResult>true<')
    expect(await inboxOf(served.context)).toHaveLength(1)
  })
})

describe('§4.3.1 a duplicate of what was registered but not stored is accepted', () => {
  test('a Put that was cut is stored when it comes again, and answered true', async () => {
    const served = await serving()
    const payload = randomBytes(50_000)
    const body = await messageOf(put('m-1'), payload)
    const socket = await served.open()
    const login = Buffer.from(`supplier:${password}`).toString('base64')
    socket.write(
      `POST /jx HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${login}\r\nContent-Length: ${body.byteLength}\r\n\r\n`,
    )
    socket.write(body.subarray(0, -10))
    await expect.poll(() => served.context.reachedNames).toContain('serve-put.receiving')
    socket.destroy()
    const again = await served.exchange(put('m-1'), { payload })
    expect(again.message).toMatchObject({ result: true })
    expect(await inboxOf(served.context)).toEqual([payload])
  })
})

describe('§4.3.2 two Gets at the same moment', () => {
  test('offer the same document, and one of two Confirms takes it', async () => {
    const served = await serving()
    const partner = (await served.context.ledger.partners.find(supplier.name)) as typeof supplier
    for (const text of ['<first/>', '<second/>']) {
      await enqueueDocument(served.context, {
        partner,
        fileName: 'order.xml',
        chunks: streamOf(text),
        documentType: 'Order',
      })
    }
    const got = await Promise.all(Array.from({ length: 6 }, () => served.exchange(get)))
    expect(new Set(got.map(({ payload }) => payload.toString()))).toEqual(new Set(['<first/>']))
    const { messageId } = (got[0]?.message as { document: { messageId: string } }).document
    const confirm: JxRequest = {
      operation: 'ConfirmDocument',
      header,
      messageId,
      senderId: supplier.ownId,
      receiverId: supplier.partnerId,
    }
    const confirmed = await Promise.all(Array.from({ length: 6 }, () => served.exchange(confirm)))
    const results = confirmed.map(({ message }) => 'result' in message && message.result)
    expect(results.filter(Boolean)).toHaveLength(1)
    expect((await served.exchange(get)).payload.toString()).toBe('<second/>')
  })
})

/** Stands before a server and drops the first answer that is sent once `kept` is true. */
async function relayThatCutsOnce(
  port: number,
  kept: () => boolean,
): Promise<{ readonly port: number }> {
  let cuts = 1
  return serve(({ socket }) => {
    const server = connectTcp(port, '127.0.0.1')
    const end = (): void => {
      socket.destroy()
      server.destroy()
    }
    socket.on('data', (chunk) => server.write(chunk))
    server.on('data', (chunk) => {
      if (cuts > 0 && kept()) {
        cuts -= 1
        end()
      } else socket.write(chunk)
    })
    socket.on('close', end)
    server.on('close', end).on('error', end)
  })
}

describe.each(['§4.3.3 a late success', '§4.3.4 a resend after a restart'])('%s', (which) => {
  test('the document arrives once, under one messageId, and ends as delivered', async () => {
    const homes = await makeTwoHomes()
    ends.push(async () => {
      homes.remove()
      await Promise.resolve()
    })
    const reached = new Set<string>()
    const retailer = await openStation({
      home: homes.retailerHome,
      steps: { reached: (step) => reached.add(step) },
    })
    ends.push(() => retailer.close())
    const server = await retailer.serve({ port: 0, certificate: homes.serverCertificate })
    ends.push(() => server.close())
    const relay = await relayThatCutsOnce(server.port, () => reached.has('serve-put.document-kept'))
    const partner = homes.retailerAt(relay.port, { retries: 0 })
    let sender = await openStation({ home: homes.supplierHome })
    ends.push(() => sender.close())
    await sender.ledger.partners.add(partner, { password })

    const payload = randomBytes(300_000)
    const { id, messageId } = await shipmentOf(sender, partner, payload)
    const first = await sendWaiting(sender, partner)
    expect(first).toMatchObject({ outcome: 'failed', documents: [{ outcome: 'waiting' }] })
    expect(await inboxOf(retailer)).toHaveLength(1)
    if (which.includes('restart')) {
      await sender.close()
      sender = await openStation({ home: homes.supplierHome })
    }
    const second = await sendWaiting(sender, partner)
    expect(second).toMatchObject({ outcome: 'done', documents: [{ outcome: 'delivered' }] })
    const attempts = await sender.ledger.exchanges.attemptsOf(id)
    expect(attempts.map((attempt) => [attempt.outcome, attempt.messageId])).toEqual([
      ['in-doubt', messageId],
      ['duplicate', messageId],
    ])
    expect(await inboxOf(retailer)).toEqual([payload])
  })
})

describe('§4.3.8 handles grow over a day', () => {
  test.runIf(existsSync('/proc/self/fd'))('forty exchanges leave no handle open', async () => {
    const stations = await twoStations()
    const { supplier: sender, partner } = stations
    const round = async (): Promise<void> => {
      await shipmentOf(sender, partner, '<shipment/>')
      await orderOf(stations, '<order/>')
      expect(await sendWaiting(sender, partner)).toMatchObject({ outcome: 'done' })
      expect(await receiveDocuments(sender, partner)).toMatchObject({ outcome: 'done' })
    }
    for (let count = 0; count < 5; count += 1) await round()
    const before = readdirSync('/proc/self/fd').length
    for (let count = 0; count < 40; count += 1) await round()
    await expect.poll(() => readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before + 2)
  })
})

describe('§4.3.9 empty, truncated, doubled or trailing XML', () => {
  test('is refused and never confirmed; the document is still there afterwards', async () => {
    const good = await goodAnswer('get', '<order/>')
    const text = good.toString()
    const bad = [
      '',
      text.slice(0, text.indexOf('</data>')),
      text.slice(0, -10),
      text.replace(/(<data>.*<\/data>)/, '$1$1'),
      text.replace(/<data>.*<\/data>/, ''),
      text + text,
      `${text}<html>`,
      text.replace('<data>', '<data>*'),
      '<html><body>Maintenance</body></html>',
    ]
    const answers = [...bad.map((one) => Buffer.from(one)), good]
    const { stations, partner, asked } = await fieldServer(async (operation, number) => {
      if (operation === 'ConfirmDocument') {
        return framings['Content-Length'](await goodAnswer('confirm'))
      }
      return framings['Content-Length'](answers[number - 1] ?? Buffer.from(nothing))
    })
    for (const one of bad) {
      const report = await receiveDocuments(stations.supplier, partner)
      expect({ one, outcome: report.outcome }).toEqual({ one, outcome: 'failed' })
    }
    expect(new Set(asked)).toEqual(new Set(['GetDocument']))
    expect(await inboxOf(stations.supplier)).toEqual([])
    expect(await receiveDocuments(stations.supplier, partner)).toMatchObject({ outcome: 'done' })
    expect((await inboxOf(stations.supplier)).map(String)).toEqual(['<order/>'])
    expect(asked.filter((operation) => operation === 'ConfirmDocument')).toHaveLength(1)
  })
})

describe('the table above', () => {
  const source = readFileSync(import.meta.filename, 'utf8')
  const rows = [...source.matchAll(/^ \* \| (§\S+) [^|]*\| (\S+\.test\.ts) \| (.+) \|$/gm)]

  test('names tests that are there', () => {
    const root = join(import.meta.dirname, '../..')
    const missing = rows.filter(([, , file = '', name = '']) => {
      const path = join(root, file)
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(name)
    })
    expect(missing.map(([row]) => row)).toEqual([])
  })

  test('and the tests of this file leave out no weakness', () => {
    const own = [...source.matchAll(/describe\S*\(\[?'(§\S+) |, '(§\S+) /g)]
    const shown = new Set([...rows.map(([, id]) => id), ...own.map(([, one, two]) => one ?? two)])
    const counted = { '§1.1': 13, '§1.2': 3, '§1.3': 7, '§4.3': 10, '§6': 6 }
    const all = Object.entries(counted).flatMap(([part, count]) =>
      Array.from({ length: count }, (_, at) => `${part}.${at + 1}`),
    )
    expect(all.filter((id) => !shown.has(id))).toEqual([])
  })
})
